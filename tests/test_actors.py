"""Laws of mentions and actors, organisations, places, and what an article is about."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.extract.actors import default_lexicon, find_actors
from jishi.extract.normalize import script_of
from jishi.extract.sentences import split_sentences
from jishi.records import Article

PIECES = [
    "美国国务卿布林肯",
    "国务委员兼外交部长王毅",
    "中方",
    "双方",
    "两国元首",
    "中美",
    "他",
    "习近平主席",
    "世界卫生组织（世卫组织）",
    "萊特海澤（Robert Lighthizer）",
    "驻",
    "的",
    "、",
    "，",
    "。",
    "\n",
    "表示",
    "会见",
    "多名黎巴嫩官员",
    "让-伊夫·勒德里昂",
    "·",
    "123",
    "Ａｐｐｌｅ",
    "𠮷",
    "政府",
    "公司",
    "前",
    "兼",
]


def read(text, day="2021-06-01"):
    article = Article(id="t", source="t", file="t", title=None, text=text, published=day, script=script_of(text))
    return find_actors(article, split_sentences(text), [], default_lexicon())


def check(text):
    mentions, actors = read(text)
    ids = [a.id for a in actors]
    assert ids == [f"a{n}" for n in range(1, len(ids) + 1)]
    assert len({a.name for a in actors}) == len(actors)
    assert all(text[m.start : m.end] == m.text and set(m.actors) <= set(ids) for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_laws_hold_for_any_order_of_words(pieces):
    """Offsets fit, mentions are sorted and apart, ids count up, names are unique."""
    check("".join(pieces))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_laws_hold_for_any_text(text):
    """No text breaks the stage."""
    check(text)


def test_empty_text_has_nobody():
    """An empty article has no mentions and no actors."""
    assert read("") == ([], [])


def test_without_a_day_offices_are_nobody():
    """Without a publish day an office alone is not guessed."""
    assert [a for a in read("美国国务卿表示支持。", None)[1] if a.type == "person"] == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("韩国外交部发表声明。", "韩国外交部", "organization"),
        ("美商务部宣布决定。", "美国商务部", "organization"),
        ("美国防部宣布决定。", "美国国防部", "organization"),
        ("中国驻黎巴嫩大使馆提醒公民。", "中国驻黎巴嫩大使馆", "organization"),
        ("黎巴嫩红十字会派出救护车。", "黎巴嫩红十字会", "organization"),
        ("太平洋天然气和电力公司切断电源。", "太平洋天然气和电力公司", "organization"),
        ("江州市人民医院接收伤者。", "江州市人民医院", "organization"),
        ("国际货币基金组织发布报告。", "国际货币基金组织", "organization"),
        ("欧盟通过决议。", "欧盟", "organization"),
        ("台湾宣布措施。", "台湾", "place"),
        ("香港宣布措施。", "香港", "place"),
        ("法国宣布措施。", "法国", "country"),
        ("多名黎巴嫩官员提及此事。", "黎巴嫩官员", "group"),
        ("三名受伤学生接受治疗。", "受伤学生", "group"),
        ("抗议者要求总理下台。", "抗议者", "group"),
        ("某党的支持者聚集。白宫发言人表示关注。", "白宫发言人", "person"),
        ("欧盟对外行动署发言人表示关注。", "欧盟对外行动署发言人", "person"),
        ("俄军宣布撤退。", "俄罗斯军队", "organization"),
        ("上海、广西、四川等地先后举行活动。", "广西", "place"),
    ],
)
def test_kind_of_actor(text, name, kind):
    """Each kind of actor is found by its full name."""
    found = {a.name: a.type for a in read(text)[1]}
    assert found.get(name) == kind, found


def test_short_form_of_a_body_is_the_same_actor():
    """成都领事馆 after the full name is that consulate."""
    _, actors = read("美国驻成都总领事馆关闭。成都领事馆的人员离开。")
    assert [a.name for a in actors if a.type == "organization"] == ["美国驻成都总领事馆"]


def test_shared_body_is_that_of_the_country_in_focus():
    """国会 in a text about the United States is theirs."""
    _, actors = read("美国总统拜登发表讲话。国会通过了法案。")
    assert "美国国会" in [a.name for a in actors]


def test_reporters_are_no_actors():
    """By-lines name nobody of the article."""
    _, actors = read("新华社记者张大明报道，法国宣布措施。\n（编辑：李小红）")
    assert [a.name for a in actors] == ["法国"]


@pytest.mark.parametrize("text", ["作者认为，习近平十分清楚。", "他说，周恩来访问了印度。"])
def test_names_that_are_no_by_line_and_no_word(text):
    """作者认为, begins no by-line, and a full name is a name whatever tag a dictionary gives it."""
    assert [a.name for a in read(text)[1] if a.type == "person"] != []


def test_paper_in_title_marks_is_one_name():
    """《青年世界报》 is not 世界报."""
    names = [a.name for a in read("德国《青年世界报》以“这一步跨得太大”为题发文。")[1]]
    assert "世界报" not in names


@pytest.mark.parametrize(
    "text", ["五家美国公司签署了协议。", "国家有关部门出台政策。", "银行股上涨，中国银行股指数走高。"]
)
def test_kinds_are_no_organisations(text):
    """Several of a kind, and common nouns that end like a body, are no organisations."""
    assert [a.name for a in read(text)[1] if a.type == "organization"] == []


def test_two_letters_in_front_of_the_pair():
    """美、日两国 are the two countries that the characters name."""
    mentions, actors = read("法国表示关注，美、日两国另有安排。")
    names = {a.id: a.name for a in actors}
    assert [[names[i] for i in m.actors] for m in mentions if m.text == "两国"] == [["美国", "日本"]]


def test_where_somebody_works_is_no_actor():
    """An organisation that only says where a person works is none."""
    names = [a.name for a in read("滨河证券的分析师王小明表示，行情向好。")[1]]
    assert names == ["王小明"]


def test_place_that_only_says_where_is_a_mention_without_actor():
    """北京 in 在北京 is kept as a place mention for events."""
    mentions, _ = read("王毅在北京会见来宾。")
    place = next(m for m in mentions if m.text == "北京")
    assert (place.form, place.actors) == ("place", ())


def test_names_are_in_the_articles_script():
    """A Traditional article shows Traditional names, with the Simplified one as alias."""
    _, actors = read("美國國務卿蓬佩奧表示，美國將繼續對話。", "2020-08-01")
    person = next(a for a in actors if a.type == "person")
    assert person.name == "邁克·蓬佩奧"
    assert "迈克·蓬佩奥" in person.aliases
