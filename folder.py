"""A built output folder: its records, its graph, questions to it, files in every format."""

from __future__ import annotations

import csv
import io
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from .errors import InputError, QueryError, StoreError
from .records import ArticleRecord, MergedEvent, record_from_json
from .runner.ledger import committed_shards
from .runner.report import Report, is_file_of

if TYPE_CHECKING:
    from .graph.knowledge import KnowledgeGraph
    from .graph.overrides import Overrides
    from .graph.rows import Rows
    from .graph.store import Store
    from .runner.shards import Shard

RECORDS: Final = "records"
STORE: Final = "store"
OVERRIDES: Final = "overrides.toml"
REPORT: Final = "report.json"
Writer = Callable[["KnowledgeGraph", Path], None]
"""Writes a graph to a file."""

SQL_ROWS: Final = 100_000
"""Rows that a SQL query gives at most, unless more are asked for."""


MERGES: Final = ("auto", "memory", "disk")
"""Where records are merged."""

MERGED_IN_MEMORY: Final = 64 << 20
"""Bytes of packed records up to which `auto` merges in memory: some twenty thousand articles of a
newspaper, which then take about four gigabytes. On disk a merge takes two to three times as long."""


def records_of(out: str | Path) -> Iterator[ArticleRecord]:
    """The records of an output folder, shard by shard. Raises `StoreError` where they cannot be read."""
    return _records(committed_shards(Path(out) / RECORDS))


def _records(shards: Iterable[Shard]) -> Iterator[ArticleRecord]:
    for shard in shards:
        for _, lines in shard.lines():
            yield from map(record_from_json, lines)


def load(out: str | Path, *, merge: str = "auto", scratch: Path | None = None) -> KnowledgeGraph:
    """The graph of an output folder that `build` has made, with the overrides and the base that it keeps.

    Args:
        merge: `memory`, `disk`, or `auto`: on disk beyond `MERGED_IN_MEMORY`. The graph is the same,
            but one merged on disk reads its parts from there whenever they are asked for; `close` it.
        scratch: the folder in which a merge on disk makes its own; by default that of the system.
    """
    from .graph import build_graph

    folder = Path(out)
    if not folder.is_dir():
        raise StoreError("no such output folder", where=str(out), mend="Make it with `jishi build INPUT -o DIR`.")
    shards, overrides = committed_shards(folder / RECORDS), _overrides(folder)
    packed = sum(shard.header.length for shard in shards)
    if merge == "disk" or (merge == "auto" and packed > MERGED_IN_MEMORY):
        from .graph.scale.merge import merge_beside

        kg: KnowledgeGraph = merge_beside(_records(shards), overrides, scratch)
    else:
        kg = build_graph(_records(shards), overrides=overrides)
    report = read_report(folder)
    return set_base(kg, report.base if report is not None else None)


def set_base(kg: KnowledgeGraph, base: str | None) -> KnowledgeGraph:
    """Gives a graph the base of its IRIs; None and '' leave it as it is. Raises `DataError` for what can be none."""
    from .graph.terms import check_base

    if base:
        kg.base = check_base(base)
    return kg


def _overrides(out: Path) -> Overrides | None:
    path = out / OVERRIDES
    if not path.exists():
        return None
    from .graph.overrides import load_overrides

    return load_overrides(path)


# ---------------------------------------------------------------- questions


def query_folder(
    out: Path,
    query: str,
    parameters: Mapping[str, str],
    *,
    timeout: float,
    limit: int | None = None,
    allow_service: bool = False,
    say: Callable[[str], None] | None = None,
) -> Rows:
    """The rows of a SPARQL text, or of a ready query by its name, at most `limit` of them.

    `say` is told why the store is built again, where it is.
    """
    with open_store(out, say) as store:
        return store.query(query, parameters, timeout=timeout, limit=limit, allow_service=allow_service)


def open_store(out: Path, say: Callable[[str], None] | None = None) -> Store:
    """The triple store of `out`, built again from the records when it does not match them."""
    from .graph.store import Store

    report = finished(out)
    return Store.open(out / STORE, fingerprint=report.graph, rebuild=lambda: load(out), say=say)


def finished(out: Path) -> Report:
    """The report of the last finished run. Raises `StoreError` where there is none."""
    report = read_report(out)
    if report is None:
        raise StoreError("no finished build here", where=str(out), mend="Run `jishi build INPUT -o DIR`.")
    return report


