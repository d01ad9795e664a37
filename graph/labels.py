"""Short headings for merged events, in Chinese: 王毅与安东尼·布林肯通电话."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from ..edtf import EDTF
from ..ontology import ontology
from ..records import Entity, Participant
from .features import MUTUAL
from .figures import casualty
from .names import simplify
from .reports import Report
from .tellings import is_origin, pair_named

_SYMMETRIC: Final = ("call", "meeting", "agreement")
_OF_PATIENT: Final = ("life_event", "position_change")
_ABROAD: Final = re.compile("[访赴抵来回][华日美台港俄韩朝欧英法德印澳加]")
"""Triggers that name the host themselves."""

_LONG: Final = 28
"""Code points that a quoted claim or sentence may take in a heading."""


def clip(text: str, size: int = _LONG) -> str:
    """At most `size` code points of `text`, with … where something was cut."""
    flat = balanced(" ".join(text.split()))
    return flat if len(flat) <= size else balanced(flat[: size - 1]) + "…"


def common(texts: Sequence[str]) -> str:
    """The most frequent text; of several the shortest, then the first in order."""
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], len(text), text))


class Namer:
    """Makes headings out of entity names."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities

    def label(
        self, kind: str, reports: Sequence[Report], participants: Sequence[Participant], place: str | None
    ) -> str:
        """The heading of the event of type `kind` that `reports` tell."""
        first = min(reports, key=lambda r: (r.event.type != kind, is_origin(r)))
        event = first.event
        roles = self._main_roles(participants)
        trigger = simplify(
            common([report.event.trigger for report in reports if report.event.type == kind] or [event.trigger])
        ).removesuffix("了").removeprefix("级")  # fmt: skip
        if event.of is not None and kind != "anniversary":
            return _occasion(first)
        if kind == "diplomatic_relations" and MUTUAL.search(trigger):
            made = _symmetric(self._lands_only(participants) or roles, trigger)
        else:
            made = self._make(kind, reports, roles, trigger, place)
        return made or clip(event.evidence)

    def _main_roles(self, participants: Sequence[Participant]) -> dict[str, list[str]]:
        """Role → names, without those that few of the articles give."""
        most: dict[str, int] = {}
        for item in participants:
            most[item.role] = max(most.get(item.role, 0), len(item.articles))
        roles: dict[str, list[str]] = {}
        for item in participants:
            if 2 * len(item.articles) >= most[item.role]:
                roles.setdefault(item.role, []).append(self.name(item.entity))
        return roles

    def _lands_only(self, participants: Sequence[Participant]) -> dict[str, list[str]]:
        """The two or more countries among the participants, where it is they that act."""
        found = [item.entity for item in participants if item.entity in self._entities]
        lands = [key for key in dict.fromkeys(found) if self._entities[key].type in ("country", "place")]
        return {"participant": [self.name(key) for key in lands]} if len(lands) > 1 else {}

    def name(self, key: str) -> str:
        """The entity's name."""
        entity = self._entities.get(key)
        return entity.name if entity else key

    def _make(
        self, kind: str, reports: Sequence[Report], roles: Mapping[str, list[str]], trigger: str, place: str | None
    ) -> str:
        agents, patients = _list(roles.get("agent", ())), _list(roles.get("patient", ()))
        if kind == "anniversary":
            return _anniversary(reports)
        if kind == "statement":
            claim = next((r.event.claim.text for r in reports if r.event.claim), "") or reports[0].event.evidence
            said = _said(claim) or trigger
            return f"{agents}：{said}" if agents else said
        if kind == "measurement":
            return _measurement(reports, roles)
        if kind == "message":
            to = _list(roles.get("recipient", ()))
            return f"{agents}向{to}{trigger}" if agents and to else f"{agents}{trigger}"
        if kind == "visit":
            host = "" if _ABROAD.search(trigger) else _list(roles.get("host", ())) or place or ""
            return f"{agents}{trigger}{host}"
        if kind in _SYMMETRIC:
            return _symmetric(roles, trigger)
        if kind in _OF_PATIENT:
            return f"{patients or agents}{trigger}"
        if not any(roles.values()):
            return f"{place}{trigger}" if place else ""
        if kind == "disaster" and patients and not agents:  # 日本石川县地震: it strikes a place, and does nothing to it
            return f"{place if place and place not in patients else ''}{patients}{trigger}"
        subject = agents or _list(roles.get("host", ())) or _list(roles.get("participant", ())) or place or ""
        return f"{subject}{trigger}{patients or _list(roles.get('recipient', ()))}"


