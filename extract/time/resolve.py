"""Meaning → value: places what was said on the calendar, by the day of writing and by the text."""

from __future__ import annotations

import datetime as dt
import re
from calendar import isleap, monthrange
from typing import Final

import msgspec
from msgspec.structs import replace

from ...edtf import EDTF, Day, EDTFError
from .context import Anchor, Context
from .eras import ROC_OFFSET
from .festivals import festival_day
from .lunar import lunar_day, lunar_month
from .meaning import About, Anniversary, Date, Duration, Era, Meaning, Recurrence, Shift, Span, Window
from .tokens import Quantity

PUBLISHED: Final = "publish day"
_UNTIL: Final = re.compile(r"以来|[到至](?:\d|今[年天日]|[明去]年|.{0,5}[年月日])")
_DAY: Final = frozenset({"day", "time"})
_MONTH: Final = frozenset({"day", "time", "month"})
_YEAR: Final = frozenset({"day", "time", "month", "year", "quarter", "half"})


class Reading(msgspec.Struct):
    """A value with the parts that were said, those that were filled in, and from where."""

    value: str | None
    stated: dict[str, int | str] = msgspec.field(default_factory=dict)
    inferred: dict[str, int | str] = msgspec.field(default_factory=dict)
    anchor: str | None = None


class Unresolved(Exception):
    """The expression cannot be placed: there is no anchor, or no such day."""


def resolve(meaning: Meaning, context: Context, start: int, end: int) -> Reading | None:
    """The reading of one expression at [start, end), or None when it is no time after all."""
    try:
        reading = _resolve(meaning, context, start, end)
    except Unresolved:
        return Reading(None)
    except (OverflowError, ValueError):
        return None
    if reading is not None and reading.value is not None and not isinstance(meaning, Duration | Recurrence):
        try:
            EDTF.parse(reading.value)
        except EDTFError:
            return None
    return reading


def _resolve(meaning: Meaning, context: Context, start: int, end: int) -> Reading | None:
    match meaning:
        case Date():
            return DateResolver(meaning, context, start, end).reading()
        case Era():
            return _era(meaning, context, start)
        case Shift():
            return _shift(meaning, context, start, end)
        case Window():
            return _window(meaning, context, start, end)
        case Span():
            return _span(meaning, context, start, end)
        case About():
            reading = _resolve(meaning.of, context, start, end)
            if reading and reading.value and "T" not in reading.value and "/" not in reading.value:
                reading.value += "~"
            return reading
        case Anniversary():
            return _anniversary(meaning, context, start, end)
        case Duration():
            return Reading(iso_duration(meaning.quantity))
        case Recurrence():
            return Reading(f"R/{meaning.period}")


def need(context: Context, at: int) -> dt.date:
    """The day of writing, or `Unresolved`."""
    now = context.now(at)
    if now is None:
        raise Unresolved
    return now


def iso(day: dt.date) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def year_text(year: int) -> str:
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def same_day(year: int, day: dt.date) -> dt.date:
    """The day of another year with the same month and day; 29 February becomes the 28th."""
    return dt.date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


# ---------------------------------------------------------------- dates


