"""What holds of the public functions of `extract` and `graph` for anything whatever that they are given.

A function either answers and keeps its promise, or raises an error of ours that says what is wrong.
Spans, sentences, the normal form, EDTF and literals have their properties beside their other tests.
"""

from __future__ import annotations

import importlib.util
import json
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jishi.edtf import EDTF
from jishi.errors import DataError, JishiError, QueryError
from jishi.extract import extract
from jishi.extract.actors import default_lexicon, find_actors, load_lexicon
from jishi.extract.normalize import script_of, to_simplified, to_traditional
from jishi.extract.reading import read_bytes, read_file
from jishi.extract.sentences import split_sentences
from jishi.extract.time import read_times
from jishi.graph import build_graph, catalog, names, overrides, sparql, terms
from jishi.graph.knowledge import KnowledgeGraph
from jishi.records import Article, record_from_json, to_json

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)

told, article = making.told, making.article
ANY = st.text(max_size=40)
quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    """Four reports of three articles."""
    call = told("call", "王毅27日同布林肯通电话。", "通电话", "2022-01-27", participant=("王毅", "安东尼·布林肯"))
    said = told("statement", "拜登表示愿意对话。", "表示", "2022-01-28", agent=("乔·拜登",), claim="愿意对话")
    visit = told("visit", "普京访问中国。", "访问", "2022-02", agent=("弗拉基米尔·普京",), host=("中国",))
    records = [
        article("a", "2022-01-28", call, said),
        article("b", "2022-01-28", call),
        article("c", "2022-03-01", visit),
    ]
    return build_graph(records)


def article_of(text: str, published: str | None = "2022-01-28") -> Article:
    title = text.split("\n")[0]
    return Article(id="a" * 20, source="x", file="x", title=title, text=text, published=published)


# ---------------------------------------------------------------- extract


@quickly
@given(st.text(max_size=120), st.sampled_from(["2022-01-28", None]))
def test_a_record_survives_json_and_comes_out_the_same_again(text, published) -> None:
    """Extraction depends on the article alone; its record is read back as it was written."""
    record = extract(article_of(text, published))
    assert record == extract(article_of(text, published))
    assert record_from_json(to_json(record)) == record


@quickly
@given(
    st.lists(
        st.sampled_from(["王毅", "外长", "布林肯", "他", "和", "，", "。", "美国", "国务卿", "王", "\n", "x"]),
        max_size=25,
    )
)
def test_mentions_name_actors_of_the_article(pieces) -> None:
    """Every mention is the words that stand there and leads to an actor that the article has."""
    text = "题\n" + "".join(pieces)
    mentions, actors = find_actors(article_of(text), split_sentences(text), [], default_lexicon())
    known = {actor.id for actor in actors}
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert known.issuperset(mention.actors)


@quickly
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode),
                 st.lists(st.sampled_from(["name", "type", "person", "王某", "\t", "\n", "#", "qid", "Q1", "2020"]))
                 .map(lambda pieces: "".join(pieces).encode())))  # fmt: skip
def test_any_file_is_a_lexicon_or_refused(tmp_path, data) -> None:
    """A user's table is taken, or a `DataError` names it; with a list of problems its bad rows are left out."""
    path = tmp_path / "people.tsv"
    path.write_bytes(data)
    problems: list[DataError] = []
    try:
        assert load_lexicon([path], problems) is not None
    except DataError as error:
        assert "people.tsv" in str(error)
        assert not problems  # a file that is none says so once
        return
    assert all(error.where.startswith(f"{path}:") for error in problems)
    if problems:
        with pytest.raises(DataError, match=r"people\.tsv"):
            load_lexicon([path])


@quickly
@given(st.binary(max_size=400), st.sampled_from(["x.md", "x.html", "x.json", "x.txt", "x", "x.zip"]))
def test_a_file_reads_like_its_bytes(tmp_path, data, name) -> None:
    """`read_file` gives what `read_bytes` gives of the same bytes."""
    (tmp_path / name).write_bytes(data)
    assert list(read_file(tmp_path / name, name)) == list(read_bytes(data, name))


