"""The triple store: a cache of the records, built from them, checked on opening, queried by SPARQL.

`disk.py` tells what lies in the folder. Up to about ten million quads are held in memory, more are
read from disk. A reader sees the old store or the new one, never a half, and a killed writer leaves
nothing that counts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import QueryError, StoreError
from . import rdf, terms
from .catalog import Query, find_query, queries
from .disk import Manifest, open_store, save_store, stored_layers, update_store, write_store
from .names import fold
from .rows import Rows, Value, execute
from .sparql import check
from .timeouts import can_fork, in_fork, in_worker

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib import Dataset

__all__ = ["Rows", "Store", "Value", "query_graph"]

MEMORY_LIMIT: Final = 12_000_000
"""Quads up to which a store is held in memory (about 300 bytes each): in memory it is made in half the time."""

Say = Callable[[str], None]


def _limit(engine: str) -> int | None:
    """Quads up to which an engine holds a store in memory; None for any number."""
    return {"disk": 0, "auto": MEMORY_LIMIT}.get(engine)


_NAMES: Final = {
    "name": f"SELECT ?a ?l {{ ?a a {terms.name('j:Actor')} ; {terms.name('rdfs:label')} ?l }}",
    "alias": f"SELECT ?a ?l {{ ?a a {terms.name('j:Actor')} ; {terms.name('skos:altLabel')} ?l }}",
    "surface": f"SELECT DISTINCT ?a ?l {{ GRAPH ?g {{ ?m {terms.name('j:refersTo')} ?a ; "
    f"{terms.name('j:surface')} ?l }} }}",
}
"""How actors are called; the words of the articles come last: 拜登 for 乔·拜登."""


class Store:
    """A graph that can be queried.

    Attributes:
        inner: the pyoxigraph store; read it, never write to it.
        base: base of its IRIs.
        manifest: what `current.json` says; None for a graph in memory only.
    """

    def __init__(
        self,
        inner: pyoxigraph.Store,
        base: str = terms.DEFAULT_BASE,
        manifest: Manifest | None = None,
        folder: Path | None = None,
    ) -> None:
        self.inner, self.base, self.manifest = inner, base, manifest
        self._folder = folder
        self._names: dict[str, dict[str, set[str]]] = {}

    # ------------------------------------------------------------ making and opening

    @classmethod
    def of(cls, kg: rdf.Graph, base: str | None = None) -> Store:
        """A store in memory only."""
        chosen = rdf.base_of(kg, base)
        return cls(rdf.memory_store(kg, chosen), chosen)

    @classmethod
    def build(
        cls,
        folder: Path | str,
        kg: rdf.Graph,
        *,
        fingerprint: str = "",
        base: str | None = None,
        engine: str = "auto",
    ) -> Store:
        """Writes the store of a graph and opens it.

        Args:
            fingerprint: what the graph was made from (records, overrides, program); `open` compares it.
            base: of the IRIs; by default the graph's own.
            engine: `memory`, `disk`, or `auto`: memory up to twelve million quads.

        Raises `StoreError` when another process writes there or the disk is full; an older store
        stays whole and current until the new one is complete.
        """
        path = Path(folder)
        chosen = rdf.base_of(kg, base)
        manifest, inner = write_store(path, kg, fingerprint, chosen, _limit(engine))
        return cls(inner, chosen, manifest, path)

    @staticmethod
    def write(
        folder: Path | str,
        kg: rdf.Graph,
        *,
        fingerprint: str = "",
        base: str | None = None,
        engine: str = "auto",
    ) -> Manifest:
        """As `build`, for who does not ask it now: nothing is loaded. Returns what `current.json` says."""
        return save_store(Path(folder), kg, fingerprint, rdf.base_of(kg, base), _limit(engine))

    @classmethod
    def open(
        cls,
        folder: Path | str,
        *,
        fingerprint: str | None = None,
        rebuild: Callable[[], rdf.Graph] | None = None,
        say: Say | None = None,
        base: str | None = None,
    ) -> Store:
        """Opens a store after checking it; builds it again where it is stale, damaged or missing.

        Args:
            fingerprint: what the store should have been made from; None: whatever it was.
            rebuild: gives the graph to build it again from. Without it `StoreError` is raised.
            say: is told why a store is built again.
            base: what the base of its IRIs must be; None: whatever it is.
        """
        path = Path(folder)
        try:
            manifest, inner = open_store(path, fingerprint, base)
        except StoreError as error:
            if rebuild is None:
                raise
            if say is not None:
                say(f"{error.what}: the store is built again from the records")
            return cls.build(path, rebuild(), fingerprint=fingerprint or "", base=base)
        return cls(inner, manifest.base, manifest, path)

    def update(self, kg: rdf.Graph, *, fingerprint: str = "") -> tuple[int, int]:
        """Brings the store up to date with a graph in which articles were replaced, added or withdrawn.

        Only what differs is written; gives the numbers of quads that went and that came. Raises
        `StoreError` when another process writes there or has changed the store since it was opened.
        """
        if self._folder is None or self.manifest is None:
            raise StoreError("a graph in memory has no files to update", mend="Build a store in a folder.")
        self.manifest, self.inner, gone, come = update_store(self._folder, kg, fingerprint, self.manifest, self.inner)
        self._names = {}
        return gone, come

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the engine go; the store cannot be used afterwards."""
        with contextlib.suppress(AttributeError):
            del self.inner

    # ------------------------------------------------------------ asking

    def __len__(self) -> int:
        """The number of quads."""
        return self.manifest.quads if self.manifest is not None else len(self.inner)

    def query(
        self,
        text_or_name: str,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        allow_service: bool = False,
    ) -> Rows:
        """The rows of a SPARQL text, a `.rq` file, or a ready query by its name.

        Args:
            params: values of the query's parameters.
            timeout: seconds after which it is stopped; None lets it run.
            limit: rows after which it stops; `Rows.truncated` tells whether there were more.
            allow_service: lets the query ask other servers.
        """
        query = find_query(text_or_name)
        text = self.prepared(query, params or {})
        check(text, allow_service=allow_service)
        # Ready queries give ids, as the tables do; a text of the user's own gets whole IRIs.
        request = (text, limit, self.base if query.name in queries() else None)
        if timeout is None:
            return execute(self.inner, *request)
        if self.manifest is not None and self.manifest.engine == "disk" and self._folder is not None:
            return in_worker(self._folder / self.manifest.rocks, request, timeout)
        if not can_fork():
            return execute(self.inner, *request)
        return in_fork(lambda: execute(self.inner, *request), timeout)

    def prepared(self, query: Query, params: Mapping[str, object]) -> str:
        """The SPARQL text of a query with its parameters put in."""
        return query.fill(params, self.find_actor, self.base)

    def find_actor(self, called: str) -> str:
        """The IRI of an actor by id, name or alias. Raises `QueryError` for none or several."""
        import pyoxigraph as ox

        by_id = ox.NamedNode(f"{self.base}actor/{terms.local(called)}")
        if next(self.inner.quads_for_pattern(by_id, None, None, ox.DefaultGraph()), None) is not None:
            return by_id.value
        for kind in ("name", "alias", "surface"):
            iris = sorted(self._called(kind).get(fold(called), ()))
            if len(iris) == 1:
                return iris[0]
            if iris:
                ids = ", ".join(f"{iri.rsplit('/', 1)[-1]} {self._label(iri)}".rstrip() for iri in iris[:9])
                raise QueryError(f"{len(iris)} actors bear this name", where=called, mend=f"Use an id: {ids}.")
        raise QueryError("no actor of this name", where=called, mend="actors.csv lists all names.")

    def _label(self, iri: str) -> str:
        """The name of an actor, or ''."""
        rows = self.inner.query(f"SELECT ?l {{ <{iri}> {terms.name('rdfs:label')} ?l }} ORDER BY ?l LIMIT 1")
        return next((row[0].value for row in rows), "")  # type: ignore[union-attr]

    def _called(self, kind: str) -> dict[str, set[str]]:
        """Folded name → actors that are called so: by name, by alias, or by words of some article."""
        if kind not in self._names:
            names: dict[str, set[str]] = {}
            for actor, words in self.inner.query(_NAMES[kind]):  # type: ignore[union-attr]
                names.setdefault(fold(words.value), set()).add(actor.value)
            self._names[kind] = names
        return self._names[kind]

    def rdf(self) -> Dataset:
        """The store as an rdflib `Dataset`, by oxrdflib."""
        return rdf.bridged(self.inner)

    def layers(self) -> Iterator[tuple[str, list[str]]]:
        """What `rdf.sorted_layers` gave when the store was built, read from its files."""
        if self._folder is None or self.manifest is None:
            raise StoreError("a graph in memory has no files", mend="Build a store in a folder.")
        return stored_layers(self._folder, self.manifest)

    def nquads(self) -> Iterator[bytes]:
        """All quads as N-Quads, unsorted, in pieces."""
        import pyoxigraph as ox

        yield self.inner.dump(format=ox.RdfFormat.N_QUADS) or b""


def query_graph(
    kg: rdf.Graph, text_or_name: str, params: Mapping[str, object] | None = None, **options: float | bool | None
) -> Rows:
    """The rows of a query on a graph in memory; the store of a graph is made once and kept with it."""
    made = getattr(kg, "_store", None)
    if not isinstance(made, Store):
        made = Store.of(kg)
        kg._store = made  # type: ignore[attr-defined]
    return made.query(text_or_name, params, **options)  # type: ignore[arg-type]
