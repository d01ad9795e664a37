"""Offices in time: who is meant by one at the time of its clause, and which bearer of a name held it then."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.extract.time import find_times
from jishi.records import Article


def read(text, day):
    """The article's mentions with the ids of whom they mean: (words, ids), countries left out."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    mentions, actors = find_actors(article, split_sentences(text), find_times(article), default_lexicon())
    ids = {actor.id: actor.qid for actor in actors}
    return [(m.text, [ids[a] for a in m.actors]) for m in mentions if m.type == "person"]


# text | publish day | id of the one person that the office means, - for nobody
ALONE = """
1972年，美国总统访问中国。|2022-03-10|Q9588
1972年，美國總統訪問中國。|2022-03-10|Q9588
美国总统于1972年访问中国。|2022-03-10|Q9588
2018年，美国总统宣布退出协议。|2022-03-10|Q22686
2018年，時任美國總統宣布退出協議。|2022-03-10|Q22686
2018年5月8日，时任美国总统宣布退出协议。|2022-03-10|Q22686
今年1月，美国总统宣布决定。|2022-03-10|Q6279
2021年2月至2022年1月，美国总统多次讲话。|2022-03-10|Q6279
美国总统宣布决定。|2022-03-10|Q6279
1965年，美国总统签署法案。|2022-03-10|Q9640
2019年的日本首相访问中国。|2022-03-10|Q132345
下个月，美国总统将访问欧洲。|2022-03-10|Q6279
2017年，美国总统宣布决定。|2022-03-10|-
2021年，美国总统宣布决定。|2022-03-10|-
去年，美国总统宣布决定。|2022-03-10|-
1972年以来，美国总统多次访问中国。|2022-03-10|-
1890年，美国总统签署法案。|2022-03-10|-
时任美国总统表示欢迎。|2022-03-10|-
時任美國總統表示歡迎。|2022-03-10|-
当时的美国总统表示欢迎。|2022-03-10|-
当年，美国总统表示欢迎。|2022-03-10|-
历任美国总统都表示支持。|2022-03-10|-
那一年，美国总统表示欢迎。|2022-03-10|-
冷战期间，美国总统表示欢迎。|2022-03-10|-
2016年8月，英国首相访问中国。|2022-03-10|Q264766
2016年7月，英国首相访问中国。|2022-03-10|-
2018年退出协议后，美国总统多次施压。|2022-03-10|-
2016年当选的美国总统表示不满。|2022-03-10|-
1985年双方会谈。美国总统表示满意。|2022-03-10|-
"""
ALONE_TABLE = [tuple(line.split("|")) for line in ALONE.strip().splitlines()]


@pytest.mark.parametrize(("text", "day", "wanted"), ALONE_TABLE)
def test_an_office_alone_is_its_holder_at_the_time_of_its_clause(text, day, wanted):
    """The clause's own time decides; where it has two holders, or cannot be told, the office is nobody."""
    assert [keys for _, keys in read(text, day) if keys] == ([] if wanted == "-" else [[wanted]])


def test_an_office_of_another_time_is_not_the_holder_named_elsewhere_in_the_article():
    """Today's holder, named with the office, does not take over the office of a past year."""
    found = read("美国总统拜登表示欢迎。1972年，美国总统访问中国。", "2022-03-10")
    assert found == [("美国总统拜登", ["Q6279"]), ("美国总统", ["Q9588"])]


def test_the_two_heads_of_state_of_a_past_year():
    """两国元首 of a clause with a year are those of that year, not of the publish day."""
    assert read("中美关系重要。2019年6月，两国元首会晤。", "2022-03-10") == [("两国元首", ["Q15031", "Q22686"])]
    assert read("中美关系重要。2022年3月，两国元首会晤。", "2022-03-10") == [("两国元首", ["Q15031", "Q6279"])]


