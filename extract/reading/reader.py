"""One input → articles: what it is, by content before extension, and who reads it."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

from ...records import Article, Skipped
from . import archive, items, parquet, tables, warc
from .assemble import assemble
from .documents import read_document
from .draft import Draft
from .encoding import decode, is_binary
from .limits import MAX_DOCUMENT, MAX_NESTING, MIB, TooMuch

Found = Article | Skipped
_HEAD: Final = 65536
_SNIFF: Final = 60000
_PIECE: Final = 1 << 18
_BINARY: Final = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_CONVERT: Final = "Convert it to text or HTML first."
_LOST: Final = re.compile(r"(?<=[\u3400-\u9fff])\?+(?=[\u3400-\u9fff，。、])")
"""A question mark inside a Chinese word: what a code page could not hold when the text was saved."""
_LINES: Final = (".jsonl", ".ndjson", ".jsonlines")


def read_file(path: Path, name: str) -> Iterator[Found]:
    """The articles of a file; what cannot be read comes as `Skipped` with the reason."""
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            kind = "a folder" if stat.S_ISDIR(before.st_mode) else "a device or pipe"
            yield Skipped(source=name, reason=f"is {kind}, not a file")
            return
        with path.open("rb", buffering=_HEAD) as stream:
            yield from _read(stream, name, before.st_size, 0)
            after = os.fstat(stream.fileno())
    except OSError as error:
        yield Skipped(
            source=name, reason=f"cannot be read: {error.strerror or error}", hint="Check the path and its permissions."
        )
        return
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        yield Skipped(source=name, reason="changed while it was read", hint="Read it again when it is complete.")


def read_bytes(data: bytes, name: str) -> Iterator[Found]:
    """The articles of a file's content; `name` is the source shown to users."""
    yield from _read(io.BytesIO(data), name, len(data), 0)


