"""One tool alone over articles: peers.py TOOL FILE, in an environment where the tool is installed.

FILE holds articles as JSON lines. Prints the articles a second of processor time, in the mean and in
the median, after a few articles to warm up. Tools: `jishi` (reading and extraction, the merge and the
files of the whole path apart), `trafilatura` (reading), `jieba` (tagging by jieba.posseg), `jionlp`
(time expressions).
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

TOOLS = ("jishi", "trafilatura", "jieba", "jionlp")
WARM = 5
Work = Callable[[dict[str, Any]], object]


def _page(item: dict[str, Any]) -> str:
    body = "".join(f"<p>{line}</p>" for line in item["text"].split("\n"))
    head = f"<head><title>{item['title']}</title></head>"
    return f"<html>{head}<body><article><h1>{item['title']}</h1>{body}</article></body></html>"


def _jishi() -> Work:
    from jishi.extract import extract
    from jishi.extract.reading import read_bytes
    from jishi.records import Article, to_json

    def work(item: dict[str, Any]) -> object:
        found = read_bytes(json.dumps(item, ensure_ascii=False).encode(), f"{item['id']}.json")
        return [to_json(extract(one)) for one in found if isinstance(one, Article)]

    return work


def _trafilatura() -> Work:
    import trafilatura

    return lambda item: trafilatura.extract(_page(item))


def _jieba() -> Work:
    import jieba.posseg

    return lambda item: list(jieba.posseg.cut(item["text"]))


def _jionlp() -> Work:
    import jionlp

    return lambda item: jionlp.ner.extract_time(item["text"])


def run(tool: str, items: Sequence[dict[str, Any]]) -> None:
    """Time each article and print the rates."""
    work = {"jishi": _jishi, "trafilatura": _trafilatura, "jieba": _jieba, "jionlp": _jionlp}[tool]()
    for item in items[:WARM]:
        work(item)
    spent = []
    for item in items:
        begun = time.process_time()
        work(item)
        spent.append(time.process_time() - begun)
    mean, median = len(spent) / sum(spent), 1 / statistics.median(spent)
    print(f"{tool} alone: {mean:.1f} articles/s in the mean, {median:.1f} in the median of {len(spent)}")


def compare(items: Sequence[dict[str, Any]], pythons: Sequence[str], scratch: Path) -> None:
    """Run every tool over the same articles, one after another, with the first Python that has it."""
    path = scratch / "articles.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), encoding="utf-8")
    for tool in TOOLS:
        chosen = next((one for one in (sys.executable, *pythons) if _has(one, tool)), None)
        if chosen is None:
            print(f"{tool}: not installed", flush=True)
            continue
        done = subprocess.run([chosen, __file__, tool, str(path)], capture_output=True, text=True, check=False)
        shown = (done.stdout if not done.returncode else done.stderr).splitlines()[-1:]
        print(*shown, flush=True)


def _has(python: str, tool: str) -> bool:
    code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({tool!r}) is None)"
    return subprocess.run([python, "-c", code], check=False).returncode == 0


if __name__ == "__main__":
    lines = Path(sys.argv[2]).read_text(encoding="utf-8").split("\n")
    run(sys.argv[1], [json.loads(line) for line in lines])
