"""Opens a page in Chromium and tells what that cost until a person could act.

CPU seconds are those of all processes of the browser, as the browser itself counts them (hundredths
of a second), from the order to open a file to the word that the page is ready. The word is sent by
a script that listens for it, so that nothing is polled meanwhile.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TookTooLong

VIEW = {"width": 1280, "height": 800}

_MARK = "bench: "
_WORD = f"{_MARK}ready"
_TELL = f"console.debug('{_WORD}')"

DRAWN = f"addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => {_TELL})));"
"""Ready is what has been drawn once: right for a page without a program."""

MARKED = f"""new PerformanceObserver((list) => {{
  if (list.getEntriesByName('jishi:ready').length) {_TELL};
}}).observe({{ type: 'mark', buffered: true }});"""
"""Ready is our page once it has said so: everything is drawn and every control answers."""

STABLE = f"""const look = setInterval(() => {{
  if (!window.network) return;
  clearInterval(look);
  window.network.on('stabilizationProgress', (at) => console.debug(`bench: round ${{at.iterations}} of ${{at.total}}`));
  window.network.once('stabilizationIterationsDone', () => {_TELL});
}}, 5);"""
"""Ready is pyvis's page when its loading bar goes: vis-network has found a place for each node."""

SHOWN = f"""const look = setInterval(() => {{
  if (!window.shown) return;
  clearInterval(look);
  {_TELL};
}}, 5);"""
"""Ready is a page that has set `window.shown`."""


@dataclass(frozen=True)
class Opening:
    """What it took: CPU seconds and milliseconds.

    `ready` is false when the time ran out before the word came; `last` is how far the page had come, if it told.
    """

    cpu: float
    ms: float
    ready: bool
    last: str


def cpu_of(browser: Browser) -> Callable[[], float]:
    """A clock of the CPU seconds of all processes of `browser`, those that have ended left out."""
    session = browser.new_browser_cdp_session()
    known: dict[int, float] = {}

    def seconds() -> float:
        rows = session.send("SystemInfo.getProcessInfo")["processInfo"]
        known.update({row["id"]: row["cpuTime"] for row in rows})
        return sum(known.values())

    return seconds


def open_and_measure(browser: Browser, file: Path, ready: str, seconds: float) -> tuple[Page, Opening]:
    """The open page and what it took until `ready` (one of the scripts above) gave its word."""
    context = browser.new_context(viewport=VIEW)
    context.route(re.compile("^https?:"), lambda route: route.abort())
    tab = context.new_page()
    # The browser and its process for files are running before the clock starts, for each page alike.
    first = file.with_name("first.html")
    first.write_text("<!doctype html><meta charset=utf-8><title>空</title><p>空", encoding="utf-8")
    tab.goto(f"file://{first}")
    tab.wait_for_timeout(400)
    tab.add_init_script(ready)
    told: list[str] = []
    tab.on("console", lambda note: told.append(note.text.removeprefix(_MARK)) if note.text.startswith(_MARK) else None)
    clock = cpu_of(browser)
    before, start = clock(), time.perf_counter()
    try:
        with tab.expect_console_message(lambda note: note.text == _WORD, timeout=seconds * 1000):
            tab.goto(f"file://{file}", wait_until="commit")
        came = True
    except TookTooLong:
        came = False
    wall = (time.perf_counter() - start) * 1000
    return tab, Opening(clock() - before, wall, came, told[-1] if told else "")


def empty_page(browser: Browser, folder: Path, times: int) -> float:
    """CPU seconds of an empty page in the median of some openings: what the browser spends on any page."""
    file = folder / "empty.html"
    file.write_text("<!doctype html><meta charset=utf-8><title>空</title><p>空白", encoding="utf-8")
    found = []
    for _ in range(times):
        tab, opening = open_and_measure(browser, file, DRAWN, 60)
        found.append(opening.cpu)
        tab.context.close()
    return statistics.median(found)