class DateResolver:
    """Fills in what a `Date` leaves open."""

    def __init__(self, date: Date, context: Context, start: int, end: int) -> None:
        self.date, self.context, self.start, self.end = date, context, start, end
        self.stated: dict[str, int | str] = {}
        self.inferred: dict[str, int | str] = {}
        self.anchor: str | None = None

    def reading(self) -> Reading | None:
        value = self._value()
        if value is None:
            return None
        return Reading(value, self.stated, self.inferred, self.anchor)

    def _now(self) -> dt.date:
        now = need(self.context, self.start)
        self.anchor = self.anchor or PUBLISHED
        return now

    def _focus(self, precisions: frozenset[str]) -> Anchor:
        anchor = self.context.last(self.start, precisions) or self.context.last(self.start, precisions, reach=8)
        if anchor is None:
            if self.context.anchors:
                raise Unresolved
            now = need(self.context, self.start)
            anchor = Anchor(now, now, "day", 0, 0)
            self.anchor = PUBLISHED
        else:
            self.anchor = anchor.name
        return anchor

    def _value(self) -> str | None:
        date = self.date
        if date.festival:
            return self._timed(self._festival())
        if date.lunar:
            return self._lunar()
        if date.same_period:
            return self._same_period()
        if date.ordinal:
            return self._ordinal()
        if date.days is not None or (date.day is not None and date.weekday is not None) or date.weekday or date.day:
            return self._timed(self._day())
        if date.weeks is not None or date.weekend:
            return self._week()
        if date.clock or (date.part and not (date.month or date.months is not None)):
            return self._timed(self._implied_day())
        if date.month is not None or date.months is not None:
            return self._month_value()
        return self._year_value()

    # -- days

    def _day(self) -> dt.date:
        date = self.date
        hint: dt.date | None = None
        if date.days is not None:
            hint = self._counted_day(date.days)
        elif date.weekday is not None:
            if date.day is None:
                return self._weekday()
            if date.weeks is not None:
                hint = self._weekday()
        if date.day is None:
            assert hint is not None
            return hint
        self.stated["day"] = date.day
        year, month = self._year(), self._month()
        if year is None:
            if month is not None:
                return self._month_day(month, date.day, hint)
            return self._bare_day(date.day, hint)
        if month is None:
            raise Unresolved
        return dt.date(year, month, date.day)

    def _counted_day(self, days: int) -> dt.date:
        self.stated["days"] = days
        if self.date.anaphoric:
            base = self._focus(_DAY)
            day = base.end + dt.timedelta(days=days)
        else:
            day = self._speaking_day(days) + dt.timedelta(days=days)
        self.inferred |= {"year": day.year, "month": day.month, "day": day.day}
        return day

    def _speaking_day(self, days: int) -> dt.date:
        """今天 in somebody's words is the day they were said, when the text gives that day."""
        now = self._now()
        if days:
            return now
        spoken = self.context.spoken_on(self.start)
        if spoken is None or not 0 < (now - spoken.end).days <= 3:
            return now
        self.anchor = spoken.name
        return spoken.end

    def _weekday(self) -> dt.date:
        date = self.date
        now = self._now()
        number = date.weekday or 1
        self.stated["weekday"] = number
        if date.weeks is not None:
            self.stated["weeks"] = date.weeks
            day = now + dt.timedelta(days=number - now.isoweekday() + 7 * date.weeks)
        else:
            back = (now.isoweekday() - number) % 7
            ahead = (number - now.isoweekday()) % 7
            future = self.context.future(self.start, self.end) or self._begins()
            day = now + dt.timedelta(days=ahead) if future else now - dt.timedelta(days=back)
        self.inferred |= {"year": day.year, "month": day.month, "day": day.day}
        return day

    def _begins(self) -> bool:
        """Whether 起 stands right behind: what begins is mostly still to come."""
        return self.context.text[self.end - 1] in "起前"

    def _month_day(self, month: int, day: int, hint: dt.date | None) -> dt.date:
        """A month and a day without a year: by the hint, the text's own year, or the day of writing."""
        if hint is None:
            focus = self._narrative_year(month, day)
            if focus is not None:
                return focus
            hint = self._now()
            year = self._likely_year(hint, month, day)
        else:
            year = min((hint.year - 1, hint.year, hint.year + 1), key=lambda y: abs(_safe(y, month, day) - hint))
        self.inferred["year"] = year
        return dt.date(year, month, day)

    def _likely_year(self, now: dt.date, month: int, day: int | None) -> int:
        """The year of a month (and day) that names none; 29 February belongs to a leap year."""
        year = self._nearest_year(now, month, day)
        while (month, day) == (2, 29) and not isleap(year):
            year -= 1
        return year

    def _nearest_year(self, now: dt.date, month: int, day: int | None) -> int:
        anchor = self.context.last(self.start, _MONTH, reach=0, background=True)
        if anchor is not None and anchor.begin > now and (month, day or 31) < (now.month, now.day):
            return anchor.begin.year + ((month, day or 31) < (anchor.begin.month, anchor.begin.day))
        ahead = (_safe(now.year, month, day or 1) - now).days
        if self.context.backward:
            return now.year - (ahead > 0)
        if -45 <= ahead <= 45:
            return now.year
        future, past = self.context.future(self.start, self.end), self.context.past(self.start, self.end)
        if ahead > 0:
            return now.year - 1 if not future and (ahead > 210 or past) else now.year
        return now.year + 1 if not past and (future or ahead < -280) else now.year

    def _narrative_year(self, month: int, day: int | None) -> dt.date | None:
        """The year of a story told earlier in the text, when this date carries it on."""
        now = self.context.now(self.start)
        anchor = self.context.last(self.start, _MONTH, reach=2)
        if anchor is None or (now is not None and anchor.begin.year >= now.year):
            return None
        year = anchor.begin.year
        if (anchor.begin.month, anchor.begin.day) > (month, day or 31):
            return None
        if now is not None and now.year - year == 1 and self.context.sentence(anchor.start) != self.context.sentence(self.start):
            return None
        self.anchor = anchor.name
        self.inferred["year"] = year
        return dt.date(year, month, day or 1)

    def _bare_day(self, day: int, hint: dt.date | None) -> dt.date:
        if hint is None:
            anchor = self.context.last(self.start, _DAY, reach=1)
            now = self.context.now(self.start)
            if anchor is not None and (now is None or (now - anchor.begin).days > 45) and day >= anchor.begin.day:
                self.anchor = anchor.name
                found = anchor.begin.replace(day=day)
                self.inferred |= {"year": found.year, "month": found.month}
                return found
            found = self._near_day(day)
        else:
            found = min(_month_candidates(hint, day), key=lambda c: abs(c - hint))
        self.inferred |= {"year": found.year, "month": found.month}
        return found

    def _near_day(self, day: int) -> dt.date:
        """A bare day of the present: it goes on from a day of the same sentence, else is the last one or the next."""
        now = self._now()
        candidates = _month_candidates(now, day)
        anchor = self.context.last(self.start, _DAY, reach=0)
        if anchor is not None and abs((now - anchor.begin).days) <= 31:
            forward = [c for c in candidates if 0 <= (c - anchor.begin).days <= 7]
            if forward:
                return forward[0]
        if self.context.future(self.start, self.end) or self._begins():
            return next(c for c in candidates if c >= now)
        past = [c for c in candidates if c <= now + dt.timedelta(days=1)][-1]
        following = next(c for c in candidates if c > now)
        soon = (following - now).days <= 5 and (now - past).days >= 22
        return following if soon and not self.context.past(self.start, self.end) else past

    def _implied_day(self) -> dt.date:
        """The day of a clock time or a part of the day that stands alone."""
        anchor = self.context.last(self.start, _DAY, reach=1)
        if anchor is not None:
            self.anchor = anchor.name
            day = anchor.end
        else:
            day = self._now()
        self.inferred |= {"year": day.year, "month": day.month, "day": day.day}
        return day

    def _timed(self, day: dt.date | None) -> str | None:
        if day is None:
            raise Unresolved
        date = self.date
        if date.later:
            self.stated["later"] = date.later
            day += dt.timedelta(days=date.later)
        if date.part:
            self.stated["part"] = date.part
        if date.clock is None:
            return iso(day)
        hour, minute, second = date.clock
        self.stated |= {"hour": hour, "minute": minute}
        if date.part in ("afternoon", "evening") and 1 <= hour < 12:
            hour += 12
        elif date.part in ("night", "midnight") and 5 <= hour <= 12:
            hour += 12  # 24:00 stays on its day
        elif date.part == "noon" and hour < 4:
            hour += 12
        elif date.part == "evening" and hour == 12:
            hour = 24
        tail = f":{second:02d}" if second is not None else ""
        return f"{iso(day)}T{hour:02d}:{minute:02d}{tail}"

    # -- years and months

    def _year(self) -> int | None:
        date = self.date
        if date.year is not None:
            self.stated["year"] = date.year
            return date.year
        if date.short_year is not None:
            self.stated["year"] = date.short_year
            number = date.short_year
            if number >= 100 and (self.context.roc or number < 200):
                year = number + ROC_OFFSET
            elif number >= 100:
                year = number
            elif self.context.roc and number > 30:
                year = number + ROC_OFFSET
            else:
                year = number + (2000 if number < 50 else 1900)
            self.inferred["year"] = year
            return year
        if date.years is not None:
            if date.years == "new":
                now = self._now()
                year = now.year if now.month <= 6 else now.year + 1
            elif date.anaphoric:
                year = self._focus(_YEAR).begin.year + int(date.years)
            else:
                year = self._base_year() + int(date.years)
            self.stated["years"] = date.years
            self.inferred["year"] = year
            return year
        if date.months is not None:
            year, _ = self._counted_month(date.months)
            return year
        return None

    def _base_year(self) -> int:
        """上年 beside another year is the one before that."""
        if self.context.text.startswith(("上年", "上一年"), self.start):
            anchor = self.context.last(self.start, _YEAR, reach=0)
            if anchor is not None:
                self.anchor = anchor.name
                return anchor.end.year
        return self._now().year

    def _month(self) -> int | None:
        date = self.date
        if date.month is not None:
            self.stated["month"] = date.month
            return date.month
        if date.months is not None:
            _, month = self._counted_month(date.months)
            return month
        return None

    def _counted_month(self, months: int) -> tuple[int, int]:
        base = self._focus(_MONTH).begin if self.date.anaphoric else self._now()
        year, month = add_months(base.year, base.month, months)
        self.stated["months"] = months
        self.inferred |= {"year": year, "month": month}
        return year, month

    def _month_value(self) -> str:
        month, year = self._month(), self._year()
        assert month is not None
        if year is None:
            narrative = self._narrative_year(month, None)
            year = narrative.year if narrative else self._likely_year(self._now(), month, None)
            self.inferred["year"] = year
        last = monthrange(year % 400 + 2000, month)[1]
        stem = f"{year_text(year)}-{month:02d}"
        section = self.date.section or self.date.half
        if section:
            self.stated["section"] = section
        match section:
            case "first":
                return f"{stem}-01/{stem}-10"
            case "second":
                return f"{stem}-11/{stem}-20"
            case "third":
                return f"{stem}-21/{stem}-{last:02d}"
            case "m1":
                return f"{stem}-01/{stem}-15"
            case "m2":
                return f"{stem}-16/{stem}-{last:02d}"
        return stem

    def _year_value(self) -> str | None:
        date = self.date
        year = self._year()
        if date.section in ("first", "second", "third") or (
            date.section and year is None and self.context.text[self.start : self.end].startswith("月")
        ):
            return replace_month(self)
        if date.half in ("m1", "m2"):
            return replace_month(self)
        if date.quarters is not None:
            now = self._now()
            self.stated["quarters"] = date.quarters
            anchor = self.context.last(self.start, frozenset({"quarter"}), reach=4)
            if anchor is not None and date.quarters < 0:
                now, self.anchor = anchor.begin, anchor.name
            y, m = add_months(now.year, now.month, 3 * date.quarters)
            if date.section in ("early", "late"):
                return f"{y:04d}-{(m - 1) // 3 * 3 + (1 if date.section == 'early' else 3):02d}"
            return f"{y:04d}-{33 + (m - 1) // 3}"
        if date.half in ("w1", "w2"):
            now = self._now()
            monday = now - dt.timedelta(days=now.isoweekday() - 1)
            a, b = (0, 3) if date.half == "w1" else (3, 6)
            return f"{iso(monday + dt.timedelta(days=a))}/{iso(monday + dt.timedelta(days=b))}"
        if year is None:
            now = self._now()
            year = now.year
            if date.quarter and date.quarter > (now.month - 1) // 3 + 2 and not self.context.future(self.start, self.end):
                year -= 1
            self.inferred["year"] = year
        return self._part_of_year(year)

    def _part_of_year(self, year: int) -> str:
        date = self.date
        stem = year_text(year)
        if date.quarter:
            self.stated["quarter"] = date.quarter
            if date.section in ("early", "late"):
                self.stated["section"] = date.section
                return f"{stem}-{3 * date.quarter - (2 if date.section == 'early' else 0):02d}"
            return f"{stem}-{32 + date.quarter}"
        if date.season:
            self.stated["season"] = date.season
            return f"{stem}-{date.season}"
        if date.half:
            self.stated["half"] = date.half
            return f"{stem}-01/{stem}-06" if date.half == "h1" else f"{stem}-07/{stem}-12"
        if date.section:
            self.stated["section"] = date.section
        match date.section:
            case "early":
                return f"{stem}-01/{stem}-03"
            case "mid":
                return f"{stem}-06/{stem}-07"
            case "late":
                return f"{stem}-12"
        return stem

    # -- weeks, ordinals, lunar

    def _week(self) -> str:
        now = self._now()
        weeks = self.date.weeks
        if weeks is None:
            weeks = 0 if self.context.future(self.start, self.end) or now.isoweekday() >= 5 else -1
        else:
            self.stated["weeks"] = weeks
        monday = now + dt.timedelta(days=1 - now.isoweekday() + 7 * weeks)
        first = monday + dt.timedelta(days=5) if self.date.weekend else monday
        return f"{iso(first)}/{iso(monday + dt.timedelta(days=6))}"

    def _ordinal(self) -> str | None:
        date = self.date
        assert date.ordinal is not None
        number, unit = date.ordinal
        base = replace(date, ordinal=None, clock=None, part=None, count=1)
        if base == Date():
            now = self._now()
            months = {"Q": 3, "M": 1}.get(unit, 0) * (number + date.count - 1)
            over = months > now.month + 2 and not self.context.future(self.start, self.end)
            base = Date(years=-1 if over else 0)
        reading = _resolve(base, self.context, self.start, self.end)
        if reading is None or reading.value is None:
            return None
        self.stated, self.inferred, self.anchor = reading.stated, reading.inferred, reading.anchor
        self.stated |= {"ordinal": number, "unit": unit}
        value = EDTF.parse(reading.value)
        found = _nth(value.begin, value.end, number, unit, date.count)
        if found is not None and len(found) == 10 and unit == "D":
            return self._timed(dt.date.fromisoformat(found))
        return found

    def _festival(self) -> dt.date | None:
        assert self.date.festival is not None
        self.stated["festival"] = self.date.festival
        year = self._year()
        if year is not None:
            return festival_day(self.date.festival, year)
        now = self._now()
        days = [day for y in (now.year - 1, now.year, now.year + 1) if (day := festival_day(self.date.festival, y))]
        if not days:
            return None
        future = self.context.future(self.start, self.end)
        cost = (1.0, 0.4) if future else (1.0, 1.3)
        day = min(days, key=lambda d: (now - d).days * cost[0] if d <= now else (d - now).days * cost[1])
        self.inferred |= {"year": day.year}
        return day

    def _lunar(self) -> str | None:
        date = self.date
        if date.month is None:
            return None
        self.stated |= {"lunar": 1, "month": date.month}
        year = self._year()
        if year is None:
            now = self._now()
            options = [(y, d) for y in (now.year - 1, now.year, now.year + 1) if (d := lunar_day(y, date.month, date.day or 1, date.leap))]
            if not options:
                raise Unresolved
            future = self.context.future(self.start, self.end)
            year, _ = min(options, key=lambda o: (now - o[1]).days if o[1] <= now else (o[1] - now).days * (0.4 if future else 1.1))
            self.inferred["year"] = year
        if date.day is None:
            span = lunar_month(year, date.month, date.leap)
            if span is None:
                raise Unresolved
            return f"{iso(span[0])}/{iso(span[1])}"
        self.stated["day"] = date.day
        return self._timed(lunar_day(year, date.month, date.day, date.leap))

    def _same_period(self) -> str | None:
        """去年同期: the period the text speaks of, in the year named."""
        year = self._year()
        assert year is not None
        anchor = self.context.last(self.start, frozenset({"month", "quarter", "half", "interval"}), reach=1)
        if anchor is None:
            return year_text(year)
        self.anchor = anchor.name
        begin, end = same_day(year - (anchor.end.year - anchor.begin.year), anchor.begin), same_day(year, anchor.end)
        if anchor.precision == "month":
            return f"{year:04d}-{begin.month:02d}"
        if anchor.precision == "quarter":
            return f"{year:04d}-{33 + (begin.month - 1) // 3}"
        return f"{iso(begin)}/{iso(end)}"


