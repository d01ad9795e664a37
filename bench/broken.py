"""Broken articles through the whole path: bench/broken.py EXAMPLES [--count N] [--seed S]

Damages the files of a folder in N ways (`tests/mutate.py`), builds them all with two workers and
prints how many were read, skipped, and set aside (a crash, a hang or a fault of ours: there should
be none). Exits with 1 when an input is missing from the report or one was set aside.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

from jishi.pipeline import Options, run
from jishi.runner.progress import Watcher


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    path = Path(__file__).resolve().parent.parent / "tests" / "mutate.py"
    spec = importlib.util.spec_from_file_location("jishi_mutate", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not there")
    mutate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(mutate)
    wholes = sorted(item for item in args.examples.iterdir() if item.is_file())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        folder.mkdir()
        for number in range(args.count):
            whole = wholes[number % len(wholes)]
            data = mutate.mutate(whole.read_bytes(), args.seed + number)
            (folder / f"{number:06d}{whole.suffix}").write_bytes(data)
        options = Options(workers=2, article_timeout=30)
        report = run([folder], Path(place) / "out", options, Watcher()).report
    aside = [item for item in report.skipped if "set aside" in item.reason]
    print(f"inputs {len(report.inputs)} of {args.count}")
    print(f"articles {report.counts['articles']}, skipped {report.counts['skipped']}, set aside {len(aside)}")
    for item in aside[:20]:
        print(f"  {item.source}: {item.reason}")
    return 1 if aside or len(report.inputs) != args.count else 0


if __name__ == "__main__":
    sys.exit(main())
