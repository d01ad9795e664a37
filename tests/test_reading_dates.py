"""The publish date: every spelling, the publisher's own day, and one choice with its evidence."""

from __future__ import annotations

import json
import time

import pytest

from jishi.extract.reading import read_bytes
from jishi.extract.reading.dates import choose_date, lead_stamp, read_moment, url_stamp
from jishi.extract.reading.draft import Stamp
from jishi.records import Article

TEXT = "县政府今天宣布，新建的引水工程正式通水，沿线三个乡镇八万居民受益。"

SPELLINGS = [
    ("2022-01-27", "2022-01-27", None),
    ("2022-1-7 8:05", "2022-01-07", "08:05:00"),
    ("2022/01/27 12:25:30", "2022-01-27", "12:25:30"),
    ("2022.01.27", "2022-01-27", None),
    ("2022-01-27T04:00:00.000Z", "2022-01-27", "04:00:00"),
    ("2022年1月27日", "2022-01-27", None),
    ("2022年01月27日 09:10", "2022-01-27", "09:10:00"),
    ("2022 年 1 月 27 日 星期四 9时", "2022-01-27", "09:00:00"),
    ("２０２２年１月２７日", "2022-01-27", None),
    ("二〇二二年一月廿七日", "2022-01-27", None),
    ("二○二二年十二月三十一日", "2022-12-31", None),
    ("民國113年9月18日", "2024-09-18", None),
    ("中華民國一百一十三年九月十八日", "2024-09-18", None),
    ("1090904", "2020-09-04", None),
    ("20220127", "2022-01-27", None),
    ("20220127093015", "2022-01-27", "09:30:15"),
    ("Thu, 27 Jan 2022 04:00:00 GMT", "2022-01-27", "04:00:00"),
    ("January 27, 2022", "2022-01-27", None),
    ("Jan 27 2022 9:05", "2022-01-27", "09:05:00"),
    ("27/01/2022 - 06:50", "2022-01-27", "06:50:00"),
    ("1643256000", "2022-01-27", "04:00:00"),
    ("1643256000000", "2022-01-27", "04:00:00"),
    ("发布时间：2022-01-27 来源：某报", "2022-01-27", None),
    ("le 27 janvier 2022", "2022-01-27", None),
]


@pytest.mark.parametrize(("words", "day", "clock"), SPELLINGS, ids=[words for words, _, _ in SPELLINGS])
def test_a_date_in_any_spelling(words: str, day: str, clock: str | None) -> None:
    """Day and time of day are read as printed."""
    moment = read_moment(words)
    assert moment is not None
    assert (moment.day.isoformat(), moment.clock) == (day, clock)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "昨天",
        "1月27日",
        "2022",
        "2022年",
        "2022-13-45",
        "2022年2月30日",
        "ISBN 978-7-100-01234-5",
        "电话 2022-8765",
        "v2.0.1",
        "三月",
    ],
)
def test_no_date_where_none_is_whole(words: str) -> None:
    """A date without its year, or that no calendar knows, is none."""
    assert read_moment(words) is None


ZONES = [
    ("2021-04-24T20:43:38Z", "https://www.zaobao.com/x", "2021-04-25", False),
    ("2020-09-28T00:33:03Z", "https://www.voachinese.com/a/1.html", "2020-09-27", False),
    ("2020-11-18T23:54:32Z", "http://www.rfi.fr/cn/1", "2020-11-19", False),
    ("2020-09-30T21:15:20Z", "http://www.bbc.com/zhongwen/1", "2020-09-30", False),
    ("2021-04-24T20:43:38Z", "https://unknown.example/x", "2021-04-25", True),
    ("2022-10-19T23:30:00+01:00", "https://unknown.example/x", "2022-10-19", False),
]


@pytest.mark.parametrize(("words", "url", "day", "assumed"), ZONES)
def test_an_instant_becomes_the_publishers_day(words: str, url: str, day: str, assumed: bool) -> None:
    """UTC is turned into the site's own zone, +08:00 where it is not known, and that is marked."""
    found = choose_date([Stamp(words, "front matter", 1.5)], url)
    assert found.value is not None
    assert (found.value[:10], found.assumed) == (day, assumed)


def test_the_day_in_the_address_beats_an_instant_one_day_off() -> None:
    """A site writes its local day into its addresses."""
    url = "https://news.example.com/story20210121-1118173"
    stamp = url_stamp(url)
    assert stamp is not None
    found = choose_date([Stamp("2021-01-21T16:13:27Z", "front matter", 1.5), stamp], url)
    assert found.value == "2021-01-21"
    (chosen,) = [c for c in found.candidates if c.chosen]
    assert chosen.origin == "url"
    assert chosen.note is not None


