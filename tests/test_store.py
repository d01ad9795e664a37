"""The store: built, opened, checked, updated, killed, damaged, full; one writer, many readers."""

from __future__ import annotations

import errno
import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from jishi.errors import QueryError, StoreError
from jishi.graph import disk, files
from jishi.graph.loading import Loader
from jishi.graph.store import Store, query_graph

HERE = Path(__file__).parent
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?k ?l ?m }"
ENGINES = ("memory", "disk")


@pytest.fixture(scope="module")
def sample():
    spec = importlib.util.spec_from_file_location("jishi_tests_sample", HERE / "sample_graph.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def kg(sample):
    return sample.graph()


@pytest.fixture(scope="module")
def smaller(sample):
    return sample.graph(sample.records()[2:])


def contents(folder):
    """File → bytes of everything that counts and is ours to write."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and path.name != "lock"}


@pytest.mark.parametrize("engine", ENGINES)
def test_build_and_open(kg, tmp_path, engine):
    """What is opened holds what was built, whichever engine holds it."""
    built = Store.build(tmp_path, kg, fingerprint="f", engine=engine)
    opened = Store.open(tmp_path, fingerprint="f")
    assert opened.manifest.engine == engine
    assert set(opened.inner) == set(built.inner) == set(Store.of(kg).inner)
    assert len(opened) == len(set(opened.inner))


@pytest.mark.parametrize("engine", ENGINES)
def test_query_under_a_timeout(kg, tmp_path, engine):
    """With a timeout the answer is the same."""
    store = Store.build(tmp_path, kg, engine=engine)
    assert store.query("top-pairs", timeout=60) == store.query("top-pairs")


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize("engine", ENGINES)
def test_timeout(kg, tmp_path, engine):
    """A query that takes too long is stopped, and the store still answers."""
    store = Store.build(tmp_path, kg, engine=engine)
    with pytest.raises(QueryError, match="took more than 1 s"):
        store.query(SLOW, timeout=1)
    assert store.query("top-pairs", timeout=60).rows


def test_too_much_memory(kg, monkeypatch):
    """A query that wants too much memory dies alone, and the error says what to do."""
    monkeypatch.setattr("jishi.graph.timeouts.MEMORY", 50 << 20)
    store = Store.of(kg)
    with pytest.raises(QueryError, match=r"process died.*memory"):
        store.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i", timeout=60)
    assert store.query("top-pairs", timeout=60).rows


def test_error_in_the_fork(kg):
    """A malformed query under a timeout is the same error as without."""
    with pytest.raises(QueryError, match="not SPARQL"):
        Store.of(kg).query("SELECT nothing", timeout=10)


def test_limit(kg):
    """A limit cuts the rows and says that it did."""
    found = Store.of(kg).query("SELECT ?s { ?s ?p ?o }", limit=5)
    assert (len(found), found.truncated) == (5, True)


def test_big_graphs_go_to_disk(kg, tmp_path, monkeypatch):
    """A graph with more quads than memory should hold is read from disk."""
    monkeypatch.setattr("jishi.graph.store.MEMORY_LIMIT", 100)
    store = Store.build(tmp_path, kg)
    assert store.manifest.engine == "disk"
    assert set(store.inner) == set(Store.of(kg).inner)


@pytest.mark.parametrize("engine", ENGINES)
def test_written_without_being_opened(kg, tmp_path, engine):
    """A store that is only written has the bytes of one that is built, and opens as such."""
    Store.build(tmp_path / "a", kg, fingerprint="f", engine=engine).close()
    manifest = Store.write(tmp_path / "b", kg, fingerprint="f", engine=engine)
    assert contents(tmp_path / "a").keys() == contents(tmp_path / "b").keys()
    assert manifest.engine == engine
    assert set(Store.open(tmp_path / "b", fingerprint="f").inner) == set(Store.of(kg).inner)


def test_written_big_graphs_go_to_disk(kg, tmp_path, monkeypatch):
    """Whether a graph is written for memory or for the disk is decided as when it is built."""
    monkeypatch.setattr("jishi.graph.store.MEMORY_LIMIT", 100)
    assert Store.write(tmp_path, kg).engine == "disk"


def test_loading_gives_up_early():
    """Where far more quads are expected than memory should hold, nothing is loaded first."""
    loader = Loader(100)
    loader.expect(119)
    loader.put(b"<urn:a> <urn:b> <urn:c> .\n", 1)
    assert len(loader.done()) == 1
    loader = Loader(100)
    loader.expect(121)
    loader.put(b"<urn:a> <urn:b> <urn:c> .\n", 1)
    assert loader.done() is None


def test_same_bytes(kg, sample, tmp_path):
    """Building is reproducible, whatever was there before and in whatever order articles came."""
    Store.build(tmp_path / "a", kg, fingerprint="f")
    Store.build(tmp_path / "b", sample.graph(sample.records()[5:]), fingerprint="old")
    Store.build(tmp_path / "b", sample.graph(sample.records()[::-1]), fingerprint="f")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_stale_store_is_built_again(kg, smaller, tmp_path):
    """A store made from other records is built again, and the message says why."""
    Store.build(tmp_path, smaller, fingerprint="old")
    said = []
    store = Store.open(tmp_path, fingerprint="new", rebuild=lambda: kg, say=said.append)
    assert set(store.inner) == set(Store.of(kg).inner)
    assert said == ["the store does not match the records: the store is built again from the records"]
    assert Store.open(tmp_path, fingerprint="new", rebuild=pytest.fail)


def test_stale_store_without_a_way_to_rebuild(kg, tmp_path):
    """Without records at hand a stale store is an error with advice."""
    Store.build(tmp_path, kg, fingerprint="old")
    with pytest.raises(StoreError, match=r"does not match the records.*jishi build"):
        Store.open(tmp_path, fingerprint="new")


def test_no_store(tmp_path):
    """An empty folder has no store."""
    with pytest.raises(StoreError, match="no store"):
        Store.open(tmp_path)


@pytest.mark.parametrize("engine", ENGINES)
def test_any_flipped_byte_is_noticed(kg, tmp_path, engine):
    """A byte flipped in any file of the store is noticed on opening, and the file is named."""
    manifest = Store.build(tmp_path, kg, engine=engine).manifest
    folder = tmp_path / manifest.rocks if manifest.rocks else tmp_path
    names = manifest.rocks_files or [segment.file for segment in manifest.segments]
    for path in [tmp_path / "current.json", *(folder / name for name in names)]:
        whole = path.read_bytes()
        for at in {0, len(whole) // 2, len(whole) - 1} if whole else ():
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(StoreError, match=path.name.replace(".", r"\.")):
                Store.open(tmp_path)
        path.write_bytes(whole)
    assert len(Store.open(tmp_path)) == len(Store.of(kg).inner)


def test_missing_file_is_noticed(kg, tmp_path):
    """A missing segment is named, never skipped."""
    store = Store.build(tmp_path, kg)
    (tmp_path / store.manifest.segments[0].file).unlink()
    with pytest.raises(StoreError, match="missing"):
        Store.open(tmp_path)


@pytest.mark.parametrize("engine", ENGINES)
def test_damaged_store_is_built_again(kg, tmp_path, engine):
    """A damaged store is built again from the records."""
    manifest = Store.build(tmp_path, kg, fingerprint="f", engine=engine).manifest
    path = tmp_path / manifest.segments[0].file
    if manifest.rocks:
        path = max((tmp_path / manifest.rocks).glob("*.sst"), key=lambda sst: sst.stat().st_size)
    path.write_bytes(path.read_bytes()[:-9])
    said = []
    Store.open(tmp_path, fingerprint="f", rebuild=lambda: kg, say=said.append).close()
    assert "damaged" in said[0]
    assert set(Store.open(tmp_path, fingerprint="f").inner) == set(Store.of(kg).inner)


@pytest.mark.parametrize("engine", ENGINES)
def test_damaged_store_is_updated(kg, smaller, tmp_path, engine):
    """Building over a damaged store of the same engine takes nothing from it."""
    manifest = Store.build(tmp_path, smaller, fingerprint="f", engine=engine).manifest
    for path in (tmp_path / manifest.rocks).glob("*.sst") if manifest.rocks else [tmp_path / manifest.segments[0].file]:
        path.write_bytes(b"")
    Store.build(tmp_path, kg, fingerprint="g", engine=engine)
    assert set(Store.open(tmp_path, fingerprint="g").inner) == set(Store.of(kg).inner)


@pytest.mark.parametrize("engine", ENGINES)
def test_update(kg, smaller, tmp_path, engine):
    """Articles withdrawn and added: the store changes by the difference and equals one built anew."""
    store = Store.build(tmp_path, kg, fingerprint="1", engine=engine)
    gone, come = store.update(smaller, fingerprint="2")
    assert gone > come >= 0
    assert set(store.inner) == set(Store.of(smaller).inner)
    store.update(kg, fingerprint="3")
    opened = Store.open(tmp_path, fingerprint="3")
    assert set(opened.inner) == set(store.inner) == set(Store.of(kg).inner)


def test_update_of_a_store_that_another_changed(kg, smaller, tmp_path):
    """An update refuses to work from a state that is no longer current."""
    store = Store.build(tmp_path, kg)
    Store.build(tmp_path, smaller)
    with pytest.raises(StoreError, match="another process has changed"):
        store.update(kg)


def test_one_writer(kg, tmp_path):
    """While one process writes, a second is refused and told who writes."""
    with files.locked(tmp_path), pytest.raises(StoreError, match=rf"pid {os.getpid()}"):
        Store.build(tmp_path, kg)


def test_readers_see_whole_stores(kg, smaller, tmp_path):
    """While a writer replaces the store, readers open the old one or the new one."""
    sizes = {len(Store.build(tmp_path, kg)), len(Store.of(smaller).inner)}
    stop, seen, wrong = threading.Event(), set(), []

    def read():
        while not stop.is_set():
            try:
                seen.add(len(Store.open(tmp_path).inner))
            except StoreError as error:
                wrong.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(12):
        Store.build(tmp_path, (smaller, kg)[turn % 2])
    stop.set()
    reader.join()
    assert not wrong
    assert seen <= sizes


def test_full_disk_at_any_moment(kg, smaller, tmp_path, monkeypatch):
    """Whenever the disk is full, the message says so and the older store is whole and current."""
    Store.build(tmp_path, smaller, fingerprint="old")
    before = contents(tmp_path)
    real, left = os.fsync, [0]

    def full(handle):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    for moment in range(1, 9):
        left[0] = moment
        try:
            Store.build(tmp_path, kg, fingerprint="new")
            break
        except StoreError as error:
            assert "disk is full" in str(error)
            assert "Free some space" in str(error)
        with Store.open(tmp_path) as store:
            assert len(store) == len(Store.of({"old": smaller, "new": kg}[store.manifest.fingerprint]).inner)
            if store.manifest.fingerprint == "old":
                assert contents(tmp_path) == before
    assert moment > 3
    monkeypatch.undo()
    Store.build(tmp_path, kg, fingerprint="new")
    assert not list(tmp_path.glob(files.TEMPORARY + "*"))


BUILD = """
import importlib.util, sys, pathlib
spec = importlib.util.spec_from_file_location("sample", sys.argv[1])
sample = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sample)
from jishi.graph.store import Store
kg, other = sample.graph(), sample.graph(sample.records()[2:])
print("ready", flush=True)
while True:
    Store.build(sys.argv[2], other, fingerprint="other", engine=sys.argv[3])
    print("other", flush=True)
    Store.build(sys.argv[2], kg, fingerprint="kg", engine=sys.argv[3])
    print("kg", flush=True)
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_kill_at_any_moment(kg, smaller, tmp_path, engine):
    """Ten kill -9 (twenty with both engines): a whole store each time, no orphans after the next build."""
    wanted = {"kg": len(Store.of(kg).inner), "other": len(Store.of(smaller).inner)}
    Store.build(tmp_path / "clean", kg, fingerprint="kg", engine=engine)
    folder = tmp_path / "store"
    for turn in range(10):
        child = subprocess.Popen(
            [sys.executable, "-c", BUILD, str(HERE / "sample_graph.py"), str(folder), engine],
            stdout=subprocess.PIPE, text=True, cwd=tmp_path,
        )  # fmt: skip
        assert child.stdout.readline() == "ready\n"
        if turn:
            time.sleep(0.013 * (turn * 7 % 10))
        child.send_signal(signal.SIGKILL)
        done = ["ready", *child.communicate()[0].split()]
        if (folder / "current.json").exists():
            with Store.open(folder) as store:
                assert len(set(store.inner)) == wanted[store.manifest.fingerprint]
        else:
            assert len(done) == 1, "an acknowledged build is lost"
    Store.build(folder, kg, fingerprint="kg", engine=engine).close()
    assert {p.name for p in folder.iterdir()} == {p.name for p in (tmp_path / "clean").iterdir()}
    assert {k: v for k, v in contents(folder).items() if k != "current.json" or engine == "memory"} == {
        k: v for k, v in contents(tmp_path / "clean").items() if k != "current.json" or engine == "memory"
    }