def replace_month(resolver: DateResolver) -> str:
    """月底, 下旬: of the month that the text speaks of, else of the month of writing."""
    date, context = resolver.date, resolver.context
    resolver.date = replace(date, months=0)
    return resolver._month_value()


def _safe(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, monthrange(year, month)[1]))


def _month_candidates(near: dt.date, day: int) -> list[dt.date]:
    found = []
    for months in (-2, -1, 0, 1, 2):
        year, month = add_months(near.year, near.month, months)
        if day <= monthrange(year, month)[1]:
            found.append(dt.date(year, month, day))
    return found


def _nth(begin: Day, end: Day, number: int, unit: str, count: int) -> str | None:
    """The n-th unit (or `count` of them) of a stretch, from its end when n is negative."""
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
    if unit == "D":
        day = first + dt.timedelta(days=number - 1) if number > 0 else last - dt.timedelta(days=count - 1)
        return iso(day) if count == 1 else f"{iso(day)}/{iso(day + dt.timedelta(days=count - 1))}"
    return None


# ---------------------------------------------------------------- other meanings


def _era(era: Era, context: Context, at: int) -> Reading | None:
    stated: dict[str, int | str] = {}
    anchor = None
    century = era.century
    if century is not None and century < 0:
        first, last = 1 - (-century * 100), 1 - (-century * 100 - 99)
        return Reading(f"{year_text(first)}/{year_text(last)}", {"century": century})
    hundred: int | None = None
    if century is not None:
        hundred = century - 1
        stated["century"] = century
    elif era.centuries is not None:
        hundred = need(context, at).year // 100 + era.centuries
        stated["centuries"] = era.centuries
        anchor = PUBLISHED
    decade = era.decade
    if decade is None:
        assert hundred is not None
        value = _part_of_century(hundred, era)
        return Reading(value, stated, {}, anchor)
    stated["decade"] = decade
    inferred: dict[str, int | str] = {}
    if decade >= 1000:
        first = decade
    else:
        if hundred is None:
            now = context.now(at)
            hundred = 20 if now is not None and decade <= now.year % 100 and decade <= 20 else 19
            inferred["century"] = hundred + 1
        first = hundred * 100 + decade
    if era.section:
        stated["section"] = era.section
        a, b = {"early": (0, 2), "mid": (4, 6), "late": (7, 9)}[era.section]
        return Reading(f"{first + a:04d}/{first + b:04d}", stated, inferred, anchor)
    if era.last_decade is not None and era.last_decade > decade:
        return Reading(f"{first:04d}/{first + era.last_decade - decade + 9:04d}", stated, inferred, anchor)
    return Reading(f"{first // 10:03d}X", stated, inferred, anchor)