def test_agreement_outweighs_one_heavier_witness() -> None:
    """Two places that agree beat one that differs; all are kept as evidence."""
    stamps = [
        Stamp("2022-01-27", "title window", 0.75),
        Stamp("2022-01-27", "url", 0.7),
        Stamp("2023-05-01", "meta date", 0.9),
    ]
    found = choose_date(stamps, "")
    assert found.value == "2022-01-27"
    assert [c.value for c in found.candidates] == ["2022-01-27", "2022-01-27", "2023-05-01"]
    assert [c.chosen for c in found.candidates] == [True, False, False]


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2022/01/27/x.html", "2022-01-27"),
        ("https://a.example/n1/2022/0127/c1-2.html", "2022-01-27"),
        ("https://a.example/2022-01/27/c_1.htm", "2022-01-27"),
        ("https://a.example/story20220127-1", "2022-01-27"),
        ("https://a.example/news/202201270012.aspx", "2022-01-27"),
        ("https://a.example/2022-01/x.html", None),
        ("https://a.example/19991301.html", None),
        ("https://web.archive.org/web/20210628173538/https://a.example/x", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    """The common ways to write a day into an address; an archive's own stamp is none."""
    stamp = url_stamp(url)
    assert (stamp.words if stamp else None) == day


def test_a_lead_needs_something_that_vouches() -> None:
    """外交部网站1月27日消息 vouches for the full date; an event's date alone does not."""
    sure = lead_stamp("外交部网站1月27日消息,2022年1月27日,两国外长通电话。", "外交部网站1月27日消息,")
    weak = lead_stamp("2008年5月12日，汶川发生地震。", None)
    assert sure is not None and sure.weight >= 0.5
    assert weak is not None
    assert choose_date([weak], "").value is None


def test_dates_split_over_nodes_are_joined() -> None:
    """`<span>2022</span>-<span>01</span>-<span>27</span>` is one date."""
    date = "<span>2022</span>-<span>01</span>-<span>27</span>"
    page = f"<html><body><h1>引水工程通水</h1><div>{date}</div><p>{TEXT}</p></body></html>"
    (article,) = read_bytes(page.encode(), "a.html")
    assert isinstance(article, Article)
    assert article.published == "2022-01-27"


def test_a_related_items_date_is_never_taken() -> None:
    """A page without a date of its own has none, whatever its sidebar prints."""
    aside = "<h3>相关新闻</h3><ul><li><a>邻县新建的水库开工</a> 2021-03-04</li></ul>"
    page = f"<html><body><h1>引水工程通水</h1><p>{TEXT}</p>{aside}</body></html>"
    (article,) = read_bytes(page.encode(), "a.html")
    assert isinstance(article, Article)
    assert article.published is None
    assert article.related[0].published == "2021-03-04"


def test_words_in_the_text_have_their_offsets() -> None:
    """Evidence that stands in the text is delimited there."""
    text = f"引水工程通水\n新华社3月5日电（记者某某）2024年3月5日，{TEXT}"
    (article,) = read_bytes(text.encode(), "a.txt")
    assert isinstance(article, Article)
    (chosen,) = [c for c in article.published_candidates if c.chosen]
    assert chosen.start is not None and chosen.end is not None
    assert article.text[chosen.start : chosen.end] == chosen.text == "2024年3月5日"


def test_a_retrieval_date_is_no_publish_date() -> None:
    """Keys that tell when an item was fetched are not read."""
    data = json.dumps({"title": "通水", "content": TEXT, "crawl_time": "2024-01-01 00:00:00"})
    (article,) = read_bytes(data.encode(), "a.json")
    assert isinstance(article, Article)
    assert article.published is None


def test_refused_dates_are_told() -> None:
    """A date that nothing vouches for is no publish date, but the record says that it was seen and why not."""
    text = "大桥通车\n2019年5月1日起，大桥管理局开始收费，每辆车十元，为期三年。\n附近居民表示欢迎。"
    article = next(iter(read_bytes(text.encode(), "a.txt")))
    assert isinstance(article, Article)
    assert article.published is None
    assert [c.note for c in article.published_candidates] == ["refused: nothing vouches for it"]


def test_the_sidebars_dates_are_refused() -> None:
    """A page whose only dates stand at other headlines has no publish date; they are shown as refused."""
    body = "".join(f"<p>市政府第{n}次会议讨论了旧桥的维修方案，与会者认为工期应当缩短。</p>" for n in "一二三四")
    aside = "<h3>相关新闻</h3><ul><li><a href='/1'>邻市地铁二号线开工建设</a> 2021-03-04</li></ul>"
    page = f"<html><body><div><h1>旧桥维修方案公布</h1>{body}</div><div>{aside}</div></body></html>"
    article = next(iter(read_bytes(page.encode(), "a.html")))
    assert isinstance(article, Article)
    assert article.published is None
    assert [(c.value, c.note) for c in article.published_candidates] == [
        ("2021-03-04", "refused: another article's date")
    ]


def test_a_clock_that_cannot_be_is_left_out() -> None:
    """The day holds where the time of day beside it is impossible."""
    for clock in ("09:30:75", "09:75:00", "31:00:00"):
        found = list(
            read_bytes(
                f'{{"text": "{"两市商定通航，首航定于五月。" * 3}", "date": "2023-03-14 {clock}"}}'.encode(), "a.json"
            )
        )
        assert [a.published for a in found if isinstance(a, Article)] == ["2023-03-14"]


def page(head: str = "", above: str = "", below: str = "") -> str:
    return f"<html><head>{head}</head><body><h1>引水工程通水</h1>{above}<p>{TEXT}</p>{below}</body></html>"


LINKED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-01-27T09:00:00+08:00"}</script>'
)
PLACES = {
    "front matter": ("a.md", f"---\ntitle: 引水工程通水\ndate: 2022-01-27\n---\n{TEXT}"),
    "json key date": ("a.json", json.dumps({"title": "引水工程通水", "text": TEXT, "date": "2022-01-27"})),
    "meta pubdate": ("a.html", page('<meta name="PubDate" content="2022年1月27日">')),
    "json-ld": ("a.html", page(LINKED)),
    "url": ("a.html", page('<link rel="canonical" href="https://a.example/2022/01/27/x.html">')),
    "title window": ("a.html", page(above="<div>二〇二二年一月廿七日　来源：县报</div>")),
    "time tag": ("a.html", page(above='<time datetime="2022-01-27T01:00:00Z">上午</time>')),
    "script": ("a.html", page(below='<script>var d = {"publishTime": 1643256000000, "id": 7};</script>')),
    "dateline": ("a.txt", f"引水工程通水\n（本报2022年1月27日讯）{TEXT}"),
    "credit": ("a.html", page(below="<p>沿线居民说，水质很好。（责任编辑：某某）1110127</p>")),
    "file name": ("2022-01-27 引水工程通水.txt", TEXT),
    "issue": (
        "a.html",
        page().replace("<h1>", "<p>第A05版：县区</p><p>2022年1月27日 星期四</p>" + "<p>县区新闻</p>" * 9 + "<h1>"),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_place_that_may_tell_the_date_is_read(place: str) -> None:
    """One day, told in one place only: it is found there, and the place is named."""
    name, data = PLACES[place]
    (article,) = read_bytes(data.encode(), name)
    assert isinstance(article, Article)
    (chosen,) = [c for c in article.published_candidates if c.chosen]
    assert (article.published or "")[:10] == "2022-01-27"
    assert chosen.origin == place


@pytest.mark.parametrize(
    "line", ["今天 09:30", "3小时前", "昨天 14:05 发布", "星期四 09:30", "1月27日 09:30", "发布于 刚刚", "27日讯"]
)
def test_the_clock_never_helps_out(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that need today's date give none, wherever they stand, in whatever zone the machine is."""
    days = set()
    for zone in ("Asia/Shanghai", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        inputs = [page(above=f"<div>{line}</div>"), page(f'<meta name="pubdate" content="{line}">')]
        found = [item for data in inputs for item in read_bytes(data.encode(), "a.html")]
        found += read_bytes(json.dumps({"title": "引水工程通水", "text": TEXT, "date": line}).encode(), "a.json")
        days |= {item.published for item in found if isinstance(item, Article)}
    monkeypatch.undo()
    time.tzset()
    assert days == {None}


def test_a_date_inside_the_related_box_is_never_taken() -> None:
    """Nor is that of a box in the middle of the text, right under the first paragraph."""
    box = "<div><b>相关阅读</b><ul><li><a>邻县新建的水库开工</a> 2021-03-04</li></ul></div>"
    (article,) = read_bytes(
        page(below=f"{box}<p>县长说，三个乡镇将在五月底以前用上新水，水价不变。</p>").encode(), "a.html"
    )
    assert isinstance(article, Article)
    assert article.text.endswith("水价不变。")
    assert article.published is None


def test_the_date_of_an_event_is_not_the_pages() -> None:
    """A time above a place announces a meeting; it is text, and no publish date."""
    notice = "<p>时间：2031年5月20日14时</p><p>地点：水利局二楼</p>"
    (article,) = read_bytes(page(above="<p>2022-01-27</p>" + notice).encode(), "a.html")
    assert isinstance(article, Article)
    assert article.published == "2022-01-27"
    assert "时间：2031年5月20日14时" in article.text
