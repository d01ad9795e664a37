"""What articles call an actor: the names printed in them, without the office before or behind.

拜登 and 美國總統拜登 both show that 乔·拜登 is called 拜登. What only points at somebody (他, 双方,
美国总统, 两国元首) is no name. A name belongs to those whom a good part of its mentions means, so that
a slip of one article does not make a name ambiguous.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..records import Actor, ArticleRecord, Mention
from .names import fold

PART: Final = 5
"""A name is an actor's when at least one of so many of its mentions means that actor."""

_OWN: Final = {"person": ("person",), "organization": ("organization", "group"), "group": ("organization", "group")}
"""Type of an actor → types of mentions that can name it; countries and places are named by either."""


def surfaces(records: Iterable[ArticleRecord], owner: Mapping[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    """Id → names that articles print for it, sorted.

    `owner` gives the id of an article's actor: (article id, actor name) → id.
    """
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    spelled: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        for called, name in printed_names(record):
            key = owner.get((record.id, name))
            if key is not None:
                folded = fold(called)
                meant[folded][key] += 1
                spelled[folded, key].add(called)
    found: dict[str, set[str]] = defaultdict(set)
    for folded, counts in meant.items():
        for key, count in counts.items():
            if PART * count >= counts.total():
                found[key].update(spelled[folded, key])
    return {key: tuple(sorted(names)) for key, names in found.items()}


def printed_names(record: ArticleRecord) -> Iterator[tuple[str, str]]:
    """Each printed name of an article and the name of the actor that it means."""
    actors = {actor.id: actor for actor in record.actors}
    for mention in record.mentions:
        actor = actors.get(mention.actors[0]) if len(mention.actors) == 1 else None
        called = None if actor is None else _name(mention, actor)
        if actor is not None and called is not None and len(called) > 1:
            yield called, actor.name


def _name(mention: Mention, actor: Actor) -> str | None:
    """The name in a mention, or None where it only points at somebody."""
    if mention.type not in _OWN.get(actor.type, ("country", "place")):
        return None
    if mention.form in ("name", "short"):
        return mention.text.strip()
    if mention.form != "title_name" or not mention.title:
        return None
    for rest in (mention.text.removeprefix(mention.title), mention.text.removesuffix(mention.title)):
        if rest != mention.text:
            return rest.strip(" ·、，")
    return None
