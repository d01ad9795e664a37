"""What one article tells, as it is compared: its events, told apart where it mixes two.

An article's event may hold further places that tell it (`Event.reports`). Where such a place names
another numbered occasion or other people than the first one does, it tells an event of its own; its
id is the event's with `.p2`, `.p3` … behind it. What an anniversary recalls is a telling, too, with
`.of` behind the id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Protocol

import msgspec

from ..records import Argument, ArticleRecord, Event, Origin, Report
from .names import fold, simplify

ORIGIN: Final = ".of"
"""Behind the id of an anniversary: the telling of what it recalls."""

PARTED: Final = ".p"
"""Between the id of an event and the number of a further place that tells another."""

_SIDES: Final = frozenset({"call", "meeting"})


class HasId(Protocol):
    """What has the id of a telling."""

    @property
    def id(self) -> str: ...


_OF_PAIRS: Final = frozenset({"diplomatic_relations", "agreement"})
"""Types of occasions whose name may tell both sides."""

_ELSE: Final = re.compile("此前|之前|先前|较早前|早前|随后|之后|其后|另外|前一天|次日")
_BEFORE: Final = 24
"""Characters before a trigger within which a word may say that this is another occasion."""

_NUMBER: Final = "[0-9一二三四五六七八九十百两]+"
_ORDINAL: Final = re.compile(f"第({_NUMBER})(轮|次|届|场|期|批|号|回|任)")
_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}

_TYPES: Final = (
    ("diplomatic_relations", "建交|复交|恢复联合国"),
    ("agreement", "公报|条约|协定|协议|宣言|签署|签订|缔结"),
    ("life_event", "诞辰|出生|逝世|去世|诞生"),
    ("attack", "大屠杀|屠杀|事变|袭击|恐袭|轰炸|惨案"),
    ("disaster", "地震|海啸|洪水|台风"),
    ("accident", "空难|爆炸|海难|矿难|核事故|泄漏|沉没"),
    ("launch", "成立|创立|创建|建立|建校|建党|建军|建国|建院|建台|开通|通车|发射|开业|开馆"),
    ("release", "发表|出版|发布|颁布|问世"),
    ("visit", "访华|访问|访美"),
    ("deescalation", "停战|停火|投降|胜利|解放|结束"),
    ("legislation", "通过|施行|实施|生效|回归"),
)


def tellings(record: ArticleRecord) -> Iterator[Event]:
    """The events of an article, mixed ones told apart, with what its anniversaries recall."""
    named: Mapping[int, frozenset[str]] | None = None
    for event in record.events:
        if event.reports:
            named = named if named is not None else _named(record)
            yield from _told_apart(record, event, named)
        else:
            yield event
        if event.of is not None and event.type == "anniversary":
            yield _origin(record, event)


def is_origin(report: HasId) -> bool:
    """Whether a report is an anniversary's telling of what it recalls."""
    return report.id.endswith(ORIGIN)


def _named(record: ArticleRecord) -> dict[int, frozenset[str]]:
    """Offset of each mention → names of the people it means."""
    people = {actor.id: actor.name for actor in record.actors if actor.type == "person"}
    found: dict[int, frozenset[str]] = {}
    for mention in record.mentions:
        names = frozenset(people[key] for key in mention.actors if key in people)
        if names:
            found[mention.start] = found.get(mention.start, frozenset()) | names
    return found


def _people(named: Mapping[int, frozenset[str]], start: int, end: int) -> frozenset[str]:
    return frozenset().union(*(names for at, names in named.items() if start <= at < end))


def _told_apart(record: ArticleRecord, event: Event, named: Mapping[int, frozenset[str]]) -> Iterator[Event]:
    takes_part = {name for names in event.participants.values() for name in names}
    first = _people(named, event.start, event.end) & takes_part
    kept: list[Report] = []
    parted: list[tuple[int, Report, frozenset[str]]] = []
    for at, more in enumerate(event.reports, 2):
        people = _people(named, more.start, more.end) & takes_part
        if _another(record, event, more, first, people):
            parted.append((at, more, people))
        else:
            kept.append(more)
            first |= people
    if not parted:
        yield event
        return
    gone = frozenset().union(*(people for *_, people in parted)) - first if first else frozenset()
    ids = {actor.id for actor in record.actors if actor.name in gone}
    yield msgspec.structs.replace(
        event,
        reports=tuple(kept),
        participants=_without(event.participants, gone),
        arguments=tuple(item for item in event.arguments if item.actor not in ids),
    )
    for at, more, _ in parted:
        yield _parted(record, event, at, more)


def _another(record: ArticleRecord, event: Event, more: Report, first: frozenset[str], people: frozenset[str]) -> bool:
    """Whether a further place tells another event: another number, or other people."""
    here, there = ordinals(event.evidence), ordinals(record.text[more.start : more.end])
    if other_numbers(here, there):
        return True
    before = simplify(record.text[more.start : more.trigger_start])
    if there - here and _ELSE.search(before[-_BEFORE:]):
        return True
    if event.type not in _SIDES or not first or len(people) < 2:
        return False
    if first - people and people - first:
        return True
    return people != first and _ELSE.search(before) is not None


