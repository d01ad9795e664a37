"""Reports of many articles → one event for each happening, however many tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from ..records import ArticleRecord, MergedEvent
from .clusters import Clusters
from .consolidate import consolidate
from .entities import EntityIndex
from .features import World, features
from .jointly import told_singly
from .labels import Namer
from .origins import add_origins, origin_ids
from .overrides import NO_OVERRIDES, Overrides
from .reports import reports
from .tellings import is_origin
from .weekdays import settled


def merge_events(
    records: Iterable[ArticleRecord], index: EntityIndex, overrides: Overrides = NO_OVERRIDES
) -> tuple[MergedEvent, ...]:
    """All events of all records, merged and in order of time."""
    world = World(index.entities)
    told = list(told_singly(list(reports(records, index)), world.is_person))
    clusters = Clusters(settled([features(report) for report in told if not is_origin(report)]), world, overrides)
    clusters.build()
    namer = Namer(index.entities)
    sets = add_origins(clusters.sets(), filter(is_origin, told))
    merged = [consolidate(found, reasons, namer) for found, reasons in sets]
    recalled = {key: event.id for (found, _), event in zip(sets, merged, strict=True) for key in origin_ids(found)}
    return tuple(sorted((commemorating(event, recalled) for event in merged), key=sort_key))


def commemorating(event: MergedEvent, recalled: Mapping[str, str]) -> MergedEvent:
    """The event with the id of what it recalls, where it is an anniversary."""
    if event.type != "anniversary":
        return event
    found = next((recalled[proof.event] for proof in event.evidence if proof.event in recalled), None)
    return event if found is None else msgspec.structs.replace(event, commemorates=found)


def sort_key(event: MergedEvent) -> tuple[str, str, str]:
    """Order on the timeline: by first day, last day, id; events without a time come last."""
    return event.begin or "~", event.end or "~", event.id
