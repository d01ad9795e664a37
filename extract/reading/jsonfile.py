"""JSON of one article, a list of them, or a day file → drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from .draft import Block, Draft, Stamp
from .tree import fragment_blocks
from .text import read_text

_TEXT: Final = ("content", "text", "body", "article", "full_text", "fulltext", "articlebody", "maintext", "main_text", "cleaned_text", "正文", "内容")
_TITLE: Final = ("title", "video_title", "headline", "name", "标题", "subject")
_DATE: Final = (
    "published", "pub_date", "publish_date", "pubdate", "publishdate", "published_at", "publish_time", "date", "datetime",
    "pubtime", "time", "datepublished", "created_at", "timestamp", "日期", "时间", "发布时间",
)
_URL: Final = ("url", "link", "video_url", "sharelink", "source_url", "web_url", "from")
_OUTLET: Final = ("outlet", "source", "site", "publisher", "media", "来源")
_AUTHOR: Final = ("author", "byline", "creator", "作者")
_TAG = re.compile(r"<(?:p|div|br|span|img|a|strong|h\d)\b", re.I)


def drafts(value: Any, depth: int = 0) -> Iterator[Draft]:
    """Every article in a JSON value, in order."""
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from drafts(item, depth + 1)
    elif isinstance(value, dict):
        draft = _article(value)
        if draft is not None:
            yield draft
            return
        for item in value.values():
            if isinstance(item, list | dict):
                yield from drafts(item, depth + 1)


def _article(value: dict[str, Any]) -> Draft | None:
    flat = _flat(value)
    body = _first(flat, _TEXT)
    if body is None or len(body) < 20:
        return None
    draft = body_draft(body)
    if title := _first(flat, _TITLE):
        draft.titles.insert(0, (title, "json key"))
    for key in _DATE:
        if key in flat:
            draft.stamps.append(Stamp(flat[key], f"json key {key}", 1.2))
    draft.url = next((flat[k] for k in _URL if flat.get(k, "").startswith("http")), None)
    draft.outlet = _first(flat, _OUTLET)
    draft.author = _first(flat, _AUTHOR)
    return draft


def body_draft(body: str) -> Draft:
    """A draft of a field that holds an article's text, with tags or without."""
    draft = Draft(shape="clean")
    draft.blocks = fragment_blocks(body) if _TAG.search(body) else read_text(body).blocks
    return draft


def _flat(value: dict[str, Any]) -> dict[str, str]:
    """Keys in lower case → text, with one level of nested objects behind the outer keys."""
    flat: dict[str, str] = {}
    nested = []
    for key, item in value.items():
        if isinstance(item, str | int | float) and not isinstance(item, bool):
            flat.setdefault(str(key).lower(), str(item))
        elif isinstance(item, dict):
            nested.append(item)
    for item in nested:
        for key, text in item.items():
            if isinstance(text, str | int | float) and not isinstance(text, bool):
                flat.setdefault(str(key).lower(), str(text))
    return flat


def _first(flat: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((flat[k].strip() for k in keys if flat.get(k, "").strip()), None)
