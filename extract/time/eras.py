"""Years counted by era: 民国, the reigns of the Qing, and the older ones that news still quotes.

Source: the usual tables of reign names (first year of each reign in the Gregorian count).
"""

from __future__ import annotations

from typing import Final

ROC_OFFSET: Final = 1911

FIRST_YEARS: Final = {
    "民国": 1912, "中华民国": 1912,
    "顺治": 1644, "康熙": 1662, "雍正": 1723, "乾隆": 1736, "嘉庆": 1796, "道光": 1821, "咸丰": 1851, "同治": 1862,
    "光绪": 1875, "宣统": 1909, "洪武": 1368, "建文": 1399, "永乐": 1403, "宣德": 1426, "正统": 1436, "景泰": 1450,
    "天顺": 1457, "成化": 1465, "弘治": 1488, "正德": 1506, "嘉靖": 1522, "隆庆": 1567, "万历": 1573, "天启": 1621,
    "崇祯": 1628, "贞观": 627, "开元": 713, "天宝": 742, "神龙": 705, "明治": 1868, "大正": 1912, "昭和": 1926,
    "平成": 1989, "令和": 2019,
}  # fmt: skip
"""The Gregorian year of 元年; year N of an era is this plus N - 1."""

LUNAR_REIGNS: Final = frozenset(
    name for name, year in FIRST_YEARS.items() if year < 1912 and name not in ("明治", "神龙")
)
"""Reigns whose months are those of the lunar calendar when they are written in Hanzi."""

LONGEST: Final = max(len(name) for name in FIRST_YEARS)
