"""Offices in front of and behind names: [country][organisation][前/候任/代/副][title] + name.

Finds people that no lexicon holds (巴西外长阿劳若, 秘书长 + an unknown name), and offices that
stand for their holder (土耳其外长). Source of the patterns: titles counted before and after known
names in news.
"""

from __future__ import annotations

from typing import Final

from .aides import aide_ahead, is_served, serves
from .cues import cue
from .lexicon import Lexicon
from .longer import three_characters
from .model import Doc, Ref, Title
from .offices import of_several
from .orgs import country_code
from .segment import Token
from .sounded import sounded_name

_INSIDE: Final = ("n", "b", "vn", "s", "j", "l", "nz", "nt", "org", "a", "f", "i", "form", "h", "g", "an", "q")
_LIMIT: Final = 10
_FULL: Final = 3
"""Characters of most Chinese names."""
_AND: Final = ("和", "与", "及", "、")
_ADVERBS: Final = frozenset("曾于和时成将向从连还应别能都全并经过且则相单已常及与同让给请把使令")
"""Characters that are surnames, but far more often begin what follows an office."""


def read_titles(doc: Doc) -> set[int]:
    """Adds references for titled names and for offices alone; returns the token indexes they use."""
    used: set[int] = set()
    tokens = doc.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].is_title and i not in used:
            i = _read_title(doc, i, used)
        else:
            i += 1
    return used


def _read_title(doc: Doc, i: int, used: set[int]) -> int:
    """Reads the run of titles that begins at token `i`; returns the index after it."""
    tokens = doc.tokens
    if of_several(doc, i):
        span = (tokens[i - 1].start, tokens[i - 1].end)
        doc.refs.append(Ref(span[0], tokens[i].end, "person", "pair_office", "group", name_span=span))
        used.update((i - 1, i))
        return i + 1
    first = _left(doc, i, used)
    last = _run_end(doc, i)
    titles = _split(doc, first, i, last)
    before = first - 1
    name_before = before >= 0 and before not in used and tokens[before].end == tokens[first].start
    after = last + 1
    if tokens[last].text in cue("titles.verbs_too") and first == i:
        return last + 1
    joined = after < len(tokens) and tokens[after].start == tokens[last].end
    name = (_name_at(doc, after) or sounded_name(doc, after, _kind(tokens[last]))) if joined else None
    if name is not None:
        stop, person = name
        stop = _behind(doc, stop, person, titles)
        _add_named(doc, titles, tokens[first].start, person)
        stop = _beside(doc, stop, person)
        used.update(range(first, stop))
        return stop
    if _kind(tokens[last]) == "kin":
        return last + 1
    if (
        name_before
        and first == i
        and _is_name(doc, tokens[before])
        and not _is_town(tokens[before])
        and not _is_relation(doc, tokens[before], tokens[last])
    ):
        person = _person_ref(tokens[before])
        person.titles = titles
        person.name_span = (person.start, person.end)
        person.end, person.form = tokens[last].end, "title_name"
        doc.refs.append(person)
        used.update(range(before, last + 1))
        return last + 1
    if tokens[last].text in doc.lexicon.group_heads:
        return last + 1
    used.update(range(first, last + 1))
    doc.refs.append(Ref(tokens[first].start, tokens[last].end, "person", "title", "title", titles=titles))
    return last + 1


_SINIC: Final = frozenset(("CN", "TW", "HK", "MO", "JP", "KR", "SG"))


def _is_town(token: Token) -> bool:
    """乔州 in front of 参议员: two characters that the cut takes for a name, and end like a place."""
    return token.tag == "chinese" and len(token.text) == len("乔州") and token.text[-1] in cue("places.towns")


def _is_relation(doc: Doc, name: Token, title: Token) -> bool:
    """拜登发言人 is not Biden: titles of those who serve a person; of a lawyer or doctor, a foreign person."""
    if title.text in cue("subjects.relations"):
        return True
    foreign = name.tag == "foreign" or any(doc.lexicon.entities[i].country not in _SINIC for i, _ in name.entities)
    return foreign and title.text in ("律师", "医生")


def _behind(doc: Doc, stop: int, person: Ref, titles: list[Title]) -> int:
    """A rank or an address behind a name that has a title in front already (副部长张冠文上将)."""
    if stop < len(doc.tokens):
        token = doc.tokens[stop]
        if token.is_title and token.start == person.end and _kind(token) in ("military", "honorific", "head_of_state"):
            titles.extend(_split(doc, stop, stop, stop))
            person.name_span = (person.start, person.end)
            person.end = token.end
            return stop + 1
    return stop


