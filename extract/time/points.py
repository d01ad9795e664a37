"""The first step of the grammar: tokens → points (点), quantities (期). See the rules' own modules."""

from __future__ import annotations

from typing import Final

from . import points_days, points_lunar, points_ranges, points_years
from .grammar import Grammar, Rule

RULES: Final[tuple[Rule, ...]] = (*points_days.RULES, *points_lunar.RULES, *points_years.RULES, *points_ranges.RULES)

GRAMMAR: Final = Grammar(RULES)
