"""Measures of RDF, store and queries on synthetic graphs: graph.py [--sizes 100000,1000000] [--json FILE]

For each size, in a process of its own: how fast quads are made, loaded, built into a store, opened
and written to files; memory; bytes a quad on disk; the first and the median latency of every ready
query, with those over the limits at ten million quads (a share of them at other sizes). Up to a
million quads the same N-Quads and the same queries go to rdflib's memory store in the same run.
Ten million quads (`--sizes 10000000`) want about 8 GB and some minutes.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import synthetic

from jishi.errors import QueryError
from jishi.exports import rdf as files
from jishi.graph import rdf
from jishi.graph.catalog import find_query, queries
from jishi.graph.knowledge import KnowledgeGraph
from jishi.graph.rows import Rows
from jishi.graph.store import Store
from jishi.graph.tables import Tables
from jishi.graph.timeouts import in_fork

RDFLIB_MOST = 1_000_000
RDFLIB_SECONDS = 60.0
"""A query that rdflib does not finish in so many seconds counts as so many."""

QUERY_SECONDS = 30.0
LIMIT, LIMIT_AT = 1.5, 10_000_000
LIMITS = {"path-between": 5.0, "long-path": 5.0}
"""Seconds that a ready query may take at ten million quads; at other sizes a share of them."""


def questions(kg: KnowledgeGraph) -> dict[str, dict[str, object]]:
    """Eight ready queries and their parameters, and the path query."""
    summit = max(kg.events, key=lambda event: len(event.evidence))
    return {
        "actor-timeline": {"actor": "Q3", "from": "2020", "to": "2021"},
        "pair-contacts": {"a": "Q1", "b": "Q2"},
        "top-pairs": {"from": "0001-01-01", "to": "9999-12-31"},
        "events-per-month": {},
        "window": {"from": "2021-03-01", "to": "2021-03-07"},
        "date-disagreements": {},
        "first-contact": {"actor": "Q5"},
        "provenance": {"event": summit.id},
        "path-between": {"a": "Q40", "b": "Q41"},
    }


def every_query(kg: KnowledgeGraph, store: Store) -> dict[str, tuple[float, float, float, int]]:
    """First and median milliseconds, median ones of the processor, and rows, of each query that asks no other server.

    A query that a fork does not end in `QUERY_SECONDS` counts as so many and is not asked again.
    """
    summit = max(kg.events, key=lambda event: len(event.evidence))
    given = {"actor": "Q5", "a": "Q1", "b": "Q2", "event": summit.id, "article": kg.records[0].id}
    found = {}
    for name, query in queries().items():
        if query.needs:
            continue
        values = {
            item.name: given.get(item.name, "Q4")
            for item in query.parameters
            if (item.type == "actor" and item.default != "") or item.default is None
        }
        try:
            store.query(name, values, timeout=QUERY_SECONDS)
        except QueryError:
            found[name] = *[1000 * QUERY_SECONDS] * 3, 0
            continue
        cold, rows = timed(lambda n=name, v=values: store.query(n, v))  # type: ignore[misc]
        warm = median(lambda n=name, v=values: store.query(n, v))  # type: ignore[misc]
        work = median(lambda n=name, v=values: store.query(n, v), turns=3, clock=time.process_time)  # type: ignore[misc]
        found[name] = 1000 * cold, 1000 * warm, 1000 * work, len(rows)
    return found


def timed(work: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> tuple[float, Any]:
    """Seconds, and what came of it."""
    began = clock()
    found = work()
    return clock() - began, found


def median(
    work: Callable[[], Any], most: float = 3.0, turns: int = 7, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Median seconds of up to `turns` runs that take at most about `most` seconds together."""
    seen: list[float] = []
    while len(seen) < turns and (not seen or sum(seen) < most):
        seen.append(timed(work, clock)[0])
    return statistics.median(seen)


