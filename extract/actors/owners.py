"""Organisations named in full or in part: which country's ministry, whose government, which media."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..normalize import normalize
from .cues import cue
from .forms import FULL, SHARED
from .identity import known_actor
from .lexicon import Lexicon
from .model import Doc, Draft, Ref
from .places import GOVERNED

_GOVERNMENT: Final = ("政府", "当局")
_TOWN: Final = 5
"""Characters of a town's or county's name, without what it lies in."""


def resolve_names(doc: Doc) -> None:
    """Keys of countries, places and organisations; those shared between countries last."""
    later = []
    for ref in doc.refs:
        if ref.type == "person" or ref.keys or ref.form not in ("name", "suffix"):
            continue
        if ref.type == "organization" and not _resolve_organization(doc, ref):
            later.append(ref)
        elif ref.type != "organization" and ref.entities:
            ref.keys = (known_actor(doc, ref.entities[0][0]),)
        elif ref.type == "place":
            ref.keys = (_town(doc, ref.start, ref.end),)
    for ref in later:
        _resolve_shared(doc, ref)


def _town(doc: Doc, start: int, end: int) -> str:
    """The key of a governed place that no table holds."""
    key = f"place:{doc.norm[start:end]}"
    doc.drafts.setdefault(key, Draft(key, doc.article.text[start:end], "place", score=0.7, rule="suffix"))
    return key


def _resolve_organization(doc: Doc, ref: Ref) -> bool:
    lexicon = doc.lexicon
    if ref.name.endswith(_GOVERNMENT):
        owner = _federal(doc, ref) if ref.name == "联邦政府" else _government(doc, ref)
        if owner is not None:
            ref.form, ref.keys = "government", (known_actor(doc, owner),)
            return True
        if 2 < len(ref.name) - 2 <= _TOWN and ref.name[:-2].endswith(GOVERNED) and ref.name.endswith("政府"):
            ref.form, ref.keys = "government", (_town(doc, ref.start, ref.end - 2),)
            return True
    if ref.rule == "body" and (named := _named_in_full(doc, ref)) is not None:
        ref.keys = (named,)
        return True
    if ref.entities:
        if len(ref.entities) > 1 or ref.entities[0][1] >= SHARED or _is_common(doc, ref):
            return False
        ref.keys = (known_actor(doc, ref.entities[0][0]),)
        return True
    owned = _owned(lexicon, ref.owner, ref.name)
    if owned is not None:
        ref.keys = (known_actor(doc, owned),)
        return True
    known = _company(lexicon, ref.name)
    if known is not None:
        ref.keys = (known_actor(doc, known),)
        return True
    name = full_name(lexicon, ref.owner, ref.name)
    key = f"organization:{name}"
    shown = doc.article.text[ref.start : ref.end] if name == ref.name else name
    country = ref.owner if ref.owner in lexicon.country_index else None
    doc.drafts.setdefault(key, Draft(key, shown, "organization", country=country, score=0.7, rule="suffix"))
    ref.keys = (key,)
    return True


def _is_common(doc: Doc, ref: Ref) -> bool:
    """A short name such as 教育局 that only one country's row has, though others have such bodies too."""
    index, sureness = ref.entities[0]
    entity = doc.lexicon.entities[index]
    short = sureness > FULL and entity.kind == "government" and 2 < len(ref.name) < _GENERIC
    owned = entity.country in doc.lexicon.chars.get(ref.name[0], ()) or entity.name.startswith(ref.name)
    return short and ref.name[-1] in "局署部厅" and not owned  # 美商务部 says whose it is


_GENERIC: Final = 5
"""Characters of a body's short name up to which others may have one of the same name."""


