"""Meaning → value: places what was said on the calendar, by the day of writing and by the text."""

from __future__ import annotations

from ...edtf import EDTF, EDTFError
from .centuries import resolve_era
from .context import Context
from .dates import resolve_date
from .fiscal import resolve_fiscal
from .lengths import iso_duration, resolve_anniversary, resolve_shift, resolve_window
from .meaning import About, Anniversary, Date, Duration, Era, Meaning, Recurrence, Shift, Span, Window
from .spans import resolve_span
from .values import Reading, Unresolved
from .zones import add_zone


def resolve(meaning: Meaning, context: Context, start: int, end: int) -> Reading | None:
    """The reading of one expression at [start, end), or None when it is no time after all."""
    try:
        reading = _resolve(meaning, context, start, end)
    except Unresolved:
        return Reading(None)
    except (OverflowError, ValueError):
        return None
    if reading is not None and reading.value is not None and not isinstance(meaning, Duration | Recurrence):
        try:
            EDTF.parse(reading.value)
        except EDTFError:
            return None
    return reading


def _resolve(meaning: Meaning, context: Context, start: int, end: int) -> Reading | None:
    fiscal = resolve_fiscal(meaning, context, start, end)
    if fiscal is not None:
        return fiscal
    match meaning:
        case Date():
            reading = resolve_date(meaning, context, start, end)
            if reading is not None:
                add_zone(reading, meaning, context, start)
            return reading
        case Era():
            return resolve_era(meaning, context, start)
        case Shift():
            return resolve_shift(meaning, context, start, end)
        case Window():
            return resolve_window(meaning, context, start, end)
        case Span():
            return resolve_span(meaning, context, start, end, _resolve)
        case About():
            reading = _resolve(meaning.of, context, start, end)
            if reading and reading.value and "T" not in reading.value and "/" not in reading.value:
                reading.value += "~"
            return reading
        case Anniversary():
            return resolve_anniversary(meaning, context, start, end)
        case Duration():
            return Reading(iso_duration(meaning.quantity))
        case Recurrence():
            return Reading(f"R/{meaning.period}")
