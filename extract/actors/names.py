"""People without a title: Chinese names by surname and context, foreign names by their characters.

The cut (see `segment`) proposes names; the context decides: a verb of speech behind, the beginning
of a clause in front, a second occurrence, an interpunct inside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from .cues import cue
from .letters import INTERPUNCTS
from .model import Doc, Ref
from .segment import Token
from .subjects import is_person

NAMED_AFTER: Final = re.compile(
    "(?:国际)?机场|群岛|半岛|海峡|山脉|高原|盆地|运河|大桥|大街|大道|大学|学院|体育场|体育馆|图书馆|基金会|空军基地|号(?:航母|航空母舰|驱逐舰)|级航母"
)
"""What is called after a person: 戴高乐机场 is not De Gaulle."""
_PLACE_AFTER: Final = re.compile(
    r"^(?:市|州|省|县|区|镇|乡|村|岛|群岛|半岛|海峡|山脉|港|河|湖|山|海|湾|地区|机场|大学|中学|公司|集团|银行|族|语|人|教|站|路|街|大道|道(?=[，。、和至及交一口])|大街|大桥|大厦|广场|酒店|球场|队|杯|奖|案|号|型|症|病毒|氏|镇区|自治)"
)
_NO_LAST: Final = frozenset("道路街市县镇村区山河湖港岛军党社会厂站桥楼园")
"""Characters that end places and bodies more often than given names."""


_WITH_TWO: Final = 3
"""Characters of the longest names with one surname of one character."""
_EVERYDAY: Final = -95
"""Ten times the logarithm of the share from which on a word of two characters is an everyday one."""
_RARE: Final = -140
_SELDOM: Final = -125
"""The same of a word that is a part of a foreign name, and of one made of such names' characters only (大卫)."""
_NAME_TAGS: Final = frozenset(("chinese", "foreign"))


def find_names(doc: Doc, used: set[int]) -> None:
    """Adds references for names that the context shows to be people's."""
    tokens = doc.tokens
    names = [(i, token) for i, token in enumerate(tokens) if token.tag in _NAME_TAGS]
    counts = Counter(token.text for _, token in names)
    accepted: dict[str, str] = {}
    storms = {t.text for i, t in names if _names_storm(doc, i)}
    for i, token in names:
        if i in used or token.entities or token.text in accepted or token.text in storms:
            continue
        left = tokens[i - 1] if i and tokens[i - 1].end == token.start else None
        right = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].start == token.end else None
        good = _chinese if token.tag == "chinese" else _foreign
        if good(doc, token, left, right, counts[token.text]):
            accepted[token.text] = token.tag
    for i, token in enumerate(tokens):
        if i not in used and token.text in accepted and not token.entities:
            doc.refs.append(Ref(token.start, token.end, "person", "name", accepted[token.text], token.text))
            used.add(i)


_TROPICAL: Final = re.compile("台风|飓风|热带风暴|气旋")
_BRACKETED: Final = re.compile(r"\s*[(][^)]{1,30}[)]")


def _names_storm(doc: Doc, i: int) -> bool:
    """台风哈格比, 飓风“萨莉”, 伊萨亚斯（Isaias）登陆: what is called so is nobody, wherever it is named."""
    tokens, kinds = doc.tokens, tuple(sorted(cue("names.storms")))
    left = tokens[i - 1] if i else None
    if left is not None and left.tag == "w" and i > 1 and left.end == tokens[i].start:
        left = tokens[i - 2]
    if left is not None and tokens[i].start - left.end < 2 and left.text.endswith(kinds):
        return True
    behind = _BRACKETED.match(doc.norm, tokens[i].end)
    right = doc.starting.get(behind.end() if behind else tokens[i].end)
    acts = right is not None and right.text in cue("names.storm_verbs")
    return acts and tokens[i].tag == "foreign" and _TROPICAL.search(doc.norm) is not None


