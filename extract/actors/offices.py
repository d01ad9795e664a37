"""Offices without a name: their bearer in the article, their holder at the date, an unnamed speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .cues import cue
from .eras import is_her_office, means_another
from .evidence import tenures_by
from .forms import Office
from .identity import known_actor
from .model import Doc, Draft, Ref, Title
from .subjects import ONE, after_person, counts, cover, opens, phrase_start, reports
from .tenures import may_touch, touches
from .whens import View, views_at

LEADERS: Final = ("head_of_state", "head_of_government")
"""Levels of office that 领导人 may mean, the first that is known first."""


_ELECTIONS: Final = ("大选", "选举", "初选")

LEVELS: Final = {
    "head_of_state": ("head_of_state",),
    "foreign_minister": ("foreign_minister",),
    "head_of_government": ("head_of_government",),
    "finance_minister": ("finance_minister",),
    "defence_minister": ("defence_minister",),
    "trade_minister": ("trade_minister",),
}
"""Levels of office that a rule of `groups.tsv` may ask for."""


def levels_of(rule: str) -> tuple[str, ...]:
    """The levels that a rule names behind its arrow; those of leaders when it names none."""
    if "persons already" not in rule and "|" not in rule:
        for name, values in reversed(LEVELS.items()):
            if name in rule:
                return values
    return LEADERS


def of_several(doc: Doc, i: int) -> bool:
    """Whether the title at token `i` is an office of each country that a pair in front names (中美外长)."""
    tokens = doc.tokens
    left = tokens[i - 1] if i else None
    group = left.form.group if left is not None and left.form and left.end == tokens[i].start else None
    if group is None or not group[1].startswith("fixed:"):
        return False
    return bool(_office_rule(doc, tokens[i].text)) or len(doc.lexicon.office_titles.get(tokens[i].text, ())) > 1


def _office_rule(doc: Doc, title: str) -> str:
    """The rule by which 两国 with this office is resolved, empty for other offices."""
    form = doc.lexicon.form("两国" + title)
    return form.group[1] if form is not None and form.group is not None else ""


def holders_of(doc: Doc, title: str, codes: list[str], at: int) -> tuple[str, ...]:
    """Who holds an office in each of the countries at an offset; nobody where one of them is not known."""
    rule = _office_rule(doc, title)
    named_only = "|" in rule or "persons already" in rule
    views = views_at(doc, at, at)
    known = [] if named_only else views
    keys = []
    for iso in codes:
        key = None
        if rule:
            key = in_article(doc, iso, levels_of(rule), views) or holder_at(doc, iso, levels_of(rule), known)
        if key is None and (index := holder_by(doc, doc.lexicon.offices_of(iso, title), known)) is not None:
            key = known_actor(doc, index, 0.8)
        if key is None:
            return ()
        keys.append(key)
    return tuple(keys)


def acts(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch stands as the subject: a clause's beginning in front, a verb behind."""
    left, right = doc.ending.get(start), doc.starting.get(end)
    if right is None or not (right.tag[0] in "vdp" or right.tag == "ad" or right.text in ("，", ",", "及")):
        return False
    return left is None or left.tag == "w" or left.text in cue("focus.boundary") or left.tag in ("t", "c")


def in_article(doc: Doc, iso: str, levels: tuple[str, ...], views: Sequence[View]) -> str | None:
    """A person of the article who holds such an office of the country, by each reading of the days meant."""
    found = []
    for key, draft in doc.drafts.items():
        index = doc.lexicon.index.get(key)
        if draft.type != "person" or index is None or not views:
            continue
        held = [
            tenure
            for tenure, office in doc.lexicon.tenures_of(index)
            if office.jurisdiction == iso and set(levels) & set(office.levels)
        ]
        if all(any(touches(tenure, *view) for tenure in held) for view in views):
            found.append(key)
    return found[0] if len(found) == 1 else None


def holder_at(doc: Doc, iso: str, levels: tuple[str, ...], views: Sequence[View]) -> str | None:
    """The holder of the first of the levels that is known in a country, by each reading of the days meant."""
    for level in levels:
        index = holder_by(doc, doc.lexicon.offices_at_level(iso, level), views)
        if index is not None:
            return known_actor(doc, index, 0.8)
    return None


