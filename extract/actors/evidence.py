"""What the words printed with a name say for and against a known bearer of it: office, date, country, occupation.

Offices that no table holds for a person are unknown, not wrong. What speaks against somebody is an office that
only another country has, an office held at other times only, and an occupation that people known for their
offices do not have (歌手, 村民): then a namesake is meant.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from ..scanning import alternatives
from .brackets import says_another
from .cues import cue
from .forms import FULL, SHARED, Tenure
from .letters import INTERPUNCTS
from .lexicon import Lexicon
from .model import Doc, Ref, Title
from .tenures import covers, may_touch, touches
from .whens import View, When, told_at

FITS: Final = 0.35
"""An office held on the days meant, or before them by who is called its former holder."""
HELD: Final = 0.1
"""An office held at another time than the publish day, where the text tells no time: it may look back."""
NEW: Final = -0.15
"""A public office that a person whose offices the tables have is not known to have held: it may be a namesake's."""
NOT_YET: Final = -0.3
"""An office that is taken up at an unknown day of the month or year of the publish day."""
AGAINST: Final = -0.5
_SPORT: Final = re.compile(alternatives(sorted(cue("identity.sport"))))
ELECT: Final = 100
"""Days before a tenure on which its holder may be called by the office: who is elected takes it up months later."""
BEFORE: Final = 731
"""The same in looking back, by who holds it on the publish day: a campaign's length."""
AFTER: Final = 366
"""Days after a tenure on which its holder may still be called by the office."""

LATELY: Final = 3653
"""Days for which somebody stays in the news by an office held: ten years."""
_SINIC: Final = 3
"""Characters of the longest names that many share."""
_JOINED: Final = re.compile(f"[{INTERPUNCTS}]")


def tenures_by(lexicon: Lexicon, index: int, title: Title) -> list[Tenure]:
    """The tenures of a person in the office that a title names, in the country printed with it if there is one."""
    return [
        tenure
        for tenure, office in lexicon.tenures_of(index)
        if (title.core in office.titles or title.words in office.titles)
        and (title.iso is None or title.iso == office.jurisdiction or office.jurisdiction.startswith("org:"))
    ]


def title_evidence(doc: Doc, index: int, title: Title, name: str) -> float:
    """How much an office printed with a name speaks for (or, below zero, against) a person."""
    homes = homes_of(doc.lexicon, index)
    if title.iso and title.iso not in homes and homes:
        return AGAINST
    if _JOINED.search(name) is None and not_theirs(doc.lexicon, index, title):
        return AGAINST
    tenures = tenures_by(doc.lexicon, index, title)
    kinds = {doc.lexicon.titles.get(m, ("", 0))[0] for m in title.modifiers}
    sureness = dict(doc.lexicon.meanings(name)).get(index)
    full = sureness == FULL
    if not tenures:
        if not full and not title.modifiers and _never_held(doc.lexicon, index, title):
            return AGAINST
        if not title.modifiers and _holds_another(doc, index, title):
            return AGAINST
        never = not full and not kinds - cue("identity.former") and _known_by_others(doc.lexicon, index, title)
        if never or _held_by_another(doc, index, title):
            return AGAINST
        shared = sureness == SHARED
        return 0.0 if full or not _is_new(doc, index, title, kinds, shared=shared) else NEW
    if kinds & cue("identity.former"):
        return FITS if any(_began(doc, tenure, title) for tenure in tenures) else AGAINST
    if kinds & cue("identity.coming"):
        return FITS if any(_comes(doc, tenure) for tenure in tenures) else HELD
    return max(_dated(doc, tenure, title, full) for tenure in tenures)


def is_in_office(doc: Doc, index: int) -> bool:
    """Whether a person holds, is about to take, or held not long before the publish day, an office of the tables."""
    tenures = [tenure for tenure, _ in doc.lexicon.tenures_of(index)]
    day = doc.day
    return any(day is None or may_touch(t, _shift(day, -LATELY), _shift(day, BEFORE)) for t in tenures)


