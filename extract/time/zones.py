"""Clock zones named before a time (美东时间11日晚): the offset from UTC, and the day it is in Beijing.

The value of a `Time` stays the local day of the words; `Time.stated` holds the zone as written and
`Time.inferred` the offset and the day in Beijing, where the part of the day or the clock settles it.
Offsets by the zones' own rules, daylight saving included (United States since 1987, Europe since 1996).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from .context import Context
from .meaning import Date
from .values import Reading, iso
from .vocabulary import tuple_of


class Zone(NamedTuple):
    """Minutes east of UTC in winter, and whose daylight saving it follows (`us`, `eu` or none)."""

    minutes: int
    saving: str = ""


_PLACES: Final = {
    **dict.fromkeys(tuple_of("北京 台北 香港 台湾 新加坡 马尼拉"), Zone(480)),
    **dict.fromkeys(tuple_of("东京 日本 首尔 韩国 平壤 朝鲜"), Zone(540)),
    **dict.fromkeys(tuple_of("格林尼治 格林尼治标准 格林威治 世界标准 协调世界"), Zone(0)),
    **dict.fromkeys(tuple_of("美东 美国东部 美东部 东部 华盛顿 纽约"), Zone(-300, "us")),
    **dict.fromkeys(tuple_of("美中 美国中部 芝加哥"), Zone(-360, "us")),
    **dict.fromkeys(tuple_of("美西 美国西部 太平洋 旧金山 洛杉矶"), Zone(-480, "us")),
    **dict.fromkeys(tuple_of("伦敦 英国"), Zone(0, "eu")),
    **dict.fromkeys(tuple_of("巴黎 柏林 欧洲中部 中欧 日内瓦 布鲁塞尔 罗马"), Zone(60, "eu")),
    **dict.fromkeys(tuple_of("基辅 乌克兰"), Zone(120, "eu")),
    "莫斯科": Zone(180),
    **dict.fromkeys(tuple_of("印度 新德里"), Zone(330)),
}
_LONGEST: Final = 16
_HOURS: Final = {
    "dawn": (0, 6), "morning": (4, 12), "noon": (11, 14), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 24),
}  # fmt: skip
_BEIJING: Final = 480


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    places = "|".join(sorted(_PLACES, key=lambda name: (-len(name), name)))
    return re.compile(rf"(当地|{places})(?:标准)?时间 ?[,(]?$")


def add_zone(reading: Reading, date: Date, context: Context, start: int) -> None:
    """Writes into the reading of a day the zone named right before it."""
    before = context.text[max(0, start - _LONGEST) : start]
    if not before.endswith(("间", "间 ", "间,", "间(")):
        return
    match = _before().search(before)
    if match is None or reading.value is None or "/" in reading.value or len(reading.value) < 10:
        return
    reading.stated["zone"] = match[0].rstrip(" ,(")
    zone = _PLACES.get(match[1])
    if zone is None:
        return
    day = dt.date.fromisoformat(reading.value[:10])
    minutes = zone.minutes + (60 if _saves(zone.saving, day) else 0)
    reading.inferred["utc_offset"] = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    days = {_in_beijing(day, hour, minutes) for hour in _hours(reading.value, date)}
    if len(days) == 1:
        reading.inferred["beijing_day"] = iso(days.pop())


def _hours(value: str, date: Date) -> tuple[float, ...]:
    """The hours between which the time lies: the clock's own, or those of the part of the day."""
    if "T" in value:
        hour, minute = value[11:16].split(":")
        return (int(hour) + int(minute) / 60,)
    first, last = _HOURS.get(date.part or "", (0, 24))
    return (first, last - 1 / 60)


def _in_beijing(day: dt.date, hour: float, minutes: int) -> dt.date:
    ahead = hour * 60 - minutes + _BEIJING
    return day + dt.timedelta(days=int(ahead // 1440))


def _sunday(year: int, month: int, number: int) -> dt.date:
    """The n-th Sunday of a month, the last one for -1."""
    if number < 0:
        last = dt.date(year, month, 31)
        return last - dt.timedelta(days=last.isoweekday() % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=-first.isoweekday() % 7 + 7 * (number - 1))


def _saves(rule: str, day: dt.date) -> bool:
    """Whether clocks are an hour ahead on that day."""
    year = day.year
    if rule == "eu" and year >= 1996:
        return _sunday(year, 3, -1) <= day < _sunday(year, 10, -1)
    if rule == "us" and year >= 2007:
        return _sunday(year, 3, 2) <= day < _sunday(year, 11, 1)
    if rule == "us" and year >= 1987:
        return _sunday(year, 4, 1) <= day < _sunday(year, 10, -1)
    return False
