"""The RDF mapping: terms, layers, dates, roles, claims, disagreements, IRIs."""

from __future__ import annotations

import re

import msgspec
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.errors import DataError
from jishi.graph import rdf, terms
from jishi.graph.store import Store
from jishi.ontology import ontology

J = "https://w3id.org/jishi/ns#"


@pytest.fixture(scope="module")
def kg(sample):
    return sample.graph()


@pytest.fixture(scope="module")
def store(kg):
    return Store.of(kg)


def ask(store, text):
    """Whether a pattern holds, with our prefixes."""
    prefixes = "".join(f"PREFIX {key}: <{value}> " for key, value in terms.PREFIXES.items())
    return store.query(f"{prefixes} ASK {{ {text} }}").rows[0][0]


def test_one_named_graph_an_article(kg, store):
    """Each article has its graph, named by its IRI, and nothing else has one."""
    named = {graph.value for graph in store.inner.named_graphs()}
    assert named == {f"{terms.DEFAULT_BASE}article/{key}" for key in kg.articles}


def test_mention_layer_stays_in_its_graph(store):
    """Sentences and mentions are in named graphs only, events and actors in the default graph only."""
    assert not ask(store, "{ ?s a j:Sentence } UNION { ?s a j:EventMention } UNION { ?s a j:EntityMention }")
    assert not ask(store, "GRAPH ?g { { ?s a j:Event } UNION { ?s a j:Actor } UNION { ?s a j:Claim } }")


def test_spans_are_slices(kg, store):
    """Every mention's words are the slice of the article's text that its offsets name."""
    texts = {f"{terms.DEFAULT_BASE}article/{record.id}": record.text for record in kg.records}
    found = store.query(
        f"SELECT ?g ?w ?a ?b {{ GRAPH ?g {{ ?m <{J}start> ?a ; <{J}stop> ?b ; "
        f"<{J}surface>|<{J}trigger>|<{J}text> ?w }} }}"
    )
    assert len(found) > 100
    assert all(texts[graph][start:stop] == words for graph, words, start, stop in found)


def test_counts(kg, store):
    """As many events, actors and event mentions as the graph has."""
    counts = [
        store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").rows[0][0]
        for pattern in (f"?e a <{J}Event>", f"?a a <{J}Actor>", f"GRAPH ?g {{ ?m a <{J}EventMention> }}")
    ]
    assert counts == [len(kg.events), len(kg.entities), sum(len(event.evidence) for event in kg.events)]


DATES = [
    ("2022-01-27", "2022-01-27", "2022-01-27", "day", ""),
    ("2022-01-27T18:00", "2022-01-27", "2022-01-27", "time", ""),
    ("2021-11", "2021-11-01", "2021-11-30", "month", ""),
    ("2020-02", "2020-02-01", "2020-02-29", "month", ""),
    ("2022~", "2022-01-01", "2022-12-31", "year", "approximate"),
    ("2022?", "2022-01-01", "2022-12-31", "year", "uncertain"),
    ("197X", "1970-01-01", "1979-12-31", "decade", ""),
    ("2021-21", "2021-03-01", "2021-05-31", "season", ""),
    ("2022-33", "2022-01-01", "2022-03-31", "quarter", ""),
    ("2022-01-03/2022-01-05", "2022-01-03", "2022-01-05", "interval", ""),
    ("../2022-01-27", "0001-01-01", "2022-01-27", "interval", ""),
    ("2014/..", "2014-01-01", "9999-12-31", "interval", ""),
    ("-0550", "-0550-01-01", "-0550-12-31", "year", ""),
]


@pytest.mark.parametrize(("time", "begin", "end", "precision", "qualifier"), DATES)
def test_dates(time, begin, end, precision, qualifier):
    """EDTF text, first and last day as xsd:date, precision and qualifier."""
    edtf, first, last, kind, mark = terms.dates(time)
    assert edtf == f'"{time}"^^<http://id.loc.gov/datatypes/edtf/EDTF>'
    assert (first, last) == (terms.day(begin), terms.day(end))
    assert (kind, mark) == (f'"{precision}"', f'"{qualifier}"' if qualifier else "")