@lru_cache(maxsize=16)
def is_of_sport(norm: str) -> bool:
    """Whether a text has two words at least that only news of sport use (替补, 篮板)."""
    return len(set(_SPORT.findall(norm))) > 1


def homes_of(lexicon: Lexicon, index: int) -> set[str]:
    """ISO codes (or `org:id`) of a person's country and of those whose offices they held."""
    homes = {lexicon.entities[index].country} | {office.jurisdiction for _, office in lexicon.tenures_of(index)}
    return homes - {""}


def _told(doc: Doc, title: Title) -> When | None:
    """The time printed in front of the office; one behind a name is of what is told, not of the office."""
    return told_at(doc, title.start, title.end, behind=False)


def _dated(doc: Doc, tenure: Tenure, title: Title, full: bool) -> float:
    """How an office held in a tenure fits the days on which it is printed.

    The `full` name of who holds it on the publish day is theirs in any year in which nobody else is known to have
    held it; a short one may be another's.
    """
    when = _told(doc, title)
    if when is not None and touches(tenure, *when.view):
        return FITS if full or _has_begun(tenure, when.view.end) else NOT_YET
    if when is None or not when.clear:
        if doc.day is None:
            return FITS
        if covers(tenure, doc.day, surely=False):
            return FITS if full or _has_begun(tenure, doc.day) else NOT_YET
        if _shift(doc.day, ELECT) < tenure.start:
            return AGAINST
        return HELD if full or may_touch(tenure, _shift(doc.day, -AFTER), doc.day) else 0.0
    told = when.view
    near = may_touch(tenure, _shift(told.begin, -AFTER), _shift(told.end, ELECT))
    now = doc.day is not None and covers(tenure, doc.day, surely=False)
    campaign = now and touches(tenure, told.begin, _shift(told.end, BEFORE))
    other = _holder_then(doc.lexicon, title, told) not in (None, tenure.entity)
    return 0.0 if near or campaign or (now and full and not other) else AGAINST


def _holder_then(lexicon: Lexicon, title: Title, view: View) -> int | None:
    """Who surely held the office of the country printed with it on the days told, if the tables know."""
    return None if title.iso is None else lexicon.holder(lexicon.offices_of(title.iso, title.core), *view)


def _began(doc: Doc, tenure: Tenure, title: Title) -> bool:
    """Whether a tenure had begun on the publish day, so that its holder may be called a former one."""
    return doc.day is None or (tenure.start + "-01-01")[:10] <= doc.day


def _has_begun(tenure: Tenure, day: str) -> bool:
    """Whether a tenure surely had begun; who begins some day of a year may follow a father of one name."""
    return (tenure.start + "-99-99")[:10] <= day


def _never_held(lexicon: Lexicon, index: int, title: Title) -> bool:
    """Whether a country's highest office is printed with the short name of somebody who is in no table of offices."""
    if title.iso is None or title.kind not in cue("identity.highest") or lexicon.tenures_of(index):
        return False
    return any(lexicon.has_holders(office) for office in lexicon.offices_of(title.iso, title.core))


def _holds_another(doc: Doc, index: int, title: Title) -> bool:
    """Whether a post of a town or province is printed with the name of who surely holds an office of state that day."""
    led = any("local_leader" in office.levels for office in doc.lexicon.office_titles.get(title.core, ()))
    if not led and title.kind != "local" and title.core not in cue("identity.local"):
        return False
    when = _told(doc, title)
    day = when.view.end if when is not None else doc.day
    held = [tenure for tenure, office in doc.lexicon.tenures_of(index) if set(office.levels) & cue("identity.state")]
    return day is not None and any(covers(tenure, day, surely=True) for tenure in held)


def _is_new(doc: Doc, index: int, title: Title, kinds: set[str], *, shared: bool) -> bool:
    """Whether a public office is one that a person with a career of others is not known to have held.

    Of who shares the name with others the tables need not have a career. Envoys are taken from all who had one.
    """
    public = title.kind in cue("identity.public") - {"envoy"} and not kinds & cue("identity.former")
    return public and title.iso is not None and (shared or bool(doc.lexicon.tenures_of(index)))


