"""Checks what a wheel holds: check_wheel.py WHEEL

Every package directory and data file of the checkout that belongs into the wheel is there, and
nothing else is: no tests, no benches, no examples.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = ("tests/", "bench/", "examples/", "docs/", ".ci/", "exports/assets/src/", "exports/assets/test")
DATA = (".tsv", ".toml", ".bin", ".rq", ".html", ".js", ".css", ".txt", ".json", ".py", ".typed")
NOT_DATA = {"pyproject.toml", "constraints.txt"}


def expected() -> set[str]:
    """Tracked files that the wheel must hold, as paths below `jishi/`."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    wanted = {f for f in tracked if f.endswith(DATA) and not f.startswith(OUTSIDE) and f not in NOT_DATA}
    return {f for f in wanted if not Path(f).name.startswith("package") and Path(f).name != "build.mjs"}


def main() -> int:
    names = set(zipfile.ZipFile(sys.argv[1]).namelist())
    inside = {n.removeprefix("jishi/") for n in names if n.startswith("jishi/") and not n.endswith("/")}
    stray = {n for n in names if not n.startswith("jishi/") and ".dist-info/" not in n}
    missing = sorted(expected() - inside)
    extra = sorted(n for n in inside if n.startswith(("tests/", "bench/", "examples/", "docs/", ".ci/")))
    for name in missing:
        print(f"not in the wheel: {name} (list its package or pattern in pyproject.toml)")
    for name in [*extra, *sorted(stray)]:
        print(f"must not be in the wheel: {name}")
    print(f"wheel: {len(inside)} files, {len(missing)} missing, {len(extra) + len(stray)} too many")
    return 1 if missing or extra or stray else 0


if __name__ == "__main__":
    sys.exit(main())
