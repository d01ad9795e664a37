"""One input → articles: what it is, by content before extension, and who reads it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from ...records import Article, Skipped
from .assemble import assemble
from .draft import Draft
from .encoding import decode, newlines
from .html import read_html
from .jsonfile import drafts
from .markdown import front_matter, read_markdown
from .text import read_text

_HTML = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|article)\b", re.I | re.S)


def read_file(path: Path, name: str) -> Iterator[Article | Skipped]:
    """The articles of a file; what cannot be read comes as `Skipped` with the reason."""
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Skipped(source=name, reason=f"cannot be opened: {error.strerror or error}")
        return
    yield from read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Iterator[Article | Skipped]:
    """The articles of a file's content; `name` is the source shown to users."""
    if not data.strip():
        yield Skipped(source=name, reason="the file is empty")
        return
    text = newlines(decode(data).text)
    found = list(_drafts(text, name))
    for number, draft in enumerate(found, 1):
        source = name if len(found) == 1 else f"{name}#{number}"
        article = assemble(draft, source)
        if article is None:
            yield Skipped(source=source, reason="no article text found")
        else:
            yield article
    if not found:
        yield Skipped(source=name, reason="no article text found")


def _drafts(text: str, name: str) -> Iterator[Draft]:
    head = text.lstrip()[:1]
    if head in "{[":
        try:
            yield from drafts(json.loads(text))
            return
        except ValueError:
            pass
    lower = name.lower()
    if lower.endswith((".jsonl", ".ndjson")) or (head == "{" and "\n{" in text):
        for line in text.split("\n"):
            if line.strip():
                try:
                    yield from drafts(json.loads(line))
                except ValueError:
                    continue
        return
    if lower.endswith((".csv", ".tsv")):
        rows = csv.DictReader(io.StringIO(text), delimiter="\t" if lower.endswith(".tsv") else ",")
        yield from drafts([dict(row) for row in rows])
        return
    front = front_matter(text)
    if front is not None:
        yield read_markdown(front[1], front[0])
    elif _HTML.match(text) or re.search(r"<(?:body|html|p|div)\b", text[:50000], re.I):
        yield read_html(text)
    elif lower.endswith((".md", ".markdown")):
        yield read_markdown(text)
    else:
        yield read_text(text)
