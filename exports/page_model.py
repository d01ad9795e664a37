"""What the page shows of a graph, put in order and numbered: the step before columns.

Actors are sorted by how many events they are in, events by time (those without a date last), so
that a number is also a rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from ..records import ArticleInfo, Entity, MergedEvent, Relation
from .page_layout import Floats, Ints, layout

OPEN_BEGIN, OPEN_END = -4371587, 2932896
"""Days since 1970-01-01 of -9999-01-01 and 9999-12-31, which stand for open ends."""

_PAIRS_UP_TO = 12
"""Events with more actors than this tie each of them to the first one only."""


class PageGraph(Protocol):
    """What the page needs of a `KnowledgeGraph`."""

    @property
    def articles(self) -> Mapping[str, ArticleInfo]: ...
    @property
    def entities(self) -> Mapping[str, Entity]: ...
    @property
    def events(self) -> Collection[MergedEvent]: ...


@dataclass(frozen=True)
class Model:
    """The numbered parts of a page.

    Attributes:
        actors, events, articles: in the order of their numbers.
        number: actor id → number.
        article_number: article id → number.
        begin, end: first and last day of each event since 1970-01-01; undated events have 0, 0, and
            those without a beginning their last day twice.
        relations: standing relations (offices, memberships) between actors of the page.
        part_event, part_actor: numbers of event and actor of each participant, in the order of the events.
        tie_event, tie_actor: the same without repetition (an actor in two roles), sorted by both.
        places: (actors, 2) positions within -1 … 1.
        left_out: how many events did not get into the page.
        idle: how many entities of the graph are in no event.
    """

    actors: list[Entity]
    events: list[MergedEvent]
    articles: list[ArticleInfo]
    number: dict[str, int]
    article_number: dict[str, int]
    begin: list[int]
    end: list[int]
    relations: list[Relation]
    part_event: Ints
    part_actor: Ints
    tie_event: Ints
    tie_actor: Ints
    places: Floats
    left_out: int
    idle: int


def build_model(kg: PageGraph, *, max_events: int) -> Model:
    """The model of `kg` with at most `max_events` events, those with the best-connected actors."""
    chosen, left_out = _choose(kg.events, max_events)
    events = sorted(chosen, key=_order)
    degree: Counter[str] = Counter()
    for event in events:
        degree.update({part.entity for part in event.participants})
    actors = sorted(
        (kg.entities[one] for one in degree if one in kg.entities), key=lambda a: (-degree[a.id], a.name, a.id)
    )
    number = {actor.id: place for place, actor in enumerate(actors)}
    part_event, part_actor, tie_event, tie_actor = _parts(events, number)
    used = dict.fromkeys(proof.article for event in events for proof in event.evidence)
    articles = [kg.articles[one] for one in used if one in kg.articles]
    begin, end = [_first_day(event) for event in events], [_day(event.end, 0) for event in events]
    relations = [
        relation
        for relation in getattr(kg, "relations", ())
        if relation.kind != "events" and relation.left in number and relation.right in number
    ]
    return Model(
        actors=actors,
        events=events,
        articles=articles,
        number=number,
        article_number={article.id: place for place, article in enumerate(articles)},
        begin=begin,
        end=end,
        relations=relations,
        part_event=part_event,
        part_actor=part_actor,
        tie_event=tie_event,
        tie_actor=tie_actor,
        places=_places(len(actors), tie_event, tie_actor, _middles(events, begin, end)),
        left_out=left_out,
        idle=len(kg.entities) - len(actors),
    )


def _choose(events: Collection[MergedEvent], most: int) -> tuple[Iterable[MergedEvent], int]:
    if len(events) <= most:
        return events, 0
    degree = Counter(part.entity for event in events for part in event.participants)
    ranked = sorted(events, key=lambda event: (-sum(degree[part.entity] for part in event.participants), event.id))
    return ranked[:most], len(events) - most


def _order(event: MergedEvent) -> tuple[bool, int, int, str]:
    return event.begin is None, _first_day(event), _day(event.end, 0), event.id


def _first_day(event: MergedEvent) -> int:
    return _day(event.end if is_up_to(event) else event.begin, 0)


def is_up_to(event: MergedEvent) -> bool:
    """Whether only the last day is known (截至5日): the day on which `KnowledgeGraph.timeline` counts it too."""
    return _day(event.begin, 0) <= OPEN_BEGIN and _day(event.end, 0) < OPEN_END


@lru_cache(maxsize=65536)
def _day(text: str | None, default: int) -> int:
    """Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, chrono algorithms, 2013)."""
    if text is None:
        return default
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    year, month, day = (int(part) for part in digits.split("-"))
    year = sign * year - (month <= 2)
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def _parts(events: list[MergedEvent], number: Mapping[str, int]) -> tuple[Ints, Ints, Ints, Ints]:
    """`part_event`, `part_actor`, `tie_event`, `tie_actor` of a `Model`."""
    counts, flat = [], []
    for event in events:
        found = [number[part.entity] for part in event.participants if part.entity in number]
        counts.append(len(found))
        flat += found
    actor: Ints = np.asarray(flat, dtype=np.int64)
    event_of: Ints = np.repeat(np.arange(len(events), dtype=np.int64), counts)
    size = max(len(number), 1)
    ties = np.unique(event_of * size + actor)
    return event_of, actor, ties // size, ties % size


def _middles(events: list[MergedEvent], begin: list[int], end: list[int]) -> Floats:
    """The middle day of each event; NaN without a date or with an open end."""
    first, last = np.asarray(begin, dtype=float), np.asarray(end, dtype=float)
    dated = np.asarray([event.begin is not None for event in events], dtype=bool)
    middle: Floats = np.where(dated & (first > OPEN_BEGIN) & (last < OPEN_END), (first + last) / 2, np.nan)
    return middle


def _places(size: int, event: Ints, actor: Ints, middle: Floats) -> Floats:
    """The layout of `size` actors who are tied where they share an event, each at the mean time of its events."""
    when_of = middle[event]
    known = np.isfinite(when_of)
    count = np.bincount(actor[known], minlength=size).astype(float)
    total = np.bincount(actor[known], when_of[known], minlength=size)
    when = np.divide(total, count, out=np.full(size, np.nan), where=count > 0)
    keys, shares = _pairs(size, event, actor)
    unique, place = np.unique(keys, return_inverse=True)
    pull = np.bincount(place, shares, minlength=len(unique))
    return layout(size, unique // max(size, 1), unique % max(size, 1), when, np.sqrt(pull))


def _pairs(size: int, event: Ints, actor: Ints) -> tuple[Ints, Floats]:
    """`low * size + high` of the actors of each pair that an event ties, and the event's share of their pull."""
    counts = np.bincount(event) if len(event) else np.zeros(0, dtype=np.int64)
    starts = np.cumsum(counts) - counts
    keys: list[Ints] = [np.zeros(0, dtype=np.int64)]
    shares: list[Floats] = [np.zeros(0)]
    for many in np.unique(counts[counts > 1]).tolist():
        rows = actor[starts[counts == many][:, None] + np.arange(many)]
        left, right = (
            np.triu_indices(many, 1) if many <= _PAIRS_UP_TO else (np.zeros(many - 1, int), np.arange(1, many))
        )
        keys.append((rows[:, left] * size + rows[:, right]).ravel())
        shares.append(np.full(keys[-1].size, 1 / (many - 1)))
    return np.concatenate(keys), np.concatenate(shares)
