"""EDTF values: the Library of Congress's own examples, refusals, order, and round trips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jishi.edtf import EDTF, FIRST_DAY, LAST_DAY, Day, EDTFError, is_edtf

# Library of Congress, Extended Date/Time Format Specification (2019): every example of levels 0 and 1.
LEVEL_0 = [
    ("1985-04-12", "1985-04-12", "1985-04-12", "day"),
    ("1985-04", "1985-04-01", "1985-04-30", "month"),
    ("1985", "1985-01-01", "1985-12-31", "year"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "time"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "time"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "time"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "time"),
    ("1964/2008", "1964-01-01", "2008-12-31", "interval"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "interval"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "interval"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "interval"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "interval"),
]
OPEN = "open"
LEVEL_1 = [
    ("Y170000002", "Y170000002-01-01", "Y170000002-12-31", "year"),
    ("Y-170000002", "Y-170000002-01-01", "Y-170000002-12-31", "year"),
    ("2001-21", "2001-03-01", "2001-05-31", "season"),
    ("1984?", "1984-01-01", "1984-12-31", "year"),
    ("2004-06~", "2004-06-01", "2004-06-30", "month"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "day"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "century"),
    ("2004-XX", "2004-01-01", "2004-12-31", "year"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "month"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "year"),
    ("1985-04-12/..", "1985-04-12", OPEN, "interval"),
    ("1985-04/..", "1985-04-01", OPEN, "interval"),
    ("1985/..", "1985-01-01", OPEN, "interval"),
    ("../1985-04-12", OPEN, "1985-04-12", "interval"),
    ("../1985-04", OPEN, "1985-04-30", "interval"),
    ("../1985", OPEN, "1985-12-31", "interval"),
    ("1985-04-12/", "1985-04-12", OPEN, "interval"),
    ("1985-04/", "1985-04-01", OPEN, "interval"),
    ("1985/", "1985-01-01", OPEN, "interval"),
    ("/1985-04-12", OPEN, "1985-04-12", "interval"),
    ("/1985-04", OPEN, "1985-04-30", "interval"),
    ("/1985", OPEN, "1985-12-31", "interval"),
    ("-1985", "-1985-01-01", "-1985-12-31", "year"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30", "interval"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30", "interval"),
    ("1984~/2004~", "1984-01-01", "2004-12-31", "interval"),
    ("1984-06?/2004-08?", "1984-06-01", "2004-08-31", "interval"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08", "interval"),
    ("1984-06-02?/", "1984-06-02", OPEN, "interval"),
    ("2003/2004-06-11%", "2003-01-01", "2004-06-11", "interval"),
    ("1952-23~/1953", "1952-09-01", "1953-12-31", "interval"),
]
HOUSE = [
    ("2022-33", "2022-01-01", "2022-03-31", "quarter"),
    ("2022-36", "2022-10-01", "2022-12-31", "quarter"),
    ("2022-40", "2022-01-01", "2022-06-30", "half"),
    ("2022-24", "2022-12-01", "2023-02-28", "season"),
    ("197X/198X", "1970-01-01", "1989-12-31", "interval"),
    ("-0299/-0200", "-0299-01-01", "-0200-12-31", "interval"),
    ("2022-01-27T24:00", "2022-01-27", "2022-01-27", "time"),
    ("2000-02", "2000-02-01", "2000-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
]


@pytest.mark.parametrize(("text", "begin", "end", "precision"), LEVEL_0 + LEVEL_1 + HOUSE)
def test_examples(text, begin, end, precision):
    """A value touches the days from its first to its last, with the precision written."""
    value = EDTF.parse(text)
    first = "open" if value.begin == FIRST_DAY else str(value.begin)
    last = "open" if value.end == LAST_DAY else str(value.end)
    assert (first, last, value.precision, str(value)) == (begin, end, precision, text)


@pytest.mark.parametrize(
    "text",
    ["", "2022-1", "2022-13", "2022-00", "2022-02-30", "2021-02-29", "22", "2022/2021", "..", "../..", "/",
     "2022-01-27T25", "2022-01-27T24:30", "2022-01-27T10:60", "20X2", "XXXX", "2022-5X", "2022-01-2X", "Y2022",
     "2022-21-01", "P3Y", "2022 ", "1985-04-12/1986/1987", "-0220-13", "２０２２"],
)  # fmt: skip
def test_refuses(text):
    """What is no value raises, and the message holds it."""
    with pytest.raises(EDTFError, match=r".*") as raised:
        EDTF.parse(text)
    assert repr(text) in str(raised.value)
    assert not is_edtf(text)


@pytest.mark.parametrize(
    ("text", "xsd"),
    [("2022", ("2022", "gYear")), ("2022-01", ("2022-01", "gYearMonth")), ("2022-01-27", ("2022-01-27", "date")),
     ("-0220", ("-0220", "gYear")), ("Y170000002", ("170000002", "gYear")), ("2022~", None), ("2022-33", None),
     ("197X", None), ("2019/2021", None), ("2022-01-27T18:00", None)],
)  # fmt: skip
def test_xsd(text, xsd):
    """The XSD form says no more than the value: a month is no padded day, a vague value none."""
    assert EDTF.parse(text).xsd == xsd


def test_overlap_and_containment():
    """Values are compared by days: a month holds its days, and 2026 is not the first of January."""
    year, month, day = (EDTF.parse(text) for text in ("2021", "2021-11", "2021-11-16"))
    assert year.contains(month)
    assert month.contains(day)
    assert month.overlaps(EDTF.parse("../2021-11-01"))
    assert not day.contains(month)
    assert not day.overlaps(EDTF.parse("2021-12"))


def test_order():
    """On a timeline the earlier begin comes first, then the earlier end."""
    texts = ["2022", "2021-11", "2021-11-16", "-0220", "197X", "2021"]
    ordered = sorted(map(EDTF.parse, texts), key=lambda value: value.sort_key)
    assert [str(value) for value in ordered] == ["-0220", "197X", "2021", "2021-11", "2021-11-16", "2022"]


def test_open_ends():
    """An open end is known to be open, whichever end it is."""
    assert EDTF.parse("../2022").is_open
    assert EDTF.parse("2022/..").is_open
    assert not EDTF.parse("2021/2022").is_open


DAYS = st.dates().map(lambda date: Day(date.year, date.month, date.day))


@given(DAYS, DAYS)
def test_spanning_round_trip(one, other):
    """The shortest value of two days begins and ends with them."""
    begin, end = sorted((one, other))
    value = EDTF.spanning(begin, end)
    assert (value.begin, value.end) == (begin, end)
    assert EDTF.parse(str(value)) == value


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_month_round_trip(year, month):
    """A month written from its own first and last day is the same month."""
    text = f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}"
    value = EDTF.parse(text)
    assert str(EDTF.spanning(value.begin, value.end)) == text


@given(st.text(alphabet="0123456789-/.XTY~?:", max_size=16))
def test_parse_or_refuse(text):
    """Any text is either a value that keeps its text and runs forward, or an EDTFError."""
    try:
        value = EDTF.parse(text)
    except EDTFError:
        return
    assert str(value) == text
    assert value.begin <= value.end
