"""Weekdays that may be a week off.

"周一" names a day only modulo a week; an article that is published on a Sunday (in its own zone) and
says 日本时间周一, or that takes a Saturday for a Sunday, is read six or seven days early. Where other
outlets tell the same of the same actor or name on the day a week later (or the day beside it), the
report is compared as if it said that day. What it says stays as it is, as a disagreement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from .features import Features, similarity
from .reports import Report

_WEEK: Final = 7
_BARE: Final = re.compile("(?:周|星期|礼拜|週|禮拜)[一二三四五六日天]")
_FIXED: Final = re.compile("月|号|號|[上下]|[0-9０-９一二三四五六七八九十]日|年")
_NEWS: Final = 2
"""Days within which the other outlets must have published."""

_ALIKE: Final = 0.3
ONCE: Final = frozenset({"launch", "election", "life_event", "position_change", "legal_action", "disaster", "accident"})
"""Types of which the same does not happen to the same again within days."""

Key = tuple[str, str | None, str]


def settled(found: Sequence[Features]) -> list[Features]:
    """All features, those with a weekday that others date a week later put to that day."""
    loose = [one for one in found if is_loose(one)]
    if not loose:
        return list(found)
    index: dict[Key, list[Features]] = defaultdict(list)
    for one in found:
        for key in week_keys(one) if one.report.fine else ():
            index[key].append(one)
    moved = {one.id: put for one in loose if (put := later(one, index)) is not None}
    return [moved.get(one.id, one) for one in found]


def is_loose(one: Features) -> bool:
    """Whether a report's words are a bare weekday, read as one nearly a week before it was published."""
    report, event = one.report, one.report.event
    if event.type not in ONCE or event.time_start is None or event.time_end is None:
        return False
    words = report.record.text[event.time_start : event.time_end]
    if report.begin is None or report.told is None or not report.fine or not _BARE.search(words):
        return False
    return not _FIXED.search(words) and _WEEK - 1 <= report.told - report.begin < _WEEK


def week_keys(one: Features) -> list[Key]:
    """Under which a report is compared: its type and kind with each actor and name."""
    kind = one.report.event.type
    return [(kind, one.kind, key) for key in sorted(one.doers | one.takers | one.names)]


def later(one: Features, index: Mapping[Key, Sequence[Features]]) -> Features | None:
    """The same report, a week later, if others tell it then and nobody tells it of the day that was read."""
    report = one.report
    assert report.begin is not None and report.told is not None
    day: int | None = None
    for key in week_keys(one):
        for other in index[key]:
            begin, told = other.report.begin, other.report.told
            if begin is None or told is None or other.report.record.id == report.record.id:
                continue
            if abs(begin - report.begin) <= 1:
                return None
            near = abs(begin - report.begin - _WEEK) <= 1 and abs(told - report.told) <= _NEWS
            if near and similarity(one.words, other.words) >= _ALIKE:
                day = begin if day is None else min(day, begin)
    return None if day is None else replace(one, report=_on(report, day))


def _on(report: Report, day: int) -> Report:
    return replace(report, begin=day, end=day, loose=True)
