"""Identity within and across articles: distinct names stay apart, and what is joined says why."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import jishi
from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.sentences import split_sentences
from jishi.graph import build_graph
from jishi.graph.entities import resolve_entities
from jishi.graph.names import fold
from jishi.records import Actor, Article, ArticleRecord
from jishi.rendering import describe

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玲辉力鹏"


def record(key, name, country=None, qid=None):
    """A record with one person."""
    actor = Actor(id="a1", name=name, type="person", qid=qid, country=country)
    return ArticleRecord(
        format=1,
        extractor="t",
        id=key,
        source=key,
        file=key,
        title=key,
        published="2022-01-27",
        text=key,
        actors=(actor,),
    )


def of_length(least, most):
    """Chinese names with so many given characters."""
    given_names = st.lists(st.sampled_from(_GIVEN), min_size=least, max_size=most)
    return st.builds(lambda surname, given: surname + "".join(given), st.sampled_from(_SURNAMES), given_names)


@settings(max_examples=60, deadline=None)
@given(of_length(1, 2), of_length(1, 2))
def test_distinct_chinese_names_never_collapse_across_articles(left, right):
    """Two names that differ in a character are two people, with or without the same country."""
    assume(fold(left) != fold(right))
    assert len(resolve_entities([record("x", left), record("y", right)]).entities) == 2
    assert len(resolve_entities([record("x", left, "CN"), record("y", right, "CN")]).entities) == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(of_length(2, 2), of_length(2, 2))
def test_distinct_chinese_names_never_collapse_in_an_article(left, right):
    """Titled names that differ in a character are never one actor."""
    assume(left != right)
    text = f"外交部发言人{left}表示支持。财政部发言人{right}表示反对。"
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2021-06-01")
    mentions, _ = find_actors(article, split_sentences(text), [], default_lexicon())
    keys = {words: {m.actors for m in mentions if words in m.text} for words in (left, right)}
    assert not (keys[left] & keys[right])


@pytest.mark.parametrize(("left", "right"), [("张昇", "张升"), ("張昇", "張升"), ("李乾", "李干"), ("劉範", "劉范")])
def test_names_with_other_characters_stay_apart_across_articles(left, right):
    """Two characters with one Simplified form tell people apart; one name in two scripts does not."""
    assert len(resolve_entities([record("x", left), record("y", right)]).entities) == 2
    assert len(resolve_entities([record("x", left), record("y", left)]).entities) == 1
    assert len(resolve_entities([record("x", "陈建国"), record("y", "陳建國")]).entities) == 1


def test_show_prints_why_names_were_joined():
    """What `jishi show` prints of an actor tells which names were taken for one, and by which rule."""
    made = [record("x", "安东尼·布林肯", "US", "Q7821917"), record("y", "布林肯", "US")]
    shown = describe(build_graph(made), "Q7821917")
    assert "because   short form of one full name" in shown
    assert "布林肯" in shown


def test_overrides_survive_a_rebuild(tmp_path):
    """A name pinned in overrides.toml keeps its id when the same folder is built again, also without the option."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("测试标题一则\n\n2021-06-01\n\n冰岛外长托尔达松6月1日表示欢迎。", encoding="utf-8")
    pins = tmp_path / "overrides.toml"
    pins.write_text('[names]\n"托尔达松" = "Q42"\n', encoding="utf-8")
    out = tmp_path / "out"
    first = jishi.build([news], out, overrides=pins)
    again = jishi.build([news], out)
    assert first.entities["Q42"].name == again.entities["Q42"].name == "托尔达松"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("斯凯里特表示支持。", None),
        ("多米尼克国宣布支持。斯凯里特表示感谢。", "Q57823"),
        ("多米尼克总理斯凯里特表示感谢。", "Q57823"),
    ],
)
def test_a_family_name_alone_needs_its_country_or_office(text, wanted):
    """A short form of somebody seldom in the news is nobody's by itself, and his where his country is named."""
    article = Article(id="t", source="t", file="t", title=None, text=text, published="2021-05-01", script="Hans")
    actors = find_actors(article, split_sentences(text), [], default_lexicon())[1]
    assert [a.qid for a in actors if a.type == "person"] == [wanted]