def _comes(doc: Doc, tenure: Tenure) -> bool:
    """Whether a tenure begins near the publish day: who is called its new or coming holder then is that one."""
    first = (tenure.start + "-01-01")[:10]
    return doc.day is not None and _shift(doc.day, -AFTER) <= first <= _shift(doc.day, ELECT)


def _shift(day: str, days: int) -> str:
    """A day so many days later; what the calendar of Python does not hold stays as it is."""
    try:
        return str(date.fromisoformat(day) + timedelta(days))
    except (ValueError, OverflowError):
        return day


def _known_by_others(lexicon: Lexicon, index: int, title: Title) -> bool:
    """Whether a printed office is one that the tables have, and this person is in them by other offices only."""
    known = title.iso is not None and bool(lexicon.offices_of(title.iso, title.core))
    return known and bool(lexicon.tenures_of(index))


def _held_by_another(doc: Doc, index: int, title: Title) -> bool:
    """Whether a country's office, printed without 前 or 代, surely had another holder, and this person a career known.

    A longer name says by itself who is meant, and may be printed in looking back.
    """
    lexicon = doc.lexicon
    name = lexicon.entities[index].name
    if title.iso is None or title.modifiers or len(name) > _SINIC:
        return False
    when = _told(doc, title)
    view = when.view if when is not None else View(doc.day, doc.day) if doc.day else None
    return view is not None and _holder_then(lexicon, title, view) is not None


def not_theirs(lexicon: Lexicon, index: int, title: Title) -> bool:
    """Whether a title is an occupation of people whom nobody knows by an office, and this person not by it.

    The other way round too: an office is not an athlete's (议员乔丹).
    """
    entity = lexicon.entities[index]
    if entity.kind == "user" or (title.kind in _FIELDS and entity.name in cue(f"fields.{title.kind}")):
        return False
    if title.kind in cue("identity.public") and not lexicon.tenures_of(index):
        return entity.name in cue("fields.culture")
    if title.kind in ("culture", "reporter") or title.core in _NAMESAKES:
        return True
    learned = title.kind == "academic" or title.core in cue("identity.trades")
    keeps = entity.country in cue("identity.learned_homes")
    return learned and not keeps and bool(lexicon.tenures_of(index))


_NAMESAKES: Final = cue("identity.nobodies") | cue("identity.arts") | cue("filters.reporters")
_FIELDS: Final = ("culture", "academic", "business", "civil", "media")


def _is_a_woman(doc: Doc, index: int, ref: Ref) -> bool:
    """Whether a title such as 夫人 says that a known man is not meant: 里根夫人."""
    titled = any(title.core in cue("sides.female_titles") for title in ref.titles)
    return titled and doc.lexicon.gender(doc.lexicon.entities[index].key) == "m"


def against(doc: Doc, index: int, ref: Ref) -> bool:
    """Whether an office printed with a name says that another bearer of it is meant than the others of the article.

    Of a foreign name occupations do not: who is called by an office elsewhere may have been an actor before.
    """
    if says_another(doc, index, ref) or _is_a_woman(doc, index, ref) or _behind_noun(doc, index, ref):
        return True
    foreign = _JOINED.search(doc.lexicon.entities[index].name) is not None
    titles = [t for t in ref.titles if not (foreign and not_theirs(doc.lexicon, index, t))]
    said = [title_evidence(doc, index, title, ref.name) for title in titles]
    return min(said, default=0.0) < 0 and max(said) < FITS


def _behind_noun(doc: Doc, index: int, ref: Ref) -> bool:
    """Whether a noun that is no title stands in front of a short name, for people whom no office makes known (队员)."""
    token = doc.ending.get(ref.start)
    if ref.titles or token is None or token.is_title or _JOINED.search(ref.name):
        return False
    return not_theirs(doc.lexicon, index, Title(token.start, token.end, token.text, token.text, ""))
