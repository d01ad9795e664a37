"""Whether two reports tell one event, and why."""

from __future__ import annotations

from .reports import Report


def signature(report: Report) -> tuple[object, ...] | None:
    """What two reports must share to be one event without further question; None: nothing suffices."""
    event = report.event
    if not report.fine or len(report.actors) < 2 or event.type == "statement":
        return None
    return event.type, event.mode, event.modality, report.begin, tuple(sorted(report.roles.items(), key=str))
