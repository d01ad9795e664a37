"""The vocabulary: classes and properties with labels in Chinese and English, from `ontology.toml`.

Links to SEM, PROV-O, Web Annotation, NIF, schema.org and OWL-Time are by sub-classes and
sub-properties: who knows those vocabularies can read ours, and no query of ours needs reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ..ontology import EventType, ontology
from .terms import PREFIXES, name, text

_CONTACT: Final = frozenset({"CommunicateAction", "InteractAction", "TravelAction"})
"""schema.org classes of the types in which two sides are in touch."""


@lru_cache(maxsize=1)
def contact_types() -> frozenset[str]:
    """Ids of the event types that are contacts between sides: call, meeting, visit, message."""
    return frozenset(key for key, kind in ontology().types.items() if kind.schema_org in _CONTACT)


class _Class(NamedTuple):
    local: str
    zh: str
    en: str
    above: str
    note: str = ""


_CLASSES: Final = (
    _Class("Article", "报道", "article", "schema:NewsArticle prov:Entity"),
    _Class("Sentence", "句子", "sentence", "nif:Sentence prov:Entity", "ARTICLE#char=start,end (RFC 5147)"),
    _Class("EventMention", "事件提及", "event mention", "oa:Annotation prov:Entity"),
    _Class("EntityMention", "行为体提及", "entity mention", "oa:Annotation prov:Entity"),
    _Class("Extractor", "抽取程序", "extractor", "prov:SoftwareAgent"),
    _Class("Event", "事件", "event", "sem:Event schema:Event time:TemporalEntity"),
    _Class("Contact", "往来", "contact between sides", "j:Event", "calls, meetings, visits, messages"),
    _Class("Claim", "所述内容", "what a statement says", "prov:Entity", "never a fact: see j:asserts"),
    _Class("Actor", "行为体", "actor", "sem:Actor prov:Agent"),
    _Class("Relation", "关系", "relation of two actors", "prov:Entity"),
    _Class("Disagreement", "分歧", "field on which reports differ", "prov:Entity"),
    _Class("Reading", "一种说法", "one value of a disagreement", "prov:Entity"),
    _Class("MergeReason", "合并理由", "why two things were taken for the same", "prov:Entity"),
)

_ACTOR_ABOVE: Final = {
    "person": "schema:Person",
    "organization": "schema:Organization",
    "country": "schema:Country",
    "place": "sem:Place schema:Place",
    "group": "prov:Agent",
}


class _Property(NamedTuple):
    local: str
    zh: str
    en: str
    range: str
    above: str = ""
    note: str = ""


_OBJECTS: Final = (
    _Property("actor", "行为体", "takes part", "j:Actor", "sem:hasActor", "written beside every role but topic"),
    _Property("place", "地点", "place", "j:Actor", "sem:hasPlace"),
    _Property("commemorates", "纪念", "commemorates", "j:Event"),
    _Property("claim", "所述", "says", "j:Claim"),
    _Property("about", "关于", "speaks of", "j:Actor", "dct:subject"),
    _Property("saidBy", "说话者", "said by", "j:Actor", "prov:wasAttributedTo"),
    _Property("asserts", "断言", "asserts that it happened", "j:Event"),
    _Property("claimedIn", "见于表态", "told in this statement", "j:Event"),
    _Property("disagreement", "分歧", "reports differ on", "j:Disagreement"),
    _Property("reading", "说法", "one of the values", "j:Reading"),
    _Property("mergeReason", "合并理由", "why it was merged", "j:MergeReason"),
    _Property("left", "左方", "one side", ""),
    _Property("right", "右方", "other side", ""),
    _Property("inArticle", "所在报道", "in the article", "j:Article", "prov:wasDerivedFrom dct:isPartOf"),
    _Property("sentence", "所在句子", "in the sentence", "j:Sentence", "oa:hasTarget prov:wasDerivedFrom"),
    _Property("event", "所指事件", "tells the event", "j:Event", "oa:hasBody"),
    _Property("eventType", "句中类型", "class read from this sentence", ""),
    _Property("refersTo", "所指行为体", "names the actor", "j:Actor", "oa:hasBody"),
    _Property("extractor", "抽取程序", "found by the program", "j:Extractor", "prov:wasAttributedTo"),
    _Property(
        "attributedTo", "转述自", "who says so inside the text", "j:Actor", "", "absent in an outlet's own voice"
    ),
    _Property("claimedBy", "见于表态提及", "told in this statement mention", "j:EventMention"),
    _Property("tells", "所述事件", "the sentence tells the event", "j:Event"),
    _Property("repeats", "复述", "tells again, in the same article", "j:EventMention"),
    _Property("instanceRole", "对应角色", "role in the instance layer", ""),
)

_VALUES: Final = (
    _Property("edtf", "时间", "date, as understood", "edtf:EDTF", "", "ISO 8601-2, Extended Date/Time Format"),
    _Property(
        "begin",
        "最早日",
        "earliest day it can touch",
        "xsd:date",
        "sem:hasEarliestBeginTimeStamp",
        "open: 0001-01-01; the local calendar day of the event",
    ),
    _Property(
        "end",
        "最晚日",
        "latest day it can touch, included",
        "xsd:date",
        "sem:hasLatestEndTimeStamp",
        "open: 9999-12-31; an overlap is ?begin <= hi && ?end >= lo",
    ),
    _Property("precision", "精度", "precision", "xsd:string", "", "time, day, month, season … interval"),
    _Property("qualifier", "不确定", "approximate or uncertain", "xsd:string"),
    _Property("inferred", "推断", "no words of the event's own clause say the time", "xsd:boolean"),
    _Property("dateText", "时间词", "the words, such as 去年11月", ""),
    _Property("type", "类型", "event type", "xsd:string"),
    _Property("modality", "情态", "actual, planned, negated, possible", "xsd:string"),
    _Property("claimedOnly", "仅为转述", "no outlet tells it in its own voice", "xsd:boolean"),
    _Property("reports", "提及数", "number of mentions that tell it", "xsd:integer"),
    _Property("articles", "报道数", "number of articles that tell it", "xsd:integer"),
    _Property("outlet", "报道媒体", "an outlet that tells it", "", "", "as schema:publisher of its articles"),
    _Property("outlets", "媒体数", "number of known outlets that tell it", "xsd:integer"),
    _Property("datedArticles", "有日期的报道数", "number of those articles that have a reference date", "xsd:integer"),
    _Property("firstReport", "最早报道日", "earliest reference date of those articles", "xsd:date"),
    _Property("lastReport", "最晚报道日", "latest reference date of those articles", "xsd:date"),
    _Property("mode", "方式", "in_person, video, phone, written", "xsd:string"),
    _Property("stance", "立场", "stance of a statement", "xsd:string"),
    _Property("score", "分值", "PLOVER score of the stance or the type", "xsd:decimal"),
    _Property("placeName", "地名", "place as printed", ""),
    _Property("originName", "纪念的事", "what an anniversary recalls", ""),
    _Property("originDate", "原事时间", "when that was", "edtf:EDTF"),
    _Property("years", "周年数", "how many years after", "xsd:integer"),
    _Property("amount", "数值", "figure as a number", "xsd:decimal"),
    _Property("figure", "数字", "figure as printed", "xsd:string"),
    _Property("unit", "单位", "unit", ""),
    _Property("indicator", "指标", "what is measured", ""),
    _Property("text", "文字", "the words", ""),
    _Property("directQuote", "直接引语", "whether in quotation marks", "xsd:boolean"),
    _Property("trigger", "触发词", "word that names the event", "", "nif:anchorOf"),
    _Property("surface", "写法", "the words that name it", "", "nif:anchorOf"),
    _Property("title", "头衔", "office as printed", ""),
    _Property("start", "起", "first code point", "xsd:integer", "nif:beginIndex"),
    _Property("stop", "止", "code point behind the last", "xsd:integer", "nif:endIndex"),
    _Property("rule", "规则", "rule that found it", "xsd:string"),
    _Property("source", "来源文件", "input file", "xsd:string"),
    _Property("referenceDate", "参照日", "day that 今天 is resolved against", "xsd:date"),
    _Property("sha256", "文本哈希", "SHA-256 of the text", "xsd:string"),
    _Property("country", "国家代码", "ISO 3166 code", "xsd:string"),
    _Property("kind", "关系种类", "events, office, member", "xsd:string"),
    _Property("count", "次数", "number of events", "xsd:integer"),
    _Property("tone", "基调", "mean PLOVER score", "xsd:decimal"),
    _Property("first", "首次", "first day", "edtf:EDTF"),
    _Property("last", "末次", "last day", "edtf:EDTF"),
    _Property("field", "字段", "what the reports differ on", "xsd:string"),
    _Property("value", "值", "one value", "xsd:string"),
    _Property("agreesOn", "两方相合", "what both reports say: day, actor, neither", "xsd:string"),
    _Property("detail", "细节", "words of the reason", ""),
    _Property("leftKey", "左方编号", "one side, by its id", "xsd:string"),
    _Property("rightKey", "右方编号", "other side, by its id", "xsd:string"),
)


def triples() -> Iterator[str]:
    """The vocabulary as `s p o` lines, in the order of reading."""
    s = f"<{PREFIXES['j'].rstrip('#')}>"
    yield f"{s} {name('rdf:type')} {name('owl:Ontology')}"
    yield from _labels(s, "纪事：事件时间线词表", "jishi: a vocabulary of event timelines")
    for item in _CLASSES:
        yield from _class(item)
    for key, kind in ontology().types.items():
        yield from _event_class(key, kind)
    for key, term in ontology().actors.items():
        if term.class_name:
            yield from _class(_Class(term.class_name, term.zh, term.en, f"j:Actor {_ACTOR_ABOVE.get(key, '')}".strip()))
    for item_ in _OBJECTS:
        yield from _property(item_, "owl:ObjectProperty")
    for item_ in _VALUES:
        yield from _property(item_, "owl:DatatypeProperty")
    yield from _roles()


def _labels(s: str, zh: str, en: str, note: str = "") -> Iterator[str]:
    yield f"{s} {name('rdfs:label')} {text(zh)}@zh"
    yield f"{s} {name('rdfs:label')} {text(en)}@en"
    if note:
        yield f"{s} {name('rdfs:comment')} {text(note)}@en"


def _class(item: _Class) -> Iterator[str]:
    s = name(f"j:{item.local}")
    yield f"{s} {name('rdf:type')} {name('owl:Class')}"
    yield from _labels(s, item.zh, item.en, item.note)
    for above in item.above.split():
        yield f"{s} {name('rdfs:subClassOf')} {name(above)}"


def _event_class(key: str, kind: EventType) -> Iterator[str]:
    above = ["j:Contact" if key in contact_types() else "j:Event"]
    above += [f"schema:{found}" for found in (kind.schema_org or "").split("|") if found]
    yield from _class(_Class(kind.class_name, kind.zh, kind.en, " ".join(above), kind.definition))
    s = name(f"j:{kind.class_name}")
    yield f"{s} {name('skos:notation')} {text(key)}"
    for scheme, codes in (("PLOVER", (kind.plover or "").split(" or ")), ("CAMEO", (kind.cameo or "").split("|"))):
        for code in codes:
            if code:
                yield f"{s} {name('skos:notation')} {text(f'{scheme} {code}')}"


def _property(item: _Property, kind: str) -> Iterator[str]:
    s = name(f"j:{item.local}")
    yield f"{s} {name('rdf:type')} {name(kind)}"
    yield from _labels(s, item.zh, item.en, item.note)
    if item.range:
        yield f"{s} {name('rdfs:range')} {name(item.range)}"
    for above in item.above.split():
        yield f"{s} {name('rdfs:subPropertyOf')} {name(above)}"


def _roles() -> Iterator[str]:
    """Each role twice: from event to actor, and from event mention to entity mention."""
    for key, role in ontology().roles.items():
        above = "" if key == "topic" else "j:actor"
        yield from _property(_Property(key, role.zh, role.en, "j:Actor", above, role.definition), "owl:ObjectProperty")
        s = name(f"jm:{key}")
        yield f"{s} {name('rdf:type')} {name('owl:ObjectProperty')}"
        yield from _labels(s, role.zh, role.en)
        yield f"{s} {name('j:instanceRole')} {name(f'j:{key}')}"


def turtle() -> str:
    """The vocabulary as a Turtle file."""
    from .turtle import turtle as written

    used = {key: value for key, value in PREFIXES.items() if key not in ("sh", "wd", "gaf")}
    return "".join(written(triples(), used))