def holder_by(doc: Doc, offices: Sequence[Office], views: Sequence[View]) -> int | None:
    """The one holder of an office by all readings of the days meant; None where they differ or there is none."""
    found = {doc.lexicon.holder(offices, *view) for view in views}
    return found.pop() if len(found) == 1 else None


def office_alone(doc: Doc, ref: Ref) -> None:
    """An office without a name: its bearer in the article, its holder at the date, or an unnamed speaker."""
    title = ref.titles[-1]
    kinds = [doc.lexicon.titles.get(m, ("", 0))[0] for m in title.modifiers]
    counted = doc.norm[ref.start - 1 : ref.start] in ("名", "位", "每", "任", "届") or title.kind not in cue(
        "focus.offices"
    )
    then = "then-holder" in kinds
    views = views_at(doc, ref.start, ref.end, then=then)
    bearer = None if counted else _bearer(doc, title, views)
    if title.core.endswith(("议员", "委员", "立委", "代表", "候选人", "当选人")):
        bearer = None
    if _is_part_of_word(doc, ref):
        _leave_country(doc, ref, title)
        return
    if _is_sought(doc, ref):
        return
    another = means_another(doc, ref.start, title)
    if bearer is not None and not another:
        ref.keys = (bearer,)
        return
    if any(kind in cue("focus.former") for kind in kinds):
        return
    if {"new", "successor", "acting", "interim"} & set(kinds):
        return  # 新任首相 may not be in office yet, 代理部长 does not hold it
    iso = title.iso or _only_owner(doc, title)
    if title.core in ("领导人", "首脑", "最高领导人") and iso and not another:
        leader = in_article(doc, iso, LEADERS, views)
        ref.keys = (leader,) if leader else ()
        return
    many = title.kind in cue("focus.needs_owner") or title.core.endswith("发言人")
    if iso and not many and not another:
        index = holder_by(doc, doc.lexicon.offices_of(iso, title.core), views)
        if index is not None:
            ref.keys = (known_actor(doc, index, 0.8),) if is_her_office(doc, index, title) else ()
            return
    owned = title.iso or title.org or (many and iso)
    if _pointed_at(doc, ref.start) and _same_speaker(doc, ref):
        return
    if owned and (many or title.core in cue("focus.unnamed")) and _speaks(doc, ref):
        _unnamed(doc, ref, iso)
    elif title.core in cue("subjects.titles"):
        _one_of_many(doc, ref)


def _one_of_many(doc: Doc, ref: Ref) -> None:
    """Somebody with a title that many have, who speaks (抗议集会的领袖, 彭博的一名发言人)."""
    last = doc.index_at[doc.ending[ref.end].start]
    if ref.end not in doc.ending or ref.start not in doc.starting or not reports(doc, last + 1):
        return
    first = phrase_start(doc, doc.index_at[ref.start])
    begin = first
    while begin > 0 and doc.tokens[begin - 1].end == doc.tokens[begin].start and counts(doc.tokens[begin - 1]):
        begin -= 1
    if begin == last or not opens(doc, begin):
        return
    if first == last:
        return
    start, shown = doc.tokens[begin].start, doc.tokens[first].start
    number = doc.norm[start : ref.end]
    one = ONE.search(number) is not None or ref.titles[-1].kind == "spokesperson"
    own = after_person(doc, first, last)
    start = start if own == first else doc.tokens[own].start
    cover(doc, start, ref.start, ref)
    name = doc.article.text[shown : ref.end]
    key = f"{'person' if one else 'group'}:{doc.norm[shown : ref.end]}"
    doc.drafts.setdefault(key, Draft(key, name, "person" if one else "group", score=0.6, rule="unnamed speaker"))
    ref.start, ref.name_span, ref.rule = start, (shown, ref.end), "unnamed"
    ref.type, ref.keys = "person" if one else "group", (key,)


def _pointed_at(doc: Doc, start: int) -> bool:
    """Whether 这位, 那名 or 该 stands in front: somebody named before."""
    return re.search("(?:[这那该][位名]|该)$", doc.norm[max(0, start - 2) : start]) is not None


