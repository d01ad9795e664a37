"""How well articles are read: bench/reading.py SHARED [--misses] [--peers DIR] [--quick]

Prints: body F1 over character 4-grams on saved pages (with peers where installed), title, publish day,
first and last sentence and dropped furniture against the gold, robustness over the news files and the
bulk texts, and speed in pages a second a core. `--peers` names a folder of site-packages with the published
tools. `--misses` never shows the annotated articles that are held out (`gold.py`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from jishi.extract.reading import read_bytes, read_file
from jishi.records import Article, Skipped


def squeeze(text: str | None) -> str:
    return "".join((text or "").split())


def grams(text: str) -> Counter[str]:
    text = squeeze(text)
    return Counter(text[i : i + 4] for i in range(len(text) - 3))


def f1(gold: str, got: str) -> float:
    a, b = grams(gold), grams(got)
    hit = sum((a & b).values())
    return 2 * hit / (sum(a.values()) + sum(b.values()) or 1)


def body_of(article: Article) -> str:
    return article.text[len(article.title) + 1 :] if article.title else article.text


def ours(data: bytes) -> str:
    return "\n".join(body_of(a) for a in read_bytes(data, "page.html") if isinstance(a, Article))


def peers() -> dict[str, Callable[[bytes], str]]:
    """Published tools that are installed here, by name."""
    found: dict[str, Callable[[bytes], str]] = {}
    try:
        import trafilatura

        found[f"trafilatura {trafilatura.__version__}"] = lambda data: trafilatura.extract(data) or ""
    except ImportError:
        pass
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding

        found["resiliparse"] = lambda data: extract_plain_text(
            bytes_to_str(data, detect_encoding(data)), main_content=True
        )
    except ImportError:
        pass
    return found


def pages(shared: Path, misses: bool) -> None:
    """Body F1 and speed on the saved pages, ours and the peers' in the same run."""
    suite = shared / "suites" / "reading"
    gold = [json.loads(line) for line in (suite / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    data = [(suite / row["file"]).read_bytes() for row in gold]
    tools = {"jishi": ours, **peers()}
    texts = {name: [extract(page) for page in data] for name, extract in tools.items()}
    # The best of three runs a page, the tools in turn: what else the machine does hits all alike.
    spent = dict.fromkeys(tools, 0.0)
    for page in data:
        for name, extract in tools.items():
            spent[name] += best_of(extract, page) / len(data)
    for name, found in texts.items():
        scores = [f1(row["body"], text) for row, text in zip(gold, found, strict=True)]
        if misses and name == "jishi":
            for row, score in zip(gold, scores, strict=True):
                if score < 0.97:
                    print(f"  {score:.3f} {row['id'][:8]} {row['url'][:70]}")
        print(
            f"pages: {name:22s} mean F1 {sum(scores) / len(scores):.4f}, {sum(s < 0.5 for s in scores)} under 0.5, "
            f"lowest {min(scores):.3f}, {1000 * spent[name]:.1f} ms a page, {1 / spent[name]:.0f} pages a second"
        )
    for name, seconds in spent.items():
        if name != "jishi":
            print(f"pages: speed ratio to {name}: {seconds / spent['jishi']:.1f}")


def best_of(extract: Callable[[bytes], str], page: bytes, runs: int = 3) -> float:
    """Seconds of processor time for a page, the best of some runs."""
    times = []
    for _ in range(runs):
        before = time.process_time()
        extract(page)
        times.append(time.process_time() - before)
    return min(times)


def gold_dev(shared: Path, shown: bool) -> None:
    """Title, publish day, first and last sentence, furniture, as gold/score.py counts them."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    misses = False

    def check(name: str, good: bool, file: str, detail: str) -> None:
        of[name] += 1
        right[name] += good
        if misses and not good:
            print(f"  {name}: {file[:30]}: {detail}")

    for number, path in enumerate(sorted((shared / "gold" / "dev").glob("*.json"))):
        misses = shown and number % 3 == 0  # never the held-out third, by either count in use
        g = json.loads(path.read_text(encoding="utf-8"))
        file = next(p for folder in ("news", "seeds") if (p := shared / folder / g["file"]).exists())
        article = next((a for a in read_file(file, g["file"]) if isinstance(a, Article)), None)
        title = article.title if article else None
        text = squeeze(article.text if article else "")
        day = (article.published or "")[:10] if article else ""
        if g["title"] is not None:
            check("title", squeeze(title) == squeeze(g["title"]), g["file"], f"{title} ≠ {g['title']}")
        check("publish day", day == (g["published"] or "")[:10], g["file"], f"{day} ≠ {g['published']}")
        if g["body_first"]:
            kept = squeeze(g["body_first"]) in text and squeeze(g["body_last"]) in text
            check("first and last sentence", kept, g["file"], "")
        for furniture in g.get("not_body", []):
            gone = bool(article) and squeeze(furniture) not in text
            check("furniture dropped", gone, g["file"], furniture)
    for name in of:
        print(f"gold: {name:24s} {right[name] / of[name]:.4f} ({right[name]} of {of[name]})")


def robustness(shared: Path, misses: bool, limit: int | None) -> None:
    """Every news file and bulk text: an article or a reason."""
    files = articles = skipped = 0
    for file in sorted((shared / "news").iterdir()):
        files += 1
        found = list(read_file(file, file.name))
        articles += sum(isinstance(a, Article) for a in found)
        for item in found:
            if isinstance(item, Skipped):
                skipped += 1
                if misses:
                    print(f"  {item}")
        assert found, f"{file}: nothing and no reason"
    print(f"robust: {files} news files, {articles} articles, {skipped} skipped with a reason")
    started, count, empty = time.process_time(), 0, 0
    with gzip.open(shared / "bulk" / "articles_10k.jsonl.gz", "rb") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                break
            found = list(read_bytes(line, "line.json"))
            assert found, f"bulk line {number}: nothing and no reason"
            count += 1
            empty += sum(isinstance(a, Skipped) for a in found)
    spent = time.process_time() - started
    print(f"robust: {count} bulk texts, {empty} skipped with a reason, {count / spent:.0f} texts a second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--peers", type=Path, help="a folder of site-packages with trafilatura and resiliparse")
    parser.add_argument("--quick", action="store_true", help="500 bulk texts only")
    args = parser.parse_args()
    if args.peers is not None:
        sys.path.append(str(args.peers))  # behind our own packages, which stay as they are
        if not peers():
            parser.error(f"{args.peers} holds neither trafilatura nor resiliparse")
    pages(args.shared, args.misses)
    gold_dev(args.shared, args.misses)
    robustness(args.shared, args.misses, 500 if args.quick else None)


if __name__ == "__main__":
    main()
