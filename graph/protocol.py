"""SPARQL 1.1 Protocol and Graph Store Protocol over a store, to read: parameters in, bytes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import QueryError
from . import terms
from .sparql import check, form
from .timeouts import can_fork, in_fork

if TYPE_CHECKING:
    import pyoxigraph as ox

    from .store import Store

_TABLES: Final = (
    ("application/sparql-results+json", "JSON"),
    ("application/json", "JSON"),
    ("application/sparql-results+xml", "XML"),
    ("application/xml", "XML"),
    ("text/csv", "CSV"),
    ("text/tab-separated-values", "TSV"),
)
_GRAPHS: Final = (
    ("text/turtle", "TURTLE"),
    ("application/n-triples", "N_TRIPLES"),
    ("application/rdf+xml", "RDF_XML"),
    ("application/ld+json", "JSON_LD"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: status, content type, body; `policy`: whether the page may do nothing but show."""

    status: int
    kind: str
    body: bytes
    policy: bool = True


def negotiated(accept: str, offers: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """The offer that an Accept header likes best, the first for none or a wildcard; None where it likes none."""
    wanted: list[tuple[float, int, str]] = []
    for at, part in enumerate(accept.split(",")):
        kind, *settings = (piece.strip().lower() for piece in part.split(";"))
        quality = next((setting[2:] for setting in settings if setting.startswith("q=")), "1")
        try:
            weight = float(quality)
        except ValueError:
            weight = 0.0
        if kind and weight > 0:
            wanted.append((-weight, at, kind))
    if not wanted:
        return offers[0]
    for _, _, kind in sorted(wanted):
        for offer in offers:
            if kind in (offer[0], "*/*", f"{offer[0].partition('/')[0]}/*"):
                return offer
    # A browser asks for a page: a table as JSON is what it can show.
    return offers[0] if any(kind == "text/html" for _, _, kind in wanted) else None


def answer(store: Store, given: Mapping[str, list[str]], accept: str, seconds: float) -> Answer:
    """The answer to a query request of the protocol. Raises `QueryError` for what is malformed or too slow."""
    if "update" in given:
        return Answer(403, "text/plain", b"this endpoint only reads\n")
    found = given.get("query", [])
    if not found:
        return Answer(200, "text/turtle", _description().encode())
    if len(found) > 1:
        raise QueryError("more than one query", where="query")
    text = found[0]
    check(text)
    offers = _GRAPHS if form(text) in ("CONSTRUCT", "DESCRIBE") else _TABLES
    chosen = negotiated(accept, offers)
    if chosen is None:
        return Answer(406, "text/plain", f"there are: {', '.join(kind for kind, _ in offers)}\n".encode())
    default, named = given.get("default-graph-uri", []), given.get("named-graph-uri", [])

    def work() -> bytes:
        return _run(store.inner, text, chosen[1], default, named)

    return Answer(200, chosen[0], in_fork(work, seconds) if can_fork() else work())


def _run(inner: ox.Store, text: str, format: str, default: list[str], named: list[str]) -> bytes:
    import pyoxigraph as ox

    try:
        dataset = {
            "default_graph": [ox.NamedNode(graph) for graph in default] or None,
            "named_graphs": [ox.NamedNode(graph) for graph in named] if default or named else None,
        }
        found = inner.query(text, **dataset)  # type: ignore[arg-type]
        if isinstance(found, ox.QueryTriples):
            return ox.serialize(found, format=getattr(ox.RdfFormat, format), prefixes=terms.PREFIXES) or b""
        return found.serialize(format=getattr(ox.QueryResultsFormat, format)) or b""
    except SyntaxError as error:
        raise QueryError(f"not SPARQL: {error.msg or error}", where="query") from error
    except (ValueError, OSError) as error:
        raise QueryError(f"the query failed: {error}", where="query") from error


def graph_bytes(store: Store, given: Mapping[str, list[str]], accept: str) -> Answer:
    """One graph of the store (`graph=IRI` or `default`), after the Graph Store HTTP Protocol."""
    import pyoxigraph as ox

    if ("graph" in given) == ("default" in given):
        raise QueryError("give graph=IRI or default", where="store")
    chosen = negotiated(accept, _GRAPHS)
    if chosen is None:
        return Answer(406, "text/plain", f"there are: {', '.join(kind for kind, _ in _GRAPHS)}\n".encode())
    try:
        graph = ox.NamedNode(given["graph"][0]) if "graph" in given else ox.DefaultGraph()
    except ValueError as error:
        raise QueryError(str(error), where="graph") from error
    if isinstance(graph, ox.NamedNode) and not store.inner.contains_named_graph(graph):
        return Answer(404, "text/plain", b"there is no such graph\n")
    format = getattr(ox.RdfFormat, chosen[1])
    return Answer(200, chosen[0], store.inner.dump(format=format, from_graph=graph, prefixes=terms.PREFIXES) or b"")


def _description() -> str:
    """A SPARQL 1.1 Service Description."""
    return (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
        "[] a sd:Service ; sd:endpoint </sparql> ; sd:supportedLanguage sd:SPARQL11Query .\n"
    )
