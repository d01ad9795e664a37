"""Inputs → records → graph → files: what a run reads again, keeps, takes out, reports and refuses."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import jishi
from jishi.errors import DataError, InputError, StoreError
from jishi.folder import load, records_of, sql_folder
from jishi.pipeline import OUTPUTS, Options, Result, extract_to, run
from jishi.records import json_schema, to_json
from jishi.runner.ledger import Manifest
from jishi.runner.onefile import file_name
from jishi.runner.progress import Watcher

CALL = "王毅27日应约同美国国务卿布林肯通电话。王毅表示，双方应当妥善管控分歧。"
QUAKE = "四川省泸定县5日发生6.8级地震，造成46人遇难。"


def article(folder: Path, name: str, title: str, body: str, day: str = "2022-01-27") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {title}\ndate: {day}\n---\n\n{body}\n", encoding="utf-8")
    return path


@pytest.fixture
def news(tmp_path) -> Path:
    folder = tmp_path / "news"
    article(folder, "call.md", "王毅同布林肯通电话", CALL)
    article(folder, "quake.md", "泸定发生地震", QUAKE, "2022-09-06")
    article(folder, "sub/more.md", "再次通话", CALL.replace("27日", "今天"))
    return folder


def build(inputs, out: Path, **options) -> Result:
    given = inputs if isinstance(inputs, list) else [inputs]
    return run(given, out, Options(**options), Watcher())


def files(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in (*OUTPUTS, "report.json")}


# ---------------------------------------------------------------- the library


def test_a_graph_in_memory_needs_no_folder(news) -> None:
    """`jishi.build` without an output folder gives a graph and writes nothing."""
    kg = jishi.build([news])
    assert len(kg.articles) == 3
    assert kg.timeline(actor="王毅")
    assert "KnowledgeGraph(3 articles" in repr(kg)


def test_one_input_may_be_given_as_it_is(news) -> None:
    """A single path need not stand in a list."""
    assert len(jishi.build(str(news)).articles) == 3


def test_memory_and_folder_give_the_same_graph(news, tmp_path) -> None:
    """The same articles, entities, events and relations either way."""
    here, there = jishi.build([news]), jishi.build([news], tmp_path / "out")
    assert here.events == there.events
    assert here.entities == there.entities
    assert tuple(here.relations) == tuple(there.relations)
    assert tuple(load(tmp_path / "out").events) == there.events


def test_read_gives_articles(news) -> None:
    """`jishi.read` yields the articles of files and folders by name."""
    found = list(jishi.read(news))
    assert [item.source for item in found] == ["call.md", "quake.md", "sub/more.md"]
    assert found[0].title == "王毅同布林肯通电话"
    assert jishi.extract_article(found[0]).events


def test_nothing_to_read_is_an_error(tmp_path) -> None:
    """A missing input alone is an error that names it."""
    with pytest.raises(InputError, match="no such file or folder"):
        jishi.build([tmp_path / "none"])
    with pytest.raises(InputError, match="no such file or folder"):
        list(jishi.read(tmp_path / "none"))


# ---------------------------------------------------------------- an output folder


def test_all_outputs_are_written(news, tmp_path) -> None:
    """Tables, RDF, page, store, records and report, and no temporary file is left."""
    build(news, tmp_path / "out")
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert {*OUTPUTS, "report.json", "records", "store"} <= made
    assert not list((tmp_path / "out").rglob("*.tmp"))


def test_unfinished_files_of_killed_runs_are_removed(news, tmp_path) -> None:
    """The next run takes away what a killed one has left of its outputs, changed or not, and nothing of the user's."""
    out = tmp_path / "out"
    for _ in range(2):
        build(news, out)
        for name in (*OUTPUTS, "report.json", "overrides.toml", "records/manifest.json"):
            path = out / name
            path.with_name(f".{path.name}.123.tmp").write_bytes(b"half")
        (out / ".notes.tmp").write_bytes(b"mine")
    build(news, out)
    assert [path.name for path in out.rglob("*.tmp")] == [".notes.tmp"]


