"""From an article to its mentions and actors."""

from __future__ import annotations

from ...records import Actor, Article, Mention, Time
from ..normalize import normalize
from ..sentences import Sentence
from .compiling import SHARED
from .identity import link_people
from .lexicon import Lexicon
from .model import Doc, Draft, Ref
from .orgs import find_organizations
from .segment import Segmenter, Token
from .titles import read_titles


def find_actors(
    article: Article, sentences: list[Sentence], times: list[Time], lexicon: Lexicon
) -> tuple[list[Mention], list[Actor]]:
    """The mentions of an article in order, and the actors they name."""
    norm = normalize(article.text)
    segmenter = Segmenter(lexicon)
    tokens = find_organizations(segmenter.tokens(norm), lexicon)
    doc = Doc(article, norm, lexicon, segmenter, tokens, sentences, times)
    used = read_titles(doc)
    for i, token in enumerate(tokens):
        if i not in used:
            _read_token(doc, token)
    _resolve_known(doc)
    link_people(doc)
    return _emit(doc)


def _read_token(doc: Doc, token: Token) -> None:
    lexicon = doc.lexicon
    people = tuple(pair for pair in token.entities if lexicon.entities[pair[0]].type == "person")
    others = tuple(pair for pair in token.entities if lexicon.entities[pair[0]].type != "person")
    if people:
        doc.refs.append(Ref(token.start, token.end, "person", "name", "lexicon", token.text, people))
    elif others:
        kind = lexicon.entities[others[0][0]].type
        doc.refs.append(Ref(token.start, token.end, kind, "name", "lexicon", token.text, others))
    elif token.tag.startswith("org:"):
        doc.refs.append(Ref(token.start, token.end, "organization", "name", "suffix", token.text))
    elif token.form and token.form.group:
        doc.refs.append(Ref(token.start, token.end, "country", token.form.group[0], token.form.group[1], token.text))


def _resolve_known(doc: Doc) -> None:
    """Keys of countries, places, organisations, and fixed pairs and sides."""
    lexicon = doc.lexicon
    for ref in doc.refs:
        if ref.type == "person":
            continue
        if ref.entities:
            index, sureness = ref.entities[0]
            if sureness >= SHARED and len(ref.entities) > 1:
                continue
            entity = lexicon.entities[index]
            doc.drafts.setdefault(
                entity.key,
                Draft(entity.key, entity.name, entity.type, entity.qid or None, entity.country or None, rule="lexicon"),
            )
            ref.keys = (entity.key,)
        elif ref.type == "organization":
            key = f"organization:{ref.name}"
            doc.drafts.setdefault(key, Draft(key, ref.name, "organization", score=0.7, rule="suffix"))
            ref.keys = (key,)
        elif ref.rule.startswith(("fixed:", "country:")) and "|" not in ref.rule:
            ref.keys = _country_keys(doc, ref.rule.split(":")[1].split("+"))


def _country_keys(doc: Doc, codes: list[str]) -> tuple[str, ...]:
    keys = []
    for code in codes:
        index = doc.lexicon.country_index.get(code)
        if index is None:
            continue
        entity = doc.lexicon.entities[index]
        doc.drafts.setdefault(entity.key, Draft(entity.key, entity.name, entity.type, entity.qid or None, code))
        keys.append(entity.key)
    return tuple(keys)


def _emit(doc: Doc) -> tuple[list[Mention], list[Actor]]:
    text = doc.article.text
    ids: dict[str, str] = {}
    surfaces: dict[str, list[str]] = {}
    mentions = []
    for ref in sorted(doc.refs, key=lambda r: (r.start, -r.end)):
        if not ref.keys:
            continue
        for key in ref.keys:
            ids.setdefault(key, f"a{len(ids) + 1}")
            spans = [(ref.start, ref.end)] + ([ref.name_span] if ref.name_span else [])
            for start, end in spans:
                if text[start:end] not in surfaces.setdefault(key, []):
                    surfaces[key].append(text[start:end])
            for title in ref.titles:
                if title.words not in doc.drafts[key].roles:
                    doc.drafts[key].roles.append(text[title.start : title.end])
        mentions.append(
            Mention(start=ref.start, end=ref.end, text=text[ref.start : ref.end], type=ref.type, form=ref.form,
                    rule=ref.rule, actors=tuple(ids[key] for key in ref.keys),
                    title=ref.titles[0].words if ref.titles else None)
        )  # fmt: skip
    actors = []
    for key, actor_id in ids.items():
        draft = doc.drafts[key]
        actors.append(
            Actor(id=actor_id, name=draft.name, type=draft.type, qid=draft.qid, mentions=tuple(surfaces[key]),
                  roles=tuple(dict.fromkeys(draft.roles)), country=draft.country, score=draft.score, rule=draft.rule)
        )  # fmt: skip
    return mentions, actors
