"""One text document → drafts: what it is is told by its content, then by its ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...records import Skipped
from . import feeds, jsons, sources
from .draft import Draft
from .encoding import newlines
from .html import read_html
from .markdown import front_matter, read_markdown, sections
from .text import read_text

_HTML: Final = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|div|p|article|title|table|center|section|main)\b",
    re.I | re.S,
)
_TAGS: Final = re.compile(r"<(?:body|html|p|div|br|td)\b", re.I)


def is_html(text: str) -> bool:
    """A page or fragment by its first tag."""
    return _HTML.match(text) is not None


def read_document(text: str, name: str) -> Iterator[Draft | Skipped]:
    """The articles of one text document."""
    if is_html(text) and not feeds.is_feed(text):
        yield read_html(text)
        return
    text = newlines(text)
    start = text.lstrip("\ufeff \t\n")
    if start[:1] in ("{", "[") and start:
        found = list(jsons.concatenated(start))
        if found:
            yield from found
            return
    if feeds.is_feed(text):
        yield from feeds.read_feed(text)
        return
    front = front_matter(text)
    if front is not None:
        parts = sections(front[1])
        yield from map(read_markdown, parts) if parts else [read_markdown(front[1], front[0])]
        return
    if sources.is_program(text):
        text = sources.uncommented(text)
        if not is_html(text) and not re.search(r"<html\b", text[:20000], re.I):
            drafts = list(sources.read_program(text))
            if drafts:
                yield from drafts
                return
    if parts := sections(text):
        yield from map(read_markdown, parts)
    else:
        yield _page(text, name.lower())


def _page(text: str, lower: str) -> Draft:
    if is_html(text) or lower.endswith((".html", ".htm", ".xhtml", ".shtml")):
        return read_html(text)
    markdown = lower.endswith((".md", ".markdown", ".mdown"))
    tags = len(_TAGS.findall(text[:50000]))
    if tags and not markdown and (tags > 3 or "</" in text[:50000]):
        return read_html(text)
    return read_markdown(text) if markdown or re.match(r"\s*#{1,3} \S", text) else read_text(text)
