"""Merging of many records: bench/merge_scale.py [--records N] [--events N] [--merge disk|memory] [--room DIR]

Writes the shards of N synthetic records (`synthetic.Stream`), then merges them in a process of its
own, as `jishi build` does, and prints processor time, wall clock, peak memory (`VmHWM`) and the room
that was taken on the disk. With `--same` it merges both ways and compares all that the graphs say.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import synthetic

from jishi.folder import load
from jishi.graph.knowledge import KnowledgeGraph
from jishi.records import to_json
from jishi.runner.ledger import Ledger
from jishi.runner.shards import Unit


def write(out: Path, records: int, events: int) -> int:
    """The shards of so many records, five hundred each; returns the number of mentions."""
    ledger, mentions = Ledger(out / "records", "bench"), 0
    made = synthetic.Stream(records, events).records()
    while some := list(islice(made, 500)):
        pairs = [(Unit(name=one.source, content=one.id, articles=1), [to_json(one)]) for one in some]
        mentions += sum(len(one.mentions) for one in some)
        ledger.store(pairs)
    ledger.commit(prune=False)
    return mentions


def watch(folder: Path, most: list[int], end: threading.Event) -> None:
    """Note the most room that the files of `folder` take, four times a second."""
    while not end.wait(0.25):
        most[0] = max(most[0], sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))


def peak() -> float:
    """The most memory this process has held, in MB."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def merge(out: Path, way: str, room: Path) -> None:
    """Merge, and print what it cost."""
    most, end = [0], threading.Event()
    watcher = threading.Thread(target=watch, args=(room, most, end))
    watcher.start()
    begun, wall = time.process_time(), time.perf_counter()
    try:
        kg = load(out, merge=way, scratch=room)
    finally:
        end.set()
        watcher.join()
    spent, told = time.process_time() - begun, time.perf_counter() - wall
    print(f"merged on {way}: {len(kg.articles)} articles, {len(kg.entities)} actors, {len(kg.events)} events, "
          f"{len(kg.relations)} relations")  # fmt: skip
    print(f"processor time {spent:.0f} s, {1000 * spent / len(kg.articles):.2f} ms a record; by the clock {told:.0f} s")
    print(f"peak memory {peak():.0f} MB, scratch on disk {most[0] / 1e6:.0f} MB", flush=True)
    kg.close()


def everything(out: Path, way: str) -> str:
    """A hash of all that the graph says."""
    total = hashlib.blake2b(digest_size=16)
    kg = load(out, merge=way)
    for thing in _things(kg):
        total.update(thing)
    kg.close()
    return total.hexdigest()


def _things(kg: KnowledgeGraph) -> Iterator[bytes]:
    for some in (kg.articles.values(), kg.entities.values(), kg.events, kg.relations):
        yield from map(msgspec.json.encode, some)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--events", type=int, default=2, help="events a record; each names two actors")
    parser.add_argument("--merge", choices=("disk", "memory"), default="disk")
    parser.add_argument("--room", type=Path, help="where the records and the scratch files go")
    parser.add_argument("--same", action="store_true", help="compare the graphs of both ways")
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.out:
        merge(args.out, args.merge, args.room)
        return 0
    with tempfile.TemporaryDirectory(dir=args.room) as place:
        out, scratch = Path(place) / "out", Path(place) / "scratch"
        scratch.mkdir()
        mentions = write(out, args.records, args.events)
        print(f"{args.records} records, {mentions} mentions", flush=True)
        if args.same:
            same = everything(out, "memory") == everything(out, "disk")
            print(f"graphs of both ways: {'the same bytes' if same else 'DIFFERENT'}")
            return 0 if same else 1
        command = [sys.executable, __file__, "--out", str(out), "--merge", args.merge, "--room", str(scratch)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