def read_report(out: Path) -> Report | None:
    """The report of the last finished run, or None where there is none that this jishi can read."""
    try:
        return msgspec.json.decode((out / REPORT).read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def ready_queries() -> list[tuple[str, str, str, str]]:
    """Name, title, parameters and an example call of each ready query."""
    from .graph.catalog import queries

    rows = []
    for name, query in sorted(queries().items()):
        parameters = ", ".join(
            item.name if item.default is None else f"{item.name}={item.default}" for item in query.parameters
        )
        given = "".join(f" --set {item.name}=…" for item in query.parameters if item.default is None)
        rows.append((name, f"{query.zh} / {query.en}", parameters, f"jishi query DIR {name}{given}"))
    return rows


def sql_folder(out: Path, query: str, *, timeout: float = 60.0, limit: int = SQL_ROWS) -> Rows:
    """The rows of a SQL query over the tables. It can read nothing else and write nothing.

    Args:
        timeout: seconds after which it is stopped. Raises `QueryError` then.
        limit: rows after which it stops; `Rows.truncated` tells whether there were more.
    """
    import duckdb

    from .exports.rows import TABLES
    from .graph.rows import Rows

    paths = {name: out / f"{name}.csv" for name in TABLES}
    report = finished(out)
    for path in paths.values():
        if not is_file_of(report, path):
            what = "a table is not what the last finished build wrote" if path.is_file() else "a table is missing"
            raise StoreError(what, where=str(path), mend="Run `jishi build` again with the same inputs.")
    with duckdb.connect() as connection:
        for name, path in paths.items():
            quoted = str(path).replace("'", "''")
            connection.execute(
                f"CREATE TABLE {name} AS SELECT * FROM read_csv('{quoted}', header = true, quote = '\"')"
            )
        connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        timer = threading.Timer(timeout, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            found = connection.execute(query)
            columns = tuple(item[0] for item in found.description or ())
            taken = tuple(found.fetchmany(limit + 1))
            return Rows(columns, taken[:limit], truncated=len(taken) > limit)
        except duckdb.InterruptException as error:
            what = f"the query took more than {timeout:g} s and was stopped"
            raise QueryError(what, where="SQL", mend="Narrow it, or raise --timeout.") from error
        except duckdb.Error as error:
            raise QueryError(str(error).splitlines()[0], where="SQL", mend=f"Tables: {', '.join(TABLES)}.") from error
        finally:
            timer.cancel()


def timeline_csv(kg: KnowledgeGraph, events: Iterable[MergedEvent]) -> bytes:
    """The rows of `timeline.csv` for some of the events of `kg`."""
    from .exports.rows import COLUMNS, rows
    from .exports.tables import defuse

    chosen = {event.id for event in events}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS["timeline"])
    writer.writerows([defuse(cell) for cell in row] for row in rows(kg, "timeline") if row[0] in chosen)
    return text.getvalue().encode()


# ---------------------------------------------------------------- files


def export_folder(out: Path, path: Path, format: str | None, *, bom: bool = False) -> None:
    """Write the graph of `out` to `path`, by default in the format of its ending; `bom` is for CSV."""
    writer = _writer(path, format, bom)
    if not path.parent.is_dir():
        raise InputError("no such folder", where=str(path.parent), mend="Make it first.")
    try:
        writer(load(out), path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from error


def export_bytes(out: Path, format: str | None, *, bom: bool = False) -> bytes:
    """The graph of `out` in a format, as it would stand in a file."""
    if format is None:
        raise InputError("no format given", where="--format", mend=f"Known: {', '.join(FORMATS)}.")
    writer = _writer(Path(f"x.{format}"), format, bom)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "timeline"
        writer(load(out), path)
        return path.read_bytes()


def export(kg: KnowledgeGraph, path: Path, format: str | None = None, *, bom: bool = False) -> None:
    """Write `kg` in a format of `FORMATS`, by default that of the name's ending. Raises `InputError`.

    Args:
        bom: begin a CSV file with a byte order mark, for Excel.
    """
    _writer(path, format, bom)(kg, path)


def _writer(path: Path, format: str | None, bom: bool) -> Writer:
    chosen = _format(path, format)
    if not bom:
        return FORMATS[chosen]
    if chosen != "csv":
        raise InputError(f"{chosen} has no byte order mark", where="--bom", mend="It is for CSV alone.")
    return _table("csv", bom=True)


def _format(path: Path, format: str | None) -> str:
    chosen = format or path.suffix.lstrip(".").lower()
    chosen = _ENDINGS.get(chosen, chosen)
    if chosen not in FORMATS:
        raise InputError(f"unknown format {chosen!r}", where=str(path), mend=f"Known: {', '.join(FORMATS)}.")
    return chosen


_RDF_NAMES: Final = {"nt": "ntriples", "nq": "nquads"}
_ENDINGS: Final = {"ttl": "turtle", "htm": "html", "json": "jsonld", "jsonl": "plover"}


def _table(form: str, *, bom: bool = False) -> Writer:
    def write(kg: KnowledgeGraph, path: Path) -> None:
        from .exports import tables
        from .exports.rows import TABLES

        tables.write(kg, path, table=path.stem if path.stem in TABLES else "timeline", bom=bom, format=form)

    return write


def _write_page(kg: KnowledgeGraph, path: Path) -> None:
    from .exports import page

    page.write(kg, path)


def _rdf(format: str) -> Writer:
    def write(kg: KnowledgeGraph, path: Path) -> None:
        from .exports import rdf

        rdf.write(kg, path, format=_RDF_NAMES.get(format, format))

    return write


def _interchange(format: str) -> Writer:
    def write(kg: KnowledgeGraph, path: Path) -> None:
        from .exports import interchange

        interchange.write(kg, path, format=format)

    return write


FORMATS: Final[dict[str, Writer]] = {
    "csv": _table("csv"),
    "parquet": _table("parquet"),
    "html": _write_page,
    **{name: _rdf(name) for name in ("trig", "nq", "turtle", "nt", "jsonld")},
    **{name: _interchange(name) for name in ("graphml", "gexf", "ics", "timelinejs", "plover")},
}
"""Format → who writes it."""
