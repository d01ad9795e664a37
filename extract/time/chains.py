"""Content tokens → chains: tokens that stand together, with the function words between and around."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from .tokens import Token
from .vocabulary import PREFIX_KINDS, SUFFIX_KINDS, functions, tuple_of

_LONGEST: Final = 7
_GAP: Final = 9
_LIMIT: Final = 48
"""A chain is cut at so many tokens: real ones have under twenty."""

_NOT_SUFFIX: Final = {
    "底": tuple_of("下 气 特律 层 部 线 薪 盘"),
    "末": tuple_of("代"),
    "初": tuple_of("中 步 次 级 选 稿 审 心 衷 见 始 创 一 二 三 赛 诊 裁"),
    "来": tuple_of("自 到 华 说 访 看 源 宾 电 信 台 京 沪 港 往 袭 临 年 了 得 不"),
    "起": tuple_of("诉 飞 草 火 义 到 来 重 点 源 因 降 爆 跑 步 码 初 动 伏 航 程 立 居 拍 底 价 伴 家 舞"),
    "前": tuple_of(
        "往 夕 来 首相 总统 总理 主席 外长 任 景 线 进 锋 所未 沿 列 提是 提条 提下 去 方 部长 国务 官员 述"
    ),
    "后": tuple_of("来 续 者 勤 方 果 代 卫 台 市"),
    "内": tuple_of("部 政 容 阁 地 塔 蒙 外 需 存 幕 战 科 陆 罗 华"),
    "里": tuple_of("程 约 斯 昂 面 根 氏 奥"),
    "中间": tuple_of("价 人 商 派 件 层"),
    "间": tuple_of("谍 接 断 隔 歇"),
    "晚": tuple_of("会 宴 餐 报 饭 礼 年 婚 期 于 辈 点 些 清"),
    "早": tuple_of("餐 报 饭 期 日 就 已 在 盘 于 前 先 班 茶 教"),
    "午": tuple_of("餐 饭 宴 休 夜 间 后 盘"),
    "夜": tuple_of("里 间 晚 市 班 总会 空"),
    "晨": tuple_of("报 间 练 跑 会 曦"),
    "多": tuple_of("年 次 家 名 个 项 国 边 地 方 人"),
    "许": tuple_of("多 可 诺"),
    "份": tuple_of("额 子"),
    "左右": tuple_of("手 两 逢"),
    "约": tuple_of("谈 定 束 翰 旦"),
    "上下": tuple_of("班 游 文"),
}
"""Characters that show that a function word is the beginning of another word: 底下, 前往, 来自."""
_AFTER_MIDDLE: Final = tuple_of("以来 至今 前后 以后 之后 之前 以前")
"""What shows that 3月中 is the middle of the month, and no beginning of 中国."""

_STILL_SUFFIX: Final = {"晚": ("会见", "会晤", "会谈", "会同", "会面", "宴请"), "早": ("在此前",), "前": ("首相府",)}
"""Words that begin like one of those, but leave the function word its own: 4日晚会见."""


def _is_suffix(text: str, word: str, end: int) -> bool:
    """Whether the function word that ends at `end` is one there, and no part of a longer word."""
    following = _NOT_SUFFIX.get(word)
    if word in _STILL_SUFFIX and text.startswith(_STILL_SUFFIX[word], end):
        return True
    if word == "中":
        return text.startswith(_AFTER_MIDDLE, end)
    if word == "许" and text[end - 2 : end - 1] not in ("时", "点", "分"):
        return False
    return not (following and text.startswith(following, end))


@lru_cache(maxsize=8192)
def _split_gap(gap: str) -> tuple[tuple[str, int, int], ...] | None:
    """The function words that make up `gap` as (kind, start, end), or None when it holds more."""
    table = functions()
    found = []
    at = 0
    while at < len(gap):
        if gap[at] in " \t":
            at += 1
            continue
        for length in range(min(_LONGEST, len(gap) - at), 0, -1):
            entry = table.get(gap[at : at + length])
            if entry is not None:
                found.append((entry[0], at, at + length))
                at += length
                break
        else:
            return None
    return tuple(found)


def chains(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """The chains of `text` in order, each with its function tokens, each at most `_LIMIT` tokens."""
    chain: list[Token] = []
    for token in tokens:
        if chain:
            end = chain[-1].end
            width = token.start - end
            gap = _split_gap(text[end : token.start]) if 0 < width <= _GAP else () if width == 0 else None
            if gap is not None and len(chain) < _LIMIT:
                chain += [Token(kind, end + a, end + b, text[end + a : end + b]) for kind, a, b in gap]
                chain.append(token)
                continue
            yield _extend(text, chain)
        chain = [token]
    if chain:
        yield _extend(text, chain)


def _extend(text: str, chain: list[Token]) -> list[Token]:
    """The chain with the function words before and behind it."""
    return _front(text, chain[0].start) + chain + _back(text, chain)


def _front(text: str, start: int) -> list[Token]:
    """At most two function words that end at `start`."""
    table = functions()
    front: list[Token] = []
    for _ in range(2):
        for length in range(min(_LONGEST, start), 0, -1):
            entry = table.get(text[start - length : start])
            gone = entry is not None and entry[1] == "过去" and text[start - 3 : start - 2] in ("已", "经", "就")
            if entry is not None and entry[0] in PREFIX_KINDS and not gone:  # 已过去12年 is a length
                front.insert(0, Token(entry[0], start - length, start, entry[1]))
                start -= length
                break
        else:
            break
    return front


def _back(text: str, chain: list[Token]) -> list[Token]:
    """At most four function words, or brackets that close what the chain opened, behind it."""
    table = functions()
    back: list[Token] = []
    end = chain[-1].end
    depth = sum((token.kind == "（") - (token.kind == "）") for token in chain)
    for _ in range(4):
        at = end + (text[end : end + 1] == " ")
        if text[at : at + 1] == ")" and depth:
            depth, end = depth - 1, at + 1
            back.append(Token("）", at, end, ")"))
            if text[end : end + 1] in ("日", "年", "月") and chain[0].kind == "今":
                back.append(Token("尽", end, end + 1, text[end]))
                end += 1
            continue
        for length in range(min(_LONGEST, len(text) - at), 0, -1):
            entry = table.get(text[at : at + length])
            if entry is not None and entry[0] in SUFFIX_KINDS and _is_suffix(text, entry[1], at + length):
                back.append(Token(entry[0], at, at + length, entry[1]))
                end = at + length
                break
        else:
            break
    return back
