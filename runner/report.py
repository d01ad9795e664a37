"""`report.json`: what was read, what was skipped and why, counts and versions. No clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from ..digests import file_digest
from ..records import FORMAT_VERSION, Record, Skipped
from .progress import UNDATED
from .shards import Unit


class InputReport(Record, frozen=True, kw_only=True):
    """One input: how many articles it gave and how many of its parts were skipped."""

    source: str
    articles: int
    skipped: int


class Differing(Record, frozen=True, kw_only=True):
    """An event of whose `field` its articles give different values: value → sources of the articles."""

    event: str
    title: str
    field: str
    values: dict[str, tuple[str, ...]]


class Report(Record, frozen=True, kw_only=True):
    """The state of an output folder after a run.

    Attributes:
        jishi: the version that wrote it. `format`: of the records. `made_by`: fingerprint of
            extractor and lexicon. `fingerprint`: hash of all inputs' names and contents.
        counts: inputs, articles, skipped, undated (articles without a publish date), left_out
            (hidden files, README), and what the graph holds.
        skipped: each thing that was not read, and each row of a user's lexicon that was not used, with
            the reason, sorted.
        incomplete: each article that was read but lacks its publish date, with what that means, sorted.
        inputs: each input read, sorted by name.
        outputs: names of the files written beside this one.
        notes: what the user should know of the graph, such as overrides that match nothing.
        digests: name → `file_digest` of each file of `outputs`.
        base: base of the IRIs where the user has set one, else ''.
        disagreements: what articles tell differently of one event, in order of time.
    """

    jishi: str
    format: int
    made_by: str
    fingerprint: str
    graph: str
    counts: dict[str, int]
    skipped: tuple[Skipped, ...]
    inputs: tuple[InputReport, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...] = ()
    disagreements: tuple[Differing, ...] = ()
    incomplete: tuple[Skipped, ...] = ()
    digests: Mapping[str, str] = msgspec.field(default_factory=dict)
    base: str = ""


def make_report(
    units: Iterable[Unit],
    skipped: Iterable[Skipped],
    left_out: int,
    *,
    faults: Iterable[Skipped] = (),
    versions: Mapping[str, str],
    counts: Mapping[str, int],
    outputs: Iterable[str],
    notes: Iterable[str] = (),
    disagreements: Iterable[Differing] = (),
    digests: Mapping[str, str] | None = None,
    base: str = "",
) -> Report:
    """Put a report together.

    Args:
        units, skipped, left_out: what was read, what could not even be opened, how many files were no inputs.
        faults: rows of the user's lexicons that were not used; they are skipped, and no inputs.
        versions: jishi, made_by, fingerprint, graph.
        counts, outputs, notes, disagreements, digests, base: see `Report`.
    """
    inputs: dict[str, list[int]] = {}
    missed = list(skipped)
    undated: list[str] = []
    for unit in units:
        entry = inputs.setdefault(unit.name, [0, 0])
        entry[0] += unit.articles
        entry[1] += len(unit.skipped)
        missed += unit.skipped
        undated += unit.undated
    for item in missed:
        if item.source in inputs or "#" in item.source:
            continue
        inputs.setdefault(item.source, [0, 1])
    missed += faults
    listed = tuple(InputReport(source=name, articles=a, skipped=s) for name, (a, s) in sorted(inputs.items()))
    totals = {"inputs": len(listed), "articles": sum(i.articles for i in listed), "skipped": len(missed)}
    totals["undated"] = len(undated)
    return Report(
        **versions,
        format=FORMAT_VERSION,
        counts={**totals, "left_out": left_out, **counts},
        skipped=tuple(sorted(missed, key=lambda item: (item.source, item.reason, item.hint))),
        inputs=listed,
        outputs=tuple(sorted(outputs)),
        notes=tuple(notes),
        disagreements=tuple(disagreements),
        digests=dict(digests or {}),
        incomplete=tuple(Skipped(source=source, reason=UNDATED) for source in sorted(undated)),
        base=base,
    )


def is_file_of(report: Report, path: Path) -> bool:
    """Whether a file is the output of that name that the run of `report` wrote."""
    return path.is_file() and file_digest(path) == report.digests.get(path.name)


def report_json(report: Report) -> bytes:
    """The report as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
