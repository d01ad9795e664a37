"""What an anniversary recalls: an event of its own, merged with the reports of that very event.

"今年是上海公报发表50周年" tells, beside the anniversary, that something happened in 1972. That telling
is a report of its own (its id is the anniversary's with `.of` behind it). It joins the set of
reports that name the occasion at that time; else all anniversaries of one occasion share one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    homes = _by_year(sets)
    grown = [(list(found), list(reasons)) for found, reasons in sets]
    for group in _groups(told):
        at = _home(group, sets, homes)
        if at is None:
            grown.append((group, [_reason(group[0], other) for other in group[1:]]))
        else:
            grown[at][1].extend(_reason(sets[at][0][0], other) for other in group)
            grown[at][0].extend(group)
    return grown


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


def _by_year(sets: Sequence[Set]) -> Mapping[int, list[int]]:
    """Year → places in `sets` of what happened then and may be an origin."""
    found: dict[int, set[int]] = defaultdict(set)
    for at, (reports, _) in enumerate(sets):
        for report in reports:
            if report.event.type not in _NOT_AN_ORIGIN and report.time is not None and _narrow(report):
                found[report.time.begin.year].add(at)
                found[report.time.end.year].add(at)
    return {year: sorted(places) for year, places in found.items()}


def _narrow(report: Report) -> bool:
    return report.begin is not None and report.end is not None and report.end - report.begin <= _WIDEST


def _home(group: Sequence[Report], sets: Sequence[Set], homes: Mapping[int, list[int]]) -> int | None:
    """The place in `sets` of the event that the origins of `group` recall; None where none or several fit."""
    timed = next((report for report in group if report.time is not None), None)
    if timed is None or timed.time is None:
        return None
    years = sorted({timed.time.begin.year, timed.time.end.year})
    names = sorted({fold(_name(report)) for report in group}, key=lambda name: (-len(name), name))
    fitting = [
        (strength, at)
        for at in sorted({at for year in years for at in homes.get(year, ())})
        if (strength := _fits(sets[at][0], timed, names, group))
    ]
    best = [at for strength, at in fitting if strength == max(s for s, _ in fitting)]
    return best[0] if len(best) == 1 else None


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
