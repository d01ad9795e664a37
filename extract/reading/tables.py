"""CSV and TSV with a text column → drafts, one a row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final, TextIO

from .draft import Draft
from .fields import DATE, TEXT, TITLE, URL, field_draft, plain_key
from .limits import MAX_LINE
from .moments import read_moment

_KNOWN: Final = frozenset({*TEXT, *TITLE, *DATE, *URL})
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def delimiter_of(head: str) -> str | None:
    """The delimiter when the first line is a table's header with a known text column; else None."""
    line = head.lstrip("\ufeff").partition("\n")[0]
    if len(line) > 2000 or line.startswith("<"):
        return None
    for delimiter in ",\t;|":
        names = [plain_key(name.strip().strip('"')) for name in line.split(delimiter)]
        if (
            len(names) > 1
            and len(line) < 2000
            and any(n in TEXT for n in names)
            and sum(n in _KNOWN for n in names) > 1
        ):
            return delimiter
    return None


def rows(stream: TextIO, delimiter: str) -> Iterator[Draft | None]:
    """One draft a row, in order; None for a row without an article. Raises `csv.Error`.

    Without a header the columns are told by what they hold.
    """
    csv.field_size_limit(MAX_LINE)
    reader = csv.reader(_lines(stream), delimiter=delimiter)
    names: list[str] | None = None
    header: list[str] = []
    shaped = found = False
    for row in reader:
        if names is None:
            plain = [plain_key(name) for name in row]
            if any(name in _KNOWN for name in plain) and max(map(len, row), default=0) < 60:
                names, header, shaped = plain, row, not any(name in TEXT for name in plain)
                continue
            names = _guess(row)
        if any(row):
            draft = field_draft(dict(zip(names, row, strict=False)), "csv column", shaped)
            if shaped and draft is None and not found:
                raise csv.Error(f"no column holds the text (of {', '.join(header)[:200]})")
            found = found or draft is not None
            yield draft


def _lines(stream: TextIO) -> Iterator[str]:
    for line in stream:
        yield line.replace("\x00", "").removeprefix("\ufeff")


def _guess(row: list[str]) -> list[str]:
    """Names for the columns of a table without a header, by the first row."""
    sizes = [len(_HAN.findall(cell)) for cell in row]
    longest = max(range(len(row)), key=sizes.__getitem__, default=0)
    names = [f"column{i}" for i in range(len(row))]
    if row:
        names[longest] = "content"
    for i, cell in enumerate(row):
        if i == longest:
            continue
        if cell.startswith("http"):
            name = "url"
        elif len(cell) < 40 and read_moment(cell) is not None:
            name = "date"
        elif 4 <= sizes[i] <= 60:
            name = "title"
        else:
            continue
        if name not in names:
            names[i] = name
    return names
