"""Whether two reports of one day tell two happenings: another hour, another magnitude, 再次, another town.

Only what the sentence itself says counts. What happens at a place has one clock, so a morning is no
evening, unless one article may count by its own clock and the other by that of the place (北京时间,
当地时间). Two who speak by telephone may sit in two mornings of one day: there, further words must say
that it is another call (再次, 当天第二次).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from .figures import figures
from .names import simplify

_PARTS: Final = (
    ("凌晨|半夜", 0.0, 6.0),
    ("清晨|早晨|早上|清早|一早|今早|昨早", 4.0, 10.0),
    ("上午|早间", 5.0, 12.0),
    ("中午|午间|正午", 10.0, 14.0),
    ("下午|午后", 12.0, 19.0),
    ("傍晚", 16.0, 20.0),
    ("深夜|午夜", 20.0, 24.0),
    ("晚|夜", 17.0, 24.0),
)
"""Words for a part of the day, with its hours."""

_PART: Final = re.compile(
    r"(?:(?<=[日号天昨今当])|(?<=周[一二三四五六])|(?<=时间))(" + "|".join(p for p, *_ in _PARTS) + ")"
)
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})(?:[时点](\d{1,2})分|[:：](\d{2})(?!\d))")
_LATER: Final = re.compile("(?:下午|午后|傍晚|晚上|晚间|晚)$")
_ZONE: Final = re.compile("(北京|当地|台北|东京|首尔|莫斯科|格林尼治|世界标准|本地)时间")
_AGAIN: Final = re.compile("再次|再度|再发生|又一[次起]|又发生|又有|再有|另一[次起]|第二[次起声]|第二度")
_SAME_DAY: Final = re.compile("(?:当|同|一)[天日](?:之?内)?的?(?:第二[次度]|再次|再度)")
_SCALE: Final = re.compile("里氏|芮氏|矩震级|面波|规模|地质调查|地震台网|气象[厅署局]|地震中心|地震局|地质研究")
"""Words of a scale or an agency: two of them may measure one earthquake unlike."""

_ROUNDING: Final = 0.21
"""By which magnitudes of one earthquake differ where none says who measured."""

_OFF: Final = 0.51
"""By which agencies and scales differ about the magnitude of one earthquake."""

_LATE: Final = 5
"""Minutes by which two clocks may differ about one moment."""

_QUARTER: Final = 15
"""Minutes of which every difference between two time zones is a multiple."""

_SLACK: Final = 3
_TOWN: Final = re.compile("([一-鿿]{1,7}?)([省市县州区镇村乡郡府邦])")
_NO_NAME: Final = re.compile("[东西南北中首境某一多市省县当全内沿近附的发在于与和及]")
"""Signs with which what follows a place is a part of it rather than a name."""


class Moment(NamedTuple):
    """What a sentence says of the moment.

    Attributes:
        hours: first and last hour of the part of the day, or of the clock; None where nothing or several are said.
        clock: minutes since midnight, or None.
        zone: whose time it is (北京), or ''.
        again: whether it says that it is another one.
        same_day: whether it says that it is another one of that day.
    """

    hours: tuple[float, float] | None
    clock: int | None
    zone: str
    again: bool
    same_day: bool


@lru_cache(maxsize=4_096)
def moment_of(sentence: str) -> Moment:
    """What a sentence says of the moment of what it tells."""
    text = simplify(sentence)
    zones = set(_ZONE.findall(text))
    parts = {_hours(found) for found in _PART.findall(text)}
    clocks = {clock for found in _CLOCK.finditer(text) if (clock := _minutes(text, found)) is not None}
    clock = clocks.pop() if len(clocks) == 1 and len(zones) < 2 else None
    hours = parts.pop() if len(parts) == 1 and len(zones) < 2 else None
    if clock is not None:
        hours = clock / 60, clock / 60
    return Moment(hours, clock, "".join(sorted(zones)), _AGAIN.search(text) is not None, _said_of_day(text))


def _said_of_day(text: str) -> bool:
    return _SAME_DAY.search(text) is not None


def _hours(word: str) -> tuple[float, float]:
    return next((low, high) for words, low, high in _PARTS if re.fullmatch(words, word))


def _minutes(text: str, found: re.Match[str]) -> int | None:
    """Minutes since midnight of a clock with hours and minutes; 下午4时10分 is 16:10."""
    hour, minute = int(found[1]), int(found[2] or found[3])
    if hour > 24 or minute > 59:
        return None
    late = hour < 12 and _LATER.search(text[max(0, found.start() - 2) : found.start()]) is not None
    return (hour + 12 * late) * 60 + minute


def other_hour(left: Moment, right: Moment) -> bool:
    """Whether two moments of one day at one place exclude each other."""
    if left.zone != right.zone and (left.zone or right.zone):
        return False
    if left.clock is not None and right.clock is not None:
        gap = abs(left.clock - right.clock)
        away = min(gap % _QUARTER, -gap % _QUARTER)
        return gap > _LATE and (bool(left.zone) or gap < 2 * _QUARTER or away > _SLACK)
    return _disjoint(left, right)


def _disjoint(left: Moment, right: Moment) -> bool:
    if left.hours is None or right.hours is None:
        return False
    low, high = max(left.hours[0], right.hours[0]), min(left.hours[1], right.hours[1])
    exact = left.clock is not None or right.clock is not None
    return low > high if exact else low >= high


def another_call(left: str, right: str) -> bool:
    """Whether of two sentences on one day's talks of the same sides one says that it is another talk."""
    mine, yours = moment_of(left), moment_of(right)
    if mine.same_day != yours.same_day:
        return True
    return mine.again != yours.again and _disjoint(mine, yours)


