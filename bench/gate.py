"""Fails when a measure falls below its recorded floor: gate.py --shared DIR [--only SUITE]

`floors.toml` holds, for each suite, the commands and for each figure a regular expression with one
group and its floor (or ceiling, where less is better). A floor only rises: raise it in the change
that earns it.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from run import run_suite, suites

EPSILON = 0.0005
"""Figures are printed with three digits: less than half a unit of the last is no change."""


def check(output: str, figure: dict[str, Any]) -> tuple[bool, float | None]:
    """Whether the figure holds in a suite's output, and its value (None when it is not printed)."""
    match = re.search(figure["pattern"], output, flags=re.M)
    if match is None:
        return False, None
    value = float(match[1].replace(",", ""))
    good = value >= figure["floor"] - EPSILON if "floor" in figure else value <= figure["ceiling"] + EPSILON
    return good, value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    bad = count = 0
    for name, suite in suites().items():
        if not name.startswith(args.only) or not suite.get("gate", True):
            continue
        begun = time.perf_counter()
        output = run_suite(name, args.shared.resolve())
        print(f"{name} ({time.perf_counter() - begun:.0f} s)")
        for label, figure in suite.get("figures", {}).items():
            good, value = check(output, figure)
            bound = f"floor {figure['floor']}" if "floor" in figure else f"ceiling {figure['ceiling']}"
            print(f"  {'ok  ' if good else 'FAIL'} {label}: {value} ({bound})")
            count += 1
            bad += not good
        sys.stdout.flush()
    print(f"measures: {count - bad} hold, {bad} fell below their floor")
    return 1 if bad or not count else 0


if __name__ == "__main__":
    sys.exit(main())
