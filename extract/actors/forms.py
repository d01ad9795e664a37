"""What the lexicon holds once it is compiled: entities, forms, offices, tenures."""

from __future__ import annotations

import re
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


class Entity(msgspec.Struct, frozen=True, array_like=True):
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


class Office(msgspec.Struct, frozen=True, array_like=True):
    """An office: whose it is (ISO code or `org:id`), its titles, its levels."""

    id: str
    jurisdiction: str
    titles: tuple[str, ...]
    levels: tuple[str, ...]


class Tenure(msgspec.Struct, frozen=True, array_like=True):
    """Who held an office from when to when (EDTF days, months or years; empty end: none known)."""

    entity: int
    office: str
    start: str
    end: str
    as_of: str


class Form(msgspec.Struct, frozen=True, array_like=True):
    """What a written form may be: `entities` are (index, sureness), the rest None when it is not that.

    `title` is (kind, 1 for a modifier such as 前), `group` (kind, rule, context) of `groups.tsv`.
    """

    entities: tuple[tuple[int, int], ...] = ()
    title: tuple[str, int] | None = None
    group: tuple[str, str, str] | None = None


class Compiled(msgspec.Struct, array_like=True):
    """Everything of the tables.

    `forms`: normalised form, Latin capitals made small → what it may be. `surnames`, `given`,
    `translit`: character or surname → ten times the natural logarithm of its share in such names.
    `words`: word → ten times the logarithm of its share in running text; `tags`: word → jieba's tag.
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
    words: dict[str, int]
    tags: dict[str, str]
    country_forms: dict[str, str]
    org_suffixes: dict[str, str]
    group_heads: dict[str, str]
    clashes: dict[str, tuple[str, str, str]]


Row = dict[str, str]
