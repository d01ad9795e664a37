"""What a format's reader hands over: blocks of text and what the input says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

RULE: Final = 50
"""The leap between blocks that a horizontal rule stands for."""


class Block(Struct, frozen=True, gc=False):
    """A line or paragraph of the input, in reading order.

    Attributes:
        text: without white space around it, never empty, one line.
        kind: p, h1 … h6 (a heading), li, caption, pictured (alone with a picture in its
            container), cell, quote, line (of a text without tags).
        linked: how many of its characters stand inside links.
        jump: how many containers were closed and opened since the block before.
        aside: True inside a region that tags name as navigation, footer, comments …
    """

    text: str
    kind: str = "line"
    linked: int = 0
    jump: int = 0
    aside: bool = False


Box = tuple[int, int]
"""A container of the page: the numbers of its first block and of the block behind its last."""


@dataclass(slots=True)
class Stamp:
    """A place that may tell the publish date: the words found there and how far to trust them."""

    words: str
    origin: str
    weight: float
    note: str | None = None


@dataclass(slots=True)
class Draft:
    """One article before its zones are told apart.

    `shape` says how much of `blocks` may be page furniture: `page` (a whole page or a scrape),
    `fragment` (an article's body with little around it), `clean` (a field that holds the text only).
    `titles` are (text, origin), best first.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    shape: str = "page"
    titles: list[tuple[str, str]] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    summary: str | None = None
