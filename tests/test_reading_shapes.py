"""What tells a shape from its look-alike: broken lines, comments, calls to subscribe, printed times."""

from __future__ import annotations

import pytest

from jishi.extract.reading import read_bytes
from jishi.extract.reading.wrapping import unnumbered, unwrapped
from jishi.records import Article

TEXT = (
    "县里昨天宣布，旧粮仓改成乡村图书馆，藏书两万册，周一闭馆，其余六天免费开放。",
    "馆长许青说，书架用粮仓的旧木板做成，阅览室可以坐八十人，冬天有暖气。",
    "图书馆还要办夜校，教村民使用手机挂号、买票，第一期已有四十人报名。",
)
TITLE = "旧粮仓改成乡村图书馆"
PARAGRAPHS = "".join(f"<p>{words}</p>" for words in TEXT)


def read(data: str, name: str = "a.html") -> Article:
    (article,) = (item for item in read_bytes(data.encode(), name) if isinstance(item, Article))
    return article


def page(behind: str, before: str = "") -> Article:
    return read(f"<html><body><h1>{TITLE}</h1><div>{before}{PARAGRAPHS}</div>{behind}</body></html>")


WHOLE = "\n".join([TITLE, *TEXT])
WIDTH = 24


def broken(text: str) -> list[str]:
    return [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]


def test_lines_broken_at_one_width_are_joined() -> None:
    """Paragraphs come back as they were before a terminal cut them, the title stays apart."""
    lines = [TITLE, "", *broken(TEXT[0]), "", *broken(TEXT[1]), "", *broken(TEXT[2])]
    assert [line for line in unwrapped(lines) if line] == [TITLE, *TEXT]


def test_indented_paragraphs_are_told_without_empty_lines() -> None:
    """A line that is indented more than the one above begins a paragraph."""
    lines = [line for text in TEXT for line in broken("　　" + text)]
    assert unwrapped(lines) == ["　　" + text for text in TEXT]


def test_a_paragraph_goes_on_across_a_page() -> None:
    """The number at the foot and the running head of the next page do not cut a sentence."""
    text = TEXT[0][:-1] + "，" + TEXT[1][:-1] + "，" + TEXT[2]
    one = broken(text)
    lines = ["市志通讯 第3页", *one[:1], "- 3 -", "市志通讯 第4页", *one[1:], "- 4 -"]
    assert unwrapped(lines)[:2] == ["市志通讯 第3页", text]


@pytest.mark.parametrize(
    "lines",
    [
        ["粮仓改图书馆藏书两万册免费开放", "县医院停车楼今起前半小时不收费", "三座渡口因大雾停航旅客改走大桥"] * 2,
        list(TEXT),
        [f"第{n}排也有二十四个字的一行诗句写到这里就停了呀" for n in "一二三四"],
        [TEXT[0] * 3, *broken(TEXT[1])],
        ["- " * 24] * 5,
        [],
    ],
    ids=["headlines", "paragraphs", "verse", "one long line", "rulers", "nothing"],
)  # fmt: skip
def test_other_lines_stay_as_they_are(lines: list[str]) -> None:
    """Headlines, whole paragraphs, verse and texts with longer lines are not joined."""
    assert unwrapped(lines) == lines


def test_figures_in_brackets_stay_where_no_list_of_links_follows() -> None:
    """[3] is the number of a link only in a page that a text browser dumped."""
    assert unnumbered("见文献[3]。\n参考文献\n1. 某某") == "见文献[3]。\n参考文献\n1. 某某"
    assert unnumbered("[1]首页\n见[2]此处。\n\nReferences\n\n   1. http://a.example/\n") == "首页\n见此处。\n"


def test_a_text_that_begins_with_a_number_in_brackets_is_no_json() -> None:
    """`[1]` is a list of one number and yet no JSON document; a real list without an article still gives a reason."""
    assert read("[1] " + "\n".join(TEXT), "a.txt").text.endswith(TEXT[2])
    assert not [item for item in read_bytes(b"[1, 2, 3]", "a.json") if isinstance(item, Article)]


COMMENT = (
    "<div><b>{0}</b><i>2021-03-0{1} 10:0{1}</i><p>{2}，真希望别的村子也能办起来，孩子放学有地方去。</p><a>{3}</a></div>"
)


def thread(buttons: str) -> str:
    return "".join(COMMENT.format(f"读者{n}", n, "好事" * n, buttons) for n in (1, 2, 3))


