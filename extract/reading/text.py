"""Plain text and text scrapes → a draft."""

from __future__ import annotations

import re

from .draft import Block, Draft
from .encoding import clean
from .wrapping import unnumbered, unwrapped

_BULLET = re.compile(r"^[\s　]*+(?:[-*•·▪●◆■]++[\s　]*+)++(?=\S)|^[\s　]*+[-*•·▪●◆■|]++[\s　]*+$")
_MARKS = re.compile(r"^\s*#{1,6}\s+(?=\S)|\*{2,3}")
_TRAIL = re.compile(r"(?<![\s　])[\s　]++[-|]++[\s　]*+$")
_HAN = r"[\u3400-\u9fff，。、：；！？（）《》“”]"
_HAN_GAP = re.compile(rf"(?<={_HAN})[ ]+(?={_HAN}|\d)|(?<=\d)[ ]+(?={_HAN})")

_HEAD = 12
"""How many lines on top may tell what the text is."""
_TITLED = re.compile(
    r"(?:标\s{0,4}题|標\s{0,4}題|题\s{0,4}目|題\s{0,4}目|title|subject|headline)\s?[:：]\s*(?=\S{4})", re.I
)


_SENT = re.compile(r"(?:发信人|寄件人|发件人|發信人|from)\s?[:：]", re.I)
_SUBJECT = re.compile(r"(?:主\s{0,4}[题題旨])\s?[:：]\s*(?=\S{4})")
"""What mail calls its title; elsewhere it is the name of a class of documents."""


def tidy_line(line: str) -> str:
    """One line without bullets, heading marks, bold marks and white space around it."""
    line = _MARKS.sub("", line) if "#" in line or "**" in line else line
    return _TRAIL.sub("", _BULLET.sub("", line)).strip(" \t\u3000\xa0\n")


def read_text(text: str) -> Draft:
    """A draft with one block a line; words set apart by spaces (a tokenised text) are joined.

    A line on top that says that it is the title (标题：…, Subject: …) is one, without that word.
    """
    text = unnumbered(clean(text))
    if len(re.findall(r"[\u3400-\u9fff] [\u3400-\u9fff]", text)) * 8 > len(text):
        text = _HAN_GAP.sub("", text)
    lines = [line for line in map(tidy_line, unwrapped(text.split("\n"))) if line]
    draft = Draft()
    mail = any(_SENT.match(line) for line in lines[:_HEAD])
    for number, line in enumerate(lines[:_HEAD]):
        if match := _TITLED.match(line) or (_SUBJECT.match(line) if mail else None):
            lines[number] = line[match.end() :]
            draft.titles.append((lines[number], "title line"))
            break
    draft.blocks = [Block(line) for line in lines]
    return draft
