"""A set of reports of one event → `MergedEvent`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from ..records import MergedEvent, Origin, Participant, Quantity, Reason
from .disagreements import disagreements
from .labels import Namer, balanced
from .names import digest
from .reports import Report, provenance

_MODALITIES: Final = ("actual", "negated", "planned", "possible")
"""What became of an event outweighs what was announced or feared."""

_ROLES: Final = ("agent", "initiator", "participant", "host", "patient", "recipient", "topic")


def event_id(report_id: str) -> str:
    """The id of the merged event that a report stands for."""
    return "ev" + digest(report_id)


def sort_reports(reports: Iterable[Report]) -> list[Report]:
    """Earliest published first; the first one stands for the event and gives it its id."""
    return sorted(reports, key=lambda r: (r.record.published or "9999", r.record.id, r.event.start, r.id))


def consolidate(found: Iterable[Report], reasons: Sequence[Reason], namer: Namer) -> MergedEvent:
    """The merged event of all reports in `found`, with every difference between them kept."""
    reports = sort_reports(found)
    modality = min((r.event.modality for r in reports), key=_modality_rank)
    best = choose_time([r for r in reports if r.event.modality == modality] or reports)
    time = best.time if best else None
    participants = _participants(reports)
    place = _most(r.event.place for r in reports)
    kind = _type(reports)
    return MergedEvent(
        id=event_id(reports[0].id),
        type=kind,
        label=namer.label(kind, reports, participants, place),
        time=str(time) if time else None,
        begin=str(time.begin) if time else None,
        end=str(time.end) if time else None,
        precision=time.precision if time else None,
        time_inferred=best.event.time_inferred if best else False,
        mode=_most(r.event.mode for r in reports),
        modality=modality,
        stance=_most(r.event.stance for r in reports),
        participants=participants,
        place=place,
        origin=_origin(reports) if kind == "anniversary" else None,
        commemorates=None,
        claim=next((r.event.claim.text for r in reports if r.event.claim), None),
        quantity=_quantity(reports),
        claimed_only=all(r.event.claimed_by is not None for r in reports),
        evidence=tuple(proof for r in reports for proof in provenance(r)),
        reasons=tuple(reasons),
        disagreements=disagreements(reports, namer.name),
    )


def _type(reports: Sequence[Report]) -> str:
    """The type most reports give; what an anniversary recalls only lends one where nobody else does."""
    told = [r.event.type for r in reports if r.event.of is None or r.event.type == "anniversary"]
    return _most(told or [r.event.type for r in reports]) or "other_action"


def _modality_rank(modality: str) -> int:
    return _MODALITIES.index(modality) if modality in _MODALITIES else len(_MODALITIES)


def choose_time(reports: Sequence[Report]) -> Report | None:
    """The report whose time stands for all: said before inferred, finest, told most often, earliest."""
    timed = [r for r in reports if r.time is not None]
    counts = Counter(str(r.time) for r in timed)

    def rank(report: Report) -> tuple[object, ...]:
        time = report.time
        assert time is not None
        return (
            report.loose,
            report.event.time_inferred and not report.fine,
            time.days,
            report.event.time_inferred,
            -counts[str(time)],
        )

    return min(timed, key=lambda r: (*rank(r), str(r.time)), default=None)


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _participants(reports: Sequence[Report]) -> tuple[Participant, ...]:
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        for role, keys in report.roles.items():
            for key in keys:
                told[role, key].add(report.record.id)
    _fold_initiator(told)
    order = {role: at for at, role in enumerate(_ROLES)}
    ranked = sorted(told, key=lambda rk: (order.get(rk[0], 9), -len(told[rk]), rk[0], rk[1]))
    return tuple(Participant(role=role, entity=key, articles=tuple(sorted(told[role, key]))) for role, key in ranked)


def _fold_initiator(told: dict[tuple[str, str], set[str]]) -> None:
    """The side that asked is no second time a mere participant, where others are and all agree who asked."""
    asking = [key for role, key in told if role == "initiator"]
    others = [key for role, key in told if role == "participant" and key not in asking]
    if len(asking) == 1 and others:
        told.pop(("participant", asking[0]), None)


def _origin(reports: Sequence[Report]) -> Origin | None:
    origins = [r.event.of for r in reports if r.event.of]

    def rank(of: Origin) -> tuple[bool, bool, str, str]:
        return of.time is None, balanced(of.name) != of.name, of.name, of.time or ""

    best = min(origins, key=rank, default=None)
    return best if best is None else msgspec.structs.replace(best, name=balanced(best.name))


def _quantity(reports: Sequence[Report]) -> Quantity | None:
    return next((r.event.quantity for r in reports if r.event.quantity), None)
