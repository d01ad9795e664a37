"""Where words and names begin and end: the likeliest cut of a text.

A unigram model over jieba's word counts (as jieba itself cuts: Viterbi over the word graph) with
three more kinds of word: lexicon forms (found by one Aho–Corasick pass), Chinese names (surname
and given characters) and transliterated names (characters by their share in such names).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from .forms import LOWER, Form
from .lexicon import Lexicon

_UNKNOWN: Final = -150
_FORM: Final = -90
_SHORT_FORM: Final = -96
_USER_FORM: Final = -40
_TRADES: Final = ("银行", "电信", "保险", "证券", "石油", "航空", "汽车", "工商", "农业", "建设", "传媒")
_FOREIGN_PRIOR: Final = -62
_CHINESE_PRIOR: Final = -50
_GIVEN_UNKNOWN: Final = -85
_FUNCTION_COST: Final = 40
NAME_FOLLOWERS: Final = frozenset("指称说曾昨将向对与在于被把的了是也又还等发今没未表已即再就都并讣率获")
"""Characters that follow a name far more often than they end it."""
_NOT_NAME_ENDS: Final = frozenset(
    "证死院赛奖歌书法者员家权会券费品机车队部局道路街市县镇村区山河湖港岛军党社厂站桥楼园"
)
_FOREIGN_LIMIT: Final = 9
_ODD_LIMIT: Final = 5
_FULL_LIMIT: Final = 24
_INTERPUNCT: Final = 85
_ODD: Final = -80
_NONE: Final = -(10**9)
INTERPUNCTS: Final = "·•・‧∙⋅･"

_FORM_TAG: Final = "form"
_WORD_TAG: Final = ""
"""Stands for the tag that the dictionary gives, which is looked up for the words of the best cut only."""
_HYPHENS: Final = frozenset(INTERPUNCTS + "-")
_RUN: Final = re.compile("[^\\W_\u4e00-\u9fff\u3007]+")
"""Letters and digits that are no ideographs."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of a cut.

    `tag` is jieba's, or `form` (in the lexicon), `foreign`, `chinese` (names), `eng`, `m`, `w`
    (punctuation), `x` (unknown). `form` is what the lexicon says of the text, if anything; `owner`
    the ISO code of the country that an organisation's name begins with. `entities` are the known
    actors that the form may mean, with sureness; `is_title` says that it is an office or profession.
    """

    start: int
    end: int
    text: str
    tag: str
    form: Form | None = None
    owner: str = ""
    entities: tuple[tuple[int, int], ...] = ()
    is_title: bool = False


def make_token(start: int, end: int, text: str, tag: str, form: Form | None, owner: str = "") -> Token:
    """A word with what its form says."""
    if form is None:
        return Token(start, end, text, tag, None, owner)
    return Token(start, end, text, tag, form, owner, form.entities, _is_title(form))


def _is_title(form: Form) -> bool:
    return form.title is not None and form.title[1] == 0


def is_han(char: str) -> bool:
    """A CJK ideograph."""
    return "\u4e00" <= char <= "\u9fff" or char == "〇"


_Said = tuple[str, Form | None] | tuple[str, Form, str, tuple[tuple[int, int], ...], bool]
"""What a `Token` holds behind its text."""


_Hits = dict[int, list[tuple[int, int]]]


class _Path(NamedTuple):
    """The best cut of each beginning of a text: its score, where its last word begins, that word's tag."""

    score: list[int]
    back: list[int]
    tag: list[str]

    def offer(self, start: int, end: int, value: int, tag: str) -> None:
        """A word from `start` to `end`, which makes a cut of the score `value`; of equals the first stays."""
        if value > self.score[end]:
            self.score[end], self.back[end], self.tag[end] = value, start, tag


