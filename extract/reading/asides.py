"""Containers inside an article that are no text of it: advertisements, links, calls to subscribe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .draft import Box
from .furniture import asks, calls, is_advert, is_summary
from .lines import Line

_SMALL = 8
"""Lines that a container inside the text may have that is no part of it."""


def asides(lines: Sequence[Line], boxes: Sequence[Box], start: int, end: int) -> list[Box]:
    """The containers among the lines from `start` to `end` that are no text: those that begin with the word
    for advertisements, those of a short heading over links, of short lines that call to subscribe, and the
    points of a summary made by a machine."""
    first = max(0, start - 1)
    sizes: dict[int, int] = {}
    for a, b in boxes:
        if first <= a <= end and b - a > 1 and b - a < sizes.get(a, _SMALL):
            sizes[a] = b - a
    found = []
    for i in range(first, end - 1):
        line, size = lines[i], sizes.get(i, 0)
        if line.role == "label" and is_summary(line.text):
            found.append((i, i + 1 + _points(lines, sizes, i + 1)))
        if size == 0 or line.role not in ("plain", "label"):
            continue
        advert = line.role == "label" and is_advert(line.text)
        links = line.role == "plain" and len(line.text) < 16 and lines[i + 1].role == "link"
        apart = advert or (links and all(below.loose for below in lines[i + 1 : i + size]))
        if apart or _called(lines[i : i + size]):
            found.append((i, i + size))
    return found


def _called(inside: Sequence[Line]) -> bool:
    """Nothing but short lines of which half or more call to subscribe; whole sentences only if they ask
    the reader for something, above a button."""
    button = any(line.loose and len(line.text) < 10 and calls(line.text) for line in inside)
    for line in inside:
        sentence = line.text[-1] in "。:"
        if (
            len(line.text) > 60
            or (sentence and not (button and asks(line.text)))
            or (not sentence and len(line.text) > 40)
        ):
            return False
    return 2 * sum(calls(line.text) for line in inside) >= len(inside)


def _points(lines: Sequence[Line], sizes: Mapping[int, int], at: int) -> int:
    """How many points a list that begins at the line `at` has."""
    size = sizes.get(at, 0)
    return size if all(line.block.kind == "li" for line in lines[at : at + size]) else 0
