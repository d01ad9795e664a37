"""Which keys mean one actor, and why.

Strongest first: what the user says, spellings of one name, the name of a linked actor, one name within
a class of types, a short form of exactly one known name. Names are compared whole: 王岐山 and 王歧山 never
collapse. Nothing is joined that contradicts itself: two countries, two Wikidata ids, two careers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from typing import Final

from ..records import Reason
from .bearers import Group, actor_id, name_of, names_nobody
from .careers import exclude_each_other, share_office
from .names import fold, parts
from .overrides import Overrides
from .unionfind import UnionFind

_LONG_PART: Final = 3
"""Signs of the last part of a foreign name from which on one of them may be spelled otherwise."""


class _Sets:
    """The sets of keys while they are joined: no set holds two keys that may not be one."""

    def __init__(
        self, groups: Mapping[str, Group], sets: UnionFind, reasons: dict[str, set[Reason]],
        forbidden: set[tuple[str, str]],
    ) -> None:  # fmt: skip
        self._groups, self._sets, self._reasons, self._forbidden = groups, sets, reasons, forbidden
        self._members: dict[str, list[str]] = {}

    def members(self, key: str) -> list[str]:
        """The keys that are one actor with this one, itself among them."""
        return self._members.get(self._sets.find(key), [key])

    def fit(self, left: str, right: str, *, surely: bool = False) -> bool:
        """Whether two keys may be one actor, with all that they are one with; `surely` asks the user alone."""
        pairs = [(a, b) for a in self.members(left) for b in self.members(right)]
        if any(pair in self._forbidden for pair in pairs):
            return False
        return surely or all(no_contradiction(self._groups[a], self._groups[b]) for a, b in pairs)

    def join(self, rule: str, left: str, right: str, detail: str, *, surely: bool = False) -> bool:
        """Joins two keys, if they may be one and are not yet, and keeps why; whether it did."""
        if self._sets.find(left) == self._sets.find(right) or not self.fit(left, right, surely=surely):
            return False
        together = [*self.members(left), *self.members(right)]
        self._members[self._sets.union(left, right)] = together
        low, high = sorted((left, right))
        self._reasons[low].add(Reason(rule=rule, left=low, right=high, detail=detail))
        return True


def join_groups(
    groups: Mapping[str, Group], sets: UnionFind, reasons: dict[str, set[Reason]], overrides: Overrides
) -> None:
    """Joins the keys that mean one actor, and keeps why."""
    by_name = _by_name(groups)
    made = _Sets(groups, sets, reasons, _forbidden(by_name, groups, overrides))
    for left, right in overrides.same_actors:
        for a in _find(left, by_name, groups):
            for b in _find(right, by_name, groups):
                made.join("override", a, b, f"{left} = {right}", surely=True)
    short = _short_forms(groups)
    for surname in sorted(short):
        for left, right in combinations(short[surname], 2):
            if _spelling_variants(groups[left], groups[right]):
                made.join("spellings of one name", left, right, surname)
    for left, right, office in _sound_alikes(groups):
        made.join("spellings of one name", left, right, office)
    _join_linked(groups, by_name, made)
    _join_namesakes(groups, made)
    while _join_others(groups, by_name, short, made):
        pass


def _join_others(
    groups: Mapping[str, Group], by_name: Mapping[str, list[str]], short: Mapping[str, list[str]], made: _Sets
) -> bool:
    """Joins names that are an alias or a short form of exactly one actor; whether any were joined.

    All are looked at before one is joined, so that which comes first does not matter.
    """
    wanted: dict[tuple[str, str], tuple[str, str, str]] = {}
    for key in sorted(groups):
        name = name_of(key)
        if key.startswith("id:") or "@" in name:
            continue
        named = [other for other in by_name.get(name, ()) if other.startswith("id:") or name_of(other) != name]
        bearers = _fitting(key, named, groups, made)
        linked = any(other.startswith("id:") and _one_class(groups, key, other) for other in named)
        if linked:
            continue
        if len(bearers) == 1:
            home, other = bearers.popitem()
            wanted[key, home] = ("alias of one actor", other, name)
        elif groups[key].kind == "person":
            longer = _fitting(key, short.get(name, ()), groups, made)
            if len(longer) == 1:
                home, other = longer.popitem()
                wanted[key, home] = ("short form of one full name", other, name)
    return _join_wanted(wanted, made)


def _join_wanted(wanted: Mapping[tuple[str, str], tuple[str, str, str]], made: _Sets) -> bool:
    """Joins keys to the sets that they are wanted in, save those of whom two cannot both go there."""
    by_home: dict[str, list[str]] = defaultdict(list)
    for key, home in wanted:
        by_home[home].append(key)
    agreed = [
        (key, wanted[key, home])
        for home, keys in sorted(by_home.items())
        if all(made.fit(a, b) for a, b in combinations(keys, 2))
        for key in keys
    ]
    joined = [made.join(rule, key, other, name) for key, (rule, other, name) in agreed]
    return any(joined)


def _one_class(groups: Mapping[str, Group], left: str, right: str) -> bool:
    return groups[left].kind == groups[right].kind


def _fitting(key: str, others: Iterable[str], groups: Mapping[str, Group], made: _Sets) -> dict[str, str]:
    """The sets of other keys that may be one with a key: the first key of each set → the first met."""
    own = made.members(key)
    found: dict[str, str] = {}
    for other in others:
        if other not in own and _one_class(groups, key, other) and made.fit(key, other):
            found.setdefault(min(made.members(other)), other)
    return found


def _join_linked(groups: Mapping[str, Group], by_name: Mapping[str, list[str]], made: _Sets) -> None:
    """A name that exactly one actor with a Wikidata id bears is that actor's, where nothing speaks against it."""
    for key in sorted(groups):
        name = name_of(key)
        if key.startswith("id:") or "@" in name:
            continue
        same = [k for k in by_name.get(name, ()) if k.startswith("id:") and _one_class(groups, key, k)]
        if len(same) == 1 and no_contradiction(groups[key], groups[same[0]]):
            made.join("same name as a linked actor", key, same[0], name)


