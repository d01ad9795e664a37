"""One event per happening: reports of the same event in one article become one draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ... import edtf
from ...records import Argument
from .draft import Draft

_UNIQUE: Final = frozenset({"statement", "measurement"})
"""Types whose reports are never merged here (statements have passages, figures stand alone)."""


_HAPPENINGS: Final = frozenset({"accident", "attack", "disaster", "election", "epidemic", "protest"})
"""Types of which a day and a place seldom see two: the same words on the same day tell the same one."""
_ONE_SENDER: Final = frozenset({"message", "visit"})
"""Types of which each actor has one of his own."""
_SINGLED_OUT: Final = frozenset({"legal_action", "life_event", "position_change"})
"""Types that happen to each one apart, though the same body does them on the same day."""
_TURNS: Final = frozenset({"birth", "born", "burial"})
"""Turns of a life that no other word tells."""
_LEAVES: Final = frozenset({"leave", "remove", "resign", "withdraw"})
"""Triggers of position_change by which somebody loses a post."""
_OBJECT: Final = re.compile(
    "了?(?:[一二两三四五六七八九十几数多0-9]+(?:余|多)?(?:名|位|个|人)|[^,;。:的]{2,12}的(?![,;。]))"
)
"""An object behind the word, that nobody known is: 拘捕某媒体的记者."""
_NEAR_DAYS: Final = 3
_DYADIC: Final = frozenset({"meeting", "call"})
_BESIDE: Final = 8
"""Characters between the two words of one happening: 会晤于北京举行."""
_STANDS_IN: Final = frozenset({"occasion", "publish day"})
"""Rules of time that take the day reported on for want of a better one."""


def merge_reports(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with later reports of an event taken into the first fitting one."""
    kept: list[Draft] = []
    for draft in drafts:
        occasion = next((o for o in drafts if _is_ceremony(draft, o)), None) if draft.type == "gathering" else None
        if occasion is not None:
            _hold(occasion, draft)
            continue
        known = None if draft.type in _UNIQUE else _known(kept, draft)
        if known is None:
            kept.append(draft)
        else:
            absorb(known, draft)
    return kept


def _known(kept: Sequence[Draft], draft: Draft) -> Draft | None:
    """The last of the kept drafts that tells the same; who 参加会见 sat in on what was called a 会见, if one was."""
    same = [k for k in kept if same_event(k, draft)]
    if draft.rule.endswith("symmetric.attend"):
        same = [k for k in same if _same_words(k, draft)] or same
    return same[-1] if same else None


def _is_ceremony(draft: Draft, other: Draft) -> bool:
    """Whether a gathering is only the ceremony of an anniversary, or the holding of a meeting, told beside it."""
    if other.clause is not draft.clause or other is draft:
        return False
    if other.type == "anniversary":
        return True
    held = draft.trigger.id in ("held", "hold")
    named = other.type in _DYADIC or (other.type == "gathering" and other.trigger.id not in ("held", "hold"))
    return held and named and abs(other.token.start - draft.token.start) <= _BESIDE


def _hold(occasion: Draft, ceremony: Draft) -> None:
    """Who holds the ceremony of an anniversary keeps it."""
    if occasion.type == "gathering":
        if occasion.modality == "actual":
            occasion.modality = ceremony.modality  # 冬奥会即将开幕
        return
    if occasion.type != "anniversary":
        return
    for role, kept in (("host", "agent"), ("participant", "participant")):
        new = [n for n in ceremony.names.get(role, []) if n not in occasion.people]
        if new:
            occasion.names.setdefault(kept, []).extend(new)
        occasion.arguments.extend(
            Argument(role=kept, actor=a.actor, start=a.start, end=a.end) for a in ceremony.arguments if a.role == role
        )


def settle_titles(drafts: Sequence[Draft]) -> list[Draft]:
    """A title tells what the body tells: its drafts go into the body's of the same type, if any."""
    body = [d for d in drafts if not d.clause.line.title]
    kept = list(body)
    for draft in (d for d in drafts if d.clause.line.title):
        same = [b for b in body if b.type == draft.type]
        shared = [b for b in same if b.people & draft.people]
        if same:
            known = (shared or same)[0]
            known.reports.append(draft.report())
        else:
            kept.append(draft)
    return kept


