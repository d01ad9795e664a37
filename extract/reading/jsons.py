"""JSON of one article, a list or a day file, and JSON Lines → drafts; large lists are streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, TextIO

from ...records import Skipped
from .draft import Draft
from .fields import field_draft, paragraphs_of
from .limits import MAX_ITEMS_DEPTH, MAX_LINE, MIB

_SPACE: Final = " \t\n\r,"
_DECODER: Final = json.JSONDecoder(strict=False)


def drafts(value: object) -> Iterator[Draft]:
    """Every article in a JSON value, in order: outer objects before what they hold.

    Where no object has a field with a known name for the text, the fields are told by what they hold.
    """
    found = False
    for draft in _drafts(value, 0, shaped=False):
        found = True
        yield draft
    if not found:
        yield from _drafts(value, 0, shaped=True)


def _drafts(value: object, depth: int, shaped: bool) -> Iterator[Draft]:
    if depth > MAX_ITEMS_DEPTH:
        return
    if isinstance(value, list):
        if paragraphs_of(value):
            return
        for item in value:
            yield from _drafts(item, depth + 1, shaped)
    elif isinstance(value, dict):
        if (draft := field_draft(value, "json key", shaped)) is not None:
            yield draft
            return
        for item in value.values():
            if isinstance(item, list | dict):
                yield from _drafts(item, depth + 1, shaped)


def load(text: str) -> object:
    """A JSON value, with control characters in strings allowed. Raises `ValueError`."""
    try:
        value: object = json.loads(text, strict=False)
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


def concatenated(text: str) -> Iterator[Draft | Skipped]:
    """The articles of a JSON text, or of several JSON values behind each other.

    Nothing for a text that is no JSON; a reason where JSON breaks off.
    """
    at, count = 0, 0
    while at < len(text):
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            if count:
                yield Skipped(source="", reason=f"is no JSON from character {at} on: {error}")
            return
        if not isinstance(value, list | dict):
            return
        found = list(drafts(value))
        if not found and not count and text[end:].strip(_SPACE)[:1] not in ("", "{", "[", ";"):
            return
        yield from found
        if not found and (count or text[end:].strip(_SPACE)):
            yield Skipped(source="", reason="no article text found")
        count += 1
        at = end
        while at < len(text) and text[at] in _SPACE + ";":
            at += 1
    if count == 1 and not found:
        yield Skipped(source="", reason="no article text found")


def value_at(text: str, at: int) -> tuple[object, int] | None:
    """The JSON value that begins at `at`, and where it ends; None when none begins there."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None


def stream_items(stream: TextIO) -> Iterator[object]:
    """The items of the outermost list of objects of a large JSON text, one at a time.

    What stands before that list is passed over. Raises `ValueError` for a damaged item or one that
    is longer than `MAX_LINE`.
    """
    buffer, at, more = "", 0, True
    started = False
    while True:
        if at > MIB:
            buffer, at = buffer[at:], 0
        while at < len(buffer) and buffer[at] in _SPACE:
            at += 1
        if at < len(buffer):
            if not started:
                start = _list_start(buffer)
                if start >= 0:
                    at, started = start, True
                    continue
            elif buffer[at] == "]":
                return
            else:
                try:
                    value, at = _DECODER.raw_decode(buffer, at)
                except (ValueError, RecursionError) as error:
                    if not more or len(buffer) - at > MAX_LINE:
                        raise ValueError(f"an item is damaged or too long: {error}") from None
                else:
                    yield value
                    continue
        if not more:
            if started:
                raise ValueError("the list is cut off")
            return
        data = stream.read(MIB if len(buffer) < 8 * MIB else 8 * MIB)
        more = bool(data)
        buffer += data
        if not started and len(buffer) > MAX_LINE:
            raise ValueError("no list of objects found in its first 32 MB")


def _list_start(buffer: str) -> int:
    """Where the first list of objects begins (behind its bracket), or -1."""
    at = -1
    while (at := buffer.find("[", at + 1)) >= 0:
        if buffer[at + 1 : at + 64].lstrip()[:1] == "{":
            return at + 1
    return -1