def _beside(doc: Doc, stop: int, person: Ref) -> int:
    """A full Chinese name joined to a titled one shares its title (被告徐伟洪和叶建辉); the index after it."""
    tokens = doc.tokens
    if person.rule != "title + chinese" or stop + 1 >= len(tokens):
        return stop
    if tokens[stop].text not in _AND or tokens[stop].start != person.end:
        return stop
    name = _name_at(doc, stop + 1)
    if name is None or name[1].rule != "chinese" or len(name[1].name or "") != _FULL:
        return stop
    name[1].rule = person.rule
    doc.refs.append(name[1])
    return name[0]


def _kind(token: Token) -> str:
    return token.form.title[0] if token.form and token.form.title else ""


def _run_end(doc: Doc, i: int) -> int:
    """The last token of titles in a row, joined by 兼 or 、 (国务委员兼外交部长)."""
    tokens = doc.tokens
    last = i
    while last + 1 < len(tokens) and tokens[last + 1].start == tokens[last].end:
        nxt = tokens[last + 1]
        if tokens[i].text in cue("titles.verbs_too") or nxt.text in cue("titles.verbs_too"):
            break
        if nxt.is_title:
            last += 1
            continue
        if (aide := aide_ahead(tokens, last)) is not None:
            last = aide
            continue
        ahead = _title_ahead(doc, last + 2) if nxt.text in ("兼", "、", "暨", "兼任") else None
        if ahead is None:
            break
        last = ahead
    return last


def _people(doc: Doc, token: Token) -> list[bool]:
    return [True for i, _ in token.entities if doc.lexicon.entities[i].type == "person"]


def _title_ahead(doc: Doc, j: int) -> int | None:
    """The index of a title that follows within a few noun-like tokens."""
    tokens = doc.tokens
    for k in range(j, min(j + 7, len(tokens))):
        if tokens[k].is_title:
            return k
        if tokens[k].text == "和" and k > j and tokens[k - 1].tag in ("n", "vn"):
            continue
        if tokens[k].tag in ("foreign", "chinese") or any(_people(doc, tokens[k])):
            return None
        if (not tokens[k].tag.startswith(_INSIDE) and not _is_modifier(doc.lexicon, tokens[k])) or tokens[
            k
        ].text in cue("titles.stop_words"):
            return None
    return None


def _left(doc: Doc, i: int, used: set[int]) -> int:
    """The first token of what belongs to the title at `i`: organisation, country, modifiers."""
    tokens, lexicon = doc.tokens, doc.lexicon
    first = i
    owned = False
    for k in range(i - 1, max(-1, i - 1 - _LIMIT), -1):
        token = tokens[k]
        if k in used or token.end != tokens[k + 1].start or token.text in cue("titles.stop_words") or token.is_title:
            break
        iso, body = _iso(lexicon, token), _is_body(lexicon, token)
        if _is_modifier(lexicon, token):
            first = k
        elif iso or body:
            if owned and iso and not body and _iso(lexicon, tokens[k + 1]) and not _is_posting(tokens, k):
                break
            first, owned = k, True
        elif _passes(token, owned):
            continue
        elif (
            owned
            or not token.tag.startswith(_INSIDE)
            or _is_name(doc, token)
            or _scrap(token)
            or token.text.endswith("选")
            or token.text in cue("titles.acts")
        ):
            break
        else:
            first = k
    return first


def _passes(token: Token, owned: bool) -> bool:
    """Words that belong to a title only where an owner stands in front of them."""
    ordinal = token.text[0] in "第首" and token.tag in ("m", "b")
    return ordinal or token.text in ("驻", "国") or (token.text in cue("orgs.inner_verbs") and not owned)


def _is_modifier(lexicon: Lexicon, token: Token) -> bool:
    """前, 候任, 代, 副 …: stands before an office."""
    return lexicon.titles.get(token.text, ("", 0))[1] == 1


def _scrap(token: Token) -> bool:
    """One character that is no owner by itself: the end of a longer word."""
    return len(token.text) == 1 and token.tag not in ("j", "b", "ns") and token.text != "新"


def _is_posting(tokens: list[Token], k: int) -> bool:
    """Whether 驻 stands right behind token `k` (中国驻美国大使)."""
    return k + 1 < len(tokens) and tokens[k + 1].text[:1] == "驻"


def _iso(lexicon: Lexicon, token: Token) -> str | None:
    """The country that a token names in full or by one character."""
    if len(token.text) == 1 and token.tag not in ("j", "ns", "nz", "x"):
        return None
    return country_code(token, lexicon)


