"""Entities on disk: what `entities.resolve_entities` does, by sorted rows instead of dictionaries.

Every actor of every article is a row under its key. Groups come out of the rows in order of the key,
one at a time; only those that share a name, a short form or a likeness with another one, few of
all, are held together in memory to be joined.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import msgspec

from ...records import Actor, ArticleRecord, Entity, Reason
from ..bearers import Group, Placing, meant_by
from ..entities import entity_of, renamed, with_names
from ..joins import join_groups, shared_by
from ..names import CLASSES, fold
from ..overrides import Overrides
from ..surfaces import PART, printed_names
from ..unionfind import UnionFind
from .spill import Heap, Scratch, as_it_is

_ACTOR: Final = msgspec.json.Decoder(Actor)
_ENTITY: Final = msgspec.json.Decoder(Entity)


class Resolved:
    """The entities of a merge.

    Attributes:
        entities: id → entity without its articles, offices and reasons: what merging asks for.
        heap: all entities in whole; `number` gives the place of an id in it.
        places: for each actor of each article, by article and position, the number of its entity.
        starts: where the actors of each article begin in `places`.
    """

    def __init__(self, heap: Heap) -> None:
        self.heap = heap
        self.entities: dict[str, Entity] = {}
        self.number: dict[str, int] = {}
        self.ids: list[str] = []
        self.places = array("i")
        self.starts = array("q", [0])

    def of_article(self, article: int) -> Sequence[int]:
        """The numbers of the entities of an article's actors, in their order."""
        return self.places[self.starts[article] : self.starts[article + 1]]


