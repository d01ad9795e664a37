"""Article records made by hand for the tests of the graph and its exports.

A report is written as `told(type, sentence, trigger, day, roles …)`; offsets, actors and ids follow.
"""

from __future__ import annotations

import hashlib

from jishi.records import Actor, Argument, ArticleRecord, Claim, Event, Origin, Quantity, Time

# name → (type, Wikidata id, country)
PEOPLE = {
    "王毅": ("person", "Q1135862", "CN"),
    "习近平": ("person", "Q15031", "CN"),
    "魏凤和": ("person", "Q8027530", "CN"),
    "安东尼·布林肯": ("person", "Q7821917", "US"),
    "乔·拜登": ("person", "Q6279", "US"),
    "唐纳德·特朗普": ("person", "Q22686", "US"),
    "弗拉基米尔·普京": ("person", "Q7747", "RU"),
    "谢尔盖·拉夫罗夫": ("person", "Q58217", "RU"),
    "菅义伟": ("person", "Q1144086", "JP"),
    "斯科特·莫里森": ("person", "Q3476363", "AU"),
    "苏杰生": ("person", None, "IN"),
    "拉杰纳特·辛格": ("person", "Q3622757", "IN"),
    "中国": ("country", "Q148", "CN"),
    "美国": ("country", "Q30", "US"),
    "日本": ("country", "Q17", "JP"),
    "俄罗斯": ("country", "Q159", "RU"),
    "印度": ("country", "Q668", "IN"),
    "英国": ("country", "Q145", "GB"),
    "新西兰": ("country", "Q664", "NZ"),
    "香港": ("place", "Q8646", "HK"),
    "中国外交部": ("organization", "Q1192364", "CN"),
    "美国财政部": ("organization", "Q501542", "US"),
    "贝鲁特": ("place", "Q3820", "LB"),
}


def digest(*parts):
    """A stand-in for content hashes."""
    return hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def told(kind, sentence, trigger, time=None, **more):
    """A report: what one sentence tells. Roles are keyword arguments; so are all fields of `Event`."""
    roles = {
        role: tuple(names)
        for role in ("agent", "patient", "participant", "initiator", "host", "recipient", "topic")
        if (names := more.pop(role, ()))
    }
    return {"kind": kind, "sentence": sentence, "trigger": trigger, "time": time, "roles": roles, "more": more}


def article(source, published, *reports, outlet=None, title=None, url=None, people=None):
    """The record of one article that tells `reports`, each in a line of its own."""
    known = PEOPLE | (people or {})
    lines = [title or source]
    key = digest(source, published, *(r["sentence"] for r in reports))
    events, actors, times = [], {}, []
    for report in reports:
        start = len("\n".join(lines)) + 1
        lines.append(report["sentence"])
        events.append(_event(key, start, report))
        for name in (name for names in report["roles"].values() for name in names):
            kind, qid, country = known.get(name, ("person", None, None))
            actors.setdefault(name, Actor(id=f"a{len(actors) + 1}", name=name, type=kind, qid=qid, country=country))
        if words := report["more"].get("words"):
            at = start + report["sentence"].index(words)
            times.append(
                Time(
                    start=at,
                    end=at + len(words),
                    text=words,
                    context=words,
                    value=report["time"],
                    kind="date",
                    rule="t",
                )
            )
    return ArticleRecord(
        format=1,
        extractor="jishi test",
        id=key,
        source=source,
        file=source,
        title=title or source,
        published=published,
        text="\n".join(lines),
        outlet=outlet,
        url=url,
        actors=tuple(actors.values()),
        events=tuple(events),
        times=tuple(times),
    )


def _event(article, start, report):
    sentence, more = report["sentence"], dict(report["more"])
    at = start + sentence.index(report["trigger"])
    words = more.pop("words", None)
    if words is not None:
        more["time_start"] = start + sentence.index(words)
        more["time_end"] = more["time_start"] + len(words)
    if "of" in more:
        name, year = more["of"]
        begin = start + sentence.index(name)
        more["of"] = Origin(name=name, time=year, start=begin, end=begin + len(name))
    if "claim" in more:
        begin = start + sentence.index(more["claim"])
        more["claim"] = Claim(text=more["claim"], start=begin, end=begin + len(more["claim"]))
    if "quantity" in more:
        value, unit, indicator = more["quantity"]
        begin = start + sentence.index(value)
        more["quantity"] = Quantity(value=value, unit=unit, indicator=indicator, start=begin, end=begin + len(value))
    arguments = []
    for role, names in report["roles"].items():
        for name in names:
            short = next((form for form in (name, name.split("·")[-1]) if form in sentence), None)
            if short:
                begin = start + sentence.index(short)
                arguments.append(Argument(role=role, actor=name, start=begin, end=begin + len(short)))
    return Event(
        id=digest(article, report["kind"], at),
        type=report["kind"],
        trigger=report["trigger"],
        trigger_start=at,
        trigger_end=at + len(report["trigger"]),
        evidence=sentence,
        start=start,
        end=start + len(sentence),
        rule="by hand",
        time=report["time"],
        participants=report["roles"],
        arguments=tuple(arguments),
        **more,
    )
