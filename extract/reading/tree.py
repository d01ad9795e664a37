"""A tree of tags → blocks in reading order, and the containers that hold them.

One pass without recursion, for pages may be nested thousands deep.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .draft import RULE, Block, Box

_TEXT, _INLINE, _BREAK, _RULE, _NEVER, _BLOCK, _PICTURE = range(7)


def _actions() -> dict[str | None, int]:
    never = (
        "-comment !doctype script style noscript template svg iframe select button textarea head title object embed "
        "canvas datalist dialog math map audio video"
    )
    inline = (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rb rt s samp "
        "small span strike strong sub sup time tt u var wbr picture source input"
    )
    table: dict[str | None, int] = {None: _NEVER, "-text": _TEXT, "br": _BREAK, "hr": _RULE, "img": _PICTURE}
    table.update(dict.fromkeys(never.split(), _NEVER))
    table.update(dict.fromkeys(inline.split(), _INLINE))
    return table


_ACTIONS: Final = _actions()
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KINDS: Final = {
    **{h: h for h in _HEADINGS},
    "li": "li",
    "dd": "li",
    "dt": "li",
    "figcaption": "caption",
    "caption": "caption",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
}
_SPREADS: Final = frozenset({"li", "caption", "cell", "quote", *_HEADINGS})
"""Kinds that the containers inside inherit."""
_TOLD: Final = frozenset({"caption", *_HEADINGS})
"""Kinds that tags tell better than a picture beside the block."""
_ASIDE: Final = frozenset({"nav", "footer", "aside"})
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_HAN_BREAK: Final = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\u200c\u200d\u2060\xad]")
_EDGE: Final = " \t\n\xa0\u3000"


def squeeze_line(text: str) -> str:
    """One line: runs of white space become one space, and none between Chinese at a line break."""
    if "\n" in text or "\r" in text:
        text = _HAN_BREAK.sub("", _SPACE.sub(" ", text))
    elif "  " in text or "\t" in text:
        text = _SPACE.sub(" ", text)
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    return text.strip(_EDGE)


class _Tag(NamedTuple):
    """What a tag does to the text: one of the actions above, the kind of block and the region it begins."""

    action: int
    kind: str
    aside: bool
    name: str


_KNOWN: Final[dict[int, _Tag]] = {}
"""Lexbor's number of a tag → what it does: a number is read seven times faster than a name."""
_NUMBERED: Final = 1000
"""Tags of HTML and SVG have numbers below; what the parser does not know has a number for one page only."""


def _tag(node: LexborNode) -> _Tag:
    name = node.tag or ""
    tag = _Tag(_ACTIONS.get(name, _BLOCK), _KINDS.get(name, "p"), name in _ASIDE, name)
    if node.tag_id < _NUMBERED:
        _KNOWN[node.tag_id] = tag
    return tag


_Frame = tuple[LexborNode, str, bool, bool, int, int]
"""An open element with kind, aside and link outside it, the number of the block that comes first in it
(-1 for an element that breaks no line) and of the pictures before it. A plain tuple, for there are thousands."""


def _pictured(block: Block) -> Block:
    """The only block of a container that holds a picture besides: most often its caption."""
    kind = block.kind if block.kind in _TOLD else "pictured"
    return Block(block.text, kind, block.linked, block.jump, block.aside)


