"""Organisations by their endings: [country or place][words](部|委员会|公司|大学|…)."""

from __future__ import annotations

from typing import Final

from .lexicon import Form, Lexicon
from .segment import Token

_INNER_VERBS: Final = frozenset(
    "管理 监督 监察 检察 出入境 建设 发展 投资 研究 服务 合作 贸易 教育 保障 保护 救援 抗战 执法 调查 统计 审计 "
    "监管 评估 咨询 开发 运输 防疫 防控 应急 进出口 促进 交流 对外 通信 认证 立法 检验 检疫 裁判 保险 保证 信托 "
    "控股 新闻 驻 赴 援 抗癌 复兴 检测 测绘 勘探 设计 规划 监测 预报 预防 控制 选举 安全 打击 反恐 维和 裁军 武装".split()
)
_NOUNISH: Final = ("n", "vn", "j", "b", "s", "l", "i", "nz", "g", "form", "eng", "foreign", "chinese", "x", "an", "h", "k")
_ANCHOR_TAGS: Final = frozenset({"ns", "nt", "nz", "foreign", "eng", "nr", "nrt", "x", "nrfg"})
_NEVER_INNER: Final = frozenset(
    "记者 消息 方面 时间 当地 电 报道 新闻 问题 关系 对话 会议 发言人 人士 今天 昨天 声明 领导 同志 全国各 各地 国家 一些 "
    "该国 我国 本报 两国 事件 疫情 期间 危机 战争 情况 视频 文字 编辑 来源".split()
)
_GENERIC_PREFIX: Final = frozenset("大型 知名 著名 主要 相关 有关 各 某 本 该 多 新 老 旧 小 大 当地 其他 另 全 总".split())
_LIMIT: Final = 9


def find_organizations(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with those of an organisation's name joined into one (`tag` is `org:` and the kind)."""
    joined: list[Token] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        kind = _suffix_kind(token, lexicon)
        first = _left_edge(joined, token, kind, lexicon) if kind else None
        if first is None:
            joined.append(token)
        else:
            parts = [*joined[first:], token]
            del joined[first:]
            text = "".join(part.text for part in parts)
            joined.append(Token(parts[0].start, token.end, text, f"org:{kind}", lexicon.forms.get(text)))
        i += 1
    return joined


def _suffix_kind(token: Token, lexicon: Lexicon) -> str | None:
    """The kind of the longest ending that the token has; a known actor that is no organisation has none."""
    if token.tag in ("w", "m", "foreign", "eng") or token.is_title:
        return None
    if token.entities and not any(lexicon.entities[i].type == "organization" for i, _ in token.entities):
        return None
    suffixes = lexicon.org_suffixes
    if len(token.text) == 1:
        return suffixes.get(token.text)
    if token.tag[0] not in "njvfsxg" and token.tag not in ("org", "l", "i"):
        return None
    for size in range(min(len(token.text), 6), 0, -1):
        kind = suffixes.get(token.text[-size:])
        if kind and (size > 1 or token.tag in ("n", "nt", "nz", "form", "j")):
            return kind
    return None


def _is_jurisdiction(token: Token, lexicon: Lexicon) -> bool:
    if token.tag.startswith("org:"):
        return True
    if any(lexicon.entities[i].type in ("country", "place", "organization") for i, _ in token.entities):
        return True
    return token.tag in ("ns", "nt") or (len(token.text) == 1 and token.text in lexicon.chars and token.tag in ("j", "ns", "nz"))


def _left_edge(before: list[Token], token: Token, kind: str, lexicon: Lexicon) -> int | None:
    """The index in `before` where the name begins, or None when it is no name."""
    if token.entities and not _wants_prefix(token, lexicon):
        return len(before) if False else None
    edge: int | None = None
    anchored = False
    i = len(before) - 1
    end = token.start
    while i >= 0 and len(before) - i <= _LIMIT:
        part = before[i]
        if part.end != end or part.text in _NEVER_INNER:
            break
        if _is_jurisdiction(part, lexicon):
            edge, anchored = i, True
        elif anchored:
            if part.text in ("驻", "赴", "援") and i > 0 and _is_jurisdiction(before[i - 1], lexicon):
                pass
            else:
                break
        elif part.tag in _ANCHOR_TAGS and len(part.text) > 1:
            edge = i
        elif part.text in _GENERIC_PREFIX:
            break
        elif not (_noun_like(part) or part.text in _INNER_VERBS or _conjunction(before, i)):
            break
        end = part.start
        i -= 1
    if edge is None or not _whole(before, edge, token, kind):
        return None
    return edge


def _wants_prefix(token: Token, lexicon: Lexicon) -> bool:
    """A known organisation takes words in front of it only where its form is shared (外交部)."""
    return all(sureness >= 2 for _, sureness in token.entities)


def _noun_like(part: Token) -> bool:
    return part.tag.startswith(_NOUNISH) and not part.is_title


def _conjunction(before: list[Token], i: int) -> bool:
    """和 inside a name: nouns on both sides (天然气和电力公司)."""
    return before[i].text in ("和", "与", "及") and i > 0 and before[i - 1].tag in ("n", "vn") and i + 1 < len(before) + 1


def _whole(before: list[Token], edge: int, token: Token, kind: str) -> bool:
    """A name needs more than a place and a bare one-character ending (中国队 is enough, 中国社 is not)."""
    size = token.end - before[edge].start
    if len(token.text) == 1 and kind in ("media", "company") and size < 4:
        return False
    return size >= 3