@quickly
@given(ANY, st.sampled_from(["2022-01-27", "2024-02-29", None]))
def test_times_are_in_order_with_values_that_parse(text, day) -> None:
    """Found times follow one another, and each value is EDTF or open."""
    found = read_times(text, day)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for time in found:
        assert time.value is None or str(EDTF.parse(time.value)) == time.value


@quickly
@given(st.text(alphabet="後后裡里颱台湾灣發发干乾習习 a1", max_size=40))
def test_scripts_turn_into_one_another_without_loss_of_length(text) -> None:
    """The Simplified form is a fixed point, whichever script it came from, and so is the script that is told."""
    simple = to_simplified(text)
    assert to_simplified(simple) == simple
    assert to_simplified(to_traditional(simple)) == to_simplified(to_traditional(to_simplified(to_traditional(simple))))
    assert script_of(text) == script_of(text + text)


# ---------------------------------------------------------------- graph


@quickly
@given(name=st.one_of(ANY, st.sampled_from(["王毅", "拜登", "布林肯", "Q148", "", "·"])))
def test_a_name_is_an_actor_or_nobody(kg, name) -> None:
    """Who is found bears the name; nobody is a `QueryError`, also as the middle of a network."""
    try:
        found = kg.find_actor(name)
    except QueryError:
        with pytest.raises(QueryError):
            kg.to_pyvis(name)
        return
    folded = {names.fold(word) for word in (found.id, found.name, *found.aliases)}
    assert names.fold(name) in folded or any(names.fold(name) in word for word in folded)


@quickly
@given(
    actor=st.one_of(st.none(), ANY, st.sampled_from(["王毅", "中国"])),
    kind=st.one_of(st.none(), ANY, st.sampled_from(["call", "visit"])),
    start=st.one_of(st.none(), st.sampled_from(["2022", "2022-01-27", "..", "2022/2023"]), st.text(max_size=8)),
    end=st.one_of(st.none(), st.sampled_from(["2022-01-28", "2021"]), st.text(max_size=8)),
)
def test_a_timeline_is_a_part_of_the_events_in_their_order(kg, actor, kind, start, end) -> None:
    """Whatever is asked, the answer is events in the order of the graph, or a `QueryError`."""
    try:
        found = kg.timeline(actor, kind, start, end)
    except QueryError:
        return
    place = {event.id: at for at, event in enumerate(kg.events)}
    assert [place[event.id] for event in found] == sorted(place[event.id] for event in found)
    assert kind is None or {event.type for event in found} <= {kind}


@quickly
@given(key=ANY)
def test_an_unknown_event_is_an_error_of_ours(kg, key) -> None:
    """Only ids give events."""
    with pytest.raises(QueryError):
        kg.event(key)
    assert all(kg.event(event.id) is event for event in kg.events)


PIECES = """SELECT * { } ?s ?p ?o WHERE LIMIT 3 " ' <x <http://x> # \\ FILTER ( ) SERVICE DROP INSERT $a ASK \\u0041"""
SPARQL = st.lists(st.sampled_from([*PIECES.split(), "\n", "{ SELECT"]), max_size=12).map(" ".join)  # fmt: skip


@quickly
@given(query=st.one_of(SPARQL, ANY))
def test_any_query_gives_rows_or_an_error_of_ours(kg, query) -> None:
    """No text reaches the engine that changes the graph, and none breaks it."""
    before = len(kg.events)
    try:
        rows = kg.query(query)
    except JishiError:
        pass
    else:
        assert all(len(row) == len(rows.columns) for row in rows.rows)
        assert sparql.form(query) or query in catalog.queries()
    assert len(kg.events) == before


