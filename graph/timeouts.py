"""Running a query for a limited time. pyoxigraph cannot be interrupted, so a process of its own is.

A store in memory is queried in a fork: the child shares the parent's memory, answers through a
pipe, and is killed when the time is over. A store on disk is opened anew by a small worker, since
its engine has threads that do not survive a fork.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import select
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from ..errors import QueryError
from .rows import Rows

_PIECE: Final = 1 << 16

Result = TypeVar("Result")

MEMORY: Final = 4 << 30
"""Bytes that a query in a fork may take beyond what the store itself takes."""


def _too_slow(seconds: float) -> QueryError:
    return QueryError(
        f"the query took more than {seconds:g} s and was stopped",
        where="query",
        mend="Narrow it, or allow more time with --timeout.",
    )


def _died() -> QueryError:
    return QueryError("the query's process died", where="query", mend="It may have run out of memory: narrow it.")


def can_fork() -> bool:
    """Whether this system can fork a process."""
    return hasattr(os, "fork")


def in_fork(work: Callable[[], Result], seconds: float) -> Result:
    """What `work` gives, made in a fork of this process.

    The child only asks the engine and writes its answer, so that threads of the parent, which it
    does not have, do not matter. Raises `QueryError` when it takes too long or too much memory.
    """
    _allow_fork()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(work, writer)
    os.close(writer)
    try:
        data = _read_until(reader, time.monotonic() + seconds)
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if data is None:
        raise _too_slow(seconds)
    return cast(Result, _result(data))


@cache
def _allow_fork() -> None:
    """Python 3.12 and later warn of every fork beside threads; see `in_fork` why this one is safe."""
    warnings.filterwarnings("ignore", message="This process .* is multi-threaded", category=DeprecationWarning)


def _limit_memory() -> None:
    """Lets this process grow by `MEMORY` at most, where the system can tell how big it is."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        import resource

        pages = int(statm.read_text(encoding="ascii").split()[0])
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + MEMORY, hard))


def _answer(work: Callable[[], object], writer: int) -> None:
    """The child's whole life: it must never return into the parent's code."""
    status = 1
    try:
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an engine out of memory complains before it dies
        _limit_memory()
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(packed(work))
        status = 0
    finally:
        os._exit(status)


def packed(work: Callable[[], object]) -> bytes:
    """What `work` gives, or its `QueryError`, as bytes for `_result`."""
    try:
        return pickle.dumps(("found", work()))
    except QueryError as error:
        return pickle.dumps(("error", error.what, error.where, error.mend))


def _read_until(reader: int, deadline: float) -> bytes | None:
    """All that comes through the pipe, or None when the deadline passes first."""
    pieces: list[bytes] = []
    while True:
        left = deadline - time.monotonic()
        ready = select.select([reader], [], [], max(0.0, left))[0]
        if not ready:
            return None
        piece = os.read(reader, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _result(data: bytes) -> object:
    if not data:
        raise _died()
    kind, *parts = pickle.loads(data)
    if kind == "error":
        what, where, mend = parts
        raise QueryError(what, where=where, mend=mend)
    return parts[0]


def in_worker(folder: Path, request: tuple[str, int | None, str | None], seconds: float) -> Rows:
    """The rows of `execute(store in folder, *request)`, made by a worker process that opens it to read."""
    command = [sys.executable, "-c", _WORKER, str(folder)]
    try:
        done = subprocess.run(command, input=pickle.dumps(request), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_slow(seconds) from error
    if done.returncode:
        raise _died()
    return cast(Rows, _result(done.stdout))


_WORKER: Final = "import sys; from jishi.graph.timeouts import serve_one; serve_one(sys.argv[1])"


def serve_one(folder: str) -> None:
    """The worker: reads one request, answers it."""
    import pyoxigraph

    from .rows import execute

    request: Any = pickle.loads(sys.stdin.buffer.read())

    def work() -> Rows:
        return execute(pyoxigraph.Store.read_only(folder), *request)

    sys.stdout.buffer.write(packed(work))
    sys.stdout.buffer.flush()
    os._exit(0)
