"""Groups of people and bodies: [number][country, place, organisation or kind][noun for people]."""

from __future__ import annotations

from typing import Final

from ..normalize import normalize
from .focus import acts, group_actor
from .lexicon import Lexicon
from .model import Doc, Ref
from .names import SPEECH
from .orgs import country_code
from .segment import Token

_INSIDE: Final = (
    "n", "b", "a", "vn", "j", "l", "s", "nz", "nt", "ns", "form", "org", "x", "foreign", "an", "g", "i", "h", "k", "z",
)  # fmt: skip
_STOP: Final = frozenset(
    "的 和 与 及 等 其中 包括 中 上 下 后 前 时 月 日 年 今天 昨天 当天 对 方面 期间 同时 日前 目前 上午 下午 问题 情况 新闻 资料 "
    "一些 许多 很多 大量 相关 有关 不少 众多 广大 当前".split()
)
_COUNTERS: Final = frozenset("名 位 个 家 支 群 批 万 些 余名 多名 多位 多家 户 所 千 百 上万 数名 数百名 万名".split())
_NEVER: Final = frozenset("知情人士 消息人士 援引知情人士 业内人士 两国人民 人民 各国人民 国家 各国 年轻人 青年 媒体 官方媒体 成员国".split())
_ONLY_SUBJECT: Final = frozenset("企业 公民 公司 国民 学生 议员 员工 专家 学者 律师 法官 士兵 患者 游客 旅客".split())
"""Nouns with an owner that are an actor only where they act (为中国企业 names nobody)."""
_BARE_KINDS: Final = frozenset({"critics", "experts", "people"})
_NOT_BARE: Final = frozenset("专家 学者 企业 市民 学生 老人 儿童 妇女 员工 家长 工人 作家 医生 律师 商人 股东 投资者 作者 公民 国民 死者 伤者 反对党 执政党".split())
_FOR: Final = frozenset("为 给 对 向 吸引 造福 比 于 像".split())
_LIMIT: Final = 6


def find_groups(doc: Doc, used: set[int]) -> None:
    """Adds references for groups; one group a text is known by its words without the number."""
    tokens, heads = doc.tokens, doc.lexicon.group_heads
    for i, token in enumerate(tokens):
        kind = _head_kind(token, heads)
        if i in used or kind is None or token.text in _NEVER:
            continue
        first = _left(doc.lexicon, tokens, i, used)
        right = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].start == token.end else None
        if right is not None and right.tag[0] == "n" and right.text != "们" and right.text not in SPEECH:
            continue
        if _is_group(doc, tokens, first, i, kind, right):
            _add(doc, first, i, used)


def _head_kind(token: Token, heads: dict[str, str]) -> str | None:
    if token.text in heads:
        return heads[token.text]
    if token.tag[0] in "nlb" and len(token.text) > 2 and not token.is_title:
        return next((heads[token.text[-n:]] for n in (4, 3, 2) if token.text[-n:] in heads), None)
    return None


def _is_group(doc: Doc, tokens: list[Token], first: int, i: int, kind: str, right: Token | None) -> bool:
    """Whether the words stand for somebody: owned, counted, or acting by themselves."""
    head = tokens[i].text
    counted = first > 0 and _counts(tokens[first - 1]) and tokens[first - 1].end == tokens[first].start
    if doc.norm[tokens[first].start : tokens[i].end] in _NEVER:
        return False
    start = tokens[first - 1].start if counted else tokens[first].start
    subject = acts(doc, start, tokens[i].end) or (right is not None and right.text == "们")
    before = tokens[first - 2 if counted else first - 1].text if first > 1 else ""
    if any(_owner(doc.lexicon, token) for token in tokens[first:i]):
        if head not in _ONLY_SUBJECT or subject:
            return True
        return before not in _FOR and right is not None and right.tag[0] in "vd"
    if counted:
        return subject or (_verb(right) and before not in _FOR)
    if kind == "guest":
        return subject and first < i
    return subject and (first < i or (kind in _BARE_KINDS and head not in _NOT_BARE))


def _counts(token: Token) -> bool:
    return token.text in _COUNTERS or (token.tag in ("m", "q") and token.text[-1] in "名位个家批些")


def _verb(token: Token | None) -> bool:
    return token is not None and (token.tag[0] in "vdp" or token.text in SPEECH)


def _owner(lexicon: Lexicon, token: Token) -> bool:
    if country_code(token, lexicon) or token.tag in ("ns", "nt") or token.tag.startswith("org:"):
        return True
    return any(lexicon.entities[i].type != "person" for i, _ in token.entities)


def _left(lexicon: Lexicon, tokens: list[Token], i: int, used: set[int]) -> int:
    """The first token of the group's own words; a body with 的 behind it belongs to them (某党的支持者)."""
    first = i
    k = i - 1
    while k >= 0 and i - k <= _LIMIT and k not in used and tokens[k].end == tokens[k + 1].start:
        token = tokens[k]
        if token.text == "的" and k and (_owner(lexicon, tokens[k - 1]) or tokens[k - 1].entities) and first == i:
            return k - 1
        if _counts(token) and k and _owner(lexicon, tokens[k - 1]) and tokens[k - 1].end == token.start:
            return k - 1
        if token.text in _STOP or not token.tag.startswith(_INSIDE) or token.tag == "ad":
            break
        first = k
        if _owner(lexicon, token) and not (k and _owner(lexicon, tokens[k - 1])):
            break
        k -= 1
    return first


def _add(doc: Doc, first: int, last: int, used: set[int]) -> None:
    """The reference covers the number too (多名某国官员); the group is known by its words without it."""
    tokens = doc.tokens
    end = tokens[last].end
    if last + 1 < len(tokens) and tokens[last + 1].text == "们" and tokens[last + 1].start == end:
        end = tokens[last + 1].end
    words = [t for t in tokens[first : last + 1] if not (_counts(t) or t.tag == "m")]
    begin = first
    while begin > 0 and tokens[begin - 1].end == tokens[begin].start and _number(tokens[begin - 1]):
        begin -= 1
    pair = (words[0].start, words[-1].end) if len(words) == last + 1 - first else (tokens[last].start, end)
    doc.refs.append(
        Ref(tokens[begin].start, end, "group", "group", "group", "".join(t.text for t in words), name_span=pair)
    )
    used.update(range(begin, last + 1))


def _number(token: Token) -> bool:
    return token.tag in ("m", "q", "mq") or token.text in _COUNTERS or token.text in ("约", "大约", "近", "至少", "超过", "上万")


def resolve_groups(doc: Doc) -> None:
    """Keys of groups: their words, with one key for the same words."""
    for ref in doc.refs:
        if ref.type == "group" and not ref.keys:
            start, end = ref.name_span or (ref.start, ref.end)
            shown = doc.article.text[start:end]
            if normalize(shown) != ref.name and doc.article.script == "Hans":
                shown = ref.name
            ref.keys = (group_actor(doc, shown),)
