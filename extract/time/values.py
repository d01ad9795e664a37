"""What a reading is, and the small arithmetic of days, months and years that all resolvers share."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Final

import msgspec

from ...edtf import Day
from .context import Context

_PLAIN: Final = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>0\d|1[0-2])(?:-(?P<day>\d\d))?)?~?")

DAY: Final = frozenset({"day", "time"})
MONTH: Final = frozenset({"day", "time", "month"})
YEAR: Final = frozenset({"day", "time", "month", "year", "quarter", "half"})
"""Precisions of anchors that a day, a month, a year can be counted from."""


class Reading(msgspec.Struct):
    """A value with the parts that were said, those that were filled in, and from where."""

    value: str | None
    stated: dict[str, int | str] = msgspec.field(default_factory=dict)
    inferred: dict[str, int | str] = msgspec.field(default_factory=dict)
    anchor: str | None = None


class Unresolved(Exception):
    """The expression cannot be placed: there is no anchor, or no such day."""


def need(context: Context, at: int) -> dt.date:
    """The day of writing, or `Unresolved`."""
    now = context.now(at)
    if now is None:
        raise Unresolved
    return now


def iso(day: dt.date) -> str:
    """`YYYY-MM-DD`."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def parts(value: str) -> dict[str, int | str]:
    """Year, month and day of a plain value such as `2019`, `2019-05`, `2019-05-03~`; none of a span or a decade."""
    match = _PLAIN.fullmatch(value)
    if match is None:
        return {}
    return {name: int(part) for name, part in match.groupdict().items() if part is not None}


def year_text(year: int) -> str:
    """Four digits, with a sign before the year 0."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month so many months away."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def same_day(year: int, day: dt.date) -> dt.date:
    """The day of another year with the same month and day; 29 February becomes the 28th."""
    return dt.date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def clamped(year: int, month: int, day: int) -> dt.date:
    """The day, or the last of its month where the month is shorter."""
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def month_candidates(near: dt.date, day: int) -> list[dt.date]:
    """The days of that number in the two months before, this one, and the two after."""
    found = []
    for months in (-2, -1, 0, 1, 2):
        year, month = add_months(near.year, near.month, months)
        if day <= monthrange(year, month)[1]:
            found.append(dt.date(year, month, day))
    return found


def nth_unit(begin: Day, end: Day, number: int, unit: str, count: int) -> str | None:
    """The n-th unit (or `count` of them) of a stretch, from its end when n is negative; unit 1-7 is a weekday."""
    first, last = dt.date(*begin), dt.date(*end)
    if unit in "QM":
        step = 3 if unit == "Q" else 1
        if number > 0:
            y, m = add_months(first.year, first.month, step * (number - 1))
        else:
            y, m = add_months(last.year, last.month, 1 - step * count)
        y2, m2 = add_months(y, m, step * count - 1)
        if unit == "Q" and count == 1:
            return f"{y:04d}-{33 + (m - 1) // 3}"
        return f"{y:04d}-{m:02d}" if (y, m) == (y2, m2) else f"{y:04d}-{m:02d}/{y2:04d}-{m2:02d}"
    if unit == "W":
        monday = first + dt.timedelta(days=(1 - first.isoweekday()) % 7 + 7 * (number - 1))
        if number < 0:
            sunday = last - dt.timedelta(days=last.isoweekday() % 7)
            monday = sunday - dt.timedelta(days=7 * count - 1)
        return f"{iso(monday)}/{iso(monday + dt.timedelta(days=7 * count - 1))}"
    if unit.isdecimal():
        first += dt.timedelta(days=(int(unit) - first.isoweekday()) % 7 + 7 * (number - 1))
        last -= dt.timedelta(days=(last.isoweekday() - int(unit)) % 7)
        day = first if number > 0 else last
        return iso(day) if dt.date(*begin) <= day <= dt.date(*end) else None
    if unit == "D":
        day = first + dt.timedelta(days=number - 1) if number > 0 else last - dt.timedelta(days=count - 1)
        return iso(day) if count == 1 else f"{iso(day)}/{iso(day + dt.timedelta(days=count - 1))}"
    return None
