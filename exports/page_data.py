"""The columns of a page: one block to start with, and one with the texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import numpy as np

from ..edtf import EDTF, EDTFError
from ..graph.terms import DEFAULT_BASE, NS
from ..ontology import EventType, Term, ontology
from ..records import Argument, MergedEvent, Provenance, TimeReading, to_dict
from .page_columns import Columns, in_one_unit, utf16_length
from .page_fold import fold_pairs
from .page_layout import Ints
from .page_model import OPEN_END, Model, is_up_to
from .page_pinyin import readings

LIST: Final = "\x1f"
"""Joins lists of texts within one cell; it does not occur in print."""

INFERRED, CLAIMED, UNDATED, FADING, BAR, UP_TO = 1, 2, 4, 8, 16, 32
"""Flags of an event; `FADING` means that its bounds are vague, `BAR` that it lasts, `UP_TO` that only its
last day is known."""

_AREA: Final = 30000


class Codes:
    """Numbers the ids of one section of the vocabulary; an id it does not know joins at the end."""

    def __init__(self, known: Iterable[EventType | Term]) -> None:
        self.rows = [_word(term) for term in known]
        self._places = {row["id"]: place for place, row in enumerate(self.rows)}

    def __call__(self, key: str | None) -> int:
        """The number of `key` plus one; 0 for none."""
        if not key:
            return 0
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append({"id": key, "zh": key, "en": key})
        return self._places[key] + 1


def _word(term: EventType | Term) -> dict[str, Any]:
    row = {"id": term.id, "zh": term.zh, "en": term.en}
    for field in ("group", "class_name"):
        value = getattr(term, field, None)
        if value:
            row[field] = value
    return row


class Vocabulary:
    """The numbered types, roles, stances … with their labels, as the page's meta carries them."""

    def __init__(self) -> None:
        own = ontology()
        self.types = Codes(own.types.values())
        self.roles = Codes(own.roles.values())
        self.stances = Codes(own.stances.values())
        self.modalities = Codes(own.modalities.values())
        self.kinds = Codes(own.actors.values())
        self.modes = Codes(own.modes.values())
        self.relations = Codes(own.relations.values())

    def rows(self) -> dict[str, Any]:
        """Section → rows with `id`, `zh`, `en` and what else the ontology tells."""
        return {name: codes.rows for name, codes in vars(self).items()}


def pack(model: Model, meta: Mapping[str, Any], base: str = DEFAULT_BASE) -> tuple[str, str]:
    """The two blocks: what the page starts with, and the sentences that it reads a moment later."""
    words = Vocabulary()
    first, later = Columns(), Columns()
    _actors(first, model, words)
    _events(first, model, words)
    _articles(later, model)
    _reports(later, model, words)
    _relations(later, model, words)
    later.texts("fold", fold_pairs(first.characters + later.characters))
    counts = {
        "articles": len(model.articles),
        "actors": len(model.actors),
        "events": len(model.events),
        "leftOut": model.left_out,
        "idle": model.idle,
    }
    return first.pack({**meta, "counts": counts, "words": words.rows(), "base": base, "vocabulary": NS}), later.pack({})


def _actors(columns: Columns, model: Model, words: Vocabulary) -> None:
    actors = model.actors
    columns.texts("actor.id", [actor.id for actor in actors])
    columns.texts("actor.name", [actor.name for actor in actors])
    columns.texts("actor.pinyin", [readings(actor.name) for actor in actors])
    columns.texts("actor.aliases", [LIST.join(a for a in actor.aliases if a != actor.name) for actor in actors])
    columns.texts("actor.roles", [LIST.join(actor.roles) for actor in actors])
    columns.coded("actor.country", [actor.country or "" for actor in actors])
    columns.texts("actor.qid", [actor.qid or "" for actor in actors])
    columns.numbers("actor.kind", [words.kinds(actor.type) for actor in actors])
    for axis, name in enumerate(("actor.x", "actor.y")):
        columns.numbers(name, np.rint(model.places[:, axis] * _AREA))


def _events(columns: Columns, model: Model, words: Vocabulary) -> None:
    events = model.events
    columns.texts("event.id", [event.id for event in events])
    columns.numbers("event.type", [words.types(event.type) for event in events])
    columns.numbers("event.begin", model.begin, delta=True)
    columns.numbers("event.span", [end - begin for begin, end in zip(model.begin, model.end, strict=True)])
    columns.coded("event.time", [event.time or "" for event in events])
    columns.coded("event.precision", [event.precision or "" for event in events])
    columns.numbers(
        "event.flags",
        [_flags(event, begin, end) for event, begin, end in zip(events, model.begin, model.end, strict=True)],
    )
    columns.numbers("event.modality", [words.modalities(event.modality) for event in events])
    columns.numbers("event.stance", [words.stances(event.stance) for event in events])
    columns.numbers("event.mode", [words.modes(event.mode) for event in events])
    columns.numbers("event.parts", np.bincount(model.part_event, minlength=len(events)))
    columns.numbers("part.actor", model.part_actor)
    roles = [words.roles(part.role) for event in events for part in event.participants if part.entity in model.number]
    columns.numbers("part.role", roles)


