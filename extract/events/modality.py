"""Whether an event happened, is planned, did not happen, or only may: by cues around the trigger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ... import edtf
from .clauses import Clause
from .draft import Draft

_CUES: Final = {"F": "planned", "O": "negated", "Q": "possible"}


def find_modality(draft: Draft, clauses: Sequence[Clause], published: str | None) -> str:
    """One of actual, planned, negated, possible.

    Args:
        clauses: the clauses of the sentence.
        published: the publish day, to tell what lies ahead.
    """
    if draft.modality != "actual":
        return draft.modality
    clause = draft.clause
    found = ""
    for token in clause.tokens:
        if token.start < draft.token.start:
            found = token.letter if token.letter in _CUES else found
        elif token.letter == "K":
            return "negated"
    if not found:
        found = _condition(draft, clauses)
    modality = _CUES.get(found, "actual")
    ahead = _ahead(draft.time, published)
    if modality == "planned" and ahead is False:
        return "actual"
    if modality == "actual" and ahead:
        return "planned"
    return modality


def _condition(draft: Draft, clauses: Sequence[Clause]) -> str:
    """The cue that an earlier clause of the same sentence sets for this one (如果 …, 呼吁 …)."""
    at = next(i for i, c in enumerate(clauses) if c is draft.clause)
    if draft.clause.asked:
        return "Q"
    if at == 0:
        return ""
    previous = clauses[at - 1]
    letters = previous.line.letters[previous.low : previous.high]
    return "Q" if "Q" in letters else ""


def _ahead(time: str | None, published: str | None) -> bool | None:
    """True when the time lies after the publish day, False when before it, None when unknown."""
    if time is None or published is None:
        return None
    try:
        value, day = edtf.EDTF.parse(time), edtf.EDTF.parse(published)
    except edtf.EDTFError:
        return None
    if value.begin > day.end:
        return True
    return False if value.end < day.begin else None
