"""Fiscal years: the months of a 财年 or 财政年度, where the text says whose it is.

Sources: the budget laws of the governments named. A year of two numbers (2021/22) begins in the first;
one of a single number is named after the year in which it ends (美国, 澳大利亚) or begins (日本, 香港).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ...edtf import EDTF
from .context import Context
from .meaning import Date, Meaning, Span
from .values import Reading, add_months
from .vocabulary import tuple_of

_MARKS: Final = ("财年", "财政年度", "年度财政")
_UNTIL: Final = r"\((?:截至|截止)(?:到)?((?:19|20)\d\d)年(\d{1,2})月"


class Calendar(NamedTuple):
    """The month in which a fiscal year begins, and whether its number is that of the year it ends in."""

    month: int
    named_by_end: bool


_US: Final = Calendar(10, named_by_end=True)
_SPRING: Final = Calendar(4, named_by_end=False)
_SUMMER: Final = Calendar(7, named_by_end=True)
_OWNERS: Final[dict[str, Calendar]] = {
    **dict.fromkeys(tuple_of("美国 美军 美联邦 联邦政府 白宫 五角大楼 国防授权法 美政府 美财政部"), _US),
    **dict.fromkeys(tuple_of("香港 港府 特区政府 日本 日政府 防卫省 新加坡 加拿大 印度 英国"), _SPRING),
    **dict.fromkeys(tuple_of("澳大利亚 澳洲 新西兰 巴基斯坦 孟加拉国 埃及"), _SUMMER),
    "泰国": Calendar(10, named_by_end=True),
}
_FIRM: Final = ("公司", "集团", "营收", "净利", "股份", "企业", "财报", "零售商")
"""Firms choose their own years."""
_AMBIGUOUS: Final = frozenset(("印度", "英国"))
"""Of these a single number is used both ways."""


def resolve_fiscal(meaning: Meaning, context: Context, start: int, end: int) -> Reading | None:
    """The months of a fiscal year or its quarter or half; None when it is none, or nobody's in particular."""
    words = context.text[start : end + 2]
    if not any(mark in words for mark in _MARKS):
        return None
    years = _years(meaning)
    if years is None:
        return None
    first, last, date = years
    until = re.match(_UNTIL, context.text[end : end + 16])
    if until is not None and last is None:
        final = int(until[1]) * 12 + int(until[2]) - 1
        length = 3 if date.quarter else 6 if date.half else 12
        return _stretch(final - length + 1, length, {"year": first})
    calendar = _calendar(context, start, end, single=last is None)
    if calendar is None or (last is not None and last != first + 1):
        return None
    if last is None and calendar.named_by_end:
        first -= 1
    month, length = first * 12 + calendar.month - 1, 12
    if date.quarter:
        month, length = month + 3 * (date.quarter - 1), 3
    elif date.half in ("h1", "h2"):
        month, length = month + (6 if date.half == "h2" else 0), 6
    elif date.ordinal is not None:
        month, length = month, 3 * date.count
    return _stretch(month, length, {"year": first})


def _stretch(month: int, length: int, stated: dict[str, int | str]) -> Reading:
    """So many months from a month counted from the year 0."""
    year, first = divmod(month, 12)
    last_year, last = add_months(year, first + 1, length - 1)
    value = f"{year:04d}-{first + 1:02d}/{last_year:04d}-{last:02d}"
    return Reading(str(EDTF.parse(value)), stated | {"fiscal": 1})


def _years(meaning: Meaning) -> tuple[int, int | None, Date] | None:
    """The number of the year, the second number if there are two, and the date."""
    if isinstance(meaning, Span) and isinstance(meaning.begin, Date) and isinstance(meaning.end, Date):
        first, last = meaning.begin.year, meaning.end.year
        plain = meaning.begin == Date(year=first) and meaning.end == Date(year=last)
        return (first, last, meaning.begin) if plain and first is not None and last is not None else None
    if not isinstance(meaning, Date) or meaning.year is None or meaning.month is not None or meaning.section:
        return None
    if meaning.ordinal is not None and meaning.ordinal != (1, "Q"):
        return None
    return meaning.year, None, meaning


@lru_cache(maxsize=1)
def _owner() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_OWNERS, key=lambda name: (-len(name), name))))


def _calendar(context: Context, start: int, end: int, single: bool) -> Calendar | None:
    """Whose year it is: the owner named next to it in its sentence, the nearest one before it first."""
    before = context.text[max(context.sentence_start(start), start - 40) : start]
    behind = context.text[end : min(context.sentence_end(end), end + 24)]
    if any(firm in before or firm in behind for firm in _FIRM):
        return None
    owner = _owner()
    found = owner.findall(before)[-1:] or owner.findall(behind)[:1]
    if not found or (single and found[0] in _AMBIGUOUS):
        return None
    return _OWNERS[found[0]]