def _part_of_century(hundred: int, era: Era) -> str:
    if era.half:
        return f"{hundred:02d}00/{hundred:02d}49" if era.half == "c1" else f"{hundred:02d}50/{hundred:02d}99"
    match era.section:
        case "early":
            return f"{hundred:02d}0X"
        case "mid":
            return f"{hundred:02d}50~"
        case "late":
            return f"{hundred:02d}9X"
    return f"{hundred:02d}XX"


def iso_duration(quantity: Quantity) -> str:
    """The ISO 8601 duration of a quantity: P3Y, PT5H, P2.5M, P8DT20H."""
    days, clock = "", ""
    for number, half, unit in ((quantity.low, quantity.half, quantity.unit), *quantity.rest):
        match unit:
            case "Q":
                days += f"{number * 3}M"
            case "C":
                days += f"{50 if half and not number else number * 100}Y"
            case "h" | "m" | "s":
                clock += f"{number}.5{unit.upper()}" if half else f"{number}{unit.upper()}"
            case _:
                days += f"{number}.5{unit}" if half else f"{number}{unit}"
    return f"P{days}T{clock}" if clock else f"P{days}"


def _moved(day: dt.date, quantity: Quantity, number: int, sign: int) -> tuple[str, dt.date]:
    """The day that lies `number` units away, as a value of the unit's precision, and as a day."""
    unit = quantity.unit
    if unit in "YC":
        years = number * (100 if unit == "C" else 1)
        months = 6 if quantity.half and unit == "Y" else 50 * 12 if quantity.half else 0
        if months:
            year, month = add_months(day.year, day.month, sign * (years * 12 + months))
            value = f"{year:04d}-{month:02d}" if unit == "Y" else f"{year:04d}"
            return value, dt.date(year, month, 1)
        year = day.year + sign * years
        if not 1 <= year <= 9999:
            raise Unresolved
        return year_text(year), same_day(year, day)
    if unit in "MQ":
        months = number * (3 if unit == "Q" else 1)
        year, month = add_months(day.year, day.month, sign * months)
        moved = _safe(year, month, day.day)
        if quantity.half:
            moved += dt.timedelta(days=15 * sign)
            return iso(moved) + "~", moved
        return f"{year:04d}-{month:02d}", moved
    if unit in "WD":
        days = number * (7 if unit == "W" else 1)
        moved = day + dt.timedelta(days=sign * days)
        return iso(moved) + ("~" if unit == "W" else ""), moved
    raise Unresolved


