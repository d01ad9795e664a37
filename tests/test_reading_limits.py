"""Bad input gives a reason and no crash; large input stays small in memory."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.extract.reading import items, limits, read_bytes, read_file
from jishi.extract.reading import reader as reader_module
from jishi.records import Article, Skipped

TEXT = "县政府今天宣布，新建的引水工程正式通水，沿线三个乡镇八万居民受益。"


def reasons(data: bytes, name: str = "a.txt") -> list[str]:
    return [item.reason for item in read_bytes(data, name) if isinstance(item, Skipped)]


def texts(data: bytes, name: str = "a.txt") -> list[str]:
    return [item.text for item in read_bytes(data, name) if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\x00\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (random.Random(1).randbytes(5000), "binary"),
        (random.Random(2).randbytes(60), "binary"),
        (b"{}", "no article"),
        (b"[]", "no article"),
        (b"null", "no article"),
        (b"<html></html>", "no article"),
        ("首页 登录\n注册".encode(), "no article"),
        (gzip.compress(TEXT.encode())[:-9], "damaged"),
        (b"\x1f\x8b\x08garbage", "damaged"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "no length"),
        (
            "这？是？一？段？在？保？存？前？就？已？经？损？坏？的？文？字？，内容无法恢复。".replace(
                "？", "?"
            ).encode(),
            "damaged",
        ),
    ],
)
def test_unreadable_content_has_a_reason(data: bytes, reason: str) -> None:
    """The reason names what is wrong."""
    assert [r for r in reasons(data) if reason in r], reasons(data)


def test_damage_in_the_middle_keeps_what_came_before() -> None:
    """Of a cut gzip of JSON Lines the whole lines are kept."""
    lines = "\n".join(
        json.dumps({"title": f"第{n}条", "text": f"{n}{TEXT}" + os.urandom(3000).hex()}) for n in range(60)
    )
    data = gzip.compress(lines.encode())
    found = list(read_bytes(data[: len(data) // 2], "a.jsonl.gz"))
    assert len([item for item in found if isinstance(item, Article)]) > 10
    assert isinstance(found[-1], Skipped)


def test_a_broken_line_does_not_stop_the_rest() -> None:
    """Between good lines a broken one is skipped with its number."""
    good = json.dumps({"title": "通水", "text": TEXT}, ensure_ascii=False)
    data = f'{good}\n{{"title": broken\n{good}\n'.encode()
    assert len(texts(data, "a.jsonl")) == 2
    assert "line 2 is no JSON" in reasons(data, "a.jsonl")[0]


def test_a_gzip_bomb_is_stopped() -> None:
    """Zeros packed a thousandfold are refused with a clear reason."""
    bomb = gzip.compress(b"0" * (80 << 20), 9)
    assert reasons(bomb, "bomb.csv.gz") and "bomb" in reasons(bomb, "bomb.csv.gz")[-1]


def test_a_zip_bomb_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A member that unpacks too far is refused; the next one is read."""
    monkeypatch.setattr(limits, "FREE", 1 << 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (8 << 20))
        archive.writestr("good.txt", TEXT)
    found = list(read_bytes(out.getvalue(), "a.zip"))
    assert [type(item) for item in found] == [Skipped, Article]
    assert isinstance(found[0], Skipped) and "bomb" in found[0].reason


def test_a_huge_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line of text beyond the limit is no article."""
    monkeypatch.setattr(reader_module, "MAX_DOCUMENT", 1 << 20)
    assert "larger than 1 MB" in reasons(b"a" * (2 << 20))[0]


def test_a_huge_line_is_skipped_and_the_next_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless line of JSON Lines is passed over."""
    monkeypatch.setattr(items, "MAX_LINE", 1 << 16)
    good = json.dumps({"title": "通水", "text": TEXT}, ensure_ascii=False)
    data = f'{good}\n{{"text": "{"长" * (1 << 17)}"}}\n{good}'.encode()
    assert len(texts(data, "a.jsonl")) == 2
    assert "line 2 is longer" in reasons(data, "a.jsonl")[0]


@pytest.mark.parametrize("depth", [10_000, 60_000])
def test_deeply_nested_html_is_read(depth: int) -> None:
    """Thousands of levels of tags neither crash nor hang."""
    data = f"{'<ul><li><div>' * (depth // 3)}<p>{TEXT}</p>".encode()
    assert TEXT in texts(data, "a.html")[0]


@pytest.mark.parametrize(
    "data", [b"[" * 100_000, b'{"a":' * 100_000, b"<" * 100_000, b"<a " * 50_000, b"((((" * 50_000]
)
def test_deep_nesting_of_anything_is_survived(data: bytes) -> None:
    """No recursion error reaches the caller."""
    assert list(read_bytes(data, "a.json"))


