"""The events room on made-up sentences: occasions told before, habits and topics, names with dates, who acts."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from jishi.extract import extract
from jishi.records import Article, Event

SPEC = importlib.util.spec_from_file_location("event_examples", Path(__file__).with_name("event_examples.py"))
assert SPEC is not None and SPEC.loader is not None
examples = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(examples)


def found(text: str, kind: str | None = None, **fields: Any) -> list[Event]:
    """The events of a marked-up text, of one type if given."""
    _, events = examples.events_of({"text": text, **fields})
    return [event for event in events if kind in (None, event.type)]


def only(text: str, kind: str, **fields: Any) -> Event:
    """The one event of a type."""
    events = found(text, kind, **fields)
    assert len(events) == 1, [(e.type, e.trigger, e.time) for e in events]
    return events[0]


def test_end_of_a_visit_dates_what_was_done_then() -> None:
    """访问结束时 takes the last day of the visit told in the sentence before."""
    text = (
        "[p尼克松][t1972年2月21日至28日=1972-02-21/1972-02-28]访问[c中国]。"
        "访问结束时，[c中国]和[c美国]发表了联合公报。"
    )  # fmt: skip
    release = next(e for e in found(text) if e.type in ("release", "agreement"))
    assert (release.time, release.time_rule) == ("1972-02-28", "told at")


def test_meeting_spoken_of_again_is_no_second_one() -> None:
    """在会晤中 names the meeting told before, and what follows it are no participants."""
    text = "[p习近平]同[p拜登][t去年11月=2021-11]视频会晤。[p习近平]在会晤中总结[c中国]和[c美国]交往的经验。"
    assert only(text, "meeting").participants["participant"] == ("习近平", "拜登")


def test_speech_at_that_meeting_takes_its_day() -> None:
    """Who speaks in a later clause of 在会晤中, and who answers there, spoke on that day."""
    text = (
        "[p王毅]表示，[p习近平]同[p拜登][t去年11月=2021-11]视频会晤。[p习近平]在会晤中总结经验，提出了三原则。"
        "[p拜登]对此作出呼应，并表示不寻求冷战。"
    )
    times = {s.participants["agent"]: s.time for s in found(text, "statement")}
    assert times[("习近平",)] == times[("拜登",)] == "2021-11"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("[p习近平]同[p拜登]以视频方式举行会晤。", "video"),
        ("[p习近平]同[p拜登]举行会晤。", "in_person"),
    ],
)
def test_mode_told_beside_the_word(text: str, mode: str) -> None:
    """以视频方式 makes a meeting one by video."""
    assert only(text, "meeting").mode == mode


def test_what_has_its_anniversary_is_not_told_again() -> None:
    """发表50周年 is an anniversary, no release."""
    assert [e.type for e in found("[t今年=2022]是《上海公报》发表50周年。")] == ["anniversary"]


@pytest.mark.parametrize(
    "text",
    [
        "[p张三]与[p李四]每天都通电话。",
        "[o谷歌]经常被[c德国]起诉。",
        "[o央行]于每月[t20日=2022-01-20]公布利率。",
    ],
)
def test_habits_happen_on_no_day(text: str) -> None:
    """经常, 每天, 每月 make an act a habit."""
    assert not [e for e in found(text) if e.type in ("call", "legal_action", "release")]


def test_what_a_fear_is_of_is_no_happening() -> None:
    """袭击的风险 is a risk."""
    assert not found("[c法国]面临恐怖袭击的风险。", "attack")


def test_reasons_are_no_moods() -> None:
    """因担心…而辞职 happened; 应要求召开 happened."""
    assert only("[t昨天=2022-01-27][p王五]因担心安全而辞职。", "position_change").modality == "actual"
    event = only("[o委员会]应[p李四]要求[t昨天=2022-01-27]召开特别会议。", "gathering")
    assert event.modality == "actual"


def test_titles_of_documents_tell_nothing() -> None:
    """《禁止出口限制出口目录》 bans nothing by its name."""
    assert not found("[o商务部]调整《禁止出口限制出口目录》。", "sanction")


def test_dates_in_names_date_nothing() -> None:
    """A year in a quoted name, or in front of 年会, is not the day on which it was held."""
    text = "[p王毅][t今天=2022-01-28]出席“[t2021年=2021]国际形势”研讨会。"
    assert only(text, "gathering").time == "2022-01-28"
    assert only("[p张高丽][t今天=2022-01-28]出席国合会[t2021年=2021]年会。", "gathering").time == "2022-01-28"


def test_governed_names_are_no_subjects() -> None:
    """成为总统某某的批评者 leaves the subject as it was."""
    text = "[p纳瓦利内]投身政治，成为总统[p普京]最激烈的批评者，[t20日=2022-01-20]昏迷。"
    assert only(text, "life_event").participants["patient"] == ("纳瓦利内",)


def test_who_criticises_goes_on_himself() -> None:
    """A批评B，并致信C: A writes."""
    event = only("[g议员]批评[c英国]排放污水，并致信[o欧盟委员会]。", "message")
    assert event.participants == {"agent": ("议员",), "recipient": ("欧盟委员会",)}


def test_the_nearest_suffers() -> None:
    """A向B告密，C被杀: C."""
    assert only("[p金正恩]说[p金正男]被杀。", "attack").participants["patient"] == ("金正男",)


def test_who_is_invited_comes() -> None:
    """欢迎外企来华: not who welcomes them."""
    visits = found("[p韩正]欢迎外国企业赴[c中国]发展。", "visit")
    assert all("韩正" not in v.participants.get("agent", ()) for v in visits)


def test_whence_is_not_where() -> None:
    """从香港前往台湾 has one host."""
    event = only("[t8月=2021-08][g支持者]从[l香港]前往[l台湾]。", "visit")
    assert "香港" not in event.participants.get("host", ())


def test_acts_by_their_doer_alone() -> None:
    """Somebody unknown, arrested by the police on a day, is an arrest by them."""
    event = only("十二人[t8月=2021-08]被[o海警]逮捕。", "legal_action")
    assert event.participants == {"agent": ("海警",)}


def test_persons_are_arrested_apart() -> None:
    """Two persons arrested on a day by the same police are two arrests."""
    text = "[o警方][t今天=2022-01-28]逮捕[p张三]。\n[o警方]也在[t今天=2022-01-28]逮捕[p李四]。"
    assert len(found(text, "legal_action")) == 2


def test_one_word_tells_one_act() -> None:
    """暂停…交易 is a restriction and no other act beside it."""
    events = found("[o交易所][t今天=2022-01-28]暂停[o恒大]债券交易。")
    assert [e.type for e in events] == ["restriction"]


def test_adjectives_carry_no_subject() -> None:
    """自称作者的流亡抗争者: the subject of the sentence before does not go into exile."""
    text = "[p习近平]发表讲话。自称作者的流亡抗争者[p李四]对此批评。"
    assert not found(text, "other_action")


def test_undated_days_take_no_neighbours_day() -> None:
    """近日刊登 is not of the year of the digging told before."""
    text = "[o研究所][t2016年=2016]出土骨骸，成果近日由[o学会]刊登。"
    assert all(e.time != "2016" for e in found(text, "release"))


def test_survey_dates_its_shares() -> None:
    """What people expect of next year is of the days on which they were asked."""
    text = (
        "[o银行]于[t去年9月=2021-09]进行该项调查，访问了逾千间企业。\n"
        "三分之二的受访企业预期[t明年=2023]增长，另有20%受访企业计划裁员。"
    )
    assert {e.time for e in found(text, "measurement")} == {"2021-09"}


def test_limits_are_no_figures() -> None:
    """不得超过10人 allows, it counts nobody."""
    assert not found("[o政府]规定，[l教堂]参加人数不得超过10人。", "measurement")


def test_old_days_in_the_lead_are_no_occasion() -> None:
    """The day of an archive picture does not date the news."""
    text = "资料图片，[t2019年6月24日=2019-06-24]。\n[o外交部]和[c法国]签署协议。"
    assert all(e.time != "2019-06-24" for e in found(text, "agreement"))


def test_ties_raised() -> None:
    """将中巴关系提升为…: both sides act."""
    event = only("[p李四]访问后将[c中巴=中国+巴基斯坦]关系提升为战略合作伙伴关系。", "diplomatic_relations")
    assert event.participants["agent"] == ("中国", "巴基斯坦")


def test_disasters_befall_places_that_do_nothing() -> None:
    """A storm needs no actor: the place is named."""
    assert only("[c美国]遭遇暴风雪。", "disaster").participants["patient"] == ("美国",)


def test_whom_a_relative_clause_qualifies_acts_in_it() -> None:
    """曾出访台湾的某某: not who speaks of him."""
    event = only("[p蓬佩奥]表示，曾在[t9月=2021-09]出访[l台湾]的次卿[p克拉奇]将退休。", "visit")
    assert event.participants["agent"] == ("克拉奇",)


def test_who_mourns_does_not_die() -> None:
    """就某某逝世致唁电: the sender is no deceased."""
    deaths = found("[p李强]就国王不幸逝世向[p萨巴赫]致唁电。", "life_event")
    assert all("李强" not in e.participants.get("patient", ()) for e in deaths)


def test_burial_is_not_the_death() -> None:
    """病逝 and 下葬 are two events."""
    text = "[p李四][t7月30日=2021-07-30]病逝。\n[p李四]于[t10月7日=2021-10-07]下葬。"
    assert [e.time for e in found(text, "life_event")] == ["2021-07-30", "2021-10-07"]


def test_the_hour_told_later_dates_the_event() -> None:
    """The lead tells the day, the body the hour: one event, at that hour."""
    text = "[l盈江县][t20日=2022-01-20]发生地震。\n[t1月20日5时35分=2022-01-20T05:35]，[l盈江县]发生五级地震。"
    assert only(text, "disaster").time == "2022-01-20T05:35"


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("[p林郑月娥]未有评论[p何志平]被捕。", "legal_action", "actual"),
        ("[p拜登]一直在为就任总统做准备。", "position_change", "planned"),
        ("[o白宫][t昨天=2022-01-27]签署行政命令取消[l香港]的待遇。", "legislation", "actual"),
        ("[c美国]致力于在[t年底=2022-12]与[c伊朗]达成协议。", "agreement", "possible"),
    ],
)
def test_what_a_cue_belongs_to(text: str, kind: str, modality: str) -> None:
    """A lack of comment denies nothing else; what is prepared is planned; an order is not what it calls off."""
    assert only(text, kind).modality == modality


def test_a_leaders_government_is_his_state() -> None:
    """特朗普政府 acts for the country that the article names."""
    text = "美国总统特朗普周二讲话。特朗普政府昨天取消了三千名中国留学生的签证。"
    article = Article(id="x", source="x", file="x", title=None, text=text, published="2020-10-01")
    bans = [e for e in extract(article).events if e.type == "restriction"]
    assert [e.participants["agent"] for e in bans] == [("美国",)]


def test_a_country_elects() -> None:
    """美国总统大选 is held by 美国."""
    text = "美国总统大选11月3日举行。"
    article = Article(id="x", source="x", file="x", title=None, text=text, published="2020-10-01")
    votes = [e for e in extract(article).events if e.type == "election"]
    assert [(e.participants, e.time) for e in votes] == [({"agent": ("美国",)}, "2020-11-03")]


def test_numbered_floods_are_no_days() -> None:
    """第5号洪水 has a number, not a date."""
    text = "长江5号洪水通过三峡。"
    article = Article(id="x", source="x", file="x", title=None, text=text, published="2020-08-23")
    assert all(e.time != "2020-08-05" for e in extract(article).events)


def test_leaving_is_not_entering() -> None:
    """上任 and 卸任 of one person are two events."""
    text = "[p李四][t2010年=2010]上任。[p李四][t2010年=2010]卸任。"
    assert len(found(text, "position_change")) == 2


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("[c中国]和[c美国]的会谈将继续。", "planned"),
        ("[c中国]和[c美国]的会谈未能举行。", "negated"),
        ("[c中国]和[c美国]的会谈可能重启。", "possible"),
        ("[p特朗普]与[p金正恩]的会面正在计划中。", "planned"),
        ("[p普京]并没有拒绝与[p泽连斯基]会面。", "possible"),
    ],
)
def test_what_a_nouns_own_verb_says(text: str, modality: str) -> None:
    """A talk named by a noun is planned, denied or doubted by the verb behind it."""
    assert only(text, "meeting").modality == modality


def test_a_territory_spoken_about_is_no_side() -> None:
    """美国不支持台湾独立, 双方…: the two sides are those who met."""
    text = "国家主席习近平6月19日会见美国国务卿布林肯。布林肯表示，美国不支持台湾独立，双方都认为有必要稳定两国关系。"
    article = Article(id="x", source="x", file="x", title=None, text=text, published="2023-06-19")
    agents = {name for e in extract(article).events for name in e.participants.get("agent", ())}
    assert "台湾" not in agents
