"""Making the segments of a graph, in several processes where that is asked for.

Each process makes whole segments: triples, compression and hashes. Their bytes also come back
through a pipe, in the order of the segments, to be loaded while the next ones are being made. The
files and the order do not depend on the number of processes.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from ..errors import StoreError
from .loading import Loader
from .rdf import Graph, Layers, block
from .segments import Segment, SegmentWriter
from .timeouts import allow_fork

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from ..records import ArticleRecord

_EVENTS_A_SEGMENT: Final = 5_000
_MOST_SEGMENTS: Final = 64
_PIECE: Final = 1 << 22
"""Bytes that go through a pipe at a time."""

_WAITING: Final = 32
"""Pieces of a process that may wait to be loaded."""

Put = Callable[[bytes, int], None]
"""Takes whole lines of N-Quads, and how many they are."""


class _Parts:
    """What goes into each segment: articles by the hash of their IRI, the default graph into the last."""

    def __init__(self, kg: Graph, base: str) -> None:
        self.layers = Layers(kg, base)
        self.articles = segment_count(len(kg.events))
        self.count = self.articles + 1
        self._records: list[list[ArticleRecord]] = [[] for _ in range(self.articles)]
        for record in kg.records:
            digest = hashlib.blake2b(self.layers.graph(record.id).encode(), digest_size=2).hexdigest()
            self._records[int(digest, 16) % self.articles].append(record)

    def blocks(self, number: int) -> Iterator[tuple[bytes, int]]:
        """The N-Quads of a segment, with their number, in small pieces."""
        if number == self.articles:
            for lines in self.layers.instances():
                yield from block("", lines)
        else:
            for record in self._records[number]:
                yield from block(self.layers.graph(record.id), self.layers.article(record))


def segment_count(events: int) -> int:
    """A power of two that grows with the graph; a store that grows a little keeps its segments."""
    wanted, count = events // _EVENTS_A_SEGMENT + 1, 1
    while count < wanted and count < _MOST_SEGMENTS:
        count *= 2
    return count


def write_segments(folder: Path, kg: Graph, base: str, loader: Loader, processes: int = 1) -> tuple[Segment, ...]:
    """Writes the segments of a graph and hands their lines to the loader, in order.

    Args:
        processes: how many make them. One by default: the engine's loading takes as long as the making
            beside it, and each process more takes memory.
    """
    parts = _Parts(kg, base)
    wanted = min(processes, parts.count)
    if wanted < 2 or sys.platform != "linux":  # elsewhere a fork beside threads is not safe
        return tuple(_write_segment(folder, parts, number, loader.put) for number in range(parts.count))
    with contextlib.ExitStack() as crew:
        workers = [crew.enter_context(_Worker(folder, parts, turn, wanted)) for turn in range(wanted)]
        return tuple(workers[number % wanted].segment(loader.put) for number in range(parts.count))


def _write_segment(folder: Path, parts: _Parts, number: int, put: Put) -> Segment:
    writer = SegmentWriter(folder, number)
    gathered: list[bytes] = []
    size = quads = 0
    try:
        for lines, many in parts.blocks(number):
            gathered.append(lines)
            size, quads = size + len(lines), quads + many
            if size >= _PIECE:
                piece = b"".join(gathered)
                writer.write(piece, quads)
                put(piece, quads)
                gathered, size, quads = [], 0, 0
        piece = b"".join(gathered)
        writer.write(piece, quads)
        put(piece, quads)
        return writer.close()
    finally:
        writer.abandon()


class _Worker:
    """A fork that writes every so manieth segment; a thread here receives what it sends."""

    def __init__(self, folder: Path, parts: _Parts, turn: int, processes: int) -> None:
        self._folder, self._parts = folder, parts
        self._numbers = range(turn, parts.count, processes)
        self._received: queue.Queue[tuple[bytes, int] | Segment | Exception] = queue.Queue(_WAITING)

    def __enter__(self) -> _Worker:
        from multiprocessing.connection import Connection

        allow_fork()
        reader, writer = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            _work(self._folder, self._parts, self._numbers, writer)
        os.close(writer)
        self._thread = threading.Thread(target=self._receive, args=(Connection(reader, writable=False),), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        """Ends the process, so that nothing is written any more, and the thread."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        while self._thread.is_alive():
            with contextlib.suppress(queue.Empty):
                self._received.get(timeout=0.05)

    def _receive(self, pipe: Connection) -> None:
        with pipe:
            try:
                while True:
                    found = pipe.recv()
                    self._received.put((pipe.recv_bytes(), found) if isinstance(found, int) else found)
            except (EOFError, OSError):
                self._received.put(StoreError("a process that makes the store has died", mend="Run it again."))

    def segment(self, put: Put) -> Segment:
        """The next segment of this process; its lines are handed on."""
        while isinstance(found := self._received.get(), tuple):
            put(*found)
        if isinstance(found, Exception):
            raise found
        return found


def _work(folder: Path, parts: _Parts, numbers: Sequence[int], writer: int) -> NoReturn:
    """The child's whole life: it must never return into the parent's code."""
    from multiprocessing.connection import Connection

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends this process
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _close_all_but(writer)  # the locks, too: they must fall with the parent
        gc.disable()  # there are no circles, and looking for them would copy the parent's memory
        pipe = Connection(writer, readable=False)

        def put(piece: bytes, quads: int) -> None:
            pipe.send(quads)
            pipe.send_bytes(piece)

        try:
            for number in numbers:
                pipe.send(_write_segment(folder, parts, number, put))
        except OSError as error:
            pipe.send(error)
    except BrokenPipeError:  # the parent has gone
        pass
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(0)


def _close_all_but(kept: int) -> None:
    most = max(int(entry.name) for entry in Path("/proc/self/fd").iterdir()) + 1
    os.closerange(3, kept)
    os.closerange(kept + 1, most)
