"""Every input format becomes articles, told by content before its ending."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pytest
import zstandard

from jishi.extract.reading import read_bytes
from jishi.records import Article, Skipped

ONE = "县政府今天宣布，新建的引水工程正式通水，沿线三个乡镇八万居民受益。"
TWO = "工程历时两年，投资一亿二千万元，由省市县三级共同承担。"
ITEM = {"title": "引水工程通水", "date": "2024-04-03", "content": f"{ONE}\n{TWO}"}
PARTS = f"<h1>引水工程通水</h1><p>2024-04-03</p><p>{ONE}</p><p>{TWO}</p>"
PAGE = f"<html><head><title>引水工程通水</title></head><body>{PARTS}</body></html>"
BODY = f"{ONE}\n{TWO}"


def articles(data: bytes | str, name: str) -> list[Article]:
    raw = data.encode() if isinstance(data, str) else data
    found = list(read_bytes(raw, name))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def lines(count: int) -> str:
    return "\n".join(json.dumps({**ITEM, "title": f"第{n}条消息"}, ensure_ascii=False) for n in range(1, count + 1))


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc(*records: tuple[str, bytes]) -> bytes:
    out = b""
    for kind, block in records:
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.com/2024/04/03/a.html\r\n"
        content = "application/http; msgtype=response" if kind == "response" else "text/plain"
        out += f"{head}Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    return out


def response(body: bytes, *fields: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *fields, "", ""]).encode() + body


SINGLE = [
    ("a.md", f"---\ntitle: 引水工程通水\ndate: 2024-04-03\n---\n{ONE}\n\n{TWO}\n"),
    ("a.md", f'---\ntitle: "引水工程通水\ndate: 2024-04-03\n---\n{ONE}\n\n{TWO}\n'),
    ("a.md", f'+++\ntitle = "引水工程通水"\ndate = 2024-04-03\n+++\n<p>{ONE}</p><p>{TWO}</p>\n'),
    ("a.html", PAGE),
    ("no-ending", PAGE),
    ("a.txt", f"引水工程通水\n2024-04-03 08:00\n{ONE}\n{TWO}\n"),
    ("a.json", json.dumps(ITEM, ensure_ascii=False)),
    (
        "a.txt",
        json.dumps({"data": {"list": [{"headline": ITEM["title"], "pub_time": ITEM["date"], "Full Text": BODY}]}}),
    ),
    ("a.json", json.dumps({"标题": ITEM["title"], "发布时间": ITEM["date"], "正文": [ONE, TWO]})),
    ("a.csv", f'title,date,content\n引水工程通水,2024-04-03,"{BODY}"\n'),
    ("a.txt", f'标题\t日期\t正文\n引水工程通水\t2024-04-03\t"{BODY}"\n'),
    (
        "a.php",
        f"<?php $db->exe(\"INSERT INTO a VALUES('引水工程通水','{PARTS}')\");",
    ),
    ("a.java", f'/* {{"title":"引水工程通水","date":"2024-04-03","body":"{ONE}\\n{TWO}"}} */ class A {{}}'),
    ("a.js", f"var a = {json.dumps({'title': ITEM['title'], 'ptime': 0, 'date': '2024-04-03', 'content': BODY})};"),
    ("a.txt", "\n".join(f"//{line}" for line in PAGE.replace("><", ">\n<").split("\n"))),
    (
        "a.xml",
        f"<rss><channel><title>要闻</title><item><title>引水工程通水</title>"
        f"<pubDate>Wed, 03 Apr 2024 01:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</description></item></channel></rss>",
    ),
    (
        "a.atom",
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>引水工程通水</title>'
        f"<published>2024-04-03T09:00:00+08:00</published>"
        f'<content type="html"><![CDATA[<p>{ONE}</p><p>{TWO}</p>]]></content></entry></feed>',
    ),
    ("2024-04-03 10:00:00@引水工程通水.txt", BODY),
]


@pytest.mark.parametrize(("name", "text"), SINGLE, ids=[f"{i}-{name[:8]}" for i, (name, _) in enumerate(SINGLE)])
def test_one_article_in_any_format(name: str, text: str) -> None:
    """Title, day and both paragraphs are read from each format."""
    (article,) = articles(text, name)
    assert (article.title, article.published_day) == ("引水工程通水", "2024-04-03")
    assert article.text == f"引水工程通水\n{BODY}"
    assert article.source == name


MANY = [
    ("day.jsonl", lines(3).encode()),
    ("day.txt", lines(3).encode()),
    ("day.json", f"[{','.join(lines(3).splitlines())}]".encode()),
    ("day.json", f'{{"total": 3, "videoList": [{",".join(lines(3).splitlines())}]}}'.encode()),
    ("day.jsonl.gz", gzip.compress(lines(3).encode())),
    ("day.jsonl.zst", zstandard.compress(lines(3).encode())),
    ("day.jsonl.bz2", bz2.compress(lines(3).encode())),
    ("day.jsonl.xz", lzma.compress(lines(3).encode())),
    ("day.jsonl", ("\ufeff" + lines(3)).encode("utf-16-le")),
    ("day.csv", b"title,text\n" + "\n".join(f'第{n}条消息,"{BODY}"' for n in (1, 2, 3)).encode()),
    ("day.csv", b"title,text\n" + "\n".join(f'第{n}条消息,"{BODY}"' for n in (1, 2, 3)).encode("gb18030")),
]


@pytest.mark.parametrize(("name", "data"), MANY, ids=[f"{i}-{name}" for i, (name, _) in enumerate(MANY)])
def test_many_articles_are_numbered_by_position(name: str, data: bytes) -> None:
    """Each of several articles gets `#n` behind the input's name."""
    found = articles(data, name)
    assert [a.title for a in found] == ["第1条消息", "第2条消息", "第3条消息"]
    assert [a.source.rpartition("#")[2] for a in found] == ["1", "2", "3"]


