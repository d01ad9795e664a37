"""MANY records → `KnowledgeGraph`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..records import ArticleRecord
    from .knowledge import KnowledgeGraph
    from .overrides import Overrides

__all__ = ["build_graph"]


def build_graph(records: Iterable[ArticleRecord], *, overrides: Overrides | None = None) -> KnowledgeGraph:
    """The knowledge graph of all records.

    It depends on the set of records only: neither their order nor the batches that they come in
    show in the result. Of two records with one id the first is taken.
    """
    from .collector import without_collector
    from .overrides import NO_OVERRIDES

    with without_collector():
        return _build(records, overrides or NO_OVERRIDES)


def _build(records: Iterable[ArticleRecord], chosen: Overrides) -> KnowledgeGraph:
    from ..records import ArticleInfo
    from .entities import resolve_entities
    from .knowledge import KnowledgeGraph
    from .overrides import notes_on
    from .relations import all_relations
    from .timeline import merge_events

    by_id: dict[str, ArticleRecord] = {}
    for record in records:
        by_id.setdefault(record.id, record)
    ordered = tuple(by_id[key] for key in sorted(by_id))
    index = resolve_entities(ordered, chosen)
    events = merge_events(ordered, index, chosen)
    return KnowledgeGraph(
        articles={r.id: ArticleInfo(**{f: getattr(r, f) for f in ArticleInfo.__struct_fields__}) for r in ordered},
        entities=index.entities,
        events=events,
        relations=all_relations(events, ordered, index),
        records=ordered,
        index=index,
        notes=notes_on(chosen, ordered, events),
    )
