"""A remote store, against the real oxigraph server, with a gate in front that can refuse, stall and fail."""

from __future__ import annotations

import base64
import http.client
import shutil
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from jishi.errors import QueryError, StoreError
from jishi.graph.remote import Change, Remote
from jishi.graph.store import Store


@pytest.fixture(scope="module")
def kg(sample):
    return sample.graph()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server():
    """Address of an oxigraph server that holds its data in memory."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program, "the test extra installs the oxigraph server"
    port = free_port()
    process = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            break
        except OSError:
            time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.fixture
def empty(server):
    """The server, with nothing in it."""
    with Remote(f"{server}/query") as remote:
        remote._update("DROP ALL")
    return server


class Gate(BaseHTTPRequestHandler):
    """Lets requests through to the server as the test says."""

    protocol_version = "HTTP/1.1"

    def do_any(self):
        state = self.server.state
        state["requests"].append((self.command, self.path, self.headers.get("Authorization")))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if state["stall"]:
            time.sleep(state["stall"])
        if state["failures"]:
            return self.answer(state["failures"].pop(0), b"busy", {"Retry-After": "0"})
        if state["authorization"] and self.headers.get("Authorization") != state["authorization"]:
            return self.answer(401, b"who are you?", {})
        host = state["target"].removeprefix("http://")
        connection = http.client.HTTPConnection(host)
        wanted = {name: value for name, value in self.headers.items() if name in ("Content-Type", "Accept")}
        connection.request(self.command, self.path, body, wanted)
        found = connection.getresponse()
        return self.answer(found.status, found.read(), {"Content-Type": found.getheader("Content-Type") or ""})

    do_POST = do_PUT = do_GET = do_DELETE = do_any  # noqa: N815

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def gate(empty):
    """(address, state) of a gate in front of the empty server."""
    front = ThreadingHTTPServer(("127.0.0.1", 0), Gate)
    front.handle_error = lambda *args: None  # a client that has gone away is no news
    front.state = {"target": empty, "requests": [], "failures": [], "stall": 0, "authorization": None}
    thread = threading.Thread(target=front.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{front.server_port}", front.state
    front.shutdown()
    front.server_close()


def test_push_and_ask(kg, empty):
    """A graph pushed to a server answers ready queries as the local store does."""
    local = Store.of(kg)
    with Remote(f"{empty}/query") as remote:
        change = remote.push(kg)
        assert change.sent == len(kg.articles)
        for name in ("top-pairs", "actor-timeline", "disagreements", "events-per-month", "ego-network"):
            assert remote.query(name) == local.query(name)


def test_every_quad_arrives(kg, empty):
    """The server holds our quads, and beside them only the catalog."""
    with Remote(f"{empty}/query") as remote:
        remote.push(kg)
        named = remote.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows[0][0]
        default = remote.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0]
    assert named + default == len(Store.of(kg).inner) + len(kg.articles)


def test_second_push_sends_nothing(kg, empty):
    """What is there already is not sent again."""
    with Remote(f"{empty}/query") as remote:
        remote.push(kg)
        assert remote.push(kg) == Change(0, 0, 0, 0)


def test_withdrawn_articles_go(kg, sample, empty):
    """An article that is withdrawn leaves no trace, and nobody else's triples are touched."""
    smaller = sample.graph(sample.records()[2:])
    with Remote(f"{empty}/query") as remote:
        remote._update("INSERT DATA { <urn:other> <urn:p> <urn:o> }")
        remote.push(kg)
        change = remote.push(smaller)
        assert change.withdrawn == 2
        assert remote.query("outlets") == Store.of(smaller).query("outlets")
        assert remote.query("actor-timeline", {"actor": "布林肯"}) == Store.of(smaller).query(
            "actor-timeline", {"actor": "布林肯"}
        )
        assert remote.query("ASK { <urn:other> <urn:p> <urn:o> }").rows == ((True,),)


