"""Pinyin of names, for searching: full syllables; their first letters follow from them.

`assets/pinyin.txt` has one syllable a line with the characters that are read so, without tones
(`v` for ü); it is derived from pinyin-data (MIT). Characters with a second common reading are
listed here, so that 重庆 is found by `chongqing`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from itertools import product
from typing import Final

_SECOND: Final = {
    "重": "chong", "行": "hang", "长": "zhang", "長": "zhang", "都": "dou", "乐": "yue", "樂": "yue",
    "曾": "ceng", "单": "dan", "單": "dan", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge", "区": "ou",
    "區": "ou", "朴": "piao", "翟": "di", "任": "reng", "朝": "chao", "大": "dai", "会": "kuai", "藏": "zang",
    "厦": "sha", "沈": "chen", "石": "dan", "万": "mo", "尉": "yu", "种": "chong", "折": "she", "纪": "ji",
    "缪": "mou", "秘": "bi", "洗": "xian", "冼": "xian", "柏": "bai", "薄": "bao", "率": "lv", "调": "tiao",
    "差": "chai", "传": "zhuan", "便": "pian", "降": "xiang", "宁": "ning", "六": "lu", "蚌": "beng",
    "番": "pan", "莞": "guan", "浚": "xun", "台": "tai", "俞": "shu", "召": "shao",
}  # fmt: skip
_MOST: Final = 4
"""A name has at most so many readings."""


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = (resources.files(__package__) / "assets" / "pinyin.txt").read_text(encoding="utf-8")
    rows = (line.split(" ", 1) for line in text.splitlines() if line)
    return {character: syllable for syllable, characters in rows for character in characters}


def readings(name: str) -> str:
    """The readings of `name`, joined by `|`, each with its syllables joined by spaces; or ''.

    Letters and figures stand for themselves. A name without Chinese characters has no reading: it
    is found as it is written.

    >>> readings("布林肯"), readings("重庆"), readings("UN")
    ('bu lin ken', 'zhong qing|chong qing', '')
    """
    table = _table()
    choices: list[tuple[str, ...]] = []
    chinese = False
    for character in name[:64]:
        syllable = table.get(character)
        if syllable is not None:
            chinese = True
            other = _SECOND.get(character, syllable)
            choices.append((syllable,) if other == syllable else (syllable, other))
        elif character.isascii() and character.isalnum():
            choices.append((character.lower(),))
    if not chinese:
        return ""
    texts: list[str] = []
    for way in product(*choices):
        texts.append(" ".join(way))
        if len(texts) == _MOST:
            break
    return "|".join(texts)
