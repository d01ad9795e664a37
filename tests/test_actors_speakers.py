"""Unnamed but identified speakers and groups: a noun phrase in front of a verb of saying."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article


def read(text):
    """Mentions and actors of a bare text."""
    article = Article(
        id="t", source="t", file="t", title=None, text=text, published="2021-06-01", script=script_of(text)
    )
    return find_actors(article, split_sentences(text), [], default_lexicon())


SPEAKERS = [
    ("医学专家警告，疫情会在八月达到高峰。", "医学专家", "group"),
    ("地震专家表示，余震仍会持续。", "地震专家", "group"),
    ("批评人士认为，这项政策没有作用。", "批评人士", "group"),
    ("還有業者反映資金不足。", "業者", "group"),
    ("许多会员公会表示，纾困已经结束。", "会员公会", "group"),
    ("辩方质疑警员没有警诫。", "辩方", "group"),
    ("控方指他當日在場。", "控方", "group"),
    ("光明党的支持者认为，该党被盯上。", "光明党的支持者", "group"),
    ("抗议集会的领袖在集会上发表演说。", "抗议集会的领袖", "group"),
    ("特朗普律师团誓言将上诉。", "特朗普律师团", "group"),
    ("拜登办公室在声明中说，他重申支持。", "拜登办公室", "organization"),
    ("奥尔默特办公室则说，对话热烈。", "奥尔默特办公室", "organization"),
    ("多国人士指出，此举加深危机。", "多国人士", "group"),
    ("一些外交官员说，谈判没有进展。", "外交官员", "group"),
    ("王小明的同事告诉记者，他刚到南京。", "王小明的同事", "group"),
    ("法国各工会号召举行罢工。", "法国各工会", "group"),
    ("全国各地的选举官员都表示，没有证据。", "全国各地的选举官员", "group"),
    ("当地政府一名高级官员说，项目已经开始。", "当地政府一名高级官员", "person"),
    ("早前有美国高级将领表示，事情可能会发生。", "美国高级将领", "group"),
    ("印媒称，双方各退一步。", "印媒", "group"),
    ("大疆公司驻纽约的一名发言人表示不予置评。", "大疆公司驻纽约的一名发言人", "person"),
    ("美國高級官員警告，局勢緊張。", "美國高級官員", "group"),
    ("當地居民說，水位很高。", "當地居民", "group"),
    ("主辦方表示，有一萬人參加。", "主辦方", "group"),
    ("多名民主派議員批評政府。", "民主派議員", "group"),
    ("经济学家警告，经济衰退即将到来。", "经济学家", "group"),
    ("分析師預計，利率將維持不變。", "分析師", "group"),
    ("北京一银行交易员说，利率没有悬念。", "北京银行交易员", "group"),
]


@pytest.mark.parametrize(("text", "name", "kind"), SPEAKERS)
def test_unnamed_speaker_is_an_actor(text, name, kind):
    """Who speaks is an actor by the words that identify them, without the number in front."""
    found = {a.name: a.type for a in read(text)[1]}
    assert found.get(name) == kind, found


@pytest.mark.parametrize(
    "text",
    [
        "知情人士说，谈判已经破裂。",
        "消息人士透露，会谈推迟。",
        "有分析认为，局势会恶化。",
        "消息说，会谈推迟。",
        "有人说，水位很高。",
        "记者对专家说，请稍等。",
        "他向律师表示感谢。",
        "专家的警告没有用。",
        "发言人说，稍后公布。",
    ],
)
def test_nobody_is_identified(text):
    """Sources that say nothing of who they are, and people who are only spoken to, are no actors."""
    assert [a.name for a in read(text)[1]] == []


def test_a_person_stays_a_mention_of_its_own():
    """In 某人的支持者 both the person and the supporters are mentions, and they do not overlap."""
    mentions, actors = read("总统特朗普的支持者认为，选举有问题。")
    names = {a.id: a.name for a in actors}
    assert [(m.text, names[m.actors[0]]) for m in mentions] == [
        ("总统特朗普", "唐纳德·特朗普"),
        ("支持者", "总统特朗普的支持者"),
    ]


def test_a_servant_is_not_the_master():
    """拜登发言人 and 特朗普律师 are not Biden and Trump; a Chinese lawyer's title behind his name is his own."""
    assert [a.name for a in read("拜登发言人说，此事属实。")[1]] == ["拜登发言人"]
    assert [a.name for a in read("特朗普律师表示，将会上诉。")[1]] == ["特朗普律师"]
    assert [a.name for a in read("王小明律师表示，将会上诉。")[1]] == ["王小明"]


def test_this_speaker_is_the_one_before():
    """这位发言人 is the unnamed spokesperson named before."""
    mentions, actors = read("大疆公司发言人表示不评论。这位发言人说，数字不准确。")
    assert [a.name for a in actors] == ["大疆公司发言人"]
    assert len(mentions) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中国和美国举行会谈，前者强调合作，后者指出分歧。", {"前者": "中国", "后者": "美国"}),
        ("王毅会见布林肯，后者表示感谢。", {"后者": "安东尼·布林肯"}),
        ("中国、美国和法国举行会谈，后者指出分歧。", {}),
        ("前者表示支持。", {}),
    ],
)
def test_former_and_latter(text, names):
    """前者 and 后者 are the first and second of just two actors named before; else nobody."""
    mentions, actors = read(text)
    called = {a.id: a.name for a in actors}
    assert {m.text: called[m.actors[0]] for m in mentions if m.form == "coref" and m.actors} == names
