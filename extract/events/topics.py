"""Whom a statement is about: the actor outside the speaker's own side that it judges or asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from ...records import Actor, Argument
from .draft import Draft
from .lexer import Line, Token

_JUDGING: Final = frozenset({"accuse", "demand", "reject", "support", "threaten", "appeal"})
"""Stances that are about somebody."""


def find_topic(draft: Draft, lines: Sequence[Line], actors: Mapping[str, Actor]) -> None:
    """Binds the `topic` role when the stance judges and somebody outside the speaker's side is named."""
    if draft.stance not in _JUDGING or draft.claim is None:
        return
    own = own_side(draft, actors)
    weights: Counter[str] = Counter()
    first: dict[str, Token] = {}
    for token in _claim_tokens(draft, lines):
        assert token.mention is not None
        others = [a for a in token.mention.actors if a in actors and a not in own]
        addressed = draft.trigger.stance is not None and token.start == draft.claim.start
        if not addressed:
            others = [a for a in others if not (actors[a].country in own and _keeps_side(draft, actors[a]))]
        for actor in others:
            # 要求X … is about X; 中越 names the other side along with one's own
            weights[actor] += 9 if addressed else 2 if len(token.mention.actors) == 1 else 1
            first.setdefault(actor, token)
    if not weights:
        return
    best = min(weights, key=lambda a: (-weights[a], first[a].start))
    token = first[best]
    draft.names["topic"] = [actors[best].name]
    draft.arguments.append(Argument(role="topic", actor=best, start=token.start, end=token.end))


def _keeps_side(draft: Draft, actor: Actor) -> bool:
    """Whether an actor of the speaker's country is no topic: always the state itself, else unless blamed."""
    return actor.type == "country" or draft.stance not in ("accuse", "reject")


def _claim_tokens(draft: Draft, lines: Sequence[Line]) -> list[Token]:
    claim = draft.claim
    assert claim is not None
    found = []
    for line in lines[draft.clause.line.index :]:
        if line.start >= claim.end:
            break
        found += [
            t for t in line.tokens if claim.start <= t.start < claim.end and t.mention is not None and t.letter in "poc"
        ]
    return found


def own_side(draft: Draft, actors: Mapping[str, Actor]) -> set[str]:
    """The speakers, and the countries that they speak for (ids of actors and country codes)."""
    own = {a.actor for a in draft.arguments if a.role == "agent"}
    return own | {code for a in own if a in actors and (code := actors[a].country)}
