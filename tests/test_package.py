"""What is packaged: the wheel's packages and data, no standard-library names, pinned versions."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OUTSIDE = {"tests", "bench", "examples", "docs", ".ci", ".venv", "build", "dist", "out", "node_modules"}

NOT_PACKAGED = {"exports/assets/.npmrc", "exports/assets/build.mjs"}
"""Files below a package that only its developers need."""


def folders_with_code() -> set[str]:
    """Folders of the checkout that hold Python files of the package, dotted, below `jishi`."""
    found = set()
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).parts[:-1]
        if not set(parts) & OUTSIDE and not any(part.endswith(".egg-info") for part in parts):
            found.add(".".join(("jishi", *parts)))
    return found


def test_every_package_is_listed():
    """A sub-package missing from the list would work here and be absent from the wheel."""
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == folders_with_code()


def test_every_data_file_matches_a_pattern():
    """Each file below a package that is no code, and no source of the built page, is one of its package data."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    matched = {
        path
        for package, globs in patterns.items()
        for pattern in globs
        for path in (ROOT / "/".join(package.split(".")[1:])).glob(pattern)
    }
    files = {ROOT / "ontology.toml", ROOT / "py.typed"}
    for folder in ("extract", "graph", "exports", "runner"):
        for path in (ROOT / folder).rglob("*"):
            sources = {"src", "node_modules", "__pycache__"} & set(path.relative_to(ROOT).parts)
            if path.is_file() and path.suffix != ".py" and not sources:
                files.add(path)
    left = sorted(str(path.relative_to(ROOT)) for path in files - matched)
    assert [name for name in left if name not in NOT_PACKAGED] == []
    assert len(files & matched) > 100  # queries, rules, lexicon, page


def test_no_root_module_has_a_standard_library_name():
    """`import json` inside the checkout must never find a module of ours."""
    ours = {path.stem for path in ROOT.glob("*.py")} | {p.name for p in ROOT.iterdir() if (p / "__init__.py").exists()}
    assert not ours & set(sys.stdlib_module_names)


def test_every_dependency_is_pinned_without_addresses():
    """constraints.txt pins each dependency and names no address."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    pinned = {re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in text.splitlines() if "==" in line}
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    for requirement in (line for group in groups for line in group):
        name = re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()
        assert name in pinned, f"{name} is not pinned in constraints.txt"


def test_every_dependency_has_its_reason():
    """CONTRIBUTING.md says why each dependency is there."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    for requirement in (line for group in groups for line in group):
        name = re.match(r"[\w.-]+", requirement)[0]
        assert f"`{name}`" in text, f"no reason for {name}"


def test_versions_agree():
    """The package and its metadata name the same version."""
    import jishi
    from jishi.extract import EXTRACTOR

    assert jishi.__version__ == PROJECT["project"]["version"]
    assert EXTRACTOR.split()[-1] == jishi.__version__
