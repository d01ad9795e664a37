"""Scripts, styles and comments, cut out of a page before its tree is built."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_RAW: Final = re.compile(r"<(?:!--|([sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE])(?=[\s/>]))")
_CLOSING: Final = {
    "s": re.compile(r"</[sS][cC][rR][iI][pP][tT](?=[\s/>])"),
    "t": re.compile(r"</[sS][tT][yY][lL][eE](?=[\s/>])"),
}


class Script(NamedTuple):
    """A script: its opening tag and what stands in it."""

    tag: str
    text: str


def split_scripts(text: str) -> tuple[str, list[Script]]:
    """The page without its scripts, styles and comments, and the scripts.

    Half of many a page is script: found as plain text, it need not be cut into tags. What is never
    closed goes on to the end of the page, as it does in a browser.
    """
    kept: list[str] = []
    scripts: list[Script] = []
    at = 0
    while (match := _RAW.search(text, at)) is not None:
        start = match.start()
        kept.append(text[at:start])
        kind = match.group(1)
        if kind is None:
            end = text.find("-->", start + 2)
            at = end + 3 if end >= 0 else len(text)
            continue
        opened = text.find(">", match.end())
        closing = _CLOSING["s" if kind[1] in "cC" else "t"].search(text, opened) if opened >= 0 else None
        if closing is None:
            at = len(text)
            break
        if kind[1] in "cC":
            scripts.append(Script(text[start:opened], text[opened + 1 : closing.start()]))
        end = text.find(">", closing.end())
        at = end + 1 if end >= 0 else len(text)
    kept.append(text[at:])
    return "".join(kept), scripts
