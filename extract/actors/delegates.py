"""On whose side somebody stands: a head of state for the country, who heads an international body for that body.

普京会见格罗西 brings Russia and the atomic energy agency together, not Russia and Argentina.
"""

from __future__ import annotations

import re
from typing import Final

from .cues import cue
from .forms import Office
from .identity import known_actor
from .lexicon import Lexicon
from .model import Doc, Ref
from .tenures import covers

_TWO: Final = 2
_BODY: Final = "org:"
_STATE: Final = "state"
_MEETS: Final = re.compile(
    r"[^,;:。!?()《》“”「」\n]{0,12}(?:会见|会晤|接见|通话|会谈|磋商|谈判)[^,;:。!?()《》“”「」\n]{0,16}"
)


def body_headed(doc: Doc, key: str) -> int | None:
    """The body (by lexicon index) for which a person stands on the publish day; None for who stands for a country.

    Without a day, or where no table knows the body, nothing is said.
    """
    person = doc.lexicon.index.get(key)
    if person is None or doc.day is None:
        return None
    held = [office for tenure, office in doc.lexicon.tenures_of(person) if covers(tenure, doc.day, surely=False)]
    own = doc.lexicon.entities[person].country
    if any(office.jurisdiction == own and own in doc.lexicon.country_index for office in held):
        return None
    return next((body for office in held if (body := _body_of(doc.lexicon, office)) is not None), None)


def _body_of(lexicon: Lexicon, office: Office) -> int | None:
    """The organisation in which an office is: the one whose name its title begins with (世卫组织总干事)."""
    if not office.jurisdiction.startswith(_BODY):
        index = lexicon.country_index.get(office.jurisdiction)
        return index if index is not None and lexicon.entities[index].type == "organization" else None
    for title in office.titles:
        for size in range(len(title) - 1, 1, -1):
            found = [i for i, _ in lexicon.meanings(title[:size]) if lexicon.entities[i].type == "organization"]
            if found:
                return found[0]
    return None


def mixed_sides(doc: Doc, floor: int, stop: int) -> tuple[str, ...] | None:
    """A country and a body, or two bodies, that a stretch joins or lets meet, as keys.

    Empty where somebody stands for a body and nothing says which two are meant; None where countries are left to
    other rules.
    """
    named = [ref for ref in doc.refs if floor <= ref.start < stop and len(ref.keys) == 1]
    sides = [(ref, side) for ref in named if (side := _side(doc, ref)) is not None]
    keys = list(dict.fromkeys(key for _, key in sides))
    types = [doc.drafts[key].type for key in keys]
    heads = any(ref.type == "person" and doc.drafts[key].type == "organization" for ref, key in sides)
    if "organization" not in types or "country" not in types + ["country"] * heads:
        return None
    if len(keys) != _TWO:
        return () if heads else None
    first = next(ref for ref, key in sides if key == keys[0])
    second = next(ref for ref, key in sides if key == keys[1])
    between = doc.norm[first.end : second.start]
    if between in cue("sides.joins") or _MEETS.fullmatch(between):
        return tuple(keys)
    return () if heads else None


def _side(doc: Doc, ref: Ref) -> str | None:
    """The key of the country or body for which a reference stands; None for places, groups and pronouns."""
    key = ref.keys[0]
    draft = doc.drafts[key]
    if ref.form in ("pronoun", "coref", "inside") or doc.norm[ref.start - 1 : ref.start] in ("在", "于"):
        return None
    if draft.type == "person":
        body = body_headed(doc, key)
        country = doc.lexicon.country_index.get(draft.country or "")
        index = body if body is not None else country
        return None if index is None else known_actor(doc, index)
    index = doc.lexicon.index.get(key)
    if draft.type == "organization" and (index is None or doc.lexicon.entities[index].kind != "media"):
        return key
    return key if draft.type == "country" else None
