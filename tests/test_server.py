"""The server: protocol, negotiation, pages, and what it refuses."""

from __future__ import annotations

import http.client
import importlib.util
import json
import threading
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from jishi.errors import JishiError
from jishi.graph.store import Store
from jishi.server import make_server

COUNT = "SELECT (COUNT(*) AS ?n) { ?e a <https://w3id.org/jishi/ns#Event> }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?k ?l ?m }"


@pytest.fixture(scope="module")
def kg():
    spec = importlib.util.spec_from_file_location("jishi_tests_sample", Path(__file__).with_name("sample_graph.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.graph()


@pytest.fixture(scope="module")
def port(kg, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    (folder / "view.html").write_text("<p>页</p>", encoding="utf-8")
    with make_server(Store.of(kg), folder, timeout=2) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def request(port, method, path, body=None, **headers):
    """(status, content type, text) of a request; `Content_Type=` and so on are headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    found = connection.getresponse()
    text = found.read().decode()
    connection.close()
    return found.status, (found.getheader("Content-Type") or "").partition(";")[0], text


def count(kg):
    return [
        {"n": {"type": "literal", "value": str(len(kg.events)), "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}
    ]


def test_get(kg, port):
    """A query by GET is answered in SPARQL JSON."""
    status, kind, text = request(port, "GET", f"/sparql?{urlencode({'query': COUNT})}")
    assert (status, kind) == (200, "application/sparql-results+json")
    assert json.loads(text)["results"]["bindings"] == count(kg)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (urlencode({"query": COUNT}), "application/x-www-form-urlencoded"),
        (COUNT, "application/sparql-query; charset=utf-8"),
    ],
)
def test_post(kg, port, body, kind):
    """A query by POST, as a form or directly."""
    status, _, text = request(port, "POST", "/sparql", body, Content_Type=kind)
    assert status == 200
    assert json.loads(text)["results"]["bindings"] == count(kg)


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("application/rdf+xml;q=0.1, text/csv;q=0.5", "text/csv"),
        ("", "application/sparql-results+json"),
    ],
)
def test_negotiation(port, accept, kind):
    """The Accept header chooses the format of a table."""
    assert request(port, "GET", f"/sparql?{urlencode({'query': COUNT})}", Accept=accept)[:2] == (200, kind)


def test_nothing_acceptable(port):
    """A format that there is not is refused with those that there are."""
    status, _, text = request(port, "GET", f"/sparql?{urlencode({'query': COUNT})}", Accept="image/png")
    assert status == 406
    assert "text/csv" in text


def test_construct(port):
    """CONSTRUCT gives Turtle that can be read."""
    query = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }"
    status, kind, text = request(port, "GET", f"/sparql?{urlencode({'query': query})}")
    assert (status, kind) == (200, "text/turtle")
    assert list(ox.parse(input=text, format=ox.RdfFormat.TURTLE))


def test_dataset_of_the_protocol(kg, port):
    """default-graph-uri makes a graph the default one."""
    graph = f"https://w3id.org/jishi/id/article/{kg.records[0].id}"
    query = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/jishi/ns#Article> }"
    _, _, text = request(
        port, "GET", f"/sparql?{urlencode({'query': query, 'default-graph-uri': graph})}", Accept="text/csv"
    )
    assert text.split() == ["n", "1"]


def test_graph_store(kg, port):
    """One article's graph, or the default graph, can be fetched; an unknown one is not found."""
    graph = quote(f"https://w3id.org/jishi/id/article/{kg.records[0].id}", safe="")
    assert request(port, "GET", f"/store?graph={graph}")[0] == 200
    assert request(port, "GET", "/store?default", Accept="application/n-triples")[1] == "application/n-triples"
    assert request(port, "GET", "/store?graph=urn%3Anone")[0] == 404
    assert request(port, "GET", "/store")[0] == 400


REFUSED = [
    ("GET", "/sparql?query=SELECT", None, {}, 400),
    ("GET", "/sparql?" + urlencode({"query": "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"}), None, {}, 400),
    ("GET", "/sparql?" + urlencode({"update": "DROP ALL"}), None, {}, 403),
    ("POST", "/sparql", "update=DROP+ALL", {"Content-Type": "application/x-www-form-urlencoded"}, 403),
    ("POST", "/sparql", "DROP ALL", {"Content-Type": "application/sparql-update"}, 415),
    ("POST", "/sparql", "x", {"Content-Type": "application/sparql-query", "Content-Length": "9999999"}, 413),
    ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
    ("GET", "/query/none", None, {}, 404),
    ("GET", "/query/..%2F..%2Fetc%2Fpasswd", None, {}, 404),
    ("GET", "/etc/passwd", None, {}, 404),
    ("GET", "/query/anniversaries?year=x&format=json", None, {}, 400),
    ("POST", "/query/top-pairs", "", {}, 405),
    ("GET", "/", None, {"Host": "evil.example"}, 403),
    ("GET", "/", None, {"Host": "127.0.0.1.evil.example"}, 403),
    ("GET", "/", None, {"Host": "10.0.0.1"}, 403),
    ("PUT", "/store?default", "", {}, 501),
]


@pytest.mark.parametrize(("method", "path", "body", "headers", "status"), REFUSED)
def test_refused(port, method, path, body, headers, status):
    """What is malformed, unknown, or would change something is refused with the right status."""
    named = {name.replace("-", "_"): value for name, value in headers.items()}
    assert request(port, method, path, body, **named)[0] == status


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_malformed_address(port, method):
    """An address that is none is refused, and the connection answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, "http://[", skip_host=True)
    connection.putheader("Host", "127.0.0.1")
    connection.endheaders()
    assert connection.getresponse().status == 400
    connection.close()


def test_slow_query(port):
    """A query that takes too long is stopped, and the server goes on."""
    assert request(port, "GET", f"/sparql?{urlencode({'query': SLOW})}")[0] == 503
    assert request(port, "GET", "/")[0] == 200


def test_pages(port):
    """The front page lists the queries; a ready query is a page, JSON or CSV; the page is served."""
    assert "行为体的时间线" in request(port, "GET", "/")[2]
    path = "/query/actor-timeline?actor=" + quote("王毅")
    assert "通话" in request(port, "GET", path)[2]
    assert json.loads(request(port, "GET", path + "&format=json")[2])["rows"]
    assert request(port, "GET", path + "&format=csv")[2].startswith("edtf,")
    assert "<input" in request(port, "GET", "/query/provenance")[2]
    assert request(port, "GET", "/view")[2] == "<p>页</p>"
    assert request(port, "HEAD", "/")[2] == ""


def test_values_are_escaped(port):
    """What a user gives comes back as text, never as markup."""
    _, _, text = request(port, "GET", "/query/sentences-with?word=" + quote("<script>alert(1)</script>"))
    assert "<script>" not in text


def test_service_description(port):
    """/sparql without a query describes the service."""
    status, kind, text = request(port, "GET", "/sparql")
    assert (status, kind) == (200, "text/turtle")
    assert "sd:Service" in text


def test_this_machine_only(kg, tmp_path):
    """An address of the network is refused."""
    with pytest.raises(JishiError, match="this machine only"):
        make_server(Store.of(kg), tmp_path, host="0.0.0.0")


def test_taken_port(kg, port, tmp_path):
    """A port in use is told."""
    with pytest.raises(JishiError, match=r"cannot listen.*--port"):
        make_server(Store.of(kg), tmp_path, port=port)
