"""The same articles give the same bytes: in any order, however many at a time, under any hash seed."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jishi.pipeline import OUTPUTS, Options, run
from jishi.runner.progress import Watcher


def build(inputs: list[Path], out: Path, **options) -> dict[str, bytes]:
    run(inputs, out, Options(**options), Watcher())
    return files(out)


def files(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in (*OUTPUTS, "report.json")}


@pytest.fixture(scope="module")
def reference(examples, tmp_path_factory) -> dict[str, bytes]:
    """The outputs of the examples, given as a folder."""
    return build([examples], tmp_path_factory.mktemp("reference") / "out")


@pytest.fixture(scope="module")
def inputs(examples) -> list[Path]:
    return sorted(path for path in examples.iterdir() if not path.name.lower().startswith("readme"))


def test_the_order_of_the_inputs_does_not_show(reference, inputs, tmp_path) -> None:
    """Files given one by one in another order: the same bytes in every output."""
    shuffled = random.Random(7).sample(inputs, len(inputs))
    made = build(shuffled, tmp_path / "out")
    for name in OUTPUTS:
        assert made[name] == reference[name], name


def test_the_way_to_a_state_does_not_show(reference, inputs, examples, tmp_path) -> None:
    """Articles added in three runs, one changed in between: the same bytes as all at once."""
    folder = tmp_path / "in"
    folder.mkdir()
    for part in (inputs[10:], inputs[:5], inputs[5:10]):
        for path in part:
            shutil.copy(path, folder)
        (folder / inputs[10].name).write_bytes(inputs[10].read_bytes() + b"\n")
        build([folder], tmp_path / "out")
    shutil.copy(inputs[10], folder)
    made = build([folder], tmp_path / "out")
    for name in OUTPUTS:
        assert made[name] == reference[name], name


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_the_hash_seed_does_not_show(reference, examples, tmp_path, seed) -> None:
    """Sets and dicts of another order inside: the same bytes outside."""
    command = [sys.executable, "-m", "jishi", "build", str(examples), "-o", str(tmp_path / "out"), "--quiet"]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=False)
    assert done.returncode in (0, 1)
    assert files(tmp_path / "out") == reference


def test_the_clock_and_the_place_do_not_show(reference, examples, tmp_path) -> None:
    """Another working directory, time zone, locale and copy of the inputs: the same bytes."""
    shutil.copytree(examples, tmp_path / "copy")
    env = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "jishi", "build", "copy", "-o", "out", "--quiet"]
    done = subprocess.run(command, env=env, cwd=tmp_path, check=False)
    assert done.returncode in (0, 1)
    assert files(tmp_path / "out") == reference
