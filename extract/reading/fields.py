"""Named fields (JSON keys, table columns) → a draft: the usual names in their many spellings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any, Final

from ..normalize import normalize
from .draft import Draft, Stamp
from .likeness import pairs, share
from .moments import read_moment
from .text import read_text
from .tree import collect, parse


def _names(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


# Names without case, underscores, hyphens and spaces; the best first.
TEXT: Final = _names(
    """
    content text body articlebody fulltext maintext cleanedtext articletext articlecontent newscontent contenttext
    plaintext rawtext rawcontent contenthtml html htmlcontent article story passage document paragraphs
    正文 内容 全文 文章内容 新闻内容 內容
    """
)
TITLE: Final = _names(
    "title headline videotitle articletitle newstitle name subject heading 标题 標題 新闻标题 题目 题名"
)
DATE: Final = _names(
    """
    published pubdate publishdate publishedat publisheddate publishtime publishedtime pubtime datepublished
    firstpublished releasedate posttime postdate date datetime newsdate articledate time createdat createtime created
    timestamp ts 日期 时间 时间戳 发布时间 发布日期 发表时间 發布時間 時間
    """
)
_WEAK_DATES: Final = frozenset({"createdat", "createtime", "created", "timestamp", "ts"})
URL: Final = _names(
    "url link videourl sharelink sourceurl weburl pageurl newsurl href permalink originalurl from 链接 网址"
)
OUTLET: Final = _names(
    "outlet source site sitename publisher media medianame newspaper sourcename domain 来源 媒体 來源"
)
AUTHOR: Final = _names("author authors byline creator writer reporter 作者 记者")
LANGUAGE: Final = ("language", "lang")
_TAG: Final = re.compile(r"</?(?:p|div|br|span|img|a|strong|b|h\d|section|article|font|ul|li|table|body)\b[^>]*>", re.I)
_PIECE: Final = frozenset({"type", "tag", "kind", "nodeType", "node_type", "ctype"})
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_SUMMARY: Final = re.compile(
    r"摘要|简介|导语|描述|summary|abstract|desc|digest|excerpt|intro|comment|评论|copyright|声明"
)
_TITLED: Final = re.compile(
    r"^(?!.*(?:sub|seo|share|channel|section|page|job|short|副|栏目)).*(?:title|headline|标题|標題|题目|biaoti)|^(?:news|art|article|doc|wz|xw)?(?:tit|ttl|bt)$"
)
_PUBLISHED: Final = re.compile(r"发布|发表|刊|见报|发文|發布|發表|pub|post|issue|release")
_NOT_PUBLISHED: Final = re.compile(
    r"抓取|采集|爬|入库|更新|修改|截止|过期|crawl|fetch|scrap|spider|updat|modif|edit|expir|index|load"
)
_TIMED: Final = re.compile(r"[时日]|時|发布|time|date|ts$|pub|at$|on$")
_KEY: Final = re.compile(r"[\s_\-.:]+")


def plain_key(key: str) -> str:
    """A field's name without case and joints: `pub_date`, `pubDate` and `Pub-Date` are one."""
    return _KEY.sub("", key).lower()


def body_draft(body: str, shape: str = "clean") -> Draft:
    """A draft of a field that holds an article's text, with tags or without."""
    if _TAG.search(body):
        found = collect(parse(body))
        return Draft(blocks=found.blocks, boxes=found.boxes, shape=shape)
    draft = read_text(body)
    draft.shape = shape
    return draft


