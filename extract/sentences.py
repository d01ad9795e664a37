"""Where sentences begin and end: the unit of evidence."""

from __future__ import annotations

import re
from typing import NamedTuple

_SENTENCE = re.compile(r"[^\n。！？!?]+(?:[。！？!?]+[”’」』）)\"']*)?|[。！？!?]+[”’」』）)\"']*")


class Sentence(NamedTuple):
    """Offsets of a sentence, without white space around it."""

    start: int
    end: int


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of `text` in order.

    A sentence ends at 。！？ with the closing quotes and brackets behind it, and at a line's end.
    """
    found = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.end() - (len(piece) - len(piece.rstrip()))
        if start < end:
            found.append(Sentence(start, end))
    return found