def _shift(shift: Shift, context: Context, start: int, end: int) -> Reading:
    base = need(context, start) if context.now(start) else None
    anchor = PUBLISHED
    quantity = shift.quantity
    if shift.anaphoric:
        if _hangs_on_event(context, start):
            raise Unresolved
        precisions = _YEAR if quantity.unit in "YC" else _DAY
        focus = context.last(start, precisions)
        if focus is None and not context.future(start, end):
            focus = context.last(start, precisions, reach=8)
        if focus is not None:
            base, anchor = focus.end, focus.name
    if base is None:
        raise Unresolved
    stated: dict[str, int | str] = {"amount": quantity.low, "unit": quantity.unit}
    if shift.same_day and shift.sign > 0:
        return Reading(iso(need(context, start)), stated, {}, PUBLISHED)
    if shift.same_day and quantity.unit == "Y":
        return Reading(iso(same_day(base.year - quantity.low, base)), stated, {}, anchor)
    low, _ = _moved(base, quantity, quantity.low, shift.sign)
    if quantity.high != quantity.low:
        high, _ = _moved(base, quantity, quantity.high, shift.sign)
        return Reading("/".join(sorted((low.rstrip("~"), high.rstrip("~")))), stated, {}, anchor)
    if quantity.about and not low.endswith("~"):
        low += "~"
    return Reading(low, stated, {}, anchor)


