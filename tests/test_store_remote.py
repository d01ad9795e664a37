"""A remote store, against the real oxigraph server, with a gate in front that can refuse, stall and fail."""

from __future__ import annotations

import base64

import pytest

from jishi.errors import QueryError, StoreError
from jishi.graph.remote import Change, Remote
from jishi.graph.store import Store


@pytest.fixture(scope="module")
def kg(sample):
    return sample.graph()


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


def test_out_of_reach(sparql):
    """A server that is not there is told after the retries."""
    pauses = []
    remote = Remote(f"http://127.0.0.1:{sparql.free_port()}/query", retries=2, sleep=pauses.append)
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