def field_draft(fields: Mapping[str, Any], origin: str, shaped: bool = False) -> Draft | None:
    """The article that named fields hold; None when no field holds an article's text.

    Args:
        fields: name → value; one level of nested objects is looked into.
        origin: what the fields are called in the evidence: `json key`, `csv column`.
        shaped: the text may stand in a field of any name: the longest one that reads as running text.
    """
    flat = flatten(fields)
    body = next((flat[k] for k in TEXT if len(flat.get(k, "")) >= 20), None)
    if body is None and shaped:
        body = longest_prose(flat)
    if body is None:
        return None
    draft = body_draft(body)
    if title := _first(flat, TITLE) or likely_title(flat, body):
        draft.titles.append((" ".join(_TAG.sub(" ", unescape(title)).split()), origin))
    for key in DATE:
        if flat.get(key, "").strip():
            weight = 0.6 if key in _WEAK_DATES else 1.2
            draft.stamps.append(Stamp(flat[key], f"{origin} {key}", weight))
    if not draft.stamps:
        draft.stamps += likely_dates(flat, origin)
    draft.url = next((flat[k] for k in URL if flat.get(k, "").startswith(("http://", "https://", "//"))), None)
    draft.outlet = next(
        (flat[k] for k in OUTLET if flat.get(k) and not flat[k].startswith("http") and len(flat[k]) < 60), None
    )
    draft.author = _first(flat, AUTHOR)
    draft.language = (_first(flat, LANGUAGE) or "")[:2].lower() or None
    return draft


def longest_prose(flat: Mapping[str, str]) -> str | None:
    """The longest value that reads as an article: 40 Chinese characters in two sentences, or 60 in one."""
    prose = [
        value
        for key, value in flat.items()
        if "。" in value
        and len(_HAN.findall(value)) >= (40 if value.count("。") > 1 else 60)
        and not _SUMMARY.search(key)
    ]
    return max(prose, key=len, default=None)


def likely_title(flat: Mapping[str, str], body: str) -> str | None:
    """The value of a field named after a title, else the short one that tells most of what the text tells."""
    named = next((v.strip() for k, v in flat.items() if _TITLED.search(k) and 4 <= len(v.strip()) <= 90), None)
    if named is not None:
        return named
    told, best, best_share = normalize(body), None, 0.5
    for key, value in flat.items():
        words = value.strip()
        if 6 <= len(words) <= 60 and "。" not in words and "\n" not in words and not _SUMMARY.search(key):
            wanted = pairs(words)
            if len(wanted) >= 4 and words not in body and (found := share(wanted, told)) > best_share:
                best, best_share = words, found
    return best


def likely_dates(flat: Mapping[str, str], origin: str) -> list[Stamp]:
    """Dates in fields of unknown names: those named after publishing, else the one day that all others say."""
    found: list[tuple[str, str, str]] = []
    for key, value in flat.items():
        if len(value) > 40 or _NOT_PUBLISHED.search(key) or (value.strip().isdigit() and not _TIMED.search(key)):
            continue
        if (moment := read_moment(value)) is not None and len(value.strip()) - (moment.end - moment.start) < 12:
            found.append((key, value, moment.day.isoformat()))
    named = [item for item in found if _PUBLISHED.search(item[0])]
    if not named and len({day for _, _, day in found}) > 1:
        return []
    return [Stamp(value, f"{origin} {key}", 1.2 if named else 0.6) for key, value, _ in named or found]


def flatten(fields: Mapping[str, Any]) -> dict[str, str]:
    """Plain names → text; the outer names win over those of nested objects."""
    flat: dict[str, str] = {}
    nested: list[Mapping[str, Any]] = []
    for key, value in fields.items():
        if isinstance(value, Mapping):
            nested.append(value)
        elif (words := _words(value)) is not None:
            flat.setdefault(plain_key(str(key)), words)
    for inner in nested:
        for key, value in inner.items():
            if (words := _words(value)) is not None:
                flat.setdefault(plain_key(str(key)), words)
    return flat


def _words(value: object) -> str | None:
    """A value as text: paragraphs of a list are joined by newlines."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Sequence) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return "\n".join(paragraphs_of(value)) or None


def paragraphs_of(value: object) -> list[str]:
    """The words of a list of typed pieces ({"type": "text", "value": …}); empty for any other value."""
    if not isinstance(value, list) or not all(isinstance(item, Mapping) and _PIECE & item.keys() for item in value):
        return []
    pieces = ([w for key, w in item.items() if isinstance(w, str) and key not in _PIECE] for item in value)
    longest = (max(words, key=len, default="") for words in pieces)
    return [words for words in longest if _HAN.search(words)]


def _first(flat: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((flat[k].strip() for k in keys if flat.get(k, "").strip()), None)
