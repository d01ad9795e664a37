"""Tables: events, actors, relations and evidence, as CSV (RFC 4180) or Parquet.

CSV: UTF-8, CRLF, a header line; with `bom=True` Excel reads the Chinese rightly. A text that a
spreadsheet would take for a formula (it begins with = + - @ or a tab, blanks aside) gets an apostrophe in
front; numbers stay numbers. Many values in one cell are parted by ` | `. Parquet holds the same columns
with types and without apostrophes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from .files import replacing
from .rows import COLUMNS, TABLES, Cell, rows

if TYPE_CHECKING:
    from ..graph.knowledge import KnowledgeGraph

_FORMULA: Final = tuple("=+-@\t\r＝＋－＠")
_BEGINS: Final = frozenset(_FORMULA)
_PARQUET: Final = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def write(
    kg: KnowledgeGraph, path: Path, *, table: str | None = None, bom: bool = False, format: str | None = None
) -> None:
    """Writes one table of `kg` to `path`.

    Args:
        path: ends in .csv or .parquet, unless `format` says which of the two is meant.
        table: timeline, actors, relations or evidence; by default the name of the file.
        bom: begin with a byte order mark, for Excel (CSV only).
    """
    name, suffix = table or path.stem, f".{format}" if format else path.suffix
    if name not in TABLES:
        raise InputError(f"no table {name!r}", where=str(path), mend=f"Known: {', '.join(TABLES)}.")
    if suffix == ".csv":
        _write_csv(path, COLUMNS[name], rows(kg, name), bom)
    elif suffix == ".parquet":
        _write_parquet(path, COLUMNS[name], rows(kg, name))
    else:
        raise InputError(f"no table format {suffix!r}", where=str(path), mend="Known: .csv, .parquet.")


def write_all(kg: KnowledgeGraph, folder: Path, *, bom: bool = False, suffix: str = ".csv") -> list[Path]:
    """Writes all tables into `folder`; returns their paths."""
    made = [folder / f"{name}{suffix}" for name in TABLES]
    for path in made:
        write(kg, path, bom=bom)
    return made


def defuse(cell: Cell) -> str:
    """A cell of a CSV file: no spreadsheet takes it for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        # Some spreadsheets drop blanks in front before they look.
        return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
    return str(cell)


def _write_csv(path: Path, columns: dict[str, type], body: Iterable[tuple[Cell, ...]], bom: bool) -> None:
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(map(_defused, body))


def _defused(row: tuple[Cell, ...]) -> list[str]:
    """A row's cells; most are texts that begin like none of a formula."""
    return [
        cell if isinstance(cell, str) and (first := cell[:1]) not in _BEGINS and not first.isspace() else defuse(cell)
        for cell in row
    ]


def _write_parquet(path: Path, columns: dict[str, type], body: Iterable[tuple[Cell, ...]]) -> None:
    """DuckDB reads JSON Lines, which keep null apart from an empty text, and writes Parquet."""
    import duckdb

    types = ", ".join(f"'{name}': '{_PARQUET[kind]}'" for name, kind in columns.items())
    with replacing(path) as draft:
        lines = draft.with_suffix(".jsonl")
        try:
            with lines.open("wb") as file:
                file.writelines(_json_lines(columns, body))
            source = f"read_json({_quoted(lines)}, format='newline_delimited', columns={{{types}}})"
            with duckdb.connect(":memory:", config={"threads": 1}) as db:
                db.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(draft)} (FORMAT parquet, COMPRESSION zstd)")
        finally:
            lines.unlink(missing_ok=True)


def _json_lines(columns: dict[str, type], body: Iterable[tuple[Cell, ...]]) -> Iterator[bytes]:
    import msgspec

    for row in body:
        yield msgspec.json.encode(dict(zip(columns, row, strict=True))) + b"\n"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
