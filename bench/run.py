"""Runs the measures of one suite and prints what they print: run.py SUITE --shared DIR

The suites and their commands stand in `floors.toml`; `gate.py` runs the same commands and
compares the figures with the floors.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def suites() -> dict[str, Any]:
    """Suite → its table in floors.toml."""
    table: dict[str, Any] = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["suites"]
    return table


def run_step(step: str, shared: Path, scratch: Path) -> str:
    """Runs one command line of a suite; its standard output. Raises CalledProcessError."""
    words = [word.format(shared=shared, scratch=scratch, bench=HERE) for word in step.split()]
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise subprocess.CalledProcessError(done.returncode, words)
    return done.stdout


def run_suite(name: str, shared: Path) -> str:
    """The output of all steps of a suite, in order."""
    with tempfile.TemporaryDirectory() as scratch:
        return "".join(run_step(step, shared, Path(scratch)) for step in suites()[name]["steps"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("suite", help="all suites that begin so are run")
    parser.add_argument("--shared", type=Path, required=True)
    args = parser.parse_args()
    names = [name for name in suites() if name == args.suite or name.startswith(f"{args.suite}-")]
    if not names:
        print(f"no suite {args.suite!r}; there are: {', '.join(suites())}", file=sys.stderr)
        return 2
    for name in names:
        print(f"== {name}\n{run_suite(name, args.shared.resolve())}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
