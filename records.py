"""The typed, frozen records that all rooms share, and their JSON form. No logic beyond that.

Offsets (`start`, `end`) are Unicode code points into `Article.text`, half open, so that
`text[start:end]` is the evidence. Dates are EDTF texts (see `edtf.py`). The JSON form of an
`ArticleRecord` is described in `docs/records.md`.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

FORMAT_VERSION: Final = 1
"""Version of the JSON form; a newer one is refused, an older one is read again from its source."""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False, forbid_unknown_fields=False):
    """Base of every record: immutable, keyword-only, with a fixed order of fields."""


# ---------------------------------------------------------------- reading


class Zone(Record, frozen=True):
    """A stretch of the text and what it is on the page.

    `kind`: title, subtitle, dateline, lead, body, caption. Zones are sorted and do not overlap.
    """

    kind: str
    start: int
    end: int


class DateCandidate(Record, frozen=True):
    """One place that might tell when the article was published.

    `origin`: front matter, meta, json-ld, url, title window, lead, file name, json key …
    `start`/`end` are offsets into `Article.text` when the words stand there, else None.
    """

    value: str
    origin: str
    text: str
    weight: float
    chosen: bool = False
    start: int | None = None
    end: int | None = None
    note: str | None = None


class RelatedItem(Record, frozen=True):
    """A headline of the page that is not the article (sidebar, recommendations)."""

    text: str
    published: str | None = None


class Article(Record, frozen=True):
    """One article, read: the title, a newline, then the paragraphs joined by newlines.

    Attributes:
        id: hash of the normalised text and the source.
        source: the input's path relative to the input given, with `#n` for the n-th of many.
        file: the bare name of the input file.
        title: as printed without the site's suffix, or None.
        text: title + newline + paragraphs; all offsets point here.
        published: ISO date or date-time with offset; None when the input does not tell.
        published_assumed: True when the zone of a UTC instant had to be assumed.
        outlet, author, url: as the input says, or None.
        language: `zh` or another ISO 639-1 code; script: `Hans` or `Hant`.
    """

    id: str
    source: str
    file: str
    title: str | None
    text: str
    published: str | None = None
    published_assumed: bool = False
    published_candidates: tuple[DateCandidate, ...] = ()
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "zh"
    script: str = "Hans"
    zones: tuple[Zone, ...] = ()
    related: tuple[RelatedItem, ...] = ()

    @property
    def published_day(self) -> str | None:
        """The publisher's local day, `YYYY-MM-DD`, or None."""
        return self.published[:10] if self.published else None


class Skipped(Record, frozen=True):
    """An input, or a part of one, that was not read, and why."""

    source: str
    reason: str
    hint: str = ""


# ---------------------------------------------------------------- one article's findings


class Time(Record, frozen=True):
    """A time expression in the text (TIMEX) and what it means.

    `value` is EDTF or None when it cannot be told. `stated` holds the parts that the words say
    and `inferred` those filled in from `anchor` (`publish day`, or `text:START-END` of the time it
    hangs on). `kind`: date, time, interval, duration, anniversary, set …; `rule` names the rule.
    The kinds duration and set are no places on the calendar: their values are ISO 8601 (`P3Y`,
    `R/P1W`), and `find_times` leaves them out.
    """

    start: int
    end: int
    text: str
    context: str
    value: str | None
    kind: str
    rule: str
    stated: dict[str, int | str] = {}
    inferred: dict[str, int | str] = {}
    anchor: str | None = None


class Mention(Record, frozen=True):
    """A stretch of text that names one or more actors.

    `actors` are ids of `Actor`s of the same record: one for a name, several for 双方 or 中美, none
    where the mention cannot be resolved. `form`: name, short, title, title_name, side, group,
    pronoun, country …; `title_start`/`title_end` delimit the printed office in 美国国务卿布林肯.
    """

    start: int
    end: int
    text: str
    type: str
    form: str
    rule: str
    actors: tuple[str, ...] = ()
    title: str | None = None