# text | publish day | id of the person with the office, None for a person of that name without an id
NAMED = """
1973年，加拿大总理特鲁多访华。|2022-03-10|Q8656
1973年，加拿大總理杜魯道訪華。|2022-03-10|Q8656
加拿大总理特鲁多访华。|1973-10-10|Q8656
加拿大总理特鲁多访华。|2022-03-10|Q3099714
加拿大总理特鲁多访华。|2013-03-10|None
2016年，加拿大总理特鲁多访华。|2022-03-10|Q3099714
1991年，美国总统布什发动战争。|2022-03-10|Q23505
1991年，美國總統布希發動戰爭。|2022-03-10|Q23505
2003年，美国总统布什发动战争。|2022-03-10|Q207
美国总统布什发动战争。|2003-04-01|Q207
美国前总统布什去世。|2018-12-01|None
美国前总统布什访华。|1995-12-01|Q23505
1995年，美国前总统布什访华。|2022-03-10|None
1965年，美国总统约翰逊签署法案。|2022-03-10|Q9640
英国首相约翰逊签署法案。|2022-03-10|Q180589
美国前总统卡特表示担忧。|2022-03-10|Q23685
美国国防部长卡特表示担忧。|2016-03-10|Q4806029
1972年，美国总统尼克松访问中国。|2022-03-10|Q9588
时任美国总统奥巴马表示欢迎。|2022-03-10|Q76
2015年，时任美国总统奥巴马表示欢迎。|2022-03-10|Q76
美国候任总统拜登表示欢迎。|2020-12-01|Q6279
1985年，习近平总书记在当地工作。|2022-03-10|Q15031
2005年，中国外长王毅访问非洲。|2022-03-10|None
2005年，中国外长李肇星访问非洲。|2022-03-10|Q463697
乌克兰总统泽连斯基表示感谢。|2022-03-10|Q3874799
"""
NAMED_TABLE = [tuple(line.split("|")) for line in NAMED.strip().splitlines()]


@pytest.mark.parametrize(("text", "day", "wanted"), NAMED_TABLE)
def test_a_name_with_an_office_is_the_bearer_who_held_it_then(text, day, wanted):
    """Of several bearers the one who held the office at the told time is meant; nobody known where that is open."""
    found = [keys for _, keys in read(text, day)]
    assert found == [[None if wanted == "None" else wanted]]


def test_a_short_name_with_an_office_is_not_the_relative_named_in_full():
    """特鲁多 with the office is the present holder, though the article's only full name is his father's."""
    found = dict(read("加拿大总理特鲁多表示欢迎。皮埃尔·特鲁多也曾任总理。", "2022-03-10"))
    assert found == {"加拿大总理特鲁多": ["Q3099714"], "皮埃尔·特鲁多": ["Q8656"]}


def test_a_short_name_that_the_tables_give_to_one_is_not_a_relative_named_in_full():
    """特朗普 alone beside 梅拉尼娅·特朗普 is not her."""
    found = dict(read("梅拉尼娅·特朗普出席活动。特朗普表示感谢。美国总统特朗普说，活动很好。", "2019-03-10"))
    assert found == {"梅拉尼娅·特朗普": ["Q432473"], "特朗普": ["Q22686"], "美国总统特朗普": ["Q22686"]}


def test_two_bearers_of_a_name_in_one_article():
    """The same words in two sentences with their own times are two people."""
    found = read("1973年，加拿大总理特鲁多访华。2021年12月，加拿大总理特鲁多表示欢迎。", "2022-03-10")
    assert [keys for _, keys in found] == [["Q8656"], ["Q3099714"]]


# The days on both sides of what the rules allow: text | publish day | id, or None
EDGES = """
2009年9月25日，日本首相福田表示支持。|2015-03-10|Q101137
2009年9月26日，日本首相福田表示支持。|2015-03-10|None
2020年10月12日，美国总统拜登表示支持。|2020-12-31|Q6279
2020年10月11日，美国总统拜登表示支持。|2020-12-31|None
美国总统拜登表示支持。|2020-10-12|Q6279
美国总统拜登表示支持。|2020-10-11|None
2019年1月20日，美国总统拜登表示支持。|2022-03-10|Q6279
2019年1月19日，美国总统拜登表示支持。|2022-03-10|None
"""
EDGE_TABLE = [tuple(line.split("|")) for line in EDGES.strip().splitlines()]


@pytest.mark.parametrize(("text", "day", "wanted"), EDGE_TABLE)
def test_the_days_around_a_tenure_on_which_its_holder_is_called_by_it(text, day, wanted):
    """A year after it, a hundred days before it, and two years before it in looking back; not a day more."""
    assert [keys for _, keys in read(text, day)] == [[None if wanted == "None" else wanted]]
