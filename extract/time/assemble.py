"""Productions of the first step: tokens → dates, eras, ranges, quantities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from .meaning import Date, Era, Span
from .tokens import Quantity, Token

_SECTIONS: Final = {"初": "early", "央": "mid", "底": "late"}
_PLAIN: Final = {
    "年": "year", "月": "month", "日": "day", "旬": "section", "终": "section", "半": "half", "节": "festival",
    "钟": "clock", "时": "clock", "晨": "part", "周": "weeks", "序": "ordinal",
}  # fmt: skip

_FIXED: Final[dict[str, dict[str, Any]]] = {"农": {"lunar": True}, "比": {"same_period": True}}


def assemble(tokens: Sequence[Token]) -> Date | None:
    """The date that says what all the tokens say; None when two of them contradict each other."""
    if any(token.kind == "几" and token.value[0] < 10 for token in tokens):
        return None  # 一年七夕 is no year 1
    said: dict[str, Any] = {}
    for token in tokens:
        for name, value in _says(token, said).items():
            if said.get(name, value) != value and name not in ("part",):
                return None
            said[name] = value
    return Date(**said)


def _says(token: Token, said: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Date` that one token fills, given what was said before it."""
    kind, value = token.kind, token.value
    if kind in _PLAIN:
        return {_PLAIN[kind]: value}
    if kind in _SECTIONS:
        return {"section": _SECTIONS[kind]}
    if kind == "当" and said:
        later = {"later": value[0]} if value[0] else {}
        return later | ({"part": value[1]} if value[1] else {})
    if kind == "该" and "month" in said:
        return {}
    if kind in "今当":
        offset, part = value
        anaphoric = {"anaphoric": True} if kind == "当" else {}
        return {"days": offset, **({"part": part} if part else {}), **anaphoric}
    if kind in "岁同":
        return {"years": value, **({"anaphoric": True} if kind == "同" else {})}
    if kind in "本该":
        return {"months": value, **({"anaphoric": True} if kind == "该" else {})}
    return _says_more(token, said)


