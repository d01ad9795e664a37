"""The tables of `extract/lexicon` in one compiled form, and reading it back.

A table row is a fact with its source; the compiled form holds what matching needs: every written
form, normalised, with the entities it may mean. It is a pure function of the tables, and it names
their hash, so that a table changed by hand is compiled anew instead of being ignored.
"""

from __future__ import annotations

import hashlib
import math
import zlib
from pathlib import Path
from typing import Final

import msgspec

from ...errors import DataError
from ..normalize import normalize

LOWER: Final = {code: code + 32 for code in range(65, 91)}
"""Latin capitals to small letters, one code point each: Latin forms match in any case."""

FULL: Final = 0
SHORT: Final = 1
SHARED: Final = 2
RISKY: Final = 3
"""How sure a form is: the full name, a short one, one that several share, one found inside other words."""

TABLES: Final = (
    "countries.tsv",
    "places.tsv",
    "people.tsv",
    "organizations.tsv",
    "more_organizations.tsv",
    "offices.tsv",
    "tenures.tsv",
    "groups.tsv",
    "titles.tsv",
    "more_titles.tsv",
    "surnames.tsv",
    "translit.tsv",
    "given.tsv",
    "words.tsv",
    "org_suffixes.tsv",
    "group_heads.tsv",
    "more_ids.tsv",
    "clashes.tsv",
)
"""The tables that are compiled; `words` and `given` are made from jieba's dictionary."""


_COUNTRY_IDS: Final = {"DK": "Q35", "NL": "Q55"}
"""Wikidata has an item for the kingdom with its overseas parts and one for the country that news means."""


_NOT_COUNTRIES: Final = frozenset({"中共", "北京", "我国", "我國"})
"""A party, a city, and a word that depends on the speaker."""

_PLACE_TERRITORIES: Final = frozenset({"TW", "PS"})
"""Governed places whose standing as a state is disputed are places; no position is taken."""

_ARMY_CHARS: Final = frozenset("美俄英法德韩朝以乌土印日台")


class Entity(msgspec.Struct, frozen=True, array_like=True):
    """One known actor: `key` is the Wikidata id, else type and name."""

    key: str
    type: str
    name: str
    qid: str = ""
    country: str = ""
    kind: str = ""
    latin: str = ""
    hant: str = ""
    weight: int = 0


class Office(msgspec.Struct, frozen=True, array_like=True):
    """An office: whose it is (ISO code or `org:id`), its titles, its levels."""

    id: str
    jurisdiction: str
    titles: tuple[str, ...]
    levels: tuple[str, ...]


class Tenure(msgspec.Struct, frozen=True, array_like=True):
    """Who held an office from when to when (EDTF days, months or years; empty end: none known)."""

    entity: int
    office: str
    start: str
    end: str
    as_of: str


class Form(msgspec.Struct, frozen=True, array_like=True):
    """What a written form may be: `entities` are (index, sureness), the rest None when it is not that.

    `title` is (kind, 1 for a modifier such as 前), `group` (kind, rule, context) of `groups.tsv`.
    """

    entities: tuple[tuple[int, int], ...] = ()
    title: tuple[str, int] | None = None
    group: tuple[str, str, str] | None = None


class Compiled(msgspec.Struct, array_like=True):
    """Everything of the tables.

    `forms`: normalised form, Latin capitals made small → what it may be. `surnames`, `given`,
    `translit`: character or surname → ten times the natural logarithm of its share in such names.
    `words`: word → ten times the logarithm of its share in running text; `tags`: word → jieba's tag.
    """

    entities: list[Entity]
    forms: dict[str, Form]
    offices: list[Office]
    tenures: list[Tenure]
    chars: dict[str, list[str]]
    titles: dict[str, tuple[str, int]]
    surnames: dict[str, int]
    given: dict[str, int]
    translit: dict[str, int]
    words: dict[str, int]
    tags: dict[str, str]
    country_forms: dict[str, str]
    org_suffixes: dict[str, str]
    group_heads: dict[str, str]
    clashes: dict[str, tuple[str, str, str]]


