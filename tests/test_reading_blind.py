"""A hundred and fifty-eight hand-written pages and scrapes of many shapes, every line labelled, read as they should be.

In `data/reading/*.txt` the first line gives the input's name and publish day; in the rest a mark stands
before every printed line: `T|` title, `B|` body, `C|` caption, `F|` furniture, `R|` related or advert.
The pages and all that they tell are made up.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from jishi.extract.reading import read_bytes
from jishi.records import Article

FOLDER = Path(__file__).parent / "data" / "reading"
MARK = re.compile(r"(?:(?<![A-Za-z])|(?<=x3e))([TBCFR])\|")
LINE = re.compile(r"(?:(?<![A-Za-z])|(?<=x3e))([TBCFR])\|((?:[^<\n\\\]\"]|\\\")+)")


class Case(NamedTuple):
    name: str
    date: str
    data: bytes
    lines: list[tuple[str, str]]


def load(path: Path) -> Case:
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    name, date = re.fullmatch(r"name=(.+) date=(\S+)", head).groups()  # type: ignore[union-attr]
    lines = [(m.group(1), squeeze(m.group(2))) for m in LINE.finditer(body)]
    return Case(name, date, MARK.sub("", body).encode(), [line for line in lines if line[1]])


def squeeze(text: str) -> str:
    return re.sub(r"&\w+;|\s+|\*\*", "", text)


CASES = [load(path) for path in sorted(FOLDER.glob("*.txt"))]


def read(case: Case) -> Article:
    found = list(read_bytes(case.data, case.name))
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == 1, found
    return articles[0]


@pytest.fixture(params=CASES, ids=[case.name[:24] for case in CASES])
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


def test_the_cases_are_all_there() -> None:
    """The set is whole and every case has a text."""
    assert len(CASES) == 158
    assert all(any(label in "BC" for label, _ in case.lines) for case in CASES)


def test_the_body_is_kept(case: Case) -> None:
    """All lines of body and captions reach the text."""
    text = squeeze(read(case).text)
    assert [line for label, line in case.lines if label in "BC" and line not in text] == []


def test_the_furniture_is_dropped(case: Case) -> None:
    """No line of furniture or of related items survives."""
    article = read(case)
    text, printed = squeeze(article.text), {squeeze(line) for line in article.text.split("\n")}
    left = [
        line for label, line in case.lines if label in "FR" and (line in printed if len(line) < 8 else line in text)
    ]
    assert left == []


def test_the_title_is_found(case: Case) -> None:
    """The title is the printed one, without the site's name."""
    titles = {line for label, line in case.lines if label == "T"} or {squeeze(case.name[20:-4])}
    assert squeeze(read(case).title or "") in titles


def test_the_publish_day_is_found(case: Case) -> None:
    """The publish day is the article's own, never that of a related item; None where no year is told."""
    assert str(read(case).published_day) == case.date


def test_zones_cover_the_text_in_order(case: Case) -> None:
    """Zones are sorted, do not overlap, and leave nothing but newlines and spaces out."""
    article = read(case)
    at = 0
    for zone in article.zones:
        assert article.text[at : zone.start].strip() == ""
        assert zone.start < zone.end
        at = zone.end
    assert article.text[at:].strip() == ""


TAGGED = [case for case in CASES if case.name.endswith("html") and any(label == "R" for label, _ in case.lines)]


@pytest.mark.parametrize("tagged", TAGGED, ids=[case.name for case in TAGGED])
def test_what_is_listed_as_related_was_labelled_so(tagged: Case) -> None:
    """No line of the text, the furniture or a reader's comment is listed among the related headlines."""
    labelled = [line for label, line in tagged.lines if label == "R"]
    found = ["".join(item.text.split()) for item in read(tagged).related]
    joined = "".join(labelled)
    assert [item for item in found if item not in joined and not any(words in item for words in labelled)] == []
