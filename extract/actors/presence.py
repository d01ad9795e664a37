"""Countries and places: which of those named act or are acted on, and which are only where or whose.

A country in front of a noun (意大利品牌), behind 在, or in a name is there for orientation; one that
is followed by a verb, a side word or a list says that it is an actor. A capital that acts (北京反对)
is its country's government.
"""

from __future__ import annotations

import re
from typing import Final

from .cues import cue
from .identity import known_actor
from .model import Doc, Ref
from .places import GOVERNED
from .segment import Token

_NOUN_TAGS: Final = (
    "n",
    "b",
    "a",
    "eng",
    "m",
    "l",
    "j",
    "vn",
    "s",
    "g",
    "i",
    "z",
    "t",
    "form",
    "x",
    "nz",
    "org",
    "foreign",
    "chinese",
)
_VERB_TAGS: Final = ("v", "d", "p", "c", "u", "zg")
_STRONG: Final = 1.0
_OWNER: Final = 0.3
_THERE: Final = 0.4
_ENOUGH: Final = 0.75
_CONTINENTS: Final = "region"


def drop_bystanders(doc: Doc) -> None:
    """Takes out the countries and places that no mention shows as actors; keeps them as place mentions."""
    after, before = doc.starting, doc.ending
    weight: dict[str, float] = {}
    for ref in doc.refs:
        if ref.type in ("country", "place", "organization") and ref.form not in ("pronoun",):
            if len(ref.keys) == 1 and ref.type == "place":
                _capital_acts(doc, ref, before, after)
            for key in ref.keys:
                weight[key] = weight.get(key, 0.0) + _strength(doc, ref, before, after)
        for title in ref.titles:
            if title.iso and title.iso in doc.lexicon.country_index:
                key = doc.lexicon.entities[doc.lexicon.country_index[title.iso]].key
                weight[key] = weight.get(key, 0.0) + 0.25
    bodies = _bodies_in_passing(doc, before, after)
    doc.refs = [
        ref for ref in doc.refs if not (len(ref.keys) == 1 and ref.keys[0] in bodies and ref.type == "organization")
    ]
    for ref in doc.refs:
        if ref.type not in ("country", "place") or not ref.keys:
            continue
        keys = tuple(key for key in ref.keys if weight.get(key, 0.0) >= _needed(doc, key))
        if len(keys) != len(ref.keys):
            ref.keys = keys
            if ref.form == "name":
                ref.form = "place"


def _bodies_in_passing(doc: Doc, before: dict[int, Token], after: dict[int, Token]) -> set[str]:
    """Organisations that are named only as a place or in front of a noun (在交易所上市, 安理会常任理事国)."""
    weight: dict[str, float] = {}
    people = {ref.start for ref in doc.refs if ref.type == "person" and ref.name}
    for ref in doc.refs:
        if ref.type != "organization" or len(ref.keys) != 1:
            continue
        left, right = before.get(ref.start), after.get(ref.end)
        value = _STRONG
        court = doc.norm[ref.start : ref.end].endswith(("法院", "法庭"))
        if (
            left is not None
            and (left.text in cue("presence.place_words") or (left.tag == "v" and left.text[-1] in "到至往赴抵"))
            and not court
            and not (right is not None and right.text in "的")
        ):
            value = _THERE
        elif (right is not None and right.tag.startswith(_ATTRIBUTED) and not _verbish(right)) or _employs(
            doc, ref.end, people
        ):
            value = _OWNER
        weight[ref.keys[0]] = max(weight.get(ref.keys[0], 0.0), value) + 0.05
    return {key for key, value in weight.items() if value < _ENOUGH}


_BETWEEN: Final = re.compile(r"(?:[(][A-Za-z .&-]{2,40}[)])?的?")


def _employs(doc: Doc, end: int, people: set[int]) -> bool:
    """An organisation that only says where somebody works: 华泰证券的某人, 某基金会(ABC)某人."""
    match = _BETWEEN.match(doc.norm, end)
    return match is not None and match.end() > end and match.end() in people


def _verbish(token: Token) -> bool:
    """A word that jieba calls a noun and that is a verb behind an actor."""
    return token.text in cue("presence.verbish") or token.text in cue("subjects.reports")


_ATTRIBUTED: Final = ("n", "b", "a", "s", "l", "form", "nz", "chinese", "foreign")


