"""Documents and channels that speak for somebody: 声明称 for whoever gave it out, 某人的微博写道 for its owner."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from .draft import Draft
from .heads import ADVERBS, rebind

PAPER: Final = re.compile(
    "(?:(?:这[份篇封则条段项]|该|上述|其)(?:[^,。;:“”]{0,20}的)?)?"
    "(声明|新闻稿|报告书?|公告|文章|评论|通报|社论|致辞|讲话|微博|推文|帖文|贴文|博文|帖子|白皮书|公开信|信件|通告|意见书|判词|决议|贺电|贺信|唁电|致函|慰问电)"
)
"""What may say something and belong to its author: 米歇尔发表的声明说."""
_TITLED: Final = re.compile("(?:^|[,。 ])(?:这篇|该)?(文章|社论|评论|报告|声明)[^,。]{0,30},$")
"""A clause in front whose subject is a document: 文章以…为题,指出."""
_OWNED: Final = re.compile(
    r"(?:\([^)]*\))?"
    "(?:[^,。:;的“”]{1,10}的|的|在|于|通过|透过)?(?:一[份篇项])?(?:[「《][^」》]{0,30}?)?[^,。:;的“”]{0,8}?"
    "(?:声明|新闻稿|公告|通告|通知|公报|通报|备忘录|信函|报告|研究|评论|文章|社论|帖文|贴文|推文|文中|信中|致辞|讲话|演讲|视频"
    "|影片|记录|脸书|面书|推特|微博|专页|粉丝页|网站|官网|网页|账号|账户|帐号|帐户|频道|传记|回忆录|书中|新书|日记|证词|供词|口供)"
    "[」》]?(?:里|中|上|内|页面|专页|粉丝页)*"
)
"""What belongs to somebody and tells his words: 商务部的声明还说, 林某的脸书专页也表示."""
_OFFICIAL: Final = re.compile("声明|公告|通告|公报|通报|新闻稿")
"""What a state itself gives out."""


def owner(draft: Draft, norm: str, names: Mapping[str, str]) -> bool:
    """Makes whoever owns the document or channel in front of the verb the speaker; whether there is such."""
    clause, token = draft.clause, draft.token
    if draft.trigger.stance or draft.trigger.options.get("weak") or draft.trigger.options.get("noun"):
        return False
    near = [t for t in clause.tokens if t.end <= token.start and t.letter in "pocg"]
    if not near:
        return False
    last = near[-1]
    if any(t.letter in "ZdL" for t in clause.tokens if t.start < last.start) and draft.names.get("agent"):
        return False  # 李明在某报上发表文章
    match = _OWNED.match(norm, last.end, token.end)
    if match is None or (last.letter == "c" and not _OFFICIAL.search(match.group())):
        return False
    if match.end() <= token.start and not ADVERBS.fullmatch(norm, match.end(), token.start):
        return False
    if last not in draft.found.get("agent", ()):
        rebind(draft, [last], names)
        draft.carried = False
    return True


def paper_of(draft: Draft, norm: str) -> str | None:
    """The document that speaks, if its word is the subject of the verb or part of the verb."""
    start = draft.clause.tokens[0].start
    agent = [t for t in draft.found.get("agent", []) if start <= t.start < draft.token.start]
    if agent:
        return None
    match = PAPER.match(norm, start, draft.token.end)
    if match is None and draft.carried:
        match = _TITLED.search(norm, draft.clause.line.start, start)
    return match.group(1) if match else None


def author(paper: str, drafts: Sequence[Draft], norm: str) -> Draft | None:
    """Whoever gave out the document last: 白宫发表声明说…。声明称…。"""
    for known in reversed(drafts):
        if not known.names.get("agent"):
            continue
        head = norm[known.clause.line.start : known.token.end]
        if paper in head or (paper == "文章" and "撰文" in head):
            return known
    return None
