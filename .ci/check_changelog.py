"""Checks that CHANGELOG.md has an entry for the version in pyproject.toml or under Unreleased."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", text, flags=re.M)[1:]
    for section in sections:
        head, _, body = section.partition("\n")
        if head.strip("[] ").startswith((version, "Unreleased")) and re.search(r"^- ", body, flags=re.M):
            print(f"CHANGELOG.md: entry for {head.strip()}")
            return 0
    print(f"CHANGELOG.md has no entry for {version}: add a line under '## {version}' or '## Unreleased'")
    return 1


if __name__ == "__main__":
    sys.exit(main())
