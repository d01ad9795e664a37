"""What single characters may begin or end, worked out once for each: the tables that a cut looks into."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from .lexicon import Lexicon

INTERPUNCTS: Final = "·•・‧∙⋅･"
APOSTROPHES: Final = "'’‘ʼ′`＇"
"""As outlets set them in 奥'康纳 and O’Connor."""
RUNS: Final = re.compile("[^\\W_\u4e00-\u9fff\u3007]+")
"""Letters and digits that are no ideographs."""
FAMILY: Final = 1
FOREIGN: Final = 2
HYPHEN: Final = 4
RUN: Final = 8
"""Bits of a letter: a surname begins with it, a transliteration does, it joins the parts of a name, or it is
one of a run of letters and digits."""
WORD_TAG: Final = ""
"""Stands for the tag that the dictionary gives, which is looked up for the words of the best cut only."""
_UNKNOWN: Final = -150
_MARK: Final = -100
_GIVEN_UNKNOWN: Final = -85
_NEVER: Final = -(10**12)
_MOST_PAIRS: Final = 1 << 16


class Path(NamedTuple):
    """The best cut of each beginning of a text: its score, where its last word begins, that word's tag."""

    score: list[int]
    back: list[int]
    tag: list[str]

    def offer(self, start: int, end: int, value: int, tag: str) -> None:
        """A word from `start` to `end`, which makes a cut of the score `value`; of equals the first stays."""
        if value > self.score[end]:
            self.score[end], self.back[end], self.tag[end] = value, start, tag

    def offer_late(self, start: int, end: int, value: int, tag: str) -> None:
        """The same when words that begin later, and names, were offered: of equals the first to begin stays."""
        most = self.score[end]
        if value > most or (value == most and start < self.back[end] + (tag == WORD_TAG)):
            self.score[end], self.back[end], self.tag[end] = value, start, tag


def is_han(char: str) -> bool:
    """A CJK ideograph."""
    return "\u4e00" <= char <= "\u9fff" or char == "〇"


class Letters(dict[str, tuple[int, int, str]]):
    """Character → its score as a word of its own, its bits, and that word's tag; filled as characters are met."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._words, self._translit = lexicon.words, lexicon.translit
        self._families = {surname[0] for surname in lexicon.surnames}

    def __missing__(self, char: str) -> tuple[int, int, str]:
        score = self._words.get(char)
        if score is not None or is_han(char):
            bits = FAMILY * (char in self._families) + FOREIGN * (char in self._translit)
            found = (_UNKNOWN if score is None else score, bits, WORD_TAG)
        elif RUNS.match(char):
            found = (_MARK, RUN, "")
        else:
            found = (_MARK, HYPHEN * (char in INTERPUNCTS or char in APOSTROPHES or char == "-"), "w")
        self[char] = found
        return found


class Pairs(dict[str, tuple[int, tuple[int, ...]] | None]):
    """Two characters → the score of the word they are, and the lengths of longer words that end with them.

    Filled as pairs are met: the same ones come again and again, and a table of those alone stays in the
    processor's caches. It is emptied when it is full.
    """

    def __init__(self, words: Mapping[str, int], ends: Mapping[str, tuple[int, ...]]) -> None:
        super().__init__()
        self._words, self._ends = words, ends

    def __missing__(self, pair: str) -> tuple[int, tuple[int, ...]] | None:
        if len(self) >= _MOST_PAIRS:
            self.clear()
        count, longer = self._words.get(pair), self._ends.get(pair, ())
        found = self[pair] = None if count is None and not longer else (_NEVER if count is None else count, longer)
        return found


class Givens(dict[str, int | None]):
    """Character → its score within a given name, None for what is no ideograph; filled as characters are met."""

    def __init__(self, given: Mapping[str, int]) -> None:
        super().__init__()
        self._given = given

    def __missing__(self, char: str) -> int | None:
        found = self._given.get(char, _GIVEN_UNKNOWN) if is_han(char) else None
        self[char] = found
        return found
