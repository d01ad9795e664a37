"""The article's text from its lines, and which stretch of it is what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from ...records import RelatedItem, Zone
from .body import Body
from .furniture import calls, credit_end, is_furniture, lead_end
from .lines import Line
from .moments import moment_in, read_moment

_AGENCY: Final = (
    r"(?:新华社|新华网|中新社|中新网|人民网|央视网|本报|路透|法新社|美联社|共同社|俄新社|塔斯社|韩联社|中央社|中国网|"
    r"德国之声|环球网|[\u3400-\u9fff]{2,8}(?:社|网|报|电台))"
)
_WIRE: Final = r"(?:专?电(?![话动力影视子网商信脑器池价站厂量源])|讯(?![问号])|消息|报道|快讯)"
_REPORTER: Final = r"(?:\s?[(][^)\n]{1,60}[)])?[)\]】]?[:,]?\s?"
_DATELINE: Final = re.compile(
    rf"[(\[【]?{_AGENCY}[^。!?,\n]{{0,40}}?\d{{1,2}}日(?:综合)?{_WIRE}{_REPORTER}"
    rf"|{_AGENCY}[^。!?,\n\d]{{0,10}}?{_WIRE}{_REPORTER}(?<=[:)\]】\s])"
    r"|[(\[【][^。!?\n()]{2,40}(?:专?电|讯|消息|报道)[)\]】]\s?"
    r"|路透[^。,]{0,16}\d{1,2}日\s?(?:电\s?)?[-–—]+\s?"
    r"|[(\[【][\u3400-\u9fff]{2,12}(?:网|社|讯)[)\]】]\s?"
    rf"|(?:本报|本台|记者|.{{0,6}}网)讯{_REPORTER}(?<=[:)\s])"
)
_CAPTION_HEAD: Final = re.compile(
    r"资料图|资料照片|资料图片|图片来源|图源|档案照片|图为|图\d*[:说]|视频截图|网上截图|配图|上图|下图|这是.{0,40}拍摄的|[△▲]"
)
_CAPTION_END: Final = re.compile(
    r"(?:摄|供图|图源[:/].{1,12}|摄影报道|资料图片|资料照片|网上截图|视频截图"
    r"|[(](?:路透|法新|美联|新华|中新|网上|资料|图|.{1,6}提供).{0,14}[)])[)。]?$"
)


_CAPTION_FIRST: Final = frozenset("资图档视网配上下这△▲")
_CAPTION_LAST: Final = frozenset("摄供图片照社网新美兴料道源影") | frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


class Layout(NamedTuple):
    """The text with its zones, and dates printed in editors' credits."""

    text: str
    zones: tuple[Zone, ...]
    stamps: tuple[str, ...]
    lead_start: int


def lay_out(title: str | None, body: Sequence[Line]) -> Layout:
    """Title, newline, paragraphs joined by newlines; zones in order."""
    parts: list[str] = []
    zones: list[Zone] = []
    stamps: list[str] = []
    at = 0
    if title:
        parts.append(title)
        zones.append(Zone(kind="title", start=0, end=len(title)))
        at = len(title) + 1
    lead_start = -1
    for number, line in enumerate(body):
        end, stamp = credit_end(line.text)
        if stamp:
            stamps.append(stamp)
        text = line.block.text[:end].rstrip()
        if not text:
            continue
        parts.append(text)
        kind = _kind(line, lead_start >= 0, number, len(body))
        if kind == "lead":
            lead_start = at
        zones += _paragraph(kind, line.text[:end], at, at + len(text))
        at += len(text) + 1
    return Layout("\n".join(parts), tuple(zones), tuple(stamps), lead_start)


def _kind(line: Line, lead_seen: bool, number: int, count: int) -> str:
    kind = line.block.kind
    if kind == "caption" or (kind == "pictured" and line.role == "plain") or _is_caption(line.text):
        return "caption"
    if kind.startswith("h") and line.role != "text":
        return "subtitle"
    if not lead_seen:
        short = len(line.text) < 40 and line.score <= 0 and number + 1 < count
        return "subtitle" if short else "lead"
    return "body"


def _is_caption(text: str) -> bool:
    if len(text) >= 160 or (text[0] not in _CAPTION_FIRST and text.rstrip("。)")[-1:] not in _CAPTION_LAST):
        return False
    return _CAPTION_HEAD.match(text) is not None or _CAPTION_END.search(text, max(0, len(text) - 24)) is not None


def _paragraph(kind: str, normal: str, start: int, end: int) -> list[Zone]:
    """One zone, or a dateline and the rest for a lead that opens with one."""
    match = _DATELINE.match(normal) if kind == "lead" else None
    if match is None or not match.group() or start + match.end() >= end:
        return [Zone(kind=kind, start=start, end=end)]
    cut = start + len(match.group().rstrip())
    return [Zone(kind="dateline", start=start, end=cut), Zone(kind=kind, start=start + match.end(), end=end)]