def test_packed_names_lose_only_the_packing() -> None:
    """A gzipped file is named as the file inside."""
    assert articles(gzip.compress(PAGE.encode()), "x/a.html.gz")[0].source == "x/a.html"


@pytest.mark.parametrize(
    "data",
    [
        zipped({"b/1.html": PAGE.encode(), "b/2.json": json.dumps(ITEM).encode()}),
        tarred({"b/1.html": PAGE.encode(), "b/2.json": json.dumps(ITEM).encode()}, "w"),
        tarred({"b/1.html": PAGE.encode(), "b/2.json": json.dumps(ITEM).encode()}, "w:gz"),
    ],
    ids=["zip", "tar", "tar.gz"],
)
def test_files_in_archives_are_read_as_if_unpacked(data: bytes) -> None:
    """Members are named by the archive and their path in it."""
    assert [a.source for a in articles(data, "all.pack")] == ["all.pack/b/1.html", "all.pack/b/2.json"]


def test_a_zip_inside_a_zip_is_read() -> None:
    """Archives in archives are opened too."""
    inner = zipped({"1.html": PAGE.encode()})
    assert [a.source for a in articles(zipped({"in.zip": inner}), "out.zip")] == ["out.zip/in.zip/1.html"]


def test_zip_names_of_chinese_windows_are_read() -> None:
    """A name in GB18030 without the UTF-8 flag comes out in Chinese."""
    data = zipped({"xxxxxxxx.txt": BODY.encode()}).replace(b"xxxxxxxx", "引水通水".encode("gb18030"))
    assert articles(data, "a.zip")[0].source == "a.zip/引水通水.txt"


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["warc", "warc.gz"])
def test_web_archives_give_their_pages(pack: type) -> None:
    """Responses and text records are read, requests passed over; the address tells the day."""
    chunk = PAGE.encode()
    chunked = f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n0\r\n\r\n"
    data = warc(
        ("request", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", response(PAGE.encode())),
        ("response", response(gzip.compress(PAGE.encode()), "Content-Encoding: gzip")),
        ("response", response(chunked, "Transfer-Encoding: chunked")),
        ("conversion", BODY.encode()),
    )
    found = articles(pack(data), "crawl.warc")
    assert [a.source for a in found] == ["crawl.warc#1", "crawl.warc#2", "crawl.warc#3", "crawl.warc#4"]
    assert {a.published_day for a in found} == {"2024-04-03"}
    assert all(ONE in a.text for a in found)


def test_a_feed_without_full_text_is_skipped_with_a_reason() -> None:
    """An entry with nothing but a headline is no article."""
    feed = "<rss><channel><item><title>只有标题</title></item></channel></rss>"
    assert list(read_bytes(feed.encode(), "a.xml")) == [Skipped(source="a.xml", reason="no article text found")]


def test_titles_in_json_lose_entities_and_tags() -> None:
    """`&lt;br&gt;` in a title is a space."""
    data = json.dumps({**ITEM, "title": "两国&lt;br&gt;联合声明"})
    assert articles(data, "a.json")[0].title == "两国 联合声明"


def test_ids_are_stable_and_differ_by_source() -> None:
    """The same text from the same source has the same id; from another source another."""
    first, again, other = (articles(PAGE, name)[0] for name in ("a.html", "a.html", "b.html"))
    assert first.id == again.id
    assert first.id != other.id
    assert len(first.id) == 20


def test_tokenised_text_is_joined() -> None:
    """Spaces between Chinese words are taken out."""
    text = "县 政府 今天 宣布 ， 新建 的 引水 工程 正式 通水 ， 共 投资 3 亿 元 。\n工程 历时 两 年 ， 由 省 承担 。"
    assert "新建的引水工程正式通水" in articles(text, "a.txt")[0].text


DIGEST = """# 三月水利简报

## 西河新建两座泵站

2023-03-02 来源：西河日报

西河县开工建设两座泵站，总投资三千万元。县长王成说，工期为十个月。

## 东湖清淤完成

2023-03-15 | 东湖播报

东湖清淤工程完成，共清出淤泥十万立方米。工程负责人说，水质已经改善。
"""


@pytest.mark.parametrize(
    "head", ["", "---\ntitle: 三月水利简报\ndate: 2023-03-31\n---\n\n"], ids=["plain", "front matter"]
)
def test_a_digest_is_several_articles(head: str) -> None:
    """Headings of one rank that all have a date of their own begin articles, each with its day."""
    found = articles((head + DIGEST).encode(), "digest.md")
    assert [(a.source, a.title, a.published_day) for a in found] == [
        ("digest.md#1", "西河新建两座泵站", "2023-03-02"),
        ("digest.md#2", "东湖清淤完成", "2023-03-15"),
    ]


def test_headings_without_dates_are_parts_of_one_article() -> None:
    """Subheadings do not cut an article, also when one of them has a date under it."""
    found = articles(DIGEST.replace("2023-03-15 | 东湖播报\n\n", "").encode(), "report.md")
    assert len(found) == 1


def test_quoted_lines_of_markdown_lose_their_mark() -> None:
    """A block quote is text without its `>`."""
    [found] = articles("# 渡口恢复夜航\n\n两市商定恢复夜航，每晚十班。\n\n> “终于方便了。”乘客说。\n".encode(), "a.md")
    assert found.text.endswith("\n“终于方便了。”乘客说。")
