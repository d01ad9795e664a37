"""What is compared of a report, worked out once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..records import Entity, Event
from .figures import magnitudes
from .kinds import kind_of
from .names import fold, simplify
from .reports import Report
from .tellings import ordinals

TALKS: Final = frozenset({"call", "meeting"})
"""Types that outlets exchange for one another: a call by video is told as a meeting and the reverse."""

AT_PLACE: Final = frozenset({"disaster", "accident", "attack", "protest", "epidemic", "launch"})
"""Types that are known by where they happen."""

_FAMILY: Final = {"call": "talk", "meeting": "talk"}

MUTUAL: Final = re.compile("[建复断]交|外交关系")
"""Triggers of what two countries do together; an expulsion has a doer and a target."""

_HEADED: Final = re.compile(r"[《“「『]([^《》“”「」『』]{2,30})[》”」』]")

_REMOTE: Final = re.compile("视频|视讯|视像|线上|云端|连线|越洋")
_FEW: Final = 12
"""Pairs of characters below which a sentence is too short to be alike by its words."""

_NEAR: Final = 12
"""Characters before a trigger that may say how the sides met."""

_AT: Final = re.compile("[在于於][^，。、]{0,3}$")

_FROM: Final = ("agent", "initiator", "participant")
_TO: Final = ("patient", "recipient", "host", "topic")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """A report and what is compared of it.

    Attributes:
        family: type, or the common name of types that are exchanged for one another.
        kind: finer kind inside the type, or None.
        doers: who does it; takers: to whom; both empty where the article does not say.
        ordinals: numbered occasions named in the sentence: ("6", "轮").
        place: folded name of the place, or ''.
        words: pairs of neighbouring characters of the sentence that proves it (of a claim, the claim).
        names: names in quotes and book-title marks, magnitudes with 级.
        magnitudes: of earthquakes, as numbers.
        remote: whether the sides were in one place (False), apart (True), or not said (None).
    """

    report: Report
    family: str
    kind: str | None
    doers: frozenset[str]
    takers: frozenset[str]
    ordinals: frozenset[tuple[str, str]]
    place: str
    words: frozenset[str]
    names: frozenset[str]
    magnitudes: tuple[float, ...]
    remote: bool | None

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id


def features(report: Report) -> Features:
    """The features of a report."""
    event = report.event
    body = event.claim.text if event.claim and event.type == "statement" else event.evidence
    return Features(
        report=report,
        family=_family(event),
        kind=kind_of(event.type, event.trigger),
        doers=_side(report.roles, _FROM),
        takers=_side(report.roles, _TO),
        ordinals=ordinals(event.evidence),
        place=fold(event.place or _place_named(report)),
        words=bigrams(body),
        names=_names(event.evidence),
        magnitudes=_magnitudes(event.evidence) if event.type == "disaster" else (),
        remote=_remote(event),
    )


def _place_named(report: Report) -> str:
    """Where it happened, when the article names a place shortly before the trigger: 在首都明斯克示威."""
    event, text = report.event, report.record.text
    if event.type not in AT_PLACE:
        return ""
    return next(
        (
            mention.text
            for mention in reversed(report.record.mentions)
            if mention.type == "place"
            and max(event.start, event.trigger_start - _NEAR) <= mention.start < event.trigger_start
            and _AT.search(text[max(event.start, mention.start - 4) : mention.start])
        ),
        "",
    )


def _family(event: Event) -> str:
    if event.type == "diplomatic_relations" and MUTUAL.search(simplify(event.trigger)):
        return "ties"
    return _FAMILY.get(event.type, event.type)


def _remote(event: Event) -> bool | None:
    """Apart, when the mode or the words before the trigger say so; a meeting 以视频方式 is none in person."""
    at = event.trigger_start - event.start
    if event.type == "call" or event.mode in ("phone", "video"):
        return True
    if _REMOTE.search(fold(event.evidence[max(0, at - _NEAR) : at] + event.trigger)):
        return True
    return False if event.mode == "in_person" else None


def _side(roles: Mapping[str, frozenset[str]], wanted: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(roles[role] for role in wanted if role in roles))


@lru_cache(maxsize=4_096)  # a sentence takes kilobytes, and those of one are asked for close together
def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text in folded form."""
    plain = re.sub(r"\W+", "", fold(text))
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


