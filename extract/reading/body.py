"""Which blocks are the article.

The core is found by text alone: score each block by length, sentence punctuation, label words,
timestamps and links; penalise runs of lines that look like headlines and leaps between containers;
take the maximal-scoring stretches (Ruzzo and Tompa 1999), weigh them by how much of the page's own
title and summary they tell and by a date printed above them, and choose the earliest that weighs at
least 0.3 of the best. Then what tags tell: the smallest container that holds the core decides how far
it reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .asides import asides
from .bounds import (
    after_adverts,
    container,
    gallery,
    goes_on,
    home_end,
    list_end,
    once,
    reach,
    resumption,
    signature_end,
    subtitles,
    whole,
)
from .draft import RULE, Box, Draft
from .likeness import pairs, share
from .lines import END, Line


def segments(scores: Sequence[float]) -> list[tuple[float, int, int]]:
    """All maximal-scoring stretches as (score, start, end), after Ruzzo and Tompa."""
    found: list[tuple[float, float, int, int]] = []  # left sum, right sum, start, end
    total = 0.0
    for i, value in enumerate(scores):
        before, total = total, total + value
        if value <= 0:
            continue
        left, right, start, end = before, total, i, i + 1
        while True:
            j = len(found) - 1
            while j >= 0 and found[j][0] >= left:
                j -= 1
            if j < 0 or found[j][1] >= right:
                found.append((left, right, start, end))
                break
            left, start = found[j][0], found[j][2]
            del found[j:]
    return [(right - left, start, end) for left, right, start, end in found]


def _bent(lines: Sequence[Line]) -> list[float]:
    """Scores with the penalties for runs of headline-like lines and for leaps between containers."""
    scores = []
    run = 0
    for line in lines:
        value = line.score
        run = run + 1 if value < 0 else 0
        if run > 2:
            value -= min(run - 2, 4) * 0.5
        jump = line.block.jump % RULE
        if jump > 4:
            value -= min(jump - 4, 8) * 0.4
        scores.append(value)
    return scores


def core(lines: Sequence[Line], title: str | None, summary: str | None) -> tuple[int, int] | None:
    """The stretch of lines that is most surely the article."""
    found = segments(_bent(lines))
    if not found:
        return None
    best = max(value for value, _, _ in found)
    wanted = [p for p in (pairs(title or ""), pairs((summary or "")[:80])) if len(p) >= 3]
    weighed = []
    for value, start, end in found:
        if value < 0.05 * best:
            continue
        weight = value
        if wanted:
            told = "\n".join(line.text for line in lines[start:end])
            weight *= 0.15 + max(share(own, told) for own in wanted) ** 2
        if any(line.role == "stamp" for line in lines[max(0, start - 6) : start]):
            weight *= 1.5
        elif end - start == 1:
            weight *= 0.7  # one paragraph without a date above it: more often a note of the page than an article
        weighed.append((weight, start, end))
    top = max(weight for weight, _, _ in weighed)
    return next((start, end) for weight, start, end in weighed if weight >= 0.3 * top)


class Body(NamedTuple):
    """The article's lines, the numbers of the first and behind the last of them, and the boxes of other
    articles' headlines among them."""

    lines: list[Line]
    start: int
    end: int
    boxes: tuple[Box, ...] = ()


def find_body(draft: Draft, lines: Sequence[Line], title: str | None) -> Body:
    """The article's lines among all `lines` of a draft."""
    if draft.shape != "page":
        start, end = whole(lines)
        return Body(once(line for line in lines[start:end] if not line.loose), start, end)
    found = core(lines, title, draft.summary)
    if found is None:
        return Body([], 0, 0)
    start, end = found
    last = len(lines)
    passed: list[Box] = []
    if draft.boxes:
        first, last = container(lines, draft.boxes, start, end)
        start, end = gallery(lines, *reach(lines, start, end, first, last))
        last = max(last, end)
    else:
        while end < last and lines[end].role == "plain" and END.search(lines[end].text):
            end += 1
        end, passed = after_adverts(lines, end)
        end = signature_end(lines, list_end(lines, start, end))
        while start > 0 and lines[start - 1].role == "plain" and lines[start - 1].text.endswith(":"):
            start -= 1  # what leads in to the text: a salutation, 如下:
    boxes = list(passed)
    while (resumed := resumption(lines, draft.boxes, end, last)) is not None:
        boxes.append((end, resumed))
        end = resumed
        last = max(last, home_end(draft.boxes, end))
        while end < last and (not lines[end].loose or (draft.boxes and goes_on(lines, end, last))):
            end += 1
    inside = [i for i in range(start, end) if not lines[i].loose and not any(a <= i < b for a, b in boxes)]
    if draft.boxes:
        spots = asides(lines, draft.boxes, start, end)
        inside = [i for i in inside if not any(a <= i < b for a, b in spots)]
        inside[:0] = subtitles(lines, draft.boxes, start, "\n".join(lines[i].text for i in inside))
    return Body(_ended(once(lines[i] for i in inside)), start, end, tuple(boxes))


def _ended(lines: list[Line]) -> list[Line]:
    """Without the last lines of a word or two, and a first one of a single character: names, buttons, labels."""
    if len(lines) > 1 and lines[0].role == "plain" and len(lines[0].text) == 1:
        lines.pop(0)
    while len(lines) > 1 and lines[-1].role == "plain" and len(lines[-1].text) < 5:
        lines.pop()
    return lines
