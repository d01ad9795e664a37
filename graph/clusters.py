"""Reports → sets of reports that tell one event.

Three steps, each independent of the order of its input:

1. Reports that say the same of the same day are one bundle.
2. Pairs of reports with a day are judged, the surest first; two sets join unless a member of one
   excludes a member of the other.
3. A report that says less (a month, no time, one side only) goes to the only set that it can mean;
   where it can mean two, it stays alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, TypeVar

from ..records import Reason
from .blocking import Blocks, Meetings, is_short
from .compatible import NEWS, OF_ONE, SIDES, Verdict, at_odds, excluded
from .consolidate import event_id
from .features import Features, World
from .moments import moment_of
from .names import fold
from .overrides import Overrides
from .reports import Report
from .rules import judge, lesser
from .unionfind import UnionFind

_HEAD: Final = 240
"""Code points from the beginning of a text within which an article tells its news."""

_SURE: Final = 5.0
"""How sure a rule must be to move a report away from the day that was inferred for it."""

_ASKED: Final = 12
"""Members of a set that a report which says less is held against."""

_COMPARED: Final = 24
"""Members of a set that are held against those of another before the two join."""


class Clusters:
    """Sets of reports of one event with the reasons that made them."""

    def __init__(self, found: Iterable[Features], world: World, overrides: Overrides) -> None:
        self._world = world
        self._all = {one.id: one for one in sorted(found, key=lambda one: one.id)}
        self._sets = UnionFind(self._all)
        self._members: dict[str, list[Features]] = {key: [one] for key, one in self._all.items()}
        self._reasons: dict[str, list[Reason]] = defaultdict(list)
        self._forced = self._override_pairs(overrides.same_events)
        self._apart = apart_under(self._forced, self._override_pairs(overrides.other_events))

    def _override_pairs(self, wanted: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Pairs of report ids; the user writes report ids or ids of merged events."""
        wanted = tuple(wanted)
        if not wanted:
            return []
        known = {event_id(key): key for key in self._all} | {key: key for key in self._all}
        return sorted({min((a, b), (b, a)) for a, b in ((known.get(a), known.get(b)) for a, b in wanted) if a and b})

    def build(self, blocks: Meetings | None = None) -> None:
        """Runs the three steps; `blocks` tells which reports meet, where that has been worked out before.

        What the user joins comes last: two events that he calls one keep all that each of them holds.
        """
        self._bundle()
        roots = [self._all[key] for key in self._all if self._sets.find(key) == key]
        blocks = blocks or Blocks(roots, self._world)
        self._join_pairs(blocks)
        self._attach(roots, blocks)
        self._recall(roots, blocks)
        for left, right in self._forced:
            self._join(left, right, Verdict("override", 99.0))

    def sets(self) -> list[tuple[list[Report], list[Reason]]]:
        """Each set's reports and reasons, in order of the smallest report id."""
        return [
            ([one.report for one in self._members[key]], self._reasons.get(key, []))
            for key in self._all
            if self._sets.find(key) == key
        ]

    def _join(self, left: str, right: str, verdict: Verdict) -> None:
        a, b = self._sets.find(left), self._sets.find(right)
        if a == b:
            return
        root = self._sets.union(a, b)
        other = b if root == a else a
        self._members[root] = sorted(self._members[root] + self._members.pop(other), key=lambda one: one.id)
        reason = Reason(rule=verdict.rule, left=left, right=right, detail=verdict.detail)
        self._reasons[root] = [*self._reasons[root], *self._reasons.pop(other, []), reason]

    def _bundle(self) -> None:
        """Joins reports that do not differ in anything that is compared, save those that the user keeps from others."""
        bundles: dict[object, str] = {}
        parted = {key for pair in self._apart for key in pair}
        for key, one in self._all.items():
            for shared in signatures(one) if key not in parted else ():
                first = bundles.setdefault(shared, key)
                if first != key:
                    self._join(first, key, Verdict(str(shared[0]), 9.0))

    def _join_pairs(self, blocks: Meetings) -> None:
        found: list[tuple[float, str, str, Verdict]] = []
        for left, right in chain(blocks.pairs(), blocks.nobody_pairs()):
            verdict = judge(left, right, self._world)
            if verdict is not None:
                found.append((-verdict.score, left.id, right.id, verdict))
        for _, a, b, verdict in sorted(found, key=lambda row: row[:3]):
            if self._may_join(a, b):
                self._join(a, b, verdict)

    def _may_join(self, left: str, right: str) -> bool:
        a, b = self._sets.find(left), self._sets.find(right)
        if a == b:
            return False
        odds = 0
        mine, yours = self._sample(a), self._sample(b)
        for one in mine:
            for other in yours:
                if (one.id, other.id) in self._apart or excluded(one, other):
                    return False
                odds += at_odds(one, other, self._world)
        # Articles err: the participants of most must agree, those of every single pair need not.
        return 2 * odds < len(mine) * len(yours)

    def _sample(self, root: str) -> Sequence[Features]:
        """Members that differ from one another in what can exclude; at most `_COMPARED`."""
        members = self._members[root]
        if len(members) <= _COMPARED:
            return members
        unlike = {(one.report.begin, one.report.end, one.doers, one.takers, one.kind): one for one in reversed(members)}
        return sorted(unlike.values(), key=lambda one: one.id)[:_COMPARED]

    def _attach(self, roots: Sequence[Features], blocks: Meetings) -> None:
        """Gives each set that says less to the only set it can mean, the finest first."""
        for one in sorted(roots, key=_coarseness):
            root = self._sets.find(one.id)
            members = self._members[root]
            if len(members) > 1 and any(map(is_short, members)):
                continue
            best = self._only_home(root, one, blocks)
            if best is not None:
                self._join(one.id, best[0], best[1])

    def _recall(self, roots: Sequence[Features], blocks: Meetings) -> None:
        """Gives what an article mentions in passing, with a day that no words say, to the only event it can mean."""
        for one in sorted(roots, key=lambda one: one.id):
            root = self._sets.find(one.id)
            people = any(map(self._world.is_person, one.doers | one.takers))
            if len(self._members[root]) > 1 or not people or not in_passing(one):
                continue
            undated = without_day(one)
            self._all[one.id], self._members[root] = undated, [undated]
            best = self._only_home(root, undated, blocks)
            if best is not None and best[1].score >= _SURE:
                self._join(one.id, best[0], Verdict(best[1].rule, best[1].score, f"{best[1].detail} (day inferred)"))
            else:
                self._all[one.id], self._members[root] = one, [one]

    def _only_home(self, mine: str, one: Features, blocks: Meetings) -> tuple[str, Verdict] | None:
        homes: dict[str, tuple[float, str, Verdict]] = {}
        asked: Counter[str] = Counter()
        for other in {other.id: other for other in blocks.candidates(one)}.values():
            root = self._sets.find(other.id)
            if root == mine or asked[root] >= _ASKED or not may_mean(one, other):
                continue
            asked[root] += 1
            verdict = judge(one, other, self._world) or lesser(one, other, self._world)
            if verdict is None:
                continue
            rank = (verdict.score + _freshness(one, other), other.id, verdict)
            if root not in homes or (rank[0], rank[1]) > homes[root][:2]:
                homes[root] = rank
        return self._choose(mine, homes)

    def _choose(self, mine: str, homes: Mapping[str, tuple[float, str, Verdict]]) -> tuple[str, Verdict] | None:
        """The home that is surer than every other by a whole point, unless it excludes what comes.

        Homes with a day go before homes without: those will come to the same day themselves.
        """
        dated = {root: home for root, home in homes.items() if any(map(is_short, self._members[root]))}
        ranked = sorted((dated or homes).items(), key=lambda item: (-item[1][0], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1][0] - ranked[1][1][0] < 1.0):
            return None
        root, (_, other, verdict) = ranked[0]
        return (other, verdict) if self._may_join(mine, root) else None


