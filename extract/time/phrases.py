"""The second step of the grammar: points, quantities and function words → whole expressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from .grammar import Grammar, Produce, Rule, rule
from .meaning import About, Anniversary, Date, Duration, Meaning, Recurrence, Shift, Span, Window
from .tokens import Quantity, Token


def _points(tokens: Sequence[Token]) -> list[Meaning]:
    return [token.value for token in tokens if token.kind == "点"]


def _quantity(tokens: Sequence[Token]) -> Quantity | None:
    """The quantity among the tokens, wherever it stands as 期, 几 or 日."""
    for token in tokens:
        if token.kind == "期":
            value: Quantity = token.value
            return value
        if token.kind == "几":
            return Quantity(token.value[0], token.value[0], "Y")
    return None


def _range(tokens: Sequence[Token]) -> Meaning | None:
    first, last = _points(tokens)
    if isinstance(first, Span) or isinstance(last, Span):
        return None
    return Span(first, last)


def _either(tokens: Sequence[Token]) -> Meaning | None:
    """今年8月或9月: two places of the same sort, taken as the span of both."""
    first, last = _points(tokens)
    return Span(first, last) if isinstance(first, Date) and isinstance(last, Date) else None


def _since(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None, now=True)


def _from(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None)


def _from_open(tokens: Sequence[Token]) -> Meaning | None:
    """自7月初: open at the end unless the sentence goes on to say until when (`Span.ends_later`)."""
    point = _points(tokens)[0]
    if isinstance(point, Span) or (isinstance(point, Date) and point.clock is not None):
        return None
    return Span(point, None, loose=True)


def _within(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Date) and point.day is not None else point


def _until(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(None, point)


def _before(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(None, point, exclusive=tokens[-1].value in ("之前", "以前"))


def _after(tokens: Sequence[Token]) -> Meaning | None:
    point = _points(tokens)[0]
    return None if isinstance(point, Span) else Span(point, None, exclusive=tokens[-1].value in ("之后", "以后"))


def _about(tokens: Sequence[Token]) -> Meaning | None:
    return About(_points(tokens)[0])


def _shift(sign: int) -> Produce:
    def produce(tokens: Sequence[Token]) -> Meaning | None:
        quantity = _quantity(tokens)
        return None if quantity is None else Shift(quantity, sign, anaphoric=sign > 0)

    return produce


def _shift_same_day(tokens: Sequence[Token]) -> Meaning | None:
    """二十年前的今天 is that day; 二十年后的今天 is the day of writing."""
    quantity = _quantity(tokens)
    if quantity is None or _points(tokens)[0] != Date(days=0):
        return None
    sign = -1 if any(token.kind in "前先" for token in tokens) else 1
    return Shift(quantity, sign, same_day=True)


def _window(direction: str) -> Produce:
    def produce(tokens: Sequence[Token]) -> Meaning | None:
        quantity = _quantity(tokens)
        if quantity is None:
            return None
        near = tokens[0].kind in "近约" and tokens[0].value in ("近", "将近") and tokens[-1].kind == "来"
        return Window(quantity, direction, nearly=near and quantity.low >= 10)

    return produce


def _anniversary(tokens: Sequence[Token]) -> Meaning | None:
    return Anniversary(next(token.value for token in tokens if token.kind == "庆"))


def _duration(tokens: Sequence[Token]) -> Meaning | None:
    quantity = _quantity(tokens)
    return None if quantity is None else Duration(quantity)


def _compound(tokens: Sequence[Token]) -> Meaning | None:
    """8天20小时: quantities of ever smaller units, taken together."""
    parts = [quantity for token in tokens if (quantity := _quantity([token]))]
    if len({part.unit for part in parts}) < len(parts):
        return None
    parts.sort(key=lambda part: "YQMWDhms".find(part.unit))
    return Duration(parts[0]._replace(rest=tuple((part.low, part.half, part.unit) for part in parts[1:])))


def _clock_range(tokens: Sequence[Token]) -> Meaning | None:
    """从下午两点到四点: at least one end has a date or a part of the day; the other takes it over."""
    ends = [token for token in tokens if token.kind in "点时"]
    first, last = (token.value if token.kind == "点" else Date(clock=token.value) for token in ends)
    if not (isinstance(first, Date) and isinstance(last, Date) and first.clock and last.clock):
        return None
    if first.part and not last.part and last.days is None:
        last = replace(last, part=first.part)
    return Span(first, last)


def _clock_bound(tokens: Sequence[Token]) -> Meaning | None:
    """十二点之后, 十点左右: the word behind shows that it is a time of day."""
    date = Date(clock=next(token.value for token in tokens if token.kind == "时"))
    match tokens[-1].kind:
        case "先":
            return Span(None, date)
        case "继" | "起":
            return Span(date, None)
    return date


def _between(tokens: Sequence[Token]) -> Meaning | None:
    """2015年和2018年之间."""
    if tokens[-1].value not in ("之间", "间"):
        return None
    return _range(tokens)


def _recurrence(tokens: Sequence[Token]) -> Meaning | None:
    last = tokens[-1]
    if tokens[0].kind == "恒":
        return Recurrence(tokens[0].value)
    quantity = _quantity([last])
    if quantity is not None:
        return Recurrence(f"P{quantity.low}{quantity.unit}")
    point = last.value
    if isinstance(point, Date):
        if point.weekday or point.weekend:
            return Recurrence("P1W")
        if point.month or point.festival or point.season:
            return Recurrence("P1Y")
        if point.day:
            return Recurrence("P1M")
        return Recurrence("P1D")
    return None


Q: Final = "[期几]"

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "range",
        "[自由]?点起?至点内?",
        _range,
        kind="interval",
        examples="""
            访问于[4月27日至5月1日]进行 2022-04-27/2022-05-01
            [从周六到周一]停电 2022-03-12/2022-03-14
            [8月下旬至9月初]达到高峰 2022-08-21/2022-09
            [2017年8月15日至2018年3月29日] 2017-08-15/2018-03-29
            [2026年至2035年間]釋出 2026/2035
            [3月1日-5日]休会 2022-03-01/2022-03-05
            [上世纪80年代末到90年代初]的困难 1987/1992
            [去年12月至今年2月]的冬季 2021-12/2022-02
            [上午9时至11时]封路 2022-03-16T09:00/2022-03-16T11:00
            [去年10月到2月]的雨季 2021-10/2022-02
            [2月28日傍晚至3月1日凌晨] 2022-02-28/2022-03-01
        """,
        refused="从低到高",
    ),
    rule(
        "clock-range",
        "[自由]?(?:点至时|时至点)",
        _clock_range,
        kind="interval",
        examples="""
            [昨天下午两点到四点]开会 2022-03-15T14:00/2022-03-15T16:00
            [周一上午10点到12点]停电 2022-03-14T10:00/2022-03-14T12:00
            [今晚八点到九点]直播 2022-03-16T20:00/2022-03-16T21:00
            [10点到明天两点]宵禁 2022-03-16T10:00/2022-03-17T02:00
            [3月15日下午1点至3点]封路 2022-03-15T13:00/2022-03-15T15:00
        """,
        refused="从三点到五点意见",
    ),
    rule(
        "clock-bound",
        "[自由]?时[先继起许]",
        _clock_bound,
        kind="date",
        examples="""
            [十二点之后]停电 2022-03-16T12:00/..
            [八点之前]到场 ../2022-03-16T08:00
            [十点左右]起火 2022-03-16T10:00
            [8点起]排队 2022-03-16T08:00/..
            [三点以后]离开 2022-03-16T03:00/..
        """,
        refused="提出五点建议",
    ),
    rule(
        "between",
        "点、点内",
        _between,
        kind="interval",
        examples="""
            [2015年和2018年之间]的销售 2015/2018
            [三月和九月之间]的数据 2022-03/2022-09
            [2007年与2009年间]的危机 2007/2009
            [3月1日和5日之间]的会谈 2022-03-01/2022-03-05
            [1999年和2001年之间]出生 1999/2001
        """,
        refused="朝夕之间",
    ),
    rule(
        "either",
        "点或点(?![先后继])",
        _either,
        kind="interval",
        examples="""
            在[今年3月27日或28日]会晤 2022-03-27/2022-03-28
            [今年8月或9月]访问 2022-08/2022-09
            [2023年或2024年]投产 2023/2024
            将于[周四或周五]投票 2022-03-17/2022-03-18
            [4月或5月]开放 2022-04/2022-05
        """,
        refused="或许",
    ),
    rule(
        "since",
        "[自由]?点起?来",
        _since,
        kind="interval",
        examples="""
            [今年以来]半岛形势缓和 2022-01-01/2022-03-16
            [2018年以来]的关系 2018/2022
            [自1969年以來]首次 1969/2022
            [2月下旬以来]的降雨 2022-02-21/2022-03-16
            [去年3月以来]停飞 2021-03/2022-03
            [3月1日以来]的病例 2022-03-01/2022-03-16
        """,
        refused="一直以来",
    ),
    rule(
        "until-now",
        "[自由]?点起?至?迄",
        _since,
        kind="interval",
        examples="""
            [2012年至今]任教授 2012/2022
            [今年迄今为止]的大火 2022-01-01/2022-03-16
            [2月24日至今]的冲突 2022-02-24/2022-03-16
            [从2001年起至今] 2001/2022
            [1月1日至今] 2022-01-01/2022-03-16
        """,
        refused="至今未回应",
    ),
    rule(
        "from",
        "[自由于]?点起",
        _from,
        kind="interval",
        examples="""
            [自2014年起]便存放 2014/..
            [从1日开始]开学 2022-03-01/..
            [于2018年7月起]担任 2018-07/..
            [周四起]禁止入境 2022-03-17/..
            [明日起]限行 2022-03-17/..
            [二〇二二年三月一日起]施行 2022-03-01/..
        """,
        refused="说起来容易",
    ),
    rule(
        "from-open",
        "自点(?![至的迄来])",
        _from_open,
        kind="interval",
        examples="""
            [自7月初]一直还柙 2022-07/..
            货币立场[从2020年6月]变得审慎 2020-06/..
            [自2019年]任教 2019/..
            [自去年9月]停产 2021-09/..
            [从1月10日]开课 2022-01-10/..
        """,
        refused="自今年轻人",
    ),
    rule(
        "as-of",
        "截至?点",
        _until,
        kind="interval",
        examples="""
            [截至今天早晨]仍有烟 ../2022-03-16
            [截至3月15日24时]共有病例 ../2022-03-15T24:00
            [截至2021年底]的余额 ../2021-12
            [截至2月末]的储备 ../2022-02
            [截止到2018年] ../2018
        """,
        refused="截至发稿",
    ),
    rule(
        "before",
        "点[前先]",
        _before,
        kind="interval",
        examples="""
            目标是[今年底前]达成 ../2022-12
            业务可于[2022年底前]恢复 ../2022-12
            须于[3月20日前]提交 ../2022-03-20
            [2030年前]实现碳达峰 ../2030
            [2015年1月1日之前]出生 ../2014-12-31
            [1949年以前]的上海 ../1948
        """,
        refused="明年前往中国",
    ),
    rule(
        "after",
        "点[后继]",
        _after,
        kind="interval",
        examples="""
            [2008年后]停办 2008/..
            [2018年之后]上升 2019/..
            [3月1日后]出生 2022-03-01/..
            [2015年以后]的议程 2016/..
            [2010-01-01以后]更新 2010-01-01/..
        """,
        refused="明年后来者",
    ),
    rule(
        "about",
        "约?点许",
        _about,
        kind="date",
        examples="""
            [2030年前后]达到峰值 2030~
            [3月20日左右]抵达 2022-03-20~
            [2025年左右]投产 2025~
            [9月2号左右]开学 2022-09-02~
            [1900年前后]的中国 1900~
        """,
        refused="左右为难",
    ),
    rule(
        "point-within",
        "点内",
        _within,
        kind="date",
        examples="""
            [2024年内]完成 2024
            [今年内]签署 2022
            [本月内]恢复 2022-03
            [本季度内]上市 2022-33
            [本周内]公布 2022-03-14/2022-03-20
        """,
        refused="境内外",
    ),
    rule(
        "ago",
        f"[约近]?{Q}[前先]",
        _shift(-1),
        kind="date",
        examples="""
            总理[3年前]访问 2019
            [两周前]宣布获胜 2022-03-02~
            [5天前]回国 2022-03-11
            [三个月前]签约 2021-12
            [30多年前]建交 1992~
            [半年前]离任 2021-09
            [一年半前]立案 2020-09
        """,
        refused="两年前景看好",
    ),
    rule(
        "later",
        f"[约近]?{Q}[后继]",
        _shift(1),
        kind="date",
        examples="""
            2020年1月3日遭空袭，[三天后]举行葬礼 2020-01-06
            [两年后]重返联合国 2024
            1972年2月访华，[七年后]建交 1979
            [一个月后]开庭 2022-04
            3月1日签约，[10天后]生效 2022-03-11
            [半年后]复查 2022-09
        """,
        refused="三天后来了",
    ),
    rule(
        "ago-today",
        f"{Q}[前先后继]的?点",
        _shift_same_day,
        kind="date",
        examples="""
            [90年前的今天]爆发战争 1932-03-16
            [二十年前的今天]建交 2002-03-16
            [一年前的今天]封城 2021-03-16
            [50年前的今日] 1972-03-16
            [三十年后的今天]再起战火 2022-03-16
            [十年前的今天]成立 2012-03-16
        """,
        refused="以前的今天",
    ),
    rule(
        "past-window",
        f"近的?{Q}[来内]?",
        _window("past"),
        kind="interval",
        examples="""
            [近三年]的同期水平 2019/2022
            建交[近60年来]的友谊 1962~/2022
            [过去3年来]多次会面 2019/2022
            [过去一年]的交往 2021/2022
            [最近两个月]的数据 2022-01/2022-03
            [过去五天]的降雨 2022-03-11/2022-03-16
        """,
        refused="接近三年级",
    ),
    rule(
        "past-window-since",
        f"{Q}来",
        _window("past"),
        kind="interval",
        examples="""
            [50年来]关系不断前行 1972/2022
            [二十年来]的努力 2002/2022
            [三個月來]的談判 2021-12/2022-03
            [40多年来]的改革 1982~/2022
            [半年来]的工作 2021-09/2022-03
        """,
        refused="十年来自各地",
    ),
    rule(
        "next-window",
        f"未{Q}内?",
        _window("future"),
        kind="interval",
        examples="""
            [未来四年]存在合作面 2022/2026
            [今后10年]的规划 2022/2032
            [未来五年]的发展 2022/2027
            [未来三个月]加息 2022-03/2022-06
            [未来7天]有雨 2022-03-16/2022-03-23
        """,
        refused="未来已来",
    ),
    rule(
        "within",
        f"{Q}内",
        _window("within"),
        kind="interval",
        examples="""
            承諾[兩年內]增加進口 2022/2024
            可能在[半年内]拥有 2022-03/2022-09
            [35年时间里]的侨民 1987/2022
            [三个月内]提交 2022-03/2022-06
            在[二十年里]取得成就 2002/2022
        """,
        refused="两年内地生活",
    ),
    rule(
        "anniversary",
        "庆",
        _anniversary,
        kind="anniversary",
        examples="""
            纪念“乒乓外交”[50周年]活动 1972
            庆祝建交[五十周年] 1972
            2021年是建党[100周年] 1921
            诞辰[120周年] 1902
            迎来[六十六週年] 1956
        """,
        refused="周年庆",
    ),
    rule(
        "recurrent",
        "恒的?点?(?:至点)?|每(?:点|期|几)",
        _recurrence,
        kind="set",
        examples="""
            [每年3月]召开 R/P1Y
            [每周二]公布进展 R/P1W
            [每月15日]发薪 R/P1M
            [每天]都发生 R/P1D
            [每年12月31日]庆祝 R/P1Y
            [每两年]一次 R/P2Y
        """,
        refused="每况愈下",
    ),
    rule(
        "compound-duration",
        f"{Q}(?:又?期){{1,6}}",
        _compound,
        kind="duration",
        examples="""
            历时[8天20小时] P8DT20H
            判处[四年六个月] P4Y6M
            飞行[2小时30分钟] PT2H30M
            仅用[一年又一个月] P1Y1M
            航行[5个星期3小时] P5WT3H
        """,
        refused="三年八班",
    ),
    rule(
        "duration",
        f"{Q}",
        _duration,
        kind="duration",
        examples="""
            会谈持续[三小时] PT3H
            库存不足[5天] P5D
            历时[20年] P20Y
            判处[七年]徒刑 P7Y
            连续[3个月]保持 P3M
            [一年半]的刑期 P1.5Y
            [半个世纪]的经验 P50Y
        """,
        refused="""
            三年级
            五天津人
        """,
    ),
)

GRAMMAR: Final = Grammar(RULES)
