"""Anniversaries: N years since an earlier event, whose year follows by arithmetic."""

from __future__ import annotations

import re
from typing import Final

from ...records import Article, Origin
from .draft import Draft

_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_COUNT: Final = re.compile(r"([0-9]{1,4}|[〇零一二两三四五六七八九十百千]{1,6})\s*(?:个)?(?:周年|华诞)")
_OF_BEFORE: Final = re.compile(
    r"(?:今年|明年|去年|昨天|今天|这一天|日)?(?:是|系|为|在|,|,|迎来|庆祝|纪念|适逢|恰逢|正值)?([^,;。!?\s]{2,24}?)$"
)
_FOUNDED: Final = re.compile(
    "建交|复交|邦交|外交关系|成立|建立|建国|独立|建校|创立|创办|签署|签订|缔结|回归|解放|统一|建军|建党|通过|结盟"
)
"""Origins whose own actors keep the anniversary."""
_QUOTES: Final = ("“”", "「」", "『』", '""')
_STRIP: Final = re.compile(r"^.*(?:今年是|明年是|今天是|纪念|庆祝|迎来|适逢|恰逢|正值|祝贺|是|热烈)")


def chinese_number(text: str) -> int | None:
    """The value of digits or Chinese numerals up to thousands."""
    if text.isdigit():
        return int(text)
    total = current = 0
    for char in text:
        if char in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
        elif char in _DIGITS:
            current = current * 10 + _DIGITS[char] if current and not total else _DIGITS[char]
        else:
            return None
    return total + current


def _own(draft: Draft, start: int, end: int, names: dict[str, str]) -> None:
    """Whose anniversary it is: the states and bodies in the origin's name (中越建交, 某校成立)."""
    for token in draft.clause.line.tokens:
        if token.mention is not None and token.letter in "cog" and start <= token.start and token.end <= end:
            draft.add("agent", token, names)


def read_anniversary(draft: Draft, norm: str, article: Article, names: dict[str, str]) -> bool:
    """Finds what is commemorated; False when no number of years stands there."""
    token, line = draft.token, draft.clause.line
    window = norm[max(line.start, token.start - 8) : token.end]
    matches = list(_COUNT.finditer(window))
    if not matches:
        return False
    start = max(line.start, token.start - 8) + matches[-1].start()
    years = chinese_number(matches[-1].group(1))
    head = norm[line.start : start]
    head = re.split(r"[,;:。!?]", head)[-1]
    name = _unquoted(_STRIP.sub("", head).strip(" 的"))
    year = _year(draft, article)
    time = f"{year - years:04d}" if year is not None and years and year - years > 0 else None
    if token.time is not None and token.time.kind == "anniversary" and re.fullmatch(r"\d{4}", token.time.value or ""):
        time = token.time.value
    if not name:
        return False
    at = line.start + norm[line.start : start].rfind(name)
    if not draft.names.get("agent") and _FOUNDED.search(name):
        _own(draft, at, at + len(name), names)
    draft.of = Origin(name=article.text[at : at + len(name)], time=time, start=at, end=at + len(name))
    return True


def _unquoted(name: str) -> str:
    """A name without the marks around it, and without half a pair of them; a pair inside stays (中美“乒乓外交”)."""
    for opened, closed in _QUOTES:
        if name.count(opened) != name.count(closed) or (opened == closed and name.count(opened) % 2):
            name = name.strip(opened + closed)
        elif name[:1] == opened and name.find(closed, 1) == len(name) - 1:
            name = name[1:-1]
    return name.strip(" 的")


def _year(draft: Draft, article: Article) -> int | None:
    value = draft.time or article.published_day
    return int(value[:4]) if value and re.match(r"\d{4}", value) else None
