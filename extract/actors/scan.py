"""One pass of multi-pattern matching over the normalised text, and the best non-overlapping reading."""

from __future__ import annotations

from typing import NamedTuple

from .lexicon import Form, Lexicon


class Hit(NamedTuple):
    """A lexicon form at its place in the normalised text."""

    start: int
    end: int
    form: str
    what: Form


def scan(norm: str, lexicon: Lexicon) -> list[Hit]:
    """The forms of the best reading, in order: long forms win over short ones, whole over crossing."""
    automaton, patterns = lexicon.matcher
    forms = lexicon.forms
    hits = []
    for index, start, end in automaton.find_matches_as_indexes(norm, overlapping=True):
        form = patterns[index]
        if form.isascii() and not _ascii_bounded(norm, start, end):
            continue
        hits.append(Hit(start, end, form, forms[form]))
    return _best(hits)


def _ascii_bounded(norm: str, start: int, end: int) -> bool:
    before, after = norm[start - 1 : start], norm[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def _weight(hit: Hit) -> float:
    size = hit.end - hit.start
    bonus = 0.3 if hit.what.entities else 0.2 if hit.what.title else 0.0
    return float(size**1.5) + bonus


def _best(hits: list[Hit]) -> list[Hit]:
    """Weighted interval scheduling over connected runs of overlapping hits."""
    hits.sort(key=lambda hit: (hit.start, hit.end))
    chosen: list[Hit] = []
    run: list[Hit] = []
    reach = -1
    for hit in hits:
        if hit.start >= reach and run:
            chosen += _best_run(run)
            run = []
        run.append(hit)
        reach = max(reach, hit.end)
    return chosen + _best_run(run) if run else chosen


def _best_run(run: list[Hit]) -> list[Hit]:
    if len(run) == 1:
        return run
    run.sort(key=lambda hit: (hit.end, hit.start))
    best: list[tuple[float, list[Hit]]] = [(0.0, [])]
    ends = [0]
    for hit in run:
        before = max(i for i, end in enumerate(ends) if end <= hit.start)
        value = best[before][0] + _weight(hit)
        if value > best[-1][0]:
            best.append((value, [*best[before][1], hit]))
        else:
            best.append(best[-1])
        ends.append(hit.end)
    return best[-1][1]
