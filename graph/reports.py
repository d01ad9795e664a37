"""One article's telling of an event, in the form in which reports are compared."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from ..edtf import EDTF, FIRST_DAY, LAST_DAY, Day, EDTFError
from ..records import ArticleRecord, Event, Provenance, Time, TimeReading
from .entities import EntityIndex
from .tellings import tellings

_ANCHOR: Final = re.compile(r"text:(\d+)-(\d+)")
"""The form of `Time.anchor` where a time hangs on another one of the text."""

_COARSE_FIRST: Final = ("century", "decade", "year", "month", "day", "part", "hour", "minute")

FAR_PAST: Final = -4_000_000
FAR_FUTURE: Final = 4_000_000
"""Day numbers that stand for an open end."""


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """One event of one article with its actors resolved.

    Attributes:
        id: the event's id, unique over articles.
        roles: role → entity ids.
        begin, end: first and last day that the time can touch, as day numbers; None without a time.
        fine: whether the time is a single day.
        told: the publisher's day as a day number, or None.
        loose: whether `begin` and `end` are not those of the time that the words were read as.
    """

    id: str
    record: ArticleRecord
    event: Event
    roles: Mapping[str, frozenset[str]]
    time: EDTF | None
    begin: int | None
    end: int | None
    fine: bool
    told: int | None
    loose: bool = False

    @property
    def actors(self) -> frozenset[str]:
        """Every entity that takes part, whatever its role."""
        return frozenset().union(*self.roles.values()) if self.roles else frozenset()


def day_number(day: Day) -> int:
    """Days since 1 March of the year 0 (proleptic Gregorian); open ends are far away."""
    if day == FIRST_DAY:
        return FAR_PAST
    if day == LAST_DAY:
        return FAR_FUTURE
    year, month, number = day
    if month <= 2:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + number - 1


def parse_time(text: str | None) -> EDTF | None:
    """The value of an EDTF text, None where there is none or it cannot be read."""
    if text is None:
        return None
    try:
        return EDTF.parse(text)
    except EDTFError:
        return None


def published_day(record: ArticleRecord) -> int | None:
    """The publisher's day of a record as a day number."""
    if record.published is None:
        return None
    try:
        day = datetime.date.fromisoformat(record.published[:10])
    except ValueError:
        return None
    return day_number(Day(day.year, day.month, day.day))


def reports(records: Iterable[ArticleRecord], index: EntityIndex) -> Iterator[Report]:
    """Every telling of every record, in the order given."""
    for record in records:
        told = published_day(record)
        for event in tellings(record):
            yield _report(record, event, told, index)


def _report(record: ArticleRecord, event: Event, told: int | None, index: EntityIndex) -> Report:
    time = parse_time(event.time) or _time_of_further(event)
    roles = {
        role: frozenset(found)
        for role, names in sorted(event.participants.items())
        if (found := [key for name in names if (key := index.get(record.id, name)) is not None])
    }
    begin, end, fine = _days(time)
    return Report(
        id=event.id,
        record=record,
        event=event,
        roles=roles,
        time=time,
        begin=begin,
        end=end,
        fine=fine,
        told=told,
    )


def _time_of_further(event: Event) -> EDTF | None:
    """Where the first place gives no time, the finest that a further place gives."""
    found = [time for more in event.reports if (time := parse_time(more.time)) is not None]
    return min(found, key=lambda time: (time.days, time.text), default=None)


def _days(time: EDTF | None) -> tuple[int | None, int | None, bool]:
    """First and last day, and whether the happening is dated to the day.

    What goes on from a day without an end (`2020-09-18/..`) is compared by the day it began.
    """
    if time is None:
        return None, None, False
    begin, end = day_number(time.begin), day_number(time.end)
    if end == FAR_FUTURE and time.text.endswith("/..") and EDTF.parse(time.text[:-3]).precision in ("day", "time"):
        return begin, begin, True
    return begin, end, time.precision in ("day", "time")


def provenance(report: Report) -> Iterator[Provenance]:
    """What the merged event keeps of a report: the place that tells it, then the further places."""
    record, event = report.record, report.event
    said = _time_said(record, event.time_start, event.time_end)
    first = Provenance(
        article=record.id,
        event=event.id,
        source=record.source,
        outlet=record.outlet,
        url=record.url,
        title=record.title,
        published=record.published,
        evidence=event.evidence,
        start=event.start,
        end=event.end,
        trigger=event.trigger,
        trigger_start=event.trigger_start,
        trigger_end=event.trigger_end,
        time=event.time,
        time_text=said.text if said else None,
        time_start=event.time_start,
        time_end=event.time_end,
        time_rule=event.time_rule,
        time_inferred=event.time_inferred,
        modality=event.modality,
        rule=event.rule,
        extractor=record.extractor,
        arguments=event.arguments,
        claimed_by=event.claimed_by,
        time_reading=_time_reading(record, said),
    )
    yield first
    for more in event.reports:
        said = _time_said(record, more.time_start, more.time_end)
        yield msgspec.structs.replace(
            first,
            evidence=record.text[more.start : more.end],
            start=more.start,
            end=more.end,
            trigger=record.text[more.trigger_start : more.trigger_end],
            trigger_start=more.trigger_start,
            trigger_end=more.trigger_end,
            time=more.time,
            time_text=said.text if said else None,
            time_start=more.time_start,
            time_end=more.time_end,
            time_rule=more.time_rule,
            time_inferred=more.time is None,
            arguments=(),
            time_reading=_time_reading(record, said),
        )


def _time_said(record: ArticleRecord, start: int | None, end: int | None) -> Time | None:
    """The time expression with exactly this span."""
    return next((time for time in record.times if time.start == start and time.end == end), None)


def _time_reading(record: ArticleRecord, time: Time | None) -> TimeReading | None:
    """How the words were read, with what they hang on: a day (the publisher's), or words of the text and their date."""
    if time is None or time.value is None:
        return None
    words, value = None, None
    span = _ANCHOR.fullmatch(time.anchor or "")
    if span is not None:
        start, end = int(span[1]), int(span[2])
        words, anchor = record.text[start:end], _time_said(record, start, end)
        value = anchor.value if anchor else None
    elif time.anchor is not None and record.published is not None:
        value = record.published[:10]
    return TimeReading(
        value=time.value,
        stated=_coarse_first(time.stated),
        inferred=_coarse_first(time.inferred),
        anchor=time.anchor,
        anchor_text=words,
        anchor_value=value,
    )


def _coarse_first(parts: Mapping[str, int | str]) -> dict[str, int | str]:
    """Year before month before day; what is no part of the calendar follows by name."""
    known = [name for name in _COARSE_FIRST if name in parts]
    return {name: parts[name] for name in [*known, *sorted(parts.keys() - set(known))]}