class Items(io.RawIOBase):
    """A JSON list of many items that is made while it is read."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._parts = self._make(count)
        self._rest = b""

    @staticmethod
    def _make(count: int) -> Iterator[bytes]:
        yield b'{"total": 1, "list": ['
        for number in range(count):
            item = json.dumps({"title": f"第{number}条", "text": TEXT * 8}, ensure_ascii=False).encode()
            yield item if number == 0 else b", " + item
        yield b"]}"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while len(self._rest) < len(view) and (part := next(self._parts, None)) is not None:
            self._rest += part
        data, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(data)] = data
        return len(data)


def test_a_large_json_list_is_streamed_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items come out one by one; the whole is never held."""
    monkeypatch.setattr(reader_module, "MAX_DOCUMENT", 1 << 18)
    stream = io.BufferedReader(Items(2_500), 1 << 16)
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in reader_module._read(stream, "a.json", None, 0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_500
    assert peak < 12 << 20


def test_nul_bytes_and_mixed_newlines_are_read() -> None:
    """Control characters vanish; every kind of newline ends a line."""
    data = f"通水\r\n{TEXT}\r工程历时两年\x00，共投资三亿元。\n".encode()
    assert texts(data)[0].split("\n")[-2:] == [TEXT, "工程历时两年，共投资三亿元。"]


def test_a_folder_a_pipe_and_a_missing_file_have_reasons(tmp_path: Path) -> None:
    """What is no file is told, and a pipe is not waited for."""
    os.mkfifo(tmp_path / "pipe")
    found = [next(read_file(p, p.name)) for p in (tmp_path, tmp_path / "pipe", tmp_path / "missing")]
    assert [item.reason for item in found if isinstance(item, Skipped)] == [
        "is a folder, not a file",
        "is a device or pipe, not a file",
        "cannot be read: No such file or directory",
    ]


def test_a_symlink_loop_has_a_reason(tmp_path: Path) -> None:
    """Links that lead to each other are told."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (found,) = read_file(tmp_path / "a", "a")
    assert isinstance(found, Skipped)
    assert "cannot be read" in found.reason


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    """What grows under the reader gets a warning behind its articles."""
    path = tmp_path / "a.jsonl"
    line = json.dumps({"title": "通水", "text": TEXT}, ensure_ascii=False) + "\n"
    path.write_text(line * 3, encoding="utf-8")
    found = read_file(path, "a.jsonl")
    first = next(found)
    with path.open("a", encoding="utf-8") as more:
        more.write(line)
    rest = list(found)
    assert isinstance(first, Article)
    assert isinstance(rest[-1], Skipped)
    assert rest[-1].reason == "changed while it was read"


PIECES = st.sampled_from(
    [
        *[
            "<p>",
            "</p>",
            "<div",
            ">",
            "<script>",
            "<hr>",
            "---\n",
            "+++\n",
            "title: ",
            '{"text":"',
            '"}',
            "[",
            "]",
            "\n",
            "\r\n",
        ],
        *[
            "\x00",
            "，",
            "。",
            TEXT,
            "2024年1月2日",
            "http://",
            "&#x4e2d;",
            "&amp",
            "<![CDATA[",
            "WARC/1.0\r\n",
            "'",
            "\\u4e2d",
        ],
        *["\\", "#", "|", "\t", "<rss><item>", "\ufffd", "\ud7ff", "<?php ", "（编辑：", "相关新闻"],
    ]
)
NAMES = st.sampled_from(["a.txt", "a.html", "a.json", "a.md", "a.csv", "a.xml"])
MAGIC = st.sampled_from(
    [b"", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"WARC/1.0\r\n", b"\xff\xfe", b"\xfe\xff", b"BZh9", b"\x28\xb5\x2f\xfd"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join),
    NAMES,
)
def test_any_text_gives_articles_or_reasons(text: str, name: str) -> None:
    """Whatever the text, the reader answers, and its zones fit the text."""
    found = list(read_bytes(text.encode("utf-8", "surrogatepass"), name))
    assert found
    for item in found:
        if isinstance(item, Article):
            assert item.text.strip()
            assert all(0 <= z.start < z.end <= len(item.text) for z in item.zones)


@settings(max_examples=150, deadline=5000)
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            b"",
            b"\x1f\x8b\x08\x00",
            b"PK\x03\x04",
            b"WARC/1.0\r\n",
            b"\xff\xfe",
            b"\xfe\xff",
            b"BZh9",
            b"\x28\xb5\x2f\xfd",
        ]
    ),
)
def test_any_bytes_give_articles_or_reasons(data: bytes, magic: bytes) -> None:
    """Whatever the bytes, the reader answers."""
    assert list(read_bytes(magic + data, "a.bin"))


def test_a_crawl_file_without_pages_has_a_reason() -> None:
    """A WARC that holds only a note on the crawl is told, not passed over."""
    assert reasons(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "a.warc") == [
        "holds no page"
    ]


def test_a_zip_whose_directory_lies_has_a_reason() -> None:
    """A directory that points before the file's beginning breaks its members, not the run."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "两市商定今年通航。")
    data = bytearray(out.getvalue())
    end = data.rindex(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    data[end + 16 : end + 20] = (start + 9).to_bytes(4, "little")
    assert reasons(bytes(data), "a.zip")


def test_an_archive_without_files_has_a_reason() -> None:
    """Folders alone are no articles, and that is told."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("folder/", "")
    assert reasons(out.getvalue(), "a.zip") == ["holds no file"]
