"""The ready queries: `queries/*.rq`, each with titles, typed parameters, defaults and an example.

A file opens with comment lines `# zh:`, `# en:`, `# about:`, `# param NAME (TYPE) = DEFAULT : what`
and goes on in plain SPARQL, where `$NAME` is the parameter. A line that ends in `#? NAME` is left
out when that parameter is empty; `LIMIT 1000  #= NAME` takes its number from that parameter. Values
are checked against their type and written as RDF terms, so that nothing a user gives is ever read as
SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from ..edtf import EDTF, EDTFError
from ..errors import DataError, QueryError
from ..ontology import ontology
from . import terms
from .sparql import substitute

Resolver = Callable[[str], str]
"""An actor's name or id → its IRI, without angle brackets. Raises `QueryError`."""

_PARAM: Final = re.compile(r"(?P<name>\w+) \((?P<type>[a-z-]+)\)(?: =(?P<default>.*?))?(?: : (?P<about>.*))?")
_LIMIT: Final = re.compile(r"LIMIT \d+ +#= (\w+)$", re.M)
"""`LIMIT 1000  #= most`: the parameter that says how many rows."""
_HEAD: Final = re.compile(r"#\s*(?P<key>zh|en|about|needs|param):?\s+(?P<value>.*)")
_EXAMPLE: Final = "#> "


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query: name, type (see `_TYPES`), default ('' for none), what it is."""

    name: str
    type: str
    default: str | None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what there is to know about it.

    Attributes:
        needs: `service` for a query that asks another server, else ''.
        example: an example result as CSV lines, the header first.
    """

    name: str
    zh: str
    en: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str
    needs: str = ""
    example: tuple[str, ...] = field(default=())

    def fill(self, values: Mapping[str, object], resolve: Resolver, base: str = terms.DEFAULT_BASE) -> str:
        """The SPARQL with all parameters put in. Raises `QueryError` naming the parameter at fault."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                names = ", ".join(known) or "none"
                raise QueryError(f"no parameter {name!r}", where=self.name, mend=f"It takes: {names}.")
        filled: dict[str, str] = {}
        for parameter in self.parameters:
            given = values.get(parameter.name, parameter.default)
            if given is None:
                raise QueryError(
                    f"needs a value for {parameter.name!r}",
                    where=self.name,
                    mend=f"Give it with --set {parameter.name}=…",
                )
            if str(given) != "" or parameter.default != "":
                filled[parameter.name] = _term(self.name, parameter, given, resolve, base)
        limits = {name: filled.pop(name) for name in [*filled] if known[name].type == "rows"}
        text = _LIMIT.sub(lambda match: f"LIMIT {limits[match[1]]}" if match[1] in limits else match[0], self.text)
        return substitute(_without_empty(text, set(known) - set(filled)), filled)


def _without_empty(text: str, empty: set[str]) -> str:
    kept = []
    for line in text.splitlines():
        mark = re.search(r"#\? (\w+)\s*$", line)
        if mark is None or mark[1] not in empty:
            kept.append(line)
    return "\n".join(kept) + "\n"


def _term(query: str, parameter: Parameter, given: object, resolve: Resolver, base: str) -> str:
    value = str(given) if parameter.type == "text" else str(given).strip()
    try:
        if parameter.type == "actor":
            return f"<{value}>" if terms.iri(value) and "://" in value else f"<{resolve(value)}>"
        return _TYPES[parameter.type](value, base)
    except (EDTFError, ValueError, KeyError) as error:
        raise QueryError(
            f"{value!r} is no {parameter.type} for {parameter.name!r}",
            where=query,
            mend=_HINTS.get(parameter.type, str(error)),
        ) from error


def _first_day(value: str, _base: str) -> str:
    return terms.dates(EDTF.parse(value).text)[1]


def _last_day(value: str, _base: str) -> str:
    return terms.dates(EDTF.parse(value).text)[2]


def _event_type(value: str, _base: str) -> str:
    for key, kind in ontology().types.items():
        if value in (key, kind.zh, kind.en, kind.class_name):
            return terms.name(f"j:{kind.class_name}")
    raise ValueError(value)


def _role(value: str, _base: str) -> str:
    for key, role in ontology().roles.items():
        if value in (key, role.zh, role.en):
            return terms.name(f"j:{key}")
    raise ValueError(value)


def _matched(pattern: str) -> Callable[[str, str], str]:
    def make(value: str, _base: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(value)
        return terms.text(value)

    return make


def _number(value: str, _base: str) -> str:
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", value):
        raise ValueError(value)
    return terms.integer(int(value)) if "." not in value else terms.decimal(float(value))


def _rows(value: str, _base: str) -> str:
    """A number as LIMIT takes it: SPARQL has neither variables nor typed literals there."""
    if not re.fullmatch(r"[1-9]\d{0,8}", value):
        raise ValueError(value)
    return value


def _thing(kind: str) -> Callable[[str, str], str]:
    def make(value: str, base: str) -> str:
        if "://" in value:
            found = terms.iri(value)
            if found is None:
                raise ValueError(value)
            return found
        return f"<{base}{kind}/{terms.local(value)}>"

    return make


_TYPES: Final[dict[str, Callable[[str, str], str]]] = {
    "first-day": _first_day,
    "last-day": _last_day,
    "event-type": _event_type,
    "role": _role,
    "text": lambda value, _base: terms.text(value),
    "number": _number,
    "rows": _rows,
    "year": _matched(r"\d{4}"),
    "month-day": _matched(r"\d{2}-\d{2}"),
    "event": _thing("event"),
    "article": _thing("article"),
}
_HINTS: Final = {
    "first-day": "Write a date such as 2022, 2022-01 or 2022-01-27.",
    "last-day": "Write a date such as 2022, 2022-01 or 2022-01-27.",
    "event-type": "docs/queries.md lists the event types.",
    "role": "A role is one of agent, patient, participant, initiator, host, recipient, topic.",
    "year": "Write four digits, such as 2022.",
    "month-day": "Write month and day, such as 01-27.",
    "number": "Write a number, such as 20.",
    "rows": "Write how many rows at most, such as 100.",
}


def parse_query(name: str, source: str) -> Query:
    """A query file's text → `Query`. Raises `DataError` naming the line that is malformed."""
    head: dict[str, str] = {}
    parameters = []
    example = tuple(line[len(_EXAMPLE) :] for line in source.splitlines() if line.startswith(_EXAMPLE))
    body = []
    for line in source.splitlines():
        match = _HEAD.fullmatch(line)
        if match is None:
            if not line.startswith(_EXAMPLE):
                body.append(line)
        elif match["key"] == "param":
            found = _PARAM.fullmatch(match["value"])
            if found is None or found["type"] not in (*_TYPES, "actor"):
                raise DataError(f"not a parameter: {line!r}", where=name)
            default = found["default"]
            parameters.append(
                Parameter(
                    found["name"], found["type"], default if default is None else default.strip(), found["about"] or ""
                )
            )
        else:
            head[match["key"]] = match["value"].strip()
    return Query(
        name=name,
        zh=head.get("zh", ""),
        en=head.get("en", ""),
        about=head.get("about", ""),
        parameters=tuple(parameters),
        text="\n".join(body).strip() + "\n",
        needs=head.get("needs", ""),
        example=example,
    )


@lru_cache(maxsize=1)
def queries() -> Mapping[str, Query]:
    """All ready queries by name, in order of name."""
    folder = resources.files(__package__).joinpath("queries")
    files = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return {file[:-3]: parse_query(file[:-3], folder.joinpath(file).read_text(encoding="utf-8")) for file in files}


def _query_of_file(path: Path) -> Query:
    try:
        return parse_query(path.name, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QueryError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise QueryError(f"not UTF-8: {error.reason} at byte {error.start}", where=str(path)) from error


def find_query(text_or_name: str) -> Query:
    """The ready query of a name, the query of a `.rq` file, or the query that the text itself is.

    Raises `QueryError` where it is none of them.
    """
    ready = queries()
    if text_or_name in ready:
        return ready[text_or_name]
    if text_or_name.endswith((".rq", ".sparql")):
        return _query_of_file(Path(text_or_name))
    if re.search(r"[\s{]", text_or_name):
        return parse_query("query", text_or_name)
    near = get_close_matches(text_or_name, ready, n=3, cutoff=0.4)
    raise QueryError(
        "no ready query of this name",
        where=text_or_name,
        mend=f"Near: {', '.join(near)}." if near else f"There are: {', '.join(ready)}.",
    )
