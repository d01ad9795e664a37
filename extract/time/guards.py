"""Where a word that could be a time is none: what stands beside it decides.

Each guard looks at a few characters before and behind the token, in normalised text.
"""

from __future__ import annotations

import re
from typing import Final

from .lunar import SOLAR_TERMS
from .vocabulary import tuple_of

_NUMERIC: Final = frozenset("0123456789〇零一二两三四五六七八九十百千万亿廿卅几数半")

_DAY_ENDS: Final = tuple_of(
    "本报 本台 本刊 本社 本网 本周 本次 本市 本港 本公司 本院 本月 本应 本来 本是 本该 本轮 本届 本地 本土"
)
"""What may stand behind a word that ends in 日 although it begins with 本 (日本 otherwise)."""

_BEHIND_DAY: Final = ("元", "圆", "均线", "均价", "均值", "均量", "常", "程", "内瓦", "语")
_BEHIND_NUMBER_SIGN: Final = tuple_of(
    "楼 线 院 码 文 令 机 店 仓 门 馆 公路 召 球 种子 选手 台风 决议 井 桥 墙 房 厅 站 台 位 标 舰 艇 卫星 "
    "探测器 火箭 病 反应堆 机组 坑 矿 车 船 飞船 法案 提案 人物 公告 航站 国道 省道 跑道 院线 字 高速 泳道 "
    "泊位 通知 指令 嫌 档 案 柜 展 信箱 铺 会议 单元 被告"
)
_CRAFT: Final = tuple_of("神舟 嫦娥 天宫 天舟 长征 东风 天问 玉兔 阿波罗 联盟 快舟 风云 北斗 第 天和 航天")
_BEHIND_POINTS: Final = tuple_of(
    "建议 意见 要求 希望 共识 内容 看法 主张 原则 理由 原因 经验 体会 启示 名 赞 评 球 心 位 一 二 三 四 五 六 七 八 九"
)
_BEHIND_SEASON: Final = tuple_of("运动 奥运 残奥 达沃斯 学期 大学生 赛 联赛")
_BEHIND_COUNT: Final = tuple_of("次 个 届 年 月 大 家")
_NOT_BEHIND_COUNT: Final = tuple_of("年度 大会 大幅 大跌 大涨 大规模 个股 月")
_BEHIND_MONTH: Final = tuple_of("球 亮 饼 薪 票 租 供 嫂 革命 子 之交 活 额 花 龄 期美元 期国 期品 期限 期合约")
_BEHIND_SCORE: Final = tuple_of("击败 战胜 大胜 的比 力克 不敌")
_BEHIND_HOUR: Final = tuple_of("代 期 间 任 速 差 区 尚 装 刻 评 常 机 政 局 长 效")
_BEHIND_ONE: Final = tuple_of("直 些 样 次 起 度 带 方 家 名 位 场 批")
_BEFORE_HAN_NUMBER: Final = frozenset("月,。、;:于在从自至到和与(“ \n年周五四三二一日")
_SOLAR_WEATHER: Final = frozenset(("雨水", "大雪", "小雪", "大寒", "小寒"))
_DIGIT_FESTIVALS: Final = frozenset(tuple_of("一二九 七一 三月三 九一八 二月二 五一 五四 八一 六一 六四 十一 双十"))
_AFTER_DIGIT_FESTIVAL: Final = tuple_of(
    "假期 期间 黄金周 长假 小长假 节 前夕 前后 当天 当日 小黄金周 前 后 同期 国际 游行"
)
_SURNAMES: Final = frozenset(
    "李王张刘陈杨赵黄吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于"
    "蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
)
_YEARS_SINCE: Final = re.compile("[〇零一二三四五六七八九十百\\d]{1,4}周年")
_NAMED_EVENT: Final = tuple_of("事变 事件 运动 政变 惨案 起义 精神 抗战 战役 口号 指示 风波 淞沪 南昌")
_PLACE: Final = tuple_of("路 街 镇 村 县 乡 桥 区政府 区委 新村 社区 小区 大桥 大道 广场 机场 水库 中学 小学 酒店")
"""What shows that a festival's word is the name of a place: 国庆路, 端午桥."""
_STAGE_NAMES: Final = ("歌手", "演员", "作家", "导演", "画家", "球员", "选手", "影星", "歌星", "诗人")


