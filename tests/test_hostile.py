"""Hostile and broken input: nothing crashes, nothing hangs, nothing gets out of its place."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jishi
from jishi.edtf import EDTF, EDTFError
from jishi.errors import JishiError, QueryError
from jishi.extract.reading import read_bytes
from jishi.folder import load, query_folder
from jishi.pipeline import Options, extract_to, run
from jishi.records import Article, Skipped
from jishi.runner.progress import Watcher, describe

NASTY = [
    '"><script>alert(1)</script>',
    "</script><img src=x onerror=alert(1)>",
    '=HYPERLINK("http://example.org","王毅")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1-1",
    '"; DROP TABLE timeline; --',
    "> . <https://example.org/s> <https://example.org/p> <https://example.org/o> .",
    '""" . } GRAPH <x> {',
    "\\u003cscript\\u003e \\",
    "行一\r\n行二\t制表",
    "\u202e反向\u2066",
    "{{7*7}}{% raw %}${jndi:ldap://x}",
    "]]>--><!--",
    "𠮷" * 300,
]


def hostile(folder: Path) -> Path:
    """A file of articles whose titles, outlets, urls and texts hold what could break an output."""
    lines = []
    for number, words in enumerate(NASTY):
        lines.append(
            {
                "title": f"王毅会见布林肯 {words}",
                "text": f"王毅27日在北京会见美国国务卿布林肯。{words}王毅表示：“{words}”{number}。",
                "published": "2022-01-27",
                "source": words,
                "author": words,
                "url": f"javascript:alert(1)//{words}",
            }
        )
    path = folder / "hostile.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("hostile")
    run([hostile(place)], place / "out", Options(), Watcher())
    return place / "out"


# ---------------------------------------------------------------- injection


