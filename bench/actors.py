"""Figures for actors: gold, television readouts with hidden titles, speed, memory, load time.

    python bench/actors.py ../shared [--quick]

Prints one line a measure with its target. `--quick` takes a sample of the readouts and of the bulk.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jishi.extract.actors import Lexicon, default_lexicon, find_actors
from jishi.extract.normalize import normalize, script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Actor, Article, Mention, Skipped

_JOINTS = re.compile(r"[、和及与]")
_NO_ACTOR = re.compile(
    r"(?:会议|大会|论坛|仪式|博览会|洽谈会|交易会|年|会|开始|座谈|国事|正式|一行|活动|提问|函|对话)$|^出席|^并|并出席|并同|开始"
)


def rows(path: Path, step: int = 1) -> Iterator[dict[str, Any]]:
    """Every `step`-th JSON line of a gzip file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step == 0:
                yield json.loads(line)


def article(text: str, published: str | None) -> Article:
    """An article by hand: no title, one body."""
    return Article(id="x", source="x", file="x", title=None, text=text, published=published, script=script_of(text))


def actors_of(text: str, published: str | None, lexicon: Lexicon) -> tuple[list[Mention], list[Actor]]:
    """Mentions and actors of a bare text."""
    return find_actors(article(text, published), split_sentences(text), [], lexicon)


def load_time() -> float:
    """Seconds of processor time until the lexicon is ready in a new process, imports left out."""
    code = (
        "import time, ahocorasick_rs, msgspec, opencc\n"
        "from jishi.extract.actors import lexicon\n"
        "t = time.process_time(); x = lexicon.default_lexicon(); x.matcher; print(time.process_time() - t)"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    return min(runs)


def gold(shared: Path, lexicon: Lexicon) -> None:
    """Runs `score.py` of the gold folder on predictions and prints its lines about actors."""
    from jishi.extract.reading import read_file
    from jishi.extract.time import find_times

    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((shared / "gold" / "dev").glob("*.json")):
            name = json.loads(path.read_text(encoding="utf-8"))["file"]
            source = next(p for d in ("news", "seeds") if (p := shared / d / name).exists())
            read = [a for a in read_file(source, name) if not isinstance(a, Skipped)]
            if not read:
                continue
            one = max(read, key=lambda a: len(a.text))
            mentions, actors = find_actors(one, split_sentences(one.text), find_times(one), lexicon)
            plain = [
                {"name": a.name, "type": a.type, "qid": a.qid, "mentions": a.mentions, "aliases": a.aliases}
                for a in actors
            ]
            (Path(folder) / path.name).write_text(
                json.dumps({"text": one.text, "title": one.title, "actors": plain}, ensure_ascii=False),
                encoding="utf-8",
            )
            assert all(one.text[m.start : m.end] == m.text for m in mentions)
        score = [sys.executable, str(shared / "gold" / "score.py"), str(shared / "gold" / "dev"), folder]
        done = subprocess.run(score, capture_output=True, text=True, check=True)
        for line in done.stdout.splitlines():
            if line.startswith("actors") or "predicted" in line:
                print(line)
        _ids(shared / "gold" / "dev", Path(folder))
    print("targets: found F1 .80, type .97, ids right .99, ids given .85")


def _ids(gold_dir: Path, folder: Path) -> None:
    given = total = 0
    for path in sorted(gold_dir.glob("*.json")):
        wanted = {a["qid"] for a in json.loads(path.read_text(encoding="utf-8"))["actors"] if a.get("qid")}
        out = folder / path.name
        found = {a["qid"] for a in json.loads(out.read_text(encoding="utf-8"))["actors"]} if out.exists() else set()
        given += len(wanted & found)
        total += len(wanted)
    print(f"actors: gold ids given {given / total:.3f} ({given} of {total})")


def found(wanted: str, mentions: list[Mention], actors: list[Actor]) -> bool:
    """Whether a person, office or side that a headline names is among the mentions with an actor.

    A name may lack its title or have one more (国家主席本扬, 本扬); an office (葡萄牙外长) is found where
    a mention consists of it and a name.
    """
    words = {normalize(w) for a in actors for w in (a.name, *a.mentions, *a.aliases)}
    words |= {normalize(m.text) for m in mentions}
    if wanted in words or any(w.endswith("·" + wanted) or (len(w) > 1 and wanted.endswith(w)) for w in words):
        return True
    return any(m.form == "title_name" and m.actors and wanted in normalize(m.text) for m in mentions)


def told(wanted: str, text: str) -> bool:
    """Whether the text below the headline says these words, so that they could be found."""
    return wanted in text


def silver(shared: Path, lexicon: Lexicon, step: int) -> None:
    """Actors of the headline found in the text below it.

    Headlines give occasions and purposes too (…论坛, 出席…, 并座谈): parts that are no actor by their
    ending are left out, and so are parts that the text itself never says.
    """
    seen, hits, left_out = [0, 0], [0, 0], 0
    misses = []
    for row in rows(shared / "bulk" / "readouts_silver.jsonl.gz", step):
        mentions, actors = actors_of(row["text"], row["published"][:10], lexicon)
        text = normalize(row["text"])
        for side, key in enumerate(("actor_a", "actor_b")):
            parts = [normalize(part) for part in _JOINTS.split(row["silver_from_title"].get(key) or "") if part]
            good = [part for part in parts if not _NO_ACTOR.search(part) and told(part, text)]
            left_out += len(parts) - len(good)
            for part in good:
                seen[side] += 1
                hit = found(part, mentions, actors)
                hits[side] += hit
                if not hit and side:
                    misses.append(part)
    print(f"readouts, title hidden: actor_a {hits[0] / seen[0]:.3f} of {seen[0]} (target .95)")
    print(
        f"readouts, title hidden: actor_b {hits[1] / seen[1]:.3f} of {seen[1]} (target .85); {left_out} parts not told"
    )
    if "--misses" in sys.argv:
        print("  " + " | ".join(misses[:400]))


def speed(shared: Path, lexicon: Lexicon, step: int) -> None:
    """Characters a second beside jieba.posseg on the same texts in the same run."""
    texts = [row["text"][:4000] for row in rows(shared / "bulk" / "articles_10k.jsonl.gz", step)]
    size = sum(map(len, texts))
    start = time.perf_counter()
    for text in texts:
        actors_of(text, "2020-09-01", lexicon)
    ours = size / (time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    import jieba
    import jieba.posseg as posseg

    jieba.setLogLevel(60)
    posseg.lcut("预热")
    start = time.perf_counter()
    for text in texts:
        posseg.lcut(text)
    theirs = size / (time.perf_counter() - start)
    print(f"speed: actors {ours:,.0f} characters a second, jieba.posseg {theirs:,.0f} ({len(texts)} articles)")
    print(f"memory of the process before jieba: {memory:.0f} MB (target 250)")


def main() -> None:
    """Print all figures."""
    shared = Path(sys.argv[1])
    quick = "--quick" in sys.argv
    print(f"lexicon ready in {load_time():.3f} s of processor time (target 0.3)")
    lexicon = default_lexicon()
    speed(shared, lexicon, 400 if quick else 200)
    silver(shared, lexicon, 8 if quick else 1)
    gold(shared, lexicon)


if __name__ == "__main__":
    main()
