"""How often, where and when an event is told: numbers beside the event, so that no query has to count all reports.

They follow from the evidence of the event alone. When an article is replaced or withdrawn the evidence changes,
and with it these triples.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ..edtf import is_edtf
from ..records import MergedEvent, Provenance
from .terms import boolean, dates, day, integer, link

_REPORTS: Final = link("j:reports")
_ARTICLES: Final = link("j:articles")
_OUTLETS: Final = link("j:outlets")
_DATED: Final = link("j:datedArticles")
_FIRST: Final = link("j:firstReport")
_LAST: Final = link("j:lastReport")
_SAME_DAY: Final = link("j:sameDay")


@lru_cache(maxsize=65536)
def reference_day(published: str | None) -> str | None:
    """The day of a moment of publication (`YYYY-MM-DD`); None where there is none to the day."""
    day_ = (published or "")[:10]
    return day_ if len(day_) == len("2022-01-27") and is_edtf(day_) else None


def counts(s: str, event: MergedEvent) -> list[str]:
    """The `s p o` lines of an event with the IRI `s`."""
    published = {seen.article: seen.published for seen in event.evidence}
    days = [day_ for moment in published.values() if (day_ := reference_day(moment)) is not None]
    lines = [
        f"{s}{_REPORTS}{integer(len(event.evidence))}",
        f"{s}{_ARTICLES}{integer(len(published))}",
        f"{s}{_OUTLETS}{integer(len({seen.outlet for seen in event.evidence if seen.outlet}))}",
        f"{s}{_DATED}{integer(len(days))}",
        f"{s}{_SAME_DAY}{boolean(_same_day(event.evidence))}",
    ]
    if days:
        lines += (f"{s}{_FIRST}{day(min(days))}", f"{s}{_LAST}{day(max(days))}")
    return lines


def _same_day(evidence: Iterable[Provenance]) -> bool:
    """Whether every report says its own time, and all these times begin on one day.

    A further place in an article repeats its first one and has no word of its own on whether its time is inferred.
    """
    told: set[tuple[str, str]] = set()
    times: set[str] = set()
    for seen in evidence:
        if seen.time is None or seen.time_inferred or (seen.article, seen.event) in told:
            return False
        told.add((seen.article, seen.event))
        times.add(seen.time)
    if not all(map(is_edtf, times)):
        return False
    return len(times) == 1 or len({dates(time)[1] for time in times}) == 1
