"""Names that the cut tears: 史托腾|伯格, 道|格·哈里斯; and words that it tears for a name: 韩正|式 is 韩|正式."""

from __future__ import annotations

from typing import Final

from .letters import INTERPUNCTS
from .lexicon import Lexicon
from .longer import may_follow
from .segment import Token, make_token

_REST: Final = (2, 3)
"""Fewest and most characters that are left over of a name by its sound."""
_FREE: Final = ("v", "d", "p", "c", "u", "r", "m", "t", "y", "w", "f")
"""Words that stand by themselves, on either side of a name."""
_FULL: Final = 3
"""Characters of what the cut takes for a Chinese name behind an office; one may be rare in transliterations."""
_SAID: Final = ("v", "a", "d")
"""Verbs, adjectives and adverbs: what a headline puts behind a country's letter."""
_KNOWN: Final = 2
"""Characters of a known name that may be a country's letter and the beginning of a word."""


def mend_torn(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The words with torn names and torn words put together."""
    made: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if i + 1 < len(tokens) and token.end == tokens[i + 1].start:
            if _is_a_word_s(token, tokens[i + 1], lexicon):
                made += _parted(token, tokens[i + 1], lexicon)
                i += 2
                continue
            if _is_beginning(tokens, i, lexicon):
                made.append(_one(token, tokens[i + 1]))
                i += 2
                continue
        if made and _is_end(made[-1], token):
            made[-1] = _one(made[-1], token) if _begins_name(made[-1], lexicon) else made[-1]
            if made[-1].end == token.end:
                i += 1
                continue
        made.append(token)
        i += 1
    return made


def _one(left: Token, right: Token) -> Token:
    return Token(left.start, right.end, left.text + right.text, "foreign")


def _is_a_word_s(token: Token, rest: Token, lexicon: Lexicon) -> bool:
    """Whether a known name is a country's letter and, with the character left over, a word (韩 + 正式)."""
    people = bool(token.entities) and all(lexicon.entities[index].type == "person" for index, _ in token.entities)
    if not people or len(token.text) != _KNOWN or len(rest.text) != 1 or token.text in lexicon.own_forms:
        return False
    word = token.text[1] + rest.text
    said = word in lexicon.words and lexicon.tags.get(word, "n").startswith(_SAID)  # 巴|威海 are no two words
    return said and token.text[0] in lexicon.chars and not rest.tag.startswith(_FREE)


def _parted(token: Token, rest: Token, lexicon: Lexicon) -> list[Token]:
    word = token.text[1] + rest.text
    middle = token.start + 1
    return [
        make_token(token.start, middle, token.text[0], "j", lexicon.form(token.text[0])),
        make_token(middle, rest.end, word, lexicon.tags.get(word, "x"), lexicon.form(word)),
    ]


def _is_beginning(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a name by its sound goes on in a word that nothing else explains (史托腾|伯格, 普京|科夫)."""
    token, rest = tokens[i], tokens[i + 1]
    if token.text in lexicon.own_forms or rest.entities or rest.is_title or rest.tag not in ("nr", "nrt", "foreign"):
        return False
    people = bool(token.entities) and all(lexicon.entities[index].type == "person" for index, _ in token.entities)
    if not (people or token.tag in ("chinese", "foreign")) or not _REST[0] <= len(rest.text) <= _REST[1]:
        return False
    odd = sum(char not in lexicon.translit for char in token.text)
    titled = i > 0 and tokens[i - 1].is_title and tokens[i - 1].end == token.start
    sounded = odd <= (titled and len(token.text) == _FULL) and all(char in lexicon.translit for char in rest.text)
    return sounded and rest.text[-1] in lexicon.name_edges[1] and may_follow(tokens, i + 2, lexicon)


def _is_end(left: Token, token: Token) -> bool:
    """Whether a name with an interpunct begins with a first name of one character, and one stands left of it."""
    joint = token.tag == "foreign" and len(token.text) > 1 and token.text[1] in INTERPUNCTS
    return joint and left.end == token.start and len(left.text) == 1


def _begins_name(left: Token, lexicon: Lexicon) -> bool:
    """Whether a character can begin a name by its sound, and is no word in front of one (对, 和)."""
    return left.text in lexicon.name_edges[0] and not left.tag.startswith(_FREE) and not left.entities
