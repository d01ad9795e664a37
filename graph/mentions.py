"""The mention layer: one article's record → the triples of its named graph.

Sentences are `ARTICLE#char=start,end` (RFC 5147), event mentions `ARTICLE#ev=id`, entity mentions
`ARTICLE#en=start,end`, with `;actor` behind it where the words name several (双方). Offsets are
code points into the article's text, half open.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ..edtf import is_edtf
from ..ontology import ontology
from ..records import ArticleRecord, Claim, Event, Mention
from .tellings import tellings
from .terms import boolean, dates, integer, iri, local, moment, name, text, words
from .terms import day as day_term

if TYPE_CHECKING:
    from .entities import EntityIndex
    from .rdf import Graph

A: Final = name("rdf:type")
_IN: Final = name("j:inArticle")
_START: Final = name("j:start")
_STOP: Final = name("j:stop")
_SENTENCE: Final = name("j:sentence")


class Names:
    """The IRIs of things, under one base."""

    def __init__(self, base: str) -> None:
        self.base = base

    def article(self, id: str) -> str:
        """IRI of an article, without the angle brackets: fragments hang on it."""
        return f"{self.base}article/{local(id)}"

    def event(self, id: str) -> str:
        """IRI of a merged event."""
        return f"<{self.base}event/{local(id)}>"

    def actor(self, id: str) -> str:
        """IRI of an actor."""
        return f"<{self.base}actor/{local(id)}>"

    def hashed(self, kind: str, *parts: str) -> str:
        """IRI of something that is what its parts say: the hash of them."""
        digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=10).hexdigest()
        return f"<{self.base}{kind}/{digest}>"

    def mention(self, article: str, event: str) -> str:
        """IRI of an event mention."""
        return f"<{self.article(article)}#ev={local(event)}>"


def index_of(kg: Graph) -> EntityIndex:
    """The graph's own index of entities, or a new one from its records."""
    from .entities import EntityIndex, resolve_entities

    found = getattr(kg, "index", None)
    return found if isinstance(found, EntityIndex) else resolve_entities(kg.records)


class MentionLayer:
    """Makes the named graph of each article.

    Attributes:
        merged: (article id, event id in it) → id of the merged event.
        names: the IRIs.
    """

    def __init__(self, kg: Graph, base: str) -> None:
        self.names = Names(base)
        self.index = index_of(kg)
        self.merged = {(seen.article, seen.event): event.id for event in kg.events for seen in event.evidence}
        self.classes = {key: name(f"j:{kind.class_name}") for key, kind in ontology().types.items()}

    def graph(self, article: str) -> str:
        """IRI of the article and of its named graph."""
        return f"<{self.names.article(article)}>"

    def triples(self, record: ArticleRecord) -> Iterator[str]:
        """All triples of one article, as `s p o` lines; some may come twice."""
        return _OneArticle(self, record).triples()


