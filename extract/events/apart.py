"""Events that the same words tell apart: 分别会见A和B, 应约同A、28日同B通电话."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .draft import Draft
from .lexer import Token
from .timing import usable

_GROUP: Final = re.compile("(?P<before>[_tZlEIF]*)w_?(?P<others>[pocg](?:_?[、w]_?[pocg])*)")
_GROUPS: Final = re.compile(
    "(?P<subject>[pocg](?:_?、_?[pocg])*)(?P<groups>[_tZlEIF]*w_?[pocg](?:_?、_?[pocg])*"
    "(?:_?[、,][_tZlEIF]*w_?[pocg](?:_?、_?[pocg])*)+)[^,;:]*$"
)


def _by_group(draft: Draft, names: dict[str, str]) -> list[Draft]:
    """One event for each other side that has a preposition of its own: 应约同A、28日同B通电话."""
    tokens = draft.clause.tokens
    letters = "".join([t.letter for t in tokens if t.start < draft.token.start])
    match = _GROUPS.search(letters)
    if match is None or "participant" not in draft.found:
        return []
    found: list[Draft] = []
    for part in _GROUP.finditer(letters, match.start("groups"), match.end("groups")):
        one = replace(draft, found={}, names={}, arguments=[], reports=[], apart=True)
        for token in tokens[match.start("subject") : match.end("subject")]:
            _join(one, "participant", token, names)
        role = "initiator" if "I" in part.group("before") and draft.token.word >= 0 else "participant"
        for token in tokens[part.start("others") : part.end("others")]:
            _join(one, role, token, names)
        own = [t for t in tokens[part.start() : part.start("others")] if usable(t)]
        if own and own[-1].time is not None:
            one.time, one.time_token = own[-1].time.value, own[-1].time
            one.time_rule, one.inferred = "clause", False
        elif found and draft.time_rule == "clause":
            one.time, one.time_token = found[-1].time, found[-1].time_token
        found.append(one)
    return found


def _join(draft: Draft, role: str, token: Token, names: dict[str, str]) -> None:
    if token.mention is not None:
        draft.found.setdefault(role, []).append(token)
        draft.add(role, token, names)


def several(draft: Draft, names: dict[str, str]) -> list[Draft]:
    """The events that 分别 tells apart: 分别会见A和B is two meetings; else the draft alone."""
    grouped = _by_group(draft, names)
    if grouped:
        return grouped
    tokens = draft.found.get("participant", [])
    each = next((t for t in draft.clause.tokens if t.letter == "E" and t.start < draft.token.start), None)
    if each is None or len(tokens) < 3:
        return [draft]
    subject = [t for t in tokens if t.start < each.start]
    others = [t for t in tokens if t.start > each.start]
    if len(subject) != 1 or len(others) < 2:
        return [draft]
    found = []
    for other in others:
        one = replace(draft, found={"participant": [*subject, other]}, names={}, arguments=[], reports=[], apart=True)
        for token in (*subject, other):
            one.add("participant", token, names)
        found.append(one)
    return found
