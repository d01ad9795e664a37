"""Which of several bearers a short name means: the one just named, the one whose office fits, or nobody known."""

import pytest

from jishi.extract import extract
from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.extract.time import find_times
from jishi.graph.entities import resolve_entities
from jishi.records import Article


def read(text, day):
    """The mentions with an actor: (words, name of the actor, its id, its type)."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    mentions, actors = find_actors(article, split_sentences(text), find_times(article), default_lexicon())
    known = {actor.id: actor for actor in actors}
    return [(m.text, known[m.actors[0]].name, known[m.actors[0]].qid, m.type) for m in mentions if m.actors]


def people(text, day):
    return [found[:3] for found in read(text, day) if found[3] == "person"]


def _record(text):
    article = Article(id=text, source=text, file="t", title=None, text=text, published="2023-06-04", script="Hans")
    return extract(article)


def _named(one, other, name):
    """The entities of two records with a name."""
    return [entity for entity in resolve_entities([one, other]).entities.values() if name in entity.name]


# text | publish day | the name of whom the last mention of a person means
LAST = """
美国众议院议长迈克·约翰逊抵达会场。约翰逊说，投票推迟。|2024-02-02|迈克·约翰逊
美国参议员罗恩·约翰逊反对该法案。约翰逊说，开支太大。|2021-03-10|罗恩·约翰逊
印度国大党主席索尼娅·甘地辞职。甘地说，感谢大家。|2019-03-10|索尼娅·甘地
拉胡尔·甘地被判刑。甘地说，将上诉。|2023-03-23|拉胡尔·甘地
英国首相约翰逊与美国众议员迈克·约翰逊会谈。约翰逊说，很好。|2022-03-01|迈克·约翰逊
迈克·约翰逊说，很好。英国首相约翰逊表示反对。约翰逊还说，不好。|2022-03-01|鲍里斯·约翰逊
英国首相鲍里斯·约翰逊抵达基辅。约翰逊说，支援会继续。|2022-04-09|鲍里斯·约翰逊
梅拉尼娅·特朗普出席活动。特朗普表示支持。|2019-03-10|唐纳德·特朗普
梅拉尼娅·特朗普出席活动。美国总统特朗普表示支持。|2019-03-10|唐纳德·特朗普
"""


@pytest.mark.parametrize(("text", "day", "wanted"), [line.split("|") for line in LAST.strip().splitlines()])
def test_a_short_name_is_of_who_was_just_named(text, day, wanted):
    """Whom the tables know by the short name is not meant, unless it is a countryman in office beside a relative."""
    assert people(text, day)[-1][1] == wanted


# text | publish day | id of the one person
OFFICES = """
印度总理甘地遇刺身亡。|1984-10-31|None
美国总统杜鲁门签署法案。|1946-03-11|Q11613
美国总统罗斯福签署和约。|1905-09-05|None
美国总统罗斯福签署法案。|1941-03-11|Q8007
叙利亚总统阿萨德去世。|2000-06-10|None
6月10日，叙利亚总统阿萨德去世。|2000-06-11|None
2000年6月10日，叙利亚总统阿萨德去世。|2010-06-10|None
2001年6月10日，叙利亚总统阿萨德讲话。|2010-06-10|Q44329
叙利亚总统阿萨德表示支持。|2012-06-10|Q44329
叙利亚总统巴沙尔·阿萨德就职。|2000-07-17|Q44329
英国能源大臣米利班德表示支持。|2025-03-15|None
英国外交大臣米利班德表示支持。|2009-03-15|Q272670
英国前外交大臣米利班德表示支持。|2015-03-15|Q272670
法国外交顾问博纳表示支持。|2023-03-15|None
"""


@pytest.mark.parametrize(("text", "day", "wanted"), [line.split("|") for line in OFFICES.strip().splitlines()])
def test_an_office_that_a_bearer_did_not_hold_is_anothers(text, day, wanted):
    """Out of office on the day, not yet in it, or never: then a short name is not linked."""
    assert [qid for _, _, qid in people(text, day)] == [None if wanted == "None" else wanted]


# text | publish day | ids of the people in order
TWO = """
美国前国务卿鲍威尔18日去世。美联储主席鲍威尔表示哀悼。|2021-10-18|Q150851 Q6182718
美联储主席鲍威尔表示哀悼。鲍威尔还说，会降息。|2021-10-18|Q6182718 Q6182718
美联储主席鲍威尔表示哀悼。美国前国务卿鲍威尔18日去世。鲍威尔享年84岁。|2021-10-18|Q6182718 Q150851 Q150851
中情局局长伯恩斯到访。美国驻华大使伯恩斯表示欢迎。|2023-06-04|Q1276563 Q519825
"""


@pytest.mark.parametrize(("text", "day", "wanted"), [line.split("|") for line in TWO.strip().splitlines()])
def test_two_bearers_of_a_name_with_an_office_each_are_two(text, day, wanted):
    """Each office tells its bearer; a name alone is the one's last named before."""
    assert [qid for _, _, qid in people(text, day)] == wanted.split()


def test_a_premier_is_no_vice_mayor_on_the_same_day():
    """A post of a town beside an office of state is a namesake's; what he held before is his."""
    found = people("国务院总理李强会见客人。北京市副市长李强出席活动。", "2023-06-04")
    assert len({name for _, name, _ in found}) == 2
    one, other = (_record(text) for text in ("国务院总理李强会见客人。", "北京市副市长李强出席活动。"))
    assert len(_named(one, other, "李强")) == 2
    assert len(_named(one, _record("总理李强出席活动。"), "李强")) == 1
    assert len(_named(_record("北京市市长李强出席活动。"), other, "李强")) == 1
    found = people("国务院总理李强会见客人。上海市长李强出席活动。", "2023-06-04")
    assert len({name for _, name, _ in found}) == 2
    found = people("国务院总理李强会见客人。前上海市委书记李强出席活动。", "2023-06-04")
    assert len({name for _, name, _ in found}) == 1


