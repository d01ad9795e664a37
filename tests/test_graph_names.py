"""What actors are called, what people have apart or together, and what the user is told."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import msgspec
import pytest

from jishi.errors import QueryError
from jishi.graph import build_graph
from jishi.graph.figures import casualty
from jishi.graph.labels import balanced
from jishi.graph.overrides import Overrides
from jishi.records import Actor, Mention

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)
article, told = making.article, making.told

WANG, BLINKEN, XI, BIDEN, TRUMP = "王毅", "安东尼·布林肯", "习近平", "乔·拜登", "唐纳德·特朗普"


def calling(record, words, form, name, title=None, kind="person"):
    """The record with one more mention: `words` mean the actor `name`."""
    actor = next(actor for actor in record.actors if actor.name == name)
    start = record.text.index(words)
    mention = Mention(
        start=start, end=start + len(words), text=words, type=kind, form=form, rule="t", actors=(actor.id,), title=title
    )
    return msgspec.structs.replace(record, mentions=(*record.mentions, mention))


def visit(source="a", sentence="美国总统拜登会见国务卿布林肯，两人随后会谈。"):
    """An article in which Biden meets Blinken."""
    return article(source, "2022-01-27", told("meeting", sentence, "会见", "2022-01-27", participant=[BIDEN, BLINKEN]))


@pytest.mark.parametrize(
    ("words", "form", "title", "alias"),
    [
        ("拜登", "name", None, "拜登"),
        ("美国总统拜登", "title_name", "美国总统", "拜登"),
        ("美国总统", "title", "美国总统", None),
        ("两人", "pair_person", None, None),
    ],
)
def test_names_are_aliases_and_pointers_are_not(words, form, title, alias):
    """A printed name is an alias, without the office; an office alone or 两人 is none."""
    kg = build_graph([calling(visit(), words, form, BIDEN, title)])
    assert kg.find_actor(BIDEN).aliases == (() if alias is None else (alias,))


def test_a_name_of_two_is_refused_with_both():
    """Whoever asks for a name that two bear is told who they are."""
    record = article(
        "a",
        "2022-01-27",
        told("meeting", "里根与里根会谈。", "会谈", "2022-01-27", participant=["罗恩·里根", "南希·里根"]),
    )
    with pytest.raises(QueryError, match="2 actors bear this name") as caught:
        build_graph([record]).find_actor("里根")
    assert "罗恩·里根" in str(caught.value)
    assert "南希·里根" in str(caught.value)


def test_a_slip_of_one_article_does_not_make_a_name_ambiguous():
    """A name that nearly all articles use for one actor is that actor's."""
    records = [calling(visit(f"a{n}"), "拜登", "name", BIDEN) for n in range(9)]
    records.append(calling(visit("b"), "拜登", "name", BLINKEN))
    assert build_graph(records).find_actor("拜登").name == BIDEN


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (("外交部", "CN"), ("外交部", "TW"), False),
        (("外交部", "CN"), ("外交部", "CN"), True),
        (("国防部", "CN"), ("国防部", None), True),
        (("国务院", "CN"), ("美国国务院", "US"), False),
        (("国防部", "US"), ("中国国防部", "CN"), False),
    ],
)
def test_bodies_of_two_countries_are_two(left, right, same):
    """Many countries have a 外交部: the country tells them apart."""
    people = [{name: ("organization", None, land)} for name, land in (left, right)]
    records = [
        article(
            source,
            "2022-01-27",
            told("statement", f"{name}表示遗憾。", "表示", "2022-01-27", agent=[name]),
            people=known,
        )
        for source, (name, _), known in zip("ab", (left, right), people, strict=True)
    ]
    assert len(build_graph(records).entities) == (1 if same else 2)


def test_spellings_of_one_name_that_differ_in_one_sign():
    """哈桑·迪亚卜 and 哈桑·迪亚布 hold the same office of the same country."""
    records = []
    for source, name in (("a", "哈桑·迪亚卜"), ("b", "哈桑·迪亚布")):
        made = article(
            source, "2020-08-10", told("position_change", f"{name}辞职。", "辞职", "2020-08-10", patient=[name])
        )
        actor = Actor(id="a1", name=name, type="person", country="LB", roles=("黎巴嫩总理",))
        records.append(msgspec.structs.replace(made, actors=(actor,)))
    assert len(build_graph(records).entities) == 1


def test_the_name_is_in_the_script_of_most_articles():
    """Of two names printed equally often the one in the script of most articles stands."""
    records = []
    for source, name, script in (("a", "安倍晉三", "Hant"), ("b", "安倍晋三", "Hans"), ("c", WANG, "Hans")):
        known = {name: ("person", "Q132345", "JP")} if name != WANG else {}
        made = article(source, "2020-08-10", told("visit", f"{name}访问。", "访问", agent=[name]), people=known)
        records.append(msgspec.structs.replace(made, script=script))
    assert build_graph(records).entities["Q132345"].name == "安倍晋三"


def verdict(source, day, people, words):
    """An article on a verdict over `people`."""
    names = "和".join(people)
    report = told("legal_action", f"{words}，法院判处{names}死刑。", "判处", day, patient=people)
    return article(source, "2020-08-26", report)


