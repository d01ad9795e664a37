"""Where sentences begin and end: the unit of evidence."""

from __future__ import annotations

import re
from typing import NamedTuple

_SENTENCE = re.compile(r"[^\n。！？!?]+(?:[。！？!?]+[”’」』）)\"']*)?|[。！？!?]+[”’」』）)\"']*")

LONGEST = 600
"""Code points of a sentence; real ones stay far below."""


class Sentence(NamedTuple):
    """Offsets of a sentence, without white space around it."""

    start: int
    end: int


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of `text` in order.

    A sentence ends at 。！？ with the closing quotes and brackets behind it, and at a line's end. What
    runs on for more than `LONGEST` is cut at a comma, so that no text costs more than its length.
    """
    found = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.end() - (len(piece) - len(piece.rstrip()))
        while end - start > LONGEST:
            cut = _cut(text, start)
            found.append(Sentence(start, cut))
            start = cut + (len(text[cut:end]) - len(text[cut:end].lstrip()))
        if start < end:
            found.append(Sentence(start, end))
    return found


def _cut(text: str, start: int) -> int:
    """Behind the last comma of the longest piece, else at its end; never within or behind white space."""
    stretch = text[start : start + LONGEST]
    at = max(stretch.rfind(mark) for mark in "，；、,;")
    piece = stretch[: at + 1] if at >= LONGEST // 2 else stretch
    return start + len(piece.rstrip())
