"""Loading N-Quads into pyoxigraph while they are being made: in memory by a thread, on disk through a pipe."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph

_WAITING: Final = 8
"""Pieces that may wait for the engine: what makes them must not run far ahead."""

_PIECE: Final = 1 << 23
"""Bytes that are gathered for one call of the engine: each is a transaction, which costs."""


_FAR_ABOVE: Final = 1.2
"""An estimate must be so many times the limit before it counts."""


class Loader:
    """Loads N-Quads into a memory store in a thread of its own: the engine lets Python's lock go.

    When more quads come than `limit` it gives up and frees the memory; None knows no limit.
    """

    def __init__(self, limit: int | None) -> None:
        self._limit, self._seen = limit, 0
        self._gathered: list[bytes] = []
        self._size = 0
        self._store: pyoxigraph.Store | None = None
        self._pieces: queue.Queue[bytes | None] = queue.Queue(maxsize=_WAITING)
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        import pyoxigraph

        store = pyoxigraph.Store()
        while (piece := self._pieces.get()) is not None:
            if self._error is None and not self._over:
                try:
                    store.load(input=piece, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
                except (SyntaxError, ValueError, OSError) as error:
                    self._error = error
            elif self._over:
                store = pyoxigraph.Store()
        self._store = store

    @property
    def _over(self) -> bool:
        return self._limit is not None and self._seen > self._limit

    def expect(self, quads: int) -> None:
        """Gives up at once where about so many quads will come and that is far above the limit."""
        if self._limit is not None and quads > self._limit * _FAR_ABOVE:
            self._seen = max(self._seen, self._limit + 1)

    def put(self, piece: bytes, quads: int) -> None:
        """Hands on whole lines, `quads` of them."""
        if not self._thread.is_alive():  # not before: whoever forks first has no thread beside
            self._thread.start()
        self._seen += quads
        self._gathered.append(piece)
        self._size += len(piece)
        if self._size >= _PIECE or self._over:
            self._flush()

    def _flush(self) -> None:
        if not self._over or self._pieces.empty():  # the thread must hear once that it is over
            self._pieces.put(b"".join(self._gathered))
        self._gathered, self._size = [], 0

    def done(self) -> pyoxigraph.Store | None:
        """The store with everything loaded, or None when there was more than the limit."""
        self.put(b"", 0)
        self._flush()
        self._pieces.put(None)
        self._thread.join()
        if self._error is not None:
            raise StoreError(f"the engine refused the data: {self._error}") from self._error
        return None if self._over else self._store


def bulk_load(folder: Path, pieces: Iterable[bytes]) -> None:
    """Makes a store on disk of N-Quads and brings it to the disk."""
    import pyoxigraph

    store = pyoxigraph.Store(str(folder))
    if Path("/dev/fd").exists():
        _through_pipe(store, pieces)
    else:
        with tempfile.NamedTemporaryFile(suffix=".nq", dir=folder.parent, delete=False) as file:
            file.writelines(pieces)
        try:
            store.bulk_load(path=file.name, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
        finally:
            Path(file.name).unlink()
    store.flush()


def _through_pipe(store: pyoxigraph.Store, pieces: Iterable[bytes]) -> None:
    import pyoxigraph

    reader, writer = os.pipe()
    failed: list[BaseException] = []

    def feed() -> None:
        try:
            with os.fdopen(writer, "wb") as pipe:
                pipe.writelines(pieces)
        except (OSError, StoreError) as error:
            failed.append(error)

    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    try:
        store.bulk_load(path=f"/dev/fd/{reader}", format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    finally:
        os.close(reader)
        thread.join()
    if failed:
        raise failed[0]
