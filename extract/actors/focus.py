"""Mentions that name nobody: 中方, 双方, 两国元首, 该国, offices alone, pronouns.

They are resolved in the order of the text, against the countries, bodies and people in focus there.
Where more than one reading is left, nothing is said.
"""

from __future__ import annotations

import re
from typing import Final

from .cues import cue
from .delegates import body_headed
from .identity import known_actor
from .model import Doc, Draft, Ref
from .offices import acts, holder_at, holders_of, in_article, levels_of, office_alone
from .owners import countries_by_focus
from .pairs import (
    Focus,
    country_keys,
    former_latter,
    last_country,
    last_people,
    members,
    named_countries,
    some_countries,
    two_bodies,
    two_countries,
    two_parties,
    two_sides,
)
from .talkers import find_talkers
from .thatbody import find_that_bodies
from .whens import views_at


def _words(name: str) -> str:
    """An expression for any word of a list, the longest first."""
    return "|".join(sorted(cue(name), key=lambda word: (-len(word), word)))


_SAYS: Final = re.compile(rf"[^。！？!?\n]*(?:{_words('sides.says')})[,:，：]?[“「]?$")
"""A sentence up to the words that somebody is said to have said: whoever says 两人 tells of two others."""

_COUNT: Final = {"triple": 3, "quad": 4}


def resolve_focus(doc: Doc) -> None:
    """Gives keys to group words, sides, offices alone and pronouns, in text order."""
    focus = Focus()
    doc.refs.sort(key=lambda r: (r.start, -r.end))
    for ref in doc.refs:
        if not ref.keys:
            if ref.form == "title":
                _of_that_country(focus, ref)
                office_alone(doc, ref)
            elif ref.form == "group_form":
                _group_form(doc, focus, ref)
            elif ref.form == "pair_office":
                _offices_of_several(doc, ref)
            elif ref.form == "pronoun" and doc.norm[ref.start] == "其":
                _whose(doc, ref)
            elif ref.form == "pronoun":
                _pronoun(doc, focus, ref)
        _update(doc, focus, ref)
    find_that_bodies(doc)
    find_talkers(doc)


def _update(doc: Doc, focus: Focus, ref: Ref) -> None:
    """Puts what a reference names into focus; where an agency writes from is not."""
    if _in_dateline(doc, ref):
        return
    for title in ref.titles:
        if title.iso:
            focus.countries.append((ref.start, title.iso))
    isos = []
    for key in ref.keys:
        draft = doc.drafts[key]
        index = doc.lexicon.index.get(key)
        kind = doc.lexicon.entities[index].kind if index is not None else ""
        if draft.type == "person":
            focus.people.append((ref.start, key))
        elif draft.type == "organization" and kind != "media":
            focus.bodies.append((ref.start, key))
        if draft.country:
            isos.append(draft.country)
            if draft.type == "person" and body_headed(doc, key) is not None:
                focus.heads.append(ref.start)
                continue
            town = kind in ("city", "province")
            if draft.type == "organization":
                focus.owners.append((ref.start, draft.country))
            elif not town and not _venue(doc, ref):
                focus.countries.append((ref.start, draft.country))
    several = ref.form in ("pair_country", "pair_office", "members")
    if several and 1 < len(ref.keys) == len(set(isos)):
        focus.pairs.append((ref.start, tuple(isos)))


def _in_dateline(doc: Doc, ref: Ref) -> bool:
    """Whether a reference stands in brackets that end an agency's name and place with 电 or 讯."""
    opened = doc.norm.rfind("(", max(0, ref.start - _DATELINE), ref.start)
    closed = doc.norm.find(")", ref.end, ref.end + _DATELINE) if opened >= 0 else -1
    inside = doc.norm[opened:closed] if closed > opened >= 0 else ""
    return ")" not in inside and inside.endswith(("电", "讯", "报道"))


_DATELINE: Final = 20
"""Characters on either side of a place in a dateline."""


def _venue(doc: Doc, ref: Ref) -> bool:
    """Whether a country only says where (在印度尼西亚巴厘岛同…): where two meet, neither need be at home."""
    return ref.form == "name" and doc.norm[ref.start - 1 : ref.start] in ("在", "于")


def _of_that_country(focus: Focus, ref: Ref) -> None:
    """该国外长 is an office of the country named last."""
    for title in ref.titles:
        if title.iso is None and title.words.startswith("该国"):
            title.iso = next(iter(last_country(focus, ref.start)), None)


# ---------------------------------------------------------------- sides


