"""Which reports are compared at all: near linear in the number of reports.

Reports with a day meet in blocks of one type and one actor (or two countries, a place, or a
sentence word by word) within a few days. Reports without a day meet those that share two actors,
or the person that it happened to, anywhere in the time they can mean; where very many do, nobody
could tell which one is meant, and none is compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import combinations
from typing import Final, NamedTuple, Protocol
from zlib import crc32

from .features import AT_PLACE, Features, World
from .names import fold

REACH: Final = 2
"""Days that two reports of one event may lie apart."""

RECALL: Final = 400
"""Days before its publication that an article may recall an event without a date."""

_AGES: Final = 100_000
"""Days back that an article may speak of ties, which two countries take up once."""

_SHORT: Final = 4
"""Days that a time may span and still count as short."""

_CROWDED: Final = 400
"""Reports of one block within its reach above which they are compared only by a narrower key."""

_HOPELESS: Final = 100
"""Reports that a report without a day could mean, above which it is not tried."""

_NAMED: Final = 6
"""Actors of a report whose pairs are keys."""

STRANGERS: Final = 60
"""Reports of the same type and days that one which names nobody is held against."""

_SKETCHED: Final = 6
"""Pairs of characters that stand for a sentence."""

VAGUE: Final = frozenset({"statement", "measurement", "other_action", "release", "message"})
"""Types that are nothing without somebody."""

Key = tuple[str, ...]


def is_short(one: Features) -> bool:
    """Whether the time of a report is a day or a few."""
    report = one.report
    return report.begin is not None and report.end is not None and report.end - report.begin < _SHORT


def near_keys(one: Features, world: World) -> Iterator[Key]:
    """The blocks in which a report meets those of the same days."""
    actors = one.doers | one.takers
    for key in actors:
        yield one.family, "actor", key
    lands = _lands(actors, world)
    for left, right in combinations(lands, 2):
        yield one.family, "lands", left, right
    for name in one.names:
        yield one.family, "name", name
    for number, unit in one.ordinals:
        yield one.family, "number", number, unit
    if one.kind and one.report.event.type in AT_PLACE:
        yield one.family, "kind", one.kind
    elif one.kind:
        for land in lands:
            yield one.family, "kind and land", one.kind, land
    if one.family not in VAGUE:
        for pair in _sketch(one.words):
            yield one.family, "sketch", pair
    yield from _common_keys(one)


@lru_cache(maxsize=1 << 12)
def _sketch(words: frozenset[str]) -> tuple[str, ...]:
    """The few of a sentence's pairs of characters that come first in a fixed disorder.

    Of two sentences that have much in common some are the same (bottom-k sketch, Broder 1997).
    """
    return tuple(sorted(words, key=_disorder)[:_SKETCHED])


@lru_cache(maxsize=1 << 16)
def _disorder(pair: str) -> tuple[int, str]:
    return crc32(pair.encode()), pair


def far_keys(one: Features, world: World) -> Iterator[Key]:
    """The blocks in which a report without a day meets those that it can mean."""
    actors = sorted(one.doers | one.takers)[:_NAMED]
    for left, right in combinations(actors, 2):
        yield one.family, "pair", left, right
    for key in actors:
        for land in _lands(actors, world):
            yield one.family, "actor and land", key, land
        if one.kind and world.is_person(key):
            yield one.family, "person", one.kind, key
    if one.family == "ties":
        for land in _lands(actors, world):
            yield one.family, "land", land
    for pair in _sketch(one.words):
        yield one.family, "sketch", pair
    yield from _common_keys(one)


def _common_keys(one: Features) -> Iterator[Key]:
    if one.kind or one.family == "protest":
        for at in range(len(one.place) - 1):
            yield one.family, "place", one.kind or "", one.place[at : at + 2]
    if one.report.event.of is not None:
        for pair in sorted(one.words)[:8]:
            yield one.family, "origin", pair
    yield one.family, "words", fold(one.report.event.evidence)


def _lands(actors: Iterable[str], world: World) -> list[str]:
    return sorted({land for key in actors if (land := world.land(key))})[:4]


class Meetings(Protocol):
    """Which reports meet: what `Clusters` asks of its blocks."""

    def pairs(self) -> Iterable[tuple[Features, Features]]:
        """Pairs of short-timed reports that meet, the smaller id first."""

    def nobody_pairs(self) -> Iterable[tuple[Features, Features]]:
        """Pairs of which one names nobody, the smaller id first."""

    def candidates(self, one: Features) -> Iterable[Features]:
        """Reports that `one`, which says less than they do, can mean."""


class Blocks:
    """The blocks of all reports, in memory."""

    def __init__(self, found: Iterable[Features], world: World) -> None:
        self._world = world
        self._near: dict[Key, list[Features]] = defaultdict(list)
        self._far: dict[Key, list[Features]] = defaultdict(list)
        self._families: dict[str, list[Features]] = defaultdict(list)
        self._begins: dict[tuple[bool, Key], list[int]] = {}
        for one in sorted(found, key=order):
            if is_short(one):
                for key in dict.fromkeys(near_keys(one, world)):
                    self._near[key].append(one)
                if one.family not in VAGUE:
                    self._families[one.family].append(one)
            for key in dict.fromkeys(far_keys(one, world)):
                self._far[key].append(one)

    def pairs(self) -> Iterator[tuple[Features, Features]]:
        """Each pair of short-timed reports that meet, once, the smaller id first."""
        seen: set[tuple[str, str]] = set()
        for key in sorted(self._near):
            block = self._near[key]
            begins = [begin_of(one) for one in block]
            for at, left in enumerate(block):
                for to in following(begins, at, end_of(left), partial(_narrow_in, block)):
                    right = block[to]
                    low, high = (left, right) if left.id < right.id else (right, left)
                    if (low.id, high.id) not in seen:
                        seen.add((low.id, high.id))
                        yield low, high

    def nobody_pairs(self) -> Iterator[tuple[Features, Features]]:
        """Pairs of which one names nobody: it meets all of its type and days that are told in alike words."""
        for family in sorted(self._families):
            block = self._families[family]
            begins = [begin_of(one) for one in block]
            for at, left in enumerate(block):
                for to in following(begins, at, end_of(left), None, STRANGERS):
                    right = block[to]
                    if names_nobody(left) or names_nobody(right):
                        yield (left, right) if left.id < right.id else (right, left)

    def candidates(self, one: Features) -> Iterator[Features]:
        """Reports that `one`, which says less than they do, can mean by actors and time."""
        if is_short(one):
            for key in sorted(set(near_keys(one, self._world))):
                yield from self._within(self._near, key, one)
        else:
            for key in sorted(set(far_keys(one, self._world))):
                yield from self._within(self._far, key, one)

    def _within(self, index: dict[Key, list[Features]], key: Key, one: Features) -> list[Features]:
        block = index.get(key, [])
        if len(block) < 2:
            return []
        near = index is self._near
        begins = self._begins.get((near, key))
        if begins is None:
            begins = self._begins[near, key] = [begin_of(other) for other in block]
        report = one.report
        when = When(report.begin, report.end, report.told, one.family == "ties", near)
        found = within(begins, when, lambda at: block[at].report.told)
        return [block[at] for at in found if block[at] is not one]


FAR: Final = 10**9
"""Stands for the day of a report without a time: it comes behind all others."""


class When(NamedTuple):
    """When a report can have happened: its days or None, the day it was told, and how it is looked for."""

    begin: int | None
    end: int | None
    told: int | None
    ties: bool
    near: bool


def within(begins: Sequence[int], when: When, told: Callable[[int], int | None]) -> list[int]:
    """Places in a block, sorted by `begins`, of what a report of that time can mean; `told` gives their day."""
    if when.begin is not None and when.end is not None:
        low, high = when.begin - REACH, when.end + REACH
    elif when.told is not None:
        low, high = when.told - (_AGES if when.ties else RECALL), when.told + 1
    else:
        return []
    first = bisect_left(begins, low - (_SHORT if when.near else 0))
    last = bisect_left(begins, high + 1)
    found = list(range(first, last)) if last - first <= (_CROWDED if when.near else _HOPELESS) else []
    if when.begin is None:
        found += _undated(range(bisect_left(begins, FAR), len(begins)), when.told, told)
    return found


def _undated(places: Sequence[int], mine: int | None, told: Callable[[int], int | None]) -> list[int]:
    """Reports without a time that were published within days of one that was told on day `mine`."""
    if mine is None or len(places) > _HOPELESS:
        return []
    return [at for at in places if (day := told(at)) is not None and abs(day - mine) <= _SHORT]


def order(one: Features) -> tuple[int, str]:
    """By day and id, those without a time last: the order of every block."""
    return begin_of(one), one.id


def begin_of(one: Features) -> int:
    """The first day of a report, `FAR` without a time."""
    begin = one.report.begin
    return FAR if begin is None else begin


def end_of(one: Features) -> int:
    """The last day of a report that has a time."""
    return one.report.end or 0


def following(
    begins: Sequence[int], at: int, end: int, close: Callable[[int, int], bool] | None, most: int | None = None
) -> Iterator[int]:
    """Places behind `at`, which ends on day `end`, whose days are in reach.

    In a crowd only those that are `close`; at most `most`.
    """
    limit = end + REACH
    for step, to in enumerate(range(at + 1, len(begins))):
        if begins[to] > limit or step == most:
            return
        if step < _CROWDED or close is None or close(at, to):
            yield to


def names_nobody(one: Features) -> bool:
    """Whether a report has no actor."""
    return not one.doers and not one.takers


def _narrow_in(block: Sequence[Features], left: int, right: int) -> bool:
    return narrow(block[left], block[right])


def narrow(left: Features, right: Features) -> bool:
    """Whether two reports have two actors or a name in common."""
    shared = (left.doers | left.takers) & (right.doers | right.takers)
    return len(shared) > 1 or bool(left.names & right.names)
