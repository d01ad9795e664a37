"""Which files a run reads, in what order, under which names."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jishi.pipeline import Options, run
from jishi.records import Skipped
from jishi.runner.inputs import Input, LeftOut, find_inputs
from jishi.runner.progress import Watcher


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("文", encoding="utf-8")


def names(inputs, **options) -> list[str]:
    return [item.name for item in find_inputs(inputs, **options) if isinstance(item, Input)]


def skipped(inputs, **options) -> dict[str, str]:
    return {item.source: item.reason for item in find_inputs(inputs, **options) if isinstance(item, Skipped)}


def test_a_folder_is_walked_depth_first_by_name(tmp_path) -> None:
    """Files come sorted, named relative to the folder."""
    make(tmp_path, "b.md", "a/2.md", "a/1.md", "c/x/1.md")
    assert names([tmp_path]) == ["a/1.md", "a/2.md", "b.md", "c/x/1.md"]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (["a/1.md"], ["1.md"]),
        (["a"], ["1.md", "2.md"]),
        (["a/1.md", "a/2.md"], ["1.md", "2.md"]),
        (["a", "c"], ["a/1.md", "a/2.md", "c/x/1.md"]),
        (["a/1.md", "c/x/1.md"], ["a/1.md", "c/x/1.md"]),
        (["a", "a/1.md", "a"], ["1.md", "2.md"]),
        (["a/*.md"], ["1.md", "2.md"]),
        (["**/1.md"], ["a/1.md", "c/x/1.md"]),
    ],
)
def test_names_are_relative_to_the_common_folder_in_any_order(tmp_path, monkeypatch, inputs, expected) -> None:
    """Names tell files apart, each file comes once, and the order of the inputs does not matter."""
    make(tmp_path, "b.md", "a/2.md", "a/1.md", "c/x/1.md")
    monkeypatch.chdir(tmp_path)
    assert names(inputs) == expected
    assert names(random.Random(1).sample(inputs, len(inputs))) == expected


def test_a_list_of_paths_comes_from_stdin(tmp_path, monkeypatch) -> None:
    """`-` stands for the listed paths; empty lines do not count."""
    make(tmp_path, "b.md", "a/1.md")
    monkeypatch.chdir(tmp_path)
    assert names(["-"], listing=["b.md\n", "\n", "a/1.md\r\n"]) == ["a/1.md", "b.md"]


def test_a_file_whose_name_looks_like_a_pattern_is_read_as_itself(tmp_path) -> None:
    """`a[1].md` exists, so it is no pattern."""
    make(tmp_path, "a[1].md", "a1.md")
    assert names([tmp_path / "a[1].md"]) == ["a[1].md"]


def test_hidden_files_and_readmes_of_a_folder_are_left_out(tmp_path) -> None:
    """They are counted, not complained about, and read when named."""
    make(tmp_path, ".git/config", ".DS_Store", "README.md", "LICENSE", "readme_first_story.md", "x.md")
    found = list(find_inputs([tmp_path]))
    assert [item.name for item in found if isinstance(item, LeftOut)] == [".DS_Store", ".git", "LICENSE", "README.md"]
    assert names([tmp_path]) == ["readme_first_story.md", "x.md"]
    assert names([tmp_path / "README.md"]) == ["README.md"]


def test_missing_inputs_are_named(tmp_path) -> None:
    """A path or pattern that matches nothing is told, and the others are read."""
    make(tmp_path, "x.md")
    found = skipped([tmp_path / "none.md", tmp_path / "*.html", tmp_path / "x.md"])
    assert set(found.values()) == {"no such file or folder"}
    assert len(found) == 2


def test_links_out_of_the_folder_are_not_followed(tmp_path) -> None:
    """A link to the outside is skipped with its reason, a link within is left out, a dead one told."""
    make(tmp_path, "in/x.md", "secret/key.md")
    folder = tmp_path / "in"
    (folder / "file").symlink_to(tmp_path / "secret" / "key.md")
    (folder / "folder").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    (folder / "same.md").symlink_to(folder / "x.md")
    (folder / "dead").symlink_to(folder / "gone")
    assert names([folder]) == ["x.md"]
    reasons = skipped([folder])
    assert set(reasons) == {"file", "folder", "dead"}
    assert "out of the input folder" in reasons["file"]
    assert reasons["dead"] == "symbolic link to nothing"


def test_a_link_given_as_an_input_is_followed(tmp_path) -> None:
    """What the user names, the user means."""
    make(tmp_path, "real/x.md")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert names([tmp_path / "link"]) == ["x.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path) -> None:
    """What is no regular file could hang the run."""
    os.mkfifo(tmp_path / "pipe.md")
    assert skipped([tmp_path]) == {"pipe.md": "not a regular file"}


def test_the_output_folder_is_not_read(tmp_path) -> None:
    """`jishi build . -o out` reads no outputs of an earlier run."""
    make(tmp_path, "x.md", "out/timeline.csv")
    assert names([tmp_path], out=tmp_path / "out") == ["x.md"]


@pytest.mark.skipif(os.name != "posix", reason="made by descriptors of folders")
def test_a_very_deep_folder_is_walked(tmp_path) -> None:
    """Depth is bounded by the system alone, not by Python's stack."""
    at = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(os.open("x.md", os.O_WRONLY | os.O_CREAT, dir_fd=at))
    os.close(at)
    try:
        assert names([tmp_path]) == ["d/" * 1200 + "x.md"]
    finally:
        # pytest's own cleaning goes down by recursion and would break off.
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_unicode_gets_a_printable_name(tmp_path) -> None:
    """Bytes that decode to nothing are shown as U+FFFD."""
    path = os.fsencode(tmp_path) + b"/\xb5\xda.md"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"x")
    (found,) = names([tmp_path])
    assert found.endswith(".md")
    found.encode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_name_that_is_no_unicode_is_built_and_named(tmp_path, workers):
    """Names in other encodings reach the workers as they are, and the report with their bytes written out."""
    folder = tmp_path / "in"
    folder.mkdir()
    text = "---\ntitle: 王毅同布林肯通电话\ndate: 2022-01-27\n---\n\n王毅27日同美国国务卿布林肯通电话。\n".encode()
    for name in (b"\xd6\xd0.md", b"\xb9\xfa.md"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(text)
    result = run([folder], tmp_path / "out", Options(workers=workers), Watcher())
    assert sorted(item.source for item in result.report.inputs) == [r"\xb9\xfa.md", r"\xd6\xd0.md"]
    assert [item.articles for item in result.report.inputs] == [1, 1]


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_folder_that_may_not_be_read_has_a_reason() -> None:
    """It is named with the reason, and the files beside it are read."""
    script = (
        "import os, sys\n"
        "from jishi.records import Skipped\n"
        "from jishi.runner.inputs import find_inputs\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"  # root may read everything
        "for item in find_inputs([sys.argv[1]]):\n"
        "    print(f'{item.source} {item.reason}' if isinstance(item, Skipped) else item.name)\n"
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder, "a.txt", "closed/b.txt", "open/c.txt")
        folder.chmod(0o755)
        (folder / "closed").chmod(0)
        run = subprocess.run([sys.executable, "-c", script, place], capture_output=True, text=True, check=True)
        (folder / "closed").chmod(0o755)
    assert run.stdout.splitlines() == ["a.txt", "closed/ folder cannot be read: Permission denied", "open/c.txt"]
