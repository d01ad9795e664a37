"""RDF files: TriG, N-Quads, Turtle, N-Triples, JSON-LD. Sorted, so that equal graphs give equal bytes.

N-Quads are the lines in order of code points, without doubles: since no node is blank, that is the
canonical form of the dataset. Turtle and N-Triples know no graphs: they hold the union of all, and
`j:inArticle` still tells what came from where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from ..graph.rdf import base_of, layers, sorted_layers
from ..graph.turtle import prefixes_for, trig, turtle
from .files import replacing
from .jsonld import jsonld

if TYPE_CHECKING:
    from ..graph.rdf import Graph

SUFFIXES: Final = {".trig": "trig", ".nq": "nquads", ".ttl": "turtle", ".nt": "ntriples", ".jsonld": "jsonld"}
"""File name endings → formats."""

_PIECE: Final = 1 << 20


def _trig(kg: Graph, base: str) -> Iterator[str]:
    return trig(sorted_layers(kg, base), prefixes_for(base))


def _turtle(kg: Graph, base: str) -> Iterator[str]:
    return turtle(_union(kg, base), prefixes_for(base))


def _jsonld(kg: Graph, base: str) -> Iterator[str]:
    return jsonld(sorted_layers(kg, base), base)


def _ntriples(kg: Graph, base: str) -> Iterator[str]:
    return (line + " .\n" for line in _union(kg, base))


def _nquads(kg: Graph, base: str) -> Iterator[str]:
    found: list[str] = []
    for graph, lines in layers(kg, base):
        end = f" {graph} .\n" if graph else " .\n"
        found.extend([line + end for line in lines])
    found.sort()
    return iter(found)


def _union(kg: Graph, base: str) -> list[str]:
    """The lines of all graphs, sorted, each once."""
    found = [line for _, lines in layers(kg, base) for line in lines]
    found.sort()
    return [line for at, line in enumerate(found) if at == 0 or line != found[at - 1]]


FORMATS: Final[dict[str, Callable[[Graph, str], Iterator[str]]]] = {
    "trig": _trig,
    "nquads": _nquads,
    "turtle": _turtle,
    "ntriples": _ntriples,
    "jsonld": _jsonld,
}


def pieces(kg: Graph, format: str, base: str | None = None) -> Iterator[bytes]:
    """The file in pieces of about a megabyte of UTF-8. Raises `InputError` for a format that is none."""
    if format not in FORMATS:
        raise InputError(f"no RDF format {format!r}", mend=f"There are: {', '.join(FORMATS)}.")
    pending: list[str] = []
    size = 0
    for piece in FORMATS[format](kg, base_of(kg, base)):
        pending.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield "".join(pending).encode()
            pending, size = [], 0
    yield "".join(pending).encode()


def serialize(kg: Graph, format: str, base: str | None = None) -> bytes:
    """The whole file as bytes; formats: trig, nquads, turtle, ntriples, jsonld."""
    return b"".join(pieces(kg, format, base))


def write(kg: Graph, path: Path, *, format: str | None = None, base: str | None = None) -> None:
    """Writes a file, its format from the name's ending unless given; beside first, then renamed."""
    chosen = format or SUFFIXES.get(path.suffix.lower())
    if chosen is None:
        raise InputError(
            f"the ending {path.suffix!r} names no RDF format", where=str(path), mend=f"Use {', '.join(SUFFIXES)}."
        )
    with replacing(path) as draft, draft.open("wb") as file:
        file.writelines(pieces(kg, chosen, base))
