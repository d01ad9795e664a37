"""Parquet tables → drafts, one a row, read in batches by DuckDB: a file of any size in little memory."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...records import Skipped
from .draft import Draft
from .fields import field_draft

if TYPE_CHECKING:
    import duckdb

MAGIC: Final = b"PAR1"
_BATCH: Final = 64
"""Rows held at a time."""
_GLOB: Final = frozenset("*?[{")
"""Signs in a path that DuckDB would take for a pattern."""
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": 1,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""No extension is fetched or loaded, whatever a file asks for."""


def rows(stream: io.BufferedReader) -> Iterator[Draft | Skipped | None]:
    """One draft a row, in order; None for a row without an article, a reason where the file is damaged.

    A stream that is no file of its own is put into a temporary one first: Parquet is read from its end.
    """
    import duckdb

    with ExitStack() as stack:
        path = _path(stream) or _spooled(stream, stack)
        connection = stack.enter_context(duckdb.connect(config=_CONFIG))
        try:
            yield from map(_draft, _fetched(connection, path))
        except (duckdb.Error, UnicodeDecodeError) as error:
            told = str(error).partition("\n")[0].replace(path, "it")
            yield Skipped(source="", reason=f"the table is damaged: {told[:200]}")


def _fetched(connection: duckdb.DuckDBPyConnection, path: str) -> Iterator[dict[str, object]]:
    found = connection.execute("SELECT * FROM read_parquet(?)", [path])
    names = [column[0] for column in found.description or ()]
    while batch := found.fetchmany(_BATCH):
        for row in batch:
            yield dict(zip(names, map(_plain, row), strict=True))


def _path(stream: io.BufferedReader) -> str | None:
    """The path of a stream that is a file on its own and not a pattern."""
    name = getattr(stream.raw, "name", None)
    found = str(name) if isinstance(name, str | Path) else None
    with suppress(UnicodeEncodeError):
        if found is not None and not _GLOB & set(found) and found.encode():
            return found
    return None


def _spooled(stream: io.BufferedReader, stack: ExitStack) -> str:
    path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "table.parquet"
    with path.open("wb") as file:
        shutil.copyfileobj(stream, file)
    return str(path)


def _plain(value: object) -> object:
    """A cell as JSON would have it: moments as text, bytes decoded."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _draft(row: dict[str, object]) -> Draft | None:
    """By known names of columns, else by what they hold."""
    named = field_draft(row, "parquet column", False)
    return named if named is not None else field_draft(row, "parquet column", True)
