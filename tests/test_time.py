"""What holds for every reading: spans, order, anchors, scripts, names that are no times, speed."""

import sys

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.edtf import EDTF
from jishi.errors import InputError
from jishi.extract.time import find_times, read_times
from jishi.extract.time.numerals import parse_number
from jishi.records import Article

REFERENCE = "2022-03-16"

NAMES = """
“9·11”恐怖袭击事件震惊世界
911事件改变了美国
学习贯彻二十大精神
十一届三中全会公报
三个代表重要思想
坚持九二共识
出席G20峰会
5G网络建设加快
到7-Eleven买咖啡
软件更新到版本2.0.1
比分3:2，主队获胜
市值达1.5亿元
小说《1984》畅销
美中元首将通话
问题出现在管理上
第十四个五年规划纲要
电话：010-65881234
联系电话021-20230415
ISBN 978-7-5086-2012-3
售价1999元
第十二章第三节
真是一日千里
三天打鱼，两天晒网
编号为2021003的文件
国办发〔2021〕12号
联合国安理会第2231号决议
F-16战机和歼-20
北纬38度线
海拔1949米
会见同日本外相
上年纪的人
当年轻人遇到困难
三年级学生
五日元
周一围着炉子坐
早上好，各位
三月三歌圩的山歌
七月流火
第30届东京奥运会
第二次世界大战
百年未有之大变局
神舟十三号返回
住在2号楼
日前，双方举行会谈
目前情况稳定
近年来发展迅速
冬季奥运会
跨世纪的工程
1/3的人口
汇率为6.38
"""

ADVERSARIAL = [
    "1" * 5000,
    "一" * 5000,
    "十百千万" * 2000,
    "1日" * 3000,
    "2021年1月2日至" * 1000,
    "至" * 5000,
    "1-" * 4000,
    "1:" * 4000,
    "（" * 3000 + "1日",
    "今天（" * 1500,
    "的" * 5000 + "后",
    "年月日" * 2500,
    "周一" * 3000,
    "《" * 5000,
    "1,000" * 2000,
    "2021-01" * 1500,
    "零点半" * 2500,
    "正月初" * 2000,
]


@pytest.mark.parametrize("text", NAMES.strip().splitlines())
def test_names_are_no_times(text):
    """Names, numbers and idioms that hold dates or numerals are not read as times."""
    assert [time.text for time in read_times(text, REFERENCE) if time.kind not in ("duration", "set")] == []


def test_stated_and_inferred_are_apart():
    """1月27日 states month and day; the year is inferred from the day of writing."""
    (time,) = read_times("外长1月27日通电话", REFERENCE)
    assert time.stated == {"month": 1, "day": 27}
    assert time.inferred == {"year": 2022}
    assert time.anchor == "publish day"
    assert time.rule == "month-day"


def test_full_date_needs_no_anchor():
    """A date with its year infers nothing and hangs on nothing."""
    (time,) = read_times("2022年1月27日", None)
    assert (time.value, time.inferred, time.anchor) == ("2022-01-27", {}, None)


def test_anaphora_names_its_anchor():
    """次日 says on which words of the text it hangs."""
    first, second = read_times("1972年2月21日，总统抵达；次日，双方会谈", REFERENCE)
    assert second.value == "1972-02-22"
    assert second.anchor == f"text:{first.start}-{first.end}"


def test_a_dateline_of_another_day_is_the_anchor():
    """Words behind a dateline hang on it, the dateline itself on the publish day."""
    text = "（示例社东京1月27日电）外长昨天抵达，两天后回国"
    own, yesterday, later = read_times(text, "2022-01-28")
    assert (own.text, own.value, own.anchor) == ("1月27日", "2022-01-27", "publish day")
    assert (yesterday.value, later.value) == ("2022-01-26", "2022-01-28")
    assert yesterday.anchor == f"text:{own.start}-{own.end}"


def test_a_dateline_of_the_publish_day_changes_no_anchor():
    """Where both say the same day, the publish day is named."""
    *_, yesterday = read_times("（示例社东京1月28日电）外长昨天抵达", "2022-01-28")
    assert (yesterday.value, yesterday.anchor) == ("2022-01-27", "publish day")


@pytest.mark.parametrize(
    ("words", "inferred"),
    [
        ("52年前", {"year": 1970}),
        ("三天前", {"year": 2022, "month": 1, "day": 25}),
        ("半年后", {"year": 2022, "month": 7}),
        ("近三年来", {}),
        ("今（28）日", {"year": 2022, "month": 1}),
    ],
)
def test_what_a_length_of_time_comes_to_is_inferred(words, inferred):
    """The parts of a counted date are inferred; a stretch has none; a part that is printed is not inferred."""
    (time,) = read_times(f"{words}，双方会谈", "2022-01-28")
    assert time.inferred == inferred
    assert time.anchor == "publish day"


