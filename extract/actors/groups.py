"""Groups of people and bodies: [number][country, place, organisation or kind][noun for people]."""

from __future__ import annotations

from typing import Final

from .focus import acts, group_actor
from .lexicon import Lexicon
from .model import Doc, Ref
from .names import SPEECH
from .orgs import country_code
from .segment import Token

_INSIDE: Final = ("n", "b", "a", "vn", "j", "l", "s", "nz", "nt", "ns", "form", "org", "x", "foreign", "an", "g", "i", "h", "t", "f", "k", "z")
_STOP: Final = frozenset("的 和 与 及 等 其中 包括 中 上 下 后 前 时 月 日 年 今天 昨天 当天 对 方面 期间 同时 日前 目前 上午 下午 问题 情况 新闻 资料".split())
_COUNTERS: Final = frozenset("名 位 个 家 支 群 批 万 些 余名 多名 多位 多家 户 所 对 千 百 上万".split())
_BARE: Final = frozenset(
    "示威者 抗议者 批评者 抗议人士 支持者 反对派 武装分子 国际社会 西方国家 反对党 控方 辩方 民众 分析人士 分析师 专家 业者 "
    "法律专家 活动人士 异议人士 民主派 泛民 建制派 恐怖分子 叛军 联军 受害者 幸存者 观察人士 经济学家 医护人员".split()
)
"""Nouns that are a group by themselves when they act."""
_LIMIT: Final = 6


def find_groups(doc: Doc, used: set[int]) -> None:
    """Adds references for groups; one group a text is known by its words without the number."""
    tokens, heads = doc.tokens, doc.lexicon.group_heads
    for i, token in enumerate(tokens):
        if i in used or token.text not in heads and not _ends_with_head(token, heads):
            continue
        first = _left(doc.lexicon, tokens, i, used)
        right = tokens[i + 1] if i + 1 < len(tokens) else None
        owner = any(_owner(doc.lexicon, t) for t in tokens[first:i])
        counted = first > 0 and tokens[first - 1].text in _COUNTERS and tokens[first - 1].end == tokens[first].start
        start = tokens[first - 1].start if counted else tokens[first].start
        if _is_group(token.text, owner, counted, acts(doc, start, token.end) or (counted and _verb(right)), right):
            _add(doc, first, i, used)


def _ends_with_head(token: Token, heads: dict[str, str]) -> bool:
    return token.tag[0] in "nl" and any(token.text.endswith(h) for h in heads if len(h) > 1)


def _is_group(head: str, owner: bool, counted: bool, subject: bool, right: Token | None) -> bool:
    if right is not None and right.tag[0] == "n" and right.text not in ("们",):
        return False
    return subject and (owner or counted or head in _BARE)


def _verb(token: Token | None) -> bool:
    return token is not None and (token.tag[0] in "vdp" or token.text in SPEECH)


def _owner(lexicon: Lexicon, token: Token) -> bool:
    if country_code(token, lexicon) or token.tag in ("ns", "nt") or token.tag.startswith("org:"):
        return True
    return any(lexicon.entities[i].type != "person" for i, _ in token.entities)


def _left(lexicon: Lexicon, tokens: list[Token], i: int, used: set[int]) -> int:
    """The first token of the group's own words."""
    first = i
    for k in range(i - 1, max(-1, i - 1 - _LIMIT), -1):
        token = tokens[k]
        if tokens[k].end != tokens[k + 1].start or k in used or token.text in _STOP or not token.tag.startswith(_INSIDE):
            break
        first = k
        if _owner(lexicon, token) and not (k and _owner(lexicon, tokens[k - 1])):
            break
    return first


def _add(doc: Doc, first: int, last: int, used: set[int]) -> None:
    tokens = doc.tokens
    start, end = tokens[first].start, tokens[last].end
    if last + 1 < len(tokens) and tokens[last + 1].text == "们":
        end = tokens[last + 1].end
    doc.refs.append(Ref(start, end, "group", "group", "group", doc.norm[start:end]))
    used.update(range(first, last + 1))


def resolve_groups(doc: Doc) -> None:
    """Keys of groups: their words, with one key for the same words."""
    for ref in doc.refs:
        if ref.type == "group" and not ref.keys:
            ref.keys = (group_actor(doc, doc.article.text[ref.start : ref.end]),)