def _read(stream: BinaryIO, name: str, size: int | None, depth: int) -> Iterator[Found]:
    """The articles of a stream that can be read once; `size` in bytes when it is known."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield from _dispatch(cast(io.BufferedReader, buffered), name, size, depth)
    except TooMuch as error:
        yield Skipped(source=name, reason=str(error), hint="Unpack it yourself if you trust it.")
    except archive.BROKEN as error:
        yield Skipped(source=name, reason=f"is damaged: {error}", hint="What came before the damage was kept.")


def _dispatch(stream: io.BufferedReader, name: str, size: int | None, depth: int) -> Iterator[Found]:
    head = _peek(stream)
    if depth <= MAX_NESTING and (kind := archive.packing(head)):
        inner = archive.unpack(stream, kind, size)
        yield from _read(cast(BinaryIO, inner), archive.bare_name(name, kind), None, depth + 1)
    elif archive.is_zip(head) or archive.is_tar(head):
        if depth > MAX_NESTING:
            yield Skipped(source=name, reason=f"more than {MAX_NESTING} archives inside each other")
            return
        yield from _members(stream, name, depth, archive.is_zip(head))
    elif warc.is_warc(head):
        yield from _warc(stream, name)
    elif head.startswith(parquet.MAGIC):
        yield from _numbered(parquet.rows(stream), name)
    elif any(head.startswith(magic) for magic, _ in _BINARY):
        what = next(what for magic, what in _BINARY if head.startswith(magic))
        yield Skipped(source=name, reason=f"{what}, not text", hint=_CONVERT)
    else:
        yield from _text(stream, name, size, head)


def _peek(stream: io.BufferedReader) -> bytes:
    """The first bytes; a short first read of a packed stream is not the end."""
    return stream.peek(_HEAD)[:_HEAD]


def _members(stream: io.BufferedReader, name: str, depth: int, zipped: bool) -> Iterator[Found]:
    if zipped and not stream.seekable():
        stream = io.BufferedReader(io.BytesIO(_all(stream, 8 * MAX_DOCUMENT)))
    members = (
        archive.zip_members(cast(BinaryIO, stream), name)
        if zipped
        else archive.tar_members(cast(BinaryIO, stream), name)
    )
    empty = True
    for member in members:
        empty = False
        if isinstance(member, Skipped):
            yield member
        else:
            yield from _read(cast(BinaryIO, member[1]), member[0], None, depth + 1)
    if empty:
        yield Skipped(source=name, reason="holds no file")


def _warc(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    number = 0
    try:
        for page in warc.pages(cast(BinaryIO, stream)):
            number += 1
            source = f"{name}#{number}"
            if page.problem:
                yield Skipped(source=source, reason=f"{page.url} {page.problem}")
                continue
            for draft in read_document(decode(page.data).text, page.url):
                if isinstance(draft, Draft):
                    draft.url = draft.url or page.url or None
                yield _finished(draft, source)
    except ValueError as error:
        yield Skipped(source=name, reason=f"is damaged: {error}", hint="What came before the damage was kept.")
    else:
        if not number:
            yield Skipped(source=name, reason="holds no page")


def _text(stream: io.BufferedReader, name: str, size: int | None, head: bytes) -> Iterator[Found]:
    """Lists are streamed, one document is read whole."""
    lower = name.lower()
    if head[:400].lstrip()[:1] == b"<" and not lower.endswith(_LINES):
        yield from _document(stream, name)
        return
    decoded = decode(head[:_SNIFF], cut=len(head) > _SNIFF)
    start = decoded.text.lstrip()
    if lower.endswith(_LINES) or items.is_lines(start):
        yield from _numbered(items.json_lines(stream, decoded.encoding), name)
        return
    delimiter = tables.delimiter_of(start) or {"csv": ",", "tsv": "\t"}.get(lower.rpartition(".")[2])
    if delimiter is not None and start[:1] not in ("[", "{"):
        yield from _numbered(items.table_rows(stream, decoded.encoding, delimiter), name)
    elif (size is None or size > MAX_DOCUMENT) and start[:1] in ("[", "{"):
        yield from _json(stream, name, decoded.encoding)
    else:
        yield from _document(stream, name)


def _json(stream: io.BufferedReader, name: str, encoding: str) -> Iterator[Found]:
    """JSON that may be too large to be held: then its list is streamed."""
    data, large = _all_or_start(stream)
    if large:
        whole = cast(io.BufferedReader, io.BufferedReader(items.Chained(data, stream)))
        yield from _numbered(items.json_list(whole, encoding), name)
    else:
        yield from _numbered(read_document(decode(data).text, name), name)


def _document(stream: io.BufferedReader, name: str) -> Iterator[Found]:
    data, large = _all_or_start(stream)
    if large:
        yield Skipped(
            source=name,
            reason=f"is larger than {MAX_DOCUMENT // MIB} MB and no list of articles",
            hint="Split it, or give a list as JSON Lines or CSV.",
        )
    elif not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        yield Skipped(source=name, reason="the file is empty")
    elif is_binary(data, text := decode(data).text):
        yield Skipped(source=name, reason="binary data, not text", hint=_CONVERT)
    else:
        yield from _numbered(read_document(text, name), name)


def _numbered(drafts: Iterable[items.Item], name: str) -> Iterator[Found]:
    """Articles with `#n` behind the name when there are several; at least one finding."""
    first: items.Item = None
    count = 0
    for draft in drafts:
        count += 1
        if count == 1:
            first = draft
            continue
        if count == 2:
            yield _finished(first, f"{name}#1")
        yield _finished(draft, f"{name}#{count}")
    if count < 2:
        yield _finished(first, name)


def _finished(draft: items.Item, source: str) -> Found:
    if isinstance(draft, Skipped):
        return Skipped(source=source, reason=draft.reason, hint=draft.hint)
    if draft is None:
        return Skipped(source=source, reason="no article text found")
    article = assemble(draft, source)
    if article is None:
        return Skipped(source=source, reason="no article text found")
    lost = article.text.count("\ufffd") + len(_LOST.findall(article.text))
    if lost > 0.02 * len(article.text):
        return Skipped(source=source, reason=f"the text is damaged: {lost} characters were lost before it was saved")
    return article


def _all(stream: io.BufferedReader, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooMuch(f"is larger than {limit // MIB} MB")
    return data


def _all_or_start(stream: io.BufferedReader) -> tuple[bytes, bool]:
    """All bytes, or the first ones and True when there are more than a document may have."""
    pieces: list[bytes] = []
    left = MAX_DOCUMENT + 1
    while left > 0 and (piece := stream.read(min(left, _PIECE))):  # one read of the limit would make room for it all
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces), left <= 0
