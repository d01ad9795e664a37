"""A draft → an `Article`: its title, its zones, its publish time, its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from ...records import Article, RelatedItem, Zone
from ..normalize import normalize, script_of
from .body import choose
from .dates import choose_date, read_moment, url_stamp
from .draft import Block, Draft, Stamp
from .furniture import is_furniture, is_related_head, strip_credit

_SUFFIX: Final = re.compile(r"\s+[-–—|｜_]\s+[^-–—|｜_]{1,20}$|[|｜_][^|｜_]{1,20}$")
_SITE: Final = re.compile(r"网|網|报|報|台|新闻|新聞|电台|社|RFI|BBC|News|频道|在线|日报|中心|门户|\.com|\.cn", re.I)
_CLOCK_NAME: Final = re.compile(r"^(?:\d+_)?(\d{4}-\d{2}-\d{2}[ _T]\d{2}[:：_-]\d{2}(?:[:：_-]\d{2})?)[@_ -]+(.+)$")
_DATELINE: Final = re.compile(
    r"^[（(【\[]?[^。！？\n]{0,24}?(?:\d{1,2}月)?\d{1,2}日(?:综合)?(?:电|電|讯|訊|专电|專電|消息|报道|報導|综合外电)[^。，：:]{0,30}?[）)】\]]|"
    r"^(?:新华社|中新社|新华网|中新网|人民网|路透|央视网消息|本报)[^。，]{0,24}?(?:电|讯|消息)(?:[（(][^）)]{1,40}[）)])?[：:]?|"
    r"^路透[^。，]{0,16}\d{1,2}日\s*-"
)


def assemble(draft: Draft, source: str) -> Article | None:
    """The article of a draft; None when no text is left of it."""
    name = PurePosixPath(source.partition("#")[0]).name
    blocks, before, after = _body(draft)
    title = _title(draft, blocks, before, name)
    blocks = _trim(blocks, title)
    if not blocks:
        return None
    text, zones = _text(title, blocks)
    stamps = list(draft.stamps)
    if draft.url and (stamp := url_stamp(draft.url)):
        stamps.append(stamp)
    stamps += _near(before)
    if match := _CLOCK_NAME.match(PurePosixPath(name).stem):
        stamps.append(Stamp(match.group(1), "file name", 0.8))
    stamps += _lead(blocks)
    published = choose_date(stamps, f"{draft.url or ''} {draft.outlet or ''} {draft.author or ''}")
    return Article(
        id=article_id(text, source),
        source=source,
        file=name,
        title=title,
        text=text,
        published=published.value,
        published_assumed=published.assumed,
        published_candidates=published.candidates,
        outlet=draft.outlet,
        author=draft.author,
        url=draft.url,
        language=draft.language or "zh",
        script=script_of(text),
        zones=zones,
        related=_related(after),
    )


def article_id(text: str, source: str) -> str:
    """20 hex digits of the SHA-256 of the normalised text without white space and the source."""
    squeezed = "".join(normalize(text).split())
    return hashlib.sha256(f"{source}\n{squeezed}".encode()).hexdigest()[:20]


def _body(draft: Draft) -> tuple[list[Block], list[Block], list[Block]]:
    if draft.shape == "clean":
        return draft.blocks, [], []
    start, end = choose(draft.blocks)
    return draft.blocks[start:end], draft.blocks[:start], draft.blocks[end:]


def _trim(blocks: Sequence[Block], title: str | None) -> list[Block]:
    kept = []
    for block in blocks:
        if is_related_head(block.text):
            continue
        text = strip_credit(block.text).strip()
        if not text or is_furniture(text) or block.aside:
            continue
        if title is not None and _squeeze(text) == _squeeze(title):
            continue
        kept.append(Block(text, block.kind, block.linked, block.box))
    return kept


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _strip_site(title: str) -> str:
    while (match := _SUFFIX.search(title)) and _SITE.search(match.group()):
        title = title[: match.start()].rstrip()
    return title


def _title(draft: Draft, body: Sequence[Block], before: Sequence[Block], name: str) -> str | None:
    for words, _ in draft.titles:
        words = " ".join(words.split()) if "\n" in words else words.strip()
        if words:
            return _strip_site(words)
    if match := _CLOCK_NAME.match(PurePosixPath(name).stem):
        return match.group(2)
    for block in reversed(before[-4:]):
        if 6 <= len(block.text) <= 60 and not is_furniture(block.text) and read_moment(block.text) is None:
            return block.text
    return None


def _text(title: str | None, blocks: Sequence[Block]) -> tuple[str, tuple[Zone, ...]]:
    parts: list[str] = []
    zones: list[Zone] = []
    at = 0
    if title:
        parts.append(title)
        zones.append(Zone(kind="title", start=0, end=len(title)))
        at = len(title) + 1
    lead_seen = False
    for block in blocks:
        parts.append(block.text)
        start, end = at, at + len(block.text)
        at = end + 1
        if block.kind == "caption":
            zones.append(Zone(kind="caption", start=start, end=end))
            continue
        kind = "body" if lead_seen else "lead"
        if not lead_seen and (match := _DATELINE.match(block.text)) and match.end() < len(block.text):
            zones.append(Zone(kind="dateline", start=start, end=start + match.end()))
            start += match.end()
        lead_seen = True
        zones.append(Zone(kind=kind, start=start, end=end))
    return "\n".join(parts), tuple(zones)


def _near(before: Sequence[Block]) -> list[Stamp]:
    found = []
    for block in before[-8:]:
        if len(block.text) < 80 and read_moment(block.text) is not None:
            found.append(Stamp(block.text, "title window", 0.75))
    return found


def _lead(blocks: Sequence[Block]) -> list[Stamp]:
    for block in blocks[:2]:
        if block.kind != "caption" and read_moment(block.text[:60]) is not None:
            return [Stamp(block.text[:60], "lead", 0.3)]
    return []


def _related(after: Sequence[Block]) -> tuple[RelatedItem, ...]:
    items = []
    for block in after:
        if 8 <= len(block.text) <= 60 and not is_furniture(block.text) and read_moment(block.text) is None:
            items.append(RelatedItem(text=block.text))
    return tuple(items)
