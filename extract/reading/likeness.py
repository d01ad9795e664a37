"""How much of one text another tells."""

from __future__ import annotations

import re

from ..normalize import normalize

_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fffA-Za-z0-9]{2}))")


def pairs(words: str) -> frozenset[str]:
    """All pairs of neighbouring letters of a title or summary, normalised."""
    return frozenset(_HAN_PAIR.findall(normalize(words)))


def share(wanted: frozenset[str], told: str) -> float:
    """How many of the pairs stand in a normalised text, from 0 to 1."""
    return sum(map(told.__contains__, wanted)) / len(wanted) if wanted else 0.0