class _OneArticle:
    """The state of one article: its sentences, and its actors' ids → entities."""

    def __init__(self, layer: MentionLayer, record: ArticleRecord) -> None:
        self.layer, self.record = layer, record
        self.root = layer.names.article(record.id)
        self.iri = f"<{self.root}>"
        self.in_article = f"{_IN} {self.iri}"
        self.actors = {actor.id: layer.names.actor(self._entity(actor.name)) for actor in record.actors}
        self.by_name = {actor.name: actor.id for actor in record.actors}
        spans = {(event.start, event.end) for event in record.events}
        spans |= {(seen.start, seen.end) for event in record.events for seen in event.reports}
        self.spans = sorted(spans)
        self.told: set[str] = set()
        self.shown: dict[tuple[int, int], Mention] = {(item.start, item.end): item for item in record.mentions}

    def _entity(self, actor: str) -> str:
        found = self.layer.index.get(self.record.id, actor)
        return found if found is not None else actor

    def triples(self) -> Iterator[str]:
        yield from self._article()
        yield from self._sentences()
        for mention in self.record.mentions:
            for actor in mention.actors:
                if actor in self.actors:
                    yield from self._entity_mention(mention.start, mention.end, actor)
        for event in tellings(self.record):
            merged = self.layer.merged.get((self.record.id, event.id))
            if merged is not None:
                yield from self._event(event, self.layer.names.event(merged))

    def _article(self) -> Iterator[str]:
        record, s = self.record, self.iri
        yield f"{s} {A} {name('j:Article')}"
        yield f"{s} {name('schema:headline')} {words(record.title or record.file)}"
        yield f"{s} {name('j:source')} {text(record.source)}"
        yield f"{s} {name('schema:inLanguage')} {text(f'{record.language}-{record.script}')}"
        digest = hashlib.sha256(record.text.encode("utf-8", "replace")).hexdigest()
        yield f'{s} {name("j:sha256")} "{digest}"'
        extractor = self.layer.names.hashed("extractor", record.extractor)
        yield f"{s} {name('j:extractor')} {extractor}"
        yield f"{extractor} {A} {name('j:Extractor')}"
        yield f"{extractor} {name('rdfs:label')} {text(record.extractor)}"
        if record.published:
            yield f"{s} {name('schema:datePublished')} {moment(record.published)}"
            if is_edtf(record.published[:10]) and len(record.published) >= len("2022-01-27"):
                yield f"{s} {name('j:referenceDate')} {day_term(record.published[:10])}"
        if record.outlet:
            yield f"{s} {name('schema:publisher')} {words(record.outlet)}"
        if record.author:
            yield f"{s} {name('schema:author')} {words(record.author)}"
        if record.url:
            yield f"{s} {name('schema:url')} {iri(record.url) or text(record.url)}"

    def _sentences(self) -> Iterator[str]:
        for start, end in self.spans:
            s = f"<{self.root}#char={start},{end}>"
            yield f"{s} {A} {name('j:Sentence')}"
            yield f"{s} {self.in_article}"
            yield f"{s} {name('j:text')} {words(self.record.text[start:end])}"
            yield f"{s} {_START} {integer(start)}"
            yield f"{s} {_STOP} {integer(end)}"

    def _sentence_of(self, start: int, end: int) -> str | None:
        """The IRI of the first known sentence that holds the span."""
        at = bisect_right(self.spans, (start, len(self.record.text) + 1))
        for low, high in reversed(self.spans[max(0, at - 8) : at]):
            if low <= start and end <= high:
                return f"<{self.root}#char={low},{high}>"
        return None

    def _mention_iri(self, start: int, end: int, actor: str) -> str:
        mention = self.shown.get((start, end))
        alone = mention is None or mention.actors == (actor,)
        tail = "" if alone and mention is not None else f";{local(actor)}"
        return f"<{self.root}#en={start},{end}{tail}>"

    def _entity_mention(self, start: int, end: int, actor: str) -> Iterator[str]:
        s = self._mention_iri(start, end, actor)
        if s in self.told:
            return
        self.told.add(s)
        yield f"{s} {A} {name('j:EntityMention')}"
        yield f"{s} {self.in_article}"
        yield f"{s} {name('j:refersTo')} {self.actors[actor]}"
        yield f"{s} {name('j:surface')} {words(self.record.text[start:end])}"
        yield f"{s} {_START} {integer(start)}"
        yield f"{s} {_STOP} {integer(end)}"
        sentence = self._sentence_of(start, end)
        if sentence is not None:
            yield f"{s} {_SENTENCE} {sentence}"
        mention = self.shown.get((start, end))
        if mention is not None and mention.title:
            yield f"{s} {name('j:title')} {words(mention.title)}"

    def _event(self, event: Event, merged: str) -> Iterator[str]:
        s = self.layer.names.mention(self.record.id, event.id)
        yield from self._place_in_text(s, event, merged, event.start, event.end, event.trigger_start, event.trigger_end)
        yield from dated(s, event.time)
        if event.time_start is not None and event.time_end is not None:
            yield f"{s} {name('j:dateText')} {words(self.record.text[event.time_start : event.time_end])}"
        if event.time is not None:
            yield f"{s} {name('j:inferred')} {boolean(event.time_inferred)}"
        yield f"{s} {name('j:modality')} {text(event.modality)}"
        yield f"{s} {name('j:rule')} {text(event.rule)}"
        yield from coded(s, event.mode, event.stance)
        yield from self._roles(s, event)
        yield from self._said(s, event)
        if event.claim is not None:
            yield from self._claim(s, event, event.claim)
        for at, seen in enumerate(event.reports, 2):
            again = self.layer.names.mention(self.record.id, f"{event.id}.{at}")
            yield from self._place_in_text(
                again, event, merged, seen.start, seen.end, seen.trigger_start, seen.trigger_end
            )
            yield from dated(again, seen.time)
            yield f"{again} {name('j:modality')} {text(event.modality)}"
            yield f"{again} {name('j:rule')} {text(event.rule)}"
            yield f"{again} {name('j:repeats')} {s}"
            yield from self._said(again, event)

    def _place_in_text(
        self, s: str, event: Event, merged: str, start: int, end: int, trigger_start: int, trigger_end: int
    ) -> Iterator[str]:
        yield f"{s} {A} {name('j:EventMention')}"
        yield f"{s} {self.in_article}"
        yield f"{s} {name('j:event')} {merged}"
        yield f"{s} {name('j:eventType')} {self.layer.classes[event.type]}"
        yield f"{s} {_SENTENCE} <{self.root}#char={start},{end}>"
        yield f"{s} {name('j:trigger')} {words(self.record.text[trigger_start:trigger_end])}"
        yield f"{s} {_START} {integer(trigger_start)}"
        yield f"{s} {_STOP} {integer(trigger_end)}"

    def _roles(self, s: str, event: Event) -> Iterator[str]:
        shown = set()
        for item in event.arguments:
            if item.actor in self.actors:
                shown.add((item.role, item.actor))
                yield f"{s} {name('jm:' + item.role)} {self._mention_iri(item.start, item.end, item.actor)}"
                yield from self._entity_mention(item.start, item.end, item.actor)
        for role, names in event.participants.items():
            for actor in (self.by_name[called] for called in names if called in self.by_name):
                if (role, actor) not in shown:  # the trigger itself says it: 访华 names the host
                    span = event.trigger_start, event.trigger_end, actor
                    yield f"{s} {name('jm:' + role)} {self._mention_iri(*span)}"
                    yield f"{self._mention_iri(*span)} {name('j:inferred')} {boolean(True)}"
                    yield from self._entity_mention(*span)

    def _claim(self, s: str, event: Event, claim: Claim) -> Iterator[str]:
        """The link to the claim, whose words the instance layer holds."""
        statement = self.layer.merged[self.record.id, event.id]
        yield f"{s} {name('j:claim')} {self.layer.names.hashed('claim', statement, claim.text)}"

    def _said(self, s: str, event: Event) -> Iterator[str]:
        """Who says so inside the text: nothing when the outlet says it in its own voice."""
        if event.claimed_by is None:
            return
        if (self.record.id, event.claimed_by) in self.layer.merged:
            yield f"{s} {name('j:claimedBy')} {self.layer.names.mention(self.record.id, event.claimed_by)}"
        speakers = next((other for other in self.record.events if other.id == event.claimed_by), None)
        for speaker in speakers.participants.get("agent", ()) if speakers is not None else ():
            yield f"{s} {name('j:attributedTo')} {self.layer.names.actor(self._entity(speaker))}"


