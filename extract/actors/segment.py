"""Where words and names begin and end: the likeliest cut of a text.

A unigram model over jieba's word counts (as jieba itself cuts: Viterbi over the word graph) with
three more kinds of word: lexicon forms (found by one Aho–Corasick pass), Chinese names (surname
and given characters) and transliterated names (characters by their share in such names).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .forms import LOWER, Form
from .lexicon import Lexicon

WORD_LIMIT: Final = 6
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
_FULL_LIMIT: Final = 24
_INTERPUNCT: Final = 85
_ODD: Final = -80
_NONE: Final = -1e9
INTERPUNCTS: Final = "·•・‧∙⋅･"

Option = tuple[int, str, float]


@dataclass(slots=True, frozen=True)
class Token:
    """A word of a cut.

    `tag` is jieba's, or `form` (in the lexicon), `foreign`, `chinese` (names), `eng`, `m`, `w`
    (punctuation), `x` (unknown). `form` is what the lexicon says of the text, if anything; `owner`
    the ISO code of the country that an organisation's name begins with.
    """

    start: int
    end: int
    text: str
    tag: str
    form: Form | None = None
    owner: str = ""

    @property
    def is_title(self) -> bool:
        """An office or profession."""
        return self.form is not None and self.form.title is not None and self.form.title[1] == 0

    @property
    def entities(self) -> tuple[tuple[int, int], ...]:
        """Known actors that this form may mean, with sureness."""
        return self.form.entities if self.form else ()


def is_han(char: str) -> bool:
    """A CJK ideograph."""
    return "\u4e00" <= char <= "\u9fff" or char == "〇"


class Segmenter:
    """Cuts normalised texts with a lexicon's words and names.

    Args:
        lexicon: forms, words and name characters.
        extra: names found in this article, which are words from now on.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words, self._tags = lexicon.words, lexicon.tags
        self._scores: dict[str, int] = {}
        self._surnames, self._given, self._translit = lexicon.surnames, lexicon.given, lexicon.translit

    def tokens(
        self, norm: str, start: int = 0, end: int | None = None, *, named_at: int = -1, bonus: int = 0
    ) -> list[Token]:
        """The likeliest words of `norm[start:end]`; at `named_at` a name is `bonus` likelier than elsewhere."""
        stop = len(norm) if end is None else end
        hits = self._hits(norm, start, stop)
        size = stop - start
        score = [_NONE] * (size + 1)
        back: list[tuple[int, str]] = [(0, "x")] * (size + 1)
        score[0] = 0.0
        for i in range(size):
            base = score[i]
            if base == _NONE:
                continue
            at = start + i
            options = self._options(norm, at, stop, bonus if at == named_at else 0)
            for length, tag, value in options + hits.get(at, []):
                if base + value > score[i + length]:
                    score[i + length] = base + value
                    back[i + length] = (i, tag)
        return self._trace(norm, back, start, size)

    def _trace(self, norm: str, back: list[tuple[int, str]], start: int, size: int) -> list[Token]:
        tokens = []
        j = size
        while j > 0:
            i, tag = back[j]
            text = norm[start + i : start + j]
            form = None
            if (
                tag == "form"
                or (tag == "eng" and (len(text) > 3 or text.isupper()))
                or (len(text) > 1 and is_han(text[0]))
            ):
                form = self._lexicon.form(text)
            if tag in ("nrt", "nr", "nrfg") and form is None:
                tag = self._name_tag(text, tag)
            tokens.append(Token(start + i, start + j, text, tag, form))
            j = i
        return tokens[::-1]

    def _hits(self, norm: str, start: int, end: int) -> dict[int, list[Option]]:
        """Lexicon forms by where they start, from one pass over the text."""
        automaton, patterns = self._lexicon.matcher
        own = self._lexicon.own_forms
        text = norm[start:end].translate(LOWER)
        found: dict[int, list[Option]] = {}
        for index, i, j in automaton.find_matches_as_indexes(text, overlapping=True):
            form = patterns[index]
            if form.isascii() and not _ascii_bounded(text, i, j):
                continue
            if j - i <= 3 and form.isascii() and norm[start + i : start + j] != form.upper():
                continue  # WHO is an organisation, "who" is not
            if _is_trade(form, text[j : j + 1]):
                continue
            value = _USER_FORM if form in own else self._form_score(form)
            if text[j : j + 1] == "长" and form[-1] + "长" in self._lexicon.titles and not self._goes_on(text, j):
                value -= 60  # 美国商务部长 is not 美国商务部 and 长
            found.setdefault(start + i, []).append((j - i, "form", float(value)))
        return found

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

    def _options(self, norm: str, at: int, end: int, extra: int) -> list[Option]:
        char = norm[at]
        if not is_han(char):
            length = 1
            if char.isalnum():
                while at + length < end and norm[at + length].isalnum() and not is_han(norm[at + length]):
                    length += 1
            return [(length, "m" if char.isdigit() else "eng" if char.isalpha() else "w", -100.0)]
        words, tags = self._words, self._tags
        known = words.get(char)
        options: list[Option] = [(1, "x", _UNKNOWN) if known is None else (1, tags[char], known)]
        for length in range(2, min(WORD_LIMIT, end - at) + 1):
            word = norm[at : at + length]
            if word in words and not (length > 3 and _is_trade(word, norm[at + length : at + length + 1])):
                options.append((length, tags[word], words[word]))
        if char in self._surnames or norm[at : at + 2] in self._surnames:
            options += self._chinese(norm, at, end, extra)
        if char in self._translit:
            options += self._foreign(norm, at, end, extra)
        return options

    def _chinese(self, norm: str, at: int, end: int, extra: int) -> list[Option]:
        options: list[Option] = []
        for size in (1, 2):
            family = self._surnames.get(norm[at : at + size])
            if family is None:
                continue
            score = float(_CHINESE_PRIOR + family + extra)
            for length in (1, 2):
                where = at + size + length
                if where > end or not is_han(norm[where - 1]):
                    break
                score += self._given.get(norm[where - 1], _GIVEN_UNKNOWN)
                rare = _FUNCTION_COST if norm[where - 1] in NAME_FOLLOWERS else 0
                options.append((size + length, "chinese", score - (16 if length == 1 else 2) - rare))
        return options

    def _foreign(self, norm: str, at: int, end: int, extra: int) -> list[Option]:
        """Runs of transliteration characters; an interpunct or hyphen may join several."""
        options: list[Option] = []
        translit = self._translit
        score = float(_FOREIGN_PRIOR + extra)
        since = joined = 0
        for length in range(1, min(_FULL_LIMIT, end - at) + 1):
            char = norm[at + length - 1]
            if char in INTERPUNCTS or (char == "-" and since):
                if not since or at + length >= end or not _starts_part(norm[at + length]):
                    break
                score += _INTERPUNCT if char != "-" else 0
                since, joined = 0, joined + (char != "-")
                continue
            share = translit.get(char)
            if share is None and not joined:
                break
            score += _ODD if share is None else share
            since += 1
            if since > (_FOREIGN_LIMIT if share is not None else 5) or not (is_han(char) or char.isupper()):
                break
            if length > 1 and is_han(char):
                options.append((length, "foreign", score - (8 if length == 2 else 0)))
        return options


def _is_trade(word: str, behind: str) -> bool:
    """中国银行业 and 中国银行股 are no bank."""
    return behind in ("业", "股") and word.endswith(_TRADES)


def _starts_part(char: str) -> bool:
    return is_han(char) or char.isupper()


def _ascii_bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
