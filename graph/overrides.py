"""What the user knows better: `overrides.toml`.

[names]                     # any name by which articles call an actor → the id it shall have
"王毅" = "Q702129"

[actors]                    # names or ids
same = [["川普", "特朗普"]]
not_same = [["王岐山", "王歧山"]]

[events]                    # ids from timeline.csv or report ids from evidence.csv
same = [["ev1f…", "ev90…"]]
not_same = [["ev1f…", "ev77…"]]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ..errors import DataError
from ..records import Actor, ArticleRecord, MergedEvent
from .names import CLASSES, digest, fold

_ID: Final = re.compile(r"Q[1-9][0-9]*|(?!Q[0-9])[A-Za-z][A-Za-z0-9._-]*", re.ASCII)
_IDS: Final = (
    "Write a Wikidata id (Q15031), an id of actors.csv, or one of your own of Latin letters, digits, '.', '_' and '-'; "
    "two names of one actor belong under [actors] same."
)
_SECTIONS: Final = {"names": None, "actors": ("same", "not_same"), "events": ("same", "not_same")}

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overrides:
    """Decisions of the user that stand above every rule.

    Attributes:
        names: a name by which articles call an actor → entity id.
        same_actors, other_actors: pairs of names or ids that are, or are not, one actor.
        same_events, other_events: pairs of event ids or report ids that are, or are not, one event.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    same_actors: Pairs = ()
    other_actors: Pairs = ()
    same_events: Pairs = ()
    other_events: Pairs = ()


NO_OVERRIDES: Final = Overrides()


def load_overrides(path: Path) -> Overrides:
    """The overrides of a TOML file. Raises `DataError` naming what is at fault."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read: {error}", where=str(path)) from error
    return parse_overrides(text, where=str(path))


def parse_overrides(text: str, where: str = "overrides.toml") -> Overrides:
    """The overrides of a TOML text. Raises `DataError` naming what is at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where=where) from error
    _check_keys(data, where)
    names = data.get("names", {})
    for name, key in names.items():
        if not isinstance(key, str) or not key:
            raise DataError(f"the id of {name!r} is not a text", where=f"{where} [names]", mend='Write "name" = "id".')
        if _ID.fullmatch(key) is None:
            raise DataError(f"{key!r}, given to {name!r}, is no id", where=f"{where} [names]", mend=_IDS)
    pairs = {
        (section, key): _pairs(data.get(section, {}).get(key, []), f"{where} [{section}] {key}")
        for section in ("actors", "events")
        for key in ("same", "not_same")
    }
    made = Overrides(
        names=names,
        same_actors=pairs["actors", "same"],
        other_actors=pairs["actors", "not_same"],
        same_events=pairs["events", "same"],
        other_events=pairs["events", "not_same"],
    )
    _check_contradictions(made, where)
    return made


def notes_on(overrides: Overrides, records: Iterable[ArticleRecord], events: Iterable[MergedEvent]) -> list[str]:
    """What of the overrides names nobody and nothing in the records, or cannot hold, a sentence each, in order."""
    if overrides == NO_OVERRIDES:
        return []
    pins = {fold(name): name for name in overrides.names}
    actors: set[str] = set()
    notes: set[str] = set()
    for record in records:
        for actor in record.actors:
            actors |= known_by(actor) | {_id_of(actor)}
            notes.update(_not_held(overrides, pins, called_by(actor), record.source))
    told = {key for event in events for key in (event.id, *(proof.event for proof in event.evidence))}
    told |= {"ev" + digest(key) for key in told}
    rows = [("names", name) for name in overrides.names if fold(name) not in actors]
    for section, known, form, pairs in (
        ("actors", actors, fold, (*overrides.same_actors, *overrides.other_actors)),
        ("events", told, str, (*overrides.same_events, *overrides.other_events)),
    ):
        rows += [(section, name) for pair in pairs for name in pair if name not in known and form(name) not in known]
    notes |= {f"overrides.toml [{section}]: {name!r} matches nothing" for section, name in rows}
    return sorted(notes)


def _not_held(overrides: Overrides, pins: Mapping[str, str], called: set[str], source: str) -> Iterable[str]:
    """What cannot hold of an actor that an article calls by these names: two ids, or two who are not one."""
    for left, right in overrides.other_actors:
        if fold(left) in called and fold(right) in called:
            yield f"overrides.toml [actors]: {left!r} and {right!r} are one actor in {source}, which stays so"
    pinned = sorted(pins[name] for name in called if name in pins)
    if len({overrides.names[name] for name in pinned}) > 1:
        both = " and ".join(map(repr, pinned))
        yield f"overrides.toml [names]: {both} are one actor in {source}: one of the ids holds"


def called_by(actor: Actor) -> set[str]:
    """The folded names by which an article calls an actor: its name, and the words that mention it."""
    return {fold(text) for text in (actor.name, *actor.mentions)}


def known_by(actor: Actor) -> set[str]:
    """The same with the names that the tables, or brackets in the text, give it."""
    return called_by(actor) | {fold(text) for text in actor.aliases}


def _id_of(actor: Actor) -> str:
    """The id that an actor has without the user's word: a Wikidata id, or what `actors.csv` gives."""
    return actor.qid or "a" + digest(CLASSES.get(actor.type, "body"), fold(actor.name))


def _check_keys(data: Mapping[str, Any], where: str) -> None:
    for section, table in data.items():
        if section not in _SECTIONS or not isinstance(table, dict):
            raise DataError(f"unknown table [{section}]", where=where, mend=f"Known: {', '.join(_SECTIONS)}.")
        known = _SECTIONS[section]
        for key in table:
            if known is not None and key not in known:
                mend = f"Known: {', '.join(known)}."
                raise DataError(f"unknown key {key!r}", where=f"{where} [{section}]", mend=mend)


def _pairs(rows: object, where: str) -> Pairs:
    """All pairs of each group: `[["a", "b", "c"]]` says three pairs."""
    if not isinstance(rows, list):
        raise DataError("not a list of lists", where=where, mend='Write [["a", "b"]].')
    made: list[tuple[str, str]] = []
    for row in rows:
        if not isinstance(row, list) or len(row) < 2 or not all(isinstance(item, str) for item in row):
            raise DataError(f"not a list of two or more texts: {row!r}", where=where, mend='Write [["a", "b"]].')
        made.extend((left, right) for at, left in enumerate(row) for right in row[at + 1 :])
    return tuple(made)


def _check_contradictions(made: Overrides, where: str) -> None:
    for same, other, section in (
        (made.same_actors, made.other_actors, "actors"),
        (made.same_events, made.other_events, "events"),
    ):
        for left, right in other:
            if (left, right) in same or (right, left) in same:
                raise DataError(
                    f"{left!r} and {right!r} are said to be the same and not the same",
                    where=f"{where} [{section}]",
                    mend="Take one of the two out.",
                )
