"""The rows of the tables: plain values, one tuple a row, in the order of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from ..edtf import FIRST_DAY, LAST_DAY
from ..ontology import ontology
from ..records import Disagreement, MergedEvent, Provenance

if TYPE_CHECKING:
    from ..graph.knowledge import KnowledgeGraph

Cell: TypeAlias = str | int | float | bool | None

_OPEN: Final = (str(FIRST_DAY), str(LAST_DAY))

SEPARATOR: Final = " | "
"""Between the values of one cell."""

ROLES: Final = ("agent", "initiator", "participant", "host", "patient", "recipient", "topic")

_TIMELINE: Final[dict[str, type]] = {
    "id": str,
    "begin": str,
    "end": str,
    "time": str,
    "precision": str,
    "time_inferred": bool,
    "type": str,
    "type_zh": str,
    "type_en": str,
    "title": str,
    "modality": str,
    "mode": str,
    "stance": str,
    **{column: str for role in ROLES for column in (role, f"{role}_ids")},
    "place": str,
    "origin": str,
    "origin_time": str,
    "commemorates": str,
    "claim": str,
    "value": str,
    "unit": str,
    "indicator": str,
    "claimed_only": bool,
    "sources": int,
    "outlets": str,
    "evidence": str,
    "source": str,
    "url": str,
    "published": str,
    "evidence_start": int,
    "evidence_end": int,
    "disagreements": str,
    "articles": str,
    "reports": str,
}

_ACTORS: Final[dict[str, type]] = {
    "id": str,
    "name": str,
    "type": str,
    "type_zh": str,
    "qid": str,
    "country": str,
    "aliases": str,
    "roles": str,
    "articles": int,
    "events": int,
    "first": str,
    "last": str,
}

_RELATIONS: Final[dict[str, type]] = {
    "id": str,
    "left": str,
    "left_name": str,
    "right": str,
    "right_name": str,
    "kind": str,
    "label": str,
    "first": str,
    "last": str,
    "count": int,
    "tone": float,
    "by_type": str,
    "by_month": str,
    "tone_by_month": str,
    "events": str,
}

_EVIDENCE: Final[dict[str, type]] = {
    "event_id": str,
    "event_type": str,
    "article": str,
    "report": str,
    "source": str,
    "outlet": str,
    "url": str,
    "title": str,
    "published": str,
    "evidence": str,
    "start": int,
    "end": int,
    "trigger": str,
    "trigger_start": int,
    "trigger_end": int,
    "time": str,
    "time_text": str,
    "time_start": int,
    "time_end": int,
    "time_rule": str,
    "time_inferred": bool,
    "modality": str,
    "rule": str,
    "extractor": str,
    "claimed_by": str,
}

COLUMNS: Final = {"timeline": _TIMELINE, "actors": _ACTORS, "relations": _RELATIONS, "evidence": _EVIDENCE}
"""Table → column → type."""

TABLES: Final = tuple(COLUMNS)


def rows(kg: KnowledgeGraph, table: str) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table of `TABLES`."""
    return _MAKERS[table](kg)


def best_proof(event: MergedEvent) -> Provenance:
    """The report to show first: of the event's own modality and time, told in the article's own voice."""
    return min(
        event.evidence,
        key=lambda proof: (proof.modality != event.modality, proof.time != event.time, proof.claimed_by is not None),
    )


def disagreement_text(item: Disagreement) -> str:
    """`time: 2020-11-11 (1) ≠ 2020-11-12 (3)`: each value with the number of its articles."""
    return f"{item.field}: " + " ≠ ".join(f"{value} ({len(articles)})" for value, articles in item.values.items())


def _day(day: str | None) -> str | None:
    """A bound of a time; None where the time is open at that end."""
    return None if day in _OPEN else day


def _joined(values: list[str] | tuple[str, ...]) -> str | None:
    return SEPARATOR.join(values) or None


def _counts(values: Mapping[str, float]) -> str | None:
    return _joined([f"{name}={value}" for name, value in values.items()])


def _timeline(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    types = ontology().types
    for event in kg.events:
        kind = types.get(event.type)
        bearers: dict[str, list[str]] = {}
        for participant in event.participants:
            bearers.setdefault(participant.role, []).append(participant.entity)
        roles: list[str | None] = []
        for role in ROLES:
            keys = bearers.get(role)
            roles += [_joined([kg.entities[key].name for key in keys]), _joined(keys)] if keys else (None, None)
        proof = best_proof(event)
        quantity, origin = event.quantity, event.origin
        articles = tuple(dict.fromkeys(item.article for item in event.evidence))
        outlets = sorted({item.outlet for item in event.evidence if item.outlet})
        yield (
            event.id, _day(event.begin), _day(event.end), event.time, event.precision, event.time_inferred,
            event.type, kind.zh if kind else event.type, kind.en if kind else event.type, event.label,
            event.modality, event.mode, event.stance, *roles, event.place,
            origin.name if origin else None, origin.time if origin else None, event.commemorates, event.claim,
            quantity.value if quantity else None, quantity.unit if quantity else None,
            quantity.indicator if quantity else None, event.claimed_only,
            len(articles), _joined(outlets), proof.evidence, proof.source, proof.url, proof.published,
            proof.start, proof.end, _joined([disagreement_text(item) for item in event.disagreements]),
            _joined(articles), _joined([item.event for item in event.evidence]),
        )  # fmt: skip


def _actors(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    kinds = ontology().actors
    told: dict[str, list[MergedEvent]] = {}
    for event in kg.events:
        for key in {participant.entity for participant in event.participants}:
            told.setdefault(key, []).append(event)
    for key in sorted(kg.entities):
        actor, events = kg.entities[key], told.get(key, [])
        yield (
            key, actor.name, actor.type, kinds[actor.type].zh if actor.type in kinds else actor.type, actor.qid,
            actor.country, _joined(actor.aliases), _joined(actor.roles), len(actor.articles), len(events),
            min(filter(None, (_day(event.begin) for event in events)), default=None),
            max(filter(None, (_day(event.end) for event in events)), default=None),
        )  # fmt: skip


def _relations(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for item in kg.relations:
        yield (
            item.id, item.left, kg.entities[item.left].name, item.right, kg.entities[item.right].name, item.kind,
            item.label, item.first, item.last, item.count, item.tone, _counts(item.by_type), _counts(item.by_month),
            _counts(item.tone_by_month), _joined(item.events),
        )  # fmt: skip


def _evidence(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for event in kg.events:
        for proof in event.evidence:
            yield (
                event.id, event.type, proof.article, proof.event, proof.source, proof.outlet, proof.url, proof.title,
                proof.published, proof.evidence, proof.start, proof.end, proof.trigger, proof.trigger_start,
                proof.trigger_end, proof.time, proof.time_text, proof.time_start, proof.time_end, proof.time_rule,
                proof.time_inferred, proof.modality, proof.rule, proof.extractor, proof.claimed_by,
            )  # fmt: skip


_MAKERS: Final[dict[str, Callable[[KnowledgeGraph], Iterator[tuple[Cell, ...]]]]] = {
    "timeline": _timeline,
    "actors": _actors,
    "relations": _relations,
    "evidence": _evidence,
}
