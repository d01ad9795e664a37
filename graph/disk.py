"""The store's files: writing a graph into a folder, and opening what lies there after checking it."""

from __future__ import annotations

import hashlib
import os
import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import zstandard

from ..errors import StoreError
from . import rdf
from .files import TEMPORARY, locked, sweep, sync, telling, write_whole

if TYPE_CHECKING:
    import pyoxigraph

FORMAT: Final = 1
"""Version of the folder's form and of the RDF mapping: raise it when either changes."""

_PIECE: Final = 1 << 20
_LEVEL: Final = 1
"""Of zstandard: the fastest is small enough, since IRIs repeat."""


class Manifest(msgspec.Struct, frozen=True):
    """What `current.json` says.

    Attributes:
        data: name of the data file or folder. checksums: file → BLAKE2b of its bytes.
        quads: how many there are. engine: `memory` or `disk`.
    """

    format: int
    fingerprint: str
    base: str
    engine: str
    data: str
    quads: int
    checksums: dict[str, str]


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def file_digest(path: Path) -> str:
    """BLAKE2b of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


class _Loader:
    """Loads N-Quads into a memory store in a thread of its own: the engine releases Python's lock."""

    def __init__(self) -> None:
        import pyoxigraph

        self.store = pyoxigraph.Store()
        self._pieces: queue.Queue[bytes | None] = queue.Queue(maxsize=16)
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        import pyoxigraph

        while (piece := self._pieces.get()) is not None:
            if self._error is None:
                try:
                    self.store.load(input=piece, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
                except (SyntaxError, ValueError, OSError) as error:
                    self._error = error

    def put(self, piece: bytes) -> None:
        """Hands on whole lines."""
        self._pieces.put(piece)

    def done(self) -> pyoxigraph.Store:
        """The store with everything loaded. Raises what went wrong in the thread."""
        self._pieces.put(None)
        self._thread.join()
        if self._error is not None:
            raise StoreError(f"the engine refused the data: {self._error}") from self._error
        return self.store


def write_store(
    folder: Path, kg: rdf.Graph, fingerprint: str, base: str, engine: str, memory_limit: int
) -> tuple[Manifest, pyoxigraph.Store]:
    """Writes the graph's store and makes it current; also gives it opened."""
    with telling(folder), locked(folder):
        current = _current(folder)
        sweep(folder, frozenset({current.data} if current is not None else ()))
        pieces = rdf.nquads(kg, base)
        manifest, store = _write_memory(folder, pieces, fingerprint, base)
        write_whole(folder / "current.json", _sealed(manifest))
        sweep(folder, frozenset({manifest.data}))
        return manifest, store


def _write_memory(
    folder: Path, pieces: Iterator[bytes], fingerprint: str, base: str
) -> tuple[Manifest, pyoxigraph.Store]:
    beside = folder / f"{TEMPORARY}graph.nq.zst"
    loader = _Loader()
    content = hashlib.blake2b(digest_size=8)
    quads = 0
    with beside.open("wb") as handle:
        with zstandard.ZstdCompressor(level=_LEVEL).stream_writer(handle, closefd=False) as writer:
            for piece in pieces:
                loader.put(piece)
                content.update(piece)
                quads += piece.count(b"\n")
                writer.write(piece)
        handle.flush()
        os.fsync(handle.fileno())
    name = f"graph-{content.hexdigest()}.nq.zst"
    final = folder / name
    beside.replace(final)
    sync(folder)
    store = loader.done()
    manifest = Manifest(FORMAT, fingerprint, base, "memory", name, quads, {name: file_digest(final)})
    return manifest, store


def _sealed(manifest: Manifest) -> bytes:
    """The manifest's JSON with a checksum line of its own."""
    body = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    return body + b"\n" + _digest(body).encode("ascii") + b"\n"


def _current(folder: Path) -> Manifest | None:
    """The manifest, or None where there is none that can be read."""
    try:
        body, seal, _ = (folder / "current.json").read_bytes().rsplit(b"\n", 2)
        return msgspec.json.decode(body, type=Manifest) if seal.decode("ascii", "replace") == _digest(body) else None
    except (FileNotFoundError, ValueError, msgspec.MsgspecError):
        return None


def read_manifest(folder: Path, fingerprint: str | None, base: str) -> tuple[Manifest, pyoxigraph.Store]:
    """Opens the current store. Raises `StoreError` that says why where it cannot be used."""
    if not (folder / "current.json").is_file():
        raise StoreError("there is no store", where=str(folder), mend="Build it with `jishi build`.")
    manifest = _current(folder)
    if manifest is None:
        raise StoreError("current.json is damaged", where=str(folder), mend="Build the store again.")
    if manifest.format != FORMAT:
        raise StoreError("the store is of another version", where=str(folder), mend="Build the store again.")
    if fingerprint is not None and manifest.fingerprint != fingerprint:
        raise StoreError("the store does not match the records", where=str(folder), mend="Build the store again.")
    for name, digest in manifest.checksums.items():
        if not (folder / name).is_file():
            raise StoreError(f"{name} is missing", where=str(folder), mend="Build the store again.")
        if file_digest(folder / name) != digest:
            raise StoreError(f"{name} is damaged", where=str(folder), mend="Build the store again.")
    return manifest, _load(folder / manifest.data)


def _load(path: Path) -> pyoxigraph.Store:
    loader = _Loader()
    rest = b""
    with path.open("rb") as handle, zstandard.ZstdDecompressor().stream_reader(handle) as reader:
        while block := reader.read(_PIECE):
            whole, line_end, tail = block.rpartition(b"\n")
            if line_end:
                loader.put(rest + whole + line_end)
                rest = tail
            else:
                rest += block
    return loader.done()
