"""Loads and checks `ontology.toml`: event types, roles, stances, modalities and relations.

The RDF vocabulary, the SHACL shapes and the documentation derive from what this module gives.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from .errors import DataError

_FIELDS: Final = frozenset({"place", "commemorates", "occasion"})
"""Entries of a type's `roles` that are fields of the event and not participants."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the event types.

    Attributes:
        roles: role → how many (`+` one or more, `*` any, `?` at most one, `!` exactly one).
        fields: fields of the event itself that the type asks for: place, commemorates, occasion.
        score: PLOVER (Goldstein) score, None where it depends on the stance.
    """

    id: str
    zh: str
    en: str
    class_name: str
    group: str
    definition: str
    roles: Mapping[str, str]
    fields: Mapping[str, str]
    plover: str | None
    plover_mode: str | None
    quad_class: str | None
    cameo: str | None
    schema_org: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Term:
    """A role, stance, modality, mode, actor type or relation: id and labels, with what else it has."""

    id: str
    zh: str
    en: str
    definition: str = ""
    class_name: str | None = None
    plover: str | None = None
    quad_class: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Ontology:
    """All terms, by id, in the order of the file."""

    base: str
    types: Mapping[str, EventType]
    roles: Mapping[str, Term]
    stances: Mapping[str, Term]
    modalities: Mapping[str, Term]
    actors: Mapping[str, Term]
    modes: Mapping[str, Term]
    relations: Mapping[str, Term]


def _event_type(key: str, row: Mapping[str, Any]) -> EventType:
    try:
        wanted = row["roles"]
        return EventType(
            id=key,
            zh=row["label"]["zh"],
            en=row["label"]["en"],
            class_name=row["class"],
            group=row["group"],
            definition=row["definition"],
            roles={role: count for role, count in wanted.items() if role not in _FIELDS},
            fields={role: count for role, count in wanted.items() if role in _FIELDS},
            plover=row.get("plover"),
            plover_mode=row.get("plover_mode"),
            quad_class=row.get("quad_class"),
            cameo=row.get("cameo"),
            schema_org=row.get("schema_org"),
            score=row.get("score"),
        )
    except KeyError as error:
        raise DataError(f"no {error} given", where=f"ontology.toml [types.{key}]", mend="Add it.") from error


def _term(section: str, key: str, row: Mapping[str, Any]) -> Term:
    try:
        return Term(
            id=key,
            zh=row["label"]["zh"],
            en=row["label"]["en"],
            definition=row.get("definition", ""),
            class_name=row.get("class"),
            plover=row.get("plover"),
            quad_class=row.get("quad_class"),
            score=row.get("score"),
        )
    except KeyError as error:
        raise DataError(f"no {error} given", where=f"ontology.toml [{section}.{key}]", mend="Add it.") from error


def parse_ontology(text: str) -> Ontology:
    """The ontology of a TOML text. Raises `DataError` naming the table that is at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where="ontology.toml") from error
    terms = {
        section: {key: _term(section, key, row) for key, row in data.get(section, {}).items()}
        for section in ("roles", "stances", "modalities", "actors", "modes", "relations")
    }
    types = {key: _event_type(key, row) for key, row in data.get("types", {}).items()}
    for kind in types.values():
        for role, count in kind.roles.items():
            if role not in terms["roles"] or count not in "+*?!":
                raise DataError(f"unknown role {role!r} or count {count!r}", where=f"ontology.toml [types.{kind.id}]")
    return Ontology(base=data.get("base", "https://w3id.org/jishi/"), types=types, **terms)


@lru_cache(maxsize=1)
def ontology() -> Ontology:
    """jishi's own ontology, read once."""
    return parse_ontology(resources.files(__package__).joinpath("ontology.toml").read_text(encoding="utf-8"))
