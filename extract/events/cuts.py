"""Whether a trigger is only characters of two neighbouring words: 下发 in 条件下发挥, 升至 in 飙升至.

A unigram model over the words of the lexicon decides: the likeliest cut of the characters around the
trigger that keeps its borders against the likeliest that crosses one. Only a word that crosses a border
asks for it, which few do.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ..actors import default_lexicon

_LONGEST: Final = 4
"""Characters of the longest word that is looked up."""
_SHORT: Final = 3
"""Longer triggers do not come about by chance; those of one character have rules on the text beside them."""
_ROUND: Final = 4
"""Characters on either side of the trigger that are cut with it."""
_AROUND: Final = frozenset("前后中时")
"""Behind a trigger these are more likely words of their own: 会面|前, 袭击|中."""
_UNKNOWN: Final = -200
"""Score of a character that is no word; scores are rounded logarithms, as the lexicon keeps them."""
_MARGIN: Final = 20
"""By so much the crossing cut must be likelier: a trigger is the more probable word where rules stand for it."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, int]:
    return default_lexicon().words


def crossed(norm: str, start: int, end: int) -> bool:
    """Whether a likelier word reaches across a border of `norm[start:end]`.

    Args:
        norm: normalised text in which mentions and times are blanked.
    """
    words = _words()
    if not 1 < end - start <= _SHORT:
        return False
    after = norm[end : end + 1] not in _AROUND and _crosses(words, norm, end)
    if not after and not _crosses(words, norm, start):
        return False
    low, high = max(0, start - _ROUND), min(len(norm), end + _ROUND)
    text = norm[low:high]
    kept = _best(words, text, start - low, end - low)
    return _best(words, text, -1, -1) > kept + _MARGIN


def _crosses(words: Mapping[str, int], norm: str, at: int) -> bool:
    return norm[at - 1 : at + 1] in words or norm[at - 1 : at + 2] in words or norm[max(0, at - 2) : at + 1] in words


def _best(words: Mapping[str, int], text: str, start: int, end: int) -> int:
    """Score of the likeliest cut; with `start` not negative of those in which `text[start:end]` is a word."""
    score = [0] + [-(10**9)] * len(text)
    for at in range(len(text)):
        if start < at < end:
            continue
        if at == start:
            inside = text[start:end]
            score[end] = max(score[end], score[at] + (words.get(inside) or _best(words, inside, -1, -1)))
            continue
        for size in range(1, min(_LONGEST, len(text) - at) + 1):
            stop = at + size
            if at < start < stop:
                break
            count = words.get(text[at:stop], _UNKNOWN if size == 1 else None)
            if count is not None and score[at] + count > score[stop]:
                score[stop] = score[at] + count
    return score[-1]
