"""Where an event happened: 在…, or a place mention of its clause."""

from __future__ import annotations

from .draft import Draft


def find_place(draft: Draft, text: str) -> None:
    """Takes the mention behind 在/于 in the clause, else a place mention, as the event's place."""
    tokens = draft.clause.tokens
    for index, token in enumerate(tokens):
        if token.letter == "Z" and index + 1 < len(tokens) and tokens[index + 1].mention is not None:
            where = tokens[index + 1]
            if where.letter in "lco":
                draft.place = (text[where.start : where.end], where.start, where.end)
                return
    for token in tokens:
        if token.letter == "l":
            draft.place = (text[token.start : token.end], token.start, token.end)
            return
