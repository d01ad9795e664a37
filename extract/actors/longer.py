"""Longer names that begin like a known one: 王毅明 is not 王毅, 拜登堡 not 拜登.

The cut prefers what the tables hold, so that a character is left over behind a known name. Where it can be
one of a given name or of a transliteration, is no word of its own there, and what follows can follow a name,
it belongs to the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .cues import cue
from .forms import FULL
from .letters import INTERPUNCTS
from .lexicon import Lexicon
from .segment import NAME_FOLLOWERS, NOT_NAME_ENDS, Token

_SINIC: Final = 2
"""Characters of a known Chinese name that one more can lengthen."""
_GIVEN: Final = -75
"""Ten times the logarithm of the share from which on a character is a usual one of given names."""
_GIVEN_NAME: Final = (2, 3)
"""Fewest and most characters of a Japanese given name that is told from what else may follow a family name."""
_OWN_WORDS: Final = ("v", "d", "p", "c", "u", "r", "m", "t", "y", "e", "w", "form")
_GOES_ON: Final = ("v", "d", "p", "c", "u", "w")


def join_longer_names(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The words with each known person's name and the character left over behind it joined, where they are one name.

    So are known names with an interpunct between them, which is another's first name and family name (格雷厄姆·库克).
    """
    tokens = _join_parts(tokens, lexicon)
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        japanese = is_japanese(lexicon, tokens[i].text, tokens[i].entities)
        tag = "" if japanese else _longer(tokens, i, lexicon)
        stop = i + 2 if tag else _japanese(tokens, i, lexicon) if japanese else i + 1
        if stop > i + 1:
            text = "".join(token.text for token in tokens[i:stop])
            found.append(Token(tokens[i].start, tokens[stop - 1].end, text, tag or "chinese"))
        else:
            found.append(tokens[i])
        i = stop
    return found


def _japanese(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """The index behind a name that begins with the family name of known Japanese people (安倍|昭|惠), or behind `i`.

    The given name has two or three characters, is made of names, or ends like one, and what follows can follow it.
    """
    if tokens[i].text in lexicon.own_forms:
        return i + 1
    given, j = "", i + 1
    while j < len(tokens) and tokens[j].start == tokens[j - 1].end and _of_given_name(tokens[j]):
        given, j = given + tokens[j].text, j + 1
        if len(given) >= _GIVEN_NAME[1]:
            break
    named = all(token.tag.startswith(("nr", "chinese")) for token in tokens[i + 1 : j])
    ends = given[-1:] in cue("names.japanese_ends") and tokens[i + 1].text not in NAME_FOLLOWERS
    whole = _GIVEN_NAME[0] <= len(given) <= _GIVEN_NAME[1] and (named or ends)
    behind = j >= len(tokens) or tokens[j].tag.startswith(("m", "t")) or may_follow(tokens, j, lexicon)
    return j if whole and behind else i + 1


def is_japanese(lexicon: Lexicon, text: str, entities: Sequence[tuple[int, int]]) -> bool:
    """Whether a word of two characters is the family name of known Japanese people, and nothing else."""
    if not entities or len(text) != _SINIC:
        return False
    known = all(sure != FULL and lexicon.entities[index].country == "JP" for index, sure in entities)
    return known and all(lexicon.entities[index].type == "person" for index, _ in entities)


def _of_given_name(token: Token) -> bool:
    """Whether a word can be a piece of a given name: a name, 太郎 and the like, a character that joins nothing."""
    if token.tag.startswith(("nr", "chinese")):
        return True
    if token.is_title or token.entities or token.tag.startswith(("v", "p", "c", "u", "r", "m", "t", "w")):
        return False
    return len(token.text) == 1 or (len(token.text) == _SINIC and (token.text[-1] == "郎" or token.tag == "foreign"))


def _join_parts(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Names by their sound on both sides of an interpunct as one name, which no table holds."""
    found: list[Token] = []
    for i, token in enumerate(tokens):
        joint = found[-1] if found and found[-1].text in INTERPUNCTS and found[-1].end == token.start else None
        left = found[-2] if joint is not None and len(found) > 1 and found[-2].end == joint.start else None
        ends = i + 1 == len(tokens) or tokens[i + 1].text not in INTERPUNCTS
        if left is None or not ends or not (_is_part(left, lexicon) and _is_part(token, lexicon)):
            found.append(token)
            continue
        text = f"{left.text}{found[-1].text}{token.text}"
        found[-2:] = [Token(left.start, token.end, text, "foreign")]
    return found


def _is_part(token: Token, lexicon: Lexicon) -> bool:
    """A first or family name by its sound: known people's short name, or what the cut takes for a name."""
    if any(char not in lexicon.translit for char in token.text) or token.text in lexicon.own_forms:
        return False
    people = bool(token.entities) and all(lexicon.entities[index].type == "person" for index, _ in token.entities)
    return people or token.tag in ("foreign", "nrt")


def _longer(tokens: list[Token], i: int, lexicon: Lexicon) -> str:
    """What a known name and the next word are together: `chinese`, `foreign`, `ns`, or empty for two words."""
    token = tokens[i]
    rest = tokens[i + 1] if i + 1 < len(tokens) else None
    if not token.entities or rest is None or len(rest.text) != 1 or rest.start != token.end:
        return ""
    if any(lexicon.entities[index].type != "person" for index, _ in token.entities) or token.text in lexicon.own_forms:
        return ""
    sounded = all(char in lexicon.translit for char in token.text)
    if sounded and rest.text in cue("places.towns"):
        return "ns"
    if not _left_over(tokens, i + 1, lexicon):
        return ""
    if len(token.text) == _SINIC and token.text[0] in lexicon.surnames:
        return "chinese" if _is_given(lexicon, rest.text) else ""
    foreign = sounded and token.text[0] not in lexicon.surnames
    return "foreign" if foreign and rest.text in lexicon.name_edges[1] else ""


def three_characters(tokens: list[Token], lexicon: Lexicon) -> int:
    """The end of a Chinese name of three characters that the cut took for a foreign one of two (萧美|君), else 0."""
    if len(tokens) < 2 or tokens[0].tag != "foreign" or len(tokens[0].text) != _SINIC:
        return 0
    family, rest = tokens[0].text[0] in lexicon.surnames, tokens[1]
    whole = family and len(rest.text) == 1 and rest.start == tokens[0].end and _left_over(tokens, 1, lexicon)
    return rest.end if whole and _is_given(lexicon, rest.text) else 0


def _is_given(lexicon: Lexicon, char: str) -> bool:
    """A usual character of given names."""
    return lexicon.given.get(char, 10 * _GIVEN) > _GIVEN


def _left_over(tokens: list[Token], j: int, lexicon: Lexicon) -> bool:
    """Whether the one character at `j` is no word of its own behind a name, and what follows can follow a name."""
    rest = tokens[j]
    if rest.tag.startswith(_OWN_WORDS) or rest.text in NAME_FOLLOWERS or not may_follow(tokens, j + 1, lexicon):
        return False
    return rest.text not in NOT_NAME_ENDS - {"军"} and rest.text not in cue("names.left_over")


def may_follow(tokens: list[Token], j: int, lexicon: Lexicon) -> bool:
    """Whether the word at `j` can stand behind a name."""
    if j >= len(tokens):
        return True
    token = tokens[j]
    return token.tag.startswith(_GOES_ON) or token.is_title or token.text in cue("names.speech")
