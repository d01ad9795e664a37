"""Groups of people and bodies: [number][country, place, organisation or kind][noun for people]."""

from __future__ import annotations

from typing import Final

from ..normalize import normalize
from .cues import cue
from .focus import group_actor
from .lexicon import Lexicon
from .model import Doc, Ref
from .offices import acts
from .orgs import country_code
from .segment import Token
from .subjects import after_person, is_number, is_person, opens, phrase_start, reports, stands_alone

_INSIDE: Final = (
    *("n", "b", "vn", "j", "l", "s", "nz", "nt", "ns", "form", "org"),
    *("x", "foreign", "g", "i", "h", "k", "z"),
)
_LIMIT: Final = 6


def find_groups(doc: Doc, used: set[int]) -> None:
    """Adds references for groups; one group a text is known by its words without the number."""
    tokens, heads = doc.tokens, doc.lexicon.group_heads
    ends = {ref.end: ref for ref in doc.refs if ref.type == "person" and ref.name}
    group_ends = doc.lexicon.group_ends
    for i, token in enumerate(tokens):
        if token.text[-1] not in group_ends:
            continue
        kind = _head_kind(token, heads)
        if i in used or kind is None or token.text in cue("groups.never"):
            continue
        if _speaker(doc, i, kind, used, ends):
            continue
        if kind in ("speaker", "side"):
            continue
        first = _left(doc, i, used, ends)
        right = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].start == token.end else None
        if right is not None and right.tag[0] == "n" and not _may_follow(right):
            continue
        begin = _begin(tokens, first)
        if _is_group(doc, begin, first, i, kind, right):
            _add(doc, begin, first, i, used, ends)
            if kind == "office":
                doc.refs[-1].type = "organization"


def _speaker(doc: Doc, i: int, kind: str, used: set[int], ends: dict[int, Ref]) -> bool:
    """Adds who speaks without a name (医学专家警告); whether there was one."""
    tokens = doc.tokens
    behind = i + 2 if i + 1 < len(tokens) and tokens[i + 1].text == "们" else i + 1
    if not reports(doc, behind):
        return False
    first = phrase_start(doc, i, used)
    begin = _begin(tokens, first)
    if not opens(doc, begin) or used.intersection(range(begin, i + 1)):
        return False
    words = doc.norm[tokens[first].start : tokens[i].end]
    if (tokens[i].text in cue("subjects.never") and begin == i) or words.endswith(
        tuple(sorted(cue("subjects.nobody")))
    ):
        return False
    if begin == i and kind != "side" and not stands_alone(words):
        return False
    _add(doc, begin, first, i, used, ends)
    if kind == "office":
        doc.refs[-1].type = "organization"
    return True


def _may_follow(right: Token) -> bool:
    return right.text == "们" or right.text in cue("names.speech") or right.text in cue("presence.verbish")


def _begin(tokens: list[Token], first: int) -> int:
    """Where the number in front of a group begins."""
    begin = first
    while begin > 0 and tokens[begin - 1].end == tokens[begin].start and _number(tokens[begin - 1]):
        begin -= 1
    while begin > 1 and tokens[begin - 1].text == "," and tokens[begin - 2].text.isdigit() and _digits(tokens, begin):
        begin -= 2  # 574,996名
    return begin


def _digits(tokens: list[Token], begin: int) -> bool:
    """Whether three digits stand right behind a comma without a blank."""
    comma = tokens[begin - 1]
    close = tokens[begin - 2].end == comma.start and comma.end == tokens[begin].start
    return close and len(tokens[begin].text) == 3 and tokens[begin].text.isdigit()


def _head_kind(token: Token, heads: dict[str, str]) -> str | None:
    if token.text in heads:
        return heads[token.text]
    if token.tag[0] in "nlb" and len(token.text) > 2 and not token.is_title:
        return next((heads[token.text[-n:]] for n in (4, 3, 2) if token.text[-n:] in heads), None)
    return None


