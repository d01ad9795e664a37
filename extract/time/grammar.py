"""How tokens become meanings: the engine that runs the rules.

A chain is a run of tokens with nothing but function words between them. It is read in two steps:
first the rules of `points` turn tokens into points (点: a date) and leave quantities (期), then the
rules of `phrases` turn points, quantities and function words into whole expressions. Both steps
take the longest match from left to right. Patterns are matched against the string of kinds, and
what a string of kinds can be is remembered, so a text costs little more than its tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from .meaning import Meaning
from .tokens import Quantity, Token


class Example(NamedTuple):
    """A sentence with the words to be found in it and their value, on the fixed reference day."""

    text: str
    words: str
    value: str | None


Produce = Callable[[Sequence[Token]], Meaning | Quantity | None]
"""Tokens → what they mean, or None where the match means nothing."""


class Rule(NamedTuple):
    """One way to say a time.

    Attributes:
        name: unique; travels into the output as provenance.
        pattern: regular expression over kinds of tokens.
        produce: the production.
        kind: 点 or 期 for rules of the first step, `Time.kind` for phrases.
        cases: sentences in which the rule finds the words in brackets, a line each, value behind.
        refusals: sentences in which it finds nothing, a line each.
    """

    name: str
    pattern: str
    produce: Produce
    kind: str
    cases: str
    refusals: str

    @property
    def examples(self) -> list[Example]:
        """The positive cases, read: they run as tests."""
        read = []
        for line in _lines(self.cases):
            sentence, _, value = line.rpartition(" ")
            before, _, rest = sentence.partition("[")
            words, _, after = rest.partition("]")
            read.append(Example(before + words + after, words, value))
        return read

    @property
    def refused(self) -> list[str]:
        """The negative cases: the rule finds nothing in them."""
        return _lines(self.refusals)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def rule(name: str, pattern: str, produce: Produce, *, kind: str = "点", examples: str, refused: str) -> Rule:
    """A rule, with its cases written below each other."""
    return Rule(name, pattern, produce, kind, examples, refused)


class Found(NamedTuple):
    """A chain's stretch that a rule took: offsets, meaning, kind, rule, and the points in it."""

    start: int
    end: int
    meaning: Meaning
    kind: str
    rule: str
    points: tuple[Found, ...] = ()


class Grammar:
    """The rules of one step, compiled."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.matches = lru_cache(maxsize=8192)(self._matches)
        self._by_kind: dict[str, list[tuple[int, re.Pattern[str]]]] = {}

    def _candidates(self, kind: str) -> list[tuple[int, re.Pattern[str]]]:
        """The rules that can begin with a kind, with their index: compiled when first needed."""
        if kind not in self._by_kind:
            # A pattern that does not name the kind at all cannot begin with it.
            found = [(index, rule.pattern) for index, rule in enumerate(self.rules) if kind in rule.pattern]
            self._by_kind[kind] = [(index, re.compile(pattern)) for index, pattern in found]
        return self._by_kind[kind]

    def _matches(self, kinds: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For every position of `kinds` the (end, index of rule) that match there, longest first."""
        table = []
        for start, kind in enumerate(kinds):
            ends = []
            for index, pattern in self._candidates(kind):
                match = pattern.match(kinds, start)
                if match is not None and match.end() > start:
                    ends.append((match.end(), index))
            table.append(tuple(sorted(ends, key=lambda pair: (-pair[0], pair[1]))))
        return tuple(table)

    def apply(self, tokens: Sequence[Token]) -> list[tuple[int, int, Any, Rule | None]]:
        """Segments (first, last, result, rule) that cover the tokens; rule None for what stays."""
        table = self.matches("".join(token.kind for token in tokens))
        segments: list[tuple[int, int, Any, Rule | None]] = []
        at = 0
        while at < len(tokens):
            for end, index in table[at]:
                rule = self.rules[index]
                result = rule.produce(tokens[at:end])
                if result is not None:
                    segments.append((at, end, result, rule))
                    at = end
                    break
            else:
                segments.append((at, at + 1, tokens[at], None))
                at += 1
        return segments
