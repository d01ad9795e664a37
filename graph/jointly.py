"""Reports that tell of several people at once what others tell of each on days of their own.

"本月初，法院判处甲和乙死刑" tells two verdicts when other articles date that of 甲 and that of 乙 to
different days: it is told apart, one report for each, so that it joins both without joining them.
Where nobody tells the people apart, what happened to them together stays one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import msgspec

from .compatible import OF_ONE
from .kinds import kind_of
from .reports import Report
from .tellings import PARTED

_REACH: Final = 2
"""Days that two reports of one event may lie apart."""

Act = tuple[str, str | None, str]
"""Event type, finer kind, and the person that it happened to."""


def told_singly(told: Sequence[Report], is_person: Callable[[str], bool]) -> Iterator[Report]:
    """All reports; in place of one that mixes people whose days differ elsewhere, one for each."""
    days = _days_alone(told, is_person)
    for report in told:
        groups = _groups(report, days, is_person) if report.event.type in OF_ONE else []
        if len(groups) < 2:
            yield report
        else:
            yield from _parted(report, groups)


def _people(report: Report, is_person: Callable[[str], bool]) -> list[str]:
    return sorted(filter(is_person, report.roles.get("patient") or report.roles.get("participant") or ()))


def _act(report: Report, person: str) -> Act:
    return report.event.type, kind_of(report.event.type, report.event.trigger), person


def _days_alone(told: Sequence[Report], is_person: Callable[[str], bool]) -> Mapping[Act, list[int]]:
    """Act → days on which a report tells it of this person alone."""
    found: dict[Act, list[int]] = defaultdict(list)
    for report in told:
        if report.event.type not in OF_ONE or not report.fine or report.begin is None:
            continue
        people = _people(report, is_person)
        if len(people) == 1:
            found[_act(report, people[0])].append(report.begin)
    return found


def _groups(report: Report, days: Mapping[Act, list[int]], is_person: Callable[[str], bool]) -> list[list[str]]:
    """The people of a report, those told apart elsewhere in groups of their own; the first takes all others."""
    groups: list[list[str]] = []
    rest: list[str] = []
    for person in _people(report, is_person):
        mine = _near(days.get(_act(report, person), ()), report)
        if not mine:
            rest.append(person)
            continue
        for group in groups:
            if all(_one_day(mine, _near(days[_act(report, other)], report)) for other in group):
                group.append(person)
                break
        else:
            groups.append([person])
    if groups:
        groups[0].extend(rest)
    return groups


def _near(days: Sequence[int], report: Report) -> list[int]:
    """The days that the report can mean."""
    if report.begin is None or report.end is None:
        return list(days)
    return [day for day in days if report.begin - _REACH <= day <= report.end + _REACH]


def _one_day(left: Sequence[int], right: Sequence[int]) -> bool:
    return any(abs(a - b) < _REACH for a in left for b in right)


def _parted(report: Report, groups: Sequence[Sequence[str]]) -> Iterator[Report]:
    everybody = {person for group in groups for person in group}
    for at, group in enumerate(groups):
        gone = everybody.difference(group)
        roles = {role: keys - gone for role, keys in report.roles.items() if keys - gone}
        key = report.id if at == 0 else f"{report.id}{PARTED}{chr(ord('a') + at)}"
        yield replace(report, id=key, event=msgspec.structs.replace(report.event, id=key), roles=roles)