def _hangs_on_event(context: Context, start: int) -> bool:
    """Whether N年后 counts from the event named right before it: 柏林墙倒塌30年后."""
    before = context.text[start - 1 : start]
    return before.isalpha() and before not in "在于将约的是到和与，就即便仅而又年月日了则"


def _window(window: Window, context: Context, start: int, end: int) -> Reading:
    now = need(context, start)
    quantity = window.quantity
    stated: dict[str, int | str] = {"amount": quantity.low, "unit": quantity.unit}
    ahead = window.direction == "future"
    if window.direction == "within":
        text = context.text[start:end]
        ahead = text.endswith("内") and not context.past(start, end)
    there, moved = _moved(now, quantity, quantity.high if ahead else quantity.low, 1 if ahead else -1)
    here = there and {"Y": f"{now.year:04d}", "C": f"{now.year:04d}"}.get(quantity.unit) or (
        f"{now.year:04d}-{now.month:02d}" if quantity.unit in "MQ" else iso(now)
    )
    if quantity.half and quantity.unit in "YM":
        here = f"{now.year:04d}-{now.month:02d}" if quantity.unit == "Y" else iso(now)
    there = there.rstrip("~")
    if ahead:
        return Reading(f"{here}/{there}", stated, {}, PUBLISHED)
    about = "~" if window.nearly or quantity.about else ""
    return Reading(f"{there}{about}/{here}", stated, {}, PUBLISHED)