class ActorRows:
    """The rows of all actors and of the names printed for them."""

    def __init__(self, scratch: Scratch, overrides: Overrides) -> None:
        self._scratch, self._overrides, self._placing = scratch, overrides, Placing(overrides)
        self._actors = scratch.table("actor", key="VARCHAR", place="UBIGINT", article="INTEGER", data="BLOB")
        self._called = scratch.table("called", place="UBIGINT", folded="VARCHAR", printed="VARCHAR")
        self._found = Resolved(scratch.heap("entities"))
        self._articles: list[str] = []
        self._traditional = 0

    def add(self, record: ArticleRecord) -> None:
        """The actors of the next article; articles come in order of their ids."""
        article, first = len(self._articles), self._found.starts[-1]
        self._articles.append(record.id)
        self._traditional += record.script == "Hant"
        at = {}
        for position, actor in enumerate(record.actors):
            at[actor.name] = first + position
            key, seen = self._placing.place(actor, record.id)
            self._actors.add(key, first + position, article, as_it_is(seen))
        self._found.starts.append(first + len(record.actors))
        for printed, name in printed_names(record):
            self._called.add(at[name], fold(printed), printed)

    def resolve(self) -> Resolved:
        """The entities of all articles that were added."""
        self._actors.flush()
        self._called.flush()
        roots, reasons = self._joined()
        rows = self._scratch.table("root", key="VARCHAR", root="VARCHAR")
        for key, root in roots.items():
            rows.add(key, root)
        rows.flush()
        self._make(reasons)
        self._name()
        return self._found

    # ------------------------------------------------------------ which keys are one actor

    def _joined(self) -> tuple[dict[str, str], Mapping[str, set[Reason]]]:
        """Key → the key that stands for it, where that is another one; and the reasons."""
        words = {word for pairs in (self._overrides.same_actors, self._overrides.other_actors) for pair in pairs
                 for word in pair}  # fmt: skip
        shared = self._scratch.table("shared", text="VARCHAR", key="VARCHAR")
        wanted = self._scratch.table("wanted", key="VARCHAR")
        for group in self._groups("SELECT key, data FROM actor ORDER BY key, place"):
            for text in set(shared_by(group)):
                shared.add(text, group.key)
            if words and meant_by(group, words):
                wanted.add(group.key)
        shared.flush()
        wanted.flush()
        self._scratch.execute(
            "INSERT INTO wanted SELECT key FROM shared SEMI JOIN "
            "(SELECT text FROM shared GROUP BY text HAVING count(*) > 1) USING (text)"
        )
        query = "SELECT key, data FROM actor SEMI JOIN wanted USING (key) ORDER BY key, place"
        groups = {group.key: group for group in self._groups(query)}
        self._scratch.drop("shared", "wanted")
        sets, reasons = UnionFind(groups), defaultdict[str, set[Reason]](set)
        join_groups(groups, sets, reasons, self._overrides)
        return {key: root for key in groups if (root := sets.find(key)) != key}, reasons

    def _groups(self, query: str) -> Iterator[Group]:
        """The groups of sorted rows, without their articles."""
        for key, rows in groupby(self._scratch.rows(query), key=lambda row: row[0]):
            yield _group(key, ((data, "") for _, data in rows))

    # ------------------------------------------------------------ entities

    def _make(self, reasons: Mapping[str, set[Reason]]) -> None:
        """Entities in order of the keys that stand for them; which one each actor is."""
        traditional = 2 * self._traditional > len(self._articles)
        owner = self._scratch.table("owner", place="UBIGINT", entity="INTEGER")
        rows = self._scratch.rows(
            "SELECT coalesce(root.root, actor.key) AS root, actor.key, place, article, data "
            "FROM actor LEFT JOIN root USING (key) ORDER BY 1, 2, place"
        )
        for number, (root, of_root) in enumerate(groupby(rows, key=lambda row: row[0])):
            found = [
                _group(key, self._members(of_key, number, owner.add))
                for key, of_key in groupby(of_root, key=lambda row: row[1])
            ]
            why = {reason for group in found for reason in reasons.get(group.key, ())}
            entity = entity_of(found, why, traditional)
            if entity.id in self._found.number:
                entity = renamed(entity, root)
            self._found.number[entity.id] = number
            self._found.ids.append(entity.id)
            self._found.heap.put(as_it_is(entity))
        owner.flush()
        self._found.places = array("i", self._scratch.column("SELECT entity FROM owner ORDER BY place").tolist())
        self._scratch.drop("actor", "root")

    def _members(
        self, rows: Iterable[tuple[Any, ...]], number: int, own: Callable[[object, object], None]
    ) -> Iterator[tuple[bytes, str]]:
        for _, _, place, article, data in rows:
            own(place, number)
            yield data, self._articles[article]

    def _name(self) -> None:
        """Give every entity the names that articles print for it: see `surfaces`."""
        names = groupby(
            self._scratch.rows(
                "WITH meant AS (SELECT folded, entity, count(*) AS n, list(DISTINCT printed) AS printed, "
                "sum(count(*)) OVER (PARTITION BY folded) AS total "
                "FROM called JOIN owner USING (place) GROUP BY folded, entity) "
                f"SELECT entity, unnest(printed) FROM meant WHERE {PART} * n >= total ORDER BY entity"
            ),
            key=lambda row: row[0],
        )
        whole = self._scratch.heap("named-entities")
        waiting = next(names, None)
        for number, key in enumerate(self._found.ids):
            entity = _ENTITY.decode(self._found.heap.get(number))
            printed = []
            if waiting is not None and waiting[0] == number:
                printed = [row[1] for row in waiting[1]]
                waiting = next(names, None)
            entity = with_names(entity, printed)
            whole.put(as_it_is(entity))
            self._found.entities[key] = msgspec.structs.replace(entity, articles=(), roles=(), reasons=())
        self._found.heap = whole
        self._scratch.drop("called", "owner")


def _group(key: str, rows: Iterable[tuple[bytes, str]]) -> Group:
    """The group of a key, of its actors as JSON with their articles."""
    made: Group | None = None
    for data, article in rows:
        actor = _ACTOR.decode(data)
        made = made or Group(key, CLASSES.get(actor.type, "body"))
        made.add(actor, article)
    assert made is not None
    return made
