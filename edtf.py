"""A date value with its precision: Extended Date/Time Format, levels 0 and 1, and a little of 2.

Source: Library of Congress, Extended Date/Time Format Specification (2019), ISO 8601-2:2019.

    >>> from jishi.edtf import EDTF
    >>> november = EDTF.parse("2021-11")
    >>> november.precision, str(november.begin), str(november.end)
    ('month', '2021-11-01', '2021-11-30')
    >>> november.overlaps(EDTF.parse("2021-11-16"))
    True

Everything is compared by the first and the last day that a value can touch (both included), so
"2026" is never the first of January. Days are proleptic Gregorian, year 0 being 1 BC, as in
ISO 8601; there is no time zone: a value is the local calendar day of the event.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple


class EDTFError(ValueError):
    """A text is not an EDTF value that jishi knows; the message holds the text."""


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; compares in order of time."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{format_year(self.year)}-{self.month:02d}-{self.day:02d}"


FIRST_DAY: Final = Day(-9999, 1, 1)
LAST_DAY: Final = Day(9999, 12, 31)
"""Stand for an open end (`..`) and an unknown end (empty)."""

_SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""Northern seasons by whole months; winter runs into the next year."""

_DATE = re.compile(
    r"(?P<year>-?[0-9X]{4})"
    r"(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})(?:T(?P<clock>[0-9]{2}(?::[0-9]{2}){0,2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?))?)?)?"
    r"(?P<mark>[~?%])?"
)


_LONG_YEAR = re.compile(r"Y(?P<year>-?[1-9][0-9]{4,})")
"""Level 1: a year of more than four digits, marked by Y."""


