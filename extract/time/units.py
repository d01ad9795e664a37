"""Numerals with their units → tokens: years, months, days, quarters, decades, and quantities."""

from __future__ import annotations

import re
from typing import Final

from ..scanning import matches_at
from .eras import FIRST_YEARS, LONGEST
from .guards import refuses
from .numerals import is_digit_string, parse_number
from .tokens import Quantity, Token
from .vocabulary import tuple_of

_HAN: Final = "[〇零○一二三四五六七八九十百千万廿卅卌两俩仨几数半]"
_NUMBER: Final = (
    r"(?:(?<![\d.A-Za-z])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?[百千万亿]?"
    rf"|(?<!{_HAN}){_HAN}++)"
)
"""Possessive, and only at the beginning of a run: long runs of numerals cost no backtracking."""
_UNIT: Final = (
    "个?世纪|年代|周年|财政年度|财年|年度|年|个?季度|季|月份|月|个?星期|个?礼拜|周|日|号|天"
    "|个?小时|个?钟头|分钟|秒钟?|个?多世纪"
)
_NUMERAL = re.compile(rf"(第)?({_NUMBER})([余多来]?) ?(个?)([余多]?)(半?)(?:({_UNIT})|(?=\s*[-—–~～至到、/日)]|$))")
_BEGIN: Final = re.compile(rf"[第\d{_HAN[1:]}")
_MONTH_NEXT: Final = re.compile(r"的?(?:\d|[一二三四五六七八九十正腊冬]){1,2}月")
_UNITS: Final = {
    "年": "Y", "季度": "Q", "季": "Q", "月": "M", "星期": "W", "礼拜": "W", "周": "W", "日": "D", "天": "D",
    "小时": "h", "钟头": "h", "分钟": "m", "秒": "s", "秒钟": "s", "世纪": "C",
}  # fmt: skip


def numerals(text: str) -> list[Token]:
    """The tokens of numerals, with a unit or bare, that no guard refuses."""
    found = []
    for match in matches_at(_BEGIN, _NUMERAL, text):
        unit = match[7]
        if unit is None:
            number = parse_number(match[2])
            if number is not None and not match[1] and not (match[3] or match[4] or match[5] or match[6]):
                found.append(Token("数", match.start(), match.end(), (number, match[2])))
            continue
        token = _with_unit(text, match, unit)
        if token is not None and not refuses(text, token.start, token.end, token.kind, unit):
            found.append(token)
    return found


def _with_unit(text: str, match: re.Match[str], unit: str) -> Token | None:
    """The token of a numeral and its unit."""
    ordinal, raw, more, counter, more2, half, _ = match.groups()
    start, end = match.span()
    if unit == "年代" and text.startswith(("表", "理", "替", "价", "码", "言", "办", "工"), end):
        unit, end = "年", end - 1  # 2001年代表
    if unit.startswith("个"):
        counter, unit = "个", unit[1:]
    if unit.startswith("多"):
        more2, unit = "多", unit[1:]
    vague = bool(more or more2)
    if unit == "年代":
        return _decade(start, end, raw)
    number = parse_number(raw)
    plain = not (vague or counter or half) and number is not None
    if ordinal:
        return _ordinal(start, end, number, unit, plain or bool(counter))
    longer = text[end : end + 1] in ("半", "多", "余") and text[end + 1 : end + 2] not in ("年", "个", "天", "月", "次")
    if plain and number is not None and not longer:
        token = _calendar(text, start, end, raw, number, unit)
        if token is not None:
            return token
        if unit in ("季", "月份", "号", "年度"):
            return None
    return _quantity(text, start, end, raw, unit, vague, bool(half))


def _ordinal(start: int, end: int, number: int | None, unit: str, plain: bool) -> Token | None:
    if number is None or not plain:
        return None
    if unit in ("季度", "季"):
        return Token("季", start, end, (number, None)) if 1 <= number <= 4 else None
    if unit in ("天", "日", "周", "星期", "礼拜", "月", "年"):
        return Token("序", start, end, (number, _UNITS[unit]))
    return None