def same_event(left: Draft, right: Draft) -> bool:
    """Same type and polarity, times that agree, and people in common (or none named)."""
    if left.type != right.type or left.modality != right.modality:
        return False
    if not times_agree(left, right) or _crossed(left, right):
        return False
    a, b = left.people, right.people
    if left.type in _SINGLED_OUT and (_apart(left, right) or _opposed(left, right)):
        return False
    if left.type in _ONE_SENDER and _agents(left) and _agents(right) and not _agents(left) & _agents(right):
        return False
    if left.type == "gathering" and right.time_rule == "occasion" and _same_words(left, right):
        return True  # who else attended
    if left.type in _HAPPENINGS and _same_words(left, right):
        dated = right.time_rule in ("clause", "sentence")
        if (dated and left.time == right.time) or (not dated and not (a and b)):
            return True
    if right.rule.endswith("symmetric.attend") and right.clause.line.index > left.clause.line.index:
        return True  # 某某参加会见: who sat in on the meeting told before
    if a and b:
        if a <= b or b <= a:
            return True
        # who meets two people on one day has met twice
        return left.type not in _DYADIC and bool(a & b) and bool(left.time) and left.time == right.time
    if left.type == "attack" and not _same_words(left, right):
        return abs(left.token.start - right.token.start) <= _BESIDE  # 恐怖袭击发生后，…攻入: a blow and its answer
    return left.token.word == right.token.word or left.clause.line.index == right.clause.line.index


def _opposed(left: Draft, right: Draft) -> bool:
    """Whether one enters and the other leaves an office, or it is another turn of life (died, was buried)."""
    ids = left.trigger.id, right.trigger.id
    if left.type == "life_event":
        return ids[0] != ids[1] and bool(_TURNS & set(ids))
    return left.type == "position_change" and (ids[0] in _LEAVES) != (ids[1] in _LEAVES)


def _apart(left: Draft, right: Draft) -> bool:
    """Whether it is done to other persons: both name whom, and nobody is in both; or one names somebody unknown."""
    a, b = ({*d.names.get("patient", ())} for d in (left, right))
    if a and not b:
        return (
            bool(_OBJECT.match(right.clause.line.norm, right.token.end)) and right.clause.line is not left.clause.line
        )
    persons = all(t.letter == "p" for d in (left, right) for t in d.found.get("patient", ()))
    return bool(a and b) and not a & b and persons


def _agents(draft: Draft) -> set[str]:
    return set(draft.names.get("agent", ()))


def _same_words(left: Draft, right: Draft) -> bool:
    """Whether one trigger is part of the other (罢工, 大罢工)."""
    norm = left.clause.line.norm
    a, b = (norm[d.token.start : d.token.end] for d in (left, right))
    return a in b or b in a


def _crossed(left: Draft, right: Draft) -> bool:
    """Whether others act, and whoever acts in one is acted on in the other: an answer in kind."""
    (a, b), (c, d) = (({*x.names.get("agent", ())}, {*x.names.get("patient", ())}) for x in (left, right))
    return not a & c and bool(a & d or b & c)


def times_agree(left: Draft, right: Draft) -> bool:
    """Whether two times can be the same: equal, one unknown or inferred, or one within the other."""
    if left.time is None or right.time is None or left.time == right.time:
        return True
    try:
        a, b = edtf.EDTF.parse(left.time), edtf.EDTF.parse(right.time)
    except edtf.EDTFError:
        return False
    if left.time_rule in _STANDS_IN or right.time_rule in _STANDS_IN:
        # the day reported on stands in for an unknown one: it may be off by the days of a trip
        return left.token.word == right.token.word or _days_apart(a, b) <= _NEAR_DAYS
    return a.contains(b) or b.contains(a)


def _days_apart(a: edtf.EDTF, b: edtf.EDTF) -> int:
    (y1, m1, d1), (y2, m2, d2) = a.begin, b.begin
    return abs((y2 - y1) * 372 + (m2 - m1) * 31 + d2 - d1)


def _tells_time(known: Draft, draft: Draft) -> bool:
    """Whether a further report says better when it was: it says so itself, or names the hour of the day known."""
    if draft.time is None or (draft.inferred and draft.time_rule != "sentence"):
        return False
    finer = known.time is not None and len(draft.time) > len(known.time) and draft.time.startswith(known.time)
    if finer and "/" not in draft.time:
        return True
    return not draft.inferred and (known.time is None or known.inferred)


def absorb(known: Draft, draft: Draft) -> None:
    """Takes a further report in: the better time, more people, the span."""
    known.reports.append(draft.report(None if draft.time in (None, known.time) else f"time {draft.time}"))
    if _tells_time(known, draft):
        known.time, known.time_token = draft.time, draft.time_token
        known.time_rule, known.inferred = "report", True
    # Whoever has a role already keeps it: a further report adds people and words, no second role.
    roles, actors = {(a.role, a.actor) for a in known.arguments}, {a.actor for a in known.arguments}
    known.arguments.extend(
        a for a in draft.arguments if a not in known.arguments and ((a.role, a.actor) in roles or a.actor not in actors)
    )
    for role, names in draft.names.items():
        new = [n for n in names if n not in known.people]
        if new:
            known.names.setdefault(role, []).extend(new)
    known.place = known.place or draft.place
    known.of = known.of or draft.of
    known.mode = known.mode or draft.mode
