"""A small graph for the tests of RDF, store and queries: articles written for it, marked up by hand.

The sentences are made up in the manner of readouts; the dates of the public events are real.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict

from jishi.edtf import EDTF
from jishi.graph.entities import EntityIndex
from jishi.graph.knowledge import KnowledgeGraph
from jishi.graph.relations import find_relations
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
    Origin,
    Participant,
    Provenance,
    Quantity,
    Reason,
    Report,
    Time,
)

EXTRACTOR = "jishi test 1"

# surface form → (name, type, Wikidata id, country)
ACTORS = {
    "王毅": ("王毅", "person", "Q1135862", "CN"),
    "布林肯": ("安东尼·布林肯", "person", "Q7821917", "US"),
    "习近平": ("习近平", "person", "Q15031", "CN"),
    "拜登": ("乔·拜登", "person", "Q6279", "US"),
    "耶伦": ("珍妮特·耶伦", "person", "Q263725", "US"),
    "基辛格": ("亨利·基辛格", "person", "Q66107", "US"),
    "外长王毅": ("王毅", "person", "Q1135862", "CN"),
    "中国": ("中国", "country", "Q148", "CN"),
    "中方": ("中国", "country", "Q148", "CN"),
    "美国": ("美国", "country", "Q30", "US"),
    "美方": ("美国", "country", "Q30", "US"),
    "北京": ("北京", "place", "Q956", "CN"),
    "对外友协": ("对外友协", "organization", None, "CN"),
    "花莲县": ("花莲县", "place", "Q249868", None),
}
GROUPS = {"双方": ("王毅", "布林肯"), "两国元首": ("习近平", "拜登"), "中美": ("中国", "美国")}


class E:
    """An event in a sentence: its trigger and the words that show its time and its participants."""

    def __init__(self, kind, trigger, time=None, words=None, roles=None, by=None, **more):
        self.kind, self.trigger, self.time, self.words = kind, trigger, time, words
        self.roles, self.by, self.more = roles or {}, by, more


def digest(*parts):
    """A stand-in for content hashes."""
    return hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).hexdigest()


class Writer:
    """Collects what one article's record holds."""

    def __init__(self, key, outlet, published, title):
        self.head = {"key": key, "outlet": outlet, "published": published, "title": title}
        self.id = digest("article", key, outlet, title)
        self.text, self.events, self.times = title, [], []
        self.mentions, self.actors, self.marks = {}, {}, {}

    def actor_ids(self, surface):
        """Ids of the actors that the words name; new ones are entered."""
        found = []
        for form in GROUPS.get(surface, (surface,)):
            name, kind, qid, country = ACTORS[form]
            if name not in self.actors:
                made = Actor(
                    id=f"a{len(self.actors) + 1}", name=name, type=kind, qid=qid, country=country,
                    mentions=(form,), aliases=(form,),
                )  # fmt: skip
                self.actors[name] = made
            found.append(self.actors[name].id)
        return tuple(found)

    def arguments(self, event, sentence, start):
        """(arguments, role → names) of an event; the words become mentions."""
        arguments, names = [], {}
        for role, surfaces in event.roles.items():
            for surface in surfaces:
                lo = start + sentence.index(surface)
                hi = lo + len(surface)
                ids = self.actor_ids(surface)
                title = "外长" if surface.startswith("外长") else None
                self.mentions[lo, hi] = Mention(
                    start=lo, end=hi, text=surface, type="person", form="name", rule="test", actors=ids, title=title
                )
                arguments += [Argument(role=role, actor=one, start=lo, end=hi) for one in ids]
                names.setdefault(role, []).extend(a.name for one in ids for a in self.actors.values() if a.id == one)
        return tuple(arguments), {role: tuple(found) for role, found in names.items()}

    def time(self, event, sentence, start):
        """Span of the words that tell the time, or two Nones; they become a time."""
        if not event.words:
            return None, None
        lo = start + sentence.index(event.words)
        hi = lo + len(event.words)
        same = {"text": event.words, "context": event.words}
        self.times.append(Time(start=lo, end=hi, value=event.time, kind="date", rule="test", **same))
        return lo, hi

    def add(self, event, sentence, start):
        """Enters one event of a sentence."""
        at = start + sentence.index(event.trigger)
        more = dict(event.more)
        said = more.pop("says", None)
        if said:
            lo = start + sentence.index(said)
            more["claim"] = Claim(text=said, start=lo, end=lo + len(said), direct=more.pop("direct", False))
        again = more.pop("again", None)
        if again:
            lo = self.text.index(again)
            span = {"start": lo, "end": lo + len(again), "trigger_start": lo, "trigger_end": lo + len(again)}
            more["reports"] = (Report(**span),)
        arguments, participants = self.arguments(event, sentence, start)
        lo, hi = self.time(event, sentence, start)
        made = Event(
            id=digest(self.id, event.kind, at), type=event.kind, trigger=event.trigger, trigger_start=at,
            trigger_end=at + len(event.trigger), evidence=sentence, start=start, end=start + len(sentence),
            rule=f"test {event.kind}", time=event.time, time_start=lo, time_end=hi,
            time_inferred=event.time is not None and lo is None, participants=participants, arguments=arguments,
            claimed_by=self.marks.get(event.by), **more,
        )  # fmt: skip
        self.marks[event.trigger] = made.id
        self.events.append(made)

    def record(self):
        """The finished record."""
        key = self.head["key"]
        return ArticleRecord(
            format=1, extractor=EXTRACTOR, id=self.id, source=f"test/{key}.md", file=f"{key}.md",
            title=self.head["title"], published=self.head["published"], text=self.text, outlet=self.head["outlet"],
            url=f"https://news.example/{key}", times=tuple(sorted(self.times, key=lambda t: t.start)),
            mentions=tuple(self.mentions[k] for k in sorted(self.mentions)), actors=tuple(self.actors.values()),
            events=tuple(self.events),
        )  # fmt: skip