def _chinese(doc: Doc, token: Token, left: Token | None, right: Token | None, count: int) -> bool:
    front = left is None or left.text in cue("names.name_front") or left.tag == "w"
    if right is not None and _PLACE_AFTER.match(doc.norm[token.end : token.end + 3]):
        return False
    speaks = right is not None and right.text in cue("names.sure_speech")
    if token.text[1:] in cue("talkers.says"):
        return False  # 何笑言: a surname, and a verb of saying
    if len(token.text) > 2 and not speaks and any(_everyday(doc, t) for t in (token.text[1:], token.text[:2])):
        return False  # 高水平, 幸福感
    if (
        len(token.text) > _WITH_TWO
        and not speaks
        and not doc.lexicon.tags.get(token.text[2:], "nr").startswith(("nr", "nz", "an"))
    ):
        return False  # 林郑表明: two surnames, and what she does
    met = left is not None and left.text in cue("names.meets")
    if met and right is not None and (right.tag == "w" or right.text in cue("names.speech")):
        return True
    if _interviewed(left, right, count):
        return True
    if token.text[-1] in _NO_LAST and not speaks:
        return False
    if len(token.text) == 2 and _in_list(doc, left, right):
        return doc.lexicon.tags.get(token.text, "nr") == "nr"
    if len(token.text) == 2:
        acts = right is not None and right.tag == "v" and right.text in cue("names.speech")
        known = count > 1 and doc.lexicon.tags.get(token.text) == "nr"
        return front and (speaks or (known and acts))
    behind = right is None or right.tag == "w" or right.text in cue("names.speech")
    if len(token.text) > _WITH_TWO and token.end in doc.times_from:
        behind = True  # 安倍昭惠8日到访
    if front and (speaks or count > 1):
        return True
    return front and behind


def _given(doc: Doc, word: str) -> bool:
    """What the dictionary does not have, or has as a name."""
    return doc.lexicon.tags.get(word, "nr").startswith(("nr", "nz", "an"))


def _everyday(doc: Doc, word: str) -> bool:
    """A common word that is no name."""
    return doc.lexicon.words.get(word, -999) > _EVERYDAY - 20 and not doc.lexicon.tags[word].startswith(
        ("nr", "ns", "nz")
    )


def _in_list(doc: Doc, left: Token | None, right: Token | None) -> bool:
    """Whether people's names of three characters stand at both sides: 蔡达峰、何维、武维华."""
    if left is None or left.text != "、" or right is None or right.text not in ("、", "和", "及"):
        return False
    sides = (doc.ending.get(left.start), doc.starting.get(right.end))
    return all(t is not None and (t.tag == "chinese" or is_person(doc, t)) and len(t.text) > 2 for t in sides)


def _interviewed(left: Token | None, right: Token | None, count: int) -> bool:
    """A name at a line's beginning with a colon behind it, more than once: who answers in an interview."""
    return count > 1 and (left is None or "\n" in left.text) and right is not None and right.text == ":"


def stands_as_name(doc: Doc, i: int) -> bool:
    """Whether a known name that is an everyday word too (高峰) stands where a person does."""
    tokens = doc.tokens
    token = tokens[i]
    left = tokens[i - 1] if i and tokens[i - 1].end == token.start else None
    right = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].start == token.end else None
    front = left is None or left.text in cue("names.name_front") or left.tag == "w" or left.text in cue("names.meets")
    return front and right is not None and right.text in cue("names.sure_speech")


def _foreign(doc: Doc, token: Token, left: Token | None, right: Token | None, count: int) -> bool:
    if any(char in INTERPUNCTS for char in token.text):
        parts = re.split(f"[{INTERPUNCTS}]", token.text)
        return NAMED_AFTER.match(doc.norm, token.end) is None and not any(_common(doc, part) for part in parts)
    if _PLACE_AFTER.match(doc.norm[token.end : token.end + 3]) or (
        left is not None and left.text in cue("names.place_before")
    ):
        return False
    if doc.norm[token.end - 1 : token.end + 1] == "公司" or token.text in cue("places.regions"):
        return False
    first, last = doc.lexicon.name_edges
    if token.text[0] not in first or token.text[-1] not in last:
        return False  # 联署信: characters of such names, but none begins so
    front = left is None or left.text in cue("names.name_front") or left.tag == "w"
    speaks = right is not None and right.text in cue("names.sure_speech")
    if left is not None and left.text in cue("names.meets") and (right is None or right.tag[0] in "wvdpcu"):
        return True
    if _interviewed(left, right, count):
        return True
    if len(token.text) == 2:
        return front and speaks
    return speaks or (front and count > 1 and right is not None and right.tag[0] in "vdp")