@lru_cache(maxsize=4_096)
def _names(text: str) -> frozenset[str]:
    """Names in quotes and book-title marks, and the magnitudes of earthquakes (6.8级, 规模7.2)."""
    quoted = {fold(name).removesuffix("号") for name in _HEADED.findall(text)}  # “希望号”, “希望”号
    return frozenset(quoted | {f"{size}级" for size in _magnitudes(text)})


def _magnitudes(text: str) -> tuple[float, ...]:
    return tuple(found.value for found in magnitudes(text) if found.value is not None)


def similarity(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of the shorter text lies in the longer one, from 0 to 1; a very short text proves little."""
    if not left or not right:
        return 0.0
    return len(left & right) / max(min(len(left), len(right)), _FEW)


@dataclass(frozen=True, slots=True)
class Match:
    """How the actors of two sides correspond.

    Attributes:
        same: entities on both sides.
        standing: pairs of which one stands for the other (布林肯 for 美国).
        conflict: whether each side has somebody that the other cannot have meant.
    """

    same: frozenset[str]
    standing: tuple[tuple[str, str], ...]
    conflict: bool

    @property
    def any(self) -> bool:
        """Whether anybody corresponds."""
        return bool(self.same or self.standing)


_BODIES: Final = frozenset({"organization", "group"})

NOBODY: Final = Match(frozenset(), (), False)


_KEPT: Final = 1 << 17
"""Matches that are kept, since the same sides meet again and again."""


class World:
    """What is known of the entities: who stands for whom."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._land = {key: entity.country for key, entity in entities.items() if entity.country}
        self._entities = entities
        self._matched: dict[tuple[frozenset[str], frozenset[str]], Match] = {}
        self._aliases = {
            key: tuple(sorted({fold(name) for name in (entity.name, *entity.aliases)}))
            for key, entity in entities.items()
            if entity.type in _BODIES
        }

    def name(self, key: str) -> str:
        """The entity's name."""
        entity = self._entities.get(key)
        return entity.name if entity is not None else key

    def type(self, key: str) -> str | None:
        """The type of the entity."""
        entity = self._entities.get(key)
        return entity.type if entity is not None else None

    def land(self, key: str) -> str | None:
        """The country code of the entity."""
        return self._land.get(key)

    def is_person(self, key: str) -> bool:
        """Whether the entity is a person."""
        return self.type(key) == "person"

    def is_country(self, key: str) -> bool:
        """Whether the entity is a country."""
        return self.type(key) == "country"

    def stands_for(self, left: str, right: str) -> bool:
        """Whether one of two entities can be named in place of the other.

        A country stands for its minister, and an organisation for the part that bears its name.
        """
        lands = self._land.get(left), self._land.get(right)
        types = {self.type(left), self.type(right)}
        if None not in lands and lands[0] == lands[1] and len(types) > 1:
            return True
        return types <= _BODIES and (None in lands or lands[0] == lands[1]) and self._part_of(left, right)

    def _part_of(self, left: str, right: str) -> bool:
        pairs = ((left, right), (right, left))
        return any(
            name in fold(self.name(whole))
            for part, whole in pairs
            for name in self._aliases.get(part, ())
            if len(name) > 2
        )

    def match(self, left: frozenset[str], right: frozenset[str]) -> Match:
        """How the actors of two sides correspond."""
        if not left or not right:
            return NOBODY
        found = self._matched.get((left, right))
        if found is None:
            if len(self._matched) >= _KEPT:
                self._matched.clear()
            found = self._matched[left, right] = self._match(left, right)
        return found

    def _match(self, left: frozenset[str], right: frozenset[str]) -> Match:
        same = left & right
        if len(same) == len(left) or len(same) == len(right):
            return Match(same, (), False)
        rest_left, rest_right = sorted(left - same), sorted(right - same)
        standing = [(a, b) for a in rest_left for b in rest_right if self.stands_for(a, b)]
        stood = {key for pair in standing for key in pair}
        lone_left = [a for a in rest_left if a not in stood and not any(self.stands_for(a, b) for b in same)]
        lone_right = [b for b in rest_right if b not in stood and not any(self.stands_for(a, b) for a in same)]
        conflict = any(self._differ(a, b) for a in lone_left for b in lone_right)
        return Match(same, tuple(standing), conflict)

    def _differ(self, left: str, right: str) -> bool:
        """Whether two entities, neither of which stands for the other, exclude each other."""
        a, b = self.type(left), self.type(right)
        if "group" in (a, b) or "place" in (a, b):
            return False
        if a == b:
            return True
        lands = self._land.get(left), self._land.get(right)
        return None not in lands and lands[0] != lands[1]
