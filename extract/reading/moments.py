"""A day, perhaps with a time of day, in any spelling: words → `Moment`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple

from ..normalize import normalize

_ISO: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
    r"(?:[T\s日]*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_HAN: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?(?:[^\d\n]{0,8}?(\d{1,2})[:：时点](\d{2})?)?"
)
_RFC: Final = re.compile(
    r"(\d{1,2})\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(\d{4})"
    r"(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(GMT|UTC|Z|[+-]\d{4})?)?",
    re.I,
)
_MDY: Final = re.compile(
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
    r"(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?",
    re.I,
)
_CTIME: Final = re.compile(
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:[A-Z]{3,4}\s+)?((?:19|20)\d\d)(?!\d)",
    re.I,
)
"""As C prints a time: Tue May  9 10:59:00 2023."""
_DMY: Final = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)(?:\s*[-–]?\s*(\d{1,2}):(\d{2}))?")
_CJK: Final = "[〇零○一二三四五六七八九十廿卅百]"
_MINGUO: Final = re.compile(
    rf"民国\s*(\d{{1,3}}|{_CJK}{{1,6}})\s*年\s*(\d{{1,2}}|{_CJK}{{1,3}})\s*月\s*(\d{{1,2}}|{_CJK}{{1,3}})\s*日"
)
_MINGUO_LABELLED: Final = re.compile(
    r"(?:日期|时间|发布|发文|刊登)[^\d\n]{0,4}(1\d\d)\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})(?!\d)"
)
_COMPACT: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:(\d{2})(\d{2})(\d{2})?)?(?!\d)"
)
_MINGUO_COMPACT: Final = re.compile(r"^(1\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$")
_EPOCH: Final = re.compile(r"^\s*(\d{10}|\d{13})(?:\.\d+)?\s*$")
_CJK_DATE: Final = re.compile(
    r"([一二][〇零○一二三四五六七八九]{3})年([一二三四五六七八九十廿卅]{1,3})月([一二三四五六七八九十廿卅]{1,3})[日号]"
)
_HINT: Final = re.compile(
    r"(?:日期|[时時][间間]|[发發][布文]|刊登)\D{0,4}1\d\d|[1-9１-９][0-9０-９]{3}|民[国國]|[一二][〇零○一二三四五六七八九]{3}年"
)
_FIGURE: Final = re.compile(r"[\d年国國]")
"""What no date is without: one look that spares most lines the longer one."""
_MONTH: Final = re.compile(r"[A-Za-z]{3}")
_MONTHS: Final = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FIRST, _LAST = 1900, 2100


class Moment(NamedTuple):
    """A day, perhaps with a time of day and an offset, and the words it was read from."""

    day: date
    clock: str | None
    zone: tzinfo | None
    start: int
    end: int


def _moment(
    year: int, month: int, day: int, match: re.Match[str], clock: str | None = None, zone: str | None = None
) -> Moment | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if not _FIRST <= year <= _LAST:
        return None
    return Moment(found, clock, _offset(zone), match.start(), match.end())


def _clock(hour: str | None, minute: str | None, second: str | None = None) -> str | None:
    if hour is None or int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    return f"{int(hour):02d}:{int(minute or 0):02d}:{int(second or 0):02d}"


def _offset(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=sign * minutes)) if minutes <= 14 * 60 else None


def _number(words: str) -> int:
    """A number below 1,000 in figures or in Chinese."""
    if words.isdigit():
        return int(words)
    hundreds, mark, rest = words.rpartition("百")
    if mark:
        return _DIGITS.get(hundreds, 1) * 100 + (_number(rest.lstrip("零〇○")) if rest else 0)
    words = words.replace("廿", "二十").replace("卅", "三十")
    if "十" in words:
        tens, _, ones = words.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    figures = [_DIGITS.get(c, 0) for c in words]
    return int("".join(map(str, figures))) if figures else 0


def read_moment(words: str) -> Moment | None:
    """The first date that `words` names, or None. Offsets count in `words`."""
    if match := _EPOCH.match(words):
        seconds = int(match.group(1)) / (1000 if len(match.group(1)) == 13 else 1)
        at = datetime.fromtimestamp(seconds, UTC)
        if not 1990 <= at.year < _LAST:
            return None
        return Moment(at.date(), at.strftime("%H:%M:%S"), UTC, match.start(1), match.end(1))
    return moment_in(normalize(words)) if _FIGURE.search(words) and _HINT.search(words) else None


def moment_in(text: str) -> Moment | None:
    """The first date that a normalised line names, or None. Offsets count in `text`."""
    if not _FIGURE.search(text) or not _HINT.search(text):
        return None
    found = [m for m in _moments(text) if m is not None]
    return min(found, key=lambda m: m.start, default=None)


@lru_cache(maxsize=256)
def parse_other(words: str) -> Moment | None:
    """A date in a spelling that only dateparser knows. Absolute and whole ones: it never sees the clock."""
    if len(words) > 60 or not _YEAR.search(words):
        return None
    import dateparser  # type: ignore[import-untyped]

    parsed = dateparser.parse(
        words,
        languages=["zh", "en"],
        settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year", "month", "day"], "STRICT_PARSING": True},
    )
    if parsed is None or not _FIRST <= parsed.year <= _LAST:
        return None
    clock = parsed.strftime("%H:%M:%S") if ":" in words else None
    return Moment(parsed.date(), clock, parsed.tzinfo, 0, len(words))


def _moments(text: str) -> Iterable[Moment | None]:
    if m := _ISO.search(text):
        yield _moment(int(m[1]), int(m[2]), int(m[3]), m, _clock(m[4], m[5], m[6]), m[7])
    if m := _HAN.search(text):
        yield _moment(int(m[1]), int(m[2]), int(m[3]), m, _clock(m[4], m[5]))
    if _MONTH.search(text):
        yield from _english(text)
    if m := _DMY.search(text):
        yield _moment(int(m[3]), int(m[2]), int(m[1]), m, _clock(m[4], m[5]))
    if "民国" in text and (m := _MINGUO.search(text)):
        yield _moment(_number(m[1]) + 1911, _number(m[2]), _number(m[3]), m)
    if m := _MINGUO_LABELLED.search(text):
        yield _moment(int(m[1]) + 1911, int(m[2]), int(m[3]), m)
    if m := _COMPACT.search(text):
        yield _moment(int(m[1]), int(m[2]), int(m[3]), m, _clock(m[4], m[5], m[6]))
    if m := _MINGUO_COMPACT.search(text):
        yield _moment(int(m[1]) + 1911, int(m[2]), int(m[3]), m)
    if "月" in text and (m := _CJK_DATE.search(text)):
        year = int("".join(str(_DIGITS[c]) for c in m[1]))
        yield _moment(year, _number(m[2]), _number(m[3]), m)


def _english(text: str) -> Iterable[Moment | None]:
    if m := _RFC.search(text):
        yield _moment(int(m[3]), _MONTHS[m[2].lower()], int(m[1]), m, _clock(m[4], m[5], m[6]), m[7])
    if m := _MDY.search(text):
        yield _moment(int(m[3]), _MONTHS[m[1].lower()], int(m[2]), m, _clock(m[4], m[5], m[6]))
    if m := _CTIME.search(text):
        yield _moment(int(m[6]), _MONTHS[m[1].lower()], int(m[2]), m, _clock(m[3], m[4], m[5]))
