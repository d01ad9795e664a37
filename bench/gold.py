"""Extracts the annotated articles and scores them: gold.py ARTICLES... GOLD [--types] [--misses] [--seen] [--keep DIR]

ARTICLES are the folders with the article files, GOLD the folder of annotations (`../shared/gold/dev`),
beside which `score.py` lies. Every third article by name is held out: it is never looked at while
rules are written, and its figures are printed apart. `--misses` prints what was missed and what is
extra in the other two thirds only. `--seen` reads and scores these two alone and then each of them apart,
for choosing what must hold in both.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from jishi.extract import extract
from jishi.extract.reading import read_file
from jishi.records import Article, to_dict

HELD_OUT = 1
"""The remainder of the article's number by three that is held out (the seeds are not)."""


def squeeze(text: str | None) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text or "")


def read_article(gold: dict[str, Any], folders: list[Path]) -> Article | None:
    """The article that an annotation is about; of several in a file, the one with its first sentence."""
    for folder in folders:
        path = folder / gold["file"]
        if path.exists():
            found = [item for item in read_file(path, path.name) if isinstance(item, Article)]
            first = squeeze(gold["body_first"])
            return max(found, key=lambda a: first in squeeze(a.text), default=None)
    return None


def predict(names: list[Path], folders: list[Path], out: Path) -> None:
    """Writes the record of every annotated article."""
    for path in names:
        article = read_article(json.loads(path.read_text(encoding="utf-8")), folders)
        if article is None:
            print(f"not read: {path.stem}", file=sys.stderr)
            continue
        record = json.dumps(to_dict(extract(article)), ensure_ascii=False)
        (out / path.name).write_text(record, encoding="utf-8")


def score(scorer: Path, names: list[Path], predicted: Path, flags: list[str]) -> str:
    """What score.py prints for these annotations."""
    with tempfile.TemporaryDirectory() as chosen:
        for path in names:
            (Path(chosen) / path.name).write_bytes(path.read_bytes())
        command = [sys.executable, str(scorer), chosen, str(predicted), *flags]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


FIGURE = re.compile(r"^(.+?)\s+(?:P .* F1|accuracy) ([0-9.]+)", re.M)
"""A line of score.py: its name, and its F1 or accuracy."""


def gaps(seen: str, held: str) -> list[str]:
    """Lines with the difference of each F1 or accuracy between the two parts."""
    left, right = dict(FIGURE.findall(seen)), dict(FIGURE.findall(held))
    return [
        f"gap {name:54s} {float(a):.3f} - {float(right[name]):.3f} = {float(a) - float(right[name]):+.3f}"
        for name, a in left.items()
        if name in right
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--types", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--seen", action="store_true", help="leave the held-out third alone")
    parser.add_argument("--keep", type=Path, help="keep the predicted records in this folder")
    args = parser.parse_args()
    *articles, gold = args.folders
    scorer = gold.resolve().parent / "score.py"
    names = sorted(gold.glob("*.json"))
    seen = [path for i, path in enumerate(names) if i % 3 != HELD_OUT]
    held = [path for i, path in enumerate(names) if i % 3 == HELD_OUT]
    types = ["--types"] if args.types else []
    with tempfile.TemporaryDirectory() as scratch:
        out = args.keep or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        predict(seen if args.seen else names, articles, out)
        if args.seen:
            thirds = [names[0::3], names[2::3]]
            flags = types + (["--misses"] if args.misses else [])
            print(
                score(scorer, seen, out, flags), *(score(scorer, part, out, []) for part in thirds), sep="\n== third\n"
            )
            return 0
        parts = [score(scorer, part, out, flags) for part, flags in (
            (seen, types + (["--misses"] if args.misses else [])), (held, []), (names, types),
        )]  # fmt: skip
    for title, text in zip(("two thirds, seen", "every third, held out", "all"), parts, strict=True):
        print(f"== {title}\n{text}")
    print("\n".join(gaps(parts[0], parts[1])))
    print("\n".join(f"all {name} = {value}" for name, value in FIGURE.findall(parts[2])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
