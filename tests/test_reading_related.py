"""Headlines of other articles: listed with their own dates, never part of the text."""

from __future__ import annotations

import pytest

from jishi.extract.reading import read_bytes
from jishi.records import Article

TEXT = (
    "新渡口三月十四日通航，首日有四百名旅客过江，比预计多出一半。",
    "渡口管理处说，客船每半小时一班，末班船晚上九点离岸，票价两元。",
    "对岸的镇政府表示，渡口通航以后，镇上学生上学的路缩短了十一公里。",
)
OLD, NEW = "老渡口停航十年", "江上大桥何时动工？"
BOXES = {
    "list": f"<div><b>相关阅读</b><ul><li><a>{OLD}</a> 2021-02-03</li><li><a>{NEW}</a></li></ul></div>",
    "aside": f"<aside><h3>相关阅读</h3><p><a>{OLD}</a></p><p>2021-02-03</p><p><a>{NEW}</a></p></aside>",
    "section": f"<section><p>延伸阅读：</p><p><a>{OLD}</a> 2021年2月3日</p><p><a>{NEW}</a></p></section>",
}
PARAGRAPHS = [f"<p>{words}</p>" for words in TEXT]


def read(body: str) -> Article:
    (article,) = read_bytes(f"<html><body>{body}</body></html>".encode(), "a.html")
    assert isinstance(article, Article)
    return article


def page(box: str) -> Article:
    first, *rest = PARAGRAPHS
    return read(f"<div><h1>新渡口通航</h1><p>2021-03-15 09:00</p>{first}{box}{''.join(rest)}</div>")


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_a_box_inside_the_text_is_listed_with_its_dates(box: str) -> None:
    """The text goes on behind the box, whose headlines have their own dates, which are not the page's."""
    article = page(box)
    assert article.text == "\n".join(["新渡口通航", *TEXT])
    assert [(item.text, item.published) for item in article.related][:2] == [
        (OLD, "2021-02-03"),
        (NEW, None),
    ]
    assert article.published == "2021-03-15T09:00:00+08:00"


def test_a_line_that_leads_away_is_listed_without_its_label() -> None:
    """相关新闻：… between two paragraphs is one related item, named by its headline."""
    article = page("<p>相关新闻：<a>老渡口的艄公退休了</a></p>")
    assert article.text == "\n".join(["新渡口通航", *TEXT])
    assert [item.text for item in article.related] == ["老渡口的艄公退休了"]


def test_two_headlines_in_one_line_have_no_date() -> None:
    """Where one line prints two dates, neither is given to the headlines in it."""
    article = page("<div><b>相关阅读</b><p><a>老渡口停航</a> 2021-02-03 <a>新桥选址</a> 2021-02-04</p></div>")
    assert [item.published for item in article.related] == [None]


def test_a_note_behind_the_related_headlines_does_not_resume_the_text() -> None:
    """Without a box of its own around the headlines the article ends with their heading."""
    links = f"<p>相关阅读</p><p><a>{OLD}</a></p><p><a>{NEW}</a></p><p>市民可以在窗口领取乘船手册。</p>"
    article = read(f"<h1>新渡口通航</h1><div>{''.join(PARAGRAPHS)}{links}</div>")
    assert article.text == "\n".join(["新渡口通航", *TEXT])


def test_comments_counters_and_buttons_are_no_related_items() -> None:
    """Only links to other articles are listed."""
    remark = "<p>读者老王：盼了好多年，终于不用绕路了！</p><p><a>赞 12 回复 举报</a></p>"
    pager = "<p><a>上一组 下一组 返回列表</a></p>"
    article = read(f"<h1>新渡口通航</h1><div>{''.join(PARAGRAPHS)}</div><h3>评论 3</h3><div>{remark}{pager}</div>")
    assert article.related == ()
