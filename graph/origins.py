"""What an anniversary recalls: an event of its own, merged with the reports of that very event.

"今年是上海公报发表50周年" tells, beside the anniversary, that something happened in 1972. That telling
is a report of its own (its id is the anniversary's with `.of` behind it). It joins the set of
reports that name the occasion at that time; else all anniversaries of one occasion share one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..records import Reason
from .kinds import kind_of
from .names import fold
from .reports import Report
from .rules import same_origin
from .tellings import ORIGIN, is_origin

Set = tuple[list[Report], list[Reason]]

_NOT_AN_ORIGIN: Final = frozenset({"anniversary", "statement", "measurement", "message"})
_WIDEST: Final = 800
"""Days that the time of a report may span and still be taken for the origin's."""


def add_origins(sets: Sequence[Set], told: Iterable[Report]) -> list[Set]:
    """The sets with every telling of an origin put to the event it means, and new sets for the rest."""
    origins = Origins(told)
    for at, (reports, _) in enumerate(sets):
        origins.look(at, reports)
    homes, homeless = origins.settle()
    grown = [add_to(found, homes.get(at, ())) for at, found in enumerate(sets)]
    return [*grown, *map(new_set, homeless)]


def add_to(found: Set, groups: Iterable[Sequence[Report]]) -> Set:
    """A set of reports with groups of origins that mean its event."""
    reports, reasons = list(found[0]), list(found[1])
    for group in groups:
        reasons.extend(_reason(found[0][0], other) for other in group)
        reports.extend(group)
    return reports, reasons


def new_set(group: Sequence[Report]) -> Set:
    """Origins that mean no event told elsewhere."""
    return list(group), [_reason(group[0], other) for other in group[1:]]


class Origins:
    """Groups of origins that look for the event they mean, set by set in any order."""

    def __init__(self, told: Iterable[Report]) -> None:
        self._groups = _groups(told)
        self._names = [
            sorted({fold(_name(report)) for report in group}, key=lambda name: (-len(name), name))
            for group in self._groups
        ]
        self._timed = [next((report for report in group if report.time is not None), None) for group in self._groups]
        self._fitting: list[list[tuple[int, int]]] = [[] for _ in self._groups]
        self._by_year: dict[int, list[int]] = defaultdict(list)
        for number, timed in enumerate(self._timed):
            for year in sorted(set(_years(timed))) if timed is not None else ():
                self._by_year[year].append(number)

    @property
    def years(self) -> frozenset[int]:
        """The years in which anything is looked for."""
        return frozenset(self._by_year)

    def look(self, at: int, reports: Sequence[Report]) -> None:
        """See which groups may mean the event that the set number `at` tells."""
        years = {year for report in reports if may_be_origin(report) for year in _years(report)}
        for number in sorted({number for year in years for number in self._by_year.get(year, ())}):
            timed = self._timed[number]
            if timed is not None:
                strength = _fits(reports, timed, self._names[number], self._groups[number])
                if strength:
                    self._fitting[number].append((strength, at))

    def settle(self) -> tuple[dict[int, list[list[Report]]], list[list[Report]]]:
        """Set → the groups that mean it; and the groups of which none or several sets fit."""
        homes: dict[int, list[list[Report]]] = defaultdict(list)
        homeless = []
        for group, fitting in zip(self._groups, self._fitting, strict=True):
            best = [at for strength, at in fitting if strength == max(s for s, _ in fitting)]
            if len(best) == 1:
                homes[best[0]].append(group)
            else:
                homeless.append(group)
        return homes, homeless


def may_be_origin(report: Report) -> bool:
    """Whether an anniversary may recall what a report tells, as far as its type and time go."""
    return report.event.type not in _NOT_AN_ORIGIN and report.time is not None and _narrow(report)


def _years(report: Report) -> tuple[int, ...]:
    time = report.time
    return (time.begin.year, time.end.year) if time is not None else ()


def _reason(left: Report, right: Report) -> Reason:
    of = right.event.of
    return Reason(rule="origin of an anniversary", left=left.id, right=right.id, detail=of.name if of else "")


def _groups(told: Iterable[Report]) -> list[list[Report]]:
    """Origins of one name and year together; a name without a year goes to the only year there is."""
    found: list[list[Report]] = []
    for report in sorted(told, key=lambda r: (r.begin is None, -len(fold(_name(r))), r.id)):
        fitting = [group for group in found if _one_origin(group, report)]
        if len(fitting) == 1 or (fitting and report.begin is not None):
            fitting[0].append(report)
        else:
            found.append([report])
    return found


def _name(report: Report) -> str:
    return report.event.of.name if report.event.of else ""


def _one_origin(group: Sequence[Report], report: Report) -> bool:
    first = group[0]
    if not same_origin(_name(first), _name(report)) and not _same_pair(first, report):
        return False
    return first.begin is None or report.begin is None or _overlap(first, report)


def _same_pair(left: Report, right: Report) -> bool:
    """Whether two tell of the same two countries and the same kind of act: 两国建交, 正式建立外交关系."""
    kinds = [kind_of(one.event.type, one.event.trigger) for one in (left, right)]
    return (
        left.event.type == right.event.type
        and kinds[0] is not None
        and kinds[0] == kinds[1]
        and len(left.actors & right.actors) > 1
    )


def _overlap(left: Report, right: Report) -> bool:
    if left.begin is None or left.end is None or right.begin is None or right.end is None:
        return False
    return left.begin <= right.end and right.begin <= left.end


def _narrow(report: Report) -> bool:
    return report.begin is not None and report.end is not None and report.end - report.begin <= _WIDEST


def _fits(reports: Sequence[Report], timed: Report, names: Sequence[str], group: Sequence[Report]) -> int:
    """How well a set tells the event of these names: 0 not at all."""
    telling = [r for r in reports if r.event.type not in _NOT_AN_ORIGIN and _overlap(r, timed) and _narrow(r)]
    if any(_same_pair(one, r) for one in group for r in telling):
        return 3
    if not any(name in fold(r.event.evidence) for name in names if len(name) > 1 for r in telling):
        return 0
    return 2 if any(r.event.type == group[0].event.type for r in telling) else 1


def origin_ids(found: Sequence[Report]) -> Iterator[str]:
    """The ids of the anniversaries whose origin is among `found`."""
    for report in found:
        if is_origin(report):
            yield report.id.removesuffix(ORIGIN)
