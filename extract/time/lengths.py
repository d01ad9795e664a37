"""Lengths of time that place something: N years ago, the past N years, N years since."""

from __future__ import annotations

import datetime as dt

from .context import PUBLISHED, Context
from .meaning import Anniversary, Shift, Window
from .tokens import Quantity
from .values import DAY, YEAR, Reading, Unresolved, add_months, clamped, iso, need, parts, same_day, year_text


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
        moved = clamped(year, month, day.day)
        if quantity.half:
            moved += dt.timedelta(days=15 * sign)
            return iso(moved) + "~", moved
        return f"{year:04d}-{month:02d}", moved
    if unit in "WD":
        days = number * (7 if unit == "W" else 1)
        moved = day + dt.timedelta(days=sign * days)
        return iso(moved) + ("~" if unit == "W" else ""), moved
    raise Unresolved


def resolve_shift(shift: Shift, context: Context, start: int, end: int) -> Reading:
    base = need(context, start) if context.now(start) else None
    anchor = PUBLISHED
    quantity = shift.quantity
    if shift.anaphoric:
        if _hangs_on_event(context, start):
            raise Unresolved
        precisions = YEAR if quantity.unit in "YC" else DAY
        focus = context.last(start, precisions)
        if focus is None and not context.future(start, end):
            focus = context.last(start, precisions, reach=8)
        if focus is not None:
            base, anchor = focus.end, focus.name
        elif quantity.unit in "YC" and quantity.low >= 20 and not context.future(start, end):
            raise Unresolved  # 60年后, 两党再度握手: counted from what the text does not date
    if base is None or (shift.sign < 0 and context.text[start - 1 : start] == "的" and quantity.unit in "WDhms"):
        raise Unresolved  # 就任的两天前 hangs on an event
    stated: dict[str, int | str] = {"amount": quantity.low, "unit": quantity.unit}
    if shift.same_day and shift.sign > 0:
        today = iso(need(context, start))
        return Reading(today, stated, parts(today), PUBLISHED)
    if shift.same_day and quantity.unit == "Y":
        then = iso(same_day(base.year - quantity.low, base))
        return Reading(then, stated, parts(then), anchor)
    low, _ = _moved(base, quantity, quantity.low, shift.sign)
    if quantity.high != quantity.low:
        high, _ = _moved(base, quantity, quantity.high, shift.sign)
        return Reading("/".join(sorted((low.rstrip("~"), high.rstrip("~")))), stated, {}, anchor)
    if quantity.about and not low.endswith("~"):
        low += "~"
    return Reading(low, stated, parts(low), anchor)


def _hangs_on_event(context: Context, start: int) -> bool:
    """Whether N年后 counts from the event named right before it: 柏林墙倒塌30年后."""
    before = context.text[start - 1 : start]
    return before.isalpha() and before not in "在于将约的是到和与，就即便仅而又年月日了则"


_LENGTHS = {("Y", False): 4, ("C", False): 4, ("C", True): 4, ("Y", True): 7, ("M", False): 7, ("Q", False): 7}
"""How much of `YYYY-MM-DD` the present end of a window shows, by its unit and whether there is a half of it."""


def resolve_window(window: Window, context: Context, start: int, end: int) -> Reading:
    now = need(context, start)
    quantity = window.quantity
    stated: dict[str, int | str] = {"amount": quantity.low, "unit": quantity.unit}
    ahead = window.direction == "future"
    if window.direction == "within":
        text = context.text[start:end]
        if text.endswith("间"):
            raise Unresolved  # 八年间: of something else
        ahead = text.endswith("内") and not context.past(start, end)
    there, _ = _moved(now, quantity, quantity.high if ahead else quantity.low, 1 if ahead else -1)
    here = iso(now)[: _LENGTHS.get((quantity.unit, quantity.half), 10)]
    there = there.rstrip("~")
    if ahead:
        return Reading(f"{here}/{there}", stated, {}, PUBLISHED)
    about = "~" if window.nearly or quantity.about else ""
    return Reading(f"{there}{about}/{here}", stated, {}, PUBLISHED)


def resolve_anniversary(meaning: Anniversary, context: Context, start: int, end: int) -> Reading:
    """The origin: N years before the year that the sentence speaks of, else before the year of writing."""
    now = context.now(start)
    year, anchor = None, PUBLISHED
    known = context.last(start, YEAR, reach=0)
    if known is not None and known.begin.year == known.end.year:
        is_origin = now is not None and abs(known.begin.year + meaning.number - now.year) <= 1 and meaning.number > 1
        if not is_origin:
            year, anchor = known.begin.year, known.name
    if year is None:
        year = need(context, start).year
    origin = year - meaning.number
    if origin <= 0:
        origin += 1  # counted without a year 0, written with one: 551 BC is -0550
    return Reading(year_text(origin), {"years": meaning.number}, {"year": origin}, anchor)
