"""Clauses of a sentence, and the subject that is carried over to those without one.

Chinese drops the subject that the previous clause names: 王毅访问日本，会见首相 has one visitor
and one who meets. A clause ends at a comma, a semicolon, a colon, a long quote's mark, and behind
a reporting verb.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from .cues import any_of
from .lexer import Line, Token

_BREAKS: Final = frozenset(",;:.“”")
_ACTORS: Final = frozenset("pocg")
_SUBJECT: Final = re.compile(
    r"^[^VRHJ]*?(?<![wdBZCI、])(?<!I_)(?<!、_)(?<![dB]_)(?<![dB]_D)([pocg](?:_?[、w]_?[pocg])*)(?!D)"
)
CARRY_GAP: Final = 8
"""More characters than these between a clause's start and its verb are taken for a subject of its own."""


_LEADS: Final = re.compile(
    "(?:不过|然而|但是?|因此|所以|目前|其中|同时|此外|随后|虽然|尽管|由于|因为|如果|即使|近年来?|近来|今后|另外|现在|如今|当[时天前]|最[终后]"
    "|包括|[让使令]|导致|首先|其次|对此|至此|为此|一旦|只[要有]|今天|昨天|明天|以来|[年月日号]|之?[前后]|[来时称说是里中上下的也都就却仍还更又再这那该而当以)])$"
)
"""What may stand in front of a subject."""
_GOVERNS: Final = re.compile(any_of("event_clauses.governs") + "[了着过]?[^,;。的与和在于]{0,6}$")
"""Verbs in front of a name that make it their object: 成为总统某某最大的批评者."""
_TURNS: Final = re.compile(any_of("event_clauses.turns"))
"""Words that open a clause with which the reporter goes on himself."""
_MODIFIED: Final = re.compile("[dBC][^,VR]*D_?$")
"""对在某事上表现恶劣的A、B: they stand behind 对 however much lies between."""
_ACTS: Final = re.compile("V、[_tEI]{0,3}w")


_GOES_ON: Final = re.compile("(?:并且?|还|又|同时|随后)(?!非|不|未)")
"""Words with which whoever 批评 somebody goes on himself: 批评英国,并致信欧盟."""
_DEMAND: Final = re.compile(
    "(?:增加|提高|符合|满足|达到|拒绝|提出的?|降低)[^,;。]{0,6}(?:要求|请求|建议|呼吁)$"
    "|(?:根据|按照|依照|遵照)[^,;。]{0,40}的?(?:要求|请求|建议|呼吁)$"
)
"""Demands that are a noun: 在核能方面增加要求."""
_SOMEBODY: Final = re.compile("(?:[_tZU]{0,3})h")
_CALLED: Final = re.compile(any_of("event_clauses.called"))
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
        told: what is carried is whoever spoke in an earlier sentence.
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
    told: bool = False
    asked: str = ""
    index: int = 0
    tokens: list[Token] = field(default_factory=list)


def split_clauses(line: Line, before: tuple[Token, ...], asking: Mapping[int, str]) -> list[Clause]:
    """The clauses of a line in order.

    Args:
        asking: words (numbers of the lexer) that demand or promise → letter of the mood of what follows.
        before: the subject of the previous sentence, carried over to a first clause without one.
    """
    tokens = line.tokens
    found = _cut(line)
    carried = before
    said, asked = False, ""
    speaker: tuple[Token, ...] = ()
    main: tuple[Token, ...] = ()
    outer = said, asked, speaker
    for index, clause in enumerate(found):
        clause.index = index
        clause.tokens = tokens[clause.low : clause.high]
        if asked and clause.opener == "," and _TURNS.match(line.norm, clause.tokens[0].start):
            asked = ""
        clause.said, clause.asked, clause.speaker = said, asked, speaker
        letters = line.letters[clause.low : clause.high]
        clause.subject = _find_subject(line, clause, letters)
        if main and clause.opener == "," and _GOES_ON.match(line.norm, clause.tokens[0].start):
            carried, main = main, ()
        if not clause.subject and _SOMEBODY.match(letters):
            carried = ()  # 他先后效力…: a pronoun that nobody is found for
        clause.carried = carried
        carried = clause.subject or carried
        if clause.opener == "R" and letters.endswith("D_") and _CALLED.fullmatch(line.norm, *_span(clause.tokens[-1])):
            said, asked, speaker = outer
        if letters.endswith("R"):
            direct = line.letters[clause.high : clause.high + 1] in ("c", "o", "g", "p")
            main = (clause.subject or clause.carried) if direct else ()
            outer = said, asked, speaker
            speaker = clause.subject or speaker or clause.carried
            noun = _DEMAND.search(line.norm, line.start, tokens[clause.high - 1].end)
            said, asked = True, "" if noun else asking.get(tokens[clause.high - 1].word, "")
    return found


def _cut(line: Line) -> list[Clause]:
    """The stretches between punctuation, acts in a row and behind reporting verbs, without anything known of them."""
    found: list[Clause] = []
    low, opener = 0, "."
    tokens = line.tokens
    for index, token in enumerate(tokens):
        letter = token.letter
        if letter in _BREAKS or (letter == "、" and _next_act(line, index)):
            if index > low:
                found.append(Clause(line, low, index, opener))
            low, opener = index + 1, letter if letter in _BREAKS else ","
        elif letter == "R":
            found.append(Clause(line, low, index + 1, opener))
            low, opener = index + 1, "R"
    if low < len(tokens):
        found.append(Clause(line, low, len(tokens), opener))
    return found


def _find_subject(line: Line, clause: Clause, letters: str) -> tuple[Token, ...]:
    if _ACTORS.isdisjoint(letters):
        return ()
    match = _SUBJECT.match(letters)
    while match and _is_object(line, clause, match.start(1)):
        at = match.start(1)
        letters = letters[:at] + "_" + letters[at + 1 :]
        match = _SUBJECT.match(letters)
    if match is None:
        return ()
    made_of = letters[0] == "B" and line.norm[clause.tokens[0].start] == "由" and letters[match.start(1) - 1] == "D"
    if not made_of and _MODIFIED.search(letters[: match.start(1)]):
        return ()  # 由教师组成的协会 is a subject, 对表现恶劣的某公司 is none
    return tuple(clause.tokens[match.start(1) : match.end(1)])


def _is_object(line: Line, clause: Clause, at: int) -> bool:
    """Whether a country stands behind a verb that no word list knows (目的在遏制|中国): no subject."""
    tokens = clause.tokens
    if at == 0 or tokens[at - 1].letter != "_":
        return False
    if _GOVERNS.search(line.norm, tokens[at - 1].start, tokens[at - 1].end):
        return True
    if at > 1 and tokens[at - 2].letter == "Z" and tokens[at].letter in "ocg":
        return line.norm[tokens[at - 1].end - 1] not in "上中时后间下前里内,"
    if tokens[at].letter != "c":
        return False
    if at + 1 < len(tokens) and tokens[at + 1].letter in "VRFPOQtd":
        return False  # 包括|加拿大|宣布: whoever acts right behind is a subject
    words = line.norm[tokens[at - 1].start : tokens[at - 1].end].strip()
    return len(words) > 1 and _LEADS.search(words) is None


def _next_act(line: Line, index: int) -> bool:
    """Whether 、 stands between two acts of one subject: 同A通电话、同B举行会谈."""
    return bool(_ACTS.match(line.letters, max(0, index - 1)))


def speaks_first(clauses: Sequence[Clause]) -> bool:
    """Whether the first subject of a sentence is there only to say something."""
    first = next(clause for clause in clauses if clause.subject)
    return first.line.letters[first.high - 1] == "R"


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
