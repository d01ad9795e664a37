"""Spans → values: both ends, or one of them open, or up to now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from ...edtf import EDTF, Day
from .context import Context
from .meaning import Date, Era, Meaning, Span
from .values import Reading, add_months, iso, need, year_text

Resolve = Callable[[Meaning, Context, int, int], Reading | None]
"""What reads the ends (`resolve` itself, handed over so that the two modules need not know each other)."""

_UNTIL: Final = re.compile(r"以来|来看|可见|获悉|了解到|得知|看[,。]|[到至](?:\d|今[年天日]|[明去]年|.{0,5}[年月日])")


def resolve_span(span: Span, context: Context, start: int, end: int, resolve: Resolve) -> Reading | None:
    if span.begin is None:
        assert span.end is not None
        reading = resolve(span.end, context, start, end)
        if reading is None or reading.value is None:
            return reading
        last = reading.value.split("/")[-1]
        now = context.now(start)
        # 之前 excludes the unit itself when it is over; before one to come it is a deadline, which includes it.
        over = now is None or EDTF.parse(reading.value).end < Day(now.year, now.month, now.day)
        late = isinstance(span.end, Date) and span.end.section in ("late", "third", "second")
        reading.value = f"../{_day_before(reading.value) if span.exclusive and over and not late else last}"
        return reading
    context.backward = span.now
    try:
        first = resolve(span.begin, context, start, end)
    finally:
        context.backward = False
    if first is None or first.value is None:
        return first
    if span.end is None:
        begin = first.value.split("/")[0]
        if begin.endswith("X"):
            begin = year_text(EDTF.parse(first.value).begin.year)
        if span.loose and _ends_later(context, start, end):
            return first
        if span.now:
            first.value = _up_to_now(begin, first.value, need(context, start))
        elif span.exclusive and len(begin) in (4, 7) and begin.isascii():
            first.value = f"{_unit_after(begin)}/.."
        else:
            first.value = f"{begin}/.."
        return first
    return _closed(span, first, context, start, end, resolve)


def _ends_later(context: Context, start: int, end: int) -> bool:
    """Whether the sentence behind 自X goes on to say until when, so that X is only where it begins."""
    stop = context.sentence_end(end)
    rest = context.text[end : min(stop, end + 40)]
    return rest.startswith("的") or _UNTIL.search(rest) is not None


def _closed(span: Span, first: Reading, context: Context, start: int, end: int, resolve: Resolve) -> Reading | None:
    """Both ends said: the second takes from the first what it leaves open."""
    assert span.end is not None and first.value is not None
    last_meaning = span.end
    known = EDTF.parse(first.value)
    if isinstance(last_meaning, Date) and isinstance(span.begin, Date):
        last_meaning = _carried(last_meaning, span.begin, known)
    if isinstance(last_meaning, Era) and isinstance(span.begin, Era):
        of_itself = last_meaning.century is not None or last_meaning.centuries is not None
        if not of_itself and known.begin.year < 2000:
            last_meaning = replace(last_meaning, century=known.begin.year // 100 + 1)
    last = resolve(last_meaning, context, start, end)
    if last is None or last.value is None:
        return last
    begin, finish = first.value.split("/")[0], last.value.split("/")[-1]
    if finish.endswith("X"):
        finish = f"{EDTF.parse(finish).end.year:04d}"
    if begin.endswith("X"):
        begin = f"{known.begin.year:04d}"
    if "T" in begin and "T" in finish and begin > finish and begin[:10] == finish[:10]:
        finish = iso(dt.date.fromisoformat(finish[:10]) + dt.timedelta(days=1)) + finish[10:]
    if EDTF.parse(begin).begin > EDTF.parse(finish).end:
        return None
    value = begin if begin == finish else f"{begin}/{finish}"
    return Reading(value, first.stated, first.inferred | last.inferred, first.anchor or last.anchor)


def _carried(last: Date, first: Date, known: EDTF) -> Date:
    """The second end with the year (and month) of the first, a year or month on where it must be."""
    absolute = last.year is not None or last.short_year is not None or last.years is not None
    if absolute or last.days is not None or last.months is not None or last.weekday or last.weeks is not None:
        return _next_weekday(last, known)
    year, month = known.begin.year, known.begin.month
    if last.festival or last.lunar:
        return replace(last, year=year)
    if last.month is not None:
        return replace(last, year=year + (last.month < known.begin.month))
    if last.day is not None:
        if last.day < known.begin.day:
            year, month = add_months(year, month, 1)
        return replace(last, year=year, month=month)
    if last.clock is not None or last.part is not None:
        return replace(last, year=year, month=month, day=known.begin.day, part=last.part or first.part)
    return replace(last, year=year)


def _next_weekday(last: Date, known: EDTF) -> Date:
    """从周六到周一: the weekday that follows the first end."""
    if last.weekday is None or last.weeks is not None or last.day is not None:
        return last
    first = dt.date(*known.begin)
    day = first + dt.timedelta(days=(last.weekday - first.isoweekday()) % 7)
    return Date(year=day.year, month=day.month, day=day.day, part=last.part, clock=last.clock)


def _up_to_now(begin: str, value: str, now: dt.date) -> str:
    """From a beginning to the day of writing, as fine as the beginning; within one unit to the day."""
    plain = begin.rstrip("~")
    if EDTF.parse(plain).begin > Day(now.year, now.month, now.day):
        return f"{begin}/.."
    here = iso(now) if "/" in value or len(plain) > 10 else iso(now)[: len(plain)]
    if here == plain and len(plain) < 10:
        return f"{EDTF.parse(plain).begin}/{iso(now)}"
    if len(here) == 10 and len(plain) == 7:
        begin = str(EDTF.parse(plain).begin)
    return f"{begin}/{here}"


def _day_before(value: str) -> str:
    begin = EDTF.parse(value.rstrip("~")).begin
    if len(value) == 4:
        return f"{begin.year - 1:04d}"
    if "T" in value:
        return value
    if len(value) == 7 and begin.month <= 12:
        year, month = add_months(begin.year, begin.month, -1)
        return f"{year:04d}-{month:02d}"
    return iso(dt.date(*begin) - dt.timedelta(days=1))


def _unit_after(begin: str) -> str:
    if len(begin) == 4:
        return f"{int(begin) + 1:04d}"
    year, month = add_months(int(begin[:4]), int(begin[5:7]), 1)
    return f"{year:04d}-{month:02d}"