def _list(names: Sequence[str], most: int = 3) -> str:
    shown = list(names[:most])
    more = "等" if len(names) > most else ""
    if len(shown) < 2:
        return "".join(shown)
    return "、".join(shown) + more


def _symmetric(roles: Mapping[str, list[str]], trigger: str) -> str:
    seen: list[str] = []
    for role in ("initiator", "participant", "agent", "host", "patient", "recipient"):
        seen.extend(name for name in roles.get(role, ()) if name not in seen)
    if len(seen) == 2:
        return f"{seen[0]}与{seen[1]}{trigger}"
    return f"{_list(seen)}{trigger}"


_PAIRS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "（": "）", "(": ")", "〈": "〉"}
_ENDS: Final = {end: begin for begin, end in _PAIRS.items()}


def balanced(text: str) -> str:
    """`text` without quotes and brackets that are open or closed only."""
    waiting: list[int] = []
    single: set[int] = set()
    for at, sign in enumerate(text):
        if sign in _PAIRS:
            waiting.append(at)
        elif sign in _ENDS:
            if waiting and text[waiting[-1]] == _ENDS[sign]:
                waiting.pop()
            else:
                single.add(at)
    single.update(waiting)
    return "".join(sign for at, sign in enumerate(text) if at not in single)


def _bare(name: str) -> str:
    """A name without quotes around all of it, or open or closed only."""
    whole = balanced(name)
    quoted = len(whole) > 2 and whole[0] in "“「『" and whole.find(_PAIRS[whole[0]]) == len(whole) - 1
    return whole[1:-1] if quoted else whole


def _said(claim: str) -> str:
    """The first sentence of what is said, without signs around it."""
    first = re.split("[。！？]", claim.strip("“”「」。：:，,"))[0]
    return clip(balanced(first).strip("。：:，,").removeprefix("说，").removeprefix("称，"))


def _anniversary(reports: Sequence[Report]) -> str:
    first = next((r for r in reports if r.event.of is not None), reports[0])
    origin = first.event.of
    if origin is None:
        return ""
    years = None
    if origin.time and reports[0].time is not None:
        years = reports[0].time.begin.year - EDTF.parse(origin.time).begin.year
    name = _occasion(first)
    return f"{name}{years}周年" if years else f"纪念{name}"


def _occasion(report: Report) -> str:
    """The name of what an anniversary recalls; 两国 by the names of both."""
    of = report.event.of
    assert of is not None
    pair = pair_named(report.record, of)
    name = _bare(of.name)
    return f"{'、'.join(pair)}{name[2:]}" if pair and name[:2] in ("两国", "双方") else name


def _measurement(reports: Sequence[Report], roles: Mapping[str, list[str]]) -> str:
    quantity = reports[0].event.quantity
    topic = _list(roles.get("topic", ()))
    if quantity is None:
        return f"{topic}{common([r.event.trigger for r in reports])}" if topic else ""
    event = reports[0].event
    figure = f"{quantity.value}{quantity.unit or ''}"
    if quantity.indicator:
        return f"{topic}{quantity.indicator}{figure}"
    # Whoever gives the number of victims is not what it is about.
    counted = casualty(event.evidence, quantity.start - event.start, quantity.end - event.start)
    return f"{counted}{figure}" if counted else f"{topic}{figure}"


def type_label(kind: str) -> tuple[str, str]:
    """The Chinese and the English label of an event type; the id itself where it is not known."""
    found = ontology().types.get(kind)
    return (found.zh, found.en) if found else (kind, kind)
