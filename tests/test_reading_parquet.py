"""Parquet tables as inputs: every row an article or a reason, whatever the file is called or holds."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from jishi.extract.reading import read_bytes, read_file
from jishi.pipeline import Options, run
from jishi.records import Article
from jishi.runner import driver
from jishi.runner.progress import Watcher

TEXT = "'王毅27日在北京会见美国国务卿布林肯。双方商定继续保持联系，就第' || i || '项议题交换意见。'"


def table(path: Path, columns: str, count: int = 3) -> Path:
    quoted = str(path).replace("'", "''")
    duckdb.sql(f"COPY (SELECT {columns} FROM range({count}) t(i)) TO '{quoted}' (FORMAT parquet)")
    return path


def test_a_row_is_an_article(tmp_path) -> None:
    """Title, text and publish day come from the columns, a date being a date; rows are numbered."""
    path = table(
        tmp_path / "a.parquet", f"'第' || i || '次' AS title, {TEXT} AS text, DATE '2022-01-27' + i::INT AS published"
    )
    found = list(read_file(path, "a.parquet"))
    assert [item.source for item in found] == ["a.parquet#1", "a.parquet#2", "a.parquet#3"]
    assert [item.published for item in found] == ["2022-01-27", "2022-01-28", "2022-01-29"]
    assert [item.title for item in found] == ["第0次", "第1次", "第2次"]
    assert list(read_bytes(path.read_bytes(), "a.parquet")) == found


@pytest.mark.parametrize("columns", [
    f"encode({TEXT}) AS content, 'x' AS n",
    f"{{'body': {TEXT}, 'n': i}} AS article",
    f"{TEXT} AS 正文, TIMESTAMP '2022-01-27 08:00:00' AS 发布时间",
])  # fmt: skip
def test_columns_of_other_names_and_types(tmp_path, columns) -> None:
    """Bytes, structures, and names in Chinese are read, too."""
    found = list(read_file(table(tmp_path / "a.parquet", columns), "a"))
    assert len(found) == 3
    assert all(isinstance(item, Article) and "会见" in item.text for item in found)


@pytest.mark.parametrize("name", ["a*.parquet", "a[1].parquet", "a?.parquet", "a'b.parquet", "{a,b}.parquet"])
def test_a_name_is_no_pattern(tmp_path, name) -> None:
    """A file whose name looks like a pattern is read, and no other."""
    table(tmp_path / "plain.parquet", f"{TEXT} AS text")
    (tmp_path / name).write_bytes((tmp_path / "plain.parquet").read_bytes())
    table(tmp_path / "ab.parquet", f"'别的文章' || {TEXT} AS text", 9)
    table(tmp_path / "a1.parquet", f"'别的文章' || {TEXT} AS text", 9)
    assert len(list(read_file(tmp_path / name, name))) == 3


def test_a_damaged_table_has_a_reason_that_is_always_the_same(tmp_path) -> None:
    """Cut off anywhere or bytes flipped: articles or a reason, which names no path of this machine."""
    data = table(tmp_path / "a.parquet", f"{TEXT} AS text", 40).read_bytes()
    for damaged in (
        b"PAR1",
        data[:100],
        data[:-7],
        data[:200] + bytes(100) + data[300:],
        data[:-20] + b"\xff" * 12 + data[-8:],
    ):
        first, again = (list(read_bytes(damaged, "a.parquet")) for _ in range(2))
        assert first and first == again
        assert not [
            item for item in first if not isinstance(item, Article) and str(tmp_path.parent.parent) in item.reason
        ]


def test_a_table_without_text_is_told(tmp_path) -> None:
    """Numbers are no articles: each row is reported."""
    found = list(read_file(table(tmp_path / "a.parquet", "i AS n, i * 2 AS m"), "a"))
    assert [item.reason for item in found] == ["no article text found"] * 3


def test_a_large_table_goes_through_a_build(tmp_path, monkeypatch) -> None:
    """Worked on in parts by several workers, with the bytes that one gives."""
    monkeypatch.setattr(driver, "_LARGE", 1 << 10)
    path = table(tmp_path / "many.parquet", f"'第' || i || '次' AS title, {TEXT} AS text, '2022-01-27' AS date", 230)
    for out, workers in (("a", 1), ("b", 2)):
        report = run([path], tmp_path / out, Options(workers=workers), Watcher()).report
        assert report.counts["articles"] == 230
    for name in ("timeline.csv", "report.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert json.loads((tmp_path / "a" / "report.json").read_bytes())["inputs"][0]["articles"] == 230