def told_apart(left: str, right: str) -> bool:
    """Whether two tellings come from one event of an article and were told apart."""
    mine, yours = left.partition(PARTED), right.partition(PARTED)
    return bool(mine[1] or yours[1]) and mine[0] == yours[0]


def _without(participants: Mapping[str, tuple[str, ...]], gone: frozenset[str]) -> dict[str, tuple[str, ...]]:
    kept = {role: tuple(name for name in names if name not in gone) for role, names in participants.items()}
    return {role: names for role, names in kept.items() if names}


def _parted(record: ArticleRecord, event: Event, at: int, more: Report) -> Event:
    """A further place as an event of its own, with those of the participants that it names."""
    names = {actor.id: actor.name for actor in record.actors}
    here = [
        Argument(role=role, actor=key, start=mention.start, end=mention.end)
        for mention in record.mentions
        if more.start <= mention.start < more.end
        for key in mention.actors
        for role, takes_part in event.participants.items()
        if names.get(key) in takes_part
    ]
    told = {names[item.actor] for item in here}
    before = simplify(record.text[more.start : more.trigger_start])
    # 在此之前: the day of what is told first is not the day of this.
    time = None if more.time == event.time and _ELSE.search(before) else more.time
    everybody = {name for found in event.participants.values() for name in found}
    return msgspec.structs.replace(
        event,
        id=f"{event.id}{PARTED}{at}",
        evidence=record.text[more.start : more.end],
        start=more.start,
        end=more.end,
        trigger=record.text[more.trigger_start : more.trigger_end],
        trigger_start=more.trigger_start,
        trigger_end=more.trigger_end,
        time=time,
        time_start=more.time_start if time else None,
        time_end=more.time_end if time else None,
        time_inferred=True,
        participants=_without(event.participants, frozenset(everybody - told)) if told else event.participants,
        arguments=tuple(here) or event.arguments,
        place=None,
        place_start=None,
        place_end=None,
        claim=None,
        quantity=None,
        reports=(),
        asserts=(),
    )


def _origin(record: ArticleRecord, event: Event) -> Event:
    """The telling of the event that an anniversary recalls."""
    of = event.of
    assert of is not None
    span = (of.start, of.end) if of.start is not None and of.end is not None else None
    start, end = span or (event.trigger_start, event.trigger_end)
    kind = _type_of(of.name, record.text[end : end + 12])
    pair = pair_named(record, of) if kind in _OF_PAIRS else ()
    return Event(
        id=event.id + ORIGIN,
        type=kind,
        trigger=record.text[start:end] or event.trigger,
        trigger_start=start,
        trigger_end=end,
        evidence=event.evidence,
        start=event.start,
        end=event.end,
        rule="origin of an anniversary",
        time=of.time,
        time_rule="anniversary",
        time_inferred=True,
        participants={"participant": pair} if pair else {},
        of=of,
    )


def pair_named(record: ArticleRecord, of: Origin) -> tuple[str, ...]:
    """The two that the name of an occasion means: 中国 and 美国 of 两国建交; nobody where it names none or one."""
    if of.start is None or of.end is None:
        return ()
    names = {actor.id: actor.name for actor in record.actors}
    found = {
        names[key]
        for mention in record.mentions
        if of.start <= mention.start < of.end
        for key in mention.actors
        if key in names
    }
    return tuple(sorted(found)) if len(found) == 2 else ()


def _type_of(name: str, behind: str) -> str:
    for text in (fold(name), re.split("[，。；,;]|周年", fold(behind))[0]):
        for kind, words in _TYPES:
            if re.search(words, text):
                return kind
    return "other_action"


def ordinals(text: str) -> frozenset[tuple[str, str]]:
    """The numbered occasions that a text names: ("6", "轮") of 第六轮会谈."""
    return frozenset((_arabic(number), unit) for number, unit in _ORDINAL.findall(fold(text)))


def other_numbers(left: frozenset[tuple[str, str]], right: frozenset[tuple[str, str]]) -> bool:
    """Whether two texts number occasions of one kind, and none alike: 第六轮 is not 第八轮."""
    units = {unit for _, unit in left} & {unit for _, unit in right}
    return any(not {n for n, u in left if u == unit} & {n for n, u in right if u == unit} for unit in units)


def _arabic(number: str) -> str:
    """A number up to 99 in Chinese or Arabic digits, as Arabic digits; others as they are."""
    if number.isdigit():
        return str(int(number))
    tens, mark, ones = number.partition("十")
    if not mark:
        return str(_DIGITS[number]) if number in _DIGITS else number
    if len(tens) > 1 or len(ones) > 1:
        return number
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))
