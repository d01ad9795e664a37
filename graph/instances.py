"""The instance layer: merged events, actors, claims, relations, disagreements → the default graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ..edtf import EDTF, is_edtf
from ..ontology import ontology
from ..records import Disagreement, Entity, MergedEvent, Quantity, Reason, Relation
from .counts import agreeing, counts
from .mentions import MentionLayer, claims_of, code, coded, dated
from .terms import boolean, decimal, integer, link, name, short_words, text, typed, words
from .tone import tone_of
from .vocabulary import contact_types

if TYPE_CHECKING:
    from .rdf import Graph

_ACTOR: Final = typed("j:Actor")
_EVENT: Final = typed("j:Event")
_CONTACT: Final = typed("j:Contact")
_CLAIM: Final = typed("j:Claim")
_REASON: Final = typed("j:MergeReason")
_LABEL: Final = link("rdfs:label")
_A: Final = link("rdf:type")
_CLAIMED_ONLY: Final = link("j:claimedOnly")
_INFERRED: Final = link("j:inferred")
_TAKES_PART: Final = link("j:actor")
_MERGED_FOR: Final = link("j:mergeReason")
_CLAIMS: Final = link("j:claim")
_TEXT: Final = link("j:text")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


class InstanceLayer:
    """Makes the default graph."""

    def __init__(self, kg: Graph, relations: Iterable[Relation], mentions: MentionLayer) -> None:
        self.kg, self.relations, self.names = kg, relations, mentions.names
        self.merged, self.classes = mentions.merged, mentions.classes
        self.article_of = {event: article for article, event in self.merged}
        self.contacts = contact_types()
        self.places = _places(kg.entities.values())
        self.claims = claims_of(kg.records, mentions.merged)
        self.speaking = self._speaking()

    def _speaking(self) -> dict[str, set[str]]:
        """Merged event → merged statements that assert it."""
        speaking: dict[str, set[str]] = defaultdict(set)
        for event in self.kg.events:
            for seen in event.evidence:
                statement = self.merged.get((seen.article, seen.claimed_by)) if seen.claimed_by else None
                if statement is not None:
                    speaking[event.id].add(statement)
        return speaking

    def parts(self) -> Iterator[list[str]]:
        """All triples of the layer as `s p o` lines, each once: a list an actor, event or relation."""
        for entity in self.kg.entities.values():
            yield list(dict.fromkeys(self._entity(entity)))
        for event in self.kg.events:
            yield list(dict.fromkeys(self._event(event)))
        for relation in self.relations:
            yield list(dict.fromkeys(self._relation(relation)))

    def _entity(self, entity: Entity) -> Iterator[str]:
        s = self.names.actor(entity.id)
        kind = ontology().actors.get(entity.type)
        yield f"{s}{_ACTOR}"
        if kind is not None and kind.class_name:
            yield f"{s}{_A}{name('j:' + kind.class_name)}"
        yield f"{s}{_LABEL}{words(entity.name)}"
        for alias in entity.aliases:
            if alias != entity.name:
                yield f"{s} {name('skos:altLabel')} {words(alias)}"
        for role in entity.roles:
            yield f"{s} {name('j:title')} {words(role)}"
        if entity.country:
            yield f"{s} {name('j:country')} {text(entity.country)}"
        if entity.qid:
            yield f"{s} {name('owl:sameAs')} {name('wd:' + entity.qid)}"
        for reason in entity.reasons:
            yield from self._reason(s, reason, ())

    def _event(self, event: MergedEvent) -> list[str]:
        s = self.names.event(event.id)
        lines = [f"{s}{_EVENT}", f"{s}{_A}{self.classes[event.type]}", s + code("j:type", event.type)]
        if event.type in self.contacts:
            lines.append(f"{s}{_CONTACT}")
        lines += (
            f"{s}{_LABEL}{words(event.label)}",
            s + code("j:modality", event.modality),
            f"{s}{_CLAIMED_ONLY}{boolean(event.claimed_only)}",
        )
        lines += counts(s, event)
        lines += dated(s, event.time)
        if event.time is not None:
            lines.append(f"{s}{_INFERRED}{boolean(event.time_inferred)}")
        lines += coded(s, event.mode, event.stance)
        score = tone_of(event).score
        if score is not None:
            lines.append(f"{s} {name('j:score')} {decimal(score)}")
        for item in event.participants:
            actor = self.names.actor(item.entity)
            lines.append(f"{s} {name('j:' + item.role)} {actor}")
            if item.role != "topic":
                lines.append(f"{s}{_TAKES_PART}{actor}")
        lines += self._links(s, event)
        if event.quantity is not None:
            lines += _quantity(s, event.quantity)
        for (said, direct), asserted in self.claims.get(event.id, {}).items():
            lines += self._claim(s, event, said, direct, asserted)
        if event.reasons:
            both = agreeing(event)
            for reason in event.reasons:
                lines += self._reason(s, reason, both(reason))
        for item_ in event.disagreements:
            lines += self._disagreement(s, event.id, item_)
        return lines

    def _links(self, s: str, event: MergedEvent) -> Iterator[str]:
        if event.place:
            yield f"{s} {name('j:placeName')} {words(event.place)}"
            place = self.places.get(event.place)
            if place is not None:
                yield f"{s} {name('j:place')} {self.names.actor(place)}"
        if event.origin is not None:
            yield f"{s} {name('j:originName')} {words(event.origin.name)}"
            if is_edtf(event.origin.time):
                yield f"{s} {name('j:originDate')} {text(event.origin.time or '')}^^{name('edtf:EDTF')}"
            years = _years(event.time, event.origin.time)
            if years is not None:
                yield f"{s} {name('j:years')} {integer(years)}"
        if event.commemorates:
            yield f"{s} {name('j:commemorates')} {self.names.event(event.commemorates)}"
        for statement in sorted(self.speaking.get(event.id, ())):
            yield f"{s} {name('j:claimedIn')} {self.names.event(statement)}"

    def _claim(self, s: str, event: MergedEvent, said: str, direct: bool, asserted: set[str]) -> list[str]:
        c = self.names.hashed("claim", event.id, said)
        if not direct and (said, True) in self.claims[event.id]:
            direct = True
        lines = [
            f"{s}{_CLAIMS}{c}",
            f"{c}{_CLAIM}",
            f"{c}{_TEXT}{words(said)}",
            f"{c} {name('j:directQuote')} {boolean(direct)}",
        ]
        for item in event.participants:
            if item.role == "topic":
                lines.append(f"{c} {name('j:about')} {self.names.actor(item.entity)}")
            elif item.role == "agent":
                lines.append(f"{c} {name('j:saidBy')} {self.names.actor(item.entity)}")
        lines += (f"{c} {name('j:asserts')} {self.names.event(other)}" for other in sorted(asserted))
        return lines

    def _reason(self, s: str, reason: Reason, agreed: tuple[str, ...]) -> list[str]:
        r = self.names.hashed("reason", s, reason.rule, reason.left, reason.right, reason.detail)
        lines = [f"{s}{_MERGED_FOR}{r}", f"{r}{_REASON}", r + code("j:rule", reason.rule)]
        lines += (r + code("j:agreesOn", what) for what in agreed)
        if reason.detail:
            lines.append(f"{r} {name('j:detail')} {short_words(reason.detail)}")
        for side, key in (("left", reason.left), ("right", reason.right)):
            article = self.article_of.get(key)
            if article is None:
                lines.append(f"{r} {name(f'j:{side}Key')} {text(key)}")
            else:
                lines.append(f"{r} {name(f'j:{side}')} {self.names.mention(article, key)}")
        return lines

    def _disagreement(self, s: str, event: str, found: Disagreement) -> Iterator[str]:
        d = self.names.hashed("disagreement", event, found.field)
        yield f"{s} {name('j:disagreement')} {d}"
        yield f"{d}{_A}{name('j:Disagreement')}"
        yield f"{d} {name('j:field')} {text(found.field)}"
        for value, articles in found.values.items():
            v = self.names.hashed("reading", event, found.field, value)
            yield f"{d} {name('j:reading')} {v}"
            yield f"{v}{_A}{name('j:Reading')}"
            yield f"{v} {name('j:value')} {text(value)}"
            for article in articles:
                yield f"{v} {name('j:inArticle')} <{self.names.article(article)}>"

    def _relation(self, relation: Relation) -> Iterator[str]:
        r = f"<{self.names.base}relation/{relation.id}>"
        yield f"{r}{_A}{name('j:Relation')}"
        yield f"{r} {name('j:kind')} {text(relation.kind)}"
        yield f"{r} {name('j:left')} {self.names.actor(relation.left)}"
        yield f"{r} {name('j:right')} {self.names.actor(relation.right)}"
        yield f"{r} {name('j:count')} {integer(relation.count)}"
        if relation.label:
            yield f"{r}{_LABEL}{words(relation.label)}"
        if relation.tone is not None:
            yield f"{r} {name('j:tone')} {decimal(relation.tone)}"
        for predicate, value in (("j:first", relation.first), ("j:last", relation.last)):
            if is_edtf(value):
                yield f"{r} {name(predicate)} {text(value or '')}^^{name('edtf:EDTF')}"


def _quantity(s: str, quantity: Quantity) -> Iterator[str]:
    plain = quantity.value.replace(",", "")
    if _NUMBER.fullmatch(plain):
        yield f"{s} {name('j:amount')} {decimal(float(plain))}"
    yield f"{s} {name('j:figure')} {text(quantity.value)}"
    if quantity.unit:
        yield f"{s} {name('j:unit')} {words(quantity.unit)}"
    if quantity.indicator:
        yield f"{s} {name('j:indicator')} {words(quantity.indicator)}"


def _years(time: str | None, origin: str | None) -> int | None:
    """How many years after its origin an anniversary falls; None where it cannot be told."""
    if not is_edtf(time) or not is_edtf(origin):
        return None
    now, then = EDTF.parse(time or ""), EDTF.parse(origin or "")
    if now.is_open or then.is_open or then.begin.year != then.end.year:
        return None
    return now.begin.year - then.begin.year if now.begin.year > then.begin.year else None


def _places(entities: Iterable[Entity]) -> dict[str, str]:
    """Name → id of the one country or place that is called so."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.type in ("country", "place"):
            for called in {entity.name, *entity.aliases}:
                found[called].add(entity.id)
    return {called: next(iter(ids)) for called, ids in found.items() if len(ids) == 1}
