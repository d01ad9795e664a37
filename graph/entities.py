"""Actors of single articles → actors over all articles: `bearers` gives the keys, `joins` joins them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from ..records import ArticleRecord, Entity, Reason
from .bearers import Group, Placing, is_qid
from .joins import join_groups
from .names import CLASSES, digest, fold, simplify
from .overrides import NO_OVERRIDES, Overrides
from .surfaces import surfaces
from .unionfind import UnionFind


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """All entities, and which of them each article's actor is.

    Attributes:
        entities: id → entity, sorted by id.
        ids: (article id, actor name) → entity id.
    """

    entities: Mapping[str, Entity]
    ids: Mapping[tuple[str, str], str]

    def get(self, article: str, name: str) -> str | None:
        """The entity id of an article's actor name, or None where the article has no such actor."""
        return self.ids.get((article, name))


def resolve_entities(records: Iterable[ArticleRecord], overrides: Overrides = NO_OVERRIDES) -> EntityIndex:
    """The entities of all records: a function of the set of records, not of their order."""
    groups: dict[str, Group] = {}
    key_of: dict[tuple[str, str], str] = {}
    reasons: dict[str, set[Reason]] = defaultdict(set)
    records = tuple(records)
    traditional = 2 * sum(record.script == "Hant" for record in records) > len(records)
    placing = Placing(overrides)
    for record in records:
        for actor in record.actors:
            key, seen = placing.place(actor, record.id)
            groups.setdefault(key, Group(key, CLASSES.get(actor.type, "body"))).add(seen, record.id)
            key_of[record.id, actor.name] = key
    sets = UnionFind(groups)
    join_groups(groups, sets, reasons, overrides)
    members: dict[str, list[Group]] = defaultdict(list)
    for key in sorted(groups):
        members[sets.find(key)].append(groups[key])
    made: dict[str, Entity] = {}
    new_id: dict[str, str] = {}
    for root, found in members.items():
        why = {reason for group in found for reason in reasons[group.key]}
        entity = entity_of(found, why, traditional)
        if entity.id in made:  # two keys may not share one id: the later one keeps its own name
            entity = renamed(entity, root)
        made[entity.id] = entity
        for group in found:
            new_id[group.key] = entity.id
    ids = {place: new_id[key] for place, key in key_of.items()}
    called = surfaces(records, ids)
    return EntityIndex({key: with_names(made[key], called.get(key, ())) for key in sorted(made)}, ids)


def renamed(entity: Entity, root: str) -> Entity:
    """The entity with an id of its own where another one has taken it; `root` is its key."""
    return msgspec.structs.replace(entity, id="a" + digest(entity.id, root))


def with_names(entity: Entity, called: Iterable[str]) -> Entity:
    """The entity with the names that articles print for it among its aliases."""
    names = {*entity.aliases, *called} - {entity.name}
    return msgspec.structs.replace(entity, aliases=tuple(sorted(names)))


def _most(counts: Counter[str]) -> str | None:
    """The most frequent text; of several the longest, then the first in order."""
    return min(counts, key=lambda text: (-counts[text], -len(text), text), default=None)


def _printed(counts: Counter[str], traditional: bool) -> str:
    """The name that most articles print; of several that of the script of most articles, then the longest."""
    return min(
        counts,
        key=lambda name: (-counts[name], traditional == (simplify(name) == name), -len(name), name),
        default="",
    )


def entity_of(found: list[Group], reasons: Iterable[Reason], traditional: bool) -> Entity:
    """The entity of groups that are one actor; `traditional` tells in which script most articles are."""
    whole = Group(found[0].key, found[0].kind)
    for group in found:
        whole.absorb(group)
    linked = [group for group in found if group.key.startswith("id:")]
    names = Counter[str]()
    for group in linked or found:
        names.update(group.names)
    name = _printed(names, traditional)
    pinned = sorted(group.key[3:] for group in linked)
    local = found[0].key.rpartition("@")[2] if "@" in found[0].key and not pinned else ""
    parts_of_id = (whole.kind, fold(name), local) if local else (whole.kind, fold(name))
    key = pinned[0] if pinned else "a" + digest(*parts_of_id)
    aliases = sorted((set(whole.names) | whole.aliases) - {name})
    qid = min(whole.qids, default=None)
    if pinned and qid is None and is_qid(pinned[0]):
        qid = pinned[0]
    return Entity(
        id=key,
        name=name,
        type=_most(whole.types) or "group",
        qid=qid,
        aliases=tuple(aliases),
        roles=tuple(sorted(whole.roles, key=lambda role: (-whole.roles[role], role))),
        country=_most(whole.countries),
        articles=tuple(sorted(whole.articles)),
        reasons=tuple(sorted(reasons, key=lambda r: (r.rule, r.left, r.right))),
    )
