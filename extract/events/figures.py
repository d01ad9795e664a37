"""Measurements: a figure with its unit, its indicator, and what it measures."""

from __future__ import annotations

from collections.abc import Sequence

from .clauses import Clause
from .draft import Draft
from .lexer import Lexer, Line
from .timing import Reference


def find_figures(
    line: Line, clauses: Sequence[Clause], norm: str, names: dict[str, str], lexer: Lexer, reference: Reference
) -> list[Draft]:
    """The measurements of a sentence."""
    return []
