"""From an article to its mentions and actors."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...records import Actor, Article, Mention, Time
from ..normalize import normalize
from ..sentences import Sentence
from .compiling import SHARED
from .lexicon import Lexicon
from .scan import Hit, scan


@dataclass
class _Found:
    """A mention while the article is read: `keys` are identities, not yet actor ids."""

    start: int
    end: int
    type: str
    form: str
    rule: str
    keys: tuple[str, ...]
    title: str | None = None


@dataclass
class _Article:
    norm: str
    lexicon: Lexicon
    day: str | None
    found: list[_Found] = field(default_factory=list)


def find_actors(
    article: Article, sentences: list[Sentence], times: list[Time], lexicon: Lexicon
) -> tuple[list[Mention], list[Actor]]:
    """The mentions of an article in order, and the actors they name."""
    state = _Article(normalize(article.text), lexicon, article.published_day)
    hits = scan(state.norm, lexicon)
    for i, hit in enumerate(hits):
        _read_hit(state, hits, i, hit)
    return _emit(article, state)


def _read_hit(state: _Article, hits: list[Hit], i: int, hit: Hit) -> None:
    if hit.what.entities:
        index = hit.what.entities[0][0]
        sureness = hit.what.entities[0][1]
        entity = state.lexicon.entities[index]
        if sureness >= SHARED and len(hit.what.entities) > 1:
            return
        state.found.append(_Found(hit.start, hit.end, entity.type, "name", "lexicon", (entity.key,)))
    elif hit.what.group:
        kind, rule, _context = hit.what.group
        if kind == "side" and rule.startswith("country:") and "|" not in rule:
            keys = _countries(state, rule.removeprefix("country:").split("+"))
        elif kind == "pair_country" and rule.startswith("fixed:") and "|" not in rule:
            keys = _countries(state, rule.removeprefix("fixed:").split("+"))
        else:
            return
        if keys:
            state.found.append(_Found(hit.start, hit.end, "country", kind, "group", keys))


def _countries(state: _Article, codes: list[str]) -> tuple[str, ...]:
    index = state.lexicon.country_index
    return tuple(state.lexicon.entities[index[code]].key for code in codes if code in index)


def _emit(article: Article, state: _Article) -> tuple[list[Mention], list[Actor]]:
    ids: dict[str, str] = {}
    surfaces: dict[str, list[str]] = {}
    mentions = []
    for found in sorted(state.found, key=lambda f: (f.start, f.end)):
        text = article.text[found.start : found.end]
        for key in found.keys:
            ids.setdefault(key, f"a{len(ids) + 1}")
            if text not in surfaces.setdefault(key, []):
                surfaces[key].append(text)
        mentions.append(
            Mention(start=found.start, end=found.end, text=text, type=found.type, form=found.form, rule=found.rule,
                    actors=tuple(ids[key] for key in found.keys), title=found.title)
        )  # fmt: skip
    actors = []
    for key, actor_id in ids.items():
        entity = state.lexicon.entities[state.lexicon.index[key]]
        actors.append(
            Actor(id=actor_id, name=entity.name, type=entity.type, qid=entity.qid or None,
                  mentions=tuple(surfaces[key]), country=entity.country or None, rule="lexicon")
        )  # fmt: skip
    return mentions, actors
