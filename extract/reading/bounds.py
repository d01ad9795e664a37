"""How far an article reaches from its core: to the edges of its container, over what stands inside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from .draft import RULE, Box
from .furniture import is_advert
from .likeness import pairs, share
from .lines import CAPTIONS, Line


def container(lines: Sequence[Line], boxes: Sequence[Box], start: int, end: int) -> tuple[int, int]:
    """The container of the core: the smallest that holds nearly all that it scores, then wider ones
    as long as what they add, up to a heading over other articles behind the text or that of a second article,
    is mostly not furniture."""
    good, bad = [0.0], [0.0]
    gain = loss = 0.0
    for line in lines:
        if line.loose:
            loss += min(-line.score, 1.5 if line.role == "label" else 9.0)
        elif line.score > 0:
            gain += line.score
        good.append(gain)
        bad.append(loss)
    need = 0.85 * (good[end] - good[start])
    holding = sorted(
        {(a, b) for a, b in boxes if a < end and b > start and good[min(b, end)] - good[max(a, start)] >= need},
        key=lambda pair: (pair[1] - pair[0], pair[0]),
    )
    if not holding:
        return 0, len(lines)
    related = [i for i, line in enumerate(lines) if line.role == "related"]
    titles = [i for i, line in enumerate(lines) if line.block.kind == "h1"]
    first, last = holding[0]
    for left, right in holding[1:]:
        if left > first or right < last:
            continue
        stop = _next(related, last, right) or right
        another = _next(titles, last, right)
        for edge in (stop, right) if another is None else (min(stop, another),):
            held = good[last] - good[first]
            more = good[edge] - good[left] - held
            a, b = _told_range(lines, left, edge, first, last) if more > held else (left, edge)
            worse = bad[b] - bad[a] - (bad[last] - bad[first])
            if more >= worse and (more > 0 or edge == right):
                break
        else:
            if more > 0:
                break
            continue  # it adds no text: a wider one may
        first, last = left, right
    return first, last


def _next(numbers: Sequence[int], first: int, last: int) -> int | None:
    """The first of sorted numbers from `first` on and below `last`."""
    at = bisect_left(numbers, first)
    return numbers[at] if at < len(numbers) and numbers[at] < last else None


def _told_range(lines: Sequence[Line], left: int, right: int, first: int, last: int) -> tuple[int, int]:
    """From `left` to `right` without the lines before the first and behind the last that speak for a text."""
    while left < first and lines[left].score <= 0:
        left += 1
    while right > last and lines[right - 1].score <= 0:
        right -= 1
    return left, right


def reach(lines: Sequence[Line], start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The core cut to its container and grown in it over plain lines, up to furniture and links."""
    start, end = max(start, first), min(end, last)
    while end < last and (not lines[end].loose or goes_on(lines, end, last)):
        end += 1
    while start > first and _leads_in(lines[start - 1]):
        start -= 1
    if start > first + 1 and lines[start - 1].role == "label" and _WIRED.match(lines[start - 2].text):
        start -= 2  # the reporters' names stand between the dateline and the text
    return start, end


_WIRED = re.compile(r"[(\[【]?[^。,]{2,14}\d日[^。,]{0,4}[讯电](?:\s|[)\]】]|$)")
_WIRE = re.compile(r"^[(\[【]?[^。,]{0,24}日[^。,]{0,8}[讯电][)\]】]?$")


def is_wire(line: Line) -> bool:
    """A dateline that stands alone: part of the text though it is a date."""
    return line.role == "stamp" and _WIRE.match(line.text) is not None


def _leads_in(line: Line) -> bool:
    return is_wire(line) or (line.role in ("text", "plain") and line.block.kind != "h1")


_SIGNED = re.compile(r"[^。,:]{2,24}(?:[局厅部委会办府院处社所队署]|公司|中心)$")


def signature_end(lines: Sequence[Line], end: int) -> int:
    """The end of the text with the name of the body that signs it, where its date stands below."""
    if end + 1 < len(lines) and lines[end].role == "plain" and lines[end + 1].role == "stamp":
        return end + 1 if _SIGNED.fullmatch(lines[end].text) else end
    return end


def goes_on(lines: Sequence[Line], at: int, last: int) -> bool:
    """Does the article go on behind the loose lines that begin at `at`?"""
    for line in lines[at : min(at + 8, last)]:
        if line.role == "related":
            return False
        if line.score > 0.9:
            return True
    return False


_ITEM = re.compile(r"(\d{1,3}|[一二三四五六七八九])、")
_GAP = 10
"""How many lines an item of a list may have."""


def list_end(lines: Sequence[Line], start: int, end: int) -> int:
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


def resumption(lines: Sequence[Line], boxes: Sequence[Box], end: int, last: int) -> int | None:
    """Where the text goes on behind a box of related headlines in its middle; None when it does not.

    It does where tags set the box apart, or where an editor's credit stands behind what follows: articles
    end with it, and lists of other articles have none.
    """
    head = next((i for i in range(end, min(end + 3, len(lines))) if lines[i].role == "related"), None)
    if head is None or not all(line.loose for line in lines[end:head]):
        return None
    last = max(last, home_end(boxes, end - 1))
    at = head + 1
    while at < min(head + 12, last) and not _told(lines[at]):
        at += 1
    if at >= min(head + 12, last):
        return None
    if lines[head].block.aside or _boxed(boxes, end, head, at):
        return at
    for line in lines[at : min(at + 40, last)]:
        if line.role == "related":
            return None
        if line.role == "label" and _CREDITED.match(line.text):
            return at
    return None


