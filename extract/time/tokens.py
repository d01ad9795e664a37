"""The small pieces that time expressions are built of, and the names of their kinds.

A kind is one Chinese character, so that a run of tokens reads as a string and a rule's pattern is
a short regular expression over it: `年月日` matches a year, a month and a day. Content tokens carry
meaning of their own; function tokens (至 的 起 前 …) only count beside them.

| kind | token                                   | value |
| ---- | --------------------------------------- | ----- |
| 年   | year that can be nothing else           | int (0 is 1 BC) |
| 几   | N年 of one to three digits              | (number, raw numeral, whether it stands for a year) |
| 数   | bare numeral                            | (number, raw numeral) |
| 月   | N月                                     | int |
| 日   | N日, N号                                | int |
| 整   | 2021-02-03 and the like                 | (year or None, month, day) |
| 钟 时 | clock time (时: one that needs a date or a part of the day beside it) | (hour, minute, second or None) |
| 期   | quantity of a unit (三天, 20多年)        | Quantity |
| 序   | 第N + unit (第三天, 第一周)              | (number, unit) |
| 周年 is `庆`                                    | number |
| 世 代 | century, decade                         | int |
| 季   | quarter: (number or None, offset)       | first three quarters: `连` |
| 半   | half of year, month, week               | key |
| 旬   | part of a month                         | key |
| 终   | 年初 年底 岁末                           | key |
| 初   | 初 底 末 early, mid, late                | key |
| 春   | season                                  | 21-24 |
| 晨   | part of the day                         | key |
| 曜   | weekday                                 | (week offset or None, 1-7) |
| 番   | 第N个星期X, 最后一个星期X               | (number or -1, weekday) |
| 周 末 | week, weekend                           | offset |
| 今   | day counted from the day of writing     | (offset, part of day or None) |
| 岁 本 | year, month counted from it             | offset |
| 当 同 该 | day, year, month counted from the text | offset (day: with part of day) |
| 节   | festival, named day, solar term         | key |
| 腊 廿 农 | lunar month, lunar day, 农历          | (month, leap), int, - |
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Token(NamedTuple):
    """A piece of the text: kind (see the table), offsets, value."""

    kind: str
    start: int
    end: int
    value: Any = None


class Quantity(NamedTuple):
    """An amount of a unit.

    `low`/`high` differ for 三至五年 and 几年; `unit` is Y, M, W, D, h, m, s, Q or C (century);
    `about` is True for 多, 余, 几, 数; `half` adds half a unit; `rest` holds
    the further (amount, half, unit) of 8天20小时.
    """

    low: int
    high: int
    unit: str
    about: bool = False
    half: bool = False
    rest: tuple[tuple[int, bool, str], ...] = ()