def test_comments_are_told_by_their_buttons() -> None:
    """No heading announces them: the same buttons recur, with a time between."""
    assert page(f"<div>{thread('回复 举报')}</div>").text == WHOLE


def test_entries_that_can_only_be_shared_are_no_comments() -> None:
    """A live page has a time and a button to share on each entry: its text stays."""
    entries = "".join(
        f"<div><b>1{n}:20</b><p>现场第{n}次通报，水位又降了{n}厘米，抢险队员轮班休息。</p><a>分享</a></div>"
        for n in (1, 2, 3)
    )
    assert "第2次通报" in read(f"<html><body><h1>{TITLE}</h1><div>{entries}</div></body></html>").text


def test_the_first_post_of_a_forum_is_the_text() -> None:
    """It has the buttons of the replies below it, and no text above."""
    post = f"<div><b>楼主</b><i>2021-03-01 09:00</i>{PARAGRAPHS}<a>回复 举报</a></div>"
    article = read(f"<html><body><h1>{TITLE}</h1>{post}{thread('回复 举报')}</body></html>")
    assert article.text == WHOLE


def test_a_box_of_calls_inside_the_text_goes() -> None:
    """Short lines that ask to subscribe are no text; a paragraph about subscriptions is."""
    box = "<div><p>每日新闻</p><p>用电子邮件接收</p><p>我要订阅</p></div>"
    assert page("", f"<p>{TEXT[0]}</p>{box}").text == WHOLE
    told = "读者可以在图书馆订阅报纸，也可以下载电子书。"
    assert told in page("", f"<div><p>{told}</p><p>会员不收费。</p></div>").text


def test_the_points_of_a_machine_go_with_their_heading() -> None:
    """Points below 要点 are the author's own."""
    points = "<ul><li>藏书两万册。</li><li>周一闭馆。</li></ul>"
    assert page("", f"<div>AI摘要</div>{points}").text == WHOLE
    assert "周一闭馆" in page("", f"<div>要点</div>{points}").text.split("\n")[2:4][-1]


def test_text_as_it_was_typed_keeps_its_lines() -> None:
    """Line breaks inside <pre> part the heading from the text, and join what was broken at one width."""
    typed = "\n".join([TITLE, "", *(line for text in TEXT for line in broken("　　" + text))])
    assert read(f"<html><body><pre>{typed}</pre></body></html>").text == WHOLE