def article(key, outlet, published, title, *sentences):
    """The record of an article: each sentence is a text followed by its events."""
    writer = Writer(key, outlet, published, title)
    for sentence, *told in sentences:
        start = len(writer.text) + 1
        writer.text += "\n" + sentence
        for event in told:
            writer.add(event, sentence, start)
    return writer.record()


PAIR = {"participant": ["王毅"], "initiator": ["布林肯"]}
HEADS = {"participant": ["习近平", "拜登"]}

ARTICLES = [
    (
        "call-xh",
        "甲通讯社",
        "2022-01-27T10:20:00+08:00",
        "王毅应约同布林肯通话",
        ("1月27日，王毅应约同布林肯通电话。", E("call", "通电话", "2022-01-27", "1月27日", PAIR, mode="phone")),
        (
            "王毅说，美方应当停止干扰在北京举办的冬奥会。",
            E(
                "statement",
                "说",
                "2022-01-27",
                None,
                {"agent": ["王毅"], "topic": ["美方"]},
                stance="demand",
                says="美方应当停止干扰在北京举办的冬奥会",
            ),
        ),
        (
            "王毅还提到，两国元首去年11月举行视频会晤。",
            E(
                "statement",
                "提到",
                "2022-01-27",
                None,
                {"agent": ["王毅"]},
                stance="neutral",
                says="两国元首去年11月举行视频会晤",
            ),
            E("meeting", "视频会晤", "2021-11", "去年11月", {"participant": ["两国元首"]}, by="提到", mode="video"),
        ),
        (
            "今年是上海公报发表50周年。",
            E("anniversary", "50周年", "2022", "今年", of=Origin(name="上海公报", time="1972-02-28")),
        ),
    ),
    (
        "call-us",
        "乙日报",
        "2022-01-27",
        "布林肯与王毅通电话",
        ("布林肯27日与王毅通话。", E("call", "通话", "2022-01-27", "27日", {"participant": ["王毅", "布林肯"]})),
        (
            "布林肯表示，美国支持外交解决。",
            E(
                "statement",
                "表示",
                "2022-01-27",
                None,
                {"agent": ["布林肯"]},
                stance="support",
                says="美国支持外交解决",
                direct=True,
            ),
        ),
    ),
    (
        "summit-1",
        "甲通讯社",
        "2021-11-16",
        "习近平同拜登举行视频会晤",
        ("习近平16日同拜登举行视频会晤。", E("meeting", "视频会晤", "2021-11-16", "16日", HEADS, mode="video")),
    ),
    (
        "summit-2",
        "丙时报",
        "2021-11-16",
        "两国领导人视频会面",
        ("拜登与习近平11月16日视频会晤。", E("meeting", "视频会晤", "2021-11-16", "11月16日", HEADS, mode="video")),
        (
            "此前两国元首曾于2月11日通话。",
            E("call", "通话", "2021-02-11", "2月11日", {"participant": ["两国元首"]}),
        ),
    ),
    (
        "eve-call",
        "乙日报",
        "2021-02-11",
        "习近平同拜登通话",
        ("2月11日，习近平同拜登通电话。", E("call", "通电话", "2021-02-11", "2月11日", HEADS)),
    ),
    (
        "bali",
        "甲通讯社",
        "2022-11-14",
        "习近平同拜登举行会晤",
        ("11月14日，习近平同拜登会晤。", E("meeting", "会晤", "2022-11-14", "11月14日", HEADS, mode="in_person")),
        (
            "两国元首同意恢复磋商。",
            E("agreement", "同意", "2022-11-14", None, {"participant": ["两国元首"]}),
        ),
    ),
    (
        "visit-plan",
        "丙时报",
        "2023-01-18",
        "布林肯将访华",
        (
            "布林肯将于2月5日访问北京。",
            E("visit", "访问", "2023-02-05", "2月5日", {"agent": ["布林肯"]}, modality="planned", place="北京"),
        ),
    ),
    (
        "visit",
        "甲通讯社",
        "2023-06-18",
        "布林肯访华",
        (
            "6月18日，布林肯访问北京。",
            E("visit", "访问", "2023-06-18", "6月18日", {"agent": ["布林肯"]}, place="北京"),
        ),
        (
            "美国6月18日宣布对中国实体实施制裁。",
            E("sanction", "制裁", "2023-06-18", "6月18日", {"agent": ["美国"], "patient": ["中国"]}),
        ),
    ),
    (
        "sanction",
        "丁网",
        "2023-06-20",
        "中方谴责制裁",
        (
            "中方称，双方曾于2019年6月29日达成协议。",
            E(
                "statement",
                "称",
                "2023-06-20",
                None,
                {"agent": ["中方"]},
                stance="neutral",
                says="双方曾于2019年6月29日达成协议",
            ),
            E("agreement", "达成协议", "2019-06-29", "2019年6月29日", {"participant": ["中方"]}, by="称"),
        ),
        (
            "中方谴责美国近日的做法。",
            E(
                "statement",
                "谴责",
                "2023-06-20",
                None,
                {"agent": ["中方"], "topic": ["美国"]},
                stance="accuse",
                says="美国近日的做法",
            ),
        ),
    ),
    (
        "quake-1",
        "戊台",
        "2024-04-03",
        "花莲县地震",
        (
            "花莲县4月3日发生地震，已有9人遇难。",
            E("disaster", "地震", "2024-04-03", "4月3日", {}, place="花莲县"),
            E("measurement", "遇难", "2024-04-03", None, {"topic": ["花莲县"]}),
        ),
    ),
    (
        "quake-2",
        "丁网",
        "2024-04-10",
        "花莲县地震一周",
        ("花莲县4月2日深夜的地震造成17人遇难。", E("disaster", "地震", "2024-04-02", "4月2日", {}, place="花莲县")),
    ),
    (
        "kissinger",
        "己刊",
        "2021-04-24",
        "乒乓外交50周年活动",
        (
            "对外友协24日举办纪念乒乓外交50周年活动，基辛格发表致辞。",
            E(
                "anniversary",
                "50周年",
                "2021-04-24",
                "24日",
                {"agent": ["对外友协"]},
                of=Origin(name="乒乓外交", time="1971"),
            ),
            E("message", "致辞", "2021-04-24", "24日", {"agent": ["基辛格"]}, mode="video"),
        ),
    ),
    (
        "figures",
        "丁网",
        "2022-01-14",
        "贸易数据",
        ("中国2021年出口21.73万亿元。", E("measurement", "出口", "2021", "2021年", {"topic": ["中国"]})),
    ),
    (
        "cabinet",
        "乙日报",
        "2023-07-20",
        "拜登会见布林肯和耶伦",
        (
            "拜登7月19日会见布林肯和耶伦。",
            E(
                "meeting",
                "会见",
                "2023-07-19",
                "7月19日",
                {"participant": ["拜登", "布林肯", "耶伦"]},
                mode="in_person",
            ),
        ),
        (
            "耶伦将于12月访问北京。",
            E("visit", "访问", "2023-12", "12月", {"agent": ["耶伦"]}, modality="planned", place="北京"),
        ),
    ),
    (
        "postponed",
        "丁网",
        "2023-02-04",
        "布林肯推迟访华",
        (
            "布林肯推迟原定2月5日对北京的访问。",
            E("visit", "访问", "2023-02-05", "2月5日", {"agent": ["布林肯"]}, modality="negated", place="北京"),
        ),
        (
            "外长王毅说，中方对此表示尊重。",
            E(
                "statement",
                "说",
                "2023-02-04",
                None,
                {"agent": ["外长王毅"]},
                stance="neutral",
                says="中方对此表示尊重",
            ),
        ),
    ),
    (
        "yellen",
        "丙时报",
        "2023-07-07",
        "耶伦抵京",
        ("耶伦7月6日抵达北京。", E("visit", "抵达", "2023-07-06", "7月6日", {"agent": ["耶伦"]}, place="北京")),
        (
            "耶伦称中美不应脱钩。",
            E(
                "statement",
                "称",
                "2023-07-07",
                None,
                {"agent": ["耶伦"], "topic": ["中美"]},
                stance="appeal",
                says="中美不应脱钩",
            ),
        ),
    ),
]
"""Sixteen articles of six outlets: key, outlet, day, title, then sentences with the events they tell."""


