"""Who speaks and is nobody known: the subject of a verb of saying."""

from __future__ import annotations

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.sentences import split_sentences
from jishi.extract.time import find_times
from jishi.records import Actor, Article


def actors(text: str) -> list[Actor]:
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2021-03-01")
    return find_actors(article, split_sentences(text), find_times(article), default_lexicon())[1]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("卫生机构表示，流感季提前到来。", "卫生机构", "organization"),
        ("分析家昨天（3日）说，油价会回落。", "分析家", "group"),
        ("当局估计，修复需要两年。", "当局", "group"),
        ("医生说，伤者已经脱险。", "医生", "group"),
        ("民政事务总署早前宣布，中心延长开放。", "民政事务总署", "organization"),
        ("Sensity在报告中指出，假视频越来越多。", "Sensity", "organization"),
        ("Louis Camilleri在声明中表示，他打算退休。", "Louis Camilleri", "person"),
        ("主管David Ong出席会议。Ong表示，公司会扩张。", "David Ong", "person"),
        ("美国药企Moderna宣布，试验进入下一阶段。", "Moderna", "organization"),
        ("一名不愿透露姓名的军官说，谈判没有进展。", "军官", "person"),
        ("65岁的叶先生认为，车票太贵。", "叶先生", "person"),
        ("港府发言人8月11日说，措施不变。", "港府发言人", "person"),
        ("总部位于这里的一家咨询公司说，需求会增加。", "咨询公司", "organization"),
        ("身穿黑衣的店主Ben表示，客人不多。", "Ben", "person"),
        ("但其竞选团队表示，活动照常。", "竞选团队", "organization"),
        ("退役军官颜丙云说，路很远。", "颜丙云", "person"),
        ("柯姓台商指出，订单减少了。", "柯姓台商", "person"),
        ("驻该组织代表指出，方案可行。", "驻该组织代表", "person"),
    ],
)
def test_an_unknown_subject_speaks(text: str, name: str, kind: str) -> None:
    """Nouns for people and bodies, 先生, Latin names; times, adverbs and phrases around them aside."""
    assert [(a.name, a.type) for a in actors(text)] == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "知情人士透露，交易快要完成。",
        "一名消息人士说，人选未定。",
        "业内人士表示，行情会好转。",
        "当地媒体报道说，山火失控。",
        "一份官方声明称，航班恢复。",
        "发言人说，名单稍后公布。",
        "报告认为，风险仍在。",
        "这项措施被认为有效。",
        "公司表示，价格不变。",
        "他建议政府宣布停工。",
        "动议获得通过，建议政府宣布停工。",
        "医生的说明很清楚。",
        "各方严正指出，条约有效。",
        "据该报道，水位很高。",
        "文件引述辩方指，证据不足。",
    ],
)
def test_nobody_speaks(text: str) -> None:
    """Sources without identity, documents, bare 公司, objects of other verbs, nouns."""
    assert [a.name for a in actors(text)] == []


def test_that_body_is_the_one_named_before() -> None:
    """该行 is the bank, 该委员会 the committee; without one it is nobody."""
    text = "世界银行发表报告。该行指出，增长会放缓。"
    assert [a.name for a in actors(text)] == ["世界银行"]
    assert actors("该委员会呼吁，法案应当修改。") == []


def test_an_office_alone_is_who_spoke_under_it() -> None:
    """发言人 and 官员 after 某某发言人 and 一名官员 are the same."""
    names = [a.name for a in actors("港府发言人说，措施不变。发言人强调，复检照旧。")]
    assert names == ["港府发言人"]
