"""Synthetic graphs shaped like real ones: articles of several outlets that tell the same events.

Sizes follow what jishi finds in diplomatic news: about eight events, thirteen mentions and six
actors an article; a third of the events told by more than one article; actors by Zipf's law; shares
of planned and denied events, of inferred times, places, figures and claims as in a year of mixed
news. An article tells what happened in its days, and one older thing. No clock and no randomness
but a seeded generator: equal sizes give equal graphs.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from jishi.edtf import EDTF
from jishi.graph.entities import EntityIndex
from jishi.graph.knowledge import KnowledgeGraph
from jishi.records import (
    Actor,
    Argument,
    ArticleInfo,
    ArticleRecord,
    Claim,
    Disagreement,
    Entity,
    Event,
    Mention,
    MergedEvent,
    Participant,
    Provenance,
    Quantity,
    Reason,
)

EXTRACTOR = "jishi bench 1"
OUTLETS = tuple(f"第{n}通讯社" for n in range(40))
TYPES = (
    ("call", "通电话"),
    ("meeting", "会晤"),
    ("visit", "访问"),
    ("statement", "表示"),
    ("statement", "指出"),
    ("statement", "强调"),
    ("sanction", "制裁"),
    ("agreement", "签署"),
    ("measurement", "增长"),
    ("anniversary", "周年"),
)
MODALITIES = ("actual", "possible", "planned", "negated")
SHARES = (88, 5, 5, 2)
NEAR = 40
"""How many happenings of the days around it an article picks from."""
ENDS = ("交换意见", "深入交换看法", "进行讨论", "作了沟通")
ROLES = {
    "call": ("initiator", "participant"),
    "sanction": ("agent", "patient"),
    "statement": ("agent", "topic"),
    "measurement": ("topic", "topic"),
}
"""Roles of the two of an event; both are participants where nothing is said."""

EVENTS_AN_ARTICLE = 8
QUADS_AN_ARTICLE = 450
"""About; what `layers` makes of one article and its share of the instance layer."""


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits."""
    return hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).hexdigest()


@dataclass
class Happening:
    """An event of the synthetic world."""

    kind: str
    trigger: str
    day: str
    actors: tuple[int, ...]
    seen: list[Provenance] = field(default_factory=list)
    days: dict[str, set[str]] = field(default_factory=dict)
    modality: str = "actual"
    place: str | None = None


class _Clause(NamedTuple):
    """What an article says of one happening: where, the words, the day, and where its actors stand."""

    start: int
    words: str
    day: str
    spots: tuple[tuple[str, int], ...]


class _Page:
    """An article in the making; clauses of one list are one sentence."""

    def __init__(self, title: str) -> None:
        self.text = title
        self.mentions: list[Mention] = []
        self.people: dict[int, Actor] = {}
        self.clauses: list[list[tuple[Happening, _Clause]]] = []

    def sentence(self) -> None:
        """Begins a sentence on a new line."""
        self.text += "\n"
        self.clauses.append([])

    def add(self, words: str) -> int:
        """Writes on; where the words begin."""
        start = len(self.text)
        self.text += words
        return start


