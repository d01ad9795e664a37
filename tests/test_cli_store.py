"""`--store URL`: a build goes to the real oxigraph server, questions are answered by it, failures are told."""

from __future__ import annotations

import base64
import csv
import io
from pathlib import Path
from typing import NamedTuple

import pytest

from jishi.graph.remote import Remote
from jishi.graph.transport import Transport

TEXTS = {
    "call.md": ("王毅同布林肯通电话", "2022-01-27", "王毅27日应约同美国国务卿布林肯通电话。王毅表示，中方重视对话。"),
    "visit.md": ("布林肯访问北京", "2023-06-19", "美国国务卿布林肯19日在北京会见王毅。"),
}
VARIABLES = ("USER", "PASSWORD", "TOKEN", "UPDATE", "GRAPH")


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.out)))


@pytest.fixture
def jishi(command_line, monkeypatch):
    """Runs the command line in this process, with the environment variables that are given."""

    def call(*arguments: str | Path, **environment: str) -> Done:
        for name in VARIABLES:
            monkeypatch.delenv(f"JISHI_STORE_{name}", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(f"JISHI_STORE_{name.upper()}", value)
        return Done(*command_line(*arguments))

    return call


@pytest.fixture
def news(tmp_path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, (title, day, body) in TEXTS.items():
        (folder / name).write_text(f"---\ntitle: {title}\ndate: {day}\n---\n\n{body}\n", encoding="utf-8")
    return folder


@pytest.fixture
def quick(monkeypatch):
    """Does not wait before it asks again."""
    monkeypatch.setattr(Transport, "_pauses", lambda self: iter((0.0,) * self.retries))


def test_build_sends_and_query_reads(jishi, news, tmp_path, empty):
    """The server answers a ready query as the folder does, and is told only once what it knows."""
    url, out = f"{empty}/query", tmp_path / "out"
    done = jishi("build", news, "-o", out, "--store", url)
    assert (done.code, done.err) == (0, "")
    last = done.out.splitlines()[-1]
    assert last.startswith(f"{url}: 2 articles sent, 0 withdrawn, ")
    ready = ("actor-timeline", "--set", "actor=王毅", "--format", "csv")
    there, here = jishi("query", *ready, "--store", url), jishi("query", out, *ready)
    assert there == here
    assert [row[0] for row in there.rows[1:]] == ["2022-01-27", "2022-01-27", "2023-06-19"]
    again = jishi("build", news, "-o", out, "--store", url)
    assert again.out.splitlines()[-1] == f"{url}: 0 articles sent, 0 withdrawn, 0 triples of the whole changed"


def test_the_server_holds_what_the_file_holds(jishi, news, tmp_path, empty):
    """Every quad of graph.trig is there, and beside them the catalog only."""
    import pyoxigraph as ox

    jishi("build", news, "-o", tmp_path / "out", "--store", f"{empty}/query")
    ours = {
        f"{q.subject} {q.predicate} {q.object} {q.graph_name}"
        for q in ox.parse(path=tmp_path / "out" / "graph.trig", format=ox.RdfFormat.TRIG)
    }
    with Remote(f"{empty}/query") as server:
        data = server._send("GET", f"{empty}/store", b"", "text/plain", "application/n-quads")
    theirs = {
        f"{q.subject} {q.predicate} {q.object} {q.graph_name}"
        for q in ox.parse(input=data, format=ox.RdfFormat.N_QUADS)
        if "id/catalog" not in str(q.graph_name)
    }
    assert theirs == ours


def test_a_base_of_ones_own(jishi, news, tmp_path, empty):
    """The server is sent the folder's base, asked with it, and articles withdrawn by it."""
    url, base = f"{empty}/query", "https://news.example/graph/"
    assert "2 articles sent" in jishi("build", news, "-o", tmp_path / "out", "--store", url, "--base", base).out
    ready = ("actor-timeline", "--set", "actor=王毅", "--format", "csv")
    assert jishi("query", *ready, "--store", url, "--base", base) == jishi("query", tmp_path / "out", *ready)
    assert jishi("query", *ready, "--store", url).rows[1][-1].startswith(base)
    (news / "visit.md").unlink()
    done = jishi("build", news, "-o", tmp_path / "out", "--prune", "--store", url)
    assert "0 articles sent, 1 withdrawn" in done.out


def test_other_servers_only_when_allowed(jishi, news, tmp_path):
    """A ready query that asks another server says how to allow it; allowed, it goes there."""
    jishi("build", news, "-o", tmp_path / "out")
    done = jishi("query", tmp_path / "out", "wikidata-offices")
    assert done.code == 3
    assert "SERVICE asks another server, which is not allowed" in done.err
    assert "--allow-service" in done.err
    asked = "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    done = jishi("query", tmp_path / "out", asked, "--allow-service")
    assert done.code == 3
    assert "the query failed" in done.err


def test_pruned_articles_are_withdrawn(jishi, news, tmp_path, empty):
    """What leaves the folder leaves the server."""
    url = f"{empty}/query"
    jishi("build", news, "-o", tmp_path / "out", "--store", url)
    (news / "visit.md").unlink()
    done = jishi("build", news, "-o", tmp_path / "out", "--prune", "--store", url)
    assert "0 articles sent, 1 withdrawn" in done.out
    told = jishi("query", "actor-timeline", "--set", "actor=布林肯", "--store", url, "--format", "csv").rows
    assert {row[0] for row in told[1:]} == {"2022-01-27"}


def test_credentials_from_options_and_variables(jishi, news, tmp_path, gate):
    """Name and password, or a token, by option or by variable; a refusal has exit code 4 and keeps the folder."""
    address, state = gate
    url, out = f"{address}/query", tmp_path / "out"
    state["authorization"] = "Basic " + base64.b64encode("编辑:秘密".encode()).decode()
    refused = jishi("build", news, "-o", out, "--store", url)
    assert refused.code == 4
    assert refused.err == f"Error: {url}: access refused (401). Check user, password or token.\n"
    assert (out / "timeline.csv").is_file()
    assert jishi("build", news, "-o", out, "--store", url, "--store-user", "编辑", password="秘密").code == 0
    assert jishi("query", "ASK { }", "--store", url, user="编辑", password="秘密").code == 0
    assert jishi("query", "ASK { }", "--store", url, "--store-user", "编辑", "--store-password", "秘密").code == 0
    wrong = jishi("query", "ASK { }", "--store", url, user="编辑", password="geheim")
    assert wrong.code == 4
    assert "geheim" not in wrong.err
    state["authorization"] = "Bearer t0ken"
    assert jishi("query", "ASK { }", "--store", url, token="t0ken").code == 0


def test_addresses_of_updates_and_graphs(jishi, news, tmp_path, gate, empty):
    """They lie beside the address of queries unless given; a wrong one is told."""
    (address, state), url, out = gate, f"{empty}/query", tmp_path / "out"
    wrong = jishi("build", news, "-o", out, "--store", url, graph=f"{empty}/nowhere")
    assert wrong.code == 4
    assert "nowhere: no such service (404)" in wrong.err
    done = jishi(
        "build", news, "-o", out, "--store", url, "--store-update", f"{address}/update", graph=f"{address}/store"
    )
    assert (done.code, done.err) == (0, "")
    asked = [(method, path.partition("?")[0]) for method, path, _ in state["requests"]]
    assert set(asked) == {("PUT", "/store"), ("POST", "/update")}


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--store", "ftp://x.example/query"], 4, "not an address of a SPARQL server"),
        (["--store", "http://127.0.0.1:many/query"], 4, "not an address of a SPARQL server"),
        (["--store", "https://me:secret@x.example/sparql"], 4, "ends up in logs"),
        (["--store", "http://x.example/sparql", "--store-password", "p"], 2, "a password without a user"),
        (["--store", "http://127.0.0.1:{closed}/query"], 4, "cannot be reached"),
        (["--store", "{server}/nowhere"], 4, "no such service (404)"),
        (["--store", "{page}/query"], 4, "no SPARQL server"),
        (["--store", "{gate}/query", "--timeout", "0.2"], 3, "no answer within 0.2 s"),
    ],
)
def test_failures_have_one_line_and_a_code(jishi, quick, sparql, gate, tmp_path, arguments, code, told):
    """Wrong addresses, servers that are none, refusals and silence: one line, no traceback, nothing on stdout."""
    address, state = gate
    state["stall"] = 1 if "{gate}" in arguments[1] else 0
    with sparql.page() as page:
        places = {"closed": sparql.free_port(), "server": address, "gate": address, "page": page}
        done = jishi("query", "ASK { }", *(part.format(**places) for part in arguments))
    assert done.code == code, done.err
    assert done.out == ""
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert "secret" not in done.err