def dateline_of(text: str, zones: Sequence[Zone]) -> str | None:
    """The words of the dateline, or None."""
    return next((text[z.start : z.end] for z in zones if z.kind == "dateline"), None)


_REACH: Final = 150
"""How many lines behind the text are searched for other articles."""


def related_items(lines: Sequence[Line], body: Body) -> tuple[RelatedItem, ...]:
    """Headlines of other articles that the page names inside the text or behind it, in the order of the page.

    Each has the date printed in its own line or in the one below. On a page with links only these count, in
    a text without tags what stands below a heading over such headlines.
    """
    tagged = any(line.block.linked for line in lines)
    headed = False
    boxed = {i for a, b in body.boxes for i in range(a, b)}
    items: list[RelatedItem] = []
    last = min(body.end + _REACH, len(lines))
    for i in range(body.start, last):
        line = lines[i]
        headed = headed or line.role == "related"
        if line.role not in _NAMING or not (tagged or headed):
            continue
        if i < body.end and i not in boxed and line.role != "link":
            continue
        if (item := _headline(line, lines[i + 1] if i + 1 < last else None, tagged)) is not None:
            items.append(item)
            if len(items) == _MOST:
                break
    return tuple(items)


_NAMING: Final = frozenset({"link", "plain", "text", "stamp"})
_MOST: Final = 60
_FILE: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|zip|rar|jpe?g|png|mp[34])\W*$", re.I)
_FIGURES: Final = re.compile(r"[\d:./\s年月日-]+")


def _headline(line: Line, below: Line | None, tagged: bool) -> RelatedItem | None:
    """The other article that a line names, or None. In a text with tags it is a link."""
    length = len(line.text)
    linked = line.block.linked > 0.6 * length or (line.role == "stamp" and line.block.linked >= 5)
    if not 5 <= length <= 80 or (tagged != linked and line.role != "link"):
        return None
    if not tagged and line.text.endswith("。"):
        return None
    moment, words = moment_in(line.text), line.block.text
    if moment is not None:
        words = f"{words[: moment.start].rstrip()} {words[moment.end :].lstrip()}".strip()
        if read_moment(words) is not None:  # two headlines in one line: whose date it is cannot be told
            return RelatedItem(text=line.block.text)
    elif below is not None and below.role in ("stamp", "aside") and below.block.linked < 5:
        moment = moment_in(below.text)
    words = words[lead_end(line.text) :]
    if len(words) < (8 if moment is None else 5) or _is_button(line.text.lower()):
        return None
    return RelatedItem(text=words, published=moment.day.isoformat() if moment else None)


def _is_button(low: str) -> bool:
    """A linked line that leads to no article: what it holds besides figures is little or furniture."""
    told = _FIGURES.sub("", low)
    if len(told) < 5 or is_furniture(low) or (len(told) < min(len(low), _WORDS) and is_furniture(told)):
        return True
    if _BUTTONS.fullmatch(low) or ("页" in low and _PAGES.search(low)) or ("." in low and _FILE.search(low)):
        return True
    parts = [part for part in _JOINTS.split(low) if part]
    if len(parts) > 2 and max(map(_size, parts)) < _MENU:
        return True
    if len(parts) > 1 and (low[0] == "#" or all(map(is_furniture, parts))):
        return True
    return len(told) < _WORDS and calls(told) and all(len(part) < _MENU for part in parts)


def _size(part: str) -> float:
    """The width of an entry of a menu, in Chinese characters."""
    return len(part) - len(_LATIN_LETTER.findall(part)) / 3


_LATIN_LETTER: Final = re.compile(r"[a-z]")
_BUTTONS: Final = re.compile(r"(?:分享|收藏|支持|反对|回复|举报|评论|点赞|转发|打印|关闭|推荐|纠错|[\d\s()])+")
_PAGES: Final = re.compile(r"第\s?\d{1,2}\s?页|[上下]一页")
_JOINTS: Final = re.compile(r"[\s|()\[\]【】#·/]+")
_MENU: Final = 6
"""Characters that an entry of a menu has fewer than: a line of three and nothing else names no article."""


_WORDS: Final = 16
"""Characters that buttons and counters have at most."""


_KANA: Final = re.compile(r"[\u3041-\u30fa]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_LATIN: Final = re.compile(r"[A-Za-z]+")


def language_of(text: str) -> str:
    """`zh`, `ja` or `en` by the characters used."""
    sample = text[:400]
    kana, han, latin = (sum(map(len, pattern.findall(sample))) for pattern in (_KANA, _HAN, _LATIN))
    if kana * 5 > han:
        return "ja" if kana else "en"
    return "en" if latin > 6 * han else "zh"
