"""A worker process: `python -m jishi.runner.worker DRIVER_PID`, orders on stdin, replies on stdout.

It ends when its driver does, because stdin ends; Ctrl-C is the driver's affair. Whatever a library
prints goes to stderr, so that it cannot garble the replies.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import IO

from ..errors import JishiError
from ..records import Skipped
from .protocol import ORDERS, OUT_OF_MEMORY, Missed, Ready, Settings, receive, send
from .work import open_lexicon, run_job


def main() -> int:
    """Serve orders until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as replies, os.fdopen(os.dup(0), "rb") as orders:
        os.dup2(2, 1)
        _die_with_parent(int(sys.argv[1]))
        return _serve(orders, replies)


def _serve(orders: IO[bytes], replies: IO[bytes]) -> int:
    data = receive(orders)
    settings = ORDERS.decode(data) if data is not None else None
    if not isinstance(settings, Settings):
        return 1
    try:
        lexicon = open_lexicon(settings.lexicon)
    except JishiError as error:
        send(replies, Missed(-1, 0, Skipped(source=error.where, reason=error.what, hint=error.mend)))
        return error.exit_code
    _limit_memory(settings.memory)
    send(replies, Ready())
    while (data := receive(orders)) is not None:
        work = ORDERS.decode(data)
        for job in () if isinstance(work, Settings) else work.jobs:
            try:
                run_job(job, lexicon, lambda reply: send(replies, reply))
            except MemoryError:
                # What is left of the heap is not to be trusted: the driver starts another worker.
                os._exit(OUT_OF_MEMORY)
        send(replies, Ready())
    return 0


def _limit_memory(allowed: int) -> None:
    """Let the address space grow by `allowed` bytes and no more, where the system can."""
    if not allowed or sys.platform != "linux":
        return
    import resource
    from pathlib import Path

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + allowed
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _die_with_parent(driver: int) -> None:
    """Have Linux end this process when the driver is killed, even in the middle of an article."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != driver:  # it died before the call above
        sys.exit(0)


if __name__ == "__main__":
    sys.exit(main())
