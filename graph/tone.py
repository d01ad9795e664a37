"""PLOVER category, mode, quad class and score of an event.

Source: PLOVER codebook (github.com/openeventdata/PLOVER); the codes stand in `ontology.toml`. Two
types cover two categories of PLOVER; their triggers tell which one.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..ontology import ontology
from ..records import MergedEvent

_CUT: Final = re.compile(
    "断交|断绝|降格|降级|驱逐|召回|关闭|退出|撤馆|撤离|中断|斷交|斷絕|降級|驅逐|關閉|退出|撤離|中斷"
)
_ACCUSED: Final = re.compile("调查|起诉|指控|控告|审理|开庭|受审|立案|調查|起訴|審理|開庭|受審")


class Tone(NamedTuple):
    """What PLOVER says of an event; None where it says nothing.

    `score` runs from -10 (conflict) to 10 (cooperation).
    """

    category: str | None
    quad_class: str | None
    score: float | None


_UP: Final = Tone("SUPPORT", "verbal_cooperation", 5.0)
_DOWN: Final = Tone("SANCTION", "material_conflict", -6.0)
_ACCUSE: Final = Tone("ACCUSE", "verbal_conflict", -2.0)
_COERCE: Final = Tone("COERCE", "material_conflict", -7.0)
_NONE: Final = Tone(None, None, None)


def tone_of(event: MergedEvent) -> Tone:
    """The tone of an event: of its stance for a statement, of its trigger where the type leaves it open."""
    known = ontology()
    if event.type == "statement":
        stance = known.stances.get(event.stance or "")
        return Tone(stance.plover, stance.quad_class, stance.score) if stance else _NONE
    triggers = " ".join(proof.trigger for proof in event.evidence)
    if event.type == "diplomatic_relations":
        return _DOWN if _CUT.search(triggers) else _UP
    if event.type == "legal_action":
        return _ACCUSE if _ACCUSED.search(triggers) else _COERCE
    kind = known.types.get(event.type)
    return Tone(kind.plover, kind.quad_class, kind.score) if kind else _NONE


def mode_of(event: MergedEvent) -> str | None:
    """PLOVER's mode of an event: phone, video, visit …"""
    kind = ontology().types.get(event.type)
    if event.mode in ("phone", "video"):
        return event.mode
    mode = kind.plover_mode if kind else None
    return None if mode is None or "|" in mode else mode
