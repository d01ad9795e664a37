"""The graph as DuckDB tables, for what SPARQL does slowly: pairs, histograms, conflicts, windows.

Tables: `events`, `participants`, `reports`, `articles`, `actors`, `names`, `disagreements`,
`relations`; `docs/queries.md` lists their columns. Days are DATE, open ends NULL. The connection
can read no file and no address, whatever a query says.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ..edtf import EDTF, Day, EDTFError
from ..errors import QueryError
from .rows import Rows, Value
from .tone import tone_of
from .vocabulary import contact_types

if TYPE_CHECKING:
    import duckdb

    from .knowledge import KnowledgeGraph

Cell = str | int | float | bool | date | None

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "events": {
        "id": "VARCHAR", "type": "VARCHAR", "label": "VARCHAR", "time": "VARCHAR", "first_day": "DATE",
        "last_day": "DATE", "precision": "VARCHAR", "inferred": "BOOLEAN", "mode": "VARCHAR", "modality": "VARCHAR",
        "stance": "VARCHAR", "score": "DOUBLE", "contact": "BOOLEAN", "place": "VARCHAR", "claim": "VARCHAR",
        "claimed_only": "BOOLEAN", "origin": "VARCHAR", "origin_time": "VARCHAR", "figure": "VARCHAR",
        "unit": "VARCHAR", "indicator": "VARCHAR",
    },
    "participants": {"event": "VARCHAR", "role": "VARCHAR", "actor": "VARCHAR", "articles": "INTEGER"},
    "reports": {
        "event": "VARCHAR", "article": "VARCHAR", "outlet": "VARCHAR", "published": "VARCHAR", "time": "VARCHAR",
        "first_day": "DATE", "last_day": "DATE", "inferred": "BOOLEAN", "modality": "VARCHAR", "trigger": "VARCHAR",
        "evidence": "VARCHAR", "start": "INTEGER", "stop": "INTEGER", "claimed": "BOOLEAN",
    },
    "articles": {
        "id": "VARCHAR", "source": "VARCHAR", "title": "VARCHAR", "published": "VARCHAR", "outlet": "VARCHAR",
        "url": "VARCHAR",
    },
    "actors": {"id": "VARCHAR", "name": "VARCHAR", "type": "VARCHAR", "qid": "VARCHAR", "country": "VARCHAR"},
    "names": {"actor": "VARCHAR", "name": "VARCHAR"},
    "disagreements": {"event": "VARCHAR", "field": "VARCHAR", "value": "VARCHAR", "article": "VARCHAR"},
    "relations": {
        "left": "VARCHAR", "right": "VARCHAR", "kind": "VARCHAR", "label": "VARCHAR", "first": "VARCHAR",
        "last": "VARCHAR", "count": "INTEGER", "tone": "DOUBLE",
    },
}  # fmt: skip

_FIRST: Final = date.min
_LAST: Final = date.max


def _day(day: Day) -> date | None:
    """The day for DuckDB; None for an open end and for years that `date` cannot hold."""
    return date(*day) if day.year >= 1 and (day.year, day.month, day.day) != (9999, 12, 31) else None


def _days(time: str | None) -> tuple[date | None, date | None]:
    if time is None:
        return None, None
    try:
        value = EDTF.parse(time)
    except EDTFError:
        return None, None
    return _day(value.begin), _day(value.end)


def _events(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    contacts = contact_types()
    for event in kg.events:
        origin, figure = event.origin, event.quantity
        yield (
            event.id, event.type, event.label, event.time, *_days(event.time), event.precision, event.time_inferred,
            event.mode, event.modality, event.stance, tone_of(event).score, event.type in contacts, event.place,
            event.claim, event.claimed_only, origin.name if origin else None, origin.time if origin else None,
            figure.value if figure else None, figure.unit if figure else None, figure.indicator if figure else None,
        )  # fmt: skip


def _participants(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for event in kg.events:
        for item in event.participants:
            yield event.id, item.role, item.entity, len(item.articles)


def _reports(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for event in kg.events:
        for seen in event.evidence:
            yield (
                event.id, seen.article, seen.outlet, seen.published, seen.time, *_days(seen.time), seen.time_inferred,
                seen.modality, seen.trigger, seen.evidence, seen.start, seen.end, seen.claimed_by is not None,
            )  # fmt: skip


def _articles(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for info in kg.articles.values():
        yield info.id, info.source, info.title, info.published, info.outlet, info.url


def _actors(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for entity in kg.entities.values():
        yield entity.id, entity.name, entity.type, entity.qid, entity.country


def _names(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for entity in kg.entities.values():
        for name in sorted({entity.name, *entity.aliases}):
            yield entity.id, name


def _disagreements(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for event in kg.events:
        for found in event.disagreements:
            for value, articles in found.values.items():
                for article in articles:
                    yield event.id, found.field, value, article


def _relations(kg: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    for item in kg.relations:
        yield item.left, item.right, item.kind, item.label, item.first, item.last, item.count, item.tone


_MAKERS: Final = {
    "events": _events,
    "participants": _participants,
    "reports": _reports,
    "articles": _articles,
    "actors": _actors,
    "names": _names,
    "disagreements": _disagreements,
    "relations": _relations,
}


class Tables:
    """The tables of a graph, in memory."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        import duckdb

        self._connection = duckdb.connect()
        for name, maker in _MAKERS.items():
            columns = ", ".join(f'"{column}" {kind}' for column, kind in COLUMNS[name].items())
            self._connection.execute(f"CREATE TABLE {name} ({columns})")
            _fill(self._connection, name, maker(kg))
        self._connection.execute("SET python_enable_replacements = false")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def __enter__(self) -> Tables:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Frees the tables."""
        self._connection.close()

    def sql(
        self, query: str, values: Sequence[object] = (), *, timeout: float | None = None, limit: int | None = None
    ) -> Rows:
        """The rows of a SQL query.

        Args:
            values: for the `?` of the query.
            timeout: seconds after which it is stopped; None lets it run.
            limit: rows after which it stops; `Rows.truncated` tells whether there were more.

        Raises `QueryError` with DuckDB's own words.
        """
        import duckdb

        timer = threading.Timer(timeout, self._connection.interrupt) if timeout is not None else None
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            found = self._connection.execute(query, list(values))
            columns = tuple(str(item[0]) for item in found.description or ())
            rows = found.fetchall() if limit is None else found.fetchmany(limit + 1)
        except duckdb.InterruptException as error:
            raise QueryError(
                f"the query took more than {timeout:g} s and was stopped", where="SQL", mend="Narrow it."
            ) from error
        except duckdb.Error as error:
            raise QueryError(
                str(error).strip().splitlines()[0], where="SQL", mend=f"Tables: {', '.join(COLUMNS)}."
            ) from error
        finally:
            if timer is not None:
                timer.cancel()
        taken = tuple(tuple(map(_plain, row)) for row in rows)
        return Rows(columns, taken[:limit], truncated=limit is not None and len(taken) > limit)

    # ------------------------------------------------------------ what SPARQL does slowly

    def pairs(self, start: str | None = None, end: str | None = None, *, limit: int | None = None) -> Rows:
        """Pairs of actors by the number of contacts that happened and can touch the window."""
        return self.sql(_PAIRS, _window(start, end), limit=limit)

    def histogram(self, unit: str = "month", type: str | None = None) -> Rows:
        """Events that happened, by month (or year) and type; only those whose time lies within one."""
        if unit not in ("month", "year"):
            raise QueryError("no such unit", where=str(unit), mend="There are month and year.")
        return self.sql(_HISTOGRAM.format(pattern="%Y-%m" if unit == "month" else "%Y"), (type, type))

    def conflicts(self) -> Rows:
        """Events for which two articles give days that exclude each other."""
        return self.sql(_CONFLICTS)

    def window(self, start: str, end: str) -> Rows:
        """Events that can touch a window (EDTF texts), and whether they certainly lie in it."""
        first, last = _window(start, end)
        return self.sql(_WINDOW, (first, last, last, first))


_PAIRS: Final = """
SELECT a.name AS a, b.name AS b, n, "left", "right" FROM (
  SELECT p.actor AS "left", q.actor AS "right", count(DISTINCT e.id) AS n
  FROM events e JOIN participants p ON p.event = e.id JOIN participants q ON q.event = e.id
  WHERE e.contact AND e.modality = 'actual' AND NOT e.claimed_only
    AND p.actor < q.actor AND p.role <> 'topic' AND q.role <> 'topic'
    AND coalesce(e.last_day, DATE '9999-12-31') >= ? AND coalesce(e.first_day, DATE '0001-01-01') <= ?
    AND e.time IS NOT NULL
  GROUP BY ALL)
