"""Who is meant: references to one actor are brought together and, with evidence, tied to an id.

A link to a known person needs a name and something that speaks for it: the office at the date,
the country, the full name, or that the name is much in the news and shared by nobody else. The
score adds these up; below `LINK` the actor keeps its printed name and has no id.
"""

from __future__ import annotations

from typing import Final

from ..normalize import to_traditional
from .cues import cue
from .forms import FULL, RISKY, SHARED, SHORT
from .letters import INTERPUNCTS
from .lexicon import covers
from .model import Doc, Draft, Ref, Title

LINK: Final = 0.6
_BASE: Final = {FULL: 0.75, SHORT: 0.55, SHARED: 0.35, RISKY: 0.45}


def link_people(doc: Doc) -> None:
    """Gives every named person reference its key."""
    named = [ref for ref in doc.refs if ref.type == "person" and ref.name]
    groups: dict[str, list[Ref]] = {}
    for ref in named:
        groups.setdefault(_plain(ref.name), []).append(ref)
    full = _longer_names(list(groups))
    countries = _countries(doc)
    linked: dict[str, str] = {}
    for name in sorted(groups, key=lambda n: (-len(n), groups[n][0].start)):
        refs = groups[name]
        longer = full.get(name)
        key = linked[longer] if longer is not None and longer in linked else _link(doc, refs, countries)
        linked[name] = key
        for ref in refs:
            ref.keys = (key,)


def _plain(name: str) -> str:
    return "".join("·" if char in INTERPUNCTS else char for char in name)


def _longer_names(names: list[str]) -> dict[str, str]:
    """Short form → the one full name of the article that it is a part of (阿拉格齐 → 阿巴斯·阿拉格齐)."""
    found: dict[str, str] = {}
    for short in names:
        if "·" in short:
            continue
        full = [name for name in names if "·" in name and (name.endswith("·" + short) or name.startswith(short + "·"))]
        if len(full) == 1:
            found[short] = full[0]
    return found


def _countries(doc: Doc) -> set[str]:
    """ISO codes of all countries that the article names, in any way."""
    found = set()
    for ref in doc.refs:
        for title in ref.titles:
            if title.iso:
                found.add(title.iso)
        if ref.type != "person":
            found.update(doc.lexicon.entities[i].country for i, _ in ref.entities[:1])
            found.update(d.country for key in ref.keys if (d := doc.drafts.get(key)) and d.country)
    found.discard("")
    return found


def _link(doc: Doc, refs: list[Ref], countries: set[str]) -> str:
    """The identity of one name of the article."""
    lexicon = doc.lexicon
    scored = []
    for index, sureness in dict.fromkeys(pair for ref in refs for pair in ref.entities):
        if lexicon.entities[index].type == "person":
            scored.append((_score(doc, index, sureness, refs, countries), index))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    if scored and scored[0][0] >= LINK and (len(scored) == 1 or scored[0][0] - scored[1][0] >= 0.15):
        score, index = scored[0]
        key = known_actor(doc, index, min(1.0, score))
        _regional_name(doc, doc.drafts[key], refs[0])
        return key
    first = refs[0]
    start, end = first.name_span or (first.start, first.end)
    name = doc.article.text[start:end]
    key = f"person:{_plain(first.name)}"
    doc.drafts.setdefault(key, Draft(key, name, "person", score=0.7, rule=refs[0].rule))
    return key


def _regional_name(doc: Doc, draft: Draft, ref: Ref) -> None:
    """The full name with the family name as this article writes it, as an alias (唐纳德·川普)."""
    start, end = ref.name_span or (ref.start, ref.end)
    printed = doc.article.text[start:end]
    if "·" in draft.name and "·" not in _plain(printed) and len(printed) > 1 and not printed.isascii():
        alias = draft.name.rsplit("·", 1)[0] + "·" + printed
        if alias != draft.name and alias not in draft.aliases and not draft.name.startswith(printed):
            draft.aliases.append(alias)


def known_actor(doc: Doc, index: int, score: float = 1.0) -> str:
    """The key of a known actor, which the article has from now on."""
    entity = doc.lexicon.entities[index]
    if entity.key not in doc.drafts:
        draft = Draft(
            entity.key, entity.name, entity.type, entity.qid or None, entity.country or None, round(score, 2), "lexicon"
        )
        if doc.article.script == "Hant":
            draft.name = to_traditional(entity.name)
        own = doc.lexicon.own_names(index)
        if doc.article.script == "Hant":
            own = [to_traditional(name) for name in own]
        known = (entity.name, entity.hant, entity.latin, *own)
        draft.aliases = [form for form in dict.fromkeys(known) if form and form != draft.name]
        doc.drafts[entity.key] = draft
    return entity.key


def _score(doc: Doc, index: int, sureness: int, refs: list[Ref], countries: set[str]) -> float:
    lexicon = doc.lexicon
    entity = lexicon.entities[index]
    score = _BASE[sureness]
    if entity.kind == "user" or any(lexicon.pins.get(ref.name) == index for ref in refs):
        return 2.0
    if entity.weight >= 20:
        score += 0.1
    homes = {entity.country} | {office.jurisdiction for _, office in lexicon.tenures_of(index)}
    if homes & countries:
        score += 0.15
    titles = [title for ref in refs for title in ref.titles]
    return score + max((_title_evidence(doc, index, title, homes) for title in titles), default=0.0)


def _title_evidence(doc: Doc, index: int, title: Title, homes: set[str]) -> float:
    """How much a printed office speaks for (or against) a person."""
    lexicon = doc.lexicon
    if title.iso and title.iso not in homes and homes != {""}:
        return -0.5
    tenures = [(t, o) for t, o in lexicon.tenures_of(index) if title.core in o.titles or title.words in o.titles]
    if not tenures:
        return 0.05 if title.iso else 0.0
    former = any(lexicon.titles.get(m, ("", 0))[0] in cue("identity.former") for m in title.modifiers)
    day = doc.day
    if day is None or former or any(covers(t, day, surely=False) for t, _ in tenures):
        return 0.35
    return 0.1
