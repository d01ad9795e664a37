"""A base of IRIs of one's own: set once, kept with the folder, the same for all that is written or asked later."""

from __future__ import annotations

import json
import re

import pytest
import rdflib

import jishi
from jishi.errors import DataError
from jishi.exports import rdf as files
from jishi.folder import load
from jishi.graph.store import Store
from jishi.graph.terms import DEFAULT_BASE

MINE = "https://news.example/graph/"
TEXT = "---\ntitle: 王毅同布林肯通电话\ndate: 2022-01-27\n---\n\n王毅27日应约同美国国务卿布林肯通电话。\n"
DAY = "SELECT ?event { ?event <https://w3id.org/jishi/ns#type> 'call' }"


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "call.md").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def bases(trig):
    """The bases of all actors, articles and events that a TriG file names."""
    graph = rdflib.Dataset()
    graph.parse(data=trig, format="trig")
    terms = {str(term) for quad in graph.quads() for term in quad if isinstance(term, rdflib.URIRef)}
    return {match[1] for match in map(re.compile(r"(.*?[/#:])(?:actor|article|event)/").match, terms) if match}


def test_kept_by_the_folder(news, out, command_line):
    """Files, store, page and later commands use the base that the build was given."""
    code, _, said = command_line("build", news, "-o", out, "--base", MINE)
    assert code == 0, said
    assert bases((out / "graph.trig").read_text(encoding="utf-8")) == {MINE}
    assert json.loads((out / "report.json").read_bytes())["base"] == MINE
    assert load(out).base == MINE
    assert command_line("query", out, DAY, "--format", "csv")[1].splitlines()[1].startswith(MINE)
    assert "安东尼·布林肯" in command_line("query", out, "pair-contacts", "--set", "a=王毅", "--set", "b=布林肯")[1]
    command_line("export", out, "-o", out.parent / "again.trig")
    assert (out.parent / "again.trig").read_bytes() == (out / "graph.trig").read_bytes()


def test_holds_until_another_is_given(news, out, command_line):
    """A build without a base changes nothing; one with another base makes everything anew."""
    command_line("build", news, "-o", out, "--base", MINE)
    before = (out / "graph.trig").read_bytes()
    command_line("build", news, "-o", out)
    assert (out / "graph.trig").read_bytes() == before
    assert bases(before.decode()) == {MINE}
    code, _, said = command_line("build", news, "-o", out, "--base", DEFAULT_BASE)
    assert code == 0, said
    assert bases((out / "graph.trig").read_text(encoding="utf-8")) == {DEFAULT_BASE}


def test_a_stale_store_is_built_again_with_it(news, out, command_line):
    """What rebuilds the store from the records keeps the base."""
    command_line("build", news, "-o", out, "--base", MINE)
    (out / "store" / "current.json").write_bytes(b"{}")
    assert command_line("query", out, DAY, "--format", "csv")[1].splitlines()[1].startswith(MINE)


@pytest.mark.parametrize("base", ["news.example/", "https://news.example/graph", "https://news.example/ /", ""])
def test_what_can_be_no_base(news, out, command_line, base):
    """Is told before anything is read."""
    code, _, said = command_line("build", news, "-o", out, "--base", base)
    assert code == 2
    assert "base of IRIs" in said
    assert not (out / "report.json").exists()


def test_in_python(news):
    """`build(base=…)` gives a graph whose RDF, store and files have the base."""
    kg = jishi.build([news], base=MINE)
    assert Store.of(kg).base == MINE
    assert bases(files.serialize(kg, "trig").decode()) == {MINE}
    assert bases(files.serialize(kg, "trig", base="urn:x/").decode()) == {"urn:x/"}
    with pytest.raises(DataError, match="base of IRIs"):
        jishi.build([news], base="nothing")


def test_a_folder_knows_its_own(news, out, command_line):
    """A base beside a folder would be a second truth."""
    command_line("build", news, "-o", out)
    assert command_line("query", out, DAY, "--base", MINE)[0] == 2
