"""A surname alone that speaks or acts: 李明供称，…。李否认控罪。

Court reports name people in full once and by their surname afterwards. A surname counts where it
begins a clause with a verb, an adverb or a preposition right behind it, one person of the article
bears it, and the full name stands before it in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ...records import Actor, Mention
from ..normalize import normalize
from .lexer import Line, Token

_NAME: Final = re.compile("[㐀-鿿]{2,3}")
_COMPOUND: Final = re.compile("(?:欧阳|司徒|上官|诸葛|司马|皇甫|夏侯|端木|公孙|慕容|令狐|东方|尉迟)(?=.)")
_WORDS: Final = frozenset("曾常向于和同连从尤则亦均但仍应方时全单能安经余都可便明广通白")
"""Surnames that are words where a subject may stand: 曾表示, 时称, 方在."""
_BEHIND: Final = re.compile(
    "(?:[亦也又则再更续另仍还曾]|其后|随后|当时|最后|同时|继续|解释|庭上|早前|突然|之后|即|现|并|补充)*"
)
_BEGINS: Final = frozenset(",;:.“”R")
_FOLLOWS: Final = frozenset("RBPUdZtO")
"""Letters of what follows the subject: a verb of saying, 被, 已, 曾, 对, 在, a time, 没有."""


def bearers(actors: Iterable[Actor]) -> dict[str, str]:
    """Surname → id of the only person of the article who bears it."""
    found: dict[str, set[str]] = {}
    for actor in actors:
        name = normalize(actor.name)
        if actor.type == "person" and _NAME.fullmatch(name):
            found.setdefault(surname_of(name), set()).add(actor.id)
    return {surname: next(iter(ids)) for surname, ids in found.items() if len(ids) == 1 and surname not in _WORDS}


def surname_of(name: str) -> str:
    """The first character, or two of a compound surname."""
    compound = _COMPOUND.match(name)
    return compound.group() if compound else name[0]


def resolve_surnames(lines: Sequence[Line], mentions: Sequence[Mention], actors: Sequence[Actor], norm: str) -> None:
    """Replaces surnames in subject position by mentions of their bearers, in all lines."""
    known = bearers(actors)
    if not known:
        return
    first: dict[str, int] = {}
    for mention in mentions:
        if len(mention.actors) == 1 and mention.form not in ("pronoun", "title"):
            first.setdefault(mention.actors[0], mention.end)
    for line in lines:
        if not line.title and _resolve(line, known, first, norm):
            line.letters = "".join([t.letter for t in line.tokens])


def _resolve(line: Line, known: Mapping[str, str], first: Mapping[str, int], norm: str) -> bool:
    changed = False
    index = 0
    while index < len(line.tokens) - 1:
        token, follows = line.tokens[index], line.tokens[index + 1]
        opens = index == 0 or line.tokens[index - 1].letter in _BEGINS
        if token.letter == "_" and opens and follows.letter in _FOLLOWS and follows.start == token.end:
            words = norm[token.start : token.end]
            low = token.start + len(words) - len(words.lstrip())
            surname = next((s for s in (words.strip()[:2], words.strip()[:1]) if s in known), None)
            if surname and first.get(known[surname], line.end) <= low:
                rest = norm[low + len(surname) : token.end]
                if _BEHIND.fullmatch(rest):
                    line.tokens[index : index + 1] = _split(token, low, surname, known[surname], norm)
                    changed = True
        index += 1
    return changed


def _split(token: Token, low: int, surname: str, actor: str, norm: str) -> list[Token]:
    """The surname as a mention, and what stands between it and the verb."""
    end = low + len(surname)
    mention = Mention(
        start=low, end=end, text=norm[low:end], type="person", form="short", rule="event.surname", actors=(actor,)
    )
    rest = [Token("_", end, token.end)] if end < token.end else []
    return [Token("p", low, end, mention=mention), *rest]