def after_adverts(lines: Sequence[Line], end: int) -> tuple[int, list[Box]]:
    """The end of a text without tags that goes on right behind the word for an advertisement near its end, and
    what it passed over."""
    at, passed = end, []
    while at < min(end + _FEW + 1, len(lines) - 1) and lines[at].role != "related":
        if is_advert(lines[at].text) and _told(lines[at + 1]):
            passed.append((end, at + 1))
            end = at + 1
            while end < len(lines) and _told(lines[end]):
                end += 1
            at = end
        else:
            at += 1
    return end, passed


def home_end(boxes: Sequence[Box], at: int) -> int:
    """The end of the smallest container that holds the line `at` and others."""
    return min(((b - a, b) for a, b in boxes if a <= at < b and b - a > 1), default=(0, 0))[1]


def _boxed(boxes: Sequence[Box], end: int, head: int, at: int) -> bool:
    """Does a container hold the heading at `head` and links under it, and end before the line `at`, which
    stands among the text's own paragraphs?"""
    apart = any(end <= a <= head and head + 1 < b <= at for a, b in boxes)
    return apart and not any(end <= a <= at < b and b - a > 1 for a, b in boxes)


def _told(line: Line) -> bool:
    """A paragraph of the text itself: whole sentences, no link, in no region of their own."""
    return line.role == "text" and "。" in line.text and not line.block.linked and not line.block.aside


def once(lines: Iterable[Line]) -> list[Line]:
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


def whole(lines: Sequence[Line]) -> tuple[int, int]:
    """All of a fragment: from behind the byline and date on top to a list of related articles, or to
    a rule behind which first a note of the publisher and then little more stands."""
    start, end = 0, len(lines)
    for i, line in enumerate(lines):
        if line.role == "text" and line.block.kind != "h1":
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


_FEW = 3
"""Captions that make a gallery, and lines between two of them: counters, buttons."""


def gallery(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """The text with the captions of the pictures before and behind it, where there are several."""
    count = sum(line.block.kind in CAPTIONS for line in lines[start:end])
    behind = _captions(lines, range(end, len(lines)))
    before = _captions(lines, range(start - 1, -1, -1))
    if count + len(behind) + len(before) < _FEW:
        return start, end
    return min([start, *before]), max([end - 1, *behind]) + 1


def _captions(lines: Sequence[Line], numbers: Iterable[int]) -> list[int]:
    """The numbers of the captions that follow each other among the lines of these `numbers`."""
    found: list[int] = []
    gap = 0
    for i in numbers:
        line = lines[i]
        if line.role == "related" or line.block.aside or line.block.kind == "h1" or gap == _FEW:
            break
        if line.block.kind in CAPTIONS and not line.loose and not line.block.linked:
            found.append(i)
            gap = 0
        else:
            gap += 1
    return found


_TALL = 12
"""How many lines may lie between a page's title and its text."""


def subtitles(lines: Sequence[Line], boxes: Sequence[Box], start: int, told: str) -> list[int]:
    """The numbers of the lines right above and below the page's main heading that tell the title's other parts.

    Where nothing is marked as the main heading, a line that a link of the page repeats is it.

    They must tell something of what the text tells (`told`); below a part above, which stands in the same
    containers as the heading, they need not. Sentences between the heading and the text belong to it, too,
    whatever parts them from it: a summary, the caption of the first picture.
    """
    heads = [i for i in range(max(0, start - _TALL), start) if lines[i].block.kind == "h1"]
    if not heads:
        listed = {line.text for line in lines if line.role == "link"}
        heads = [i for i in range(max(0, start - _TALL), start) if lines[i].role != "link" and lines[i].text in listed]
    if len(heads) != 1:
        return []
    head = heads[0]
    found: list[int] = []
    if head > 0 and _titling(lines[head - 1]) and share(pairs(lines[head - 1].text), told) > _PART:
        found += [head - 1] if _together(boxes, head) else []
    below = head + 1
    while below < start and _titling(lines[below]) and (found or share(pairs(lines[below].text), told) > _PART):
        found.append(below)
        below += 1
    return found + [i for i in range(below, start) if _told(lines[i]) and share(pairs(lines[i].text), told) > _PART]


_PART = 0.15
"""How much of a part of the title the text must tell."""


def _together(boxes: Sequence[Box], at: int) -> bool:
    """Do the line `at` and the one above it stand in the same containers?"""
    return all((a <= at < b) == (a < at <= b) for a, b in boxes if b - a > 1)


def _titling(line: Line) -> bool:
    """A short plain line in Chinese that is no link and names neither author nor site."""
    text = line.text
    return line.role == "plain" and line.block.linked == 0 and 6 <= len(text) <= 40 and bool(_PHRASE.fullmatch(text))


_PHRASE = re.compile(
    r"(?!.*(?:记者|通讯员|作者|客户端|登录|订阅))[\u3400-\u9fff“”‘’《》、,;!?—… 0-9]+"
    r"(?<![网报版社台])(?<!频道|电视|新闻|在线|首页|专栏)"
)
