"""What joins two actors over time: events by type and month, tone, offices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from ..records import ArticleRecord, Entity, MergedEvent, Record, Relation
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
    joined: dict[tuple[str, str], list[Joining]] = defaultdict(list)
    for event in events:
        joining = Joining.of(event)
        for pair in pairs_of(event, entities):
            joined[pair].append(joining)
    made = [dyad(left, right, told) for (left, right), told in joined.items()]
    return tuple(sorted([*made, *offices], key=order))


def order(relation: Relation) -> tuple[str, str, str, str]:
    """The order of relations: by the pair, kind and id."""
    return relation.left, relation.right, relation.kind, relation.id


class Joining(Record, frozen=True):
    """What a relation needs of an event."""

    id: str
    type: str
    modality: str
    begin: str | None
    end: str | None
    tone: float | None

    @classmethod
    def of(cls, event: MergedEvent) -> Joining:
        """What is needed of that event."""
        return cls(
            id=event.id,
            type=event.type,
            modality=event.modality,
            begin=event.begin,
            end=event.end,
            tone=tone_of(event).score,
        )


def pairs_of(event: MergedEvent, entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """The pairs of actors that an event joins, each in order of ids."""
    actors = sorted({p.entity for p in event.participants if p.entity in entities})
    return combinations(actors, 2) if len(actors) <= _MANY else iter(())


def all_relations(
    events: Iterable[MergedEvent], records: Iterable[ArticleRecord], index: EntityIndex
) -> tuple[Relation, ...]:
    """The relations of a graph: dyads of its events, offices and memberships of its records."""
    return find_relations(events, index.entities, find_offices(records, index))


def dyad(left: str, right: str, events: Sequence[Joining]) -> Relation:
    """The relation of two actors by the events that join them, in order of time.

    Counts hold what happened; an event that is planned, denied or feared is listed only.
    """
    happened = [event for event in events if event.modality == "actual"]
    dated = [event for event in happened if event.begin and event.end]
    tones = [(event, event.tone) for event in happened if event.tone is not None]
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


def _month(event: Joining) -> str | None:
    """The month that an event lies in, None where it spans several."""
    if event.begin is None or event.end is None or event.begin[:7] != event.end[:7]:
        return None
    return event.begin[:7]


def _open(day: str) -> bool:
    """Whether a day stands for an open end."""
    return day in ("-9999-01-01", "9999-12-31")


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