class Collector:
    """Walks a tree once and cuts it into blocks and boxes."""

    def __init__(self, unseen: frozenset[int]) -> None:
        self.skipped = 0
        """How many containers were passed over because the page does not show them."""
        self._unseen = unseen
        self.blocks: list[Block] = []
        self.boxes: list[Box] = []
        self.times: list[str] = []
        self._parts: list[str] = []
        self._linked = 0
        self._jump = 0

    def _flush(self, kind: str, aside: bool) -> None:
        parts = self._parts
        text = squeeze_line(parts[0] if len(parts) == 1 else "".join(parts))
        parts.clear()
        if text:
            self.blocks.append(Block(text, kind, self._linked, self._jump, aside))
            self._jump = 0
        self._linked = 0

    def walk(self, root: LexborNode) -> None:
        """Fill `blocks` and `boxes` from everything under `root`."""
        parts, known, unseen = self._parts, _KNOWN.get, self._unseen
        blocks, boxes = self.blocks, self.boxes
        frames: list[_Frame] = []
        kind, aside, link, pictures = "p", False, False, 0
        node: LexborNode | None = root
        while node is not None:
            action, own_kind, own_aside, name = known(node.tag_id) or _tag(node)
            if action == _TEXT:
                if parts or not node.is_empty_text_node:
                    text = node.text_content
                    if text and (parts or not text.isspace()):
                        parts.append(text)
                        if link:
                            self._linked += len(text.strip())
            elif action == _BREAK:
                if parts:
                    self._flush(kind, aside)
            elif action == _PICTURE:
                pictures += 1
            elif action == _RULE:
                if parts:
                    self._flush(kind, aside)
                self._jump += RULE
            elif action != _NEVER:
                if action == _BLOCK and parts:
                    self._flush(kind, aside)
                child = node.first_child
                if child is not None and action == _BLOCK and unseen and node.mem_id in unseen:
                    self.skipped += 1
                    child = None
                if child is not None:
                    if action == _INLINE:
                        frames.append((node, kind, aside, link, -1, 0))
                        link = link or name == "a"
                        if name == "time" and (stamp := node.attributes.get("datetime")):
                            self.times.append(stamp)
                    else:
                        frames.append((node, kind, aside, link, len(blocks), pictures))
                        if kind not in _SPREADS or (kind == "cell" and own_kind in _HEADINGS):
                            kind = own_kind
                        aside = aside or own_aside
                        self._jump += 1
                    node = child
                    continue
            node = node.next if frames else None
            while node is None and frames:
                parent, outer, outside, link, start, before = frames.pop()
                if start >= 0:
                    if parts:
                        self._flush(kind, aside)
                    self._jump += 1
                    if len(blocks) > start:
                        boxes.append((start, len(blocks)))
                        if pictures > before and len(blocks) == start + 1:
                            blocks[start] = _pictured(blocks[start])
                kind, aside = outer, outside
                node = parent.next if frames else None
        if parts:
            self._flush("p", False)


def _unseen(tree: LexborHTMLParser) -> frozenset[int]:
    """The elements that the page does not show, by their numbers: one search is faster than a look at each."""
    found = tree.css("[hidden],[style*=none]")
    return frozenset(node.mem_id for node in found if _is_hidden(node))


def _is_hidden(node: LexborNode) -> bool:
    attrs = node.attributes
    style = attrs.get("style") or ""
    return "hidden" in attrs or ("display" in style and "none" in style)


_CONTAINER: Final = re.compile(
    r"<(/?)(?:div|ul|ol|li|dl|dd|dt|section|article|aside|main|blockquote|center|form|fieldset|details|table|tbody|tr|td|figure|pre|"
    r"address|header|footer|nav|menu|dir|object|applet|marquee|button)\b[^>]*>",
    re.I,
)
_MANY: Final = 12_000
_DEEP: Final = 1_500


def parse(text: str) -> LexborHTMLParser:
    """The tree of a page or fragment.

    The parser takes time by the square of the depth of nested containers, so a page of thousands of
    levels loses its containers first: each becomes a line break.
    """
    if text.count("<") > _MANY and _depth(text) > _DEEP:
        text = _CONTAINER.sub("<br>", text)
    return LexborHTMLParser(text)


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in _CONTAINER.finditer(text):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def collect(tree: LexborHTMLParser, hidden: bool = False) -> Collector:
    """The blocks and boxes of a parsed page; with `hidden` those too that it does not show."""
    collector = Collector(frozenset() if hidden else _unseen(tree))
    root = tree.body or tree.root
    if root is not None:
        collector.walk(root)
    return collector


def fragment_blocks(text: str) -> list[Block]:
    """The blocks of a piece of HTML."""
    return collect(parse(text)).blocks
