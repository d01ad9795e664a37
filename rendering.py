"""How the command line shows rows, an event, an actor."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .graph.knowledge import KnowledgeGraph
    from .records import Entity, MergedEvent, Provenance

_FEW = 40
"""Inputs up to which each is named when a run is summed up."""
_WIDEST = 60
"""Columns of a terminal that one cell may take in a table."""


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def summary(sources: Sequence[str], counts: Mapping[str, int]) -> str:
    """What a build read, by the endings of the inputs and with their names where they are few, and what came of it."""
    read: dict[str, list[str]] = {}
    for source in sources:
        read.setdefault(PurePosixPath(source).suffix.lower() or "no ending", []).append(source)
    lines = []
    for ending, names in sorted(read.items()):
        told = f": {', '.join(names)}" if len(sources) <= _FEW else ""
        lines.append(_plain(f"read {ending} ({len(names)}){told}"))
    made = ", ".join(counted(counts.get(f"{noun}s", 0), noun) for noun in ("event", "actor", "relation"))
    undated = f", {counts['undated']} without a publish date" if counts["undated"] else ""
    lines.append(f"{counted(counts['articles'], 'article')}, {counts['skipped']} skipped{undated}: {made}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def render(columns: Sequence[str], rows: Iterable[Sequence[object]], format: str) -> str:
    """Rows as an aligned table, as CSV (RFC 4180), or as a JSON list of objects."""
    listed = [tuple(row) for row in rows]
    if format == "json":
        return json.dumps([dict(zip(columns, row, strict=True)) for row in listed], ensure_ascii=False, indent=1)
    if format == "csv":
        from .exports.tables import defuse

        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(columns)
        writer.writerows([defuse(cell) for cell in row] for row in listed)  # type: ignore[arg-type]
        return text.getvalue().removesuffix("\r\n")
    return _table(columns, listed)


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    cells = [[_cell(value) for value in row] for row in (columns, *rows)]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(columns))]
    lines = [
        "  ".join(_padded(text, width) for text, width in zip(line, widths, strict=True)).rstrip() for line in cells
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _cell(value: object) -> str:
    """One line, no control characters, cut at `_WIDEST` columns."""
    text = "".join(c if c.isprintable() else " " for c in ("" if value is None else str(value)))
    if _width(text) <= _WIDEST:
        return text
    shown, width = "", 0
    for character in text:
        width += _width(character)
        if width >= _WIDEST:
            break
        shown += character
    return shown + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def describe(kg: KnowledgeGraph, key: str) -> str:
    """One event or actor with all its evidence, as lines of text. Raises `QueryError` when there is none."""
    if any(event.id == key for event in kg.events):
        return _event(kg, kg.event(key))
    return _actor(kg, kg.find_actor(key))


def _event(kg: KnowledgeGraph, event: MergedEvent) -> str:
    lines = [f"{event.time or '?'}  {event.type}  {event.label}", f"  id        {event.id}"]
    facts = {"modality": event.modality, "mode": event.mode, "stance": event.stance, "place": event.place}
    lines += [f"  {name:<9} {value}" for name, value in facts.items() if value]
    lines += [f"  {part.role:<9} {kg.entities[part.entity].name} ({part.entity})" for part in event.participants]
    if event.origin is not None:
        lines.append(f"  of        {event.origin.name} {event.origin.time or ''}".rstrip())
    for item in event.disagreements:
        told = "; ".join(f"{value} ({len(articles)})" for value, articles in item.values.items())
        lines.append(f"  disagree  {item.field}: {told}")
    for proof in event.evidence:
        lines.append(f"  {proof.published or '?'}  {proof.source}  [{proof.start}:{proof.end}]  {proof.rule}")
        lines.append(f"    {_one_line(proof.evidence)}")
        if proof.time is not None:
            lines.append(f"    {_one_line(_time_read(proof))}")
    lines += [f"  because   {reason.rule}: {reason.left} = {reason.right} {reason.detail}" for reason in event.reasons]
    return "\n".join(lines)


def _time_read(proof: Provenance) -> str:
    """How a report's time was read: the words, their value, the parts they say, the parts filled in and from what."""
    reading, rule = proof.time_reading, f"  [{proof.time_rule}]" if proof.time_rule else ""
    if reading is None:
        return f"time {proof.time}{rule}"
    text = f"time “{proof.time_text}” → {reading.value}"
    if reading.value != proof.time:
        text += f" → {proof.time}"
    if reading.stated:
        text += f"; said {_parts(reading.stated)}"
    if reading.inferred:
        text += f"; filled in {_parts(reading.inferred)}"
    if reading.anchor is not None:
        hangs_on = f"“{reading.anchor_text}”" if reading.anchor_text else reading.anchor
        text += f"; from {hangs_on} {reading.anchor_value or ''}".rstrip()
    return text + rule


def _parts(parts: Mapping[str, int | str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in parts.items())


def _actor(kg: KnowledgeGraph, actor: Entity) -> str:
    lines = [f"{actor.name}  {actor.type}", f"  id        {actor.id}"]
    if actor.aliases:
        lines.append(f"  aliases   {' | '.join(actor.aliases)}")
    if actor.roles:
        lines.append(f"  roles     {' | '.join(actor.roles)}")
    lines.append(f"  articles  {len(actor.articles)}")
    lines.append(f"  because   {_one_actor(actor)}")
    lines += [f"  because   {reason.rule}: {reason.left} = {reason.right} {reason.detail}" for reason in actor.reasons]
    for event in kg.timeline(actor=actor.id):
        lines.append(f"  {event.time or '?':<12} {event.type:<14} {event.label}  ({event.id})")
        lines += [f"    {proof.source}: {_one_line(proof.evidence)}" for proof in event.evidence]
    return "\n".join(_one_line(line) for line in lines)


def _one_actor(actor: Entity) -> str:
    """Why the actors of several articles are this one: by id, else by type, name, country and office."""
    if actor.qid == actor.id:
        return f"same Wikidata id: {actor.id}"
    if not _MADE.fullmatch(actor.id):
        return f"same id in overrides.toml: {actor.id}"
    kept = [actor.type, actor.name, actor.country or "", " | ".join(actor.roles)]
    return "same type, name, country and office where known: " + ", ".join(part for part in kept if part)


_MADE: Final = re.compile("a[0-9a-f]{12}")
"""An id that was made from a name."""


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
