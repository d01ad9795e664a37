"""Makes the tables of this folder from a knowledge base folder, and compiles them.

    python -m jishi.extract.lexicon.build ../shared/kb     # tables and lexicon.bin
    python -m jishi.extract.lexicon.build                  # lexicon.bin only

Every row of every table names its source. The tables `more_*.tsv` and `places.tsv` are kept by
hand and are not touched here.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

Row = dict[str, str]

_EPS = "Wikidata (CC0) via every-politician-scrapers"
_KNOWLEDGE = "knowledge, checked by use in news"


def _office_source(row: Row) -> str:
    return _EPS if row["qid"] else "knowledge"


def _person_source(row: Row) -> str:
    return row["qid_source"] or "knowledge; English-Chinese pairs counted in news"


def _fixed(source: str) -> Callable[[Row], str]:
    return lambda _row: source


_TABLES: Final[dict[str, tuple[str, tuple[str, ...], Callable[[Row], str]]]] = {
    "countries.tsv": (
        "countries.tsv",
        (
            "qid",
            "iso2",
            "type",
            "parent",
            "name_zh_hans",
            "name_zh_hant",
            "names",
            "abbrev_char",
            "side_form",
            "side_form_ambiguous",
            "capital_as_metonym",
            "demonym",
            "verified",
        ),
        _fixed("rigour 2.6.1 (MIT); CLDR via Babel 2.18"),
    ),
    "offices.tsv": ("offices.tsv", ("office_id", "qid", "jurisdiction", "title_zh", "level"), _office_source),
    "people.tsv": (
        "people.tsv",
        (
            "qid",
            "name_en",
            "name_zh_hans",
            "name_zh_hant_tw",
            "name_zh_hant_hk",
            "surname_forms",
            "shared_forms",
            "risky_forms",
            "country",
            "verified",
        ),
        _person_source,
    ),
    "tenures.tsv": (
        "tenures.tsv",
        ("person", "person_name", "office_id", "start", "end", "as_of"),
        lambda row: row["source"],
    ),
    "organizations.tsv": (
        "organizations.tsv",
        ("qid", "name_zh_hans", "name_zh_hant", "short_forms", "shared_forms", "country", "type", "verified"),
        _fixed(_KNOWLEDGE),
    ),
    "groups.tsv": ("group_forms.tsv", ("form", "kind", "rule", "context"), _fixed(_KNOWLEDGE)),
    "titles.tsv": (
        "titles.tsv",
        ("title", "kind", "position", "modifier", "n_before_name", "n_after_name"),
        _fixed(_KNOWLEDGE),
    ),
    "surnames.tsv": (
        "surnames.tsv",
        ("surname", "surname_hant", "type", "korean", "rank", "corpus_names"),
        _fixed("knowledge; rank: police ministry list 2020; counts in news"),
    ),
    "translit.tsv": (
        "translit_chars.tsv",
        ("char", "char_hant", "people_count", "corpus_count", "segment_initial", "segment_final"),
        _fixed("counted in names of people.tsv and in news"),
    ),
}
"""Table → (file of the knowledge base, columns kept, source of a row)."""


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def make_tables(kb: Path, out: Path) -> None:
    """Write the tables that come from the knowledge base; rows keep its (sorted) order."""
    for name, (origin, columns, source) in _TABLES.items():
        lines = ["\t".join((*columns, "source"))]
        lines += ["\t".join((*(row[column] for column in columns), source(row))) for row in _read(kb / origin)]
        _write(out / name, lines)


_GOVERNED: Final = "县市区州省镇乡旗盟郡岛"
"""Last characters of names of governed places."""


def make_words(out: Path, least: int = 20) -> None:
    """`words.tsv` and `given.tsv` from jieba's dictionary (MIT licence).

    Words of one to six characters seen at least `least` times, and all counties, towns and the like: `class`
    is jieba's tag, `log` ten times the logarithm of the count. They tell where a name cannot begin or end.
    The characters of given names are counted in the dictionary's Chinese person names.
    """
    import jieba  # type: ignore[import-untyped]

    surnames = {row["surname"] for row in _read(out / "surnames.tsv")}
    rows = []
    given: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        town = tag == "ns" and len(word) > 2 and word[-1] in _GOVERNED
        if (int(count) >= least or town) and len(word) <= 6 and not word.isascii():
            rows.append(f"{word}\t{tag}\t{round(10 * math.log(int(count)))}\tjieba")
        if tag == "nr" and len(word) == 3 and word[0] in surnames:
            given.update(word[1:])
    counts = [f"{char}\t{count}\tjieba" for char, count in given.items() if count >= 5]
    _write(out / "words.tsv", ["word\tclass\tlog\tsource", *sorted(rows)])
    _write(out / "given.tsv", ["char\tcount\tsource", *sorted(counts)])


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main(argv: list[str]) -> None:
    """`build.py [KB]`: tables from KB when given, then `lexicon.bin`."""
    from ..actors.compiling import compile_tables

    here = Path(__file__).parent
    if argv:
        make_tables(Path(argv[0]), here)
        make_words(here)
    (here / "lexicon.bin").write_bytes(compile_tables(here))


if __name__ == "__main__":
    main(sys.argv[1:])
