"""Who held an office on a day: 40 look-ups, and what follows from them in a text."""

import pytest

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.sentences import split_sentences
from jishi.records import Article, Time

LOOKUPS = """
US|国务卿|2022-01-27|Q7821917
US|国务卿|2020-07-24|Q473239
US|国务卿|2015-06-01|Q22316
US|国务卿|2010-06-01|Q6294
US|总统|2021-02-11|Q6279
US|总统|2019-05-30|Q22686
US|总统|2015-02-11|Q76
US|总统|2021-01-19|Q22686
US|总统|2021-01-21|Q6279
CN|国家主席|2012-08-24|Q15029
CN|国家主席|2019-05-30|Q15031
CN|国家主席|2021-02-11|Q15031
CN|总理|2014-05-21|Q18111
CN|外长|2022-01-27|Q701801
CN|外交部长|2018-01-01|Q701801
CN|外长|2023-05-01|Q7216297
JP|首相|2020-08-31|Q132345
JP|首相|2020-09-20|Q122465
RU|总统|2014-05-21|Q7747
RU|外长|2022-03-10|Q58217
GB|首相|2020-09-05|Q180589
GB|首相|2015-01-01|Q192
GB|外交大臣|2020-07-24|Q268584
FR|总统|2016-01-01|Q157
FR|总统|2019-01-01|Q3052772
KR|总统|2018-05-01|Q21001
KR|总统|2015-05-01|Q138048
IN|外长|2020-09-10|Q16186720
BR|外长|2020-09-19|Q58642905
BR|总统|2020-09-19|Q10304982
UA|总统|2022-03-10|Q3874799
TW|总统|2020-08-25|Q233984
HK|行政长官|2018-11-01|Q19217
HK|特首|2018-11-01|Q19217
SG|总理|2020-09-01|Q57643
DE|总理|2020-09-14|Q567
AU|外长|2020-09-02|Q16191011
CA|总理|2020-09-01|Q3099714
org:un|联合国秘书长|2013-06-01|Q1253
org:un|联合国秘书长|2020-06-01|Q311440
"""
TABLE = [tuple(line.split("|")) for line in LOOKUPS.strip().splitlines()]


def read(text, day, times=()):
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day)
    return find_actors(article, split_sentences(text), list(times), default_lexicon())


def ids(text, day, times=()):
    return {a.qid for a in read(text, day, times)[1] if a.type == "person"}


def test_the_table_is_whole():
    """There are 40 different look-ups."""
    assert len(set(TABLE)) == 40


@pytest.mark.parametrize(("owner", "title", "day", "qid"), TABLE)
def test_holder_of_an_office_on_a_day(owner, title, day, qid):
    """The one holder on the day is found by his id."""
    lexicon = default_lexicon()
    index = lexicon.holder(lexicon.offices_of(owner, title), day)
    assert index is not None
    assert lexicon.entities[index].qid == qid


@pytest.mark.parametrize(
    ("owner", "title", "day"),
    [
        ("US", "国务卿", "1850-01-01"),
        ("CN", "国家主席", None),
        ("US", "总统", "2199-01-01"),
        ("XX", "总统", "2020-01-01"),
    ],
)
def test_nobody_where_it_is_not_known(owner, title, day):
    """Before the first and long after the last known day, or without a day, nobody is named."""
    lexicon = default_lexicon()
    assert lexicon.holder(lexicon.offices_of(owner, title), day) is None


@pytest.mark.parametrize(
    ("text", "day", "wanted"),
    [
        ("法国总统表示，会谈有进展。", "2022-03-10", "Q3052772"),
        ("美国国务卿说，局势严重。", "2020-07-24", "Q473239"),
        ("美国国务卿说，局势严重。", "2022-07-24", "Q7821917"),
        ("日本首相宣布辞职。", "2020-08-31", "Q132345"),
    ],
)
def test_office_alone_is_its_holder(text, day, wanted):
    """An office of a country stands for whoever holds it on the publish day."""
    assert ids(text, day) == {wanted}


def test_heads_of_state_of_the_two_sides_on_the_day_that_is_named():
    """两国元首 of China and the US on a past day of the sentence are the holders of that day."""
    before = "中美关系重要。2021年2月11日，两国元首通话。"
    start = before.index("2021")
    time = Time(
        start=start,
        end=start + 10,
        text=before[start : start + 10],
        context="",
        value="2021-02-11",
        kind="date",
        rule="x",
    )
    assert ids(before, "2022-01-27", [time]) == {"Q15031", "Q6279"}


def test_former_holder_is_not_the_present_one():
    """美国前国务卿 without a name is nobody in particular."""
    assert ids("美国前国务卿表示担忧。", "2022-01-27") == set()


def test_name_with_an_office_held_at_another_date_keeps_the_person():
    """A person named with 前 is linked by name, not by who holds the office now."""
    assert ids("美国前国务卿蓬佩奥表示担忧。", "2022-01-27") == {"Q473239"}


def test_unknown_name_is_not_linked_to_the_holder():
    """An office with another's name does not lend that name the holder's id."""
    assert ids("美国国务卿托尔达松表示担忧。", "2022-01-27") == {None}