Key = TypeVar("Key", str, int)


def apart_under(same: Iterable[tuple[Key, Key]], other: Iterable[tuple[Key, Key]]) -> set[tuple[Key, Key]]:
    """The pairs that may not be joined, both ways, where the user says which are one and which are not.

    What is not one with a report is not one with those either that the user makes one with it.
    """
    one_with: dict[Key, set[Key]] = {}
    for left, right in same:
        together = one_with.get(left, {left}) | one_with.get(right, {right})
        one_with.update(dict.fromkeys(together, together))
    found: set[tuple[Key, Key]] = set()
    for left, right in other:
        mine, yours = one_with.get(left, {left}), one_with.get(right, {right})
        if mine is yours:
            mine, yours = {left}, {right}
        found.update(pair for a in mine for b in yours for pair in ((a, b), (b, a)))
    return found


def signatures(one: Features) -> Iterable[tuple[object, ...]]:
    """What two reports share that need no further question: all that is compared, or the sentence itself."""
    report, event = one.report, one.report.event
    moment = moment_of(event.evidence)
    when = (event.time, event.modality, moment.hours, moment.again, moment.same_day)
    if report.fine and one.family in SIDES and len(one.doers | one.takers) > 1:
        yield "same day and sides", one.family, event.mode, one.ordinals, one.doers | one.takers, *when
    if report.fine and one.doers and one.takers and one.kind:
        yield "same day, doer, target and kind", one.family, one.kind, one.ordinals, one.doers, one.takers, *when
    yield "same sentence", event.type, fold(event.evidence), event.trigger, one.doers, one.takers, *when


def in_passing(one: Features) -> bool:
    """Whether an article mentions an event far behind its beginning, and only the article's own occasion dates it."""
    event = one.report.event
    dated_by_article = event.time_inferred and event.time_rule in ("occasion", "publish day")
    recallable = one.family in SIDES or event.type in OF_ONE
    return dated_by_article and recallable and event.modality == "actual" and event.start > _HEAD


def without_day(one: Features) -> Features:
    """The same report as if it had no time."""
    return replace(one, report=replace(one.report, time=None, begin=None, end=None, fine=False))


def may_mean(one: Features, other: Features) -> bool:
    """Whether a report says no more of the time than another, which it may so mean."""
    return _span(other) <= _span(one)


def _freshness(one: Features, other: Features) -> float:
    """News without a date tells the latest such event rather than an old one."""
    told, day = one.report.told, other.report.begin
    if one.report.begin is not None or told is None or day is None:
        return 0.0
    return 0.5 if told - NEWS <= day <= told + 1 else 0.0


def _span(one: Features) -> int:
    """Days that the time of a report spans; without a time, all."""
    begin, end = one.report.begin, one.report.end
    return 10**9 if begin is None or end is None else end - begin


def _coarseness(one: Features) -> tuple[int, str]:
    return _span(one), one.id
