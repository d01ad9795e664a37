"""Bytes → text. Declared charsets lie, so the bytes decide.

Order: byte-order mark, UTF-16 by the place of its zero bytes, strict UTF-8, then GB18030 against
Big5-HKSCS by how many of the decoded characters are common ones. UTF-8 that was read as a one-byte
code page and saved again is undone.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import Final, NamedTuple

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The most frequent characters of running Chinese, Simplified and Traditional.
_COMMON: Final = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天"
    "而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些"
    "与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相"
    "次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市"
    "這來國個說們為時會著過學對裡後麼沒於還發當無開見經頭動兩長樣現將與進實點種聲話兒問機給幾業間電門東關並內產"
    "萬記者報導總統美華民黨選舉議員政府表示今天昨天日本台灣香港"
)


class Decoded(NamedTuple):
    """A text, the encoding it was in, and a remark where something had to be mended."""

    text: str
    encoding: str
    note: str | None = None


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_COMMON)


def _commonness(text: str) -> float:
    """Share of common characters among the non-ASCII ones; damage counts against it."""
    high = [c for c in text[:20000] if c > "\x7f"]
    if not high:
        return 0.0
    common = _common()
    score = 0.0
    for c in high:
        if c in common or c in "，。、：；“”「」！？（）《》　":
            score += 1
        elif c == "\ufffd" or "\ue000" <= c <= "\uf8ff":
            score -= 2
        elif not ("\u4e00" <= c <= "\u9fff"):
            score -= 0.5
    return score / len(high)


def decode(data: bytes) -> Decoded:
    """The text of `data`; never fails: what no encoding explains becomes U+FFFD."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(name, "replace"), name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)
    return Decoded(text, "utf-8")


def _legacy(data: bytes) -> Decoded:
    candidates = [(name, data.decode(name, "replace")) for name in ("utf-8", "gb18030", "big5hkscs")]
    name, text = max(candidates, key=lambda pair: _commonness(pair[1]))
    note = "damaged bytes" if "\ufffd" in text else None
    return Decoded(text, name, note)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\u2060\xad]")


def newlines(text: str) -> str:
    """`text` with one kind of newline."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n")


def clean(text: str) -> str:
    """`text` with one kind of newline and without control and zero-width characters."""
    return _CONTROL.sub("", newlines(text))
