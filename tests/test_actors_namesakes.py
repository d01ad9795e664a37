"""Whose name it is: where names begin and end, namesakes by occupation, characters that tell people apart."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.extract.time import find_times
from jishi.records import Article


def read(text, day="2022-03-10"):
    """The mentions of people with an actor: (words, name of the actor, id)."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    mentions, actors = find_actors(article, split_sentences(text), find_times(article), default_lexicon())
    known = {actor.id: actor for actor in actors}
    return [
        (m.text, known[m.actors[0]].name, known[m.actors[0]].qid) for m in mentions if m.type == "person" and m.actors
    ]


def words(text):
    return [found[0] for found in read(text)]


# text | all mentions of people, in order
CUTS = """
约翰·史密斯会见玛丽·布朗。|约翰·史密斯 玛丽·布朗
约翰·史密斯会见了玛丽·布朗。|约翰·史密斯 玛丽·布朗
约翰·史密斯和玛丽·布朗会谈。|约翰·史密斯 玛丽·布朗
约翰·史密斯对玛丽·布朗说，很好。|约翰·史密斯 玛丽·布朗
约翰·史密斯致信玛丽·布朗。|约翰·史密斯 玛丽·布朗
约翰·史密斯击败玛丽·布朗当选。|约翰·史密斯 玛丽·布朗
约翰·史密斯接替玛丽·布朗出任董事。|约翰·史密斯 玛丽·布朗
约翰·史密斯打电话给玛丽·布朗。|约翰·史密斯 玛丽·布朗
約翰·史密斯會見瑪麗·布朗。|約翰·史密斯 瑪麗·布朗
让·克洛德·容克会见记者。|让·克洛德·容克
伊丽莎白·亚历山德拉·玛丽·温莎出席活动。|伊丽莎白·亚历山德拉·玛丽·温莎
美国作家福特表示反对。|美国作家福特
英国导演福特表示反对。|英国导演福特
副总统李明说，很好。|副总统李明
副总统罗伯托说，很好。|副总统罗伯托
美国副总统哈里斯说，很好。|美国副总统哈里斯
副總統賴清德說，很好。|副總統賴清德
加蓬过渡总统恩圭马表示感谢。|加蓬过渡总统恩圭马
加蓬過渡總統恩圭馬表示感謝。|加蓬過渡總統恩圭馬
临时总统瓜伊多发表讲话。|临时总统瓜伊多
代理总统阿里夫表示感谢。|代理总统阿里夫
美国代理国防部长沙纳汉表示感谢。|美国代理国防部长沙纳汉
爱尔兰作家奥'康纳说，很好。|爱尔兰作家奥'康纳
爱尔兰作家奥’康纳说，很好。|爱尔兰作家奥’康纳
他说，‘拜登’和‘哈里斯’都是常见的词。|拜登 哈里斯
副市长王毅明出席会议。|副市长王毅明
副市長張軍明出席會議。|副市長張軍明
李强军表示同意。|李强军
拜登斯表示同意。|拜登斯
王毅明确表示反对。|王毅
外长王毅明确表示反对。|外长王毅
外长王毅飞到北京。|外长王毅
王毅妈表示同意。|王毅
外長王毅強調合作。|外長王毅
王毅今天表示同意。|王毅
美国代理国防部长表示感谢。奥斯汀表示同意。|奥斯汀
福特公司表示反对。拜登表示同意。|拜登
外长悼念前总统李登辉。|前总统李登辉
公司前总裁李明表示同意。|公司前总裁李明
林郑表明反对。林卓廷表示同意。|林卓廷
研究人员格雷厄姆·库克教授表示同意。|格雷厄姆·库克教授
詹姆斯·加拉格尔表示同意。库克表示反对。|詹姆斯·加拉格尔 库克
詹姆斯表示同意。|詹姆斯
精神科醫師蕭美君表示同意。|醫師蕭美君
埃及总统阿卜杜勒法塔赫·塞西表示欢迎。|埃及总统阿卜杜勒法塔赫·塞西
主席傅明表示同意。|主席傅明
乔州参议员反对，蕭旭亮表示支持。|蕭旭亮
同阿拉伯和非洲合作，拜登表示同意。|拜登
市民一人一票选特首。林卓廷表示同意。|林卓廷
拜登堡位于北部。拜登表示同意。|拜登
"""
CUT_TABLE = [tuple(line.split("|")) for line in CUTS.strip().splitlines()]


@pytest.mark.parametrize(("text", "wanted"), CUT_TABLE)
def test_where_names_begin_and_end(text, wanted):
    """Names stop before verbs, titles and words, and are not cut by a shorter known one."""
    assert words(text) == wanted.split(" ")


# text | id of whom the name means, None for a namesake or a person without an id
OCCUPATIONS = """
歌手王毅表示，新专辑即将发行。|None
歌手王毅表示，新專輯即將發行。|None
中国歌手王毅表示，新专辑即将发行。|None
村民王毅说，收成很好。|None
律师王毅表示将上诉。|None
大学教授王毅表示，天气很好。|None
镇长王毅表示，收成很好。|None
球员约翰逊表示，英国队会赢。|None
演员李克强表示开心。|None
主持人王毅表示开心。|None
犯罪嫌疑人王毅表示后悔。|None
国足队员李克强表示开心。|None
店员李克强表示开心。|None
外长王毅表示欢迎。|Q701801
国务委员王毅表示欢迎。|Q701801
王毅表示欢迎。|Q701801
王毅部长表示欢迎。|Q701801
总理李克强表示欢迎。|Q18111
英国首相约翰逊表示欢迎。|Q180589
演员弗拉基米尔·泽连斯基表示开心。|Q3874799
世卫组织专家瑞安（Mike Ryan）表示欢迎。|None
美国议员瑞安（Tim Ryan）表示欢迎。|None
众议院议长瑞安（Paul Ryan）表示欢迎。|Q203966
国务卿蓬佩奥（Michael Pompeo）表示欢迎。|Q473239
"""
OCCUPATION_TABLE = [tuple(line.split("|")) for line in OCCUPATIONS.strip().splitlines()]