def government_of(lexicon: Lexicon, owner: str, *, ruling: bool = False, focus: Sequence[str] = ()) -> int | None:
    """The country or place whose government is named (美国政府, 香港特区政府, 特朗普政府).

    With `ruling` (…当局) a capital stands for its country. A letter that several countries have (巴当局) is that of
    the first of them in `focus`, which holds ISO codes.
    """
    for form in (
        owner,
        owner.removesuffix("特区"),
        owner.removesuffix("联邦"),
        owner.removesuffix("新"),
        owner.removesuffix("现"),
    ):
        for index, sureness in lexicon.meanings(form):
            entity = lexicon.entities[index]
            if entity.name in cue("presence.capitals") and entity.country in lexicon.country_index:
                return lexicon.country_index[entity.country] if ruling else index  # 北京当局, but not 北京市政府
            if entity.type in ("country", "place"):
                return index
            if entity.type == "person" and entity.country and sureness < SHARED:
                return lexicon.country_index.get(entity.country)
    if len(owner) == 1 and len(lexicon.chars.get(owner, ())) > 1 and focus:
        return next((lexicon.country_index[iso] for iso in focus if iso in lexicon.chars[owner]), None)
    if len(owner) == 1 and len(lexicon.chars.get(owner, ())) == 1:
        return lexicon.country_index.get(lexicon.chars[owner][0])
    return None


def _government(doc: Doc, ref: Ref) -> int | None:
    name, focus = ref.name, countries_by_focus(doc, ref.start) if len(ref.name) == _LETTER else ()
    return government_of(doc.lexicon, name[:-2], ruling=name.endswith("当局"), focus=focus)


_LETTER: Final = 3
"""Characters of 美当局, which begins with a country's letter."""


def _federal(doc: Doc, ref: Ref) -> int | None:
    """The federation in focus, whose government 联邦政府 is."""
    states = [iso for iso in countries_by_focus(doc, ref.start) if iso in cue("owners.federations")]
    return doc.lexicon.country_index.get(states[0]) if states else None


def _owned(lexicon: Lexicon, owner: str, name: str) -> int | None:
    """The known organisation of that country: 中国商务部 is the 商务部 of China, 美商务部 美国商务部."""
    rest = _rest(lexicon, owner, name)
    if not rest:
        return None
    country = lexicon.country_index.get(owner)
    forms = [rest] if country is None else [lexicon.entities[country].name + rest, rest]
    for form in forms:
        for index, _ in lexicon.meanings(form):
            entity = lexicon.entities[index]
            if entity.type == "organization" and entity.country == owner:
                return index
    return None


def _company(lexicon: Lexicon, name: str) -> int | None:
    """The known organisation that a name with 公司 or 集团 behind it means (中兴公司)."""
    for ending in ("公司", "集团"):
        if name.endswith(ending):
            for index, _ in lexicon.meanings(name.removesuffix(ending)):
                if lexicon.entities[index].type == "organization":
                    return index
    return None


def _rest(lexicon: Lexicon, owner: str, name: str) -> str:
    """An organisation's name without the country in front of it."""
    if not owner:
        return ""
    sizes = [n for n in range(min(len(name) - 1, 10), 1, -1) if lexicon.country_of(name[:n]) == owner]
    return name[sizes[0] :] if sizes else name[1:]


def full_name(lexicon: Lexicon, owner: str, name: str) -> str:
    """An unknown organisation's name with its country in full (美驻成都领馆 → 美国驻成都总领事馆)."""
    rest = _rest(lexicon, owner, name)
    clear = len(lexicon.chars.get(name[:1], ())) == 1
    if rest and owner in lexicon.country_index and len(name) - len(rest) == 1 and clear:
        name = lexicon.entities[lexicon.country_index[owner]].name + rest
    for short, long in (("总领馆", "总领事馆"), ("领馆", "领事馆")):
        if name.endswith(short):
            return name.removesuffix(short) + long
    return name


