"""Hashes of files, by which a damaged or changed one is known."""

from __future__ import annotations

import hashlib
from pathlib import Path


def file_digest(path: Path) -> str:
    """BLAKE2b of a file's bytes, 128 bits in hexadecimal digits: what `b2sum -l 128` prints."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