@pytest.mark.parametrize(("text", "wanted"), OCCUPATION_TABLE)
def test_an_occupation_that_does_not_fit_is_a_namesakes(text, wanted):
    """The name is found either way; the id only where nothing printed with it speaks against it."""
    assert {qid for _, _, qid in read(text)} == {None if wanted == "None" else wanted}


def test_an_office_is_not_an_athletes():
    """议员乔丹 is not Michael Jordan, whom the tables hold without an id."""
    assert read("议员乔丹表示反对。") == [("议员乔丹", "乔丹", None)]
    assert read("篮球运动员迈克尔·乔丹表示反对。") == [("篮球运动员迈克尔·乔丹", "迈克尔·乔丹", None)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("中国外长王毅表示欢迎。歌手王毅发布专辑。", ["Q701801", None]),
        (
            "歌手王毅发布专辑，王毅还说会努力。中国外长王毅表示欢迎，王毅还说会努力。",
            [None, None, "Q701801", "Q701801"],
        ),
        ("乌克兰总统泽连斯基表示感谢。演员泽连斯基曾很出名。", ["Q3874799", "Q3874799"]),
        ("（记者王毅）今天，中国外长王毅表示欢迎。", ["Q701801"]),
        ("中国总理李强表示欢迎。歌手李强发布专辑。", [None, None]),
    ],
)
def test_bearers_of_one_name_in_one_article(text, wanted):
    """Namesakes in one article are two actors; a name alone is the one's last named before."""
    found = read(text, "2023-06-01" if "李强" in text else "2022-03-10")
    assert [qid for _, _, qid in found] == wanted
    assert len({name for _, name, _ in found}) == (1 if "泽连斯基" in text or len(found) == 1 else 2)


@pytest.mark.parametrize(
    "text",
    [
        "教授张昇表示同意。教授张升表示反对。",
        "教授張昇表示同意。教授張升表示反對。",
        "教授李乾表示同意。教授李干表示反对。",
        "教授李乾表示同意。教授李幹表示反對。",
        "教授劉範表示同意。教授劉范表示反對。",
        "教授鍾明表示同意。教授鐘銘表示反對。",
    ],
)
def test_names_printed_with_other_characters_are_two_people(text):
    """Two characters with one Simplified form are two where the script has both."""
    found = read(text)
    assert [said for said, _, _ in found] == [text[:4], text[9:13]]
    assert len({name for _, name, _ in found}) == 2


@pytest.mark.parametrize(
    "text", ["教授陳建國表示同意。教授陈建国表示反对。", "国家主席习近平表示同意。國家主席習近平表示反對。"]
)
def test_one_name_in_two_scripts_is_one_person(text):
    """A character that only one script has does not tell people apart."""
    found = read(text)
    assert len(found) == 2
    assert len({name for _, name, _ in found}) == 1


@pytest.mark.parametrize("mark", "'’‘ʼ′")
def test_apostrophes_of_any_form_keep_a_latin_name_whole(mark):
    """Outlets set them differently; the alias is as printed, and the same one with another sign is not added."""
    text = f"爱尔兰作家奥康纳（O{mark}Connor）说，很好。作家奥康纳（O'Connor）还说，不好。"
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2022-03-10")
    _, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    assert [a.aliases for a in actors if a.name == "奥康纳"] == [(f"O{mark}Connor",)]


def test_a_latin_name_in_brackets_is_kept_and_tells_who_is_meant():
    """萊特海澤 is in no table, Robert Lighthizer is."""
    text = "美國貿易代表萊特海澤（Robert Lighthizer）表示同意。"
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2019-03-10", script="Hant")
    _, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    person = next(a for a in actors if a.type == "person")
    assert person.qid == "Q28113710"
    assert "Robert Lighthizer" in person.aliases


# text | id | publish day: scores on both sides of what linking asks for (see docs/actors.md)
SCORES = """
英国发表声明。撒切尔表示支持。|Q7416
撒切尔表示支持。|None
杜鲁门表示支持。|Q11613
牙买加和美国发表声明。史密斯表示支持。|None
牙买加发表声明。史密斯表示支持。|Q28225536
澳大利亚和美国发表声明。阿博特表示支持。|None
慕克吉表示支持。|None
奥比昂表示支持。|None
罗斯表示支持。|None
总统查韦斯表示支持。|Q8440|2008-03-10
首相岸田表示支持。|Q359480|2025-03-10
首相野田表示支持。|None|2013-06-10
中国外长刘晓波表示支持。|None|2010-03-10
日本首相吉村洋文表示支持。|Q21529384|2021-12-10
"""
SCORE_TABLE = [(*line.split("|"), "2022-03-10")[:3] for line in SCORES.strip().splitlines()]


@pytest.mark.parametrize(("text", "wanted", "day"), SCORE_TABLE)
def test_scores_on_both_sides_of_a_link(text, wanted, day):
    """Who reaches .60 and is .15 ahead of the next is linked, who does not is not."""
    assert [qid for _, _, qid in read(text, day)] == [None if wanted == "None" else wanted]
