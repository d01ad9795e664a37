"""Which two, or three, or more are meant: 双方, 两国, 三国, 中美, 两公司, 前者.

All of it is read against what the text names in front of the words; where more than one reading is
left, nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from .cues import cue, cue_pairs
from .delegates import mixed_sides
from .identity import known_actor
from .model import Doc, Ref


@dataclass
class Focus:
    """What the text so far is about, each with its offset, in order.

    `countries` by ISO code, `owners` those whose bodies act (亚美尼亚外交部); `pairs` those named together;
    `people` and `bodies` by key; `heads` where somebody stands for an international body. `genders`: key → f or m, as
    the pronouns so far say.
    """

    countries: list[tuple[int, str]] = field(default_factory=list)
    owners: list[tuple[int, str]] = field(default_factory=list)
    pairs: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    people: list[tuple[int, str]] = field(default_factory=list)
    bodies: list[tuple[int, str]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)


def country_keys(doc: Doc, codes: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The keys of countries by their ISO codes."""
    index = doc.lexicon.country_index
    return tuple(known_actor(doc, index[code]) for code in codes if code in index)


def members(doc: Doc, words: str, listed: str, context: str) -> list[str]:
    """The countries that a row of `groups.tsv` lists for 中美: codes with + between them.

    Of codes with | between them the one that the text names is meant, else nobody; with > the first is meant
    unless the text names another. A pair that is a word too needs its countries named.
    """
    named = named_countries(doc)
    codes = []
    for member in listed.split("+"):
        options = re.split("[|>]", member)
        chosen = [iso for iso in options if iso in named] if len(options) > 1 else options
        if not chosen and ">" in member:
            chosen = options
        if not chosen or chosen == ["AFRICA"] or ("|" in member and len(chosen) > 1):
            return []
        codes.append(chosen[0])
    if context.startswith("also") and not set(codes) <= named:
        return []
    if context == "1997..2014-03" or (words == "五常" and "安理会" not in doc.norm):
        return []
    return codes


def named_countries(doc: Doc) -> set[str]:
    """ISO codes of the countries that the article names by a form of their own or a person's title."""
    found = {title.iso for ref in doc.refs for title in ref.titles if title.iso}
    for ref in doc.refs:
        if ref.form in ("name", "government", "title_name", "side"):
            found.update(c for key in ref.keys if (c := doc.drafts[key].country))
    return found


def last_country(focus: Focus, at: int) -> list[str]:
    """The country named last before an offset, itself or by a body of its, in a list; none where it is one of several.

    Several are named by one word (中法, 两国): which of them 该国 would be cannot be told.
    """
    named = [(start, iso) for start, iso in (*focus.countries, *focus.owners) if start < at]
    last = max((start for start, _ in named), default=None)
    found = {iso for start, iso in named if start == last}
    return list(found) if len(found) == 1 else []


def two_countries(doc: Doc, focus: Focus, at: int) -> list[str]:
    """The two sides in focus: those of this sentence, of the last pair named, or of the article."""
    match = _LETTERS.search(doc.norm[max(0, at - 4) : at])
    if match:  # 美、日两国
        codes = [doc.lexicon.chars.get(char, [""])[0] for char in match.groups()]
        if all(codes):
            return codes
    floor = doc.sentence_start(at)
    countries = [(start, iso) for start, iso in focus.countries if not _spoken_of(doc, start)]
    here = list(dict.fromkeys(iso for start, iso in countries if floor <= start < at))
    if len(here) == 2:
        return here
    if any(doc.sentence_start(at, back=1) <= start < at for start in focus.heads):
        return []  # whoever stands for a body is no country
    pairs = [pair for start, pair in focus.pairs if start < at and len(pair) == _TWO]
    if len(here) > 2:
        return list(pairs[-1]) if pairs and set(pairs[-1]) <= set(here) else []
    if pairs:
        return list(pairs[-1])
    counts: dict[str, int] = {}
    for _, iso in countries:
        counts[iso] = counts.get(iso, 0) + 1
    if len(here) == 1 and len(counts) > 1:
        other = [iso for start, iso in countries if start < at and iso != here[0]]
        if other:
            return [here[0], other[-1]]
    best = sorted(counts, key=lambda iso: -counts[iso])
    tied = len(best) > 2 and counts[best[1]] == counts[best[2]]  # which of them is meant cannot be told
    return best[:2] if len(best) >= 2 and not tied else []


_TWO: Final = 2

_LETTERS: Final = re.compile(r"(?:^|[^\u4e00-\u9fff]|[对与和向在由使])(.)[、和与及](.)$")
"""Two countries by one character each in front of 两国."""


def _spoken_of(doc: Doc, start: int) -> bool:
    """A territory that two sides speak about is none of them: 美国不支持台湾独立,双方…."""
    return any(
        doc.norm.startswith(land, start) and doc.norm.startswith(matter, start + len(land))
        for land in cue("sides.lands")
        for matter in cue("sides.matters")
    )


