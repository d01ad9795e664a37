"""Bytes become the text that was meant, whatever the encoding, mark or declaration."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from jishi.extract.normalize import normalize, to_traditional
from jishi.extract.reading.encoding import clean, decode

SIMPLIFIED = (
    "外交部发言人在例行记者会上回答了有关两国关系的问题。",
    "两国外长昨天通电话，就地区局势交换意见。",
    "国家统计局公布：上月居民消费价格同比上涨0.7%。",
    "台风登陆后，当地政府转移群众三万余人。",
    "新华社北京3月5日电（记者某某）会议今天上午开幕。",
    "“我们愿意对话，”他说，“但不接受任何条件。”",
    "中国女排3比1战胜对手，取得三连胜",
    "《条例》自2024年1月1日起施行，共六章五十二条。",
    "法院一审判处被告人有期徒刑十年，并处罚金人民币50万元。",
)
TRADITIONAL = (
    "外交部發言人在例行記者會上回答了有關兩國關係的問題。",
    "總統今天接見外賓時表示，雙方將加強經濟合作。",
    "（中央社記者某某台北5日電）立法院今天三讀通過修正案。",
    "港府宣布明日起放寬限聚令，食肆可以營業到晚上十時。",
    "佢哋話呢件事唔係咁簡單，最緊要係將來點樣做。",
    "颱風過後，東部鐵路全線恢復通車。",
    "選舉委員會公布投票結果，投票率為百分之六十五。",
    "「我們沒有改變立場」，他在記者會上說。",
    "民國113年9月18日，內政部發布最新統計。",
)
ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", codecs.BOM_UTF8),
    ("utf-16-le", b""),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", b""),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("gb18030", b""),
    ("gb18030", b"\x84\x31\x95\x33"),
    ("big5hkscs", b""),
    ("mojibake:cp1252", b""),
    ("mojibake:latin-1", b""),
    ("mojibake:kz1048", b""),
)


def encoded(text: str, encoding: str, declared: str) -> bytes:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    name, _, code_page = encoding.partition(":")
    if not code_page:
        return page.encode(name)
    raw = page.encode("utf-8")
    return "".join(chr(b) if (c := bytes([b]).decode(code_page, "replace")) == "\ufffd" else c for b in raw).encode(
        "utf-8"
    )


def matrix() -> list[tuple[str, str, bytes, str]]:
    """18 texts × 12 encodings with and without mark; every second one declares another charset.

    Big5 holds no Simplified and gets the Traditional texts twice, declared right and wrong.
    """
    rows = []
    for number, text in enumerate(SIMPLIFIED + TRADITIONAL):
        for column, (encoding, mark) in enumerate(ENCODINGS):
            lies = (number + column) % 2 == 1
            words = TRADITIONAL[number % 9] if encoding == "big5hkscs" else text
            right = encoding.partition(":")[0]
            wrong = "gb2312" if not right.startswith("gb") else "big5"
            if encoding == "big5hkscs":
                lies = number >= 9
            rows.append((words, encoding, mark, wrong if lies else right))
    return rows


def test_the_matrix_has_216_cells() -> None:
    """18 texts × 12 encodings are tried."""
    assert len(matrix()) == 216


@pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
def test_every_cell_of_the_matrix_is_read(encoding: str, mark: bytes) -> None:
    """The text comes out as it was meant in all 18 cells of an encoding."""
    cells = [row for row in matrix() if row[1:3] == (encoding, mark)]
    wrong = [(w, d) for w, e, m, d in cells if w not in decode(m + encoded(w, e, d)).text]
    assert len(cells) == 18
    assert wrong == []


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_text_without_tags_is_read(encoding: str) -> None:
    """No declaration and no ASCII are needed."""
    texts = TRADITIONAL if encoding == "big5hkscs" else SIMPLIFIED + TRADITIONAL
    assert [t for t in texts if decode(t.encode(encoding)).text != t] == []


def test_mojibake_with_lost_no_break_spaces_is_mended() -> None:
    """A space stands where a no-break space was turned into one."""
    text = "失業率與國民教育報告，這份報告由政府公布。" * 3
    broken = text.encode("utf-8").decode("latin-1").replace("\xa0", " ")
    assert decode(broken.encode("utf-8")).text == text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    """UTF-8 cut within a character stays UTF-8 and is marked as damaged."""
    data = "会议今天上午在北京举行。".encode() * 5
    decoded = decode(data[:-2])
    assert decoded.encoding == "utf-8"
    assert decoded.note == "1 damaged characters"


def test_western_text_is_left_alone() -> None:
    """Accents alone are no mojibake."""
    text = "Le président a déclaré que l'été serait très chaud à Genève, où l'on était né."
    assert decode(text.encode()).text == text


def test_clean_knows_all_newlines_and_drops_controls() -> None:
    """CR, CRLF and the Unicode separators become one newline; NUL and marks go."""
    assert clean("一\r\n二\r三\u2028四\x00\ufeff") == "一\n二\n三\n四"


def test_every_character_keeps_its_place_in_the_normal_form() -> None:
    """Each code point, alone on its line, becomes one code point: no character there is shifts those behind it."""
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and code != 0x0A]
    normal = normalize("\n".join(letters)).split("\n")
    assert len(normal) == len(letters)
    assert [letter for letter, form in zip(letters, normal, strict=True) if len(form) != 1] == []


def test_texts_in_both_scripts_keep_every_place() -> None:
    """The labelled pages in Simplified and in Traditional script, where OpenCC goes by phrase: line by line as long."""
    for path in sorted((Path(__file__).parent / "data" / "reading").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for form in (text, to_traditional(text)):
            assert [len(line) for line in normalize(form).split("\n")] == [len(line) for line in form.split("\n")]
