"""Governed places by their endings, and what only looks like a person or a body."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article


def read(text, day="2021-03-01"):
    """Name → type of the actors of a bare text."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    return {a.name: a.type for a in find_actors(article, split_sentences(text), [], default_lexicon())[1]}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("盈江县宣布停课。", "盈江县"),
        ("云南省德宏州盈江县启动预案。", "盈江县"),
        ("河南省济源市宣布，全市停课。", "济源市"),
        ("哈里斯县宣布停课。", "哈里斯县"),
        ("深圳市南山区宣布封控。", "南山区"),
        ("纽约州宣布紧急状态。", "纽约州"),
        ("加州反对这一做法。", "加州"),
        ("新疆宣布新措施。", "新疆"),
        ("內蒙古自治區啟動應急響應。", "內蒙古"),
    ],
)
def test_a_governed_place_that_acts_is_an_actor(text, place):
    """Provinces, states, counties and districts are places, whatever else their name may be."""
    found = read(text)
    assert found.get(place, found.get(place.removesuffix("州"))) == "place" or "加利福尼亚州" in found


@pytest.mark.parametrize("text", ["广东、浙江、福建三省发布警报。", "广东、浙江、福建等地发布警报。"])
def test_places_in_a_list_act_together(text):
    """All of a list are actors, summed up or not."""
    assert set(read(text)) == {"广东", "浙江", "福建"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("沃伦米尔·泽伦斯基表示感谢。", "沃伦米尔·泽伦斯基"),
        ("科威特外交大臣艾哈迈德·纳赛尔·萨巴赫宣布了协议。", "艾哈迈德·纳赛尔·萨巴赫"),
        ("法国央行总裁维勒鲁瓦德加洛表示支持。", "维勒鲁瓦德加洛"),
    ],
)
def test_a_known_name_does_not_cut_a_longer_one(text, name):
    """A short form inside a foreign name is a part of it."""
    found = read(text)
    assert [n for n, kind in found.items() if kind == "person"] == [name]


def test_short_names_in_a_list_of_names():
    """A name of two characters between two of three is a person's."""
    found = read("李鸿忠、王东明、何维、武维华、彭清华在主席台就座。")
    assert found.get("何维") == "person"


def test_a_pair_inside_a_name_is_none():
    """韩美 in a name that the text gives with its office is no pair of countries."""
    assert set(read("人权观察政策主任韩美妮表示，韩美妮曾提出建议。")) & {"韩国", "美国"} == set()


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("比方说，这个方案不好。", "比利时"),
        ("体积达到三千立方米。", "立陶宛"),
        ("团体发表联署信表示反对。", "联署信"),
        ("颱風哈格比逼近，哈格比帶來豪雨。", "哈格比"),
        ("国安法中允许的情形很少。", "法国"),
        ("木兰溪两岸种满了树。", "台湾"),
        ("9日共报告新增两例。", "日本共产党"),
        ("法国西北部下雪。", "法国西北部"),
        ("教育部部务会议结束。", "教育部部"),
        ("美妆黑科技亮相。", "美国妆黑科技"),
        ("招商银行等商业银行下调利率。", "商业银行"),
        ("官方表示，将继续调查。", "官方"),
        ("网友表示支持。", "网友"),
        ("桌上有苹果和荣耀之光。", "荣耀终端有限公司"),
    ],
)
def test_no_such_actor(text, nobody):
    """Words inside words, storms, rivers and generic talkers name nobody."""
    assert nobody not in read(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("华为和荣耀宣布合作。", "荣耀终端有限公司"),
        ("普拉达关闭门店。", "普拉达"),
        ("苹果公司发布手机，苹果表示满意。", "苹果公司"),
        ("国际食品法典委员会公布标准。", "国际食品法典委员会"),
        ("台北地檢署今天表示不服。", "台北地檢署"),
    ],
)
def test_bodies_and_brands(text, name):
    """Brands with what shows that the brand is meant, and bodies of several words."""
    assert read(text).get(name) == "organization"


def test_the_white_house_is_no_place():
    """白宫 that speaks is an organisation."""
    assert read("白宫表示关注。") == {"白宫": "organization"}


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("习近平祝贺马克龙当选总统。", "祝贺"),
        ("习近平强调，高水平的合作很重要，高水平开放。", "高水平"),
        ("人民的幸福感提升，幸福感增强。", "幸福感"),
        ("美国明文强调，不予受理。", "明文"),
        ("专机抵达巴黎戴高乐机场。", "夏尔·戴高乐"),
        ("印尼舉行海軍聯合軍演。", "海軍聯合軍"),
        ("【东奥英雄·香港栏王专访】比赛结束。", "东奥英雄·香港栏王"),
        ("伊塞亚斯（Isaias）登陆后减弱为热带风暴，伊塞亚斯恐再度增强。", "伊塞亚斯"),
    ],
)
def test_words_are_no_names(text, nobody):
    """Everyday words with a surname's character in front, airports, headings and storms are no people."""
    assert nobody not in read(text)


def test_a_longer_name_takes_the_place_of_a_shorter_one():
    """格拉索, named with an office before, is not the known 拉索 later."""
    assert [n for n, kind in read("会见意大利参议长格拉索。格拉索表示，合作重要。").items() if kind == "person"] == [
        "格拉索"
    ]


def test_a_name_with_a_hyphen_is_one():
    """A hyphen joins the parts of a foreign name."""
    assert "艾哈迈迪-内贾德" in read("委员会将同艾哈迈迪-内贾德总统会谈。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("經濟部次長林全能今天說，工程如期完成。林全能上午出席大會。", "林全能"),
        ("包括创党主席李鹏飞；荣誉主席田北俊。", "李鹏飞"),
    ],
)
def test_a_known_name_of_two_characters_in_one_of_three(text, name):
    """林全 and 李鹏 are known; where the same character always follows, or a mark ends the name, it is another's."""
    found = read(text)
    assert name in found
    assert name[:2] not in found


def test_a_known_name_of_two_characters_alone():
    """Words behind a known name do not make it longer."""
    assert set(read("李强总理会见来宾，李强总理致辞。王毅和李强出席。", day="2024-01-01")) == {"李强", "王毅"}
