"""Where reports of one event differ: days, initiators, figures. Every value keeps its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ..edtf import EDTF
from ..records import Disagreement
from .figures import figures_of
from .reports import Report, day_number, parse_time

Told = dict[str, set[str]]

_NEAR: Final = 2
"""Days by which a second time in one article may differ and still be meant for the same happening."""


def disagreements(reports: Sequence[Report], name: Callable[[str], str]) -> tuple[Disagreement, ...]:
    """The fields on which the reports differ: value → ids of the articles that give it.

    `name` gives an entity's name.
    """
    if len({report.record.id for report in reports}) < 2:
        return ()
    found = {"time": _times(reports), "initiator": _initiators(reports, name), **_figures(reports)}
    return tuple(
        Disagreement(field=name, values={value: tuple(sorted(told[value])) for value in sorted(told)})
        for name, told in found.items()
        if len(told) > 1
    )


def _times(reports: Sequence[Report]) -> Told:
    """Times that exclude another one of the same event; a coarser one is no disagreement."""
    told: Told = defaultdict(set)
    for report in reports:
        for text in _told_times(report):
            told[text].add(report.record.id)
    values = {text: EDTF.parse(text) for text in told}
    return {
        text: told[text]
        for text, value in values.items()
        if any(not value.overlaps(other) for other in values.values())
    }


def _told_times(report: Report) -> Iterator[str]:
    """The times an article gives of what happened: no guess from the publish date, nothing far off."""
    event, time = report.event, report.time
    if event.modality != "actual" or time is None or report.begin is None:
        return
    if event.time_rule != "publish day":
        yield time.text.removesuffix("/..")
    if event.type == "statement":
        return
    for more in event.reports:
        other = parse_time(more.time)
        exact = other is not None and other.precision in ("day", "time")
        if other is not None and exact and abs(day_number(other.begin) - report.begin) <= _NEAR:
            yield other.text


def _initiators(reports: Sequence[Report], name: Callable[[str], str]) -> Told:
    told: Told = defaultdict(set)
    for report in reports:
        keys = report.roles.get("initiator")
        if keys:
            told["、".join(sorted(map(name, keys)))].add(report.record.id)
    return told


def _figures(reports: Sequence[Report]) -> dict[str, Told]:
    """What is counted → the figures given, where articles differ in the value."""
    told: dict[str, Told] = defaultdict(lambda: defaultdict(set))
    values: dict[str, dict[str, set[float | None]]] = defaultdict(lambda: defaultdict(set))
    for report in reports:
        for figure in figures_of(report):
            told[f"figure: {figure.counted}"][figure.words].add(report.record.id)
            values[f"figure: {figure.counted}"][report.record.id].add(figure.value)
    return {name: told[name] for name in sorted(told) if _differ(values[name])}


def _differ(values: dict[str, set[float | None]]) -> bool:
    """Whether of two articles each has a value that the other lacks: a further figure alone contradicts nobody."""
    given = list({frozenset(each) for each in values.values()})
    return any(one - other and other - one for i, one in enumerate(given) for other in given[i + 1 :])
