"""Extraction on a Spark cluster: the same units and shards as the local engine, worked on elsewhere.

The driver lists and hashes the inputs and asks the ledger what is done. The rest becomes a
DataFrame, `mapInArrow` reads and extracts it, and the results go to Parquet, where Spark's commit
makes sure that a task which was run twice counts once. The driver then stores them as shards, in
the order of the inputs. On an executor every batch is done by a worker process of our own pool, so
the limits of time and memory hold there as well.

Inputs must lie where every executor finds them under the same path, and jishi must be installed
there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import msgspec

from ..digests import file_digest
from ..errors import InputError
from ..records import Skipped
from .driver import PART_ARTICLES, SHARD_ARTICLES, Known, Pair, is_large, known_units
from .inputs import Found, Input, LeftOut
from .pool import Pool
from .progress import Watcher
from .protocol import Found as FoundRecord
from .protocol import Job, Missed, ReadJob, Reply, Settings
from .shards import Unit

Batches = Iterator[Any]
"""Of `pyarrow.RecordBatch`; pyarrow and pyspark come with the extra alone."""

_Part = tuple[list[bytes], list[Skipped], list[str]]
"""Records, what was skipped, and sources of articles without a publish date."""

_TODO: Final = "number long, path binary, name string, content string, large boolean"
_DONE: Final = "number long, part long, large boolean, unit string, records array<binary>"
_PLACE: Final = ".spark"
_BATCH: Final = 200
"""Inputs that one worker process does before it is replaced."""


class SparkRun:
    """One run over inputs, as `driver.Run`, on Spark.

    Args:
        found: the inputs, in order. ledger, watcher: as for a local run.
        scratch: a folder that driver and executors share, for the Parquet of this run.

    Attributes:
        skipped: inputs that could not even be opened. left_out: how many files were no inputs.
    """

    def __init__(self, found: Iterator[Found], ledger: Known, watcher: Watcher, scratch: Path) -> None:
        self._found, self._ledger, self._watcher, self._scratch = found, ledger, watcher, scratch
        self.skipped: list[Skipped] = []
        self.left_out = 0

    def work(self, settings: Settings, timeout: float, master: str | None = None) -> None:
        """Do all there is to do. Raises `InputError` where pyspark or Java is missing."""
        todo = list(self._todo())
        if not todo:
            return
        try:
            spark = import_module("pyspark.sql")
        except ImportError as error:
            raise InputError("pyspark is not installed", mend="Install it: pip install 'jishi[spark]'.") from error
        if not (os.environ.get("JAVA_HOME") or os.environ.get("SPARK_REMOTE") or shutil.which("java")):
            raise InputError("Spark needs Java, and none is here", mend="Install Java 17 or newer, or set JAVA_HOME.")
        builder = spark.SparkSession.builder.appName("jishi").config(
            "spark.sql.execution.arrow.maxRecordsPerBatch", _BATCH
        )
        session = (builder.master(master) if master else builder).getOrCreate()
        place = self._scratch / _PLACE
        shutil.rmtree(place, ignore_errors=True)
        try:
            frame = session.createDataFrame(todo, _TODO)
            parts = max(session.sparkContext.defaultParallelism, len(todo) // _BATCH)
            told = msgspec.json.encode(settings).decode()
            done = frame.repartition(min(parts, len(todo)), "number").mapInArrow(_Task(told, timeout), _DONE)
            done.write.mode("overwrite").parquet(str(place))
            self._store(place)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _todo(self) -> Iterator[tuple[int, bytes, str, str, bool]]:
        """Number, path, name, hash and size class of every input that is not done yet."""
        for number, item in enumerate(self._found):
            if isinstance(item, LeftOut):
                self.left_out += 1
            elif isinstance(item, Skipped):
                self._skip(item)
            elif (content := self._unknown(item)) is not None:
                yield number, os.fsencode(item.path), item.name, content, is_large(item.path, item.path.stat().st_size)

    def _unknown(self, item: Input) -> str | None:
        """The hash of an input that is not done yet."""
        self._watcher.input_found()
        try:
            content = file_digest(item.path)
        except OSError as error:
            self._skip(Skipped(source=item.name, reason=f"cannot be read: {error.strerror}"))
            return None
        self._ledger.meet(item.name, content)
        units = known_units(self._ledger, item.name, content)
        if units is None:
            return content
        for unit in units:
            self._watcher.input_known(unit)
            self._tell_faults(unit)
        return None

    def _skip(self, item: Skipped) -> None:
        self.skipped.append(item)
        self._watcher.skipped(item)

    def _store(self, place: Path) -> None:
        """Put the results into shards as the local engine does: small files by order, each large file apart."""
        import duckdb

        pattern = str(place / "*.parquet").replace("'", "''")
        with duckdb.connect() as connection:
            rows = connection.execute(
                f"SELECT large, number, unit, records FROM read_parquet('{pattern}') ORDER BY large, number, part"
            )
            window: list[Pair] = []
            filled_by: tuple[bool, int] | None = None
            while batch := rows.fetchmany(PART_ARTICLES):
                for large, number, text, records in batch:
                    of = (large, number if large else 0)
                    full = len(window) >= (SHARD_ARTICLES // PART_ARTICLES if large else SHARD_ARTICLES)
                    if window and (full or of != filled_by):
                        self._ledger.store(window)
                        window = []
                    filled_by = of
                    unit = msgspec.json.decode(text, type=Unit)
                    if self._ledger.has(*unit.key) is None:
                        window.append((unit, [bytes(record) for record in records]))
                        self._tell(unit)
            if window:
                self._ledger.store(window)

    def _tell(self, unit: Unit) -> None:
        for _ in range(unit.articles):
            self._watcher.article_done(0)
        self._tell_faults(unit)

    def _tell_faults(self, unit: Unit) -> None:
        for item in unit.skipped:
            self._watcher.skipped(item)
        for source in unit.undated:
            self._watcher.undated(source)


class _Task:
    """What an executor does with its share of the inputs. Spark sends it there, so it holds plain texts."""

    def __init__(self, settings: str, timeout: float) -> None:
        self._settings, self._timeout = settings, timeout

    def __call__(self, batches: Batches) -> Batches:
        pa = import_module("pyarrow")
        numbers = [("number", pa.int64()), ("part", pa.int64()), ("large", pa.bool_())]
        schema = pa.schema([*numbers, ("unit", pa.string()), ("records", pa.list_(pa.binary()))])
        settings = msgspec.json.decode(self._settings, type=Settings)
        for batch in batches:
            rows = batch.to_pylist()
            if rows:
                yield pa.RecordBatch.from_pylist(_Batch(rows).done(settings, self._timeout), schema=schema)


class _Batch:
    """Some inputs, done in one worker process with the limits of the local engine."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = {row["number"]: row for row in rows}
        self._waiting = iter(rows)
        self._parts: dict[tuple[int, int], _Part] = {}

    def done(self, settings: Settings, timeout: float) -> list[dict[str, Any]]:
        """One row a unit, in order: number and part, the unit as JSON, its records."""
        Pool(1, settings, timeout=timeout, crowded=lambda: False).run(self._next, lambda: None, self._handle)
        made = []
        for number, row in self._rows.items():
            last = max((part for at, part in self._parts if at == number), default=0)
            for part in range(last + 1):
                records, skipped, undated = self._part(number, part)
                unit = Unit(
                    name=row["name"],
                    content=row["content"],
                    part=part,
                    last=part == last,
                    articles=len(records),
                    skipped=tuple(skipped),
                    undated=tuple(undated),
                )
                told = {"number": number, "part": part, "large": row["large"]}
                made.append({**told, "unit": msgspec.json.encode(unit).decode(), "records": records})
        return made

    def _part(self, number: int, part: int) -> _Part:
        return self._parts.setdefault((number, part), ([], [], []))

    def _next(self) -> Job | None:
        row = next(self._waiting, None)
        return None if row is None else ReadJob(row["number"], bytes(row["path"]), row["name"])

    def _handle(self, reply: Reply) -> None:
        if not isinstance(reply, FoundRecord | Missed):
            return
        part = reply.index // PART_ARTICLES if self._rows[reply.number]["large"] else 0
        records, skipped, undated = self._part(reply.number, part)
        if isinstance(reply, FoundRecord):
            records.append(reply.record)
            if reply.undated:
                undated.append(reply.undated)
        else:
            skipped.append(reply.skipped)
