"""What the lexicon holds once it is compiled: entities, forms, offices, tenures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from operator import neg
from typing import Final

import msgspec

LOWER: Final = {code: code + 32 for code in range(65, 91)}
"""Latin capitals to small letters, one code point each: Latin forms match in any case."""
_CAPITAL: Final = re.compile("[A-Z]")

FULL: Final = 0
SHORT: Final = 1
SHARED: Final = 2
RISKY: Final = 3
"""How sure a form is: the full name, a short one, one that several share, one found inside other words."""


def lower(text: str) -> str:
    """A text with its Latin capitals small; most Chinese text has none, and is handed back."""
    return text if _CAPITAL.search(text) is None else text.translate(LOWER)


class Entity(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One known actor: `key` is the Wikidata id, else type and name."""

    key: str
    type: str
    name: str
    qid: str = ""
    country: str = ""
    kind: str = ""
    latin: str = ""
    hant: str = ""
    weight: int = 0


class Office(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An office: whose it is (ISO code or `org:id`), its titles, its levels."""

    id: str
    jurisdiction: str
    titles: tuple[str, ...]
    levels: tuple[str, ...]


class Tenure(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Who held an office from when to when (EDTF days, months or years; empty end: none known)."""

    entity: int
    office: str
    start: str
    end: str
    as_of: str


class Form(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a written form may be: `entities` are (index, sureness), the rest None when it is not that.

    `title` is (kind, 1 for a modifier such as 前), `group` (kind, rule, context) of `groups.tsv`.
    """

    entities: tuple[tuple[int, int], ...] = ()
    title: tuple[str, int] | None = None
    group: tuple[str, str, str] | None = None


class Words(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The common words as columns, which are read back in a tenth of the time that rows take.

    `text`: the words, a line each; `scores`: a byte a word, ten times the logarithm of its share in
    running text, without the sign; `tags`: a byte a word, the place of its tag in `kinds`. `ends`: the pairs
    of characters with which longer words end, a line each, but for `TRADES`; `lengths`: a byte a pair, a bit for
    each length of such words, the lowest for three characters.
    """

    text: str = ""
    scores: bytes = b""
    kinds: tuple[str, ...] = ()
    tags: bytes = b""
    ends: str = ""
    lengths: bytes = b""

    def by_score(self) -> dict[str, int]:
        """Word → ten times the logarithm of its share in running text."""
        return dict(zip(self.text.split("\n"), map(neg, self.scores), strict=True)) if self.scores else {}

    def by_tag(self, words: Iterable[str]) -> dict[str, str]:
        """Word → jieba's tag; `words` are all words in order, as `by_score` gives them."""
        return dict(zip(words, map(self.kinds.__getitem__, self.tags), strict=True))

    def by_end(self) -> dict[str, tuple[int, ...]]:
        """Two characters → the lengths of longer words that end with them."""
        lengths = [tuple(n + 3 for n in range(8) if mask >> n & 1) for mask in range(256)]
        return (
            dict(zip(self.ends.split("\n"), map(lengths.__getitem__, self.lengths), strict=True)) if self.ends else {}
        )


TRADES: Final = ("银行", "电信", "保险", "证券", "石油", "航空", "汽车", "工商", "农业", "建设", "传媒")
"""Ends of words that another word begins to continue (中国银行业), so that it takes more to find them."""


def words_of(scores: Mapping[str, int], tags: Mapping[str, str]) -> Words:
    """The columns of words with their scores, which are below zero, and tags."""
    kinds = tuple(sorted(set(tags.values())))
    place = {kind: at for at, kind in enumerate(kinds)}
    found = bytes(place[tags[word]] for word in scores)
    ends: dict[str, int] = {}
    for word in scores:
        if len(word) > 2 and not word.endswith(TRADES):
            ends[word[-2:]] = ends.get(word[-2:], 0) | 1 << len(word) - 3
    return Words(
        "\n".join(scores), bytes(-score for score in scores.values()), kinds, found, "\n".join(ends),
        bytes(ends.values()),
    )  # fmt: skip


class Compiled(msgspec.Struct, array_like=True):
    """Everything of the tables.

    `forms`: normalised form, Latin capitals made small → what it may be. `surnames`, `given`,
    `translit`: character or surname → ten times the natural logarithm of its share in such names.
    `edges`: the characters with which transliterated names begin, and those with which they end.
    `genders`: key of a person → f or m.
    """

    entities: list[Entity]
    forms: dict[str, Form]
    offices: list[Office]
    tenures: list[Tenure]
    chars: dict[str, list[str]]
    titles: dict[str, tuple[str, int]]
    surnames: dict[str, int]
    given: dict[str, int]
    translit: dict[str, int]
    words: Words
    country_forms: dict[str, str]
    org_suffixes: dict[str, str]
    group_heads: dict[str, str]
    clashes: dict[str, tuple[str, str, str]]
    edges: tuple[str, str]
    genders: dict[str, str]


Row = dict[str, str]