def _anniversary(meaning: Anniversary, context: Context, start: int, end: int) -> Reading:
    """The origin: N years before the year that the sentence speaks of, else before the year of writing."""
    now = context.now(start)
    year, anchor = None, PUBLISHED
    known = context.last(start, _YEAR, reach=0)
    if known is not None and known.begin.year == known.end.year:
        is_origin = now is not None and abs(known.begin.year + meaning.number - now.year) <= 1 and meaning.number > 1
        if not is_origin:
            year, anchor = known.begin.year, known.name
    if year is None:
        year = need(context, start).year
    origin = year - meaning.number
    return Reading(year_text(origin), {"years": meaning.number}, {"year": origin}, anchor)


def _span(span: Span, context: Context, start: int, end: int) -> Reading | None:
    if span.begin is None:
        assert span.end is not None
        reading = _resolve(span.end, context, start, end)
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
        first = _resolve(span.begin, context, start, end)
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
        if span.now and isinstance(span.begin, Date) and span.begin == Date(years=0):
            first.value = f"{begin}-01-01/{iso(need(context, start))}"
        elif span.now:
            first.value = f"{begin}/{_now_like(first.value, need(context, start))}"
        elif span.exclusive and len(begin) in (4, 7) and begin.isascii():
            first.value = f"{_unit_after(begin)}/.."
        else:
            first.value = f"{begin}/.."
        return first
    return _closed(span, first, context, start, end)