MOMENTS = [
    ("2022-01-27", '"2022-01-27"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ("2022-01-27T10:20:00Z", '"2022-01-27T10:20:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'),
    ("2022-01-27T10:20:00.000Z", '"2022-01-27T10:20:00+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'),
    ("2022-01-27 18:20 +0800", '"2022-01-27T18:20:00+08:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'),
    ("2022-01-27T18:20", '"2022-01-27T18:20:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>'),
    ("2022-01", '"2022-01"'),
    ("昨天", '"昨天"'),
]


@pytest.mark.parametrize(("given_", "term"), MOMENTS)
def test_moments(given_, term):
    """Published moments in canonical form; what is no moment stays text."""
    assert terms.moment(given_) == term


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=30))
def test_literals_round_trip(value):
    """Any text survives as a literal."""
    line = f"<urn:s> <urn:p> {terms.text(value)} ."
    assert next(iter(ox.parse(input=line, format=ox.RdfFormat.N_TRIPLES))).object.value == value


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_decimals_are_canonical(value):
    """The engine does not respell our decimals."""
    store = ox.Store()
    store.load(input=f"<urn:s> <urn:p> {terms.decimal(float(value))} .", format=ox.RdfFormat.N_TRIPLES)
    assert str(next(iter(store)).object) == terms.decimal(float(value))


def test_lone_surrogates_do_not_break():
    """A lone surrogate, which no file can hold, becomes the replacement character."""
    assert terms.text("a\ud800") == '"a\ufffd"'


def test_engine_respells_nothing(kg, store):
    """What the engine gives back are the very lines that we made."""
    made = {line for piece in rdf.nquads(kg) for line in piece.decode().splitlines()}
    assert {f"{quad} ." for quad in store.inner} == made


def test_roles_carry_to_actor(store):
    """Each role but topic is repeated as j:actor; topic is not."""
    assert ask(store, "?e j:initiator ?a ; j:actor ?a")
    assert ask(store, "?e j:topic ?a FILTER NOT EXISTS { ?e j:actor ?a }")
    assert not ask(store, "?e j:agent ?a FILTER NOT EXISTS { ?e j:actor ?a }")


def test_group_words_name_each_actor(store):
    """两国元首 is one stretch of text and two mentions, each naming one head of state."""
    found = store.query(
        f'SELECT ?m (COUNT(?a) AS ?n) {{ GRAPH ?g {{ ?m <{J}surface> "两国元首"@zh ; <{J}refersTo> ?a }} }} GROUP BY ?m'
    )
    assert len(found) >= 2
    assert {n for _, n in found} == {1}


def test_participants_without_words_of_their_own(sample):
    """Where no words but the trigger name a participant (访华), the trigger is the mention, marked as inferred."""
    record = next(record for record in sample.records() if record.file == "visit.md")
    events = [msgspec.structs.replace(event, arguments=()) for event in record.events]
    found = Store.of(sample.graph([msgspec.structs.replace(record, events=tuple(events))]))
    assert ask(found, 'GRAPH ?g { ?m jm:agent ?x . ?x j:surface "访问"@zh ; j:inferred true ; j:refersTo ?a }')


def test_claims_stand_apart(store):
    """What a speaker asserts is marked: who says so, in which statement; and it is no fact of an outlet."""
    assert ask(store, "?e a j:Agreement ; j:claimedOnly true ; j:claimedIn ?s . ?s a j:Statement ; j:claim ?c . "
                      "?c j:asserts ?e ; j:saidBy ?a")  # fmt: skip
    assert ask(store, "GRAPH ?g { ?m j:attributedTo ?a ; j:claimedBy ?s }")


def test_direct_quotes(store):
    """Quoted and reported claims are told apart."""
    assert ask(store, '?c j:text "美国支持外交解决"@zh ; j:directQuote true')
    assert ask(store, '?c j:text "美方应当停止干扰在北京举办的冬奥会"@zh ; j:directQuote false')