def test_the_report_tells_what_was_read_and_why_not(news, tmp_path) -> None:
    """Each bad input is named with its reason; the good ones are read."""
    (news / "empty.md").write_text("")
    (news / "image.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20)
    result = build([news, tmp_path / "none.md"], tmp_path / "out")
    report = json.loads((tmp_path / "out" / "report.json").read_bytes())
    assert report["counts"]["articles"] == 3
    assert {Path(item["source"]).name for item in report["skipped"]} == {"empty.md", "image.jpg", "none.md"}
    assert all(item["reason"] for item in report["skipped"])
    assert result.report.counts["skipped"] == 3


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(news, tmp_path) -> None:
    """No permission is a reason, not a crash."""
    (news / "call.md").chmod(0)
    report = build(news, tmp_path / "out").report
    assert [(item.source, item.reason) for item in report.skipped] == [("call.md", "cannot be read: Permission denied")]


def test_a_second_run_changes_nothing(news, tmp_path) -> None:
    """A rerun over unchanged inputs reads no article and touches no file."""
    assert build(news, tmp_path / "out").changed
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.name != ".lock"}
    watcher = Watcher()
    result = run([news], tmp_path / "out", Options(), watcher)
    assert not result.changed
    assert (watcher.articles, watcher.known) == (0, 3)
    ignored = {"manifest.json", "records"}
    after = {path: path.stat().st_mtime_ns for path in before}
    assert {p: t for p, t in after.items() if p.name not in ignored} == {
        p: t for p, t in before.items() if p.name not in ignored
    }


def test_only_what_changed_is_read_again(news, tmp_path) -> None:
    """One changed and one new file: two articles are read, and the result is that of a fresh run."""
    build(news, tmp_path / "out")
    article(news, "call.md", "王毅同布林肯通电话", CALL + "双方就乌克兰问题交换意见。")
    article(news, "new.md", "新消息", "中国外交部发言人28日表示，中方愿同各方保持沟通。", "2022-01-28")
    watcher = Watcher()
    run([news], tmp_path / "out", Options(), watcher)
    assert (watcher.articles, watcher.known) == (2, 2)
    build(news, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_a_renamed_file_counts_once(news, tmp_path) -> None:
    """The same content under a new name takes the place of the old."""
    build(news, tmp_path / "out")
    (news / "call.md").rename(news / "renamed.md")
    build(news, tmp_path / "out")
    assert sorted(record.source for record in records_of(tmp_path / "out")) == ["quake.md", "renamed.md", "sub/more.md"]


def test_what_is_gone_stays_until_pruned(news, tmp_path) -> None:
    """Without `prune` the folder keeps articles whose input is gone; with it they go."""
    build(news, tmp_path / "out")
    (news / "quake.md").unlink()
    assert build(news, tmp_path / "out").report.counts["articles"] == 3
    assert build(news, tmp_path / "out", prune=True).report.counts["articles"] == 2
    build(news, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


def test_files_of_many_articles_count_each(tmp_path) -> None:
    """JSON Lines give one article a line, named by its number."""
    lines = [{"title": f"标题{n}", "text": CALL + f"第{n}条。", "published": "2022-01-27"} for n in range(3)]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    report = build(path, tmp_path / "out").report
    assert [(item.source, item.articles) for item in report.inputs] == [("many.jsonl", 3)]
    assert [r.source for r in records_of(tmp_path / "out")] == ["many.jsonl#1", "many.jsonl#2", "many.jsonl#3"]


# ---------------------------------------------------------------- damage and versions


def test_a_damaged_shard_is_made_again(news, tmp_path) -> None:
    """A truncated shard is noted and its articles are read again."""
    build(news, tmp_path / "out")
    before = files(tmp_path / "out")
    (shard,) = (tmp_path / "out" / "records").glob("*.zst")
    shard.write_bytes(shard.read_bytes()[:-7])
    notes: list[str] = []
    watcher = Watcher()
    watcher.note = notes.append  # type: ignore[method-assign]
    run([news], tmp_path / "out", Options(), watcher)
    assert watcher.articles == 3
    assert "damaged" in notes[0]
    assert files(tmp_path / "out") == before


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(bytes(data))


def test_a_flipped_byte_is_mended_by_the_next_run(news, tmp_path) -> None:
    """Also when the shard's length is as it was."""
    build(news, tmp_path / "out")
    before = files(tmp_path / "out")
    (shard,) = (tmp_path / "out" / "records").glob("*.zst")
    flip(shard)
    build(news, tmp_path / "out")
    assert files(tmp_path / "out") == before
    assert len(list(records_of(tmp_path / "out"))) == 3


def test_a_flipped_byte_is_noticed_when_records_are_read(news, tmp_path) -> None:
    """Records that do not match their checksum are refused, not half believed."""
    build(news, tmp_path / "out")
    (shard,) = (tmp_path / "out" / "records").glob("*.zst")
    flip(shard)
    with pytest.raises(StoreError, match="damaged"):
        list(records_of(tmp_path / "out"))


def test_a_damaged_manifest_is_made_again(news, tmp_path) -> None:
    """Whatever of it is another, it is refused, and a build makes it again from the shards, which stay."""
    build(news, tmp_path / "out")
    path = tmp_path / "out" / "records" / "manifest.json"
    whole = path.read_bytes()
    for old, new in (
        (b'"shards"', b'"sharks"'),
        (b'"format": 1', b'"format": 0'),
        (b".jsonl", b".jsoml"),
        (b"{", b"\xb1"),
    ):
        path.write_bytes(whole.replace(old, new, 1))
        with pytest.raises(StoreError, match="manifest is damaged"):
            load(tmp_path / "out")
        watcher, notes = Watcher(), []
        watcher.note = notes.append  # type: ignore[method-assign]
        run([news], tmp_path / "out", Options(), watcher)
        assert watcher.articles == 0
        assert "manifest is damaged" in notes[0]
        assert path.read_bytes() == whole


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_that_was_changed_is_written_again(news, tmp_path, name) -> None:
    """A build that finds another file than it wrote says so and makes it again; SQL refuses such a table before."""
    out = tmp_path / "out"
    build(news, out)
    whole = (out / name).read_bytes()
    (out / name).write_bytes(whole[:-20])
    if name.endswith(".csv"):
        with pytest.raises(StoreError, match="not what the last finished build wrote"):
            sql_folder(out, "SELECT count(*) FROM timeline")
    watcher, notes = Watcher(), []
    watcher.note = notes.append  # type: ignore[method-assign]
    assert run([news], out, Options(), watcher).changed
    assert name in notes[0]
    assert (out / name).read_bytes() == whole
    assert sql_folder(out, "SELECT count(*) FROM timeline").rows


def rewrite_format(out: Path, version: int) -> None:
    path = out / "records" / "manifest.json"
    made = msgspec.json.decode(path.read_bytes(), type=Manifest)
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(made, format=version).checked()))


