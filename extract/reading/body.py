"""Which blocks are the article: a score a block, and the best stretch of blocks.

The method: score each block by length, sentence punctuation, label words, timestamps and links;
penalise runs of lines that look like headlines; take the maximal-scoring stretches (Ruzzo and Tompa
1999) and choose the earliest that scores at least 0.3 of the best.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .draft import Block
from .furniture import is_furniture, is_related_head, stamp_share

_SENTENCE = re.compile(r"[。！？；!?…]|[，,、：]")
_END = re.compile(r"[。！？!?…][”’」』）)\"]?\s*$|[：:]$")


def score(block: Block) -> float:
    """Positive for running text, negative for furniture."""
    text = block.text
    length = len(text)
    if is_related_head(text):
        return -12.0
    if is_furniture(text):
        return -4.0
    if block.aside:
        return -3.0
    if block.linked > 0.6 * length and length < 60:
        return -2.5
    marks = len(_SENTENCE.findall(text))
    if stamp_share(text) > 0.25:
        return -2.0
    full = bool(_END.search(text)) or "。" in text
    if full and length >= 12:
        return min(length, 240) / 24 + min(marks, 6) * 0.4
    if length >= 50 and marks:
        return 1.5
    if block.kind == "caption":
        return 0.2
    return -1.0


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


def choose(blocks: Sequence[Block]) -> tuple[int, int]:
    """Start and end of the stretch of blocks that holds the article; (0, 0) when none does."""
    scores = [score(b) for b in blocks]
    run = 0
    for i, value in enumerate(scores):
        run = run + 1 if value < 0 else 0
        if run > 2:
            scores[i] -= min(run - 2, 4) * 0.5
    found = segments(scores)
    if not found:
        return 0, 0
    best = max(value for value, _, _ in found)
    _, start, end = next(s for s in found if s[0] >= 0.3 * best)
    return start, end