def _common(doc: Doc, part: str) -> bool:
    """An everyday word, as in slogans and headings with an interpunct (铭记历史·珍爱和平, 东奥英雄·香港栏王)."""
    tag, limit = doc.lexicon.tags.get(part, "nr"), _RARE
    if all(char in doc.lexicon.translit for char in part):
        limit = _SELDOM
    else:
        pieces = (part[at : at + 2] for at in range(len(part) - 1))
        if any(doc.lexicon.words.get(piece, -999) > _EVERYDAY for piece in pieces):
            return True
    return len(part) > 1 and not tag.startswith(("nr", "ns", "nz")) and doc.lexicon.words[part] > limit


def find_repeats(doc: Doc) -> None:
    """Further places of the names found so far, where the cut ran across them.

    A foreign name's parts count too: after 安吉拉·伦巴迪, 伦巴迪 alone is she.
    """
    _free_of_firms(doc)
    taken = {at for ref in doc.refs for at in range(ref.start, ref.end)}
    names: dict[str, Ref] = {}
    gone: set[int] = set()
    for ref in doc.refs:
        if ref.type == "person" and ref.name and len(ref.name) > 1 and not ref.name.isascii():
            names.setdefault(ref.name, ref)
            parts = re.split(f"[{INTERPUNCTS}]", ref.name)
            if len(parts) > 1:
                for part in (parts[0], parts[-1]):
                    if len(part) > 1:
                        names.setdefault(part, ref)
    bare = {r.start: r for r in doc.refs if r.form == "group_form" or (r.type == "person" and not r.titles)}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        at = doc.norm.find(name)
        while at >= 0:
            end = at + len(name)
            for inner in [bare[i] for i in range(at, end) if i in bare]:  # 韩美|妮, 格|拉索
                if inner.end <= end and inner.end - inner.start < len(name):
                    gone.add(id(inner))
                    taken.difference_update(range(inner.start, inner.end))
            place = NAMED_AFTER.match(doc.norm, end) is not None
            if taken.isdisjoint(range(at, end)) and not place and not _inside_name(doc, at, end, name):
                found = Ref(
                    at, end, "person", "name", "repeat", name, names[name].entities if names[name].name == name else ()
                )
                doc.refs.append(found)
                taken.update(range(at, end))
            at = doc.norm.find(name, end)
    doc.refs = [ref for ref in doc.refs if id(ref) not in gone]


def _free_of_firms(doc: Doc) -> None:
    """Drops firms and places for the family name of somebody named in full before, who speaks or acts by it (福特说).

    A firm that the text names by a longer form too, or in front of a noun (福特工厂), stays one.
    """
    families: dict[str, int] = {}
    for ref in doc.refs:
        if ref.type == "person" and any(char in INTERPUNCTS for char in ref.name):
            families.setdefault(re.split(f"[{INTERPUNCTS}]", ref.name)[-1], ref.end)
    if not families:
        return
    firms = {i for ref in doc.refs if ref.name not in families or not _acts(doc, ref) for i, _ in ref.entities}
    doc.refs = [ref for ref in doc.refs if not _is_family(doc, ref, families, firms)]


def _is_family(doc: Doc, ref: Ref, families: Mapping[str, int], firms: set[int]) -> bool:
    """Whether a reference to a firm or a place is the family name of one of the people named in full before it."""
    if ref.type not in ("organization", "place") or families.get(ref.name, ref.start + 1) > ref.start:
        return False
    if ref.type == "place" or not ref.entities:
        right = doc.starting.get(ref.end)
        return right is not None and right.text in cue("names.sure_speech")
    return all(index not in firms for index, _ in ref.entities)


def _acts(doc: Doc, ref: Ref) -> bool:
    """Whether no noun follows a name."""
    right = doc.starting.get(ref.end)
    return right is None or right.tag[0] in "wvdpcut" or right.text in cue("names.speech")


def _inside_name(doc: Doc, start: int, end: int, name: str) -> bool:
    """Whether the stretch lies inside a longer word or name of the cut."""
    for token in doc.over(start, end):
        if token.start < start or token.end > end:
            return len(name) < 3 or token.tag in ("foreign", "form") or token.tag.startswith("org")
    return False
