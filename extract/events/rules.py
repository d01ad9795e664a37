"""Loads the rules of event types from `lexicon/events/*.toml` and checks them against the ontology.

A rule file describes one type: its triggers, the constructions (word order templates, see
`patterns.py`) that bind its participants, what may fill a role, and blockers: longer words that
hold a trigger without meaning it. `_words.toml` holds what all types share: function words,
cues of modality, and named sets of constructions.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from ...errors import DataError
from ...ontology import Ontology
from ...ontology import ontology as own_ontology
from .patterns import Construction, compile_construction

WORDS_FILE: Final = "_words.toml"

TYPE_LETTERS: Final = {"person": "p", "organization": "o", "country": "c", "place": "l", "group": "g"}
"""Actor type → its letter in the templates."""


_TABLES: Final = frozenset(
    (
        "type", "use", "needs", "mode", "carry", "weight", "speech", "threshold", "strong", "weak",
        "blockers", "roles", "constructions", "triggers", "positive", "negative",
    )
)  # fmt: skip
"""Keys of a rule file that every type may have; others are the type's own (`TypeRules.extra`)."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event of a type, and what their use asks for.

    Attributes:
        needs: roles or `time`, of which at least one must be found (`a&b`: both).
        constructions: the templates to try, in order.
        weight: what the word itself is worth towards `threshold` (see `find.worth`).
        speech: what it costs to stand inside somebody's speech without a time of its own.
        before, after: regular expressions on the text next to the trigger that must match, or None.
    """

    id: str
    type: str
    words: tuple[str, ...]
    constructions: tuple[Construction, ...]
    needs: tuple[str, ...]
    mode: str | None = None
    modality: str | None = None
    carry: bool = True
    before: str | None = None
    after: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    stance: str | None = None
    weight: int = 0
    speech: int = 0
    threshold: int = 2
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the rule as events record it."""
        return f"{self.type}.{self.id}"


@dataclass(frozen=True, slots=True)
class TypeRules:
    """All that is known of one event type."""

    type: str
    triggers: tuple[Trigger, ...]
    fillers: Mapping[str, str]
    blockers: tuple[str, ...]
    bonus: Mapping[str, int]
    examples: tuple[Mapping[str, Any], ...]
    counter_examples: tuple[Mapping[str, Any], ...]
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all types with the words that they share."""

    types: Mapping[str, TypeRules]
    words: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Any]


def _read(path: Traversable | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read as event rules: {error}", where=path.name, mend="Correct the TOML.") from error


def _letters(types: Sequence[str], where: str) -> str:
    try:
        return "".join(TYPE_LETTERS[t] for t in types)
    except KeyError as error:
        raise DataError(f"no actor type {error}", where=where, mend=f"Use one of {', '.join(TYPE_LETTERS)}.") from error


class _Loader:
    """Turns the tables of one rule file into records."""

    def __init__(self, name: str, table: Mapping[str, Any], shared: Mapping[str, Any], ontology: Ontology) -> None:
        self.name = name
        self.table = table
        self.shared = shared
        if table.get("type") not in ontology.types:
            raise DataError(
                f"type {table.get('type')!r} is not in the ontology",
                where=name,
                mend="Add the type to ontology.toml or correct `type`.",
            )
        self.type: str = table["type"]
        self.fillers = {
            role: _letters(row["types"], f"{name} [roles.{role}]") for role, row in table.get("roles", {}).items()
        }
        for role in self.fillers:
            if role not in ontology.roles:
                raise DataError(f"unknown role {role!r}", where=name, mend=f"Use one of {', '.join(ontology.roles)}.")

    def constructions(self, names: Sequence[str]) -> tuple[Construction, ...]:
        own: Mapping[str, Any] = self.table.get("constructions", {})
        found = []
        for name in names:
            for label, pattern in self._expand(name, own):
                found.append(compile_construction(label, pattern, self.fillers, self.name))
        return tuple(found)

    def _expand(self, name: str, own: Mapping[str, Any]) -> list[tuple[str, str]]:
        if name == "own":
            return list(own.items())
        if name in own:
            return [(name, own[name])]
        shared = self.shared.get("constructions", {})
        if name in shared:
            return [(f"{name}.{key}", pattern) for key, pattern in shared[name].items()]
        raise DataError(f"no construction {name!r}", where=self.name, mend="Define it in [constructions].")

    def trigger(self, row: Mapping[str, Any]) -> Trigger:
        default = self.table.get("use", [])
        known = {"id", "words", "use", "needs", "mode", "modality", "carry", "before", "after", "not_before"}
        known |= {"not_after", "stance", "weight", "threshold", "speech"}
        return Trigger(
            id=row["id"],
            type=self.type,
            words=tuple(row["words"]),
            constructions=self.constructions(row.get("use", default)),
            needs=tuple(row.get("needs", self.table.get("needs", []))),
            mode=row.get("mode", self.table.get("mode")),
            modality=row.get("modality"),
            carry=bool(row.get("carry", self.table.get("carry", True))),
            before=row.get("before"),
            after=row.get("after"),
            not_before=row.get("not_before"),
            not_after=row.get("not_after"),
            stance=row.get("stance"),
            weight=row.get("weight", self.table.get("weight", 0)),
            speech=row.get("speech", self.table.get("speech", 0)),
            threshold=row.get("threshold", self.table.get("threshold", 0)),
            options={key: value for key, value in row.items() if key not in known},
        )

    def load(self) -> TypeRules:
        return TypeRules(
            type=self.type,
            triggers=tuple(self.trigger(row) for row in self.table.get("triggers", [])),
            fillers=self.fillers,
            blockers=tuple(self.table.get("blockers", [])),
            bonus=dict.fromkeys(self.table.get("strong", []), 1) | dict.fromkeys(self.table.get("weak", []), -1),
            examples=tuple(self.table.get("positive", [])),
            counter_examples=tuple(self.table.get("negative", [])),
            extra={key: value for key, value in self.table.items() if key not in _TABLES},
        )


def load_rules(extra: Sequence[Path] = (), ontology: Ontology | None = None) -> Rules:
    """The rules of the package, with further files in front of or instead of them.

    Args:
        extra: rule files of the user; a file for a type that exists replaces that type's rules.
        ontology: the types that may occur; jishi's own when None.

    Raises:
        DataError: a file cannot be read, names an unknown type, role or construction.
    """
    known = ontology or own_ontology()
    folder = resources.files("jishi.extract.lexicon") / "events"
    paths: list[Traversable | Path] = sorted(
        (p for p in folder.iterdir() if p.name.endswith(".toml") and p.name != WORDS_FILE), key=lambda p: p.name
    )
    shared = _read(folder / WORDS_FILE)
    types: dict[str, TypeRules] = {}
    for path in [*paths, *extra]:
        try:
            rules = _Loader(path.name, _read(path), shared, known).load()
        except KeyError as error:
            raise DataError(f"{error} is missing", where=path.name, mend="See docs/events.md.") from error
        types[rules.type] = rules
    words = {key: tuple(value) for key, value in shared["words"].items()}
    return Rules(types=types, words=words, tables=shared)


@lru_cache(maxsize=1)
def default_rules() -> Rules:
    """The package's own rules, read once."""
    return load_rules()
