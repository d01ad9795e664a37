"""Titles and names: 120 strings of all patterns in both scripts."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article

CASES = """
外交部长王毅|王毅
国务委员兼外交部长王毅|王毅
中国国务委员兼外长王毅|王毅
美国国务卿布林肯|布林肯
美国前国务卿基辛格|基辛格
前国务卿希拉里·克林顿|希拉里·克林顿
时任美国总统奥巴马|奥巴马
美国候任总统拜登|拜登
美国当选总统拜登|拜登
现任美国总统特朗普|特朗普
新任驻华大使伯恩斯|伯恩斯
美国驻华大使布兰斯塔德|布兰斯塔德
中国驻美国大使崔天凯|崔天凯
中国驻美大使秦刚|秦刚
外交部发言人赵立坚|赵立坚
外交部发言人华春莹|华春莹
中国外交部发言人汪文斌|汪文斌
国防部新闻发言人任国强|任国强
白宫发言人普萨基|普萨基
巴西外长阿劳若|阿劳若
俄罗斯外长拉夫罗夫|拉夫罗夫
俄外长拉夫罗夫|拉夫罗夫
俄罗斯总统普京|普京
俄总统普京|普京
乌克兰总统泽连斯基|泽连斯基
法国总统马克龙|马克龙
德国总理默克尔|默克尔
德国总理奥拉夫·朔尔茨|奥拉夫·朔尔茨
英国首相约翰逊|约翰逊
英国前首相卡梅伦|卡梅伦
日本首相安倍晋三|安倍晋三
日本前首相福田康夫|福田康夫
日本外相茂木敏充|茂木敏充
韩国总统文在寅|文在寅
印度外长苏杰生|苏杰生
缅甸国务资政昂山素季|昂山素季
越共中央总书记阮富仲|阮富仲
联合国秘书长古特雷斯|古特雷斯
世卫组织总干事谭德塞|谭德塞
欧盟委员会主席冯德莱恩|冯德莱恩
国家主席习近平|习近平
中共中央总书记、国家主席习近平|习近平
国务院总理李克强|李克强
国务院副总理刘鹤|刘鹤
中共中央政治局委员杨洁篪|杨洁篪
全国人大常委会委员长栗战书|栗战书
全国政协主席汪洋|汪洋
香港特首林郑月娥|林郑月娥
美国商务部长罗斯|罗斯
美国众议院议长佩洛西|佩洛西
美联储主席鲍威尔|鲍威尔
古巴国务委员会主席劳尔·卡斯特罗|劳尔·卡斯特罗
葡萄牙国务部长兼外长波尔塔斯|波尔塔斯
多米尼克总理斯凯里特|斯凯里特
安哥拉总统多斯桑托斯|多斯桑托斯
以色列总理内塔尼亚胡|内塔尼亚胡
伊朗外长扎里夫|扎里夫
土耳其总统埃尔多安|埃尔多安
习近平主席|习近平
奥巴马总统|奥巴马
王毅外长|王毅
刘鹤副总理|刘鹤
佩洛西议长|佩洛西
卡莫纳总统|卡莫纳
普京总统|普京
秘书长翟伟民|翟伟民
市委副书记孙建明|孙建明
江州市公安局局长陈国栋|陈国栋
复旦大学教授沈丁一|沈丁一
清华大学教授阎学通|阎学通
首席分析师周慧敏|周慧敏
创始人徐立宸|徐立宸
董事长吴坤远|吴坤远
资深大律师何俊清|何俊清
国防部副部长张冠文上将|张冠文
塞浦路斯议长赫里斯图|赫里斯图
冰岛外长托尔达松|托尔达松
加纳防长尼蒂武尔|尼蒂武尔
哥斯达黎加立法大会主席门多萨|门多萨
罗马尼亚第一副总理德拉格内亚|德拉格内亚
外交部長王毅|王毅
國務委員兼外交部長王毅|王毅
中國國務委員兼外長王毅|王毅
美國國務卿蓬佩奧|蓬佩奧
美國國務卿龐培歐|龐培歐
美國前國務卿季辛吉|季辛吉
時任美國總統歐巴馬|歐巴馬
美國總統川普|川普
美國總統特朗普|特朗普
美國候任總統拜登|拜登
英國首相強生|強生
英國前首相卡麥隆|卡麥隆
俄羅斯總統普丁|普丁
法國總統馬克宏|馬克宏
德國總理梅克爾|梅克爾
日本首相菅義偉|菅義偉
韓國總統文在寅|文在寅
總統蔡英文|蔡英文
行政院長蘇貞昌|蘇貞昌
外交部長吳釗燮|吳釗燮
國防部長嚴德發|嚴德發
衛福部部長陳時中|陳時中
立法院長游錫堃|游錫堃
台北市長柯文哲|柯文哲
外交部發言人趙立堅|趙立堅
美國貿易代表萊特海澤|萊特海澤
財政部長梅努欽|梅努欽
特首林鄭月娥|林鄭月娥
保安局局長李家超|李家超
警務處處長鄧炳強|鄧炳強
國家主席習近平|習近平
國務院總理李克強|李克強
習近平主席|習近平
歐巴馬總統|歐巴馬
總裁判官蘇惠文|蘇惠文
資深大律師駱應文|駱應文
董事長吳坤文|吳坤文
理事長賴正明|賴正明
秘書長古特雷斯|古特雷斯
烏克蘭總統澤連斯基|澤連斯基
"""
TABLE = [tuple(line.split("|")) for line in CASES.strip().splitlines()]


def read(text: str, day: str | None = "2021-06-01"):
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    return find_actors(article, split_sentences(text), [], default_lexicon())


def test_the_table_is_whole():
    """There are 120 different strings."""
    assert len({text for text, _ in TABLE}) == 120


@pytest.mark.parametrize(("words", "name"), TABLE)
@pytest.mark.parametrize("frame", ["{}表示，这件事很重要。", "据报道，{}今天发表讲话。"])
def test_title_and_name(words, name, frame):
    """A title with a name is one mention of one person, whose name alone is a surface form too."""
    text = frame.format(words)
    mentions, actors = read(text)
    start = text.index(words)
    found = [m for m in mentions if m.form == "title_name" and m.end == start + len(words)]
    assert len(found) == 1, [m.text for m in mentions]
    actor = next(a for a in actors if a.id == found[0].actors[0])
    assert actor.type == "person"
    assert name in actor.mentions
    assert found[0].text in actor.mentions
    assert actor.roles


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("美国国务卿布林肯", "美国国务卿布林肯"),
        ("美国前国务卿基辛格", "美国前国务卿基辛格"),
        ("国务委员兼外交部长王毅", "国务委员兼外交部长王毅"),
        ("哥斯达黎加立法大会主席门多萨", "哥斯达黎加立法大会主席门多萨"),
        ("中国驻美国大使崔天凯", "中国驻美国大使崔天凯"),
        ("日本前首相福田康夫", "日本前首相福田康夫"),
        ("俄总统普京", "俄总统普京"),
    ],
)
def test_the_whole_title_belongs_to_the_mention(words, title):
    """The mention begins with the country or organisation that the title names."""
    mentions, _ = read(f"会谈中，{words}表示同意。")
    assert title in [m.text for m in mentions]


def test_roles_are_printed_with_their_country():
    """Two titles joined by 兼 are two roles, and the country that is certain is part of both."""
    _, actors = read("中国国务委员兼外交部长王毅表示支持。")
    assert next(a for a in actors if a.name == "王毅").roles == ("中国国务委员", "中国外交部长")


def test_the_country_of_an_office_is_certain_where_the_holder_is_known():
    """国家主席习近平 is China's president although no country is printed."""
    _, actors = read("国家主席习近平发表讲话。")
    assert actors[0].roles == ("中国国家主席",)


