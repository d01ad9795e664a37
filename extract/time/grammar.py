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

import msgspec

from .meaning import Meaning
from .tokens import Token


class Example(NamedTuple):
    """A sentence with the words to be found in it and their value, on the fixed reference day."""

    text: str
    words: str
    value: str | None


class Rule(msgspec.Struct, frozen=True):
    """One way to say a time.

    Attributes:
        name: unique; travels into the output as provenance.
        pattern: regular expression over kinds of tokens.
        produce: tokens → meaning, or None where the match means nothing.
        kind: the kind of the result (`Time.kind` for phrases, kind of node for points).
        examples: sentences in which the rule finds `words`; they run as tests.
        refused: sentences in which it finds nothing.
    """

    name: str
    pattern: str
    produce: Callable[[Sequence[Token]], Meaning | Any | None]
    kind: str
    examples: tuple[Example, ...] = ()
    refused: tuple[str, ...] = ()


def rule(
    name: str,
    pattern: str,
    produce: Callable[[Sequence[Token]], Meaning | Any | None],
    *,
    kind: str = "点",
    examples: str,
    refused: str,
) -> Rule:
    """A rule with its examples written as lines: `words with the [time] marked VALUE`."""
    read = []
    for line in filter(None, (line.strip() for line in examples.splitlines())):
        sentence, _, value = line.rpartition(" ")
        before, _, rest = sentence.partition("[")
        words, _, after = rest.partition("]")
        read.append(Example(before + words + after, words, None if value == "-" else value))
    lines = tuple(line.strip() for line in refused.splitlines() if line.strip())
    return Rule(name, pattern, produce, kind, tuple(read), lines)


class Found(NamedTuple):
    """A chain's stretch that a rule took: offsets, meaning, kind and names of the rules."""

    start: int
    end: int
    meaning: Meaning
    kind: str
    rule: str


class Grammar:
    """The rules of one step, compiled."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self._compiled = [re.compile(rule.pattern) for rule in rules]
        self.matches = lru_cache(maxsize=8192)(self._matches)

    def _matches(self, kinds: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For every position of `kinds` the (end, index of rule) that match there, longest first."""
        table = []
        for start in range(len(kinds)):
            ends = []
            for index, pattern in enumerate(self._compiled):
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
