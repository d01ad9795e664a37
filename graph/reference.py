"""The reference part of `docs/queries.md`, made from the query files and the tables' columns.

`python -m jishi.graph.reference docs/queries.md` writes it anew below its marker line.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .catalog import Query, queries
from .tables import COLUMNS

MARKER: Final = "<!-- below: made by jishi.graph.reference -->"


def markdown() -> str:
    """All ready queries with parameters and example results, and all tables with their columns."""
    return "\n".join([MARKER, "", *_queries(), *_tables()]) + "\n"


def _queries() -> Iterator[str]:
    yield "## The ready queries"
    yield ""
    for query in queries().values():
        yield from _query(query)


def _query(query: Query) -> Iterator[str]:
    yield f"### {query.name}"
    yield ""
    yield f"{query.zh} · {query.en}. {query.about}"
    yield ""
    for item in query.parameters:
        default = "required" if item.default is None else f"default `{item.default}`" if item.default else "optional"
        yield f"- `{item.name}` ({item.type}, {default}): {item.about}"
    if query.parameters:
        yield ""
    if query.example:
        header, *rows = csv.reader(query.example)
        yield f"| {' | '.join(header)} |"
        yield f"| {' | '.join('---' for _ in header)} |"
        for row in rows:
            yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
        yield ""


def _tables() -> Iterator[str]:
    yield "## The tables of SQL"
    yield ""
    for table, columns in COLUMNS.items():
        listed = ", ".join(f"`{column}` {kind}" for column, kind in columns.items())
        yield f"- **{table}**: {listed}"


def rewrite(path: Path) -> None:
    """Puts the reference below the marker of a file."""
    head = path.read_text(encoding="utf-8").partition(MARKER)[0]
    path.write_text(head + markdown(), encoding="utf-8")


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
