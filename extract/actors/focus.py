"""Mentions that name nobody: 中方, 双方, 两国元首, 该国, offices alone, pronouns.

They are resolved in the order of the text, against the countries and people in focus there.
Where more than one reading is left, nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from .identity import known_actor
from .model import Doc, Draft, Ref
from .offices import acts, holder_at, holders_of, in_article, levels_of, office_alone
from .owners import countries_by_focus
from .talkers import find_talkers
from .whens import views_at

_SAYS: Final = re.compile(r"[^。！？!?\n]*(?:说|表示|称|指出|透露|介绍|宣布|写道|证实)[,:，：]?[“「]?$")
"""A sentence up to the words that somebody is said to have said: whoever says 两人 tells of two others."""


@dataclass
class _Focus:
    """What the text so far is about. `countries`: (offset, ISO code) in order; `people`: (offset, key)."""

    countries: list[tuple[int, str]] = field(default_factory=list)
    pairs: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    people: list[tuple[int, str]] = field(default_factory=list)


def resolve_focus(doc: Doc) -> None:
    """Gives keys to group words, sides, offices alone and pronouns, in text order."""
    focus = _Focus()
    doc.refs.sort(key=lambda r: (r.start, -r.end))
    for ref in doc.refs:
        if not ref.keys:
            if ref.form == "title":
                office_alone(doc, ref)
            elif ref.form == "group_form":
                _group_form(doc, focus, ref)
            elif ref.form == "pair_office":
                _offices_of_several(doc, ref)
            elif ref.form == "pronoun":
                _pronoun(doc, focus, ref)
        _update(doc, focus, ref)
    find_talkers(doc)


def _update(doc: Doc, focus: _Focus, ref: Ref) -> None:
    for title in ref.titles:
        if title.iso:
            focus.countries.append((ref.start, title.iso))
    isos = []
    for key in ref.keys:
        draft = doc.drafts[key]
        if draft.type == "person":
            focus.people.append((ref.start, key))
        if draft.country:
            isos.append(draft.country)
            index = doc.lexicon.index.get(key)
            town = index is not None and doc.lexicon.entities[index].kind in ("city", "province")
            if draft.type != "organization" and not town and not _venue(doc, ref):
                focus.countries.append((ref.start, draft.country))
    if len(ref.keys) == 2 and len(set(isos)) == 2 and ref.form in ("pair_country", "pair_office"):
        focus.pairs.append((ref.start, (isos[0], isos[1])))


def _venue(doc: Doc, ref: Ref) -> bool:
    """Whether a country only says where (在印度尼西亚巴厘岛同…): where two meet, neither need be at home."""
    return ref.form == "name" and doc.norm[ref.start - 1 : ref.start] in ("在", "于")


# ---------------------------------------------------------------- sides


def _group_form(doc: Doc, focus: _Focus, ref: Ref) -> None:
    form = doc.lexicon.form(ref.name)
    kind, rule, context = (form.group if form else None) or ("", "", "")
    ref.form = kind
    if rule.startswith("country:"):
        if not context.startswith("only when") or _is_side(doc, ref, rule.removeprefix("country:").split("|")):
            _side(doc, focus, ref, rule.removeprefix("country:").split("|"))
    elif rule.startswith("fixed:"):
        ref.keys = _keys(doc, _members(doc, ref.name, rule.removeprefix("fixed:"), context))
    elif rule.startswith("org:"):
        name = re.split(r"[→ ]", rule.removeprefix("org:"))[0]
        found = [i for i, _ in doc.lexicon.meanings(name) if doc.lexicon.entities[i].type == "organization"]
        ref.keys = tuple(known_actor(doc, i) for i in found[:1])
    elif rule.startswith("focus_country_pair→"):
        _pair_office(doc, focus, ref, rule)
    elif rule.startswith(("focus_country_pair", "focus_pair")):
        ref.keys = _keys(doc, _pair(doc, focus, ref.start)) or (_last_people(focus, 2) if kind == "pair" else ())
    elif rule.startswith("focus_party_pair"):
        ref.keys = _parties(doc, _pair(doc, focus, ref.start))
    elif rule.startswith("focus_person_pair"):
        told = _SAYS.match(doc.norm, doc.sentence_start(ref.start), ref.start)
        ref.keys = (_last_people(focus, 2, told.start()) if told else ()) or _last_people(focus, 2)
    elif ref.name in ("前者", "后者"):
        _former_latter(doc, ref)
    elif rule.startswith("last_country"):
        last = _last_countries(focus, ref.start, 1)
        ref.keys = _keys(doc, last)
    elif (rule == "not expanded" or rule.startswith("loose")) and acts(doc, ref.start, ref.end):
        ref.type, ref.form = "group", "group"
        ref.keys = (group_actor(doc, doc.article.text[ref.start : ref.end]),)


def group_actor(doc: Doc, name: str, kind: str = "group") -> str:
    """The key of a named group (or an office such as 某人办公室), which is its own actor."""
    key = f"{kind}:{name}"
    doc.drafts.setdefault(key, Draft(key, name, kind, score=0.7, rule="group"))
    return key


def _keys(doc: Doc, codes: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    index = doc.lexicon.country_index
    return tuple(known_actor(doc, index[code]) for code in codes if code in index)


def _side(doc: Doc, focus: _Focus, ref: Ref, codes: list[str]) -> None:
    """中方; a form that several countries share (阿方) is that of the one named before."""
    if "speaker" in codes:
        ref.keys = _keys(doc, ["CN"] if doc.article.script == "Hans" and not focus.countries else _speaker(doc))
        return
    if ref.name in ("西方", "南方", "东方", "北方", "多方", "各方"):
        if (
            ref.name == "西方"
            and not doc.norm[ref.end : ref.end + 1].isdigit()
            and doc.norm[ref.start - 1 : ref.start] != "偏"
        ):
            ref.keys = (group_actor(doc, doc.article.text[ref.start : ref.end]),)
            ref.type, ref.form = "group", "group"
        return
    if len(codes) == 1:
        ref.keys = _keys(doc, codes)
        return
    named = [iso for iso in countries_by_focus(doc, ref.start) if iso in codes]
    ref.keys = _keys(doc, named[:1])


def _is_side(doc: Doc, ref: Ref, codes: list[str]) -> bool:
    """Whether an ordinary word (比方, 立方) is a side here: its country is named, and it acts."""
    if ref.name in ("西方", "多方", "南方"):
        return True  # left to `_side`: a group, or nothing
    word = any(doc.norm[ref.start : ref.end + n] in doc.lexicon.words for n in (1, 2))
    return not word and bool(_named(doc) & set(codes)) and acts(doc, ref.start, ref.end)


def _speaker(doc: Doc) -> list[str]:
    return ["CN"] if doc.article.script == "Hans" else []


def _offices_of_several(doc: Doc, ref: Ref) -> None:
    """中美外长 → the foreign minister of each; where one is not known, the words mean the countries alone."""
    start, end = ref.name_span or (ref.start, ref.end)
    form = doc.lexicon.form(doc.norm[start:end])
    _, rule, context = (form.group if form else None) or ("", "", "")
    codes = _members(doc, doc.norm[start:end], rule.removeprefix("fixed:"), context)
    ref.name_span = None
    ref.keys = holders_of(doc, doc.norm[end : ref.end], codes, ref.start) if codes else ()
    if not ref.keys:
        ref.end, ref.type, ref.form = end, "country", "pair_country"
        ref.keys = _keys(doc, codes)


def _members(doc: Doc, words: str, members: str, context: str) -> list[str]:
    """The countries of 中美; a pair that is a word too, or whose letter is ambiguous, needs its countries named."""
    named = _named(doc)
    codes = []
    for member in members.split("+"):
        options = member.split("|")
        chosen = [iso for iso in options if iso in named] if len(options) > 1 else options
        if not chosen or chosen == ["AFRICA"]:
            return []
        codes.append(chosen[0])
    if context.startswith("also") and not set(codes) <= named:
        return []
    if context == "1997..2014-03" or (words == "五常" and "安理会" not in doc.norm):
        return []
    return codes


def _named(doc: Doc) -> set[str]:
    """ISO codes of the countries that the article names by a form of their own or a person's title."""
    found = {title.iso for ref in doc.refs for title in ref.titles if title.iso}
    for ref in doc.refs:
        if ref.form in ("name", "government", "title_name", "side"):
            found.update(c for key in ref.keys if (c := doc.drafts[key].country))
    return found