def test_a_newer_output_is_refused(news, tmp_path) -> None:
    """What a later jishi wrote is neither read nor overwritten."""
    build(news, tmp_path / "out")
    rewrite_format(tmp_path / "out", 99)
    for attempt in (lambda: build(news, tmp_path / "out"), lambda: load(tmp_path / "out")):
        with pytest.raises(StoreError, match="newer jishi"):
            attempt()


def test_an_older_output_is_made_anew(news, tmp_path) -> None:
    """Reading it says how to mend it; building does mend it."""
    build(news, tmp_path / "out")
    before = files(tmp_path / "out")
    rewrite_format(tmp_path / "out", 0)
    with pytest.raises(StoreError, match="older jishi"):
        load(tmp_path / "out")
    notes: list[str] = []
    watcher = Watcher()
    watcher.note = notes.append  # type: ignore[method-assign]
    run([news], tmp_path / "out", Options(), watcher)
    assert watcher.articles == 3
    assert "older format" in notes[0]
    assert files(tmp_path / "out") == before


def test_a_folder_without_records_is_no_output(tmp_path) -> None:
    """Loading says what is missing and which command makes it."""
    with pytest.raises(StoreError, match="jishi build"):
        load(tmp_path / "none")
    with pytest.raises(StoreError, match="jishi build"):
        load(tmp_path)


# ---------------------------------------------------------------- what the user knows better


def test_overrides_are_kept_with_the_output(news, tmp_path) -> None:
    """A pin changes the graph at once and holds in later runs and questions."""
    pins = tmp_path / "mine.toml"
    pins.write_text('[names]\n"王毅" = "Q42"\n', encoding="utf-8")
    build(news, tmp_path / "out")
    assert load(tmp_path / "out").find_actor("王毅").id != "Q42"
    assert build(news, tmp_path / "out", overrides=pins).changed
    assert load(tmp_path / "out").find_actor("王毅").id == "Q42"
    assert not build(news, tmp_path / "out").changed


def test_malformed_overrides_stop_the_run_before_anything_is_written(news, tmp_path) -> None:
    """The message names the file."""
    pins = tmp_path / "mine.toml"
    pins.write_text("[names", encoding="utf-8")
    with pytest.raises(DataError, match=r"mine\.toml"):
        build(news, tmp_path / "out", overrides=pins)
    assert not (tmp_path / "out" / "timeline.csv").exists()


def test_bad_lexicon_rows_are_notes_of_a_graph_in_memory(news, tmp_path) -> None:
    """Without an output folder there is no report: the graph says which rows it does not use."""
    (tmp_path / "own.tsv").write_text("name\ttype\n某人\tanimal\n星河\tgroup\n", encoding="utf-8")
    kg = jishi.build([news], lexicon=[tmp_path / "own.tsv"])
    assert kg.notes == (
        f"{tmp_path / 'own.tsv'}:2: 'animal' is no type of actor. "
        "Expected one of: person, organization, country, place, group.",
    )
    assert jishi.build([news]).notes == ()


