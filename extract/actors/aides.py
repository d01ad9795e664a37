"""Those who serve an office: 首相辅佐官 and 总统助理 hold neither; the office in front says whose they are."""

from __future__ import annotations

from typing import Final

from .cues import cue
from .segment import Token

_SERVED: Final = 3
"""Words behind an office up to the title of who serves it."""


def aide_ahead(tokens: list[Token], last: int) -> int | None:
    """The token of whoever serves the office at token `last`, its name right behind or with a noun between.

    首相辅佐官, 总统助理 and 首相政治顾问 are no 首相 and no 总统.
    """
    at = last + 1
    for _ in range(_SERVED):
        if at >= len(tokens) or tokens[at].start != tokens[at - 1].end:
            return None
        if serves(tokens[at]):
            return at
        if tokens[at].is_title or tokens[at].tag not in ("n", "vn", "b", "d", "a"):
            return None
        at += 1
    return None


def serves(token: Token) -> bool:
    """A title of those who serve the bearer of the office that stands in front."""
    return token.text in cue("titles.aides")


def is_served(tokens: list[Token], k: int, last: int) -> bool:
    """Whether the title at token `k` only says whose aide the next one is; 兼 or 、 between makes two offices."""
    nxt = next((j for j in range(k + 1, last + 1) if tokens[j].is_title or serves(tokens[j])), None)
    return nxt is not None and serves(tokens[nxt]) and not any(t.text in cue("titles.links") for t in tokens[k:nxt])