def _ends_later(context: Context, start: int, end: int) -> bool:
    """Whether the sentence behind 自X goes on to say until when, so that X is only where it begins."""
    stop = context.sentence_end(end)
    rest = context.text[end : min(stop, end + 40)]
    return rest.startswith("的") or _UNTIL.search(rest) is not None


def _closed(span: Span, first: Reading, context: Context, start: int, end: int) -> Reading | None:
    """Both ends said: the second takes from the first what it leaves open."""
    assert span.end is not None and first.value is not None
    last_meaning = span.end
    known = EDTF.parse(first.value)
    if isinstance(last_meaning, Date) and isinstance(span.begin, Date):
        last_meaning = _carried(last_meaning, span.begin, known)
    if isinstance(last_meaning, Era) and isinstance(span.begin, Era) and last_meaning.century is None:
        if last_meaning.centuries is None and known.begin.year < 2000:
            last_meaning = replace(last_meaning, century=known.begin.year // 100 + 1)
    last = _resolve(last_meaning, context, start, end)
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


def _now_like(value: str, now: dt.date) -> str:
    """The day of writing, as fine as `value` is; a year of the present counts to the day."""
    begin = value.split("/")[0].rstrip("~")
    if len(begin) == 4 and begin.isdigit():
        return f"{now.year:04d}"
    if len(begin) == 7 and "/" not in value:
        return f"{now.year:04d}-{now.month:02d}"
    return iso(now)


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
