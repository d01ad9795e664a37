"""Actors of single articles under the keys by which they are one at first sight.

A key is what the user says, a Wikidata id, or the class of types with the folded name and what tells
namesakes apart: the country, and of a person the offices. What a key leaves open (no country, no
office known) is joined by `joins`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from ..records import Actor
from .careers import offices_of
from .names import CLASSES, digest, fold
from .overrides import Overrides, called_by, known_by

_NOBODY: Final = re.compile(
    "[他她它我你咱其]们?|双方|各方|三方|两人|二人|两国|两国元首|两国外长|对方|该[国党部院会方市州省]|有关部门|当局|当事人|"
    "记者|发言人|官员|专家|学者|警方|警察|军方|民众|群众|居民|村民|市民|男子|女子|司机|乘客|网民|网友|代表团|"
    "(?:一|两|三|数|多|几)[名位个].*"
)
"""Names that name nobody: whoever is meant is another one in each article."""


@dataclass(slots=True)
class Group:
    """All actors that share a key, over all articles."""

    key: str
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    qids: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)

    def add(self, actor: Actor, article: str) -> None:
        self.names[actor.name] += 1
        self.types[actor.type] += 1
        self.aliases.update(actor.aliases)
        self.roles.update(actor.roles)
        self.articles.add(article)
        self.called.update(map(fold, actor.mentions))
        if actor.country:
            self.countries[actor.country] += 1
        if actor.qid:
            self.qids.add(actor.qid)

    def absorb(self, other: Group) -> None:
        for mine, theirs in (
            (self.names, other.names),
            (self.types, other.types),
            (self.roles, other.roles),
            (self.countries, other.countries),
        ):
            mine.update(theirs)
        self.aliases |= other.aliases
        self.articles |= other.articles
        self.qids |= other.qids


class Placing:
    """The key of each article's actor, and the actor as the user wants it seen."""

    def __init__(self, overrides: Overrides) -> None:
        self._pins = pins_of(overrides.names)
        self._apart = [(fold(left), fold(right), left, right) for left, right in overrides.other_actors]

    def place(self, actor: Actor, article: str) -> tuple[str, Actor]:
        """The key that actors of all articles share who are one at first sight, and the actor.

        Its id is the user's where one of its names is pinned. An actor that the text calls by one of two
        names which are not the same, and an article by the other, is nobody's by id any more.
        """
        pinned = self._pinned(actor) if self._pins else None
        if pinned is not None:
            return f"id:{pinned}", msgspec.structs.replace(actor, qid=pinned if is_qid(pinned) else None)
        if self._apart:
            actor = self._parted(actor)
        if actor.qid:
            return f"id:{actor.qid}", actor
        return key_by_name(actor, article), actor

    def _pinned(self, actor: Actor) -> str | None:
        """The id of the actor's name, or else of the longest printed name, or alias, that the user pins."""
        named = self._pins.get(fold(actor.name))
        if named is not None:
            return named
        found = [name for name in called_by(actor) if name in self._pins]
        found = found or [name for name in known_by(actor) if name in self._pins]
        return self._pins[min(found, key=lambda name: (-len(name), name))] if found else None

    def _parted(self, actor: Actor) -> Actor:
        """The actor under the other name of a pair that is not one, where the text calls it by that alone."""
        called = called_by(actor)
        own = fold(actor.name)
        for left, right, *printed in self._apart:
            if actor.qid and actor.qid in printed:
                other = right if printed[0] == actor.qid else left
                if other in called and other != own:
                    return _named(actor, printed[1 if other == right else 0])
            elif actor.qid and (left in called) != (right in called):
                # Of two names neither of which is the actor's own, the first in the pair keeps the id.
                leaves = left if own == right else right
                if leaves in called and leaves != own:
                    return _named(actor, printed[1 if leaves == right else 0])
        return actor


def _named(actor: Actor, name: str) -> Actor:
    return msgspec.structs.replace(actor, name=name, qid=None)


def pins_of(names: Mapping[str, str]) -> dict[str, str]:
    """Folded name → id."""
    return {fold(name): key for name, key in names.items()}


def is_qid(text: str) -> bool:
    """Whether a text has the form of a Wikidata id."""
    return text[:1] == "Q" and text[1:].isdigit()


def key_by_name(actor: Actor, article: str) -> str:
    """The key of an actor without an id: class, name, country, and a person's offices."""
    name = fold(actor.name).replace("#", "")
    kind = CLASSES.get(actor.type, "body")
    if _NOBODY.fullmatch(name):
        return f"{kind}:{name}@{article}"
    # Many countries have a 外交部 or a 国防部, and many people one name: those of two countries are two.
    land = f"#{actor.country}" if kind != "land" and actor.country else ""
    offices = "、".join(sorted(office.text for office in offices_of(actor.roles))) if kind == "person" else ""
    return f"{kind}:{name}{land}" + (f"#{offices}" if offices else "")


def name_of(key: str) -> str:
    """The folded name in a key."""
    return key.partition(":")[2].partition("#")[0]


def names_nobody(name: str) -> bool:
    """Whether a folded name is one such as 记者 or 双方, which means another one in each article."""
    return _NOBODY.fullmatch(name) is not None


def actor_id(kind: str, name: str) -> str:
    """The id of an actor without a Wikidata id, of a class of types and a name."""
    return "a" + digest(kind, fold(name))


def meant_by(group: Group, words: Iterable[str]) -> bool:
    """Whether one of the words that a user wrote may mean the group: its id, a name, or words of an article."""
    names = {fold(name) for name in (*group.names, *group.aliases)} | group.called
    return any(
        group.key == f"id:{word}" or fold(word) in names or word in {actor_id(group.kind, n) for n in group.names}
        for word in words
    )