def _group_form(doc: Doc, focus: Focus, ref: Ref) -> None:
    kind, rule, context = group_of(doc, ref.start, ref.end)
    ref.form = kind
    if rule.startswith("country:"):
        if not context.startswith("only when") or _is_side(doc, ref, rule.removeprefix("country:").split("|")):
            _side(doc, focus, ref, rule.removeprefix("country:").split("|"))
    elif rule.startswith("fixed:"):
        ref.keys = country_keys(doc, members(doc, ref.name, rule.removeprefix("fixed:"), context))
    elif rule.startswith("org:"):
        name = re.split(r"[→ ]", rule.removeprefix("org:"))[0]
        found = [i for i, _ in doc.lexicon.meanings(name) if doc.lexicon.entities[i].type == "organization"]
        ref.keys = tuple(known_actor(doc, i) for i in found[:1])
    elif ref.name in ("前者", "后者"):
        former_latter(doc, ref)
    elif rule.startswith("focus_"):
        _in_focus(doc, focus, ref, rule.removeprefix("focus_"))
    elif rule.startswith("last_country"):
        ref.keys = country_keys(doc, last_country(focus, ref.start))
    elif (rule == "not expanded" or rule.startswith("loose")) and acts(doc, ref.start, ref.end):
        ref.type, ref.form = "group", "group"
        ref.keys = (group_actor(doc, doc.article.text[ref.start : ref.end]),)


def group_of(doc: Doc, start: int, end: int) -> tuple[str, str, str]:
    """Kind, rule and context of a group word, by the cut, which may have made one of letters, or by the tables."""
    token = doc.starting.get(start)
    form = token.form if token is not None and token.end == end else doc.lexicon.form(doc.norm[start:end])
    return (form.group if form is not None else None) or ("", "", "")


def _in_focus(doc: Doc, focus: Focus, ref: Ref, rule: str) -> None:
    """Words that mean so many of those in focus: 两国, 双方, 三国外长, 两公司, 两党, 两人."""
    at = ref.start
    count = next((number for word, number in _COUNT.items() if rule.startswith(f"country_{word}")), 0)
    if rule.startswith("country_pair→"):
        _office_in_focus(doc, ref, rule, two_countries(doc, focus, at))
    elif count and "→" in rule:
        _office_in_focus(doc, ref, rule, some_countries(doc, focus, at, count))
    elif count:
        ref.keys = country_keys(doc, some_countries(doc, focus, at, count))
    elif rule.startswith("country_pair"):
        ref.keys = country_keys(doc, two_countries(doc, focus, at))
    elif rule.startswith("pair"):
        ref.keys = two_sides(doc, focus, at)
        if ref.keys and {doc.drafts[key].type for key in ref.keys} == {"organization"}:
            ref.type = "organization"
    elif rule.startswith("body_pair:"):
        ref.keys, ref.type = two_bodies(doc, focus, at, rule.removeprefix("body_pair:")), "organization"
    elif rule.startswith("party_pair"):
        ref.keys = two_parties(doc, two_countries(doc, focus, at))
    elif rule.startswith("person_pair"):
        told = _SAYS.match(doc.norm, doc.sentence_start(at), at)
        ref.keys = (last_people(focus, 2, told.start()) if told else ()) or last_people(focus, 2)


def group_actor(doc: Doc, name: str, kind: str = "group") -> str:
    """The key of a named group (or an office such as 某人办公室), which is its own actor."""
    key = f"{kind}:{name}"
    doc.drafts.setdefault(key, Draft(key, name, kind, score=0.7, rule="group"))
    return key


def _side(doc: Doc, focus: Focus, ref: Ref, codes: list[str]) -> None:
    """中方; a form that several countries share (阿方) is that of the one named before."""
    if "speaker" in codes:
        ref.keys = country_keys(doc, ["CN"] if doc.article.script == "Hans" and not focus.countries else _speaker(doc))
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
        ref.keys = () if _is_a_body_s(doc, ref, codes[0]) else country_keys(doc, codes)
        return
    named = [iso for iso in countries_by_focus(doc, ref.start) if iso in codes]
    ref.keys = country_keys(doc, named[:1])


def _is_a_body_s(doc: Doc, ref: Ref, iso: str) -> bool:
    """Whether a side's letter is that of a force named before (哈马斯 … 哈方), and its country is not named."""
    if iso in named_countries(doc):
        return False
    for other in doc.refs:
        known = [doc.lexicon.index.get(key) for key in other.keys if other.start < ref.start and other.form == "name"]
        kinds = {doc.lexicon.entities[index].kind for index in known if index is not None}
        if other.name[:1] == ref.name[0] and kinds & _FORCES:
            return True
    return False


_FORCES: Final = frozenset(("party", "military", "ngo", "international"))


def _is_side(doc: Doc, ref: Ref, codes: list[str]) -> bool:
    """Whether an ordinary word (比方, 立方) is a side here: its country is named, and it acts."""
    if ref.name in ("西方", "多方", "南方"):
        return True  # left to `_side`: a group, or nothing
    word = any(doc.norm[ref.start : ref.end + n] in doc.lexicon.words for n in (1, 2))
    return not word and bool(named_countries(doc) & set(codes)) and acts(doc, ref.start, ref.end)


