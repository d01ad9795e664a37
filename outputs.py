"""What a build writes from its records: the merged graph as files and store, and what the report says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .digests import file_digest
from .folder import STORE, export, load, set_base
from .runner.progress import Watcher
from .runner.report import Differing, Report, is_file_of

if TYPE_CHECKING:
    from .graph.knowledge import KnowledgeGraph

OUTPUTS: Final = ("timeline.csv", "actors.csv", "relations.csv", "evidence.csv", "graph.trig", "view.html")
"""What a build writes beside the records and the report."""


@dataclass(frozen=True)
class Made:
    """What the report says of the graph."""

    counts: dict[str, int]
    notes: tuple[str, ...]
    disagreements: tuple[Differing, ...]
    digests: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> Made:
        """What an earlier report says of the graph that still holds."""
        counts: dict[str, int] = {}
        for name in ("actors", "events", "relations"):
            if name in report.counts:
                counts[name] = report.counts[name]
        return cls(counts, report.notes, report.disagreements, report.digests)


def still_there(report: Report, out: Path, watcher: Watcher) -> bool:
    """Whether all outputs are what the run of `report` wrote."""
    for name in OUTPUTS:
        if not is_file_of(report, out / name):
            watcher.note(f"{name} is not what was written, it is made again")
            return False
    return True


def make_graph(out: Path, fingerprint: str, merge: str, base: str, watcher: Watcher) -> Made:
    """Merge the records of `out`, write all files and the store; what the report says of it."""
    from .graph.collector import without_collector
    from .graph.scale.merge import remove_scratch
    from .graph.store import Store

    remove_scratch(out)
    watcher.stage("merging")
    with without_collector(), closing(load(out, merge=merge, scratch=out)) as kg:
        set_base(kg, base)
        for text in kg.notes:
            watcher.note(text)
        watcher.stage("writing")
        for name in OUTPUTS:
            export(kg, out / name)
        Store.write(out / STORE, kg, fingerprint=fingerprint)
        counts = {"actors": len(kg.entities), "events": len(kg.events), "relations": len(kg.relations)}
        digests = {name: file_digest(out / name) for name in OUTPUTS}
        return Made(counts, kg.notes, tuple(_disagreements(kg)), digests)


def _disagreements(kg: KnowledgeGraph) -> Iterator[Differing]:
    for event in kg.events:
        for item in event.disagreements:
            values = {
                value: tuple(sorted(kg.articles[key].source for key in keys)) for value, keys in item.values.items()
            }
            yield Differing(event=event.id, title=event.label, field=item.field, values=values)
