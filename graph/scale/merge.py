"""Many records → a knowledge graph that lies on the disk: the same as `build_graph`, byte for byte.

Records, reports, sets, events and relations are written to a scratch folder and read again in the
order that the next step wants; DuckDB sorts and groups, and goes to the disk itself where memory
runs short. Held in memory are, besides DuckDB's share: an id and its place for each
article, report and event (docs/scale.md has what was measured), the names of entities, and one connected part
of the reports at a time.
"""

from __future__ import annotations

import heapq
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from ...records import ArticleInfo, ArticleRecord, Entity, MergedEvent, Reason, Relation, record_from_json
from ..collector import without_collector
from ..consolidate import consolidate, event_id, sort_reports
from ..entities import EntityIndex
from ..knowledge import KnowledgeGraph, Relations
from ..labels import Namer
from ..offices import find_offices
from ..origins import Origins, add_to, new_set, origin_ids
from ..overrides import NO_OVERRIDES, Overrides, notes_on
from ..relations import Joining, dyad, order, pairs_of
from ..reports import Report
from ..timeline import commemorating
from .actors import ActorRows, Resolved
from .sets import Found, find_sets
from .spill import MEMORY_MB, Scratch, Stored, as_it_is
from .told import Articles, Tellings

T = TypeVar("T")

SCRATCH: Final = ".jishi-merge-"
"""How the names of scratch folders begin."""

_RECORDS: Final = 256
"""Records that are held after they were read."""

_EVENT: Final = msgspec.json.Decoder(MergedEvent).decode
_RELATION: Final = msgspec.json.Decoder(Relation).decode
_ENTITY: Final = msgspec.json.Decoder(Entity).decode


def merge_on_disk(
    records: Iterable[ArticleRecord], folder: Path, overrides: Overrides | None = None, memory: int = MEMORY_MB
) -> KnowledgeGraph:
    """The knowledge graph of all records, its parts read from `folder` when they are asked for.

    Args:
        records: in any order; of two with one id the first is taken.
        folder: an empty folder with room for about thirty kilobytes an article. The graph needs it
            as long as it is used; the caller removes it.
        memory: megabytes that DuckDB may hold.
    """
    return _Merge(Scratch(folder, memory), overrides or NO_OVERRIDES).graph(records)


def merge_beside(
    records: Iterable[ArticleRecord], overrides: Overrides | None = None, place: Path | None = None
) -> StoredGraph:
    """The same in a scratch folder of its own, which goes with the graph: by `close`, or when it is forgotten.

    Args:
        place: the folder to make the scratch folder in, named `SCRATCH…`; by default that of the system.
    """
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=place))
    with ExitStack() as unfinished:
        unfinished.callback(shutil.rmtree, folder, ignore_errors=True)
        scratch = Scratch(folder)
        unfinished.callback(scratch.close)
        with without_collector():
            kg = _Merge(scratch, overrides or NO_OVERRIDES).graph(records)
        kg.closing = weakref.finalize(kg, unfinished.pop_all().close)
    return kg


def remove_scratch(place: Path) -> None:
    """Delete the scratch folders of merges that were killed. No merge may be going on in `place`."""
    for folder in sorted(place.glob(f"{SCRATCH}*")):
        shutil.rmtree(folder, ignore_errors=True)


