"""Which reports are compared at all: near linear in the number of reports.

Reports meet in blocks: one type and one actor (or two countries, or a place, or a sentence word by
word) within a few days. Inside a block they are sorted by day, so that each is compared only with
those whose days it can share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from .features import Features, World
from .names import fold

REACH: Final = 2
"""Days that two reports of one event may lie apart."""

_SHORT: Final = 4
"""Days that a time may span and still count as short."""

_CROWDED: Final = 400
"""Reports of one block within its reach above which they are compared only by a narrower key."""


def is_short(one: Features) -> bool:
    """Whether the time of a report is a day or a few."""
    report = one.report
    return report.begin is not None and report.end is not None and report.end - report.begin < _SHORT


def block_keys(one: Features, world: World) -> Iterator[tuple[str, ...]]:
    """The blocks that a report belongs to."""
    actors = one.doers | one.takers
    for key in actors:
        yield one.family, "actor", key
    lands = sorted({land for key in actors if (land := world.land(key))})
    for left, right in combinations(lands[:4], 2):
        yield one.family, "lands", left, right
    if one.kind:
        for at in range(len(one.place) - 1):
            yield one.family, "place", one.kind, one.place[at : at + 2]
    yield one.family, "words", fold(one.report.event.evidence)


def index(found: Iterable[Features], world: World) -> dict[tuple[str, ...], list[Features]]:
    """Block → its reports in order of begin and id; reports without a time come last."""
    blocks: dict[tuple[str, ...], list[Features]] = defaultdict(list)
    for one in found:
        for key in set(block_keys(one, world)):
            blocks[key].append(one)
    for block in blocks.values():
        block.sort(key=_order)
    return blocks


def _order(one: Features) -> tuple[bool, int, str]:
    begin = one.report.begin
    return begin is None, begin or 0, one.id


def pairs(blocks: Mapping[tuple[str, ...], list[Features]]) -> Iterator[tuple[Features, Features]]:
    """Each pair of short-timed reports that meet in a block, once, the smaller id first."""
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = [one for one in blocks[key] if is_short(one)]
        for at, left in enumerate(block):
            for right in _near(block, at):
                low, high = (left, right) if left.id < right.id else (right, left)
                if (low.id, high.id) not in seen:
                    seen.add((low.id, high.id))
                    yield low, high


def _near(block: list[Features], at: int) -> Iterator[Features]:
    """Those behind `at` whose days are in reach; in a crowd only those that share an actor pair or a quoted name."""
    left = block[at]
    limit = (left.report.end or 0) + REACH
    for step, right in enumerate(block[at + 1 :]):
        if (right.report.begin or 0) > limit:
            return
        if step < _CROWDED or _narrow(left, right):
            yield right


def _narrow(left: Features, right: Features) -> bool:
    shared = (left.doers | left.takers) & (right.doers | right.takers)
    return len(shared) > 1 or bool(left.names & right.names)
