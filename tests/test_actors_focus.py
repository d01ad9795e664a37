"""Letters of countries, bodies in focus, gender, short forms in brackets: what words stand for, and for whom not."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article

# text | words | actors, in order
CASES = """
会谈中，中方向日方表达关切。|中方|中国
会谈中，中方向日方表达关切。|日方|日本
俄方向乌克兰提出条件。|俄方|俄罗斯
中美俄三国外长举行会谈。|中美俄三国外长|王毅,安东尼·布林肯,谢尔盖·拉夫罗夫
中俄印三国外长会晤。|中俄印三国外长|王毅,谢尔盖·拉夫罗夫,苏杰生
美日印澳四国外长举行会议。|美日印澳四国外长|安东尼·布林肯,茂木敏充,苏杰生,玛丽斯·佩恩
中美外长通电话。|中美外长|王毅,安东尼·布林肯
中美俄三国签署文件。|中美俄三国|中国,美国,俄罗斯
中国、俄罗斯和印度的部长会面。三国外长发表声明。|三国外长|王毅,谢尔盖·拉夫罗夫,苏杰生
中国、俄罗斯和印度签署协议，三国将合作。|三国|中国,俄罗斯,印度
俄乌冲突仍在持续。|俄乌|俄罗斯,乌克兰
乌兹别克斯坦总统到访，俄乌贸易增长。|俄乌|俄罗斯,乌兹别克斯坦
印巴边境再次交火。|印巴|印度,巴基斯坦
巴西总统到访，印巴贸易增长。|印巴|印度,巴西
巴以冲突升级。|巴以|巴勒斯坦,以色列
以巴局势紧张。|以巴|以色列,巴勒斯坦
朝韩恢复通信联络线。|朝韩|朝鲜,韩国
伊以互相袭击。|伊以|伊朗,以色列
伊拉克总理到访，美伊关系改善。|美伊|美国,伊拉克
日菲签署协议。|日菲|日本,菲律宾
挪芬边境开放。|挪芬|挪威,芬兰
葡荷关系改善。|葡荷|葡萄牙,荷兰
印尼和马来西亚会谈，印马关系改善。|印马|印度尼西亚,马来西亚
沙特与也门谈判，沙也边境平静。|沙也|沙特阿拉伯,也门
英美澳加新五国发表声明，新西兰支持。|英美澳加新五国|英国,美国,澳大利亚,加拿大,新西兰
墨加两国签署协议。|墨加|墨西哥,加拿大
腾讯与京东签约。两公司将共享数据。|两公司|腾讯,京东
吉利汽车收购沃尔沃。两家公司将合作。|两家公司|吉利汽车,沃尔沃
北京大学和复旦大学签约。两校将互派学生。|两校|北京大学,复旦大学
外交部和商务部发布公告。两部门表示支持。|两部门|中国外交部,中国商务部
华为与高通签署协议，双方将合作。|双方|华为,高通
腾讯与京东签约。双方将共享数据。|双方|腾讯,京东
中国和日本应当尊重彼此的关切。|彼此|中国,日本
中方和俄方举行会谈，彼此支持。|彼此|中国,俄罗斯
商务部发布公告，批准该部下属单位成立。|该部|中国商务部
国家统计局发布数据。各省收到该局通知。|该局|国家统计局
腾讯公司股价下跌。记者联系了这家公司。|这家公司|腾讯
世界卫生组织派出专家，专家代表该组织到访。|该组织|世界卫生组织
世界卫生组织派出专家。国家卫健委称，该组织的专家将到访。|该组织|世界卫生组织
国际货币基金组织下调预测。各国等待该机构的报告。|该机构|国际货币基金组织
复旦大学发布成果，学者来自该校。|该校|复旦大学
美国国务院制裁腾讯公司。市场关注该公司的回应。|该公司|腾讯
亚美尼亚外交部称，该国愿意谈判。|该国|亚美尼亚
法国总统马克龙访华。该国外长随行。|该国外长|让-伊夫·勒德里昂
中国和美国谈判，前者表示满意。|前者|中国
中国和美国谈判，前者表示满意，后者没有回应。|后者|美国
腾讯和京东竞争，前者领先。|前者|腾讯
王毅会见默克尔。她表示感谢。|她|安格拉·默克尔
王毅会见默克尔。他表示感谢。|他|王毅
张丽女士和王强先生到场。她说情况好转。|她|张丽
林郑月娥会见李克强。他表示支持。|他|李克强
長江產業研究中心（以下簡稱「中心」）發布報告。中心認為形勢向好。|中心|長江產業研究中心
长江产业研究中心（以下简称“中心”）发布报告。中心认为形势向好。|中心|长江产业研究中心
恒大集团是房企，其对资金的需求很大。|其|恒大集团
王毅到场后，会议请其说明情况。|其|王毅
长江产业研究中心（简称研究中心）发布报告。研究中心认为形势向好。|研究中心|长江产业研究中心
长江产业研究会（简称“长研会”）成立。长研会表示支持。|长研会|长江产业研究会
海峡青年交流促进会（海青会）成立。海青会表示支持。|海青会|海峡青年交流促进会
华东信息技术委员会（下称“华信委”）发布报告。华信委表示支持。|华信委|华东信息技术委员会
中国国际贸易促进委员会（简称贸促会）发表声明。|贸促会|中国国际贸易促进委员会
（法新社香港5日电）美国和日本会谈。双方同意合作。|双方|美国,日本
"""

# text | words that lead to nobody | what the same text does name
NOBODY = """
王毅抵达北京。她表示高兴。|她|王毅
默克尔发表讲话。他说情况好转。|他|安格拉·默克尔
李明先生接受采访。她说情况好转。|她|李明
李明女士接受采访。他说情况好转。|他|李明
王毅会见拉夫罗夫。他表示感谢。|他|王毅,谢尔盖·拉夫罗夫
王毅到场，一名男子离开。他没有回应。|他|王毅
他回到家中，王毅随后打来电话，他很高兴。|他|王毅
中方阵列整齐走过广场，王毅到场。|中方|王毅
王毅看到，中方队进入决赛。|中方|王毅
王毅说，中方阵威武。|中方|王毅
俄方块很多，王毅说。|俄方|王毅
华为、高通和腾讯签约，两公司将合作。|两公司|华为,高通,腾讯
腾讯发布财报。两公司将合作。|两公司|腾讯
吉利汽车收购沃尔沃。该公司表示满意。|该公司|吉利汽车,沃尔沃
光华研究所与腾讯公司合作。该公司表示遗憾。|该公司|光华研究所,腾讯
外交部表示遗憾。该部队没有回应。|该部|中国外交部
王毅到场。该部门没有回应。|该部门|王毅
国家统计局发布数据。该局长没有回应。|该局|国家统计局
美国表示欢迎。阿富汗交战双方首次开始谈判。|双方|阿富汗,美国
中国、法国、德国和日本开会，三国没有出席。|三国|中国,法国,德国,日本
中国、日本和韩国都是邻国，前者没有出席。|前者|中国,日本,韩国
美国总统拜登会见默克尔。三国外长没有出席。|三国外长|乔·拜登,安格拉·默克尔
长江产业研究中心（以下简称“中心”）发布报告。数据中心没有回应。|数据中心|长江产业研究中心
王毅（左）同布林肯握手。|左|王毅,安东尼·布林肯
会谈中日程很满，王毅说。|中日|王毅
5日中午会议结束，王毅离开。|日中|王毅
这部法律很新，王毅说。|这部|王毅
王毅说，该所有的都有了。|该所|王毅
王毅看到，蔚美以前会买真皮制品。|美以|王毅
位居中欧的捷克表示支持。|中欧|捷克
上汽集团同意收购神州租车股权，王毅说。|神州|上汽集团,王毅
王毅会见默克尔，请其说明情况。|其|王毅,安格拉·默克尔
王毅到场，一名男子离开，其没有说明情况。|其|王毅
台湾当局否认台湾是其一部分，王毅说。|其|王毅
王毅说，其中有三个问题，其他没有。|其|王毅
阿里巴巴以高价收购该公司的股份。|该公司|阿里巴巴
腾讯称京东是企业。双方没有回应。|双方|腾讯,京东
"""
TABLE = [tuple(line.split("|")) for line in CASES.strip().splitlines()]
NOBODY_TABLE = [tuple(line.split("|")) for line in NOBODY.strip().splitlines()]


def read(text, day="2021-03-01"):
    """The mentions of a text as (words, names of the actors), and the names of all actors."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    mentions, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    names = {a.id: a.name for a in actors}
    return [(m.text, [names[i] for i in m.actors]) for m in mentions], set(names.values())