Claims = dict[str, dict[tuple[str, bool], set[str]]]
"""Merged statement → words of its claims, whether they are quoted → merged events that they assert."""


def claims_of(records: Iterable[ArticleRecord], merged: Mapping[tuple[str, str], str]) -> Claims:
    """What all articles have statements say, in the order of the articles."""
    found: Claims = {}
    for record in records:
        if all(event.claim is None for event in record.events):
            continue
        for event in tellings(record):
            statement = merged.get((record.id, event.id))
            if event.claim is None or statement is None:
                continue
            asserted = found.setdefault(statement, {}).setdefault((event.claim.text, event.claim.direct), set())
            for other in record.events:
                if other.claimed_by == event.id or other.id in event.asserts:
                    told = merged.get((record.id, other.id))
                    if told is not None:
                        asserted.add(told)
    return found


def dated(s: str, time: str | None) -> Iterable[str]:
    """EDTF, first and last day, precision and qualifier of a time; nothing where it is no EDTF."""
    if time is None or not is_edtf(time):
        return ()
    edtf, begin, end, precision, qualifier = dates(time)
    found = [
        f"{s} {name('j:edtf')} {edtf}",
        f"{s} {name('j:begin')} {begin}",
        f"{s} {name('j:end')} {end}",
        f"{s} {name('j:precision')} {precision}",
    ]
    if qualifier:
        found.append(f"{s} {name('j:qualifier')} {qualifier}")
    return found


def coded(s: str, mode: str | None, stance: str | None) -> Iterator[str]:
    """Mode and stance, where there are any."""
    if mode is not None:
        yield f"{s} {name('j:mode')} {text(mode)}"
    if stance is not None:
        yield f"{s} {name('j:stance')} {text(stance)}"
