"""When an event happened: from its own clause, else its sentence, else the occasion reported.

The order of evidence, each recorded as `time_rule`: `clause`, `sentence`, `occasion` (the day the
news item reports on), `publish day`. All but the first are marked inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ...records import Article, Time
from .clauses import Clause
from .draft import Draft
from .lexer import Line, Token

_NO_DATE: Final = frozenset({"duration", "set", "anniversary"})
"""Kinds of time expressions that do not say when something happened."""
_MARKET: Final = re.compile("指数|股价|收[盘报于跌涨高低]|盘中|开盘|早盘|午盘|期货|汇率|目前|现在|截至")
_QUALIFIES: Final = re.compile("(?:之?后)?[^,;。]{0,6}的(?!是|时候|情况下)")
_LATER: Final = re.compile("[0-9一二三四五六七八九十两几数半][^,;。]{0,2}(?:天|日|周|星期|月|年|小时)[之以]?后$")
"""一周后: some other day than the one that the clause names."""
_OWN: Final = frozenset({"clause", "sentence", "survey"})
_HANDED_ON: Final = 2
"""Sentences over which a figure hands its period on."""
_LEAD_LINES: Final = 2
_NEWS_DAYS: Final = 31
_LATELY: Final = re.compile("近日|日前|近期|不久前|早些时候")
_NAME: Final = 24
_OPENED: Final = re.compile("[“「『《][^”」』》,。:;!?]{0,20}$")
_CLOSED: Final = re.compile("[^“「『《,。:;!?]{0,22}[”」』》]")
"""The two ends of a quoted name of at most so many characters."""
_THEN: Final = re.compile("后$")
_WILL: Final = re.compile("将|会|料|预计|计划|拟|准备|期限|内")
_EDITION: Final = 10
_PAUSE: Final = re.compile("[,;的]")
_COMPARED: Final = frozenset("比较从")
_QUOTES: Final = frozenset('“「『"')
_BACKGROUND: Final = re.compile(r"了?[^,;。]{0,8}?(?:以来|之?后|以后|前夕|仍在|的第一)")


_SINCE: Final = re.compile(
    r"[^,;。]{0,14}?(?:以来|来)[,、]?[^;。]{0,12}?(?:首次|首度|第[一二三四五六七八九十0-9]+[次度]|首[位例个家场起]|再次|再度|最[大高低长多少严差]|新[高低])"
)
_SINCE_THEN: Final = re.compile("[^,;。]{1,26}?(?<!后)以来")
"""自2月宣布紧急状态以来: the time is that of what stands before 以来, not of what follows it."""
"""自…以来首次: the span tells how long it had not happened, not when it did."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The article's days: `published`, and the `occasion` that its lead reports."""

    published: str | None
    occasion: str | None
    occasion_time: Time | None = None


def usable(token: Token) -> bool:
    """Whether a token is a time that may date an event."""
    time = token.time
    return time is not None and time.value is not None and time.kind not in _NO_DATE and "周年" not in time.text


def in_name(norm: str, token: Token) -> bool:
    """Whether a time is part of a quoted name (“2020年国际形势”研讨会), which dates nothing."""
    opened = _OPENED.search(norm, max(0, token.start - _NAME), token.start)
    return opened is not None and bool(_CLOSED.match(norm, token.end, token.end + _NAME))


def find_reference(article: Article, lines: Sequence[Line]) -> Reference:
    """The publish day, and the first day named in the first sentences of the body."""
    published = article.published_day
    for line in [line for line in lines if not line.title][:_LEAD_LINES]:
        for token in line.tokens:
            value = token.time.value if usable(token) and token.time is not None else None
            day = value[:10] if value and "/" not in value else ""
            if len(day) == 10 and (published is None or (day <= published and _recent(day, published))):
                return Reference(published, day, token.time)
    return Reference(published, published)


def _recent(day: str, published: str) -> bool:
    """Whether a day of the lead can be that of the news: an older one is that of a picture or of some background."""
    return (date.fromisoformat(published) - date.fromisoformat(day)).days <= _NEWS_DAYS


def set_time(draft: Draft, clauses: Sequence[Clause], reference: Reference, default: str) -> None:
    """Dates the draft.

    Args:
        clauses: the clauses of its sentence.
        default: `occasion` or `none`: what an event without any time word takes.
    """
    token = _clause_time(draft.clause, draft.token, draft.type == "measurement")
    rule = "clause"
    if (token is not None and _since(token, draft)) or (token is None and _tells_since(draft, clauses)):
        token, default = None, "occasion"
    elif token is None:
        token, rule = None if _lately(draft) else _sentence_time(draft, clauses), "sentence"
    if draft.type == "measurement":
        counted = [t for t in draft.clause.line.tokens if usable(t) and _as_of(t) and t.start < draft.token.end]
        token, rule = (counted[-1], "sentence") if counted else (token, rule)
    if token is not None and _unanchored(token, draft, reference.published):
        token, default = None, "none"
    if token is not None and token.time is not None:
        draft.time, draft.time_token, draft.time_rule = token.time.value, token.time, rule
        draft.inferred = rule != "clause"
        if draft.trigger.options.get("begins") and draft.time and "/" in draft.time:
            draft.time = draft.time.partition("/")[0]
    elif default == "occasion" and reference.occasion and not _vague(draft):
        draft.time, draft.inferred = reference.occasion, True
        draft.time_token = reference.occasion_time
        draft.time_rule = "occasion" if reference.occasion_time else "publish day"


