"""What a run tells while it goes on: to nobody, to a terminal, or to a log. Always on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TextIO

import msgspec

from ..records import Skipped
from .shards import Unit

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

UNDATED: Final = "no publish date: relative times stay unresolved"


class Watcher:
    """Counts, and tells nobody. Subclasses tell.

    Attributes:
        inputs, known, articles, events, misses: inputs met, articles that were already done,
            articles and events extracted now, things skipped.
        without_day: articles that have no publish date.
    """

    def __init__(self) -> None:
        self.inputs = self.known = self.articles = self.events = self.misses = 0
        self.without_day = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """The run is over, or broken off."""

    def expect(self, count: Callable[[], int]) -> None:
        """How many inputs there are, for who wants to know."""

    def input_found(self) -> None:
        """An input is looked at."""
        self.inputs += 1

    def input_known(self, unit: Unit) -> None:
        """An input, or a part of one, was done by an earlier run."""
        self.known += unit.articles

    def article_done(self, events: int) -> None:
        """A record has come back."""
        self.articles += 1
        self.events += events

    def skipped(self, item: Skipped) -> None:
        """Something is not read."""
        self.misses += 1

    def undated(self, source: str) -> None:
        """An article has no publish date."""
        self.without_day += 1
        self.note(f"{source}: {UNDATED}")

    def stage(self, name: str) -> None:
        """The next stage begins: reading, merging, writing."""

    def note(self, text: str) -> None:
        """Something the user should know."""


class Lines(Watcher):
    """One plain line for each thing skipped and each note: for a log or a pipe."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__()
        self._stream = stream or sys.stderr

    def _line(self, text: str) -> None:
        self._stream.write(text.replace("\n", " ") + "\n")
        self._stream.flush()

    def skipped(self, item: Skipped) -> None:
        super().skipped(item)
        self._line(describe(item))

    def note(self, text: str) -> None:
        self._line(f"note: {plain(text)}")


class JsonLines(Watcher):
    """One JSON object a line, for programs: skipped, undated, note, stage, progress (every two seconds), end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__()
        self._stream = stream or sys.stderr
        self._start = self._last = time.monotonic()
        self._of = 0

    def expect(self, count: Callable[[], int]) -> None:
        self._of = count()

    def _tell(self, kind: str, **fields: object) -> None:
        self._stream.write(msgspec.json.encode({"event": kind, **fields}).decode() + "\n")
        self._stream.flush()

    def _counts(self) -> dict[str, float]:
        seconds = time.monotonic() - self._start
        left = seconds * max(0, self._of - self.inputs) / max(self.inputs, 1)
        counts = {"inputs": self.inputs, "of": self._of, "known": self.known, "articles": self.articles}
        rate = round(self.articles / max(seconds, 0.001), 1)
        return {
            **counts,
            "skipped": self.misses,
            "seconds": round(seconds, 1),
            "rate": rate,
            "remaining": round(left, 1),
        }

    def article_done(self, events: int) -> None:
        super().article_done(events)
        if time.monotonic() - self._last >= 2:
            self._last = time.monotonic()
            self._tell("progress", **self._counts())

    def skipped(self, item: Skipped) -> None:
        super().skipped(item)
        self._tell("skipped", source=item.source, reason=item.reason, hint=item.hint)

    def stage(self, name: str) -> None:
        self._tell("stage", name=name)

    def undated(self, source: str) -> None:
        self.without_day += 1
        self._tell("undated", source=source, reason=UNDATED)

    def note(self, text: str) -> None:
        self._tell("note", text=text)

    def close(self) -> None:
        self._tell("end", **self._counts())


class Bar(Watcher):
    """A bar with rate, remaining time and skipped, on a terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        columns = "[progress.description]{task.description}", BarColumn(), TextColumn("{task.fields[told]}")
        self._bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("reading", total=None, told="")
        self._bar.start()
        self._start = time.monotonic()
        return self

    def expect(self, count: Callable[[], int]) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, total=count())

    def _told(self) -> str:
        rate = self.articles / max(time.monotonic() - self._start, 0.001)
        known = f", {self.known} known" if self.known else ""
        return f"{self.articles} articles{known}, {rate:.0f}/s, {self.misses} skipped"

    def input_found(self) -> None:
        super().input_found()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self.inputs, told=self._told())

    def article_done(self, events: int) -> None:
        super().article_done(events)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, told=self._told())

    def skipped(self, item: Skipped) -> None:
        super().skipped(item)
        self._print(describe(item))

    def note(self, text: str) -> None:
        self._print(f"note: {plain(text)}")

    def stage(self, name: str) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=name)

    def _print(self, text: str) -> None:
        if self._bar is not None:
            self._bar.console.print(text.replace("\n", " "), markup=False, highlight=False, soft_wrap=True)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def describe(item: Skipped) -> str:
    """`skipped NAME: reason. hint` on one line; control characters are shown as escapes."""
    text = f"skipped {item.source}: {item.reason}{'. ' + item.hint if item.hint else ''}"
    return plain(text)


def plain(text: str) -> str:
    """A text on one line; control characters are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