def format_year(year: int) -> str:
    """`2022`, `0476`, `-0220`: four digits, with a sign before the year 0; `Y170000002` beyond."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


@dataclass(frozen=True, slots=True)
class EDTF:
    """One EDTF value.

    Attributes:
        text: the value as written.
        begin: the first day it can touch (`FIRST_DAY` when open or unknown).
        end: the last day it can touch, included (`LAST_DAY` when open or unknown).
        precision: time, day, month, season, quarter, half, year, decade, century, interval.
        qualifier: `~` about, `?` uncertain, `%` both, or ''.
    """

    text: str
    begin: Day
    end: Day
    precision: str
    qualifier: str = ""

    @classmethod
    def parse(cls, text: str) -> EDTF:
        """The value of `text`. Raises `EDTFError` when it is none."""
        return _parse(text)

    @classmethod
    def spanning(cls, begin: Day, end: Day) -> EDTF:
        """The shortest value that touches the days from `begin` to `end` and no others.

        A year, a month, a day where they are exactly that, else an interval of them.
        Raises `EDTFError` when `end` is before `begin`.
        """
        if begin > end:
            raise EDTFError(f"an interval that ends before it begins: {begin}/{end}")
        return _parse(_spanning(begin, end))

    def overlaps(self, other: EDTF) -> bool:
        """Whether some day belongs to both."""
        return self.begin <= other.end and other.begin <= self.end

    def contains(self, other: EDTF) -> bool:
        """Whether every day of `other` belongs to this one."""
        return self.begin <= other.begin and other.end <= self.end

    @property
    def sort_key(self) -> tuple[Day, Day, str]:
        """Order on a timeline: by first day, then by last day, then by text."""
        return self.begin, self.end, self.text

    @property
    def is_open(self) -> bool:
        """Whether an end is open or unknown."""
        return self.begin == FIRST_DAY or self.end == LAST_DAY

    @property
    def days(self) -> int:
        """How many days it spans, about (months count as 31 days at most): an order of fineness."""
        (y1, m1, d1), (y2, m2, d2) = self.begin, self.end
        return (y2 - y1) * 372 + (m2 - m1) * 31 + (d2 - d1) + 1

    @property
    def xsd(self) -> tuple[str, str] | None:
        """Lexical form and XSD type that say no more than the value does, or None.

        `2022` is a gYear, `2022-01` a gYearMonth, a day a date: a day is never padded.
        """
        kind = {"year": "gYear", "month": "gYearMonth", "day": "date"}.get(self.precision)
        if kind is None or self.qualifier:
            return None
        return self.text.removeprefix("Y"), kind

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def _parse(text: str) -> EDTF:
    if "/" in text:
        return _parse_interval(text)
    if text.startswith("Y"):
        return _long_year(text)
    match = _DATE.fullmatch(text)
    if match is None:
        raise EDTFError(f"not an EDTF date: {text!r}")
    year, month, day = match["year"], match["month"], match["day"]
    mark = match["mark"] or ""
    if "X" in year:
        return _unspecified_year(text, year, month, mark)
    if month is None:
        return EDTF(text, Day(int(year), 1, 1), Day(int(year), 12, 31), "year", mark)
    if month == "XX":
        if day not in (None, "XX"):
            raise EDTFError(f"a day without a month: {text!r}")
        return EDTF(text, Day(int(year), 1, 1), Day(int(year), 12, 31), "year", mark)
    if "X" in month:
        raise EDTFError(f"not a month: {text!r}")
    if int(month) > 12:
        return _part_of_year(text, int(year), int(month), day, mark)
    return _month_or_day(text, match, mark)


def _long_year(text: str) -> EDTF:
    match = _LONG_YEAR.fullmatch(text)
    if match is None:
        raise EDTFError(f"Y stands only before a year of more than four digits: {text!r}")
    year = int(match["year"])
    return EDTF(text, Day(year, 1, 1), Day(year, 12, 31), "year")


def _month_or_day(text: str, match: re.Match[str], mark: str) -> EDTF:
    year, month, day = int(match["year"]), int(match["month"]), match["day"]
    if not 1 <= month <= 12:
        raise EDTFError(f"no such month: {text!r}")
    last = _last_of_month(year, month)
    if day is None or day == "XX":
        return EDTF(text, Day(year, month, 1), Day(year, month, last), "month", mark)
    if "X" in day:
        raise EDTFError(f"not a day: {text!r}")
    if not 1 <= int(day) <= last:
        raise EDTFError(f"no such day: {text!r}")
    if match["clock"] is not None:
        _check_clock(text, match["clock"])
    at = Day(year, month, int(day))
    return EDTF(text, at, at, "time" if match["clock"] else "day", mark)


def _check_clock(text: str, clock: str) -> None:
    """24:00 is the end of the day; a second of 60 is a leap second."""
    hour, *rest = (int(part) for part in re.split(r"[Z+-]", clock)[0].split(":"))
    too_far = hour > 24 or (hour == 24 and any(rest))
    if too_far or any(part > limit for part, limit in zip(rest, (59, 60), strict=False)):
        raise EDTFError(f"no such time of day: {text!r}")


def _unspecified_year(text: str, year: str, month: str | None, mark: str) -> EDTF:
    digits = year.lstrip("-")
    known = digits.rstrip("X")
    if "X" in known or month is not None or not known or year.startswith("-"):
        raise EDTFError(f"only trailing digits of a year may be X: {text!r}")
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    precision = {1: "decade", 2: "century", 3: "millennium"}[len(digits) - len(known)]
    return EDTF(text, Day(low, 1, 1), Day(high, 12, 31), precision, mark)


def _part_of_year(text: str, year: int, code: int, day: str | None, mark: str) -> EDTF:
    """Seasons 21-24, quarters 33-36, quadrimesters 37-39, halves 40-41 (EDTF level 1 and 2)."""
    if day is not None:
        raise EDTFError(f"a day of a season: {text!r}")
    end_year = year
    if code in _SEASONS:
        (first, last), precision = _SEASONS[code], "season"
        end_year = year + (last < first)
    elif 33 <= code <= 36:
        first, last, precision = 3 * (code - 33) + 1, 3 * (code - 33) + 3, "quarter"
    elif 37 <= code <= 39:
        first, last, precision = 4 * (code - 37) + 1, 4 * (code - 37) + 4, "quadrimester"
    elif code in (40, 41):
        first, last, precision = (1, 6, "half") if code == 40 else (7, 12, "half")
    else:
        raise EDTFError(f"no such month or season: {text!r}")
    last_day = _last_of_month(end_year, last)
    return EDTF(text, Day(year, first, 1), Day(end_year, last, last_day), precision, mark)


def _last_of_month(year: int, month: int) -> int:
    # The rules of leap years repeat every 400 years, so any year maps into the range of calendar.
    return monthrange(year % 400 + 2000, month)[1]


def _parse_interval(text: str) -> EDTF:
    parts = text.split("/")
    if len(parts) != 2 or parts == ["", ""] or set(parts) <= {"", ".."}:
        raise EDTFError(f"not an EDTF interval: {text!r}")
    begin, end, marks = FIRST_DAY, LAST_DAY, []
    if parts[0] not in ("", ".."):
        first = _parse(parts[0])
        begin = first.begin
        marks.append(first.qualifier)
    if parts[1] not in ("", ".."):
        last = _parse(parts[1])
        end = last.end
        marks.append(last.qualifier)
    if begin > end:
        raise EDTFError(f"an interval that ends before it begins: {text!r}")
    return EDTF(text, begin, end, "interval", next((mark for mark in marks if mark), ""))


def is_edtf(text: str | None) -> bool:
    """Whether `text` is a value that `EDTF.parse` takes."""
    if text is None:
        return False
    try:
        _parse(text)
    except EDTFError:
        return False
    return True


def _spanning(begin: Day, end: Day) -> str:
    first, last = format_year(begin.year), format_year(end.year)
    month_ends = begin.day == 1 and end.day == _last_of_month(end.year, end.month)
    if begin == end:
        return str(begin)
    if month_ends and (begin.month, end.month) == (1, 12):
        return first if first == last else f"{first}/{last}"
    if month_ends:
        months = f"{first}-{begin.month:02d}", f"{last}-{end.month:02d}"
        return months[0] if months[0] == months[1] else "/".join(months)
    return f"{begin}/{end}"
