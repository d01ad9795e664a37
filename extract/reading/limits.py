"""How much one input may take: beyond it, a reason in the report instead of a full memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, Final

MIB: Final = 1 << 20
MAX_DOCUMENT: Final = 32 * MIB
"""Bytes of one document that is no list: no article is as long as that."""
MAX_LINE: Final = 32 * MIB
"""Bytes of one line of JSON Lines, or of one item of a JSON list or table."""
MAX_UNPACKED: Final = 8192 * MIB
"""Bytes that one compressed input may unpack to in all."""
MAX_RATIO: Final = 250
"""Unpacked to packed size, above `FREE`: text packs by 3 to 20, a bomb by 1,000."""
FREE: Final = 64 * MIB
MAX_NESTING: Final = 3
"""Archives inside archives."""
MAX_ITEMS_DEPTH: Final = 8
"""Lists inside lists and objects of JSON that are searched for articles."""


class TooMuch(Exception):
    """An input unpacks to more than the limits allow."""


class Metered(io.RawIOBase):
    """A stream that counts what is read and stops a decompression bomb.

    `packed` is the size of the compressed input in bytes, or None when it is not known.
    """

    def __init__(self, inner: BinaryIO, packed: int | None) -> None:
        super().__init__()
        # `read1` gives what there is: nothing that was unpacked before a damage gets lost.
        self._read: Callable[[int], bytes] = getattr(inner, "read1", inner.read)
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._read(min(len(view), MIB))
        view[: len(data)] = data
        self._count += len(data)
        if self._count > MAX_UNPACKED:
            raise TooMuch(f"unpacks to more than {MAX_UNPACKED // MIB} MB")
        if self._packed is not None and self._count > FREE and self._count > MAX_RATIO * max(self._packed, 1):
            raise TooMuch(f"unpacks to more than {MAX_RATIO} times its size: a decompression bomb")
        return len(data)
