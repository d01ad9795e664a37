"""Headings between the paragraphs of a text: they tell what the paragraph below tells, so nobody speaks in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .tokens import Line

_LONGEST: Final = 40
_ENDS: Final = frozenset('。!?;,:、…”」』"')
_STOPS: Final = frozenset('。!?…”」』")')


def mark_headings(lines: Sequence[Line]) -> None:
    """Sets `heading` on short lines that are a paragraph of their own and end without a stop.

    The line before must have ended with a stop or be a heading itself, else the text is only broken
    into lines of one length.
    """
    for index, (line, after) in enumerate(pairwise(lines)):
        before = lines[index - 1] if index else None
        if (before is not None and before.paragraph == line.paragraph) or after.paragraph == line.paragraph:
            continue
        words = line.norm[line.start : line.end].strip()
        if not 0 < len(words) <= _LONGEST or words[-1] in _ENDS:
            continue
        line.heading = before is not None and (before.title or before.heading or _last(before) in _STOPS)


def _last(line: Line) -> str:
    return line.norm[line.start : line.end].rstrip()[-1:]
