"""Who tells an event, how often and when: beside the event, so that no query has to go through all reports.

They follow from the evidence of the event alone. When an article is replaced or withdrawn the evidence changes,
and with it these triples.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ..edtf import is_edtf
from ..records import MergedEvent
from .terms import day, integer, link, words

_REPORTS: Final = link("j:reports")
_ARTICLES: Final = link("j:articles")
_OUTLET: Final = link("j:outlet")
_OUTLETS: Final = link("j:outlets")
_DATED: Final = link("j:datedArticles")
_FIRST: Final = link("j:firstReport")
_LAST: Final = link("j:lastReport")


@lru_cache(maxsize=65536)
def reference_day(published: str | None) -> str | None:
    """The day of a moment of publication (`YYYY-MM-DD`); None where there is none to the day."""
    day_ = (published or "")[:10]
    return day_ if len(day_) == len("2022-01-27") and is_edtf(day_) else None


def counts(s: str, event: MergedEvent) -> list[str]:
    """The `s p o` lines of an event with the IRI `s`."""
    published = {seen.article: seen.published for seen in event.evidence}
    days = [day_ for moment in published.values() if (day_ := reference_day(moment)) is not None]
    outlets = sorted({seen.outlet for seen in event.evidence if seen.outlet})
    lines = [
        f"{s}{_REPORTS}{integer(len(event.evidence))}",
        f"{s}{_ARTICLES}{integer(len(published))}",
        f"{s}{_OUTLETS}{integer(len(outlets))}",
        f"{s}{_DATED}{integer(len(days))}",
        *(f"{s}{_OUTLET}{words(outlet)}" for outlet in outlets),
    ]
    if days:
        lines += (f"{s}{_FIRST}{day(min(days))}", f"{s}{_LAST}{day(max(days))}")
    return lines
