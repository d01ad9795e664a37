"""Productions of the second step: points, quantities and function words → meanings."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from .grammar import Produce
from .meaning import About, Anniversary, Date, Duration, Meaning, Recurrence, Shift, Span, Window
from .tokens import Quantity, Token


def points_of(tokens: Sequence[Token]) -> list[Meaning]:
    return [token.value for token in tokens if token.kind == "点"]


def quantity_of(tokens: Sequence[Token]) -> Quantity | None:
    """The quantity among the tokens, wherever it stands as 期, 几 or 日."""
    for token in tokens:
        if token.kind == "期":
            value: Quantity = token.value
            return value
        if token.kind == "几":
            return Quantity(token.value[0], token.value[0], "Y")
    return None


def closed(tokens: Sequence[Token]) -> Meaning | None:
    """1月3日至5日; a dash between a day and a year (12月31日 - 2020年…) joins nothing."""
    first, last = points_of(tokens)
    if isinstance(first, Span) or isinstance(last, Span):
        return None
    if isinstance(first, Date) and isinstance(last, Date) and first.day is not None and _only_a_year(last):
        return None
    return Span(first, last)


def _only_a_year(date: Date) -> bool:
    return date in (Date(year=date.year), Date(years=date.years))


def either(tokens: Sequence[Token]) -> Meaning | None:
    """今年8月或9月: two places of the same sort, taken as the span of both."""
    first, last = points_of(tokens)
    if not (isinstance(first, Date) and isinstance(last, Date)):
        return None
    return None if first == Date(part=first.part) else Span(first, last)


def since(tokens: Sequence[Token]) -> Meaning | None:
    point = points_of(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None, now=True)


def begun(tokens: Sequence[Token]) -> Meaning | None:
    point = points_of(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None)


def begun_loosely(tokens: Sequence[Token]) -> Meaning | None:
    """自7月初: open at the end unless the sentence goes on to say until when (`Span.ends_later`)."""
    point = points_of(tokens)[0]
    if isinstance(point, Span) or (isinstance(point, Date) and point.clock is not None):
        return None
    return Span(point, None, loose=True)


def within(tokens: Sequence[Token]) -> Meaning | None:
    point = points_of(tokens)[0]
    return None if isinstance(point, Date) and point.day is not None else point


def until(tokens: Sequence[Token]) -> Meaning | None:
    point = points_of(tokens)[0]
    return None if isinstance(point, Span) else Span(None, point)


def before(tokens: Sequence[Token]) -> Meaning | None:
    point = points_of(tokens)[0]
    return None if isinstance(point, Span) else Span(None, point, exclusive=tokens[-1].value in ("之前", "以前"))


def after(tokens: Sequence[Token]) -> Meaning | None:
    point = points_of(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None, exclusive=tokens[-1].value in ("之后", "以后"))


def about(tokens: Sequence[Token]) -> Meaning | None:
    return About(points_of(tokens)[0])


def shifted(sign: int) -> Produce:
    def produce(tokens: Sequence[Token]) -> Meaning | None:
        quantity = quantity_of(tokens)
        return None if quantity is None else Shift(quantity, sign, anaphoric=sign > 0)

    return produce


def shifted_to_today(tokens: Sequence[Token]) -> Meaning | None:
    """二十年前的今天 is that day; 二十年后的今天 is the day of writing."""
    quantity = quantity_of(tokens)
    if quantity is None or points_of(tokens)[0] != Date(days=0):
        return None
    sign = -1 if any(token.kind in "前先" for token in tokens) else 1
    return Shift(quantity, sign, same_day=True)


def years_before(tokens: Sequence[Token]) -> Meaning | None:
    """70年前的10月1日: a date in the year that lies so far back."""
    quantity, point = quantity_of(tokens), points_of(tokens)[0]
    if quantity is None or quantity.unit != "Y" or quantity.low != quantity.high or not isinstance(point, Date):
        return None
    if point.month is None or point.year is not None or point.years is not None:
        return None
    return replace(point, years=-quantity.low)


def window(direction: str) -> Produce:
    def produce(tokens: Sequence[Token]) -> Meaning | None:
        quantity = quantity_of(tokens)
        if quantity is None:
            return None
        near = tokens[0].kind in "近约" and tokens[0].value in ("近", "将近") and tokens[-1].kind == "来"
        return Window(quantity, direction, nearly=near and quantity.low >= 10)

    return produce


def anniversary(tokens: Sequence[Token]) -> Meaning | None:
    return Anniversary(next(token.value for token in tokens if token.kind == "庆"))


def duration(tokens: Sequence[Token]) -> Meaning | None:
    quantity = quantity_of(tokens)
    return None if quantity is None else Duration(quantity)


def compound(tokens: Sequence[Token]) -> Meaning | None:
    """8天20小时: quantities of ever smaller units, taken together."""
    parts = [quantity for token in tokens if (quantity := quantity_of([token]))]
    if len({part.unit for part in parts}) < len(parts):
        return None
    parts.sort(key=lambda part: "YQMWDhms".find(part.unit))
    return Duration(parts[0]._replace(rest=tuple((part.low, part.half, part.unit) for part in parts[1:])))


def clock_range(tokens: Sequence[Token]) -> Meaning | None:
    """从下午两点到四点: at least one end has a date or a part of the day; the other takes it over."""
    ends = [token for token in tokens if token.kind in "点时"]
    first, last = (token.value if token.kind == "点" else Date(clock=token.value) for token in ends)
    if not (isinstance(first, Date) and isinstance(last, Date) and first.clock and last.clock):
        return None
    if first.part and not last.part and last.days is None:
        last = replace(last, part=first.part)
    return Span(first, last)


def clock_bound(tokens: Sequence[Token]) -> Meaning | None:
    """十二点之后, 十点左右: the word behind shows that it is a time of day."""
    date = Date(clock=next(token.value for token in tokens if token.kind == "时"))
    match tokens[-1].kind:
        case "先":
            return Span(None, date)
        case "继" | "起":
            return Span(date, None)
    return date


def between(tokens: Sequence[Token]) -> Meaning | None:
    """2015年和2018年之间."""
    if tokens[-1].value not in ("之间", "间"):
        return None
    return closed(tokens)


def recurrence(tokens: Sequence[Token]) -> Meaning | None:
    last = tokens[-1]
    if tokens[0].kind == "恒":
        return Recurrence(tokens[0].value)
    quantity = quantity_of([last])
    if quantity is not None:
        return Recurrence(f"P{quantity.low}{quantity.unit}")
    point = last.value
    if isinstance(point, Date):
        if point.weekday or point.weekend:
            return Recurrence("P1W")
        if point.month or point.festival or point.season:
            return Recurrence("P1Y")
        if point.day:
            return Recurrence("P1M")
        return Recurrence("P1D")
    return None
