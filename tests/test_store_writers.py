"""Making segments: the same files and the same store from one process or several; a failure in one is told."""

from __future__ import annotations

import errno
import sys

import pytest

from jishi.graph import writers
from jishi.graph.loading import Loader
from jishi.graph.terms import DEFAULT_BASE


@pytest.fixture(autouse=True)
def small_segments(monkeypatch):
    """Several segments from a small graph."""
    monkeypatch.setattr(writers, "_EVENTS_A_SEGMENT", 5)


def made(kg, folder, processes):
    folder.mkdir()
    loader = Loader(None)
    segments = writers.write_segments(folder, kg, DEFAULT_BASE, loader, processes)
    return segments, [str(quad) for quad in loader.done()], {path.name for path in folder.iterdir()}


def test_any_number_of_processes_gives_the_same(sample, tmp_path):
    """Segments, names of files and the order of the store do not depend on who makes them."""
    kg = sample.graph()
    alone, *more = (made(kg, tmp_path / str(number), number) for number in (1, 2, 3))
    assert len(alone[0]) > 3
    assert all(other == alone for other in more)


@pytest.mark.skipif(sys.platform != "linux", reason="several processes only where a fork is safe")
def test_a_full_disk_in_a_process_is_told(sample, tmp_path, monkeypatch):
    """The error of a process is raised here, and nothing writes any more."""

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writers.SegmentWriter, "write", full)
    with pytest.raises(OSError, match="No space left"):
        writers.write_segments(tmp_path, sample.graph(), DEFAULT_BASE, Loader(None), 2)