def _is_body(lexicon: Lexicon, token: Token) -> bool:
    if token.tag.startswith("org:") or token.tag in ("nt", "ns"):
        return True
    return any(lexicon.entities[i].type in ("organization", "place") for i, _ in token.entities)


def _split(doc: Doc, first: int, head: int, last: int) -> list[Title]:
    """One `Title` an office: 中国国务委员兼外交部长 has two, and both are China's."""
    tokens, lexicon = doc.tokens, doc.lexicon
    titles: list[Title] = []
    start = first
    for k in range(head, last + 1):
        if not (tokens[k].is_title or serves(tokens[k])) or is_served(tokens, k, last):
            continue
        form = tokens[k].form
        kind = form.title[0] if form and form.title else ""
        parts = [t for t in tokens[start:k] if t.text not in cue("titles.links")]
        begin = parts[0].start if parts else tokens[k].start
        title = Title(begin, tokens[k].end, doc.norm[begin : tokens[k].end], tokens[k].text, kind)
        title.modifiers = tuple(t.text for t in parts if _is_modifier(lexicon, t))
        _set_owner(lexicon, title, parts)
        if titles and title.iso is None:
            title.iso = titles[0].iso
        titles.append(title)
        start = k + 1
    return titles


def _set_owner(lexicon: Lexicon, title: Title, parts: list[Token]) -> None:
    """Country and organisation of a title: the nearest, but not the one that an envoy is posted to."""
    posted = False
    for j in range(len(parts) - 1, -1, -1):
        part = parts[j]
        if part.text.startswith("驻") and len(part.text) <= 2:
            posted = False
            continue
        iso = _iso(lexicon, part)
        if j > 0 and parts[j - 1].text == "驻":
            posted = True
            continue
        if iso and not posted and title.iso is None:
            title.iso, title.country_span = iso, (part.start, part.end)
        elif title.org is None and _is_body(lexicon, part):
            title.org = part.text
            known = [lexicon.entities[i].country for i, _ in part.entities if lexicon.entities[i].country]
            if len(set(known)) == 1 and title.iso is None:
                title.iso = known[0]


# ---------------------------------------------------------------- names


def _is_name(doc: Doc, token: Token) -> bool:
    if token.tag in ("chinese", "foreign"):
        return True
    return any(doc.lexicon.entities[i].type == "person" for i, _ in token.entities)


def _person_ref(token: Token) -> Ref:
    rule = "lexicon" if token.entities else token.tag
    return Ref(token.start, token.end, "person", "name", rule, name=token.text, entities=token.entities)


def _name_at(doc: Doc, j: int) -> tuple[int, Ref] | None:
    """A person's name that begins with token `j`: the index after it, and the reference."""
    tokens = doc.tokens
    token = tokens[j]
    if _is_name(doc, token):
        return j + 1, _person_ref(token)
    if token.tag == "eng" and token.text[0].isupper():
        return _latin_name(doc, j)
    if token.tag == "w" or token.is_title or not doc.segmenter.may_begin_name(token.text[0]):
        return None
    end = min(token.start + 10, len(doc.norm))
    again = doc.segmenter.tokens(doc.norm, token.start, end, named_at=token.start, bonus=45)
    if stop := three_characters(again, doc.lexicon):
        again[:2] = [Token(token.start, stop, doc.norm[token.start : stop], "chinese")]
    if not again or again[0].tag not in ("chinese", "foreign") or again[0].end == end:
        return None
    if again[0].text[0] in _ADVERBS and (len(again[0].text) < 3 or tokens[j].text == again[0].text[0]):
        return None
    k = next((k for k in range(j, len(tokens)) if tokens[k].end >= again[0].end), None)
    if k is None or tokens[k].end != again[0].end:
        return None
    return k + 1, _person_ref(again[0])


def _latin_name(doc: Doc, j: int) -> tuple[int, Ref] | None:
    """Latin words in a row that begin with capitals: two to four, single spaces between."""
    tokens = doc.tokens
    k = j
    end = tokens[j].end
    while k + 2 < len(tokens) and tokens[k + 1].text in (" ", ".", "-") and tokens[k + 2].tag == "eng":
        if not tokens[k + 2].text[0].isupper():
            break
        k += 2
        end = tokens[k].end
    if k == j:
        return None
    name = doc.norm[tokens[j].start : end]
    return k + 1, Ref(tokens[j].start, end, "person", "name", "latin", name=name)


def _add_named(doc: Doc, titles: list[Title], start: int, person: Ref) -> None:
    person.titles = titles
    person.name_span = person.name_span or (person.start, person.end)
    person.start, person.form = start, "title_name"
    person.rule = f"title + {person.rule}"
    doc.refs.append(person)