def test_two_verdicts_told_in_one_sentence_stay_two():
    """Who tells of two people at once what others date to two days proves both events and joins them not."""
    apart = [verdict("a", "2020-08-06", ["徐某"], "6日"), verdict("b", "2020-08-07", ["叶某"], "7日")]
    events = build_graph([*apart, verdict("c", "2020-08", ["徐某", "叶某"], "8月初")]).events
    assert sorted("".join(sorted({p.source for p in event.evidence})) for event in events) == ["ac", "bc"]


def test_one_verdict_on_two_people_stays_one():
    """Where nobody tells the people apart, what happened to them together is one event."""
    events = build_graph(
        [verdict("a", "2020-08-06", ["徐某", "叶某"], "6日"), verdict("b", "2020-08-06", ["徐某"], "6日")]
    )
    assert len(events.events) == 1


def test_two_meetings_of_one_day_with_other_sides_stay_two():
    """Xi and Wang each met Blinken on one day: two meetings."""
    first = told("meeting", "习近平会见布林肯。", "会见", "2023-06-19", participant=[XI, BLINKEN])
    second = told("meeting", "王毅会见布林肯。", "会见", "2023-06-19", participant=[WANG, BLINKEN])
    assert len(build_graph([article("a", "2023-06-19", first, second)]).events) == 2
    records = [article("a", "2023-06-19", first), article("b", "2023-06-19", second)]
    assert len(build_graph(records).events) == 2


def test_ties_of_two_countries_are_one_event_and_the_finer_day_wins():
    """A year, a day, no time at all, and the origin of an anniversary tell that ties were taken up once."""
    both = ["中国", "美国"]
    day = told(
        "diplomatic_relations", "中美两国1979年1月1日正式建立外交关系。", "建立外交关系", "1979-01-01", agent=both
    )
    year = told("diplomatic_relations", "1979年中美建交以来联系日多。", "建交", "1979", agent=both)
    never = told("diplomatic_relations", "中美建交是大事。", "建交", agent=both)
    mark = told(
        "anniversary", "两国建交45周年之际互致贺信。", "45周年", "2024-01-01", of=("两国建交", "1979"), topic=both
    )
    marking = article("d", "2024-01-01", mark)
    ids = tuple(actor.id for actor in marking.actors)
    at = marking.text.index("两国")
    pair = Mention(start=at, end=at + 2, text="两国", type="country", form="pair_country", rule="t", actors=ids)
    marking = msgspec.structs.replace(marking, mentions=(pair,))
    records = [article(s, "2022-01-27", r) for s, r in (("a", day), ("b", year), ("c", never))]
    kg = build_graph([*records, marking])
    (ties,) = [event for event in kg.events if event.type == "diplomatic_relations"]
    assert (ties.time, ties.label) == ("1979-01-01", "中国与美国建交")
    assert {proof.source for proof in ties.evidence} == {"a", "b", "c", "d"}


def test_expulsions_of_each_other_stay_two():
    """What one country does to the other is not what the other does to it."""
    first = told(
        "diplomatic_relations", "美国驱逐俄罗斯外交官。", "驱逐", "2018-03-26", agent=["美国"], patient=["俄罗斯"]
    )
    second = told(
        "diplomatic_relations", "俄罗斯驱逐美国外交官。", "驱逐", "2018-03-27", agent=["俄罗斯"], patient=["美国"]
    )
    records = [article("a", "2018-03-26", first), article("b", "2018-03-27", second)]
    assert len(build_graph(records).events) == 2


def test_a_weekday_that_others_date_a_week_later_is_a_disagreement():
    """A Saturday taken for a Sunday is read a week early; the reports still tell one event."""
    text = "市长{}补选，候选人陈某以六十七万票当选。"
    right = told("election", text.format("15日"), "当选", "2020-08-15", participant=["陈某"], words="15日")
    wrong = told("election", text.format("星期天"), "当选", "2020-08-09", participant=["陈某"], words="星期天")
    (event,) = build_graph([article("a", "2020-08-15", right), article("b", "2020-08-15", wrong)]).events
    assert event.time == "2020-08-15"
    assert [item.field for item in event.disagreements] == ["time"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("上海公报”发表", "上海公报发表"),
        ("中美“乒乓外交", "中美乒乓外交"),
        ("“一中”原则", "“一中”原则"),
        ("（完", "完"),
    ],
)
def test_headings_have_whole_quotes(text, kept):
    """A sign that is open or closed only is left out."""
    assert balanced(text) == kept


@pytest.mark.parametrize(
    ("text", "figure", "word"),
    [("已造成46人遇难", "46人", "遇难"), ("死亡1011人", "1011人", "死亡"), ("共有46人参加", "46人", None)],
)
def test_a_figure_says_what_it_counts(text, figure, word):
    """The word beside a number of people that says what happened to them."""
    at = text.index(figure)
    assert casualty(text, at, at + len(figure)) == word


def test_overrides_that_match_nothing_are_told():
    """A name or id that the records do not know is no silent miss."""
    chosen = Overrides(
        names={"某人": "Q1", WANG: "Q1135862"}, same_actors=((WANG, "不存在"),), other_events=(("evabc", "ev123"),)
    )
    record = article("a", "2022-01-27", told("visit", "王毅访问。", "访问", agent=[WANG]))
    assert build_graph([record], overrides=chosen).notes == (
        "overrides.toml [actors]: '不存在' matches nothing",
        "overrides.toml [events]: 'ev123' matches nothing",
        "overrides.toml [events]: 'evabc' matches nothing",
        "overrides.toml [names]: '某人' matches nothing",
    )
