"""RDF files: exact, sorted, and read back by rdflib and pyoxigraph to the same graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from jishi.errors import InputError
from jishi.exports import rdf as files
from jishi.graph import rdf


@pytest.fixture(scope="module")
def kg(sample):
    return sample.graph()


@pytest.fixture(scope="module")
def expected(kg):
    return set(rdf.quads(kg))


DATASETS = [
    ("trig", ox.RdfFormat.TRIG, "trig"),
    ("nquads", ox.RdfFormat.N_QUADS, "nquads"),
    ("jsonld", ox.RdfFormat.JSON_LD, "json-ld"),
]
GRAPHS = [("turtle", ox.RdfFormat.TURTLE, "turtle"), ("ntriples", ox.RdfFormat.N_TRIPLES, "nt")]


@pytest.mark.parametrize(("name", "ox_format", "_"), DATASETS)
def test_pyoxigraph_reads_datasets_back(kg, expected, name, ox_format, _):
    """What pyoxigraph reads from a file is the graph, quad by quad."""
    assert set(ox.parse(input=files.serialize(kg, name), format=ox_format)) == expected


@pytest.mark.parametrize(("name", "ox_format", "_"), GRAPHS)
def test_pyoxigraph_reads_triples_back(kg, expected, name, ox_format, _):
    """Turtle and N-Triples hold the union of all graphs."""
    found = {quad.triple for quad in ox.parse(input=files.serialize(kg, name), format=ox_format)}
    assert found == {quad.triple for quad in expected}


@pytest.mark.parametrize(("name", "_", "rdf_format"), DATASETS)
def test_rdflib_reads_datasets_back(kg, expected, name, _, rdf_format):
    """rdflib's own parsers find the same quads, whichever format they read."""
    found = rdflib.Dataset()
    found.parse(data=files.serialize(kg, name), format=rdf_format)
    assert lines_of(found.quads()) == {str(quad) for quad in expected}


@pytest.mark.parametrize(("name", "_", "rdf_format"), GRAPHS)
def test_rdflib_reads_triples_back(kg, expected, name, _, rdf_format):
    """rdflib's graph of a file is isomorphic to the graph that pyoxigraph wrote."""
    found = rdflib.Graph().parse(data=files.serialize(kg, name), format=rdf_format)
    triples = ox.serialize({quad.triple for quad in expected}, format=ox.RdfFormat.N_TRIPLES)
    assert isomorphic(found, rdflib.Graph().parse(data=triples, format="nt"))


def lines_of(quads):
    """rdflib quads as N-Quads lines."""
    found = set()
    for s, p, o, g in quads:
        named = g is not None and str(g) != "urn:x-rdflib:default"
        found.add(" ".join([s.n3(), p.n3(), literal(o)] + ([g.n3()] if named else [])))
    return found


def literal(term):
    """A term as pyoxigraph prints it."""
    if not isinstance(term, rdflib.Literal):
        return term.n3()
    datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
    return str(
        ox.Literal(str(term), language=term.language) if term.language else ox.Literal(str(term), datatype=datatype)
    )


@pytest.mark.parametrize(("suffix", "name"), list(files.SUFFIXES.items()))
def test_exact_bytes(sample, name, suffix):
    """One small article in each format, byte by byte."""
    kg = sample.graph([record for record in sample.records() if record.file == "eve-call.md"])
    expected = Path(__file__).with_name("data") / "rdf" / f"eve-call{suffix}"
    assert files.serialize(kg, name) == expected.read_bytes()


def test_nquads_are_sorted(kg):
    """N-Quads are the canonical form: lines in order, none twice."""
    lines = files.serialize(kg, "nquads").decode().splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("name", list(files.FORMATS))
def test_same_bytes_whatever_the_order(sample, name):
    """The order in which articles come does not show in the file."""
    records = sample.records()
    assert files.serialize(sample.graph(records), name) == files.serialize(sample.graph(records[::-1]), name)


def test_no_blank_nodes(expected):
    """No node is blank."""
    assert not any(isinstance(term, ox.BlankNode) for quad in expected for term in quad)


def test_format_by_ending(kg, tmp_path):
    """The name's ending chooses the format."""
    files.write(kg, tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_bytes() == files.serialize(kg, "nquads")


def test_unknown_ending(kg, tmp_path):
    """An ending that names no format is refused with those that do."""
    with pytest.raises(InputError, match=r"\.trig"):
        files.write(kg, tmp_path / "graph.xyz")