JOIN actors a ON a.id = "left" JOIN actors b ON b.id = "right"
ORDER BY n DESC, "left", "right"
"""

_HISTOGRAM: Final = """
SELECT strftime(first_day, '{pattern}') AS period, type, count(*) AS n FROM events
WHERE modality = 'actual' AND NOT claimed_only AND (? IS NULL OR type = ?)
  AND strftime(first_day, '{pattern}') = strftime(last_day, '{pattern}')
GROUP BY ALL ORDER BY period, type
"""

_CONFLICTS: Final = """
SELECT e.label, a.time AS time1, min(a.article) AS article1, b.time AS time2, min(b.article) AS article2, e.id AS event
FROM reports a JOIN reports b ON a.event = b.event AND a.last_day < b.first_day JOIN events e ON e.id = a.event
GROUP BY e.label, a.time, b.time, e.id ORDER BY event, time1, time2
"""

_WINDOW: Final = """
SELECT time, first_day >= ? AND last_day <= ? AS certain, type, label, modality, id AS event FROM events
WHERE coalesce(first_day, DATE '0001-01-01') <= ? AND coalesce(last_day, DATE '9999-12-31') >= ? AND time IS NOT NULL
ORDER BY first_day NULLS FIRST, last_day, id
"""


def _window(start: str | None, end: str | None) -> tuple[date, date]:
    try:
        first = _day(EDTF.parse(start).begin) if start else None
        last = _day(EDTF.parse(end).end) if end else None
    except EDTFError as error:
        raise QueryError(str(error), where="window", mend="Write a date such as 2022 or 2022-01-27.") from error
    return first or _FIRST, last or _LAST


def _plain(value: object) -> Value:
    """Dates as texts and decimals as numbers, as in the answers of SPARQL."""
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[Cell, ...]]) -> None:
    """Fills a table by columns: a hundred times as fast as row by row."""
    import numpy as np

    found = list(rows)
    if not found:
        return
    incoming = {
        column: np.array(values, dtype=object)
        for column, values in zip(COLUMNS[table], zip(*found, strict=True), strict=True)
    }
    listed = ", ".join(f'"{column}"::{kind}' for column, kind in COLUMNS[table].items())
    connection.execute(f"INSERT INTO {table} SELECT {listed} FROM incoming")  # DuckDB finds `incoming` by its name
    del incoming
