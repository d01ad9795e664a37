"""Text that was broken into lines of one width (terminals, mail, PDF) → one line a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .lines import END

_WIDEST = 130
"""Columns that a broken line has at most; a Chinese character takes two."""
_NARROWEST = 40
_WORDY = 8
_RAGGED = 4
"""Columns by which a full line may be short: no line begins with a full stop or ends with a bracket."""
_WIDE = re.compile(r"[\u2e80-\ufaff\uff00-\uff60\u2014\u2018-\u201d\u2026]")
_PAGE = re.compile(r"[-—–·\s]*(?:第\s?)?(\d{1,3})(?:\s?页)?(?:\s?[/／]\s?\d{1,3}|\s?共\s?\d{1,3}\s?页)?[-—–·\s]*")
_FIGURE = re.compile(r"\d+")
_REFERENCES = re.compile(r"\n[ \t]*+(?:References|Visible links)[ \t]*\n\s*+1\. \S*[:/].*", re.S)
_NUMBER = re.compile(r"\[\d{1,3}\]")


def unnumbered(text: str) -> str:
    """A page as text browsers dump it, without the numbers of its links and their list at the end."""
    match = _REFERENCES.search(text)
    return _NUMBER.sub("", text[: match.start()]) if match else text


def unwrapped(lines: list[str]) -> list[str]:
    """The lines, those of one paragraph joined where all were broken at one width; else as they are.

    A text is told by three lines or more that fill the width without ending a sentence, and by its
    paragraphs, most of which end with one once they are joined. Numbers of pages and what is printed
    at the head of each are passed over.
    """
    if not lines or max(map(len, lines)) > _WIDEST:
        return lines
    lines = _unpaged(lines)
    widths = [_width(line) for line in lines]
    full = max(widths) - _RAGGED
    if not _NARROWEST <= full <= _WIDEST:
        return lines
    if sum(w >= full and _unended(a, b) for w, a, b in zip(widths, lines, lines[1:], strict=False)) < 3:
        return lines
    joined = [lines[0]]
    last, grown = 0, set()
    for number in range(1, len(lines)):
        if widths[number - 1] >= full and _unended(lines[number - 1], lines[number]):
            joined[-1] = _join(joined[-1], lines[number])
            grown.add(last)
        else:
            joined.append(lines[number])
            last = len(joined) - 1
    ended = sum(END.search(joined[i].rstrip()) is not None for i in grown)
    return joined if 2 * ended >= len(grown) else lines


def _width(line: str) -> int:
    """The columns of a line; 0 for one without a few words in Chinese, such as a ruler."""
    line = line.rstrip()
    wide = len(_WIDE.findall(line))
    return len(line) + wide if wide >= _WORDY else 0


def _unended(line: str, below: str) -> bool:
    """Does the sentence of a line go on in the one below, which is not indented more?"""
    words = below.lstrip()
    return bool(words) and len(below) - len(words) <= len(line) - len(line.lstrip()) and not END.search(line.rstrip())


def _join(above: str, below: str) -> str:
    above, below = above.rstrip(), below.strip()
    gap = " " if above[-1:].isascii() and below[:1].isascii() and above[-1:].isalnum() and below[:1].isalnum() else ""
    return above + gap + below


def _unpaged(lines: list[str]) -> list[str]:
    """Without the numbers of pages, where they count up by one, and the lines that recur beside them."""
    found = [(i, int(match.group(1))) for i, line in enumerate(lines) if (match := _PAGE.fullmatch(line))]
    numbers = {n for _, n in found}
    pages = [i for i, n in found if n + 1 in numbers or n - 1 in numbers]
    if len(pages) < 2 or len(pages) != len(found):
        return lines
    shapes = Counter(_FIGURE.sub("0", line.strip()) for line in lines if line.strip())
    dropped = set(pages)
    for page in pages:
        for step in (-1, 1):
            at = _beside(lines, page, step)
            if at is not None and shapes[_FIGURE.sub("0", lines[at].strip())] > 1:
                dropped.add(at)
    first = next((i for i in sorted(dropped) if i not in pages), None)
    dropped -= {first} if first is not None and not _seen(lines, first) else set()
    return [line for i, line in enumerate(lines) if i not in dropped and not _gap(lines, i, dropped)]


def _beside(lines: Sequence[str], page: int, step: int) -> int | None:
    at = page + step
    while 0 <= at < len(lines) and not lines[at].strip():
        at += step
    return at if 0 <= at < len(lines) else None


def _seen(lines: Sequence[str], at: int) -> bool:
    """Does a line of the same shape stand above? Then this one is the head of another page."""
    shape = _FIGURE.sub("0", lines[at].strip())
    return any(_FIGURE.sub("0", line.strip()) == shape for line in lines[:at])


def _gap(lines: Sequence[str], at: int, dropped: set[int]) -> bool:
    """An empty line beside what is dropped, which stood between two pages."""
    return not lines[at].strip() and (at - 1 in dropped or at + 1 in dropped)
