"""Clauses of a sentence, and the subject that is carried over to those without one.

Chinese drops the subject that the previous clause names: 王毅访问日本，会见首相 has one visitor
and one who meets. A clause ends at a comma, a semicolon, a colon, a long quote's mark, and behind
a reporting verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .lexer import Line, Token

_BREAKS: Final = frozenset(",;:.“”")
_SUBJECT: Final = re.compile(
    r"^[^VRHJ]*?(?<![wdBZCI、])(?<!I_)(?<!、_)(?<![dB]_)(?<![dB]_D)([pocg](?:_?[、w]_?[pocg])*)(?!D)"
)
CARRY_GAP: Final = 8
"""More characters than these between a clause's start and its verb are taken for a subject of its own."""


_MODIFIED: Final = re.compile("[dBC][^,VR]*D_?$")
"""对在某事上表现恶劣的A、B: they stand behind 对 however much lies between."""
_ACTS: Final = re.compile("V、[_tEI]{0,3}w")


_CALLED: Final = re.compile("呼声|要求|声音|诉求|压力|呼吁|意见|建议|警告|主张|愿望|指控|传闻|消息|报道")
"""Nouns that make what is said an attribute, which ends with them: 无视民众要求其下台的呼声, …"""


def _span(token: Token) -> tuple[int, int]:
    return token.start, token.end


@dataclass(slots=True)
class Clause:
    """Tokens `low:high` of a line.

    Attributes:
        carried: the subject of an earlier clause.
        speaker: the subject of the last reporting verb in front of it.
        tokens: those of the clause itself.
        index: its number in the line.
        said: it stands inside speech; asked: the letter of the mood that its verb sets, or ''.
    """

    line: Line
    low: int
    high: int
    opener: str
    subject: tuple[Token, ...] = ()
    carried: tuple[Token, ...] = ()
    speaker: tuple[Token, ...] = ()
    said: bool = False
    asked: str = ""
    index: int = 0
    tokens: list[Token] = field(default_factory=list)


def split_clauses(line: Line, before: tuple[Token, ...], asking: Mapping[int, str]) -> list[Clause]:
    """The clauses of a line in order.

    Args:
        asking: words (numbers of the lexer) that demand or promise → letter of the mood of what follows.
        before: the subject of the previous sentence, carried over to a first clause without one.
    """
    found: list[Clause] = []
    low, opener = 0, "."
    tokens = line.tokens
    for index, token in enumerate(tokens):
        if token.letter in _BREAKS or _next_act(line, index):
            if index > low:
                found.append(Clause(line, low, index, opener))
            low, opener = index + 1, token.letter if token.letter in _BREAKS else ","
        elif token.letter == "R":
            found.append(Clause(line, low, index + 1, opener))
            low, opener = index + 1, "R"
    if low < len(tokens):
        found.append(Clause(line, low, len(tokens), opener))
    carried = before
    said, asked = False, ""
    speaker: tuple[Token, ...] = ()
    outer = said, asked, speaker
    for index, clause in enumerate(found):
        clause.index = index
        clause.tokens = tokens[clause.low : clause.high]
        clause.said, clause.asked, clause.speaker = said, asked, speaker
        letters = line.letters[clause.low : clause.high]
        match = _SUBJECT.match(letters)
        if match and not _MODIFIED.search(letters[: match.start(1)]):
            at = clause.low
            clause.subject = tuple(tokens[at + match.start(1) : at + match.end(1)])
        clause.carried = carried
        carried = clause.subject or carried
        if clause.opener == "R" and letters.endswith("D_") and _CALLED.fullmatch(line.norm, *_span(clause.tokens[-1])):
            said, asked, speaker = outer
        if letters.endswith("R"):
            outer = said, asked, speaker
            speaker = clause.subject or speaker or clause.carried
            said, asked = True, asking.get(tokens[clause.high - 1].word, "")
    return found


def _next_act(line: Line, index: int) -> bool:
    """Whether 、 stands between two acts of one subject: 同A通电话、同B举行会谈."""
    return line.letters[index] == "、" and bool(_ACTS.match(line.letters, max(0, index - 1)))


def gap_before(clause: Clause, index: int) -> int:
    """Characters of unknown words between the clause's start and token `index`, up to a preposition."""
    total = 0
    for token in clause.line.tokens[clause.low : index]:
        if token.letter in "dZCBw":
            break  # what follows belongs to a preposition
        if token.letter == "u":
            return CARRY_GAP + 1
        if token.letter == "_":
            total += token.end - token.start
    return total
