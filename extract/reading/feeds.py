"""RSS and Atom → drafts, one an entry. Lenient, for feeds are often not well-formed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from .draft import Draft, Stamp
from .fields import body_draft

_FEED: Final = re.compile(
    r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?xml-stylesheet[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF|channel)\b",
    re.I | re.S,
)
_ENTRY: Final = re.compile(r"<(item|entry)\b[^>]*>(.*?)</\1\s*>", re.I | re.S)
_CDATA: Final = re.compile(r"\s*<!\[CDATA\[(.*?)\]\]>\s*", re.S)
_TAGS: Final = re.compile(r"<[^>]+>")
_BODY: Final = ("content:encoded", "content", "description", "summary")
_DATES: Final = ("pubDate", "published", "dc:date", "date", "updated")


def is_feed(text: str) -> bool:
    """A feed by its root element."""
    return _FEED.match(text[:4000]) is not None


def read_feed(text: str) -> Iterator[Draft]:
    """One draft for each entry, in order."""
    head = text[: m.start()] if (m := _ENTRY.search(text)) else text[:4000]
    outlet = _inner(head, "title")
    for match in _ENTRY.finditer(text):
        entry = match.group(2)
        bodies = [body for tag in _BODY if (body := _inner(entry, tag, markup=True))]
        draft = body_draft(max(bodies, key=len, default=""), shape="fragment")
        if title := _inner(entry, "title"):
            draft.titles.append((title, "feed"))
        for tag in _DATES:
            if words := _inner(entry, tag):
                draft.stamps.append(Stamp(words, f"feed {tag}", 1.2 if tag != "updated" else 0.8))
        link = (
            _inner(entry, "link") or ((m := re.search(r"<link\b[^>]*href=[\"']([^\"']+)", entry)) and m.group(1)) or ""
        )
        draft.url = link if link.startswith("http") else None
        draft.author = _inner(entry, "dc:creator") or _inner(entry, "author")
        draft.outlet = outlet
        yield draft


def _inner(xml: str, tag: str, markup: bool = False) -> str | None:
    match = re.search(rf"<{tag}(?:\s[^>]*)?>(.*?)</{tag}\s*>", xml, re.S | re.I)
    if match is None:
        return None
    words = match.group(1)
    words = _CDATA.sub(lambda m: m.group(1), words) if "<![CDATA[" in words else html.unescape(words)
    if not markup:
        words = " ".join(html.unescape(_TAGS.sub("", words)).split())
    return words or None
