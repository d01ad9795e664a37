"""Reports on disk: every telling of every article with what is compared of it, in order of time.

They get the numbers 0, 1, 2 … in the order of `blocking.order`, so that what is compared lies close
together. A report's record is not kept with it: `Tellings.whole` looks it up again.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from ...records import ArticleRecord, Event
from ..blocking import FAR, begin_of
from ..clusters import signatures, without_day
from ..features import Features, World, features
from ..jointly import Told, dated, is_joint, keys_of, singly
from ..origins import may_be_origin
from ..reports import Report, parse_time, reports
from ..tellings import is_origin
from ..weekdays import ONCE, is_loose, later, week_keys
from .actors import Resolved
from .spill import Heap, Scratch, halves

if TYPE_CHECKING:
    from ..entities import EntityIndex

_NO_DAY: Final = FAR
"""Stands for a day that is not known in arrays of days."""

_KEPT: Final = 4096
"""Features that are held after they were read: those of neighbours are asked for again and again."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A report and its features as they lie on the disk."""

    article: int
    id: str
    event: Event
    roles: dict[str, list[str]]
    time: str | None
    days: tuple[int | None, int | None, int | None]
    fine: bool
    loose: bool
    family: str
    kind: str | None
    doers: list[str]
    takers: list[str]
    ordinals: list[tuple[str, str]]
    place: str
    words: list[str]
    names: list[str]
    magnitudes: tuple[float, ...]
    remote: bool | None


_ENCODE: Final = msgspec.msgpack.Encoder().encode
_DECODE: Final = msgspec.msgpack.Decoder(_Kept).decode
_TOLD: Final = msgspec.json.Decoder(tuple[int, str | None, list[str]])


class Articles(NamedTuple):
    """The records in order of their ids, on disk."""

    ids: Sequence[str]
    published: Sequence[str | None]
    records: Sequence[ArticleRecord]

    def stub(self, number: int) -> ArticleRecord:
        """The record without its findings: what the comparison of reports asks of it."""
        return ArticleRecord(
            format=0, extractor="", id=self.ids[number], source="", file="", title=None,
            published=self.published[number], text="",
        )  # fmt: skip


def _keep(one: Features, article: int) -> bytes:
    report = one.report
    return _ENCODE(
        _Kept(
            article=article,
            id=report.id,
            event=report.event,
            roles={role: sorted(keys) for role, keys in report.roles.items()},
            time=report.time.text if report.time is not None else None,
            days=(report.begin, report.end, report.told),
            fine=report.fine,
            loose=report.loose,
            family=one.family,
            kind=one.kind,
            doers=sorted(one.doers),
            takers=sorted(one.takers),
            ordinals=sorted(one.ordinals),
            place=one.place,
            words=sorted(one.words),
            names=sorted(one.names),
            magnitudes=one.magnitudes,
            remote=one.remote,
        )
    )


def _given(kept: _Kept, record: ArticleRecord) -> Features:
    begin, end, told = kept.days
    report = Report(
        id=kept.id,
        record=record,
        event=kept.event,
        roles={role: frozenset(keys) for role, keys in kept.roles.items()},
        time=parse_time(kept.time),
        begin=begin,
        end=end,
        fine=kept.fine,
        told=told,
        loose=kept.loose,
    )
    return Features(
        report=report,
        family=kept.family,
        kind=kept.kind,
        doers=frozenset(kept.doers),
        takers=frozenset(kept.takers),
        ordinals=frozenset(kept.ordinals),
        place=kept.place,
        words=frozenset(kept.words),
        names=frozenset(kept.names),
        magnitudes=kept.magnitudes,
        remote=kept.remote,
    )


assert len(fields(Features)) + len(fields(Report)) == len(_Kept.__struct_fields__) + 3  # report; begin, end, told


