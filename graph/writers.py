"""Making the segments of a graph one after another; their lines are loaded while the next ones are being made."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from .loading import Loader
from .rdf import Graph, Layers, block
from .segments import Segment, SegmentWriter

_EVENTS_A_SEGMENT: Final = 5_000
_MOST_SEGMENTS: Final = 64
_PIECE: Final = 1 << 22
"""Bytes that are written and handed on at a time."""


class _Parts:
    """What goes into each segment: articles by the hash of their IRI, the default graph into the last."""

    def __init__(self, kg: Graph, base: str) -> None:
        self.layers = Layers(kg, base)
        self.articles = segment_count(len(kg.events))
        self.count = self.articles + 1
        # Places instead of records: those of a graph that lies on the disk are many.
        self._records = kg.records if isinstance(kg.records, Sequence) else tuple(kg.records)
        self._places = [array("q") for _ in range(self.articles)]
        for place, record in enumerate(self._records):
            digest = hashlib.blake2b(self.layers.graph(record.id).encode(), digest_size=2).hexdigest()
            self._places[int(digest, 16) % self.articles].append(place)

    def blocks(self, number: int) -> Iterator[tuple[bytes, int]]:
        """The N-Quads of a segment, with their number, in small pieces."""
        if number == self.articles:
            for lines in self.layers.instances():
                yield from block("", lines)
        else:
            for place in self._places[number]:
                record = self._records[place]
                yield from block(self.layers.graph(record.id), self.layers.article(record))


def segment_count(events: int) -> int:
    """A power of two that grows with the graph; a store that grows a little keeps its segments."""
    wanted, count = events // _EVENTS_A_SEGMENT + 1, 1
    while count < wanted and count < _MOST_SEGMENTS:
        count *= 2
    return count


def write_segments(folder: Path, kg: Graph, base: str, loader: Loader) -> tuple[Segment, ...]:
    """Writes the segments of a graph and hands their lines to the loader, in order."""
    parts = _Parts(kg, base)
    first = _write_segment(folder, parts, 0, loader)
    loader.expect(first.quads * parts.articles)  # articles are spread evenly
    return first, *(_write_segment(folder, parts, number, loader) for number in range(1, parts.count))


def _write_segment(folder: Path, parts: _Parts, number: int, loader: Loader) -> Segment:
    writer = SegmentWriter(folder, number)
    gathered: list[bytes] = []
    size = quads = 0
    try:
        for lines, many in parts.blocks(number):
            gathered.append(lines)
            size, quads = size + len(lines), quads + many
            if size >= _PIECE:
                piece = b"".join(gathered)
                writer.write(piece, quads)
                loader.put(piece, quads)
                gathered, size, quads = [], 0, 0
        piece = b"".join(gathered)
        writer.write(piece, quads)
        loader.put(piece, quads)
        return writer.close()
    finally:
        writer.abandon()
