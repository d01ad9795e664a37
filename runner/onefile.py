"""Records as one indented JSON file an article, for who wants to look at them one by one."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from ..records import record_from_json
from .driver import Pair
from .files import write_bytes
from .shards import Unit

_LONGEST: Final = 200
"""Bytes of a file name, so that the ending and a temporary prefix still fit."""


class OneFileEach:
    """Writes each record as it comes. Knows nothing of earlier runs.

    `a/b.html` becomes `a/b.json`; the n-th article of `b.jsonl` (`b.jsonl#2`) becomes `b-2.json`;
    when two inputs differ only in their extension, the second keeps it: `b.txt.json`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles = self.skipped = self.undated = 0
        self._taken: set[str] = set()

    def meet(self, name: str, content: str) -> None:
        """Nothing was done before."""

    def has(self, name: str, content: str, part: int = 0) -> Unit | None:
        """Nothing was done before."""
        return None

    def store(self, units: list[Pair]) -> None:
        """Write the files of finished units."""
        for unit, lines in units:
            self.skipped += len(unit.skipped)
            self.undated += len(unit.undated)
            for line in lines:
                self.articles += 1
                path = self.folder / self._name(record_from_json(line).source)
                write_bytes(path, msgspec.json.format(line, indent=1) + b"\n")

    def _name(self, source: str) -> str:
        name = file_name(source)
        if name in self._taken:
            name = file_name(source, whole=True)
        count = 2
        while name in self._taken:
            name = f"{file_name(source, whole=True).removesuffix('.json')}-{count}.json"
            count += 1
        self._taken.add(name)
        return name


def file_name(source: str, *, whole: bool = False) -> str:
    """A relative path for the record of `source` that stays inside its folder, whatever the source says."""
    parts = [_safe(part) for part in PurePosixPath(source.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    *folders, last = parts or ["article"]
    base, mark, number = last.rpartition("#")
    if not (mark and number.isdigit()):
        base, number = last, ""
    stem = base if whole else (PurePosixPath(base).stem or base)
    ending = f"-{number}.json" if number else ".json"
    return "/".join([*folders, _cut(stem, _LONGEST - len(ending)) + ending])


def _safe(part: str) -> str:
    return _cut("".join("_" if c in ':*?"<>|' or not c.isprintable() else c for c in part), _LONGEST)


def _cut(text: str, length: int) -> str:
    return text.encode()[:length].decode("utf-8", "ignore")
