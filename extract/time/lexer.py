"""Text → content tokens: the words of the vocabulary and the numerals with their units.

Three passes over the text, each linear: one search for all words at once (Aho-Corasick), one
expression for numerals with a unit, one for dates and clocks in digits. Where tokens overlap, the
one that begins first and is longest stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

import ahocorasick_rs

from ..scanning import matches_at
from .eras import FIRST_YEARS, LONGEST, ROC_OFFSET
from .guards import refuses
from .numerals import parse_number
from .tokens import Token
from .units import numerals
from .vocabulary import WEEKDAYS, Entry, words

_DIGITS: Final = re.compile(r"\d+")
_STAMP = re.compile(
    r"(?<![\d./A-Za-z])(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(?<!\d-)((?:19|20)\d\d)([01]\d)([0-3]\d)|(?<!\d-)(1[0-3]\d)([01]\d)([0-3]\d)"
    r"|([0-3]?\d)/([01]?\d)/((?:19|20)\d\d))(?![\d%])"
)
_CLOCK = re.compile(
    r"([\d零〇一二三四五六七八九十两](?<![\d.:+].)(?:(?<=\d)\d?|(?<!\d)[零〇一二三四五六七八九十两]{0,2}))(?:(时|点)(?:(\d{1,2}|[零〇一二三四五六七八九十]{1,3})(分|刻)?"
    r"(?:(\d{1,2}|[一二三四五六七八九十]{1,3})秒)?|(半|整|钟|许|多钟?)?)|:(\d\d)(?::(\d\d))?(?!\d))"
)
_HALF_DAY: Final = re.compile(r" ?([AaPp])(?:\.[Mm]\.|[Mm](?![A-Za-z]))")
_SHORT_DAYS: Final = {"今": 0, "昨": -1, "明": 1, "前": -2, "去": -1, "本": 0, "上": -1, "下": 1}
_SHORT_DAY = re.compile(
    r"[今昨明前去本上下](?:(?=\((?:\d{1,4}|[一二三四五六七八九十廿]{1,3})(?:日|号)?\))"
    r"|(?<![至如当迄古从现于而].)(?:(?<=今)(?=[在于]|将|午|早|上午|下午|凌晨|清晨|傍晚|深夜)|(?<=昨)(?=[在于])))"
)
_AFTER_MONTH = re.compile(
    r"(?<=月)(?:\d{1,2}(?=$|[\s,。、;)的到至晚早上下凌出是])|(?:[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九])"
    r"(?![一二三四五六七八九十百千万亿多余几个名家人分点时岁件次届条项周年月日天号国大强集期元美所位只台辆架艘座层级种款支批倍成米公]))"
)
_SHORT_SEASON = re.compile(r"(?<=年)(?:之|的)?([春夏秋冬])(?=[,。、;) ]|$|至|到|末|之交|起|以来|我|他|她)")
_DECADES = re.compile(r"(?<![\d十])([2-9]0|[二三四五六七八九])(?:年代)?[、和至-]([2-9]0|[三四五六七八九]十)年代")
_NTH_WEEKDAY = re.compile(
    r"(?:第([一二三四五1-5])个?|最后一?个)(?:周|星期|礼拜)([一二三四五六日天])(?![次个届年月大家])"
)
_TITLE: Final = re.compile(r"《[^》\n]{1,80}》")
_YEAR_MONTH = re.compile(
    r"(?<![\d./A-Za-z$¥])((?:19|20)\d\d)[-./](0[1-9]|1[0-2])(?![\d%.]|[-/]\d{1,2}(?!\d)|年|赛季|球季|学年|财年|年度|元|万|亿|倍|版)"
)


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[str], list[Entry]]:
    table = words()
    patterns = sorted(table)
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    return ahocorasick_rs.AhoCorasick(patterns, matchkind=kind), patterns, [table[word] for word in patterns]


def tokenize(text: str) -> list[Token]:
    """The content tokens of normalised text, sorted, without overlaps."""
    if not text:
        return []
    found = _words(text)
    found += _stamps(text)
    found += _year_months(text)
    found += _bare_years(text)
    found += _first_years(text)
    found += _clocks(text)
    found += numerals(text)
    found += _rarer(text)
    found.sort(key=lambda token: (token.start, -token.end))
    kept: list[Token] = []
    end = 0
    for token in found:
        if text[token.start] == "月" and token.kind in "旬廿":
            # 8月中旬, 正月初五: the 月 belongs to what stands before; 月中 may be 8月中国….
            if token.start == end - 1 and token.value != "mid":
                token = token._replace(start=end)
            elif token.kind == "廿":
                continue
        if token.start >= end:
            kept.append(token)
            end = token.end
    titles = [match.span() for match in _TITLE.finditer(text)] if "《" in text else []
    return [token for token in kept if token.kind != "禁" and not _inside(token, titles)]


def _rarer(text: str) -> list[Token]:
    """Two decades at once, days and seasons of one character, the n-th weekday of a month."""
    found = [
        Token("代", *m.span(), (_tens(m[1]), _tens(m[2])))
        for m in (_DECADES.finditer(text) if "年代" in text else ())
        if _tens(m[1]) < _tens(m[2])
    ]
    found += [Token("今", m.start(), m.end(), (_SHORT_DAYS[m[0]], None)) for m in _SHORT_DAY.finditer(text)]
    found += [Token("春", *m.span(), 21 + "春夏秋冬".index(m[1])) for m in _SHORT_SEASON.finditer(text)]
    found += [Token("数", *m.span(), (parse_number(m[0]) or 0, m[0])) for m in _AFTER_MONTH.finditer(text)]
    found += [
        Token("番", *m.span(), ((parse_number(m[1]) or 0) if m[1] else -1, WEEKDAYS[m[2]]))
        for m in _NTH_WEEKDAY.finditer(text)
    ]
    return found


def _tens(raw: str) -> int:
    """七, 七十 and 70 → 70."""
    number = parse_number(raw) or 0
    return number * 10 if number < 10 else number


def _inside(token: Token, spans: list[tuple[int, int]]) -> bool:
    """Whether a token stands in one of the (sorted) spans: names of works in 《》 hold no times."""
    at = bisect_right(spans, (token.start, token.end)) - 1
    return at >= 0 and token.end <= spans[at][1]


def _words(text: str) -> list[Token]:
    automaton, patterns, entries = _automaton()
    found = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        kind, value = entries[index]
        if not refuses(text, start, end, kind, patterns[index]):
            found.append(Token(kind, start, end, value))
        elif patterns[index].startswith("月初"):
            found.append(Token("旬", start, end - 1, "early"))
    return found


def _stamps(text: str) -> list[Token]:
    found = []
    for match in matches_at(_DIGITS, _STAMP, text):
        year, _, month, day, y8, m8, d8, roc, m7, d7, d4, m4, y4 = match.groups()
        y = int(year or y8 or y4 or int(roc or 0) + ROC_OFFSET)
        m, d = int(month or m8 or m7 or m4), int(day or d8 or d7 or d4)
        if 1 <= m <= 12 and 1 <= d <= 31 and 1000 <= y <= 2200:
            found.append(Token("整", match.start(), match.end(), (y, m, d)))
    return found


_BARE_YEAR = re.compile(
    r"(?:展望|回望|回首|告别|迎接|走过|拥抱|迈向|喜迎|奋进|你好,?|再见,?)((?:19|20)\d\d)(?![\d年.%])"
)


def _bare_years(text: str) -> list[Token]:
    """展望2022: a year without 年, where nothing but a year can stand."""
    return [Token("年", *match.span(1), int(match[1])) for match in _BARE_YEAR.finditer(text)]


def _first_years(text: str) -> list[Token]:
    """民国元年, 光绪元年: the first year of an era."""
    found = []
    for match in re.finditer("元年", text):
        for length in range(min(LONGEST, match.start()), 1, -1):
            era = text[match.start() - length : match.start()]
            if era in FIRST_YEARS:
                found.append(Token("年", match.start() - length, match.end(), FIRST_YEARS[era]))
                break
    return found


def _year_months(text: str) -> list[Token]:
    """1999.08, 2021-05, 2021/05: in tables and curricula vitae."""
    return [
        Token("朔", match.start(), match.end(), (int(match[1]), int(match[2])))
        for match in matches_at(_DIGITS, _YEAR_MONTH, text)
    ]


def _clocks(text: str) -> list[Token]:
    found = []
    for match in _CLOCK.finditer(text):
        hour, unit, minute, minute_unit, second, tail, colon_minute, colon_second = match.groups()
        h = parse_number(hour)
        m = parse_number(minute) if minute else 0
        s = parse_number(second) if second else None
        if colon_minute:
            m, s = int(colon_minute), int(colon_second) if colon_second else None
        start, end = match.span()
        half = _HALF_DAY.match(text, end) if colon_minute and h is not None and 1 <= h <= 12 else None
        if half is not None and h is not None:
            h, end = h % 12 + (12 if half[1] in "pP" else 0), half.end()
        if minute_unit == "刻" and m is not None:
            m *= 15
        if tail == "半":
            m = 30
        if h is None or m is None or h > 24 or m > 59 or (s or 0) > 60:
            continue
        weak = not colon_minute and not (minute and minute_unit) and tail not in ("半", "钟", "整", "许", "多钟")
        weak = weak and not (unit == "时" and hour.isdigit())
        if not refuses(text, start, end, "时" if weak else "钟", match.group()):
            found.append(Token("时" if weak else "钟", start, end, (h, m, s)))
    return found