def test_wikidata_is_the_same_as(store):
    """Actors have IRIs of ours, with Wikidata's by owl:sameAs where known."""
    assert ask(store, '?a rdfs:label "王毅"@zh ; owl:sameAs wd:Q1135862 ; a j:Person')
    assert ask(store, '?a rdfs:label "对外友协"@zh FILTER NOT EXISTS { ?a owl:sameAs ?x }')


def test_places_link_to_actors(store):
    """A place that is one known country or place is linked, its printed name kept."""
    assert ask(store, '?e j:placeName "花莲县"@zh ; j:place ?p . ?p owl:sameAs wd:Q249868')


def test_anniversary(store):
    """An anniversary knows what it recalls, when that was, and how many years ago."""
    assert ask(
        store, '?e a j:Anniversary ; j:originName "上海公报"@zh ; j:originDate "1972-02-28"^^edtf:EDTF ; j:years 50'
    )


def test_figures(store):
    """A figure is kept as printed and as a number."""
    assert ask(store, '?e j:figure "21.73" ; j:amount 21.73 ; j:unit "万亿元"@zh ; j:indicator "出口"@zh')


def test_disagreements(store):
    """Both dates of a disputed event stay, each with the article that gives it."""
    readings = " . ".join(f'?r{day} j:value "2024-04-0{day}" ; j:inArticle ?g{day}' for day in (2, 3))
    assert ask(store, f'?e j:disagreement ?d . ?d j:field "time" ; j:reading ?r2 , ?r3 . {readings}')


def test_merge_reasons_point_to_mentions(store):
    """A merge's reason names the two mentions that it joined."""
    assert ask(store, "?e j:mergeReason ?r . ?r j:left ?m1 ; j:right ?m2 . GRAPH ?g { ?m1 j:event ?e }")


def test_every_type_has_its_class(kg):
    """Each event carries j:Event, the class of its type, and j:Contact where sides are in touch."""
    inner = Store.of(kg)
    for event in kg.events:
        node = f"<{terms.DEFAULT_BASE}event/{event.id}>"
        assert ask(inner, f"{node} a j:Event, j:{ontology().types[event.type].class_name}")
        assert ask(inner, f"{node} a j:Contact") == (event.type in ("call", "meeting", "visit", "message"))


@pytest.mark.parametrize("base", ["not an iri", "https://x.example/no-slash", "", "https://x.example/a b/"])
def test_bad_base(kg, base):
    """A base that cannot be one is refused."""
    with pytest.raises(DataError, match="base"):
        list(rdf.layers(kg, base))


def test_ids_are_escaped(sample):
    """Ids with characters that IRIs cannot hold are percent-encoded, and nothing breaks."""
    record = msgspec.structs.replace(sample.records()[2], id='a b"<>', url="javascript:alert(1) <x>")
    graph = sample.graph([record])
    named = next(iter(Store.of(graph).inner.named_graphs())).value
    assert named == terms.DEFAULT_BASE + "article/a%20b%22%3C%3E"


def test_rdflib_dataset(kg, store):
    """`kg.rdf()` is an rdflib Dataset with the same quads and our prefixes."""
    dataset = kg.rdf()
    assert len(list(dataset.quads())) == len(store.inner)
    assert dict(dataset.namespaces())["j"] == dataset.namespace_manager.expand_curie("j:")


def test_iris_follow_from_content(kg):
    """Claims, reasons and readings have IRIs that are hashes of what they say."""
    lines = [line for graph, found in rdf.layers(kg) if not graph for line in found]
    kinds = {"claim", "reason", "reading", "disagreement"}
    subjects = {line.split(" ")[0] for line in lines if line.split("/id/")[1].split("/")[0] in kinds}
    assert subjects
    assert all(re.fullmatch(r"<https://w3id\.org/jishi/id/\w+/[0-9a-f]{20}>", subject) for subject in subjects)


COUNTED = {
    "reports": "COUNT(DISTINCT ?m)",
    "articles": "COUNT(DISTINCT ?g)",
    "outlets": "COUNT(DISTINCT ?outlet)",
    "datedArticles": "COUNT(DISTINCT ?dated)",
    "firstReport": "MIN(?day)",
    "lastReport": "MAX(?day)",
}