def refuses(text: str, start: int, end: int, kind: str, word: str) -> bool:
    """Whether the token of `kind` at [start, end) is no time where it stands.

    Args:
        word: the word of the vocabulary, or the unit of a numeral.
    """
    guard = _GUARDS.get(kind)
    return guard is not None and guard(text, start, end, word)


def _personal_name(text: str, start: int) -> bool:
    """Whether somebody's name begins here or one character before: 作家三月, 导演李春天."""
    if text[max(0, start - 2) : start] in _STAGE_NAMES:
        return True
    return start >= 3 and text[start - 1] in _SURNAMES and text[start - 3 : start - 1] in _STAGE_NAMES


def _season(text: str, start: int, end: int, word: str) -> bool:
    return _personal_name(text, start) or text.startswith(_BEHIND_SEASON, end)


def _part_of_day(text: str, start: int, end: int, word: str) -> bool:
    before = text[max(0, start - 2) : start]
    if word.endswith("上") and text.startswith("海", end):
        return True  # 早|上海
    return text.startswith(("好", "新闻", "节目", "时段", "雷", "阵雨"), end) or before.endswith(
        ("大", "整个", "每", "临近", "一个", "春")
    )


def _behind_day(text: str, end: int) -> bool:
    """Whether the 日 before `end` belongs to a word like 日本 or 日元."""
    if text.startswith("本", end):
        return not text.startswith(_DAY_ENDS, end)
    return text.startswith(_BEHIND_DAY, end)


def _of_something(text: str, start: int) -> bool:
    """Whether 今天 is the present of something: 21世纪的今天, 中国的今天 (but not 十年前的今天)."""
    return text[start - 1 : start] == "的" and text[start - 2 : start - 1] not in ("前", "后")


def _part_of_year(text: str, start: int, end: int, word: str) -> bool:
    if word.startswith("岁") and text[start - 1 : start] in ("来", "余", "多", *_NUMERIC):
        return True
    return text[start - 1 : start] == "全" or text.startswith(("步", "级", "中学"), end)


def _half(text: str, start: int, end: int, word: str) -> bool:
    return word in ("后半年", "前半年") and text.startswith(("内", "里", "时间"), end)


def _quarter(text: str, start: int, end: int, word: str) -> bool:
    return text.startswith(("《", "收官", "开播", "回归", "热播", "节目", "综艺", "动画", "真人秀", "剧集"), end)


def _relative_day(text: str, start: int, end: int, word: str) -> bool:
    if word.endswith("日"):
        if text.startswith("本", end) and not text.startswith(_DAY_ENDS, end):
            return True
        return word == "前日" and text[start - 1 : start] in ("之", "以", "日", "年")
    if word == "今天" and (_of_something(text, start) or text.startswith(("的中国", "的世界"), end)):
        return True
    if word == "前天" or word == "后天":
        return text.startswith(("气", "性", "努", "赛"), end)
    return False


def _anaphor(text: str, start: int, end: int, word: str) -> bool:
    if word.endswith("日") and text.startswith("本", end):
        return not text.startswith(_DAY_ENDS, end)
    if word.endswith("天"):
        if text.startswith("下", end):
            return not text.startswith(("下午", "下班"), end)
        if text.startswith("空", end):
            return not text.startswith(("空袭", "空降", "空运"), end)
        return text.startswith(("气", "然", "才", "皇", "使", "津", "主", "文", "体", "线"), end)
    return False


