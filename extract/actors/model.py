"""What the stages of this room hand to each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from ...records import Article, Time
from ..sentences import Sentence
from .homes import home_of
from .lexicon import Lexicon
from .segment import Segmenter, Token

Span = tuple[int, int]


@dataclass
class Title:
    """An office as printed: its words, whose it is, and whether it is a former or coming one.

    `iso` is the country's code when one is printed with it, `org` the organisation's words.
    """

    start: int
    end: int
    words: str
    core: str
    kind: str
    iso: str | None = None
    org: str | None = None
    modifiers: tuple[str, ...] = ()
    country_span: Span | None = None


@dataclass
class Ref:
    """A stretch of text that refers to somebody: a mention before it is known to whom.

    `name` is the normalised name without its title (empty for an office or a group word alone),
    `entities` what the lexicon says of it, `keys` the identities once they are resolved,
    `owner` an organisation's country.
    """

    start: int
    end: int
    type: str
    form: str
    rule: str
    name: str = ""
    entities: tuple[tuple[int, int], ...] = ()
    titles: list[Title] = field(default_factory=list)
    keys: tuple[str, ...] = ()
    name_span: Span | None = None
    owner: str = ""


@dataclass
class Draft:
    """An actor while the article is read."""

    key: str
    name: str
    type: str
    qid: str | None = None
    country: str | None = None
    score: float = 1.0
    rule: str = ""
    roles: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


@dataclass
class Doc:
    """An article on its way: normalised text (same offsets), words, references, identities."""

    article: Article
    norm: str
    lexicon: Lexicon
    segmenter: Segmenter
    tokens: list[Token]
    sentences: list[Sentence]
    times: list[Time]
    refs: list[Ref] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)

    @property
    def day(self) -> str | None:
        """The publisher's local day."""
        return self.article.published_day

    @cached_property
    def home(self) -> str | None:
        """The country in which the outlet is at home, see `home_of`."""
        return home_of(self.article, self.norm)

    @cached_property
    def starting(self) -> dict[int, Token]:
        """The word that starts at an offset."""
        return {token.start: token for token in self.tokens}

    @cached_property
    def ending(self) -> dict[int, Token]:
        """The word that ends at an offset."""
        return {token.end: token for token in self.tokens}

    @cached_property
    def index_at(self) -> dict[int, int]:
        """The index of the word that starts at an offset."""
        return {token.start: i for i, token in enumerate(self.tokens)}

    @cached_property
    def times_from(self) -> dict[int, int]:
        """Where a time starts → where it ends."""
        return {time.start: time.end for time in self.times}

    @cached_property
    def times_to(self) -> dict[int, int]:
        """Where a time ends → where it starts."""
        return {time.end: time.start for time in self.times}

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def over(self, start: int, end: int) -> list[Token]:
        """The words that a stretch touches."""
        first = max(0, bisect_right(self._token_starts, start) - 1)
        return [t for t in self.tokens[first : bisect_left(self._token_starts, end)] if t.end > start]

    def sentence_start(self, at: int, back: int = 0) -> int:
        """Where the sentence at an offset starts, or the one `back` sentences before it."""
        index = bisect_right(self._sentence_starts, at) - 1 - back
        return self._sentence_starts[index] if index >= 0 else 0