def _says_more(token: Token, said: dict[str, Any]) -> dict[str, Any]:
    kind, value = token.kind, token.value
    match kind:
        case "几":
            return {"short_year": value[0]}
        case "数":
            # 八月十五 without 日 is the lunar calendar's way of speaking, unless a numbered year stands before.
            lunar = {"lunar": True} if value[1] == "十五" and "year" not in said else {}
            return {"day": value[0], **lunar} if "month" in said else {"month": value[0]}
        case "朔":
            return {"year": value[0], "month": value[1]}
        case "整":
            return {"year": value[0], "month": value[1], "day": value[2]}
        case "曜":
            return {"weekday": value[1], **({} if value[0] is None else {"weeks": value[0]})}
        case "末":
            return {"weekend": True, **({} if value is None else {"weeks": value})}
        case "季":
            return {"quarter": value[0]} if value[0] else {"quarters": value[1]}
        case "春":
            return {"season": value % 100, **({"years": value // 100 - 2} if value > 100 else {})}
        case "腊":
            return {"month": value[0], "leap": value[1], "lunar": True}
        case "晚":
            return {"part": {"晚": "evening", "夜": "night", "午": "noon"}.get(value, "morning")}
        case "番":
            return {"ordinal": (value[0], f"{value[1]}")}
        case "廿":
            return {"day": value, "lunar": True}
    return _FIXED.get(kind, {})


_UNIT_OFFSETS: Final = {"日": "days", "月": "months", "年": "years"}


def bracketed(tokens: Sequence[Token]) -> Date | None:
    """今（16）日, 本（3）月, 去（2021）年: an offset with the number it comes to."""
    offset = tokens[0].value[0]
    number = next(token.value[0] for token in tokens if token.kind == "数")
    unit = next(token.value for token in tokens if token.kind == "尽")
    rest = assemble([token for token in tokens[4:] if token.kind in "晨晚钟时"])
    if rest is None:
        return None
    if unit == "年":
        return Date(year=number) if 1000 <= number <= 2200 else None
    if unit == "月":
        return Date(month=number, months=offset) if number <= 12 else None
    return replace(rest, days=offset, day=number) if number <= 31 else None


def short_year(tokens: Sequence[Token]) -> Date | None:
    """97年 where it can be nothing but a year."""
    return assemble(tokens) if tokens[0].value[2] else None


def early_or_late(tokens: Sequence[Token]) -> Date | None:
    """今年早些时候: some part of the unit, so that it stays the unit."""
    return assemble(tokens[:-1]) if tokens[-1].value in ("early", "late") else None


def era(tokens: Sequence[Token]) -> Era | None:
    said: dict[str, Any] = {}
    for token in tokens:
        if token.kind == "世":
            sort, number = token.value
            said["century" if sort == "number" else "centuries"] = number
        elif token.kind == "代":
            said["decade"], said["last_decade"] = token.value
        elif token.kind == "几":
            said["first_years"] = token.value[0]
        elif token.kind in _SECTIONS:
            said["section"] = _SECTIONS[token.kind]
        elif token.kind == "半":
            if token.value not in ("c1", "c2", "h1", "h2"):
                return None
            said["half"] = "c" + token.value[1]
    return Era(**said)


def elliptic_range(tokens: Sequence[Token]) -> Span | None:
    """1-3日, 9至10月, 2019—2021年: the unit stands only at the end."""
    at = next(index for index, token in enumerate(tokens) if token.kind in "至、")
    unit = next(token.kind for token in tokens[at + 1 :] if token.kind in "年几月日数")
    head = [token for token in tokens[:at] if token.kind != "数"]
    low = next(token for token in tokens[:at] if token.kind == "数").value
    number, raw = low
    if unit in "年几" or (unit == "数" and not head):
        if len(raw) != 4 or not 1000 <= number <= 2200:
            return None
        tail = [Token("年", t.start, t.end, t.value[0]) if t.kind == "数" else t for t in tokens[at + 1 :]]
        last = tail[0].value if tail[0].kind == "年" else tail[0].value[0]
        last = last + number // 100 * 100 if last < 100 else last
        if not number < last <= 2200:
            return None
        return Span(Date(year=number), Date(year=last))
    limit = 12 if unit == "月" else 31
    if not 1 <= number <= limit:
        return None
    begin = assemble([*head, Token(unit if unit != "数" else "日", 0, 0, number)])
    end = assemble([Token("日", t.start, t.end, t.value[0]) if t.kind == "数" else t for t in tokens[at + 1 :]])
    return None if begin is None or end is None else Span(begin, end)


def elliptic_clock(tokens: Sequence[Token]) -> Span | None:
    """0—24时, 晚上9~11点: the hours of one day."""
    at = next(index for index, token in enumerate(tokens) if token.kind == "数")
    head = [token for token in tokens[:at] if token.kind != "的"]
    first, last = tokens[at].value[0], tokens[-1].value
    if not 0 <= first < last[0] <= 24:
        return None
    begin = assemble([*head, Token("钟", 0, 0, (first, 0, None))])
    end = assemble([*(t for t in head if t.kind in "晨晚"), tokens[-1]])
    return None if begin is None or end is None else Span(begin, end)


def two_running(tokens: Sequence[Token]) -> Span:
    """今明两天, 今明两年."""
    unit, first, last = tokens[0].value
    if unit == "Y":
        return Span(Date(years=first), Date(years=last))
    return Span(Date(days=first), Date(days=last))


def quantity_range(tokens: Sequence[Token]) -> Quantity | None:
    """3-5年, 三至五个月."""
    if any(token.kind == "几" and token.value[2] for token in tokens):
        return None  # 82年至85年
    low, last = tokens[0].value, tokens[-1].value
    number = low[0] if tokens[0].kind in "数几" else low.low
    if tokens[-1].kind == "几":
        high, unit = last[0], "Y"
    elif tokens[-1].kind == "日":
        high, unit = last, "D"
    else:
        high, unit = last.high, last.unit
    return Quantity(number, high, unit) if 0 < number < high else None


def year_part_alone(tokens: Sequence[Token]) -> Date | None:
    """年底, 年内: 年中 without its year mostly names a kind of meeting or report."""
    return assemble(tokens) if tokens[0].value != "mid" else None


def counted(tokens: Sequence[Token]) -> Date | None:
    """今年前三个月, 前三季度, 去年的最后两周: so many units from the beginning or the end."""
    token = tokens[-1]
    front = tokens[-2]
    if token.kind == "季":
        if token.value[0] is None:
            return None
        count, unit = token.value[0], "Q"
    elif token.kind == "月":
        count, unit = token.value, "M"
    else:
        quantity: Quantity = token.value
        if quantity.low != quantity.high or quantity.half:
            return None
        count, unit = quantity.low, quantity.unit
    base = assemble([t for t in tokens[:-2] if t.kind != "的"])
    if base == Date() and (unit not in "QM" or count < 2 or front.value not in ("前", "头", "首", "仅")):
        return None  # 登机前三天内, 选前一周: counted from something else
    if base is None or unit not in "QMWD":
        return None
    first = (1, unit) if front.kind != "尾" else (-1, unit)
    return replace(base, ordinal=first, count=count)


def season_alone(tokens: Sequence[Token]) -> Date | None:
    """今春, 去冬: a season without its year is no time."""
    return assemble(tokens) if tokens[0].value > 100 else None
