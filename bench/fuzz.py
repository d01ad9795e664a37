"""Mutated inputs against one part for a while: bench/fuzz.py TARGET [--seconds N] [--seed N] [--keep DIR]

Targets: reading (any bytes), time (any text), rdf and csv (an article's way into the written files).
A finding is an exception, a promise broken (see `TARGETS`) or a call of more than five seconds. The first
one ends the run with its traceback; its input is named and kept as a file in DIR.
The same seed makes the same inputs in the same order; how many depends on the time given.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
import signal
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import zstandard

import jishi
from jishi.exports import rdf, tables
from jishi.extract.reading import read_bytes
from jishi.graph import build_graph
from jishi.graph.knowledge import KnowledgeGraph
from jishi.records import Article, Skipped

HANG = 5
"""Seconds that one input may take."""
CASES = Path(__file__).parent.parent / "tests" / "data" / "reading"
STORY = (
    "两市商定今年通航\n2023年3月14日，青阳市市长周明在云港表示，两市将开通航线。\n周明说：“首航定于5月1日。”\n"
    "云港市副市长林立15日会见周明，双方签署协议。据《江报》报道，民国112年3月16日上午9时许举行仪式。"
)
TOKENS = (
    b"<div>", b"</div>", b"<p>", b"<br>", b"<a href='", b'"', b"'", b">", b"<!--", b"-->", b"<script>", b"</script>",
    b"<table><tr><td>", b"&#x", b"&amp;", b"<![CDATA[", b"]]>", b"---\n", b"+++\n", b"{", b"}", b"[", b"]", b'"text":',
    b",", b"\\u", b"\\", b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n\n", b"\t", b"=", b"@",
    b"\x1f\x8b", b"PK\x03\x04", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"1" * 40, b"9999999999999",
    b"-1", b"0000-00-00", "年".encode(), "月初".encode(), "〇零十百".encode(), "去年今日".encode(), "。".encode(),
    "\u3000".encode(), "\u200b\u202e".encode(), "𠮷😀".encode(), b"\xed\xa0\x80", b"http://[::", b"<http://x> .",
)  # fmt: skip
Seed = tuple[str, bytes]


class Hang(Exception):
    """One input took longer than allowed."""


def packed(text: bytes) -> Iterator[Seed]:
    """The text in every container that is unpacked."""
    yield "a.txt.gz", gzip.compress(text, mtime=0)
    yield "a.txt.zst", zstandard.ZstdCompressor().compress(text)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x/a.txt"), text)
        archive.writestr(zipfile.ZipInfo("../b.html"), b"<p>" + text)
    yield "a.zip", out.getvalue()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("a.txt")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    yield "a.tar", out.getvalue()


def documents() -> Iterator[Seed]:
    """One small input of every format that is read."""
    lines = STORY.split("\n")
    page = f"<html><head><title>{lines[0]}</title></head><body><div><h1>{lines[0]}</h1>"
    page += "".join(f"<p class=x>{line}</p>" for line in lines[1:]) + "<ul><li><a href=/>更多</a></li></ul></div>"
    item = {"title": lines[0], "text": "\n".join(lines[1:]), "date": "2023-03-14", "n": {"url": "https://x.test/1"}}
    dumped = json.dumps(item, ensure_ascii=False)
    yield "a.html", page.encode()
    yield "b.html", page.encode("gb18030")
    yield "c.html", page.encode("utf-16")
    yield "a.txt", STORY.encode()
    yield "b.txt", STORY.encode("big5hkscs", "replace")
    yield "a.md", f"---\ntitle: {lines[0]}\ndate: 2023-03-14\ntags: [a, &b c, *b]\n---\n\n{STORY}".encode()
    yield "b.md", f'+++\ntitle = "{lines[0]}"\n+++\n## 一\n{page}\n[x](y "z")'.encode()
    yield "a.json", dumped.encode()
    yield "b.json", f"[{dumped},{dumped}]".encode()
    yield "a.jsonl", f"{dumped}\n{dumped}\n".encode()
    yield "a.csv", f'title,text,date\n{lines[0]},"{STORY}",2023-03-14\n'.encode()
    rss = f"<rss><channel><title>报</title><item><title>{lines[0]}</title><description><![CDATA[{page}]]></description>"
    yield (
        "a.rss",
        f'<?xml version="1.0"?>{rss}<pubDate>Tue, 14 Mar 2023 01:00:00 GMT</pubDate></item></channel></rss>'.encode(),
    )
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.test/\r\nContent-Length: {len(body)}\r\n\r\n"
    yield "a.warc", head.encode() + body + b"\r\n\r\n"
    yield "a.js", f"callback({dumped});".encode()
    yield "a.sql", f"INSERT INTO a VALUES (1, '{STORY}');".encode()
    yield from packed(STORY.encode())
    for path in sorted(CASES.glob("*.txt")):
        head_line, _, rest = path.read_text(encoding="utf-8").partition("\n")
        yield head_line.partition("name=")[2].partition(" date=")[0], rest.encode()


def mutated(data: bytes, others: list[Seed], chance: random.Random) -> bytes:
    """`data` with a few changes: bytes flipped, pieces cut out, doubled, moved, taken from other inputs."""
    work = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        at = chance.randrange(len(work) + 1)
        end = min(len(work), at + chance.choice((1, 4, 32, 400)))
        kind = chance.randrange(8)
        if kind == 0 and at < len(work):
            work[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del work[at:end]
        elif kind == 2:
            work[at:at] = work[at:end] * chance.choice((1, 2, 50))
        elif kind == 3:
            other = chance.choice(others)[1]
            start = chance.randrange(len(other) + 1)
            work[at:at] = other[start : start + chance.choice((8, 200, 2000))]
        elif kind == 4:
            work[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 2000))
        elif kind == 5:
            work[at:end] = chance.choice(TOKENS)
        elif kind == 6:
            del work[at:]
        else:
            work[at:at] = chance.randbytes(chance.choice((1, 4, 64)))
        del work[200_000:]
    return bytes(work)


def fuzz_reading(name: str, data: bytes) -> None:
    """An article or a reason for every input; zones in order and inside the text."""
    found = list(read_bytes(data, name))
    assert found, "nothing and no reason"
    for item in found:
        assert isinstance(item, Skipped) or item.text.strip()
        at = 0
        for zone in item.zones if isinstance(item, Article) else ():
            assert at <= zone.start < zone.end <= len(item.text), zone
            at = zone.end


def fuzz_time(name: str, data: bytes) -> None:
    """Every span is the words found."""
    text = data.decode("utf-8", "replace")
    for found in jishi.read_times(text, "2021-04-24"):
        assert text[found.start : found.end] == found.text, found


def graph_of(name: str, data: bytes) -> KnowledgeGraph:
    """The graph of one article with these words in its text, title and source."""
    text = data.decode("utf-8", "replace")[:4000]
    words = " ".join(text[:40].split()) or "题"
    article = Article(
        id="0" * 20, source=name + words, file=name, title=words, text=f"{words}\n{text}", published="2023-03-14"
    )
    return build_graph([jishi.extract_article(article)])


def fuzz_rdf(name: str, data: bytes) -> None:
    """Each syntax that is written reads back as the same statements."""
    import pyoxigraph

    graph = graph_of(name, data)
    formats = {"nquads": pyoxigraph.RdfFormat.N_QUADS, "trig": pyoxigraph.RdfFormat.TRIG}
    formats |= {"ntriples": pyoxigraph.RdfFormat.N_TRIPLES, "turtle": pyoxigraph.RdfFormat.TURTLE}
    read = {form: set(pyoxigraph.parse(rdf.serialize(graph, form), mime)) for form, mime in formats.items()}
    assert read["nquads"] == read["trig"], "TriG and N-Quads differ"
    assert read["ntriples"] == read["turtle"], "Turtle and N-Triples differ"


def fuzz_csv(name: str, data: bytes) -> None:
    """Every row has as many cells as the head, and no cell is a formula."""
    graph = graph_of(name, data)
    with tempfile.TemporaryDirectory() as folder:
        for path in tables.write_all(graph, Path(folder)):
            with path.open(encoding="utf-8", newline="") as file:
                head, *rows = csv.reader(file)
            for row in rows:
                assert len(row) == len(head), (path.name, row)
                for cell in row:
                    assert cell[:1] not in ("=", "+", "@", "\t", "\r"), cell


TARGETS: dict[str, Callable[[str, bytes], None]] = {
    "reading": fuzz_reading,
    "time": fuzz_time,
    "rdf": fuzz_rdf,
    "csv": fuzz_csv,
}


NAMES = tuple(sorted({name for name, _ in documents()}))


def seeds(target: str) -> list[Seed]:
    """Whole inputs of a target."""
    if target == "reading":
        return list(documents())
    texts = [(name, data) for name, data in documents() if name.endswith((".txt", ".md", ".json"))]
    return [("a.txt", STORY.encode()), *texts]


def packed_case(target: str, name: str, data: bytes) -> bytes:
    """An input as one piece: for reading, its first byte tells the name."""
    return bytes([NAMES.index(name)]) + data if target == "reading" else data


def run_case(target: str, case: bytes) -> None:
    """Run a target on what `packed_case` made, or on any bytes."""
    if target == "reading":
        TARGETS[target](NAMES[case[0] % len(NAMES)] if case else NAMES[0], case[1:])
    else:
        TARGETS[target]("a.txt", case)


def ring(signum: int, frame: FrameType | None) -> None:
    raise Hang(f"more than {HANG} seconds")


def attack(target: str, seconds: float, seed: int, keep: Path | None) -> None:
    """Runs the target on mutated inputs. The first that fails is kept and ends the run with its traceback."""
    given = seeds(target)
    chance = random.Random(seed)
    TARGETS[target](*given[0])  # imports and lexica are loaded once, outside of what is timed
    signal.signal(signal.SIGALRM, ring)
    count, slowest, end = 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < end:
        name, data = chance.choice(given)
        if count >= len(given):
            data = mutated(data, given, chance)
        count += 1
        began, passed = time.monotonic(), False
        try:
            signal.setitimer(signal.ITIMER_REAL, HANG)
            TARGETS[target](name, data)
            passed = True
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            if not passed:
                print(f"finding: {name}, input {count}", flush=True)
                if keep is not None:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{target}-{count}-{name.replace('/', '_')}").write_bytes(data)
        slowest = max(slowest, time.monotonic() - began)
    print(f"fuzz {target}: {count} inputs in {seconds:.0f} s, no finding, slowest {slowest:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where inputs with findings are kept")
    args = parser.parse_args()
    attack(args.target, args.seconds, args.seed, args.keep)


if __name__ == "__main__":
    main()
