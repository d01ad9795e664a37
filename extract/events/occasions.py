"""What belongs to the same occasion: hosts and attendants told in another sentence, speech at a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .draft import Draft
from .lexer import Line

_HELD: Final = frozenset({"anniversary", "gathering"})
_MET: Final = frozenset({"meeting", "call", "gathering", "visit"})
_HOSTS: Final = re.compile(r"([pocg](?:_?[、w]_?[pocg])*)[_tZl]*M")
_ATTENDANTS: Final = re.compile(r"_?([pg](?:_?[、w]_?[pg])*)[_tFZl]*J")
_SAID_ABOVE: Final = re.compile("(?:参加|出席|陪同)了?(?:上述|有关|相关|此次|本次)?活动")
_AT: Final = re.compile(r"(?:在|于)[^,;。]{0,10}$")
_DURING: Final = re.compile(r"(?:中|上|时|期间)")
_BESIDE: Final = re.compile(
    r"^(?:[^,。]{0,6})(?:会谈|会见|会晤|仪式|招待会|峰会|活动|宴会|会议|访问)(?:之?前|之?后|结束后|期间|开始前|时),"
)


def attach_hosts(line: Line, drafts: Sequence[Draft], names: dict[str, str]) -> None:
    """由A、B共同主办: the hosts of the anniversary or gathering told last."""
    match = _HOSTS.search(line.letters)
    held = [d for d in drafts if d.type in _HELD]
    if match is None or not held:
        return
    draft = held[-1]
    role = "agent" if draft.type == "anniversary" else "host"
    for token in line.tokens[match.start(1) : match.end(1)]:
        if token.mention is not None:
            draft.add(role, token, names)


def attach_attendants(line: Line, drafts: Sequence[Draft], names: dict[str, str]) -> None:
    """某某等参加上述活动: who attended what was told last."""
    match = _ATTENDANTS.match(line.letters)
    held = [d for d in drafts if d.type in _HELD or d.type in _MET]
    if match is None or not held or not _SAID_ABOVE.search(line.norm, line.start, line.end):
        return
    for token in line.tokens[match.start(1) : match.end(1)]:
        if token.mention is not None:
            held[-1].add("participant", token, names)


def told_at(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The earlier meeting that a statement's clause refers to: 在会晤中, 通话时."""
    line = draft.clause.line
    for token in draft.clause.tokens:
        if (
            token.letter == "V"
            and _DURING.match(line.norm, token.end)
            and _AT.search(line.norm[line.start : token.start])
        ):
            speakers = set(draft.names.get("agent", []))
            for known in reversed(drafts):
                if known.type in _MET and known.time and speakers & known.people:
                    return known
    return None


def beside_the_occasion(line: Line) -> bool:
    """Whether the sentence opens with 会谈后, 招待会前 …: it tells more of the occasion reported."""
    return bool(_BESIDE.match(line.norm[line.start : line.end]))
