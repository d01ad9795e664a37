"""An HTML page → a draft: its blocks, and what its head says of title, date, author and site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from .draft import Block, Draft, Stamp
from .fields import body_draft
from .markup import Script, split_scripts
from .scripts import longest_literal, publish_time, state_draft
from .tree import collect, parse, squeeze_line
from .wrapping import unwrapped

_TITLES: Final = ("og:title", "twitter:title", "title", "headline", "articletitle", "dc.title")
_DATES: Final = {
    "article:published_time": 0.9,
    "og:published_time": 0.9,
    "datepublished": 0.9,
    "publishdate": 0.85,
    "pubdate": 0.85,
    "publish_date": 0.85,
    "publish-date": 0.85,
    "published_time": 0.85,
    "firstpublishedtime": 0.85,
    "publishtime": 0.85,
    "apub:time": 0.8,
    "og:release_date": 0.85,
    "weibo:article:create_at": 0.85,
    "bytedance:published_time": 0.85,
    "parsely-pub-date": 0.85,
    "sailthru.date": 0.8,
    "dc.date.issued": 0.8,
    "dcterms.created": 0.8,
    "dc.date": 0.7,
    "date": 0.7,
    "releasedate": 0.8,
    "createdate": 0.7,
}
_FIELDS: Final = {
    "og:url": "url",
    "author": "author",
    "article:author": "author",
    "og:site_name": "outlet",
    "source": "outlet",
    "contentsource": "outlet",
    "mediaid": "outlet",
    "description": "summary",
    "og:description": "summary",
}


def read_html(text: str) -> Draft:
    """A draft of an HTML page."""
    page, scripts = split_scripts(text)
    if "<pre" in page or "<PRE" in page:
        page = _typed(page)
    tree = parse(page)
    draft = Draft()
    _head(tree, draft)
    for script in scripts:
        if "ld+json" in script.tag:
            _linked_data(script.text, draft)
    found = collect(tree)
    if found.skipped and _shown(found.blocks) < _THIN:
        whole = collect(tree, hidden=True)
        if _shown(whole.blocks) > 2 * _shown(found.blocks):
            found = whole
    draft.blocks, draft.boxes = found.blocks, found.boxes
    for words in found.times:
        draft.stamps.append(Stamp(words, "time tag", 0.6))
    if _shown(draft.blocks) < _THIN:
        _from_scripts(scripts, draft)
    if not draft.stamps and (at := publish_time(scripts)) is not None:
        draft.stamps.append(Stamp(at, "script", 0.55))
    return draft


_TYPED: Final = re.compile(r"<pre\b[^>]{0,200}>", re.I)
_TYPED_END: Final = re.compile(r"</pre\s*+>", re.I)


def _typed(page: str) -> str:
    """Text that a page shows as it was typed: its lines are lines, its paragraphs are joined."""
    parts: list[str] = []
    at = 0
    while (opened := _TYPED.search(page, at)) is not None:
        closed = _TYPED_END.search(page, opened.end())
        if closed is None:
            break
        words = "<br>".join(unwrapped(page[opened.end() : closed.start()].split("\n")))
        parts += [page[at : opened.start()], f"<div>{words}</div>"]
        at = closed.end()
    return "".join([*parts, page[at:]])


_THIN: Final = 400
"""A page that shows less running text than this may hide its article in a script."""


def _shown(blocks: list[Block]) -> int:
    """Characters of running text."""
    return sum(len(b.text) for b in blocks if len(b.text) >= 40 and 2 * b.linked < len(b.text))


def _from_scripts(scripts: Sequence[Script], draft: Draft) -> None:
    """The article in a script's string, when that holds more than the page shows."""
    hidden = body_draft(longest_literal(scripts))
    shown = sum(len(b.text) for b in draft.blocks if b.linked == 0 and "。" in b.text)
    state = state_draft(scripts)
    if state is not None and _length(state) >= max(0.9 * _length(hidden), 1.2 * shown):
        draft.blocks, draft.boxes, draft.shape = state.blocks, state.boxes, "fragment"
        draft.titles[:0] = state.titles
        draft.stamps += state.stamps
        draft.author, draft.outlet = draft.author or state.author, draft.outlet or state.outlet
    elif _length(hidden) > 1.2 * shown:
        above = [b for b in draft.blocks if b.kind == "h1"]
        draft.blocks, draft.boxes = [*above, *hidden.blocks], []
        draft.shape = "fragment"


def _length(draft: Draft) -> int:
    return sum(len(block.text) for block in draft.blocks)


_HEAD: Final = "meta,title,link[rel=canonical]"


def _head(tree: LexborHTMLParser, draft: Draft) -> None:
    """What the page says of itself, found in one search of the tree."""
    for node in tree.css(_HEAD):
        tag = node.tag
        if tag == "meta":
            _meta(node.attributes, draft)
        elif tag == "link":
            draft.url = draft.url or node.attributes.get("href") or None
        elif words := squeeze_line(node.text()):
            draft.titles.append((words, "title tag"))


def _meta(attrs: dict[str, str | None], draft: Draft) -> None:
    name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop")
    content = attrs.get("content")
    if not name or not content:
        return
    name = name.lower()
    if name in _TITLES:
        draft.titles.append((squeeze_line(content), "meta"))
    elif name in _DATES:
        draft.stamps.append(Stamp(content.strip(), f"meta {name}", _DATES[name]))
    elif (key := _FIELDS.get(name)) and getattr(draft, key) is None and (words := squeeze_line(content)):
        setattr(draft, key, words[:400])


def _linked_data(script: str, draft: Draft) -> None:
    try:
        value = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    for item in _objects(value):
        if isinstance(words := item.get("datePublished"), str):
            draft.stamps.append(Stamp(words, "json-ld", 0.92))
        if isinstance(words := item.get("headline"), str) and words.strip():
            draft.titles.insert(0, (squeeze_line(words), "json-ld"))
        draft.author = draft.author or _name(item.get("author"))
        draft.outlet = draft.outlet or _name(item.get("publisher"))


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects of linked data that describe an article."""
    if isinstance(value, list) and depth < 4:
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        if "headline" in value or "datePublished" in value:
            yield value
        yield from _objects(value.get("@graph"), depth + 1)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None
