"""Rules for expressions made of quantities: ago, later, past and coming years, anniversaries, lengths."""

from __future__ import annotations

from typing import Final

from .grammar import Rule, rule
from .productions import (
    anniversary,
    compound,
    duration,
    recurrence,
    shifted,
    shifted_to_today,
    window,
    years_before,
)

Q: Final = "[期几]"

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "ago",
        f"[约近]?{Q}[前先]",
        shifted(-1),
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
        shifted(1),
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
        "ago-date",
        f"{Q}[前先]的点",
        years_before,
        kind="date",
        examples="""
            [70年前的10月1日]，新中国成立 1952-10-01
            [五十年前的2月]，总统访华 1972-02
            [三年前的12月8日]爆发 2019-12-08
            [一年前的1月6日]，人群冲进国会 2021-01-06
            [20年前的9月11日] 2002-09-11
        """,
        refused="三天前的2月",
    ),
    rule(
        "ago-today",
        f"{Q}[前先后继]的?点",
        shifted_to_today,
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
        window("past"),
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
        window("past"),
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
        window("future"),
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
        window("within"),
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
        anniversary,
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
        recurrence,
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
        compound,
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
        duration,
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
