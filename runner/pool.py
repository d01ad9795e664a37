"""A pool of worker processes that survives the death of any of them at any moment.

The driver is the only one who keeps state. It knows of every job how far its worker has come, so a
dead or hung worker costs the article it was at and nothing else: the job goes on in a new process.
An article that fails again is set aside with the reason.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from ..errors import DataError, JishiError
from ..records import Skipped
from .protocol import OUT_OF_MEMORY, REPLIES, Began, Ended, Frames, Job, Missed, Ready, Reply, Settings, Work, send

Feed = Callable[[], Job | None]
Handle = Callable[[Reply], None]

_BATCH: Final = 8
"""Jobs sent at a time: few enough to share the work evenly, enough to keep a worker busy."""
_PIECE: Final = 1 << 18
_TICK: Final = 0.5
"""Seconds of silence after which a worker's processor time is looked at."""
_START: Final = 120.0
"""Seconds in which a worker must have loaded its lexicon."""
_STARTS: Final = 20
"""Workers in a row that may end before they are ready."""
_ATTEMPTS: Final = 2
_ATTEMPTS_KILLED: Final = 25
"""A worker that was killed from outside is no fault of its article: only a great many of them in a row are."""
_SWOLLEN: Final = 1 << 29
"""Bytes by which a worker has grown when the system is likely to have killed it for its memory."""


class Progress:
    """How far a job has come: its next item, whether that item's extraction has begun, and its failures."""

    def __init__(self, job: Job) -> None:
        self.job, self.index, self.began, self.deaths = job, job.start, "", 0

    def rest(self) -> Job:
        """The job from where it stands."""
        return msgspec.structs.replace(self.job, start=self.index)


class Worker:
    """A child process and the jobs it has been given and not answered for."""

    def __init__(self, settings: Settings) -> None:
        command = [sys.executable, "-m", __package__ + ".worker", str(os.getpid())]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.frames = Frames()
        self.jobs: deque[Progress] = deque()
        self.started = self.idle = False
        self.last_heard = time.monotonic()
        self._spent: float | None = None
        self.hung = False
        self.at_start = self.grown = 0
        self.order(settings)

    def order(self, message: Settings | Work) -> None:
        """Send a message; a worker that is dead already is found out when its output ends."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):
            send(self.process.stdin, message)
        self.hears()

    def hears(self) -> None:
        """A sign of life has come."""
        self.last_heard, self._spent = time.monotonic(), None

    def is_silent_for(self, limit: float) -> bool:
        """Whether it has worked for `limit` seconds of processor time, or waited for four times as long.

        On a busy machine an innocent article may get no processor for a while.
        """
        silent = time.monotonic() - self.last_heard
        if silent < min(limit, _TICK):
            return False
        spent = _processor_seconds(self.process.pid)
        if spent is None:
            return silent > limit
        if self._spent is None:
            self._spent = spent
        return silent > limit and (spent - self._spent > limit or silent > 4 * limit)

    def weigh(self) -> None:
        """Measure by how many bytes it has grown since it was ready."""
        resident = _resident_bytes(self.process.pid)
        self.at_start = self.at_start or resident
        self.grown = max(self.grown, resident - self.at_start)

    @property
    def output(self) -> int:
        """The descriptor its replies come from."""
        assert self.process.stdout is not None
        return self.process.stdout.fileno()

    def close(self) -> int:
        """Kill it and collect its exit code."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        return self.process.wait()


