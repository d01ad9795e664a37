"""Rules for festivals, solar terms and dates of the lunar calendar."""

from __future__ import annotations

from typing import Final

from .assemble import assemble
from .grammar import Rule, rule
from .points_days import TAIL, YEAR

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "festival",
        f"(?:{YEAR}的?引?)?农?节{TAIL}",
        assemble,
        examples="""
            两国元首[除夕]通话 2022-01-31
            [今年中秋]恰逢周末 2022-09-10
            [2025年春节]假期 2025-01-29
            [元宵节当晚]烟花绽放 2022-02-15
            [去年国庆节]期间 2021-10-01
            [端午节]将放假三天 2022-06-03
            “[五一]”假期即将到来 2022-05-01
            [2024年冬至] 2024-12-21
            [清明]将至 2022-04-05
            [重陽節]前夕 2021-10-14
            [2023年大年初二]的票房 2023-01-23
            [2021年感恩节] 2021-11-25
            [今年七一]，升旗 2022-07-01
        """,
        refused="""
            李国庆出席
            五一路施工
            圣诞老人来了
            下起了大雪
        """,
    ),
    rule(
        "lunar-date",
        f"农?(?:{YEAR}的?)?农?腊(?:廿|日|数)?{TAIL}",
        assemble,
        examples="""
            [农历腊月二十三]是小年 2022-01-25
            [正月初一]的庙会 2022-02-01
            [2012年正月初八]开工 2012-01-30
            [腊月廿八]返乡 2022-01-30
            [二零一二年农历正月十五]的灯会 2012-02-06
            [2023年闰二月初一] 2023-03-22
        """,
        refused="修正月报",
    ),
    rule(
        "lunar-month-day",
        f"农?(?:{YEAR}的?)?农?月廿{TAIL}",
        assemble,
        examples="""
            [五月初五]赛龙舟 2022-06-03
            [去年九月初九]登高 2021-10-14
            [农历三月初三]的歌圩 2022-04-03
            [二月初二]龙抬头 2022-03-04
            [后年九月廿二] 2024-10-24
        """,
        refused="三月初的会议",
    ),
    rule(
        "lunar-marked",
        f"(?:农的?{YEAR}?|{YEAR}的?农)[月](?:廿|日|数)?{TAIL}",
        assemble,
        examples="""
            [农历八月十五]赏月 2021-09-21
            [农历2021年八月十五]赏月 2021-09-21
            [1991年农历八月二十三] 1991-09-30
            [阴历六月六日]晒书 2022-07-04
            [农历七月十五]祭祖 2022-08-12
        """,
        refused="农历书",
    ),
)
