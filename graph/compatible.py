"""What two reports of one event can never differ in, and how their times stand to each other.

A pair passes these gates first: type, mode, modality, finer kind, numbered occasion and time must not
exclude each other. Then a rule of `rules` says whether enough corresponds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .features import AT_PLACE, TALKS, Features, World
from .moments import another_call, another_incident, elsewhere, other_size
from .names import fold
from .reports import Report
from .tellings import other_numbers, told_apart

SIDES: Final = frozenset({"talk", "agreement", "competition", "ties"})
"""Families whose participants are sides of equal standing."""

OF_ONE: Final = frozenset({"life_event", "position_change", "legal_action", "election"})
"""Types that happen to somebody; who did it is told or left out."""

_BY_OTHERS: Final = re.compile("^(?:任命|委任|提名|罢免|撤换|开除|解雇|解除)")
"""Triggers of a change of office whose doer is not the one who comes or goes."""

ONE_OF_MANY: Final = frozenset({"disaster", "accident", "attack"})
"""Types of which a place may see several on one day."""

NEWS: Final = 3
"""Days for which an event is news: an article without a date tells the latest."""

_ONE_MODALITY: Final = frozenset({frozenset({"actual", "planned"}), frozenset({"planned", "negated"})})
"""Modalities that reports of one event may have: what was planned came about, or was called off."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two reports tell one event: by which rule, how surely (higher is surer), in which words."""

    rule: str
    score: float
    detail: str = ""


def time_relation(left: Report, right: Report) -> str:
    """same (day), within (one is coarser), adjacent (a day apart), fresh, unknown, or apart.

    fresh: one has no time and was published within days after the other.
    """
    if left.begin is None or right.begin is None or left.end is None or right.end is None:
        return "fresh" if _fresh(left, right) or _fresh(right, left) else "unknown"
    if left.begin <= right.end and right.begin <= left.end:
        return "same" if left.fine and right.fine else "within"
    if not (left.fine and right.fine):
        return "apart"  # the last day of one year and the first of the next are no day apart
    gap = max(left.begin, right.begin) - min(left.end, right.end)
    later = left if left.begin > right.begin else right
    # A day taken from the publish date is late by the time it takes to report.
    reach = 2 if later.event.time_inferred else 1
    return "adjacent" if gap <= reach else "apart"


def _fresh(undated: Report, dated: Report) -> bool:
    if undated.begin is not None or undated.told is None or dated.begin is None or not dated.fine:
        return False
    return dated.begin - 1 <= undated.told <= dated.begin + NEWS


def excluded(a: Features, b: Features) -> str | None:
    """Why two reports cannot be one event whoever takes part, or None."""
    left, right = a.report.event, b.report.event
    if a.family != b.family:
        return "type"
    if left.modality != right.modality and frozenset({left.modality, right.modality}) not in _ONE_MODALITY:
        return "modality"
    if left.type in TALKS and None not in (a.remote, b.remote) and a.remote != b.remote:
        return "mode"
    if a.kind and b.kind and a.kind != b.kind and left.type == right.type:
        return "kind"
    if told_apart(a.id, b.id):
        return "told apart in one article"
    if a.ordinals and b.ordinals and other_numbers(a.ordinals, b.ordinals):
        return "numbered occasion"
    if a.magnitudes and b.magnitudes and other_size(left.evidence, right.evidence, (a.magnitudes, b.magnitudes)):
        return "magnitude"
    when = time_relation(a.report, b.report)
    return "time" if when == "apart" else _another(a, b, when)


def _another(a: Features, b: Features, when: str) -> str | None:
    """Why what two articles tell of one day is not one happening, or None."""
    if when != "same" or a.report.record.id == b.report.record.id:
        return None
    left, right = a.report.event, b.report.event
    if left.type in TALKS:
        return "another of that day" if another_call(left.evidence, right.evidence) else None
    if left.type in ONE_OF_MANY and another_incident(left.evidence, right.evidence):
        return "another of that day"
    shared = min(a.place, b.place, key=len)
    if left.type in ONE_OF_MANY and one_place(a, b) and elsewhere(left.evidence, right.evidence, shared):
        return "another place"
    return None


def at_odds(a: Features, b: Features, world: World) -> bool:
    """Whether the participants of two reports that are not `excluded` exclude each other."""
    kind = a.report.event.type
    if a.family in SIDES:
        match = world.match(a.doers | a.takers, b.doers | b.takers)
        return match.conflict and len(match.same) < 2
    if kind in OF_ONE:
        return world.match(affected(a), affected(b)).conflict
    if kind in AT_PLACE and a.kind == b.kind and one_place(a, b):
        return False
    return world.match(a.doers, b.doers).conflict or world.match(a.takers, b.takers).conflict


def one_place(a: Features, b: Features) -> bool:
    """Whether two places are given and one holds the name of the other."""
    return bool(a.place and b.place) and (a.place in b.place or b.place in a.place)


def affected(one: Features) -> frozenset[str]:
    """Whom it happened to, of a type that happens to somebody; nobody where only who appoints or dismisses is named."""
    event, patients = one.report.event, one.report.roles.get("patient")
    if not patients and event.type == "position_change" and _BY_OTHERS.search(fold(event.trigger)):
        return one.takers
    return patients or one.doers | one.takers