def _speaker(doc: Doc) -> list[str]:
    return ["CN"] if doc.article.script == "Hans" else []


def _offices_of_several(doc: Doc, ref: Ref) -> None:
    """中美外长 → the foreign minister of each; where one is not known, the words mean the countries alone."""
    start, end = ref.name_span or (ref.start, ref.end)
    _, rule, context = group_of(doc, start, end)
    codes = members(doc, doc.norm[start:end], rule.removeprefix("fixed:"), context)
    ref.name_span = None
    ref.keys = holders_of(doc, doc.norm[end : ref.end], codes, ref.start) if codes else ()
    if not ref.keys:
        ref.end, ref.type, ref.form = end, "country", "pair_country"
        ref.keys = country_keys(doc, codes)


_MALE: Final = "m"
_FEMALE: Final = "f"


def _pronoun(doc: Doc, focus: Focus, ref: Ref) -> None:
    """他 and 她: the one person named since the sentence before began who may be meant, else nobody.

    Whoever is known to be of the other gender is not meant; nor is anybody where somebody without a name
    (被告, 男子, 妻子) is told of in between, or where the same pronoun stood before the name already.
    """
    floor = doc.sentence_start(ref.start, back=1)
    word = doc.norm[ref.start]
    other = _FEMALE if word == "他" else _MALE
    named = [(start, key) for start, key in focus.people if floor <= start < ref.start]
    people = {key for _, key in named if (focus.genders.get(key) or _gender(doc, key)) != other}
    if len(people) != 1:
        return
    places = [start for start, key in named if key in people]
    first, last = min(places), max(places)
    earlier = [r for r in doc.refs if r.form == "pronoun" and floor <= r.start < first and doc.norm[r.start] == word]
    own = _MALE if word == "他" else _FEMALE
    if not earlier and not _somebody_else(doc, last, ref.start, own):
        ref.keys = tuple(people)
        focus.genders.setdefault(ref.keys[0], own)


def _whose(doc: Doc, ref: Ref) -> None:
    """其: the one actor of any type that the sentence names in front, where it names just one, else nobody."""
    floor = doc.sentence_start(ref.start)
    before = [r for r in doc.refs if floor <= r.start < ref.start and r.form not in ("pronoun", "inside")]
    named = {key for other in before for key in other.keys or (f"?{other.start}",)}
    if len(named) != 1 or not before[-1].keys or doc.norm[ref.start - 1] == "是":
        return  # 甲是其一部分 is said of another's
    key = before[-1].keys[0]
    nouns = cue("sides.somebody") | cue("sides.men") | cue("sides.women") | doc.lexicon.group_heads.keys()
    if not any(token.text in nouns for token in doc.over(before[-1].end, ref.start)):
        ref.keys, ref.type = (key,), doc.drafts[key].type


def _somebody_else(doc: Doc, last: int, at: int, gender: str) -> bool:
    """Whether a noun for one person without a name, of that gender, stands between the last name and a pronoun."""
    nouns = cue("sides.somebody") | cue("sides.men" if gender == _MALE else "sides.women")
    between = [token for token in doc.over(last, at) if last < token.start]
    covered = [(r.start, r.end) for r in doc.refs if r.type == "person" and r.keys and r.form != "pronoun"]
    return any(token.text in nouns and not any(low <= token.start < high for low, high in covered) for token in between)


def _gender(doc: Doc, key: str) -> str:
    """f or m, by the tables, or by 先生, 女士 and the like with the name; empty when neither tells."""
    titles = [title for ref in doc.refs if ref.keys == (key,) and ref.form != "pronoun" for title in ref.titles]
    if known := doc.lexicon.gender(key):
        return known
    if any(title.core in cue("sides.female_titles") for title in titles):
        return _FEMALE
    return _MALE if any(title.core in cue("sides.male_titles") for title in titles) else ""


def _office_in_focus(doc: Doc, ref: Ref, rule: str, codes: list[str]) -> None:
    """两国元首, 三国外长 → who holds the office in each on the day meant."""
    wanted = rule.split("→", 1)[1]
    if "population" in wanted or ("government" in wanted and "head" not in wanted) or "armed" in wanted:
        if "government" in wanted:
            ref.keys = country_keys(doc, codes)
        return
    levels = levels_of(wanted)
    named_only = "|" in wanted or "persons already" in wanted
    views = views_at(doc, ref.start, ref.end)
    keys = []
    for iso in codes:
        key = in_article(doc, iso, levels, views) or holder_at(doc, iso, levels, [] if named_only else views)
        if key is None:
            return
        keys.append(key)
    if len(keys) > 1:
        ref.keys, ref.type = tuple(keys), "person"
