"""Cues as expressions: those of stance, compiled once a rule set, and the word lists of `lexicon/cues.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from ..actors.cues import cue
from ..scanning import alternatives

Cues: TypeAlias = list[tuple[int, re.Pattern[str]]]
"""(weight, expression over all cues of that weight)."""
WEIGHTS: Final = {"strong": 3, "cues": 2, "weak": 1}
"""List of cues in a rule file → the weight of each."""


def compile_cues(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Cues]:
    """Stance → its cues; `table` is `[stances]` of the statements' rule file."""
    return {
        stance: [
            (WEIGHTS[name], re.compile(alternatives(sorted(words, key=len, reverse=True))))
            for name, words in row.items()
            if name in WEIGHTS and words
        ]
        for stance, row in table.items()
    }


def any_of(name: str) -> str:
    """The source of an expression for any word of a list of `cues.toml`, `section.key`, the longest first."""
    return f"(?:{'|'.join(sorted(cue(name), key=lambda word: (-len(word), word)))})"
