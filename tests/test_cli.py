"""The command line: what each command prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

COMMANDS = ("build", "extract", "times", "query", "queries", "sql", "timeline", "export", "view", "show", "serve")


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def jishi_process(*arguments: str | Path, cwd: Path | None = None, stdin: str = "") -> Done:
    """Run the command line as a user does."""
    command = [sys.executable, "-m", "jishi", *map(str, arguments)]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, text=True, env=env, encoding="utf-8")
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def jishi(command_line, monkeypatch):
    """Run the command line in this process, in a folder."""

    def call(*arguments: str | Path, cwd: Path | None = None) -> Done:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        return Done(*command_line(*arguments))

    return call


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    texts = {
        "call.md": (
            "王毅同布林肯通电话",
            "2022-01-27",
            "王毅27日应约同美国国务卿布林肯通电话。王毅表示，中方重视对话。",
        ),
        "visit.md": ("布林肯访问北京", "2023-06-19", "美国国务卿布林肯19日在北京会见王毅。"),
    }
    for name, (title, day, body) in texts.items():
        (folder / name).write_text(f"---\ntitle: {title}\ndate: {day}\n---\n\n{body}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(news, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("built") / "out"
    done = jishi_process("build", news, "-o", out)
    assert done.returncode == 0, done.stderr
    return out


# ---------------------------------------------------------------- help


def test_help_names_every_command_and_the_exit_codes(jishi) -> None:
    """`jishi --help` is the way in."""
    text = jishi("--help").stdout
    assert all(re.search(rf"^  {name} ", text, re.M) for name in COMMANDS)
    assert "Exit codes: 0" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(jishi, command) -> None:
    """The help says what the command does and shows a call of it."""
    done = jishi(command, "--help")
    assert done.returncode == 0
    assert re.search(rf"Example:\n +jishi {command}\b", done.stdout), done.stdout


# ---------------------------------------------------------------- build and extract


def test_build_prints_counts_and_paths_on_stdout(jishi, news, tmp_path) -> None:
    """The last lines are what was made and where."""
    done = jishi("build", news, "-o", tmp_path / "out")
    read, first, *paths = done.stdout.splitlines()
    assert read.startswith("read .md (2): ")
    assert re.fullmatch(r"2 articles, 0 skipped: \d+ events, \d+ actors, \d+ relations?", first)
    assert [Path(path).name for path in paths] == ["timeline.csv", "graph.trig", "view.html", "report.json"]
    assert all(Path(path).is_file() for path in paths)
    assert done.stderr == ""


def test_build_names_what_it_skips_on_stderr(jishi, news, tmp_path) -> None:
    """Exit code 1, one line a skipped input, also in a second run."""
    (tmp_path / "empty.md").write_text("")
    for _ in range(2):
        done = jishi("build", news, tmp_path / "empty.md", tmp_path / "none.md", "-o", tmp_path / "out")
        assert done.returncode == 1
        lines = sorted(done.stderr.splitlines())
        assert len(lines) == 2
        assert lines[0].startswith("skipped ")
        assert any("empty.md: the file is empty" in line for line in lines)
        assert any("none.md: no such file or folder" in line for line in lines)


def test_an_article_without_a_publish_day_is_read_and_named(jishi, news, tmp_path) -> None:
    """Exit code 1, a line on stderr and an entry in the report, also in a second run; no day is made up."""
    (tmp_path / "undated.txt").write_text("外长举行会谈\n\n王毅昨天在北京会见布林肯。\n", encoding="utf-8")
    for _ in range(2):
        done = jishi("build", news, tmp_path / "undated.txt", "-o", tmp_path / "out")
        assert done.returncode == 1
        assert done.stderr.count("undated.txt: no publish date: relative times stay unresolved") == 1
        report = json.loads((tmp_path / "out" / "report.json").read_text())
        assert [item["source"].endswith("undated.txt") for item in report["incomplete"]] == [True]
        assert report["counts"]["skipped"] == 0
    done = jishi("extract", tmp_path / "undated.txt", "-o", tmp_path / "found")
    assert done.returncode == 1
    times = json.loads((tmp_path / "found" / "undated.json").read_text())["times"]
    assert not [time for time in times if time["value"]]


def test_an_endless_sql_query_is_stopped(jishi, built) -> None:
    """Exit code 3 after --timeout, and --limit cuts long answers and says so."""
    endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b"
    done = jishi("sql", built, endless, "--timeout", "1")
    assert done.returncode == 3
    assert "took more than 1 s" in done.stderr
    done = jishi("sql", built, "SELECT * FROM range(50)", "--limit", "5", "--format", "csv")
    assert len(done.stdout.splitlines()) == 6
    assert "only the first 5 rows" in done.stderr


def test_quiet_says_nothing(jishi, news, tmp_path) -> None:
    """`--quiet` leaves the exit code to speak."""
    done = jishi("build", news, tmp_path / "none.md", "-o", tmp_path / "out", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_json_tells_progress_to_programs(jishi, news, tmp_path) -> None:
    """Each line of stderr is a JSON object; the last one counts."""
    done = jishi("build", news, tmp_path / "none.md", "-o", tmp_path / "out", "--json")
    told = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"stage", "skipped", "end"} <= {item["event"] for item in told}
    assert (told[-1]["articles"], told[-1]["skipped"]) == (2, 1)


def test_progress_tells_rate_and_remaining_time(monkeypatch) -> None:
    """After 4 of 10 inputs in 8 seconds: half an article a second, 12 seconds left, one skipped."""
    from jishi.records import Skipped
    from jishi.runner import progress

    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    stream = io.StringIO()
    watcher = progress.JsonLines(stream)
    watcher.expect(lambda: 10)
    watcher.skipped(Skipped(source="x", reason="empty"))
    now[0] += 8
    for _ in range(4):
        watcher.input_found()
    for _ in range(4):
        watcher.article_done(1)
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["event"] for line in told] == ["skipped", "progress"]
    last = told[-1]
    assert (last["inputs"], last["of"], last["skipped"], last["seconds"], last["remaining"]) == (4, 10, 1, 8.0, 12.0)


def test_inputs_come_from_stdin(news, tmp_path) -> None:
    """`-` reads paths, one a line."""
    listing = "".join(f"{path}\n" for path in sorted(news.iterdir()))
    assert jishi_process("build", "-", "-o", tmp_path / "out", stdin=listing).returncode == 0


def test_not_one_article_is_an_error(jishi, tmp_path) -> None:
    """Exit code 2 and a line that says so."""
    (tmp_path / "in").mkdir()
    done = jishi("build", tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.strip() == "Error: not one article could be read. The inputs hold no files to read."


def test_extract_writes_one_file_an_article(jishi, news, tmp_path) -> None:
    """Files carry the fields of the guidelines."""
    assert jishi("extract", news, "-o", tmp_path / "found").returncode == 0
    record = json.loads((tmp_path / "found" / "call.json").read_bytes())
    assert record["file"] == "call.md"
    assert {"title", "published", "text", "times", "actors", "events"} <= set(record)
    assert {"call", "statement"} <= {event["type"] for event in record["events"]}


# ---------------------------------------------------------------- questions


def test_times_reads_a_sentence(jishi) -> None:
    """Expression and EDTF value, relative to the reference."""
    done = jishi("times", "两国元首去年11月举行视频会晤", "--reference", "2022-01-27", "--format", "csv")
    assert list(csv.reader(io.StringIO(done.stdout)))[1][:2] == ["去年11月", "2021-11"]


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_a_query_prints_rows_in_each_format(jishi, built, format) -> None:
    """SPARQL text gives a table, CSV or JSON."""
    query = "PREFIX j: <https://w3id.org/jishi/ns#> SELECT (COUNT(?a) AS ?n) WHERE { GRAPH ?g { ?a a j:Article } }"
    done = jishi("query", built, query, "--format", format)
    assert done.returncode == 0, done.stderr
    expected = {"table": "n\n-\n2", "csv": "n\n2", "json": '[\n {\n  "n": 2\n }\n]'}[format]
    assert done.stdout.replace("\r", "").strip() == expected


def test_a_ready_query_takes_parameters(jishi, built) -> None:
    """Name and `--set` are enough."""
    done = jishi("query", built, "actor-timeline", "--set", "actor=王毅", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert "2022-01-27" in done.stdout


def test_a_query_comes_from_a_file(jishi, built, tmp_path) -> None:
    """A path that ends in .rq is read."""
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1", encoding="utf-8")
    assert jishi("query", built, path, "--format", "csv").stdout.startswith("s")


def test_queries_lists_the_ready_ones(jishi) -> None:
    """Names with titles and parameters."""
    found = json.loads(jishi("queries", "--format", "json").stdout)
    assert "actor-timeline" in {item["name"] for item in found}
    assert all(item["title"] and item["example"].startswith("jishi query DIR ") for item in found)


def test_sql_asks_the_tables(jishi, built) -> None:
    """Counts by type from timeline."""
    done = jishi("sql", built, "SELECT count(*) AS n FROM timeline WHERE type = 'call'", "--format", "csv")
    assert done.stdout.split() == ["n", "1"]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY timeline TO 'stolen.csv'",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELEC",
    ],
)
def test_sql_reaches_nothing_else(jishi, built, tmp_path, statement) -> None:
    """No other file is read or written, no extension loaded; exit code 3 with one line."""
    done = jishi("sql", built, statement, cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("Error: SQL")
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_timeline_prints_csv(jishi, built) -> None:
    """Filters by actor, type and time; the header is that of timeline.csv."""
    done = jishi("timeline", built, "--actor", "王毅", "--type", "call", "--from", "2022-01", "--to", "2022-02")
    header, row = csv.reader(io.StringIO(done.stdout))
    assert header == next(csv.reader((built / "timeline.csv").open(encoding="utf-8")))
    assert dict(zip(header, row, strict=True))["time"] == "2022-01-27"
    assert len(jishi("timeline", built, "--from", "2024").stdout.splitlines()) == 1


def test_timeline_without_filters_is_the_table(jishi, built, tmp_path) -> None:
    """`-o FILE` writes the same bytes as the build's timeline.csv."""
    jishi("timeline", built, "-o", tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == (built / "timeline.csv").read_bytes()


@pytest.mark.parametrize("format", ["trig", "turtle", "nt", "nq", "jsonld", "graphml", "gexf", "csv", "ics", "html"])
def test_export_writes_each_format(jishi, built, tmp_path, format) -> None:
    """To a file, and the same to stdout."""
    path = tmp_path / f"x.{format}"
    done = jishi("export", built, "--format", format, "-o", path)
    assert done.returncode == 0, done.stderr
    assert path.stat().st_size > 100
    streamed = jishi("export", built, "--format", format, "-o", "-")
    assert streamed.stdout.encode().replace(b"\r\n", b"\n") == path.read_bytes().replace(b"\r\n", b"\n")


def test_tables_are_exported_for_excel_and_as_parquet(jishi, built, tmp_path) -> None:
    """`--bom` is for CSV alone; the file's name says which table; `.jsonl` is PLOVER."""
    jishi("export", built, "--bom", "-o", tmp_path / "actors.csv")
    assert (tmp_path / "actors.csv").read_bytes() == b"\xef\xbb\xbf" + (built / "actors.csv").read_bytes()
    refused = jishi("export", built, "--bom", "-o", tmp_path / "graph.trig")
    assert refused.returncode != 0
    assert "--bom" in refused.stderr
    assert not (tmp_path / "graph.trig").exists()
    jishi("export", built, "-o", tmp_path / "evidence.parquet")
    with duckdb.connect() as db:
        found = db.execute(f"SELECT count(*), any_value(evidence) FROM '{tmp_path}/evidence.parquet'").fetchone()
    rows = list(csv.DictReader((built / "evidence.csv").open(encoding="utf-8")))
    assert found[0] == len(rows)
    assert found[1] in {row["evidence"] for row in rows}
    jishi("export", built, "-o", tmp_path / "events.jsonl")
    assert "quad_class" in json.loads((tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()[0])


def test_show_prints_an_actor_and_an_event_with_evidence(jishi, built) -> None:
    """Evidence, source and offsets stand below."""
    actor = jishi("show", built, "王毅").stdout
    assert "call.md" in actor
    (key,) = set(re.findall(r"\((ev[0-9a-f]+)\)", next(line for line in actor.splitlines() if " call " in line)))
    event = jishi("show", built, key).stdout
    assert "王毅27日应约同美国国务卿布林肯通电话" in event
    assert key in event


def test_view_prints_the_path_of_the_page(jishi, built) -> None:
    """`--no-open` opens nothing."""
    assert Path(jishi("view", built, "--no-open").stdout.strip()) == (built / "view.html").resolve()


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["build"], 2),
        (["nonsense"], 2),
        (["build", "x", "-o", "out", "--workers", "0"], 2),
        (["build", "x", "-o", "out", "--nonsense"], 2),
        (["timeline", "none"], 4),
        (["query", "none", "actor-timeline"], 4),
        (["sql", "none", "SELECT 1"], 4),
        (["show", "none", "x"], 4),
        (["view", "none"], 4),
        (["query", "{built}", "no such.rq"], 3),
        (["show", "{built}", "\udcff\udcfe"], 2),
        (["times", "\udcff昨天"], 2),
        (["timeline", "{built}", "--type", "phone"], 3),
        (["timeline", "{built}", "-o", "."], 2),
        (["export", "{built}", "--format", "trig", "-o", ""], 2),
        (["build", "{news}", "-o", ""], 2),
        (["query", "{built}", "SELECT nonsense"], 3),
        (["query", "{built}", "no-such-query"], 3),
        (["query", "{built}", "none.rq"], 3),
        (["query", "{built}", "actor-timeline", "--set", "actor"], 3),
        (["query", "{built}", "actor-timeline", "--set", "nonsense=1"], 3),
        (["query", "{built}", "DROP ALL"], 3),
        (["timeline", "{built}", "--actor", "无名氏"], 3),
        (["timeline", "{built}", "--from", "yesterday"], 2),
        (["show", "{built}", "无名氏"], 3),
        (["export", "{built}", "--format", "docx", "-o", "x"], 2),
        (["export", "{built}", "-o", "none/x.csv"], 2),
        (["export", "{built}", "-o", "-"], 2),
        (["build", "{news}", "-o", "out", "--lexicon", "none.tsv"], 2),
        (["build", "{news}", "-o", "out", "--lexicon", "{news}/call.md"], 2),
        (["extract", "{news}", "-o", "out", "--lexicon", "{news}/call.md"], 2),
        (["build", "{news}", "-o", "out", "--overrides", "none.toml"], 2),
    ],
)
def test_errors_have_their_code_and_no_traceback(jishi, built, news, tmp_path, arguments, code) -> None:
    """What is wrong is said on stderr; nothing goes to stdout."""
    done = jishi(*(part.format(built=built, news=news) for part in arguments), cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build", "extract"])
def test_bad_lexicon_rows_are_skipped_and_told(jishi, news, tmp_path, command) -> None:
    """The good rows hold; each bad one is on stderr with file and line, and the exit code is that of skipped inputs."""
    rows = "name\ttype\tqid\n王毅\tperson\tQ424242\n某人\tanimal\t\n星河\tperson\tQ1\n星河\tgroup\tQ2\n"
    (tmp_path / "own.tsv").write_text(rows, encoding="utf-8")
    done = jishi(command, news, "-o", tmp_path / "out", "--lexicon", "own.tsv", cwd=tmp_path)
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if "own.tsv:" in line]
    assert len(told) == 2
    assert "own.tsv:3: 'animal' is no type of actor. Expected one of" in told[0]
    assert "own.tsv:5: " in told[1]
    assert "own.tsv:4" in told[1]
    assert "2 skipped" in done.stdout
    if command == "build":
        report = json.loads((tmp_path / "out" / "report.json").read_bytes())
        assert [item["source"] for item in report["skipped"]] == ["own.tsv:3", "own.tsv:5"]
        assert [item["source"] for item in report["inputs"]] == ["call.md", "visit.md"]
        assert "Q424242" in (tmp_path / "out" / "actors.csv").read_text(encoding="utf-8")
        again = jishi(command, news, "-o", tmp_path / "out", "--lexicon", "own.tsv", cwd=tmp_path)
        assert (again.returncode, again.stderr) == (done.returncode, done.stderr)


def test_an_output_that_cannot_be_written_is_named(jishi, news, tmp_path) -> None:
    """The output folder's name is taken by a file."""
    (tmp_path / "out").write_text("")
    done = jishi("build", news, "-o", tmp_path / "out")
    assert done.returncode == 4
    assert "out" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_error(built) -> None:
    """`jishi … | head -1` ends in silence."""
    command = [sys.executable, "-m", "jishi", "export", str(built), "--format", "html", "-o", "-"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.read(10)
    run.stdout.close()
    assert run.stderr is not None
    assert run.stderr.read() == b""
    assert run.wait() == 0
