"""Measurements: a figure with its unit, its indicator, and what it measures.

Numbers with a unit are found first; the words around them decide whether they measure something
(增长3.2%, 已有4000多人受伤) or only count (三名代表). One event a figure, as a reader would note it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...records import Quantity
from .clauses import Clause
from .draft import Draft
from .lexer import Line, Token
from .rules import Rules, Trigger

_AROUND = 16
_INDICATOR = re.compile(
    r"([一-鿿A-Za-z]{2,12}?(?:率|额|值|量|价|数|指数|人数|病例|收入|利润|人口|GDP|顺差|逆差|票房|产能|运力|存款|贷款|股价|市值))"
)


class FigureReader:
    """The expressions of `measurement.toml`, compiled."""

    def __init__(self, rules: Rules) -> None:
        kind = rules.types.get("measurement")
        self.trigger: Trigger | None = (
            next((t for t in kind.triggers if t.options.get("figure")), None) if kind else None
        )
        table: dict[str, Any] = dict(kind.extra.get("figures", {})) if kind else {}
        if self.trigger is None or not table:
            self.number: re.Pattern[str] | None = None
            return
        units = "|".join(f"(?P<{name}>{table[name]})" for name in ("percent", "money", "people", "things"))
        self.number = re.compile(f"(?P<number>{table['number']})(?:{units})")
        self.toll = re.compile(table["toll"])
        self.level = re.compile(table["level"])
        self.share = re.compile(table["share"])
        self.compared = re.compile(table["compared"])
        self.verb = re.compile("|".join(sorted(self.trigger.words, key=len, reverse=True)))

    def find(self, line: Line, clauses: Sequence[Clause], norm: str, text: str) -> list[Draft]:
        """Drafts of the measurements in a sentence, without participants and time."""
        if self.number is None or self.trigger is None or line.title:
            return []
        found: list[Draft] = []
        for match in self.number.finditer(norm, line.start, line.end):
            clause = _clause_at(clauses, match.start())
            if clause is None or _taken(line, match.start(), match.end()) or not self._measures(match, clause, norm):
                continue
            low = clause.tokens[0].start
            verbs = list(self.verb.finditer(norm, max(low, match.start() - _AROUND), min(line.end, match.end() + 4)))
            span = verbs[-1].span() if verbs else match.span()
            draft = Draft(self.trigger, Token("V", *span), clause, f"{self.trigger.name}/{match.lastgroup}")
            indicator = _indicator(norm[low : match.start()])
            draft.quantity = Quantity(
                value=match.group("number").replace(" ", ""),
                unit=norm[match.end("number") : match.end()],
                indicator=indicator,
                start=match.start(),
                end=match.end(),
            )
            found.append(draft)
        return found

    def _measures(self, match: re.Match[str], clause: Clause, norm: str) -> bool:
        low, high = clause.tokens[0].start, clause.tokens[-1].end
        before, after = norm[low : match.start()], norm[match.end() : max(high, match.end())]
        compared = self.compared.search(before)
        if compared and not self.level.search(compared.group()):
            return False
        near = before[-_AROUND:] + after[:_AROUND]
        if match.group("percent"):
            return bool(self.share.search(before + after))
        if match.group("people"):
            return bool(self.toll.search(before[-10:]) or self.toll.search(after[:10]))
        if match.group("money"):
            return bool(self.level.search(near))
        return bool(self.level.search(before[-6:]))


def _clause_at(clauses: Sequence[Clause], at: int) -> Clause | None:
    found = None
    for clause in clauses:
        if clause.tokens and clause.tokens[0].start <= at:
            found = clause
    return found


def _taken(line: Line, start: int, end: int) -> bool:
    """Whether a mention or a time covers the number."""
    return any(t.start < end and start < t.end and (t.mention or t.time) for t in line.tokens)


def _indicator(before: str) -> str | None:
    found = _INDICATOR.findall(before)
    return found[-1] if found else None


def fill(draft: Draft, names: dict[str, str], speaker: Draft | None, fallback: Sequence[Token]) -> None:
    """Binds what is measured and who says so.

    Args:
        speaker: the statement that the figure stands in, if any.
        fallback: the subject of earlier text, when the clause names nobody.
    """
    assert draft.quantity is not None
    at = draft.quantity.start
    tokens = [t for t in draft.clause.tokens if t.mention is not None and t.mention.actors and t.letter in "colgp"]
    before = [t for t in tokens if t.end <= at]
    chosen = before[-1:] or tokens[:1] or list(draft.clause.carried[:1]) or list(fallback[:1])
    said_by = set(speaker.names.get("agent", [])) if speaker else set()
    for token in chosen:
        draft.add("topic", token, names)
    if speaker is not None and said_by:
        draft.names["agent"] = list(speaker.names["agent"])
        draft.arguments += [a for a in speaker.arguments if a.role == "agent"]
