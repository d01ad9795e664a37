"""Organisations by their endings: [country or place][words](部|委员会|公司|大学|…)."""

from __future__ import annotations

from typing import Final

from .lexicon import Lexicon
from .segment import Token

_INNER_VERBS: Final = frozenset(
    "管理 监督 监察 检察 出入境 建设 发展 投资 研究 服务 合作 贸易 教育 保障 保护 救援 抗战 执法 调查 统计 审计 "
    "监管 评估 咨询 开发 运输 防疫 防控 应急 进出口 促进 交流 对外 通信 认证 立法 检验 检疫 裁判 保险 保证 信托 "
    "控股 新闻 复兴 检测 测绘 勘探 设计 规划 监测 预报 预防 控制 选举 安全 反恐 维和 裁军 武装 出口 进口 联络 "
    "协调 合作社 救灾 慈善 自卫 巡逻 登记 仲裁".split()
)
_NOUNISH: Final = ("n", "vn", "j", "b", "s", "l", "i", "g", "form", "eng", "foreign", "chinese", "x", "an", "h", "k", "org")
_ANCHOR_TAGS: Final = frozenset({"nt", "nz", "foreign", "eng", "nrt", "nrfg", "x"})
_NEVER_INNER: Final = frozenset(
    "记者 消息 方面 时间 当地 报道 新闻 问题 关系 对话 会议 发言人 人士 今天 昨天 声明 领导 同志 各地 国家 一些 该国 我国 "
    "两国 本报 事件 疫情 期间 危机 战争 情况 视频 文字 编辑 来源 上市 主席 总统 媒体 官员 政府".split()
)
_GENERIC_PREFIX: Final = frozenset("大型 知名 著名 主要 相关 有关 各 某 本 该 多 新 老 旧 小 大 当地 其他 另 全 总 一家".split())
_WEAK: Final = frozenset(
    "能源 石油 石化 科技 电子 汽车 生物 资本 航空 保险 证券 人寿 财险 通讯 通信 电力 电信 咨询 传媒 影业 半导体 重工 风电 制药 药业 "
    "实业 地产 置业 置地 基金 控股 银行 社 集团 警察 运动 武装 民兵 中心 队 基地 组织 党 部 系统 理事会 董事会 监事会".split()
)
"""Endings that are common nouns too: they need a name of their own in front, not only a country."""
_COUNTRY_ENOUGH: Final = frozenset("银行 队 党 航空 石油 电力 电信 基金 中心 部".split())
_LIMIT: Final = 9


def find_organizations(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with those of an organisation's name joined into one (`tag` is `org:` and the kind)."""
    joined: list[Token] = []
    for token in tokens:
        suffix = _suffix(token, lexicon)
        first = _left_edge(joined, token, suffix[0], lexicon) if suffix else None
        if first is None or suffix is None:
            joined.append(token)
            continue
        parts = [*joined[first:], token]
        del joined[first:]
        text = "".join(part.text for part in parts)
        joined.append(Token(parts[0].start, token.end, text, f"org:{suffix[1]}", lexicon.form(text)))
    return joined


def _suffix(token: Token, lexicon: Lexicon) -> tuple[str, str] | None:
    """The longest ending that the token has and its kind."""
    if token.tag in ("w", "m", "foreign", "eng", "chinese") or token.is_title:
        return None
    if token.entities and not any(lexicon.entities[i].type == "organization" for i, _ in token.entities):
        return None
    suffixes = lexicon.org_suffixes
    if len(token.text) == 1:
        kind = suffixes.get(token.text)
        return (token.text, kind) if kind else None
    if token.tag[0] not in "njvfsxg" and token.tag not in ("l", "i"):
        return None
    for size in range(min(len(token.text), 6), 0, -1):
        kind = suffixes.get(token.text[-size:])
        if kind and (size > 1 or token.tag in ("n", "nt", "nz", "form", "j")):
            return token.text[-size:], kind
    return None


def jurisdiction(token: Token, lexicon: Lexicon) -> bool:
    """A country, place or organisation that may own what follows it."""
    if token.tag.startswith("org:"):
        return True
    if any(lexicon.entities[i].type in ("country", "place", "organization") for i, _ in token.entities):
        return True
    if token.tag in ("ns", "nt") and len(token.text) > 1:
        return True
    return token.text in lexicon.chars and token.tag in ("j", "ns", "nz", "x", "nr", "nrt")


def _left_edge(before: list[Token], token: Token, suffix: str, lexicon: Lexicon) -> int | None:
    """The index in `before` where the name begins, or None when there is nothing to join."""
    if token.entities:
        return _owner(before, token, lexicon)
    edge: int | None = None
    owned = named = False
    i, end = len(before) - 1, token.start
    while i >= 0 and len(before) - i <= _LIMIT:
        part = before[i]
        if part.end != end or part.text in _NEVER_INNER:
            break
        if jurisdiction(part, lexicon):
            edge, owned = i, True
            named = named or part.tag.startswith(("org:", "nt")) or lexicon.country_of(part.text) is None
        elif owned:
            if part.text not in ("驻", "赴", "援") or i == 0 or not jurisdiction(before[i - 1], lexicon):
                break
        elif part.tag in _ANCHOR_TAGS and (len(part.text) > 1 or part.tag == "x"):
            edge, named = i, True
        elif part.text in _GENERIC_PREFIX or not (
            _noun_like(part) or part.text in _INNER_VERBS or part.text in ("驻", "赴", "援") or _conjunction(before, i)
        ):
            break
        elif edge is not None and not owned and part.tag not in _ANCHOR_TAGS:
            edge = edge
        end = part.start
        i -= 1
    if edge is None or not _whole(before[edge:], token, suffix, named):
        return None
    return edge


def _owner(before: list[Token], token: Token, lexicon: Lexicon) -> int | None:
    """A known organisation takes the country right in front of it (韩国外交部, 美国务院)."""
    if not before or before[-1].end != token.start:
        return None
    known = [lexicon.entities[i] for i, _ in token.entities if lexicon.entities[i].type == "organization"]
    if not any(e.kind in ("government", "military", "party") for e in known):
        return None
    owner = before[-1]
    if lexicon.country_of(owner.text) or (owner.text in lexicon.chars and owner.tag != "form"):
        return len(before) - 1
    return None


def _noun_like(part: Token) -> bool:
    return part.tag.startswith(_NOUNISH) and not (part.is_title and part.tag == "form")


def _conjunction(before: list[Token], i: int) -> bool:
    """和 inside a name: nouns on both sides (天然气和电力公司)."""
    return before[i].text in ("和", "与", "及") and i > 0 and before[i - 1].tag in ("n", "vn", "b")


def _whole(parts: list[Token], token: Token, suffix: str, named: bool) -> bool:
    """Whether the words are a name: a country and a common noun (中国能源) are not."""
    if suffix in _WEAK and not named and not (suffix in _COUNTRY_ENOUGH and len(parts) + len(token.text) > 2):
        return False
    return token.end - parts[0].start >= 3
