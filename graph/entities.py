"""Actors of single articles → actors over all articles.

Identity, strongest first: what the user says, the Wikidata id, the folded name within a class of
types (people; organisations and groups; countries and places), a short form of exactly one known
name. Names are compared whole: 王岐山 and 王歧山 never collapse.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

import msgspec

from ..records import Actor, ArticleRecord, Entity, Reason
from .names import CLASSES, digest, fold, parts, simplify
from .overrides import NO_OVERRIDES, Overrides
from .surfaces import surfaces
from .unionfind import UnionFind

_NOBODY: Final = re.compile(
    "[他她它我你咱其]们?|双方|各方|三方|两人|二人|两国|两国元首|两国外长|对方|该[国党部院会方市州省]|有关部门|当局|当事人|"
    "记者|发言人|官员|专家|学者|警方|警察|军方|民众|群众|居民|村民|市民|男子|女子|司机|乘客|网民|网友|代表团|"
    "(?:一|两|三|数|多|几)[名位个].*"
)
"""Names that name nobody: whoever is meant is another one in each article."""


_LONG_PART: Final = 3
"""Signs of the last part of a foreign name from which on one of them may be spelled otherwise."""


@dataclass(slots=True)
class Group:
    """All actors that share a key, over all articles."""

    key: str
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    qids: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)

    def add(self, actor: Actor, article: str) -> None:
        self.names[actor.name] += 1
        self.types[actor.type] += 1
        self.aliases.update(actor.aliases)
        self.roles.update(actor.roles)
        self.articles.add(article)
        self.called.update(map(fold, actor.mentions))
        if actor.country:
            self.countries[actor.country] += 1
        if actor.qid:
            self.qids.add(actor.qid)

    def absorb(self, other: Group) -> None:
        for mine, theirs in (
            (self.names, other.names),
            (self.types, other.types),
            (self.roles, other.roles),
            (self.countries, other.countries),
        ):
            mine.update(theirs)
        self.aliases |= other.aliases
        self.articles |= other.articles
        self.qids |= other.qids


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
    for record in records:
        for actor in record.actors:
            key = key_of_actor(actor, record.id, overrides)
            groups.setdefault(key, Group(key, CLASSES.get(actor.type, "body"))).add(actor, record.id)
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


def key_of_actor(actor: Actor, article: str, overrides: Overrides) -> str:
    """What actors of all articles share that are one at first sight: a Wikidata id, or class, name and country."""
    pinned = overrides.names.get(actor.name) or overrides.names.get(simplify(actor.name))
    if pinned is not None:
        return f"id:{pinned}"
    if actor.qid:
        return f"id:{actor.qid}"
    name = fold(actor.name)
    kind = CLASSES.get(actor.type, "body")
    if _NOBODY.fullmatch(name):
        return f"{kind}:{name}@{article}"
    # Many countries have a 外交部 or a 国防部: those of two countries are two.
    land = f"#{actor.country}" if kind == "body" and actor.country else ""
    return f"{kind}:{name}{land}"


def _name_of(key: str) -> str:
    """The folded name in a key."""
    return key.partition(":")[2].rpartition("#")[0] or key.partition(":")[2]


def join_groups(
    groups: Mapping[str, Group], sets: UnionFind, reasons: dict[str, set[Reason]], overrides: Overrides
) -> None:
    """Joins the keys that mean one actor, and keeps why."""
    by_name = _by_name(groups)
    forbidden = _forbidden(by_name, groups, overrides)

    def join(rule: str, left: str, right: str, detail: str) -> None:
        if left != right and (left, right) not in forbidden:
            sets.union(left, right)
            low, high = sorted((left, right))
            reasons[low].add(Reason(rule=rule, left=low, right=high, detail=detail))

    for left, right in overrides.same_actors:
        for a in _find(left, by_name, groups):
            for b in _find(right, by_name, groups):
                join("override", a, b, f"{left} = {right}")
    linked = {
        (groups[key].kind, name): keys for name, found in by_name.items() for key in found
        if (keys := [k for k in found if k.startswith("id:") and groups[k].kind == groups[key].kind])
    }  # fmt: skip
    short = _short_forms(groups)
    for surname in sorted(short):
        for left, right in combinations(short[surname], 2):
            if _spelling_variants(groups[left], groups[right]):
                join("spellings of one name", left, right, surname)
    for left, right, office in _sound_alikes(groups):
        join("spellings of one name", left, right, office)
    for key in sorted(groups):
        if key.startswith("id:"):
            continue
        group = groups[key]
        name = _name_of(key)
        if "@" in name:
            continue
        same = linked.get((group.kind, name), [])
        if len(same) == 1 and _no_contradiction(group, groups[same[0]]):
            join("same name as a linked actor", key, same[0], name)
            continue
        bearers = [other for other in by_name.get(name, ()) if other != key and _fits(group, groups[other])]
        longer = [other for other in short.get(name, ()) if _fits(group, groups[other])]
        if not same and len({sets.find(other) for other in bearers}) == 1:
            join("alias of one actor", key, bearers[0], name)
        elif not same and group.kind == "person" and len({sets.find(other) for other in longer}) == 1:
            join("short form of one full name", key, longer[0], name)


def _by_name(groups: Mapping[str, Group]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        for name in (*group.names, *group.aliases):
            found[fold(name)].add(key)
    return {name: sorted(keys) for name, keys in found.items()}


def _find(name: str, by_name: Mapping[str, list[str]], groups: Mapping[str, Group]) -> list[str]:
    """The keys that a user means by a Wikidata id, a name, an alias, an id of `actors.csv`, or words of an article."""
    if f"id:{name}" in groups:
        return [f"id:{name}"]
    named = by_name.get(fold(name))
    if named:
        return named
    made = [key for key, group in groups.items() if any(actor_id(group.kind, called) == name for called in group.names)]
    return sorted(made or [key for key, group in groups.items() if fold(name) in group.called])


def actor_id(kind: str, name: str) -> str:
    """The id of an actor without a Wikidata id, of a class of types and a name."""
    return "a" + digest(kind, fold(name))


def _forbidden(
    by_name: Mapping[str, list[str]], groups: Mapping[str, Group], overrides: Overrides
) -> set[tuple[str, str]]:
    return {
        pair
        for left, right in overrides.other_actors
        for a in _find(left, by_name, groups)
        for b in _find(right, by_name, groups)
        for pair in ((a, b), (b, a))
    }


def shared_by(group: Group) -> Iterator[str]:
    """What groups have in common that `join_groups` may join: each pair of them shares one of these texts.

    A word that names nobody joins nobody.
    """
    for name in (*group.names, *group.aliases):
        if not _NOBODY.fullmatch(fold(name)):
            yield fold(name)
    yield from _short_forms({group.key: group})
    for key in _likenesses(group):
        yield "\x1f".join(key)


def meant_by(group: Group, words: Iterable[str]) -> bool:
    """Whether one of the words that a user wrote may mean the group: its id, a name, or words of an article."""
    names = {fold(name) for name in (*group.names, *group.aliases)} | group.called
    return any(
        group.key == f"id:{word}" or fold(word) in names or word in {actor_id(group.kind, n) for n in group.names}
        for word in words
    )


def _short_forms(groups: Mapping[str, Group]) -> dict[str, list[str]]:
    """Last part of a dotted personal name → keys of the people that bear it."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        if group.kind == "person":
            for name in group.names:
                pieces = parts(name)
                if len(pieces) > 1 and len(pieces[-1]) > 1:
                    found[pieces[-1]].add(key)
    return {name: sorted(keys) for name, keys in found.items()}


