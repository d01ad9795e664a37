"""Sentences written before the rules were looked at: what a reader would put on a calendar, and look-alikes."""

from pathlib import Path

import pytest

from jishi.extract.time import find_times, read_times
from jishi.records import Article

DATA = Path(__file__).parent / "data"
SENTENCES = [line.split("\t") for line in (DATA / "time_sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]]
LOOKALIKES = (DATA / "time_lookalikes.txt").read_text(encoding="utf-8").splitlines()


def times(text, published):
    """The times of an article that consists of the text."""
    return find_times(Article(id="a", source="a", file="a", title=None, text=text, published=published))


@pytest.mark.parametrize(("published", "text", "expected"), SENTENCES, ids=[row[1][:16] for row in SENTENCES])
def test_sentence(published, text, expected):
    """Every time of the sentence is found with its value, and nothing else is."""
    assert "; ".join(f"{time.text} = {time.value}" for time in times(text, published)) == expected


@pytest.mark.parametrize("text", LOOKALIKES)
def test_lookalike(text):
    """Names, scores, numbers and idioms that look like times are none."""
    assert times(text, "2022-03-16") == []


@pytest.mark.parametrize(
    ("text", "value", "zone", "offset", "day"),
    [("美东时间11日晚，股市收跌", "2022-03-11", "美东时间", "-05:00", "2022-03-12"),
     ("美国东部时间3月14日上午9时", "2022-03-14T09:00", "美国东部时间", "-04:00", "2022-03-14"),
     ("日本时间周一清晨", "2022-03-14", "日本时间", "+09:00", "2022-03-14"),
     ("格林尼治时间15日16时", "2022-03-15T16:00", "格林尼治时间", "+00:00", "2022-03-16"),
     ("伦敦时间2021年7月1日下午5点", "2021-07-01T17:00", "伦敦时间", "+01:00", "2021-07-02"),
     ("北京时间3月16日凌晨", "2022-03-16", "北京时间", "+08:00", "2022-03-16"),
     ("华盛顿时间3月10日，总统表示", "2022-03-10", "华盛顿时间", "-05:00", None),
     ("当地时间15日晚，枪声响起", "2022-03-15", "当地时间", None, None)],
)  # fmt: skip
def test_zone(text, value, zone, offset, day):
    """The value is the local day; the zone, its offset and the day in Beijing stand beside it."""
    [time] = read_times(text, "2022-03-16")
    assert (time.value, time.stated["zone"]) == (value, zone)
    assert (time.inferred.get("utc_offset"), time.inferred.get("beijing_day")) == (offset, day)


@pytest.mark.parametrize(
    ("text", "value"),
    [("美国2020财政年度赤字创新高", "2019-10/2020-09"), ("日本2021财年预算获国会通过", "2021-04/2022-03"),
     ("香港2021/22财政年度预算案", "2021-04/2022-03"), ("澳大利亚2021-22财年出口增长", "2021-07/2022-06"),
     ("美国政府2021财年第四季度支出", "2021-07/2021-09"), ("美国政府2022财年上半年支出", "2021-10/2022-03"),
     ("2023财年第二季度（截至2022年9月30日）营收", "2022-07/2022-09"), ("公司2022财年营收", "2022"),
     ("美国某公司2022财年营收", "2022")],
)  # fmt: skip
def test_fiscal_year(text, value):
    """A fiscal year has the months of the government it belongs to; firms' years stay what they are called."""
    assert read_times(text, "2022-03-16")[0].value == value


@pytest.mark.parametrize(
    "text", ["案发当晚，警方赶到现场。", "他抵达次日拜会了总统。", "事发当天无人报案。", "翌日双方再次会谈。"]
)
def test_days_that_hang_on_what_is_not_dated_stay_open(text):
    """当晚 and 次日 of something that the text does not date have no value: the publish day is no guess."""
    (time,) = read_times(text, "2022-01-27")
    assert time.value is None