def another_incident(left: str, right: str) -> bool:
    """Whether two sentences on what happened on one day at a place tell two happenings."""
    mine, yours = moment_of(left), moment_of(right)
    if other_hour(mine, yours) or mine.same_day != yours.same_day:
        return True
    return mine.again != yours.again and _disjoint(mine, yours)


def other_size(left: str, right: str, sizes: tuple[tuple[float, ...], tuple[float, ...]]) -> bool:
    """Whether two sentences measure two earthquakes of one day: `sizes` are the magnitudes that each gives.

    Without a word of who measured, or on what scale, they differ by rounding only; 再次 in one of them makes
    every difference count.
    """
    gap = min(abs(one - other) for one in sizes[0] for other in sizes[1])
    if moment_of(left).again != moment_of(right).again:
        return gap > 0.01
    scaled = _SCALE.search(simplify(left)) or _SCALE.search(simplify(right))
    return gap > (_OFF if scaled else _ROUNDING)


def elsewhere(left: str, right: str, place: str) -> bool:
    """Whether behind the place that both name (山西) each names another town: 大同, 临汾.

    Two of one rank (大同市, 临汾市) are two; of names without a rank the number of the dead must differ, too.
    """
    one, other = simplify(left), simplify(right)
    mine, yours = _behind(one, place), _behind(other, place)
    if not mine or not yours or mine[:2] in other or yours[:2] in one:
        return False
    towns = _TOWN.match(mine), _TOWN.match(yours)
    if towns[0] and towns[1] and towns[0][2] == towns[1][2]:
        return towns[0][0] not in yours and towns[1][0] not in mine
    if _NO_NAME.match(mine) or _NO_NAME.match(yours):
        return False
    dead = [{each.value for each in figures(text) if each.counted == "死亡"} for text in (one, other)]
    return bool(dead[0] and dead[1]) and not dead[0] & dead[1]


def _behind(text: str, place: str) -> str:
    """The signs behind a place's name, up to what is no Chinese sign; '' where there are less than two."""
    at = text.find(simplify(place)) if place else -1
    found = re.match("[一-鿿]{2,}", text[at + len(place) :]) if at >= 0 else None
    return found.group() if found else ""
