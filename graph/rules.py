"""By which rule two reports tell one event.

The pair has passed the gates of `compatible`. The rule of its type says whether enough corresponds.
Rules abstain rather than guess: two reports that nobody joins stay two events.
"""

from __future__ import annotations

import re
from typing import Final

from .compatible import OF_ONE, SIDES, Verdict, affected, excluded, one_place, time_relation
from .features import AT_PLACE, Features, Match, World, bigrams, similarity
from .names import fold, simplify

_POINTED: Final = frozenset({"accuse", "reject", "deny", "threaten", "demand"})
"""Stances that a speaker takes towards somebody."""

_ATTACKS: Final = frozenset({"accuse", "threaten"})
"""Stances of which one statement can be told as either: what is criticised will have its price."""

_CABINET: Final = re.compile("总辞|全体辞职|(?:内阁|政府)[^，。]{0,6}辞")
"""A government's resignation is that of the country's and that of its head."""

_EXACTLY: Final = 1.5
"""By how much surer two reports with the very same sides are than two of which one names more."""

_LITTLE: Final = 0.2
_ALIKE: Final = 0.3
_VERY_ALIKE: Final = 0.4
"""Of the pairs of characters of the shorter sentence, the share that lies in the other one. Between
reports of one event in different outlets the median is .33, between look-alikes .04."""

_QUOTED: Final = 0.6
"""The same of words that are quoted again on another day."""

_DAY: Final = ("same", "fresh")
"""Relations of time under which the words may decide."""

_LOOSE: Final = ("within", "unknown")
"""Relations of time that leave room for another event of the same kind."""

_TIMES: Final = {"same": 1.0, "fresh": 0.8, "within": 0.2, "unknown": 0.0, "adjacent": -0.5}
"""What the relation of the times adds to how sure a rule is."""

_NEVER_LESSER: Final = frozenset({"statement", "measurement", "release", "other_action", "gathering"})


def judge(a: Features, b: Features, world: World) -> Verdict | None:
    """The verdict that two reports tell one event, or None."""
    if excluded(a, b) is not None:
        return None
    if {a.report.event.modality, b.report.event.modality} == {"possible"} and similarity(a.words, b.words) < _LITTLE:
        return None  # what may come to pass between two has no day, and may come to pass in many ways
    verdict = _by_type(a, b, world, time_relation(a.report, b.report))
    if verdict is not None and a.ordinals and b.ordinals:  # numbered alike, or they would be excluded
        return Verdict(verdict.rule, verdict.score + 3.0, verdict.detail)
    return verdict


def _by_type(a: Features, b: Features, world: World, when: str) -> Verdict | None:
    kind = a.report.event.type
    if kind == "statement":
        return _statement(a, b, world, when)
    if kind == "measurement":
        return _measurement(a, b, world, when)
    if kind == "anniversary":
        return _anniversary(a, b)
    if a.family in SIDES:
        return _sides(a, b, world, when)
    verdict = _of_one(a, b, world, when) if kind in OF_ONE else _directed(a, b, world, when)
    if verdict is None and kind in AT_PLACE:
        verdict = _at_place(a, b, world, when)
    return verdict or _nobody(a, b, when)


def lesser(a: Features, b: Features, world: World) -> Verdict | None:
    """The verdict that a report which says less (one side, no target) may mean the event of another."""
    if a.report.event.type in _NEVER_LESSER or excluded(a, b):
        return None
    when = time_relation(a.report, b.report)
    enough = 0.2 if when in _DAY else _VERY_ALIKE
    match = world.match(a.doers | a.takers, b.doers | b.takers)
    if a.family == "ties" and match.any and not match.conflict and a.kind == b.kind:
        return Verdict("the only such event of the two", 0.5, _names(match, world))
    if when in ("within", "unknown") or not match.same or match.conflict or similarity(a.words, b.words) < enough:
        return None
    return Verdict("the only such event of the day", 1.0 if when in _DAY else 0.5, _names(match, world))


def _names(match: Match, world: World) -> str:
    pairs = [world.name(key) for key in sorted(match.same)]
    pairs += [f"{world.name(a)}~{world.name(b)}" for a, b in match.standing]
    return "、".join(pairs)


def _when(score: float, when: str) -> float:
    return score + _TIMES[when]


