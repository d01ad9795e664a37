"""A run in this process and in memory: for the library, for a few thousand articles."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError
from .driver import Pair, Run
from .shards import Unit
from .work import open_lexicon, run_job


class MemoryLedger:
    """Remembers nothing of earlier runs and keeps what this one gives.

    Attributes:
        lines: the records as JSON, in the order of the inputs.
    """

    def __init__(self) -> None:
        self.lines: list[bytes] = []

    def meet(self, name: str, content: str) -> None:
        """Nothing was done before."""

    def has(self, name: str, content: str, part: int = 0) -> Unit | None:
        """Nothing was done before."""
        return None

    def store(self, units: list[Pair]) -> None:
        """Keep the records."""
        for _, lines in units:
            self.lines += lines


def work_here(run: Run, lexicon: Sequence[Path]) -> None:
    """Do all jobs of `run` in this process, one after another."""
    known = open_lexicon([os.fsencode(path) for path in lexicon])
    while True:
        job = run.next_job() or run.next_large()
        if job is None:
            break
        try:
            run_job(job, known, run.handle)
        except MemoryError as error:
            raise InputError(
                "memory ran out", mend="Give an output folder: it works in processes of their own."
            ) from error
    run.store_finished()
