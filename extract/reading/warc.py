"""WARC files: the pages of web archives, record by record (ISO 28500; only what reading needs)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from .limits import MAX_DOCUMENT

_TYPES: Final = frozenset({"response", "resource", "conversion"})


class Page(NamedTuple):
    """A record's content, its address, and its kind; `problem` tells why it is not read."""

    url: str
    data: bytes
    kind: str
    problem: str | None = None


def is_warc(head: bytes) -> bool:
    """A WARC file by its first line."""
    return head.startswith(b"WARC/")


def pages(stream: BinaryIO) -> Iterator[Page]:
    """The pages of a WARC stream in order. Raises `ValueError` when a record's frame is damaged."""
    while True:
        line = stream.readline(1024)
        if not line:
            return
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise ValueError("a record does not begin where the one before ends")
        fields = _fields(stream)
        try:
            length = int(fields.get("content-length", ""))
        except ValueError:
            raise ValueError("a record has no length") from None
        url = fields.get("warc-target-uri", "").strip("<>")
        if fields.get("warc-type", "").lower() not in _TYPES:
            _skip(stream, length)
        elif length > MAX_DOCUMENT:
            _skip(stream, length)
            yield Page(url, b"", "", f"has {length >> 20} MB")
        else:
            data = stream.read(length)
            if len(data) < length:
                yield Page(url, b"", "", "is cut off")
                return
            page = _page(url, data, fields.get("content-type", ""))
            if page is not None:
                yield page


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0 and (data := stream.read(min(length, 1 << 20))):
        length -= len(data)


def _fields(stream: BinaryIO) -> dict[str, str]:
    fields: dict[str, str] = {}
    for _ in range(200):
        line = stream.readline(65536)
        if not line.strip():
            break
        key, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(key.strip().lower(), value.strip())
    return fields


def _page(url: str, data: bytes, kind: str) -> Page | None:
    if "application/http" not in kind:
        return Page(url, data, kind) if _is_text(kind) else None
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    status = lines[0].split()[1:2]
    fields: dict[str, str] = {}
    for line in lines[1:]:
        key, _, value = line.decode("latin-1").partition(":")
        fields.setdefault(key.strip().lower(), value.strip())
    inner = fields.get("content-type", "text/html")
    if status != [b"200"] or not _is_text(inner):
        return None
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _dechunk(body)
    coding = fields.get("content-encoding", "identity").lower()
    try:
        body = _decoded(body, coding)
    except (OSError, EOFError, zlib.error, ValueError):
        return Page(url, b"", inner, f"cannot be unpacked ({coding})")
    return Page(url, body, inner)


def _is_text(kind: str) -> bool:
    return kind.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml", "text/plain", "")


def _dechunk(body: bytes) -> bytes:
    """The body of a chunked transfer; as it is when it turns out not to be chunked."""
    out: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 20)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(out) if out else body
        if size == 0:
            break
        out.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(out)


def _decoded(body: bytes, coding: str) -> bytes:
    if body.startswith(b"\x1f\x8b"):
        return _bounded(zlib.decompressobj(31), body)
    if coding in ("identity", "", "none", "gzip", "x-gzip", "utf-8"):
        return body  # already unpacked by the crawler
    if coding == "deflate":
        try:
            return _bounded(zlib.decompressobj(), body)
        except zlib.error:
            return _bounded(zlib.decompressobj(-15), body)
    raise ValueError(coding)


def _bounded(unpacker: zlib._Decompress, body: bytes) -> bytes:
    data = unpacker.decompress(body, MAX_DOCUMENT)
    if unpacker.unconsumed_tail:
        raise gzip.BadGzipFile("too large")
    return data
