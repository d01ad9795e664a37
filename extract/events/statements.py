"""Reported speech: who says what, one statement per speaker and passage.

A passage goes on until somebody else speaks; speech inside speech is a statement of its own and
does not end the passage around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ...records import Argument, Claim, Report
from .clauses import Clause
from .draft import Draft
from .lexer import Line, Token

_LEADING: Final = re.compile(r"^(?:[了道过]|[\s,,，:：。、“”「」\"])+")
_QUOTED: Final = re.compile(r"[“「\"]([^”」\"]+)[”」\"]")
_MIN_CONTENT: Final = 4


@dataclass(slots=True)
class Passage:
    """The speech that is going on while the text is read."""

    outer: Draft | None = None
    drafts: list[Draft] = field(default_factory=list)


def in_scope(passage: Passage, draft: Draft, norm: str) -> bool:
    """Whether a verb of view (支持, 希望 …) only tells what a speaker says of somebody.

    It stands inside speech when something was said earlier in the sentence, or when the passage
    goes on and its subject is a state or a group. A comma or colon behind the verb opens speech.
    """
    if draft.clause.said:
        return True
    outer = passage.outer
    if outer is None or norm[draft.token.end : draft.token.end + 1] in ",:":
        return False
    if any(t.letter in "po" for t in draft.found.get("agent", [])):
        return False
    return draft.clause.line.paragraph - outer.clause.line.paragraph <= 1


def has_content(draft: Draft, norm: str) -> bool:
    """Whether something is said: words behind the verb, or a quotation before it."""
    line, token = draft.clause.line, draft.token
    if any(t.letter == "d" and t.start < token.start for t in draft.clause.tokens):
        return True  # 对合作表示乐观
    behind = norm[token.end : line.end].strip("。!?，,;:“”「」『』\"' \n")
    if len(behind) >= _MIN_CONTENT:
        return True
    ahead = norm[line.start : token.start]
    return bool(re.search(r"[”」』\"][^”」』\"]{0,60}$|,[^,]{0,30}$", ahead))


def claim_of(draft: Draft, text: str) -> Claim | None:
    """The content: what stands behind the verb in its sentence, else what stands before the speaker.

    “…,”王毅说。 quotes first; 王毅说,“…” and 王毅说,… follow.
    """
    line, token = draft.clause.line, draft.token
    start = token.end
    lead = _LEADING.match(text[start : line.end])
    start += lead.end() if lead else 0
    if line.end - start >= _MIN_CONTENT:
        direct = any(c in text[token.end : start] for c in '“「"')
        return Claim(text=text[start : line.end], start=start, end=line.end, direct=direct)
    first = draft.clause.tokens[0].start
    quotes = list(_QUOTED.finditer(text, line.start, token.start))
    if quotes:
        low, high = quotes[-1].span(1)
    else:
        low, high = line.start, first
    return Claim(text=text[low:high], start=low, end=high, direct=bool(quotes)) if high > low else None


def quote_before(draft: Draft, lines: Sequence[Line], norm: str) -> tuple[int, int] | None:
    """The quotation that is the whole sentence before: “…。”王毅说。"""
    index = draft.clause.line.index
    if index == 0 or len(norm[draft.token.end : draft.clause.line.end].strip("。 ")) >= _MIN_CONTENT:
        return None
    previous = lines[index - 1]
    if previous.paragraph != draft.clause.line.paragraph or norm[previous.end - 1] not in '”」』"':
        return None
    start = next((i for i in range(previous.start, previous.end) if norm[i] in '“「『"'), None)
    return None if start is None or previous.end - start < _MIN_CONTENT else (start + 1, previous.end - 1)


def enter(passage: Passage, draft: Draft, text: str, quote: tuple[int, int] | None = None) -> Draft | None:
    """Takes a statement into the passage: a new draft, or None when it continues one.

    Args:
        quote: the quotation of the sentence before that is its content, if so.
    """
    speakers = set(draft.names.get("agent", []))
    outer = passage.outer
    known = _known(passage, draft, speakers)
    if known is not None:
        _continue(known, draft)
        if not draft.clause.said:
            passage.outer = known
        return None
    draft.claim = (
        Claim(text=text[quote[0] : quote[1]], start=quote[0], end=quote[1], direct=True)
        if quote
        else claim_of(draft, text)
    )
    passage.drafts.append(draft)
    if not (draft.clause.said or (outer is not None and _recalled(draft))):
        passage.outer = draft
    return draft


def _known(passage: Passage, draft: Draft, speakers: set[str]) -> Draft | None:
    outer = passage.outer
    if outer is not None and speakers == set(outer.names.get("agent", [])) and _same_occasion(outer, draft):
        return outer
    line = draft.clause.line
    for known in reversed(passage.drafts):
        if known.clause.line.paragraph != line.paragraph:
            break
        if speakers == set(known.names.get("agent", [])) and _same_occasion(known, draft):
            return known
    return None


def stand_in(passage: Passage, draft: Draft) -> None:
    """A pronoun that speaks is whoever spoke last: 王毅说…。他还指出…。"""
    tokens = draft.found.get("agent", [])
    outer = passage.outer
    if outer is None or not tokens or any(t.mention is None or t.mention.form != "pronoun" for t in tokens):
        return
    spoken = [t for t in outer.found.get("agent", []) if t.letter == tokens[0].letter]
    if spoken:
        draft.found["agent"] = spoken
        draft.names["agent"] = list(outer.names["agent"])
        draft.arguments = [
            Argument(role="agent", actor=a.actor, start=tokens[0].start, end=tokens[0].end)
            for a in outer.arguments
            if a.role == "agent"
        ]


def _recalled(draft: Draft) -> bool:
    """Whether the verb tells of earlier speech (已明确表示, 曾说), inside a passage of somebody else."""
    words = [t for t in draft.clause.tokens if t.letter == "P"]
    return bool(words) and words[-1].start < draft.token.start


def _same_occasion(left: Draft, right: Draft) -> bool:
    return right.time is None or left.time == right.time or right.inferred


def _continue(known: Draft, draft: Draft) -> None:
    line = draft.clause.line
    if line.index != known.clause.line.index:
        known.reports.append(
            Report(
                start=line.start,
                end=line.end,
                trigger_start=draft.token.start,
                trigger_end=draft.token.end,
                time=draft.time,
            )
        )
    for role, names in draft.names.items():
        have = known.names.setdefault(role, [])
        have.extend(n for n in names if n not in have)


def follow(passage: Passage, line: Line, text: str) -> None:
    """A sentence without a reporting verb continues the last claim of its paragraph."""
    outer = passage.outer
    if outer is None or outer.claim is None or outer.clause.line.paragraph != line.paragraph:
        return
    if outer.claim.end <= line.start:
        start = outer.claim.start
        outer.claim = Claim(text=text[start : line.end], start=start, end=line.end, direct=outer.claim.direct)


def link_claims(drafts: Sequence[Draft]) -> None:
    """Events told inside a claim are asserted by its statement."""
    statements = [d for d in drafts if d.type == "statement" and d.claim is not None]
    for draft in drafts:
        around = [s for s in statements if s is not draft and _inside(draft, s)]
        if around:
            nearest = max(around, key=lambda s: s.token.start)
            draft.claimed_by = nearest
            nearest.asserts.append(draft)


def _inside(draft: Draft, statement: Draft) -> bool:
    claim = statement.claim
    return claim is not None and claim.start <= draft.token.start < claim.end


def speaker_tokens(clause: Clause) -> tuple[Token, ...]:
    """The subject of the reporting verb, its own or carried over."""
    return clause.subject or clause.carried
