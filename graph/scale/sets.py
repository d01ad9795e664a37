"""Reports on disk → sets of reports of one event, one connected part of them at a time.

Two reports are connected when they are one bundle, when a rule joins them, when one can mean the
other, or when the user says that they are one. What `Clusters` does with a part depends on no other
part, so each is worked out alone, in memory; most hold one report or a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec

from ...records import Reason
from ..clusters import Clusters, apart_under
from ..consolidate import event_id
from ..features import Features
from ..overrides import Overrides
from .joined import Joined
from .meeting import PLAIN, RECALLED, Meeting, judged
from .spill import Scratch, Stored
from .told import Tellings


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A set: numbers of reports, each with whether its day is left out; why they are one."""

    members: list[tuple[int, bool]]
    reasons: list[Reason]


_DECODER = msgspec.msgpack.Decoder(Found)


def find_sets(scratch: Scratch, told: Tellings, overrides: Overrides) -> Stored[Found]:
    """The sets of all reports."""
    same, other = (_numbers(scratch, told, pairs) for pairs in (overrides.same_events, overrides.other_events))
    bundled = _bundled(told, same, other)
    roots = _roots(told, bundled)
    Meeting(scratch, told, (number for number in range(len(told)) if roots[number] == number))
    parts = Joined(len(told))
    for number, root in enumerate(roots):
        parts.union(number, root)
    for left, right in same:
        parts.union(left, right)
    judged(scratch, told, parts)
    heap = scratch.heap("sets")
    for sets in _parts(scratch, told, parts, overrides):
        for found in sets:
            heap.put(msgspec.msgpack.encode(found))
    return Stored(heap, range(len(heap)), _DECODER.decode)


def _numbers(scratch: Scratch, told: Tellings, wanted: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
    """The pairs of reports that a user means by their ids or by those of merged events."""
    words = {word for pair in wanted for word in pair}
    if not words:
        return []
    number = {}
    for at in range(len(told)):
        key = told.features(at).id
        for word in (key, event_id(key)):
            if word in words:
                number[word] = at
    return [(number[a], number[b]) for a, b in wanted if a in number and b in number]


def _bundled(told: Tellings, same: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> Joined:
    """What `Clusters` bundles before it compares."""
    parted = {number for pair in apart_under(same, other) for number in pair}
    bundled = Joined(len(told))
    for bundle in told.bundles():
        first, *rest = [number for number in bundle if number not in parted] or bundle[:1]
        for number in rest:
            bundled.union(first, number)
    return bundled


def _roots(told: Tellings, bundled: Joined) -> Sequence[int]:
    """For each report the one of its bundle with the smallest id, which stands for it."""
    import numpy as np

    sets = np.fromiter((bundled.find(number) for number in range(len(told))), dtype=np.int64, count=len(told))
    # Sorted by id, the first of each set comes first: `unique` gives its place.
    by_id = np.argsort(told.rank)
    stands, first = np.unique(sets[by_id], return_index=True)
    root_of = np.empty(len(told), dtype=np.int64)
    root_of[stands] = by_id[first]
    roots: Sequence[int] = root_of[sets].tolist() if len(told) else []
    return roots


class _Part(NamedTuple):
    """A connected part: its reports, which of them a rule joins, and what each can mean."""

    reports: Mapping[int, Features]
    edges: Sequence[tuple[int, int]]
    asks: Mapping[tuple[int, int], Sequence[int]]


class _Met:
    """The meetings of a part, worked out before."""

    def __init__(self, part: _Part) -> None:
        self._part = part
        self._number = {one.id: number for number, one in part.reports.items()}

    def pairs(self) -> Iterator[tuple[Features, Features]]:
        """The pairs that a rule joins, the smaller id first."""
        for a, b in self._part.edges:
            left, right = self._part.reports[a], self._part.reports[b]
            yield (left, right) if left.id < right.id else (right, left)

    def nobody_pairs(self) -> Iterable[tuple[Features, Features]]:
        """None: they are among `pairs`."""
        return ()

    def candidates(self, one: Features) -> Iterator[Features]:
        """What `one` can mean, as far as it lies in this part."""
        number = self._number[one.id]
        way = PLAIN if one is self._part.reports[number] else RECALLED
        return (self._part.reports[other] for other in self._part.asks.get((number, way), ()))


def _parts(scratch: Scratch, told: Tellings, joined: Joined, overrides: Overrides) -> Iterator[list[Found]]:
    """The sets of each part, in order of the parts."""
    rows = scratch.table("part", number="INTEGER", part="INTEGER")
    for number in range(len(told)):
        rows.add(number, joined.find(number))
    rows.flush()
    edges = _By(scratch.rows("SELECT part, a, b FROM edge JOIN part ON a = number ORDER BY part, a, b"))
    asks = _By(
        scratch.rows(
            "SELECT mine.part, one, way, other FROM ask JOIN part AS mine ON one = mine.number "
            "JOIN part AS yours ON other = yours.number WHERE mine.part = yours.part "
            "ORDER BY mine.part, one, way, rank, other"
        )
    )
    for part, of_part in groupby(
        scratch.rows("SELECT part, number FROM part ORDER BY part, number"), key=lambda row: row[0]
    ):
        numbers = [row[1] for row in of_part]
        mine, asked = edges.of(part), asks.of(part)
        if len(numbers) == 1:
            yield [Found([(numbers[0], False)], [])]
            continue
        meant = {key: [row[3] for row in some] for key, some in groupby(asked, key=lambda row: (row[1], row[2]))}
        reports = {number: told.features(number) for number in numbers}
        yield _sets(told, _Part(reports, [(a, b) for _, a, b in mine], meant), overrides)


class _By:
    """Rows in order of their first column, handed out value by value."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, value: int) -> list[tuple[Any, ...]]:
        """The rows of a value; values are asked for in order."""
        found = []
        while self._next is not None and self._next[0] <= value:
            if self._next[0] == value:
                found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _sets(told: Tellings, part: _Part, overrides: Overrides) -> list[Found]:
    clusters = Clusters(part.reports.values(), told.world, overrides)
    clusters.build(_Met(part))
    number = {one.id: at for at, one in part.reports.items()}
    return [
        Found([(number[one.id], one is not part.reports[number[one.id]].report) for one in reports], list(reasons))
        for reports, reasons in clusters.sets()
    ]
