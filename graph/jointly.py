"""Reports that tell of several people at once what others tell of each on days of their own.

"本月初，法院判处甲和乙死刑" tells two verdicts when other articles date that of 甲 and that of 乙 to
different days: it is told apart, one report for each, so that it joins both without joining them.
Where nobody tells the people apart, what happened to them together stays one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import msgspec

from .compatible import OF_ONE
from .kinds import kind_of
from .reports import Report
from .tellings import PARTED

_REACH: Final = 2
"""Days that two reports of one event may lie apart."""


class Told(NamedTuple):
    """One dated telling of what happened to people."""

    day: int
    kind: str | None
    people: frozenset[str]


Tellings = Mapping[tuple[str, str], Sequence[Told]]
"""Event type and person → the dated tellings."""


def told_singly(told: Sequence[Report], is_person: Callable[[str], bool]) -> Iterator[Report]:
    """All reports; in place of one that mixes people whose days differ elsewhere, one for each."""
    days: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for report in told:
        for key, one in dated(report, is_person):
            days[key].append(one)
    for report in told:
        yield from singly(report, days, is_person) if is_joint(report, is_person) else (report,)


def is_joint(report: Report, is_person: Callable[[str], bool]) -> bool:
    """Whether a report tells of several people what happens to each."""
    return report.event.type in OF_ONE and len(_people(report, is_person)) > 1


def keys_of(report: Report, is_person: Callable[[str], bool]) -> list[tuple[str, str]]:
    """Event type and person, for each person that a report tells of."""
    return [(report.event.type, person) for person in _people(report, is_person)]


def singly(report: Report, days: Tellings, is_person: Callable[[str], bool]) -> Iterator[Report]:
    """A report of several people, or one for each group of them that others tell apart."""
    groups = _groups(report, days, is_person)
    if len(groups) < 2:
        yield report
    else:
        yield from _parted(report, groups)


def _people(report: Report, is_person: Callable[[str], bool]) -> list[str]:
    return sorted(filter(is_person, report.roles.get("patient") or report.roles.get("participant") or ()))


def dated(report: Report, is_person: Callable[[str], bool]) -> Iterator[tuple[tuple[str, str], Told]]:
    """What a report dates to a day of each person, with its key."""
    event = report.event
    if event.type in OF_ONE and report.fine and report.begin is not None:
        people = _people(report, is_person)
        one = Told(report.begin, kind_of(event.type, event.trigger), frozenset(people))
        for person in people:
            yield (event.type, person), one


def _groups(report: Report, days: Tellings, is_person: Callable[[str], bool]) -> list[list[str]]:
    """The people of a report, those told apart elsewhere in groups of their own; the first takes all others."""
    people = _people(report, is_person)
    groups: list[list[str]] = []
    if len(people) < 2:
        return groups
    for person in people:
        for group in groups:
            if not any(_apart(report, person, other, days) for other in group):
                group.append(person)
                break
        else:
            groups.append([person])
    return groups


def _apart(report: Report, left: str, right: str, days: Tellings) -> bool:
    """Whether others date what happened to one of two people, without the other, to other days."""
    mine, yours = _days_without(report, left, right, days), _days_without(report, right, left, days)
    return bool(mine and yours) and not any(abs(a - b) < _REACH - 1 for a in mine for b in yours)


def _days_without(report: Report, person: str, other: str, days: Tellings) -> set[int]:
    kind = kind_of(report.event.type, report.event.trigger)
    return {
        one.day
        for one in days.get((report.event.type, person), ())
        if other not in one.people and (kind == one.kind or None in (kind, one.kind)) and _can_mean(report, one.day)
    }


def _can_mean(report: Report, day: int) -> bool:
    if report.begin is None or report.end is None:
        return True
    return report.begin - _REACH <= day <= report.end + _REACH


def _parted(report: Report, groups: Sequence[Sequence[str]]) -> Iterator[Report]:
    everybody = {person for group in groups for person in group}
    for at, group in enumerate(groups):
        gone = everybody.difference(group)
        roles = {role: keys - gone for role, keys in report.roles.items() if keys - gone}
        key = report.id if at == 0 else f"{report.id}{PARTED}{chr(ord('a') + at)}"
        yield replace(report, id=key, event=msgspec.structs.replace(report.event, id=key), roles=roles)
