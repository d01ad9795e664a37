"""The stance of a statement, by its verb and by the words of its content."""

from __future__ import annotations

from .draft import Draft
from .lexer import Lexer


def set_stance(draft: Draft, norm: str, lexer: Lexer) -> None:
    """Sets `draft.stance`: of the verb if it has one, else by cues in the claim, else neutral."""
    if draft.trigger.stance:
        draft.stance = draft.trigger.stance
        return
    claim = draft.claim
    content = norm[claim.start : claim.end] if claim else ""
    best, score = "neutral", 0
    for stance, (weight, expression) in lexer.stances.items():
        found = weight * len(expression.findall(content))
        if found > score:
            best, score = stance, found
    draft.stance = best