@pytest.mark.parametrize("table", ["timeline", "actors", "relations", "evidence"])
def test_no_cell_of_a_table_is_a_formula(built, table) -> None:
    """Every row has the header's columns, and no cell begins as a spreadsheet's formula."""
    with (built / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert rows or table == "relations"
    for row in rows:
        assert len(row) == len(header)
        assert not [cell for cell in row if cell[:1] in "=+@\t\r" and cell[:1]]


def test_the_rdf_parses_and_holds_no_strange_triple(built) -> None:
    """Words stay literals: no subject comes from an article's text."""
    quads = list(pyoxigraph.parse(path=str(built / "graph.trig"), format=pyoxigraph.RdfFormat.TRIG))
    assert len(quads) > 100
    assert not [quad for quad in quads if "example.org/s" in str(quad.subject)]
    texts = {quad.object.value for quad in quads if isinstance(quad.object, pyoxigraph.Literal)}
    assert any("<script>" in text for text in texts)


def test_the_page_holds_no_markup_of_the_articles(built) -> None:
    """Neither tags nor links of an article reach the page as such."""
    page = (built / "view.html").read_text(encoding="utf-8")
    assert "alert(1)" not in page
    assert "onerror=alert" not in page
    assert 'href="javascript' not in page


def test_a_parameter_is_a_value_and_no_query(built) -> None:
    """What `--set` gives cannot close a literal and go on as SPARQL."""
    for words in ('王毅" } ; DROP ALL #', "x> . ?s ?p ?o . <y", "王毅\\", "{", "\u0000"):
        with pytest.raises(QueryError):
            query_folder(built, "actor-timeline", {"actor": words}, timeout=10)
    assert load(built).events


@pytest.mark.parametrize("query", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <file:///etc/passwd>"])
def test_a_query_cannot_write(built, query) -> None:
    """Updates are refused."""
    with pytest.raises(QueryError):
        query_folder(built, query, {}, timeout=10)


def test_a_query_asks_no_other_server(built) -> None:
    """SERVICE is refused unless it is allowed."""
    with pytest.raises(QueryError):
        query_folder(built, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", {}, timeout=10)


def test_what_is_skipped_is_told_on_one_plain_line() -> None:
    """Control characters of a name cannot move the cursor or forge a line."""
    line = describe(Skipped(source="a\n\x1b[2Jskipped b", reason="x\r"))
    assert line.isprintable()


# ---------------------------------------------------------------- names that climb


CLIMBING = ("../../evil.md", "/tmp/evil.md", "x\\..\\..\\evil.md", "a/../../../evil.md", "C:\\evil.md", "~/evil.md")


def climbing(folder: Path) -> None:
    """A zip and a tar whose members have names that lead out, a tar with links, and titles that are paths."""
    body = "王毅27日会见布林肯。双方商定继续保持联系，就共同关心的问题交换意见。"
    text = f"---\ntitle: ../../evil\ndate: 2022-01-27\n---\n\n{body}\n".encode()
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for name in CLIMBING:
            archive.writestr(zipfile.ZipInfo(name), text)
    with tarfile.open(folder / "a.tar", "w") as tar:
        for name in CLIMBING:
            info = tarfile.TarInfo(name)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            link = tarfile.TarInfo(f"link{kind.decode()}.md")
            link.type, link.linkname = kind, "/etc/passwd"
            tar.addfile(link)


def test_members_of_archives_lead_nowhere(tmp_path) -> None:
    """Names of members and titles put no file outside the output folder, and links of a tar are not followed."""
    work = tmp_path / "a" / "b" / "c"
    (work / "in").mkdir(parents=True)
    climbing(work / "in")
    counts = extract_to([work / "in"], work / "found", Options(), Watcher())
    result = run([work / "in"], work / "out", Options(), Watcher())
    assert counts["articles"] == result.report.counts["articles"] == 2 * len(CLIMBING)
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and not path.is_relative_to(work)]
    assert not outside
    assert {path.name for path in work.iterdir()} == {"in", "found", "out"}
    assert not [path for path in (work / "found").rglob("*.json") if b"root:" in path.read_bytes()]
    assert not Path("/tmp/evil.json").exists()


# ---------------------------------------------------------------- size and shape


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "text",
    [
        "王毅" * 50_000,
        "王毅会见布林肯，" * 5_000,
        "他表示：“" * 5_000,
        "（" * 20_000,
        "27日" * 20_000,
        "一" * 100_000,
        "1" * 100_000,
        "<div>" * 20_000,
        " " * 200_000 + "王毅",
        "\n" * 100_000 + "王毅",
        "王毅、" * 20_000 + "会见布林肯。",
        "&" * 50_000,
        "2022年" * 20_000,
    ],
    ids=lambda text: f"{text[:8].strip() or 'space'}-{len(text)}",
)
def test_long_repetitions_end(text) -> None:
    """A text of some hundred kilobytes of one pattern is read and extracted."""
    for item in read_bytes(f"---\ntitle: 长文\ndate: 2022-01-27\n---\n\n{text}\n".encode(), "long.md"):
        if isinstance(item, Article):
            jishi.extract_article(item)


def test_deep_nesting_is_no_crash() -> None:
    """JSON, HTML and YAML nested a hundred thousand deep are skipped or read, not recursed into."""
    for data, name in [
        (b"[" * 100_000, "x.json"),
        (b'{"a":' * 100_000, "x.json"),
        (b"<div>" * 100_000 + "王毅会见布林肯。".encode(), "x.html"),
        (b"---\na: " + b"[" * 10_000 + b"\n---\nx", "x.md"),
        (b"<table>" * 20_000, "x.html"),
    ]:
        list(read_bytes(data, name))


@pytest.mark.usefixtures("no_hang")
def test_yaml_that_unfolds_is_not_unfolded() -> None:
    """Aliases of aliases cost no memory."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    data = "---\n" + "\n".join(lines) + "\ntitle: *a11\n---\n\n王毅27日会见布林肯。\n"
    list(read_bytes(data.encode(), "bomb.md"))


# ---------------------------------------------------------------- any input


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["x.md", "x.html", "x.json", "x.csv", "x.txt", "x.jsonl", "x.zip"]))
def test_any_bytes_give_articles_or_reasons(data, name) -> None:
    """Reading raises nothing, says at least one thing, and gives no reason-less skip."""
    found = list(read_bytes(data, name))
    assert found
    for item in found:
        if isinstance(item, Skipped):
            assert item.reason
        else:
            item.text.encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789-/.~?%XTZ:+ Q", max_size=24))
def test_an_edtf_value_parses_or_is_refused(text) -> None:
    """No text breaks the parser; what it takes has begin and end in order and prints as it was."""
    try:
        value = EDTF.parse(text)
    except EDTFError:
        return
    assert value.begin <= value.end
    assert str(value) == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.one_of(st.none(), st.text(max_size=12)))
def test_read_times_takes_any_text_and_reference(text, reference) -> None:
    """A wrong reference is an error of ours, not a crash."""
    try:
        for found in jishi.read_times(text, reference):
            assert text[found.start : found.end] == found.text
    except (JishiError, EDTFError):
        assert reference is not None


def module_of(path: Path):
    spec = importlib.util.spec_from_file_location(f"jishi_tests_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("target", ["reading", "time", "rdf", "csv"])
def test_the_corpus_of_the_fuzzer_breaks_nothing(root, target) -> None:
    """Inputs that a fuzzer found to reach every corner: the promises of its targets hold for each."""
    fuzz = module_of(root / "bench" / "fuzz.py")
    cases = sorted((root / "bench" / "corpus" / target).iterdir())
    assert len(cases) >= 5
    for path in cases:
        fuzz.run_case(target, path.read_bytes())


def test_mutated_articles_are_all_in_the_report(examples, tmp_path) -> None:
    """Two hundred damaged files: none crashes or hangs a worker, each is read or skipped with a reason."""
    mutate = module_of(Path(__file__).with_name("mutate.py")).mutate
    wholes = sorted(path for path in examples.iterdir() if path.is_file())
    folder = tmp_path / "in"
    folder.mkdir()
    for seed in range(200):
        whole = wholes[seed % len(wholes)]
        (folder / f"{seed:04d}{whole.suffix}").write_bytes(mutate(whole.read_bytes(), seed))
    report = run([folder], tmp_path / "out", Options(workers=2, article_timeout=20), Watcher()).report
    assert len(report.inputs) == 200
    assert all(item.articles + item.skipped > 0 for item in report.inputs)
    assert not [item for item in report.skipped if "set aside" in item.reason]
