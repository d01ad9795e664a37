"""A SPARQL 1.1 server as the store: Graph Store PUT for articles, batched updates for the rest.

The server keeps, in the graph `BASE catalog`, a digest of every article graph that jishi wrote, so
that a run sends only what differs and a broken-off run is completed by the next. Nothing but what
jishi wrote is ever removed. Access follows SPARQL 1.1 Protocol and Graph Store HTTP Protocol.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from ..errors import QueryError, StoreError
from . import terms
from .catalog import find_query, queries
from .names import fold
from .rdf import Graph, sorted_layers
from .rows import Rows, plain
from .sparql import check, form, is_limited
from .transport import FORM, Transport

if TYPE_CHECKING:
    import pyoxigraph as ox

_BATCH: Final = 5_000
"""Triples an update: large enough that round trips do not count, small enough for any server."""

_MARKS: Final = 200
"""Article graphs after which their digests are noted: so many may be sent twice after a failure."""

_SIBLINGS: Final = {"query": ("update", "store"), "sparql": ("update", "data")}
"""Last segment of the query address → those of the update and the Graph Store addresses."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a push did: article graphs sent and withdrawn, instance triples that came and went."""

    sent: int
    withdrawn: int
    added: int
    removed: int


class Remote:
    """A SPARQL 1.1 server.

    Args:
        query_url: address of queries, such as `https://host/sparql` or `http://host:7878/query`.
        update_url, graph_url: addresses of updates and of the Graph Store protocol; by default the
            neighbours of `query_url` as Oxigraph (`/query`) or Fuseki (`/sparql`) have them.
        user, password: for HTTP Basic; token: for HTTP Bearer. They are never shown.
        timeout: seconds for each request; retries: how often a busy server is asked again.
    """

    def __init__(
        self,
        query_url: str,
        *,
        update_url: str | None = None,
        graph_url: str | None = None,
        user: str | None = None,
        password: str | None = None,
        token: str | None = None,
        timeout: float = 60.0,
        retries: int = 4,
        base: str = terms.DEFAULT_BASE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        for url in (query_url, update_url, graph_url):
            if url is not None:
                _check_address(url)
        stem, _, last = query_url.partition("?")[0].rpartition("/")
        update, graph = _SIBLINGS.get(last, ("update", "data"))
        self.query_url = query_url
        self.update_url = update_url or f"{stem}/{update}"
        self.graph_url = graph_url or f"{stem}/{graph}"
        self.base = terms.check_base(base)
        self._transport = Transport(user, password, token, timeout, retries, sleep)

    # ------------------------------------------------------------ asking

    def query(
        self,
        text_or_name: str,
        params: Mapping[str, object] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
        allow_service: bool = False,
    ) -> Rows:
        """The rows of a SPARQL text, a `.rq` file, or a ready query by its name; see `Store.query`."""
        query = find_query(text_or_name)
        text = query.fill(params or {}, self.find_actor, self.base)
        check(text, allow_service=allow_service)
        if limit is not None and form(text) == "SELECT" and not is_limited(text):
            text = f"{text}\nLIMIT {limit + 1}"
        return self._rows(text, self.base if query.name in queries() else None, timeout, limit)

    def _rows(self, text: str, base: str | None = None, timeout: float | None = None, limit: int | None = None) -> Rows:
        triples = form(text) in ("CONSTRUCT", "DESCRIBE")
        accept = "application/n-triples" if triples else "application/sparql-results+json"
        body = self._send("POST", self.query_url, urlencode({"query": text}).encode(), FORM, accept, timeout)
        try:
            found = _described(body, base) if triples else _table(body, base)
        except (SyntaxError, ValueError, OSError) as error:
            raise StoreError(
                "what answers there is no SPARQL server", where=self.query_url, mend="Give the address of queries."
            ) from error
        return Rows(found.columns, found.rows[:limit], truncated=limit is not None and len(found) > limit)

    def find_actor(self, called: str) -> str:
        """The IRI of an actor by id, name, alias or words of an article, as `Store.find_actor` gives it.

        Raises `QueryError` for none or several.
        """
        by_id = f"<{self.base}actor/{terms.local(called)}>"
        if self._rows(f"ASK {{ {by_id} a {terms.name('j:Actor')} }}").rows[0][0]:
            return by_id[1:-1]
        is_it = f"FILTER(STR(?l) = {terms.text(called)})"
        for pattern in _CALLED:
            found = {str(iri) for (iri,) in self._rows(f"SELECT DISTINCT ?a {{ {pattern} {is_it} }}")}
            if not found:  # not letter by letter: another script, width or middle dot
                rows = self._rows(f"SELECT DISTINCT ?a ?l {{ {pattern} }}")
                found = {str(iri) for iri, label in rows if fold(str(label)) == fold(called)}
            if len(found) == 1:
                return found.pop()
            if found:
                ids = ", ".join(iri.rsplit("/", 1)[-1] for iri in sorted(found))
                raise QueryError(f"{len(found)} actors bear this name", where=called, mend=f"Use an id: {ids}.")
        raise QueryError("no actor of this name", where=called, mend="actors.csv lists all names.")

    # ------------------------------------------------------------ writing

    def push(self, kg: Graph) -> Change:
        """Brings the server to the state of the graph; safe to repeat after a failure at any point."""
        return self.push_layers(sorted_layers(kg, self.base))

    def push_layers(self, layers: Iterable[tuple[str, list[str]]]) -> Change:
        """The same for what `sorted_layers` or `Store.layers` gives: raises `StoreError` where it fails."""
        try:
            return self._push(layers)
        except QueryError as error:  # our own requests: no query of the user's is at fault
            raise StoreError(error.what, where=error.where, mend=error.mend) from error

    def _push(self, layers: Iterable[tuple[str, list[str]]]) -> Change:
        digests = self._digests()
        instance: list[str] = []
        sent, now = 0, {}
        marks: dict[str, str | None] = {}
        for graph, lines in layers:
            if not graph:
                instance = lines
                continue
            digest = hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()
            now[graph] = digest
            if digests.get(graph) != digest:
                self._put(graph, lines)
                marks[graph] = digest
                sent += 1
                if len(marks) >= _MARKS:
                    self._mark(marks)
                    marks = {}
        self._mark(marks)
        removed, added = self._instance(instance)
        gone = sorted(set(digests) - set(now))
        for graph in gone:
            self._withdraw(graph)
        return Change(sent, len(gone), added, removed)

    def withdraw(self, article: str) -> None:
        """Removes one article's graph; the instance layer follows with the next `push`."""
        self._withdraw(f"<{self.base}article/{terms.local(article)}>")

    @property
    def _catalog(self) -> str:
        return f"<{self.base}catalog>"

    def _digests(self) -> dict[str, str]:
        rows = self._rows(f"SELECT ?g ?d {{ GRAPH {self._catalog} {{ ?g {terms.name('j:digest')} ?d }} }}")
        return {f"<{graph}>": str(digest) for graph, digest in rows}

    def _put(self, graph: str, lines: list[str]) -> None:
        body = (" .\n".join(lines) + " .\n").encode()
        self._send("PUT", f"{self.graph_url}?{urlencode({'graph': graph[1:-1]})}", body, "application/n-triples")

    def _mark(self, digests: Mapping[str, str | None]) -> None:
        """Notes the digests of graphs; None for one that is gone."""
        if not digests:
            return
        known = terms.name("j:digest")
        text = f"DELETE {{ GRAPH {self._catalog} {{ ?g {known} ?old }} }} WHERE {{ "
        text += f"VALUES ?g {{ {' '.join(digests)} }} GRAPH {self._catalog} {{ ?g {known} ?old }} }}"
        kept = " . ".join(f'{graph} {known} "{digest}"' for graph, digest in digests.items() if digest is not None)
        if kept:
            text += f" ; INSERT DATA {{ GRAPH {self._catalog} {{ {kept} }} }}"
        self._update(text)

    def _withdraw(self, graph: str) -> None:
        self._update(f"DROP SILENT GRAPH {graph}")
        self._mark({graph: None})

    def _instance(self, lines: list[str]) -> tuple[int, int]:
        """Makes our part of the default graph equal to `lines`; how many went and came."""
        wanted = _triples((" .\n".join(lines) + " .\n").encode() if lines else b"")
        kinds = "|".join(("actor", "claim", "disagreement", "event", "reading", "reason", "relation"))
        text = (
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(REGEX(STR(?s), "
            f"{terms.text('^' + _escaped(self.base) + '(' + kinds + ')/')})) }}"
        )
        body = self._send("POST", self.query_url, urlencode({"query": text}).encode(), FORM, "application/n-triples")
        there = _triples(body)
        removed, added = sorted(map(str, there - wanted)), sorted(map(str, wanted - there))
        for operation, triples in (("INSERT", added), ("DELETE", removed)):
            for at in range(0, len(triples), _BATCH):
                self._update(f"{operation} DATA {{ {' . '.join(triples[at : at + _BATCH])} }}")
        return len(removed), len(added)

    def _update(self, text: str) -> None:
        self._send("POST", self.update_url, text.encode(), "application/sparql-update")

    def _send(
        self, method: str, url: str, body: bytes, kind: str, accept: str = "*/*", timeout: float | None = None
    ) -> bytes:
        return self._transport.send(method, url, body, kind, accept, timeout)

    def close(self) -> None:
        """Closes the connections."""
        self._transport.close()

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


_CALLED: Final = (
    f"?a a {terms.name('j:Actor')} ; {terms.name('rdfs:label')} ?l .",
    f"?a a {terms.name('j:Actor')} ; {terms.name('skos:altLabel')} ?l .",
    f"GRAPH ?g {{ ?m {terms.name('j:refersTo')} ?a ; {terms.name('j:surface')} ?l }}",
)
"""How actors are called: by name, by alias, by words of some article."""


def _check_address(url: str) -> None:
    """Raises `StoreError` for what is no address of the web, or has credentials in it."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        known = False
    if not known or any(char.isspace() for char in url):
        shown = url if "@" not in url else f"…@{url.rpartition('@')[2]}"
        raise StoreError("not an address of a SPARQL server", where=shown, mend="Give http(s)://host/….")
    if parts.username or parts.password:
        raise StoreError(
            "a password in an address ends up in logs",
            where=f"{parts.scheme}://…@{parts.hostname}{parts.path}",
            mend="Give user and password apart.",
        )


def _described(body: bytes, base: str | None) -> Rows:
    """N-Triples → sorted rows."""
    import pyoxigraph as ox

    found = ox.parse(input=body, format=ox.RdfFormat.N_TRIPLES)
    rows = {(plain(q.subject, base), plain(q.predicate), plain(q.object, base)) for q in found}
    return Rows(("subject", "predicate", "object"), tuple(sorted(rows, key=repr)))


def _table(body: bytes, base: str | None) -> Rows:
    """SPARQL results in JSON → rows in the order of the server."""
    import pyoxigraph as ox

    answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(answer, ox.QueryBoolean):
        return Rows(("answer",), ((bool(answer),),))
    if not isinstance(answer, ox.QuerySolutions):
        raise ValueError("neither a table nor a truth value")
    names = tuple(variable.value for variable in answer.variables)
    return Rows(names, tuple(tuple(plain(solution[name], base) for name in names) for solution in answer))


def _escaped(text: str) -> str:
    """`text` for a SPARQL regular expression."""
    return "".join(f"\\{char}" if char in r"\.+*?()[]{}|^$" else char for char in text)


def _triples(data: bytes) -> set[ox.Triple]:
    import pyoxigraph as ox

    return {quad.triple for quad in ox.parse(input=data, format=ox.RdfFormat.N_TRIPLES)}