Row = dict[str, str]


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
    """The compiled form: 64 hexadecimal digits of the tables' hash, then zlib over MessagePack."""
    payload = msgspec.msgpack.encode(build_compiled(folder))
    return sources_hash(folder).encode() + zlib.compress(payload, 9)


def decode(data: bytes) -> Compiled:
    """The compiled form's content."""
    return msgspec.msgpack.decode(zlib.decompress(data[64:]), type=Compiled)


def build_compiled(folder: Path) -> Compiled:
    """Read all tables of `folder`; those that are missing count as empty."""

    def table(name: str) -> list[Row]:
        return read_table(folder / name) if (folder / name).exists() else []

    builder = _Builder({(r["type"], r["name"]): r["qid"] for r in table("more_ids.tsv")})
    for row in table("countries.tsv"):
        builder.country(row)
    for row in table("places.tsv"):
        builder.place(row)
    for row in table("people.tsv"):
        builder.person(row)
    for row in table("organizations.tsv") + table("more_organizations.tsv"):
        builder.organization(row)
    builder.armies()
    for row in table("tenures.tsv"):
        builder.tenure(row)
    offices = [_office(row) for row in table("offices.tsv")]
    titles = {
        normalize(r["title"]): (r["kind"].removeprefix("modifier:"), int(r["modifier"]))
        for r in table("titles.tsv") + table("more_titles.tsv")
    }
    groups = {normalize(r["form"]): (r["kind"], r["rule"], r["context"]) for r in table("groups.tsv")}
    words = {r["word"]: int(r["log"]) - _JIEBA_TOTAL for r in table("words.tsv")}
    tags = {r["word"]: r["class"] for r in table("words.tsv")}
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
        surnames=_surnames(table("surnames.tsv")),
        given=_shares({r["char"]: float(r["count"]) for r in table("given.tsv")}),
        translit=_shares(_translit(table("translit.tsv"))),
        words=words,
        tags=tags,
        country_forms=builder.country_forms,
        org_suffixes={r["suffix"]: r["kind"] for r in table("org_suffixes.tsv")},
        clashes={r["form"]: (r["before"], r["after"], r["needs"]) for r in table("clashes.tsv")},
        group_heads={r["head"]: r["kind"] for r in table("group_heads.tsv")},
    )