@pytest.mark.parametrize(
    ("instant", "printed", "day"),
    [
        ("2022-11-03T21:40:00Z", "03/11/2022 - 22:40", "2022-11-03"),
        ("2022-11-03T21:40:00Z", "", "2022-11-04"),
        ("2022-11-03T21:40:00+08:00", "2022-11-02 22:40", "2022-11-03"),
    ],
    ids=["printed day", "nothing printed", "a zone is told"],
)
def test_a_printed_time_is_local(instant: str, printed: str, day: str) -> None:
    """Where the publisher's zone is unknown its page knows it."""
    head = f'<meta property="article:published_time" content="{instant}">'
    article = read(f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{printed}</p>{PARAGRAPHS}</body></html>")
    assert str(article.published_day) == day


def test_a_reporters_line_is_a_byline_and_a_reporters_question_is_text() -> None:
    """本报记者 with a name is no text; 记者 with a question, or with what he saw, is."""
    question = "记者：为什么周一闭馆？"
    assert page("<p>本报记者 许青</p>").text == WHOLE
    assert question in page("", f"<p>{question}</p><p>许青：周一要整理书架。</p>").text
    assert "记者许青昨天看到，门口排起了队。" in page("", "<p>记者许青昨天看到，门口排起了队。</p>").text


def test_a_figure_with_a_point_is_no_date() -> None:
    """震级 5.1 is a line of the text, 05.13 is a day."""
    assert "震级 5.1" in page("", "<p>震级 5.1</p>").text
    assert "05.13" not in page("", "<p>05.13 09:20</p>").text


def test_rows_of_a_markdown_table_are_lines() -> None:
    """The cells of a row stand in one line, so that a day and what happened on it stay together."""
    table = "| 时间 | 事件 |\n| --- | :-: |\n| 3月1日 | 图书馆开放，藏书两万册。 |\n| 5月2日 | 夜校开课。 |"
    assert (
        "3月1日 图书馆开放，藏书两万册。\n5月2日 夜校开课。"
        in read(f"# {TITLE}\n\n{TEXT[0]}\n\n{table}\n", "a.md").text
    )


def test_the_name_of_the_site_alone_ends_no_text() -> None:
    """It goes where the page's own title names it, and only at the end."""
    head = f"<html><head><title>{TITLE} | 石板沟乡村报道</title></head>"
    body = f"<body><h1>{TITLE}</h1><div>{PARAGRAPHS}<p>石板沟乡村报道</p></div></body></html>"
    assert read(head + body).text == WHOLE
    assert read(f"<html>{body}").text.endswith("石板沟乡村报道")


def test_the_main_title_is_no_second_part() -> None:
    """—— begins the second part of a title, and the head's own title names a section behind both."""
    second = "——馆长许青谈乡村阅读"
    head = f"<html><head><title>{TITLE}{second}_时政_山村网</title></head>"
    article = read(f"{head}<body><h1>{TITLE}</h1><h2>{second}</h2><div>{PARAGRAPHS}</div></body></html>")
    assert article.title == TITLE


def test_a_sentence_between_heading_and_text_belongs_to_it() -> None:
    """A summary parted from the text by byline and date is kept; a sentence about something else is not."""
    byline = "<div>作者</div><div>许青</div><div>摄影</div><div>高原</div><div>2021-03-04</div>"
    deck = "旧粮仓里的图书馆周一闭馆，其余六天免费开放。"
    article = read(f"<html><body><h1>{TITLE}</h1><p>{deck}</p>{byline}<div>{PARAGRAPHS}</div></body></html>")
    assert article.text == "\n".join([TITLE, deck, *TEXT])
    other = "本月航班时刻有变，请旅客留意机场广播。"
    assert (
        other
        not in read(f"<html><body><h1>{TITLE}</h1><p>{other}</p>{byline}<div>{PARAGRAPHS}</div></body></html>").text
    )


def test_a_box_that_asks_for_money_goes_with_its_sentence() -> None:
    """Whole sentences go only with a button below that says the same."""
    ask = "<p>支持独立报道</p><p>如果您认同我们的工作，请考虑捐款支持我们。</p>"
    assert page("", f"<div>{ask}<a>立即捐款</a></div>").text == WHOLE


def test_the_subject_of_a_mail_is_its_title() -> None:
    """主题 names the title below a sender, and nothing where there is none."""
    assert read(f"发信人: a@example.org\n主题: {TITLE}\n\n" + "\n".join(TEXT), "a.txt").text == WHOLE
    assert read(f"{TITLE}\n主题：乡村建设\n" + "\n".join(TEXT), "a.txt").title == TITLE


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "data",
    [
        TEXT[0] + "\n" * 200_000 + TEXT[1],
        f"<p>{TEXT[0]}</p>" + "<pre>" * 50_000,
        "<div>" * 1400 + f"<p>{TEXT[0]}</p>" + ("<p><a>首页</a></p>" * 20 + "</div>") * 1400,
        "<div><b>读者</b><i>2021-03-01</i><p>好</p><a>回复 举报</a></div><p>甲乙丙丁</p>" * 3000 + f"<p>{TEXT[0]}</p>",
    ],
    ids=["empty lines", "never closed", "nested", "only comments"],
)
def test_what_repeats_without_end_ends(data: str) -> None:
    """Looking for lists, typed text, containers and comments costs no more than the input's length."""
    assert TEXT[0] in read(data, "a.html" if data[0] == "<" else "a.txt").text


def test_who_checked_a_text_is_no_text_and_what_a_court_held_is() -> None:
    """一审 before a name is a credit, before a sentence the first instance; so with who reminds whom."""
    credits = "<p>一审：许青</p><p>三审：高原</p><p>《石板沟新闻网》提醒您：爱护图书。</p>"
    assert read(f"<html><body><h1>{TITLE}</h1><div>{PARAGRAPHS}{credits}</div></body></html>").text == WHOLE
    held = ["一审：法院判决归还粮仓，村里没有上诉。", "警方提醒您：存包时不要留下证件。"]
    kept = "".join(f"<p>{words}</p>" for words in held)
    assert (
        read(f"<html><body><h1>{TITLE}</h1><div>{kept}{PARAGRAPHS}</div></body></html>").text.split("\n")[1:3] == held
    )
