"""What the driver and its worker processes say to each other: frames of MessagePack over pipes.

Nothing is ever unpickled, so a worker that reads a hostile file can hand back no code.
"""

from __future__ import annotations

import struct
from typing import IO, Final

import msgspec

from ..records import Article, Skipped

OUT_OF_MEMORY: Final = 77
"""Exit code of a worker that met its memory limit."""
_LENGTH: Final = struct.Struct("<I")


class Settings(msgspec.Struct, frozen=True, tag="settings"):
    """Sent once: paths of further lexicons, and how much memory (bytes) an article may take; 0 for any."""

    lexicon: tuple[bytes, ...] = ()
    memory: int = 0


class ReadJob(msgspec.Struct, frozen=True, tag="read"):
    """Read a file and extract its articles from number `start` on.

    With `whole` False the articles themselves are handed back instead of their records. The path is
    bytes, since not every file name is Unicode.
    """

    number: int
    path: bytes
    name: str
    start: int = 0
    whole: bool = True


class ArticleJob(msgspec.Struct, frozen=True, tag="article"):
    """Extract from articles already read, from number `start` on."""

    number: int
    articles: tuple[msgspec.Raw, ...]
    start: int = 0


class Work(msgspec.Struct, frozen=True, tag="work"):
    """Some jobs in a row; a worker that has answered for the last one waits for more."""

    jobs: tuple[ReadJob | ArticleJob, ...]


class Began(msgspec.Struct, frozen=True, tag="began"):
    """An article has been read and its extraction starts: what dies now, dies of it."""

    number: int
    index: int
    source: str


class Found(msgspec.Struct, frozen=True, tag="found"):
    """The record of one article, as JSON; `undated` is its source when it has no publish date."""

    number: int
    index: int
    record: bytes
    events: int
    undated: str = ""


class Read(msgspec.Struct, frozen=True, tag="readout"):
    """One article of a large file, not yet extracted."""

    number: int
    index: int
    article: msgspec.Raw
    source: str


class Missed(msgspec.Struct, frozen=True, tag="missed"):
    """Something of a job that was not read or not extracted."""

    number: int
    index: int
    skipped: Skipped


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """A job is done."""

    number: int


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The worker waits for work."""


Job = ReadJob | ArticleJob
Reply = Began | Found | Read | Missed | Ended | Ready
Order = Settings | Work

ORDERS: Final = msgspec.msgpack.Decoder(Order)
REPLIES: Final = msgspec.msgpack.Decoder(Reply)
ARTICLES: Final = msgspec.msgpack.Decoder(Article)
_ENCODER: Final = msgspec.msgpack.Encoder()


def encode(value: object) -> bytes:
    """MessagePack of a message or record."""
    return _ENCODER.encode(value)


def send(pipe: IO[bytes], message: Reply | Order) -> None:
    """Write one frame and flush it."""
    data = _ENCODER.encode(message)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next frame, or None at the end of the pipe."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


class Frames:
    """Puts frames together from whatever pieces a pipe hands over."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """The frames that `data` completes."""
        self._buffer += data
        frames, position = [], 0
        while len(self._buffer) - position >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer, position)
            end = position + _LENGTH.size + length
            if len(self._buffer) < end:
                break
            frames.append(bytes(self._buffer[position + _LENGTH.size : end]))
            position = end
        del self._buffer[:position]
        return frames