def records():
    """The records of all articles."""
    return [article(*parts) for parts in ARTICLES]


def with_figures(found):
    """The record with the export figure given as a quantity."""
    import msgspec

    changed = []
    for event in found.events:
        if event.trigger in ("出口", "遇难"):
            value, unit = ("21.73", "万亿元") if event.trigger == "出口" else ("9", "人")
            lo = found.text.index(value)
            event = msgspec.structs.replace(
                event, quantity=Quantity(value=value, unit=unit, indicator=event.trigger, start=lo, end=lo + len(value))
            )
        changed.append(event)
    return msgspec.structs.replace(found, events=tuple(changed))


def entity_id(actor):
    """The Wikidata id, or a hash of the name."""
    return actor.qid or "a" + digest(actor.name)[:12]


def merge_key(event):
    """What the sample takes for the same event: type, day, participants, but see `SAME`."""
    people = tuple(sorted({name for role, names in event.participants.items() if role != "topic" for name in names}))
    key = (event.type, (event.time or "")[:10], people, event.place, event.claim.text if event.claim else None)
    return SAME.get(key[:3], key)


# the report of "last November" is the meeting of the 16th; two outlets date the quake differently
SAME = {
    ("meeting", "2021-11", ("乔·拜登", "习近平")): "summit",
    ("meeting", "2021-11-16", ("乔·拜登", "习近平")): "summit",
    ("disaster", "2024-04-03", ()): "quake",
    ("disaster", "2024-04-02", ()): "quake",
}