def test_without_a_publish_day():
    """Without a day of writing, what is relative has no value, what is absolute has one."""
    found = {time.text: time.value for time in read_times("昨天和2021年5月，以及3天前、上周五", None)}
    assert found == {"昨天": None, "2021年5月": "2021-05", "3天前": None, "上周五": None}


def test_a_reference_must_be_a_day():
    """A reference that is no day is refused, with the way to write it."""
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_times("昨天", "yesterday")


def test_anniversary_gives_the_origin():
    """50周年 in an article of 2022 is an anniversary whose value is 1972."""
    (time,) = read_times("纪念上海公报发表50周年", "2022-02-28")
    assert (time.kind, time.value) == ("anniversary", "1972")


def test_dateline_moves_today():
    """今天 in a report with a dateline is the dateline's day, not the day of publication."""
    text = "（新华社北京15日电）外交部发言人今天表示，会谈将于明天举行。"
    article = Article(id="a", source="a", file="a", title=None, text=text, published=REFERENCE)
    assert [time.value for time in find_times(article)] == ["2022-03-15", "2022-03-15", "2022-03-16"]


def test_articles_have_no_bare_lengths():
    """Lengths and repetitions are read on request, but are no times of an article."""
    text = "会谈每年举行，每次持续三小时。"
    article = Article(id="a", source="a", file="a", title=None, text=text, published=REFERENCE)
    assert find_times(article) == []
    assert [(time.text, time.kind) for time in read_times(text, REFERENCE)] == [("每年", "set"), ("三小时", "duration")]


BOTH = """
习近平主席3月15日同法国总统通电话，这是今年以来的第二次。
上周五下午3点半，双方签署协议；翌日，条约生效。
农历腊月廿三，小年；除夕前后将有雨雪。
第三季度末，从去年底到今年初，截至２月２４日。
双十节当天，总统讲话；民国一百一十年。
"""


@pytest.mark.parametrize("text", BOTH.strip().splitlines())
def test_both_scripts_read_alike(text):
    """Traditional script gives the same spans and values as Simplified."""
    other = opencc.OpenCC("s2t").convert(text)
    assert len(other) == len(text)
    expected = [(time.start, time.end, time.value) for time in read_times(text, REFERENCE)]
    assert [(time.start, time.end, time.value) for time in read_times(other, REFERENCE)] == expected


def check(text, reference):
    """Spans are the text's own words, in order and apart; values are well formed."""
    times = read_times(text, reference)
    end = 0
    for time in times:
        assert text[time.start : time.end] == time.text
        assert time.start >= end
        end = time.end
        if time.value is not None and time.kind not in ("duration", "set"):
            EDTF.parse(time.value)
        assert time.rule
    assert times == read_times(text, reference)


CHARACTERS = (
    "一二三十廿两几半0123456789年月日号时分秒点周季度第个世纪代至到从自起来前后内的和（）()，。：:-—~/. \n"
    "天初旬底末今明昨去上下中午晚间《》"
)
WORDS = ("星期", "除夕", "周年", "以来", "截至", "当天", "次日", "未来", "农历", "上半年", "北京时间", "民国", "公元前")
PIECES = st.sampled_from([*CHARACTERS, *WORDS])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([None, REFERENCE, "2024-02-29", "2000-12-31"]))
def test_any_words_of_time(text, reference):
    """Whatever is put together of the words of time is read without error, and lawfully."""
    check(text, reference)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text):
    """Any text at all is read without error, and lawfully."""
    check(text, REFERENCE)


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda text: text[:6])
def test_adversarial_runs(text):
    """Runs of digits and of function words end."""
    read_times(text, REFERENCE)


def test_work_grows_with_the_text():
    """Ten times the text takes about ten times the calls. (How long it takes is measured in bench/time_speed.py.)"""
    text = (
        "据报道，外长3月15日（星期二）下午同国务卿通电话，就去年11月会晤以来的关系交换意见，次日双方发表声明。\n" * 30
    )
    read_times(text, REFERENCE)

    def calls(piece):
        counted = 0

        def count(_frame, _event, _argument):
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            read_times(piece, REFERENCE)
        finally:
            sys.setprofile(None)
        return counted

    assert calls(text * 10) < 11 * calls(text)


NUMERALS = {
    "二十三": 23, "二〇二一": 2021, "廿七": 27, "卅一": 31, "一百二十": 120, "三千五百": 3500, "两万": 20000,
    "一亿": 100000000, "十": 10, "十二": 12, "九七": 97, "2千": 2000, "35,000": 35000, "元": 1, "○": 0,
    "十十": None, "几": None, "1.5": None, "二百千": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NUMERALS.items())
def test_numerals(text, number):
    """Numerals of every way of writing give their number; what is none gives None."""
    assert parse_number(text) == number


@given(st.integers(1, 9999))
def test_numerals_round_trip(number):
    """A number written by value in Hanzi is read back."""
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    text = "".join(
        digits[int(digit)] + (units[len(str(number)) - index - 1] if digit != "0" else "")
        for index, digit in enumerate(str(number))
    )
    assert parse_number(text.rstrip("零")) == number
