"""Characters that are one to whoever searches: Traditional and Simplified, one for one.

The page folds texts and queries alike, character by character, so that the places of what it finds
hold in the text as it is printed. It works out width and case by itself; which Hanzi are one is told
by OpenCC (`t2s`, each character alone) and NFKC (compatibility ideographs), and only for those that
the page may meet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import opencc

_HAN = (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    """Each Hanzi that stands for another one → that one, which stands for itself."""
    letters = [chr(code) for code in _HAN]
    # One call, a character a line: they convert as they would alone.
    text = "\n".join(unicodedata.normalize("NFKC", letter) for letter in letters)
    table = dict(zip(letters, opencc.OpenCC("t2s").convert(text).split("\n"), strict=True))
    for letter in letters:
        seen = {letter}
        while (other := table.get(table[letter], table[letter])) != table[letter] and other not in seen:
            seen.add(other)
            table[letter] = other
    changed = ((letter, other) for letter, other in table.items() if other != letter)
    return {letter: other for letter, other in changed if len(other) == 1 and ord(other) < 1 << 16}


def fold_pairs(characters: Iterable[str]) -> tuple[str, str]:
    """The variants of `characters` and, place for place, what stands for each.

    Variants that do not occur are there too, since they may be searched for.

    >>> fold_pairs("国台a")
    ('國檯臺颱', '国台台台')
    """
    table = _simplified()
    wanted = {table.get(character, character) for character in characters}
    rows = sorted((other, letter) for letter, other in table.items() if other in wanted)
    return "".join(letter for _, letter in rows), "".join(other for other, _ in rows)