def measure(quads: int) -> dict[str, Any]:
    """All figures of one size."""
    kg = synthetic.graph(max(20, quads // synthetic.QUADS_AN_ARTICLE))
    found: dict[str, Any] = {}
    seconds, pieces = timed(lambda: list(rdf.nquads(kg)))
    count = sum(piece.count(b"\n") for piece in pieces)
    found["quads"], found["articles"], found["made_per_s"] = count, len(kg.articles), count / seconds
    data = b"".join(pieces)
    del pieces
    _load_rate(data, found)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        before = _processor_seconds()
        seconds, store = timed(lambda: Store.build(path, kg))
        found["rebuild_s"], found["rebuild_cpu_s"] = seconds, _processor_seconds() - before
        found["engine"] = store.manifest.engine
        found["bytes_a_quad"] = sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) / count
        found["queries_ms"] = {
            name: 1000 * median(lambda name=name, values=values: store.query(name, values))  # type: ignore[misc]
            for name, values in questions(kg).items()
        }
        found["every_query_ms"] = every_query(kg, store)
        found["open_s"] = timed(lambda: Store.open(path))[0]
        for name in ("trig", "nquads"):
            seconds, _ = timed(lambda name=name: files.write(kg, Path(folder) / f"g.{name}", format=name))  # type: ignore[misc]
            found[f"{name}_per_s"] = count / seconds
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _tables(kg, found)
    if count <= RDFLIB_MOST * 1.3:
        _rdflib(data, kg, store, found)
    return found


def _processor_seconds() -> float:
    """Of this process and of those that it has started and that have ended."""
    return sum(os.times()[:4])


def _load_rate(data: bytes, found: dict[str, Any]) -> None:
    import pyoxigraph as ox

    store = ox.Store()
    seconds, _ = timed(lambda: store.load(input=data, format=ox.RdfFormat.N_QUADS, lenient=True))
    found["load_per_s"] = found["quads"] / seconds


def _tables(kg: KnowledgeGraph, found: dict[str, Any]) -> None:
    seconds, tables = timed(lambda: Tables(kg))
    found["tables_s"] = seconds
    found["tables_ms"] = {
        "pairs": 1000 * median(tables.pairs),
        "histogram": 1000 * median(tables.histogram),
        "conflicts": 1000 * median(tables.conflicts),
        "window": 1000 * median(lambda: tables.window("2021-03-01", "2021-03-07")),
    }


def _rdflib(data: bytes, kg: KnowledgeGraph, store: Store, found: dict[str, Any]) -> None:
    """The same data and questions, rdflib's memory store."""
    import rdflib

    warnings.simplefilter("ignore")
    dataset = rdflib.Dataset()
    seconds, _ = timed(lambda: dataset.parse(data=data, format="nquads"))
    found["rdflib_load_per_s"] = found["quads"] / seconds
    found["rdflib_queries_ms"] = {}
    for name, values in questions(kg).items():
        text = store.prepared(find_query(name), values)

        def ask(text: str = text) -> Rows:
            return Rows(("n",), ((len(list(dataset.query(text))),),))

        try:
            seconds, _ = timed(lambda ask=ask: in_fork(ask, RDFLIB_SECONDS))  # type: ignore[misc]
        except QueryError:
            seconds = RDFLIB_SECONDS
        found["rdflib_queries_ms"][name] = 1000 * seconds


def show(found: dict[str, Any]) -> None:
    """Prints the figures of one size."""
    print(f"\n{found['quads']:,} quads, {found['articles']:,} articles")
    print(f"  made        {found['made_per_s']:>12,.0f} quads/s")
    print(f"  loaded      {found['load_per_s']:>12,.0f} quads/s", end="")
    if "rdflib_load_per_s" in found:
        print(f"   rdflib {found['rdflib_load_per_s']:,.0f}: {found['load_per_s'] / found['rdflib_load_per_s']:.1f} x")
    else:
        print()
    print(f"  rebuild     {found['rebuild_s']:>12.1f} s from records to an open store", end="")
    print(f" (processors {found['rebuild_cpu_s']:.1f} s), {found['engine']}; opening {found['open_s']:.1f} s")
    print(f"  TriG        {found['trig_per_s']:>12,.0f} quads/s, N-Quads {found['nquads_per_s']:,.0f}, from records")
    print(f"  on disk     {found['bytes_a_quad']:>12.1f} bytes a quad; memory {found['memory_mb']:,.0f} MB at most")
    theirs = found.get("rdflib_queries_ms", {})
    ratios = []
    for name, ms in found["queries_ms"].items():
        line = f"  {name:<20}{ms:>10.2f} ms"
        if name in theirs:
            ratios.append(theirs[name] / ms)
            line += f"   rdflib {theirs[name]:>10,.0f} ms: {ratios[-1]:,.0f} x"
        print(line)
    if ratios:
        print(f"  queries     {statistics.median(ratios):>12,.0f} x rdflib in the median")
    over = []
    print(f"  every ready query: {'first':>15} {'median':>13} {'processor':>13} {'rows':>9}")
    for name, (cold, warm, work, rows) in sorted(found["every_query_ms"].items(), key=lambda item: -item[1][2]):
        print(f"  {name:<24}{cold:>10,.1f} ms {warm:>10,.1f} ms {work:>10,.1f} ms {rows:>9,}")
        if found["quads"] > LIMIT_AT / 20 and work > 1000 * LIMITS.get(name, LIMIT) * found["quads"] / LIMIT_AT:
            over.append(name)
    if found["quads"] > LIMIT_AT / 20:  # smaller ones take no share of the time but the same steps
        print(f"  over {LIMIT} s of the processor at ten million quads (paths 5 s): {', '.join(over) or 'none'}")
    shown = ", ".join(f"{name} {ms:.1f} ms" for name, ms in found["tables_ms"].items())
    print(f"  DuckDB      {shown} (tables made in {found['tables_s']:.1f} s)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="numbers of quads, with commas")
    parser.add_argument("--json", type=Path, help="file for the figures")
    parser.add_argument("--shared", type=Path, help="not used: the graphs are synthetic")
    args = parser.parse_args()
    figures = []
    context = multiprocessing.get_context("spawn")
    for size in map(int, args.sizes.split(",")):
        with context.Pool(1) as pool:  # a process each, so that memory is measured apart
            figures.append(pool.apply(measure, (size,)))
        show(figures[-1])
    if args.json is not None:
        args.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
