"""Reports of many articles → one event for each happening, however many tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..records import ArticleRecord, MergedEvent, Reason
from .compatible import signature
from .consolidate import consolidate
from .entities import EntityIndex
from .labels import Namer
from .overrides import NO_OVERRIDES, Overrides
from .reports import Report, reports
from .unionfind import UnionFind


def merge_events(
    records: Iterable[ArticleRecord], index: EntityIndex, overrides: Overrides = NO_OVERRIDES
) -> tuple[MergedEvent, ...]:
    """All events of all records, merged and in order of time."""
    found = {report.id: report for report in reports(records, index)}
    sets, reasons = _cluster(list(found.values()))
    clusters: dict[str, list[Report]] = defaultdict(list)
    for key in sorted(found):
        clusters[sets.find(key)].append(found[key])
    namer = Namer(index.entities)
    merged = [consolidate(members, reasons.get(root, ()), namer) for root, members in sorted(clusters.items())]
    return tuple(sorted(merged, key=sort_key))


def sort_key(event: MergedEvent) -> tuple[str, str, str]:
    """Order on the timeline: by first day, last day, id; events without a time come last."""
    return event.begin or "~", event.end or "~", event.id


def _cluster(found: Sequence[Report]) -> tuple[UnionFind, dict[str, list[Reason]]]:
    sets = UnionFind(report.id for report in found)
    by_signature: dict[object, list[str]] = defaultdict(list)
    for report in found:
        shared = signature(report)
        if shared is not None:
            by_signature[shared].append(report.id)
    reasons: dict[str, list[Reason]] = {}
    for keys in by_signature.values():
        first = min(keys)
        for key in sorted(keys):
            sets.union(first, key)
        if len(keys) > 1:
            reasons[first] = [Reason(rule="same day and participants", left=first, right=k) for k in sorted(keys)[1:]]
    return sets, reasons