def provenance(record, event):
    """What a merged event keeps of a report."""
    same = ("evidence", "start", "end", "trigger", "trigger_start", "trigger_end", "time", "time_start", "time_end")
    more = ("time_rule", "time_inferred", "modality", "rule", "arguments", "claimed_by")
    words = record.text[event.time_start : event.time_end] if event.time_start is not None else None
    return Provenance(
        article=record.id,
        event=event.id,
        time_text=words,
        **{name: getattr(record, name) for name in ("source", "outlet", "url", "title", "published", "extractor")},
        **{name: getattr(event, name) for name in (*same, *more)},
    )


def merged(reports, index):
    """The merged event of (record, event) pairs."""
    best = min(reports, key=lambda pair: (len(pair[1].time or "") != 10, pair[0].published))[1]
    roles, days = defaultdict(set), defaultdict(set)
    for record, event in reports:
        days[event.time].add(record.id)
        for role, names in event.participants.items():
            for name in names:
                roles[role, index.get(record.id, name)].add(record.id)
    value = EDTF.parse(best.time) if best.time else None
    ids = [event.id for _, event in reports]
    full = {day: tuple(sorted(seen)) for day, seen in sorted(days.items()) if day and len(day) == 10}
    who = "、".join(sorted({name for names in best.participants.values() for name in names}))
    return MergedEvent(
        id="ev" + digest("merged", *sorted(ids))[:12],
        type=best.type,
        label=(who or best.place or "") + best.trigger,
        time=best.time,
        begin=str(value.begin) if value else None,
        end=str(value.end) if value else None,
        precision=value.precision if value else None,
        time_inferred=best.time_inferred,
        mode=best.mode,
        modality=min(event.modality for _, event in reports),
        stance=best.stance,
        participants=tuple(
            Participant(role=role, entity=key, articles=tuple(sorted(seen)))
            for (role, key), seen in sorted(roles.items())
        ),
        place=best.place,
        origin=best.of,
        commemorates=None,
        claim=best.claim.text if best.claim else None,
        quantity=best.quantity,
        claimed_only=all(event.claimed_by for _, event in reports),
        evidence=tuple(provenance(*pair) for pair in reports),
        reasons=tuple(Reason(rule="same day", left=ids[0], right=other, detail="同日") for other in ids[1:]),
        disagreements=(Disagreement(field="time", values=full),) if len(full) > 1 else (),
    )


