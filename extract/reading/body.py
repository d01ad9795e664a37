"""Which blocks are the article.

The core is found by text alone: score each block by length, sentence punctuation, label words,
timestamps and links; penalise runs of lines that look like headlines and leaps between containers;
take the maximal-scoring stretches (Ruzzo and Tompa 1999), weigh them by how much of the page's own
title and summary they tell and by a date printed above them, and choose the earliest that weighs at
least 0.3 of the best. Then what tags tell: the smallest container that holds the core decides how far
it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from ..normalize import normalize
from .draft import RULE, Block, Box, Draft
from .furniture import is_dated, is_furniture, is_related_head, leads_away

_MARK = re.compile(r"[。;!?…,、:]")
_END = re.compile(r"(?:[。!?…]|(?<=[\u3400-\u9fff])\.)[”’」』)\"]?\s*$")
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fffA-Za-z0-9]{2}))")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]{2}")
_STOPS = frozenset('.,;:!?"”’)')
_WORD = re.compile(r"[A-Za-z]{2,}")
_LOOSE = frozenset({"label", "link", "aside", "related"})
"""Roles of lines that never belong to an article."""


class Line(Struct, frozen=True, gc=False):
    """A block with its normalised text, its score and its role.

    `role`: text (running text), plain (a short line that may be part of an article), stamp (a date),
    label (furniture and credits), link, aside, related (a heading over links to other articles).
    """

    block: Block
    text: str
    score: float
    role: str
    loose: bool
    """True for what never belongs to an article."""


def measure(blocks: Sequence[Block]) -> list[Line]:
    """The role and score of each block: positive for running text, negative for all else."""
    if not blocks:
        return []
    normal = normalize("\n".join(block.text for block in blocks))
    texts, lows = normal.split("\n"), normal.lower().split("\n")
    lines = []
    chinese: bool | None = None
    for block, text, low in zip(blocks, texts, lows, strict=True):
        score, role = _judge(block, low)
        if role in ("text", "plain") and _is_foreign(low):
            if chinese is None:
                chinese = len(_HAN.findall(normal)) > len(_WORD.findall(normal))
            if chinese:
                score, role = -1.5, "label"
        lines.append(Line(block, text, score, role, role in _LOOSE))
    return lines


def _is_foreign(low: str) -> bool:
    """A line in Latin letters and no sentence: on a page in Chinese the words of its maker, not its author."""
    return low[-1] not in _STOPS and len(low) < 160 and _HAN.search(low) is None and _LATIN.search(low) is not None


def _judge(block: Block, low: str) -> tuple[float, str]:
    length = len(low)
    if length < 30 and is_related_head(low):
        return -12.0, "related"
    linked = block.linked > 0.6 * length
    if linked and (length < 60 or len(_MARK.findall(low)) < 2):
        return (-1.5 if length < 5 else -2.5), "link"
    if length < 60 and leads_away(low) and "。" not in low:
        return -2.5, "link"
    if block.aside:
        return -3.0, "aside"
    if is_furniture(low):
        return (-1.5 if length < 5 else -4.0), "label"
    if length < 5:
        return -1.0, "plain"
    marks = len(_MARK.findall(low))
    stops = "。" in low
    if length < 100 and not stops and is_dated(low):
        return -2.0, "stamp"
    if length >= 12 and (stops or _END.search(low, length - 4)):
        return min(length, 240) / 24 + min(marks, 6) * 0.4, "text"
    if length >= 50 and marks:
        return 1.5, "text"
    if block.kind == "caption":
        return 0.2, "plain"
    if block.kind in ("h2", "h3", "h4", "h5"):
        return -0.5, "plain"
    return -1.0, "plain"


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


def pairs(words: str) -> frozenset[str]:
    """All pairs of neighbouring letters of a title or summary, normalised."""
    return frozenset(_HAN_PAIR.findall(normalize(words)))


def share(wanted: frozenset[str], told: str) -> float:
    """How many of the pairs stand in a normalised text, from 0 to 1."""
    return sum(pair in told for pair in wanted) / len(wanted) if wanted else 0.0


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


def _container(lines: Sequence[Line], boxes: Sequence[Box], start: int, end: int) -> tuple[int, int]:
    """The container of the core: the smallest that holds nearly all that it scores, then wider ones
    as long as what they add is mostly not furniture."""
    sums, good, bad = [0.0], [0.0], [0.0]
    for i, line in enumerate(lines):
        sums.append(sums[-1] + (max(0.0, line.score) if start <= i < end else 0.0))
        good.append(good[-1] + max(0.0, line.score))
        bad.append(bad[-1] + (min(-line.score, 1.5 if line.role == "label" else 9.0) if line.loose else 0.0))
    need = 0.85 * (sums[end] - sums[start])
    holding = sorted(
        {(a, b) for a, b in boxes if a < end and b > start and sums[b] - sums[a] >= need},
        key=lambda pair: (pair[1] - pair[0], pair[0]),
    )
    if not holding:
        return 0, len(lines)
    first, last = holding[0]
    for left, right in holding[1:]:
        if left > first or right < last:
            continue
        more = good[right] - good[left] - (good[last] - good[first])
        worse = bad[right] - bad[left] - (bad[last] - bad[first])
        if more < worse:
            break
        first, last = left, right
    return first, last


def _reach(lines: Sequence[Line], start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The core cut to its container and grown in it over plain lines, up to furniture and links."""
    start, end = max(start, first), min(end, last)
    while end < last and (not lines[end].loose or _goes_on(lines, end, last)):
        end += 1
    while start > first and lines[start - 1].role in ("text", "plain") and lines[start - 1].block.kind != "h1":
        start -= 1
    return start, end


