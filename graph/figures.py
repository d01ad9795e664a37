"""Figures in the sentences that tell an event: dead, injured, people, minutes, aircraft.

A figure is a number with its unit and the word that says what is counted. It is read from the
sentence that proves the event, so that reports that give other figures can be set side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from .names import fold

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_NUMBER: Final = r"(?:\d+(?:[,，]\d{3})*(?:\.\d+)?|[一二三四五六七八九十百千两〇零]+)"
_MANY: Final = r"(?:成千上万|数十万|数万|数千|数百|数十|上万|上千|上百)"
_UNITS: Final = "人次|人|名|位|个人|具|例|分钟|小时|架次|架|艘|枚|次|级|座|栋"
_FIGURE: Final = re.compile(
    rf"(?:至少|超过|逾|约|大约|近|多达|最少|至多|超|将近|达)?(?P<number>{_NUMBER}(?:多|余|来)?[万亿]?(?:多|余)?|{_MANY})"
    rf"(?P<unit>{_UNITS})"
)
_COUNTED: Final = (
    ("死亡", "死|遇难|丧生|身亡|罹难|丧命|遇害|毙命|生命"),
    ("受伤", "伤"),
    ("失踪", "失踪|下落不明"),
    ("被困", "被困"),
    ("感染", "感染|确诊|病例"),
)
_OF_UNIT: Final = {
    "人": "人数", "名": "人数", "位": "人数", "个人": "人数", "人次": "人数", "具": "死亡", "例": "感染",
    "分钟": "时长", "小时": "时长", "架": "架次", "架次": "架次", "艘": "艘", "枚": "枚", "次": "次数", "级": "级",
    "座": "座", "栋": "栋",
}  # fmt: skip
_STOP: Final = re.compile("[,，、；;。：:]|并|及|和")


class Figure(NamedTuple):
    """What is counted, how much (None for 成千上万), and the words."""

    counted: str
    value: float | None
    words: str


@lru_cache(maxsize=16_384)
def figures(sentence: str) -> tuple[Figure, ...]:
    """The figures of a sentence in order."""
    return tuple(_figures(sentence))


def _figures(sentence: str) -> Iterator[Figure]:
    plain = fold_numbers(sentence)
    for found in _FIGURE.finditer(plain):
        yield Figure(_counted(plain, found), number(found["number"]), found.group())


def fold_numbers(text: str) -> str:
    """Simplified script and half width, with signs kept and code points one for one where possible."""
    import unicodedata

    wide = unicodedata.normalize("NFKC", text)
    return "".join(fold(char) or char for char in wide)


def _counted(text: str, found: re.Match[str]) -> str:
    """What a figure counts: the nearest word before or behind it inside its clause, else its unit."""
    unit = found["unit"]
    behind = _STOP.split(text[found.end() : found.end() + 8])[0]
    before = _STOP.split(text[max(0, found.start() - 8) : found.start()])[-1]
    if unit in ("人", "名", "位", "个人", "例"):
        for near in (behind, before):
            for name, words in _COUNTED:
                if re.search(words, near):
                    return name
    return _OF_UNIT[unit]


def number(text: str) -> float | None:
    """The value of a number in Arabic or Chinese digits with 万 and 亿; None where it names none."""
    plain = re.sub("[,，多余来]", "", text)
    scale = {"万": 10_000.0, "亿": 100_000_000.0}.get(plain[-1:], 1.0)
    plain = plain.rstrip("万亿")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return float(plain) * scale
    total = current = 0
    for char in plain:
        if char in _SCALES:
            total += (current or 1) * _SCALES[char]
            current = 0
        elif char in _DIGITS:
            current = _DIGITS[char]
        else:
            return None
    return (total + current) * scale
