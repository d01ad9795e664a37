"""Articles inside program text: PHP and SQL dumps, Java and JavaScript with JSON or HTML in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .draft import Draft
from .fields import body_draft
from .jsons import drafts, value_at
from .limits import MIB

_PROGRAM: Final = re.compile(
    r"\A\s*(?:<\?php|//|/\*|package\s+[\w.]+;|import\s+[\w.*]+;|using\s+[\w.]+;|#include|(?:INSERT|REPLACE|CREATE)\s|--\s|"
    r"(?:var|let|const|function|window)\b|[\w.$]{1,60}\s*\(\s*[\[{]|[\w.$]{1,60}\s*=\s*[\[{\"'])",
    re.I,
)
_COMMENTED: Final = re.compile(r"^[ \t]*(?://|#|--)[ \t]?", re.M)
_LITERAL: Final = re.compile(r"'((?:[^'\\]|\\.|'')*)'|\"((?:[^\"\\]|\\.)*)\"", re.S)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_SIMPLE: Final = {"n": "\n", "r": "\n", "t": "\t", "b": "", "f": "", "0": "", "\n": ""}
_ROW: Final = re.compile(r"\bVALUES\s*\(|^\s*(?:INSERT|REPLACE)\s+INTO\b", re.I)
_OBJECT: Final = re.compile(r"\{\s*\"")
_BROKEN: Final = 100
_ENOUGH: Final = 60
"""Chinese characters that make a string literal an article's body."""


def is_program(text: str) -> bool:
    """Program text, a dump or a script response by how it begins."""
    return _PROGRAM.match(text[:2000]) is not None


def uncommented(text: str) -> str:
    """`text` without comment marks when nearly every line is commented out."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = sum(1 for line in lines if _COMMENTED.match(line))
    return _COMMENTED.sub("", text) if lines and marked >= 0.8 * len(lines) else text


def read_program(text: str) -> Iterator[Draft]:
    """The articles in JSON objects of the program text, else those in its string literals."""
    if len(text) > 8 * MIB:
        return
    for value in objects_in(text):
        found = list(drafts(value))
        if found:
            yield from found
            return
    yield from literal_drafts(text)


def objects_in(text: str) -> Iterator[object]:
    """The outermost JSON objects in a text, in order; after many that break off the rest is not searched."""
    at, broken = 0, 0
    while broken < _BROKEN and (match := _OBJECT.search(text, at)) is not None:
        found = value_at(text, match.start())
        if found is None:
            broken += 1
            at = match.end()
        else:
            yield found[0]
            at = found[1]


def literal_drafts(text: str) -> Iterator[Draft]:
    """One draft for each string literal that holds an article's body."""
    for words in long_literals(text):
        yield body_draft(words, shape="page")


def long_literals(text: str) -> Iterator[str]:
    """The values of the string literals that are long enough for an article's body."""
    for match in _LITERAL.finditer(text):
        words = match.group(1) if match.group(1) is not None else match.group(2)
        if len(words) < _ENOUGH or not ("\\u" in words or len(_HAN.findall(words)) >= _ENOUGH):
            continue
        words = unescape(words)
        if _ROW.search(words[:400]):
            yield from long_literals(words)
        elif len(_HAN.findall(words)) >= _ENOUGH:
            yield words


def unescape(words: str) -> str:
    """A string literal's value: \\n, \\', \\x3c, \\u4e2d …"""
    return _ESCAPE.sub(_escaped, words) if "\\" in words else words


def _escaped(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _SIMPLE.get(code, code)
