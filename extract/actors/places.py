"""Governed places by their endings: [name](县|市|州|区|镇|…) joined into one word.

Source of the endings: the administrative divisions of China and their translations for those of other
countries (州, 郡, 县). A person's name in front of such an ending is a place's (哈里斯县).
"""

from __future__ import annotations

from typing import Final

from .cues import cue
from .letters import INTERPUNCTS
from .lexicon import Lexicon
from .segment import NAME_FOLLOWERS, Token, make_token

_ENDINGS: Final = frozenset("县市州区镇乡村郡旗岛")
_SEATS: Final = ("县政府", "市政府", "州政府", "区政府", "镇政府", "省政府")
_JOINED: Final = _ENDINGS.union(_SEATS)
_NAMES: Final = ("ns", "nr", "nz", "foreign", "chinese")
_FOREIGN_ENDINGS: Final = frozenset("县市州镇郡岛")
_LONGEST: Final = 7
GOVERNED: Final = (*_ENDINGS, "省", "盟", "自治区", "自治州", "自治县", "地区")
"""Endings of names of governed places."""


def join_places(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with those of a governed place's name joined into one, whose tag is `ns`.

    A foreign given name that a form cut off its family name is put back (沃伦米尔·泽伦斯基).
    """
    joined: list[Token] = []
    for token in _whole_names(tokens, lexicon):
        last = joined[-1] if joined else None
        if token.text not in _JOINED and token.tag != "foreign" and (last is None or _ends_plainly(last)):
            joined.append(token)  # most words
        elif last is None or last.end != token.start:
            joined.append(token)
        elif token.text in _ENDINGS and _names_place(last, token.text, lexicon):
            text = last.text + token.text
            joined[-1] = make_token(last.start, token.end, text, "ns", lexicon.form(text))
        elif token.text in _SEATS and _names_place(last, token.text[0], lexicon):
            text = last.text + token.text[0]
            joined[-1] = make_token(last.start, token.start + 1, text, "ns", lexicon.form(text))
            joined.append(make_token(token.start + 1, token.end, "政府", "n", lexicon.form("政府")))
        elif last.text == "-" and _hyphened(joined, token, lexicon):
            first = joined[-2]
            joined[-2:] = [make_token(first.start, token.end, f"{first.text}-{token.text}", "foreign", None)]
        elif _cut_off(last, token, lexicon) or (_goes_on(last) and _is_translit(token.text, lexicon)):
            joined[-1] = make_token(last.start, token.end, last.text + token.text, "foreign", None)
        else:
            joined.append(token)
    return joined


def _ends_plainly(token: Token) -> bool:
    return token.tag != "foreign" and token.text != "-"


def _whole_names(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with the third character of a name put to the known name of two that it begins with.

    So it is where the same character always follows it (林全|能), or where it stands once and a mark ends the
    name (李鹏|飞；).
    """
    seen: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        if token.entities and len(token.text) == 2 and token.text[0] in lexicon.surnames:
            seen.setdefault(token.text, []).append(i)
    cut: set[int] = set()
    for places in seen.values():
        if all(_goes_into(tokens, i, lexicon) for i in places):
            thirds = {tokens[i + 1].text for i in places}
            marked = len(places) > 1 or (places[0] + 2 < len(tokens) and tokens[places[0] + 2].text in _MARKS)
            cut.update(places if len(thirds) == 1 and marked else ())
    if not cut:
        return tokens
    whole = []
    for i, token in enumerate(tokens):
        if i in cut:
            text = token.text + tokens[i + 1].text
            whole.append(make_token(token.start, tokens[i + 1].end, text, "chinese", lexicon.form(text)))
        elif i - 1 not in cut:
            whole.append(token)
    return whole


def _goes_into(tokens: list[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether the token is a person's name and one character behind it may belong to it."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None or behind.start != tokens[i].end or len(behind.text) != 1 or behind.text in _NO_THIRD:
        return False
    return behind.text in lexicon.given and {lexicon.entities[at].type for at, _ in tokens[i].entities} == {"person"}


_NO_THIRD: Final = (
    NAME_FOLLOWERS | cue("names.speech") | frozenset("和与及等都又将已会要可去来到在为从以其这那先共同之")
)
_MARKS: Final = frozenset("、;,。)》”:")


def _names_place(token: Token, ending: str, lexicon: Lexicon) -> bool:
    """Whether a word in front of an ending is a name: of a place, or one that only the cut takes for a person's."""
    if not 1 < len(token.text) < _LONGEST or token.text[-1] in GOVERNED or token.is_title:
        return False
    kinds = {lexicon.entities[i].type for i, _ in token.entities}
    if kinds:
        return kinds == {"person"} and ending in _FOREIGN_ENDINGS and _is_translit(token.text, lexicon)
    if token.tag.startswith(("foreign", "nrt", "nrfg")):
        return ending in _FOREIGN_ENDINGS
    return token.tag.startswith(_NAMES) and (token.tag[:2] == "ns" or ending in "县区镇乡州旗")


def _is_translit(text: str, lexicon: Lexicon) -> bool:
    return all(char in lexicon.translit for char in text)


def _hyphened(joined: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Two names with a hyphen between them (艾哈迈迪-内贾德)."""
    first = joined[-2] if len(joined) > 1 else None
    if first is None or first.end != joined[-1].start or not (_is_translit(first.text + token.text, lexicon)):
        return False
    return all(
        t.tag in ("foreign", "nrt") or {lexicon.entities[i].type for i, _ in t.entities} == {"person"}
        for t in (first, token)
    )


def _goes_on(token: Token) -> bool:
    """A foreign name that a form cut off behind an interpunct (艾哈迈德·纳赛尔·萨|巴赫)."""
    return token.tag == "foreign" and (token.text[-1] in INTERPUNCTS or token.text[-2] in INTERPUNCTS)


def _cut_off(left: Token, token: Token, lexicon: Lexicon) -> bool:
    """Whether a short known name is the beginning of the foreign name behind it (维勒|鲁瓦德加洛)."""
    if token.tag != "foreign" or len(left.text) > 3:
        return False
    if left.tag == "foreign":  # 阿卜杜|勒·马利克
        return any(char in INTERPUNCTS for char in token.text[:3])
    people = bool(left.entities) and {lexicon.entities[i].type for i, _ in left.entities} == {"person"}
    return people and _is_translit(left.text, lexicon) and not any(char in INTERPUNCTS for char in left.text)
