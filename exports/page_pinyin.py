"""Pinyin of names, for searching: full syllables; their first letters follow from them.

`assets/pinyin.txt` has one syllable a line with the characters that are read so, without tones
(`v` for ü); it is derived from pinyin-data (MIT). Characters with other common readings than that
one are listed here, so that 重庆 is found by `chongqing` and 厦门 by `xiamen`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Final

_OTHERS: Final = {
    "重": "chong", "行": "hang", "长": "chang", "長": "chang", "都": "du", "乐": "yue", "樂": "yue",
    "曾": "zeng", "单": "shan chan", "單": "shan chan", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge",
    "区": "ou", "區": "ou", "朴": "piao", "翟": "zhai", "任": "reng", "朝": "zhao", "大": "dai", "会": "kuai",
    "藏": "zang", "厦": "xia", "沈": "chen", "石": "dan", "万": "mo", "尉": "yu", "种": "chong", "折": "she",
    "缪": "miao", "秘": "bi", "洗": "xian", "柏": "bo", "薄": "bo", "率": "shuai", "调": "tiao",
    "差": "chai", "传": "zhuan", "便": "pian", "降": "xiang", "六": "lu", "蚌": "beng",
    "番": "pan", "莞": "wan", "浚": "xun", "俞": "shu", "召": "shao",
}  # fmt: skip
"""Character → its other readings than the table's, separated by spaces."""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = (resources.files(__package__) / "assets" / "pinyin.txt").read_text(encoding="utf-8")
    rows = (line.split(" ", 1) for line in text.splitlines() if line)
    return {character: syllable for syllable, characters in rows for character in characters}


def _ways(character: str, syllable: str) -> str:
    """The readings of a character joined by `/`; ü is written as it is typed and as in passports."""
    ways: list[str] = []
    for one in (syllable, *_OTHERS.get(character, "").split()):
        ways.extend((one, one.replace("v", "yu"), one.replace("v", "u")) if "v" in one else (one,))
    return "/".join(dict.fromkeys(ways))


def readings(name: str) -> str:
    """The syllables of `name` joined by spaces, each with all its readings joined by `/`; or ''.

    Letters and figures stand for themselves. A name without Chinese characters has no reading: it
    is found as it is written.

    >>> readings("布林肯"), readings("重庆"), readings("吕"), readings("UN")
    ('bu lin ken', 'zhong/chong qing', 'lv/lyu/lu', '')
    """
    table = _table()
    syllables: list[str] = []
    chinese = False
    for character in name[:64]:
        syllable = table.get(character)
        if syllable is not None:
            chinese = True
            syllables.append(_ways(character, syllable))
        elif character.isascii() and character.isalnum():
            syllables.append(character.lower())
    return " ".join(syllables) if chinese else ""