class Actor(Record, frozen=True):
    """Somebody or something that acts in this article.

    `name` is the fullest form in common use and is unique within the record; `mentions` are the
    distinct surface forms, `roles` the offices as printed, `country` an ISO 3166 code.
    `type`: person, organization, country, place, group.
    """

    id: str
    name: str
    type: str
    qid: str | None = None
    mentions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    country: str | None = None
    score: float = 1.0
    rule: str = ""


class Argument(Record, frozen=True):
    """One participant of an event with the words that show it."""

    role: str
    actor: str
    start: int
    end: int


class Quantity(Record, frozen=True):
    """The figure of a measurement, with its offsets."""

    value: str
    unit: str | None
    indicator: str | None
    start: int
    end: int
    period: str | None = None
    source: str | None = None


class Claim(Record, frozen=True):
    """What a speaker says: a stretch of text, direct or reported."""

    text: str
    start: int
    end: int
    direct: bool = False


class Origin(Record, frozen=True):
    """The event that an anniversary commemorates."""

    name: str
    time: str | None = None
    start: int | None = None
    end: int | None = None


class Report(Record, frozen=True):
    """One more place in the article that tells the same event; its time as in `Event`."""

    start: int
    end: int
    trigger_start: int
    trigger_end: int
    time: str | None = None
    note: str | None = None
    time_start: int | None = None
    time_end: int | None = None
    time_rule: str | None = None


class Event(Record, frozen=True):
    """Something that happened, is planned, is denied, or may happen, as one article tells it.

    Attributes:
        id: hash of article, type and trigger span: unique over articles.
        type: an id of `ontology.toml`.
        mode: in_person, video, phone, written, or None.
        time: EDTF or None; `time_start`/`time_end` delimit the words it came from: the span of one of
            the record's `times`, which keeps its stated and inferred parts.
        time_rule: clause, sentence, occasion, lead, publish day, … ; `time_inferred` is True when
            no words of the event's own clause say it.
        modality: actual, planned, negated, possible.
        stance: of a statement, else None.
        trigger, trigger_start, trigger_end: the word that names the event.
        evidence, start, end: the sentence (at most) that proves it.
        participants: role → names of `Actor`s; `arguments` the same with ids and offsets.
        of: an anniversary's origin. claim: a statement's content.
        asserts: ids of events that the claim asserts. claimed_by: the statement that asserts this.
        reports: further places in the same article that tell the same event.
    """

    id: str
    type: str
    trigger: str
    trigger_start: int
    trigger_end: int
    evidence: str
    start: int
    end: int
    rule: str
    mode: str | None = None
    time: str | None = None
    time_start: int | None = None
    time_end: int | None = None
    time_rule: str | None = None
    time_inferred: bool = False
    modality: str = "actual"
    stance: str | None = None
    participants: dict[str, tuple[str, ...]] = {}
    arguments: tuple[Argument, ...] = ()
    place: str | None = None
    place_start: int | None = None
    place_end: int | None = None
    of: Origin | None = None
    claim: Claim | None = None
    quantity: Quantity | None = None
    asserts: tuple[str, ...] = ()
    claimed_by: str | None = None
    reports: tuple[Report, ...] = ()


