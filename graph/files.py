"""Files that are whole or not there: a lock, writing beside and renaming, telling a full disk."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from ..errors import StoreError

TEMPORARY: Final = "tmp-"
"""What the names of unfinished files and folders begin with."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder's write lock; it falls with the process. Raises `StoreError` when another holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    with path.open("a+b") as handle:
        if not _try_lock(handle):
            handle.seek(0)
            holder = handle.read(64).decode("ascii", "replace").strip()
            raise StoreError(
                f"another process{' (' + holder + ')' if holder else ''} is writing here",
                where=str(folder),
                mend="Wait until it is done, or end it.",
            )
        handle.truncate(0)
        handle.write(f"pid {os.getpid()}".encode("ascii"))
        handle.flush()
        try:
            yield
        finally:
            handle.truncate(0)


def _try_lock(handle: IO[bytes]) -> bool:
    if os.name == "nt":
        import msvcrt

        handle.seek(1 << 20)  # a byte far behind the text, so that others can still read it
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def sweep(folder: Path, keep: frozenset[str]) -> None:
    """Removes what an interrupted writer left: unfinished files and data that the manifest does not name.

    Only for the holder of the lock.
    """
    for entry in sorted(folder.iterdir()):
        ours = entry.name.startswith((TEMPORARY, "graph-", "rocks-"))
        if ours and entry.name not in keep:
            if entry.is_dir():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Has the system write a file or folder to the disk."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file beside its place, has it reach the disk, and renames it there."""
    beside = path.with_name(f"{TEMPORARY}{path.name}")
    with beside.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)
    sync(path.parent)


@contextlib.contextmanager
def telling(folder: Path) -> Iterator[None]:
    """Turns an error of the system while writing into a `StoreError` that says what to do."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
        raise StoreError(
            "the disk is full" if full else f"cannot write: {error}",
            where=str(folder),
            mend="Free some space and run it again; what was there before is still whole."
            if full
            else "What was there before is still whole.",
        ) from error