def _is_group(doc: Doc, begin: int, first: int, i: int, kind: str, right: Token | None) -> bool:
    """Whether the words stand for somebody: owned, counted, or acting by themselves."""
    tokens = doc.tokens
    head = tokens[i].text
    counted = begin < first
    if doc.norm[tokens[first].start : tokens[i].end] in cue("groups.never"):
        return False
    subject = acts(doc, tokens[begin].start, tokens[i].end) or (right is not None and right.text == "们")
    before = tokens[begin - 1].text if begin else ""
    verb = right is not None and (right.tag[0] in "vdp" or _may_follow(right)) and before not in cue("groups.for")
    if before in cue("groups.predicates") or (first == i and before in cue("groups.pointing")):
        return False  # 这批官员 are those named before
    if any(_owner(doc.lexicon, token) or token.text == "的" for token in tokens[first:i]):
        return head not in cue("groups.only_subject") or subject or verb
    if first < i and tokens[first].tag == "vn" and tokens[first].text not in cue("orgs.inner_verbs"):
        return False  # 影响志愿者 is a verb and its object
    if counted:
        return subject or verb
    if kind == "guest":
        return subject and first < i
    bare = kind in cue("groups.bare_kinds") and head not in cue("groups.not_bare")
    return subject and (first < i or bare or head in cue("subjects.bare"))


def _counts(token: Token) -> bool:
    return token.text in cue("groups.counters") or (token.tag in ("m", "q") and token.text[-1] in "名位个家批些")


def _owner(lexicon: Lexicon, token: Token) -> bool:
    if country_code(token, lexicon) or token.tag in ("ns", "nt") or token.tag.startswith("org:"):
        return True
    return any(lexicon.entities[i].type != "person" for i, _ in token.entities)


def _left(doc: Doc, i: int, used: set[int], ends: dict[int, Ref]) -> int:
    """The first token of the group's own words; who is named with 的 belongs to them (某党的支持者)."""
    tokens, lexicon = doc.tokens, doc.lexicon
    first = i
    for k in range(i - 1, max(-1, i - 1 - _LIMIT), -1):
        token = tokens[k]
        if k in used or token.end != tokens[k + 1].start:
            break
        if token.text == "的":
            person = ends.get(token.start)
            if first == i and person is not None:
                return next(n for n, t in enumerate(tokens) if t.start >= person.start)
            owned = k > 0 and len(tokens[k - 1].text) > 1 and _owner(lexicon, tokens[k - 1])
            return k - 1 if first == i and owned else first
        if is_person(doc, token) and tokens[k + 1].text not in cue("subjects.personal"):
            break
        if _counts(token) and k and _owner(lexicon, tokens[k - 1]) and tokens[k - 1].end == token.start:
            return k - 1
        if token.text == "驻" and k and _owner(lexicon, tokens[k - 1]):
            return k - 1
        if token.text not in cue("groups.adjectives"):
            scrap = len(token.text) == 1 and not country_code(token, lexicon) and token.text != "各"
            if scrap or token.text in cue("groups.stop") or not token.tag.startswith(_INSIDE):
                break
            if _owner(lexicon, token) and not (k and (_owner(lexicon, tokens[k - 1]) or tokens[k - 1].text == "驻")):
                return k - 1 if k and tokens[k - 1].text == "涉" else k
        first = k
    return first


def _add(doc: Doc, begin: int, first: int, last: int, used: set[int], ends: dict[int, Ref]) -> None:
    """The reference covers the number too (多名某国官员); the group is known by its words without it.

    Whose group it is stays a mention of its own: in 某人的支持者 the reference is 支持者.
    """
    tokens = doc.tokens
    own = after_person(doc, first, last, ends)
    end = tokens[last].end
    if last + 1 < len(tokens) and tokens[last + 1].text == "们" and tokens[last + 1].start == end:
        end = tokens[last + 1].end
    words = [t for t in tokens[first : last + 1] if not (_counts(t) or (t.tag == "m" and is_number(t)))]
    pair = (words[0].start, words[-1].end) if len(words) == last + 1 - first else (tokens[last].start, end)
    name = "".join(t.text for t in words)
    start = tokens[begin if own == first else own].start
    doc.refs.append(Ref(start, end, "group", "group", "group", name, name_span=pair))
    used.update(range(begin if own == first else own, last + 1))


def _number(token: Token) -> bool:
    return is_number(token) or token.text in cue("groups.counters") or token.text in cue("groups.about")


def resolve_groups(doc: Doc) -> None:
    """Keys of groups: their words, with one key for the same words."""
    for ref in doc.refs:
        known = ref.form == "group_form" or bool(ref.entities)  # a group of a user's table has its own name
        if "group" in (ref.form, ref.type) and not known and not ref.keys:
            start, end = ref.name_span or (ref.start, ref.end)
            shown = doc.article.text[start:end]
            if normalize(shown) != ref.name and doc.article.script == "Hans":
                shown = ref.name
            ref.keys = (group_actor(doc, shown, ref.type),)
