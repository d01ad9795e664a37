"""Which files a run reads, in a stable order, and under which name each is shown.

A name is the path relative to the deepest folder that holds all inputs given, with `/` between
its parts: it depends neither on the order of the inputs nor on where the folder lies.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ..records import Skipped

_MAGIC: Final = frozenset("*?[")
_NOT_ARTICLES: Final = ("readme", "license", "licence", "copying")
"""Files that describe a folder: left out of a walk, read when named."""


class Input(NamedTuple):
    """A regular file to read and the name it is shown under."""

    path: Path
    name: str


class LeftOut(NamedTuple):
    """A file of a walked folder that is not meant as an input: hidden, README, or a link to one read."""

    name: str


Found = Input | Skipped | LeftOut


def find_inputs(
    inputs: Sequence[str | Path], *, listing: Iterable[str] = (), out: Path | None = None
) -> Iterator[Found]:
    """Every file under `inputs`, sorted by name, each once.

    Args:
        inputs: files, folders, glob patterns; `-` stands for the paths of `listing`.
        listing: paths, one a line, relative to the working directory.
        out: the output folder, never read as input.

    Yields: `Input` for a file to read, `Skipped` for what cannot be read, `LeftOut` for what a
        folder holds that is no input. Symbolic links that lead out of a walked folder are skipped.
    """
    roots, missing = _expand(inputs, listing)
    yield from missing
    if not roots:
        return
    base = Path(os.path.commonpath([root if root.is_dir() else root.parent for root in roots]))
    closed = os.path.realpath(out) if out is not None else None
    covered: str | None = None
    for root in roots:
        text = str(root)
        if covered is not None and text.startswith(covered):
            continue
        if root.is_dir():
            covered = text.rstrip(os.sep) + os.sep
            yield from _walk(root, base, os.path.realpath(root), closed)
        else:
            yield _regular(root, _name(root, base))


def _expand(inputs: Sequence[str | Path], listing: Iterable[str]) -> tuple[list[Path], list[Skipped]]:
    """The existing paths that the inputs stand for, absolute, sorted, distinct; and what is missing."""
    given: list[str] = []
    for item in inputs:
        if str(item) == "-":
            given += [line for raw in listing if (line := raw.rstrip("\r\n\0"))]
        else:
            given.append(str(item))
    found: set[Path] = set()
    missing: list[Skipped] = []
    for text in given:
        if os.path.lexists(text):
            found.add(_absolute(text))
        elif matches := _matches(text):
            found.update(_absolute(match) for match in matches)
        else:
            hint = "Quote the pattern, or check that it matches a file." if _MAGIC & set(text) else "Check the path."
            missing.append(Skipped(source=show(text), reason="no such file or folder", hint=hint))
    return sorted(found, key=_order), sorted(missing, key=lambda item: item.source)


def _matches(pattern: str) -> list[str]:
    """Files of a glob; `**` goes through folders, hidden ones excepted."""
    if not _MAGIC & set(pattern) or "\0" in pattern:
        return []
    return glob.glob(pattern, recursive=True)  # noqa: PTH207  (Path.glob takes no absolute pattern)


def _absolute(text: str) -> Path:
    return Path(os.path.abspath(text))  # noqa: PTH100  (resolve() would follow links)


def _order(path: Path) -> list[str]:
    return list(path.parts)


def _walk(folder: Path, base: Path, fence: str, closed: str | None) -> Iterator[Found]:
    """The files under `folder` depth first, by name; only the listings on the way down are in memory."""
    waiting: list[Iterator[os.DirEntry[str]]] = []
    listing: Found | Iterator[os.DirEntry[str]] = _listing(folder, base)
    while True:
        if isinstance(listing, Skipped):
            yield listing
        elif isinstance(listing, Iterator):
            waiting.append(listing)
        entry = None
        while waiting and (entry := next(waiting[-1], None)) is None:
            waiting.pop()
        if entry is None:
            return
        listing = _entry(entry, base, fence, closed)
        if isinstance(listing, Input | LeftOut):
            yield listing


def _listing(folder: Path, base: Path) -> Skipped | Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return iter(sorted(entries, key=lambda entry: entry.name))
    except OSError as error:
        return Skipped(source=_name(folder, base) + "/", reason=f"folder cannot be read: {error.strerror}")


def _entry(entry: os.DirEntry[str], base: Path, fence: str, closed: str | None) -> Found | Iterator[os.DirEntry[str]]:
    """What an entry of a walked folder is: an input or none, or a folder to go on with."""
    path = Path(entry.path)
    name = _name(path, base)
    if entry.name.startswith(".") or entry.name.lower().split(".")[0] in _NOT_ARTICLES:
        return LeftOut(name)
    if entry.is_symlink():
        return _link(path, name, fence)
    if not entry.is_dir(follow_symlinks=False):
        return _regular(path, name)
    if closed is not None and os.path.realpath(path) == closed:
        return iter(())
    return _listing(path, base)


def _link(path: Path, name: str, fence: str) -> Found:
    target = os.path.realpath(path)
    if target == fence or target.startswith(fence.rstrip(os.sep) + os.sep):
        if not os.path.exists(target):  # noqa: PTH110
            return Skipped(source=name, reason="symbolic link to nothing")
        return LeftOut(name)
    return Skipped(
        source=name,
        reason="symbolic link out of the input folder, not followed",
        hint="Give its target as an input of its own.",
    )


def _regular(path: Path, name: str) -> Found:
    """An input when `path` is a regular file: a pipe or a device would never end."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Skipped(source=name, reason=f"cannot be read: {error.strerror}")
    if not stat.S_ISREG(mode):
        return Skipped(source=name, reason="not a regular file")
    return Input(path, name)


def _name(path: Path, base: Path) -> str:
    return show(path.relative_to(base).as_posix())


def show(text: str) -> str:
    """`text` as valid Unicode: bytes of a file name that are none are written as \\xd6, so that names stay distinct."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
