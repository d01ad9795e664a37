"""Columns: the compact form in which the page carries its data.

A block is `u32 header length, header JSON, padding to 8 bytes, arrays`, little endian, gzipped and
written in base64. The header names each array with its type, its place and its length. Texts are
one array, in which they are joined by newlines, and one array of their lengths in UTF-16 units, which
is how JavaScript counts. The joined text is UTF-8 or, where that is shorter, ranks: its UTF-16 units
are numbered by how often they occur, the most frequent ones take one byte and the others two. Hanzi
take 1.4 bytes so and pack a sixth better than in UTF-16 (measured on a month of news): the lead bytes
of rare ones are few, and what repeats is found twice as far back. `assets/src/columns.js` reads what
this module writes.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_TYPES: Final = ("uint8", "int8", "uint16", "int16", "uint32", "int32")
_LEVEL: Final = 6


class Columns:
    """Collects named columns and packs them into one block."""

    def __init__(self) -> None:
        self._arrays: list[tuple[dict[str, Any], bytes]] = []
        self._used = np.zeros(1 << 16, dtype=bool)

    @property
    def characters(self) -> str:
        """The characters of the basic plane beyond ASCII that occur in any text, in order."""
        surrogates = range(0xD800, 0xE000)
        return "".join(chr(code) for code in np.flatnonzero(self._used).tolist() if code not in surrogates)

    def numbers(self, name: str, values: npt.ArrayLike, *, delta: bool = False) -> None:
        """A column of whole numbers in the smallest type that holds them.

        `delta` stores the differences of neighbours, which compress well when `values` are sorted.
        Raises `OverflowError` when a number does not fit into 32 bits.
        """
        array = np.asarray(values, dtype=np.int64).ravel()
        if delta and array.size:
            array = np.diff(array, prepend=0)
        kind = _smallest(array)
        self._add({"name": name, "type": kind, "delta": delta}, array.astype(f"<{np.dtype(kind).str[1:]}").tobytes())

    def texts(self, name: str, values: Sequence[str]) -> None:
        """A column of texts; line breaks in them become spaces, so that offsets still hold."""
        clean = [value.replace("\n", " ") if "\n" in value else value for value in values]
        joined = "\n".join(clean)
        blob = joined.encode("utf-8", errors="replace")
        if joined.isascii():
            self._add({"name": name, "type": "text"}, blob)
        else:
            self._ranked(name, blob)
        self.numbers(f"{name}#", _lengths(clean, blob))

    def _ranked(self, name: str, blob: bytes) -> None:
        units = np.frombuffer(blob.decode("utf-8").encode("utf-16-le"), dtype="<u2")
        counts = np.bincount(units, minlength=1 << 16)
        self._used |= counts > 0
        alphabet = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
        ranks = rank(units, alphabet)
        if len(ranks) + 2 * len(alphabet) >= len(blob):
            self._add({"name": name, "type": "text"}, blob)
            return
        self._add({"name": name, "type": "ranks"}, ranks)
        self.numbers(f"{name}@", alphabet)

    def coded(self, name: str, values: Iterable[str]) -> None:
        """A column of texts that repeat: a table of the distinct ones and a column of places in it."""
        table: dict[str, int] = {}
        codes = [table.setdefault(value, len(table)) for value in values]
        self.texts(f"{name}=", list(table))
        self.numbers(name, codes)

    def pack(self, meta: dict[str, Any]) -> str:
        """The block in base64, with `meta` in its header; equal columns give equal text."""
        place = 0
        heads = []
        for head, data in self._arrays:
            heads.append({**head, "at": place, "bytes": len(data)})
            place += _padded(len(data))
        header = json.dumps({"meta": meta, "columns": heads}, ensure_ascii=False, sort_keys=True).encode(
            "utf-8", errors="replace"
        )
        parts = [len(header).to_bytes(4, "little"), header, b"\0" * (_padded(4 + len(header)) - 4 - len(header))]
        for _, data in self._arrays:
            parts.append(data)
            parts.append(b"\0" * (_padded(len(data)) - len(data)))
        return base64.b64encode(gzip.compress(b"".join(parts), _LEVEL, mtime=0)).decode("ascii")

    def _add(self, head: dict[str, Any], data: bytes) -> None:
        self._arrays.append((head, data))


def rank(units: npt.NDArray[np.uint16], alphabet: npt.NDArray[np.int64]) -> bytes:
    """`units` by their places in `alphabet`, in one byte while they last and else in two.

    With as few lead bytes as the alphabet needs, `single` bytes are left for its first characters: place
    `p >= single` is the bytes `single + (p - single) // 256` and `(p - single) % 256`.
    """
    single = 256 - max(0, -((256 - len(alphabet)) // 255))
    # Two bytes a unit, of which the first is left out where one is enough.
    pairs = np.zeros((1 << 16, 2), dtype=np.uint8)
    rest = np.arange(max(len(alphabet) - single, 0))
    pairs[alphabet[:single], 1] = np.arange(min(single, len(alphabet)))
    pairs[alphabet[single:], 0] = single + rest // 256
    pairs[alphabet[single:], 1] = rest % 256
    wanted = np.ones((1 << 16, 2), dtype=bool)
    wanted[alphabet[:single], 0] = False
    return pairs[units][wanted[units]].tobytes()


def utf16_length(text: str) -> int:
    """How many UTF-16 units `text` takes: its length in JavaScript."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def in_one_unit(text: str) -> bool:
    """Whether each character of `text` takes one UTF-16 unit, so that JavaScript counts as Python does."""
    return text.isascii() or utf16_length(text) == len(text)


def _lengths(texts: Sequence[str], blob: bytes) -> list[int]:
    # Only characters of four bytes take two units; most columns have none.
    if not blob or int(np.frombuffer(blob, dtype=np.uint8).max()) < 0xF0:
        return [len(text) for text in texts]
    return [utf16_length(text) for text in texts]


def _smallest(array: npt.NDArray[np.int64]) -> str:
    low, high = (int(array.min()), int(array.max())) if array.size else (0, 0)
    for kind in _TYPES:
        limits = np.iinfo(kind)
        if limits.min <= low and high <= limits.max:
            return kind
    raise OverflowError(f"a column from {low} to {high} does not fit into 32 bits")


def _padded(size: int) -> int:
    return (size + 7) // 8 * 8
