"""What an anniversary recalls: an event of its own, merged with the reports of that very event.

"今年是上海公报发表50周年" tells, beside the anniversary, that something happened in 1972. That telling
becomes a report of its own (its id is the anniversary's with `#of` behind it). It joins the set of
reports that name the occasion at that time; else all anniversaries of one occasion share one event.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ..records import Event, Reason
from .compatible import same_origin
from .names import fold
from .reports import Report, day_number, parse_time

Set = tuple[list[Report], list[Reason]]

SUFFIX: Final = "#of"

_TYPES: Final = (
    ("diplomatic_relations", "建交|复交|恢复联合国"),
    ("agreement", "公报|条约|协定|协议|宣言|签署|签订|缔结"),
    ("life_event", "诞辰|出生|逝世|去世|诞生"),
    ("attack", "大屠杀|屠杀|事变|袭击|恐袭|轰炸|空难事件|惨案"),
    ("disaster", "地震|海啸|洪水|台风"),
    ("accident", "空难|爆炸|海难|矿难|核事故|泄漏|沉没"),
    ("launch", "成立|创立|创建|建立|建校|建党|建军|建国|建院|建台|开通|通车|发射|开业|诞生|开馆"),
    ("release", "发表|出版|发布|颁布|问世"),
    ("visit", "访华|访问|访美"),
    ("deescalation", "停战|停火|投降|胜利|解放|结束"),
    ("legislation", "通过|施行|实施|生效|回归"),
)
_NOT_AN_ORIGIN: Final = frozenset({"anniversary", "statement", "measurement", "message"})
_WIDEST: Final = 800
"""Days that the time of a report may span and still be taken for the origin's."""


def origin_report(report: Report) -> Report | None:
    """The telling of the commemorated event inside the report of an anniversary."""
    of, event = report.event.of, report.event
    if of is None or event.type != "anniversary":
        return None
    time = parse_time(of.time)
    span = (of.start, of.end) if of.start is not None and of.end is not None else None
    start, end = span or (event.trigger_start, event.trigger_end)
    told = Event(
        id=event.id + SUFFIX,
        type=_type_of(of.name, report.record.text[end : end + 12]),
        trigger=report.record.text[start:end] or event.trigger,
        trigger_start=start,
        trigger_end=end,
        evidence=event.evidence,
        start=event.start,
        end=event.end,
        rule="origin of an anniversary",
        time=str(time) if time else None,
        time_rule="anniversary",
        time_inferred=True,
        of=of,
    )
    return Report(
        id=told.id,
        record=report.record,
        event=told,
        roles={},
        time=time,
        begin=None if time is None else day_number(time.begin),
        end=None if time is None else day_number(time.end),
        fine=time is not None and time.precision in ("day", "time"),
        told=report.told,
    )


def _type_of(name: str, behind: str) -> str:
    for text in (fold(name), re.split("[，。；,;]|周年", fold(behind))[0]):
        for kind, words in _TYPES:
            if re.search(words, text):
                return kind
    return "other_action"


def add_origins(sets: Sequence[Set]) -> list[Set]:
    """The sets with every origin of an anniversary put to its own event, and new sets for the rest."""
    homes = _by_year(sets)
    grown = [(list(found), list(reasons)) for found, reasons in sets]
    groups = _groups(told for found, _ in sets for report in found if (told := origin_report(report)) is not None)
    for group in groups:
        at = _home(group, sets, homes)
        if at is None:
            grown.append((group, [_reason(group[0], other) for other in group[1:]]))
        else:
            grown[at][1].extend(_reason(sets[at][0][0], other) for other in group)
            grown[at][0].extend(group)
    return grown


def _reason(left: Report, right: Report) -> Reason:
    of = right.event.of
    return Reason(rule="origin of an anniversary", left=left.id, right=right.id, detail=of.name if of else "")


def _groups(told: Iterable[Report]) -> list[list[Report]]:
    """Origins of one name and year together; a name without a year goes to the only year there is."""
    found: list[list[Report]] = []
    for report in sorted(told, key=lambda r: (r.begin is None, -len(fold(_name(r))), r.id)):
        fitting = [group for group in found if _one_origin(group, report)]
        if len(fitting) == 1 or (fitting and report.begin is not None):
            fitting[0].append(report)
        else:
            found.append([report])
    return found


def _name(report: Report) -> str:
    return report.event.of.name if report.event.of else ""


def _one_origin(group: Sequence[Report], report: Report) -> bool:
    first = group[0]
    if not same_origin(_name(first), _name(report)):
        return False
    return first.begin is None or report.begin is None or _overlap(first, report)


def _overlap(left: Report, right: Report) -> bool:
    if left.begin is None or left.end is None or right.begin is None or right.end is None:
        return False
    return left.begin <= right.end and right.begin <= left.end


def _by_year(sets: Sequence[Set]) -> Mapping[int, list[int]]:
    """Year → places in `sets` of what happened then and may be an origin."""
    found: dict[int, set[int]] = defaultdict(set)
    for at, (reports, _) in enumerate(sets):
        for report in reports:
            if report.event.type not in _NOT_AN_ORIGIN and report.time is not None and _narrow(report):
                found[report.time.begin.year].add(at)
                found[report.time.end.year].add(at)
    return {year: sorted(places) for year, places in found.items()}


def _narrow(report: Report) -> bool:
    return report.begin is not None and report.end is not None and report.end - report.begin <= _WIDEST


def _home(group: Sequence[Report], sets: Sequence[Set], homes: Mapping[int, list[int]]) -> int | None:
    """The place in `sets` of the event that the origins of `group` recall; None where none or several fit."""
    timed = next((report for report in group if report.time is not None), None)
    if timed is None or timed.time is None:
        return None
    years = sorted({timed.time.begin.year, timed.time.end.year})
    names = sorted({fold(_name(report)) for report in group}, key=lambda name: (-len(name), name))
    fitting = [
        (strength, at)
        for at in sorted({at for year in years for at in homes.get(year, ())})
        if (strength := _fits(sets[at][0], timed, names, group[0].event.type))
    ]
    best = [at for strength, at in fitting if strength == max(s for s, _ in fitting)]
    return best[0] if len(best) == 1 else None


def _fits(reports: Sequence[Report], timed: Report, names: Sequence[str], kind: str) -> int:
    """How well a set tells the event of these names: 0 not at all."""
    telling = [r for r in reports if r.event.type not in _NOT_AN_ORIGIN and _overlap(r, timed) and _narrow(r)]
    if not telling or not any(name in fold(r.event.evidence) for name in names if len(name) > 1 for r in telling):
        return 0
    return 2 if any(r.event.type == kind for r in telling) else 1


def origin_ids(found: Sequence[Report]) -> Iterator[str]:
    """The ids of the anniversaries whose origin is among `found`."""
    for report in found:
        if report.id.endswith(SUFFIX):
            yield report.id.removesuffix(SUFFIX)
