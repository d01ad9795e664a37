"""Where reports of one event differ: days, initiators, figures. Every value keeps its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ..edtf import EDTF
from ..records import Disagreement
from .figures import figures
from .reports import Report

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
        if report.time is not None and report.event.modality == "actual":
            told[str(report.time)].add(report.record.id)
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
    """What is counted → the figures given, where at least two differ in value."""
    told: dict[str, Told] = defaultdict(lambda: defaultdict(set))
    values: dict[str, set[float | None]] = defaultdict(set)
    for report in reports:
        for figure in figures(report.event.evidence):
            told[f"figure: {figure.counted}"][figure.words].add(report.record.id)
            values[f"figure: {figure.counted}"].add(figure.value)
    return {name: told[name] for name in sorted(told) if len(values[name]) > 1 and _across(told[name])}


def _across(told: Told) -> bool:
    """Whether the figures come from more than one article: a list inside one is no disagreement."""
    articles = {article for found in told.values() for article in found}
    return len(articles) > 1 and len({frozenset(found) for found in told.values()}) > 1