def _spelling_variants(left: Group, right: Group) -> bool:
    """鲁思·巴德·金斯伯格 and 露丝·巴德尔·金斯伯格: the same last part, the rest alike, and one office or country."""
    if not _no_contradiction(left, right) or (left.qids and right.qids):
        return False
    known = set(left.roles) & set(right.roles) or set(left.countries) & set(right.countries)
    mine = {char for name in left.names for part in parts(name)[:-1] for char in part}
    yours = {char for name in right.names for part in parts(name)[:-1] for char in part}
    return bool(known) and 2 * len(mine & yours) >= min(len(mine), len(yours))


def _sound_alikes(groups: Mapping[str, Group]) -> Iterator[tuple[str, str, str]]:
    """哈桑·迪亚卜 and 哈桑·迪亚布: one sign of a long last part differs; first part, country and office are one."""
    alike: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key, group in groups.items():
        for likeness in _likenesses(group):
            alike[likeness].add(key)
    for (*_, office), keys in sorted(alike.items()):
        for left, right in combinations(sorted(keys), 2):
            if _no_contradiction(groups[left], groups[right]):
                yield left, right, office


def _likenesses(group: Group) -> Iterator[tuple[str, ...]]:
    """Names with one sign of the last part left open, and the office: what sound-alikes share."""
    for name in group.names if group.kind == "person" and group.countries else ():
        *first, last = parts(name) or ("",)
        for office in group.roles if first and len(last) >= _LONG_PART else ():
            for at in range(len(last)):
                yield (*first, last[:at] + "?" + last[at + 1 :], fold(office))


def _fits(left: Group, right: Group) -> bool:
    """Whether two groups may be one actor of the same class."""
    return left.kind == right.kind and _no_contradiction(left, right)


def _no_contradiction(left: Group, right: Group) -> bool:
    """Whether two groups may be one actor: no two countries, no two Wikidata ids."""
    countries = not left.countries or not right.countries or set(left.countries) & set(right.countries)
    ids = not left.qids or not right.qids or left.qids & right.qids
    return bool(countries) and bool(ids)


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
    if pinned and qid is None and pinned[0][:1] == "Q" and pinned[0][1:].isdigit():
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
