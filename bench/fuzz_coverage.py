"""The targets of `fuzz.py`, led by coverage: fuzz_coverage.py TARGET [--seconds N] [--corpus DIR] [--keep DIR]

Needs atheris (`pip install atheris`), which watches what lines of jishi an input reaches and goes on
from those that reach new ones. `bench/corpus/TARGET` holds a small set of inputs that between them
reach what earlier runs reached; a run puts new ones there, and one with `--shrink DIR` puts the fewest
that reach the same into DIR. A finding ends the run with its traceback; its input is kept.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
LONGEST = 2048
"""Bytes of an input: libFuzzer finds more with short ones."""


def attack(target: str, args: argparse.Namespace) -> None:
    """Fuzz; ends the process."""
    with atheris.instrument_imports(include=["jishi"]):
        import fuzz

        for name, data in fuzz.seeds(target)[:1]:
            fuzz.TARGETS[target](name, data)  # what is imported on first use is watched, too

    corpus = args.corpus or HERE / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    if not any(corpus.iterdir()):
        for number, (name, data) in enumerate(fuzz.seeds(target)):
            (corpus / f"seed-{number:02d}").write_bytes(fuzz.packed_case(target, name, data)[:LONGEST])
    options = [f"-max_len={LONGEST}", f"-timeout={fuzz.HANG}", "-verbosity=1", "-print_final_stats=1"]
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
        options.append(f"-artifact_prefix={args.keep}/{target}-")
    if args.shrink:
        options += ["-set_cover_merge=1", args.fresh]
    else:
        options.append(f"-max_total_time={args.seconds:.0f}")
    atheris.Setup([sys.argv[0], *options, str(corpus)], lambda data: fuzz.run_case(target, data))
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=("reading", "time", "rdf", "csv"))
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--keep", type=Path, help="where inputs with findings are kept")
    parser.add_argument("--shrink", metavar="DIR", dest="fresh", help="put the smallest covering set into this folder")
    args = parser.parse_args()
    args.shrink = args.fresh is not None
    attack(args.target, args)


if __name__ == "__main__":
    main()