def test_organisation_inside_a_title_is_no_actor():
    """外交部发言人 names a person, not the ministry."""
    _, actors = read("外交部发言人赵立坚表示反对。")
    assert [a.type for a in actors] == ["person"]


def test_person_of_no_lexicon_keeps_name_without_id():
    """An unknown person is an actor by the printed name, without an id."""
    _, actors = read("冰岛外长托尔达松表示欢迎。")
    actor = next(a for a in actors if a.type == "person")
    assert (actor.name, actor.qid) == ("托尔达松", None)


def test_foreign_person_has_the_full_name():
    """A short foreign name leads to the usual full Chinese form and its id."""
    _, actors = read("美国国务卿布林肯表示支持。")
    actor = next(a for a in actors if a.type == "person")
    assert (actor.name, actor.qid) == ("安东尼·布林肯", "Q7821917")


def test_latin_name_in_brackets_is_an_alias():
    """萊特海澤（Robert Lighthizer）keeps the Latin name as alias."""
    _, actors = read("美國貿易代表萊特海澤（Robert Lighthizer）表示同意。", "2020-08-25")
    actor = next(a for a in actors if a.type == "person")
    assert "Robert Lighthizer" in (*actor.aliases, *actor.mentions)


def test_short_form_after_full_form_is_the_same_actor():
    """拉赫曼诺娃 after 古丽·拉赫曼诺娃 is she."""
    _, actors = read("古丽·拉赫曼诺娃出席了会议。拉赫曼诺娃说，她很高兴。")
    assert [a.name for a in actors if a.type == "person"] == ["古丽·拉赫曼诺娃"]


def test_distinct_chinese_names_never_collapse():
    """王岐山 and 布林肯 in one text are two actors."""
    _, actors = read("国家副主席王岐山会见美国国务卿布林肯。")
    assert len([a for a in actors if a.type == "person"]) == 2