def keep_period(draft: Draft, last: Draft | None) -> None:
    """Dates a figure without a time of its own by the month, quarter or year of the figure before it.

    Statistics name their period once and go on (9月出口增长4%。进口下降5%。); a day is not handed on,
    for the figures of another day name it.
    """
    if (
        draft.time_rule in ("clause", "sentence", "survey")
        or last is None
        or last.time is None
        or draft.modality != "actual"
    ):
        return
    if _MARKET.search(draft.clause.line.norm, draft.clause.line.start, draft.clause.line.end):
        return  # prices are of their day
    period = len(last.time) in (4, 7) or ("/" in last.time and not last.time.startswith(".."))
    if period and draft.clause.line.index - last.clause.line.index <= _HANDED_ON:
        draft.time, draft.time_token = last.time, last.time_token
        draft.time_rule, draft.inferred = "period", True


def _since(token: Token, draft: Draft) -> bool:
    """Whether a time only begins the span in which the event is the first of its kind."""
    norm = draft.clause.line.norm
    start = token.end - 1 if norm[token.end - 1] == "来" else token.end
    if _SINCE_THEN.match(norm, token.end, draft.token.start):
        return True
    match = _SINCE.match(norm, start, draft.token.start)
    return match is not None


def _tells_since(draft: Draft, clauses: Sequence[Clause]) -> bool:
    """The same, with the span in the clause before (这是…就任以来,两国元首首次通话)."""
    at = draft.clause.index
    before = clauses[at - 1].tokens if at else []
    return any(usable(t) and _since(t, draft) for t in before)


def _vague(draft: Draft) -> bool:
    """Whether a word (日前, 此前, 一直) or the place in the sentence (…后) says that it was some other day."""
    line = draft.clause.line
    if any(t.letter == "U" and t.start < draft.token.start for t in draft.clause.tokens):
        return True
    return draft.type != "statement" and bool(_BACKGROUND.match(line.norm[draft.token.end : line.end]))


def _lately(draft: Draft) -> bool:
    """Whether the clause itself says that it was some undated day of late (近日刊登)."""
    return bool(_LATELY.search(draft.clause.line.norm, draft.clause.tokens[0].start, draft.token.start))


def _as_of(token: Token) -> bool:
    """Whether a time is the day a count was taken (截至5日): it dates figures, no happenings."""
    return token.time is not None and token.time.text.startswith("截")


def _clause_time(clause: Clause, trigger: Token, figure: bool) -> Token | None:
    norm = clause.line.norm
    times = [t for t in clause.tokens if usable(t) and norm[t.start - 1 : t.start] not in _COMPARED]
    times = [t for t in times if not in_name(norm, t)]
    if not figure:
        times = [t for t in times if not _as_of(t)]
    before = [t for t in times if t.start < trigger.start]
    if before:
        return before[-2] if len(before) > 1 and _names_edition(norm, before, trigger) else before[-1]
    after = [t for t in times if t.start >= trigger.end]
    return after[0] if after else None


def _unanchored(token: Token, draft: Draft, published: str | None) -> bool:
    """Whether 两个星期后 was counted from the publish day though nothing is planned: it is of a day told before."""
    time = token.time
    if time is None or published is None or not time.value or not _THEN.search(time.text):
        return False
    if time.value[:10] <= published or any(t.letter in "FQ" for t in draft.clause.tokens):
        return False
    return not _WILL.search(draft.clause.line.norm, draft.clause.line.start, draft.clause.line.end)


def _names_edition(norm: str, times: list[Token], trigger: Token) -> bool:
    """Whether the last of the times is but the year in the name of what is held (今天出席某会2014年年会)."""
    last, other = times[-1], times[-2]
    if last.time is None or other.time is None or not last.time.value or not other.time.value:
        return False
    near = trigger.start - last.end <= _EDITION and not _PAUSE.search(norm, last.end, trigger.start)
    return near and len(last.time.value) == len("2014") and len(other.time.value) >= len("2014-01-01")


def _sentence_time(draft: Draft, clauses: Sequence[Clause]) -> Token | None:
    at = draft.clause.index
    if draft.type == "statement" and draft.clause.line.norm[draft.clause.line.start] in _QUOTES:
        return None  # what was said stands before the speaker
    while at > 0:
        at -= 1
        spoken = clauses[at].line.letters[clauses[at].high - 1] == "R"
        if spoken and draft.type != "statement" and not _performs(clauses[at]):
            return None  # the day of the words is not the day of what they tell
        times = [t for t in clauses[at].tokens if usable(t) and (draft.type == "measurement" or not _as_of(t))]
        norm = clauses[at].line.norm
        times = [t for t in times if not _of_attribute(clauses[at], t) and not in_name(norm, t)]
        if times:
            return times[-1]
    return None


def _of_attribute(clause: Clause, time: Token) -> bool:
    """Whether a time belongs to an act that only qualifies a noun or another act: 上周会晤后发表的言论."""
    norm = clause.line.norm
    if _LATER.search(norm, time.end, clause.tokens[-1].end):
        return True
    if norm[clause.tokens[-1].end - 1] in "上中时间":
        return False  # 周三召集的国会上: that is where what follows happens
    verb = next((t for t in clause.tokens if t.start >= time.end and t.letter in "VH"), None)
    return verb is not None and bool(_QUALIFIES.match(norm, verb.end))


def _performs(clause: Clause) -> bool:
    """Whether saying it does it: what is 宣布 happens then."""
    token = clause.tokens[-1]
    return clause.line.norm[token.start : token.end] == "宣布"
