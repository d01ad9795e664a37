"""我 in speech is the speaker: tokens of the class `self` become mentions of who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Mention
from .clauses import Clause
from .lexer import Line, Token


def resolve_selves(line: Line, clauses: Sequence[Clause], outer: Sequence[Token]) -> bool:
    """Replaces 我 by the speaker of its sentence, else of the passage; True when something changed.

    Args:
        clauses: the line's clauses as split before.
        outer: the speaker whose passage goes on, if any.
    """
    if "S" not in line.letters:
        return False
    changed = False
    for clause in clauses:
        speaker = (clause.speaker if clause.said else ()) or tuple(outer)
        if len(speaker) != 1 or speaker[0].mention is None:
            continue
        for index in range(clause.low, clause.high):
            token = line.tokens[index]
            if token.letter == "S":
                line.tokens[index] = _stand_in(token, speaker[0], line.norm)
                changed = True
    line.letters = "".join(t.letter for t in line.tokens)
    return changed


def _stand_in(token: Token, speaker: Token, norm: str) -> Token:
    assert speaker.mention is not None
    mention = Mention(
        start=token.start,
        end=token.end,
        text=norm[token.start : token.end],
        type=speaker.mention.type,
        form="pronoun",
        rule="event.self",
        actors=speaker.mention.actors,
    )
    return Token(speaker.letter, token.start, token.end, mention=mention)
