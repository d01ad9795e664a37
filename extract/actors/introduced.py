"""Short names that a text gives a body in brackets: 某某研究中心（以下简称“中心”）, 某某促进会（某促会）.

The short form is the body's from there on. One that is a common noun (中心) means it only where nothing
stands in front that would make another body of it (数据中心).
"""

from __future__ import annotations

import re
from typing import Final

from .cues import cue
from .model import Doc, Draft, Ref
from .segment import Token

_QUOTES: Final = "[“”\"'‘’「」『』]"
_BRACKET: Final = re.compile(
    rf"\((?P<said>(?:以下|下文|后文|文中|以下均|以下统一)?(?:简称|下称|又称|亦称|统称|称))?(?:为|:|,)?\s*{_QUOTES}?"
    rf"(?P<short>[\u4e00-\u9fff]{{2,8}}){_QUOTES}?\)"
)
_LONGEST: Final = 12
"""Tokens of a body's name."""
_INSIDE: Final = (
    "n",
    "b",
    "j",
    "vn",
    "s",
    "t",
    "form",
    "org",
    "x",
    "eng",
    "foreign",
    "chinese",
    "g",
    "k",
    "l",
    "z",
    "v",
)
_OUTSIDE: Final = ("w", "p", "c", "u", "r", "d", "m")


def read_introduced(doc: Doc) -> None:
    """Adds references for short names given in brackets, and for the places where they stand alone behind."""
    for match in _BRACKET.finditer(doc.norm):
        short = match["short"]
        body = _body_in_front(doc, match.start(), short, said=match["said"] is not None)
        if body is None:
            continue
        for start in _places(doc, short, match.start("short"), distinct=_is_distinct(doc, short)):
            _put(doc, start, start + len(short), body)
    doc.refs.sort(key=lambda r: (r.start, -r.end))


def _body_in_front(doc: Doc, at: int, short: str, *, said: bool) -> str | None:
    """The key of the body whose name ends at a bracket that holds its short form."""
    ref = next((r for r in doc.refs if r.end == at and len(r.keys) == 1 and r.type == "organization"), None)
    if ref is not None:
        name = doc.norm[ref.start : ref.end]
        return ref.keys[0] if (said or _shortens(short, name)) and short != name else None
    start = _name_start(doc, at)
    name = doc.norm[start:at] if start is not None else ""
    if start is None or len(name) <= len(short) + 1 or not name.endswith(tuple(cue("introduced.endings"))):
        return None
    if not _shortens(short, name):
        return None
    key = f"organization:{name}"
    shown = doc.article.text[start:at]
    doc.drafts.setdefault(key, Draft(key, shown, "organization", score=0.7, rule="introduced"))
    doc.refs = [r for r in doc.refs if not (start <= r.start and r.end <= at)]
    doc.refs.append(Ref(start, at, "organization", "name", "introduced", name, keys=(key,)))
    return key


def _name_start(doc: Doc, at: int) -> int | None:
    """Where the run of nouns begins that ends in front of a bracket."""
    last = doc.ending.get(at)
    if last is None:
        return None
    i = first = doc.index_at[last.start]
    while i >= 0 and first - i < _LONGEST:
        token = doc.tokens[i]
        joined = i == first or token.end == doc.tokens[i + 1].start
        if not joined or not _inside(token, last=i == first):
            break
        i -= 1
    begin = i + 1
    return doc.tokens[begin].start if begin <= first else None


def _inside(token: Token, *, last: bool) -> bool:
    """Whether a word may be part of a name: no verb of saying, nothing but nouns and what is used like them."""
    if token.text in cue("introduced.outside") or token.tag.startswith(_OUTSIDE):
        return False
    return last or token.tag.startswith(_INSIDE)


def _shortens(short: str, name: str) -> bool:
    """Whether a short form takes its characters from the name, in order, and ends like it."""
    rest = iter(name)
    return len(short) < len(name) and all(char in rest for char in short) and short[-1] in name[-2:]


def _is_distinct(doc: Doc, short: str) -> bool:
    """Whether a short form is no word by itself (长研会), so that it means the body wherever it stands."""
    return short not in doc.lexicon.words and doc.lexicon.org_suffixes.get(short) is None


def _places(doc: Doc, short: str, first: int, *, distinct: bool) -> list[int]:
    """Where the short form stands from its introduction on."""
    found = [first]
    at = doc.norm.find(short, first + len(short))
    while at >= 0:
        end = at + len(short)
        if distinct or (at in doc.starting and end in doc.ending and _alone(doc, at, end)):
            found.append(at)
        at = doc.norm.find(short, end)
    return found


def _alone(doc: Doc, start: int, end: int) -> bool:
    """Whether no noun or 的 in front and no noun behind makes another name of a common noun."""
    left, right = doc.ending.get(start), doc.starting.get(end)
    if left is not None and left.tag[0] not in "wpcdv" and left.text not in cue("focus.boundary"):
        return False
    return right is None or right.tag[0] not in "n" or right.text in cue("presence.verbish")


def _put(doc: Doc, start: int, end: int, key: str) -> None:
    """A reference of a short form, in place of what was read there before."""
    over = [ref for ref in doc.refs if ref.start < end and start < ref.end]
    if any(ref.start < start or ref.end > end for ref in over):
        return  # part of a longer name
    doc.refs = [ref for ref in doc.refs if ref not in over]
    doc.refs.append(Ref(start, end, "organization", "name", "introduced", doc.norm[start:end], keys=(key,)))
