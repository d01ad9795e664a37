"""The lunar calendar against sxtwl, an independent implementation, for every day of 1821-2100."""

import datetime as dt

import pytest

from jishi.extract.time.festivals import easter, festival_day
from jishi.extract.time.lunar import SOLAR_TERMS, leap_month, lunar_day, lunar_month, new_years_eve, solar_term

sxtwl = pytest.importorskip("sxtwl")

LATE_MONTHS = {dt.date(2057, 9, 28): 30, dt.date(2089, 9, 4): 30, dt.date(2097, 8, 7): 30}
"""Months on which the two differ by a day (first day by sxtwl, days): the new moon is within minutes of midnight."""

EARLY_TERMS = [(1912, "小雪"), (1913, "秋分"), (1917, "大雪"), (1927, "白露"), (1928, "夏至")]
"""Terms within minutes of midnight, before the standard time of 120° east was used for the calendar (1929)."""


def oracle(day):
    """sxtwl's lunar year, month, day and whether the month is a leap month."""
    found = sxtwl.fromSolar(day.year, day.month, day.day)
    return found.getLunarYear(), found.getLunarMonth(), found.getLunarDay(), bool(found.isLunarLeap())


def test_every_day():
    """Every day of 1821-2100 has the lunar date that sxtwl gives it, but for three months after 2056."""
    day, differ = dt.date(1821, 2, 3), []
    while day <= dt.date(2101, 1, 28):
        if lunar_day(*oracle(day)) != day:
            differ.append(day)
        day += dt.timedelta(days=1)
    known = [first + dt.timedelta(days=n) for first, length in LATE_MONTHS.items() for n in range(length)]
    assert differ == known


def test_solar_terms():
    """Every solar term of 1901-2100 falls on the day that sxtwl gives it, but for five before 1929."""
    differ = []
    for year in range(1901, 2101):
        days = {}
        for term in sxtwl.getJieQiByYear(year):
            stamp = sxtwl.JD2DD(term.jd)
            if year == stamp.Y:
                # sxtwl counts the terms from 冬至.
                days[SOLAR_TERMS[(term.jqIndex - 1) % 24]] = dt.date(int(stamp.Y), int(stamp.M), int(stamp.D))
        differ += [(year, name) for name, day in days.items() if solar_term(year, name) != day]
    assert differ == EARLY_TERMS


@pytest.mark.parametrize(
    ("key", "year", "day"),
    [("lunar:eve", 2021, "2021-02-11"), ("lunar:eve", 2022, "2022-01-31"), ("lunar:1-1", 2022, "2022-02-01"),
     ("lunar:1-15", 2022, "2022-02-15"), ("lunar:5-5", 2023, "2023-06-22"), ("lunar:7-7", 2018, "2018-08-17"),
     ("lunar:7-15", 2020, "2020-09-02"), ("lunar:8-15", 2023, "2023-09-29"), ("lunar:9-9", 2021, "2021-10-14"),
     ("lunar:12-8", 2022, "2022-01-10"), ("lunar:12-23", 2022, "2022-01-25"), ("term:清明", 2022, "2022-04-05"),
     ("term:冬至", 2024, "2024-12-21"), ("fixed:10-1", 2021, "2021-10-01"), ("nth:5-7-2", 2021, "2021-05-09"),
     ("nth:11-4-4", 2019, "2019-11-28"), ("nth:11-5-4", 2020, "2020-11-27"), ("easter:0", 2022, "2022-04-17"),
     ("easter:-2", 2022, "2022-04-15")],
)  # fmt: skip
def test_festivals(key, year, day):
    """Festivals fall on the days that the calendars of those years print."""
    assert str(festival_day(key, year)) == day


def test_edges():
    """Leap months, short months and the ends of the table are known to be what they are."""
    assert leap_month(2023) == 2
    assert leap_month(2022) == 0
    assert lunar_month(2023, 2, leap=True) == (dt.date(2023, 3, 22), dt.date(2023, 4, 19))
    assert lunar_day(2022, 12, 31) is None
    assert lunar_day(1820, 1, 1) is None
    assert lunar_day(1898, 13, 1) is None
    assert lunar_day(1898, 8, 31) is None
    assert solar_term(2101, "清明") is None
    assert new_years_eve(2100) == dt.date(2101, 1, 28)
    assert easter(2000) == dt.date(2000, 4, 23)
