"""An input in any shape → `Article`s: clean text, zones, publish time with its evidence.

`read_file` and `read_bytes` never raise for bad content: what cannot be read comes back as `Skipped`
with the reason.
"""

from __future__ import annotations

from .reader import read_bytes, read_file

__all__ = ["read_bytes", "read_file"]
