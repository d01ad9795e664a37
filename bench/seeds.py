"""Checks what must be read from the two seed articles: seeds.py SEEDS_DIR

Prints one line a fact and a count; exit status 1 when a fact does not hold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from jishi.extract import extract
from jishi.extract.reading import read_file
from jishi.records import Article, ArticleRecord, Event

Fact = tuple[str, bool]


def record_of(path: Path) -> ArticleRecord:
    """The record of a file with one article."""
    articles = [item for item in read_file(path, path.name) if isinstance(item, Article)]
    assert len(articles) == 1, f"{path.name}: {len(articles)} articles"
    return extract(articles[0])


def who(event: Event) -> set[str]:
    """Names of all participants."""
    return {name for names in event.participants.values() for name in names}


def events(record: ArticleRecord, kind: str, time: str | None = None) -> list[Event]:
    """The record's events of a type, and of a time if given."""
    return [e for e in record.events if e.type == kind and (time is None or e.time == time)]


def ping_pong(record: ArticleRecord) -> Iterator[Fact]:
    """Seed 000: the commemoration of ping-pong diplomacy."""
    yield "000 published 2021-04-24", (record.published or "")[:10] == "2021-04-24"
    marks = [e for e in events(record, "anniversary", "2021-04-24") if e.of]
    yield "000 one commemoration on 2021-04-24", len(marks) == 1
    yield "000 of 乒乓外交, 1971", any("乒乓外交" in e.of.name and e.of.time == "1971" for e in marks if e.of)
    hosts = {"中国人民对外友好协会", "国家体育总局", "中国美国人民友好协会"}
    # The guidelines put those who hold a commemoration into the role of agent.
    yield (
        "000 its three hosts",
        any(hosts <= {*e.participants.get("agent", ()), *e.participants.get("host", ())} for e in marks),
    )
    yield (
        "000 a statement of 王岐山 that day",
        any("王岐山" in e.participants.get("agent", ()) for e in events(record, "statement", "2021-04-24")),
    )
    calls = events(record, "call")
    yield (
        "000 one call, 习近平 and 乔·拜登, 2021-02-11",
        [(e.time, who(e)) for e in calls] == [("2021-02-11", {"习近平", "乔·拜登"})],
    )
    yield (
        "000 基辛格's video message",
        any(e.mode == "video" and any("基辛格" in name for name in who(e)) for e in events(record, "message")),
    )


def wang_blinken(record: ArticleRecord) -> Iterator[Fact]:
    """Seed 004: the call of the foreign ministers, out of a page full of furniture."""
    yield "004 published 2022-01-27", (record.published or "")[:10] == "2022-01-27"
    calls = events(record, "call")
    yield "004 one call on 2022-01-27", [e.time for e in calls] == ["2022-01-27"]
    blinken = {actor.name for actor in record.actors if "布林肯" in actor.name}
    yield "004 between 王毅 and 布林肯", len(calls) == 1 and who(calls[0]) == {"王毅", *blinken} and len(blinken) == 1
    yield "004 the American side asked", bool(calls) and set(calls[0].participants.get("initiator", ())) == blinken
    yield (
        "004 video meeting 习近平 and 乔·拜登, 2021-11",
        any(who(e) == {"习近平", "乔·拜登"} and e.mode == "video" for e in events(record, "meeting", "2021-11")),
    )
    marks = events(record, "anniversary")
    yield "004 上海公报, 1972", any(e.of and "上海公报" in e.of.name and e.of.time == "1972" for e in marks)
    speakers = {name for e in events(record, "statement") for name in e.participants.get("agent", ())}
    yield "004 statements of both", {"王毅", *blinken} <= speakers
    side = ("WTO", "纳瓦罗", "武契奇", "马哈蒂尔", "巴菲特", "阿根廷", "北约", "头盔", "美众议院", "韩军")
    yield "004 no word of the sidebars", not any(word in record.text for word in side)
    dates = {event.time for event in record.events} | {time.value for time in record.times}
    yield "004 no date of the sidebars", "2022-01-26" not in dates


def main() -> int:
    folder = Path(sys.argv[1])
    first, second = sorted(folder.glob("*.txt"))
    facts = [*ping_pong(record_of(first)), *wang_blinken(record_of(second))]
    for name, holds in facts:
        print(f"{'ok  ' if holds else 'FAIL'} {name}")
    print(f"seeds: {sum(holds for _, holds in facts)} of {len(facts)} facts hold")
    return 0 if all(holds for _, holds in facts) else 1


if __name__ == "__main__":
    sys.exit(main())
