"""TriG and Turtle, written from sorted triples: subjects once, predicates once, short names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from .terms import PREFIXES, name

_TYPE: Final = name("rdf:type")
_INTEGER: Final = f'"^^{name("xsd:integer")}'
_BOOLEAN: Final = f'"^^{name("xsd:boolean")}'
_MOST: Final = 200_000
"""Objects whose short form is remembered: classes, actors, days, codes come again and again."""


class Shortener:
    """Shortens IRIs to `prefix:local` where the local name is plain letters, digits and underscores."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._known: dict[str, str] = {_TYPE: "a"}
        self._objects: dict[str, str] = {}

    def predicate(self, term: str) -> str:
        """A predicate or a datatype, of which there are few; rdf:type becomes `a`."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self.iri(term)
        return found

    def iri(self, term: str) -> str:
        """`<…>` → a prefixed name where one fits."""
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        prefix = self._by_namespace.get(term[1:cut])
        if prefix is not None:
            local = term[cut:-1]
            if local.isascii() and local.replace("_", "a").isalnum():
                return f"{prefix}:{local}"
        return term

    def object(self, term: str) -> str:
        """An IRI or a literal; integers and booleans lose their quotes."""
        if term[-1] != ">":
            return term
        found = self._objects.get(term)
        if found is None:
            found = self.iri(term) if term[0] == "<" else self._typed(term)
            if len(self._objects) < _MOST:
                self._objects[term] = found
        return found

    def _typed(self, term: str) -> str:
        for bare in (_INTEGER, _BOOLEAN):
            if term.endswith(bare):
                return term[1 : -len(bare)]
        value, mark, datatype = term.rpartition("^^")
        return value + mark + self.predicate(datatype)


def prefixes_for(base: str) -> dict[str, str]:
    """The prefixes of a file: ours, and one for each kind of thing under the base."""
    return {
        **{key: value for key, value in PREFIXES.items() if key not in ("sh", "time", "gaf", "nif", "oa", "sem")},
        "ac": f"{base}actor/",
        "ar": f"{base}article/",
        "cl": f"{base}claim/",
        "ev": f"{base}event/",
    }


def head(prefixes: Mapping[str, str]) -> str:
    """The prefix lines."""
    return "".join(f"@prefix {key}: <{prefixes[key]}> .\n" for key in sorted(prefixes))


def subjects(lines: Iterable[str], short: Shortener, indent: str) -> Iterator[str]:
    """Sorted `s p o` lines → one block of text a subject."""
    subject = predicate = ""
    parts: list[str] = []
    for line in lines:
        s, p, o = line.split(" ", 2)
        if s != subject:
            if parts:
                yield "".join(parts) + " .\n"
            parts = [f"\n{indent}{short.iri(s)}\n{indent}    {short.predicate(p)} {short.object(o)}"]
            subject, predicate = s, p
        elif p != predicate:
            parts.append(f" ;\n{indent}    {short.predicate(p)} {short.object(o)}")
            predicate = p
        else:
            parts.append(f" ,\n{indent}        {short.object(o)}")
    if parts:
        yield "".join(parts) + " .\n"


def turtle(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Sorted `s p o` lines → the pieces of a Turtle file."""
    yield head(prefixes)
    yield from subjects(lines, Shortener(prefixes), "")


def trig(graphs: Iterable[tuple[str, list[str]]], prefixes: Mapping[str, str]) -> Iterator[str]:
    """(graph IRI or '', sorted `s p o` lines) → the pieces of a TriG file, graphs in the order given."""
    short = Shortener(prefixes)
    yield head(prefixes)
    for graph, lines in graphs:
        yield f"\n{short.iri(graph)} {{" if graph else "\n{"
        yield from subjects(lines, short, "  ")
        yield "}\n"
