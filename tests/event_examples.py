"""Reads the marked-up examples of the event rules: [p王毅] a person, [t27日=2022-01-27] a time.

The letters are p person, o organization, c country, l place, g group, t time; `=` gives the
actor's name (several with `+`) or the time's value where it is not the words themselves.
"""

from __future__ import annotations

import re
from typing import Any

from jishi.extract.events import Rules, find_events
from jishi.extract.sentences import split_sentences
from jishi.records import Actor, Article, Event, Mention, Time

TYPES = {"p": "person", "o": "organization", "c": "country", "l": "place", "g": "group"}
MARK = re.compile(r"\[([pocltg])([^\]=]+)(?:=([^\]]+))?\]")


def parse(marked: str) -> tuple[str, list[Time], list[Mention], list[Actor]]:
    """The plain text with its times, mentions and actors."""
    text = ""
    at = 0
    times: list[Time] = []
    mentions: list[Mention] = []
    actors: dict[str, Actor] = {}
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        letter, words, value = match.groups()
        start, end = len(text), len(text) + len(words)
        text += words
        at = match.end()
        if letter == "t":
            kind = "anniversary" if "周年" in words else "date"
            times.append(Time(start=start, end=end, text=words, context="", value=value, kind=kind, rule="example"))
            continue
        ids = []
        for name in (value or words).split("+"):
            actor = actors.setdefault(name, Actor(id=f"a{len(actors) + 1}", name=name, type=TYPES[letter]))
            ids.append(actor.id)
        mention = Mention(
            start=start, end=end, text=words, type=TYPES[letter], form="name", rule="example", actors=tuple(ids)
        )
        mentions.append(mention)
    return text + marked[at:], times, mentions, list(actors.values())


def events_of(example: dict[str, Any], rules: Rules | None = None) -> tuple[Article, list[Event]]:
    """The article of an example and the events found in it."""
    text, times, mentions, actors = parse(example["text"])
    article = Article(
        id="example",
        source="example",
        file="example",
        title=None,
        text=text,
        published=example.get("published", "2022-01-28"),
    )
    return article, find_events(article, split_sentences(text), times, mentions, actors, rules)


def fits(event: Event, example: dict[str, Any]) -> list[str]:
    """What of the example the event does not hold."""
    wrong = []
    for role, names in example.get("roles", {}).items():
        if set(names) - set(event.participants.get(role, ())):
            wrong.append(f"{role}: {event.participants.get(role)} instead of {names}")
    wanted = {key: example[key] for key in ("time", "modality", "mode", "stance", "place") if key in example}
    wanted.setdefault("modality", "actual")
    for key, value in wanted.items():
        if getattr(event, key) != value:
            wrong.append(f"{key}: {getattr(event, key)!r} instead of {value!r}")
    if "origin" in example and (event.of is None or event.of.time != example["origin"]):
        wrong.append(f"origin: {event.of}")
    if "of" in example and (event.of is None or example["of"] not in event.of.name):
        wrong.append(f"of: {event.of}")
    return wrong
