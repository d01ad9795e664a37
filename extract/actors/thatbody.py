"""该部, 该局, 该公司, 该机构, 这家公司: the body of that kind which the text named last.

Where the sentence that names one last names two of the kind, nobody is meant.
"""

from __future__ import annotations

import re
from typing import Final

from .cues import cue
from .model import Doc, Ref
from .pairs import is_kind


def _any(name: str) -> str:
    return "|".join(sorted(cue(name), key=lambda word: (-len(word), word)))


_POINTS: Final = re.compile(
    f"(?:该|这[家所间个]|这一|上述|本?该)(?P<long>{_any('that.heads')})(?![们长队])|该(?P<short>[{''.join(sorted(cue('that.letters')))}])"
)


def find_that_bodies(doc: Doc) -> None:
    """Adds a reference for each pointer to a body that is known, where none covers it yet."""
    taken = [(ref.start, ref.end) for ref in doc.refs if ref.keys]
    for match in _POINTS.finditer(doc.norm):
        start, end = match.span()
        if _torn(doc, end) or any(low < end and start < high for low, high in taken):
            continue
        key = body_before(doc, start, match["long"] or match["short"])
        if key is not None:
            doc.refs = [ref for ref in doc.refs if not (start <= ref.start and ref.end <= end and not ref.keys)]
            doc.refs.append(Ref(start, end, "organization", "short", "that body", doc.norm[start:end], keys=(key,)))
    doc.refs.sort(key=lambda r: (r.start, -r.end))


def _torn(doc: Doc, end: int) -> bool:
    """Whether a word goes on behind: 该部门 and 该局长 are no 该部 and no 该局."""
    if end not in doc.ending:
        return True
    behind = doc.starting.get(end)
    return behind is not None and len(behind.text) == 1 and doc.norm[end - 1] + behind.text in doc.lexicon.words


def body_before(doc: Doc, at: int, head: str) -> str | None:
    """The body that 该 with this noun means: the last of its kind before an offset; None for none, or two at once."""
    found: list[tuple[int, str]] = []
    for ref in doc.refs:
        if ref.end <= at and len(ref.keys) == 1 and ref.form not in ("pronoun", "coref"):
            key = ref.keys[0]
            if doc.drafts[key].type == "organization" and _fits(doc, ref, key, head):
                found.append((ref.start, key))
    if not found:
        return None
    last = max(found)
    floor = doc.sentence_start(last[0])
    rivals = {key for start, key in found if start >= floor}
    if len(rivals) > 1 or (head in cue("that.of_company") and _is_object(doc, last, floor)):
        return None
    verb = doc.ending.get(at)
    whole = head in cue("that.of_company") | cue("that.any")
    if whole and verb is not None and verb.tag == "v" and floor == doc.sentence_start(at):
        return None  # 甲公司收购该公司: another one, named before
    return last[1]


def _is_object(doc: Doc, body: tuple[int, str], floor: int) -> bool:
    """Whether another body that is no authority is the first in the sentence which names this one."""
    first = next(
        (
            r
            for r in sorted(doc.refs, key=lambda r: r.start)
            if r.start >= floor and r.type == "organization" and r.keys
        ),
        None,
    )
    if first is None or first.start >= body[0] or body[1] in first.keys:
        return False
    return not any(is_kind(doc, key, "government") for key in first.keys)


def _fits(doc: Doc, ref: Ref, key: str, head: str) -> bool:
    """Whether a body may be called by the noun: by its name's ending, as printed or in full, or by its kind."""
    draft = doc.drafts[key]
    if head in cue("that.any"):
        return head not in cue("that.no_authority") or not is_kind(doc, key, "government")
    endings = (head, *(word for word in cue("kinds.university") if head in ("校", "学校", "大学")))
    if head == "行":
        endings = ("银行", "行")
    if doc.norm[ref.start : ref.end].endswith(endings) or draft.name.endswith(endings):
        return True
    index = doc.lexicon.index.get(key)
    kind = doc.lexicon.entities[index].kind if index is not None else ""
    return head in cue("that.of_company") and (kind == "company" or draft.name.endswith(tuple(cue("kinds.company"))))
