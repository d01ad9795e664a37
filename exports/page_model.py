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
        begin, end: first and last day of each event since 1970-01-01; undated events have 0, 0.
        relations: standing relations (offices, memberships) between actors of the page.
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
    places: Floats
    left_out: int
    idle: int


def build_model(kg: PageGraph, *, max_events: int) -> Model:
    """The model of `kg` with at most `max_events` events, those with the best-connected actors."""
    chosen, left_out = _choose(kg.events, max_events)
    events = sorted(chosen, key=_order)
    degree = Counter(one for event in events for one in _actors_of(event, kg.entities))
    actors = sorted((kg.entities[one] for one in degree), key=lambda a: (-degree[a.id], a.name, a.id))
    number = {actor.id: place for place, actor in enumerate(actors)}
    used = dict.fromkeys(proof.article for event in events for proof in event.evidence)
    articles = [kg.articles[one] for one in used if one in kg.articles]
    begin, end = [_day(event.begin, 0) for event in events], [_day(event.end, 0) for event in events]
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
        places=_places(events, begin, end, number),
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
    return event.begin is None, _day(event.begin, 0), _day(event.end, 0), event.id


def _actors_of(event: MergedEvent, entities: Mapping[str, Entity]) -> list[str]:
    return list(dict.fromkeys(part.entity for part in event.participants if part.entity in entities))


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


def _places(events: list[MergedEvent], begin: list[int], end: list[int], number: dict[str, int]) -> Floats:
    size = len(number)
    pulls: dict[int, float] = {}
    total, count = [0.0] * size, [0] * size
    for event, first, last in zip(events, begin, end, strict=True):
        ids = sorted({number[part.entity] for part in event.participants if part.entity in number})
        if event.begin is not None and first > OPEN_BEGIN and last < OPEN_END:
            for one in ids:
                total[one] += (first + last) / 2
                count[one] += 1
        if len(ids) > 1:
            share = 1 / (len(ids) - 1)
            firsts = ids[:1] if len(ids) > _PAIRS_UP_TO else ids
            for at, one in enumerate(firsts):
                for other in ids[at + 1 :]:
                    key = one * size + other
                    pulls[key] = pulls.get(key, 0.0) + share
    keys: Ints = np.fromiter(pulls, dtype=np.int64, count=len(pulls))
    weight: Floats = np.sqrt(np.fromiter(pulls.values(), dtype=float, count=len(pulls)))
    times = np.asarray(count, dtype=float)
    when = np.divide(np.asarray(total), times, out=np.full(size, np.nan), where=times > 0)
    return layout(size, keys // max(size, 1), keys % max(size, 1), when, weight)
