"""Where words and names begin and end: the likeliest cut of a text.

A unigram model over jieba's word counts (as jieba itself cuts: Viterbi over the word graph) with
three more kinds of word: lexicon forms (found by one Aho–Corasick pass), Chinese names (surname
and given characters) and transliterated names (characters by their share in such names).
"""

from __future__ import annotations

from functools import lru_cache
from operator import add
from typing import Final, NamedTuple

import msgspec

from .foreign import ForeignNames, Links
from .forms import TRADES, Form, lower
from .letters import FAMILY, FOREIGN, HYPHEN, RUN, RUNS, WORD_TAG, Givens, Letters, Pairs, Path, is_han
from .lexicon import Lexicon

_FORM: Final = -90
_SHORT_FORM: Final = -96
_USER_FORM: Final = -40
_TRADE_ENDS: Final = ("业", "股")
"""中国银行业 and 中国银行股 are no bank."""
_CHINESE_PRIOR: Final = -50
_FUNCTION_COST: Final = 40
NAME_FOLLOWERS: Final = frozenset("指称说曾昨将向对与在于被把的了是也又还等发今没未表已即再就都并讣率获数因")
"""Characters that follow a name far more often than they end it."""
NOT_NAME_ENDS: Final = frozenset("证死院赛奖歌书法者员家权会券费品机车队部局道路街市县镇村区山河湖港岛军党社厂站桥楼园")
_NONE: Final = -(10**9)

_FORM_TAG: Final = "form"


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


_Said = tuple[str, Form | None, bool]
"""Tag, form and whether a title: what a `Token` holds of its text."""


_LAST: Final = (0, 0, 0)
"""Ends nowhere: behind the last word of a text."""


class _Pattern(NamedTuple):
    """What is known of a form or of a word that takes more than its score: None where it is none.

    `is_trade` says that 业 behind it makes another word of it, `is_office` that 长 does.
    """

    text: str
    word: int | None
    form: int | None
    is_trade: bool
    is_office: bool


