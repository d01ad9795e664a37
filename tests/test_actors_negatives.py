"""What is no actor, or not this one: 80 texts with a form that must not be found there."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article

# text | words that no resolved mention may be | a mention that is found in it, where there is one
CASES = """
这是一次公正的审判。|正
双方公正地对待此事。|韩正
会议马上就要举行。|马上
他马上表示同意。|马上表
阅兵式上，空中方阵飞过。|中方
其中方案有三个。|中方
韩国会谈结束。|韩国会|韩国
参加集会的人大都是学生。|人大
参加活动的人大多来自外地。|人大
人们向往更美好未来。|好未来
大众对此普遍关心。|大众
电话打给了群众和大众。|大众
请向大众说明情况。|大众
苹果和香蕉都涨价了。|苹果
今年小米和玉米丰收。|小米
春运迎来客流高峰。|高峰
高峰时段道路拥堵。|高峰
李强调查了事故原因。|李强调|李强
中国银行业者感到乐观。|中国银行|中国银行业者
中国电信业正在复苏。|中国电信
马里兰州发生枪击。|马里|马里兰州
约旦河水位下降。|约旦
在印度洋上发现残骸。|印度
西班牙流感曾经流行。|西班
瑞士军刀很好用。|瑞士军
法国梧桐树很高。|法国梧
他在英国广播公司工作。|英国广
会长达数天的游行结束了。|达数天
会议历时三天，总理于周三离开。|于周三
总统在首都发表讲话。|在首
部长曾在当地工作。|曾在
教授曾在大学任教。|曾在
外长和议员参加活动。|和议
发言人时而沉默。|时而
主席向大家问好。|向大家
秘书长连日来四处奔走。|连日来
新华社记者张明亮报道。|张明亮
中央社記者王大文台北電。|王大文
本报记者李小红报道。|李小红
记者赵一鸣、孙立平摄影报道。|赵一鸣
（编辑：周文文）|周文文
責任編輯：陳美美|陳美美
据新华社报道，会议闭幕。|新华社
据路透社报道，会议闭幕。|路透社
法新社援引消息称会议闭幕。|法新社
据央视新闻报道，会议闭幕。|央视
美联社报道说，会议闭幕。|美联社
共同社称，会议闭幕。|共同社
中央社報導，會議閉幕。|中央社
据《人民日报》报道，会议闭幕。|人民日报
他在推特上发文。|推特
她在微博上写道，天气很好。|微博
他在臉書發文感謝支持。|臉書
他通过微信联系家人。|微信
两国签署了自由贸易协定。|自由贸易协定
会议在达沃斯论坛期间举行。|达沃斯论坛
他在人民大会堂出席活动。|人民大会堂
他在北京出席会议。|北京
会议在上海举行。|上海
游客前往巴黎旅游。|巴黎
代表团离开东京。|东京
来自广州的游客很多。|广州
这是意大利品牌的设计。|意大利
他喜欢法国电影。|法国
墨西哥菜很受欢迎。|墨西哥
电话两国元首都没有接。|国元
多方面因素导致下滑。|多方
这几个方面问题突出。|方面
知情人士说，谈判破裂。|知情人士
有分析认为，谈判会破裂。|分析
我们的国家越来越好。|国家
公司今年业绩良好。|公司
委员会召开会议。|委员会
大型公司纷纷裁员。|大型公司
地方政府需要改革。|地方
历史学家研究历史。|历史
铭记历史·珍爱和平。|铭记历史·珍爱和平
谢斐道和柯布连道都封了。|谢斐道
他每天走长安街上班。|长安街
会议通过了三项决议。|三项
"""
TABLE = [tuple((line + "|").split("|")[:3]) for line in CASES.strip().splitlines()]
BEHIND = "\n法国外长勒德里昂表示欢迎。"


def resolved(text: str) -> list[str]:
    article = Article(
        id="t", source="t", file="t", title=None, text=text, published="2020-09-01", script=script_of(text)
    )
    mentions, _ = find_actors(article, split_sentences(text), [], default_lexicon())
    return [m.text for m in mentions if m.actors]


def test_the_table_is_whole():
    """There are 80 different texts."""
    assert len({text for text, _, _ in TABLE}) == 80


@pytest.mark.parametrize(("text", "words", "found"), TABLE)
def test_not_an_actor(text, words, found):
    """No mention with an actor has these words, while whoever else is named there and behind is found."""
    mentions = resolved(text + BEHIND)
    assert words not in mentions
    assert "法国外长勒德里昂" in mentions
    assert not found or found in mentions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("韩正会见了来宾。", "韩正"),
        ("李强调研时强调安全。", "李强"),
        ("马里总统访问法国。", "马里总统"),
        ("大众汽车宣布召回。", "大众汽车"),
        ("中国银行发布年报。", "中国银行"),
        ("约旦外长表示遗憾。", "约旦外长"),
    ],
)
def test_the_same_words_where_they_are_actors(text, words):
    """The counterpart of the negatives: in these texts the words name somebody."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2021-09-01")
    mentions, _ = find_actors(article, split_sentences(text), [], default_lexicon())
    assert words in [m.text for m in mentions]
