"""Reports of many articles → one event for each happening, however many tell it."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import ArticleRecord, MergedEvent
from .clusters import Clusters
from .consolidate import consolidate
from .entities import EntityIndex
from .features import World, features
from .labels import Namer
from .overrides import NO_OVERRIDES, Overrides
from .reports import reports


def merge_events(
    records: Iterable[ArticleRecord], index: EntityIndex, overrides: Overrides = NO_OVERRIDES
) -> tuple[MergedEvent, ...]:
    """All events of all records, merged and in order of time."""
    clusters = Clusters(map(features, reports(records, index)), World(index.entities), overrides)
    clusters.build()
    namer = Namer(index.entities)
    merged = [consolidate(found, reasons, namer) for found, reasons in clusters.sets()]
    return tuple(sorted(merged, key=sort_key))


def sort_key(event: MergedEvent) -> tuple[str, str, str]:
    """Order on the timeline: by first day, last day, id; events without a time come last."""
    return event.begin or "~", event.end or "~", event.id
