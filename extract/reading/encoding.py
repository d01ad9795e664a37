"""Bytes → text. Declared charsets lie, so the bytes decide.

Order: byte-order mark, strict UTF-8, then UTF-16, GB18030, Big5-HKSCS (and damaged UTF-8) against each
other by how many of the decoded characters are common ones; a declared charset only breaks a tie.
UTF-8 that was read as a one-byte code page and saved again is undone.
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
    (b"\x84\x31\x95\x33", "gb18030"),
)

# The most frequent characters of running Chinese, Simplified, Traditional and Cantonese.
_COMMON: Final = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天"
    "而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些"
    "与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相"
    "次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市议员报记总统华党选举表示今昨府消息京台湾"
    "香港区委会战争双边合部长访问讲话通称指据社署首席团结协防疫情济贸易展区法院警方案件公司金融股价调查研究大学"
    "這來國個說們為時會著過學對裡後麼沒於還發當無開見經頭動兩長樣現將與進實點種聲話兒問機給幾業間電門東關並內產"
    "萬記報導總統華黨選舉議員區戰爭雙邊訪講稱據團結協濟貿易調查警案價應該讓從論壇"
    "嘅喺咗唔哋啲嚟嗰咁冇佢俾嘢點樣"
)
_MARKS: Final = frozenset("，。、：；“”「」『』！？（）《》　—…·‘’〇")


class Decoded(NamedTuple):
    """A text, the encoding it was in, and a remark where something had to be mended."""

    text: str
    encoding: str
    note: str | None = None


def commonness(text: str) -> float:
    """Share of common characters among the non-ASCII ones, from -2 to 1; damage counts against it."""
    high = [c for c in text[:12000] if c > "\x7f"]
    if not high:
        return 0.0
    score = 0.0
    for c in high:
        if c in _COMMON or c in _MARKS:
            score += 1
        elif c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c >= "\U00010000":
            score -= 2
        elif not ("\u4e00" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef"):
            score -= 0.6
    return score / len(high)


def decode(data: bytes, cut: bool = False) -> Decoded:
    """The text of `data`; never fails: what no encoding explains becomes U+FFFD.

    With `cut` the data are the beginning of more, and a character may be broken at their end.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(name, "replace")
            return _undone(Decoded(text, name, _damage(text)))
    nul = b"\x00" in data[:4096]
    if not nul:
        try:
            return _undone(Decoded(data.decode("utf-8"), "utf-8"))
        except UnicodeDecodeError as error:
            if cut and error.start > len(data) - 4:
                return _undone(Decoded(data[: error.start].decode("utf-8"), "utf-8"))
    return _undone(_judged(data, nul))


def _judged(data: bytes, nul: bool) -> Decoded:
    """The encoding whose reading holds the most common characters."""
    declared = _declared(data)
    sample = data[:60000]
    names = ["utf-8", "gb18030", "big5hkscs"]
    if nul or len(data) % 2 == 0:
        names += ["utf-16-le", "utf-16-be"]
    best, best_score = "utf-8", -9.0
    for name in names:
        text = sample.decode(name, "replace")
        score = commonness(text) + (0.03 if name == declared else 0.0)
        if name.startswith("utf-16"):
            score += _utf16_bonus(sample, name, nul)
        elif nul:
            score -= 0.5
        if name == "utf-8":
            score += 0.2  # a few broken bytes do not make it another encoding
        if score > best_score:
            best, best_score = name, score
    text = data.decode(best, "replace")
    return Decoded(text, best, _damage(text))


def _utf16_bonus(sample: bytes, name: str, nul: bool) -> float:
    """ASCII in UTF-16 has its zero bytes all on one side."""
    if not nul:
        return -0.2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    high, low = (odd, even) if name.endswith("le") else (even, odd)
    return 0.5 if high > 4 * low else -0.2


_CHARSET: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_ALIASES: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return _ALIASES.get(match.group(1).decode("ascii").lower()) if match else None


def _damage(text: str) -> str | None:
    lost = text.count("\ufffd")
    return f"{lost} damaged characters" if lost else None


# ---------------------------------------------------------------- UTF-8 read as a one-byte code page

_PAGES: Final = (
    "cp1252",
    "latin-1",
    "cp1251",
    "kz1048",
    "ptcp154",
    "cp1254",
    "cp1250",
    "mac_roman",
    "koi8_r",
    "cp437",
    "cp850",
)
_SUSPECT: Final = re.compile("[\u0080-\u024f\u0400-\u04ff\u2500-\u25ff]")
_CHINESE: Final = re.compile("[\u3400-\u9fff]")
_LOST_SPACE: Final = (
    (re.compile(rb"(?<=[\xe2-\xe9\xef]) (?=[\x80-\xbf])"), b"\xa0"),
    (re.compile(rb"(?<=[\xe2-\xe9\xef][\x80-\xbf]) (?![\x80-\xbf])"), b"\xa0"),
)


@lru_cache(maxsize=16)
def _to_bytes(page: str) -> dict[int, int]:
    """Characters of a code page → bytes; what the page leaves undefined stands for itself."""
    table = {}
    for byte in range(0x80, 0x100):
        char = bytes([byte]).decode(page, "replace")
        table[byte if char == "\ufffd" else ord(char)] = byte
    return table


def _undone(decoded: Decoded) -> Decoded:
    """UTF-8 that was taken for a one-byte code page and encoded once more, made whole again."""
    sample = decoded.text[:6000]
    suspects = len(_SUSPECT.findall(sample))
    if suspects < 8 or suspects < 3 * len(_CHINESE.findall(sample)):
        return decoded
    best, best_score = decoded, 0.25
    for page in _PAGES:
        text = _redecode(sample, page)
        score = commonness(text)
        if score > best_score:
            best = Decoded(_redecode(decoded.text, page), decoded.encoding, f"UTF-8 once read as {page}")
            best_score = score
    return best


def _redecode(text: str, page: str) -> str:
    table = _to_bytes(page)
    raw = bytearray()
    for char in text:
        code = ord(char)
        byte = code if code < 0x80 else table.get(code, -1)
        raw += bytes([byte]) if byte >= 0 else char.encode("utf-8", "replace")
    data = bytes(raw)
    for pattern, space in _LOST_SPACE:
        data = pattern.sub(space, data)
    return data.decode("utf-8", "replace")


_UNWRITTEN: Final = re.compile(b"[\x01-\x08\x0e-\x1f\x7f]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\u2060\xad]")


def is_binary(data: bytes, text: str) -> bool:
    """Whether `data`, decoded as `text`, is no writing.

    Of random bytes every ninth is a control character, which single NUL bytes and escape sequences
    in real texts stay far below; only UTF-16 has as many, and reads as common characters.
    """
    head = data[:4000]
    return len(_UNWRITTEN.findall(head)) * 20 > len(head) and commonness(text) < 0.3


def newlines(text: str) -> str:
    """`text` with one kind of newline."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", "\n").replace("\u2029", "\n")


def clean(text: str) -> str:
    """`text` with one kind of newline and without control and zero-width characters."""
    return _CONTROL.sub("", newlines(text))
