"""Finds a Chromium or Chrome for the browser tests; run as a script, it installs one if there is none.

Order: a browser on the PATH (or in JISHI_BROWSER), Debian's package where apt and root are there,
then Playwright's own download. Whatever fails, the browser tests fail too and say what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADVICE = "Install Chromium or Chrome (Debian: apt-get install chromium), or set JISHI_BROWSER to its path."
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Path of a browser, or None."""
    given = os.environ.get("JISHI_BROWSER")
    if given:
        return given
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _downloaded()


def _downloaded() -> str | None:
    """The Chromium that Playwright downloaded, if it did."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as play:
        path = Path(play.chromium.executable_path)
    return str(path) if path.exists() else None


def install() -> None:
    """Tries Debian's packages, then Playwright's download."""
    attempts: list[list[str]] = []
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        attempts += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"]]
    attempts.append([sys.executable, "-m", "playwright", "install", "chromium"])
    for command in attempts:
        print("installing a browser for the tests:", " ".join(command), file=sys.stderr)
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if find():
            return


if __name__ == "__main__":
    if not find():
        install()
    found = find()
    print(f"browser for the tests: {found}" if found else f"no browser: its tests will fail. {ADVICE}", file=sys.stderr)
