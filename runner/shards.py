"""Record shards: some hundred units of work in one checked, compressed file.

A shard is two zstd frames, each with its checksum: a header, one line of JSON that says which
units are inside and the length and hash of the second frame; and the records, one a line. A shard
is written to a temporary name, flushed and renamed, so it is there in whole or not at all. Its
name is the hash of its units, so the same work gives the same file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import zstandard

from ..errors import StoreError
from ..records import FORMAT_VERSION, Record, Skipped
from .files import write_bytes

SHARD_SUFFIX: Final = ".jsonl.zst"
_PIECE: Final = 1 << 16
_LEVEL: Final = 6


class Unit(Record, frozen=True, kw_only=True):
    """A piece of work that is done once: a file, or one part of a file of many articles.

    Attributes:
        name: the input's name.
        content: hash of the input's bytes.
        part: 0, 1, … of a large file; `last` is True for its last part.
        articles: how many records it gave, and in `skipped` what it did not.
        undated: sources of the articles that have no publish date.
    """

    name: str
    content: str
    part: int = 0
    last: bool = True
    articles: int = 0
    skipped: tuple[Skipped, ...] = ()
    undated: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """What identifies the work."""
        return self.name, self.content, self.part


class Header(Record, frozen=True, kw_only=True):
    """The first frame of a shard. `made_by` is the fingerprint of extractor and lexicon."""

    format: int
    made_by: str
    units: tuple[Unit, ...]
    length: int = 0
    digest: str = ""


class Shard(NamedTuple):
    """A shard on disk and its header."""

    path: Path
    header: Header

    def is_whole(self) -> bool:
        """Whether the records are as they were written."""
        return self._digest() == self.header.digest

    def _packed(self) -> bytes:
        with self.path.open("rb") as file:
            file.seek(-self.header.length, 2)
            return file.read()

    def _digest(self) -> str:
        return hashlib.blake2b(self._packed(), digest_size=16).hexdigest()

    def lines(self) -> Iterator[tuple[Unit, list[bytes]]]:
        """Each unit with its records as JSON lines. Raises `StoreError` when the shard is damaged."""
        packed = self._packed()
        if hashlib.blake2b(packed, digest_size=16).hexdigest() != self.header.digest:
            raise _damaged(self.path)
        lines = _unpack(packed, self.path).splitlines()
        position = 0
        for unit in self.header.units:
            yield unit, lines[position : position + unit.articles]
            position += unit.articles


def write_shard(folder: Path, made_by: str, units: Iterable[tuple[Unit, list[bytes]]]) -> Shard:
    """Store `units` with their records in `folder` and return the shard."""
    listed = list(units)
    body = b"".join(line + b"\n" for _, lines in listed for line in lines)
    compress = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress
    packed = compress(body)
    header = Header(
        format=FORMAT_VERSION,
        made_by=made_by,
        units=tuple(unit for unit, _ in listed),
        length=len(packed),
        digest=hashlib.blake2b(packed, digest_size=16).hexdigest(),
    )
    name = hashlib.blake2b(made_by.encode(), digest_size=12)
    for unit in header.units:
        name.update(msgspec.json.encode(unit.key))
    path = folder / f"{name.hexdigest()}{SHARD_SUFFIX}"
    write_bytes(path, compress(msgspec.json.encode(header)) + packed)
    return Shard(path, header)


def read_shard(path: Path) -> Shard:
    """Open a shard by its header. Raises `StoreError` when it is damaged or of another format."""
    try:
        head, size = _first_frame(path)
        version = msgspec.json.decode(head, type=_Version).format
        if version != FORMAT_VERSION:
            raise StoreError(f"records of format {version}, this jishi knows {FORMAT_VERSION}", where=str(path))
        header = msgspec.json.decode(head, type=Header)
    except (OSError, zstandard.ZstdError, msgspec.DecodeError) as error:
        raise _damaged(path) from error
    if path.stat().st_size != size + header.length:
        raise _damaged(path)
    return Shard(path, header)


def _first_frame(path: Path) -> tuple[bytes, int]:
    """The content of a file's first frame, and its length in the file in bytes."""
    frame = zstandard.ZstdDecompressor().decompressobj()
    head, read = b"", 0
    with path.open("rb") as file:
        while not frame.eof and (piece := file.read(_PIECE)):
            head += frame.decompress(piece)
            read += len(piece)
    return head, read - len(frame.unused_data)


class _Version(Record, frozen=True, kw_only=True):
    format: int


def _unpack(packed: bytes, path: Path) -> bytes:
    try:
        return zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    except zstandard.ZstdError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> StoreError:
    return StoreError("a shard of records is damaged", where=str(path), mend="Run `jishi build` again to mend it.")
