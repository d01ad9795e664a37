"""What an expression says before it is placed on the calendar: the output of the grammar.

Numbers are as stated; offsets (`years`, `months`, `days`, `weeks`) count from the day of writing,
or, where `anaphoric`, from the time that the text last spoke of.
"""

from __future__ import annotations

import msgspec

from .tokens import Quantity


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the calendar, of any precision, with what is known of it.

    `short_year` is a year of one to three digits (民国 or two-digit); `section` a part of the
    finest unit given (see `vocabulary`); `later` a number of days to add (除夕前一天); `part` a part
    of the day; `ordinal` (n, unit) counts units from the beginning of the finest unit given, from
    its end when n is negative; `count` is how many of them (今年前三个月).
    """

    year: int | None = None
    short_year: int | None = None
    years: int | str | None = None
    month: int | None = None
    months: int | None = None
    day: int | None = None
    days: int | None = None
    later: int = 0
    weeks: int | None = None
    weekday: int | None = None
    weekend: bool = False
    quarter: int | None = None
    quarters: int | None = None
    season: int | None = None
    section: str | None = None
    half: str | None = None
    part: str | None = None
    clock: tuple[int, int, int | None] | None = None
    lunar: bool = False
    leap: bool = False
    festival: str | None = None
    ordinal: tuple[int, str] | None = None
    count: int = 1
    same_period: bool = False
    anaphoric: bool = False


class Era(msgspec.Struct, frozen=True, kw_only=True):
    """A century or a decade: `century` or an offset to this one, `decade` 70 or 1970 (to `last_decade`).

    `first_years`: how many years from its beginning (本世纪头十年).
    """

    century: int | None = None
    centuries: int | None = None
    decade: int | None = None
    last_decade: int | None = None
    section: str | None = None
    half: str | None = None
    first_years: int | None = None


class Shift(msgspec.Struct, frozen=True):
    """So much before (`sign` -1) or after (+1) now or the time last spoken of."""

    quantity: Quantity
    sign: int
    same_day: bool = False
    clock: Date | None = None
    anaphoric: bool = False


class Window(msgspec.Struct, frozen=True):
    """A stretch of a known length that ends (`past`) or begins (`future`) now, or may do either."""

    quantity: Quantity
    direction: str
    nearly: bool = False


class Span(msgspec.Struct, frozen=True):
    """From `begin` to `end`; None is open, `now` ends at the day of writing.

    `exclusive`: the unit named is not itself in it (2018年之后). `loose`: only 自 or 从 says that it is
    open, so that it is just the point when the sentence says more (从1970年…到1971年, 从2019年的8.1%).
    """

    begin: Meaning | None
    end: Meaning | None
    now: bool = False
    exclusive: bool = False
    loose: bool = False


class About(msgspec.Struct, frozen=True):
    """Around a date."""

    of: Meaning


class Anniversary(msgspec.Struct, frozen=True):
    """N years since an origin."""

    number: int


class Duration(msgspec.Struct, frozen=True):
    """A length of time that is placed nowhere: ISO 8601 duration."""

    quantity: Quantity


class Recurrence(msgspec.Struct, frozen=True):
    """A repeated time: the ISO 8601 duration of its period."""

    period: str


Meaning = Date | Era | Shift | Window | Span | About | Anniversary | Duration | Recurrence
