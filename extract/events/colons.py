"""Speech behind a name and a colon: interviews and soundbites (王毅：“…”), and the questions between answers."""

from __future__ import annotations

import re
from typing import Final

from .tokens import Line, Token

_OPENS: Final = re.compile(r"[_ulco]{0,3}[pg]_?:")
"""A person at the head of a paragraph, an office in front and brackets behind at most."""
_LABEL: Final = re.compile("记者|编辑|来源|图|摄|作者|译|责任|校|主持|撰|访|谈|评|论|致|给|关于|[,。;、“”]")
"""Words in front of the name that make the line a credit, a caption or a heading."""
_MARK: Final = re.compile('[“「『"]')
_BRACKETS: Final = re.compile(r"\s*(?:\([^)]*\))?\s*")
_ENDS: Final = frozenset('。!?”」』"')
_ENOUGH: Final = 10
"""Characters that somebody says at least, where no quotation mark shows that he speaks."""
_FRONT: Final = 16
_HEARING: Final = re.compile("记者会|答记者问|发布会|吹风会|专访|(?:接受|回答)[^,。]{0,12}(?:采访|访问|提问|问题)")
_ASKED: Final = re.compile(r"\s*(?:有?[^,。:;“”\s]{0,10}记者(?:问|提问)?|问|提问|主持人|[^,。:;“”\s]{2,8}):")
_PLAIN: Final = re.compile(r"\s*(?:有?[^,。:;“”\s]{0,10}记者(?:问|提问)?|问|提问|主持人):")


def hear_colon(line: Line) -> None:
    """Makes the colon behind a name that opens a paragraph a reporting verb, if speech follows.

    A quotation follows, or a sentence of some length; `line` is the first of its paragraph.
    """
    match = _OPENS.match(line.letters)
    if match is None or line.title:
        return
    at = match.end() - 1
    colon = line.tokens[at]
    person = next(i for i in range(at) if line.letters[i] in "pg")
    who = line.tokens[person]
    front = line.norm[line.start : who.end].strip()
    if len(front) - (who.end - who.start) > _FRONT or _LABEL.search(front):
        return
    if not _BRACKETS.fullmatch(line.norm, who.end, colon.start):
        return
    said = line.norm[colon.end : line.end].strip()
    if _MARK.match(said) or (len(said) >= _ENOUGH and said[-1] in _ENDS):
        line.tokens[at] = colon._replace(letter="R")
        line.letters = line.letters[:at] + "R" + line.letters[at + 1 :]


def answerer(line: Line) -> Token | None:
    """The only person who, in this line, gives a press conference or an interview: 答：… is his."""
    match = _HEARING.search(line.norm, line.start, line.end)
    people = [t for t in line.tokens if t.letter == "p" and match is not None and t.end <= match.start()]
    return people[0] if len(people) == 1 else None


def is_question(line: Line) -> bool:
    """Whether the line is what an interviewer asks: 记者：…, 问：…, or a name, a colon and a question mark."""
    if _PLAIN.match(line.norm, line.start, line.end):
        return True
    return line.norm[line.start : line.end].rstrip()[-1:] == "?" and bool(_ASKED.match(line.norm, line.start, line.end))