class Segmenter:
    """Cuts normalised texts with a lexicon's words and names; kept for the next article (`segmenter_of`).

    Args:
        lexicon: forms, words and name characters.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words, self._tags = lexicon.words, lexicon.tags
        self._surnames, self._translit = lexicon.surnames, lexicon.translit
        self._links = Links(lexicon.words, lexicon.tags, lexicon.translit)
        self._letters, self._givens = Letters(lexicon), Givens(lexicon.given)
        self._pairs = Pairs(lexicon.words, lexicon.word_ends)
        self._matcher, self._texts = lexicon.matcher
        self._patterns: dict[int, _Pattern] = {}
        self._known: dict[str, dict[str, _Said]] = {WORD_TAG: {}, _FORM_TAG: {}}

    def tokens(
        self, norm: str, start: int = 0, end: int | None = None, *, named_at: int = -1, bonus: int = 0
    ) -> list[Token]:
        """The likeliest words of `norm[start:end]`; at `named_at` a name is `bonus` likelier than elsewhere."""
        text = norm[start:end]
        return self._trace(text, self._best(text, named_at - start, bonus), start)

    def may_begin_name(self, char: str) -> bool:
        """Whether a name of a person, Chinese or foreign, can begin with a character."""
        return bool(self._letters[char][1] & (FAMILY | FOREIGN))

    def _best(self, text: str, named_at: int, bonus: int) -> Path:
        """The best cuts: at each character Chinese names are offered forward, and what ends with it backward."""
        path = Path([0] + [_NONE] * len(text), [0] * (len(text) + 1), ["x"] * (len(text) + 1))
        score, back, tag = path
        low, names = lower(text), ForeignNames(path, text, self._translit, self._links, named_at, bonus)
        found = iter(self._matcher.find_matches_as_indexes(low, overlapping=True))
        index, first, end = next(found, _LAST)
        letters = map(self._letters.__getitem__, text)
        pairs = map(self._pairs.__getitem__, map(add, "\n" + low, low))
        for i, ((worth, kind, known), pair) in enumerate(zip(letters, pairs, strict=True)):
            base, stop = score[i], i + 1
            if base == _NONE:
                pass  # within a run of letters
            elif kind == RUN:
                self._read_run(path, text, i, base)
            else:
                if base + worth > score[stop]:
                    score[stop], back[stop], tag[stop] = base + worth, i, known
                if kind & FAMILY:
                    self._read_chinese(path, text, i, base + bonus if i == named_at else base)
                if kind & FOREIGN:
                    names.extend(i)
                elif kind & HYPHEN:
                    names.join(i)
            if pair is not None:
                count, longer = pair
                value = score[i - 1] + count
                if value > score[stop] or (value == score[stop] and i - 1 <= back[stop]):  # as `offer_late` does it
                    score[stop], back[stop], tag[stop] = value, i - 1, WORD_TAG
                if longer:
                    self._read_longer(path, low, stop, longer)
            while end == stop:
                self._read_pattern(path, text, low, (index, first, end))
                index, first, end = next(found, _LAST)
        return path

    def _read_longer(self, path: Path, low: str, stop: int, sizes: tuple[int, ...]) -> None:
        """The words of three and more characters that end at `stop`."""
        for size in sizes:
            begin = stop - size
            if begin >= 0 and (count := self._words.get(low[begin:stop])) is not None:
                path.offer_late(begin, stop, path.score[begin] + count, WORD_TAG)

    def _read_run(self, path: Path, text: str, i: int, base: int) -> None:
        """A run of letters and digits that are no ideographs."""
        run = RUNS.match(text, i)
        tag = "m" if text[i].isdigit() else "eng" if text[i].isalpha() else "w"
        path.offer(i, run.end() if run else i + 1, base - 100, tag)

    def _trace(self, text: str, path: Path, start: int) -> list[Token]:
        """The words of the best cut, with what the lexicon says of them."""
        tokens = []
        words, forms = self._known[WORD_TAG], self._known[_FORM_TAG]
        back, tags = path.back, path.tag
        end = len(text)
        while end > 0:
            begin, tag = back[end], tags[end]
            word = text[begin:end]
            if tag == WORD_TAG:
                tag, form, is_title = words.get(word) or self._look_up(word, tag)
            elif tag == _FORM_TAG:
                tag, form, is_title = forms.get(word) or self._look_up(word, tag)
            elif tag == "w":
                form = None
            else:
                tag, form, is_title = self._look_up(word, tag)
            if form is None:
                tokens.append(Token(start + begin, start + end, word, tag))
            else:
                tokens.append(Token(start + begin, start + end, word, tag, form, "", form.entities, is_title))
            end = begin
        tokens.reverse()
        return tokens

    def _look_up(self, word: str, tag: str) -> _Said:
        """Tag, form, and whether a title, of a word of the best cut; kept for words and forms, as many as there are."""
        form = None
        known = self._known.get(tag)
        if tag == WORD_TAG:
            tag = self._tags.get(word, "x")
        if tag == _FORM_TAG or (tag == "eng" and _may_be_form(word)) or (len(word) > 1 and is_han(word[0])):
            form = self._lexicon.form(word)
        if form is None and tag in ("nrt", "nr", "nrfg"):
            tag = self._name_tag(word, tag)
        said = (tag, form, form is not None and _is_title(form))
        if known is not None:
            known[word] = said
        return said

    def _read_pattern(self, path: Path, text: str, low: str, match: tuple[int, int, int]) -> None:
        """A match of the automaton that is a form, or a word with conditions."""
        index, i, j = match
        base = path.score[i]
        if base == _NONE:
            return
        known = self._patterns.get(index) or self._describe(index)
        trade = known.is_trade and low[j : j + 1] in _TRADE_ENDS
        if known.word is not None and not (trade and j - i > 3):
            path.offer_late(i, j, base + known.word, WORD_TAG)
        if known.form is None or trade:
            return
        if known.text.isascii() and (not _ascii_bounded(low, i, j) or (j - i <= 3 and text[i:j] != known.text.upper())):
            return  # WHO is an organisation, "who" is not
        value = base + known.form
        if known.is_office and low[j : j + 1] == "长" and not self._goes_on(low, j):
            value -= 60  # 美国商务部长 is not 美国商务部 and 长
        path.offer_late(i, j, value, _FORM_TAG)

    def _describe(self, index: int) -> _Pattern:
        """What has to be known of a pattern, kept for the next time."""
        text = self._texts[index]
        word = self._words.get(text)
        form = None
        if text in self._lexicon.forms:
            form = _USER_FORM if text in self._lexicon.own_forms else self._form_score(text)
        office = text[-1] + "长" in self._lexicon.titles
        found = self._patterns[index] = _Pattern(text, word, form, text.endswith(TRADES), office)
        return found

    def _name_tag(self, text: str, tag: str) -> str:
        """Names that jieba's dictionary knows are names like those that the cut makes up."""
        if len(text) in (2, 3) and text[0] in self._surnames and tag == "nr" and text[-1] not in NOT_NAME_ENDS:
            return "chinese"
        if len(text) > 2 and all(char in self._translit for char in text):
            return "foreign"
        return tag

    def _goes_on(self, text: str, at: int) -> bool:
        """Whether a word such as 长期 begins at `at`."""
        return any(text[at : at + n] in self._words for n in (2, 3, 4))

    def _form_score(self, form: str) -> int:
        """A form's likelihood: rare companies and media are less likely than offices and countries."""
        entities = [self._lexicon.entities[i] for i, _ in self._lexicon.forms[form].entities]
        score = _FORM if len(form) > 2 else _SHORT_FORM
        if entities and len(form) < 5 and all(e.kind in ("company", "media", "university") for e in entities):
            score -= 12 if max(e.weight for e in entities) > 50 else 22
        return score

    def _read_chinese(self, path: Path, text: str, at: int, base: int) -> None:
        """Chinese names that begin at `at`: a surname of one or two characters, one or two given characters."""
        givens, rest = self._givens, text[at + 1 : at + 4]
        for size in (1, 2):
            family = self._surnames.get(text[at : at + size])
            if family is None:
                continue
            score, end = base + _CHINESE_PRIOR + family - 16, at + size
            for char in rest[size - 1 : size + 1]:
                share = givens[char]
                if share is None:
                    break
                end += 1
                score += share
                path.offer(at, end, score - _FUNCTION_COST if char in NAME_FOLLOWERS else score, "chinese")
                score += 14


@lru_cache(maxsize=4)
def segmenter_of(lexicon: Lexicon) -> Segmenter:
    """The segmenter for a lexicon, kept for the next article."""
    return Segmenter(lexicon)


def _may_be_form(word: str) -> bool:
    """Latin words in small letters are forms only when they are long (who, fed)."""
    return len(word) > 3 or word.isupper()


def _ascii_bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
