"""Chinese and Arabic numerals to numbers.

Both ways of writing are read: by value (二十三, 一百二十, 三千五百) and digit by digit (二〇二一,
一九九七). Old and short forms (廿 卅 卌, 两, 俩, 仨, 〇, ○) count as well.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

DIGITS: Final = dict(zip("〇零○一二三四五六七八九", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {
    "两": 2,
    "俩": 2,
    "仨": 3,
    "元": 1,
}
_TENS: Final = {"廿": 20, "卅": 30, "卌": 40}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_LONGEST: Final = 16
"""No time is written with a longer numeral."""
_LARGE: Final = {"万": 10_000, "亿": 100_000_000}


@lru_cache(maxsize=4096)
def parse_number(text: str) -> int | None:
    """The number that `text` writes, or None when it writes none.

    >>> parse_number("二十三"), parse_number("二〇二一"), parse_number("廿七"), parse_number("1.5")
    (23, 2021, 27, None)
    """
    if len(text) > _LONGEST:
        return None
    if text.isascii():
        text = text.replace(",", "")
        return int(text) if text.isdigit() else None
    if text[0].isascii():
        scale = _UNITS.get(text[-1]) or _LARGE.get(text[-1])
        return int(text[:-1]) * scale if scale and text[:-1].isdecimal() else None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _by_value(text)


def is_digit_string(text: str) -> bool:
    """Whether a numeral is written digit by digit, as years are: 2021, 二〇二一, 九七."""
    return len(text) > 1 and (text.isdigit() if text.isascii() else all(char in DIGITS for char in text))


def _by_value(text: str) -> int | None:
    """Numbers with 十 百 千 万 亿; None where the order of the characters makes no sense."""
    total, section, digit = 0, 0, -1
    last_unit = 10_000
    for char in text:
        if char in DIGITS:
            if digit > 0:
                return None
            digit = DIGITS[char]
        elif char in _TENS:
            if digit >= 0:
                return None
            section += _TENS[char]
            last_unit = 10
        elif char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit and section:
                return None
            section += unit * (1 if digit < 0 else digit)
            digit, last_unit = -1, unit
        elif char in _LARGE:
            section += max(digit, 0)
            total = (total + section) * _LARGE[char] if total < _LARGE[char] else total + section * _LARGE[char]
            section, digit, last_unit = 0, -1, 10_000
        else:
            return None
    return total + section + max(digit, 0)