def merge_short_forms(doc: Doc) -> None:
    """An unknown organisation's short form goes to the one longer name of the article that it shortens.

    成都领事馆 shortens 美国驻成都总领事馆: its characters are there in this order, with the same last two.
    """
    local = {
        key for ref in doc.refs for key in ref.keys if key.startswith("organization:") and key not in doc.lexicon.index
    }
    everyone = {key for ref in doc.refs for key in ref.keys if doc.drafts[key].type == "organization"}
    moved: dict[str, str] = {}
    for short in sorted(local, key=lambda k: (-len(k), k)):
        name = normalize(doc.drafts[short].name)
        longer = [key for key in everyone if key != short and _shortens(name, normalize(doc.drafts[key].name))]
        longer = [key for key in longer if key not in moved]
        if len(longer) == 1:
            moved[short] = longer[0]
    for ref in doc.refs:
        ref.keys = tuple(dict.fromkeys(moved.get(key, key) for key in ref.keys))


def _shortens(short: str, name: str) -> bool:
    if not 2 < len(short) < len(name) or short[-2:] != name[-2:] or short[0] not in name:
        return False
    rest = iter(name)
    return all(char in rest for char in short)


def _resolve_shared(doc: Doc, ref: Ref) -> None:
    """A name that several countries' bodies share (外交部, 国务院): whose it is, else nothing.

    It is the body that was named in full just before, or is the only one so named; else that of the country in
    which the outlet is at home; else that of the country most in focus, where it has one.
    """
    named = _named_in_full(doc, ref)
    if named is not None:
        ref.keys = (named,)
        return
    candidates = [i for i, _ in ref.entities if doc.lexicon.entities[i].type == "organization"]
    by_country = {doc.lexicon.entities[i].country: i for i in reversed(candidates)}
    focus = countries_by_focus(doc, ref.start)
    home = "CN" if doc.home in ("HK", "MO") and doc.home not in by_country else doc.home
    loose = ref.name in cue("owners.only_these") or (len(by_country) == 1 and len(ref.entities) == 1)
    if home and home in by_country and not loose:
        best = home
    else:
        best = next((iso for iso in focus[: None if loose else 1] if iso in by_country), "")
        if not best and home is None and doc.article.script == "Hans" and "CN" in by_country:
            best = "CN"
    if best:
        ref.keys = (known_actor(doc, by_country[best]),)


def _named_in_full(doc: Doc, ref: Ref) -> str | None:
    """The body with more than this name that the text named last before, where it is near or there is one only."""
    found: dict[str, int] = {}
    for other in doc.refs:
        whole = other.type == "organization" and len(other.keys) == 1 and other.name != ref.name
        if whole and other.end <= ref.start and normalize(other.name).endswith(ref.name):
            found[other.keys[0]] = max(other.start, found.get(other.keys[0], 0))
    last = max(found, key=lambda key: found[key], default=None)
    near = last is not None and found[last] >= doc.sentence_start(ref.start, back=1)
    return last if near or len(found) == 1 else None


def countries_by_focus(doc: Doc, at: int) -> list[str]:
    """ISO codes of the article's countries, most in focus at `at` first.

    Each country named before `at` counts by how near it is; those behind count little.
    """
    weight: dict[str, float] = {}
    for ref in doc.refs:
        codes = [t.iso for t in ref.titles if t.iso]
        for key in ref.keys:
            draft = doc.drafts.get(key)
            if draft and draft.country and ref.form != "pronoun":
                codes.append(draft.country)
        if ref.type == "person" and not ref.keys and len(ref.entities) == 1 and ref.entities[0][1] < SHARED:
            codes.append(doc.lexicon.entities[ref.entities[0][0]].country)  # a person, not linked yet
        distance = at - ref.start
        value = 1.0 / (1 + distance / 40) if distance >= 0 else 0.2 / (1 - distance / 200)
        for iso in set(codes) - {""}:
            weight[iso] = weight.get(iso, 0.0) + value
    if not weight and doc.article.script == "Hans" and doc.home in (None, "CN"):
        return ["CN"]
    return sorted(weight, key=lambda iso: (-weight[iso], iso))
