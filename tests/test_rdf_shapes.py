"""The SHACL shapes: our graphs conform, and each of these broken graphs fails for its own reason."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from jishi.exports import rdf as files
from jishi.graph import shapes, vocabulary
from jishi.graph.terms import NS
from jishi.ontology import ontology

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
J = "https://w3id.org/jishi/ns#"


@pytest.fixture(scope="module")
def kg(sample):
    kept = ("call-xh", "summit-1", "quake-1", "quake-2")
    return sample.graph([record for record in sample.records() if record.file[:-3] in kept])


@pytest.fixture(scope="module")
def lines(kg):
    return files.serialize(kg, "ntriples").decode().splitlines()


@pytest.fixture(scope="module")
def shape_graph():
    return rdflib.Graph().parse(data=shapes.turtle(), format="turtle")


@pytest.fixture(autouse=True, scope="module")
def parsed_once():
    """rdflib parses a SPARQL constraint anew for every node; here each text is parsed once."""
    from rdflib.plugins.sparql import processor

    parse, translate = processor.parseQuery, processor.translateQuery

    @lru_cache(maxsize=64)
    def cached(text):
        return translate(parse(text))

    patch = pytest.MonkeyPatch()
    patch.setattr(processor, "parseQuery", lambda text: text)
    patch.setattr(processor, "translateQuery", lambda text, base=None, init_ns=None: cached(text))
    yield
    patch.undo()


def messages(lines, shape_graph):
    """Whether a graph conforms, and the messages of its violations."""
    data = rdflib.Graph().parse(data="\n".join(lines), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shape_graph, advanced=True)
    return conforms, {str(message) for message in report.objects(None, SH.resultMessage)}


def test_sample_conforms(lines, shape_graph):
    """A graph of ours conforms."""
    assert messages(lines, shape_graph) == (True, set())


@pytest.mark.parametrize("name", list(files.FORMATS))
def test_every_export_conforms(kg, shape_graph, name):
    """Each export, read back, conforms."""
    formats = {
        "trig": ox.RdfFormat.TRIG,
        "nquads": ox.RdfFormat.N_QUADS,
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    found = {quad.triple for quad in ox.parse(input=files.serialize(kg, name), format=formats[name])}
    assert messages([f"{triple} ." for triple in found], shape_graph) == (True, set())


@pytest.mark.parametrize("time", ["-0550", "../2022-01-27", "2014/..", "197X", "2022~", "2021-21", "2022-01-27T18:00"])
def test_dates_of_every_kind_conform(sample, shape_graph, time):
    """Years before 1, open ends, decades, seasons and clock times conform too."""
    record = next(record for record in sample.records() if record.file == "eve-call.md")
    event = msgspec.structs.replace(record.events[0], time=time)
    graph = sample.graph([msgspec.structs.replace(record, events=(event,))])
    assert messages(files.serialize(graph, "ntriples").decode().splitlines(), shape_graph) == (True, set())


def without(lines, *parts, count=None):
    """The lines but (the first `count` of) those that hold all parts."""
    hits = [line for line in lines if all(part in line for part in parts)]
    assert hits, parts
    return [line for line in lines if line not in hits[:count]]


def changed(lines, old, new, *parts):
    """The lines with `old` replaced in the first that holds it and all parts."""
    at = next(i for i, line in enumerate(lines) if old in line and all(part in line for part in parts))
    return [*lines[:at], lines[at].replace(old, new), *lines[at + 1 :]]


def first(lines, *parts):
    """Subject of the first line that holds all parts."""
    return next(line for line in lines if all(part in line for part in parts)).split(" ")[0]


BROKEN = {
    "no event without evidence": lambda t: without(t, f"<{NS}event>", first(t, f'<{NS}type> "disaster"')),
    "an event has one known type": lambda t: changed(t, '"disaster"', '"catastrophe"'),
    "edtf, begin, end and precision come together or not at all": lambda t: without(
        t, first(t, f'<{NS}type> "call"'), f"<{NS}end>"
    ),
    "a date does not end before it begins": lambda t: changed(
        t, '"2022-12-31"', '"1999-12-31"', f"<{NS}end>", "/event/"
    ),
    "a day begins and ends on that day": lambda t: changed(
        t, '"2022-01-27"', '"2022-01-28"', f"<{NS}end>", first(t, f'<{NS}type> "call"')
    ),
    "exactly one known modality": lambda t: changed(t, '"actual"', '"rumoured"', "/event/"),
    "a role is repeated as j:actor": lambda t: without(t, first(t, f'<{NS}type> "call"'), f"<{NS}actor>", count=1),
    "who acts in a role is named in a mention of the event": lambda t: without(
        t, first(t, "#Call", "#ev="), "mention#initiator"
    ),
    "the words are the slice of the sentence that the offsets name": lambda t: changed(
        t, '"王毅"', '"王二"', f"<{NS}surface>"
    ),
    "a sentence is as long as its offsets say": lambda t: changed(t, '。"@zh', '！！"@zh', f"<{NS}text>", "#char="),
    "a claim belongs to a statement": lambda t: without(t, f"<{NS}claim>"),
    "years lead from the origin to the anniversary": lambda t: changed(t, '"50"', '"49"', f"<{NS}years>"),
    "a mention names one actor": lambda t: without(t, f"<{NS}refersTo>", count=1),
    "SHA-256 of the text": lambda t: without(t, f"<{NS}sha256>", count=1),
    "two readings make it one": lambda t: without(t, f"<{NS}reading>", count=1),
    "who takes part is an actor": lambda t: without(t, "#Actor>", count=1),
    "j:reports is the number of what tells the event": lambda t: changed(t, '"1"', '"2"', f"<{NS}reports>"),
    "j:articles is the number of what tells the event": lambda t: changed(t, '"1"', '"2"', f"<{NS}articles>"),
    "j:outlets is the number of what tells the event": lambda t: changed(t, '"1"', '"2"', f"<{NS}outlets>"),
    "j:datedArticles is the number of what tells the event": lambda t: changed(t, '"1"', '"0"', f"<{NS}datedArticles>"),
    "the first report is not later than the last": lambda t: changed(t, '"20', '"29', f"<{NS}firstReport>"),
}


@pytest.mark.parametrize("message", list(BROKEN))
def test_broken_graph(lines, shape_graph, message):
    """A graph broken in one place fails, and the report says why."""
    conforms, found = messages(BROKEN[message](lines), shape_graph)
    assert not conforms
    assert message in found


def test_vocabulary_has_all_types():
    """Every event type is a class with labels in both languages and the codes that others use."""
    graph = rdflib.Graph().parse(data=vocabulary.turtle(), format="turtle")
    notation = rdflib.URIRef("http://www.w3.org/2004/02/skos/core#notation")
    for key, kind in ontology().types.items():
        node = rdflib.URIRef(J + kind.class_name)
        assert {label.language for label in graph.objects(node, rdflib.RDFS.label)} == {"zh", "en"}
        codes = {str(code) for code in graph.objects(node, notation)}
        assert key in codes
        assert any(code.startswith("CAMEO ") for code in codes) == bool(kind.cameo)
        assert any(code.startswith("PLOVER ") for code in codes) == bool(kind.plover)


def test_vocabulary_covers_the_data(lines):
    """Every class and property of ours that a graph uses is declared."""
    declared = {line.split(" ")[0] for line in vocabulary.triples()}
    used = {line.split(" ")[1] for line in lines} | {line.split(" ")[2] for line in lines if "#type> <" in line}
    assert {term for term in used if "w3id.org/jishi" in term} <= declared


def test_vocabulary_is_stable():
    """The vocabulary and the shapes are the same text each time."""
    assert vocabulary.turtle() == vocabulary.turtle()
    assert "\t" not in shapes.turtle()