def _forms(
    builder: _Builder,
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


def _surnames(rows: list[Row]) -> dict[str, int]:
    """Shares by rank (police ministry list) and by how many names with it news hold."""
    return _shares({normalize(r["surname"]): 100 / int(r["rank"] or 250) + int(r["corpus_names"]) + 0.5 for r in rows})


def _office(row: Row) -> Office:
    titles = tuple(dict.fromkeys(normalize(title) for title in row["title_zh"].split("|") if title))
    return Office(row["office_id"], row["jurisdiction"], titles, tuple(row["level"].split("|")))


def _cells(*values: str) -> list[str]:
    return [form for value in values for form in value.split("|") if form]


class _Builder:
    """Collects entities and forms; the first row with a key wins, later ones add forms."""

    def __init__(self, ids: dict[tuple[str, str], str]) -> None:
        self._ids = ids
        self.entities: list[Entity] = []
        self.forms: dict[str, list[tuple[int, int]]] = {}
        self.tenures: list[Tenure] = []
        self.chars: dict[str, list[str]] = {}
        self.country_forms: dict[str, str] = {}
        self._by_key: dict[str, int] = {}

    def _add(self, entity: Entity) -> int:
        index = self._by_key.setdefault(entity.key, len(self.entities))
        if index == len(self.entities):
            self.entities.append(entity)
        return index

    def _form(self, form: str, index: int, sureness: int) -> None:
        entries = self.forms.setdefault(normalize(form), [])
        if all(other != index for other, _ in entries):
            entries.append((index, sureness))

    def country(self, row: Row) -> None:
        is_country = row["type"] == "country" and row["iso2"] not in _PLACE_TERRITORIES
        kind = "country" if is_country else "organization" if row["iso2"] == "EU" else "place"
        qid = _COUNTRY_IDS.get(row["iso2"], row["qid"])
        index = self._add(
            Entity(qid, kind, row["name_zh_hans"], qid, row["iso2"], "state", "", row["name_zh_hant"],
                   int(row["verified"]))
        )  # fmt: skip
        for form in _cells(row["name_zh_hans"], row["name_zh_hant"], row["names"]):
            if form in _NOT_COUNTRIES:
                continue
            self._form(form, index, FULL)
            self.country_forms[normalize(form)] = row["iso2"]
        for char in dict.fromkeys(normalize(c) for c in _cells(row["abbrev_char"])):
            self.chars.setdefault(char, []).append(row["iso2"])

    def place(self, row: Row) -> None:
        key = row["qid"] or f"place:{row['name']}"
        index = self._add(
            Entity(key, row["type"], row["name"], row["qid"], row["country"], row["kind"], "", row["name_hant"], 100)
        )
        for form in _cells(row["name"], row["name_hant"], row["forms"]):
            self._form(form, index, FULL)

    def person(self, row: Row) -> None:
        qid = row["qid"] or self._ids.get(("person", row["name_zh_hans"]), "")
        key = qid or f"person:{row['name_zh_hans']}"
        index = self._add(
            Entity(key, "person", row["name_zh_hans"], qid, row["country"], "", row["name_en"],
                   row["name_zh_hant_tw"], int(row["verified"] or 0))
        )  # fmt: skip
        shared, risky = set(_cells(row["shared_forms"])), set(_cells(row["risky_forms"]))
        for form in _cells(row["name_zh_hans"]):
            self._form(form, index, RISKY if form in risky else FULL)
        for form in _cells(row["name_zh_hant_tw"], row["name_zh_hant_hk"], row["surname_forms"], row["shared_forms"]):
            self._form(form, index, RISKY if form in risky else SHARED if form in shared else SHORT)
        if row["name_en"]:
            self._form(row["name_en"], index, SHORT)

    def organization(self, row: Row) -> None:
        name = row["name_zh_hans"].split("（")[0]
        country = "" if row["country"] == "INT" else row["country"]
        qid = row["qid"] or self._ids.get(("organization", name), "")
        key = qid or f"organization:{row['name_zh_hans']}"
        index = self._add(
            Entity(key, "organization", name, qid, country, row["type"], "", row["name_zh_hant"].split("（")[0],
                   int(row["verified"] or 0))
        )  # fmt: skip
        shared = set(_cells(row["shared_forms"]))
        for form in self._abbreviated(name, row["country"]) if row["type"] == "government" else ():
            self._form(form, index, SHORT)
        for form in _cells(name, row["name_zh_hant"].split("（")[0], row["short_forms"], row["shared_forms"]):
            self._form(form, index, SHARED if form in shared else FULL if form == name else SHORT)

    def armies(self) -> None:
        """俄军 → the Russian army, and so on for the countries whose one-character form is clear."""
        for char, codes in sorted(self.chars.items()):
            if char in _ARMY_CHARS and self.country_name(codes[0]):
                name = f"{self.country_name(codes[0])}军队"
                index = self._add(Entity(f"organization:{name}", "organization", name, "", codes[0], "military"))
                for form in (name, f"{char}军"):
                    self._form(form, index, SHORT)

    def country_name(self, iso: str) -> str:
        """The Simplified name of a country, empty when it is not known."""
        return next((e.name for e in self.entities if e.country == iso and e.kind == "state"), "")

    def _abbreviated(self, name: str, iso: str) -> list[str]:
        """美国商务部 → 美商务部; 美国国防部 → 美国防部."""
        char = next((c for c, codes in self.chars.items() if codes[:1] == [iso]), None)
        country = next((f for f in self.country_forms if self.country_forms[f] == iso and name.startswith(f)), None)
        rest = name[len(country or "") :]
        return [char + rest] if char and country and len(rest) > 2 else []

    def tenure(self, row: Row) -> None:
        known = self._ids.get(("person", row["person_name"]), "")
        key = next((k for k in (row["person"], known, f"person:{row['person_name']}") if k in self._by_key), "")
        if key in self._by_key:
            self.tenures.append(Tenure(self._by_key[key], row["office_id"], row["start"], row["end"], row["as_of"]))


def covers_same(data: bytes, folder: Path) -> bool:
    """Whether compiled bytes were made from the tables of `folder`."""
    return data[:64].decode("ascii", "replace") == sources_hash(folder)