class Segmenter:
    """Cuts normalised texts with a lexicon's words and names; kept for the next article (`segmenter_of`).

    Args:
        lexicon: forms, words and name characters.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words, self._tags = lexicon.words, lexicon.tags
        self._scores: dict[str, int] = {}
        self._surnames, self._given, self._translit = lexicon.surnames, lexicon.given, lexicon.translit
        self._family_chars = {surname[0] for surname in self._surnames}
        self._name_chars = self._family_chars.union(self._translit)
        self._known: dict[tuple[str, str], _Said] = {}
        self._name_goes_on = _HYPHENS.union(self._translit)

    def tokens(
        self, norm: str, start: int = 0, end: int | None = None, *, named_at: int = -1, bonus: int = 0
    ) -> list[Token]:
        """The likeliest words of `norm[start:end]`; at `named_at` a name is `bonus` likelier than elsewhere."""
        text = norm[start:end]
        words, forms = self._hits(text)
        path = _Path([0] + [_NONE] * len(text), [0] * (len(text) + 1), ["x"] * (len(text) + 1))
        score, back, tag = path
        names = self._name_chars
        for i, (char, known) in enumerate(zip(text, map(self._words.get, text), strict=True)):
            base = score[i]
            if base == _NONE:
                continue
            if known is None and not is_han(char):
                self._read_other(path, text, i, base)
            else:  # written out, since it runs for every character
                value = base + (_UNKNOWN if known is None else known)
                if value > score[i + 1]:
                    score[i + 1], back[i + 1], tag[i + 1] = value, i, _WORD_TAG
                if i in words:
                    for stop, value in words[i]:
                        if base + value > score[stop]:
                            score[stop], back[stop], tag[stop] = base + value, i, _WORD_TAG
                if char in names:
                    self._read_names(path, text, i, base + bonus if start + i == named_at else base)
            for stop, value in forms.get(i, ()):
                path.offer(i, stop, base + value, _FORM_TAG)
        return self._trace(text, path, start)

    def _read_other(self, path: _Path, text: str, i: int, base: int) -> None:
        """A run of letters and digits that are no ideographs, or a mark."""
        run = _RUN.match(text, i)
        tag = "m" if text[i].isdigit() else "eng" if text[i].isalpha() else "w"
        path.offer(i, run.end() if run else i + 1, base - 100, tag)

    def _read_names(self, path: _Path, text: str, i: int, base: int) -> None:
        """Names that begin at `i`, where a surname or a character of transliterations stands."""
        if text[i] in self._family_chars:
            self._read_chinese(path, text, i, base)
        if text[i] in self._translit and text[i + 1 : i + 2] in self._name_goes_on:
            self._read_foreign(path, text, i, base)

    def _trace(self, text: str, path: _Path, start: int) -> list[Token]:
        """The words of the best cut, with what the lexicon says of them."""
        tokens = []
        known, back, tags = self._known, path.back, path.tag
        end = len(text)
        while end > 0:
            begin, tag = back[end], tags[end]
            word = text[begin:end]
            if tag == "w":
                tokens.append(Token(start + begin, start + end, word, tag))
            else:
                said = known.get((word, tag)) or self._look_up(word, tag)
                tokens.append(Token(start + begin, start + end, word, *said))
            end = begin
        tokens.reverse()
        return tokens

    def _look_up(self, word: str, tag: str) -> _Said:
        """Tag, form, owner, entities and whether a title, of a word of the best cut."""
        form = None
        kept = tag in (_FORM_TAG, _WORD_TAG)
        key = (word, tag)
        if tag == _WORD_TAG:
            tag = self._tags.get(word, "x")
        if tag == _FORM_TAG or (tag == "eng" and _may_be_form(word)) or (len(word) > 1 and is_han(word[0])):
            form = self._lexicon.form(word)
        if form is None:
            said: _Said = (self._name_tag(word, tag) if tag in ("nrt", "nr", "nrfg") else tag, None)
        else:
            said = (tag, form, "", form.entities, _is_title(form))
        if kept:  # no more of them than the tables hold
            self._known[key] = said
        return said

    def _hits(self, text: str) -> tuple[_Hits, _Hits]:
        """The dictionary's words and the lexicon's forms by where they start, from one pass: ends and scores."""
        automaton, patterns, scores = self._lexicon.matcher
        forms, low = self._lexicon.forms, text.translate(LOWER)
        words: _Hits = {}
        found: _Hits = {}
        for index, i, j in automaton.find_matches_as_indexes(low, overlapping=True):
            pattern = patterns[index]
            if index < len(scores) and not (j - i > 3 and _is_trade(pattern, low[j : j + 1])):
                words.setdefault(i, []).append((j, scores[index]))
            if pattern in forms and (value := self._form_value(text, low, pattern, i, j)) is not None:
                found.setdefault(i, []).append((j, value))
        return words, found

    def _form_value(self, text: str, low: str, form: str, i: int, j: int) -> int | None:
        """The score of a form between `i` and `j`, None where it is a part of something else."""
        if form.isascii() and (not _ascii_bounded(low, i, j) or (j - i <= 3 and text[i:j] != form.upper())):
            return None  # WHO is an organisation, "who" is not
        behind = low[j : j + 1]
        if _is_trade(form, behind):
            return None
        value = _USER_FORM if form in self._lexicon.own_forms else self._form_score(form)
        if behind == "长" and form[-1] + "长" in self._lexicon.titles and not self._goes_on(low, j):
            value -= 60  # 美国商务部长 is not 美国商务部 and 长
        return value

    def _name_tag(self, text: str, tag: str) -> str:
        """Names that jieba's dictionary knows are names like those that the cut makes up."""
        if len(text) in (2, 3) and text[0] in self._surnames and tag == "nr" and text[-1] not in _NOT_NAME_ENDS:
            return "chinese"
        if len(text) > 2 and all(char in self._translit for char in text):
            return "foreign"
        return tag

    def _goes_on(self, text: str, at: int) -> bool:
        """Whether a word such as 长期 begins at `at`."""
        return any(text[at : at + n] in self._words for n in (2, 3, 4))

    def _form_score(self, form: str) -> int:
        """A form's likelihood: rare companies and media are less likely than offices and countries."""
        score = self._scores.get(form)
        if score is None:
            entities = [self._lexicon.entities[i] for i, _ in self._lexicon.forms[form].entities]
            score = _FORM if len(form) > 2 else _SHORT_FORM
            if entities and len(form) < 5 and all(e.kind in ("company", "media", "university") for e in entities):
                score -= 12 if max(e.weight for e in entities) > 50 else 22
            self._scores[form] = score
        return score

    def _read_chinese(self, path: _Path, text: str, at: int, base: int) -> None:
        """Chinese names that begin at `at`: a surname of one or two characters, one or two given characters."""
        size = len(text)
        for given in (at + 1, at + 2):
            family = self._surnames.get(text[at:given])
            if family is None:
                continue
            score = base + _CHINESE_PRIOR + family
            for end in (given + 1, given + 2):
                if end > size or not is_han(text[end - 1]):
                    break
                score += self._given.get(text[end - 1], _GIVEN_UNKNOWN)
                value = score - (16 if end == given + 1 else 2)
                path.offer(at, end, value - _FUNCTION_COST if text[end - 1] in NAME_FOLLOWERS else value, "chinese")

    def _read_foreign(self, path: _Path, text: str, at: int, base: int) -> None:
        """Runs of transliteration characters; an interpunct or hyphen may join several."""
        translit = self._translit
        score = base + _FOREIGN_PRIOR
        since = joined = 0
        for end in range(at + 1, min(at + _FULL_LIMIT, len(text)) + 1):
            char = text[end - 1]
            share = translit.get(char)
            if share is None:
                if char in _HYPHENS and (char != "-" or since):
                    if not since or end >= len(text) or not _starts_part(text[end]):
                        break
                    score += _INTERPUNCT if char != "-" else 0
                    since, joined = 0, joined + (char != "-")
                    continue
                if not joined:
                    break
                share = _ODD
                if since >= _ODD_LIMIT:
                    break
            score += share
            since += 1
            if since > _FOREIGN_LIMIT or not (is_han(char) or char.isupper()):
                break
            if end - at > 1 and is_han(char):
                path.offer(at, end, score - (8 if end - at == 2 else 0), "foreign")


@lru_cache(maxsize=4)
def segmenter_of(lexicon: Lexicon) -> Segmenter:
    """The segmenter for a lexicon, kept for the next article."""
    return Segmenter(lexicon)


def _is_trade(word: str, behind: str) -> bool:
    """中国银行业 and 中国银行股 are no bank."""
    return behind in ("业", "股") and word.endswith(_TRADES)


def _may_be_form(word: str) -> bool:
    """Latin words in small letters are forms only when they are long (who, fed)."""
    return len(word) > 3 or word.isupper()


def _starts_part(char: str) -> bool:
    return is_han(char) or char.isupper()


def _ascii_bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