def _needed(doc: Doc, key: str) -> float:
    index = doc.lexicon.index.get(key)
    kind = doc.lexicon.entities[index].kind if index is not None else ""
    return _ENOUGH if kind in ("state", "former", "user") else 0.35 if kind == "region" else 1.0


def _strength(doc: Doc, ref: Ref, before: dict[int, Token], after: dict[int, Token]) -> float:
    """How much one mention shows its country or place as an actor."""
    if ref.form != "name" or ref.rule == "elects":
        return _STRONG
    left, right = before.get(ref.start), after.get(ref.end)
    city = doc.lexicon.entities[ref.entities[0][0]].kind in ("city", "province") if ref.entities else ref.rule == "ns"
    if city:
        return _city_strength(left, right, before, after)
    if left is not None and left.text in cue("presence.locative"):
        return _THERE
    if right is not None and right.tag.startswith(_NOUN_TAGS) and not _verbish(right):
        return _OWNER
    return _STRONG


_TOGETHER: Final = re.compile("[两三四五六七八九十多数][省市地州县区国]")
"""What sums up a list of places: 广东、浙江两省."""


def _city_strength(left: Token | None, right: Token | None, before: dict[int, Token], after: dict[int, Token]) -> float:
    """A city or province acts as a subject or an object, alone or in a list (上海、广西等地举行)."""
    left, right = _in_front(left, before), _behind(right, after)
    if left is not None and left.text in cue("presence.locative"):
        return 0.1
    if right is None or (right.tag.startswith(_NOUN_TAGS) and not _verbish(right)):
        return 0.1
    acts = right.tag.startswith(_VERB_TAGS) and right.text not in ("的", "得", "和", "与")
    if acts and (left is None or left.tag in ("w", "c", "t") or left.text in cue("presence.causes")):
        return _STRONG
    moved = left is not None and left.tag == "v" and left.text not in cue("presence.locative")
    return 0.5 if moved and (right.tag == "w" or right.text == "的") else 0.1


def _in_front(left: Token | None, before: dict[int, Token]) -> Token | None:
    """What stands in front of a place, of the list that it is in, and of what it lies in (某省某市某县宣布)."""
    for _ in range(12):
        if left is None or left.text != "、" or before.get(left.start) is None:
            break
        left = before.get(before[left.start].start)
    for _ in range(3):
        if left is None or not (left.tag == "ns" or (left.form and left.text.endswith(GOVERNED))):
            break
        left = before.get(left.start)
    return left


def _behind(right: Token | None, after: dict[int, Token]) -> Token | None:
    """What stands behind a place, the rest of its list, what sums that up, and a time (某县20日早晨发生)."""
    for _ in range(12):
        if right is None or right.text not in ("、", "和", "等", "等地", "及") or after.get(right.end) is None:
            break
        right = after.get(after[right.end].end) if right.text in ("、", "和", "及") else after.get(right.end)
    noun = after.get(right.end) if right is not None else None
    if right is not None and noun is not None and _TOGETHER.fullmatch(right.text + noun.text):
        right = after.get(noun.end)
    for _ in range(6):
        if right is None or not (right.text in "年月日号时分" or right.tag.startswith(("t", "m"))):
            break
        right = after.get(right.end)
    return right


def _capital_acts(doc: Doc, ref: Ref, before: dict[int, Token], after: dict[int, Token]) -> None:
    """北京反对, 北京方面: the capital stands for its country, to which the reference goes."""
    if not ref.entities:
        return
    entity = doc.lexicon.entities[ref.entities[0][0]]
    if (
        entity.kind not in ("city", "province")
        or entity.name not in cue("presence.capitals")
        or entity.country not in doc.lexicon.country_index
    ):
        return
    left, right = before.get(ref.start), after.get(ref.end)
    if right is None or (left is not None and left.text in cue("presence.locative")):
        return
    at_home = doc.home == entity.country or doc.norm[ref.start : ref.end].endswith("市")
    if at_home and right.text != "方面":
        return  # at home the city is the city
    if right.text == "方面" or (right.tag in ("v", "d") and (left is None or left.tag in ("w", "c", "t"))):
        ref.keys = (known_actor(doc, doc.lexicon.country_index[entity.country]),)
        ref.type, ref.form = "country", "capital"
