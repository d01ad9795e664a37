"""The tables of `extract/lexicon` in one compiled form, and reading it back.

A table row is a fact with its source; the compiled form holds what matching needs: every written
form, normalised, with the entities it may mean. It is a pure function of the tables, and it names
their hash, so that a table changed by hand is compiled anew instead of being ignored.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Final

import msgspec
import zstandard

from ...errors import DataError
from ..normalize import normalize
from .building import Builder
from .forms import LOWER, Compiled, Form, Office, Row, words_of

TABLES: Final = (
    "countries.tsv",
    "places.tsv",
    "people.tsv",
    "more_people.tsv",
    "organizations.tsv",
    "more_organizations.tsv",
    "offices.tsv",
    "tenures.tsv",
    "more_tenures.tsv",
    "groups.tsv",
    "more_groups.tsv",
    "titles.tsv",
    "more_titles.tsv",
    "surnames.tsv",
    "more_surnames.tsv",
    "translit.tsv",
    "given.tsv",
    "words.tsv",
    "ordinary.tsv",
    "org_suffixes.tsv",
    "group_heads.tsv",
    "more_ids.tsv",
    "clashes.tsv",
    "gender.tsv",
)
"""The tables that are compiled; `words` and `given` are made from jieba's dictionary."""


def read_table(path: Path) -> list[Row]:
    """The rows of a table as dicts; raises `DataError` with file and line for a row of another width."""
    lines = path.read_text(encoding="utf-8").split("\n")
    head = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(head):
            raise DataError(
                f"{len(cells)} cells where the head line has {len(head)}",
                where=f"{path.name}:{number}",
                mend="Give every column a cell, separated by tabs.",
            )
        rows.append(dict(zip(head, cells, strict=True)))
    return rows


def sources_hash(folder: Path) -> str:
    """One hash over all tables, for telling whether the compiled form is theirs."""
    digest = hashlib.sha256()
    for name in TABLES:
        path = folder / name
        if path.exists():
            digest.update(name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def compile_tables(folder: Path) -> bytes:
    """The compiled form: 64 hexadecimal digits of the tables' hash, then MessagePack compressed with zstandard."""
    payload = msgspec.msgpack.encode(build_compiled(folder))
    return sources_hash(folder).encode() + zstandard.compress(payload, 19)


def decode(data: bytes) -> Compiled:
    """The compiled form's content."""
    return msgspec.msgpack.decode(zstandard.decompress(data[64:]), type=Compiled)


def build_compiled(folder: Path) -> Compiled:
    """Read all tables of `folder`; those that are missing count as empty."""

    def table(name: str) -> list[Row]:
        return read_table(folder / name) if (folder / name).exists() else []

    builder = Builder({(r["type"], r["name"]): r["qid"] for r in table("more_ids.tsv")})
    for row in table("countries.tsv"):
        builder.country(row)
    for row in table("places.tsv"):
        builder.place(row)
    for row in table("people.tsv") + table("more_people.tsv"):
        builder.person(row)
    bodies = table("organizations.tsv") + table("more_organizations.tsv")
    builder.common_names(bodies)
    for row in bodies:
        builder.organization(row)
    builder.armies()
    for row in table("tenures.tsv") + table("more_tenures.tsv"):
        builder.tenure(row)
    offices = [_office(row) for row in table("offices.tsv")]
    titles = {
        normalize(r["title"]): (r["kind"].removeprefix("modifier:"), int(r["modifier"]))
        for r in table("titles.tsv") + table("more_titles.tsv")
    }
    rows = table("groups.tsv") + table("more_groups.tsv")  # what was added by hand comes last and counts
    groups = {normalize(r["form"]): (r["kind"], r["rule"], r["context"]) for r in rows}
    words = {r["word"]: int(r["log"]) - _JIEBA_TOTAL for r in table("words.tsv")}
    tags = {r["word"]: r["class"] for r in table("words.tsv")}
    tags |= {r["word"]: r["class"] for r in table("ordinary.tsv") if r["word"] in words}  # 祝贺 is nobody's name
    for row in table("group_heads.tsv"):
        if row["head"] not in words:  # 抗议者 is one word
            words[row["head"]], tags[row["head"]] = _HEAD_LOG, "n"
    return Compiled(
        entities=builder.entities,
        forms=_forms(builder, offices, titles, groups),
        offices=offices,
        tenures=builder.tenures,
        chars=builder.chars,
        titles=titles,
        surnames=_surnames(table("surnames.tsv") + table("more_surnames.tsv")),
        given=_shares({r["char"]: float(r["count"]) for r in table("given.tsv")}),
        translit=_shares(_translit(table("translit.tsv"))),
        words=words_of(words, tags),
        country_forms=builder.country_forms,
        org_suffixes={r["suffix"]: r["kind"] for r in table("org_suffixes.tsv")},
        edges=(_edge(table("translit.tsv"), "segment_initial"), _edge(table("translit.tsv"), "segment_final")),
        clashes={r["form"]: (r["before"], r["after"], r["needs"]) for r in table("clashes.tsv")},
        group_heads={r["head"]: r["kind"] for r in table("group_heads.tsv")},
        genders=builder.genders(table("gender.tsv")),
    )


def _forms(
    builder: Builder,
    offices: list[Office],
    titles: dict[str, tuple[str, int]],
    groups: dict[str, tuple[str, str, str]],
) -> dict[str, Form]:
    """Every form of two and more characters that matching looks for, with all that it may be."""
    of_offices = {title for office in offices for title in office.titles}
    named = {
        t for t in of_offices if any(t[:n] in builder.country_forms and t[n:] in titles for n in range(2, len(t) - 1))
    }
    found = {}
    for key in sorted(builder.forms.keys() | titles.keys() | groups.keys() | (of_offices - named)):
        if len(key) > 1:
            title = titles.get(key) or (("office", 0) if key in of_offices else None)
            found[key.translate(LOWER)] = Form(tuple(builder.forms.get(key, ())), title, groups.get(key))
    return found


_HEAD_LOG: Final = -105
"""The share given to nouns for groups that jieba's dictionary lacks."""

_JIEBA_TOTAL: Final = 179
"""Ten times the logarithm of the words counted in jieba's dictionary (60 million)."""


def _shares(counts: dict[str, float]) -> dict[str, int]:
    total = sum(counts.values())
    return {key: round(10 * math.log(count / total)) for key, count in counts.items() if count}


def _translit(rows: list[Row]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for row in rows:
        char = normalize(row["char"])
        counts[char] = counts.get(char, 0.0) + int(row["people_count"]) + int(row["corpus_count"])
    return counts


def _edge(rows: list[Row], column: str) -> str:
    return "".join(sorted({normalize(row["char"]) for row in rows if int(row[column])}))


def _surnames(rows: list[Row]) -> dict[str, int]:
    """Shares by rank (police ministry list) and by how many names with it news hold."""
    return _shares({normalize(r["surname"]): 100 / int(r["rank"] or 250) + int(r["corpus_names"]) + 0.5 for r in rows})


def _office(row: Row) -> Office:
    titles = tuple(dict.fromkeys(normalize(title) for title in row["title_zh"].split("|") if title))
    return Office(row["office_id"], row["jurisdiction"], titles, tuple(row["level"].split("|")))


def covers_same(data: bytes, folder: Path) -> bool:
    """Whether compiled bytes were made from the tables of `folder`."""
    return data[:64].decode("ascii", "replace") == sources_hash(folder)
