"""Where reports of one event differ: days, initiators, figures. Every value keeps its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ..edtf import EDTF
from ..records import Disagreement
from .figures import figures_of
from .reports import Report, parse_time

Told = dict[str, set[str]]


def disagreements(reports: Sequence[Report], name: Callable[[str], str]) -> tuple[Disagreement, ...]:
    """The fields on which the reports differ: value → ids of the articles that give it.

    `name` gives an entity's name.
    """
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
        if report.event.modality == "actual":
            for text in (report.event.time, *(more.time for more in report.event.reports)):
                if (time := parse_time(text)) is not None:
                    told[str(time)].add(report.record.id)
    values = {text: EDTF.parse(text) for text in told}
    return {
        text: told[text]
        for text, value in values.items()
        if any(not value.overlaps(other) for other in values.values())
    }


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
    if len({report.record.id for report in reports}) < 2:
        return {}
    for report in reports:
        for figure in figures_of(report):
            told[f"figure: {figure.counted}"][figure.words].add(report.record.id)
            values[f"figure: {figure.counted}"][report.record.id].add(figure.value)
    return {name: told[name] for name in sorted(told) if _differ(values[name])}


def _differ(values: dict[str, set[float | None]]) -> bool:
    """Whether two articles give different sets of figures."""
    return len({frozenset(given) for given in values.values()}) > 1
