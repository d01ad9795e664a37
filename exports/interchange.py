"""Formats that other programs read: GraphML, GEXF, iCalendar, TimelineJS, PLOVER-style JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from ..edtf import EDTF, FIRST_DAY, LAST_DAY, Day
from ..errors import InputError
from ..graph.tone import mode_of, tone_of
from ..ontology import ontology
from ..records import MergedEvent
from .files import replacing, write_text
from .gexf import gexf
from .ics import calendar
from .rows import best_proof

if TYPE_CHECKING:
    from ..graph.knowledge import KnowledgeGraph

_SUFFIXES: Final = {".graphml": "graphml", ".gexf": "gexf", ".ics": "ics", ".json": "timelinejs", ".jsonl": "plover"}


def write(kg: KnowledgeGraph, path: Path, *, format: str | None = None) -> None:
    """Writes `kg` to `path`.

    Args:
        format: graphml, gexf, ics, timelinejs or plover; by default what the suffix says
            (.graphml, .gexf, .ics, .json, .jsonl).
    """
    name = format or _SUFFIXES.get(path.suffix, "")
    if name not in _WRITERS:
        raise InputError(f"no such format {name!r}", where=str(path), mend=f"Known: {', '.join(_WRITERS)}.")
    _WRITERS[name](kg, path)


def _write_graphml(kg: KnowledgeGraph, path: Path) -> None:
    import networkx as nx

    with replacing(path) as draft:
        nx.write_graphml_xml(kg.to_networkx(), draft, named_key_ids=True)


def _write_gexf(kg: KnowledgeGraph, path: Path) -> None:
    write_text(path, gexf(kg.to_networkx(articles=False)))


def _write_ics(kg: KnowledgeGraph, path: Path) -> None:
    write_text(path, calendar(kg.events))


def _write_timelinejs(kg: KnowledgeGraph, path: Path) -> None:
    shown = [slide for event in kg.events if (slide := _slide(event)) is not None]
    write_text(path, msgspec.json.format(msgspec.json.encode({"events": shown}), indent=1).decode() + "\n")


def _write_plover(kg: KnowledgeGraph, path: Path) -> None:
    write_text(path, "".join(_plover_lines(kg)))


def _slide(event: MergedEvent) -> dict[str, Any] | None:
    """A slide of TimelineJS; its dates say no more than the event's time does."""
    if event.time is None:
        return None
    time = EDTF.parse(event.time)
    if time.begin == FIRST_DAY and time.end == LAST_DAY:
        return None
    first = time.begin if time.begin != FIRST_DAY else time.end
    slide: dict[str, Any] = {"unique_id": event.id, "start_date": _slide_date(first, time)}
    if time.end != LAST_DAY and time.end != first and time.precision not in ("month", "year"):
        slide["end_date"] = _slide_date(time.end, time)
    proof = best_proof(event)
    kind = ontology().types.get(event.type)
    slide["display_date"] = event.time
    slide["group"] = kind.zh if kind else event.type
    slide["text"] = {"headline": _html(event.label), "text": _html(proof.evidence) + _source_link(event)}
    return slide


def _slide_date(day: Day, time: EDTF) -> dict[str, int]:
    made = {"year": day.year}
    if time.precision != "year":
        made["month"] = day.month
    if time.precision not in ("year", "month"):
        made["day"] = day.day
    return made


def _html(text: str) -> str:
    from html import escape

    return escape(text, quote=True)


def _source_link(event: MergedEvent) -> str:
    proof = best_proof(event)
    name = _html(proof.outlet or proof.source)
    if proof.url and proof.url.startswith(("http://", "https://")):
        return f'<p><a href="{_html(proof.url)}">{name}</a></p>'
    return f"<p>{name}</p>"


def _plover_lines(kg: KnowledgeGraph) -> Iterator[str]:
    """One line an event that PLOVER has a category for, with the keys of PLOVER's JSON form."""
    for event in kg.events:
        tone = tone_of(event)
        if tone.category is None:
            continue
        proof = best_proof(event)
        line = {
            "id": event.id,
            "date": event.time,
            "start_date": event.begin,
            "end_date": event.end,
            "actor": _sides(kg, event, ("agent", "initiator", "participant", "host")),
            "recip": _sides(kg, event, ("patient", "recipient", "topic")),
            "event": tone.category,
            "mode": mode_of(event),
            "quad_class": tone.quad_class,
            "score": tone.score,
            "status": event.modality,
            "type": event.type,
            "stance": event.stance,
            "place": event.place,
            "text": proof.evidence,
            "source": proof.outlet or proof.source,
            "url": proof.url,
            "publication_date": proof.published,
            "n_sources": len({item.article for item in event.evidence}),
        }
        yield msgspec.json.encode(line).decode() + "\n"


def _sides(kg: KnowledgeGraph, event: MergedEvent, roles: tuple[str, ...]) -> list[dict[str, str | None]]:
    keys = dict.fromkeys(item.entity for role in roles for item in event.participants if item.role == role)
    found = [kg.entities[key] for key in keys]
    return [{"id": a.id, "name": a.name, "type": a.type, "country": a.country, "wikidata": a.qid} for a in found]


_WRITERS: Final[dict[str, Callable[[KnowledgeGraph, Path], None]]] = {
    "graphml": _write_graphml,
    "gexf": _write_gexf,
    "ics": _write_ics,
    "timelinejs": _write_timelinejs,
    "plover": _write_plover,
}
