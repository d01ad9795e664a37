"""Segments: files of N-Quads, compressed, named by the hash of their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

import msgspec
import zstandard

from ..digests import file_digest
from ..errors import StoreError
from .files import TEMPORARY

AGAIN: Final = "Run `jishi build` again: the records are the truth, the store only a cache of them."

_PIECE: Final = 1 << 20
_LEVEL: Final = 1
"""Of zstandard: the fastest is small enough, since IRIs repeat."""


class Segment(msgspec.Struct, frozen=True):
    """A file of N-Quads: its name, the BLAKE2b of its bytes, how many quads it holds."""

    file: str
    digest: str
    quads: int


class SegmentWriter:
    """One segment being written."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.path = folder, folder / f"{TEMPORARY}{number}.nq.zst"
        self.quads = 0
        self._file = self.path.open("wb")
        self._zst = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(self._file, closefd=False)

    def write(self, piece: bytes, quads: int) -> None:
        """Adds whole lines."""
        self._zst.write(piece)
        self.quads += quads

    def close(self) -> Segment:
        """Finishes the file, gives it the name of its content, and says what it is."""
        self._zst.close()  # type: ignore[no-untyped-call]
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        digest = file_digest(self.path)
        name = f"graph-{digest[:20]}.nq.zst"
        self.path.replace(self.folder / name)
        return Segment(name, digest, self.quads)

    def abandon(self) -> None:
        """Closes what a failure left open."""
        self._file.close()


def read_segment(path: Path) -> Iterator[bytes]:
    """Whole lines of a segment, about a megabyte at a time."""
    rest = b""
    try:
        with path.open("rb") as handle, zstandard.ZstdDecompressor().stream_reader(handle) as reader:
            while piece := reader.read(_PIECE):
                whole, line_end, tail = piece.rpartition(b"\n")
                if line_end:
                    yield rest + whole + line_end
                    rest = tail
                else:
                    rest += piece
    except (zstandard.ZstdError, FileNotFoundError) as error:
        raise StoreError(f"{path.name} is damaged: {error}", where=str(path.parent), mend=AGAIN) from error


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a segment, ends included."""
    for piece in read_segment(path):
        yield from piece.splitlines(keepends=True)


def graphs_of(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The graphs of a segment of articles: IRI, sorted `s p o` lines."""
    for graph, lines in groupby(map(_parted, lines_of(path)), key=itemgetter(0)):
        yield graph, sorted(line for _, line in lines)


def _parted(line: bytes) -> tuple[str, str]:
    """A quad of an article → its graph, and the rest."""
    triple, graph, _ = line.decode().rsplit(" ", 2)
    return graph, triple
