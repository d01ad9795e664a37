"""The stance of a statement, by its verb and by the words of its content.

Cues stand in `statement.toml` under `[stances.…]` in three lists by weight (`strong` 3, `cues` 2, `weak` 1);
those that are denied right before them (不寻求, 无意, 避免 …) do not count. The stance with the most weight
wins, from 2 on; no stance counts more than 4, and equal ones go by the order of `_ORDER`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ...records import Actor
from .cues import Cues
from .draft import Draft
from .lexer import Lexer, Line
from .topics import own_side

_ORDER: Final = ("threaten", "deny", "concede", "promise", "accuse", "reject", "demand", "appeal", "support")
_ENOUGH: Final = 2
_MOST: Final = 4
"""All cues of one stance together count no more, so that compliments do not outweigh one promise."""
_OPENING: Final = 25
"""A cue within so many characters of the beginning counts one more."""
_DENIED: Final = re.compile(
    "(?:不|不会|没有|没|未|并非|不是|无意|避免|防止|无须|从不|不再|绝非|难以|无法|仅能|只能|只)$"
)
_HOLLOW: Final = re.compile(
    "应[^,。;]{1,8}?(?:要求|邀请|请求)|(?:政策|资金|技术|数据|获|获得|得到|受到|提供|寻求|财政|金融|后勤|定向)[^,。;]{0,4}支持"
    "|支持[者率度]|反对[派党方者意]|互不干涉|不干涉|不得不|不得已|的要求|应该(?:表示|会|能|可以|是)|不要求|感谢信"
)
"""Words that hold a cue and mean nothing of the kind."""
_ATTITUDE: Final = re.compile(
    "希望|呼吁|要求|敦促|拒绝|反对|支持|同意|承诺|愿意|谴责|批评|指责|感谢|欢迎|赞[赏扬同]|期待|誓言|保证|不接受|否认|抗议|质疑|道歉|致力于|建议|高度评价|动武|反击|报复"
)
"""Cues that are the attitude of their own subject: 北约呼吁… is no appeal of whoever tells it."""
_ANOTHERS: Final = re.compile("(?:\x01[^,。;:“”]{0,8}|(?:被|遭|遭到|受到)[^,。;]{0,12})$")
_HAZARD: Final = re.compile(
    "疫情|病毒|病例|气候|气温|灾|洪|地震|余震|衰退|通胀|泡沫|饥荒|短缺|感染|暴雨|台风|死亡|高峰"
)
_MENACE: Final = re.compile("后果|代价|反制|回应|制裁|报复|勿|不要|切勿|停止|武力|惩|必将")


def content_of(draft: Draft, lines: Sequence[Line], norm: str, actors: Mapping[str, Actor]) -> str:
    """All that the passage says, with actors of another side than the speaker's blanked by \\x01."""
    claim = draft.claim
    end = claim.end if claim else draft.token.end
    spans = [(claim.start, claim.end)] if claim else []
    spans += [(r.trigger_start, r.end) for r in draft.reports if r.start >= end]
    spans += [span for span in draft.speech if all(span[0] != r.start for r in draft.reports)]
    others = _others(draft, lines, max((high for _, high in spans), default=0), actors)
    parts = []
    for low, high in sorted(spans):
        at = low
        for start, stop in others:
            if low <= start and stop <= high:
                parts += [norm[at:start], "\x01" * (stop - start)]
                at = stop
        parts += [norm[at:high], ","]
    return "".join(parts)


def _others(draft: Draft, lines: Sequence[Line], end: int, actors: Mapping[str, Actor]) -> list[tuple[int, int]]:
    own = own_side(draft, actors)
    found = []
    for line in lines[draft.clause.line.index :]:
        if line.start >= end:
            break
        for token in line.tokens:
            if token.mention is None:
                continue
            known = [actors[a] for a in token.mention.actors if a in actors]
            if token.letter == "u" or (known and not any(a.id in own or a.country in own for a in known)):
                found.append((token.start, token.end))
    return found


def set_stance(draft: Draft, lines: Sequence[Line], norm: str, lexer: Lexer, actors: Mapping[str, Actor]) -> None:
    """Sets `draft.stance`: of the verb if it has one, else by cues in the content, else neutral."""
    content = content_of(draft, lines, norm, actors)
    stance = draft.trigger.stance
    if stance == "threaten" and _HAZARD.search(content) and not _MENACE.search(content):
        stance = "neutral"  # 专家警告疫情会达到高峰: nobody is threatened
    draft.stance = stance or stance_of(content, lexer.stances)


def stance_of(content: str, cues: Mapping[str, Cues]) -> str:
    """The stance that the cues of a text add up to."""
    content = _HOLLOW.sub("", content)
    scores = {stance: _score(content, rows) for stance, rows in cues.items()}
    best = max(_ORDER, key=lambda s: (scores.get(s, 0), -_ORDER.index(s)))
    return best if scores.get(best, 0) >= _ENOUGH else "neutral"


def _score(content: str, rows: Cues) -> int:
    total = 0
    opening = 0
    for weight, expression in rows:
        for match in expression.finditer(content):
            low = max(0, match.start() - 14)
            if _DENIED.search(content, low, match.start()):
                continue
            if _ATTITUDE.match(match.group()) and _ANOTHERS.search(content, low, match.start()):
                continue
            total += weight
            opening |= weight > 1 and match.start() <= _OPENING
    return min(total + opening, _MOST)