def graph(found=None):
    """The knowledge graph of the sixteen articles (or of some of them), merged by hand."""
    found = sorted((with_figures(r) for r in found or records()), key=lambda record: record.id)
    actors, ids, groups = defaultdict(list), {}, defaultdict(list)
    for record in found:
        for actor in record.actors:
            actors[entity_id(actor)].append((actor, record.id))
            ids[record.id, actor.name] = entity_id(actor)
        for event in record.events:
            groups[merge_key(event)].append((record, event))
    entities = {
        key: Entity(
            id=key,
            name=seen[0][0].name,
            type=seen[0][0].type,
            qid=seen[0][0].qid,
            country=seen[0][0].country,
            aliases=tuple(sorted({form for actor, _ in seen for form in actor.mentions} - {seen[0][0].name})),
            articles=tuple(sorted({article for _, article in seen})),
        )
        for key, seen in sorted(actors.items())
    }
    index = EntityIndex(entities, ids)
    events = [merged(reports, index) for reports in groups.values()]
    events.sort(key=lambda event: (event.begin or "~", event.end or "~", event.id))
    return KnowledgeGraph(
        articles={r.id: ArticleInfo(**{f: getattr(r, f) for f in ArticleInfo.__struct_fields__}) for r in found},
        entities=entities,
        events=events,
        relations=find_relations(events, entities),
        records=found,
        index=index,
    )
