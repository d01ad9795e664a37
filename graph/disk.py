"""The store's files: writing a graph into a folder, and opening what lies there after checking it.

`current.json` names everything that counts: segments (`graph-….nq.zst`, N-Quads by content hash;
an article always falls into the same one) and, for big graphs, `rocks-…`, pyoxigraph's own folder
made from them. All of it is written beside, brought to the disk and renamed before `current.json`
is; names follow from the contents, so what has not changed is not written again.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from ..digests import file_digest
from ..errors import StoreError
from .files import TEMPORARY, locked, sweep, sync, telling, write_whole
from .loading import Loader, bulk_load
from .rdf import Graph
from .segments import AGAIN, Segment, graphs_of, lines_of, read_segment
from .writers import write_segments

if TYPE_CHECKING:
    import pyoxigraph

FORMAT: Final = 4
"""Version of the folder's form and of the RDF mapping: raise it when either changes."""


class Manifest(msgspec.Struct, frozen=True):
    """What `current.json` says.

    Attributes:
        engine: `memory` or `disk`.
        segments: article segments, the last one the instance layer.
        rocks: name of pyoxigraph's folder, or '' in memory; rocks_files: file in it → BLAKE2b.
    """

    format: int
    fingerprint: str
    base: str
    engine: str
    segments: tuple[Segment, ...]
    rocks: str = ""
    rocks_files: dict[str, str] = {}

    @property
    def quads(self) -> int:
        """How many quads there are."""
        return sum(segment.quads for segment in self.segments)

    @property
    def names(self) -> frozenset[str]:
        """The files and folders that count."""
        return frozenset({segment.file for segment in self.segments} | ({self.rocks} if self.rocks else set()))


# ---------------------------------------------------------------- writing


@contextlib.contextmanager
def _sweeping(folder: Path) -> Iterator[None]:
    """Removes what nothing names before writing, and again when that fails: a full disk needs the space."""
    _sweep_unnamed(folder)
    with contextlib.ExitStack() as on_failure:
        on_failure.callback(_sweep_unnamed, folder)
        yield
        on_failure.pop_all()


def _sweep_unnamed(folder: Path) -> None:
    now = current(folder)
    sweep(folder, now.names if now is not None else frozenset())


def write_store(
    folder: Path, kg: Graph, fingerprint: str, base: str, limit: int | None
) -> tuple[Manifest, pyoxigraph.Store]:
    """Writes the graph's store, makes it current, and gives it opened.

    Args:
        limit: quads up to which it is held in memory; None for any number.
    """
    loader = Loader(limit)
    manifest, store = _written(folder, kg, fingerprint, base, limit, loader)
    if store is None:
        store = open_rocks(folder / manifest.rocks) if manifest.rocks else _load(folder, manifest)
    return manifest, store


def save_store(folder: Path, kg: Graph, fingerprint: str, base: str, limit: int | None) -> Manifest:
    """The same without opening it: two thirds of the time of a small one."""
    return _written(folder, kg, fingerprint, base, limit, Loader(0))[0]


def _written(
    folder: Path, kg: Graph, fingerprint: str, base: str, limit: int | None, loader: Loader
) -> tuple[Manifest, pyoxigraph.Store | None]:
    """Writes and makes current; the store, where the loader has it."""
    with telling(folder), locked(folder):
        old = current(folder)
        with _sweeping(folder):
            segments = write_segments(folder, kg, base, loader)
            store = loader.done()
            if limit is None or sum(segment.quads for segment in segments) <= limit:
                manifest = Manifest(FORMAT, fingerprint, base, "memory", segments)
            else:
                manifest = _on_disk(folder, fingerprint, base, segments, old)
            make_current(folder, manifest)
        return manifest, store


def _on_disk(
    folder: Path, fingerprint: str, base: str, segments: tuple[Segment, ...], old: Manifest | None
) -> Manifest:
    """Makes pyoxigraph's folder and the manifest that names it."""
    rocks = _write_rocks(folder, segments, old)
    files = {path.name: file_digest(path) for path in sorted((folder / rocks).iterdir())}
    return Manifest(FORMAT, fingerprint, base, "disk", segments, rocks, files)


