"""What belongs to the same occasion: hosts and attendants told in another sentence, speech at a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .clauses import Clause
from .draft import Draft
from .lexer import Line
from .rules import Trigger

_HELD: Final = frozenset({"anniversary", "gathering"})
_MET: Final = frozenset({"meeting", "call", "gathering", "visit"})
_HOSTS: Final = re.compile(r"([pocg](?:_?[、w]_?[pocg])*)[_tZl]*M")
_ATTENDANTS: Final = re.compile(r"_?([pg](?:_?[、w]_?[pg])*)[_tFZl]*J")
_SAID_ABOVE: Final = re.compile("(?:参加|出席|陪同)了?(?:上述|有关|相关|此次|本次)?活动")
_AT: Final = re.compile(r"(?:在|于)[^,;。]{0,10}$")
_DURING: Final = re.compile("(?:的?过程)?(?:中(?![国方共央美俄日欧英法德印韩朝越])|上(?!海)|时(?!任)|期间)")
"""What makes the word in front of it an occasion: 会晤中, 访问期间."""
_ENDED: Final = re.compile("(?:结束|完结)(?:时|之?后|以后)?,?")
_WAYS: Final = (
    ("video", re.compile("(?:以|[通透]过|采[取用])[^,;。的]{0,3}?(?:视[频像讯]|线上|网[络路]|在线|远程)|视频连线")),
    ("phone", re.compile("(?:以|通过|透过)电话")),
    ("written", re.compile("(?:以|通过|透过)书面")),
)
"""How a meeting is held or an address given, told beside the word for it."""
_THIS: Final = re.compile("(?:这[一个项次场起宗]|该[项次场起宗]?|此[项次一]|上述)$")
_BACK: Final = 3
"""Sentences over which an occasion is still the one told before (访问结束时)."""
_REPLY: Final = re.compile("对此|回应")
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


def told_at(draft: Draft, drafts: Sequence[Draft], clauses: Sequence[Clause] = ()) -> Draft | None:
    """The earlier meeting that a statement's clause, or one before it, refers to: 在会晤中, 通话时."""
    line = draft.clause.line
    speakers = set(draft.names.get("agent", []))
    for clause in (draft.clause, *reversed(clauses[: draft.clause.index])):
        if clause is not draft.clause and line.letters[clause.high - 1] == "R":
            break
        for token in clause.tokens:
            if token.letter != "V" or not _DURING.match(line.norm, token.end):
                continue
            if _AT.search(line.norm[line.start : token.start]):
                return next((d for d in reversed(drafts) if d.type in _MET and d.time and speakers & d.people), None)
    return _answered(draft, drafts)


def _answered(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The earlier statement at a meeting that this one answers there (对此作出呼应,并表示)."""
    line = draft.clause.line
    if not drafts or not _REPLY.search(line.norm, line.start, draft.token.start):
        return None
    last = next((d for d in reversed(drafts) if d.type == "statement"), None)
    if last is None or last.time_rule != "told at" or last.clause.line.paragraph != line.paragraph:
        return None
    speakers = set(draft.names.get("agent", []))
    met = next((d for d in reversed(drafts) if d.type in _MET and d.time == last.time and speakers & d.people), None)
    return last if met is not None else None


def date_by_occasion(draft: Draft, drafts: Sequence[Draft], by_word: Sequence[Sequence[Trigger]]) -> None:
    """Dates what happened 访问结束时 or 会晤期间 by the visit or meeting told just before.

    Args:
        drafts: those read so far.
        by_word: number of a word → the triggers that it may be.
    """
    line = draft.clause.line
    for token in line.tokens:
        if token.start >= draft.token.start:
            return
        if token.letter != "V":
            continue
        ended = _ENDED.match(line.norm, token.end)
        if not (ended or _DURING.match(line.norm, token.end)):
            continue
        kinds = {t.type for t in by_word[token.word]} & _MET
        near = [d for d in drafts if d.type in kinds and 0 < line.index - d.clause.line.index <= _BACK]
        known = near[-1] if near else None
        if known is None or known.time is None:
            continue
        draft.time, draft.time_token, draft.time_rule, draft.inferred = known.time, known.time_token, "told at", True
        if ended and "/" in known.time:
            draft.time = known.time.partition("/")[2] or known.time
        return


def refers_back(draft: Draft, drafts: Sequence[Draft], norm: str) -> Draft | None:
    """What was told before: the meeting that 在会晤中 speaks of, when it names nobody new; what 这项任命 is."""
    line = draft.clause.line
    if draft.time_rule != "clause" and _THIS.search(norm, max(line.start, draft.token.start - 4), draft.token.start):
        return next((d for d in reversed(drafts) if d.type == draft.type and d.modality == draft.modality), None)
    if draft.type not in _MET or draft.time_rule == "clause" or not _DURING.match(line.norm, draft.token.end):
        return None
    for known in reversed(drafts):
        if known.type == draft.type and known.modality == draft.modality and draft.people <= known.people:
            return known
    return None


def set_mode(draft: Draft) -> None:
    """The mode that the clause tells (以视频方式, 通过电话) over the one that the word alone suggests."""
    if draft.type not in ("meeting", "message") or draft.mode in ("video", "phone"):
        return
    tokens = draft.clause.tokens
    words = draft.clause.line.norm[tokens[0].start : draft.token.end]
    draft.mode = next((mode for mode, expression in _WAYS if expression.search(words)), draft.mode)


def beside_the_occasion(line: Line) -> bool:
    """Whether the sentence opens with 会谈后, 招待会前 …: it tells more of the occasion reported."""
    return bool(_BESIDE.match(line.norm[line.start : line.end]))
