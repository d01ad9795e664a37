"""How fast times are read: characters a second over the bulk articles, and the growth with length.

    python bench/time_speed.py SHARED [--articles N] [--jionlp PYTHON]

`--jionlp` names a Python that has jionlp installed; it is measured on the first 60 articles.
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
from pathlib import Path

_JIONLP = """
import sys, json, time
import jionlp
texts = json.load(sys.stdin)
jionlp.ner.extract_time(texts[0][:200])
begin = time.perf_counter()
for text in texts:
    jionlp.ner.extract_time(text)
print(sum(map(len, texts)) / (time.perf_counter() - begin))
"""


def articles(shared: Path, count: int) -> list[tuple[str, str | None]]:
    """The first `count` bulk articles: text and publish day."""
    found = []
    with gzip.open(shared / "bulk" / "articles_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = "\n".join(str(row.get(key) or "") for key in ("title", "content", "text", "body") if row.get(key))
            day = next((str(row[key])[:10] for key in ("published", "date", "pub_date") if row.get(key)), None)
            found.append((text, day))
            if len(found) >= count:
                break
    return found


def cold_start() -> float:
    """Seconds of import and first call in a fresh process, as installed: with bytecode, without Python's own start."""
    code = (
        "import time; t = time.perf_counter(); from jishi.extract.time import read_times; "
        "read_times('王毅1月27日同美国国务卿通电话', '2022-01-27'); print(time.perf_counter() - t)"
    )
    with tempfile.TemporaryDirectory() as cache:
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": cache}
        runs = []
        for _ in range(6):
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
            runs.append(float(done.stdout))
    return min(runs)


def _timed(text: str) -> float:
    """Seconds of processor time to read one text."""
    from jishi.extract.time import read_times

    begin = time.process_time()
    read_times(text, "2022-01-27")
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--jionlp", metavar="PYTHON")
    arguments = parser.parse_args()
    from jishi.extract.time import read_times

    texts = articles(arguments.shared, arguments.articles)
    print(f"import and first call: {cold_start():.3f} s")
    begin = time.process_time()
    count = sum(len(read_times(text, day)) for text, day in texts)
    spent = time.process_time() - begin
    total = sum(len(text) for text, _ in texts)
    print(f"{len(texts)} articles, {total:,} characters, {count:,} times: {total / spent:,.0f} characters a second")
    joined = "\n".join(text for text, _ in texts)[:100_000]
    shares = []
    for copies in (1, 10):
        piece = "\n".join([joined] * copies)
        shares.append(min(_timed(piece) for _ in range(3)))
    print(f"10 times the text takes {shares[1] / shares[0]:.1f} times the time")
    if arguments.jionlp:
        sample = json.dumps([text for text, _ in texts[:60]])
        command = [arguments.jionlp, "-c", _JIONLP]
        done = subprocess.run(command, input=sample, capture_output=True, text=True, check=True)
        print(f"jionlp extract_time: {float(done.stdout.split()[-1]):,.0f} characters a second")


if __name__ == "__main__":
    main()
