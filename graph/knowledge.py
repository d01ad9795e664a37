"""The knowledge graph of many articles: what users and exports hold in their hands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from html import escape
from typing import TYPE_CHECKING, Final, overload

from ..edtf import EDTF, FIRST_DAY, Day, EDTFError
from ..errors import QueryError
from ..ontology import ontology
from ..records import ArticleInfo, ArticleRecord, Entity, MergedEvent, Relation
from .names import fold, parts
from .terms import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyvis.network import Network  # type: ignore[import-untyped]

    from .entities import EntityIndex
    from .store import Rows

Records = Iterable[ArticleRecord] | Callable[[], Iterable[ArticleRecord]]

_SHOWN: Final = 20
"""Events that a notebook shows."""


class Relations(Sequence[Relation]):
    """All relations, in order; called with two actors, those between them."""

    def __init__(self, found: Sequence[Relation], kg: KnowledgeGraph) -> None:
        self._found, self._kg = found, kg

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Relation: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Relation]: ...
    def __getitem__(self, at: int | slice) -> Relation | Sequence[Relation]:
        return self._found[at]

    def __iter__(self) -> Iterator[Relation]:
        return iter(self._found)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __call__(self, left: str | Entity, right: str | Entity) -> tuple[Relation, ...]:
        """The relations between two actors (names, ids or entities), in either direction."""
        pair = {self._kg.find_actor(left).id, self._kg.find_actor(right).id}
        return tuple(relation for relation in self if {relation.left, relation.right} == pair)


class KnowledgeGraph:
    """Actors, events and relations of many articles, each with its evidence.

    Attributes:
        articles: article id → what is known of it.
        entities: entity id → actor.
        events: merged events in order of time; those without a time come last.
        relations: all relations; `kg.relations(a, b)` gives those between two actors.
        index: which entity each article's actor is, where the builder kept it.
        notes: what the user should know, such as overrides that match nothing.
        base: base of the IRIs of its RDF.
    """

    def __init__(
        self,
        *,
        articles: Mapping[str, ArticleInfo],
        entities: Mapping[str, Entity],
        events: Iterable[MergedEvent],
        relations: Iterable[Relation],
        records: Records = (),
        index: EntityIndex | None = None,
        notes: Iterable[str] = (),
    ) -> None:
        self.articles: Mapping[str, ArticleInfo] = dict(articles)
        self.entities: Mapping[str, Entity] = dict(entities)
        self.events: Sequence[MergedEvent] = tuple(events)
        self.relations = Relations(tuple(relations), self)
        self._records = records
        self.index = index
        self.notes: tuple[str, ...] = tuple(notes)
        self.base = DEFAULT_BASE
        self._by_id: dict[str, MergedEvent] | None = None
        self._by_actor: dict[str, list[MergedEvent]] | None = None
        self._names: dict[str, set[str]] | None = None
        self._shorts: dict[str, set[str]] = {}

    def close(self) -> None:
        """Give back what the graph holds on the disk: nothing, but for one that was merged there."""

    @property
    def records(self) -> Sequence[ArticleRecord]:
        """The article records that the graph was made from, sorted by id; read when first asked for."""
        if not isinstance(self._records, tuple):
            found = self._records() if callable(self._records) else self._records
            self._records = tuple(sorted(found, key=lambda record: record.id))
        return self._records

    def event(self, key: str) -> MergedEvent:
        """The event of an id. Raises `QueryError` where there is none."""
        if self._by_id is None:
            self._by_id = {event.id: event for event in self.events}
        if key not in self._by_id:
            raise QueryError("no such event", where=key, mend="Ids stand in timeline.csv.")
        return self._by_id[key]

    def find_actor(self, name: str | Entity) -> Entity:
        """The actor of an id, a name, an alias, or the last part of a foreign name.

        Raises `QueryError` when nobody, or more than one, bears the name.
        """
        if isinstance(name, Entity):
            return name
        if name in self.entities:
            return self.entities[name]
        found = sorted(self._index().get(fold(name)) or self._shorts.get(fold(name), set()))
        exact = [key for key in found if fold(self.entities[key].name) == fold(name)]
        if len(exact or found) == 1:
            return self.entities[(exact or found)[0]]
        if found:
            listed = ", ".join(f"{key} {self.entities[key].name}" for key in (exact or found)[:9])
            raise QueryError(f"{len(exact or found)} actors bear this name", where=name, mend=f"Use an id: {listed}.")
        near = get_close_matches(fold(name), self._index(), n=3, cutoff=0.5)
        hint = f"Near: {', '.join(near)}." if near else "actors.csv lists all names."
        raise QueryError("no actor of this name", where=name, mend=hint)

    def _index(self) -> dict[str, set[str]]:
        if self._names is None:
            self._names = {}
            for entity in self.entities.values():
                for name in (entity.name, *entity.aliases):
                    self._names.setdefault(fold(name), set()).add(entity.id)
            for key, short in sorted((key, parts(entity.name)) for key, entity in self.entities.items()):
                if len(short) > 1 and short[-1] not in self._names:
                    self._shorts.setdefault(short[-1], set()).add(key)
        return self._names

    def _events_of(self, key: str) -> list[MergedEvent]:
        if self._by_actor is None:
            self._by_actor = {}
            for event in self.events:
                for entity in sorted({participant.entity for participant in event.participants}):
                    self._by_actor.setdefault(entity, []).append(event)
        return self._by_actor.get(key, [])

    def timeline(
        self,
        actor: str | Entity | None = None,
        type: str | Sequence[str] | None = None,
        start: str | None = None,
        end: str | None = None,
    ) -> tuple[MergedEvent, ...]:
        """Events in order of time.

        Args:
            actor: name, id or entity that must take part.
            type: one or more event types.
            start, end: EDTF texts; events that can touch no day from `start` to `end` are left out,
                and with either given also events without a time. What is open to the past (a count
                up to a day) counts on its last day.

        Raises:
            QueryError: no actor of the name, no such type, no EDTF, or an end before the start.
        """
        found: Sequence[MergedEvent] = self.events if actor is None else self._events_of(self.find_actor(actor).id)
        types = {type} if isinstance(type, str) else set(type or ())
        _check_types(types)
        first, last = _edge(start, "start"), _edge(end, "end")
        if first is not None and last is not None and last.end < first.begin:
            raise QueryError(f"{end} is before {start}", where="end", mend="Give the earlier date first.")
        return tuple(
            event
            for event in found
            if (not types or event.type in types)
            and (first is None or (event.end is not None and EDTF.parse(event.end).end >= first.begin))
            and (last is None or (event.begin is not None and _begin(event.begin, event.end) <= last.end))
        )

    def to_networkx(self, *, articles: bool = True) -> nx.MultiDiGraph[str]:
        """The graph as a networkx MultiDiGraph: see `docs/graph.md` for nodes and attributes."""
        from .network import to_networkx

        return to_networkx(self, articles=articles)

    def to_pyvis(self, actor: str | Entity | None = None, height: str = "700px") -> Network:
        """The network of actors (of one actor and its neighbours) as a pyvis Network."""
        from .network import to_pyvis

        return to_pyvis(self, actor, height=height)

    def rdf(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset: one named graph an article, merged events in the default graph."""
        from . import rdf

        return rdf.dataset(self)

    def query(self, query: str, **params: object) -> Rows:
        """The rows of a SPARQL query, or of a ready query by its name with its parameters."""
        from . import store

        return store.query_graph(self, query, params)

    def __repr__(self) -> str:
        return (
            f"KnowledgeGraph({len(self.articles)} articles, {len(self.entities)} entities, "
            f"{len(self.events)} events, {len(self.relations)} relations)"
        )

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(event.time or '')}</td><td>{escape(event.type)}</td>"
            f"<td>{escape(event.label)}</td><td>{len({e.article for e in event.evidence})}</td></tr>"
            for event in self.events[:_SHOWN]
        )
        more = len(self.events) - _SHOWN
        foot = f"<p>… {more}</p>" if more > 0 else ""
        head = "<tr><th>时间</th><th>类型</th><th>事件</th><th>来源</th></tr>"
        return f"<p>{escape(repr(self))}</p><table>{head}{rows}</table>{foot}"


def _begin(begin: str, end: str | None) -> Day:
    """The first day of an event; what has no beginning (截至5日) is known of its last day alone."""
    first = EDTF.parse(begin).begin
    return first if first != FIRST_DAY or end is None else EDTF.parse(end).begin


def _check_types(types: Iterable[str]) -> None:
    known = ontology().types
    for name in sorted(types):
        if name not in known:
            raise QueryError("no event type of this name", where=name, mend=f"There are: {', '.join(sorted(known))}.")


def _edge(text: str | None, name: str) -> EDTF | None:
    if text is None:
        return None
    try:
        return EDTF.parse(text)
    except EDTFError as error:
        raise QueryError(str(error), where=name, mend="Write a date such as 2022, 2022-01 or 2022-01-27.") from error