def _flags(event: MergedEvent, begin: int, end: int) -> int:
    flags = INFERRED * event.time_inferred + CLAIMED * event.claimed_only
    if event.begin is None or event.time is None:
        return flags + UNDATED
    vague, lasts = _extent(event.time)
    flags += UP_TO * is_up_to(event)
    return flags + FADING * (vague or end >= OPEN_END) + BAR * (lasts and end > begin)


@lru_cache(maxsize=65536)
def _extent(time: str) -> tuple[bool, bool]:
    """Whether the bounds of an EDTF value are vague, and whether it is a stretch with two bounds."""
    try:
        value = EDTF.parse(time)
    except EDTFError:
        return True, False
    vague = value.precision not in ("day", "time", "interval") or bool(value.qualifier) or value.is_open
    return vague, value.precision == "interval"


def _more(event: MergedEvent) -> str:
    """What few events have, as JSON: place, origin, claim, figure, disagreements; or ''."""
    more: dict[str, Any] = {}
    if event.place:
        more["place"] = event.place
    if event.claim and not any(event.claim in proof.evidence for proof in event.evidence):
        more["claim"] = event.claim
    if event.origin is not None:
        more["origin"] = {"name": event.origin.name, "time": event.origin.time}
    if event.commemorates:
        more["commemorates"] = event.commemorates
    if event.quantity is not None:
        more["quantity"] = {key: to_dict(event.quantity)[key] for key in ("value", "unit", "indicator", "period")}
    if event.disagreements:
        more["disagreements"] = [
            {"field": one.field, "values": {value: list(one.values[value]) for value in sorted(one.values)}}
            for one in event.disagreements
        ]
    return json.dumps(more, ensure_ascii=False, separators=(",", ":")) if more else ""


def _articles(columns: Columns, model: Model) -> None:
    articles = model.articles
    columns.texts("article.id", [article.id for article in articles])
    columns.texts("article.title", [article.title or "" for article in articles])
    columns.coded("article.outlet", [article.outlet or _host(article.url) for article in articles])
    columns.texts("article.url", [article.url or "" for article in articles])
    columns.texts("article.published", [article.published or "" for article in articles])
    columns.texts("article.source", [article.source for article in articles])


def _host(url: str | None) -> str:
    """The host of an address, which stands for an outlet that is not named; or ''."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _reports(columns: Columns, model: Model, words: Vocabulary) -> None:
    proofs = [proof for event in model.events for proof in event.evidence]
    columns.numbers("event.reports", [len(event.evidence) for event in model.events])
    _texts(columns, model.events)
    columns.numbers("report.article", [model.article_number.get(proof.article, -1) + 1 for proof in proofs])
    columns.coded("report.time", [proof.time or "" for proof in proofs])
    _readings(columns, proofs)
    columns.coded("report.words", [proof.time_text or "" for proof in proofs])
    columns.coded("report.rule", [proof.time_rule or "" for proof in proofs])
    columns.numbers("report.claimed", [bool(proof.claimed_by) for proof in proofs])
    _marks(columns, model, words)


def _texts(columns: Columns, events: Sequence[MergedEvent]) -> None:
    """Labels, sentences and what few events have, in one table event by event: they repeat each other, and what
    repeats nearby packs well.

    Each is told by a step: 0 takes the next text of the table, 1 is no text, and more is so many texts, less
    one, back from the next. Most steps are 0 or 1.
    """
    table: dict[str, int] = {}
    steps: dict[str, list[int]] = {"event.label": [], "report.sentence": [], "event.more": []}

    def step(text: str) -> int:
        if not text:
            return 1
        count = len(table)
        place = table.setdefault(text, count)
        return 0 if place == count else count - place + 1

    for event in events:
        steps["event.label"].append(step(event.label))
        steps["report.sentence"] += [step(proof.evidence) for proof in event.evidence]
        steps["event.more"].append(step(_more(event)))
    columns.texts("text", list(table))
    for name, numbers in steps.items():
        columns.numbers(name, numbers)


def _readings(columns: Columns, proofs: Sequence[Provenance]) -> None:
    """How times were read: their value where the report's is another, parts said, parts filled in, and from what."""
    readings = [proof.time_reading for proof in proofs]
    pairs = list(zip(proofs, readings, strict=True))
    columns.coded("report.read", ["" if one is None or one.value == proof.time else one.value for proof, one in pairs])
    columns.coded("report.stated", ["" if one is None else LIST.join(one.stated) for one in readings])
    columns.coded(
        "report.filled",
        ["" if one is None else LIST.join(f"{k}={v}" for k, v in one.inferred.items()) for one in readings],
    )
    columns.coded("report.anchor", ["" if one is None else _anchor(one) for one in readings])


