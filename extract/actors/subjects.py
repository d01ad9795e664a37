"""Who speaks without a name: the words in front of a reporting verb (医学专家警告, 某党的支持者认为).

A noun phrase [number][country, body, place, person][的][words] + a noun for people or bodies names
somebody where it begins a clause and a verb of saying follows, with at most adverbs, a time or a
phrase such as 在声明中 between.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from .cues import cue
from .model import Doc, Ref
from .orgs import country_code
from .segment import Token

_WORDS: Final = (
    *("n", "b", "vn", "j", "l", "s", "nz", "nt", "ns", "form", "org", "x", "foreign", "chinese", "eng"),
    *("g", "i", "h", "k", "z", "a", "f", "m"),
)
_LIMIT: Final = 9
_REACH: Final = 12
_BETWEEN: Final = ("d", "ad", "t", "zg")
_TAILS: Final = frozenset("党军州省市县府校方国区署厅处")
"""Words of one character that end a name."""
ONE: Final = re.compile("[一某][名位个]|[这那该]位")
"""Words that say that one person is meant."""


def reports(doc: Doc, j: int) -> bool:
    """Whether a verb of saying is what token `j` begins, adverbs and one phrase with 在, 对, 向 aside."""
    tokens = doc.tokens
    stop = min(len(tokens), j + _REACH)
    in_phrase = False
    while j < stop:
        token = tokens[j]
        if token.tag == "w" or (j and tokens[j - 1].end != token.start):
            return False
        if token.text in cue("subjects.reports"):
            return not _is_noun_here(tokens, j)
        if token.text in cue("subjects.phrase_begins"):
            in_phrase = True
        elif not (in_phrase or token.tag.startswith(_BETWEEN) or token.text in cue("subjects.between")):
            return False
        j += 1
    return False


def _is_noun_here(tokens: list[Token], j: int) -> bool:
    """警告 and 报告 in front of 的 or a preposition's end are nouns."""
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    return after is not None and after.text in ("的", "中", "里", "人", "书", "信", "性", "者")


def opens(doc: Doc, begin: int) -> bool:
    """Whether a clause begins at token `begin`."""
    if begin == 0 or doc.tokens[begin - 1].end != doc.tokens[begin].start:
        return True
    left = doc.tokens[begin - 1]
    if doc.tokens[begin].text in _TAILS:
        return False
    if left.text in cue("subjects.closed"):
        return False
    return left.tag in ("w", "t", "c") or left.text in cue("subjects.front") or left.text in cue("focus.boundary")


_NUMERALS: Final = frozenset("0123456789一二两三四五六七八九十百千万亿几数多半余每首第上近无许若好")


def is_number(token: Token) -> bool:
    """A numeral or a counter (jieba calls 左派 a numeral too)."""
    return token.tag in ("q", "mq") or (token.tag == "m" and token.text[0] in _NUMERALS)


def counts(token: Token) -> bool:
    """A number, a counter, or a word such as 许多 in front of a noun."""
    return (
        is_number(token)
        or token.text in cue("groups.counters")
        or token.text
        in ("约", "大约", "近", "至少", "超过", "上万", "该", "这位", "那位", "有些", "一些", "许多", "不少", "很多")
    )


def phrase_start(doc: Doc, i: int, used: set[int] | frozenset[int] = frozenset()) -> int:
    """The first token of the noun phrase that ends with token `i`; numbers inside belong to it."""
    tokens = doc.tokens
    first = k = i
    while k > 0 and i - k < _LIMIT and tokens[k - 1].end == tokens[k].start:
        token = tokens[k - 1]
        if k - 1 in used or not _belongs(doc, token, tokens[k], k):
            break
        k -= 1
        if (token.text not in ("的", "各") and not counts(token)) or token.text == "各":
            first = k
    return first


def _belongs(doc: Doc, token: Token, behind: Token, k: int) -> bool:
    if is_person(doc, token) and behind.text != "的" and behind.text not in cue("subjects.personal"):
        return False
    if token.text == "的":
        return k > 1 and behind.tag != "w"
    if token.text in ("各", "驻", "前", "各地"):
        return True
    if token.tag == "t" or token.text in cue("subjects.outside"):
        return False
    if counts(token):
        return True
    if token.tag in ("v", "vd") and len(token.text) > 1:
        return opens(doc, k - 1) and behind.text in cue("subjects.verbal_heads")
    if token.text in _TAILS and token.tag[0] == "n":
        return True
    if len(token.text) == 1 and not (token.tag in ("j", "ns") and country_code(token, doc.lexicon)):
        return token.tag in ("b", "x") and token.text in "男女老"
    return token.tag.startswith(_WORDS)


def cover(doc: Doc, start: int, end: int, kept: Ref) -> None:
    """References inside a longer one that is somebody else say nothing by themselves."""
    for ref in doc.refs:
        if ref is not kept and start <= ref.start and ref.end <= end and ref.form != "inside":
            ref.keys, ref.form, ref.titles = (), "inside", []


def stands_alone(words: str) -> bool:
    """Whether a noun needs nothing in front to be a speaker: 批评人士, 业者, and kinds of them (医学专家)."""
    bare = cue("subjects.bare")
    if words in bare:
        return True
    return any(len(words) > n + 1 and words[-n:] in bare for n in (2, 3, 4))


def after_person(doc: Doc, first: int, i: int, ends: Container[int] = ()) -> int:
    """Where the words behind a person's 的 begin: 某人的同事 leaves the name a mention of its own.

    `ends` are the offsets at which references to people end that were found before.
    """
    for k in range(i - 1, first, -1):
        if doc.tokens[k].text == "的" and (doc.tokens[k].start in ends or is_person(doc, doc.tokens[k - 1])):
            return k + 1
    return first


def is_person(doc: Doc, token: Token) -> bool:
    """A known or likely person's name that means no body too (彭博)."""
    if token.tag in ("chinese", "foreign"):
        return True
    return {doc.lexicon.entities[index].type for index, _ in token.entities} == {"person"}