# text | publish day | mentions of people, with the names of whom they mean
JAPANESE = """
安倍昭惠8日在东京出席活动。|2023-07-08|安倍昭惠=安倍昭惠
安倍晋三的妻子安倍昭惠出席活动。|2023-07-08|安倍晋三=安倍晋三 妻子安倍昭惠=安倍昭惠
福田达夫表示支持。福田说，很好。|2023-07-08|福田达夫=福田达夫 福田=福田达夫
福田達夫表示支持。福田說，很好。|2023-07-08|福田達夫=福田達夫 福田=福田達夫
小泉孝太郎表示同意。|2023-07-08|小泉孝太郎=小泉孝太郎
鸠山邦夫去世。|2016-06-21|鸠山邦夫=鸠山邦夫
安倍力挺菅义伟。|2020-09-08|安倍=安倍晋三 菅义伟=菅义伟
安倍今天表示同意。|2020-03-08|安倍=安倍晋三
安倍访美8日结束。|2017-03-08|安倍=安倍晋三
安倍和妻子表示同意。|2017-03-08|安倍=安倍晋三
河野太郎表示同意。|2020-03-08|河野太郎=河野太郎
"""


@pytest.mark.parametrize(("text", "day", "wanted"), [line.split("|") for line in JAPANESE.strip().splitlines()])
def test_a_given_name_behind_a_known_family_name_is_of_its_name(text, day, wanted):
    """安倍昭惠 is not 安倍晋三; words behind 安倍 that are no given name leave him."""
    assert [f"{said}={name}" for said, name, _ in people(text, day)] == wanted.split()


# text | publish day | mentions of people, with the names of whom they mean
FOREIGN = """
法国总统密特朗去世。|1996-01-08|法国总统密特朗=密特朗
法国总统密特朗的回忆录出版。|2022-03-10|法国总统密特朗=密特朗
法国总统密特朗广场的活动取消。|2022-03-10|法国总统=埃马纽埃尔·马克龙
法国总统里昂会见记者。|2022-03-10|法国总统=埃马纽埃尔·马克龙
法国总统在马赛说，很好。|2022-03-10|法国总统=埃马纽埃尔·马克龙
埃隆·马斯克（Elon Musk）到访。Musk表示支持。|2023-05-30|埃隆·马斯克=埃隆·马斯克 Elon Musk=埃隆·马斯克 Musk=埃隆·马斯克
大卫·格林（David Green）表示反对。据Green介绍，很好。|2023-05-30|大卫·格林=大卫·格林 Green=大卫·格林
大卫·格林（David Green）反对，Peter Green表示同意。|2023-05-30|大卫·格林=大卫·格林 Peter Green=Peter Green
演员哈里森·福特说，很好。福特说，开心。|2023-05-30|演员哈里森·福特=哈里森·福特 福特=哈里森·福特
演员哈里森·福特说，很好。福特汽车宣布裁员。福特说，会重组。|2023-05-30|演员哈里森·福特=哈里森·福特
演员哈里森·福特说，很好。福特工厂停产。福特宣布裁员。|2023-05-30|演员哈里森·福特=哈里森·福特
福特说，会重组。演员哈里森·福特表示反对。|2023-05-30|演员哈里森·福特=哈里森·福特
作家杰克·伦敦很忙。伦敦说，很好。|2023-05-30|作家杰克·伦敦=杰克·伦敦 伦敦=杰克·伦敦
"""


@pytest.mark.parametrize(("text", "day", "wanted"), [line.split("|") for line in FOREIGN.strip().splitlines()])
def test_a_foreign_name_is_its_bearers_by_every_part(text, day, wanted):
    """Not a place's because the dictionary has one so called, nor a firm's; family names in brackets are theirs."""
    assert " ".join(f"{said}={name}" for said, name, _ in people(text, day)) == wanted


def test_a_family_name_that_two_bear_is_neithers():
    """Of 大卫·格林（David Green） and 约翰·格林（John Green）, Green alone is nobody known."""
    text = "大卫·格林（David Green）和约翰·格林（John Green）表示反对。Green说，很好。"
    assert [name for _, name, _ in people(text, "2023-05-30")] == ["大卫·格林", "约翰·格林", "Green"]


# text | publish day | ids of the people in order
SPORT = """
球员布朗受伤，哈里斯替补出场，拜登得到8分。|2023-05-30|None None None
球员詹姆斯得到30分。教练表示满意。约翰逊受伤。|2022-05-30|None None
门将王毅受伤，李克强替补出场。|2022-05-30|None None
拜登祝贺球员詹姆斯。|2022-05-30|Q6279 None
美国总统拜登祝贺替补出场的球员詹姆斯，拜登还说，很好。|2022-05-30|Q6279 None Q6279
唐纳德·特朗普观看联赛，球员欢呼。|2022-05-30|Q22686
"""


@pytest.mark.parametrize(("text", "day", "wanted"), [line.split("|") for line in SPORT.strip().splitlines()])
def test_fame_alone_links_nobody_in_news_of_a_match(text, day, wanted):
    """Among athletes a short name is an athlete's, unless an office is printed with it."""
    assert [str(qid) for _, _, qid in people(text, day)] == wanted.split()