class _Merge:
    def __init__(self, scratch: Scratch, overrides: Overrides) -> None:
        self._scratch, self._overrides = scratch, overrides

    def graph(self, records: Iterable[ArticleRecord]) -> StoredGraph:
        self._articles = _kept(self._scratch, records)
        rows = ActorRows(self._scratch, self._overrides)
        for record in self._articles.records:
            rows.add(record)
        self._found = rows.resolve()
        del rows
        self._index = EntityIndex(self._found.entities, Places(self._articles, self._found))
        self._record = lru_cache(maxsize=_RECORDS)(self._articles.records.__getitem__)
        events = self._events()
        relations = self._relations(events)
        self._scratch.close_tables()
        ids = sorted(self._found.ids)
        numbers = [self._found.number[key] for key in ids]
        return StoredGraph(
            self._articles,
            Keyed(ids, Stored(self._found.heap, numbers, _ENTITY)),
            events,
            relations,
            self._index,
            notes_on(self._overrides, self._articles.records, events),
        )

    # ------------------------------------------------------------ events

    def _events(self) -> Stored[MergedEvent]:
        told = Tellings(self._scratch, self._articles, self._found, self._index)
        sets = find_sets(self._scratch, told, self._overrides)
        origins = self._looked_for(told, sets)
        homes, homeless = origins.settle()
        recalled = self._recalled(told, sets, homes, homeless)
        namer, heap = Namer(self._found.entities), self._scratch.heap("events")
        rows = self._scratch.table("event", number="INTEGER", first="VARCHAR", last="VARCHAR", id="VARCHAR")
        for reports_of, reasons in self._all_sets(told, sets, homes, homeless):
            event = commemorating(consolidate(reports_of, reasons, namer), recalled)
            rows.add(heap.put(as_it_is(event)), event.begin or "~", event.end or "~", event.id)
        rows.flush()
        order_of = self._scratch.column("SELECT number FROM event ORDER BY first, last, id")
        return Stored(heap, order_of.tolist(), _EVENT)

    def _looked_for(self, told: Tellings, sets: Sequence[Found]) -> Origins:
        """What anniversaries recall, after it has seen all sets that may tell it."""
        origins = Origins(told.origins)
        years = origins.years
        for at, found in enumerate(sets) if years else ():
            dated = [number for number, undated in found.members if not undated]
            if any(year in years for number in dated for year in told.origin_years(number)):
                origins.look(at, [told.features(number).report for number in dated])
        return origins

    def _recalled(
        self,
        told: Tellings,
        sets: Sequence[Found],
        homes: Mapping[int, list[list[Report]]],
        homeless: Sequence[list[Report]],
    ) -> dict[str, str]:
        """Id of an anniversary's report → id of the event that it recalls."""
        recalled: dict[str, str] = {}
        for at, groups in homes.items():
            found = [told.features(number).report for number, _ in sets[at].members]
            found += [report for group in groups for report in group]
            recalled |= dict.fromkeys(origin_ids(found), event_id(sort_reports(found)[0].id))
        for group in homeless:
            recalled |= dict.fromkeys(origin_ids(group), event_id(sort_reports(group)[0].id))
        return recalled

    def _all_sets(
        self,
        told: Tellings,
        sets: Sequence[Found],
        homes: Mapping[int, list[list[Report]]],
        homeless: Iterable[list[Report]],
    ) -> Iterator[tuple[list[Report], list[Reason]]]:
        """Every set with the origins put to it, the reports with their records."""
        for at, found in enumerate(sets):
            whole = [told.whole(number, undated, self._record) for number, undated in found.members]
            groups = [[self._whole_origin(told, one) for one in group] for group in homes.get(at, ())]
            yield add_to((whole, found.reasons), groups)
        for group in homeless:
            yield new_set([self._whole_origin(told, one) for one in group])

    def _whole_origin(self, told: Tellings, origin: Report) -> Report:
        return replace(origin, record=self._record(told.origin_of[origin.id]))

    # ------------------------------------------------------------ relations

    def _relations(self, events: Sequence[MergedEvent]) -> Stored[Relation]:
        entities, heap = self._found.entities, self._scratch.heap("relations")
        rows = self._scratch.table("joining", low="VARCHAR", high="VARCHAR", place="INTEGER", data="BLOB")
        for at, event in enumerate(events):
            data = as_it_is(Joining.of(event))
            for low, high in pairs_of(event, entities):
                rows.add(low, high, at, data)
        rows.flush()
        decode = msgspec.json.Decoder(Joining).decode
        sorted_rows = self._scratch.rows("SELECT low, high, data FROM joining ORDER BY low, high, place")
        dyads = (
            dyad(low, high, [decode(row[2]) for row in of_pair])
            for (low, high), of_pair in groupby(sorted_rows, key=lambda row: row[:2])
        )
        offices = sorted(find_offices(self._articles.records, self._index), key=order)
        for relation in heapq.merge(dyads, offices, key=order):
            heap.put(as_it_is(relation))
        return Stored(heap, range(len(heap)), _RELATION)


def _kept(scratch: Scratch, records: Iterable[ArticleRecord]) -> Articles:
    """The records on disk, each id once, in order of the ids."""
    heap = scratch.heap("records")
    found: dict[str, tuple[int, str | None]] = {}
    for record in records:
        if record.id not in found:
            found[record.id] = heap.put(as_it_is(record)), record.published
    ids = sorted(found)
    numbers = [found[key][0] for key in ids]
    return Articles(ids, [found[key][1] for key in ids], Stored(heap, numbers, record_from_json))


class Places(Mapping[tuple[str, str], str]):
    """(article id, actor name) → entity id, as `EntityIndex.ids`; quick for one article after the other."""

    def __init__(self, articles: Articles, found: Resolved) -> None:
        self._articles, self._found = articles, found
        self._number = {key: at for at, key in enumerate(articles.ids)}
        self._of = lru_cache(maxsize=_RECORDS)(self._of_article)

    def _of_article(self, article: str) -> dict[str, str]:
        at = self._number[article]
        actors = self._articles.records[at].actors
        return {
            actor.name: self._found.ids[number]
            for actor, number in zip(actors, self._found.of_article(at), strict=True)
        }

    def __getitem__(self, place: tuple[str, str]) -> str:
        return self._of(place[0])[place[1]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for article in self._articles.ids:
            for name in self._of(article):
                yield article, name

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Keyed(Mapping[str, T]):
    """Ids in order → what lies on the disk for each."""

    def __init__(self, ids: Sequence[str], found: Sequence[T]) -> None:
        self._found = found
        self._at = {key: at for at, key in enumerate(ids)}

    def __getitem__(self, key: str) -> T:
        return self._found[self._at[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


class _Infos(Sequence[ArticleInfo]):
    def __init__(self, records: Sequence[ArticleRecord]) -> None:
        self._records = records

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, at: int) -> ArticleInfo:  # type: ignore[override]
        record = self._records[at]
        return ArticleInfo(**{name: getattr(record, name) for name in ArticleInfo.__struct_fields__})


class StoredGraph(KnowledgeGraph):
    """A graph whose parts are read from the disk whenever they are asked for."""

    def __init__(
        self,
        articles: Articles,
        entities: Mapping[str, Entity],
        events: Sequence[MergedEvent],
        relations: Sequence[Relation],
        index: EntityIndex,
        notes: Iterable[str],
    ) -> None:
        super().__init__(articles={}, entities={}, events=(), relations=(), index=index, notes=notes)
        self.articles = Keyed(articles.ids, _Infos(articles.records))
        self.entities = entities
        self.events = events
        self.relations = Relations(relations, self)
        self._stored = articles.records
        self.closing: Callable[[], object] = lambda: None

    def close(self) -> None:
        """Remove the scratch folder, where the graph was given one; it cannot be used any more."""
        self.closing()

    @property
    def records(self) -> Sequence[ArticleRecord]:
        """The article records, sorted by id."""
        return self._stored
