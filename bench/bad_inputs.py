"""Bad inputs at their full size: bench/bad_inputs.py [--items N]

Makes a folder of damaged, endless, looping and unreadable inputs with one good article among them, walks and
reads it, and prints for each input its articles, its reasons, the processor time and how far the memory's
peak rose. Exits with 1 where a reason is missing, where the good article is, or where the peak passes the limit.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing import Process
from pathlib import Path

from jishi.extract.reading import read_file
from jishi.records import Skipped
from jishi.runner.inputs import Input, find_inputs

MIB = 1 << 20
PEAK = 400
"""MiB that reading may add to the peak: a document of the largest size, decoded, and its tree."""
TEXT = "县政府今天宣布，新建的引水工程正式通水，沿线三个乡镇八万居民受益。工程历时两年，共投资三亿元。"
GOOD = {"title": "引水工程通水", "text": TEXT, "date": "2022-01-27"}
NOBODY = 65534

EXPECTED = {
    "bomb.csv.gz": "decompression bomb",
    "bomb.zip": "decompression bomb",
    "changing.jsonl": "changed while it was read",
    "cut.jsonl.gz": "is damaged",
    "line.jsonl": "line 1 is longer than",
    "line.txt": "is larger than",
    "closed/": "folder cannot be read",
    "closed.json": "cannot be read",
    "loop": "symbolic link to nothing",
    "pipe": "not a regular file",
    "pool": "symbolic link to nothing",
}
"""Input → what its reason must hold."""
READ = ("good.json", "bomb.zip", "changing.jsonl", "cut.jsonl.gz", "line.jsonl", "many.json", "nested.html", "nul.txt")
"""Inputs that must give articles; `open/inside.json` besides, once, though a link leads back to its folder."""


def plain(folder: Path) -> None:
    """Good, damaged and endless files."""
    line = json.dumps(GOOD, ensure_ascii=False)
    (folder / "good.json").write_text(line, encoding="utf-8")
    (folder / "line.txt").write_bytes("长".encode() * (100 * MIB // 3))
    (folder / "line.jsonl").write_bytes(b'{"text": "' + "长".encode() * (100 * MIB // 3) + f'"}}\n{line}\n'.encode())
    lines = "\n".join(json.dumps({**GOOD, "n": os.urandom(2000).hex()}, ensure_ascii=False) for _ in range(200))
    packed = gzip.compress(lines.encode())
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (folder / "bomb.csv.gz").write_bytes(gzip.compress(b"0" * (200 * MIB), 9))
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good.txt", f"引水工程通水\n{TEXT}")
        archive.writestr("zeros.csv", b"0" * (200 * MIB))
    (folder / "nested.html").write_text(
        "<div><ul><li>" * 10_000 + f"<h1>引水工程通水</h1><p>{TEXT}</p>", encoding="utf-8"
    )
    (folder / "nul.txt").write_bytes(f"引水\x00工程通水\r\n{TEXT}\r\x00{TEXT}\n\r\n".encode())
    (folder / "changing.jsonl").write_text(f"{line}\n" * 400, encoding="utf-8")


def odd(folder: Path) -> None:
    """What is no plain file, and what may not be read."""
    (folder / "loop").symlink_to(folder / "pool")
    (folder / "pool").symlink_to(folder / "loop")
    (folder / "to_itself").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    for name in ("closed", "open"):
        (folder / name).mkdir()
        (folder / name / "inside.json").write_text(json.dumps(GOOD), encoding="utf-8")
    (folder / "closed.json").write_text(json.dumps(GOOD), encoding="utf-8")
    (folder / "closed").chmod(0)
    (folder / "closed.json").chmod(0)


def large(folder: Path, items: int) -> None:
    """One JSON document of very many items, every hundredth of them an article."""
    with (folder / "many.json").open("w", encoding="utf-8") as file:
        file.write('{"total": 1, "list": [')
        for number in range(items):
            item = GOOD if number % 100 == 0 else {"id": number, "title": "引水工程", "tags": ["水利", "民生"]}
            file.write((", " if number else "") + json.dumps({**item, "id": number}, ensure_ascii=False))
        file.write("]}")


def make(folder: Path, items: int) -> None:
    plain(folder)
    odd(folder)
    large(folder, items)


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@contextmanager
def barred() -> Iterator[None]:
    """Without the rights of root, who may read everything."""
    rooted = os.geteuid() == 0
    if rooted:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if rooted:
            os.seteuid(0)


def findings(found: Input) -> Counter[str]:
    """The reasons that reading one input gives; one file grows while it is read."""
    told: Counter[str] = Counter()
    with barred() if found.name.startswith("closed") else nullcontext():
        for number, item in enumerate(read_file(found.path, found.name)):
            told[item.reason if isinstance(item, Skipped) else "article"] += 1
            if found.name == "changing.jsonl" and number == 0:
                with found.path.open("a", encoding="utf-8") as file:
                    file.write("\n")
    return told


def measured(folder: Path) -> tuple[dict[str, Counter[str]], int]:
    """The findings of each input with their numbers, and how many MiB the peak rose."""
    list(read_file(folder / "good.json", "good.json"))  # word lists are loaded once, outside of what is counted
    told: dict[str, Counter[str]] = {}
    started = peak()
    with barred():
        listed = [item for item in find_inputs([folder]) if isinstance(item, Input | Skipped)]
    for found in listed:
        began = time.process_time()
        name = found.source if isinstance(found, Skipped) else found.name
        told[name] = Counter([found.reason]) if isinstance(found, Skipped) else findings(found)
        print(f"{name}: {time.process_time() - began:.1f} s, peak {peak() - started:+d} MiB")
        for reason, count in told[name].most_common():
            print(f"  {count} × {reason}")
    return told, peak() - started


def missing(told: dict[str, Counter[str]]) -> list[str]:
    """Inputs without their reason, and files that should have given an article."""
    wrong = [name for name, words in EXPECTED.items() if not any(words in reason for reason in told.get(name, ()))]
    wrong += [f"{name}: no article" for name in READ if not told.get(name, Counter())["article"]]
    return wrong if told.get("open/inside.json") == {"article": 1} else [*wrong, "open/inside.json"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1_000_000, help="items of the large JSON document")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        folder.mkdir()
        maker = Process(target=make, args=(folder, args.items))  # its memory is not ours
        maker.start()
        maker.join()
        Path(place).chmod(0o755)
        told, rise = measured(folder)
    wrong = missing(told)
    for name in wrong:
        print(f"WITHOUT ITS REASON: {name}")
    print(f"bad inputs: {len(EXPECTED)}, without their reason {len(wrong)}, peak {rise} MiB of {PEAK}")
    return 1 if wrong or rise > PEAK else 0


if __name__ == "__main__":
    sys.exit(main())
