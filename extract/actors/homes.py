"""At home in which country an outlet is: there, and there only, 外交部 without a country is its own ministry.

Outlets that write for readers elsewhere (BBC, VOA, DW, RFI, Reuters in Chinese) have no home in this sense.
"""

from __future__ import annotations

import re
from typing import Final

from ...records import Article
from ..normalize import normalize
from .cues import cue

_HOMES: Final = ("TW", "HK", "SG", "MY", "CN")
_ABROAD: Final = "abroad"
_DATELINE: Final = re.compile(r"[(\[]?(中央社|新华社)[^\n。,]{0,24}?[电讯]")
_HEAD: Final = 400
"""Code points in which an agency's dateline stands."""


def home_of(article: Article, norm: str) -> str | None:
    """The ISO code of the outlet's country by its name, address or dateline; `""` for one that writes for elsewhere.

    None where nothing tells.
    """
    host = re.sub(r"^[a-z]+://|/.*$", "", (article.url or "").lower())
    hint = f"{host} {normalize(article.outlet or '').lower()} {article.source.lower()}"
    if any(word in hint for word in cue(f"homes.{_ABROAD}")):
        return ""
    for iso in _HOMES:
        if any(word in hint for word in cue(f"homes.{iso}")) or host.endswith(f".{iso.lower()}"):
            return iso
    said = _DATELINE.search(norm, 0, _HEAD)
    return None if said is None else "TW" if said.group(1) == "中央社" else "CN"
