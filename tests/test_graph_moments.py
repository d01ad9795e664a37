"""Two happenings of one day: another hour, another magnitude, 再次, another town."""

from __future__ import annotations

import pytest

from jishi.extract import extract
from jishi.graph import build_graph
from jishi.graph.moments import moment_of
from jishi.records import Article


def homes(*sentences: str, kinds: tuple[str, ...], published: str = "2024-06-11") -> int:
    """How many events of these types the articles tell, one article a sentence; each must tell one."""
    records = [
        extract(Article(id=f"r{at}", source=f"r{at}", file=f"r{at}", title=None, text=text, published=published))
        for at, text in enumerate(sentences)
    ]
    for record in records:
        assert any(event.type in kinds for event in record.events), record.text
    return len([event for event in build_graph(records).events if event.type in kinds])


QUAKES, BLASTS, TALKS = ("disaster",), ("accident", "attack"), ("call", "meeting")

APART = [
    (QUAKES, "土耳其南部6月10日凌晨发生7.8级地震。", "土耳其南部6月10日下午发生7.5级地震。"),
    (QUAKES, "土耳其南部6月10日发生7.8级地震。", "土耳其南部6月10日发生7.5级地震。"),
    (QUAKES, "日本宫崎县6月10日发生7.1级地震，造成3人受伤。", "日本宫崎县6月10日再次发生6.9级地震，造成1人受伤。"),
    (QUAKES, "日本宫崎县6月10日16时10分发生6.1级地震。", "日本宫崎县6月10日16时18分发生6.1级地震。"),
    (QUAKES, "日本宫崎县6月10日发生6.1级地震。", "日本石川县6月10日发生6.1级地震。"),
    (BLASTS, "山西大同一煤矿6月10日发生爆炸，造成5人死亡。", "山西临汾一煤矿6月10日发生爆炸，造成7人死亡。"),
    (BLASTS, "阿富汗喀布尔6月10日上午发生爆炸，造成6人死亡。", "阿富汗喀布尔6月10日晚发生第二起爆炸，造成12人死亡。"),
    (TALKS, "普京6月10日上午同哈萨克斯坦总统托卡耶夫通电话。", "普京6月10日晚再次同哈萨克斯坦总统托卡耶夫通电话。"),
    (TALKS, "普京6月10日同哈萨克斯坦总统托卡耶夫通电话。", "普京6月10日同托卡耶夫通电话，这是两人当天第二次通话。"),
]

ONE = [
    (QUAKES, "日本石川县能登半岛6月10日16时10分发生7.6级地震。", "日本石川县能登地区6月10日发生里氏7.4级地震。"),
    (QUAKES, "中国地震台网测定，西藏定日县6月10日发生6.8级地震。", "西藏定日县6月10日发生7.1级地震。"),
    (QUAKES, "土耳其南部当地时间6月10日凌晨发生7.8级地震。", "土耳其南部北京时间6月10日上午发生7.8级地震。"),
    (QUAKES, "日本宫崎县6月10日16时42分发生7.1级地震。", "日本宫崎县6月10日16时43分发生7.1级地震。"),
    (QUAKES, "日本宫崎县6月10日下午发生7.1级地震。", "日本宫崎县6月10日下午4时43分再次发生7.1级地震。"),
    (BLASTS, "山西大同一煤矿6月10日发生爆炸，造成5人死亡。", "山西大同一座煤矿6月10日发生爆炸，造成7人死亡。"),
    (BLASTS, "阿富汗喀布尔6月10日上午发生爆炸，造成6人死亡。", "阿富汗喀布尔6月10日早晨发生爆炸，造成12人死亡。"),
    (TALKS, "普京6月10日下午同法国总统马克龙通电话。", "法国总统马克龙6月10日上午同普京通电话。"),
    (TALKS, "普京6月10日同法国总统马克龙通电话。", "普京6月10日再次同法国总统马克龙通电话。"),
]


@pytest.mark.parametrize(("kinds", "left", "right"), APART)
def test_two_of_one_day(kinds: tuple[str, ...], left: str, right: str) -> None:
    assert homes(left, right, kinds=kinds) == 2
    assert homes(right, left, kinds=kinds) == 2


@pytest.mark.parametrize(("kinds", "left", "right"), ONE)
def test_one_told_otherwise(kinds: tuple[str, ...], left: str, right: str) -> None:
    assert homes(left, right, kinds=kinds) == 1


def test_two_measures_of_one_earthquake_stand_side_by_side() -> None:
    texts = ("日本石川县6月10日发生7.6级地震。", "日本石川县6月10日发生里氏7.4级地震。")
    records = [
        extract(Article(id=f"r{at}", source=f"r{at}", file="f", title=None, text=text, published="2024-06-11"))
        for at, text in enumerate(texts)
    ]
    (event,) = [event for event in build_graph(records).events if event.type == "disaster"]
    assert event.label == "日本石川县地震"
    assert [(item.field, sorted(item.values)) for item in event.disagreements] == [
        ("figure: 震级", ["7.6级", "里氏7.4级"])
    ]


def test_moments() -> None:
    """Traditional script and clocks of half a day are read; two parts of the day in a sentence say nothing."""
    assert moment_of("6月10日下午4時10分發生地震").clock == 16 * 60 + 10
    assert moment_of("6月10日凌晨发生地震，10日下午又发生地震").hours is None
    assert moment_of("北京时间6月10日晚").zone == "北京"
    assert moment_of("第一晚报社") == (None, None, "", False, False)