@quickly
@given(st.one_of(SPARQL, ANY))
def test_the_tokens_of_a_query_are_the_query(query) -> None:
    """Nothing is lost or added when a query is taken apart, and nothing but `$name` is put into it."""
    assert "".join(text for _, text in sparql.tokens(query)) == query
    assert sparql.substitute(query, {}) == query
    assert isinstance(sparql.is_limited(query), bool)


@quickly
@given(st.text(alphabet="# param:()nameword=\nSELECT{}?x", max_size=80))
def test_any_text_is_a_query_file_or_refused(text) -> None:
    """A query file parses, or a `DataError` shows the line."""
    try:
        found = catalog.parse_query("q", text)
    except DataError as error:
        assert error.where == "q"
        return
    assert found.name == "q"


VALUES = st.recursive(
    st.one_of(st.text(max_size=6), st.integers(0, 9), st.booleans()),
    lambda some: st.lists(some, max_size=3),
    max_leaves=5,
)


@quickly
@given(
    st.one_of(
        ANY,
        st.dictionaries(
            st.sampled_from(["names", "actors", "events", "other"]),
            st.one_of(VALUES, st.dictionaries(st.sampled_from(["same", "not_same", "王毅", "x"]), VALUES, max_size=3)),
            max_size=3,
        ).map(lambda tables: "\n".join(toml(name, value) for name, value in tables.items())),
    )
)
def test_any_text_is_overrides_or_refused(text) -> None:
    """TOML of any shape is taken or a `DataError` names the place; what is taken can be asked what it matches."""
    try:
        made = overrides.parse_overrides(text, "o.toml")
    except DataError as error:
        assert error.where.startswith("o.toml")
        return
    assert all(len(pair) == 2 for pair in (*made.same_actors, *made.other_events))
    assert isinstance(overrides.notes_on(made, (), ()), list)


def toml(name: str, value: object) -> str:
    """`name = value`; JSON's lists, texts and numbers are TOML's, tables are written inline."""
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(one)}" for key, one in value.items())
        return f"{name} = {{ {inner} }}"
    return f"{name} = {json.dumps(value)}"


@quickly
@given(st.one_of(ANY, st.sampled_from(["http://[", "http://x/ y", "//x", "a:b", "http://例/", "http://x/%zz", "x:\\"])))
def test_what_is_called_an_iri_is_one(value) -> None:
    """`iri` gives a term that parses as that IRI, or None; an id is safe in an IRI."""
    term = terms.iri(value)
    if term is not None:
        line = f"{term} <urn:p> <https://x.test/{terms.local(value)}> ."
        (triple,) = ox.parse(input=line, format=ox.RdfFormat.N_TRIPLES, lenient=True)
        assert triple.subject.value == value


@quickly
@given(ANY)
def test_a_published_moment_is_a_literal_whatever_it_is(value) -> None:
    """A malformed date stays text; no value breaks the line."""
    line = f"<urn:s> <urn:p> {terms.moment(value)} ."
    (triple,) = ox.parse(input=line, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    assert isinstance(triple.object, ox.Literal)


@quickly
@given(ANY)
@example("U¨")
def test_folded_names_stay_folded(name) -> None:
    """Folding and simplifying a name again changes nothing; its parts are parts of it."""
    assert names.fold(names.fold(name)) == names.fold(name)
    assert names.simplify(names.simplify(name)) == names.simplify(name)
    assert all(part in names.fold(name) for part in names.parts(name))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=10))
def test_any_words_go_through_graph_and_rdf(text, title, source) -> None:
    """An article of any words gives a graph whose RDF is well formed and whose network has all its actors."""
    words = title.replace("\n", " ") + "\n王毅会见布林肯。" + text
    found = Article(
        id="b" * 20, source=source, file=source, title=words.split("\n")[0], text=words, published="2022-01-28"
    )
    kg = build_graph([extract(found)])
    assert len(kg.rdf()) > 0
    assert {f"{key}" for key in kg.entities} <= {str(node).removeprefix("actor:") for node in kg.to_networkx().nodes}
