"""Reads a suite of time expressions and writes predictions for its scorer.

    python bench/time_suite.py SUITE.jsonl PREDICTIONS.jsonl

One line an item: `{"id", "preds": [{"text", "start", "end", "value"}], "ms"}`. Spans are those of the
library, prepositions included.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from jishi.extract.time import read_times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suite", type=Path)
    parser.add_argument("predictions", type=Path)
    arguments = parser.parse_args()
    items = [json.loads(line) for line in arguments.suite.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = []
    for item in items:
        begin = time.perf_counter()
        found = read_times(item["text"], item.get("reference_date"))
        spent = (time.perf_counter() - begin) * 1000
        preds = [{"text": t.text, "start": t.start, "end": t.end, "value": t.value} for t in found]
        rows.append(json.dumps({"id": item["id"], "preds": preds, "ms": spent}, ensure_ascii=False))
    arguments.predictions.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(items)} items → {arguments.predictions}")


if __name__ == "__main__":
    main()
