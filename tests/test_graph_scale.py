"""Merging on disk gives the bytes of merging in memory, whatever comes in which order."""

from __future__ import annotations

import gc
import importlib.util
import random
import tomllib
from pathlib import Path

import msgspec
import pytest

from jishi import folder
from jishi.errors import StoreError
from jishi.extract import extract
from jishi.extract.reading import read_file
from jishi.graph import build_graph
from jishi.graph.overrides import NO_OVERRIDES, Overrides
from jishi.graph.scale.merge import SCRATCH, StoredGraph, merge_beside, merge_on_disk
from jishi.graph.scale.spill import Scratch
from jishi.pipeline import Options, run
from jishi.records import Article, to_json
from jishi.runner.progress import Watcher

_SPEC = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
making = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(making)

DATA = Path(__file__).parent / "data" / "merge_clusters.toml"


def as_bytes(kg) -> bytes:
    """All that a graph says, maps in the order in which they are shown."""
    things = [*kg.entities.values(), *kg.events, *kg.relations, *kg.articles.values()]
    places = repr(sorted(kg.index.ids.items())).encode()
    return b"\n".join([*map(msgspec.json.encode, things), places, *map(str.encode, kg.notes)])


@pytest.fixture(scope="module")
def clusters():
    """The records of all hand-made clusters, the look-alikes beside them."""
    found = []
    for at, row in enumerate(tomllib.loads(DATA.read_text(encoding="utf-8"))["cluster"]):
        for report in row["report"]:
            fields = dict(report)
            source, published, kind = fields.pop("source"), fields.pop("published"), fields.pop("type")
            sentence, trigger, time = fields.pop("sentence"), fields.pop("trigger"), fields.pop("time", None)
            found.append(
                making.article(f"{at}{source}", published, making.told(kind, sentence, trigger, time, **fields))
            )
    return found


@pytest.fixture(scope="module")
def extracted(examples):
    """The records of the example articles, and of each a second print in another outlet."""
    found = []
    for path in sorted(examples.iterdir()):
        for item in read_file(path, path.name):
            if isinstance(item, Article):
                found += [extract(item), _again(extract(item))]
    return found


def _again(record):
    data = to_json(record).replace(record.id.encode(), f"{record.id}b".encode())
    for event in record.events:
        data = data.replace(event.id.encode(), f"{event.id}b".encode())
    return msgspec.structs.replace(msgspec.json.decode(data, type=type(record)), source=f"{record.source}.b")


def some(count, clusters, seed):
    """`count` of the records in a random order, some of them twice."""
    chance = random.Random(seed)
    return chance.choices(clusters, k=count)


@pytest.mark.parametrize("seed", range(4))
def test_hand_made_clusters(clusters, tmp_path, seed) -> None:
    """Any part of the records, in any order, some of them twice."""
    records = some(len(clusters) * 2 if seed else 40, clusters, seed)
    assert as_bytes(merge_on_disk(iter(records), tmp_path)) == as_bytes(build_graph(records))


def test_extracted_articles(extracted, tmp_path) -> None:
    """Anniversaries, mixed reports, statements, figures of real extraction."""
    records = extracted[::-1]
    whole = build_graph(records)
    assert any(event.commemorates for event in whole.events)
    assert as_bytes(merge_on_disk(iter(records), tmp_path)) == as_bytes(whole)


def test_overrides(extracted, tmp_path) -> None:
    """What the user says of names, actors and events holds on disk as in memory; what matches nothing is told."""
    whole = build_graph(extracted)
    merged = [event for event in whole.events if len({proof.event for proof in event.evidence}) > 1]
    first, last = merged[0].evidence[0].event, merged[0].evidence[-1].event
    assert first != last
    people = [entity.name for entity in whole.entities.values() if entity.type == "person"]
    chosen = Overrides(
        names={people[0]: "Q1"},
        same_actors=((people[1], people[2]), ("谁也不是", people[3])),
        other_actors=((people[4], people[5]),),
        same_events=((merged[1].id, merged[2].id),),
        other_events=((first, last),),
    )
    expected = build_graph(extracted, overrides=chosen)
    assert as_bytes(expected) != as_bytes(whole)
    assert as_bytes(merge_on_disk(iter(extracted), tmp_path, chosen)) == as_bytes(expected)
    assert any("谁也不是" in note for note in expected.notes)