def update_store(
    folder: Path, kg: Graph, fingerprint: str, old: Manifest, store: pyoxigraph.Store
) -> tuple[Manifest, pyoxigraph.Store, int, int]:
    """Brings a store up to date by what has changed; also gives how many quads went and came.

    Raises `StoreError` when another process has changed the folder since it was opened.
    """
    with telling(folder), locked(folder):
        if current(folder) != old:
            raise StoreError("another process has changed the store", where=str(folder), mend="Open it again.")
        with _sweeping(folder):
            segments = write_segments(folder, kg, old.base, Loader(0))
            gone, come = _difference(folder, old, segments)
            if old.engine == "memory":
                manifest = Manifest(FORMAT, fingerprint, old.base, "memory", segments)
            else:
                manifest = _on_disk(folder, fingerprint, old.base, segments, old)
            make_current(folder, manifest)
        if manifest.rocks:
            store = open_rocks(folder / manifest.rocks)
        else:
            apply(store, gone, come)
        return manifest, store, len(gone), len(come)


def make_current(folder: Path, manifest: Manifest) -> None:
    """Puts the manifest in place and removes what it does not name."""
    sync(folder)
    body = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    write_whole(folder / "current.json", body + b"\n" + _seal(body) + b"\n")
    sweep(folder, manifest.names)


def _write_rocks(folder: Path, segments: tuple[Segment, ...], old: Manifest | None) -> str:
    """Makes pyoxigraph's folder: from the last one by what has changed where it pays, else anew."""
    key = hashlib.blake2b("".join(s.file for s in segments).encode(), digest_size=10).hexdigest()
    name = f"rocks-{key}"
    if old is not None and old.rocks and not _intact(folder / old.rocks, old.rocks_files):
        shutil.rmtree(folder / old.rocks, ignore_errors=True)
        old = None
    if old is not None and old.rocks == name:
        return name
    beside = folder / f"{TEMPORARY}{name}"
    changed = _changes(folder, old, segments) if old is not None and old.rocks else None
    if changed is not None and old is not None:
        _patched(folder / old.rocks, beside, changed)
    else:
        bulk_load(beside, (piece for segment in segments for piece in read_segment(folder / segment.file)))
    for path in beside.iterdir():
        sync(path)
    beside.replace(folder / name)
    return name


def _patched(source: Path, target: Path, changed: tuple[set[bytes], set[bytes]]) -> None:
    """A copy of a store (hard links, so it costs nothing) with some quads removed and some added."""
    import pyoxigraph as ox

    ox.Store.read_only(str(source)).backup(str(target))
    store = ox.Store(str(target))
    removed, added = changed
    apply(store, removed, added)
    store.flush()


def apply(store: pyoxigraph.Store, removed: Iterable[bytes], added: Iterable[bytes]) -> None:
    """Takes lines of N-Quads out of a store and puts others in."""
    import pyoxigraph as ox

    for quad in ox.parse(input=b"".join(removed), format=ox.RdfFormat.N_QUADS, lenient=True):
        store.remove(quad)
    store.extend(ox.parse(input=b"".join(added), format=ox.RdfFormat.N_QUADS, lenient=True))


_WORTHWHILE: Final = 0.2
"""Share of a store that may change before building it anew is faster."""


def _changes(folder: Path, old: Manifest, segments: tuple[Segment, ...]) -> tuple[set[bytes], set[bytes]] | None:
    """Lines that went and lines that came; None where so much changed that building anew is faster."""
    come = sum(segment.quads for segment in segments if segment not in old.segments)
    return None if come > _WORTHWHILE * old.quads + 100_000 else _difference(folder, old, segments)


def _difference(folder: Path, old: Manifest, segments: tuple[Segment, ...]) -> tuple[set[bytes], set[bytes]]:
    """Lines that went and lines that came. Segments that stay the same are not read."""
    before = {line for s in old.segments if s not in segments for line in lines_of(folder / s.file)}
    after = {line for s in segments if s not in old.segments for line in lines_of(folder / s.file)}
    return before - after, after - before


