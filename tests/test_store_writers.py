"""Making segments: their number changes the files, never what the store holds."""

from __future__ import annotations

from jishi.graph import rdf, writers
from jishi.graph.loading import Loader
from jishi.graph.terms import DEFAULT_BASE


def made(kg, folder):
    folder.mkdir()
    loader = Loader(None)
    segments = writers.write_segments(folder, kg, DEFAULT_BASE, loader)
    assert {path.name for path in folder.iterdir()} == {segment.file for segment in segments}
    return segments, set(loader.done())


def test_many_segments_hold_what_one_holds(sample, tmp_path, monkeypatch):
    """Every quad of the graph is in the store once, however small the segments are."""
    kg = sample.graph()
    few, whole = made(kg, tmp_path / "few")
    monkeypatch.setattr(writers, "_EVENTS_A_SEGMENT", 5)
    many, parts = made(kg, tmp_path / "many")
    assert len(many) > len(few)
    assert parts == whole
    assert sum(segment.quads for segment in many) == len(whole)
    assert whole == set(rdf.quads(kg))
