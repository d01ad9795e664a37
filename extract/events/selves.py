"""我 in speech is the speaker, 他 in running text whoever spoke or acted last.

Tokens of the classes `self` and `he` become mentions of that actor, where only one person can be
meant; the words stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Mention
from .clauses import Clause
from .lexer import Line, Token


def resolve_pronouns(line: Line, clauses: Sequence[Clause], outer: Sequence[Token], last: Token | None) -> bool:
    """Replaces the pronouns of a line; True when something changed.

    Args:
        clauses: the line's clauses as split before.
        outer: the speaker whose passage goes on, if any.
        last: the person who was the subject last.
    """
    if "S" not in line.letters and "h" not in line.letters:
        return False
    changed = False
    for clause in clauses:
        speaker = (clause.speaker if clause.said else ()) or tuple(outer)
        someone = _person(outer) or last
        for index in range(clause.low, clause.high):
            token = line.tokens[index]
            if token.letter == "h":
                stand = _person(clause.speaker) if clause.said else someone
                if index > 0 and line.tokens[index - 1].letter in "VRdC":
                    stand = _other_person(line, index, _person(clause.subject) or stand)
            elif token.letter == "S":
                stand = speaker[0] if len(speaker) == 1 else None
            else:
                continue
            if stand is not None and stand.mention is not None:
                line.tokens[index] = _stand_in(token, stand, line.norm)
                changed = True
    line.letters = "".join([t.letter for t in line.tokens])
    return changed


def _person(tokens: Sequence[Token]) -> Token | None:
    return tokens[0] if len(tokens) == 1 and tokens[0].letter == "p" else None


def _other_person(line: Line, index: int, subject: Token | None) -> Token | None:
    """The last person in front of the pronoun who is not the subject: 致电武契奇,祝贺他当选."""
    own = subject.mention.actors if subject is not None and subject.mention is not None else ()
    people = [t for t in line.tokens[:index] if t.letter == "p" and t.mention and t.mention.actors != own]
    return people[-1] if people else None


def _stand_in(token: Token, actor: Token, norm: str) -> Token:
    assert actor.mention is not None
    mention = Mention(
        start=token.start,
        end=token.end,
        text=norm[token.start : token.end],
        type=actor.mention.type,
        form="pronoun",
        rule="event.pronoun",
        actors=actor.mention.actors,
    )
    return Token(actor.letter, token.start, token.end, mention=mention)
