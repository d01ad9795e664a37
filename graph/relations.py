"""What joins two actors over time: events by type and month, tone, offices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final

from ..records import ArticleRecord, Entity, MergedEvent, Relation
from .entities import EntityIndex
from .names import digest
from .offices import find_offices
from .tone import tone_of

_MANY: Final = 40
"""Actors of one event above which it says nothing of any two of them."""


def find_relations(
    events: Iterable[MergedEvent], entities: Mapping[str, Entity], offices: Iterable[Relation] = ()
) -> tuple[Relation, ...]:
    """All relations in order of the pair: joined by events, and the offices given."""
    joined: dict[tuple[str, str], list[MergedEvent]] = defaultdict(list)
    for event in events:
        actors = sorted({p.entity for p in event.participants if p.entity in entities})
        if len(actors) <= _MANY:
            for pair in combinations(actors, 2):
                joined[pair].append(event)
    made = [_dyad(left, right, told) for (left, right), told in joined.items()]
    return tuple(sorted([*made, *offices], key=lambda r: (r.left, r.right, r.kind, r.id)))


def all_relations(
    events: Iterable[MergedEvent], records: Iterable[ArticleRecord], index: EntityIndex
) -> tuple[Relation, ...]:
    """The relations of a graph: dyads of its events, offices and memberships of its records."""
    return find_relations(events, index.entities, find_offices(records, index))


def _dyad(left: str, right: str, events: Sequence[MergedEvent]) -> Relation:
    """Counts hold what happened; an event that is planned, denied or feared is listed only."""
    happened = [event for event in events if event.modality == "actual"]
    dated = [event for event in happened if event.begin and event.end]
    tones = [(event, tone) for event in happened if (tone := tone_of(event).score) is not None]
    by_month: dict[str, list[float]] = defaultdict(list)
    for event, tone in tones:
        if (month := _month(event)) is not None:
            by_month[month].append(tone)
    months = Counter(month for event in dated if (month := _month(event)) is not None)
    return Relation(
        id="rel" + digest("events", left, right),
        left=left,
        right=right,
        kind="events",
        label=None,
        first=min((event.begin for event in dated if event.begin and not _open(event.begin)), default=None),
        last=max((event.end for event in dated if event.end and not _open(event.end)), default=None),
        count=len(happened),
        by_type=dict(sorted(Counter(event.type for event in happened).items())),
        by_month=dict(sorted(months.items())),
        tone=_mean([tone for _, tone in tones]),
        tone_by_month={month: _mean(by_month[month]) or 0.0 for month in sorted(by_month)},
        events=tuple(event.id for event in events),
    )


def _month(event: MergedEvent) -> str | None:
    """The month that an event lies in, None where it spans several."""
    if event.begin is None or event.end is None or event.begin[:7] != event.end[:7]:
        return None
    return event.begin[:7]


def _open(day: str) -> bool:
    """Whether a day stands for an open end."""
    return day in ("-9999-01-01", "9999-12-31")


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
