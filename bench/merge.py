"""Merging over outlets: merge.py SHARED [--misses] [--records FILE]

Reads SHARED/merge/articles, builds the graph, and prints the figures of SHARED/merge/score.py, then
which of the known disagreements of dates and figures are listed, and what is lost where: a report
that was not found is lost by extraction, one found in another event is lost by merging. With
--records the article records are kept in FILE and read from there the next time.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from jishi.exports import tables
from jishi.extract import extract
from jishi.extract.reading import read_file
from jishi.graph import build_graph
from jishi.graph.knowledge import KnowledgeGraph
from jishi.records import Article, ArticleRecord, MergedEvent, record_from_json, to_json

FIGURES = re.compile("number|deaths|injured|warnings|size|length")
"""Of the known disagreements these are about figures; `day` is about dates."""


def records(folder: Path, kept: Path | None) -> Iterator[ArticleRecord]:
    """The records of all articles of a folder."""
    if kept is not None and kept.exists():
        yield from (record_from_json(line) for line in kept.read_bytes().splitlines())
        return
    for path in sorted(folder.iterdir()):
        for item in read_file(path, path.name):
            if isinstance(item, Article):
                yield extract(item)
            else:
                print(f"  not read: {item.source}: {item.reason}")


def overlap(left: str, right: str) -> int:
    """Length of the longest common part, as score.py counts it."""
    return int(SCORE.overlap(left, right))


def homes(gold: dict[str, Any], kg: KnowledgeGraph) -> dict[str, dict[str, MergedEvent]]:
    """Gold event → file → the merged event that holds its report, of the gold type if there is one."""
    by_file: dict[str, list[tuple[str, MergedEvent]]] = defaultdict(list)
    for event in kg.events:
        for proof in event.evidence:
            by_file[Path(proof.source).name].append((SCORE.squeeze(proof.evidence), event))
    found: dict[str, dict[str, MergedEvent]] = {}
    for event in gold["events"]:
        here: dict[str, list[MergedEvent]] = {}
        for report in event["reports"]:
            want = SCORE.squeeze(report["evidence"])
            here[report["file"]] = [
                merged
                for text, merged in by_file[report["file"]]
                if overlap(want, text) >= min(8, len(want)) and merged.type == event["type"]
            ]
        votes = Counter(merged.id for some in here.values() for merged in {m.id: m for m in some}.values())
        found[event["id"]] = {file: max(some, key=lambda m: (votes[m.id], m.id)) for file, some in here.items() if some}
    return found


def known_disagreements(gold: dict[str, Any], found: dict[str, dict[str, MergedEvent]]) -> Iterator[tuple[str, bool]]:
    """Each known disagreement of dates or figures, and whether the merged event lists it."""
    for event in gold["events"]:
        merged = Counter(m.id for m in found[event["id"]].values())
        events = {m.id: m for m in found[event["id"]].values()}
        best = events[merged.most_common(1)[0][0]] if merged else None
        fields = {item.field for item in best.disagreements} if best else set()
        for item in event.get("disagree", ()):
            if item["what"].startswith("day"):
                yield f"{event['id']} {item['what']}", "time" in fields
            elif FIGURES.search(item["what"]):
                yield f"{event['id']} {item['what']}", any(field.startswith("figure") for field in fields)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--records", type=Path)
    args = parser.parse_args()
    gold = json.loads((args.shared / "merge" / "dev.json").read_text(encoding="utf-8"))
    started = time.perf_counter()
    made = list(records(args.shared / "merge" / "articles", args.records))
    if args.records and not args.records.exists():
        args.records.write_bytes(b"".join(to_json(record) + b"\n" for record in made))
    read = time.perf_counter()
    kg = build_graph(made)
    print(f"merge: {kg!r}; reading {read - started:.1f} s, graph {time.perf_counter() - read:.1f} s")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "evidence.csv"
        tables.write(kg, path)
        command = [sys.executable, str(args.shared / "merge" / "score.py"), str(args.shared / "merge" / "dev.json")]
        more = ["--misses"] if args.misses else []
        print(subprocess.run([*command, str(path), *more], capture_output=True, text=True, check=True).stdout.rstrip())
    found = homes(gold, kg)
    report(gold, found, args.misses)
    return 0


def report(gold: dict[str, Any], found: dict[str, dict[str, MergedEvent]], misses: bool) -> None:
    """Prints disagreements listed, and what extraction and merging lose."""
    listed = list(known_disagreements(gold, found))
    print(f"merge: disagreements of dates or figures listed {sum(ok for _, ok in listed)} of {len(listed)}")
    total = sum(len(event["reports"]) for event in gold["events"])
    typed = sum(len(files) for files in found.values())
    alone = 0
    for event in gold["events"]:
        ids = Counter(merged.id for merged in found[event["id"]].values())
        main_id = max(ids, key=lambda key: (ids[key], key), default=None)
        for file, merged in sorted(found[event["id"]].items()):
            if merged.id != main_id:
                alone += 1
                if misses:
                    print(f"  split: {event['id']} {event['time']} {file}: {merged.label} {merged.time} {merged.type}")
    print(
        f"merge: of {total} reports extraction finds {typed} with the gold type; merging leaves {alone} of them apart"
    )
    if misses:
        for name, ok in listed:
            if not ok:
                print(f"  not listed: {name}")


def _score_module(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("merge_score", shared / "merge" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    SCORE = _score_module(Path(sys.argv[1]))
    sys.exit(main())
