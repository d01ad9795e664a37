"""Whose ministry, whose chamber, whose government: names that several countries' bodies share."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article


def read(text, outlet=None, url=None, day="2021-03-01"):
    """Words of each mention with the names of its actors."""
    article = Article(
        id="t",
        source="t",
        file="t",
        title=None,
        text=text,
        published=day,
        script=script_of(text),
        outlet=outlet,
        url=url,
    )
    mentions, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    names = {a.id: a.name for a in actors}
    return [(m.text, [names[i] for i in m.actors]) for m in mentions]


def who(text, words, **of):
    """The names that the last mention with these words leads to."""
    return next((names for said, names in reversed(read(text, **of)) if said == words), [])


@pytest.mark.parametrize(
    ("text", "words", "outlet", "wanted"),
    [
        ("外交部今天召开记者会。", "外交部", "中央社", ["台湾外交部"]),
        ("國防部表示，三架軍機進入空域。", "國防部", "自由時報", ["臺灣國防部"]),
        ("外交部表示，将采取措施。", "外交部", "新华网", ["中国外交部"]),
        ("外交部发言人主持记者会。外交部表示，美国应停止干涉。", "外交部", "央视网", ["中国外交部"]),
        ("外交部說，這件事由北京處理。", "外交部", "明報", ["中國外交部"]),
        ("外交部发文告，欢迎这项决定。", "外交部", "联合早报", ["新加坡外交部"]),
        ("教育部今天宣布開學日期。", "教育部", "聯合新聞網", ["臺灣教育部"]),
        ("央行宣布下调利率。", "央行", "新华社", ["中国人民银行"]),
        ("央行決定維持利率。", "央行", "中央社", ["臺灣中央銀行"]),
        ("美国众议院通过议案，国防部不予置评。", "国防部", "美国之音", ["美国国防部"]),
        ("法国总统发表讲话，外交部随后发表声明。", "外交部", "法广", ["法国外交部"]),
    ],
)
def test_a_ministry_without_its_country(text, words, outlet, wanted):
    """The outlet's own country where it is at home, the country in focus where it writes for elsewhere."""
    assert who(text, words, outlet=outlet) == wanted


@pytest.mark.parametrize(
    ("text", "words", "outlet"),
    [
        ("众议院通过了这项议案。", "众议院", None),
        ("外交部表示欢迎。", "外交部", "BBC"),
        ("阿根廷总统到访，外交部表示欢迎。", "外交部", "德国之声"),
        ("国务院表示欢迎。", "国务院", "美国之音"),
        ("外交部說，歡迎這項決定。", "外交部", None),
    ],
)
def test_nobody_where_nothing_tells_whose(text, words, outlet):
    """No outlet at home, no country in focus that has such a body: the words lead to nobody."""
    assert who(text, words, outlet=outlet) == []


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("韩国外交部表示遗憾。外交部还说，将继续交涉。", "外交部", ["韩国外交部"]),
        ("阿根廷外交部表示支持。外交部重申立场。", "外交部", ["阿根廷外交部"]),
        ("俄罗斯国防部说，行动结束。国防部还公布了视频。", "国防部", ["俄罗斯国防部"]),
        ("昆明警方抓获三人，警方表示将继续侦查。", "警方", ["昆明警方"]),
        ("国务院印发通知，要求各地做好工作。", "国务院", ["中国国务院"]),
        ("国务院表示，美国将继续提供援助。", "国务院", ["美国国务院"]),
        ("日本首相菅义伟解散众议院。众议院将于十月改选。", "众议院", ["日本众议院"]),
        ("总统特朗普提交方案，众议院周三通过了议案。", "众议院", ["美国众议院"]),
        ("得克萨斯州和佛罗里达州要求联邦政府协助。", "联邦政府", ["美国"]),
        ("德国总理默克尔说，联邦政府将提供资金。", "联邦政府", ["德国"]),
        ("北京当局没有回应。", "北京当局", ["中国"]),
        ("北京市政府宣布措施。", "北京市政府", ["北京"]),
        ("盈江县政府启动预案。", "盈江县政府", ["盈江县"]),
    ],
)
def test_whose_it_is_by_the_text(text, words, wanted):
    """The body named in full before, else that of the country in focus."""
    assert who(text, words) == wanted


