"""A byte flipped anywhere in the records or in the store: noticed and named, or the answer is what it was."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

BODY = "王毅{}日应约同美国国务卿布林肯通电话。王毅表示，中方重视对话。双方还谈到去年11月的视频会晤。"
PLACES = {"show": (50, 1), "export": (50, 1), "query": (2, 10), "build": (6, 1)}
"""Random bytes that are tried in each file of the records, and of the store, for each command."""


@pytest.fixture(scope="module")
def news(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    for month in range(1, 7):
        head = f"---\ntitle: 王毅同布林肯通电话\ndate: 2022-{month:02d}-27\n---\n\n"
        (folder / f"{month}.md").write_text(head + BODY.format(27) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def ask(command_line, news, tmp_path):
    """Runs a command on a folder: exit code, what it gave, what it told."""

    def call(what: str, out: Path) -> tuple[int, str, str]:
        if what == "query":
            return command_line("query", out, "actor-timeline", "--set", "actor=王毅", "--format", "csv")
        if what == "show":
            return command_line("show", out, "王毅")
        if what == "export":
            code, _, told = command_line("export", out, "-o", tmp_path / "graph.nq")
            return code, (tmp_path / "graph.nq").read_text(encoding="utf-8") if code == 0 else "", told
        code, _, told = command_line("build", news, "-o", out, "-q")
        shards = (p for p in sorted(out.iterdir()) if p.is_file() and p.name != ".lock")
        return code, "".join(f"{path.name} {path.read_bytes()!r}" for path in shards), told

    return call


@pytest.fixture
def good(command_line, news, tmp_path) -> Path:
    out = tmp_path / "good"
    assert command_line("build", news, "-o", out, "-q")[0] == 0
    return out


def flipped(good: Path, path: Path, chance: random.Random, out: Path) -> Path:
    """A copy of a folder in which one bit of one byte of one file is another."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(good, out)
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    (out / path.relative_to(good)).write_bytes(data)
    return out


def counted_files(good: Path) -> list[Path]:
    """The files of records and store."""
    found = [path for room in ("records", "store") for path in sorted((good / room).iterdir())]
    return [path for path in found if path.is_file() and path.name != "lock"]


@pytest.mark.parametrize("what", list(PLACES))
def test_no_half_answer(good, ask, tmp_path, what):
    """Whatever byte is another, a command gives the whole answer or refuses and names the file."""
    code, answer, _ = ask(what, good)
    assert code == 0
    assert answer
    chance = random.Random(what)
    for path in counted_files(good):
        for _ in range(PLACES[what][path.parent.name == "store"]):
            got, given, told = ask(what, flipped(good, path, chance, tmp_path / "bad"))
            if got == 0:
                assert given == answer, path
            else:
                assert path.parent.name in told or path.name in told
                assert "damaged" in told or "format" in told, told


def test_the_query_names_what_it_builds_again(good, ask, tmp_path):
    """Any byte of a segment counts, and the answer says that the store was built again, and why."""
    chance = random.Random(1)
    for path in sorted((good / "store").glob("graph-*")):
        for _ in range(5):
            out = flipped(good, path, chance, tmp_path / "bad")
            assert f"{path.name} is damaged: the store is built again" in ask("query", out)[2]
            assert ask("query", out)[2] == ""  # and now it is whole
