"""Searches of whole texts with expressions, at the speed of a search for characters.

`re` skips to the next character that may begin a match only where every alternative of an expression
begins with a character, not with a group or a look behind. `alternatives` writes them so; `matches_at`
is for expressions that cannot be written so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Final

_GROUP: Final = re.compile(r"\(\?:([\w|]+)\)(?![?*+{])(.*)", re.DOTALL)
_BEHIND: Final = re.compile(r"\(\?<([=!])(\[[^\]\\]+\]|[\w,])\)(\w)(?![?*+{])(.*)", re.DOTALL)


def matches_at(
    first: re.Pattern[str], expression: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match[str]]:
    """The matches of an expression, as `expression.finditer(text, start, end)` gives them.

    Args:
        first: matches one character, or a run of which only the first may begin a match, wherever a
            match can begin.
        expression: matches no empty string.
    """
    at = start
    for head in first.finditer(text, start, end):
        if head.start() >= at and (match := expression.match(text, head.start(), end)) is not None:
            yield match
            at = match.end()


def alternatives(sources: Iterable[str]) -> str:
    """The source of an expression for any of several, in their order, each to begin with a character.

    >>> alternatives(["(?:严重|深切)关切", "(?<!获)支持"])
    '严重关切|深切关切|支(?<!获支)持'
    """
    return "|".join(part for source in sources for part in _with_first_character(source))


def _with_first_character(source: str) -> list[str]:
    group = _GROUP.fullmatch(source)
    if group is not None:
        return [f"{begin}{group[2]}" for begin in group[1].split("|")]
    behind = _BEHIND.fullmatch(source)
    if behind is not None:
        return [f"{behind[3]}(?<{behind[1]}{behind[2]}{behind[3]}){behind[4]}"]
    return [source]