def _year_word(text: str, start: int, end: int, word: str) -> bool:
    before = text[start - 1 : start]
    if before == "马" and word[0] == "上":
        return True
    if before in ("以", "之", "晚", "近") and word in ("上年", "前年", "后年", "来年", "下年度", "上年度"):
        return True
    if word in ("来年", "前年", "后年") and (before == "年" or before in _NUMERIC):
        return True
    return text.startswith(("轻", "龄", "级", "幼", "夜", "画", "货", "兽", "糕", "味", "纪", "薪", "华"), end)


def _after_number(text: str, start: int) -> bool:
    """Whether a numeral stands right before: 第二次月地转移."""
    return start > 0 and text[start - 1] in _NUMERIC


def _month_word(text: str, start: int, end: int, word: str) -> bool:
    if word == "次月" and _after_number(text, start):
        return True
    return (
        text.startswith(("球", "亮", "饼", "薪", "票", "租", "色", "光", "经"), end) or text[start - 1 : start] == "晚"
    )


def _week(text: str, start: int, end: int, word: str) -> bool:
    return word.endswith("周") and text.startswith(("刊", "易", "长会", "边", "岁", "转"), end)


def _weekday(text: str, start: int, end: int, word: str) -> bool:
    before = text[start - 1 : start]
    if before and before in _NUMERIC:
        return True
    if _personal_name(text, start):
        return True
    if word[-1] in "一二三四五六" and text.startswith(_BEHIND_COUNT, end):
        return not text.startswith(_NOT_BEHIND_COUNT, end)
    if word.endswith("日"):
        return _behind_day(text, end)
    return False


def _festival(text: str, start: int, end: int, word: str) -> bool:
    before = text[start - 1 : start]
    if word in ("三月三", "二月二") and text[max(0, start - 2) : start] in ("农历", "阴历"):
        return False
    if word == "独立日":
        # Many countries have one: America's is meant where nothing but America was spoken of.
        alone = not before.isalpha() or before in ("在", "的", "逢", "于")
        return not alone or "美国" not in text[max(0, start - 300) : start]
    if word in _DIGIT_FESTIVALS:
        return _digit_festival(text, start, end)
    if word in _SOLAR_WEATHER:
        return not (before in ("年", "日") or text.startswith(("节气", "时节"), end))
    if word.endswith("节") and text.startswith(("目", "育"), end):
        return True
    if word in SOLAR_TERMS and (before in _SURNAMES or text.startswith(("山", "行", "金融"), end)):
        return True
    if word == "小满":
        return before == "度"
    if not word.endswith(("节", "日")) and text.startswith(_PLACE, end):
        return True
    if word == "国庆":
        names = before in _SURNAMES or before in ("建", "爱", "立", "开")
        if _YEARS_SINCE.match(text, end):
            return True
        return names or text.startswith(("酒会", "招待会", "献礼", "档", "祝", "贺"), end)
    if word == "圣诞":
        return text.startswith(("老人", "树", "岛", "帽", "歌", "卡"), end)
    if word == "小年":
        return before == "大" or text.startswith(("轻", "龄", "纪"), end)
    return word in ("元宵", "清明", "重阳", "中秋") and text.startswith(("山", "木", "上河", "金融"), end)