def _calendar(text: str, start: int, end: int, raw: str, number: int, unit: str) -> Token | None:
    """Numbers that name a place on the calendar: years, months, days, quarters, decades …"""
    if unit in ("年", "年度", "财年", "财政年度"):
        return _year(text, start, end, raw, number, unit)
    if unit in ("月", "月份"):
        if text[start - 1 : start] == "闰" and number <= 12:
            return Token("腊", start - 1, end, (number, True))
        return Token("月", start, end, number) if 1 <= number <= 12 else None
    if unit == "日" and _is_length(text, start, end, raw):
        return None
    if unit in ("日", "号"):
        return Token("日", start, end, number) if 1 <= number <= 31 and raw not in ("两", "俩") else None
    if unit == "世纪":
        before = 3 if text[max(0, start - 3) : start] in ("公元前", "西元前") else 0
        return Token("世", start - before, end, ("number", -number if before else number)) if number <= 30 else None
    if unit == "周年":
        return Token("庆", start, end, number)
    if unit in ("季度", "季"):
        front = text[start - 1 : start] in ("前", "头", "首") or text.startswith(("末", "报"), end)
        return Token("季", start, end, (number, None)) if 1 <= number <= 4 and (unit == "季度" or front) else None
    return None


_LENGTH_BEFORE: Final = tuple_of(
    "未来 今后 过去 连续 一连 为期 长达 历时 足足 整整 不到 超过 近 达 共 每 连 展开 结束 进行"
)
_LENGTH_BEHIND: Final = tuple_of("连 内 以内 之内 后 前 来 之久 游 之旅 期 行程 时间 之后 访问")


def _is_length(text: str, start: int, end: int, raw: str) -> bool:
    """Whether N日 is a number of days: 一连三日, 三日后, 为期5日, 10日内."""
    if text[max(0, start - 2) : start].endswith(_LENGTH_BEFORE[:-3]):
        return True
    if text[end + 1 : end + 2] in ("夜", "晚") and parse_number(text[end]) is not None:
        return True  # 5日4夜
    if raw.isascii():
        return text.startswith(("内", "以内", "之内", "之久", "游"), end)
    if text[start - 1 : start] == "月":
        return False
    return text[max(0, start - 2) : start].endswith(_LENGTH_BEFORE) or text.startswith(_LENGTH_BEHIND, end)


def _decade(start: int, end: int, raw: str) -> Token | None:
    """80年代, 1990年代, 五六十年代 (two decades): the first and the last decade."""
    if len(raw) == 3 and raw[2] == "十" and (low := parse_number(raw[0])) and (high := parse_number(raw[1])):
        return Token("代", start, end, (low * 10, high * 10)) if low < high else None
    number = parse_number(raw)
    if number is None or number % 10 or not (number < 100 or 1000 <= number <= 2100):
        return None
    return Token("代", start, end, (number, number))


_FOUNDED: Final = ("建党", "建国", "建交", "建军", "建校", "建政", "诞辰", "诞生", "回归", "建院", "建厂", "复交")
_OCCASION: Final = ("之际", "诞辰", "华诞", "大庆", "庆典")
_NOT_ANNIVERSARY: Final = ("来", "以来", "前", "后", "之", "以", "内", "间", "里", "老店", "大计", "多", "奋斗")


