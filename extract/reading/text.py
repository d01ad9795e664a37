"""Plain text and text scrapes → a draft."""

from __future__ import annotations

import re

from .draft import Block, Draft
from .encoding import clean

_BULLET = re.compile(r"^[\s　]*+(?:[-*•·▪●◆■]++[\s　]*+)++(?=\S)|^[\s　]*+[-*•·▪●◆■|]++[\s　]*+$")
_MARKS = re.compile(r"^\s*#{1,6}\s+(?=\S)|\*{2,3}")
_TRAIL = re.compile(r"(?<![\s　])[\s　]++[-|]++[\s　]*+$")
_HAN = r"[\u3400-\u9fff，。、：；！？（）《》“”]"
_HAN_GAP = re.compile(rf"(?<={_HAN})[ ]+(?={_HAN}|\d)|(?<=\d)[ ]+(?={_HAN})")


def tidy_line(line: str) -> str:
    """One line without bullets, heading marks, bold marks and white space around it."""
    line = _MARKS.sub("", line) if "#" in line or "**" in line else line
    return _TRAIL.sub("", _BULLET.sub("", line)).strip(" \t\u3000\xa0\n")


def read_text(text: str) -> Draft:
    """A draft with one block a line; words set apart by spaces (a tokenised text) are joined."""
    text = clean(text)
    if len(re.findall(r"[\u3400-\u9fff] [\u3400-\u9fff]", text)) * 8 > len(text):
        text = _HAN_GAP.sub("", text)
    lines = [tidy_line(line) for line in text.split("\n")]
    return Draft(blocks=[Block(line) for line in lines if line])
