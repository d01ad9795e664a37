"""A page's scripts, read where the page itself shows too little."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .draft import Draft
from .jsons import drafts
from .markup import Script
from .moments import read_moment
from .sources import long_literals, objects_in

_DATE: Final = re.compile(
    r"[12](?<![\d.-].)(?:(?<=1)[0-9]{9}(?:\d{3})?(?!\d)|(?<=2)0\d\d-\d{1,2}-\d{1,2}[^\"'<,;]{0,20})"
)
_KEY: Final = re.compile(
    r"(?:\b(?:pub|publish|publication|release|post|create|article)(?:ed)?_?(?:time|date|at|on)?|\bct|\bptime)"
    r"[\"']?\s*[:=]\s*[\"']?$",
    re.I,
)
_MAX: Final = 2_000_000
"""Characters of a script that are searched."""


def longest_literal(scripts: Sequence[Script]) -> str:
    """The longest Chinese string in the scripts, or nothing."""
    best = ""
    for script in scripts:
        if 60 < len(script.text) < _MAX:
            best = max([best, *long_literals(script.text)], key=len)
    return best


def state_draft(scripts: Sequence[Script]) -> Draft | None:
    """The longest article in JSON objects of the scripts, with the title and date that stand beside it."""
    best, most = None, 0
    for script in scripts:
        if 60 < len(script.text) < _MAX:
            for value in objects_in(script.text):
                for draft in drafts(value):
                    size = sum(len(block.text) for block in draft.blocks)
                    if size > most:
                        best, most = draft, size
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
