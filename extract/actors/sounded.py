"""Foreign names right behind an office that the cut takes for something else: 作家福特, 总统恩圭马."""

from __future__ import annotations

from typing import Final

from .cues import cue
from .model import Doc, Ref
from .segment import Token

_LEAST: Final = 3
_MOST: Final = 6
"""Characters of a name with one that transliterations rarely have."""
_EVERYDAY: Final = -125
"""Ten times the logarithm of the share from which on a word of two characters is an everyday one."""


def sounded_name(doc: Doc, j: int, kind: str) -> tuple[int, Ref] | None:
    """A name by its sound that begins with token `j`, behind a title of a kind: the index after it, the reference."""
    stop = _branded(doc, j, kind) or _unplaced(doc, j) or _odd(doc, j)
    if not stop:
        return None
    start, end = doc.tokens[j].start, doc.tokens[stop - 1].end
    return stop, Ref(start, end, "person", "name", "foreign", name=doc.norm[start:end])


def _branded(doc: Doc, j: int, kind: str) -> int:
    """The index after a firm's name that is a family's too, behind an occupation that no firm has an office of."""
    token = doc.tokens[j]
    firms = {doc.lexicon.entities[index].kind for index, _ in token.entities}
    if firms != {"company"} or not _by_sound(doc, token.text) or kind not in cue("titles.of_no_firm"):
        return 0
    return j + 1 if _goes_on(doc, j + 1) else 0


def _unplaced(doc: Doc, j: int) -> int:
    """The index after a name that the dictionary has as a place's and no table holds (法国总统密特朗的), else 0."""
    token = doc.tokens[j]
    if token.tag != "ns" or token.form is not None or len(token.text) < _LEAST or token.text[-1] in cue("places.towns"):
        return 0
    named = token.text[-1] in doc.lexicon.name_edges[1] and _by_sound(doc, token.text)
    words = any(doc.lexicon.words.get(token.text[k : k + 2], -999) > _EVERYDAY for k in range(len(token.text) - 1))
    return j + 1 if named and not words and _goes_on(doc, j + 1) else 0


def _odd(doc: Doc, j: int) -> int:
    """The index after single characters that are a name, all but one of which transliterations have."""
    k = j
    while k < len(doc.tokens) and _may_belong(doc, doc.tokens[k]) and doc.tokens[k].end == _next_start(doc, k):
        k += 1
    name = "".join(token.text for token in doc.tokens[j:k])
    if not _LEAST <= len(name) <= _MOST or k == len(doc.tokens) or doc.tokens[k].text not in cue("names.speech"):
        return 0
    first, last = doc.lexicon.name_edges
    odd = sum(char not in doc.lexicon.translit for char in name)
    return k if odd == 1 and name[0] in first and name[-1] in last else 0


def _next_start(doc: Doc, k: int) -> int:
    return doc.tokens[k + 1].start if k + 1 < len(doc.tokens) else -1


def _may_belong(doc: Doc, token: Token) -> bool:
    """A character left over, or a piece of a name."""
    if token.entities or token.is_title or token.tag in ("w", "m", "eng", "p", "c", "d", "ul", "uj"):
        return False
    return (len(token.text) == 1 and token.text not in cue("names.speech")) or _by_sound(doc, token.text)


def _by_sound(doc: Doc, text: str) -> bool:
    return all(char in doc.lexicon.translit for char in text) and _is_no_word(doc, text)


def _is_no_word(doc: Doc, text: str) -> bool:
    """Whether the dictionary does not have a text but as a name."""
    return doc.lexicon.tags.get(text, "nr").startswith(("nr", "ns", "nz"))


def _goes_on(doc: Doc, k: int) -> bool:
    """Whether what stands at `k` can follow a name: a verb, a pause."""
    return k >= len(doc.tokens) or doc.tokens[k].tag[0] in "vdpcuw" or doc.tokens[k].text in cue("names.speech")