def test_a_silent_server_fails_the_build(jishi, quick, news, tmp_path, gate, monkeypatch):
    """A push that gets no answer is a matter of the store, not of a query; the next build completes it."""
    address, state = gate
    state["failures"] = [503] * 9
    done = jishi("build", news, "-o", tmp_path / "out", "--store", f"{address}/query")
    assert done.code == 4
    assert done.err.endswith("the server failed (503): busy. Try again later.\n")
    state["failures"] = []
    assert jishi("build", news, "-o", tmp_path / "out", "--store", f"{address}/query").code == 0


def test_a_query_needs_a_place(jishi):
    """Without a folder and without a server there is nothing to ask: wrong usage."""
    done = jishi("query", "top-pairs")
    assert done.code == 2
    assert "give a folder and one query, or --store and one query" in done.err


def test_a_limit_is_told(jishi, news, tmp_path, empty):
    """`--limit` cuts the answer of a folder and of a server, and says so."""
    out, url = tmp_path / "out", f"{empty}/query"
    jishi("build", news, "-o", out, "--store", url)
    for place in ([out], ["--store", url]):
        done = jishi("query", *place, "SELECT ?s { ?s ?p ?o }", "--limit", "3", "--format", "csv")
        assert (done.code, len(done.rows)) == (0, 4)
        assert done.err == "only the first 3 rows: raise --limit for more\n"
