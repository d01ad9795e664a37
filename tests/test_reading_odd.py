"""Odd and hostile inputs: what a new user tries, and what an attacker would."""

from __future__ import annotations

import pytest

from jishi.extract.reading import read_bytes
from jishi.records import Article

TEXT = (
    "市政府昨天召开会议，讨论旧桥维修方案。与会者认为工期应当缩短，费用由市里承担。\n"
    "专家表示，旧桥建成已有六十年，承重能力下降，必须尽快加固，否则将限制通行。\n"
    "市长在会上要求有关部门本月内提出报告，并向市民公开。"
)
TITLE = "旧桥维修方案公布"


def read(data: str | bytes, name: str) -> Article:
    article = next(iter(read_bytes(data.encode() if isinstance(data, str) else data, name)))
    assert isinstance(article, Article)
    return article


def page(line: str) -> str:
    paragraphs = "".join(f"<p>{words}</p>" for words in TEXT.split("\n"))
    return f"<html><body><h1>{TITLE}</h1><div>{line}</div>{paragraphs}</body></html>"


@pytest.mark.parametrize(
    "name",
    [f"2021年3月4日 {TITLE}.txt", f"{TITLE}_20210304.txt", f"2021.03.04-{TITLE}.txt", f"2021-03-04 {TITLE}.txt"],
)
def test_a_file_name_tells_date_and_title(name: str) -> None:
    """Both are read, whichever stands first and however the date is written."""
    article = read(TEXT, name)
    assert (article.title, article.published) == (TITLE, "2021-03-04")


@pytest.mark.parametrize("line", ["發布日期：110年3月4日", "中華民國一一〇年三月四日", "二〇二一年三月四日"])
def test_dates_of_other_calendars_and_figures_are_read(line: str) -> None:
    """Years of the Republic and years in Chinese figures count, and the line is no text."""
    article = read(page(line), "a.html")
    assert article.published == "2021-03-04"
    assert line not in article.text


def test_front_matter_without_an_end_is_read() -> None:
    """Fields up to the first empty line are front matter though nothing closes it."""
    article = read(f"---\ntitle: {TITLE}\ndate: 2021-03-04\n\n{TEXT}", "a.md")
    assert article.text == f"{TITLE}\n{TEXT}"


@pytest.mark.usefixtures("no_hang")
def test_aliases_of_yaml_do_not_explode() -> None:
    """A field that unfolds to millions of items is no title, and is not unfolded."""
    levels = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    article = read(f"---\na: &a [x, x]\n{levels}title: *h\nauthor: *h\ndate: 2021-03-04\n---\n{TEXT}", "a.md")
    assert article.published == "2021-03-04"


def test_a_table_in_utf_16_keeps_its_first_column() -> None:
    """The byte-order mark is no part of the first column's name."""
    assert read(f'标题,正文,日期\n{TITLE},"{TEXT}",2021-03-04\n'.encode("utf-16"), "a.csv").title == TITLE


def test_scripts_in_capitals_are_no_text() -> None:
    """`<SCRIPT>` holds no tags, and a comment may hold one that is never closed."""
    article = read(page("<!-- <script> --><SCRIPT>document.write('<div>不是正文。')</SCRIPT>"), "a.html")
    assert article.text == f"{TITLE}\n{TEXT}"


@pytest.mark.usefixtures("no_hang")
def test_a_title_of_separators_ends() -> None:
    """A declared title as long as a page is not searched for the names of sites, part by part."""
    page = f"<title>{'新闻 | ' * 40_000}</title><p>两市三月十四日商定，今年五月开通航线。首航定于五月一日。</p>"
    assert [item for item in read_bytes(page.encode(), "a.html") if isinstance(item, Article)]


def test_an_endless_number_in_front_matter_is_survived() -> None:
    """TOML with a number of thousands of digits is front matter that breaks no rule of ours."""
    article = read(f'+++\ntitle = "{TITLE}"\nsize = {"7" * 6000}\n+++\n{TEXT}', "a.md")
    assert article.title == TITLE


def test_a_numbered_list_in_a_scrape_is_kept_whole() -> None:
    """Short lines without a full stop belong to the text as long as their list counts up."""
    places = "\n".join(f"{n}、{name}渡口\n开放时间：八点起\n电话：0000{n}" for n, name in enumerate("东西南北中", 1))
    menu = "\n".join(["首页", "新闻", "体育", "财经", "汽车", "房产", "教育", "旅游"])
    article = read(
        f"{menu}\n2023-03-14 09:00 来源：市报\n{TEXT}\n五处渡口如下\n{places}\n相关阅读\n新桥今日通车\n", "a.txt"
    )
    assert "5、中渡口" in article.text
    assert "电话：00005" in article.text
    assert "新桥今日通车" not in article.text


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "run", ["-" * 5000, "- " * 5000, " " * 100_000 + "x", "*·" * 4000 + " "], ids=["-", "- ", " ", "*·"]
)
def test_a_line_of_bullets_ends(run: str) -> None:
    """Marks and spaces without end cost no more than their length."""
    assert read(f"{TEXT}\n{run}\n{TEXT}{run}\n", "a.txt").text


@pytest.mark.parametrize(
    "credit", ["（责任编辑：某某）", "【责任编辑：某某】", "(责编：某某、某某)", "（编辑：某某 校对：某某）"]
)
def test_the_last_sentence_is_kept_before_a_credit(credit: str) -> None:
    """An editor's credit behind a sentence goes, and takes nothing with it."""
    last = "通车仪式将在下个月举行。"
    paragraphs = "".join(f"<p>{words}</p>" for words in [*TEXT.split("\n"), last + credit])
    assert read(f"<h1>{TITLE}</h1><div>{paragraphs}</div>", "a.html").text == f"{TITLE}\n{TEXT}\n{last}"
    assert read(f"{TITLE}\n{TEXT}\n{last}{credit}", "a.txt").text == f"{TITLE}\n{TEXT}\n{last}"


@pytest.mark.parametrize("word", ["编译", "策划", "精选", "视频", "独家"])
def test_a_headline_that_begins_in_brackets_is_no_credit(word: str) -> None:
    """【编译】… is a title; 【编辑】 with a name is none."""
    article = read(f"【{word}】旧桥维修方案公布\n2021-03-04\n{TEXT}\n【编辑】某某", "a.txt")
    assert article.title == f"【{word}】旧桥维修方案公布"
    assert article.text.endswith("公开。")


@pytest.mark.parametrize(
    ("field", "outlet"),
    [
        ("source: 示例日报", "示例日报"),
        ("publisher: 示例之声", "示例之声"),
        ("来源: 示例网", "示例网"),
        ("source: https://news.example.org/a.html", None),
        ("source: https://news.example.org/a.html\nmedia: 示例网", "示例网"),
    ],
)
def test_front_matter_names_the_outlet(field: str, outlet: str | None) -> None:
    """In whatever language the field has; an address is none."""
    assert read(f"---\ntitle: {TITLE}\ndate: 2021-03-04\n{field}\n---\n{TEXT}", "a.md").outlet == outlet
