"""Audits the installed dependencies without a network: audit.py CONSTRAINTS PYPROJECT CONTRIBUTING

Run with the Python of an environment that holds the wheel alone. Every distribution there must be
pinned in the constraints to the version that lies there, be under a licence that allows passing it
on, have each file as its own record of hashes says, and be asked for by somebody; every direct
dependency must have its reason in CONTRIBUTING.md. Known weaknesses are not told offline: that needs
a database from the network (`pip-audit`).
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|Zlib|Unlicense|Public Domain|0BSD)\b",
    re.I,
)
TOOLS = {"pip", "setuptools", "jishi"}
"""Not ours to pin: the installer, and what is being built."""


def plain(name: str) -> str:
    """A distribution's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(found: Distribution) -> str:
    """What the metadata say of the licence."""
    meta = found.metadata
    told = [meta.get("License-Expression") or "", (meta.get("License") or "")[:200]]
    told += [line for line in meta.get_all("Classifier") or [] if line.startswith("License ::")]
    return " / ".join(filter(None, told))


def damaged(found: Distribution) -> Iterator[str]:
    """Files that are missing or not as the distribution's record says."""
    for file in found.files or ():
        if file.hash is None:
            continue
        path = Path(str(file.locate()))
        if not path.is_file():
            yield f"{file} is missing"
            continue
        digest = hashlib.new(file.hash.mode, path.read_bytes()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
            yield f"{file} is not as it was packed"


def complaints(pins: dict[str, str], direct: set[str], reasons: str) -> Iterator[str]:
    """All that is wrong, a line each."""
    installed = {plain(one.metadata["Name"]): one for one in distributions()}
    asked = {plain(re.split(r"[^\w.-]", line)[0]) for one in installed.values() for line in one.requires or ()}
    for name, one in sorted(installed.items()):
        if name in TOOLS:
            continue
        if pins.get(name) != one.version:
            yield f"{name} {one.version}: the constraints say {pins.get(name, 'nothing')}"
        if not ALLOWED.search(licence(one)):
            yield f"{name}: licence {licence(one)!r} is not on the list"
        if name not in asked | direct:
            yield f"{name}: nobody asks for it"
        yield from (f"{name}: {line}" for line in damaged(one))
    for name in sorted(direct):
        if name not in installed:
            yield f"{name}: asked for and not installed"
        if f"`{name}`" not in reasons:
            yield f"{name}: no reason in CONTRIBUTING.md"


def main() -> int:
    constraints, project, contributing = map(Path, sys.argv[1:4])
    pairs = (line.split("==") for line in constraints.read_text().splitlines() if "==" in line)
    pins = {plain(name): version.split(";")[0].strip() for name, version in pairs}
    table = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    direct = {plain(re.split(r"[^\w.-]", line)[0]) for line in table}
    found = list(complaints(pins, direct, contributing.read_text(encoding="utf-8")))
    print(
        "\n".join(found)
        or f"audit: {sum(1 for _ in distributions())} distributions pinned, whole, under known licences"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
