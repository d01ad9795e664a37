"""When was it published? Candidates from every place that may tell, and one choice by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...records import DateCandidate
from ..normalize import normalize
from .draft import Stamp
from .moments import Moment, parse_other, read_moment

_CHINA: Final = timezone(timedelta(hours=8))
_ZONES: Final = (
    (re.compile(r"voachinese|voanews|\bvoa\b|美国之音|rfa\.org|自由亚洲"), "America/New_York"),
    (re.compile(r"\brfi\.fr|法广|法国国际广播"), "Europe/Paris"),
    (re.compile(r"\bdw\.com|德国之声"), "Europe/Berlin"),
    (re.compile(r"bbc"), "Europe/London"),
    (
        re.compile(
            r"zaobao|联合早报|cna\.com|中央社|rti\.org|cctv|xinhua|people\.com|hkcnews|\.cn\b|\.tw\b|\.hk\b|\.sg\b|"
            r"reuters|路透|nytimes|纽约时报"
        ),
        "Asia/Shanghai",
    ),
)

_PRINTED: Final = frozenset({"title window", "issue", "closing", "lead", "dateline", "url", "file name", "credit"})
"""Origins whose words were found by the patterns here already."""
_ENOUGH: Final = 0.25
"""A candidate lighter than this is kept as evidence only."""


def zone_of(hint: str) -> tuple[tzinfo, bool]:
    """The publisher's zone by site or outlet, and whether it had to be assumed."""
    for pattern, name in _ZONES:
        if pattern.search(hint):
            if name == "Asia/Shanghai":
                return _CHINA, False
            try:
                return ZoneInfo(name), False
            except ZoneInfoNotFoundError:
                break
    return _CHINA, True


class Published(NamedTuple):
    """The choice: an ISO day or date-time, whether its zone was assumed, and all candidates."""

    value: str | None
    assumed: bool
    candidates: tuple[DateCandidate, ...]


class _Read(NamedTuple):
    stamp: Stamp
    moment: Moment
    value: str
    assumed: bool

    @property
    def day(self) -> str:
        return self.value[:10]


def choose_date(stamps: Iterable[Stamp], hint: str) -> Published:
    """One publish time from many places.

    An instant in UTC becomes the publisher's local day (`hint` is the address, outlet and author).
    The day with the most weight wins; within it the heaviest candidate that has a time of day. Where
    an instant in UTC and the day in the site's own address differ by one day, the address wins, for
    it is local. A candidate too weak to stand alone is kept as evidence but not chosen.
    """
    zone, assumed = zone_of(normalize(hint).lower())
    found: list[_Read] = []
    for stamp in stamps:
        moment = read_moment(stamp.words) or (parse_other(stamp.words) if stamp.origin not in _PRINTED else None)
        if moment is not None:
            found.append(_Read(stamp, moment, *_local(moment, zone, assumed)))
    if not found:
        return Published(None, False, ())
    best, note = _resolve(found)
    candidates = tuple(
        DateCandidate(
            value=r.value,
            origin=r.stamp.origin,
            text=r.stamp.words[:120],
            weight=r.stamp.weight,
            chosen=r is best,
            note=note if r is best else _refusal(r, best),
        )
        for r in found
    )
    if best is None:
        return Published(None, False, candidates)
    return Published(best.value, best.assumed, candidates)


def _refusal(read: _Read, best: _Read | None) -> str | None:
    """Why a candidate was not chosen; None for one that says the same day as the one that was."""
    if best is None:
        return f"refused: {read.stamp.note or 'too weak to stand alone'}"
    return read.stamp.note if read.day == best.day else f"refused: {best.stamp.origin} says {best.day}"


def _resolve(found: list[_Read]) -> tuple[_Read | None, str | None]:
    """The candidate to believe and the rule that decided, where there was something to decide."""
    weights: dict[str, float] = {}
    for origin in {r.stamp.origin: None for r in found}:
        for day in sorted({r.day for r in found if r.stamp.origin == origin}):
            heaviest = max(r.stamp.weight for r in found if r.stamp.origin == origin and r.day == day)
            weights[day] = weights.get(day, 0.0) + heaviest
    top = max(r.stamp.weight for r in found)
    if top < _ENOUGH:
        return None, "too weak to stand alone"
    days = sorted(weights, key=lambda day: (-weights[day], day))
    sure = [r for r in found if r.day == days[0]]
    best = max(sure, key=lambda r: r.stamp.weight - (0.3 if r.moment.clock is None else 0.0))
    if len(days) == 1:
        return best, None
    note = f"most weight of {len(days)} days"
    for r in found:
        gap = abs((date.fromisoformat(r.day) - date.fromisoformat(best.day)).days)
        if gap != 1 or best.moment.zone is not UTC:
            continue
        if r.stamp.origin == "url":
            return r, f"the site's own address is local; {best.stamp.origin} says {best.value}"
        if best.assumed and r.stamp.origin == "title window" and r.moment.clock and r.moment.zone is None:
            return r, f"the time that the page prints is local; {best.stamp.origin} says {best.value}"
    return best, note


def _local(moment: Moment, zone: tzinfo, assumed: bool) -> tuple[str, bool]:
    if moment.clock is None:
        return moment.day.isoformat(), False
    at = datetime.fromisoformat(f"{moment.day.isoformat()}T{moment.clock}")
    if moment.zone is None:
        return f"{at.replace(tzinfo=zone).isoformat()}", assumed
    if moment.zone is UTC:
        return at.replace(tzinfo=UTC).astimezone(zone).isoformat(), assumed
    return at.replace(tzinfo=moment.zone).isoformat(), False


_NEWS: Final = re.compile(r"(\d{1,2})月(\d{1,2})日[^。,;]{0,8}?(?:电|讯|消息|报道)")
_TODAY: Final = re.compile(r"(?:今[天日]|本报讯|昨[天日]?)\s?\($|(?:今[天日])\s?$")


def lead_stamp(lead: str, dateline: str | None) -> Stamp | None:
    """The full date of a lead, where its dateline or 今天 vouches that it is the publish date."""
    text = normalize(lead)
    moment = read_moment(lead)
    if moment is None:
        return None
    words = lead[moment.start : moment.end]
    if dateline is not None and moment.end <= len(dateline):
        return Stamp(words, "dateline", 0.7)
    news = _NEWS.search(text)
    if news and (int(news[1]), int(news[2])) == (moment.day.month, moment.day.day):
        return Stamp(words, "lead", 0.5)
    if _TODAY.search(text[: moment.start]):
        return Stamp(words, "lead", 0.4)
    return Stamp(words, "lead", 0.2, "nothing vouches for it")


_ARCHIVE: Final = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
_WEB: Final = 1994
"""The first year in which an address may hold a publish day."""


def url_stamp(url: str) -> Stamp | None:
    """The day that stands in an address (/2022/01/27/, /20220127/, story20220127-1)."""
    url = _ARCHIVE.sub("", url)
    for pattern in (
        r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{4,6}(?!\d)",
    ):
        for match in re.finditer(pattern, url):
            if int(match.group(1)) >= _WEB:
                return Stamp("-".join(match.groups()), "url", 0.7)
    return None
