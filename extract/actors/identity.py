"""Who is meant: references to one actor are brought together and, with evidence, tied to an id.

A link to a known person needs a name and something that speaks for it: the office at the date,
the country, the full name, or that the name is much in the news and shared by nobody else. The
score adds these up; below `LINK` the actor keeps its printed name and has no id.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..normalize import is_traditional, to_traditional
from .cues import cue
from .evidence import FITS, against, homes_of, is_in_office, is_of_sport, title_evidence
from .forms import FULL, RISKY, SHARED, SHORT
from .letters import APOSTROPHES, INTERPUNCTS
from .longer import is_japanese
from .model import Doc, Draft, Ref

LINK: Final = 0.6
MARGIN: Final = 0.15
"""What the best of several known bearers of a name has to have more than the next."""
_MUCH_NAMED: Final = 20
"""How often the knowledge counted a person in news, from which on the name is likely to be theirs."""
_NAMED: Final = 0.1
_COUNTRY: Final = 0.15
"""What speaks for a person who is much in the news, and for one whose country the article names."""
_IN_SPORT: Final = 0.2
"""What speaks against a person of state where a text tells of a match."""
_PINNED: Final = 2.0
_BASE: Final = {FULL: 0.75, SHORT: 0.55, SHARED: 0.35, RISKY: 0.45}


def link_people(doc: Doc) -> None:
    """Gives every named person reference its key."""
    named = [ref for ref in doc.refs if ref.type == "person" and ref.name]
    groups: dict[str, list[Ref]] = {}
    for ref in named:
        groups.setdefault(_printed(doc, ref), []).append(ref)
    full = _longer_names(doc, groups)
    countries = _countries(doc)
    for name in sorted(groups, key=lambda n: (-len(n), groups[n][0].start)):
        refs = groups[name]
        longer = full.get(name)
        theirs = [] if longer is None else _shortened(doc, refs, groups[longer])
        for ref in theirs:
            ref.keys = groups[longer or name][0].keys
        others = [ref for ref in refs if ref not in theirs]
        if others:
            _link(doc, others, countries)


def _plain(name: str) -> str:
    """A name with one kind of interpunct, and without the apostrophes that outlets set or leave (奥'康纳, 奥康纳)."""
    return "".join("·" if char in INTERPUNCTS else char for char in name if char not in APOSTROPHES or name.isascii())


def _printed(doc: Doc, ref: Ref) -> str:
    """The name by which references are brought together: as printed where two characters have one Simplified form.

    张昇 and 张升 are two people, 習近平 and 习近平 one: a Traditional character whose Simplified form Traditional
    text knows as another character keeps apart. Names of the tables are theirs in every form.
    """
    start, end = ref.name_span or (ref.start, ref.end)
    printed = doc.article.text[start:end]
    if (
        printed.isascii()
        or len(printed) != len(ref.name)
        or any(doc.lexicon.entities[i].type == "person" for i, _ in ref.entities)
    ):
        return _plain(ref.name)
    pairs = zip(printed, ref.name, strict=True)
    return _plain("".join(own if own != plain and is_traditional(plain) else plain for own, plain in pairs))


def _longer_names(doc: Doc, groups: dict[str, list[Ref]]) -> dict[str, str]:
    """Short form → the one full name of the article that it is a part of (阿拉格齐 → 阿巴斯·阿拉格齐)."""
    found: dict[str, str] = {}
    for short, refs in groups.items():
        if "·" in short:
            continue
        full = [name for name in groups if "·" in name and (name.endswith("·" + short) or name.startswith(short + "·"))]
        if not full and is_japanese(doc.lexicon, short, refs[0].entities):
            full = [name for name in groups if name.startswith(short) and len(name) > len(short) + 1]
        if len(full) == 1:
            found[short] = full[0]
    return found


def _shortened(doc: Doc, refs: list[Ref], longer: list[Ref]) -> list[Ref]:
    """Those of the references with a short name that mean whom a longer name of the article means.

    Not where the tables give the short name to a much better known relative (特朗普 beside 梅拉尼娅·特朗普), and
    not where an office printed with it is another bearer's.
    """
    index = doc.lexicon.index.get(longer[0].keys[0])
    known = {i for ref in refs for i, _ in ref.entities if doc.lexicon.entities[i].type == "person"}
    if index not in known and _is_in_the_shade(doc, longer, index, known):
        return []
    others = [ref for ref in refs if _is_others(doc, ref, index, known)]
    return [ref for ref in refs if ref not in (_with_those_behind(refs, others, longer) if others else [])]


def _is_in_the_shade(doc: Doc, longer: list[Ref], index: int | None, known: set[int]) -> bool:
    """Whether somebody without a known office has the family name of a countryman who holds, or lately held, one.

    Of whom no table holds the country is known where the name is Japanese.
    """
    public = any(title.kind in cue("identity.public") for ref in longer for title in ref.titles)
    if index is None:
        return not public and "·" not in _plain(longer[0].name) and any(is_in_office(doc, i) for i in known)
    if public or doc.lexicon.tenures_of(index):
        return False
    country = doc.lexicon.entities[index].country
    return any(doc.lexicon.entities[i].country == country and is_in_office(doc, i) for i in known)


def _is_others(doc: Doc, ref: Ref, index: int | None, known: set[int]) -> bool:
    """Whether an office printed with a name fits another known bearer, and not the one whom `index` stands for."""
    if index is not None and not against(doc, index, ref) and _fits(doc, ref, index):
        return False
    return any(_fits(doc, ref, other) for other in known - {index})


def _fits(doc: Doc, ref: Ref, index: int) -> bool:
    return any(title_evidence(doc, index, title, ref.name) >= FITS for title in ref.titles)


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


def _link(doc: Doc, refs: list[Ref], countries: set[str], left: tuple[int, ...] = ()) -> None:
    """Gives the references with one name their keys: one person, but for those whose office says another.

    Those without an office go with the last one before them. `left` are people whom the name does not mean here.
    """
    index, score = _best(doc, refs, countries, left)
    if index is None:
        parts = _by_office(doc, refs, left)
        for part in parts if len(parts) > 1 else ():
            _link(doc, part, countries, left)
        if len(parts) < 2:
            _keep_name(doc, refs)
        return
    others = [ref for ref in refs if against(doc, index, ref)] if score < _PINNED else []
    others = _with_those_behind(refs, others) if others else []
    theirs = [ref for ref in refs if ref not in others]
    if others:
        _link(doc, others, countries, (*left, index))
    if theirs:
        key = known_actor(doc, index, min(1.0, score))
        for ref in theirs:
            ref.keys = (key,)
        _regional_name(doc, doc.drafts[key], theirs[0])


def _best(doc: Doc, refs: list[Ref], countries: set[str], left: tuple[int, ...]) -> tuple[int | None, float]:
    """The person whom a name of the article means, with the score; None below `LINK` or where two are too near."""
    scored = []
    for index, sureness in dict.fromkeys(pair for ref in refs for pair in ref.entities):
        if doc.lexicon.entities[index].type == "person" and index not in left:
            scored.append((_score(doc, index, sureness, refs, countries), index))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    if not scored or scored[0][0] < LINK or (len(scored) > 1 and round(scored[0][0] - scored[1][0], 2) < MARGIN):
        return None, 0.0
    return scored[0][1], scored[0][0]


def _by_office(doc: Doc, refs: list[Ref], left: tuple[int, ...]) -> list[list[Ref]]:
    """References with one name, by whose office is printed with them; those without one go with the last before.

    An office tells only where it fits one of the known bearers of the name.
    """
    people = {i for ref in refs for i, _ in ref.entities if doc.lexicon.entities[i].type == "person"} - set(left)
    parts: dict[int | None, list[Ref]] = {}
    last: int | None = None
    for ref in sorted(refs, key=lambda r: r.start):
        fit = [i for i in sorted(people) if _fits(doc, ref, i) and not against(doc, i, ref)] if ref.titles else []
        last = (fit[0] if len(fit) == 1 else None) if ref.titles else last
        parts.setdefault(last, []).append(ref)
    return list(parts.values())


def _with_those_behind(refs: list[Ref], others: list[Ref], longer: Sequence[Ref] = ()) -> list[Ref]:
    """References of another bearer of the name, with those without an office that follow them.

    No longer behind a `longer` name of somebody else.
    """
    found = []
    last: Ref | None = None
    for ref in sorted((*refs, *longer), key=lambda r: r.start):
        last = ref if ref.titles or ref in others or ref in longer else last
        if last is not None and last in others:
            found.append(ref)
    return found


def _keep_name(doc: Doc, refs: list[Ref]) -> None:
    """A person by the printed name, without an id."""
    first = refs[0]
    start, end = first.name_span or (first.start, first.end)
    key = f"person:{_printed(doc, first)}"
    title = first.titles[-1] if first.titles else None
    if title is not None and title.core in cue("sides.wives") and title.start >= end:
        start, end = first.start, first.end  # 里根夫人 is not called 里根
        key = f"person:{doc.norm[start:end]}"
    if key in doc.lexicon.index:
        key += "?"  # a namesake of somebody whom the tables hold without an id
    doc.drafts.setdefault(key, Draft(key, doc.article.text[start:end], "person", score=0.7, rule=first.rule))
    for ref in refs:
        ref.keys = (key,)


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
            draft.name = _as_printed(doc, entity.name)
        own = doc.lexicon.own_names(index)
        if doc.article.script == "Hant":
            own = [to_traditional(name) for name in own]
        known = (entity.name, entity.hant, entity.latin, *own)
        draft.aliases = [form for form in dict.fromkeys(known) if form and form != draft.name]
        doc.drafts[entity.key] = draft
    return entity.key


def _as_printed(doc: Doc, name: str) -> str:
    """A name in Traditional script: as the article prints it where it does (何立峰), else by phrases (何立峯)."""
    at = doc.norm.find(name)
    return doc.article.text[at : at + len(name)] if at >= 0 else to_traditional(name)


def _may_be_an_athlete(doc: Doc, index: int) -> bool:
    """Whether a text tells of a match, and a person is known for something else.

    Among athletes 布朗 and 哈里斯 are athletes, however well known others are; the full name of a foreigner is theirs.
    """
    entity = doc.lexicon.entities[index]
    if entity.name in cue("fields.culture") or not is_of_sport(doc.norm):
        return False
    return not any(title.kind in cue("identity.public") for ref in doc.refs for title in ref.titles)


def _score(doc: Doc, index: int, sureness: int, refs: list[Ref], countries: set[str]) -> float:
    lexicon = doc.lexicon
    entity = lexicon.entities[index]
    score = _BASE[sureness]
    if entity.kind == "user" or any(lexicon.pins.get(ref.name) == index for ref in refs):
        return _PINNED
    whole = sureness == FULL and "·" in entity.name
    if not whole and not any(ref.titles for ref in refs) and _may_be_an_athlete(doc, index):
        return score - _IN_SPORT
    if entity.weight >= _MUCH_NAMED:
        score += _NAMED
    if homes_of(lexicon, index) & countries:
        score += _COUNTRY
    said = [title_evidence(doc, index, title, ref.name) for ref in refs for title in ref.titles]
    return score + max(said, default=0.0)
