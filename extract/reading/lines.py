"""Each line of a page alone: what it is and how much it speaks for being part of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ..normalize import normalize
from .draft import Block
from .furniture import credit_end, is_dated, is_furniture, is_related_head, leads_away

_MARK = re.compile(r"[。;!?…,、:]")
END = re.compile(r"(?:[。!?…]|(?<=[\u3400-\u9fff])\.)[”’」』)\"]?\s*$")
"""The end of a sentence at the end of a line."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z]{2}")
_QUOTED = 0.1
"""The score of a sentence in another script: it may stand in a text, and does not make one."""
_STOPS = frozenset('.,;:!?"”’)')
_WORD = re.compile(r"[A-Za-z]{2,}")
_TIME, _PLACE = ("时间:", "日期:"), ("地点:", "地址:", "会场:")
_PLACES = frozenset(place[:2] for place in _PLACE)
"""A date above a place is that of an event, not of the page."""
_LOOSE = frozenset({"label", "link", "aside", "related"})
"""Roles of lines that never belong to an article."""


CAPTIONS = frozenset({"caption", "pictured"})
"""Kinds of blocks that belong to a picture."""


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
                chinese = sum(map(len, _HAN_RUN.findall(normal))) > len(_WORD.findall(normal))
            if chinese:
                score, role = (min(score, _QUOTED), role) if low[-1] in _STOPS else (-1.5, "label")
        lines.append(Line(block, text, score, role, role in _LOOSE))
        if text[:2] in _PLACES and text.startswith(_PLACE) and len(lines) > 1 and lines[-2].text.startswith(_TIME):
            last = lines[-2]
            lines[-2] = Line(last.block, last.text, -1.0, "plain", False)
    return lines


def _is_foreign(low: str) -> bool:
    """A line in Latin letters: on a page in Chinese the words of its maker or, in sentences, perhaps a quotation."""
    return len(low) < 160 and _HAN.search(low) is None and _LATIN.search(low) is not None


def _before_credit(low: str) -> int:
    """The length of the sentence that an editor's credit stands behind; 0 where none does."""
    end, _ = credit_end(low)
    return end if 5 <= end < len(low) and END.search(low[:end]) and not is_furniture(low[:end]) else 0


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
        length = _before_credit(low)
        if length == 0:
            return (-1.5 if len(low) < 5 else -4.0), "label"
        low = low[:length]
    if length < 5:
        return -1.0, "plain"
    stops = "。" in low
    if length < 100 and not stops and is_dated(low):
        return -2.0, "stamp"
    if length >= 12 and (stops or END.search(low, length - 4)):
        return min(length, 240) / 24 + min(len(_MARK.findall(low)), 6) * 0.4, "text"
    if length >= 50 and _MARK.search(low):
        return 1.5, "text"
    if block.kind in CAPTIONS:
        return 0.2, "plain"
    if block.kind in ("h2", "h3", "h4", "h5"):
        return -0.5, "plain"
    return -1.0, "plain"
