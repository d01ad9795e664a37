"""What single characters may begin or end, worked out once for each: the tables that a cut looks into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .lexicon import Lexicon

FAMILY: Final = 1
FOREIGN: Final = 2
OTHER: Final = 4
"""Bits of a letter: a surname begins with it, a transliteration does, or it is no ideograph."""
_UNKNOWN: Final = -150
_GIVEN_UNKNOWN: Final = -85


def is_han(char: str) -> bool:
    """A CJK ideograph."""
    return "\u4e00" <= char <= "\u9fff" or char == "〇"


class Letters(dict[str, tuple[int, int]]):
    """Character → its score as a word of its own, and its bits; filled as characters are met."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._words, self._translit = lexicon.words, lexicon.translit
        self._families = {surname[0] for surname in lexicon.surnames}

    def __missing__(self, char: str) -> tuple[int, int]:
        known = self._words.get(char)
        if known is None and not is_han(char):
            found = (0, OTHER)
        else:
            bits = FAMILY * (char in self._families) + FOREIGN * (char in self._translit)
            found = (_UNKNOWN if known is None else known, bits)
        self[char] = found
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
