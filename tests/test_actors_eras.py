"""Offices at times told without a number, of other holders, and of those who only serve: never today's holder."""

import pytest

from jishi.extract import extract
from jishi.extract.normalize import script_of
from jishi.records import Article

ANOTHERS = """
上一任美国总统签署了协议。
下一任美国总统将面临挑战。
第一任美国总统出身农场。
美国第一任总统出身农场。
美国首任总统出身农场。
第四十任美国总统出身演员。
未来的美国总统将面临挑战。
新一届美国总统将面临挑战。
上一届美国总统访问以色列。
每一任美国总统都访问以色列。
任何一位美国总统都会反对。
一名美国总统通常要竞选两年。
两位美国总统先后到访。
首位美国女总统将面临挑战。
美国女总统将面临挑战。
首位访问广岛的美国总统受到欢迎。
影片讲述虚构的美国总统遭绑架。
电影中的美国总统是女性。
他扮演美国总统，受到好评。
下一个美国总统将面临挑战。
上一任美國總統簽署了協議。
抗日战争时期，美国总统发表讲话。
文革期间，美国总统访问北京。
大萧条时代，美国总统发表讲话。
布什执政时期，美国总统发表讲话。
奥巴马执政时期，两国关系紧张，美国总统发表讲话。
冷战时期，两国对立。美国总统多次威胁。
晚清时，美国总统发表讲话。
古代，美国总统还不存在。
"""
PRESENT = """
本届美国总统表示，支持协议。
这位美国总统表示，支持协议。
这一任美国总统表示，支持协议。
现任美国总统表示，支持协议。
一位官员说，美国总统支持协议。
访问期间，美国总统发表讲话。
疫情期间，美国总统发表讲话。
疫情期间，两国关系良好。美国总统访问以色列。
新时期，美国总统发表讲话。
奥巴马执政时期的政策失败，美国总统说。
第三次会谈后，美国总统发表讲话。
"""


def read(text, day="2023-05-01"):
    """Words of each mention with the ids (or names) of its actors."""
    article = Article(
        id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text), outlet=None
    )
    record = extract(article)
    known = {actor.id: actor.qid or actor.name for actor in record.actors}
    return [(mention.text, [known[i] for i in mention.actors]) for mention in record.mentions]


def who(text, words, day="2023-05-01"):
    """Whom the last mention with these words means."""
    return next((ids for said, ids in reversed(read(text, day)) if said == words), [])


@pytest.mark.parametrize(
    "text",
    ANOTHERS.split(),
)
def test_another_s_office_is_not_the_present_holder_s(text):
    """Who holds it on the publish day is not meant."""
    assert not {"Q6279", "Q10853588"} & {i for _, ids in read(text) for i in ids}


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("奥巴马执政时期，美国副总统访问以色列。", "美国副总统", ["Q6279"]),
        ("特朗普政府时期的美国副总统访问以色列。", "美国副总统", ["Q24313"]),
        ("拜登总统任期内，美国副总统访问以色列。", "美国副总统", ["Q10853588"]),
        ("特朗普政府时期，美国国务卿访问以色列。", "美国国务卿", []),
        ("安倍内阁时期，日本外相访问以色列。", "日本外相", []),
        ("乾隆年间，英国国王派使者来华。", "英国国王", []),
        ("二战期间，英国首相发表讲话。", "英国首相", []),
        ("特朗普任内，美国副总统访问以色列。", "美国副总统", ["Q24313"]),
        ("奥巴马担任总统期间，美国副总统访问以色列。", "美国副总统", ["Q6279"]),
        ("奥巴马执政时期，两国关系良好。美国副总统访问以色列。", "美国副总统", []),
        ("美国总统提名人哈里斯表示支持。", "美国总统", []),
    ],
)
def test_a_ruler_s_time_is_his_tenures(text, words, wanted):
    """The holder throughout a ruler's time, nobody where there were several or nobody knows the era's days."""
    assert who(text, words) == wanted


@pytest.mark.parametrize(
    "text",
    PRESENT.split(),
)
def test_the_present_holder_where_the_present_is_meant(text):
    """Counters of other things, and times that are today's, leave the office its holder."""
    assert who(text, "现任美国总统" if text[:2] == "现任" else "美国总统") == ["Q6279"]


@pytest.mark.parametrize(
    ("text", "holder", "day"),
    [
        ("日本首相辅佐官阿达雅志表示支持。", "Q122465", "2021-05-01"),
        ("日本首相辅佐官表示支持。", "Q122465", "2021-05-01"),
        ("俄罗斯总统助理乌沙科夫表示支持。", "Q7747", "2021-05-01"),
        ("俄羅斯總統助理表示支持。", "Q7747", "2021-05-01"),
        ("日本首相政治顾问表示支持。", "Q122465", "2021-05-01"),
        ("英国首相幕僚长卡明斯说。", "Q180589", "2020-05-01"),
    ],
)
def test_who_serves_an_office_does_not_hold_it(text, holder, day):
    """An aide is not the principal."""
    assert holder not in {i for _, ids in read(text, day) for i in ids}


def test_an_envoy_is_not_called_by_the_office_that_sends_him():
    """美国总统特使克里 is no 美国总统 in the sentence behind."""
    text = "美国总统特使克里访问北京。美国总统表示支持。"
    assert who(text, "美国总统特使克里", "2021-05-01") == ["Q22316"]
    assert who(text, "美国总统", "2021-05-01") == ["Q6279"]


def test_two_offices_of_one_person_stay_two():
    """国务委员兼外交部长 and 总书记、国家主席 are no aides."""
    roles = [
        actor.roles
        for text in ("中国国务委员兼外交部长王毅访问老挝。", "总书记、国家主席习近平表示，支持协议。")
        for actor in extract(
            Article(id="t", source="t", file="t", title=None, text=text, published="2021-05-01", script="Hans")
        ).actors
        if actor.type == "person"
    ]
    assert [len(role) for role in roles] == [2, 2]


@pytest.mark.parametrize(
    ("text", "words", "day", "wanted"),
    [
        ("英国女王发表讲话。", "英国女王", "2023-05-01", []),
        ("英国女王发表讲话。", "英国女王", "2021-05-01", ["Q9682"]),
        ("英国国王发表讲话。", "英国国王", "2021-05-01", []),
        ("英国国王发表讲话。", "英国国王", "2023-05-01", ["Q43274"]),
        ("丹麦女王发表讲话。", "丹麦女王", "2021-05-01", ["Q102139"]),
        ("丹麦女王发表讲话。", "丹麦女王", "2024-05-01", []),
        ("挪威国王发表讲话。", "挪威国王", "2021-05-01", ["Q57287"]),
    ],
)
def test_a_queen_is_no_king(text, words, day, wanted):
    """An office whose words say a woman or a man is nobody else's."""
    assert who(text, words, day) == wanted