def _sides(a: Features, b: Features, world: World, when: str) -> Verdict | None:
    mine, yours = a.doers | a.takers, b.doers | b.takers
    match = world.match(mine, yours)
    alike = similarity(a.words, b.words)
    if len(match.same) >= 2 and (mine == yours or when not in _LOOSE or alike >= _LITTLE):
        exactly = _EXACTLY if mine == yours else 0.0
        return Verdict("same sides", _when(5 + exactly + alike / 2, when), _names(match, world))
    if match.conflict:
        return None
    if a.ordinals & b.ordinals and alike >= _ALIKE and when not in ("within", "unknown"):
        number, unit = min(a.ordinals & b.ordinals)
        return Verdict("same numbered occasion", _when(1, when), f"第{number}{unit}")
    if when == "adjacent":
        return None
    if match.same and match.standing and (when not in _LOOSE or alike >= _LITTLE):
        return Verdict("same sides, one named by its country", _when(4, when), _names(match, world))
    if len(match.standing) >= 2 and when == "same":
        return Verdict("same countries", _when(2, when), _names(match, world))
    if match.same and when in _DAY and alike >= _ALIKE:
        return Verdict("one side and the words", _when(2, when), _names(match, world))
    if when in _DAY and alike >= _VERY_ALIKE and min(len(mine), len(yours)) < 2:
        return Verdict("same day and words", _when(1 + alike, when), _names(match, world))
    return None


def _of_one(a: Features, b: Features, world: World, when: str) -> Verdict | None:
    match = world.match(affected(a), affected(b))
    people = [key for key in match.same if world.is_person(key)]
    if match.conflict:
        return None
    if not match.same:
        if match.standing and a.kind == b.kind and when in (*_DAY, "within") and _of_cabinet(a) and _of_cabinet(b):
            return Verdict("resignation of one government", _when(2, when), _names(match, world))
        return _kind_and_words(a, b, when)
    if when == "adjacent" and not (people and a.kind and a.kind == b.kind):
        return None
    dated = when in _DAY or (when == "within" and _same_kind(a, b))
    if not dated and a.report.event.type == "legal_action" and similarity(a.words, b.words) < _LITTLE:
        return None  # one person can be arrested, tried and sentenced in several cases
    if people or when in _DAY:
        return Verdict("same person or body", _when(4 + bool(people), when), _names(match, world))
    return None


def _of_cabinet(one: Features) -> bool:
    event = one.report.event
    return event.type == "position_change" and _CABINET.search(simplify(event.evidence)) is not None


def _kind_and_words(a: Features, b: Features, when: str) -> Verdict | None:
    """Where nobody corresponds and nobody differs, the kind of act, the day and the words decide."""
    alike = similarity(a.words, b.words)
    if when in _DAY and a.kind and a.kind == b.kind and alike >= _VERY_ALIKE:
        return Verdict("same kind and words", _when(1 + alike, when))
    return None


def _directed(a: Features, b: Features, world: World, when: str) -> Verdict | None:
    doers, takers = world.match(a.doers, b.doers), world.match(a.takers, b.takers)
    if doers.conflict or takers.conflict or when == "adjacent":
        return None
    alike = similarity(a.words, b.words)
    if doers.any and takers.any and (doers.same or takers.same) and (when != "unknown" or alike >= _LITTLE):
        names = f"{_names(doers, world)} → {_names(takers, world)}"
        return Verdict("same doer and target", _when(4, when), names)
    doers_agree = doers.any or not (a.doers and b.doers)
    if _same_kind(a, b) and doers_agree and (takers.same if when in _DAY else any(map(world.is_person, takers.same))):
        return Verdict("same target and kind of act", _when(3, when), _names(takers, world))
    if when not in _DAY:
        if doers.same and _same_kind(a, b) and alike >= _VERY_ALIKE:
            return Verdict("same doer, kind of act and words", _when(1 + alike, when), _names(doers, world))
        return None
    if not (doers.any or takers.any):
        return _kind_and_words(a, b, when)
    if a.names & b.names:
        return Verdict("same doer and name", _when(4, when), "、".join(sorted(a.names & b.names)))
    if _same_kind(a, b) and doers.same and not (a.takers and b.takers):
        return Verdict("same doer and kind of act", _when(2, when), _names(doers, world))
    if _same_kind(a, b) and doers.any and one_place(a, b):
        return Verdict("same doer, kind of act and place", _when(2, when), _names(doers, world))
    if alike >= (_ALIKE if _same_kind(a, b) else _VERY_ALIKE):
        return Verdict("same actor and words", _when(2 + alike, when), _names(doers if doers.any else takers, world))
    return None


