"""The lunar calendar: lunar days, festivals and solar terms as Gregorian days.

From 1900 to 2100 the tables are borax's (MIT), before that those of `qing`; the tests compare every
day with sxtwl. borax is imported at the first use, so that texts without lunar dates do not pay.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

from .qing import qing_day

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

SOLAR_TERMS: Final = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)  # fmt: skip
"""In the order of the calendar year, two a month."""


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> dt.date | None:
    """The Gregorian day of a lunar date, or None when there is no such day (or it is out of range).

    Args:
        year: the lunar year, named after the Gregorian year in which it begins.
        month: 1-12. day: 1-30. leap: whether the leap month of that number is meant.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return qing_day(year, month, day, leap)
    span = _month(year, month, leap)
    return span[0] + dt.timedelta(days=day - 1) if span and 1 <= day <= span[1] else None


@lru_cache(maxsize=4096)
def _month(year: int, month: int, leap: bool) -> tuple[dt.date, int] | None:
    """The first day of a lunar month and how many days it has, or None where the year has no such month."""
    from borax.calendars.lunardate import LunarDate  # type: ignore[import-untyped]

    try:
        first: dt.date = LunarDate(year, month, 1, int(leap)).to_solar_date()
    except ValueError:
        return None
    try:
        LunarDate(year, month, 30, int(leap))
    except ValueError:
        return first, 29
    return first, 30


def lunar_month(year: int, month: int, leap: bool = False) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a lunar month, or None."""
    first = lunar_day(year, month, 1, leap)
    if first is None:
        return None
    last = lunar_day(year, month, 30, leap) or lunar_day(year, month, 29, leap)
    return (first, last) if last else None


def new_years_eve(year: int) -> dt.date | None:
    """除夕: the last day of the lunar year `year`."""
    first = lunar_day(year + 1, 1, 1)
    if first is None:
        last = lunar_month(year, 12)
        return last[1] if last else None
    return first - dt.timedelta(days=1)


def leap_month(year: int) -> int:
    """The number of the lunar year's leap month, 0 for none."""
    return next((month for month in range(1, 13) if lunar_day(year, month, 1, True)), 0)


@lru_cache(maxsize=1024)
def solar_term(year: int, name: str) -> dt.date | None:
    """The day of a solar term in the Gregorian year `year`, or None out of range."""
    if not FIRST_YEAR < year <= LAST_YEAR:
        return None
    from borax.calendars.lunardate import TermUtils

    day: dt.date = TermUtils.day_start_from_term(year, name)
    return day
