"""RDF terms as N-Triples text, and the namespaces that jishi writes.

Everything RDF is made as text first: one line `subject predicate object` per triple. That is five
times as fast as building term objects, sorts into a canonical form (there are no blank nodes), and
every engine parses it. Lexical forms are the canonical ones, so that no engine respells them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from ..edtf import EDTF, FIRST_DAY, LAST_DAY, Day
from ..errors import DataError

NS: Final = "https://w3id.org/jishi/ns#"
MENTION_NS: Final = "https://w3id.org/jishi/mention#"
DEFAULT_BASE: Final = "https://w3id.org/jishi/id/"
"""Base of the IRIs of articles, events, actors; users can set their own."""

PREFIXES: Final[dict[str, str]] = {
    "j": NS,
    "jm": MENTION_NS,
    "dct": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_ESCAPED: Final = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')
_SHORT: Final = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_CJK: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_DATE_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")


@lru_cache(maxsize=4096)
def name(curie: str) -> str:
    """`j:Event` → `<https://w3id.org/jishi/ns#Event>`, for the prefixes of `PREFIXES`."""
    prefix, _, local = curie.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def link(curie: str) -> str:
    """A predicate with the blanks around it."""
    return f" {name(curie)} "


def typed(curie: str) -> str:
    """What follows a subject to say that it is of a class."""
    return link("rdf:type") + name(curie)


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if found in _SHORT:
        return _SHORT[found]
    return "\ufffd" if "\ud800" <= found <= "\udfff" else f"\\u{ord(found):04X}"


def text(value: str) -> str:
    """A plain string literal."""
    return f'"{_ESCAPED.sub(_escape, value)}"'


def words(value: str, language: str = "zh") -> str:
    """A literal of printed words: tagged with `language` where Chinese characters stand in it."""
    return f"{text(value)}@{language}" if _CJK.search(value) else text(value)


@lru_cache(maxsize=65536)
def short_words(value: str) -> str:
    """The same for names, triggers and dates, which come again and again."""
    return words(value)


def iri(value: str) -> str | None:
    """`value` as an IRI, or None where it is not an absolute IRI."""
    try:
        absolute = bool(urlsplit(value).scheme)
    except ValueError:  # a host in brackets that is none
        return None
    return f"<{value}>" if absolute and not _NOT_IN_IRI.search(value) else None


def local(value: str) -> str:
    """An id made safe for the last segment of an IRI."""
    return value if value.isascii() and value.isalnum() else _quoted(value)


@lru_cache(maxsize=65536)
def _quoted(value: str) -> str:
    return quote(value, safe="")


INTEGER: Final = "^^" + name("xsd:integer")
"""What follows the quoted digits of a whole number."""

_DECIMAL: Final = "^^" + name("xsd:decimal")
_DATE: Final = "^^" + name("xsd:date")
_DAYTIME: Final = "^^" + name("xsd:dateTime")
_EDTF: Final = "^^" + name("edtf:EDTF")
TRUE: Final = '"true"^^' + name("xsd:boolean")
FALSE: Final = '"false"^^' + name("xsd:boolean")


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"{INTEGER}'


def decimal(value: float) -> str:
    """An xsd:decimal rounded to three places, in canonical form (`1`, `0.5`)."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return f'"{"0" if shown in ("-0", "") else shown}"{_DECIMAL}'


def boolean(value: bool) -> str:
    """An xsd:boolean."""
    return TRUE if value else FALSE


def day(value: str) -> str:
    """An xsd:date of `YYYY-MM-DD`."""
    return f'"{value}"{_DATE}'


def _bound(value: Day) -> str:
    """The day as xsd:date; an open beginning is the first day of year 1, an open end the last of 9999."""
    if value == FIRST_DAY:
        return day("0001-01-01")
    return day("9999-12-31") if value == LAST_DAY else day(str(value))


@lru_cache(maxsize=65536)
def dates(value: str) -> tuple[str, str, str, str, str]:
    """EDTF text → (edtf literal, begin, end, precision, qualifier or ''), all N-Triples terms."""
    parsed = EDTF.parse(value)
    qualifier = {"~": '"approximate"', "?": '"uncertain"', "%": '"uncertain"'}.get(parsed.qualifier, "")
    return (
        f"{text(value)}{_EDTF}",
        _bound(parsed.begin),
        _bound(parsed.end),
        f'"{parsed.precision}"',
        qualifier,
    )


def moment(value: str) -> str:
    """A published date or date-time as xsd:date or xsd:dateTime; as plain text where it is neither."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return day(value)
    match = _DATE_TIME.fullmatch(value)
    if match is None:
        return text(value)
    date, hour, minute, second, zone = match.groups()
    zone = "+00:00" if zone == "Z" else zone or ""
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f'"{date}T{hour}:{minute}:{second or "00"}{zone}"{_DAYTIME}'


def check_base(base: str) -> str:
    """`base` when it can be the base of our IRIs, else `DataError`."""
    if iri(base) is None or base[-1] not in "/#":
        raise DataError(
            f"{base!r} cannot be the base of IRIs", where="base", mend="Give an absolute IRI that ends in / or #."
        )
    return base
