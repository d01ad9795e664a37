"""Rates, memory, growth, resume: bench/scale.py SHARED [--articles N] [--workers W] [--quick] [--peers [PYTHON…]]

Builds from a sample of `bulk` (repeated with changed text beyond its 10,000 articles) in a scratch
folder and prints one figure a line. Rates are by processor time unless they say wall: on a machine
that others use too, wall clock tells of them. `--quick` prints ratios and equalities alone, of few
articles. `--peers` also runs trafilatura, jieba.posseg and jionlp over the same articles, each alone
and in its own process, with the first of these Pythons that has it; see `peers.py`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import peers


class Cost(NamedTuple):
    """Of one process and its children: wall and processor seconds, and the driver's peak in MB."""

    wall: float
    cpu: float
    peak: float


def bulk(shared: Path, count: int) -> Iterator[dict[str, Any]]:
    """`count` articles; from the 10,001st on the same again with a changed first paragraph."""
    made = 0
    while made < count:
        turn = made // 10_000
        with gzip.open(shared / "bulk" / "articles_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if made >= count:
                    return
                item = json.loads(line)
                if turn:
                    item["id"] += f"-{turn}"
                    item["text"] = f"第{turn}次重印。\n{item['text']}"
                yield item
                made += 1


def write_folder(shared: Path, count: int, folder: Path) -> None:
    """One JSON file an article, a thousand in a sub-folder."""
    for number, item in enumerate(bulk(shared, count)):
        place = folder / f"{number // 1000:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{item['id']}.json").write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")


def measure(*arguments: str | Path) -> Cost:
    """Run the command line and see what it cost."""
    command = [sys.executable, "-m", "jishi", *map(str, arguments)]
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise subprocess.CalledProcessError(child.returncode, command)
    return Cost(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def extract_only(folder: Path, out: Path, workers: int) -> Cost:
    """Reading and extraction into shards, without the graph, in a process of its own."""
    code = (
        "import sys; from pathlib import Path; import jishi.pipeline as p; from jishi.runner.progress import Watcher\n"
        "from jishi.runner.ledger import Ledger\n"
        "o = p.Options(workers=int(sys.argv[3])); out = Path(sys.argv[2])\n"
        "ledger = Ledger(out / 'records', p.fingerprint_of_extraction(()))\n"
        "p.extract_inputs([sys.argv[1]], out, o, Watcher(), ledger); ledger.commit(prune=False)\n"
    )
    begun = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code, str(folder), str(out), str(workers)])
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, "extract")
    return Cost(time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def files(out: Path) -> dict[str, bytes]:
    """All files of an output folder but the lock, which holds a process id."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in out.rglob("*")
        if path.name != ".lock" and path.is_file()
    }


def quick(shared: Path, count: int, scratch: Path) -> None:
    """What must hold on any machine: the same bytes however it is built, a cheap rerun, level memory."""
    write_folder(shared, count, scratch / "in")
    write_folder(shared, count // 4, scratch / "quarter")
    first = measure("build", scratch / "in", "-o", scratch / "one", "-q")
    again = measure("build", scratch / "in", "-o", scratch / "one", "-q")
    print(f"rerun of {count} unchanged articles: {first.cpu / again.cpu:.0f} times faster (processor time)")
    expected = files(scratch / "one")
    ways = {"two workers": ("--workers", "2"), "merged on disk": ("--merge", "disk")}
    for name, options in ways.items():
        measure("build", scratch / "in", "-o", scratch / name, "-q", *options)
    same = sum(files(scratch / name) == expected for name in ways)
    print(f"ways with the same bytes: {same} of {len(ways)}")
    few, many = (extract_only(scratch / name, scratch / f"{name}-only", 1) for name in ("quarter", "in"))
    print(f"driver's memory, {count} articles against {count // 4}: {many.peak / few.peak:.2f}")


def rates(shared: Path, count: int, workers: int, scratch: Path) -> None:
    """All figures of a run over `count` articles."""
    write_folder(shared, count, scratch / "in")
    write_folder(shared, count // 10, scratch / "tenth")
    small = extract_only(scratch / "tenth", scratch / "t", 1)
    one = extract_only(scratch / "in", scratch / "one", 1)
    print(f"articles: {count}; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"read and extract: {count / one.cpu:.1f} articles/s a core")
    print(f"driver's peak memory: {one.peak:.0f} MB ({count // 10} articles: {small.peak:.0f} MB)")
    growth = (one.cpu / count) / (small.cpu / (count // 10))
    print(f"time per article, {count} against {count // 10}: {growth:.2f}", flush=True)
    many = extract_only(scratch / "in", scratch / "many", workers)
    share = one.wall / many.wall / workers
    print(f"parallel efficiency at {workers} workers (wall): {share:.2f}")
    print(f"processor time at {workers} workers against 1: {many.cpu / one.cpu:.2f}", flush=True)
    whole = measure("build", scratch / "in", "-o", scratch / "out", "-q")
    print(f"whole path, read to CSV, RDF, page and store: {count / whole.cpu:.1f} articles/s a core")
    print(f"whole path, peak memory: {whole.peak:.0f} MB", flush=True)
    again = measure("build", scratch / "in", "-o", scratch / "out", "-q")
    print(
        f"rerun of the unchanged folder: {again.cpu:.2f} s, {whole.cpu / again.cpu:.0f} times faster (processor time)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--peers", nargs="*", metavar="PYTHON")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        if args.quick:
            quick(args.shared, min(args.articles, 160), scratch)
        elif args.peers is not None:
            peers.compare(list(bulk(args.shared, min(args.articles, 100))), args.peers, scratch)
        else:
            rates(args.shared, args.articles, args.workers, scratch)


if __name__ == "__main__":
    main()