def test_broken_push_is_completed(kg, gate):
    """A push that breaks off half way is completed by the next one."""
    address, state = gate
    with Remote(f"{address}/query", retries=0) as remote:
        state["failures"] = []
        real = remote._put
        left = [5]

        def breaks(graph, lines):
            left[0] -= 1
            if left[0] < 0:
                raise StoreError("the line is cut")
            real(graph, lines)

        remote._put = breaks
        with pytest.raises(StoreError, match="cut"):
            remote.push(kg)
        remote._put = real
        assert remote.push(kg).sent >= len(kg.articles) - 5
        assert remote.query("top-pairs") == Store.of(kg).query("top-pairs")


def test_articles_are_put_and_the_rest_is_batched(kg, gate):
    """One PUT an article; the instance layer in one update, not one a triple."""
    address, state = gate
    with Remote(f"{address}/query") as remote:
        remote.push(kg)
    methods = [method for method, *_ in state["requests"]]
    assert methods.count("PUT") == len(kg.articles)
    assert len(methods) == len(kg.articles) + 4


def test_authentication(kg, gate):
    """User and password, or a token, are sent; without them the refusal is told."""
    address, state = gate
    state["authorization"] = "Basic " + base64.b64encode("编辑:秘密".encode()).decode()
    with Remote(f"{address}/query", user="编辑", password="秘密") as remote:
        assert remote.query("ASK { }").rows == ((True,),)
    with Remote(f"{address}/query") as remote, pytest.raises(StoreError, match=r"access refused.*password"):
        remote.query("ASK { }")
    state["authorization"] = "Bearer t0ken"
    with Remote(f"{address}/query", token="t0ken") as remote:
        assert remote.query("ASK { }").rows == ((True,),)


def test_busy_server_is_asked_again(gate):
    """A busy server is asked again after pauses that grow; at last the failure is told."""
    address, state = gate
    pauses = []
    with Remote(f"{address}/query", retries=3, sleep=pauses.append) as remote:
        state["failures"] = [503, 429, 502]
        assert remote.query("ASK { }").rows == ((True,),)
        assert pauses == [0.25, 0.5, 1.0]
        state["failures"] = [503] * 4
        with pytest.raises(StoreError, match=r"failed \(503\)"):
            remote.query("ASK { }")


def test_timeout(gate):
    """No answer in time is an error that says how long was waited."""
    address, state = gate
    state["stall"] = 2
    with Remote(f"{address}/query") as remote, pytest.raises(QueryError, match=r"within 0\.2 s"):
        remote.query("ASK { }", timeout=0.2)


def test_out_of_reach():
    """A server that is not there is told after the retries."""
    pauses = []
    remote = Remote(f"http://127.0.0.1:{free_port()}/query", retries=2, sleep=pauses.append)
    with pytest.raises(StoreError, match="cannot be reached"):
        remote.query("ASK { }")
    assert len(pauses) == 2


def test_limit(kg, empty):
    """A limit is sent to the server, and the rest is told."""
    with Remote(f"{empty}/query") as remote:
        remote.push(kg)
        found = remote.query("SELECT ?s { ?s ?p ?o }", limit=3)
    assert (len(found), found.truncated) == (3, True)


def test_malformed_query(empty):
    """The server's complaint about a query is passed on."""
    with Remote(f"{empty}/query") as remote, pytest.raises(QueryError, match="refuses the query"):
        remote.query("SELECT nothing at all")


def test_guard_is_the_same(empty):
    """SERVICE and updates are refused before anything is sent."""
    with Remote(f"{empty}/query") as remote, pytest.raises(QueryError, match="SERVICE"):
        remote.query("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }")


@pytest.mark.parametrize("address", ["ftp://x/query", "sparql", "http://"])
def test_bad_address(address):
    """An address that is none is refused."""
    with pytest.raises(StoreError, match="not an address"):
        Remote(address)


def test_password_in_address():
    """A password in an address is refused, and not shown."""
    with pytest.raises(StoreError) as caught:
        Remote("https://me:secret@x.example/sparql")
    assert "secret" not in str(caught.value)


def test_neighbouring_addresses():
    """The addresses for updates and graphs follow Oxigraph's or Fuseki's habit, or are given."""
    assert Remote("https://x.example/ds/sparql").graph_url == "https://x.example/ds/data"
    assert Remote("http://x.example:7878/query").graph_url == "http://x.example:7878/store"
    assert Remote("https://x.example/sparql", update_url="https://x.example/u").update_url == "https://x.example/u"