class Tellings:
    """All reports but origins, by number.

    Attributes:
        begins, ends, told: their days, `FAR` where there is none.
        rank: their places in order of their ids.
        origins: what anniversaries recall, without their records; `origin_of` tells the article of each.
    """

    def __init__(self, scratch: Scratch, articles: Articles, found: Resolved, index: EntityIndex) -> None:
        self._scratch, self._articles, self._index = scratch, articles, index
        self.world = World(found.entities)
        self._heap: Heap = scratch.heap("tellings-unsorted")
        self._begin, self._loose = array("q"), list[int]()
        self._moved: dict[int, int] = {}
        self._signature = scratch.table("signature", a="UBIGINT", b="UBIGINT", put="INTEGER")
        self._named = scratch.table("named", put="INTEGER", id="VARCHAR")
        self._week = scratch.table("week", a="UBIGINT", b="UBIGINT", put="INTEGER")
        self.origins: list[Report] = []
        self.origin_of: dict[str, int] = {}
        self._read()
        self._settle()
        self._sort()
        self.features = lru_cache(maxsize=_KEPT)(self._features)

    def __len__(self) -> int:
        return len(self._heap)

    # ------------------------------------------------------------ from articles to features

    def _read(self) -> None:
        """Put the features of every telling; those of several people last, when the days of others are known."""
        joint: list[tuple[int, str]] = []
        days = self._scratch.table("day", kind="VARCHAR", person="VARCHAR", data="BLOB")
        for article, record in enumerate(self._articles.records):
            for report in reports((record,), self._index):
                for (kind, person), one in dated(report, self.world.is_person):
                    days.add(kind, person, msgspec.json.encode((one.day, one.kind, sorted(one.people))))
                if is_joint(report, self.world.is_person):
                    joint.append((article, report.id))
                else:
                    self._put(report, article)
        days.flush()
        known = self._days_of_joint(joint)
        for article, key in joint:
            for single in singly(self._report(article, key), known, self.world.is_person):
                self._put(single, article)
        self._scratch.drop("day")
        for batch in (self._signature, self._named, self._week):
            batch.flush()

    def _report(self, article: int, key: str) -> Report:
        return next(one for one in reports((self._articles.records[article],), self._index) if one.id == key)

    def _days_of_joint(self, joint: Sequence[tuple[int, str]]) -> Mapping[tuple[str, str], list[Told]]:
        asked = self._scratch.table("asked", kind="VARCHAR", person="VARCHAR")
        for kind, person in {k for place in joint for k in keys_of(self._report(*place), self.world.is_person)}:
            asked.add(kind, person)
        asked.flush()
        found: dict[tuple[str, str], list[Told]] = defaultdict(list)
        for kind, person, data in self._scratch.rows("SELECT * FROM day SEMI JOIN asked USING (kind, person)"):
            day, finer, people = _TOLD.decode(data)
            found[kind, person].append(Told(day, finer, frozenset(people)))
        self._scratch.drop("asked")
        return found

    def _put(self, report: Report, article: int) -> None:
        if is_origin(report):
            self.origins.append(replace(report, record=self._articles.stub(article)))
            self.origin_of[report.id] = article
            return
        one = features(report)
        put = self._heap.put(_keep(one, article))
        self._begin.append(begin_of(one))
        self._named.add(put, one.id)
        for signature in signatures(one):
            self._signature.add(*halves(signature), put)
        if is_loose(one):
            self._loose.append(put)
        if report.fine and report.event.type in ONCE:
            for key in week_keys(one):
                self._week.add(*halves(key), put)

    # ------------------------------------------------------------ weekdays

    def _settle(self) -> None:
        """Put reports with a bare weekday to the day of others: see `weekdays.settled`."""
        loose = {put: self._unsorted(put) for put in self._loose}
        wanted = self._scratch.table("wanted", a="UBIGINT", b="UBIGINT")
        for half in {halves(key) for one in loose.values() for key in week_keys(one)}:
            wanted.add(*half)
        wanted.flush()
        index: dict[tuple[str, str | None, str], list[Features]] = defaultdict(list)
        for (put,) in self._scratch.rows("SELECT DISTINCT put FROM week SEMI JOIN wanted USING (a, b) ORDER BY put"):
            other = self._unsorted(put)
            for key in week_keys(other):
                index[key].append(other)
        for put, one in loose.items():
            moved = later(one, index)
            if moved is not None:
                article = _DECODE(self._heap.get(put)).article
                self._begin[put] = begin_of(moved)
                self._moved[put] = self._heap.put(_keep(moved, article))
        self._scratch.drop("wanted", "week")

    def _unsorted(self, put: int) -> Features:
        kept = _DECODE(self._heap.get(put))
        return _given(kept, self._articles.stub(kept.article))

    # ------------------------------------------------------------ order

    def _sort(self) -> None:
        import numpy as np

        days = self._scratch.table("days", put="INTEGER", begin="INTEGER")
        for put, begin in enumerate(self._begin):
            days.add(put, begin)
        days.flush()
        puts = self._scratch.column("SELECT put FROM named JOIN days USING (put) ORDER BY begin, id")
        by_id = self._scratch.column("SELECT put FROM named ORDER BY id")
        number = np.empty(len(puts), dtype=np.int32)
        number[puts] = np.arange(len(puts), dtype=np.int32)
        self.number_of_put = number
        self.rank = np.empty(len(puts), dtype=np.int32)
        self.rank[number[by_id]] = np.arange(len(puts), dtype=np.int32)
        sorted_heap = self._scratch.heap("tellings")
        self.begins, self.ends, self.told = array("q"), array("q"), array("q")
        self.recallable = bytearray()
        for put in puts.tolist():
            data = self._heap.get(self._moved.get(put, put))
            sorted_heap.put(data)
            start, end, told = _DECODE(data).days
            self.begins.append(FAR if start is None else start)
            self.ends.append(_NO_DAY if end is None else end)
            self.told.append(_NO_DAY if told is None else told)
        self._heap.discard()
        self._heap = sorted_heap
        self._scratch.drop("days", "named")

    def bundles(self) -> Iterator[list[int]]:
        """The numbers of reports that do not differ in anything that is compared, in order of ids."""
        query = (
            "SELECT a, b, put FROM signature SEMI JOIN "
            "(SELECT a, b FROM signature GROUP BY a, b HAVING count(*) > 1) USING (a, b) ORDER BY a, b"
        )
        last: tuple[int, int] | None = None
        found: list[int] = []
        for a, b, put in self._scratch.rows(query):
            if (a, b) != last and found:
                yield sorted(found, key=self.rank.__getitem__)
                found = []
            last = (a, b)
            found.append(int(self.number_of_put[put]))
        if found:
            yield sorted(found, key=self.rank.__getitem__)
        self._scratch.drop("signature")

    # ------------------------------------------------------------ one by one

    def _features(self, number: int) -> Features:
        kept = _DECODE(self._heap.get(number))
        return _given(kept, self._articles.stub(kept.article))

    def whole(self, number: int, undated: bool, record_of: Callable[[int], ArticleRecord]) -> Report:
        """A report with its record; `undated` as `clusters` leaves what is recalled."""
        kept = _DECODE(self._heap.get(number))
        one = _given(kept, record_of(kept.article))
        return without_day(one).report if undated else one.report

    def origin_years(self, number: int) -> tuple[int, ...]:
        """The years in which a report may tell what an anniversary recalls."""
        report: Any = self.features(number).report
        return (report.time.begin.year, report.time.end.year) if may_be_origin(report) else ()
