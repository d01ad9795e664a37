"""The mention layer: one article's record → the triples of its named graph.

Sentences are `ARTICLE#char=start,end` (RFC 5147), event mentions `ARTICLE#ev=id`, entity mentions
`ARTICLE#en=start,end`, with `;actor` behind it where the words name several (双方). Offsets are
code points into the article's text, half open.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from ..edtf import is_edtf
from ..ontology import ontology
from ..records import ArticleRecord, Claim, Event, Mention
from .counts import reference_day
from .tellings import tellings
from .terms import INTEGER, boolean, dates, iri, link, local, moment, name, short_words, text, typed, words
from .terms import day as day_term

if TYPE_CHECKING:
    from .entities import EntityIndex
    from .rdf import Graph

_ARTICLE: Final = typed("j:Article")
_EXTRACTOR: Final = typed("j:Extractor")
_SENTENCE: Final = typed("j:Sentence")
_ENTITY: Final = typed("j:EntityMention")
_EVENT: Final = typed("j:EventMention")

# A predicate with the blanks around it: most of the time goes into these lines, of which there are millions.
_IN: Final = link("j:inArticle")
_START: Final = link("j:start")
_STOP: Final = link("j:stop")
_TEXT: Final = link("j:text")
_WITHIN: Final = link("j:sentence")
_REFERS: Final = link("j:refersTo")
_SURFACE: Final = link("j:surface")
_TITLE: Final = link("j:title")
_OF_EVENT: Final = link("j:event")
_OF_TYPE: Final = link("j:eventType")
_TRIGGER: Final = link("j:trigger")
_DATE_TEXT: Final = link("j:dateText")
_INFERRED: Final = link("j:inferred")
_EDTF: Final = link("j:edtf")
_BEGIN: Final = link("j:begin")
_END: Final = link("j:end")
_TELLS: Final = link("j:tells")
_PRECISION: Final = link("j:precision")


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
        return f"<{self.base}article/{local(article)}#ev={local(event)}>"


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

    def triples(self, record: ArticleRecord) -> list[str]:
        """All triples of one article, as `s p o` lines; some may come twice."""
        return _OneArticle(self, record).triples()


class _OneArticle:
    """The lines of one article, its sentences, and its actors' ids → entities."""

    def __init__(self, layer: MentionLayer, record: ArticleRecord) -> None:
        self.layer, self.record, self.said = layer, record, record.text
        self.lines: list[str] = []
        self.root = layer.names.article(record.id)
        self.iri = f"<{self.root}>"
        self.in_article = f"{_IN}{self.iri}"
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

    def triples(self) -> list[str]:
        self._article()
        self._sentences()
        for mention in self.record.mentions:
            for actor in mention.actors:
                if actor in self.actors:
                    at = self._mention_iri(mention.start, mention.end, actor)
                    self._entity_mention(at, mention.start, mention.end, actor)
        for event in tellings(self.record):
            merged = self.layer.merged.get((self.record.id, event.id))
            if merged is not None:
                self._event(event, self.layer.names.event(merged))
        return self.lines

    def _article(self) -> None:
        record, s = self.record, self.iri
        digest = hashlib.sha256(record.text.encode("utf-8", "replace")).hexdigest()
        extractor = self.layer.names.hashed("extractor", record.extractor)
        self.lines += (
            f"{s}{_ARTICLE}",
            f"{s} {name('schema:headline')} {words(record.title or record.file)}",
            f"{s} {name('j:source')} {text(record.source)}",
            f"{s} {name('schema:inLanguage')} {text(f'{record.language}-{record.script}')}",
            f'{s} {name("j:sha256")} "{digest}"',
            f"{s} {name('j:extractor')} {extractor}",
            f"{extractor}{_EXTRACTOR}",
            f"{extractor} {name('rdfs:label')} {text(record.extractor)}",
        )
        if record.published:
            self.lines.append(f"{s} {name('schema:datePublished')} {moment(record.published)}")
            if (day := reference_day(record.published)) is not None:
                self.lines.append(f"{s} {name('j:referenceDate')} {day_term(day)}")
        if record.outlet:
            self.lines.append(f"{s} {name('schema:publisher')} {words(record.outlet)}")
        if record.author:
            self.lines.append(f"{s} {name('schema:author')} {words(record.author)}")
        if record.url:
            self.lines.append(f"{s} {name('schema:url')} {iri(record.url) or text(record.url)}")

    def _sentences(self) -> None:
        for start, end in self.spans:
            s = f"<{self.root}#char={start},{end}>"
            self.lines += (
                f"{s}{_SENTENCE}",
                f"{s}{self.in_article}",
                f"{s}{_TEXT}{words(self.said[start:end])}",
                f'{s}{_START}"{start}"{INTEGER}',
                f'{s}{_STOP}"{end}"{INTEGER}',
            )

    def _sentence_of(self, start: int, end: int) -> str | None:
        """The IRI of the first known sentence that holds the span."""
        at = bisect_right(self.spans, (start, len(self.said) + 1))
        for low, high in reversed(self.spans[max(0, at - 8) : at]):
            if low <= start and end <= high:
                return f"<{self.root}#char={low},{high}>"
        return None

    def _mention_iri(self, start: int, end: int, actor: str) -> str:
        mention = self.shown.get((start, end))
        if mention is not None and mention.actors == (actor,):
            return f"<{self.root}#en={start},{end}>"
        return f"<{self.root}#en={start},{end};{local(actor)}>"

    def _entity_mention(self, s: str, start: int, end: int, actor: str) -> None:
        if s in self.told:
            return
        self.told.add(s)
        self.lines += (
            f"{s}{_ENTITY}",
            f"{s}{self.in_article}",
            f"{s}{_REFERS}{self.actors[actor]}",
            f"{s}{_SURFACE}{short_words(self.said[start:end])}",
            f'{s}{_START}"{start}"{INTEGER}',
            f'{s}{_STOP}"{end}"{INTEGER}',
        )
        sentence = self._sentence_of(start, end)
        if sentence is not None:
            self.lines.append(f"{s}{_WITHIN}{sentence}")
        mention = self.shown.get((start, end))
        if mention is not None and mention.title:
            self.lines.append(f"{s}{_TITLE}{short_words(mention.title)}")

    def _event(self, event: Event, merged: str) -> None:
        s = self.layer.names.mention(self.record.id, event.id)
        self._place_in_text(s, event, merged, event.start, event.end, event.trigger_start, event.trigger_end)
        self.lines += dated(s, event.time)
        if event.time_start is not None and event.time_end is not None:
            self.lines.append(f"{s}{_DATE_TEXT}{short_words(self.said[event.time_start : event.time_end])}")
        if event.time is not None:
            self.lines.append(f"{s}{_INFERRED}{boolean(event.time_inferred)}")
        self.lines += (f"{s}{code('j:modality', event.modality)}", f"{s}{code('j:rule', event.rule)}")
        self.lines += coded(s, event.mode, event.stance)
        self._roles(s, event)
        self._said(s, event)
        if event.claim is not None:
            self._claim(s, event, event.claim)
        for at, seen in enumerate(event.reports, 2):
            again = self.layer.names.mention(self.record.id, f"{event.id}.{at}")
            self._place_in_text(again, event, merged, seen.start, seen.end, seen.trigger_start, seen.trigger_end)
            self.lines += dated(again, seen.time)
            self.lines += (
                f"{again}{code('j:modality', event.modality)}",
                f"{again}{code('j:rule', event.rule)}",
                f"{again} {name('j:repeats')} {s}",
            )
            self._said(again, event)

    def _place_in_text(
        self, s: str, event: Event, merged: str, start: int, end: int, trigger_start: int, trigger_end: int
    ) -> None:
        sentence = f"<{self.root}#char={start},{end}>"
        self.lines += (
            f"{s}{_EVENT}",
            f"{s}{self.in_article}",
            f"{s}{_OF_EVENT}{merged}",
            f"{s}{_OF_TYPE}{self.layer.classes[event.type]}",
            f"{s}{_WITHIN}{sentence}",
            f"{sentence}{_TELLS}{merged}",
            f"{s}{_TRIGGER}{short_words(self.said[trigger_start:trigger_end])}",
            f'{s}{_START}"{trigger_start}"{INTEGER}',
            f'{s}{_STOP}"{trigger_end}"{INTEGER}',
        )

    def _roles(self, s: str, event: Event) -> None:
        shown = set()
        for item in event.arguments:
            if item.actor in self.actors:
                shown.add((item.role, item.actor))
                at = self._mention_iri(item.start, item.end, item.actor)
                self.lines.append(f"{s}{_role(item.role)}{at}")
                self._entity_mention(at, item.start, item.end, item.actor)
        for role, names in event.participants.items():
            for actor in (self.by_name[called] for called in names if called in self.by_name):
                if (role, actor) not in shown:  # the trigger itself says it: 访华 names the host
                    span = event.trigger_start, event.trigger_end, actor
                    at = self._mention_iri(*span)
                    self.lines += (f"{s}{_role(role)}{at}", f"{at}{_INFERRED}{boolean(True)}")
                    self._entity_mention(at, *span)

    def _claim(self, s: str, event: Event, claim: Claim) -> None:
        """The link to the claim, whose words the instance layer holds."""
        statement = self.layer.merged[self.record.id, event.id]
        self.lines.append(f"{s} {name('j:claim')} {self.layer.names.hashed('claim', statement, claim.text)}")

    def _said(self, s: str, event: Event) -> None:
        """Who says so inside the text: nothing when the outlet says it in its own voice."""
        if event.claimed_by is None:
            return
        if (self.record.id, event.claimed_by) in self.layer.merged:
            said = self.layer.names.mention(self.record.id, event.claimed_by)
            self.lines.append(f"{s} {name('j:claimedBy')} {said}")
        speakers = next((other for other in self.record.events if other.id == event.claimed_by), None)
        for speaker in speakers.participants.get("agent", ()) if speakers is not None else ():
            self.lines.append(f"{s} {name('j:attributedTo')} {self.layer.names.actor(self._entity(speaker))}")


@cache
def _role(role: str) -> str:
    """The predicate of the mention layer for a role, with the blanks around it."""
    return link("jm:" + role)


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


@lru_cache(maxsize=65536)
def _date(time: str) -> tuple[str, ...]:
    """Predicates and objects of a time."""
    if not is_edtf(time):
        return ()
    edtf, begin, end, precision, qualifier = dates(time)
    found = (f"{_EDTF}{edtf}", f"{_BEGIN}{begin}", f"{_END}{end}", f"{_PRECISION}{precision}")
    return (*found, f" {name('j:qualifier')} {qualifier}") if qualifier else found


def dated(s: str, time: str | None) -> list[str]:
    """EDTF, first and last day, precision and qualifier of a time; nothing where it is no EDTF."""
    return [s + tail for tail in _date(time)] if time is not None else []


@lru_cache(maxsize=4096)
def code(predicate: str, value: str) -> str:
    """A predicate and one of the few texts that it takes."""
    return f" {name(predicate)} {text(value)}"


def coded(s: str, mode: str | None, stance: str | None) -> list[str]:
    """Mode and stance, where there are any."""
    found = []
    if mode is not None:
        found.append(s + code("j:mode", mode))
    if stance is not None:
        found.append(s + code("j:stance", stance))
    return found
