"""Named days: the key of a festival (see `vocabulary.FESTIVALS`) and a year → the day."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from .lunar import lunar_day, new_years_eve, solar_term


@lru_cache(maxsize=4096)
def festival_day(key: str, year: int) -> dt.date | None:
    """The day of a festival in a Gregorian year, or None when it cannot be told.

    除夕 and 腊八 of a year are those that fall into its January or February, as news uses them.
    """
    sort, _, rest = key.partition(":")
    if sort == "fixed":
        month, day = rest.split("-")
        return dt.date(year, int(month), int(day))
    if sort == "term":
        return solar_term(year, rest)
    if sort == "lunar":
        return _lunar(rest, year)
    if sort == "nth":
        return _nth(rest, year)
    return easter(year) + dt.timedelta(days=int(rest))


def _lunar(rest: str, year: int) -> dt.date | None:
    if rest == "eve":
        return new_years_eve(year - 1)
    month, day = map(int, rest.split("-"))
    if month == 12:
        found = lunar_day(year - 1, month, day)
        return found if found is None or found.year == year else lunar_day(year, month, day)
    return lunar_day(year, month, day)


def _nth(rest: str, year: int) -> dt.date:
    """`5-7-2`: the second Sunday of May; `+1` a day later."""
    rule, _, later = rest.partition("+")
    month, weekday, number = map(int, rule.split("-"))
    first = dt.date(year, month, 1)
    day = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return day + dt.timedelta(days=int(later or 0))


def easter(year: int) -> dt.date:
    """Easter Sunday (Gregorian computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
