"""The year and the month of a date: stated, counted, told by the story, or the likeliest."""

from __future__ import annotations

import datetime as dt
from calendar import isleap, monthrange

from msgspec.structs import replace

from .context import PUBLISHED, Anchor, Context
from .eras import ROC_OFFSET
from .meaning import Date
from .values import MONTH, YEAR, Unresolved, add_months, clamped, iso, need, year_text


class YearResolver:
    """Fills in the year and the month that a `Date` leaves open; `values.Reading` tells what it filled in."""

    def __init__(self, date: Date, context: Context, start: int, end: int) -> None:
        self.date, self.context, self.start, self.end = date, context, start, end
        self.stated: dict[str, int | str] = {}
        self.inferred: dict[str, int | str] = {}
        self.anchor: str | None = None

    def _now(self) -> dt.date:
        now = need(self.context, self.start)
        self.anchor = self.anchor or PUBLISHED
        return now

    def _focus(self, precisions: frozenset[str]) -> Anchor:
        last = self.context.last
        anchor = last(self.start, precisions) or last(self.start, precisions, reach=1, background=True)
        anchor = anchor or last(self.start, precisions, reach=8)
        if anchor is None:
            if self.context.anchors:
                raise Unresolved
            now = need(self.context, self.start)
            anchor = Anchor(now, now, "day", 0, 0)
            self.anchor = PUBLISHED
        else:
            self.anchor = anchor.name
        return anchor

    def _likely_year(self, now: dt.date, month: int, day: int | None) -> int:
        """The year of a month (and day) that names none; 29 February belongs to a leap year."""
        year = self._nearest_year(now, month, day)
        while (month, day) == (2, 29) and not isleap(year):
            year -= 1
        return year

    def _nearest_year(self, now: dt.date, month: int, day: int | None) -> int:
        ahead = (clamped(now.year, month, day or 1) - now).days
        if self.context.backward:
            return now.year - (ahead > 0)
        if -45 <= ahead <= 45:
            return now.year
        anchor = self.context.last(self.start, MONTH, reach=0, background=True)
        if anchor is not None and anchor.begin > now and ahead < 0:
            return anchor.begin.year + ((month, day or 31) < (anchor.begin.month, anchor.begin.day))
        future, past = self.context.future(self.start, self.end), self.context.past(self.start, self.end)
        if ahead > 0:
            return now.year - 1 if not future and (ahead > 210 or past) else now.year
        near = day is not None and ahead < -280  # 1月1日 in December; 1月 alone is mostly the one past
        return now.year + 1 if not past and (future or near) else now.year

    def _narrative_year(self, month: int, day: int | None) -> dt.date | None:
        """The year of a story told earlier in the text, when this date carries it on."""
        now = self.context.now(self.start)
        anchor = self.context.last(self.start, MONTH, reach=2)
        if anchor is None or (now is not None and anchor.begin.year >= now.year):
            return None
        year = anchor.begin.year
        if (anchor.begin.month, anchor.begin.day) > (month, day or 31):
            return None
        elsewhere = self.context.sentence(anchor.start) != self.context.sentence(self.start)
        if now is not None and elsewhere:
            days = (now - clamped(now.year, month, day or now.day)).days
            same_month = anchor.precision == "month" and anchor.begin.month == month
            same_month = same_month and "\n" not in self.context.text[anchor.stop : self.start]
            if now.year - year == 1 or (0 <= days <= 10 and not same_month):
                return None  # the report's own news, not the story's
        self.anchor = anchor.name
        self.inferred["year"] = year
        return dt.date(year, month, day or 1)

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
                year = self._focus(YEAR).begin.year + int(date.years)
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
            anchor = self.context.last(self.start, YEAR, reach=0)
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
        base = self._focus(MONTH).begin if self.date.anaphoric else self._now()
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
            return self._part_of_this_month()
        if date.half in ("m1", "m2"):
            return self._part_of_this_month()
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
            far = date.quarter is not None and date.quarter > (now.month - 1) // 3 + 2
            if far and not self.context.future(self.start, self.end):
                year -= 1
            self.inferred["year"] = year
        return self._part_of_year(year)

    def _part_of_this_month(self) -> str:
        """月底, 下旬: of the month of writing."""
        self.date = replace(self.date, months=0)
        return self._month_value()

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