def _same_speaker(doc: Doc, ref: Ref) -> bool:
    """这位发言人, 该名官员: the unnamed speaker with this office who was named last; whether there is one."""
    core = ref.titles[-1].core
    before = [other for other in doc.refs if other.end <= ref.start and other.rule == "unnamed" and other.keys]
    same = [other for other in before if doc.norm[other.start : other.end].endswith(core)]
    if same:
        latest = max(same, key=lambda other: other.start)
        ref.keys, ref.type, ref.rule = latest.keys, latest.type, "unnamed"
    return bool(same)


def _unnamed(doc: Doc, ref: Ref, iso: str | None) -> None:
    """A speaker known by the office only, of which there are several (白宫发言人): an actor by these words."""
    key = f"person:{doc.norm[ref.start : ref.end]}"
    name = doc.article.text[ref.start : ref.end]
    doc.drafts.setdefault(key, Draft(key, name, "person", country=iso, score=0.6, rule="unnamed speaker"))
    ref.keys, ref.rule = (key,), "unnamed"


def _speaks(doc: Doc, ref: Ref) -> bool:
    """Whether a verb or a pause follows the words."""
    token = doc.starting.get(ref.end)
    return token is None or token.tag[0] in "vdpt" or token.tag == "w"


def _leave_country(doc: Doc, ref: Ref, title: Title) -> None:
    """美国总统大选 names nobody but the country, which elects: what is left of the reference is that."""
    index = doc.lexicon.country_index.get(title.iso or "")
    if index is None or title.country_span is None or not doc.norm.startswith(_ELECTIONS, ref.end):
        return
    ref.start, ref.end = title.country_span
    ref.type, ref.form, ref.rule, ref.titles = "country", "name", "elects", []
    ref.name, ref.keys = doc.norm[ref.start : ref.end], (known_actor(doc, index),)


def _bearer(doc: Doc, title: Title, views: Sequence[View]) -> str | None:
    """The one person of the article called by this office, who is not known to have held it at other times only."""
    found = {}
    for other in doc.refs:
        if other.type != "person" or not other.keys or not other.name:
            continue
        for held in other.titles:
            same_owner = title.iso is None or held.iso in (None, title.iso)
            if held.core == title.core and same_owner and title.modifiers in ((), held.modifiers):
                found[other.keys[0]] = True
    bearer = next(iter(found)) if len(found) == 1 else None
    return bearer if bearer is not None and _bears_then(doc, bearer, title, views) else None


def _bears_then(doc: Doc, key: str, title: Title, views: Sequence[View]) -> bool:
    """Whether somebody called by an office may have held it on the days meant; what is not known may be.

    Without a reading (当时的总统, where no day is told) it is nobody in particular.
    """
    held = tenures_by(doc.lexicon, doc.lexicon.index.get(key, -1), title)
    if not views:
        return doc.day is None and "then-holder" not in [doc.lexicon.titles.get(m, ("", 0))[0] for m in title.modifiers]
    return not held or any(may_touch(tenure, *view) for tenure in held for view in views)


def _only_owner(doc: Doc, title: Title) -> str | None:
    """The country of an office that only one has (特首); a deputy (副主席) may be anybody's."""
    if title.kind == "deputy" or title.core.startswith("副"):
        return None
    owners = {office.jurisdiction for office in doc.lexicon.office_titles.get(title.core, ())}
    return owners.pop() if len(owners) == 1 else None


def _is_sought(doc: Doc, ref: Ref) -> bool:
    """竞选总统, 出任部长: the office is what somebody wants or gets, not its holder."""
    token = doc.ending.get(ref.start)
    return token is not None and (token.text in cue("focus.before_office") or token.text.endswith("选"))


def _is_part_of_word(doc: Doc, ref: Ref) -> bool:
    """总统大选, 外长会议: the office is part of a longer noun."""
    token = doc.starting.get(ref.end)
    if token is None:
        return False
    noun = token.tag in ("n", "nt", "nz") and not token.is_title and token.text not in cue("presence.verbish")
    longer = tuple(word for word in cue("focus.after_office") if len(word) > 1)
    return noun or token.text in cue("focus.after_office") or doc.norm.startswith(longer, ref.end)