class ArticleRecord(Record, frozen=True):
    """Everything found in one article: the unit that is stored, merged and cited."""

    format: int
    extractor: str
    id: str
    source: str
    file: str
    title: str | None
    published: str | None
    text: str
    published_assumed: bool = False
    published_candidates: tuple[DateCandidate, ...] = ()
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "zh"
    script: str = "Hans"
    zones: tuple[Zone, ...] = ()
    related: tuple[RelatedItem, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()


# ---------------------------------------------------------------- many articles


class TimeReading(Record, frozen=True):
    """How the words of a report's time came to a date: from the `Time` of the article.

    `value` is what the words alone were read as, `stated` and `inferred` its parts that they say and
    those filled in from `anchor`; `anchor_text` and `anchor_value` are the words of the anchor and
    their date (of the publish day only the date), each None where it cannot be told.
    """

    value: str
    stated: dict[str, int | str] = {}
    inferred: dict[str, int | str] = {}
    anchor: str | None = None
    anchor_text: str | None = None
    anchor_value: str | None = None


class Provenance(Record, frozen=True):
    """One report of a merged event: the sentence, where it stands, and how it was read.

    `time_reading` tells how `time_text` became a date; None where no words of the article say it.
    """

    article: str
    event: str
    source: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    evidence: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    time: str | None
    time_text: str | None
    time_start: int | None
    time_end: int | None
    time_rule: str | None
    time_inferred: bool
    modality: str
    rule: str
    extractor: str
    arguments: tuple[Argument, ...] = ()
    claimed_by: str | None = None
    time_reading: TimeReading | None = None


class Reason(Record, frozen=True):
    """Why two things were taken for the same (or kept apart): rule, the two ids, the words."""

    rule: str
    left: str
    right: str
    detail: str = ""


class Disagreement(Record, frozen=True):
    """A field on which reports of one event differ: value → ids of the articles that give it."""

    field: str
    values: dict[str, tuple[str, ...]]


class Entity(Record, frozen=True):
    """An actor over all articles. `id`: Wikidata id, else a hash of type and canonical name."""

    id: str
    name: str
    type: str
    qid: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    articles: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Participant(Record, frozen=True):
    """A role of a merged event, with the ids of the articles that say so."""

    role: str
    entity: str
    articles: tuple[str, ...] = ()


class MergedEvent(Record, frozen=True):
    """One event however many articles tell it.

    `time` is EDTF; `begin`/`end` its first and last day (`YYYY-MM-DD`) or None without a time;
    `commemorates` the id of the merged event that an anniversary recalls; `claimed_only` is True
    when no article tells it in its own voice.
    """

    id: str
    type: str
    label: str
    time: str | None
    begin: str | None
    end: str | None
    precision: str | None
    time_inferred: bool
    mode: str | None
    modality: str
    stance: str | None
    participants: tuple[Participant, ...]
    place: str | None
    origin: Origin | None
    commemorates: str | None
    claim: str | None
    quantity: Quantity | None
    claimed_only: bool
    evidence: tuple[Provenance, ...]
    reasons: tuple[Reason, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


class Relation(Record, frozen=True):
    """What joins two entities over time.

    `kind`: `events` for a dyad joined by events, `office` or `member` for a standing relation.
    `by_type`, `by_month`: counts. `tone`: mean PLOVER score, None where no event carries one.
    """

    id: str
    left: str
    right: str
    kind: str
    label: str | None
    first: str | None
    last: str | None
    count: int
    by_type: dict[str, int]
    by_month: dict[str, int]
    tone: float | None
    tone_by_month: dict[str, float]
    events: tuple[str, ...]


class ArticleInfo(Record, frozen=True):
    """What the graph keeps of an article: all but its text's findings."""

    id: str
    source: str
    file: str
    title: str | None
    published: str | None
    outlet: str | None
    url: str | None
    extractor: str


# ---------------------------------------------------------------- JSON

_ENCODER = msgspec.json.Encoder(order="deterministic")
_RECORD_DECODER = msgspec.json.Decoder(ArticleRecord)


def to_json(record: Record) -> bytes:
    """One line of UTF-8 JSON, keys in the order of the fields (maps sorted)."""
    return _ENCODER.encode(record)


def record_from_json(data: bytes | str) -> ArticleRecord:
    """The `ArticleRecord` of a JSON text. Raises `msgspec.ValidationError` naming the field."""
    return _RECORD_DECODER.decode(data)


def to_dict(record: Record) -> dict[str, Any]:
    """Plain dicts, lists, numbers and strings, for json.dump and templates."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an `ArticleRecord`; `docs/records.schema.json` holds it."""
    schema: dict[str, Any] = msgspec.json.schema(ArticleRecord)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "jishi article record", **schema}