def test_nothing_at_all(tmp_path) -> None:
    """No record gives an empty graph."""
    kg = merge_on_disk(iter(()), tmp_path, NO_OVERRIDES)
    assert as_bytes(kg) == as_bytes(build_graph(()))
    assert not kg.events and not kg.entities and not kg.records


def test_the_stored_graph_answers_like_the_other(extracted, tmp_path) -> None:
    """Questions, network and RDF work on a graph that lies on the disk."""
    from jishi.graph.rdf import nquads

    on_disk, whole = merge_on_disk(iter(extracted), tmp_path), build_graph(extracted)
    actor = next(iter(whole.entities))
    assert list(on_disk.timeline(actor)) == list(whole.timeline(actor))
    assert on_disk.event(whole.events[0].id) == whole.events[0]
    relation = whole.relations[0]
    assert on_disk.relations(relation.left, relation.right) == whole.relations(relation.left, relation.right)
    assert list(on_disk.records) == list(whole.records)
    assert b"".join(nquads(on_disk)) == b"".join(nquads(whole))


def test_rows_keep_texts_as_they_are(tmp_path) -> None:
    """Any text goes through a table unchanged, also more rows than go at once; order is that of code points."""
    scratch = Scratch(tmp_path)
    texts = ["", "a\0b", "'\"", "王毅", "\U00020000", "\uffff", *(f"{n:06d}" for n in range(40_000))]
    rows = scratch.table("texts", text="VARCHAR", data="BLOB", number="INTEGER")
    for number, text in enumerate(texts):
        rows.add(text, text.encode(), number)
    rows.flush()
    found = list(scratch.rows("SELECT text, data, number FROM texts ORDER BY text"))
    scratch.close()
    assert [row[0] for row in found] == sorted(texts)
    assert all(texts[number] == text and data == text.encode() for text, data, number in found)


# ---------------------------------------------------------------- through a build


def contents(out: Path) -> dict[str, bytes]:
    """Every file of an output folder but the lock, which holds a process id."""
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()} | {".lock": b""}


def test_where_a_build_merges_does_not_show(examples, tmp_path, monkeypatch) -> None:
    """Tables, RDF, page, store and report have the same bytes, whatever `merge` says; no scratch is left."""
    found = {}
    for name, merge, most in (("memory", "memory", 0), ("disk", "disk", 1 << 40), ("auto", "auto", 0)):
        monkeypatch.setattr(folder, "MERGED_IN_MEMORY", most)
        killed = tmp_path / name / f"{SCRATCH}killed"
        killed.mkdir(parents=True)
        (killed / "records").write_bytes(b"of a merge that was killed")
        run([examples], tmp_path / name, Options(merge=merge), Watcher())
        found[name] = contents(tmp_path / name)
    assert found["memory"] == found["disk"] == found["auto"]


@pytest.mark.parametrize(("merge", "most", "on_disk"), [("auto", 0, True), ("auto", 1 << 40, False),
                                                        ("disk", 1 << 40, True), ("memory", 0, False)])  # fmt: skip
def test_a_graph_is_merged_where_it_should_be(examples, tmp_path, monkeypatch, merge, most, on_disk) -> None:
    """`auto` goes by the size of the records; the scratch folder lasts as long as the graph."""
    monkeypatch.setattr(folder, "MERGED_IN_MEMORY", most)
    run([examples / "06_video_summit_2021.md"], tmp_path / "out", Options(), Watcher())
    kg = folder.load(tmp_path / "out", merge=merge, scratch=tmp_path)
    assert isinstance(kg, StoredGraph) is on_disk
    assert len(list(tmp_path.glob(f"{SCRATCH}*"))) == on_disk
    kg.close()
    assert not list(tmp_path.glob(f"{SCRATCH}*"))


def test_a_merge_that_fails_leaves_nothing(extracted, tmp_path) -> None:
    """An error in the middle of the records goes through, and the scratch folder is gone."""

    def broken():
        yield extracted[0]
        raise StoreError("a shard of records is damaged")

    with pytest.raises(StoreError):
        merge_beside(broken(), place=tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_forgotten_graph_removes_its_scratch(extracted, tmp_path) -> None:
    """Who never closes a graph leaves nothing on the disk either."""
    kg = merge_beside(iter(extracted[:4]), place=tmp_path)
    assert list(tmp_path.iterdir())
    del kg
    gc.collect()
    assert not list(tmp_path.iterdir())
