"""Names written by their sound: runs of characters of transliterations, which an interpunct or hyphen may join."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Final

from .cues import cue
from .letters import APOSTROPHES, INTERPUNCTS, Path, is_han

HYPHENS: Final = frozenset(INTERPUNCTS + "-")
_PRIOR: Final = -62
_SHORT: Final = 8
"""What a name of two characters has less."""
_LIMIT: Final = 9
_ODD_LIMIT: Final = 5
_FULL_LIMIT: Final = 24
_INTERPUNCT: Final = 85
_ODD: Final = -80
_NONE: Final = -(10**9)
_COMMON: Final = -105
_EVERYDAY: Final = -125
"""How frequent a word of the characters of transliterations alone is at least, and another noun."""
_NEXT_JOINT: Final = re.compile(f"[\u4e00-\u9fff]{{1,{_LIMIT}}}[{INTERPUNCTS}][\u4e00-\u9fffA-Z]")
"""The rest of a part with an interpunct behind it."""


class Links:
    """Words between two names that have an interpunct each: verbs, prepositions, conjunctions, nouns (妻子).

    Args:
        words: word → ten times the logarithm of its share in running text.
        tags: word → jieba's tag.
        translit: the characters of transliterations; a rare word of these alone (特多) is a part of a name.
    """

    def __init__(self, words: Mapping[str, int], tags: Mapping[str, str], translit: Container[str]) -> None:
        self._words, self._tags, self._translit = words, tags, translit

    def at(self, text: str, at: int) -> bool:
        """Whether such a word stands at an offset inside a name, and an interpunct of another name behind it."""
        behind = _NEXT_JOINT.match(text, at + 1)
        if behind is None:
            return False
        return text[at] in cue("names.links") or any(self._joins(text[at : at + n]) for n in (2, 3))

    def _joins(self, word: str) -> bool:
        tag = self._tags.get(word)
        if tag is None or tag.startswith(("nr", "ns", "nz", "nt")) or word[0] in HYPHENS:
            return False
        if all(char in self._translit for char in word):
            return tag[0] in "vpcd" and self._words[word] > _COMMON
        return tag[0] in "vpcd" or self._words[word] > _EVERYDAY


class ForeignNames:
    """Offers the foreign names of a text, while its characters are read in order.

    Args:
        path: the cuts so far; complete for each beginning up to the character read.
        shares: character of transliterations → ten times the logarithm of its share in them.
        links: tells the words that may stand between two names.
        named_at, bonus: where a name is likelier than elsewhere, and by how much.
    """

    __slots__ = (
        "_bonus", "_end", "_lead", "_lead_at", "_links", "_named_at", "_path", "_shares", "_start", "_sums", "_text",
    )  # fmt: skip

    def __init__(
        self, path: Path, text: str, shares: Mapping[str, int], links: Links, named_at: int, bonus: int
    ) -> None:
        self._path, self._text, self._shares, self._links = path, text, shares, links
        self._sums: list[int] = []
        self._named_at, self._bonus = named_at, bonus
        self._start = self._end = self._lead_at = -1
        self._lead = _NONE

    def extend(self, at: int) -> None:
        """A character of transliterations stands at `at`: offers the names that end with it.

        Of the names of three and more characters the best is known from the beginnings before:
        what each scores differs by the same for all ends.
        """
        stop, share = at + 1, self._shares[self._text[at]]
        if at != self._end:
            self._start, self._end, self._lead, self._sums = at, stop, _NONE, [0, share]
            return
        self._end = stop
        score, back, tag = self._path
        start, total = at - 1, self._sums[-1] + share
        self._sums.append(total)
        value = score[start] + total - self._sums[start - self._start] + _PRIOR - _SHORT
        if start == self._named_at:
            value += self._bonus
        if start > self._start:
            self._lead_from(start - 1) if stop - self._start <= _LIMIT else self._lead_within(stop)
            if self._lead + total >= value:
                value, start = self._lead + total, self._lead_at
        if value > score[stop] or (value == score[stop] and start < back[stop]):
            score[stop], back[stop], tag[stop] = value, start, "foreign"

    def _lead_from(self, start: int) -> None:
        """Keeps the best beginning of a name of three and more characters, of equals the first."""
        value = self._path.score[start] - self._sums[start - self._start] + _PRIOR
        if start == self._named_at:
            value += self._bonus
        if value > self._lead:
            self._lead, self._lead_at = value, start

    def _lead_within(self, stop: int) -> None:
        """The same in a run that is longer than any name."""
        self._lead = _NONE
        for start in range(stop - _LIMIT, stop - 2):
            self._lead_from(start)

    def join(self, at: int) -> None:
        """An interpunct or hyphen stands at `at`: offers the names that go on behind it."""
        if at == self._end:
            for start in range(max(self._start, at - _LIMIT), at):
                self._read(start)

    def _elided(self, char: str, at: int, end: int) -> bool:
        """Whether an apostrophe stands behind the first character of a name that may have one (奥'康纳)."""
        return char in APOSTROPHES and end - at == 2 and self._text[at] in cue("names.elided")

    def _read(self, at: int) -> None:
        """The names from `at` on, by all their parts."""
        text, shares = self._text, self._shares
        score = self._path.score[at] + _PRIOR + (self._bonus if at == self._named_at else 0)
        since = joined = 0
        for end in range(at + 1, min(at + _FULL_LIMIT, len(text)) + 1):
            char = text[end - 1]
            share = shares.get(char)
            if share is None:
                if (char in HYPHENS and (char != "-" or since)) or self._elided(char, at, end):
                    if not since or end >= len(text) or not _starts_part(text[end]):
                        break
                    score += _INTERPUNCT if char != "-" else 0
                    since, joined = 0, joined + (char != "-")
                    continue
                if not joined:
                    break
                share = _ODD
                if since >= _ODD_LIMIT:
                    break
            if joined and since and self._links.at(text, end - 1):
                break  # 约翰·史密斯|会见|玛丽·布朗
            score += share
            since += 1
            if since > _LIMIT or not (is_han(char) or char.isupper()):
                break
            if end - at > (3 if self._elided(text[at + 1], at, at + 2) else 1) and is_han(char):
                self._path.offer_late(at, end, score - (_SHORT if end - at == 2 else 0), "foreign")


def _starts_part(char: str) -> bool:
    return is_han(char) or char.isupper()
