"""From found inputs to finished units: what is new is read and extracted, what is known is not.

Finished units are gathered into windows of about five hundred articles and each window is stored
as one shard. Windows follow the order of the inputs, so that the same inputs give the same shards
however many workers there are.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

import msgspec

from ..digests import file_digest
from ..records import Skipped
from .inputs import Found, Input, LeftOut
from .pool import Pool
from .progress import Watcher
from .protocol import ArticleJob, Ended, Job, Missed, Read, ReadJob, Ready, Reply, Settings
from .protocol import Found as FoundRecord
from .shards import Unit

SHARD_ARTICLES: Final = 500
PART_ARTICLES: Final = 100
"""Articles of a large file that are one unit of work."""
_CROWD: Final = 40
"""Parts that may wait before reading pauses."""
_LARGE: Final = 1 << 18
_VERY_LARGE: Final = 1 << 23
"""Bytes from which a file of many articles, or any file, is read apart from extraction."""
_MANY: Final = frozenset(
    {".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".mbox"}
    | {".gz", ".zst", ".bz2", ".xz", ".zip", ".tar", ".tgz"}
)

Pair = tuple[Unit, list[bytes]]


class Known(Protocol):
    """What a run asks of its ledger."""

    def meet(self, name: str, content: str) -> None: ...
    def has(self, name: str, content: str, part: int = 0) -> Unit | None: ...
    def store(self, units: list[Pair]) -> None: ...


class _Window:
    """Units that go into one shard, in their order, until all are done."""

    def __init__(self) -> None:
        self.tasks: list[_Task] = []
        self.weight = 0
        self.sealed = False

    def complete(self) -> bool:
        return self.sealed and all(task.done for task in self.tasks)


class _Task:
    """A unit being worked on."""

    def __init__(self, number: int, name: str, content: str, window: _Window, part: int = 0) -> None:
        self.number, self.name, self.content, self.part = number, name, content, part
        self.window, self.last, self.done = window, True, False
        self.records: list[bytes] = []
        self.skipped: list[Skipped] = []
        self.undated: list[str] = []

    def pair(self) -> Pair:
        unit = Unit(
            name=self.name,
            content=self.content,
            part=self.part,
            last=self.last,
            articles=len(self.records),
            skipped=tuple(self.skipped),
            undated=tuple(self.undated),
        )
        return unit, self.records


class _LargeFile:
    """A file of many articles while it is read: the part being filled, and the part held back.

    A part is handed on when the next item shows whether it was the last.
    """

    def __init__(self, number: int, name: str, content: str) -> None:
        self.number, self.name, self.content = number, name, content
        self.part = 0
        self.articles: list[msgspec.Raw] = []
        self.skipped: list[Skipped] = []
        self.window = _Window()


class Run:
    """One run over inputs.

    Args:
        found: the inputs, in order.
        ledger: knows what is done and stores what gets done.
        watcher: is told of progress.

    Attributes:
        skipped: inputs that could not even be opened. left_out: how many files were no inputs.
    """

    def __init__(self, found: Iterator[Found], ledger: Known, watcher: Watcher) -> None:
        self._found, self._ledger, self._watcher = found, ledger, watcher
        self._numbers = 0
        self._tasks: dict[int, _Task] = {}
        self._large: dict[int, _LargeFile] = {}
        self._waiting_large: deque[tuple[Input, str]] = deque()
        self._ready: deque[ArticleJob] = deque()
        self._window = _Window()
        self._open: list[_Window] = []
        self.skipped: list[Skipped] = []
        self.left_out = 0

    def work(self, workers: int, settings: Settings, timeout: float) -> None:
        """Do all there is to do. When it is broken off, what is finished is stored all the same."""
        pool = Pool(workers, settings, timeout=timeout, crowded=lambda: len(self._ready) >= _CROWD)
        try:
            pool.run(self.next_job, self.next_large, self.handle)
        finally:
            self.store_finished()

    # ------------------------------------------------------------ what is to be done

    def next_job(self) -> Job | None:
        """The next job for extraction; None when there is none now."""
        if self._ready:
            return self._ready.popleft()
        for item in self._found:
            if isinstance(item, Input):
                job = self._job_of(item)
                if job is not None:
                    return job
            elif isinstance(item, LeftOut):
                self.left_out += 1
            else:
                self._skip(item)
        self._seal(self._window)
        return None

    def next_large(self) -> Job | None:
        """The next large file to read into articles; None when there is none now."""
        if not self._waiting_large:
            return None
        item, content = self._waiting_large.popleft()
        number = self._number()
        self._large[number] = _LargeFile(number, item.name, content)
        return ReadJob(number, os.fsencode(item.path), item.name, whole=False)

    def _job_of(self, item: Input) -> Job | None:
        """The job for a file, or None when it is known, unreadable, or put with the large ones."""
        self._watcher.input_found()
        try:
            content = file_digest(item.path)
            size = item.path.stat().st_size
        except OSError as error:
            self._skip(Skipped(source=item.name, reason=f"cannot be read: {error.strerror}"))
            return None
        self._ledger.meet(item.name, content)
        units = known_units(self._ledger, item.name, content)
        if units is not None:
            for unit in units:
                self._tell_known(unit)
            return None
        if is_large(item.path, size):
            self._waiting_large.append((item, content))
            return None
        task = self._task(item.name, content, self._window)
        self._weigh(self._window, 1)
        if self._window.sealed:
            self._window = _Window()
        return ReadJob(task.number, os.fsencode(item.path), item.name)

    def _tell_known(self, unit: Unit) -> None:
        self._watcher.input_known(unit)
        for item in unit.skipped:
            self._watcher.skipped(item)
        for source in unit.undated:
            self._watcher.undated(source)

    def _skip(self, item: Skipped) -> None:
        self.skipped.append(item)
        self._watcher.skipped(item)

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    def _task(self, name: str, content: str, window: _Window, part: int = 0) -> _Task:
        task = _Task(self._number(), name, content, window, part)
        self._tasks[task.number] = task
        if not window.tasks:
            self._open.append(window)
        window.tasks.append(task)
        return task

    # ------------------------------------------------------------ what comes back

    def handle(self, reply: Reply) -> None:
        """Take up what a worker says."""
        if isinstance(reply, Ready):
            return
        if reply.number in self._large:
            self._handle_large(self._large[reply.number], reply)
            return
        task = self._tasks[reply.number]
        if isinstance(reply, FoundRecord):
            task.records.append(reply.record)
            self._watcher.article_done(reply.events)
            if reply.undated:
                task.undated.append(reply.undated)
                self._watcher.undated(reply.undated)
        elif isinstance(reply, Missed):
            task.skipped.append(reply.skipped)
            self._watcher.skipped(reply.skipped)
        elif isinstance(reply, Ended):
            del self._tasks[task.number]
            task.done = True
            self._store_if_complete(task.window)

    def _handle_large(self, large: _LargeFile, reply: Reply) -> None:
        if isinstance(reply, Ended):
            del self._large[large.number]
            self._hand_on(large, last=True)
            self._seal(large.window)
            return
        if isinstance(reply, Read | Missed) and len(large.articles) + len(large.skipped) >= PART_ARTICLES:
            self._hand_on(large, last=False)
        if isinstance(reply, Read):
            large.articles.append(reply.article)
        elif isinstance(reply, Missed):
            large.skipped.append(reply.skipped)

    def _hand_on(self, large: _LargeFile, *, last: bool) -> None:
        """Queue the part that has been read, unless an earlier run has done it."""
        articles, skipped, part = tuple(large.articles), large.skipped, large.part
        large.articles, large.skipped, large.part = [], [], part + 1
        known = self._ledger.has(large.name, large.content, part)
        if known is not None:
            self._tell_known(known)
            return
        task = self._task(large.name, large.content, large.window, part)
        task.last = last
        task.skipped += skipped
        for item in skipped:
            self._watcher.skipped(item)
        self._weigh(large.window, PART_ARTICLES)
        if large.window.sealed:
            large.window = _Window()
        self._ready.append(ArticleJob(task.number, articles))

    # ------------------------------------------------------------ windows

    def _weigh(self, window: _Window, weight: int) -> None:
        window.weight += weight
        window.sealed = window.weight >= SHARD_ARTICLES

    def _seal(self, window: _Window) -> None:
        window.sealed = True
        self._store_if_complete(window)

    def _store_if_complete(self, window: _Window) -> None:
        if window.tasks and window in self._open and window.complete():
            self._open.remove(window)
            self._ledger.store([task.pair() for task in window.tasks])

    def store_finished(self) -> None:
        """Store the finished units of windows that are not complete."""
        for window in self._open:
            pairs = [task.pair() for task in window.tasks if task.done]
            if pairs:
                self._ledger.store(pairs)
        self._open.clear()


def known_units(ledger: Known, name: str, content: str) -> list[Unit] | None:
    """The units of an input, or None when not all of them are done."""
    units: list[Unit] = []
    while (unit := ledger.has(name, content, len(units))) is not None:
        units.append(unit)
        if unit.last:
            return units
    return None


def is_large(path: Path, size: int) -> bool:
    """Whether a file of `size` bytes is worked on in parts."""
    return size > _VERY_LARGE or (size > _LARGE and path.suffix.lower() in _MANY)
