"""Markdown with or without front matter → a draft."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from ..normalize import normalize
from .draft import RULE, Block, Draft, Stamp
from .encoding import clean
from .fields import DATE, OUTLET, TITLE
from .furniture import is_dated
from .text import tidy_line
from .tree import fragment_blocks

_LONG_NAME: Final = 60
"""Characters from which a field is no name of an outlet."""
_FRONT = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.S)
_UNCLOSED = re.compile(r"\A\s*(---)[ \t]*\n((?:[A-Za-z_-]{1,30}:[^\n]*\n){2,40})(?=\s*\n)")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_TAG = re.compile(
    r"<(?:p|div|br|figure|img|span|table|section|article|h[1-6]|a|ul|ol|blockquote|figcaption|!--)\b|<!--", re.I
)
_FENCED = re.compile(r"^```.*?^```[ \t]*$", re.S | re.M)
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+(?=\S)", re.M)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_ROW = re.compile(r"\s*\|([^|]*\|.*)$")
_SEPARATOR = re.compile(r"[\s|:-]+$")
_RULE = re.compile(r"^\s*(?:-{3,}|={3,}|\*{3,}|_{3,})\s*$")


def front_matter(text: str) -> tuple[dict[str, Any], str] | None:
    """The front matter as a dict and the text behind it; None when there is none."""
    match = _FRONT.match(text) or _UNCLOSED.match(text)
    if match is None:
        return None
    head = match.group(2)
    try:
        data = tomllib.loads(head) if match.group(1) == "+++" else yaml.load(head, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError):  # tomllib: also plain ones, for endless numbers
        data = _lenient(head, "=" if match.group(1) == "+++" else ":")
    return (data, text[match.end() :]) if isinstance(data, dict) else None


def _words(value: object) -> str:
    """A value's words; of a list the first item. Never a whole structure: aliases can make it endless."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return "" if isinstance(value, list | dict) or value is None else str(value)


def _lenient(head: str, joint: str) -> dict[str, Any]:
    pairs = (line.partition(joint) for line in head.split("\n") if joint in line and not line[:1].isspace())
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def sections(text: str) -> list[str]:
    """The articles of a digest, each from its heading on; empty for a text that is one article.

    A digest is told by headings of one rank that all have a date of their own right under them.
    """
    lines = text.split("\n")
    for rank in (1, 2, 3):
        heads = [i for i, line in enumerate(lines) if line.startswith("#" * rank + " ")]
        if len(heads) >= 2:
            parts = [lines[a:b] for a, b in zip(heads, [*heads[1:], len(lines)], strict=True)]
            if all(_dated_below(part) for part in parts):
                return ["\n".join(["#" + part[0].lstrip("#"), *part[1:]]) for part in parts]
    return []


def _dated_below(part: Sequence[str]) -> bool:
    """Does a heading have a line with a date, and text behind it?"""
    below = [tidy_line(_plain(line)) for line in part[1:] if line.strip()]
    return len(below) > 1 and any(
        len(line) < 80 and _DIGIT.search(line) is not None and is_dated(normalize(line).lower()) for line in below[:2]
    )


def read_markdown(text: str, data: dict[str, Any] | None = None) -> Draft:
    """A draft of Markdown; `data` is its front matter."""
    draft = Draft(shape="fragment")
    draft.blocks = _blocks(_QUOTED.sub("", _FENCED.sub("", text)))
    if not data:
        draft.titles += [(block.text, "heading") for block in draft.blocks if block.kind == "h1"][:1]
    lowered = {str(k).lower(): _words(v) for k, v in (data or {}).items()}
    for key in ("title", "headline", *(name for name in TITLE if not name.isascii())):
        if lowered.get(key):
            draft.titles.append((lowered[key], "front matter"))
    for key in (
        "date",
        "published",
        "publish_date",
        "pubdate",
        "created",
        "time",
        *(name for name in DATE if not name.isascii()),
    ):
        if lowered.get(key):
            draft.stamps.append(Stamp(lowered[key], "front matter", 1.5))
    draft.author = lowered.get("author") or lowered.get("作者") or None
    draft.outlet = _outlet(lowered)
    for key in ("from", "original_url", "url", "link", "source"):
        value = lowered.get(key) or ""
        if value.startswith("http"):
            draft.url = value
            break
    return draft


def _outlet(fields: Mapping[str, str]) -> str | None:
    """The first name of an outlet; the same fields may hold the address of the page."""
    named = (fields.get(key) or "" for key in OUTLET)
    return next((name for name in named if name and "://" not in name and len(name) < _LONG_NAME), None)


def _blocks(text: str) -> list[Block]:
    if _TAG.search(text):
        return fragment_blocks(_to_html(text))
    blocks: list[Block] = []
    jump = 0
    for line in clean(text).split("\n"):
        if _RULE.match(line):
            jump = RULE
            continue
        if row := _ROW.match(line):
            if _SEPARATOR.match(line):
                continue
            line = " ".join(cell.strip() for cell in row.group(1).split("|") if cell.strip())
        linked = sum(len(m.group(1)) for m in _LINK.finditer(line))
        heading = _HEADING.match(line.strip())
        words = tidy_line(_plain(heading.group(2) if heading else line))
        if words:
            kind = f"h{len(heading.group(1))}" if heading else "p"
            blocks.append(Block(words, kind, linked, jump))
            jump = 0
    return blocks


def _plain(line: str) -> str:
    return _LINK.sub(lambda m: "" if m.group().startswith("!") else m.group(1), line).replace("**", "").strip()


def _to_html(text: str) -> str:
    """Markdown around and between HTML as HTML: headings, links, rules, paragraphs."""
    out = []
    lines = text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        heading = _HEADING.match(line)
        if _RULE.match(line):
            out.append("<hr>")
        elif heading:
            level = len(heading.group(1))
            out.append(f"<h{level}>{_linked(heading.group(2))}</h{level}>")
        elif not line.strip():
            out.append("<hr>" if "<" not in after else "")
        else:
            out.append(_linked(line) + ("" if "<" in line or "<" in after else "<br>"))
    return "\n".join(out)


def _linked(line: str) -> str:
    return _LINK.sub(lambda m: "" if m.group().startswith("!") else f"<a>{m.group(1)}</a>", line).replace("**", "")
