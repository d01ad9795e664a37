"""A SPARQL 1.1 server as the store: Graph Store PUT for articles, batched updates for the rest.

The server keeps, in the graph `BASE catalog`, a digest of every article graph that jishi wrote, so
that a run sends only what differs and a broken-off run is completed by the next. Nothing but what
jishi wrote is ever removed. Access follows SPARQL 1.1 Protocol and Graph Store HTTP Protocol.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from ..errors import QueryError, StoreError
from . import terms
from .catalog import find_query, queries
from .rdf import Graph, sorted_layers
from .rows import Rows, Value, plain
from .sparql import check, form, is_limited

if TYPE_CHECKING:
    import pyoxigraph as ox

_BATCH: Final = 5_000
"""Triples an update: large enough that round trips do not count, small enough for any server."""

_MARKS: Final = 200
"""Article graphs after which their digests are noted: so many may be sent twice after a failure."""

_AGAIN: Final = frozenset({408, 429, 502, 503, 504})
"""Answers after which asking again may help."""

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
        parts = urlsplit(query_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError("not an address of a SPARQL server", where=query_url, mend="Give http(s)://host/….")
        if parts.username or parts.password:
            raise StoreError(
                "a password in an address ends up in logs",
                where=f"{parts.scheme}://…@{parts.hostname}{parts.path}",
                mend="Give user and password apart.",
            )
        stem, _, last = query_url.rpartition("/")
        update, graph = _SIBLINGS.get(last, ("update", "data"))
        self.query_url = query_url
        self.update_url = update_url or f"{stem}/{update}"
        self.graph_url = graph_url or f"{stem}/{graph}"
        self.base = terms.check_base(base)
        self.timeout, self.retries = timeout, retries
        self._sleep = sleep
        self._authorization = _authorization(user, password, token)
        self._connections: dict[str, http.client.HTTPConnection] = {}

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

    def _rows(self, text: str, base: str | None, timeout: float | None, limit: int | None) -> Rows:
        import pyoxigraph as ox

        triples = form(text) in ("CONSTRUCT", "DESCRIBE")
        accept = "application/n-triples" if triples else "application/sparql-results+json"
        body = self._send("POST", self.query_url, urlencode({"query": text}).encode(), _FORM, accept, timeout)
        if triples:
            found = ox.parse(input=body, format=ox.RdfFormat.N_TRIPLES)
            rows: Iterable[tuple[Value, ...]] = sorted(
                {(plain(q.subject, base), plain(q.predicate), plain(q.object, base)) for q in found}, key=repr
            )
            names: tuple[str, ...] = ("subject", "predicate", "object")
        else:
            answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QueryBoolean):
                return Rows(("answer",), ((bool(answer),),))
            if not isinstance(answer, ox.QuerySolutions):
                raise StoreError("an answer that is no table", where=self.query_url)
            names = tuple(variable.value for variable in answer.variables)
            rows = (tuple(plain(solution[name], base) for name in names) for solution in answer)
        taken = tuple(rows)
        return Rows(names, taken[:limit], truncated=limit is not None and len(taken) > limit)

    def find_actor(self, called: str) -> str:
        """The IRI of an actor by id, name or alias. Raises `QueryError` for none or several."""
        by_id = f"<{self.base}actor/{terms.local(called)}>"
        if self._rows(f"ASK {{ {by_id} a {terms.name('j:Actor')} }}", None, None, None).rows[0][0]:
            return by_id[1:-1]
        for label in ("rdfs:label", "skos:altLabel"):
            found = self._rows(
                f"SELECT DISTINCT ?a WHERE {{ ?a a {terms.name('j:Actor')} ; {terms.name(label)} ?l . "
                f"FILTER(STR(?l) = {terms.text(called)}) }} ORDER BY ?a",
                None,
                None,
                None,
            )
            if len(found) == 1:
                return str(found.rows[0][0])
            if found:
                ids = ", ".join(str(row[0]).rsplit("/", 1)[-1] for row in found)
                raise QueryError(f"{len(found)} actors bear this name", where=called, mend=f"Use an id: {ids}.")
        raise QueryError("no actor of this name", where=called, mend="actors.csv lists all names.")

    # ------------------------------------------------------------ writing

    def push(self, kg: Graph) -> Change:
        """Brings the server to the state of the graph; safe to repeat after a failure at any point."""
        digests = self._digests()
        instance: list[str] = []
        sent, now = 0, {}
        marks: dict[str, str | None] = {}
        for graph, lines in sorted_layers(kg, self.base):
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
        rows = self._rows(
            f"SELECT ?g ?d {{ GRAPH {self._catalog} {{ ?g {terms.name('j:digest')} ?d }} }}", None, None, None
        )
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
        body = self._send("POST", self.query_url, urlencode({"query": text}).encode(), _FORM, "application/n-triples")
        there = _triples(body)
        removed, added = sorted(map(str, there - wanted)), sorted(map(str, wanted - there))
        for operation, triples in (("INSERT", added), ("DELETE", removed)):
            for at in range(0, len(triples), _BATCH):
                self._update(f"{operation} DATA {{ {' . '.join(triples[at : at + _BATCH])} }}")
        return len(removed), len(added)

    def _update(self, text: str) -> None:
        self._send("POST", self.update_url, text.encode(), "application/sparql-update")

    # ------------------------------------------------------------ HTTP

    def _send(
        self, method: str, url: str, body: bytes, kind: str, accept: str = "*/*", timeout: float | None = None
    ) -> bytes:
        """One request, repeated while the server is busy or out of reach. All of ours are idempotent."""
        headers = {"Content-Type": kind, "Accept": accept, "User-Agent": "jishi", **self._authorization}
        deadline = timeout or self.timeout
        for pause in (*self._pauses(), None):
            wait = pause
            try:
                status, answer, after = self._once(method, url, body, headers, deadline)
            except TimeoutError as error:
                raise QueryError(
                    f"no answer within {deadline:g} s", where=url.partition("?")[0], mend="Allow more time."
                ) from error
            except (OSError, http.client.HTTPException) as error:
                if wait is None:
                    raise StoreError(f"cannot be reached: {error}", where=url.partition("?")[0]) from error
            else:
                if status not in _AGAIN or wait is None:
                    return _checked(status, answer, url)
                wait = max(wait, min(after, 30.0))
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _pauses(self) -> Iterator[float]:
        return (0.25 * 2**turn for turn in range(self.retries))

    def _once(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], timeout: float
    ) -> tuple[int, bytes, float]:
        """Status, body, and the seconds after which the server wants to be asked again."""
        parts = urlsplit(url)
        key = f"{parts.scheme}://{parts.netloc}"
        connection = self._connections.pop(key, None)
        if connection is None:
            connection = _connect(parts.scheme, parts.netloc, timeout)
        elif connection.sock is not None:
            connection.sock.settimeout(timeout)
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(connection.close)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target or "/", body, dict(headers))
            response = connection.getresponse()
            answer = response.read()
            on_failure.pop_all()
        self._connections[key] = connection
        after = response.headers.get("Retry-After", "")
        return response.status, answer, float(after) if after.isdigit() else 0.0

    def close(self) -> None:
        """Closes the connections."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


