"""Packed inputs: gzip, zstd, bzip2 and xz streams; the files in zip and tar archives."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

import zstandard

from ...records import Skipped
from .encoding import decode
from .limits import MIB, Metered

_MAGIC: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)
_ENDINGS: Final = {"gzip": (".gz", ".gzip"), "zstd": (".zst", ".zstd"), "bzip2": (".bz2",), "xz": (".xz",)}
BROKEN: Final = (
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What the standard readers raise for damaged data."""


def packing(head: bytes) -> str | None:
    """How a stream is packed, by its first bytes."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def unpack(stream: BinaryIO, kind: str, packed: int | None) -> io.BufferedReader:
    """The unpacked stream, metered against bombs."""
    inner: BinaryIO
    if kind == "gzip":
        inner = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    elif kind == "zstd":
        inner = cast(
            BinaryIO,
            zstandard.ZstdDecompressor(max_window_size=128 * MIB).stream_reader(stream, read_across_frames=True),
        )
    elif kind == "bzip2":
        inner = cast(BinaryIO, bz2.BZ2File(stream))
    else:
        inner = cast(BinaryIO, lzma.LZMAFile(stream))  # noqa: SIM115
    return io.BufferedReader(Metered(inner, packed), MIB // 4)


def bare_name(name: str, kind: str) -> str:
    """`name` without the ending of its packing."""
    lower = name.lower()
    for ending in _ENDINGS[kind]:
        if lower.endswith(ending):
            return name[: -len(ending)]
    return name[:-4] + ".tar" if lower.endswith(".tgz") else name


def is_zip(head: bytes) -> bool:
    """A zip archive by its first bytes."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_tar(head: bytes) -> bool:
    """A tar archive by the mark in its first header."""
    return head[257:262] == b"ustar"


Member = tuple[str, io.BufferedReader]


def zip_members(stream: BinaryIO, name: str) -> Iterator[Member | Skipped]:
    """The files of a zip archive in its own order, as (name, stream)."""
    with _opened(stream) as archive:
        infos = archive.infolist()
        if any(info.filename == "[Content_Types].xml" for info in infos):
            yield Skipped(source=name, reason="an Office document", hint="Save it as text or HTML.")
            return
        for info in infos:
            inner = f"{name}/{_zip_name(info)}"
            if info.is_dir() or _is_junk(inner):
                continue
            if info.flag_bits & 1:
                yield Skipped(source=inner, reason="is encrypted", hint="Unpack it with its password first.")
                continue
            try:
                with archive.open(info) as member:
                    yield inner, io.BufferedReader(Metered(cast(BinaryIO, member), info.compress_size), MIB // 4)
            except (NotImplementedError, RuntimeError, OSError, ValueError, *BROKEN) as error:
                yield Skipped(source=inner, reason=f"cannot be unpacked: {error}")


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    """The archive; whatever is wrong with its directory makes it a damaged one."""
    try:
        return zipfile.ZipFile(stream)
    except (ValueError, NotImplementedError, OverflowError, struct.error) as error:
        raise zipfile.BadZipFile(str(error)) from error


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name; zip files of Chinese Windows hold GB18030 that the standard reader takes for cp437."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return decode(info.filename.encode("cp437")).text
    except UnicodeEncodeError:
        return info.filename


def tar_members(stream: BinaryIO, name: str) -> Iterator[Member | Skipped]:
    """The regular files of a tar archive in its own order, as (name, stream)."""
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for info in archive:
            inner = f"{name}/{info.name}"
            if not info.isfile() or _is_junk(inner):
                continue
            member = archive.extractfile(info)
            if member is not None:
                yield inner, io.BufferedReader(Metered(cast(BinaryIO, member), None), MIB // 4)


def _is_junk(name: str) -> bool:
    last = name.rpartition("/")[2]
    return "__MACOSX/" in name or last.startswith(".") or last in ("Thumbs.db", "desktop.ini")
