"""Names of actors and occasions in the form in which they are compared."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

import opencc

CLASSES: Final = {"person": "person", "organization": "body", "group": "body", "country": "land", "place": "land"}
"""Types of actors that careful readers exchange for one another are one class."""

_DROPPED: Final = re.compile(r"[\s·•・‧∙･.\-—–_“”‘’「」『』《》〈〉()（）\"'、，,]+[\u0300-\u036f]*")
"""Signs that outlets set differently inside a name, with accents that stand on them (´ is one on a space)."""


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


_APART: Final = frozenset("昇陞乾範穀薑於餘嶽塗璿彫倖鉅淩")
"""Characters of people's names whose Simplified form is another character of such names (张昇 and 张升)."""
_NAME: Final = 4
"""Characters of the longest Chinese name; in longer names (餅乾公司) these characters tell nobody apart."""


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """`name` in Simplified script, half width and lower case, without dots, spaces and quotes.

    A character by which two people are told apart stays as printed in a name of a person's length.
    """
    plain = simplify(name)
    if 1 < len(name) <= _NAME and len(plain) == len(name) and not _APART.isdisjoint(name):
        plain = "".join(own if own in _APART else other for own, other in zip(name, plain, strict=True))
    return _DROPPED.sub("", plain).casefold()


def simplify(text: str) -> str:
    """`text` in Simplified script and half width, its signs kept."""
    plain = unicodedata.normalize("NFKC", text)
    return plain if plain.isascii() else str(_converter().convert(plain))


def parts(name: str) -> tuple[str, ...]:
    """The folded parts of a name written with middle dots: 安东尼·布林肯 → (安东尼, 布林肯)."""
    return tuple(folded for piece in re.split(r"[·•・‧∙･.]", name) if (folded := fold(piece)))


def digest(*texts: str) -> str:
    """Twelve hexadecimal digits that depend on all of `texts` and on nothing else."""
    return hashlib.blake2b("\x1f".join(texts).encode(), digest_size=6).hexdigest()
