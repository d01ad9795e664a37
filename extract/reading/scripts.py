"""A page's scripts: taken out before the tree is built, and read where the page shows too little."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from .dates import read_moment
from .sources import long_literals

_DATE: Final = re.compile(r"(?<![\d.-])(?:1[0-9]{9}(?:\d{3})?(?!\d)|20\d\d-\d{1,2}-\d{1,2}[^\"'<,;]{0,20})")
_KEY: Final = re.compile(
    r"(?:\b(?:pub|publish|publication|release|post|create|article)(?:ed)?_?(?:time|date|at|on)?|\bct|\bptime)"
    r"[\"']?\s*[:=]\s*[\"']?$",
    re.I,
)
_MAX: Final = 2_000_000
"""Characters of a script that are searched."""


class Script(NamedTuple):
    """A script: its opening tag and what stands in it."""

    tag: str
    text: str


def split_scripts(text: str) -> tuple[str, list[Script]]:
    """The page without its scripts and styles, and the scripts.

    Half of many a page is script: found as plain text, it need not become part of the tree.
    """
    page, scripts = _cut(text, "script")
    return _cut(page, "style")[0], scripts


def _cut(text: str, tag: str) -> tuple[str, list[Script]]:
    opening, closing = f"<{tag}", f"</{tag}"
    kept: list[str] = []
    found: list[Script] = []
    at = 0
    while (start := text.find(opening, at)) >= 0:
        opened = text.find(">", start)
        closed = text.find(closing, opened) if opened >= 0 else -1
        end = text.find(">", closed) if closed >= 0 else -1
        if end < 0:
            break
        kept.append(text[at:start])
        found.append(Script(text[start:opened], text[opened + 1 : closed]))
        at = end + 1
    kept.append(text[at:])
    return "".join(kept), found


def longest_literal(scripts: Sequence[Script]) -> str:
    """The longest Chinese string in the scripts, or nothing."""
    best = ""
    for script in scripts:
        if 60 < len(script.text) < _MAX:
            best = max([best, *long_literals(script.text)], key=len)
    return best


def publish_time(scripts: Sequence[Script]) -> str | None:
    """A publish time in the scripts, where all that they say is one day."""
    found: dict[str, str] = {}
    for script in scripts:
        if len(script.text) < _MAX:
            for match in _DATE.finditer(script.text):
                if not _KEY.search(script.text, max(0, match.start() - 40), match.start()):
                    continue
                if (moment := read_moment(match.group())) is not None:
                    found.setdefault(moment.day.isoformat(), match.group())
    return next(iter(found.values())) if len(found) == 1 else None
