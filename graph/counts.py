"""Who tells an event, how often and when: beside the event, so that no query has to go through all reports.

They follow from the evidence of the event alone. When an article is replaced or withdrawn the evidence changes,
and with it these triples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ..edtf import is_edtf
from ..records import MergedEvent, Reason
from .terms import dates, day, integer, link, words

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


def agreeing(event: MergedEvent) -> Callable[[Reason], tuple[str, ...]]:
    """What both sides of a reason say: the same first `day` in words, an `actor` that both name, or `neither`."""
    articles: dict[str, str] = {}
    days: dict[str, set[str]] = defaultdict(set)
    for seen in event.evidence:
        articles.setdefault(seen.event, seen.article)
        if seen.time is not None and not seen.time_inferred and is_edtf(seen.time):
            days[seen.event].add(dates(seen.time)[1])
    named = [set(item.articles) for item in event.participants if len(item.articles) > 1]

    def both(reason: Reason) -> tuple[str, ...]:
        pair = {articles.get(reason.left, ""), articles.get(reason.right, "")}
        same_day = bool(days[reason.left] & days[reason.right])
        same_actor = len(pair) > 1 and any(pair <= who for who in named)
        found = (*(("day",) if same_day else ()), *(("actor",) if same_actor else ()))
        return found or ("neither",)

    return both
