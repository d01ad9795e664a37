"""The second step of the grammar: points, quantities and function words → whole expressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from .grammar import Grammar, Rule
from .meaning import About, Anniversary, Date, Duration, Meaning, Recurrence, Shift, Span, Window
from .tokens import Quantity, Token


def _points(tokens: Sequence[Token]) -> list[Meaning]:
    return [token.value for token in tokens if token.kind == "点"]


def _quantity(tokens: Sequence[Token]) -> Quantity | None:
    """The quantity among the tokens, wherever it stands as 期, 几 or 日."""
    for token in tokens:
        if token.kind == "期":
            value: Quantity = token.value
            return value
        if token.kind == "几":
            return Quantity(token.value[0], token.value[0], "Y")
    return None


def _only(tokens: Sequence[Token]) -> Meaning | None:
    return _points(tokens)[0]


def _range(tokens: Sequence[Token]) -> Meaning | None:
    first, last = _points(tokens)
    if isinstance(first, Span) or isinstance(last, Span):
        return None
    return Span(first, last)


def _since(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None, now=True)


def _from(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None)


def _until(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(None, point)


def _before(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(None, point, exclusive=tokens[-1].value in ("之前", "以前"))


def _after(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None, exclusive=tokens[-1].kind == "继")


def _about(tokens: Sequence[Token]) -> Meaning | None:
    return About(_points(tokens)[0])


def _shift(sign: int) -> Any:
    def produce(tokens: Sequence[Token]) -> Meaning | None:
        quantity = _quantity(tokens)
        return None if quantity is None else Shift(quantity, sign, anaphoric=sign > 0)

    return produce


def _shift_same_day(tokens: Sequence[Token]) -> Meaning | None:
    quantity = _quantity(tokens)
    if quantity is None or _points(tokens)[0] != Date(days=0):
        return None
    return Shift(quantity, -1, same_day=True)


def _window(direction: str) -> Any:
    def produce(tokens: Sequence[Token]) -> Meaning | None:
        quantity = _quantity(tokens)
        if quantity is None:
            return None
        near = tokens[0].kind in "近约" and tokens[0].value in ("近", "将近") and tokens[-1].kind == "来"
        return Window(quantity, direction, nearly=near and quantity.low >= 10)

    return produce


def _anniversary(tokens: Sequence[Token]) -> Meaning | None:
    return Anniversary(next(token.value for token in tokens if token.kind == "庆"))


def _duration(tokens: Sequence[Token]) -> Meaning | None:
    quantity = _quantity(tokens)
    return None if quantity is None else Duration(quantity)


def _recurrence(tokens: Sequence[Token]) -> Meaning | None:
    last = tokens[-1]
    if tokens[0].kind == "恒":
        return Recurrence(tokens[0].value)
    if last.kind == "期":
        q: Quantity = last.value
        return Recurrence(f"P{q.low}{q.unit}")
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


_Q: Final = "[期几]"

PHRASES: Final = (
    Rule("range", "自?点至点[内间止]?", _range, "interval"),
    Rule("since", "自?点起?来", _since, "interval"),
    Rule("until-now", "自?点起?至?迄", _since, "interval"),
    Rule("from", "[自于]?点起", _from, "interval"),
    Rule("from-open", "自点(?![至的])", _from, "interval"),
    Rule("as-of", "截至?点", _until, "interval"),
    Rule("before", "点[前先]", _before, "interval"),
    Rule("after", "点[后继]", _after, "interval"),
    Rule("about", "约?点约", _about, "date"),
    Rule("point", "点", _only, "date"),
    Rule("point-within", "点内", _only, "date"),
    Rule("ago", f"约?{_Q}[前先]", _shift(-1), "date"),
    Rule("later", f"约?{_Q}[后继]", _shift(1), "date"),
    Rule("ago-today", f"{_Q}[前先]的?点", _shift_same_day, "date"),
    Rule("past-window", f"[近约]{_Q}[来内间]?", _window("past"), "interval"),
    Rule("past-window-since", f"[近约]?{_Q}来", _window("past"), "interval"),
    Rule("next-window", f"未{_Q}内?", _window("future"), "interval"),
    Rule("within", f"{_Q}内", _window("within"), "interval"),
    Rule("anniversary", "庆", _anniversary, "anniversary"),
    Rule("recurrent", "恒的?点?(?:至点)?|每(?:点|期)", _recurrence, "set"),
    Rule("duration", f"{_Q}", _duration, "duration"),
)

GRAMMAR: Final = Grammar(PHRASES)
