"""Times and incumbents that are told without a number: 奥巴马执政时期, 乾隆年间, 第一任美国总统, 虚构的总统.

A ruler's time is his tenures, where the tables know them. Of other eras nobody here knows the days, so that an
office in them has no holder; nor has one that is called another's than the present holder's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from .cues import cue

if TYPE_CHECKING:
    from .lexicon import Lexicon
    from .model import Doc, Title


class Era(NamedTuple):
    """An era in front of an office: its days as pairs (first, last), none where they are not known, and whether
    nothing between could take it for itself."""

    spans: tuple[tuple[str, str], ...]
    clear: bool


_RULE: Final = re.compile(
    r"第?[一二两三]?个?(?:(?:政府|内阁|执政|当政|主政|掌权|在任|在位|统治|(?:担任|任|当)(?:国家|美国|政府)?(?:总统|总理|首相|主席))"
    r"(?:时期|期间|时代|年代|之时)|(?:总统|总理|首相|主席)?任期?内|时期|时代)"
)
_ERA: Final = re.compile(r"时期|时代|年间|年代|末年|初年")
_DURING: Final = re.compile("期间|之际|中|时")
_CLOSED: Final = ",、时的中"
"""What stands behind an era's name that needs no other word (晚清, 古代)."""
_GOES_ON: Final = re.compile("[,、]?")
_BREAK: Final = re.compile(r"[,;:!?()《》“”「」]")
_OVER: Final = ("以来", "以后", "以前", "之后", "之前", "结束", "后", "前")
"""Words that make an era the edge of another time."""
_LONGEST: Final = 12
_RULERS: Final = frozenset(("head_of_state", "head_of_government"))


def era_before(doc: Doc, start: int) -> Era | None:
    """The last era that the sentence names in front of an office at `start`, or the sentence before in its paragraph.

    None where neither names one.
    """
    here = doc.sentence_start(start)
    before = max(doc.norm.rfind("\n", 0, start) + 1, doc.sentence_start(start, back=1))
    if (era := _last_era(doc, here, start)) is not None or before >= here:
        return era
    told_before = _last_era(doc, before, here)
    return told_before._replace(clear=False) if told_before is not None else None


def _last_era(doc: Doc, floor: int, start: int) -> Era | None:
    """The last era named in `floor:start`."""
    front = doc.norm[floor:start]
    found = [era for at in range(1, len(front)) if (era := _ends_ruler(doc, front, at) or _ends_era(front, at))]
    for end, spans in sorted(found, key=lambda era: era[0], reverse=True):
        between = front[end:]
        if between.startswith(_OVER) or (between.startswith("的") and len(between) > 1):
            continue  # 冷战以来, and 安倍内阁时期的政策, on which somebody speaks today
        gap = _GOES_ON.match(between)
        rest = between[gap.end() :] if gap else between
        return Era(spans, _BREAK.search(rest) is None and (rest == "的" or not rest.endswith("的")))
    return None


def _ends_ruler(doc: Doc, front: str, at: int) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """A known ruler's name that ends at `at` with words for his time behind: where they end, and his tenures."""
    rule = _RULE.match(front, at)
    if rule is None:
        return None
    for size in range(min(_LONGEST, at), 1, -1):
        known = [i for i, _ in doc.lexicon.meanings(front[at - size : at]) if doc.lexicon.entities[i].type == "person"]
        if known:
            ruling = {i: spans for i in known if (spans := _reign(doc.lexicon, i, doc.day))}
            return rule.end(), next(iter(ruling.values())) if len(ruling) == 1 else ()
    return None


def _reign(lexicon: Lexicon, index: int, day: str | None) -> tuple[tuple[str, str], ...]:
    """The days on which somebody surely headed a state or a government, up to the publish day.

    The first and the last day of a tenure are its neighbours' too and left out.
    """
    spans = []
    for tenure, office in lexicon.tenures_of(index):
        if _RULERS & set(office.levels):
            first = _next(tenure.start) if len(tenure.start) == _DAY else (tenure.start + "-12-31")[:_DAY]
            last = min((tenure.end + "-01-01")[:_DAY] if tenure.end else day or _NEVER, day or _NEVER)
            spans += [(first, _next(last, -1) if last == tenure.end else last)] if first < last else []
    return tuple(spans)


_DAY: Final = len("2021-01-20")
_NEVER: Final = "9999-12-31"


def _next(day: str, step: int = 1) -> str:
    """The day behind a day; what is none stays as it is."""
    try:
        return str(date.fromisoformat(day) + timedelta(step))
    except (ValueError, OverflowError):
        return day


def _ends_era(front: str, at: int) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """Words for an era of history that end at `at` (抗日战争 + 期间, 乾隆 + 年间)."""
    head = front[:at]
    if (era := _ERA.match(front, at)) is not None and not head.endswith(tuple(cue("eras.present"))):
        return era.end(), ()
    if front[at] in _CLOSED and head.endswith(tuple(cue("eras.alone"))):
        return at, ()
    if (during := _DURING.match(front, at)) is not None and head.endswith(tuple(cue("eras.past"))):
        return during.end(), ()
    return None


_MANY: Final = "一二两三四五六七八九十百几数多0-9"
_ANOTHER: Final = re.compile(
    rf"(?:(?<![这那本现该同前后])[{_MANY}]+|[上下]一?|首|末|头|前[{_MANY}]?|后|第[{_MANY}]+|新一|任何一?|各|某一?|历|另一?|每一?)"
    r"(?:任|届|位|名|个)(?:民选|文人|黑人|女性?)?(?:[^,.。;!?:\n]{0,8}的)?$"
)
"""Words in front of an office that count its holders: the present one is meant by none of them."""
_FRONT: Final = 18


def means_another(doc: Doc, start: int, title: Title) -> bool:
    """Whether words at or in an office say that it is not its present holder's (下一任, 第三任, 未来的, 虚构的)."""
    core = title.end - len(title.core)
    floor = max(doc.sentence_start(start), start - _FRONT)
    for words in (doc.norm[floor:start], doc.norm[start:core]):
        if _ANOTHER.search(words):
            return True
        plain = words.removesuffix("的").removesuffix("中").removesuffix("里")
        if plain.endswith(tuple(cue("eras.unreal"))) or (plain != words and plain.endswith(tuple(cue("eras.stories")))):
            return True
    kinds = {doc.lexicon.titles.get(modifier, ("", 0))[0] for modifier in title.modifiers}
    return bool({"first holder", "last", "founding"} & kinds)


def is_her_office(doc: Doc, index: int, title: Title) -> bool:
    """Whether an office's words leave room for this holder: 女王 is no king, 国王 no queen, 女总统 no man."""
    gender = doc.lexicon.gender(doc.lexicon.entities[index].key)
    if title.core.endswith("女王"):
        return gender == "f"
    if title.core.endswith("国王"):
        return gender != "f"
    return gender != "m" or not ("女" in title.modifiers or title.core in cue("sides.female_titles"))
