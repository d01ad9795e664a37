"""What joins two actors over time: events by type and month, tone, offices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ..records import Entity, MergedEvent, Relation
from .names import digest
from .tone import tone_of


def find_relations(events: Iterable[MergedEvent], entities: Mapping[str, Entity]) -> tuple[Relation, ...]:
    """One relation for each pair of entities that take part in an event together."""
    joined: dict[tuple[str, str], list[MergedEvent]] = defaultdict(list)
    for event in events:
        actors = sorted({p.entity for p in event.participants if p.entity in entities})
        for pair in combinations(actors, 2):
            joined[pair].append(event)
    return tuple(_dyad(left, right, joined[left, right]) for left, right in sorted(joined))


def _dyad(left: str, right: str, events: Sequence[MergedEvent]) -> Relation:
    happened = [event for event in events if event.modality == "actual"]
    dated = [event for event in happened if event.begin and event.end]
    tones = [(event, tone) for event in happened if (tone := tone_of(event).score) is not None]
    months = Counter(e.begin[:7] for e in dated if e.begin and e.begin[:7] == (e.end or "")[:7])
    by_month: dict[str, list[float]] = defaultdict(list)
    for event, tone in tones:
        if event.begin and event.begin[:7] == (event.end or "")[:7]:
            by_month[event.begin[:7]].append(tone)
    return Relation(
        id="rel" + digest("events", left, right),
        left=left,
        right=right,
        kind="events",
        label=None,
        first=min((event.begin for event in dated if event.begin), default=None),
        last=max((event.end for event in dated if event.end), default=None),
        count=len(events),
        by_type=dict(sorted(Counter(event.type for event in events).items())),
        by_month=dict(sorted(months.items())),
        tone=_mean([tone for _, tone in tones]),
        tone_by_month={month: _mean(by_month[month]) or 0.0 for month in sorted(by_month)},
        events=tuple(event.id for event in events),
    )


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
