"""Where an event happened: what stands behind 在/于, or a place mention of its clause."""

from __future__ import annotations

import re
from typing import Final

from .draft import Draft
from .lexer import Token

_NO_PLACE: Final = re.compile(r"[时中上下内间际前后]$|期间|方面|问题|情况|过程|基础|背景|当地时间|[0-9%]|会议|框架|的$")
_HAPPENINGS: Final = frozenset({"accident", "disaster", "epidemic"})
"""Types that befall a place which does nothing in the article."""
_LONGEST: Final = 16


def _is_place(token: Token) -> bool:
    """Whether nobody acts there, but the article names a place or country."""
    return token.mention is not None and token.mention.type in ("place", "country")


def find_place(draft: Draft, text: str) -> None:
    """Sets the draft's place: the mention or the short stretch behind 在/于, else a place of the clause."""
    tokens = draft.clause.tokens
    for index, token in enumerate(tokens[:-1]):
        where = tokens[index + 1]
        if token.letter != "Z" or where.start != token.end or text[token.start] not in "在於于":
            continue
        if where.letter in "lco":
            draft.place = (text[where.start : where.end], where.start, where.end)
            return
        behind = tokens[index + 2].letter if index + 2 < len(tokens) else ""
        words = text[where.start : where.end].strip()
        if (
            where.letter == "_"
            and behind in ("V", "H", "w")
            and 2 <= len(words) <= _LONGEST
            and not _NO_PLACE.search(words)
        ):
            start = text.index(words, where.start)
            draft.place = (words, start, start + len(words))
            return
    for token in tokens:
        if token.letter == "l" or (token.letter == "u" and draft.type in _HAPPENINGS and _is_place(token)):
            draft.place = (text[token.start : token.end], token.start, token.end)
            return
