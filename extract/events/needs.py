"""Whether a draft has what its rule needs: roles, a time, a place, in any of several combinations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from .draft import Draft

_COURT: Final = re.compile(
    "(?:法院|法庭|检察院|检察署|檢察院|檢察署|警方|检方|檢方|公安局|廉政公署|调查局|調查局|警察局|警务处|警務處)$"
)
_LATER: Final = frozenset({"time", "told", "day", "place"})
"""Needs that are no roles."""


def enough(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the draft has what its rule needs: of `needs`, any line fulfilled whole.

    Args:
        drafts: those read so far.
    """
    if not draft.trigger.needs:
        return True
    if draft.rule.endswith("symmetric.attend") and any(d.type == draft.type for d in drafts):
        return True  # 某某参加会见, told after the meeting
    if draft.withheld and not draft.names:
        return True
    return any(all(_has(draft, *part) for part in need) for need in _parts(draft.trigger.needs))


def may_be_enough(draft: Draft) -> bool:
    """The same while time and place are not looked for yet, which is most of the work and often in vain."""
    if not draft.trigger.needs or draft.withheld or draft.type == "anniversary":
        return True
    if draft.rule.endswith("symmetric.attend"):
        return True
    needs = _parts(draft.trigger.needs)
    return any(all(role in _LATER or _has(draft, role, count) for role, count in need) for need in needs)


@lru_cache(maxsize=1024)
def _parts(needs: tuple[str, ...]) -> tuple[tuple[tuple[str, int], ...], ...]:
    """For each of the needs of a trigger the roles it takes, and how many bearers of a role are too few."""
    return tuple(
        tuple((role, int(count or 0)) for role, _, count in (part.partition(">") for part in need.split("&")))
        for need in needs
    )


def _has(draft: Draft, role: str, count: int) -> bool:
    if role == "time":
        return draft.time_rule in ("clause", "sentence", "survey")
    if role == "told":
        return draft.time is not None
    if role == "day":
        return (draft.time_rule == "clause" or _leads(draft)) and not _spans_years(draft.time)
    if role == "court":
        return any(_COURT.search(name) for name in draft.names.get("agent", []))
    if role == "place":
        return draft.place is not None
    return len(draft.names.get(role, ())) > count


def _leads(draft: Draft) -> bool:
    """Whether only a comma parts the time from the clause, and nothing stands in front of it: 去年8月，某人受审."""
    time, line = draft.time_token, draft.clause.line
    if time is None or draft.time_rule != "sentence":
        return False
    alone = line.norm[time.end : draft.clause.tokens[0].start].strip(" ") == ","
    return alone and not line.norm[line.start : time.start].rpartition(",")[2].strip(" ;:。")


def _spans_years(time: str | None) -> bool:
    """Whether a time is a span from one year into another: how long something went on, not when it was done."""
    begin, _, end = (time or "").partition("/")
    return bool(end) and begin[:4] != end[:4] and ".." not in (begin, end)
