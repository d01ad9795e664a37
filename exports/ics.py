"""iCalendar (RFC 5545): one all-day entry an event; what is uncertain is marked as tentative."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..edtf import EDTF, Day
from ..ontology import ontology
from ..records import MergedEvent
from .rows import best_proof

_HEAD: Final = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jishi//timeline//ZH", "CALSCALE:GREGORIAN")
_UNREADABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar(events: Iterable[MergedEvent]) -> str:
    """The calendar of all events that have a first and a last day in the years 1 to 9998."""
    lines = [*_HEAD, *(line for event in events for line in _entry(event)), "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(event: MergedEvent) -> Iterator[str]:
    if event.time is None:
        return
    time = EDTF.parse(event.time)
    if time.begin.year < 1 or time.end.year > 9998:
        return
    proof = best_proof(event)
    kind = ontology().types.get(event.type)
    uncertain = bool(time.qualifier) or event.time_inferred or time.precision not in ("day", "time")
    note = f"约 {event.time}：" if uncertain else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@jishi"
    yield f"DTSTAMP:{_stamp(proof.published)}"
    yield f"DTSTART;VALUE=DATE:{_date(time.begin)}"
    yield f"DTEND;VALUE=DATE:{_date(_next(time.end))}"
    yield f"SUMMARY:{_text(note + event.label)}"
    yield f"CATEGORIES:{_text(kind.zh if kind else event.type)}"
    source = proof.outlet or proof.source
    yield f"DESCRIPTION:{_text(proof.evidence)}\\n{_text(source)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if proof.url and ":" in proof.url:
        yield f"URL:{''.join(proof.url.split())}"
    yield f"STATUS:{_status(event, uncertain)}"
    yield "TRANSP:TRANSPARENT"
    yield f"X-JISHI-EDTF:{_text(event.time)}"
    yield "END:VEVENT"


def _status(event: MergedEvent, uncertain: bool) -> str:
    if event.modality == "negated":
        return "CANCELLED"
    return "CONFIRMED" if event.modality == "actual" and not uncertain and not event.claimed_only else "TENTATIVE"


def _stamp(published: str | None) -> str:
    """The day of publication: RFC 5545 asks for a time stamp, and the clock may not show."""
    digits = re.sub(r"\D", "", (published or "")[:10])
    return f"{digits}T000000Z" if len(digits) == 8 else "19700101T000000Z"


def _date(day: Day) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _next(day: Day) -> Day:
    """The day after: DTEND is not included."""
    after = datetime.date(day.year, day.month, day.day) + datetime.timedelta(days=1)
    return Day(after.year, after.month, after.day)


def _text(text: str) -> str:
    escaped = _UNREADABLE.sub("", text.replace("\r\n", "\n")).replace("\\", "\\\\")
    return escaped.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, never cutting a character in two."""
    pieces, size, room = [""], 0, 75
    for char in line:
        octets = len(char.encode())
        if size + octets > room:
            pieces.append("")
            size, room = 0, 74
        pieces[-1] += char
        size += octets
    return "\r\n ".join(pieces)
