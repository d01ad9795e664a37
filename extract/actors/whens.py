"""Which days an office is meant on, where it stands: by the times printed around it, else by the publish day.

The clause's own time decides: one that stands in front of the office with nothing between them that could
take it (`1972年，美国总统`, `2021年2月11日中国国家主席同美国总统`), or right behind it (`美国总统于1972年`). A time
that another clause may own (`2018年退出协议后，美国总统…`) leaves two readings, its own and the publish day;
whoever asks has to find the same answer by both.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ...edtf import EDTF, EDTFError
from .cues import cue
from .eras import era_before
from .model import Doc


class View(NamedTuple):
    """The first and the last day meant (`YYYY-MM-DD`), both included."""

    begin: str
    end: str


class When(NamedTuple):
    """A printed time, and whether it surely is the office's own."""

    view: View
    clear: bool


_BREAK: Final = re.compile(r"[,;:!?()《》“”「」]")
_OWN: Final = re.compile(r"的?[,、]?")
"""Between a time and the clause that it opens."""
_BEHIND: Final = re.compile(r"(?:也|又|就|将|曾|已)?(?:于|在|自|从)?")


def told_at(doc: Doc, start: int, end: int, *, behind: bool = True) -> When | None:
    """The printed time of the sentence that the office at `start:end` hangs on; None where there is none.

    `behind` lets a time right behind the words count too.
    """
    if behind and (view := _right_behind(doc, end)) is not None:
        return When(view, True)
    floor = doc.sentence_start(start)
    for time in reversed(doc.times):
        if time.end > start or time.start < floor or (view := _view(doc, time.value)) is None:
            continue
        if time.text in cue("whens.untold"):
            return None
        return When(view, _is_own(doc, doc.norm[time.end : start]))
    return None


def _right_behind(doc: Doc, end: int) -> View | None:
    link = _BEHIND.match(doc.norm, end)
    at = link.end() if link else end
    time = next((t for t in doc.times if t.start == at), None)
    return _view(doc, time.value) if time is not None and time.text not in cue("whens.untold") else None


def _is_own(doc: Doc, between: str) -> bool:
    """Whether nothing between a time and an office could take the time for itself (当选的 does, 会后, does)."""
    rest = between[_OWN.match(between).end() :]  # type: ignore[union-attr]
    return _BREAK.search(rest) is None and not rest.endswith("的")


def _view(doc: Doc, value: str | None) -> View | None:
    """A time's days; those behind the publish day have not been told yet and are left out."""
    if value is None:
        return None
    try:
        time = EDTF.parse(value)
    except EDTFError:
        return None
    if time.is_open:
        return None
    begin, end = str(time.begin), str(time.end)
    if doc.day is not None and begin > doc.day:
        return None
    return View(begin, end if doc.day is None else min(end, doc.day))


def is_untold(doc: Doc, start: int) -> bool:
    """Whether the words in front say that another time is meant without saying which (当时的美国总统, 历任)."""
    floor = doc.sentence_start(start)
    front = doc.norm[max(floor, start - 12) : start]
    return any(word in front for word in cue("whens.untold"))


def views_at(doc: Doc, start: int, end: int, *, then: bool = False) -> list[View]:
    """All readings of the days on which the office at `start:end` is meant; none where it cannot be told.

    `then` says that the office is called that of another time (时任), so that the publish day is no reading.
    """
    told = told_at(doc, start, end)
    if told is not None and told.clear:
        return [told.view]
    era = era_before(doc, start)
    if is_untold(doc, start) or (era is not None and not era.spans):
        return []
    eras = [View(*span) for span in era.spans] if era is not None else []
    if then or (era is not None and era.clear):
        return eras
    told = told or _before(doc, start)
    today = [] if doc.day is None else [View(doc.day, doc.day)]
    return ([told.view] if told is not None else []) + eras + today


def _before(doc: Doc, start: int) -> When | None:
    """The last time that the sentence before in the same paragraph names: its story may go on."""
    line = doc.norm.rfind("\n", 0, start) + 1
    floor = max(line, doc.sentence_start(start, back=1))
    here = doc.sentence_start(start)
    for time in reversed(doc.times):
        if floor <= time.start < here and (view := _view(doc, time.value)) is not None:
            return When(view, False)
    return None