# ---------------------------------------------------------------- reading


def _seal(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).hexdigest().encode("ascii")


def current(folder: Path) -> Manifest | None:
    """The manifest, or None where there is none that can be read."""
    try:
        body, seal, _ = (folder / "current.json").read_bytes().rsplit(b"\n", 2)
        return msgspec.json.decode(body, type=Manifest) if seal == _seal(body) else None
    except (FileNotFoundError, ValueError, msgspec.MsgspecError):
        return None


def open_store(folder: Path, fingerprint: str | None, base: str | None) -> tuple[Manifest, pyoxigraph.Store]:
    """Opens the current store. Raises `StoreError` that says why where it cannot be used."""
    for _ in range(5):
        manifest = _checked(folder, fingerprint, base)
        try:
            if manifest.engine == "disk":
                _check_files(folder / manifest.rocks, manifest.rocks_files)
                return manifest, open_rocks(folder / manifest.rocks)
            _check_files(folder, {segment.file: segment.digest for segment in manifest.segments})
            return manifest, _load(folder, manifest)
        except StoreError:
            if current(folder) == manifest:  # else a writer has replaced it meanwhile: read the new one
                raise
    raise StoreError("the store is replaced again and again", where=str(folder), mend="Try again.")


def _checked(folder: Path, fingerprint: str | None, base: str | None) -> Manifest:
    if not (folder / "current.json").is_file():
        raise StoreError("there is no store", where=str(folder), mend=AGAIN)
    manifest = current(folder)
    if manifest is None:
        raise StoreError("current.json is damaged", where=str(folder), mend=AGAIN)
    if manifest.format != FORMAT:
        raise StoreError("the store is of another version of jishi", where=str(folder), mend=AGAIN)
    if fingerprint is not None and manifest.fingerprint != fingerprint:
        raise StoreError("the store does not match the records", where=str(folder), mend=AGAIN)
    if base is not None and manifest.base != base:
        raise StoreError(f"the store has another base, {manifest.base}", where=str(folder), mend=AGAIN)
    return manifest


def _intact(folder: Path, digests: dict[str, str]) -> bool:
    try:
        _check_files(folder, digests)
    except StoreError:
        return False
    return True


def _check_files(folder: Path, digests: dict[str, str]) -> None:
    for name, digest in digests.items():
        path = folder / name
        if not path.is_file():
            raise StoreError(f"{name} is missing", where=str(folder), mend=AGAIN)
        if file_digest(path) != digest:
            raise StoreError(f"{name} is damaged", where=str(folder), mend=AGAIN)


def open_rocks(path: Path) -> pyoxigraph.Store:
    """pyoxigraph's own folder, to read."""
    import pyoxigraph

    try:
        return pyoxigraph.Store.read_only(str(path))
    except OSError as error:
        raise StoreError(f"the engine cannot open it: {error}", where=str(path), mend=AGAIN) from error


def _load(folder: Path, manifest: Manifest) -> pyoxigraph.Store:
    loader = Loader(None)
    for segment in manifest.segments:
        for piece in read_segment(folder / segment.file):
            loader.put(piece, 0)
    store = loader.done()
    assert store is not None
    if len(store) != manifest.quads:
        raise StoreError(f"{len(store)} quads instead of {manifest.quads}", where=str(folder), mend=AGAIN)
    return store


def stored_layers(folder: Path, manifest: Manifest) -> Iterator[tuple[str, list[str]]]:
    """(graph IRI or '' for the default graph, its sorted `s p o` lines), the default graph last."""
    *articles, instances = manifest.segments
    for segment in articles:
        yield from graphs_of(folder / segment.file)
    yield "", sorted(line.decode().removesuffix(" .\n") for line in lines_of(folder / instances.file))


def remove(folder: Path) -> None:
    """Removes a store's files, not the folder."""
    with locked(folder):
        (folder / "current.json").unlink(missing_ok=True)
        sweep(folder, frozenset())
        for entry in folder.glob(f"{TEMPORARY}*"):
            shutil.rmtree(entry, ignore_errors=True)
