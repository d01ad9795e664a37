"""Names that the cut tears or lengthens, names as printed, and words that are no places."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article


def read(text, day="2023-05-01"):
    """Words of each mention with name and id of its actors."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    mentions, actors = find_actors(article, split_sentences(text), [], default_lexicon())
    known = {a.id: (a.name, a.qid) for a in actors}
    return {m.text: [known[i] for i in m.actors] for m in mentions}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("北約秘書長史托騰伯格表示支持。", "北約秘書長史托騰伯格", "史托騰伯格"),
        ("普京科夫表示支持。", "普京科夫", "普京科夫"),
        ("道格·哈里斯表示支持。", "道格·哈里斯", "道格·哈里斯"),
        ("会议对道格·哈里斯表示支持。", "道格·哈里斯", "道格·哈里斯"),
        ("会议向乔·哈里斯表示支持。", "乔·哈里斯", "乔·哈里斯"),
        ("江苏省委书记信长星表示支持。", "江苏省委书记信长星", "信长星"),
        ("韩正会见客人。", "韩正", "韩正"),
        ("韩正在会上说，应当合作。", "韩正", "韩正"),
        ("普京说，应当合作。", "普京", "弗拉基米尔·普京"),
        ("何立峰出席會議，與會者表示支持。", "何立峰", "何立峰"),
        ("韓國代理總統韓悳洙發表講話。", "韓國代理總統韓悳洙", "韓悳洙"),
    ],
)
def test_a_name_is_whole_and_as_printed(text, words, name):
    """Every character of a name is in it, and a Traditional article's own characters are kept."""
    assert [found for found, _ in read(text).get(words, [])] == [name]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("韩正式向日本提出抗议。", "韩正"),
        ("韩正式加入联盟。", "韩正"),
        ("书记信心十足，表示支持。", "书记信心"),
        ("他回国后表示支持。", "回国"),
        ("大国应当承担责任。", "大国"),
        ("爱国是责任。", "爱国"),
        ("台风巴威海警发布，学校停课。", "威海"),
        ("经理曾力挺莫雷，要求道歉。", "曾力挺莫雷"),
    ],
)
def test_words_that_are_no_names(text, never):
    """A country's letter with 正式 behind is nobody, and common nouns are no places."""
    assert not any(words.startswith(never) for words in read(text))


@pytest.mark.parametrize(
    ("text", "day", "qid"),
    [
        ("新任驻华大使伯恩斯表示支持。", "2022-03-05", "Q519825"),
        ("美国新任驻华大使伯恩斯表示支持。", "2022-03-05", "Q519825"),
        ("美国驻华大使伯恩斯表示支持。", "2023-03-05", "Q519825"),
        ("新任驻华大使伯恩斯表示支持。", "2012-03-05", None),
        ("英國首相強森發表講話。", "2021-01-08", "Q180589"),
        ("強森發表講話。", "2021-01-08", None),
        ("中国外长访问法国。", "2023-07-10", "Q7216297"),
        ("中国外长访问法国。", "2023-07-28", "Q701801"),
    ],
)
def test_who_is_meant_by_office_and_day(text, day, qid):
    """A new holder just before or after he begins, a name of Taiwan, and two holders in one month."""
    people = [found for found in read(text, day).values() if found and found[0][0] != "法国"]
    assert [i for found in people for _, i in found] == [qid]
