"""Rates, memory, growth, resume: bench/scale.py SHARED [--articles N] [--workers W] [--peers]

Builds from a sample of `bulk` (repeated with changed text beyond its 10,000 articles) in a scratch
folder and prints one figure a line. Rates are by processor time unless they say wall: on a machine
that others use too, wall clock tells of them. `--peers` also runs whichever of trafilatura, jieba
and jionlp are installed, over the same articles.
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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple


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


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of a call in this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def peers(shared: Path, count: int) -> None:
    """The same articles read, tagged, or searched for times by others, alone, in this process."""
    from jishi.extract import extract
    from jishi.extract.reading import read_bytes
    from jishi.records import Article

    items = list(bulk(shared, count))
    pages = [f"<html><body><article><h1>{i['title']}</h1><p>{i['text']}</p></article></body></html>" for i in items]
    files = [(json.dumps(item, ensure_ascii=False).encode(), f"{item['id']}.json") for item in items]

    def ours() -> None:
        for data, name in files:
            for found in read_bytes(data, name):
                if isinstance(found, Article):
                    extract(found)

    ours_warm = files[:5]
    for data, name in ours_warm:
        for found in read_bytes(data, name):
            if isinstance(found, Article):
                extract(found)
    print(f"jishi, read and extract: {count / timed(ours):.1f} articles/s")
    for label, load in (
        ("trafilatura, reading alone", _trafilatura),
        ("jieba.posseg, tagging alone", _jieba),
        ("jionlp, time alone", _jionlp),
    ):
        try:
            work = load()
        except ImportError as error:
            print(f"{label}: not installed ({error.name})")
            continue
        taken = timed(lambda work=work: [work(page, item["text"]) for page, item in zip(pages, items, strict=True)])
        print(f"{label}: {count / taken:.1f} articles/s")


def _trafilatura() -> Callable[[str, str], object]:
    import trafilatura

    return lambda page, text: trafilatura.extract(page)


def _jieba() -> Callable[[str, str], object]:
    import jieba.posseg

    list(jieba.posseg.cut("热身"))
    return lambda page, text: list(jieba.posseg.cut(text))


def _jionlp() -> Callable[[str, str], object]:
    import jionlp

    return lambda page, text: jionlp.ner.extract_time(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    count = args.articles
    with tempfile.TemporaryDirectory() as place:
        scratch = Path(place)
        write_folder(args.shared, count, scratch / "in")
        write_folder(args.shared, count // 10, scratch / "tenth")
        small = extract_only(scratch / "tenth", scratch / "t", 1)
        one = extract_only(scratch / "in", scratch / "one", 1)
        many = extract_only(scratch / "in", scratch / "many", args.workers)
        print(f"articles: {count}")
        print(f"read and extract: {count / one.cpu:.1f} articles/s a core")
        print(f"driver's peak memory: {one.peak:.0f} MB ({count // 10} articles: {small.peak:.0f} MB)")
        growth = (one.cpu / count) / (small.cpu / (count // 10))
        print(f"time per article, {count} against {count // 10}: {growth:.2f}")
        share = one.wall / many.wall / args.workers
        print(f"parallel efficiency at {args.workers} workers (wall): {share:.2f}")
        print(f"processor time at {args.workers} workers against 1: {many.cpu / one.cpu:.2f}")
        whole = measure("build", scratch / "in", "-o", scratch / "out", "-q")
        print(f"whole path, read to CSV, RDF, page and store: {count / whole.cpu:.1f} articles/s a core")
        print(f"whole path, peak memory: {whole.peak:.0f} MB")
        again = measure("build", scratch / "in", "-o", scratch / "out", "-q")
        print(f"rerun of the unchanged folder: {again.wall:.2f} s, {whole.wall / again.wall:.0f} times faster")
    if args.peers:
        peers(args.shared, min(count, 40))


if __name__ == "__main__":
    main()