def _last_countries(focus: _Focus, at: int, count: int, floor: int = -1) -> list[str]:
    found: list[str] = []
    for start, iso in reversed(focus.countries):
        if start < at and start >= floor and iso not in found:
            found.append(iso)
            if len(found) == count:
                break
    return found[::-1]


_SPOKEN_OF = re.compile("(?:台湾|香港|澳门|新疆|西藏)(?:独立|问题|海峡|议题|地位|局势|事务|国安法)")
"""A territory that two sides speak about is none of them: 美国不支持台湾独立,双方…."""


def _pair(doc: Doc, focus: _Focus, at: int) -> list[str]:
    """The two sides in focus: those of this sentence, of the last pair named, or of the article."""
    match = _LETTERS.search(doc.norm[max(0, at - 4) : at])
    if match:  # 美、日两国
        codes = [doc.lexicon.chars.get(char, [""])[0] for char in match.groups()]
        if all(codes):
            return codes
    floor = doc.sentence_start(at)
    countries = [(start, iso) for start, iso in focus.countries if not _SPOKEN_OF.match(doc.norm, start)]
    here = list(dict.fromkeys(iso for start, iso in countries if floor <= start < at))
    if len(here) == 2:
        return here
    pairs = [pair for start, pair in focus.pairs if start < at]
    if len(here) > 2:
        return list(pairs[-1]) if pairs and set(pairs[-1]) <= set(here) else []
    if pairs:
        return list(pairs[-1])
    counts: dict[str, int] = {}
    for _, iso in countries:
        counts[iso] = counts.get(iso, 0) + 1
    if len(here) == 1 and len(counts) > 1:
        other = [iso for start, iso in countries if start < at and iso != here[0]]
        if other:
            return [here[0], other[-1]]
    best = sorted(counts, key=lambda iso: -counts[iso])
    tied = len(best) > 2 and counts[best[1]] == counts[best[2]]  # which of them is meant cannot be told
    return best[:2] if len(best) >= 2 and not tied else []