def _goes_on(lines: Sequence[Line], at: int, last: int) -> bool:
    """Does the article go on behind the loose lines that begin at `at`?"""
    for line in lines[at : min(at + 8, last)]:
        if line.role == "related":
            return False
        if line.score > 0.9:
            return True
    return False


class Body(NamedTuple):
    """The article's lines, and the numbers of the first and behind the last of them."""

    lines: list[Line]
    start: int
    end: int


def find_body(draft: Draft, lines: Sequence[Line], title: str | None) -> Body:
    """The article's lines among all `lines` of a draft."""
    if draft.shape != "page":
        start, end = _whole(lines)
    else:
        found = core(lines, title, draft.summary)
        if found is None:
            return Body([], 0, 0)
        start, end = found
        last = len(lines)
        if draft.boxes:
            first, last = _container(lines, draft.boxes, start, end)
            start, end = _reach(lines, start, end, first, last)
        else:
            while end < last and lines[end].role == "plain" and _END.search(lines[end].text):
                end += 1
            end = _list_end(lines, start, end)
        boxes: list[tuple[int, int]] = []
        while (resumed := _resumption(lines, end, last)) is not None:
            boxes.append((end, resumed))
            end = resumed
            while end < last and not lines[end].loose:
                end += 1
        inside = [i for i in range(start, end) if not any(a <= i < b for a, b in boxes)]
        return Body(_once(lines[i] for i in inside if not lines[i].loose), start, end)
    return Body(_once(line for line in lines[start:end] if not line.loose), start, end)


_ITEM = re.compile(r"(\d{1,3}|[一二三四五六七八九])、")
_GAP = 10
"""How many lines an item of a list may have."""


def _list_end(lines: Sequence[Line], start: int, end: int) -> int:
    """The end of the text with a list of three items or more (1、… 2、…) that goes on in it or right behind it."""
    number, reached, at = 0, end, start
    while at < min(max(reached, end) + _GAP, len(lines)) and lines[at].role != "related":
        match = _ITEM.match(lines[at].text)
        if match and _count(match.group(1)) == number + 1:
            number += 1
            reached = max(reached, at + 1)
        at += 1
    if number < 3 or reached == end:
        return end
    while reached < len(lines) and not lines[reached].loose and ":" in lines[reached].text:
        reached += 1
    return reached


def _count(figure: str) -> int:
    return int(figure) if figure.isdigit() else "一二三四五六七八九".index(figure) + 1


_CREDITED = re.compile(r"[(\[【]?(?:责任编辑|责编|编辑|本文编辑|值班编辑|执行编辑)[:/ ]")


def _resumption(lines: Sequence[Line], end: int, last: int) -> int | None:
    """Where the text goes on behind a box of related headlines in its middle; None when it does not.

    It does where tags set the box apart, or where an editor's credit stands behind what follows: articles
    end with it, and lists of other articles have none.
    """
    head = next((i for i in range(end, min(end + 3, last)) if lines[i].role == "related"), None)
    if head is None or not all(line.loose for line in lines[end:head]):
        return None
    at = head + 1
    while at < min(head + 12, last) and not _told(lines[at]):
        at += 1
    if at >= min(head + 12, last):
        return None
    if lines[head].block.aside:
        return at
    for line in lines[at : min(at + 40, last)]:
        if line.role == "related":
            return None
        if line.role == "label" and _CREDITED.match(line.text):
            return at
    return None


def _told(line: Line) -> bool:
    """A paragraph of the text itself: whole sentences, no link, in no region of their own."""
    return line.role == "text" and "。" in line.text and not line.block.linked and not line.block.aside


def _once(lines: Iterable[Line]) -> list[Line]:
    """Without long lines that stand a second time: captions and pulled quotes are often repeated."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if len(line.text) >= 20:
            if line.text in seen:
                continue
            seen.add(line.text)
        kept.append(line)
    return kept


def _whole(lines: Sequence[Line]) -> tuple[int, int]:
    """All of a fragment: from behind the byline and date on top to a list of related articles, or to
    a rule behind which first a note of the publisher and then little more stands."""
    start, end = 0, len(lines)
    for i, line in enumerate(lines):
        if line.role == "text":
            break
        if line.role == "stamp":
            start = i + 1
    sums = [0.0]
    for line in lines:
        sums.append(sums[-1] + max(0.0, line.score))
    for i in range(start, len(lines)):
        rest = sums[-1] - sums[i]
        ruled = lines[i].loose and lines[i].block.jump >= RULE and rest < 0.3 * sums[i]
        if ruled or (lines[i].role == "related" and rest < 2.5):
            return start, i
    return start, end