class Pool:
    """Workers that extract, and while large files are read, workers that read them.

    Args:
        workers: how many processes extract.
        settings: what every worker is told.
        timeout: seconds that one article may take; 0 for any.
        crowded: says whether readers should pause because articles wait to be extracted.
    """

    def __init__(self, workers: int, settings: Settings, *, timeout: float, crowded: Callable[[], bool]) -> None:
        self._size, self._settings, self._timeout, self._crowded = workers, settings, timeout, crowded
        self._readers = 1 + (workers - 1) // 4
        self._extracting: list[Worker] = []
        self._reading: list[Worker] = []
        self._paused: list[Worker] = []
        self._again: dict[bool, deque[Progress]] = {True: deque(), False: deque()}
        self._selector = selectors.DefaultSelector()
        self._starts = 0
        self._weighed = 0.0

    def run(self, feed: Feed, feed_reader: Feed, handle: Handle) -> None:
        """Do all jobs that the feeds give; `handle` hears of every reply, in order for each job.

        `feed` gives the next job for extraction and `feed_reader` the next large file, or None when
        there is none now. The run ends when both are empty and nothing is being worked on.
        """
        try:
            while True:
                self._deal(feed, feed_reader)
                if not self._busy():
                    return
                self._listen(handle)
        finally:
            for worker in [*self._extracting, *self._reading]:
                worker.close()
            self._selector.close()

    def _busy(self) -> bool:
        """Whether somebody works, or has yet to say that it waits for more."""
        working = any(worker.jobs or not worker.idle for worker in [*self._extracting, *self._reading])
        return working or any(self._again.values())

    def _deal(self, feed: Feed, feed_reader: Feed) -> None:
        self._deal_to(self._extracting, self._size, feed, _BATCH, reading=False)
        self._deal_to(self._reading, self._readers, feed_reader, 1, reading=True)

    def _deal_to(self, workers: list[Worker], size: int, feed: Feed, batch: int, *, reading: bool) -> None:
        """Give every idle worker something to do, and start a worker where work is left over."""
        for worker in workers:
            if worker.idle and not worker.jobs:
                worker.jobs.extend(self._take(feed, batch, self._again[reading]))
                if worker.jobs:
                    self._hand_over(worker)
        while len(workers) < size and (jobs := self._take(feed, batch, self._again[reading])):
            self._start(workers).jobs.extend(jobs)

    def _take(self, feed: Feed, batch: int, again: deque[Progress]) -> list[Progress]:
        if again:
            return [again.popleft()]
        jobs: list[Progress] = []
        while len(jobs) < batch and (job := feed()) is not None:
            jobs.append(Progress(job))
        return jobs

    def _start(self, workers: list[Worker]) -> Worker:
        worker = Worker(self._settings)
        workers.append(worker)
        self._selector.register(worker.output, selectors.EVENT_READ, worker)
        return worker

    def _hand_over(self, worker: Worker) -> None:
        worker.idle = False
        worker.order(Work(tuple(progress.rest() for progress in worker.jobs)))

    def _listen(self, handle: Handle) -> None:
        self._pause_readers()
        for key, _ in self._selector.select(timeout=0.2):
            worker: Worker = key.data
            data = os.read(worker.output, _PIECE)
            if not data:
                self._bury(worker, handle)
                continue
            worker.hears()
            for frame in worker.frames.feed(data):
                self._hear(worker, REPLIES.decode(frame), handle)
        self._weigh()
        self._check_hung()

    def _weigh(self) -> None:
        """Measure the workers that work, a few times a second."""
        if time.monotonic() - self._weighed < _TICK / 2:
            return
        self._weighed = time.monotonic()
        for worker in self._extracting:
            if worker.started and not worker.idle:
                worker.weigh()

    def _pause_readers(self) -> None:
        if self._crowded():
            for worker in self._reading:
                if worker not in self._paused:
                    self._selector.unregister(worker.output)
                    self._paused.append(worker)
            return
        for worker in self._paused:
            worker.hears()
            self._selector.register(worker.output, selectors.EVENT_READ, worker)
        self._paused.clear()

    def _hear(self, worker: Worker, reply: Reply, handle: Handle) -> None:
        if isinstance(reply, Ready):
            worker.idle = worker.started = True
            self._starts = 0
            worker.weigh()
            if worker.jobs:
                self._hand_over(worker)
            return
        if reply.number < 0:
            assert isinstance(reply, Missed)
            skipped = reply.skipped
            raise DataError(skipped.reason, where=skipped.source, mend=skipped.hint)
        progress = worker.jobs[0]
        if isinstance(reply, Began):
            progress.began = reply.source
        elif isinstance(reply, Ended):
            worker.jobs.popleft()
            handle(reply)
        else:
            progress.index, progress.began, progress.deaths = reply.index + 1, "", 0
            handle(reply)

    def _check_hung(self) -> None:
        if not self._timeout:
            return
        for worker in [*self._extracting, *self._reading]:
            limit = self._timeout if worker.started else max(self._timeout, _START)
            waiting = worker.idle or worker in self._paused
            if not waiting and worker.is_silent_for(limit):
                worker.hung = True
                worker.process.kill()

    def _bury(self, worker: Worker, handle: Handle) -> None:
        """A worker has ended: settle what it was at, and queue the rest of its jobs."""
        workers = self._reading if worker in self._reading else self._extracting
        workers.remove(worker)
        self._selector.unregister(worker.output)
        code = worker.close()
        if not worker.jobs:
            return
        if not worker.started:
            self._starts += 1
            if self._starts > _STARTS:
                raise JishiError("worker processes end before they start", mend="See what they wrote on stderr.")
        elif self._is_final(worker, code) and not self._set_aside(worker.jobs[0], worker, code, handle):
            worker.jobs.popleft()
        self._again[workers is self._reading].extendleft(reversed(worker.jobs))

    def _is_final(self, worker: Worker, code: int) -> bool:
        """Count a death; whether the article it happened at has had its retries."""
        progress = worker.jobs[0]
        progress.deaths += 1
        killed = code in (-signal.SIGKILL, -signal.SIGTERM) and not worker.hung and worker.grown < _SWOLLEN
        return progress.deaths >= (_ATTEMPTS_KILLED if killed else _ATTEMPTS)

    def _set_aside(self, progress: Progress, worker: Worker, code: int, handle: Handle) -> bool:
        """Report the article a job fails at. False when nothing of the job can be gone on with."""
        reason, hint = _cause(worker, code, self._timeout)
        number, name = progress.job.number, getattr(progress.job, "name", "")
        source = progress.began or name
        handle(Missed(number, progress.index, Skipped(source=source, reason=f"set aside: {reason}", hint=hint)))
        if progress.began:
            progress.index, progress.began, progress.deaths = progress.index + 1, "", 0
            return True
        handle(Ended(number))
        return False


def _processor_seconds(pid: int) -> float | None:
    """Processor time a process has used, or None where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_bytes(pid: int) -> int:
    """Memory a process holds, or 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0


def _cause(worker: Worker, code: int, timeout: float) -> tuple[str, str]:
    if worker.hung:
        return f"it takes longer than {timeout:g} s", "Raise --article-timeout."
    if code == OUT_OF_MEMORY:
        return "it needs more memory than an article may take", "Raise --article-memory."
    if code < 0:
        return f"the process that read it was ended by signal {-code}", "Memory may be short; or report the file."
    return f"the process that read it ended with code {code}", "Please report it with the file."
