"""Which reports meet, on disk: `blocking.Blocks` by sorted rows instead of dictionaries."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from ..blocking import FAR as NO_DAY
from ..blocking import STRANGERS, VAGUE, When, far_keys, following, is_short, names_nobody, narrow, near_keys, within
from ..clusters import in_passing, may_mean, without_day
from ..features import Features
from ..rules import judge, lesser
from .joined import Joined
from .spill import Scratch, halves
from .told import Tellings

PLAIN: Final = 0
RECALLED: Final = 1
"""How a report looks for what it can mean: by its own time, or as if it had none."""


class Meeting:
    """Fills the tables `pair` (a, b) and `ask` (one, way, rank, other) for all roots.

    `pair` holds reports that meet, `ask` what a report can mean, in the order of `rank`, `other`.
    """

    def __init__(self, scratch: Scratch, told: Tellings, roots: Iterable[int]) -> None:
        self._scratch, self._told = scratch, told
        self._pairs = scratch.table("met", a="INTEGER", b="INTEGER")
        self._asks = scratch.table("asking", one="INTEGER", way="INTEGER", rank="INTEGER", other="INTEGER")
        self._short, self._recall, self._ties = (bytearray(len(told)) for _ in range(3))
        self._families: dict[str, array[int]] = {}
        self._nobody = bytearray(len(told))
        self._write_keys(roots)
        for name in ("near", "far"):
            for block, ranks in self._blocks(name):
                if name == "near":
                    self._meet_near(block, ranks)
                else:
                    self._meet_far(block, ranks)
        for family in self._families.values():
            self._meet_strangers(family)
        self._pairs.flush()
        self._asks.flush()
        scratch.drop("near", "far")

    def _write_keys(self, roots: Iterable[int]) -> None:
        near = self._scratch.table("near", a="UBIGINT", b="UBIGINT", number="INTEGER", rank="INTEGER")
        far = self._scratch.table("far", a="UBIGINT", b="UBIGINT", number="INTEGER", rank="INTEGER")
        world = self._told.world
        for number in roots:
            one = self._told.features(number)
            if is_short(one):
                self._short[number] = 1
                for rank, key in enumerate(sorted(set(near_keys(one, world)))):
                    near.add(*halves(key), number, rank)
                if one.family not in VAGUE:
                    self._families.setdefault(one.family, array("i")).append(number)
            for rank, key in enumerate(sorted(set(far_keys(one, world)))):
                far.add(*halves(key), number, rank)
            self._nobody[number] = names_nobody(one)
            self._ties[number] = one.family == "ties"
            self._recall[number] = in_passing(one) and any(map(world.is_person, one.doers | one.takers))
        near.flush()
        far.flush()

    def _blocks(self, name: str) -> Iterator[tuple[list[int], list[int]]]:
        """The reports of each key that several have, in order of time, and the key's place among those of each."""
        rows = self._scratch.rows(
            f"SELECT a, b, number, rank FROM {name} SEMI JOIN "
            f"(SELECT a, b FROM {name} GROUP BY a, b HAVING count(*) > 1) USING (a, b) ORDER BY a, b, number"
        )
        for _, of_key in groupby(rows, key=lambda row: row[:2]):
            listed = list(of_key)
            yield [row[2] for row in listed], [row[3] for row in listed]

    def _meet_near(self, block: Sequence[int], ranks: Sequence[int]) -> None:
        begins = [self._told.begins[number] for number in block]
        for at, number in enumerate(block):
            for to in following(begins, at, self._told.ends[number], lambda a, b: self._close(block[a], block[b])):
                self._pairs.add(number, block[to])
            self._ask(block, begins, at, ranks[at], PLAIN, near=True)

    def _close(self, left: int, right: int) -> bool:
        return narrow(self._told.features(left), self._told.features(right))

    def _meet_far(self, block: Sequence[int], ranks: Sequence[int]) -> None:
        begins = [self._told.begins[number] for number in block]
        for at, number in enumerate(block):
            if not self._short[number]:
                self._ask(block, begins, at, ranks[at], PLAIN, near=False)
            if self._recall[number]:
                self._ask(block, begins, at, ranks[at], RECALLED, near=False)

    def _ask(self, block: Sequence[int], begins: Sequence[int], at: int, rank: int, way: int, *, near: bool) -> None:
        number = block[at]
        begin, end = self._day(self._told.begins[number]), self._day(self._told.ends[number])
        if way == RECALLED:
            begin = end = None
        when = When(begin, end, self._day(self._told.told[number]), bool(self._ties[number]), near)
        for to in within(begins, when, lambda place: self._day(self._told.told[block[place]])):
            if to != at:
                self._asks.add(number, way, rank, block[to])

    @staticmethod
    def _day(day: int) -> int | None:
        return None if day == NO_DAY else day

    def _meet_strangers(self, block: Sequence[int]) -> None:
        begins = [self._told.begins[number] for number in block]
        for at, number in enumerate(block):
            for to in following(begins, at, self._told.ends[number], None, STRANGERS):
                if self._nobody[number] or self._nobody[block[to]]:
                    self._pairs.add(number, block[to])


def judged(scratch: Scratch, told: Tellings, joined: Joined) -> None:
    """Join the reports whose sets may come to depend on one another, and keep the pairs that a rule joins in `edge`."""
    edges = scratch.table("edge", a="INTEGER", b="INTEGER")
    world = told.world
    for a, b in scratch.rows("SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b FROM met ORDER BY 1, 2"):
        one, other = told.features(a), told.features(b)
        low, high = (one, other) if one.id < other.id else (other, one)
        if judge(low, high, world) is not None:
            edges.add(a, b)
            joined.union(a, b)
    edges.flush()
    scratch.drop("met")
    scratch.execute(
        "CREATE TABLE ask AS SELECT one, way, other, min(rank) AS rank FROM asking GROUP BY one, way, other"
    )
    scratch.drop("asking")
    for (number, way), rows in groupby(
        scratch.rows("SELECT one, way, other FROM ask ORDER BY one, way, other"), key=lambda row: row[:2]
    ):
        asking: Features | None = None
        for _, _, other_number in rows:
            if joined.find(number) == joined.find(other_number):
                continue
            if asking is None:
                asking = told.features(number)
                asking = without_day(asking) if way == RECALLED else asking
            other = told.features(other_number)
            if may_mean(asking, other) and (judge(asking, other, world) or lesser(asking, other, world)):
                joined.union(number, other_number)
