"""A leader's government is his state: 特朗普政府 acts for 美国."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ...records import Actor, Mention
from ..normalize import normalize
from .lexer import Line, Token

_TERRITORIES: Final = frozenset({"台湾", "香港", "澳门"})
"""Places that have a government of their own name."""
_LED: Final = re.compile("(?!.{0,4}(?:省|市|州|县|区|港|澳|中央|临时|流亡|联邦|特区))[一-鿿]{2,6}政府")
"""An organisation that is but a leader's government."""
_GOVERNMENT: Final = re.compile("(?:过渡|新)?(?:政府|行政当局|当局)(?!军|官员|消息|内部|大楼|网站)")


def resolve_governments(lines: Sequence[Line], actors: Sequence[Actor], norm: str) -> None:
    """Replaces a person in front of 政府 by the country of his that the article names, in all lines."""
    country = {a.id: a.country for a in actors if a.type == "person" and a.country}
    states = {
        a.country: a.id
        for a in sorted(actors, key=lambda a: a.id)
        if a.country and (a.type == "country" or normalize(a.name) in _TERRITORIES)
    }
    led = {
        a.id: states[a.country]
        for a in actors
        if a.type == "organization" and a.country in states and _LED.fullmatch(normalize(a.name))
    }
    for line in lines:
        changed = False
        for index, token in enumerate(line.tokens):
            if token.letter == "o" and token.mention is not None and set(token.mention.actors) & led.keys():
                line.tokens[index] = _as_state(token, led[token.mention.actors[0]], token.end, norm)
                changed = True
                continue
            match = _GOVERNMENT.match(norm, token.end) if token.letter == "u" and token.mention is not None else None
            if match is None or token.mention is None or len(token.mention.actors) != 1:
                continue
            state = states.get(country.get(token.mention.actors[0]) or "")
            follows = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
            if state is None or follows is None or follows.letter != "_":
                continue
            line.tokens[index] = _as_state(token, state, match.end(), norm)
            rest = follows._replace(start=match.end())
            line.tokens[index + 1 : index + 2] = [rest] if rest.start < rest.end else []
            changed = True
        if changed:
            line.letters = "".join([t.letter for t in line.tokens])


def _as_state(token: Token, state: str, end: int, norm: str) -> Token:
    mention = Mention(
        start=token.start,
        end=end,
        text=norm[token.start : end],
        type="country",
        form="name",
        rule="event.government",
        actors=(state,),
    )
    return Token("c", token.start, end, mention=mention)
