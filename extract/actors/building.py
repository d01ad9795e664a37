"""Entities and their written forms, collected from the rows of the tables."""

from __future__ import annotations

from typing import Final

from ..normalize import normalize
from .cues import cue
from .forms import FULL, RISKY, SHARED, SHORT, Entity, Row, Tenure

_COUNTRY_IDS: Final = {"DK": "Q35", "NL": "Q55"}
"""Wikidata has an item for the kingdom with its overseas parts and one for the country that news means."""

_NOT_COUNTRIES: Final = frozenset({"中共", "北京", "我国", "我國"})
"""A party, a city, and a word that depends on the speaker."""

_PLACE_TERRITORIES: Final = frozenset({"TW", "PS"})
"""Governed places whose standing as a state is disputed are places; no position is taken."""

_ARMY_CHARS: Final = frozenset("美俄英法德韩朝以乌土印日台")


def _cells(*values: str) -> list[str]:
    return [form for value in values for form in value.split("|") if form]


def _joined_ways(name: str) -> tuple[str, ...]:
    """A name with a hyphen as outlets set it too: without the hyphen, and with an interpunct (阿卜杜勒法塔赫·塞西)."""
    return (name, name.replace("-", ""), name.replace("-", "·")) if "-" in name and "·" in name else (name,)


class Builder:
    """Collects entities and forms; the first row with a key wins, later ones add forms."""

    def __init__(self, ids: dict[tuple[str, str], str]) -> None:
        self._common: set[str] = set()
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
            for way in _joined_ways(form):
                self._form(way, index, RISKY if form in risky else FULL)
        for form in _cells(row["name_zh_hant_tw"], row["name_zh_hant_hk"], row["surname_forms"], row["shared_forms"]):
            self._form(form, index, RISKY if form in risky else SHARED if form in shared else SHORT)
        if row["name_en"]:
            self._form(row["name_en"], index, SHORT)

    def organization(self, row: Row) -> None:
        name, hant = row["name_zh_hans"].split("（")[0], row["name_zh_hant"].split("（")[0]
        country = "" if row["country"] == "INT" else row["country"]
        qid = row["qid"] or self._ids.get(("organization", name), "")
        common = row["type"] == "government" and name in self._common
        shown = self.country_name(country) + name if common else row["name_zh_hans"]
        key = qid or f"organization:{shown}"
        index = self._add(
            Entity(key, "organization", shown.split("（")[0], qid, country, row["type"], "", "" if common else hant,
                   int(row["verified"] or 0))
        )  # fmt: skip
        shared = set(_cells(row["shared_forms"]))
        if common:
            shared |= {name, hant}
            self._form(shown, index, FULL)
        rest = self._without_country(name, country)
        if country == "TW" and row["type"] == "government" and rest in self._common:
            self._form("中华民国" + rest, index, FULL)
        if row["type"] == "government" and rest in self._common:
            self._form(rest, index, SHARED)
        for form in self._abbreviated(name, row["country"]) if row["type"] == "government" else ():
            self._form(form, index, SHORT)
        for form in _cells(name, row["name_zh_hant"].split("（")[0], row["short_forms"], row["shared_forms"]):
            self._form(form, index, SHARED if form in shared else FULL if form == name else SHORT)

    def common_names(self, rows: list[Row]) -> None:
        """Notes the names that ministries of several countries bear (外交部), to be called before their rows are added.

        Such a name alone is a shared form of each, and the country stands in front in the name that is shown.
        """
        owners: dict[str, set[str]] = {}
        for row in rows:
            if row["type"] == "government" and row["country"] != "INT":
                name = row["name_zh_hans"].split("（")[0]
                owners.setdefault(self._without_country(name, row["country"]), set()).add(row["country"])
        self._common = {
            name for name, countries in owners.items() if len(countries) > 1 and name not in cue("owners.no_ministry")
        }

    def _without_country(self, name: str, iso: str) -> str:
        """A body's name without its country in front (韩国外交部 → 外交部)."""
        sizes = [n for n in range(min(len(name) - 1, 10), 1, -1) if self.country_forms.get(normalize(name[:n])) == iso]
        return name[sizes[0] :] if sizes else name

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

    def genders(self, rows: list[Row]) -> dict[str, str]:
        """Key → f or m, of the people whose full names the rows give."""
        found = {}
        for row in rows:
            for index, _ in self.forms.get(normalize(row["name"]), ()):
                if self.entities[index].type == "person" and self.entities[index].name == row["name"]:
                    found[self.entities[index].key] = row["gender"]
        return found

    def tenure(self, row: Row) -> None:
        known = self._ids.get(("person", row["person_name"]), "")
        key = next((k for k in (row["person"], known, f"person:{row['person_name']}") if k in self._by_key), "")
        if key in self._by_key:
            self.tenures.append(Tenure(self._by_key[key], row["office_id"], row["start"], row["end"], row["as_of"]))