def _join_namesakes(groups: Mapping[str, Group], made: _Sets) -> None:
    """Joins the keys of one class and name: all, where none speaks against another; else those that share an
    office, and with them whoever fits just one of them.
    """
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(groups):
        if not key.startswith("id:") and "@" not in key:
            by_name[groups[key].kind, name_of(key)].append(key)
    for (_, name), keys in by_name.items():
        if len(keys) < 2:
            continue
        if all(made.fit(a, b) for a, b in combinations(keys, 2)):
            for a, b in pairwise(keys):
                made.join("same name", a, b, name)
            continue
        shared = {pair for pair in combinations(keys, 2) if share_office(*(groups[key].roles for key in pair))}
        for a, b in sorted(shared):
            others = [key for key in keys if {(a, key), (key, a), (b, key), (key, b)} & shared]
            if all(made.fit(key, other) for key in (a, b) for other in others):
                made.join("same name and office", a, b, name)
        _join_open(keys, name, made)


def _join_open(keys: list[str], name: str, made: _Sets) -> None:
    """Of one name's keys that are not all one, joins those that fit one set alone, where all that do fit together."""
    sets = sorted({min(made.members(key)) for key in keys})
    wanted = {}
    for own in sets:
        others = [other for other in sets if other != own and made.fit(own, other)]
        if len(others) == 1:
            wanted[own, others[0]] = ("same name", others[0], name)
    _join_wanted(wanted, made)


def _by_name(groups: Mapping[str, Group]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        for name in (*group.names, *group.aliases):
            found[fold(name)].add(key)
    return {name: sorted(keys) for name, keys in found.items()}


def _find(name: str, by_name: Mapping[str, list[str]], groups: Mapping[str, Group]) -> list[str]:
    """The keys that a user means by a Wikidata id, a name, an alias, an id of `actors.csv`, or words of an article.

    Who bears the name comes before those that a text calls so; of these one with a Wikidata id is meant as well.
    """
    if f"id:{name}" in groups:
        return [f"id:{name}"]
    called = sorted(key for key, group in groups.items() if fold(name) in group.called)
    if named := by_name.get(fold(name)):
        linked = [key for key in called if key.startswith("id:")]
        return sorted({*named, *linked}) if len(linked) == 1 else named
    made = [key for key, group in groups.items() if any(actor_id(group.kind, called) == name for called in group.names)]
    return sorted(made or called)


def _forbidden(
    by_name: Mapping[str, list[str]], groups: Mapping[str, Group], overrides: Overrides
) -> set[tuple[str, str]]:
    """The pairs of keys that the user says are not one, each in both orders."""
    return {
        pair
        for left, right in overrides.other_actors
        for a in _find(left, by_name, groups)
        for b in _find(right, by_name, groups)
        if a != b
        for pair in ((a, b), (b, a))
    }


def shared_by(group: Group) -> Iterator[str]:
    """What groups have in common that `join_groups` may join: each pair of them shares one of these texts.

    A word that names nobody joins nobody.
    """
    for name in (*group.names, *group.aliases):
        if not names_nobody(fold(name)):
            yield fold(name)
    yield from _short_forms({group.key: group})
    for key in _likenesses(group):
        yield "\x1f".join(key)


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
    if not no_contradiction(left, right) or (left.qids and right.qids):
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
            if no_contradiction(groups[left], groups[right]):
                yield left, right, office


def _likenesses(group: Group) -> Iterator[tuple[str, ...]]:
    """Names with one sign of the last part left open, and the office: what sound-alikes share."""
    for name in group.names if group.kind == "person" and group.countries else ():
        *first, last = parts(name) or ("",)
        for office in group.roles if first and len(last) >= _LONG_PART else ():
            for at in range(len(last)):
                yield (*first, last[:at] + "?" + last[at + 1 :], fold(office))


def no_contradiction(left: Group, right: Group) -> bool:
    """Whether two groups may be one actor: no two countries, no two Wikidata ids, no two careers."""
    if left.countries and right.countries and not set(left.countries) & set(right.countries):
        return False
    if left.qids and right.qids and not left.qids & right.qids:
        return False
    if not left.kind == right.kind == "person":
        return True
    common = any(len(fold(name)) <= _COMMON for group in (left, right) for name in group.names)
    return not exclude_each_other(left.roles, right.roles, common=common)


_COMMON: Final = 3
"""Signs of a personal name up to which many people may bear it (张伟, 王小明)."""