def _year(text: str, start: int, end: int, raw: str, number: int, unit: str) -> Token | None:
    for length in range(min(LONGEST, start), 1, -1):
        era = text[start - length : start]
        if era in FIRST_YEARS:
            return Token("年", start - length, end, FIRST_YEARS[era] + number - 1)
        if era in ("公元前", "西元前"):
            return Token("年", start - length, end, 1 - number)
        if era in ("公元", "西元"):
            return Token("年", start - length, end, number)
    if text.startswith(_OCCASION, end):
        return Token("庆", start, end, number)
    if text[max(0, start - 2) : start] in _FOUNDED and not text.startswith(_NOT_ANNIVERSARY, end):
        return Token("庆", start, end, number)
    if (
        len(raw) == 2
        and ("两" in raw or text.startswith(_LENGTH_BEHIND, end))
        and _bounds(raw) not in (None, (number, number, False))
    ):
        return None  # 一两年, 三四年后
    if number % 1000 == 0 and text.startswith(_AGE_BEHIND, end):
        return None  # 2000年历史
    digits = is_digit_string(raw)
    by_value = not raw.isascii() and 1000 < number < 2100 and number % 1000
    if (len(raw) == 4 and digits and 1000 <= number <= 2999) or by_value:
        return Token("年", start, end, number)
    if number in (1000, 2000) and _MONTH_NEXT.match(text, end):
        return Token("年", start, end, number)
    if unit != "年":
        short = (len(raw) == 2 and digits) or (unit == "年度" and 100 <= number <= 130)
        return Token("几", start, end, (number, raw, True)) if short else None
    if len(raw) == 2 and digits and raw[0] in "0〇零":
        return Token("年", start, end, 2000 + number)
    if number < 1000 and len(raw) <= 4:
        return Token("几", start, end, (number, raw, _is_short_year(text, start, end, raw, number)))
    return None


_AGE_BEHIND: Final = tuple_of("历史 的历史 文明 古 以上 之久 文化")
_BEFORE_SHORT_YEAR: Final = frozenset(",。;:(“、 \n从自于在到至")
_NO_SHORT_YEAR: Final = (*_LENGTH_BEHIND, *tuple_of("的 间 里 中 历史 之 租 期 监 刑 老 寿 有 如 不 没 未"))


def _is_short_year(text: str, start: int, end: int, raw: str, number: int) -> bool:
    """Whether 97年 is the year 1997: two digits, no round number, where a date can begin and no length is meant."""
    if not raw.isascii() or len(raw) != 2 or number < 60 or number % 10 == 0:
        return False
    return (start == 0 or text[start - 1] in _BEFORE_SHORT_YEAR) and not text.startswith(_NO_SHORT_YEAR, end)


def _quantity(text: str, start: int, end: int, raw: str, unit: str, vague: bool, half: bool) -> Token | None:
    if unit in ("年度", "财年", "财政年度"):
        return None
    unit = "庆" if unit == "周年" else _UNITS.get(unit, "")
    bounds = _bounds(raw)
    if not unit or bounds is None:
        return None
    if unit == "M" and "个" not in text[start:end]:
        return None
    if text[end : end + 1] == "半" and text[end + 1 : end + 2] not in ("年", "个", "天", "月"):
        half, end = True, end + 1
    elif text[end : end + 1] in ("多", "余"):
        vague, end = True, end + 1
    low, high, about = bounds
    if unit == "庆":
        return Token("庆", start, end, low)
    if raw == "半":
        low, high, half = 0, 0, True
    return Token("期", start, end, Quantity(low, high, unit, about or vague, half))


def _bounds(raw: str) -> tuple[int, int, bool] | None:
    """Lowest and highest number meant: 几 is 3-9, 十几 11-19, 两三 2-3."""
    if raw in ("几", "数"):
        return 3, 9, True
    if raw == "半":
        return 0, 0, False
    if raw[0] in "几数" and len(raw) == 2 and (unit := parse_number(raw[1])):
        return unit * 2, unit * 9, True
    if raw[-1] in "几数" and (number := parse_number(raw[:-1])):
        return number, number + 9, True
    if len(raw) == 2 and all(char in "一二两三四五六七八九" for char in raw):
        low, high = parse_number(raw[0]), parse_number(raw[1])
        if low and high and low < high <= low + 2:
            return low, high, True
    number = parse_number(raw)
    return None if number is None else (number, number, False)
