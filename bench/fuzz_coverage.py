"""The targets of `fuzz.py`, led by coverage: fuzz_coverage.py TARGET [--seconds N] [--corpus DIR] [--keep DIR]

Needs atheris (`pip install atheris`), which watches what lines of jishi an input reaches and goes on
from those that reach new ones. A run puts these into DIR, by default `bench/corpus/TARGET`; a finding
ends it with its traceback, and its input is kept. `--shrink DIR` runs nothing new: it copies into DIR
the smallest inputs that between them reach nearly all lines that the corpus reaches.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path
from types import FrameType
from typing import Any

HERE = Path(__file__).resolve().parent
LONGEST = 2048
"""Bytes of an input: libFuzzer finds more with short ones."""
WORTH = 5
"""Lines that an input must add to be kept: each is run by the tests."""

Line = tuple[str, int]


def attack(target: str, corpus: Path, seconds: float, keep: Path | None) -> None:
    """Fuzz; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["jishi"]):
        fuzz = importlib.import_module("fuzz")
        for name, data in fuzz.seeds(target)[:1]:
            fuzz.TARGETS[target](name, data)  # what is imported on first use is watched, too
    corpus.mkdir(parents=True, exist_ok=True)
    if not any(corpus.iterdir()):
        for number, (name, data) in enumerate(fuzz.seeds(target)):
            (corpus / f"seed-{number:02d}").write_bytes(fuzz.packed_case(target, name, data)[:LONGEST])
    options = [f"-max_len={LONGEST}", f"-timeout={fuzz.HANG}", "-print_final_stats=1", f"-max_total_time={seconds:.0f}"]
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        options.append(f"-artifact_prefix={keep}/{target}-")
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: fuzz.run_case(target, data))
    atheris.Fuzz()


def reached(target: str, case: bytes) -> set[Line]:
    """The lines of jishi that an input reaches."""
    fuzz = importlib.import_module("fuzz")
    found: set[Line] = set()

    def trace(frame: FrameType, event: str, argument: object) -> Any:  # noqa: ANN401  (a trace function)
        if "jishi" not in frame.f_code.co_filename:
            return None
        found.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        fuzz.run_case(target, case)
    finally:
        sys.settrace(None)
    return found


def shrink(target: str, corpus: Path, into: Path) -> None:
    """Copy the smallest inputs that reach nearly all lines the corpus reaches."""
    into.mkdir(parents=True, exist_ok=True)
    reached(target, b"")  # imports
    known: set[Line] = set()
    kept = 0
    for path in sorted(corpus.iterdir(), key=lambda path: (path.stat().st_size, path.name)):
        case = path.read_bytes()
        lines = reached(target, case)
        if len(lines - known) >= WORTH:
            known |= lines
            (into / f"{kept:03d}").write_bytes(case)
            kept += 1
    print(f"{target}: {kept} of {len(list(corpus.iterdir()))} inputs reach {len(known)} lines")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=("reading", "time", "rdf", "csv"))
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--keep", type=Path, help="where inputs with findings are kept")
    parser.add_argument("--shrink", type=Path, metavar="DIR")
    args = parser.parse_args()
    corpus = args.corpus or HERE / "corpus" / args.target
    if args.shrink is not None:
        shrink(args.target, corpus, args.shrink)
    else:
        attack(args.target, corpus, args.seconds, args.keep)


if __name__ == "__main__":
    main()
