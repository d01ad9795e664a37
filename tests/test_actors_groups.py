"""Sides, pairs, offices of two countries, pronouns: 60 cases with what they stand for."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article

CASES = """
中方愿同各方合作。|中方|中国
会谈中，美方表示同意。|美方|美国
俄方认为条件已经成熟。|俄方|俄罗斯
日方对此表示遗憾。|日方|日本
韩方愿意继续对话。|韩方|韩国
缅方感谢中国的帮助。|缅方|缅甸
越方重视对华关系。|越方|越南
乌克兰局势紧张，乌方称击退了进攻。|乌方|乌克兰
欧方愿深化合作。|欧方|欧盟
朝方没有回应。|朝方|朝鲜
中美关系很重要。|中美|中国,美国
中俄签署了协定。|中俄|中国,俄罗斯
俄乌冲突仍在持续，乌克兰要求停火。|俄乌|俄罗斯,乌克兰
中日韩举行会议。|中日韩|中国,日本,韩国
中越两党保持交往。|中越|中国,越南
美日签署协议。|美日|美国,日本
中缅关系进入新阶段。|中缅|中国,缅甸
中韩建交二十年。|中韩|中国,韩国
中欧互为伙伴。|中欧|中国,欧盟
中法愿加强合作。|中法|中国,法国
中国和巴西签约。两国愿扩大贸易。|两国|中国,巴西
中国和巴西签约。双方愿扩大贸易。|双方|中国,巴西
印度与尼泊尔谈判。两国没有结果。|两国|印度,尼泊尔
法国和德国的部长见面。双方同意合作。|双方|法国,德国
中方同埃及方面签约。中国愿支持埃及。两国关系良好。|两国|中国,埃及
日本与韩国会谈后，双方发表声明。|双方|日本,韩国
俄罗斯同土耳其通话，两国达成一致。|两国|俄罗斯,土耳其
中国同阿根廷建交。阿方表示感谢。|阿方|阿根廷
中国同阿富汗建交。阿方表示感谢。|阿方|阿富汗
中国同巴基斯坦合作。巴方表示感谢。|巴方|巴基斯坦
中国同巴西合作。巴方表示感谢。|巴方|巴西
中国同印度会谈。印方表示感谢。|印方|印度
中国同印度尼西亚会谈。印尼方表示感谢。|印尼方|印度尼西亚
日本发生地震。该国政府启动预案。|该国|日本
冰岛火山喷发。该国关闭机场。|该国|冰岛
中国政府宣布决定。|中国政府|中国
特朗普政府宣布制裁。|特朗普政府|美国
美国政府宣布制裁。|美国政府|美国
法国政府发表声明。|法国政府|法国
香港政府宣布措施。|香港政府|香港
王毅会见布林肯。两人谈了两小时。|两人|王毅,安东尼·布林肯
习近平同普京通话。两人谈及能源。|两人|习近平,弗拉基米尔·普京
王毅抵达北京。他表示高兴。|他|王毅
默克尔发表讲话。她说情况好转。|她|安格拉·默克尔
博鲁瓦说不行。他表示难过。|他|博鲁瓦
中美关系重要，两国元首通了电话。|两国元首|习近平,乔·拜登
中俄关系重要，两国元首通了电话。|两国元首|习近平,弗拉基米尔·普京
中国和法国关系重要，两国元首通了电话。|两国元首|习近平,埃马纽埃尔·马克龙
中国和法国合作，习近平同马克龙通话。两国领导人谈了气候。|两国领导人|习近平,埃马纽埃尔·马克龙
中国和日本通话，两国外长谈了合作。|两国外长|王毅,茂木敏充
中國和美國會談，雙方同意合作。|雙方|中國,美國
美方表示同意。|美方|美国
中方與美方會談，兩國關係改善。|兩國|中國,美國
中美關係重要，兩國元首通電話。|兩國元首|習近平,喬·拜登
北韓發射飛彈。韓方提出抗議。|韓方|韓國
中國政府發表聲明。|中國政府|中國
川普政府對中國實施制裁。|川普政府|美國
北京反对这一做法。|北京|中国
莫斯科反对这一做法。|莫斯科|俄罗斯
东盟国家支持这一方案。|东盟国家|东南亚国家联盟
"""
TABLE = [tuple(line.split("|")) for line in CASES.strip().splitlines()]


def read(text, day="2021-03-01"):
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    mentions, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    names = {a.id: a.name for a in actors}
    return [(m.text, [names[i] for i in m.actors]) for m in mentions]


def test_the_table_is_whole():
    """There are 60 different cases."""
    assert len(set(TABLE)) == 60


@pytest.mark.parametrize(("text", "words", "wanted"), TABLE)
def test_group_words_stand_for(text, words, wanted):
    """The last mention with these words leads to exactly these actors."""
    found = [names for mention, names in read(text) if mention == words]
    assert found, read(text)
    assert [n.replace("灣", "湾") for n in found[-1]] == wanted.split(",")


@pytest.mark.parametrize("where", ["在越南", "在印度尼西亚巴厘岛", "于秘鲁利马"])
def test_a_venue_is_no_side(where):
    """两国元首 are those who meet, not the head of state of the country where they do."""
    found = read(f"国家主席习近平{where}同法国总统马克龙会晤。这是马克龙就任以来两国元首首次会晤。")
    assert [set(names) for words, names in found if words == "两国元首"] == [{"习近平", "埃马纽埃尔·马克龙"}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("双方表示同意。", "双方"),
        ("两国关系良好。", "两国"),
        ("阿方表示感谢。", "阿方"),
        ("王毅会见布林肯。他表示满意。", "他"),
        ("中国、法国、德国和日本开会，两国元首没有出席。", "两国元首"),
        ("中国、日本和韩国都是邻国。\n两国元首没有出席。", "两国元首"),
        ("该国没有回应。", "该国"),
        ("中国和美国合作，两国领导人的共识重要。", "两国领导人"),
    ],
)
def test_nothing_is_said_where_several_or_no_readings_are_left(text, words):
    """Without an antecedent, or with more than one, the words lead to nobody."""
    assert all(not names for mention, names in read(text) if mention == words)
