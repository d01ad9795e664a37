"""Joins the steps: text → tokens → chains → meanings → `Time` records."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from ...edtf import EDTF
from ...errors import InputError
from ...records import Article, Time
from ..normalize import normalize
from . import phrases, points
from .chains import chains
from .context import PUBLISHED, Anchor, Context
from .grammar import Found
from .lexer import tokenize
from .meaning import Date, Duration, Recurrence, Shift, Span, Window
from .resolve import resolve
from .tokens import Token
from .values import Reading
from .vocabulary import STANDALONE_PARTS

_CONTEXT: Final = 12
_BACKGROUND: Final = re.compile(r"(?:继|自|从|自从|较|比|距|距离|截至|相比|相较|对比)$")
_ROC: Final = re.compile(r"民国|1(?<!\d1)[0-2]\d年(?:\d{1,2}月|度)")


def read_times(text: str, reference: str | None = None) -> list[Time]:
    """Every time expression of a text, lengths of time and repeated times included.

    Args:
        text: Chinese text, Simplified or Traditional.
        reference: the day of writing, `YYYY-MM-DD` (a time behind it is ignored); without it,
            relative times have the value None.

    Returns:
        Sorted, without overlaps. The value of a `duration` is ISO 8601 (`P3Y`), that of a `set`
        `R/P1W`; all others are EDTF.

    Raises:
        InputError: `reference` is no day.
    """
    return [time for time, _ in _read(text, _day(reference))]


def find_times(article: Article) -> list[Time]:
    """The times of an article that have a place on the calendar, by its publish day."""
    published = article.published_day or ""
    day = _day(published) if len(published) == 10 else None  # a month alone is no anchor
    return [
        time
        for time, found in _read(article.text, day)
        if time.kind not in ("duration", "set") and not _vague(found) and (time.value is not None or day is None)
    ]


def _day(reference: str | None) -> dt.date | None:
    if not reference:
        return None
    try:
        return dt.date.fromisoformat(reference[:10])
    except ValueError as error:
        raise InputError(f"not a day: {reference!r}", where="reference", mend="Write it as YYYY-MM-DD.") from error


def _read(text: str, reference: dt.date | None) -> Iterator[tuple[Time, Found]]:
    normal = normalize(text)
    context = Context(normal, reference, roc=bool(_ROC.search(normal)))
    for chain in chains(normal, tokenize(normal)):
        for phrase in _parse(chain):
            for found, reading in _resolved(phrase, context):
                _remember(context, found, reading)
                yield _time(context, text, found, reading), found


def _resolved(phrase: Found, context: Context) -> Iterator[tuple[Found, Reading]]:
    """The phrase with its reading, or, where it makes no sense as a whole, the points in it."""
    if _is_noise(phrase, context.text):
        return
    reading = resolve(phrase.meaning, context, phrase.start, phrase.end)
    if reading is not None:
        yield phrase, reading
        return
    for point in phrase.points:
        reading = resolve(point.meaning, context, point.start, point.end)
        if reading is not None:
            yield point, reading


def _time(context: Context, text: str, found: Found, reading: Reading) -> Time:
    return Time(
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        context=text[max(0, found.start - _CONTEXT) : found.end + _CONTEXT],
        value=reading.value,
        kind=_kind(found, reading),
        rule=found.rule,
        stated=reading.stated,
        inferred={part: value for part, value in reading.inferred.items() if reading.stated.get(part) != value},
        anchor=context.writing(found.start) if reading.anchor == PUBLISHED else reading.anchor,
    )


def _kind(found: Found, reading: Reading) -> str:
    if found.kind != "date" or not reading.value:
        return found.kind
    if "/" in reading.value:
        return "interval"
    return "time" if "T" in reading.value else "date"


def _parse(chain: list[Token]) -> Iterator[Found]:
    """The expressions of one chain."""
    reduced: list[Token] = []
    known: dict[int, Found] = {}
    for first, last, result, rule in points.GRAMMAR.apply(chain):
        if rule is None:
            reduced.append(result)
            continue
        start, end = chain[first].start, chain[last - 1].end
        reduced.append(Token(rule.kind, start, end, result))
        if rule.kind == "点":
            known[start] = Found(start, end, result, "date", rule.name)
    for first, last, result, rule in phrases.GRAMMAR.apply(reduced):
        inside = tuple(known[token.start] for token in reduced[first:last] if token.kind == "点")
        if rule is not None:
            start, end = reduced[first].start, reduced[last - 1].end
            yield Found(start, end, result, rule.kind, rule.name, inside)
        else:
            yield from inside


def _is_noise(found: Found, text: str) -> bool:
    """Parts of the day that are too vague to stand alone."""
    meaning = found.meaning
    if isinstance(meaning, Date):
        if meaning.part and meaning == Date(part=meaning.part):
            return text[found.start : found.end] not in STANDALONE_PARTS
        if meaning.short_year is not None and meaning == Date(short_year=meaning.short_year):
            return found.rule != "short-year"
    return False


def _absolute(found: Found) -> bool:
    """Whether a day is said by its number rather than counted from the day of writing."""
    return isinstance(found.meaning, Date) and found.meaning.day is not None and found.meaning.days is None


def _vague(found: Found) -> bool:
    """Stretches that no reader could place: 过去几周, 将近半个世纪里, 数日后."""
    meaning = found.meaning
    if not isinstance(meaning, Window | Shift):
        return False
    quantity = meaning.quantity
    if quantity.unit == "C" and (quantity.about or quantity.half):
        return True
    return quantity.about and quantity.high > quantity.low


def _remember(context: Context, found: Found, reading: Reading) -> None:
    """Makes the reading an anchor for what follows."""
    if reading.value is None or isinstance(found.meaning, Duration | Recurrence) or found.kind == "anniversary":
        return
    value = EDTF.parse(reading.value.removesuffix("/.."))
    if value.is_open or value.begin.year < 1 or value.end.year > 9000:
        return
    left = context.text[max(0, found.start - 3) : found.start]
    background = bool(_BACKGROUND.search(left)) or (isinstance(found.meaning, Span) and found.meaning.end is None)
    if context.text.startswith("开始", found.end - 2) and context.text[found.start] not in "自从由":
        background = False  # 谈判10日开始 tells of that day
    begin, end = dt.date(*value.begin), dt.date(*value.end)
    place = found.start, found.end
    context.anchors.append(Anchor(begin, end, value.precision, *place, background, _absolute(found)))
