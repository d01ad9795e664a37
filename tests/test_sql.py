"""The DuckDB tables: what they hold, the same answers as SPARQL, and no way out."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from jishi.errors import QueryError
from jishi.graph.store import Store
from jishi.graph.tables import COLUMNS, Tables


@pytest.fixture(scope="module")
def kg():
    spec = importlib.util.spec_from_file_location("jishi_tests_sample", Path(__file__).with_name("sample_graph.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.graph()


@pytest.fixture(scope="module")
def tables(kg):
    with Tables(kg) as made:
        yield made


@pytest.fixture(scope="module")
def store(kg):
    return Store.of(kg)


@pytest.mark.parametrize("table", list(COLUMNS))
def test_tables_have_their_columns(tables, table):
    """Each table has the columns that the documentation lists, and rows."""
    found = tables.sql(f"SELECT * FROM {table}")
    assert found.columns == tuple(COLUMNS[table])
    assert len(found)


def test_counts(kg, tables):
    """No event, report or participant is lost."""
    assert tables.sql("SELECT count(*) FROM events").rows == ((len(kg.events),),)
    assert tables.sql("SELECT count(*) FROM reports").rows == ((sum(len(e.evidence) for e in kg.events),),)
    assert tables.sql("SELECT count(*) FROM participants").rows == ((sum(len(e.participants) for e in kg.events),),)


def test_pairs_are_those_of_sparql(tables, store):
    """Pairs from the tables equal the ready query."""
    assert [row[:3] for row in tables.pairs()] == [row[:3] for row in store.query("top-pairs")]


def test_histogram_is_that_of_sparql(tables, store):
    """Counts by month and type equal the ready query."""
    assert tables.histogram().rows == store.query("events-per-month").rows


def test_conflicts_are_those_of_sparql(tables, store):
    """Disagreeing dates equal the ready query."""
    assert tables.conflicts().rows == store.query("date-disagreements").rows


def test_window_is_that_of_sparql(tables, store):
    """A window equals the ready query, vague dates included."""
    found = store.query("window", {"from": "2022-01-01", "to": "2022-02"})
    assert sorted(tables.window("2022-01-01", "2022-02").rows) == sorted(found.rows)


def test_histogram_by_year(tables):
    """A year holds what is known only to the year."""
    assert ("2021", "measurement", 1) in tables.histogram("year").rows
    assert {row[1] for row in tables.histogram("year", "call")} == {"call"}


def test_values_are_bound(tables):
    """Values come in by `?`, never as SQL."""
    assert tables.sql("SELECT count(*) FROM actors WHERE name = ?", ["' OR 1=1 --"]).rows == ((0,),)


OUTSIDE = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_text('/etc/passwd')",
    "COPY events TO '/tmp/jishi-out.csv'",
    "ATTACH '/tmp/jishi.db' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SELECT * FROM read_csv('https://x.example/a.csv')",
    "SET enable_external_access = true",
    "SET python_enable_replacements = true; SELECT * FROM incoming",
    "EXPORT DATABASE '/tmp/jishi-out'",
    "SELECT * FROM glob('/etc/*')",
]


@pytest.mark.parametrize("query", OUTSIDE)
def test_no_way_out(tables, query):
    """No query reads or writes a file, loads an extension, or unlocks that."""
    with pytest.raises(QueryError):
        tables.sql(query)


@pytest.mark.usefixtures("no_hang")
def test_timeout(tables):
    """A query that takes too long is stopped, and the tables still answer."""
    with pytest.raises(QueryError, match=r"more than 0\.5 s"):
        tables.sql(
            "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11", timeout=0.5
        )
    assert tables.sql("SELECT 1").rows == ((1,),)


def test_limit(tables):
    """A limit cuts the rows and says that it did."""
    found = tables.sql("SELECT * FROM reports", limit=2)
    assert (len(found), found.truncated) == (2, True)


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda t: t.sql("SELEKT 1"), "SELEKT"),
        (lambda t: t.sql("SELECT * FROM nothing"), "Tables: events"),
        (lambda t: t.histogram("week"), "month and year"),
        (lambda t: t.window("yesterday", "2022"), "yesterday"),
    ],
)
def test_errors_say_what_to_do(tables, call, named):
    """A mistake is told with what there is instead."""
    with pytest.raises(QueryError, match=named):
        call(tables)


def test_years_out_of_range():
    """Open ends and years that a DATE cannot hold are NULL."""
    from jishi.graph.tables import _days

    assert _days("../2022-01-27")[0] is None
    assert _days("-0550")[0] is None
    assert str(_days("2022-02")[1]) == "2022-02-28"
