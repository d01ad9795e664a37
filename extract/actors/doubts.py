"""Names that our cut made up, put to a second voice: kept where it agrees, else cut anew or dropped.

Asked are the names that no table holds, found by context or behind a title. What counts as
disagreement was measured on news: a word of the voice's dictionary that reaches across the name's
edge (同志平权划上等号: 划上), or a preposition or adverb taken for a surname (曾访台). That a name falls
apart into words says nothing (刘国华: 国华), and a Latin name in brackets behind it settles the matter.
"""

from __future__ import annotations

import re
from typing import Final

from .cues import cue
from .letters import INTERPUNCTS
from .model import Doc, Ref
from .segment import NAME_FOLLOWERS
from .voices import Voice, Word, words_of

_STOPS: Final = re.compile(r"[\s,。;!?:、()《》“”‘’「」]")
_LATIN: Final = re.compile(r"\s*[(]\s*[A-Za-z]")
_WIDTH: Final = 40
_GIVEN: Final = ("nr", "nz", "an", "a", "vn")
"""Tags of words that serve as given names (安生), of which jieba knows few as such."""
_TIMES: Final = 2
"""A name is asked about where it stands first, and where it stands next."""

Piece = tuple[int, int, Word]


def settle_doubts(doc: Doc, voice: Voice) -> None:
    """Drops or mends the doubtful names among the references."""
    places: dict[str, list[Ref]] = {}
    for ref in doc.refs:
        if _doubtful(doc, ref):
            places.setdefault(ref.name, []).append(ref)
    gone: list[Ref] = []
    for refs in places.values():
        wrong = [(ref, cut) for ref in refs[:_TIMES] if (cut := _disagrees(doc, ref, voice)) is not None]
        if 2 * len(wrong) <= len(refs[:_TIMES]) and len(wrong) < len(refs):
            wrong = []
        if wrong:
            for ref in refs:
                cut = _disagrees(doc, ref, voice)
                if cut is not None and not _mend(doc, ref, cut):
                    gone.append(ref)
    dropped = {id(ref) for ref in gone}
    doc.refs = [ref for ref in doc.refs if id(ref) not in dropped and ref.form != "inside"]


_HEARD: Final = {"nr": "person", "nt": "organization", "ns": "place"}


def add_heard_names(doc: Doc, voice: Voice) -> None:
    """Names that a tagger found where jishi has found nothing; nothing for a voice that only cuts words."""
    if not voice.finds_names:
        return
    taken = {at for ref in doc.refs for at in range(ref.start, ref.end)}
    for sentence in doc.sentences:
        at = sentence.start
        for word in words_of(voice, doc.norm[sentence.start : sentence.end]):
            start, at = at, at + len(word.text)
            kind = _HEARD.get(word.tag[:2])
            if kind is None or len(word.text) < 2 or not taken.isdisjoint(range(start, at)):
                continue
            form = "place" if kind == "place" else "name"
            known = doc.lexicon.meanings(word.text)
            doc.refs.append(Ref(start, at, kind, form, "voice", word.text, known))


def _doubtful(doc: Doc, ref: Ref) -> bool:
    if ref.type != "person" or not ref.name or ref.entities or not ref.rule.endswith(("chinese", "foreign")):
        return False
    end = _span(ref)[1]
    return _LATIN.match(doc.norm, end) is None


def _span(ref: Ref) -> tuple[int, int]:
    return ref.name_span or (ref.start, ref.end)


