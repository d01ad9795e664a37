"""Sides that are not two countries: bodies, those who head them, and three parties; 该国 behind a pair."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article


def who(text, words, day="2022-06-02"):
    """The names that the last mention with these words leads to."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    mentions, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    names = {a.id: a.name for a in actors}
    return next(([names[i] for i in m.actors] for m in reversed(mentions) if m.text == words), [])


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("习近平会见冯德莱恩。双方就贸易交换意见。", "双方", ["中国", "欧盟"]),
        ("习近平会见米歇尔。双方就贸易交换意见。", "双方", ["中国", "欧盟"]),
        ("習近平會見馮德萊恩。雙方就貿易交換意見。", "雙方", ["中國", "歐盟"]),
        ("习近平会见谭德塞。双方就合作交换意见。", "双方", ["中国", "世界卫生组织"]),
        ("拜登会见斯托尔滕贝格。双方讨论乌克兰局势。", "双方", ["美国", "北大西洋公约组织"]),
        ("拜登会见斯托尔滕贝格。两国讨论乌克兰局势。", "两国", []),
        ("拜登会见斯托尔滕贝格。两国领导人讨论乌克兰局势。", "两国领导人", []),
        ("习近平会见马克龙。双方讨论乌克兰局势。", "双方", ["中国", "法国"]),
        ("以色列和哈马斯同意停火。双方将交换人质。", "双方", ["以色列", "哈马斯"]),
        ("中国和欧盟举行会谈。双方将扩大贸易。", "双方", ["中国", "欧盟"]),
        ("塔利班与美国签署协议。双方同意停火。", "双方", ["塔利班", "美国"]),
        ("中国与东盟签署协议。双方将扩大贸易。", "双方", ["中国", "东南亚国家联盟"]),
        ("北约与俄罗斯举行会谈。双方没有达成共识。", "双方", ["北大西洋公约组织", "俄罗斯"]),
        ("世卫组织说，美国退出协议。双方没有达成共识。", "双方", []),
        ("中国和美国在联合国举行会谈。双方没有达成共识。", "双方", ["中国", "美国"]),
        ("中国与美国举行会谈。双方没有达成共识。", "双方", ["中国", "美国"]),
    ],
)
def test_the_sides_of_bodies(text, words, wanted):
    """A body joined to a country is a side; its head is not his passport's country, and is nobody's in 两国."""
    assert who(text, words) == wanted


def test_a_head_of_a_government_stood_for_his_country():
    """On a day before he led the body he stands for the country."""
    text = "拜登会见斯托尔滕贝格。双方讨论合作。"
    assert who(text, "双方", day="2009-06-02") == ["美国", "挪威"]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("中美英三方签署协议。", "中美英三方", ["中国", "美国", "英国"]),
        ("中俄朝三方签署协议。", "中俄朝三方", ["中国", "俄罗斯", "朝鲜"]),
        ("中俄三方签署协议。", "中俄三方", []),
        ("哈马斯和以色列互换人质。以色列说，哈方违约。", "哈方", []),
        ("哈萨克斯坦总统访华。哈方表示支持。", "哈方", ["哈萨克斯坦"]),
        ("会谈中，哈方表示支持。", "哈方", ["哈萨克斯坦"]),
        ("哈马斯支持协议。哈萨克斯坦总统访华，哈方表示欢迎。", "哈方", ["哈萨克斯坦"]),
    ],
)
def test_parties_by_their_letters(text, words, wanted):
    """三方 behind three letters means each; a letter that a force named before shares is not a country's."""
    assert who(text, words) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("中国和老挝签署协议。两国将合作。该国经济增长。", []),
        ("法国总统访华。中法两国签署协议。该国经济增长。", []),
        ("中法两国签署协议。老挝发布公告，该国经济增长。", ["老挝"]),
        ("老挝发布公告，该国经济增长。", ["老挝"]),
    ],
)
def test_that_country_behind_a_pair_is_none_of_the_two(text, wanted):
    """Which of two named by one word is meant cannot be told; a single one named last can."""
    assert who(text, "该国") == wanted