_LETTERS: Final = re.compile(r"(?:^|[^\u4e00-\u9fff]|[对与和向在由使])(.)[、和与](.)$")
"""Two countries by one character each in front of 两国."""

_PARTIES: Final = {
    "CN": "中国共产党",
    "VN": "越南共产党",
    "LA": "老挝人民革命党",
    "CU": "古巴共产党",
    "KP": "朝鲜劳动党",
}
"""Ruling parties that 两党 of two countries means."""


def _former_latter(doc: Doc, ref: Ref) -> None:
    """前者 and 后者: the two actors named since the sentence before began, where there are just two."""
    floor = doc.sentence_start(ref.start, back=1)
    named: dict[str, str] = {}
    for other in doc.refs:
        if (
            floor <= other.start < ref.start
            and other.form not in ("pronoun", "place", "coref")
            and len(other.keys) == 1
        ):
            named.setdefault(other.keys[0], doc.drafts[other.keys[0]].type)
    if len(named) == 2:
        key = list(named)[0 if ref.name == "前者" else 1]
        ref.keys, ref.type, ref.form = (key,), named[key], "coref"


def _parties(doc: Doc, codes: list[str]) -> tuple[str, ...]:
    names = [_PARTIES[code] for code in codes if code in _PARTIES]
    found = [doc.lexicon.meanings(name) for name in names]
    if len(names) != 2 or not all(found):
        return ()
    return tuple(known_actor(doc, meanings[0][0]) for meanings in found)


def _last_people(focus: _Focus, count: int, before: int | None = None) -> tuple[str, ...]:
    """The last people named; with `before`, those named in front of the sentence in which somebody speaks there."""
    found: list[str] = []
    for at, key in reversed(focus.people):
        if key not in found and (before is None or at < before):
            found.append(key)
        if len(found) == count:
            return tuple(found[::-1])
    return ()


def _pronoun(doc: Doc, focus: _Focus, ref: Ref) -> None:
    """他 and 她: the one person named since the sentence before began, else nobody."""
    floor = doc.sentence_start(ref.start, back=1)
    people = {key for start, key in focus.people if floor <= start < ref.start}
    if len(people) == 1:
        ref.keys = tuple(people)


def _pair_office(doc: Doc, focus: _Focus, ref: Ref, rule: str) -> None:
    """两国元首 → the two heads of state on the day meant."""
    wanted = rule.split("→", 1)[1]
    if "population" in wanted or ("government" in wanted and "head" not in wanted) or "armed" in wanted:
        if "government" in wanted:
            ref.keys = _keys(doc, _pair(doc, focus, ref.start))
        return
    levels = levels_of(wanted)
    named_only = "|" in wanted or "persons already" in wanted
    views = views_at(doc, ref.start, ref.end)
    keys = []
    for iso in _pair(doc, focus, ref.start):
        key = in_article(doc, iso, levels, views) or holder_at(doc, iso, levels, [] if named_only else views)
        if key is None:
            return
        keys.append(key)
    if len(keys) == 2:
        ref.keys, ref.type = tuple(keys), "person"
