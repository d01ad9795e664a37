"""The graph as RDF, in two layers (after SEM and GAF).

Mention layer: what one sentence of one article says, in one named graph an article. Instance
layer: merged events, actors, relations, in the default graph, a pure function of the mentions.
Claims stand apart from facts, no node is blank, and no reasoning is needed to query. The
vocabulary is `vocabulary.py`, made from `ontology.toml`; `docs/rdf.md` describes the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from ..records import ArticleRecord, Entity, MergedEvent, Relation
from .instances import InstanceLayer
from .mentions import MentionLayer
from .terms import DEFAULT_BASE, PREFIXES, check_base

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib import Dataset

_LINES: Final = 10_000
"""Lines of N-Quads handed on at a time."""


class Graph(Protocol):
    """What of a `KnowledgeGraph` the RDF needs.

    It may also have `index` (an `EntityIndex`), which spares resolving the entities again,
    `relations`: a sequence, or a method that gives all when called without arguments, and `base`,
    which holds where no other base of IRIs is given.
    """

    @property
    def records(self) -> Iterable[ArticleRecord]:
        """The records of the articles, the source of the mention layer."""

    @property
    def entities(self) -> Mapping[str, Entity]:
        """id → entity."""

    @property
    def events(self) -> Sequence[MergedEvent]:
        """Merged events."""


def _relations(kg: Graph) -> Iterable[Relation]:
    found = getattr(kg, "relations", ())
    return found() if callable(found) and not isinstance(found, Sequence) else found


def base_of(kg: object, given: str | None = None) -> str:
    """The base of IRIs that is given, else the graph's own, else ours. Raises `DataError` for what can be none."""
    return check_base(given if given is not None else getattr(kg, "base", DEFAULT_BASE))


class Layers:
    """Both layers of a graph, to be made article by article and in any order."""

    def __init__(self, kg: Graph, base: str | None = None) -> None:
        self._kg = kg
        self._mentions = MentionLayer(kg, base_of(kg, base))

    def graph(self, article: str) -> str:
        """IRI of an article and of its named graph."""
        return self._mentions.graph(article)

    def article(self, record: ArticleRecord) -> list[str]:
        """The `s p o` lines of one article, each once."""
        return list(dict.fromkeys(self._mentions.triples(record)))

    def instances(self) -> Iterator[list[str]]:
        """The `s p o` lines of the default graph, each once, in many small lists."""
        return InstanceLayer(self._kg, _relations(self._kg), self._mentions).parts()


def layers(kg: Graph, base: str | None = None) -> Iterator[tuple[str, list[str]]]:
    """(graph IRI or '' for the default graph, its triples as `s p o` lines without the dot).

    The article graphs come in the order of `kg.records`, the default graph last. Lines hold
    N-Triples terms, are unique within a graph, and come in an order that depends on the graph only.
    """
    both = Layers(kg, base)
    for record in kg.records:
        yield both.graph(record.id), both.article(record)
    yield "", [line for part in both.instances() for line in part]


def sorted_layers(kg: Graph, base: str | None = None) -> Iterator[tuple[str, list[str]]]:
    """The same with the lines of each graph in order of code points, for files."""
    for graph, lines in layers(kg, base):
        lines.sort()
        yield graph, lines


def block(graph: str, lines: list[str]) -> Iterator[tuple[bytes, int]]:
    """The lines of one graph as N-Quads, with their number, in pieces that stay small."""
    end = f" {graph} .\n" if graph else " .\n"
    for at in range(0, len(lines), _LINES):
        some = lines[at : at + _LINES]
        yield end.join([*some, ""]).encode(), len(some)


def nquads(kg: Graph, base: str | None = None) -> Iterator[bytes]:
    """The graph as N-Quads in pieces of at most a few megabytes, in the order of `layers`."""
    for graph, lines in layers(kg, base):
        for piece, _ in block(graph, lines):
            yield piece


def quads(kg: Graph, base: str | None = None) -> Iterator[pyoxigraph.Quad]:
    """The graph as quads: the mention layer by article, then the instance layer."""
    import pyoxigraph

    for piece in nquads(kg, base):
        yield from pyoxigraph.parse(input=piece, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)


def memory_store(kg: Graph, base: str | None = None) -> pyoxigraph.Store:
    """An in-memory pyoxigraph store with the whole graph."""
    import pyoxigraph

    store = pyoxigraph.Store()
    for piece in nquads(kg, base):
        store.load(input=piece, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    return store


def bridged(store: pyoxigraph.Store) -> Dataset:
    """A pyoxigraph store as an rdflib `Dataset` with our prefixes, by oxrdflib."""
    from oxrdflib.store import OxigraphStore
    from rdflib import Dataset

    found = Dataset(store=OxigraphStore(store=store))
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    return found


def dataset(kg: Graph, base: str | None = None) -> Dataset:
    """The graph as an rdflib `Dataset` over oxrdflib: rdflib's API, pyoxigraph's speed."""
    return bridged(memory_store(kg, base))