def some_countries(doc: Doc, focus: Focus, at: int, count: int) -> list[str]:
    """Three or more countries: just so many in this sentence, or in the last one that names that many together."""
    floor = doc.sentence_start(at)
    here = list(dict.fromkeys(iso for start, iso in focus.countries if floor <= start < at))
    if len(here) == count:
        return here
    if len(here) > 1:
        return []
    together = [pair for start, pair in focus.pairs if start < at and len(pair) == count]
    if together:
        return list(together[-1])
    before = doc.sentence_start(at, back=1)
    there = list(dict.fromkeys(iso for start, iso in focus.countries if before <= start < floor))
    return there if len(there) == count else []


def two_sides(doc: Doc, focus: Focus, at: int) -> tuple[str, ...]:
    """双方 and 彼此: two bodies, countries or people of this sentence or the one before, else the last two together.

    The parties within one country (阿富汗交战双方) are not known.
    """
    if _within_one(doc, at):
        return ()
    for floor, stop in _near(doc, at):
        if (mixed := mixed_sides(doc, floor, stop)) is not None:
            return mixed
        if len({iso for start, iso in focus.countries if floor <= start < stop}) > 1:
            break
        bodies = _distinct(focus.bodies, floor, stop)
        if len(bodies) == _TWO and _face(doc, focus, bodies, floor, stop):
            return bodies
        if bodies:
            break
    codes = two_countries(doc, focus, at)
    floor = doc.sentence_start(at, back=_AGO)
    together = any(set(codes) == set(pair) for start, pair in focus.pairs if start < at)
    if codes and (together or set(codes) <= {iso for start, iso in focus.countries if floor <= start < at}):
        return country_keys(doc, codes)
    near = doc.sentence_start(at, back=1)
    people = _distinct(focus.people, near, at)
    alone = not codes and not any(near <= start < at for start, _ in focus.countries)
    return people if alone and len(people) == _TWO else ()


def _face(doc: Doc, focus: Focus, bodies: tuple[str, ...], floor: int, stop: int) -> bool:
    """Whether a word such as 与 or 向 between two bodies makes them two sides."""
    places = [start for start, key in focus.bodies if floor <= start < stop and key in bodies]
    between = doc.norm[min(places) : max(places)]
    return any(word in between for word in cue("sides.joins"))


_AGO: Final = 3
"""Sentences before one that says 双方 in which both are named."""


def _within_one(doc: Doc, at: int) -> bool:
    """Whether one country alone stands right in front, perhaps with 交战 between: its parties are meant."""
    for word in ("", *cue("sides.within")):
        end = at - len(word)
        if doc.norm[end:at] == word and (name := doc.ending.get(end)) is not None and doc.lexicon.country_of(name.text):
            left = doc.ending.get(name.start)
            return left is None or left.text not in ("、", "和", "与", "及", "同", "跟")
    return False


def two_bodies(doc: Doc, focus: Focus, at: int, kind: str) -> tuple[str, ...]:
    """两公司: the only two bodies of the kind in this sentence in front, or in the one before."""
    for floor, stop in _near(doc, at):
        found = [key for key in _distinct(focus.bodies, floor, stop) if is_kind(doc, key, kind)]
        if found:
            return tuple(found) if len(found) == 2 else ()
    return ()


def _near(doc: Doc, at: int) -> Iterator[tuple[int, int]]:
    """This sentence up to an offset, then the one before."""
    floor = doc.sentence_start(at)
    yield floor, at
    yield doc.sentence_start(at, back=1), floor


def _distinct(named: list[tuple[int, str]], floor: int, stop: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for start, key in named if floor <= start < stop))


def is_kind(doc: Doc, key: str, kind: str) -> bool:
    """Whether a body is of a kind (`company`, `bank` …): by the tables or by its name's ending."""
    if doc.drafts[key].type != "organization":
        return False
    if kind == "any":
        return True
    index = doc.lexicon.index.get(key)
    of_table = doc.lexicon.entities[index].kind if index is not None else ""
    name = doc.drafts[key].name
    return of_table == kind or name.endswith(tuple(cue(f"kinds.{kind}")))


def two_parties(doc: Doc, codes: list[str]) -> tuple[str, ...]:
    """两党 of two countries: their ruling parties, where the tables know both."""
    ruling = cue_pairs("sides.parties")
    names = [ruling[code] for code in codes if code in ruling]
    found = [doc.lexicon.meanings(name) for name in names]
    if len(names) != 2 or not all(found):
        return ()
    return tuple(known_actor(doc, meanings[0][0]) for meanings in found)


def last_people(focus: Focus, count: int, before: int | None = None) -> tuple[str, ...]:
    """The last people named; with `before`, those named in front of the sentence in which somebody speaks there."""
    found: list[str] = []
    for at, key in reversed(focus.people):
        if key not in found and (before is None or at < before):
            found.append(key)
        if len(found) == count:
            return tuple(found[::-1])
    return ()


def former_latter(doc: Doc, ref: Ref) -> None:
    """前者 and 后者: the two actors named since the sentence before began, where there are just two."""
    floor = doc.sentence_start(ref.start, back=1)
    named: dict[str, str] = {}
    for other in doc.refs:
        if (
            floor <= other.start < ref.start
            and other.form not in ("pronoun", "place", "coref")
            and len(other.keys) == 1
        ):
            named.setdefault(other.keys[0], doc.drafts[other.keys[0]].type)
    if len(named) == 2:
        key = list(named)[0 if ref.name == "前者" else 1]
        ref.keys, ref.type, ref.form = (key,), named[key], "coref"