def test_the_tables_are_whole():
    """There are 61 different cases and 37 of nobody, beside those of `test_actors_groups`."""
    assert len(set(TABLE)) == 61
    assert len(set(NOBODY_TABLE)) == 37


@pytest.mark.parametrize(("text", "words", "wanted"), TABLE)
def test_words_stand_for(text, words, wanted):
    """The last mention with these words leads to exactly these actors, in this order."""
    mentions, _ = read(text)
    found = [names for mention, names in mentions if mention == words]
    assert found, mentions
    assert found[-1] == wanted.split(",")


@pytest.mark.parametrize(("text", "words", "named"), NOBODY_TABLE)
def test_words_lead_to_nobody(text, words, named):
    """No mention with these words has an actor, and the others of the text are found all the same."""
    mentions, actors = read(text)
    assert all(not names for mention, names in mentions if mention == words)
    assert set(named.split(",")) <= actors


@pytest.mark.parametrize("tail", ["", "他表示感谢。"])
def test_pronouns_tell_the_gender_from_there_on(tail):
    """Somebody called 他 once is not meant by 她 later, and the other way round."""
    mentions, _ = read(f"徐文礼部长到场。他发表讲话。徐文礼离开后，她表示高兴。{tail}")
    assert [names for words, names in mentions if words == "他"] == [["徐文礼"]] * (2 if tail else 1)
    assert all(not names for words, names in mentions if words == "她")


def test_a_short_form_is_the_bodys_from_its_introduction_on():
    """长研会 before the brackets is not read as the body; behind them it is, twice."""
    mentions, actors = read("长江产业研究会（长研会）成立。长研会将开会。会后长研会表示支持。")
    assert [names for words, names in mentions if words == "长研会"] == [["长江产业研究会"]] * 3
    assert actors == {"长江产业研究会"}


@pytest.mark.parametrize(
    ("text", "name"), [("里根夫人到场。她表示高兴。", "里根夫人"), ("默克尔夫人到场。", "安格拉·默克尔")]
)
def test_the_wife_of_a_known_man_is_somebody_else(text, name):
    """夫人 behind a man's name is not the man; behind the name of a known woman it is she."""
    _, actors = read(text)
    assert actors == {name}