def test_the_address_tells_the_outlet_too():
    """A Taiwanese host is as good as the outlet's name."""
    assert who("外交部今天说明。", "外交部", url="https://www.example.com.tw/a") == ["台湾外交部"]
    assert who("外交部今天说明。", "外交部", url="https://www.bbc.com/zhongwen/a") == []


def test_a_dateline_tells_the_outlet_too():
    """An agency's dateline stands for its country."""
    text = "（中央社記者王大文台北3日電）外交部今天說明。"
    assert who(text, "外交部") == ["臺灣外交部"]


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("美中外长举行会谈。", "美中外长", ["安东尼·布林肯", "王毅"]),
        ("中美外长通电话。", "中美外长", ["王毅", "安东尼·布林肯"]),
        ("中俄总理举行会晤。", "中俄总理", ["李克强", "米哈伊尔·米舒斯京"]),
        ("中俄元首通电话。", "中俄元首", ["习近平", "弗拉基米尔·普京"]),
        ("美日韩防长举行视频会议。", "美日韩防长", ["劳埃德·奥斯汀", "岸信夫", "徐旭"]),
        ("中日韩外长会晤。", "中日韩外长", ["王毅", "茂木敏充", "郑义溶"]),
        ("中俄外交部长签署文件。", "中俄外交部长", ["王毅", "谢尔盖·拉夫罗夫"]),
        ("中美外長通電話。", "中美外長", ["王毅", "安東尼·布林肯"]),
    ],
)
def test_an_office_of_several_countries_is_the_holder_in_each(text, words, wanted):
    """中美外长 are two people, 美日韩防长 three, on the publish day."""
    assert who(text, words, day="2021-09-01") == wanted


def test_an_office_of_several_countries_is_no_title_of_one():
    """Whoever is named near 美中外长 does not get that for an office."""
    text = "美中外长举行会谈，国务委员王毅出席。"
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2021-09-01")
    _, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    assert {role for a in actors for role in a.roles} == {"国务委员"} or all(
        "外长" not in r for a in actors for r in a.roles
    )


def test_countries_alone_where_a_holder_is_not_known():
    """On a day outside all tenures the pair stands for the two countries."""
    assert who("法德外长会面。", "法德", day="1850-01-01") == ["法国", "德国"]


@pytest.mark.parametrize(
    ("text", "words", "outlet", "wanted"),
    [
        ("台中市颁奖，教育局说，奖状印错。", "教育局", "中央社", ["教育局"]),
        ("香港特首林郑月娥出席，教育局说，学校停课。", "教育局", None, ["香港教育局"]),
        ("美商务部宣布决定。", "美商务部", None, ["美国商务部"]),
        ("巴基斯坦电信管理局发布公告，巴当局表示遗憾。", "巴当局", None, ["巴基斯坦"]),
        ("北京发布大风预警。", "北京", "央视网", ["北京"]),
        ("北京反对这一做法。", "北京", "BBC", ["中国"]),
    ],
)
def test_whose_by_country_and_outlet(text, words, outlet, wanted):
    """A short name needs its country in the text; a capital at home is the city."""
    assert who(text, words, outlet=outlet) == wanted


def test_offices_of_bodies_are_not_a_country_s():
    """欧盟委员会主席 gets no country in front, whatever hers is; 新任首相 alone is not the present one."""
    text = "欧盟委员会主席冯德莱恩表示欢迎。"
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2021-09-01")
    _, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    assert [a.roles for a in actors if a.type == "person"] == [("欧盟委员会主席",)]
    assert who("新任日本首相将访问美国。", "新任日本首相", day="2020-09-10") == []