def _digit_festival(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    if text[start:end] == "七一":
        return before in _NUMERIC or behind in _NUMERIC or text.startswith(("路", "街", "冰", "重要讲话"), end)
    if (before and before in _NUMERIC) or before == "第" or (behind and behind in _NUMERIC):
        return True
    if before in ("“", '"', "「", "『", "‘") and behind in ("”", '"', "」", "』", "’"):
        return text.startswith(_NAMED_EVENT, end + 1)
    if text.startswith(_AFTER_DIGIT_FESTIVAL, end):
        return text.startswith(("节目", "节课"), end)
    if before in ("年", "") or before in "\n,。、;":
        return behind not in ("", ",", "。", "、", " ", "插", "的", "将", "是")
    return True


def _first_of_month(text: str, start: int, end: int) -> bool:
    """Whether 一日 is the first of a month: mostly it is 'a day'."""
    before = text[start - 1 : start]
    if before in ("月", "初", ""):
        return True
    behind = text.startswith(("电", "讯", "晚", "上午", "下午", "凌晨", "起", "(", "至"), end)
    return behind or before in ("至", "到", "-", "—")


def _unit_day(text: str, start: int, end: int, unit: str) -> bool:
    if text[start:end] == "一日" and not _first_of_month(text, start, end):
        return True
    if unit == "号":
        if text.startswith(_BEHIND_NUMBER_SIGN, end):
            return True
        if text[max(0, start - 3) : start].endswith(_CRAFT):
            return True
        before = text[start - 1 : start]
        if before in ("路", "街", "道", "巷", "弄", "厦", "邨", "〕", "]", "】", ")", "字", "〉"):
            return True
        return not text[start].isascii() and bool(before) and before not in _BEFORE_HAN_NUMBER
    return _behind_day(text, end)


def _unit_month(text: str, start: int, end: int, unit: str) -> bool:
    if _personal_name(text, start):
        return True
    return text.startswith(_BEHIND_MONTH, end)


def _unit_year(text: str, start: int, end: int, unit: str) -> bool:
    if text[end - 1] != "年":
        return False
    return text.startswith(("级", "生", "期", "制", "轻", "限", "龄", "薪", "检", "保", "审"), end)


def _unit_quantity(text: str, start: int, end: int, unit: str) -> bool:
    if unit == "周":
        return text.startswith(("岁", "长", "边", "围", "转", "恩"), end)
    if unit == "日":
        return _behind_day(text, end) or text[start - 1 : start] == "第"
    if unit == "天":
        return text.startswith(("津", "气", "空", "下", "山", "王", "使", "文", "然"), end)
    return text.startswith(("级", "生", "期", "制", "轻", "限", "龄", "薪"), end) and unit == "年"


def _clock(text: str, start: int, end: int, word: str) -> bool:
    before = text[max(0, start - 3) : start]
    if ":" in word and text[start - 1 : start] == " " and text[max(0, start - 5) : start - 1].isdigit():
        return True  # Mon, 30 Nov 2020 18:51:46 GMT
    if ":" in word:
        return before.endswith(("比分", "以", "比", "按", "分", "第")) or text.startswith(_BEHIND_SCORE, end)
    if "时" in word and text.startswith(_BEHIND_HOUR, end):
        return True
    return before.endswith(("第", "零", "百")) or text.startswith(_BEHIND_POINTS, end)


def _lunar_month(text: str, start: int, end: int, word: str) -> bool:
    return word == "正月" and text[start - 1 : start] in tuple("修真校纠更订端")


def _lunar_day(text: str, start: int, end: int, word: str) -> bool:
    return word.endswith("一") and text.startswith(_BEHIND_ONE, end)


def _blocked(text: str, start: int, end: int, word: str) -> bool:
    """911 and 7-11 are names only beside what makes them so: 9-11月 is no attack."""
    if not word[0].isascii() or not word[-1].isdigit() or "·" in word:
        return False
    if word.startswith("9"):
        return not (text.startswith(("事件", "恐", "袭"), end) or text[end : end + 1] in ("”", '"', "」"))
    return text.startswith(("月", "日", "号", "年"), end)


_GUARDS: Final = {
    "禁": _blocked,
    "廿": _lunar_day,
    "腊": _lunar_month,
    "今": _relative_day,
    "当": _anaphor,
    "岁": _year_word,
    "同": _year_word,
    "本": _month_word,
    "该": _month_word,
    "曜": _weekday,
    "节": _festival,
    "日": _unit_day,
    "月": _unit_month,
    "几": _unit_year,
    "期": _unit_quantity,
    "钟": _clock,
    "春": _season,
    "周": _week,
    "晨": _part_of_day,
    "终": _part_of_year,
    "半": _half,
    "季": _quarter,
    "时": _clock,
}