def test_a_missing_lexicon_is_an_error_that_names_it(news, tmp_path) -> None:
    """The run stops before it reads."""
    with pytest.raises(InputError, match=r"none\.tsv"):
        build(news, tmp_path / "out", lexicon=(tmp_path / "none.tsv",))


# ---------------------------------------------------------------- one file an article


def test_extract_names_files_after_the_articles(news, tmp_path) -> None:
    """The last extension becomes `.json`, sub-folders stay, and two that would collide do not."""
    article(news, "call.txt", "另一篇", CALL)
    counts = extract_to([news], tmp_path / "found", Options(), Watcher())
    made = sorted(str(path.relative_to(tmp_path / "found")) for path in (tmp_path / "found").rglob("*.json"))
    assert made == ["call.json", "call.txt.json", "quake.json", "sub/more.json"]
    assert counts == {"articles": 4, "skipped": 0, "undated": 0}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a/b.c.md", "a/b.c.json"),
        ("x", "x.json"),
        ("x.jsonl#12", "x-12.json"),
        ("../../etc/passwd", "etc/passwd.json"),
        ("/etc/passwd", "etc/passwd.json"),
        ("a/../../b.md", "a/b.json"),
        ("..\\..\\b.md", "b.json"),
        ("in.zip#../../evil.md", "in.zip#../evil.json"),
        ("a\nb\x00.md", "a_b_.json"),
        ("", "article.json"),
        ("..", "article.json"),
    ],
)
def test_no_source_leads_out_of_the_folder(source, expected) -> None:
    """Names of archive members and titles cannot climb, be absolute, or hold control characters."""
    assert file_name(source) == expected


def test_a_very_long_name_is_cut(tmp_path) -> None:
    """The file can be made on common file systems."""
    name = file_name("长" * 400 + ".md")
    assert len(name.encode()) <= 255
    (tmp_path / name).write_text("")


# ---------------------------------------------------------------- the form of records


def test_records_keep_to_the_schema(examples, root) -> None:
    """Every record of the examples is valid by `docs/records.schema.json`."""
    import jsonschema

    schema = json.loads((root / "docs" / "records.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for item in jishi.read(examples):
        validator.validate(json.loads(to_json(jishi.extract_article(item))))


def test_the_schema_is_that_of_the_records(root) -> None:
    """`docs/records.schema.json` is what `records.json_schema()` gives."""
    kept = json.loads((root / "docs" / "records.schema.json").read_text(encoding="utf-8"))
    code = "import json, jishi.records as r; print(json.dumps(r.json_schema(), ensure_ascii=False, indent=1))"
    assert kept == json.loads(json.dumps(json_schema())), (
        f"write it again: python -c '{code}' > docs/records.schema.json"
    )


def test_every_field_of_a_record_is_documented(root) -> None:
    """`docs/records.md` names each field of the schema."""
    page = (root / "docs" / "records.md").read_text(encoding="utf-8")
    fields = {name for part in json_schema()["$defs"].values() for name in part["properties"]}
    assert not {name for name in fields if f"`{name}`" not in page}


# ---------------------------------------------------------------- the outside world


def test_build_uses_no_network(news, tmp_path) -> None:
    """With every socket refused, in the driver and in the workers, a build succeeds."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*a, **k): raise RuntimeError('network used')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse\n"
    )
    path = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "jishi", "build", str(news), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "3 articles" in done.stdout


def test_no_module_unpickles_or_loads_yaml_unsafely(root) -> None:
    """No code of the package calls pickle, marshal, shelve, eval, exec or yaml.load."""
    import re

    unsafe = re.compile(
        r"\b(pickle|marshal|shelve)\.loads?\b|\b(eval|exec)\(|yaml\.load\((?!.*(BaseLoader|SafeLoader))"
    )
    for path in root.rglob("*.py"):
        inside = path.relative_to(root).parts
        if inside[0] in {"tests", "bench", "build"} or any(part.startswith(".") for part in inside):
            continue
        if inside == ("graph", "timeouts.py"):
            continue  # rows handed from a fork to its own parent
        found = unsafe.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path}: {found}"


def test_a_copy_of_an_output_folder_works(news, tmp_path) -> None:
    """Nothing in it depends on where it lies."""
    build(news, tmp_path / "out")
    shutil.copytree(tmp_path / "out", tmp_path / "copy")
    assert load(tmp_path / "copy").events == load(tmp_path / "out").events
