"""Scratch on disk: DuckDB tables filled in batches, and heaps of byte strings."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

import msgspec
import zstandard

if TYPE_CHECKING:
    import duckdb
    import numpy as np

T = TypeVar("T")

_ROWS: Final = 1 << 14
_BYTES: Final = 1 << 23
"""Rows, and bytes in them, that are gathered before they go to DuckDB."""

_FETCHED: Final = 1 << 13
_BUFFER: Final = 1 << 20
_LEVEL: Final = 1

as_it_is: Final = msgspec.json.Encoder().encode
"""JSON that keeps maps in the order in which they were made; `records.to_json` sorts them."""

_SORTED: Final = msgspec.msgpack.Encoder(order="deterministic").encode

_NUMPY: Final = {"UBIGINT": "u8", "INTEGER": "i4", "VARCHAR": "O", "BLOB": "O"}

MEMORY_MB: Final = 400
"""Megabytes that DuckDB may hold before it writes to the disk."""


class Scratch:
    """A folder for one merge: a DuckDB database that spills there, and heaps.

    Args:
        folder: an empty folder, which the caller removes afterwards.
        memory: megabytes that DuckDB may hold.
    """

    def __init__(self, folder: Path, memory: int = MEMORY_MB) -> None:
        import duckdb

        self.folder = folder
        # One thread: each further one holds buffers of its own, and Python takes most of the time.
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{memory}MB",
            "threads": 1,
            "temp_directory": str(folder / "spilled"),
        }
        self._db: duckdb.DuckDBPyConnection = duckdb.connect(str(folder / "merge.duckdb"), config=config)
        self._db.execute("SET preserve_insertion_order = false")
        self._heaps: list[Heap] = []

    def table(self, name: str, **columns: str) -> Batch:
        """A new table of that name; columns are `UBIGINT`, `INTEGER`, `VARCHAR` or `BLOB`, none empty."""
        listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self._db.execute(f"CREATE TABLE {name} ({listed})")
        return Batch(self._db, name, columns)

    def heap(self, name: str) -> Heap:
        """A new heap."""
        made = Heap(self.folder / name)
        self._heaps.append(made)
        return made

    def execute(self, query: str) -> None:
        """Run a statement."""
        self._db.execute(query)

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, a batch at a time. Several may be read side by side."""
        with self._db.cursor() as cursor:
            cursor.execute(query)
            while batch := cursor.fetchmany(_FETCHED):
                yield from batch

    def column(self, query: str) -> np.ndarray[Any, Any]:
        """The only column of a query as an array."""
        import numpy as np

        found = self._db.execute(query).fetchnumpy()
        (values,) = found.values()
        return np.asarray(values)  # no column of ours is a categorical

    def drop(self, *names: str) -> None:
        """Forget tables."""
        for name in names:
            self._db.execute(f"DROP TABLE {name}")

    def close_tables(self) -> None:
        """Close the database; the heaps stay."""
        self._db.close()

    def close(self) -> None:
        """Close everything."""
        self._db.close()
        for heap in self._heaps:
            heap.close()


class Batch:
    """Rows on their way into a table; `flush` before reading it."""

    def __init__(self, db: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str]) -> None:
        self._db, self._name = db, name
        self._kinds = list(columns.values())
        self._blobs = [at for at, kind in enumerate(self._kinds) if kind == "BLOB"]
        self._rows: list[tuple[object, ...]] = []
        self._size = 0

    def add(self, *row: object) -> None:
        """One row, in the order of the columns."""
        self._rows.append(row)
        for at in self._blobs:
            data = row[at]
            assert isinstance(data, bytes)
            self._size += len(data)
        if len(self._rows) >= _ROWS or self._size >= _BYTES:
            self.flush()

    def flush(self) -> None:
        """Hand on what is gathered."""
        import numpy as np

        if not self._rows:
            return
        gathered = {
            f"c{at}": _column(values, _NUMPY[kind])
            for at, (values, kind) in enumerate(zip(zip(*self._rows, strict=True), self._kinds, strict=True))
        }
        assert all(isinstance(column, np.ndarray) for column in gathered.values())
        # DuckDB finds `gathered` by its name in this frame.
        self._db.execute(f"INSERT INTO {self._name} SELECT * FROM gathered")
        self._rows, self._size = [], 0


def _column(values: Sequence[Any], kind: str) -> np.ndarray[Any, Any]:
    import numpy as np

    if kind != "O":
        return np.array(values, dtype=kind)
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


class Heap:
    """Byte strings in a file, packed, numbered from 0 in the order in which they come."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = path.open("wb", buffering=_BUFFER)
        self._reader = path.open("rb", buffering=0)
        self._ends = array("Q", [0])
        self._written = 0
        self._pack = zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True).compress
        self._unpack = zstandard.ZstdDecompressor().decompress

    def __len__(self) -> int:
        return len(self._ends) - 1

    def put(self, data: bytes) -> int:
        """Keep `data`; its number."""
        packed = self._pack(data)
        self._writer.write(packed)
        self._ends.append(self._ends[-1] + len(packed))
        return len(self._ends) - 2

    def get(self, number: int) -> bytes:
        """What has that number."""
        begin, end = self._ends[number], self._ends[number + 1]
        if end > self._written:
            self._writer.flush()
            self._written = self._ends[-1]
        self._reader.seek(begin)
        return self._unpack(self._reader.read(end - begin))

    def discard(self) -> None:
        """Close the file and give its space back."""
        self.close()
        self._path.unlink()

    def close(self) -> None:
        """Close the file."""
        self._writer.close()
        self._reader.close()


class Stored(Sequence[T], Generic[T]):
    """A sequence whose items lie in a heap and are made when they are asked for.

    Args:
        heap: where they lie. order: their numbers, in the order of the sequence.
    """

    def __init__(self, heap: Heap, order: Sequence[int], decode: Callable[[bytes], T]) -> None:
        self._heap, self._order, self._decode = heap, order, decode

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return self._decode(self._heap.get(int(self._order[at])))


def halves(*parts: object) -> tuple[int, int]:
    """A 128-bit hash of texts, numbers, None, tuples and sets of them, as two numbers of 64 bits."""
    hashed = hashlib.blake2b(_SORTED(parts), digest_size=16).digest()
    return int.from_bytes(hashed[:8], "little"), int.from_bytes(hashed[8:], "little")
