"""The second step of the grammar: points, quantities and function words → whole expressions."""

from __future__ import annotations

from typing import Final

from . import phrases_lengths, phrases_spans
from .grammar import Grammar, Rule

RULES: Final[tuple[Rule, ...]] = (*phrases_spans.RULES, *phrases_lengths.RULES)

GRAMMAR: Final = Grammar(RULES)
