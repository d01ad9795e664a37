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
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median
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
        "import time, ahocorasick_rs, msgspec, opencc, zstandard\n"
        "from jishi.extract.actors import lexicon\n"
        "from jishi.extract.actors.segment import segmenter_of\n"
        "t = time.process_time(); segmenter_of(lexicon.default_lexicon()); print(time.process_time() - t)"
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
    a mention consists of it and a name, or where somebody's printed office is it.
    """
    words = {normalize(w) for a in actors for w in (a.name, *a.mentions, *a.aliases)}
    words |= {normalize(m.text) for m in mentions} | {normalize(role) for a in actors for role in a.roles}
    if wanted in words or any(w.endswith("·" + wanted) or (len(w) > 1 and wanted.endswith(w)) for w in words):
        return True
    return any(m.form == "title_name" and m.actors and wanted in normalize(m.text) for m in mentions)


def holds(wanted: str, actors: list[Actor], day: str, lexicon: Lexicon) -> bool:
    """Whether the holder of a country's office (德国总理) on the day is among the actors, by whatever name."""
    keys = {a.qid for a in actors if a.qid} | {f"person:{a.name}" for a in actors}
    for size in range(2, len(wanted) - 1):
        iso = lexicon.country_of(wanted[:size])
        offices = lexicon.offices_of(iso, wanted[size:]) if iso else []
        if any(lexicon.entities[i].key in keys for i in lexicon.holders(offices, day)):
            return True
    return False


def silver(shared: Path, lexicon: Lexicon, step: int) -> None:
    """Actors of the headline found in the text below it, counted in two ways.

    An office of a country in the headline is found in its holder on the day too. Strict: every part of the headline
    that the pattern calls an actor counts, as it stands there. Lenient: parts that
    are no actor by their ending (…论坛, 出席…, 并座谈) are left out, and so are parts that the text below the headline
    never says, so that nobody could find them there.
    """
    seen = {"strict": [0, 0], "lenient": [0, 0]}
    hits = {"strict": [0, 0], "lenient": [0, 0]}
    left_out: Counter[str] = Counter()
    misses = []
    for row in rows(shared / "bulk" / "readouts_silver.jsonl.gz", step):
        mentions, actors = actors_of(row["text"], row["published"][:10], lexicon)
        text = normalize(row["text"])
        for side, key in enumerate(("actor_a", "actor_b")):
            for part in filter(None, map(normalize, _JOINTS.split(row["silver_from_title"].get(key) or ""))):
                why = "no actor by its ending" if _NO_ACTOR.search(part) else "" if part in text else "not in the text"
                left_out[why] += side
                hit = found(part, mentions, actors) or holds(part, actors, row["published"][:10], lexicon)
                for rule in ("strict",) if why else ("strict", "lenient"):
                    seen[rule][side] += 1
                    hits[rule][side] += hit
                if not hit and side and not why:
                    misses.append(part)
    for side, (name, target) in enumerate((("actor_a", ".95"), ("actor_b", ".85"))):
        for rule in seen:
            share = hits[rule][side] / seen[rule][side]
            print(f"readouts, title hidden: {name} {rule} {share:.3f} of {seen[rule][side]} (target {target})")
    print("  lenient leaves out, of actor_b: " + ", ".join(f"{n} {w}" for w, n in sorted(left_out.items()) if w and n))
    if "--misses" in sys.argv:
        print("  " + " | ".join(misses[:400]))


def speed(shared: Path, lexicon: Lexicon, step: int) -> None:
    """Processor time a text beside jieba.posseg, on the same texts in the same run, text about text; and memory."""
    texts = [row["text"][:4000] for row in rows(shared / "bulk" / "articles_10k.jsonl.gz", step)]
    actors_of(texts[0], "2020-09-01", lexicon)
    ours = [_seconds(lambda text=text: actors_of(text, "2020-09-01", lexicon)) for text in texts]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    import jieba
    import jieba.posseg as posseg

    jieba.setLogLevel(60)
    posseg.lcut("预热")
    theirs = [_seconds(lambda text=text: posseg.lcut(text)) for text in texts]
    for name, times in (("actors", ours), ("jieba.posseg", theirs)):
        print(
            f"speed: {name} mean {1000 * mean(times):.1f} ms, median {1000 * median(times):.1f} ms a text "
            f"({len(texts)} texts, {sum(map(len, texts)):,} characters, processor time)"
        )
    slower = sum(a > b for a, b in zip(ours, theirs, strict=True))
    print(
        f"speed: actors take {sum(ours) / sum(theirs):.2f} of jieba.posseg's time in all, "
        f"{median(ours) / median(theirs):.2f} by the medians (target 1); slower on {slower} of {len(texts)} texts"
    )
    print(f"memory, peak of the process before jieba.posseg: {memory:.0f} MB (target 250)")


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


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
