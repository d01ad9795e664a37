"""The documentation is true: its commands and code run, and every command is documented.

In README.md and docs/*.md a fenced block is run when it is marked `sh` (each line is a command
that must succeed or report a skipped input), `console` (`$ command`, then what it prints, where a
line of `…` stands for any lines), or `python` (run in order, one namespace a file; `>>>` blocks are
checked as doctests). Blocks marked otherwise (`text`, `turtle` …) are only shown.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
SOME_SKIPPED = 1


def blocks(page: Path, *kinds: str) -> list[tuple[str, str]]:
    """The fenced blocks of these kinds, in order."""
    return [(kind, body) for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")) if kind in kinds]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Path:
    """A folder with the examples, and with the graph built from them."""
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", place / "examples")
    done = run("jishi build examples/ -o out --quiet", place)
    assert done.returncode == SOME_SKIPPED, done.stderr
    return place


def run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Runs a line in the shell, with this Python's scripts first on the path and no browser to open."""
    paths = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": paths, "BROWSER": "true", "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(["bash", "-c", command], cwd=place, env=env, capture_output=True, text=True, timeout=240)


def matches(expected: str, printed: str) -> bool:
    """Whether `printed` is `expected`, where a line of … (or ... ) stands for any lines."""
    parts = [
        re.escape(line.rstrip()) if line.strip() not in ("…", "...") else None for line in expected.strip().split("\n")
    ]
    pattern = "".join(r"(?:.*\n)*?" if part is None else part.replace("…", ".*") + r"[ ]*\n" for part in parts)
    return re.fullmatch(pattern, printed.strip() + "\n") is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_shell_blocks_run(page, workplace):
    """Every command line of a `sh` block ends without an error."""
    for _, body in blocks(page, "sh"):
        for line in body.replace("\\\n", " ").splitlines():
            if not line.strip() or line.startswith(("#", "make ", "git ", "pip ", "cd ")):
                continue
            done = run(line, workplace)
            assert done.returncode in (0, SOME_SKIPPED), f"{page.name}: {line}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_console_blocks_print_what_they_say(page, workplace):
    """Every `$ command` of a `console` block prints the lines below it."""
    for _, body in blocks(page, "console"):
        for command, expected in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", body, flags=re.M):
            done = run(command, workplace)
            assert done.returncode in (0, SOME_SKIPPED), f"{page.name}: {command}\n{done.stderr}"
            assert matches(expected, done.stdout), f"{page.name}: {command} printed\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_blocks_run(page, workplace, monkeypatch):
    """Every `python` block runs; what stands after `>>>` prints what is written."""
    monkeypatch.chdir(workplace)
    namespace: dict[str, object] = {"__name__": "__docs__"}
    for _, body in blocks(page, "python"):
        if ">>>" not in body:
            exec(compile(body, page.name, "exec"), namespace)
            continue
        test = doctest.DocTestParser().get_doctest(body, namespace, page.name, str(page), 0)
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False)
        assert runner.run(test, clear_globs=False).failed == 0
        namespace = test.globs


def test_every_command_is_documented():
    """The README or the docs name each command, and each has help with an example."""
    from typer.main import get_command

    from jishi.cli import app

    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name, command in get_command(app).commands.items():
        assert f"jishi {name}" in text, f"{name} is not documented"
        assert "Example" in (command.help or ""), f"{name} has no example in its help"


def test_links_lead_somewhere():
    """Each relative link of the pages names a file of the project."""
    for page in [*PAGES, ROOT / "CONTRIBUTING.md"]:
        prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
        for target in re.findall(r"\]\(([^)#\s,]+)(?:#[^)]*)?\)", prose):
            if "://" not in target and not target.startswith("mailto:"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_modules_doctests():
    """The examples in docstrings of the shared modules print what they say."""
    import importlib

    for name in ("edtf", "extract.normalize", "extract.sentences"):
        module = importlib.import_module(f"jishi.{name}")
        assert doctest.testmod(module).failed == 0, name