def test_query_graph_keeps_its_store(kg):
    """Asking a graph twice builds its store once."""
    query_graph(kg, "ASK { ?s ?p ?o }")
    first = kg._store
    query_graph(kg, "ASK { ?s ?p ?o }")
    assert kg._store is first


def test_rdflib_sees_the_same(kg, tmp_path):
    """rdflib users get the store by oxrdflib: the same quads, and SPARQL at the engine's speed."""
    with Store.build(tmp_path, kg) as store:
        dataset = store.rdf()
        assert len(list(dataset.quads())) == len(store)
        found = list(dataset.query("SELECT (COUNT(?e) AS ?n) { ?e a <https://w3id.org/jishi/ns#Event> }"))
        assert int(found[0][0]) == len(kg.events)


def test_base_of_ones_own(kg, tmp_path):
    """Users can set the base of all IRIs; opening with another base is refused."""
    store = Store.build(tmp_path, kg, base="https://data.example/news/")
    subjects = {quad.subject.value for quad in store.inner}
    assert all(subject.startswith("https://data.example/news/") for subject in subjects)
    assert store.query("actor-timeline", {"actor": "王毅"}).rows
    with pytest.raises(StoreError, match="another base"):
        Store.open(tmp_path, base="https://w3id.org/jishi/id/")


def test_remove(kg, tmp_path):
    """Removing a store leaves the folder and what is not ours."""
    Store.build(tmp_path, kg)
    (tmp_path / "mine.txt").write_text("x")
    disk.remove(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"mine.txt", "lock"}
