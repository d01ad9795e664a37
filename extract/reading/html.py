"""HTML → blocks in reading order, with what tags tell of them, and the page's metadata."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .draft import Block, Draft, Stamp

_DROP: Final = ["script", "style", "noscript", "template", "svg", "iframe", "select", "button", "form", "textarea", "head"]
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rb rt s samp small span "
    "strike strong sub sup time tt u var wbr img -text".split()
)
_ASIDE: Final = frozenset({"nav", "footer", "aside"})
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_HAN_BREAK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")


class _Collector:
    """Walks the tree once and cuts it into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._linked = 0
        self._boxes = 0

    def flush(self, kind: str, box: int, aside: bool) -> None:
        if not self._parts:
            return
        text = _SPACE.sub(" ", "".join(self._parts)).strip(" \xa0\u3000")
        text = _HAN_BREAK.sub("", text)
        if text:
            self.blocks.append(Block(text, kind, self._linked, box, aside))
        self._parts.clear()
        self._linked = 0

    def walk(self, root: LexborNode) -> None:
        """Depth first without recursion: pages may be nested thousands deep."""
        stack: list[tuple[LexborNode | None, str, int, bool, bool]] = [(root, "p", 0, False, False)]
        while stack:
            node, kind, box, aside, link = stack.pop()
            if node is None:
                self.flush(kind, box, aside)
                continue
            tag = node.tag
            if tag == "-text":
                text = node.text_content or ""
                self._parts.append(text)
                if link:
                    self._linked += len(text.strip())
                continue
            if tag == "br":
                self.flush(kind, box, aside)
                continue
            if tag in _INLINE:
                link = link or tag == "a"
                self._push(stack, node, kind, box, aside, link)
                continue
            if tag.startswith("-") or tag.startswith("!"):
                continue
            self.flush(kind, box, aside)
            self._boxes += 1
            inner = _kind(tag, kind)
            inner_box = box if tag in ("p", "h1", "h2", "h3", "h4", "li") else self._boxes
            inner_aside = aside or tag in _ASIDE
            stack.append((None, inner, inner_box, inner_aside, link))
            self._push(stack, node, inner, inner_box, inner_aside, link)

    @staticmethod
    def _push(
        stack: list[tuple[LexborNode | None, str, int, bool, bool]],
        node: LexborNode,
        kind: str,
        box: int,
        aside: bool,
        link: bool,
    ) -> None:
        child = node.last_child
        while child is not None:
            stack.append((child, kind, box, aside, link))
            child = child.prev


def _kind(tag: str, outer: str) -> str:
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "li"):
        return tag
    if tag in ("figcaption", "caption"):
        return "caption"
    if tag in ("td", "th"):
        return "cell"
    return outer if outer in ("li", "caption", "cell") else "p"


_META_TITLES: Final = ("og:title", "twitter:title", "title", "headline")
_META_DATES: Final = (
    "article:published_time", "og:published_time", "publishdate", "pubdate", "publish_date", "datepublished",
    "og:release_date", "date", "dc.date", "dc.date.issued", "weibo:article:create_at", "publishtime", "apub:time",
)


def read_html(text: str) -> Draft:
    """A draft of an HTML page."""
    tree = LexborHTMLParser(text)
    draft = Draft()
    _metadata(tree, draft)
    tree.strip_tags(_DROP)
    draft.blocks = blocks_of(tree)
    for block in draft.blocks:
        if block.kind == "h1":
            draft.titles.append((block.text, "h1"))
    return draft


def blocks_of(tree: LexborHTMLParser) -> list[Block]:
    """The blocks of a parsed page or fragment."""
    collector = _Collector()
    root = tree.body or tree.root
    if root is not None:
        collector.walk(root)
    return collector.blocks


def fragment_blocks(text: str) -> list[Block]:
    """The blocks of a piece of HTML."""
    tree = LexborHTMLParser(text)
    tree.strip_tags(_DROP)
    return blocks_of(tree)


def _metadata(tree: LexborHTMLParser, draft: Draft) -> None:
    for node in tree.css("meta"):
        attrs = node.attributes
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
        content = (attrs.get("content") or "").strip()
        if not name or not content:
            continue
        if name in _META_TITLES:
            draft.titles.append((content, "meta"))
        elif name in _META_DATES:
            draft.stamps.append(Stamp(content, "meta", 0.9))
        elif name == "og:url":
            draft.url = draft.url or content
        elif name == "author":
            draft.author = draft.author or content
        elif name == "og:site_name":
            draft.outlet = draft.outlet or content
    title = tree.css_first("title")
    if title is not None:
        draft.titles.append((_SPACE.sub(" ", title.text()).strip(), "title tag"))
