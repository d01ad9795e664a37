"""A `Date` → its value: days, weeks, festivals, and whatever else stands on the calendar."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from msgspec.structs import replace

from ...edtf import EDTF
from .context import PUBLISHED, Anchor, Context
from .eras import LUNAR_REIGNS
from .festivals import festival_day
from .lunar import lunar_day, lunar_month
from .meaning import Date
from .qing import FIRST_YEAR
from .values import DAY, Reading, Unresolved, clamped, iso, month_candidates, nth_unit, same_day, year_text
from .years import YearResolver

_UNDATED = re.compile(
    r"(?:[案事]发|出事|抵达|到达|上任|[就到离]任|就职|当选|获释|[去逝]世|[开闭]幕|开业|成立|发生)的?$"
)
"""What happened on 当晚 and 当天, right in front of them."""
_AND = frozenset(("和", "与", "及", "以及", "、", "或", "跟", "同"))


def resolve_date(date: Date, context: Context, start: int, end: int) -> Reading | None:
    """The reading of a date at [start, end). Raises `Unresolved` without an anchor."""
    return DateResolver(date, context, start, end).reading()


class DateResolver(YearResolver):
    """Fills in what a `Date` leaves open."""

    def reading(self) -> Reading | None:
        value = self._value()
        if value is None:
            return None
        return Reading(value, self.stated, self.inferred, self.anchor)

    def _value(self) -> str | None:
        date = self.date
        if date.festival:
            return self._timed(self._festival())
        if date.lunar or (date.month is not None and date.year is not None and self._in_reign()):
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
            base = self._focus(DAY)
            if self.anchor == PUBLISHED and (
                days or _UNDATED.search(self.context.text, max(0, self.start - 4), self.start)
            ):
                raise Unresolved  # it hangs on something that the text does not date
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
            year = min((hint.year - 1, hint.year, hint.year + 1), key=lambda y: abs(clamped(y, month, day) - hint))
        self.inferred["year"] = year
        return dt.date(year, month, day)

    def _bare_day(self, day: int, hint: dt.date | None) -> dt.date:
        if hint is None:
            anchor = self.context.last(self.start, DAY, reach=1)
            now = self.context.now(self.start)
            if anchor is not None and self._goes_on(anchor, day, now):
                self.anchor = anchor.name
                found = anchor.begin.replace(day=day)
            else:
                found = self._near_day(day)
        else:
            found = min(month_candidates(hint, day), key=lambda c: abs(c - hint))
        self.inferred |= {"year": found.year, "month": found.month}
        return found

    def _goes_on(self, anchor: Anchor, day: int, now: dt.date | None) -> bool:
        """Whether a bare day belongs to the month of a story told just before."""
        begin = anchor.begin
        if not begin.day <= day <= monthrange(begin.year, begin.month)[1]:
            return False
        if now is None:
            return True
        elsewhere = self.context.sentence(anchor.start) != self.context.sentence(self.start)
        fresh = 0 <= now.day - day <= 3  # the report's own news
        return (now - begin).days > 45 and not (elsewhere and fresh)

    def _near_day(self, day: int) -> dt.date:
        """A bare day of the present: it goes on from a day of the same sentence, else is the last one or the next."""
        now = self._now()
        candidates = month_candidates(now, day)
        anchor = self.context.last(self.start, DAY, reach=0)
        if anchor is not None and self.context.text[anchor.stop : self.start] in _AND:
            forward = [c for c in month_candidates(anchor.end, day) if c > anchor.end]
            self.anchor = anchor.name
            return forward[0]  # 4月10日和24日
        if anchor is not None and abs((now - anchor.begin).days) <= 31:
            forward = [c for c in candidates if 0 <= (c - anchor.begin).days <= 7]
            tomorrow = now + dt.timedelta(days=1)
            going_on = anchor.end >= now - dt.timedelta(days=1) or self.context.future(self.start, self.end)
            if forward and (forward[0] <= tomorrow or going_on):
                return forward[0]
        future = self.context.future(self.start, self.end)
        fresh = any(0 < (now - c).days <= 2 for c in candidates)  # 17日起, read on the 18th
        if future or (self._begins() and not fresh):
            return next(c for c in candidates if c >= now)
        past = [c for c in candidates if c <= now + dt.timedelta(days=1)][-1]
        following = next(c for c in candidates if c > now)
        soon = (following - now).days <= 5 and (now - past).days >= 22
        return following if soon and not self.context.past(self.start, self.end) else past

    def _implied_day(self) -> dt.date:
        """The day of a clock time or a part of the day that stands alone."""
        anchor = self.context.last(self.start, DAY, reach=1)
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
        reading = resolve_date(base, self.context, self.start, self.end)
        if reading is None or reading.value is None:
            return None
        self.stated, self.inferred, self.anchor = reading.stated, reading.inferred, reading.anchor
        self.stated |= {"ordinal": number, "unit": unit}
        value = EDTF.parse(reading.value)
        found = nth_unit(value.begin, value.end, number, unit, date.count)
        if found is not None and len(found) == 10 and unit not in "QMW":
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

    def _in_reign(self) -> bool:
        """Whether the date is one of the old calendar: 光绪二十四年八月初六; digits count months of the new one."""
        words = self.context.text[self.start : self.end]
        return any(words[at : at + 2] in LUNAR_REIGNS for at in range(3)) and not any(map(str.isdecimal, words))

    def _lunar_year(self, month: int) -> int:
        """The lunar year whose day of that month lies nearest to the day of writing."""
        now, date = self._now(), self.date
        weight = 0.4 if self.context.future(self.start, self.end) else 1.1
        best: tuple[float, int] | None = None
        for year in (now.year - 1, now.year, now.year + 1):
            day = lunar_day(year, month, date.day or 1, date.leap)
            if day is not None:
                away = (now - day).days if day <= now else (day - now).days * weight
                best = min(best or (away, year), (away, year))
        if best is None:
            raise Unresolved
        self.inferred["year"] = best[1]
        return best[1]

    def _lunar(self) -> str | None:
        date = self.date
        if date.month is None:
            return None
        self.stated |= {"lunar": 1, "month": date.month}
        year = self._year()
        if year is None:
            year = self._lunar_year(date.month)
        if date.day is None:
            span = lunar_month(year, date.month, date.leap)
            if span is None:
                return self._about_lunar(year, date.month)
            return f"{iso(span[0])}/{iso(span[1])}"
        self.stated["day"] = date.day
        day = lunar_day(year, date.month, date.day, date.leap)
        return self._about_lunar(year, date.month) if day is None else self._timed(day)

    def _about_lunar(self, year: int, month: int) -> str:
        """A month before the tables: its year; the last months may lie in the next. Days are not guessed."""
        if year >= FIRST_YEAR or (self.date.lunar and self.date.day is not None):
            raise Unresolved
        return year_text(year) if month <= 10 else f"{year_text(year)}/{year_text(year + 1)}"

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
