"""The ready queries: each runs, gives what its file says, and takes no value for SPARQL."""

from __future__ import annotations

import csv
import io

import pyoxigraph
import pytest
import rdflib.plugins.sparql as rdflib_sparql
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.errors import DataError, QueryError
from jishi.graph import catalog, sparql, terms
from jishi.graph.catalog import find_query, parse_query, queries
from jishi.graph.store import Store


@pytest.fixture(scope="module")
def kg(sample):
    return sample.graph()


@pytest.fixture(scope="module")
def store(kg):
    return Store.of(kg)


def needed(kg, query):
    """Values for the parameters of a query that have no default."""
    summit = next(event for event in kg.events if len(event.evidence) > 2)
    values = {"event": summit.id, "article": kg.records[0].id}
    return {item.name: values[item.type] for item in query.parameters if item.default is None}


LOCAL = [name for name, query in queries().items() if not query.needs]


def test_there_are_enough():
    """The twenty of the draft and those that users asked for."""
    assert len(queries()) >= 36


@pytest.mark.parametrize("name", list(queries()))
def test_file_is_complete(name):
    """Each file has both titles, a description, typed parameters, and says what they are."""
    query = queries()[name]
    assert query.zh
    assert query.en
    assert query.about.endswith(".")
    assert all(item.about for item in query.parameters)


@pytest.mark.parametrize("name", list(queries()))
def test_file_is_sparql_as_it_stands(name):
    """Each file parses in rdflib too, parameters being variables there."""
    rdflib_sparql.prepareQuery(queries()[name].text)


@pytest.mark.parametrize("name", LOCAL)
def test_example_result(kg, store, name):
    """The query gives the example result that its file shows."""
    query = queries()[name]
    rows = store.query(name, needed(kg, query))
    shown = io.StringIO()
    csv.writer(shown, lineterminator="\n").writerows([rows.columns, *rows.rows[:3]])
    assert "\n".join(query.example) + "\n" == shown.getvalue()
    assert rows.rows, "the sample has no case for this query"


@pytest.mark.parametrize("name", LOCAL)
def test_order_is_total(kg, sample, name):
    """Rows come in the same order whatever the order of the articles."""
    values = needed(kg, queries()[name])
    turned = Store.of(sample.graph(sample.records()[::-1]))
    assert turned.query(name, values).rows == Store.of(kg).query(name, values).rows


def test_service_is_refused(store):
    """A query that asks another server is not run unless allowed."""
    with pytest.raises(QueryError, match="SERVICE"):
        store.query("wikidata-offices")