def _nobody(a: Features, b: Features, when: str) -> Verdict | None:
    """Where a report names nobody, the day and the words decide."""
    alike = similarity(a.words, b.words)
    enough = _VERY_ALIKE if a.report.event.type in AT_PLACE else _ALIKE
    if when in _DAY and alike >= enough and not (a.doers | a.takers and b.doers | b.takers):
        return Verdict("same day and words", _when(1 + alike, when))
    return None


def _same_kind(a: Features, b: Features) -> bool:
    """Whether the finer kind is the same; of visits, which few words tell apart, that nothing does."""
    return a.report.event.type == "visit" or (a.kind is not None and a.kind == b.kind)


def _at_place(a: Features, b: Features, world: World, when: str) -> Verdict | None:
    generic = a.kind is None or b.kind is None
    if generic and a.report.event.type != "protest" and when not in _DAY:
        return None
    if when in _LOOSE and similarity(a.words, b.words) < _LITTLE:
        return None  # a country has more than one earthquake in a year
    if one_place(a, b):
        return Verdict("same place and kind", _when(3 if generic else 4, when), a.place)
    if when == "unknown":
        return None
    if a.names & b.names:
        return Verdict("same name and kind", _when(3, when), "、".join(sorted(a.names & b.names)))
    everybody = world.match(a.doers | a.takers, b.doers | b.takers)
    near = {key for key in everybody.same if not world.is_country(key)}
    alike = similarity(a.words, b.words)
    enough = _LITTLE if a.report.event.type == "protest" and when == "same" else _ALIKE
    if (near and not generic) or (everybody.same and alike >= enough):
        return Verdict("same actors and kind", _when(3, when), _names(everybody, world))
    if alike >= _VERY_ALIKE or (alike >= _ALIKE and when in _DAY):
        return Verdict("same kind and words", _when(2 + alike, when))
    return None


def _statement(a: Features, b: Features, world: World, when: str) -> Verdict | None:
    speakers = world.match(a.doers, b.doers)
    if not speakers.same or speakers.conflict or when == "within":
        return None
    alike = similarity(a.words, b.words)
    if alike >= (_VERY_ALIKE if when == "same" else _QUOTED):
        return Verdict("same speaker and words", _when(3 + alike, when), _names(speakers, world))
    stance, topics = a.report.event.stance, world.match(a.takers, b.takers)
    people = [key for key in topics.same if world.is_person(key)]
    if when == "unknown":
        return None
    other = b.report.event.stance
    if people and stance == other and stance in _POINTED:
        return Verdict("same speaker, stance and person spoken of", _when(2, when), _names(topics, world))
    if people and {stance, other} == _ATTACKS and when == "same" and alike >= _LITTLE:
        return Verdict("same speaker, attack and person spoken of", _when(2, when), _names(topics, world))
    return None


def _measurement(a: Features, b: Features, world: World, when: str) -> Verdict | None:
    left, right = a.report.event.quantity, b.report.event.quantity
    topics = world.match(a.takers, b.takers)
    if left is None or right is None or topics.conflict or when not in ("same", "within"):
        return None
    if (left.value, left.unit) != (right.value, right.unit) or left.indicator != right.indicator:
        return None
    if topics.any or similarity(a.words, b.words) >= 0.5:
        return Verdict("same figure", _when(4, when), f"{left.indicator or ''}{left.value}{left.unit or ''}")
    return None


def _anniversary(a: Features, b: Features) -> Verdict | None:
    left, right = a.report.event.of, b.report.event.of
    if left is None or right is None or not same_origin(left.name, right.name):
        return None
    if left.time and right.time and left.time[:4] != right.time[:4]:
        return None
    return Verdict("same origin", 4.0, left.name)


def same_origin(left: str, right: str) -> bool:
    """Whether two names of an occasion name one: the shorter lies in the longer, or nearly so."""
    a, b = fold(left), fold(right)
    return bool(a and b) and (a in b or b in a or similarity(bigrams(a), bigrams(b)) >= 0.75)
