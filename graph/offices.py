"""Offices and memberships: who is called what, of which country or body, from when to when.

The offices come as printed (美国国务卿布林肯); their interval runs from the first to the last day on
which an article prints them, which says when they are attested, not when they began.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..records import ArticleRecord, Entity, Relation
from .entities import EntityIndex
from .names import digest, fold

_MEMBER: Final = re.compile("(?:成员|委员|议员|党员|会员|队员|理事|代表|院士)$")
_FORMER: Final = re.compile("^(?:前任?|原|时任|候任|当选|代理|已故)")
_NEW: Final = re.compile("^(?:新任|现任|新|现)")


@dataclass(slots=True)
class _Office:
    articles: set[str] = field(default_factory=set)
    days: list[str] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)


def find_offices(records: Iterable[ArticleRecord], index: EntityIndex) -> list[Relation]:
    """One relation for each person, office and country or body that holds it."""
    bodies = _bodies(index.entities)
    lands = {e.country: key for key, e in index.entities.items() if e.type == "country" and e.country}
    found: dict[tuple[str, str, str], _Office] = defaultdict(_Office)
    for record in records:
        for actor in record.actors:
            person = index.get(record.id, actor.name)
            if actor.type != "person" or person is None:
                continue
            for role in actor.roles:
                size, body = _body_of(role, bodies) or (0, lands.get(index.entities[person].country or ""))
                core = _NEW.sub("", fold(role)[size:])
                if body is None or body == person or not core or _FORMER.search(role) or _FORMER.search(core):
                    continue
                office = found[person, body, core]
                office.articles.add(record.id)
                office.spellings[role] += 1
                if record.published:
                    office.days.append(record.published[:10])
    return [_relation(*key, found[key]) for key in sorted(found)]


def _bodies(entities: Mapping[str, Entity]) -> dict[str, str]:
    """Folded name → the only country, organisation or place that bears it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, entity in entities.items():
        if entity.type in ("country", "organization", "place"):
            for name in (entity.name, *entity.aliases):
                if len(fold(name)) > 1:
                    owners[fold(name)].add(key)
    return {name: min(keys) for name, keys in owners.items() if len(keys) == 1}


def _body_of(role: str, bodies: Mapping[str, str]) -> tuple[int, str] | None:
    """Length and owner of the longest name that an office begins with: 美国财政部 in 美国财政部长."""
    folded = fold(role)
    for size in range(len(folded) - 1, 1, -1):
        if folded[:size] in bodies:
            return size, bodies[folded[:size]]
    return None


def _relation(person: str, body: str, role: str, office: _Office) -> Relation:
    kind = "member" if _MEMBER.search(role) else "office"
    label = min(office.spellings, key=lambda text: (-office.spellings[text], text))
    months = Counter(day[:7] for day in office.days)
    return Relation(
        id="rel" + digest(kind, person, body, role),
        left=person,
        right=body,
        kind=kind,
        label=label,
        first=min(office.days, default=None),
        last=max(office.days, default=None),
        count=len(office.articles),
        by_type={},
        by_month=dict(sorted(months.items())),
        tone=None,
        tone_by_month={},
        events=(),
    )
