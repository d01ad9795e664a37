"""Latin names in brackets behind a name: 莱特希泽（Robert Lighthizer）. They tell who is meant, and become aliases."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ..normalize import normalize
from .cues import cue
from .forms import FULL
from .letters import APOSTROPHES
from .model import Doc, Ref

_LETTER: Final = rf"[A-Za-z.\-{APOSTROPHES}\u00c0-\u024f\u1e00-\u1eff]"
_BRACKET: Final = re.compile(rf"[（(]\s*([A-Z\u00c0-\u00de]{_LETTER}+(?:[ ·]{_LETTER}+){{0,4}})\s*[，,;；)）]")
_WORDS: Final = re.compile(r"[^\W\d_]+")


def straight(name: str) -> str:
    """A name with plain apostrophes: O’Connor and O'Connor are one."""
    return name.translate(dict.fromkeys(map(ord, APOSTROPHES), "'"))


def read_latin_brackets(doc: Doc) -> None:
    """A Latin name in brackets tells who is meant: its known bearer is a candidate for the name in front."""
    by_start = {ref.start: ref for ref in doc.refs if ref.type == "person" and ref.name.isascii()}
    called: dict[str, list[tuple[Ref, int]]] = {}
    for ref in doc.refs:
        match = _BRACKET.match(doc.article.text, ref.end)
        if match is None or ref.type != "person" or not ref.name or ref.name.isascii():
            continue
        latin = by_start.get(match.start(1))
        people = doc.lexicon.meanings(normalize(straight(match.group(1))))
        people = tuple(pair for pair in people if doc.lexicon.entities[pair[0]].type == "person")
        if len(people) == 1:
            ref.entities = (*((people[0][0], FULL),), *(p for p in ref.entities if p[0] != people[0][0]))
        if latin is not None:
            latin.name = ref.name
        called.setdefault(normalize(match.group(1)).rsplit(" ", 1)[-1], []).append((ref, match.end()))
    for family, bearers in called.items():
        if len({ref.name for ref, _ in bearers}) == 1 and len(family) > 1:
            _read_family(doc, family, *bearers[0])


def _read_family(doc: Doc, family: str, bearer: Ref, since: int) -> None:
    """References for a family name in Latin letters behind its bracket: Musk after 马斯克（Elon Musk）."""
    alone = re.compile(rf"(?<![A-Za-z0-9&@#./-])(?<![A-Za-z] ){re.escape(family)}(?![A-Za-z0-9&./-]| [A-Za-z])")
    taken = {at: ref for ref in doc.refs for at in range(ref.start, ref.end)}
    for match in alone.finditer(doc.norm, since):
        ref = taken.get(match.start())
        if ref is None:
            ref = Ref(match.start(), match.end(), "person", "name", "latin", family)
            doc.refs.append(ref)
        elif ref.type != "person" or ref.name != family:
            continue
        ref.name, ref.entities, ref.form, ref.rule, ref.keys = bearer.name, bearer.entities, "name", "latin", ()
    doc.refs.sort(key=lambda r: (r.start, -r.end))


def add_aliases(doc: Doc) -> None:
    """Latin names in brackets right behind a name become its aliases."""
    for ref in doc.refs:
        match = _BRACKET.match(doc.article.text, ref.end)
        if match and len(ref.keys) == 1 and ref.type in ("person", "organization"):
            draft = doc.drafts[ref.keys[0]]
            if straight(match.group(1)) not in map(straight, draft.aliases):
                draft.aliases.append(match.group(1))


def says_another(doc: Doc, index: int, ref: Ref) -> bool:
    """Whether the Latin name behind a name has another first name than a known person (乔丹（Jim Jordan）).

    Only the first letters are compared, for outlets write Mike and Michael; those of short forms that begin
    otherwise (Bill, Bob) are let pass, and so is another spelling of the family name.
    """
    known = doc.lexicon.entities[index].latin
    match = _BRACKET.match(doc.article.text, ref.end)
    if match is None or not known or ref.type != "person":
        return False
    said, own = _words(match.group(1)), _words(known)
    if len(said) < 2 or len(own) < 2 or said[-1] != own[-1]:
        return False
    letters = "".join(sorted(said[0][0] + own[0][0]))
    return (
        said[0][0] != own[0][0] and said[0] not in own and own[0] not in said and letters not in cue("names.nicknamed")
    )


def _words(name: str) -> list[str]:
    """The words of a Latin name, small, without marks on letters."""
    plain = unicodedata.normalize("NFD", name)
    return _WORDS.findall("".join(char for char in plain if not unicodedata.combining(char)).lower())
