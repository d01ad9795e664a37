"""JSON-LD 1.1 with a context: each article's graph as a named graph, one node object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ..graph.terms import NS, PREFIXES, name
from ..graph.turtle import prefixes_for

_TYPE: Final = name("rdf:type")
_XSD: Final = PREFIXES["xsd"]
_EDTF: Final = PREFIXES["edtf"] + "EDTF"
_NATIVE: Final[dict[str, Callable[[str], object]]] = {
    f"{_XSD}integer": int,
    f"{_XSD}boolean": lambda value: value == "true",
}
"""Datatypes that JSON has itself."""


def context(base: str) -> dict[str, Any]:
    """The `@context`: our prefixes and the types of the dates."""
    dates = {f"j:{key}": {"@type": "xsd:date"} for key in ("begin", "end", "referenceDate")}
    return {**dict(sorted(prefixes_for(base).items())), **dates, "j:edtf": {"@type": "edtf:EDTF"}}


class _Compactor:
    """N-Triples terms → JSON-LD values."""

    def __init__(self, base: str) -> None:
        self._prefixes = sorted(prefixes_for(base).items(), key=lambda item: -len(item[1]))
        self._coerced = {f"<{NS}{key}>": f"{_XSD}date" for key in ("begin", "end", "referenceDate")}
        self._coerced[f"<{NS}edtf>"] = _EDTF
        self._known: dict[str, str] = {}

    def iri(self, term: str) -> str:
        """`<…>` → a compact IRI where a prefix fits."""
        found = self._known.get(term)
        if found is None:
            value = term[1:-1]
            found = value
            for prefix, namespace in self._prefixes:
                local = value[len(namespace) :]
                if value.startswith(namespace) and local and not local.startswith("//"):
                    found = f"{prefix}:{local}"
                    break
            if len(self._known) < 100_000:
                self._known[term] = found
        return found

    def value(self, predicate: str, term: str) -> object:
        """An object: a node reference, a plain value, or a value object."""
        if term[0] == "<":
            return {"@id": self.iri(term)}
        if term[-1] == '"':
            return json.loads(term)
        if term[-1] == ">":
            text, _, datatype = term.rpartition("^^")
            plain = json.loads(text)
            kind = datatype[1:-1]
            if kind in _NATIVE:
                return _NATIVE[kind](plain)
            if self._coerced.get(predicate) == kind:
                return plain
            return {"@value": plain, "@type": self.iri(datatype)}
        text, _, language = term.rpartition("@")
        return {"@value": json.loads(text), "@language": language}

    def nodes(self, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Sorted `s p o` lines → one object a subject."""
        node: dict[str, Any] = {}
        subject = ""
        for line in lines:
            s, p, o = line.split(" ", 2)
            if s != subject:
                if node:
                    yield node
                node, subject = {"@id": self.iri(s)}, s
            if p == _TYPE:
                node.setdefault("@type", []).append(self.iri(o))
            else:
                node.setdefault(self.iri(p), []).append(self.value(p, o))
        if node:
            yield node


def jsonld(graphs: Iterable[tuple[str, list[str]]], base: str) -> Iterator[str]:
    """(graph IRI or '', sorted `s p o` lines) → the pieces of a JSON-LD file."""
    compact = _Compactor(base)
    yield '{"@context": ' + _dump(context(base)) + ',\n"@graph": ['
    comma = "\n"
    for graph, lines in graphs:
        rows = ",\n".join(_dump(node) for node in compact.nodes(lines))
        if graph:
            rows = f'{{"@id": {_dump(compact.iri(graph))}, "@graph": [\n{rows}\n]}}'
        if rows:
            yield comma + rows
            comma = ",\n"
    yield "\n]}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
