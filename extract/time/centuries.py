"""Centuries and decades → values."""

from __future__ import annotations

from .context import PUBLISHED, Context
from .meaning import Era
from .values import Reading, need, year_text


def resolve_era(era: Era, context: Context, at: int) -> Reading | None:
    stated: dict[str, int | str] = {}
    anchor = None
    century = era.century
    if century is not None and century < 0:
        first = 1 + century * 100
        return Reading(f"{year_text(first)}/{year_text(first + 99)}", {"century": century})
    hundred: int | None = None
    if century is not None:
        hundred = century - 1
        stated["century"] = century
    elif era.centuries is not None:
        hundred = need(context, at).year // 100 + era.centuries
        stated["centuries"] = era.centuries
        anchor = PUBLISHED
    decade = era.decade
    if decade is None:
        assert hundred is not None
        value = _part_of_century(hundred, era)
        return Reading(value, stated, {}, anchor)
    stated["decade"] = decade
    inferred: dict[str, int | str] = {}
    if hundred is None and decade < 1000:
        now = context.now(at)
        hundred = 20 if now is not None and decade <= now.year % 100 and decade <= 20 else 19
        inferred["century"] = hundred + 1
    first = decade if decade >= 1000 else (hundred or 0) * 100 + decade
    if era.section:
        stated["section"] = era.section
    return Reading(_decade(first, decade, era), stated, inferred, anchor)


def _decade(first: int, decade: int, era: Era) -> str:
    """The value of the decade that begins with the year `first`."""
    if era.section:
        a, b = {"early": (0, 2), "mid": (4, 6), "late": (7, 9)}[era.section]
        return f"{first + a:04d}/{first + b:04d}"
    if era.last_decade is not None and era.last_decade > decade:
        return f"{first:04d}/{first + era.last_decade - decade + 9:04d}"
    return f"{first // 10:03d}X"


def _part_of_century(hundred: int, era: Era) -> str | None:
    if era.first_years:
        return f"{hundred:02d}00/{hundred * 100 + era.first_years - 1:04d}" if era.first_years <= 50 else None
    if era.half:
        return f"{hundred:02d}00/{hundred:02d}49" if era.half == "c1" else f"{hundred:02d}50/{hundred:02d}99"
    match era.section:
        case "early":
            return f"{hundred:02d}0X"
        case "mid":
            return f"{hundred:02d}50~"
        case "late":
            return f"{hundred:02d}9X"
    return f"{hundred:02d}XX"