class World:
    """Happenings, and articles that tell them.

    Attributes:
        famous: actors below this rank have a Wikidata id in their articles.
    """

    famous = 1 << 40

    def __init__(
        self, articles: int, seed: int = 1, *, most_actors: int = 8_000, events: int = EVENTS_AN_ARTICLE
    ) -> None:
        self.articles, self.events = articles, events
        self.random = random.Random(seed)
        self.size = max(60, min(most_actors, articles // 4))
        self.cumulative = list(itertools.accumulate(1 / (rank + 3) for rank in range(self.size)))
        self.happenings = self._all(max(20, articles * events * 6 // 10))

    def _all(self, count: int) -> Sequence[Happening]:
        return sorted((self.happening(self.random) for _ in range(count)), key=lambda one: one.day)

    def happening(self, chance: random.Random) -> Happening:
        """One happening, by chance."""
        kind, trigger = chance.choice(TYPES)
        year, month, day = chance.randint(2005, 2024), chance.randint(1, 12), chance.randint(1, 28)
        first, second = chance.choices(range(self.size), cum_weights=self.cumulative, k=2)
        actors = (first, second) if first != second else (first, (first + 1) % self.size)
        found = Happening(kind, trigger, f"{year}-{month:02d}-{day:02d}", actors)
        found.modality = chance.choices(MODALITIES, SHARES)[0]
        if chance.random() < 0.12:
            found.place = f"第{chance.randint(1, 300)}城"
        return found

    def name(self, actor: int) -> str:
        """A name of three characters, its own for each actor."""
        return chr(0x4E00 + actor % 2000) + chr(0x5000 + actor // 2000) + "某"

    def records(self) -> Iterator[ArticleRecord]:
        """The articles; each telling is kept with its happening."""
        for number in range(self.articles):
            yield self._article(number)

    def _told(self, number: int) -> list[Happening]:
        """What an article tells: the happening of its number, others of those days, and one of any time."""
        count = len(self.happenings)
        at = number * self.events * 6 // 10 % count
        near = [(at + step) % count for step in self.random.sample(range(1, NEAR), min(NEAR, self.events) - 2)]
        return [self.happenings[key] for key in (at, *near, self.random.randrange(count))]

    def _article(self, number: int) -> ArticleRecord:
        told = self._told(number)
        published = max(happening.day for happening in told)
        id, outlet = digest("article", number), self.random.choice(OUTLETS)
        page = _Page("标题" + str(number))
        for at, happening in enumerate(told):
            if at == 0 or self.random.random() > 0.3:
                page.sentence()
            page.clauses[-1].append((happening, self._clause(happening, page)))
        events: list[Event] = []
        for group in page.clauses:
            start, end = group[0][1].start, group[-1][1].start + len(group[-1][1].words)
            for happening, clause in group:
                event = self._event(id, happening, clause, page.text[start:end], start)
                if (
                    event.type != "statement"
                    and events
                    and events[-1].type == "statement"
                    and self.random.random() < 0.4
                ):
                    event = msgspec.structs.replace(event, claimed_by=events[-1].id)
                events.append(event)
                self.tell(happening, id, outlet, number, published, event)
        return ArticleRecord(
            format=1, extractor=EXTRACTOR, id=id, source=f"bench/{number}.md", file=f"{number}.md", title=page.text[:8],
            published=published, text=page.text, outlet=outlet, url=f"https://news.example/{number}",
            mentions=tuple(page.mentions), actors=tuple(page.people.values()), events=tuple(events),
        )  # fmt: skip

    def _clause(self, happening: Happening, page: _Page) -> _Clause:
        """What the article says of a happening; its actors and their mentions go onto the page."""
        for one in happening.actors:
            if one not in page.people:
                known = f"Q{one + 1}" if one < self.famous else None
                key = f"a{len(page.people) + 1}"
                page.people[one] = Actor(id=key, name=self.name(one), type="person", qid=known)
        day = happening.day if self.random.random() > 0.02 else happening.day[:8] + "01"
        a, b = (self.name(one) for one in happening.actors)
        words = f"{day[:4]}年{day[5:7]}月{day[8:]}日，{a}同{b}{happening.trigger}，"
        topic = zlib.crc32(f"{happening.day}{happening.actors}".encode()) % 100_000
        words += f"就双方关心的第{topic}号议题{self.random.choice(ENDS)}。"
        start = page.add(words)
        spots = []
        for one, name in zip(happening.actors, (a, b), strict=True):
            at, key = start + words.index(name), page.people[one].id
            title = "部长" if self.random.random() < 0.1 else None
            page.mentions.append(
                Mention(
                    start=at,
                    end=at + 3,
                    text=name,
                    type="person",
                    form="name",
                    rule="bench",
                    title=title,
                    actors=(key,),
                )
            )
            spots.append((key, at))
        return _Clause(start, words, day, tuple(spots))

    def _event(self, id: str, happening: Happening, clause: _Clause, evidence: str, start: int) -> Event:
        at = clause.start + clause.words.index(happening.trigger)
        roles = ROLES.get(happening.kind, ("participant", "participant"))
        participants: dict[str, tuple[str, ...]] = {}
        for role, one in zip(roles, happening.actors, strict=True):
            participants[role] = (*participants.get(role, ()), self.name(one))
        claim = None
        if happening.kind == "statement":
            lo, hi = clause.start + clause.words.index("就双方"), clause.start + len(clause.words)
            claim = Claim(text=clause.words[lo - clause.start :], start=lo, end=hi)
        return Event(
            id=digest(id, at), type=happening.kind, trigger=happening.trigger, trigger_start=at,
            trigger_end=at + len(happening.trigger), evidence=evidence, start=start, end=start + len(evidence),
            rule="bench", time=clause.day, time_start=clause.start, time_end=clause.start + 11,
            time_inferred=self.random.random() < 0.45, modality=happening.modality, participants=participants,
            arguments=tuple(
                Argument(role=role, actor=key, start=lo, end=lo + 3)
                for role, (key, lo) in zip(roles, clause.spots, strict=True)
            ),
            claim=claim, stance="accuse" if claim else None,
        )  # fmt: skip

    def tell(self, happening: Happening, id: str, outlet: str, number: int, published: str, event: Event) -> None:
        """Keep with a happening that an article tells it."""
        happening.days.setdefault(event.time or "", set()).add(id)
        happening.seen.append(
            Provenance(
                article=id, event=event.id, source=f"bench/{number}.md", outlet=outlet, url=None, title=None,
                published=published, evidence=event.evidence, start=event.start, end=event.end,
                trigger=event.trigger, trigger_start=event.trigger_start, trigger_end=event.trigger_end,
                time=event.time, time_text=None, time_start=event.time_start, time_end=event.time_end, time_rule=None,
                time_inferred=event.time_inferred, modality=event.modality, rule=event.rule, extractor=EXTRACTOR,
                claimed_by=event.claimed_by,
            )
        )  # fmt: skip

    def merged(self) -> Iterator[MergedEvent]:
        """The events that were told."""
        for number, happening in enumerate(self.happenings):
            if not happening.seen:
                continue
            value = EDTF.parse(happening.day)
            roles = ROLES.get(happening.kind, ("participant", "participant"))
            first = happening.seen[0]
            told = tuple(sorted({seen.article for seen in happening.seen}))
            figure = (
                Quantity(value=f"{number % 97}.5", unit="%", indicator="贸易额", start=0, end=0)
                if happening.kind == "measurement"
                else None
            )
            yield MergedEvent(
                id="ev" + digest("event", number)[:12],
                type=happening.kind,
                label="、".join(map(self.name, happening.actors)) + happening.trigger,
                time=happening.day,
                begin=str(value.begin),
                end=str(value.end),
                precision="day",
                time_inferred=all(seen.time_inferred for seen in happening.seen),
                mode=None,
                modality=happening.modality,
                stance="accuse" if happening.kind == "statement" else None,
                participants=tuple(
                    Participant(role=role, entity=f"Q{one + 1}", articles=told)
                    for role, one in zip(roles, happening.actors, strict=True)
                ),
                place=happening.place,
                origin=None,
                commemorates=None,
                claim=None,
                quantity=figure,
                claimed_only=all(seen.claimed_by for seen in happening.seen),
                evidence=tuple(happening.seen),
                reasons=tuple(Reason(rule="same day", left=first.event, right=s.event) for s in happening.seen[1:]),
                disagreements=(
                    Disagreement(
                        field="time", values={day: tuple(sorted(ids)) for day, ids in sorted(happening.days.items())}
                    ),
                )
                if len(happening.days) > 1
                else (),
            )


class Stream(World):
    """A world for which no happening and no article is held: for more articles than memory has room for.

    Actors are as many as a quarter of the articles; two thousand of them have Wikidata ids.
    """

    famous = 2_000

    def __init__(self, articles: int, events: int) -> None:
        super().__init__(articles, most_actors=articles, events=events)

    def _all(self, count: int) -> Sequence[Happening]:
        return _Made(self, count)

    def tell(self, happening: Happening, id: str, outlet: str, number: int, published: str, event: Event) -> None:
        """Nothing is kept."""


class _Made(Sequence[Happening]):
    """Happenings that are made when they are asked for, by their numbers."""

    def __init__(self, world: World, count: int) -> None:
        self._world, self._count = world, count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: int) -> Happening:  # type: ignore[override]
        return self._world.happening(random.Random(at))


def graph(articles: int) -> KnowledgeGraph:
    """The graph of so many articles."""
    world = World(articles)
    records = tuple(sorted(world.records(), key=lambda record: record.id))
    entities = {
        f"Q{one + 1}": Entity(
            id=f"Q{one + 1}", name=world.name(one), type="person", qid=f"Q{one + 1}", country="CN" if one % 3 else "US"
        )
        for one in range(world.size)
    }
    ids = {(record.id, actor.name): actor.qid or "" for record in records for actor in record.actors}
    return KnowledgeGraph(
        articles={r.id: ArticleInfo(**{f: getattr(r, f) for f in ArticleInfo.__struct_fields__}) for r in records},
        entities=entities,
        events=world.merged(),
        relations=(),
        records=records,
        index=EntityIndex(entities, ids),
    )