def _anchor(reading: TimeReading) -> str:
    """The words that a time hangs on and their date; no words for the publish day, '' for nothing."""
    if reading.anchor is None:
        return ""
    return f"{reading.anchor_text or ''}{LIST}{reading.anchor_value or ''}"


def _marks(columns: Columns, model: Model, words: Vocabulary) -> None:
    """The words to mark: kind 0 trigger, 1 time, else 2 + the role; offsets in UTF-16 units."""
    rows: list[tuple[int, int, int, int, int]] = []
    place = 0
    for event in model.events:
        whom = Participants(event, model)
        for proof in event.evidence:
            _marks_of(rows, place, proof, whom, words)
            place += 1
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    table = table[np.lexsort(table.T[::-1])]  # by report, then by their place in the sentence
    table = table[np.r_[True, (np.diff(table, axis=0) != 0).any(axis=1)][: len(table)]]  # each once
    columns.numbers("report.marks", np.bincount(table[:, 0], minlength=place))
    for column, name in enumerate(("mark.start", "mark.length", "mark.kind"), 1):
        columns.numbers(name, table[:, column])
    columns.numbers("mark.actor", _among_parts(table[:, 0], table[:, 4], model))


def _among_parts(report: Ints, actor: Ints, model: Model) -> Ints:
    """Actors of marks by their place among the participants of the event, which takes one small number.

    `report` and `actor` (its number + 1, 0 for none) are those of each mark. 0 is none, `1 + place` a
    participant, and whoever is none is `1 + participants of the event + number`.
    """
    size = max(len(model.actors), 1)
    event = np.repeat(np.arange(len(model.events)), [len(one.evidence) for one in model.events])[report]
    counts = np.bincount(model.part_event, minlength=len(model.events))
    keys, first = np.unique(model.part_event * size + model.part_actor, return_index=True)
    key = event * size + actor - 1
    found = np.minimum(np.searchsorted(keys, key), max(len(keys) - 1, 0))
    among = (keys[found] == key) & (actor > 0) if len(keys) else np.zeros(len(actor), dtype=bool)
    place = 1 + counts[event] + actor - 1
    place[among] = 1 + first[found[among]] - (np.cumsum(counts) - counts)[event[among]]
    return np.where(actor > 0, place, 0)


class Participants:
    """Finds which participant of an event a marked word stands for, or none when that is not plain."""

    def __init__(self, event: MergedEvent, model: Model) -> None:
        self._event, self._model = event, model
        self._roles: dict[str, set[int]] = {}
        self._names: dict[str, int] = {}

    def of(self, argument: Argument, text: str) -> int:
        """The number of the actor, or -1."""
        known = self._model.number.get(argument.actor)
        if known is not None:
            return known
        if not self._roles:
            self._read()
        if text in self._names:
            return self._names[text]
        same = self._roles.get(argument.role, set())
        like = {self._names[name] for name in self._names if text and (text in name or name in text)} & same
        choice = like or same
        return next(iter(choice)) if len(choice) == 1 else -1

    def _read(self) -> None:
        for part in self._event.participants:
            number = self._model.number.get(part.entity)
            if number is None:
                continue
            self._roles.setdefault(part.role, set()).add(number)
            for name in (*self._model.actors[number].aliases, self._model.actors[number].name):
                self._names[name] = number


def _marks_of(
    rows: list[tuple[int, int, int, int, int]], place: int, proof: Provenance, whom: Participants, words: Vocabulary
) -> None:
    """Adds `place` with start, length, kind, and actor + 1 (0 for none) of each mark within the sentence."""
    text, first = proof.evidence, proof.start
    last = first + len(text)
    spans = [(proof.trigger_start, proof.trigger_end, 0, 0)]
    if proof.time_start is not None and proof.time_end is not None:
        spans.append((proof.time_start, proof.time_end, 1, 0))
    for one in proof.arguments:
        if first <= one.start < one.end <= last:
            number = whom.of(one, text[one.start - first : one.end - first])
            spans.append((one.start, one.end, 2 + words.roles(one.role), number + 1))
    plain = in_one_unit(text)
    for start, end, kind, actor in spans:
        if not first <= start < end <= last:
            continue
        left, right = start - first, end - first
        if plain:
            rows.append((place, left, right - left, kind, actor))
        else:
            rows.append((place, utf16_length(text[:left]), utf16_length(text[left:right]), kind, actor))


def _relations(columns: Columns, model: Model, words: Vocabulary) -> None:
    rows = model.relations
    columns.numbers("relation.left", [model.number[row.left] for row in rows])
    columns.numbers("relation.right", [model.number[row.right] for row in rows])
    columns.numbers("relation.kind", [words.relations(row.kind) for row in rows])
    columns.texts("relation.label", [row.label or "" for row in rows])
    columns.texts("relation.first", [row.first or "" for row in rows])
    columns.texts("relation.last", [row.last or "" for row in rows])
