"""Lists of articles read item by item: JSON Lines, large JSON lists, tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ...records import Skipped
from . import jsons, tables
from .draft import Draft
from .limits import MAX_LINE, MIB

Item = Draft | Skipped | None
"""An article, a reason, or None for an item that holds no article."""


class Chained(io.RawIOBase):
    """Bytes already read, then the rest of the stream they came from."""

    def __init__(self, first: bytes, rest: io.BufferedReader) -> None:
        super().__init__()
        self._first = io.BytesIO(first)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._first.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


def is_lines(start: str) -> bool:
    """JSON Lines: the first line is a whole object and a second line begins another."""
    line, _, rest = start.partition("\n")
    return line.startswith("{") and line.rstrip().endswith("}") and rest.lstrip().startswith("{")


def json_lines(stream: io.BufferedReader, encoding: str) -> Iterator[Item]:
    """One draft a line of JSON Lines; a damaged or endless line is skipped with a reason."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace")
    number = 0
    try:
        while line := text.readline(MAX_LINE):
            number += 1
            if len(line) >= MAX_LINE and not line.endswith("\n"):
                while (more := text.readline(MIB)) and not more.endswith("\n"):
                    pass
                yield Skipped(source="", reason=f"line {number} is longer than {MAX_LINE // MIB} MB")
                continue
            line = line.strip(" \t\r\n\x00\ufeff")
            if line:
                yield from _line(line, number)
    finally:
        text.detach()


def _line(line: str, number: int) -> Iterator[Item]:
    try:
        found = list(jsons.drafts(jsons.load(line)))
    except ValueError as error:
        yield Skipped(source="", reason=f"line {number} is no JSON: {error}")
        return
    yield from found
    if not found:
        yield None


def json_list(stream: io.BufferedReader, encoding: str) -> Iterator[Item]:
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace")
    try:
        for item in jsons.stream_items(text):
            found = list(jsons.drafts(item))
            yield from found
            if not found:
                yield None
    except ValueError as error:
        yield Skipped(source="", reason=str(error), hint="What came before was kept.")
    finally:
        text.detach()


def table_rows(stream: io.BufferedReader, encoding: str, delimiter: str) -> Iterator[Item]:
    text = io.TextIOWrapper(
        stream, encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace", newline=""
    )
    try:
        yield from tables.rows(text, delimiter)
    except csv.Error as error:
        yield Skipped(source="", reason=f"the table is damaged: {error}")
    finally:
        text.detach()