def counted(store, what):
    """Event → what its mentions say, and what the event says."""
    mentions = (
        f"SELECT ?e ({COUNTED[what]} AS ?n) {{ GRAPH ?g {{ ?m <{J}event> ?e "
        f"OPTIONAL {{ ?g <https://schema.org/publisher> ?outlet }} "
        f"OPTIONAL {{ ?g <{J}referenceDate> ?day BIND(?g AS ?dated) }} }} }} GROUP BY ?e"
    )
    told, said = (dict(store.query(text).rows) for text in (mentions, f"SELECT ?e ?n {{ ?e <{J}{what}> ?n }}"))
    return {event: value for event, value in told.items() if value is not None}, said


@pytest.mark.parametrize("what", list(COUNTED))
def test_events_carry_their_counts(store, what):
    """What an event says of its reports is what counting them gives."""
    told, said = counted(store, what)
    assert told == said
    assert len(set(told.values())) > 1


@pytest.mark.parametrize("what", list(COUNTED))
def test_counts_follow_the_articles(sample, tmp_path, what):
    """After articles are withdrawn, replaced and added to a store, its counts are right again."""
    records = sample.records()
    moved = [msgspec.structs.replace(records[3], outlet="新报", published="2031-02-03"), *records[4:], records[0]]
    store = Store.build(tmp_path, sample.graph())
    before = counted(store, what)
    store.update(sample.graph(moved), fingerprint="2")
    told, said = counted(store, what)
    assert told == said
    assert (told, said) != before


def test_events_name_their_outlets(store):
    """An event has each outlet that tells it, once, as its articles name it."""
    told = store.query(
        f"SELECT DISTINCT ?e ?o {{ GRAPH ?g {{ ?m <{J}event> ?e . ?g <https://schema.org/publisher> ?o }} }}"
    ).rows
    said = store.query(f"SELECT ?e ?o {{ ?e <{J}outlet> ?o }}").rows
    assert sorted(said) == sorted(told)
    assert len({event for event, _ in said}) < len(said)


def test_sentences_tell_their_events(store):
    """A sentence tells the events of its mentions and no others."""
    told = store.query(f"SELECT DISTINCT ?s ?e {{ GRAPH ?g {{ ?m <{J}sentence> ?s ; <{J}event> ?e }} }}").rows
    said = store.query(f"SELECT ?s ?e {{ GRAPH ?g {{ ?s <{J}tells> ?e }} }}").rows
    assert sorted(said) == sorted(told)
    assert len({sentence for sentence, _ in said}) < len(said)


def test_reasons_tell_what_both_sides_say(store):
    """A reason agrees on the day that both mentions state, and on an actor that both articles name in the event."""
    sides = f"?e <{J}mergeReason> ?r . ?r <{J}left> ?m1 ; <{J}right> ?m2 . GRAPH ?g1 {{ ?m1 <{J}event> ?e }}"
    day = f"<{J}inferred> false ; <{J}begin> ?day"
    found = {
        "day": f"{sides} GRAPH ?g1 {{ ?m1 {day} }} GRAPH ?g2 {{ ?m2 {day} }}",
        "actor": f"{sides} GRAPH ?g1 {{ ?m1 ?r1 ?x1 . ?x1 <{J}refersTo> ?who }} "
        f"GRAPH ?g2 {{ ?m2 ?r2 ?x2 . ?x2 <{J}refersTo> ?who }} FILTER(?g1 != ?g2)",
    }
    every = {row[0] for row in store.query(f"SELECT DISTINCT ?r {{ {sides} }}").rows}
    rest = set(every)
    for what, pattern in found.items():
        said = {row[0] for row in store.query(f'SELECT ?r {{ ?r <{J}agreesOn> "{what}" }}').rows}
        assert said == {row[0] for row in store.query(f"SELECT DISTINCT ?r {{ {pattern} }}").rows}
        assert set() < said < every
        rest -= said
    assert {row[0] for row in store.query(f'SELECT ?r {{ ?r <{J}agreesOn> "neither" }}').rows} == rest
    assert rest