_FORM: Final = "application/x-www-form-urlencoded"


def _connect(scheme: str, netloc: str, timeout: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(netloc, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(netloc, timeout=timeout)


def _authorization(user: str | None, password: str | None, token: str | None) -> dict[str, str]:
    if token:
        return {"Authorization": f"Bearer {token}"}
    if user is None:
        return {}
    pair = base64.b64encode(f"{user}:{password or ''}".encode()).decode("ascii")
    return {"Authorization": f"Basic {pair}"}


def _checked(status: int, answer: bytes, url: str) -> bytes:
    """The body of a good answer. Raises what a bad one means."""
    where = url.partition("?")[0]
    said = answer.decode("utf-8", "replace").strip().splitlines()
    first = said[0][:200] if said else ""
    if 200 <= status < 300:
        return answer
    if status in (401, 403):
        raise StoreError(f"access refused ({status})", where=where, mend="Check user, password or token.")
    if status in (301, 302, 307, 308):
        raise StoreError(f"the server points elsewhere ({status})", where=where, mend="Give the final address.")
    if status == 400:
        raise QueryError(f"the server refuses the query: {first}", where=where)
    if status in (404, 405):
        raise StoreError(f"no such service ({status})", where=where, mend="Give update_url and graph_url.")
    raise StoreError(f"the server failed ({status}): {first}", where=where, mend="Try again later.")


def _escaped(text: str) -> str:
    """`text` for a SPARQL regular expression."""
    return "".join(f"\\{char}" if char in r"\.+*?()[]{}|^$" else char for char in text)


def _triples(data: bytes) -> set[ox.Triple]:
    import pyoxigraph as ox

    return {quad.triple for quad in ox.parse(input=data, format=ox.RdfFormat.N_TRIPLES)}
