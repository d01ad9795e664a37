"""Markdown with or without front matter → a draft."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from .draft import Block, Draft, Stamp
from .tree import fragment_blocks
from .text import read_text

_FRONT = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.S)
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(r"<(?:p|div|br|figure|img|span|table|section|article|h[1-6]|a|ul|ol|blockquote|figcaption|!--)\b|<!--", re.I)
_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|_{3,})\s*$")


def front_matter(text: str) -> tuple[dict[str, Any], str] | None:
    """The front matter as a dict and the text behind it; None when there is none."""
    match = _FRONT.match(text)
    if match is None:
        return None
    head = match.group(2)
    try:
        data = tomllib.loads(head) if match.group(1) == "+++" else yaml.load(head, yaml.BaseLoader)
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        data = _lenient(head)
    return (data, text[match.end() :]) if isinstance(data, dict) else None


def _lenient(head: str) -> dict[str, Any]:
    pairs = (line.partition(":") for line in head.split("\n") if ":" in line and not line[:1].isspace())
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def read_markdown(text: str, data: dict[str, Any] | None = None) -> Draft:
    """A draft of Markdown; `data` is its front matter."""
    draft = Draft(shape="fragment" if data else "page")
    draft.blocks = _blocks(text)
    lowered = {str(k).lower(): v for k, v in (data or {}).items()}
    for key in ("title", "headline"):
        if lowered.get(key):
            draft.titles.append((str(lowered[key]), "front matter"))
    for key in ("date", "published", "publish_date", "pubdate", "created", "time"):
        if lowered.get(key):
            draft.stamps.append(Stamp(str(lowered[key]), "front matter", 1.5))
    draft.author = str(lowered.get("author") or "") or None
    for key in ("from", "original_url", "url", "link", "source"):
        value = str(lowered.get(key) or "")
        if value.startswith("http"):
            draft.url = value
            break
    return draft


def _blocks(text: str) -> list[Block]:
    if _TAG.search(text):
        return fragment_blocks(_to_html(text))
    blocks = []
    for block in read_text(text).blocks:
        line = _LINK.sub(r"\1", block.text)
        heading = re.match(r"(#{1,6})\s+", line)
        if _RULE.match(line):
            continue
        if heading:
            blocks.append(Block(line[heading.end() :].strip(), f"h{len(heading.group(1))}"))
        elif line:
            linked = sum(len(m.group(1)) for m in _LINK.finditer(block.text))
            blocks.append(Block(line.replace("**", ""), "p", linked))
    return blocks


def _to_html(text: str) -> str:
    out = []
    for line in text.split("\n"):
        heading = re.match(r"(#{1,6})\s+(.*)", line)
        if _RULE.match(line):
            out.append("<p></p>")
        elif heading:
            level = len(heading.group(1))
            out.append(f"<h{level}>{heading.group(2)}</h{level}>")
        elif not line.strip():
            out.append("<p></p>")
        else:
            out.append(_LINK.sub(r"<a>\1</a>", line).replace("**", ""))
    return "\n".join(out)