OUTSIDE = [
    "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
    "SELECT * { # SERVICE\n SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'a' . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX j: <urn:x> LOAD <file:///etc/passwd>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "PREFIX insert: <urn:x> DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "CLEAR DEFAULT",
    "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_outside(store, text):
    """No query reaches out of the graph or changes it."""
    with pytest.raises(QueryError):
        store.query(text)


INSIDE = [
    'SELECT ?s { ?s ?p "SERVICE <http://127.0.0.1:9/>" }',
    "SELECT ?service { ?service ?p ?o } LIMIT 1",
    "PREFIX service: <urn:s:> SELECT ?s { ?s service:load ?o }",
    "SELECT ?s { ?s <http://x.example/#SERVICE> ?o } # SERVICE",
    "SELECT ?s { ?s ?p '''a ' SERVICE''' }",
    "SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }",
    "ASK { ?a <urn:p> ?b FILTER(?a<?b) }",
]


@pytest.mark.parametrize("text", INSIDE)
def test_words_that_only_look_so(store, text):
    """Strings, variables, prefixes and comments may hold any word; FROM only names graphs of the store."""
    assert store.query(text).columns


def test_from_reads_no_file(store):
    """FROM <file:…> selects a graph that does not exist, and nothing is read."""
    assert store.query("SELECT ?s FROM <file:///etc/passwd> { ?s ?p ?o }").rows == ()


EVIL = ['") } DROP ALL #', "' } #", "> <urn:x", "中国\\", "a\nb", '"""', "$word", "?s", "\\u0022", "\x00", "𠮷"]


@pytest.mark.parametrize("value", EVIL)
def test_text_stays_text(store, value):
    """A text parameter is a literal whatever stands in it."""
    assert store.query("sentences-with", {"word": value}).rows == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_any_text_comes_back(value):
    """A text put into a query is what the engine gets."""
    import pyoxigraph as ox

    query = parse_query("query", "# param word (text) : w\nSELECT ?x { BIND($word AS ?x) }")
    found = list(ox.Store().query(query.fill({"word": value}, lambda name: name)))
    assert found[0]["x"].value == value


BAD_VALUES = [
    ("actor-timeline", {"from": "yesterday"}, "from"),
    ("anniversaries", {"year": "22"}, "year"),
    ("anniversaries", {"year": '2022" } #'}, "year"),
    ("on-this-day", {"day": "1-27"}, "day"),
    ("actor-timeline", {"type": "teleport"}, "type"),
    ("role-evidence", {"role": "boss"}, "role"),
    ("recalled-events", {"years": "1 } #"}, "years"),
    ("actor-timeline", {"actor": "没有这个人"}, "没有这个人"),
    ("actor-timeline", {"actor": "http://x.example/> } #"}, "http"),
    ("provenance", {"event": "urn://x> } #"}, "event"),
    ("provenance", {}, "event"),
    ("top-pairs", {"actor": "中国"}, "actor"),
]


@pytest.mark.parametrize(("name", "values", "named"), BAD_VALUES)
def test_bad_value_is_named(store, name, values, named):
    """A value of the wrong type is refused, and the message names it."""
    with pytest.raises(QueryError, match=named):
        store.query(name, values)


def test_actor_by_name_alias_id_iri(store):
    """An actor may be given by name, short form, id, or IRI."""
    iri = terms.DEFAULT_BASE + "actor/Q7821917"
    found = {
        store.query("actor-timeline", {"actor": given}).rows for given in ("安东尼·布林肯", "布林肯", "Q7821917", iri)
    }
    assert len(found) == 1


def test_actor_by_the_words_of_an_article(store):
    """Words that some article uses for one actor will do; words for several are told with the ids."""
    assert store.find_actor("外长王毅") == store.find_actor("王毅")
    with pytest.raises(QueryError, match=r"2 actors.*Q15031 习近平, Q6279 乔·拜登"):
        store.find_actor("两国元首")


def test_unknown_query_has_near_ones():
    """A name that is nearly right is answered with the right one."""
    with pytest.raises(QueryError, match="actor-timeline"):
        find_query("actor-timelines")


def test_query_from_a_file(store, tmp_path):
    """A `.rq` file of the user's own may have parameters."""
    path = tmp_path / "mine.rq"
    path.write_text(
        "# param n (number) = 3 : how many\nSELECT (COUNT(*) + $n AS ?x) { ?s a <urn:none> }", encoding="utf-8"
    )
    assert store.query(str(path), {"n": 4}).rows == ((4,),)


def test_malformed_parameter_line():
    """A parameter line that cannot be read is an error that shows it."""
    with pytest.raises(DataError, match="param x"):
        parse_query("mine", "# param x = 3\nSELECT * { ?s ?p ?o }")


def test_optional_lines():
    """A line marked for a parameter is left out when that is empty."""
    query = parse_query("mine", "# param t (text) = : t\nSELECT * {\n?s ?p $t .  #? t\n?s ?p ?o }")
    assert "$t" not in query.fill({}, str)
    assert '"x"' in query.fill({"t": "x"}, str)


@pytest.mark.parametrize("name", ["most-reported", "recalled-events", "told-together"])
def test_most_cuts_the_rows(store, name):
    """The first rows are those of the whole answer; whatever is no number of rows is refused."""
    whole = store.query(name, {"least": 1} if name == "most-reported" else {})
    cut = store.query(name, {"most": 1, **({"least": 1} if name == "most-reported" else {})})
    assert len(whole.rows) > 1 or name == "recalled-events"
    assert cut.rows == whole.rows[:1]
    for value in ("0", "-1", "1 OFFSET 1", "x"):
        with pytest.raises(QueryError, match="no rows for 'most'"):
            store.query(name, {"most": value})


def test_not_sparql(store):
    """A text that is no SPARQL is a query error."""
    with pytest.raises(QueryError, match="not SPARQL"):
        store.query("SELECT WHERE ?? {")


def test_forms(store):
    """ASK and CONSTRUCT give rows too."""
    assert store.query("ASK { ?s ?p ?o }").rows == ((True,),)
    assert store.query("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", limit=1).truncated


def test_tokens_join_to_the_query():
    """Splitting loses nothing."""
    for query in queries().values():
        assert "".join(text for _, text in sparql.tokens(query.text)) == query.text


def test_types_have_hints():
    """Every parameter type that can be refused says what to write."""
    assert set(catalog._TYPES) - set(catalog._HINTS) <= {"text", "event", "article"}


def test_documentation_is_current(root):
    """docs/queries.md ends with what `python -m jishi.graph.reference docs/queries.md` writes."""
    from jishi.graph.reference import MARKER, markdown

    head, marker, rest = (root / "docs" / "queries.md").read_text(encoding="utf-8").partition(MARKER)
    assert head
    assert marker + rest == markdown()


def test_two_initiators_ask_once():
    """Whom two called together was called once, and each of the two called once."""
    base, ns = terms.DEFAULT_BASE, terms.NS
    event = f"<{base}event/e>"
    lines = [f'{event} <{ns}modality> "actual"', f"{event} <{ns}claimedOnly> {terms.FALSE}"]
    lines += [f"{event} <{ns}{key}> {terms.day('2022-01-27')}" for key in ("begin", "end")]
    for who in "abc":
        actor = f"<{base}actor/{who}>"
        lines += [f"{event} <{ns}actor> {actor}", f'{actor} {terms.name("rdfs:label")} "{who}"']
    lines += [f"{event} <{ns}initiator> <{base}actor/{who}>" for who in "ab"]
    inner = pyoxigraph.Store()
    inner.load(input="".join(f"{line} .\n" for line in lines), format=pyoxigraph.RdfFormat.N_QUADS)
    assert Store(inner).query("initiators").rows == (("a", 1, 0, "a"), ("b", 1, 0, "b"), ("c", 0, 1, "c"))
