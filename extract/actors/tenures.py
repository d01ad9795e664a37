"""Whether a tenure covers days, by what is known of its ends: to the day, the month or the year, or not yet."""

from __future__ import annotations

from .forms import Tenure


def covers(tenure: Tenure, day: str, *, surely: bool) -> bool:
    """Whether a tenure covers a day; `surely` reads imprecise ends narrowly."""
    start, end = tenure.start, tenure.end
    first = (start + "-99-99")[:10] if surely and len(start) < 10 else (start + "-01-01")[:10]
    if not end:
        trust = f"{int(tenure.as_of[:4]) + 1}-12-31" if tenure.as_of else "9999-12-31"
        return first <= day <= trust
    last = (end + "-00-00")[:10] if surely and len(end) < 10 else (end + "-99-99")[:10]
    return first <= day <= last


def touches(tenure: Tenure, first: str, last: str) -> bool:
    """Whether a tenure can cover some day from `first` to `last`."""
    if covers(tenure, first, surely=False) or covers(tenure, last, surely=False):
        return True
    return first <= (tenure.start + "-01-01")[:10] <= last


def may_touch(tenure: Tenure, first: str, last: str) -> bool:
    """The same where a tenure that is not known to have ended may go on for ever: what is said against nobody."""
    return touches(tenure, first, last) or (not tenure.end and (tenure.start + "-01-01")[:10] <= last)