def _disagrees(doc: Doc, ref: Ref, voice: Voice) -> list[Piece] | None:
    """The voice's words over the name, if they speak against it."""
    start, end = _span(ref)
    low = max(
        (m.end() for m in _STOPS.finditer(doc.norm, max(0, start - _WIDTH), start)), default=max(0, start - _WIDTH)
    )
    stop = _STOPS.search(doc.norm, end, end + _WIDTH)
    high = stop.start() if stop else min(len(doc.norm), end + _WIDTH)
    over, at = [], low
    for word in words_of(voice, doc.norm[low:high]):
        if at < end and at + len(word.text) > start:
            over.append((at, at + len(word.text), word))
        at += len(word.text)
    over_edge = [p for p in over if _reaches(p, start, end) and not _from_front(ref, p, start)]
    across = [p for p in over_edge if len(p[2].text) > 1 and p[2].tag]
    first = over[0][2] if over else Word("", "")
    taken = ref.rule == "chinese" and len(over) > 1 and len(over[1][2].text) > 1 and first.tag in ("p", "d", "c")
    town = ref.rule == "chinese" and over[-1][2].tag == "ns" and over[-1][2].text[-1] in "州市县区镇省"
    return over if across or town or (taken and not over[1][2].tag.startswith("nr")) else None


def _reaches(piece: Piece, start: int, end: int) -> bool:
    """Whether a word reaches out of a name; 明说 does not out of 李明, who says something."""
    says = piece[1] == end + 1 and piece[2].text[-1] in cue("doubts.says")
    return piece[0] < start or (piece[1] > end and not says)


def _from_front(ref: Ref, piece: Piece, start: int) -> bool:
    """Whether a word begins with what surely stands in front of a name.

    A town's name made of the end of an office (国防部|长沙|纳汉), or 和 and the beginning of a name with an
    interpunct, which the dictionary has as one (和玛丽).
    """
    office = bool(ref.titles) and ref.titles[-1].end == start
    if office and piece[0] < start and piece[2].tag == "ns":
        return True
    linked = piece[0] == start - 1 and piece[2].text[0] in cue("names.links")
    return linked and any(char in INTERPUNCTS for char in ref.name)


def _mend(doc: Doc, ref: Ref, over: list[Piece]) -> bool:
    """Moves the name's end to where the voice puts it; False where nothing is left of the name.

    An office in front stays behind as an office without a name.
    """
    start, end = _span(ref)
    left, right = over[0], over[-1]
    new = 0
    if left[0] >= start and right[1] > end:
        if right[0] == start and right[2].tag.startswith("nr") and ref.rule.endswith("foreign"):
            new = _onward(doc, ref, right[1])
        elif right[:2] == (start + 2, start + 4) and right[2].tag[:2] in _GIVEN and _married(doc, start):
            new = right[1]
        else:
            new = _shorter(doc, start, right[0], over)
    if new:
        _move(doc, ref, start, new)
        return True
    if not ref.titles or ref.titles[0].start != ref.start:
        return False
    ref.end, ref.name, ref.name_span, ref.form, ref.rule = start, "", None, "title", "title"
    return True


def _onward(doc: Doc, ref: Ref, end: int) -> int:
    """The end of a foreign name whose later parts stand as a name of their own (阿卜杜勒|·马利克)."""
    for other in doc.refs:
        if other is not ref and other.type == "person" and ref.end <= other.start < end < other.end:
            other.form = "inside"
            return other.end
    return end


def _married(doc: Doc, start: int) -> bool:
    """Two surnames in a row: 陈方安生."""
    return all(char in doc.lexicon.surnames for char in doc.norm[start : start + 2])


def _shorter(doc: Doc, start: int, end: int, over: list[Piece]) -> int:
    """The name without the word that reaches out of it, where what is left can be a name; else 0."""
    while end > start and doc.norm[end - 1] in NAME_FOLLOWERS:
        end -= 1
    joined = any(char in INTERPUNCTS for char in doc.norm[start:end])
    whole = any(p[0] == start and p[1] == end and not p[2].tag.startswith("nr") for p in over)
    return end if end - start > 1 and not whole and (joined or end - start == 2) else 0


def _move(doc: Doc, ref: Ref, start: int, end: int) -> None:
    if ref.name_span is None or ref.end == ref.name_span[1]:
        ref.end = end
    if ref.name_span is not None:
        ref.name_span = (start, end)
    ref.name = doc.norm[start:end]
    ref.entities = doc.lexicon.meanings(ref.name)
