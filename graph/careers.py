"""Whether two people of one name can be one by what they are called: 张某县县长 and 张某县书记, but no 教授.

Unknown offices fit any. Two people are two when their trades exclude each other (a mayor and a
singer; with a common name also a mayor and a professor), or when a post that one person has in one
place only is held in two places (甲市市长, 乙市市长). Whoever changes from one post to another of the
same trade stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .names import fold

_TRADES: Final = {
    "state": """
        总统 总理 首相 主席 部长 外长 防长 财长 大臣 国务卿 大使 公使 总领事 参赞 发言人 特使 议员 参议员 众议员 立委
        议长 国务委员 常委 省长 州长 市长 县长 区长 镇长 乡长 村长 书记 局长 厅长 处长 署长 司长 行政长官 特首
        上将 中将 少将 大将 元帅 司令 司令员 政委 参谋长 军长 师长 国王 女王 亲王 王储
    """,
    "business": "董事长 总裁 首席执行官 ceo 创始人 创办人 总经理 经理 老板 投资人 企业家 商人 店主",
    "academic": "教授 讲师 研究员 院士 博士 科学家 经济学家 历史学家 社会学家 政治学家 工程师 学生 教师 老师",
    "health": "医生 医师 护士 药师",
    "law": "律师 法官 检察官 检察长 公证员",
    "culture": "演员 导演 歌手 作家 诗人 画家 艺术家 主持人 音乐家 编剧 模特 网红 影星 歌星",
    "sport": "教练 球员 选手 运动员 门将 前锋 后卫 中锋 投手 棋手",
    "clergy": "主教 枢机 牧师 神父 法师 住持 教宗 教皇",
    "work": "司机 工人 农民 村民 渔民 保安 快递员 消防员 店员 厨师 居民 乘客 船员",
    "crime": "嫌疑人 嫌犯 被告 被告人 凶手 逃犯 毒枭",
}
"""Trade → endings of what its people are called; what many trades have (主任, 委员, 专家, 代表) is none's."""

_TRADE_OF: Final = {word: trade for trade, words in _TRADES.items() for word in words.split()}

_TOGETHER: Final = {
    frozenset(pair)
    for pair in (
        ("state", "law"),
        ("state", "academic"),
        ("state", "business"),
        ("academic", "health"),
        ("academic", "law"),
        ("business", "academic"),
    )
}
"""Trades that one person may have, at once or one after the other. Whoever is accused may have any."""

_ONE_PLACE: Final = frozenset(
    """
    省长 州长 市长 县长 区长 镇长 乡长 村长 书记 局长 厅长 处长 署长 董事长 总裁 首席执行官 ceo 总经理 教授 医生
    教师 老师 学生 教练 主教 牧师 村民 居民 老板 店主 法官 检察官
    """.split()  # noqa: SIM905  (a list of words, not of quotes)
)
"""What a person is of one place or body: said of two, it is said of two people."""

_OF_STATE: Final = frozenset("总统 总理 首相 国务卿 国务委员".split())  # noqa: SIM905
_OF_TOWN: Final = frozenset("市长 县长 区长 镇长 乡长 村长".split())  # noqa: SIM905
"""Highest offices, and posts that few who hold them ever had: with a common name two people have them."""

_TIME: Final = re.compile(
    "^(?:前任?|原|时任|现任|新任|候任|当选|代理?|已故|已退休的?|名誉|资深)|(?:前任?|原|时任|新任)$"
)
_RANK: Final = re.compile("(?:常务|第一|首席|助理)?副$|常务$|代$")


@dataclass(frozen=True, slots=True)
class Office:
    """An office in folded form, without rank and time: the whole, whose it is, its last word, and the trade."""

    text: str
    owner: str
    core: str
    trade: str


@lru_cache(maxsize=65_536)
def _office(role: str) -> Office | None:
    """What a role says of a career; None where its last word is in no trade."""
    text = fold(role)
    for size in range(min(len(text), 5), 1, -1):
        trade = _TRADE_OF.get(text[-size:])
        if trade is not None:
            owner = _TIME.sub("", _TIME.sub("", _RANK.sub("", text[:-size])))
            return Office(owner + text[-size:], owner, text[-size:], trade)
    return None


def offices_of(roles: Iterable[str]) -> list[Office]:
    """The offices of roles as printed that tell something of a career, each once."""
    return list(dict.fromkeys(office for role in roles if (office := _office(role)) is not None))


def exclude_each_other(left: Iterable[str], right: Iterable[str], *, common: bool) -> bool:
    """Whether two people with these roles cannot be one; with a `common` name two trades are two people."""
    mine, yours = offices_of(left), offices_of(right)
    if not mine or not yours or _shared(mine, yours):
        return False
    if common and any(_far_apart(a.core, b.core) for a in mine for b in yours):
        return True
    if not any(_together(a.trade, b.trade, common=common) for a in mine for b in yours):
        return True
    return any(a.core == b.core and a.core in _ONE_PLACE for a in mine for b in yours)


def _far_apart(mine: str, yours: str) -> bool:
    """Whether one of two offices is among the highest of a state, and the other of a town."""
    return (mine in _OF_STATE and yours in _OF_TOWN) or (yours in _OF_STATE and mine in _OF_TOWN)


def _together(mine: str, yours: str, *, common: bool) -> bool:
    if mine == yours or "crime" in (mine, yours):
        return True
    return not common and frozenset((mine, yours)) in _TOGETHER


def share_office(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether one office of one place or body is among the roles of both."""
    mine, yours = ([office for office in offices_of(roles) if office.owner] for roles in (left, right))
    return _shared(mine, yours)


def _shared(mine: list[Office], yours: list[Office]) -> bool:
    """Whether both have one office; where it is not said whose it is, it may be anybody's."""
    return any(a.core == b.core and (a.owner in b.owner or b.owner in a.owner) for a in mine for b in yours)
