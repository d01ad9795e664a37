"""Readers' comments, found by how they are built: each with a time and a row of buttons below or above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line

_BUTTONS = re.compile(
    r"(?:回复|回覆|举报|检举|引用|点赞|赞|顶|踩|支持|反对|分享|收藏|喜欢|删除|有用|没用|鲜花|鸡蛋|使用道具|条|楼主|ta"
    r"|reply|like|share|[\d\s()\[\]·|+:./,-])+$",
    re.I,
)
_ANSWER = re.compile(r"回复|回覆|举报|检举|引用|[顶踩]|支持|反对|reply", re.I)
"""What readers do with what others wrote, and not with an article."""
_PUSHED = re.compile(r"[推嘘→]\s?[A-Za-z][A-Za-z0-9_]{1,13}\s?:")
"""A reply of one line on the boards of Taiwan: a mark for or against, the name of an account, the words."""
_NEAR = 12
"""How many lines a comment with its author, time and buttons may have."""


def without_comments(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, its readers' comments turned into lines of a region aside.

    Comments are told by rows of buttons (回复 举报, 顶 3 踩 1) that recur with a time between them. What
    stands above the first such row is a comment too, unless no other text stands above it: then it is the
    text that is commented on, as in a forum. Lines that begin with a mark and the name of an account are too.
    """
    rows = [i for i, line in enumerate(lines) if _is_row(line.text)]
    kept = list(lines)
    pushed = [i for i, line in enumerate(lines) if line.text[0] in "推嘘→" and _PUSHED.match(line.text)]
    for i in pushed if len(pushed) > 1 else ():
        kept[i] = Line(lines[i].block, lines[i].text, -3.0, "aside", True)
    told = next((i for i, line in enumerate(lines) if line.role == "text" and line.score > 0), len(lines))
    for run in _runs(lines, rows):
        first = _first(lines, run, told)
        for i in range(first, run[-1] + 1):
            line = lines[i]
            if not line.loose:
                kept[i] = Line(line.block, line.text, -3.0, "aside", True)
    return kept


def _is_row(text: str) -> bool:
    return len(text) < 40 and _BUTTONS.match(text) is not None and _ANSWER.search(text) is not None


def _runs(lines: Sequence[Line], rows: Sequence[int]) -> list[list[int]]:
    """Rows of the same buttons that follow each other with a time and some words between each two."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and _shape(lines[row]) == _shape(lines[runs[-1][-1]]) and _is_comment(lines[runs[-1][-1] + 1 : row]):
            runs[-1].append(row)
        elif runs and row == runs[-1][-1] + 1:
            runs[-1][-1] = row
        else:
            runs.append([row])
    return [run for run in runs if len(run) > 1]


def _shape(line: Line) -> str:
    return "".join(c for c in line.text if c.isalpha())


def _is_comment(between: Sequence[Line]) -> bool:
    told = any(line.role in ("text", "plain") for line in between)
    return told and len(between) <= _NEAR and any(_timed(line) for line in between)


def _timed(line: Line) -> bool:
    return line.role == "stamp" or (line.role == "label" and line.text.endswith("前"))


def _first(lines: Sequence[Line], run: Sequence[int], told: int) -> int:
    """Where the first comment begins: as far above its time as the second one's beginning is above its own.
    `told` is the first line of running text on the page."""
    row, after = run[0], run[1]
    lead = next(k for k, line in enumerate(lines[row + 1 : after]) if _timed(line))
    timed = next((i for i in range(row, max(-1, row - _NEAR), -1) if _timed(lines[i])), None)
    if timed is None:
        return row + 1
    start = max(0, timed - lead)
    return row + 1 if told >= start else start
