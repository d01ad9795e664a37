"""What has been done: the shards of an output folder and the manifest that says which of them count.

`records/manifest.json` is the commit point. Readers see the shards it lists; a run that was killed
leaves further shards behind, and the next run takes their finished units up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from ..errors import StoreError
from ..records import FORMAT_VERSION, Record
from .files import remove_leftovers, write_bytes
from .shards import SHARD_SUFFIX, Shard, Unit, read_shard, write_shard

MANIFEST: Final = "manifest.json"


class Manifest(Record, frozen=True, kw_only=True):
    """The state of a finished extraction: the names of its shards, sorted, and a hash of their units.

    `check` is a hash of all the others, so that no byte of the file can be another unnoticed.
    """

    format: int
    fingerprint: str
    shards: tuple[str, ...]
    check: str = ""

    def checked(self) -> Manifest:
        """The same with its `check`."""
        bare = msgspec.structs.replace(self, check="")
        digest = hashlib.blake2b(msgspec.json.encode(bare), digest_size=16).hexdigest()
        return msgspec.structs.replace(self, check=digest)


class DamagedManifest(StoreError):
    """The manifest is not as it was written; the shards hold all that it told."""


class _Version(Record, frozen=True, kw_only=True):
    format: int


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of `folder`, or None where none is.

    Raises `StoreError` for one that a newer jishi wrote, and for a damaged one.
    """
    path = folder / MANIFEST
    if not path.exists():
        return None
    try:
        data = path.read_bytes()
        version = msgspec.json.decode(data, type=_Version).format
        if version > FORMAT_VERSION:
            raise StoreError(
                f"made by a newer jishi (format {version}, this one knows {FORMAT_VERSION})",
                where=str(folder),
                mend="Update jishi, or build into another folder.",
            )
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _damaged(path) from error
    if manifest != manifest.checked():
        raise _damaged(path)
    return manifest


def _damaged(path: Path) -> StoreError:
    return DamagedManifest("the manifest is damaged", where=str(path), mend="Run `jishi build` again to mend it.")


def committed_shards(folder: Path) -> list[Shard]:
    """The shards that the manifest lists, in its order. Raises `StoreError` where one is missing."""
    manifest = read_manifest(folder)
    if manifest is None:
        raise StoreError("no records here", where=str(folder.parent), mend="Make them with `jishi build INPUT -o DIR`.")
    if manifest.format < FORMAT_VERSION:
        raise StoreError(
            f"made by an older jishi (format {manifest.format}, this one writes {FORMAT_VERSION})",
            where=str(folder.parent),
            mend="Run `jishi build` again with the same inputs.",
        )
    return [read_shard(folder / name) for name in manifest.shards]


class Ledger:
    """The finished units of a folder of records, and which of them the present run has met again.

    Args:
        folder: the `records/` folder; made when it is not there.
        made_by: fingerprint of extractor and lexicon: units made by another are done again.

    Attributes:
        notes: what was found wrong on opening, for the user.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.made_by = folder, made_by
        self.notes: list[str] = []
        self._shards: list[Shard] = []
        self._where: dict[bytes, tuple[int, int]] = {}
        self._met: set[bytes] = set()
        self._names: set[bytes] = set()
        self._contents: set[bytes] = set()
        remove_leftovers(folder)
        self._open()

    def _open(self) -> None:
        try:
            manifest = read_manifest(self.folder)
        except DamagedManifest as error:
            manifest = None
            self.notes.append(f"{error.what} and is made again from the shards of records: {error.where}")
        if manifest is not None and manifest.format < FORMAT_VERSION:
            self.notes.append(f"records of the older format {manifest.format} are made anew")
            for path in self._paths():
                path.unlink()
            return
        for path in self._paths():
            shard = _whole_shard(path)
            if shard is None:
                self.notes.append(f"a shard of records is damaged, its articles are read again: {path.name}")
                path.unlink()
            else:
                self._add(shard)

    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{SHARD_SUFFIX}"))

    def _add(self, shard: Shard) -> None:
        self._shards.append(shard)
        if shard.header.made_by == self.made_by:
            for position, unit in enumerate(shard.header.units):
                self._where.setdefault(_digest(*unit.key), (len(self._shards) - 1, position))

    def meet(self, name: str, content: str) -> None:
        """Tell that the present run has an input of this name and content."""
        self._names.add(_digest(name))
        self._contents.add(_digest(content))

    def has(self, name: str, content: str, part: int = 0) -> Unit | None:
        """The finished unit, or None when it is still to be done."""
        key = _digest(name, content, part)
        place = self._where.get(key)
        if place is None:
            return None
        self._met.add(key)
        shard, position = place
        return self._shards[shard].header.units[position]

    def store(self, units: list[tuple[Unit, list[bytes]]]) -> None:
        """Write finished units as one shard."""
        shard = write_shard(self.folder, self.made_by, units)
        self._add(shard)
        self._met.update(_digest(*unit.key) for unit, _ in units)

    def commit(self, *, prune: bool) -> Manifest:
        """Take out what is out of date and write the manifest.

        Out of date is a unit whose input has changed or was renamed, and with `prune` one whose
        input is gone. Every step leaves a folder that the next run can go on from.
        """
        kept: dict[str, Shard] = {}
        old: list[Path] = []
        for index, shard in enumerate(self._shards):
            live = [self._is_live(unit, (index, at), prune=prune) for at, unit in enumerate(shard.header.units)]
            if all(live):
                kept[shard.path.name] = shard
                continue
            old.append(shard.path)
            if any(live):
                pairs = [pair for pair, keep in zip(shard.lines(), live, strict=True) if keep]
                fresh = write_shard(self.folder, shard.header.made_by, pairs)
                kept[fresh.path.name] = fresh
        manifest = Manifest(
            format=FORMAT_VERSION,
            fingerprint=_fingerprint(kept.values()),
            shards=tuple(sorted(kept, key=lambda name: (kept[name].header.units[0].key, name))),
        ).checked()
        data = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
        write_bytes(self.folder / MANIFEST, data)
        for path in old:
            if path.name not in kept:
                path.unlink(missing_ok=True)
        self._shards = [kept[name] for name in manifest.shards]
        return manifest

    def _is_live(self, unit: Unit, place: tuple[int, int], *, prune: bool) -> bool:
        key = _digest(*unit.key)
        if key in self._met:
            return self._where.get(key) == place
        if _digest(unit.name) in self._names or _digest(unit.content) in self._contents:
            return False
        return not prune and self._where.get(key, place) == place

    def units(self) -> Iterator[Unit]:
        """All units of the committed shards."""
        for shard in self._shards:
            yield from shard.header.units


def _whole_shard(path: Path) -> Shard | None:
    try:
        shard = read_shard(path)
    except StoreError:
        return None
    return shard if shard.is_whole() else None


def _digest(*parts: object) -> bytes:
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=16).digest()


def _fingerprint(shards: Iterable[Shard]) -> str:
    """One hash over the units of all shards and who made them, whatever shards they lie in."""
    total = hashlib.blake2b(digest_size=16)
    listed = sorted(_digest(shard.header.made_by, *unit.key) for shard in shards for unit in shard.header.units)
    for digest in listed:
        total.update(digest)
    return total.hexdigest()
