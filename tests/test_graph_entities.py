"""One actor over many articles: namesakes by country and office, overrides by any name, and what `show` says of it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jishi.graph import build_graph
from jishi.graph.careers import offices_of
from jishi.graph.entities import resolve_entities
from jishi.graph.overrides import Overrides
from jishi.graph.scale.merge import merge_on_disk
from jishi.records import Actor, ArticleRecord
from jishi.rendering import describe


def actor(name, country=None, roles=(), qid=None, mentions=(), kind="person"):
    """What an article knows of somebody."""
    return Actor(id="a1", name=name, type=kind, qid=qid, country=country, roles=tuple(roles), mentions=tuple(mentions))


def record(source, *actors):
    """An article that names these actors and tells nothing."""
    return ArticleRecord(
        format=1, extractor="t", id=source, source=source, file=source, title=source, published="2022-01-27",
        text=source, actors=actors,
    )  # fmt: skip


def sets(actors, overrides=None):
    """The numbers of the actors that are one, each actor in an article of its own."""
    records = [record(f"r{number}", one) for number, one in enumerate(actors)]
    index = resolve_entities(records, overrides or Overrides())
    groups = {}
    for number, one in enumerate(actors):
        groups.setdefault(index.get(f"r{number}", one.name), []).append(number)
    return sorted(groups.values())


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["甲市市长"]), True),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["前甲市市长"]), True),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["甲市市委书记"]), True),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["乙省副省长"]), True),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["乙市市长"]), False),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["歌手"]), False),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["甲大学教授"]), False),
        (("张伟", "CN", ["甲大学教授"]), ("张伟", "CN", ["乙大学教授"]), False),
        (("张伟", "CN", ["甲公司董事长"]), ("张伟", "CN", ["乙集团董事长"]), False),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "SG", ["甲市市长"]), False),
        (("张伟", "CN", ["甲市市长"]), ("张伟", None, []), True),
        (("张伟", None, ["甲市市长"]), ("张伟", "CN", []), True),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["市长"]), True),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["委员"]), True),
        (("张伟", "CN", ["甲市市长"]), ("张伟", "CN", ["被告"]), True),
        (("若昂·佩雷拉", "BR", ["巴西外长"]), ("若昂·佩雷拉", "BR", ["巴西前驻华大使"]), True),
        (("若昂·佩雷拉", "BR", ["巴西外长"]), ("若昂·佩雷拉", "BR", ["圣保罗大学教授"]), True),
        (("若昂·佩雷拉", "BR", ["巴西外长"]), ("若昂·佩雷拉", "BR", ["前锋"]), False),
        (("若昂·佩雷拉", "BR", ["巴西外长"]), ("若昂·佩雷拉", "PT", ["外长"]), False),
    ],
)
def test_namesakes(left, right, same):
    """One name is one person unless country, trade or a post of one place speak against it; what is unknown fits."""
    assert sets([actor(*left), actor(*right)]) == ([[0, 1]] if same else [[0], [1]])


def test_who_fits_two_namesakes_is_neither():
    """Two mayors of one name, and one of whom nothing is known: three actors."""
    mayors = [actor("张伟", "CN", ["甲市市长"]), actor("张伟", "CN", ["乙市市长"])]
    assert sets([*mayors, actor("张伟")]) == [[0], [1], [2]]
    assert sets([*mayors, actor("张伟", "CN", ["市长"])]) == [[0], [1], [2]]


def test_a_shared_office_tells_who_is_who_of_namesakes():
    """A mayor who is a secretary of the same city elsewhere goes to that city's, not to the other's."""
    people = [
        actor("张伟", "CN", ["甲市市长", "甲市市委书记"]), actor("张伟", "CN", ["乙市市长"]),
        actor("张伟", "CN", ["甲市市委书记"]), actor("张伟", "CN", ["乙市市长", "乙市政协主席"]),
    ]  # fmt: skip
    assert sets(people) == [[0, 2], [1, 3]]


def test_a_namesake_of_a_linked_person_is_somebody_else():
    """The name of a linked person is that person's, but not where the offices exclude each other."""
    linked = actor("李强", "CN", ["国务院总理"], "Q1")
    assert sets([linked, actor("李强", "CN")]) == [[0, 1]]
    assert sets([linked, actor("李强", "CN", ["出租车司机"])]) == [[0], [1]]


def test_offices_that_tell_nothing_of_a_career():
    """主任 and 专家 may be anybody; former and acting holders hold the same office; ranks are no part of the place."""
    assert offices_of(["主任", "专家", "代表"]) == []
    (one,) = offices_of(["前甲市副市长"])
    assert (one.owner, one.core, one.trade) == ("甲市", "市长", "state")


PEOPLE = st.builds(
    actor,
    st.sampled_from(["张伟", "张偉", "若昂·佩雷拉", "佩雷拉"]),
    st.sampled_from([None, "CN", "BR"]),
    st.lists(st.sampled_from(["甲市市长", "乙市市长", "市长", "甲市书记", "歌手", "专家"]), max_size=2),
    st.sampled_from([None, None, None, "Q1", "Q2"]),
)


def pairs(records, on_disk=None):
    """Which actors of which articles are one, whatever they are called."""
    if on_disk is None:
        ids = resolve_entities(records).ids
    else:
        index = merge_on_disk(iter(records), on_disk).index
        ids = {(r.id, a.name): index.get(r.id, a.name) for r in records for a in r.actors}
    groups = {}
    for place, key in ids.items():
        groups.setdefault(key, set()).add(place)
    return {frozenset(group) for group in groups.values()}


@settings(max_examples=150, deadline=None)
@given(st.lists(PEOPLE, min_size=2, max_size=7), st.randoms())
def test_neither_order_nor_repetition_shows(people, chance):
    """Shuffled records, and records of which some come twice, give the same entities."""
    records = [record(f"r{number}", one) for number, one in enumerate(people)]
    first = resolve_entities(records)
    shuffled = records + records[:2]
    chance.shuffle(shuffled)
    unique = list({one.id: one for one in shuffled}.values())
    second = resolve_entities(unique)
    assert first.entities == second.entities
    assert first.ids == second.ids


@settings(max_examples=150, deadline=None)
@given(st.lists(PEOPLE, min_size=2, max_size=7))
def test_no_actor_contradicts_itself(people):
    """No entity holds two countries, two Wikidata ids, or a post of one place in two."""
    for group in sets(people):
        found = [people[number] for number in group]
        assert len({one.qid for one in found if one.qid}) <= 1
        if not any(one.qid for one in found):
            assert len({one.country for one in found if one.country}) <= 1
            held = [set(one.roles) & {"甲市市长", "乙市市长"} for one in found if len(one.roles) == 1]
            assert len({role for roles in held for role in roles}) <= 1 or any(len(one.roles) > 1 for one in found)


@settings(max_examples=15, deadline=None)
@given(st.lists(PEOPLE, min_size=2, max_size=6))
def test_the_merge_on_disk_agrees(tmp_path_factory, people):
    """What lies on the disk is joined as in memory."""
    records = [record(f"r{number}", one) for number, one in enumerate(people)]
    assert pairs(records, tmp_path_factory.mktemp("merge")) == pairs(records)


# ---------------------------------------------------------------- overrides


TRUMP = "唐纳德·特朗普"


def test_a_pinned_alias_is_that_id():
    """A name by which an article calls a linked actor is enough; the actor's id and Wikidata id are the user's."""
    records = [record("a", actor(TRUMP, "US", (), "Q22686", ["川普", "川普总统"]))]
    found = resolve_entities(records, Overrides(names={"川普": "Q99"})).entities
    assert {(key, entity.qid) for key, entity in found.items()} == {("Q99", "Q99")}


@pytest.mark.parametrize("printed", ["川普", "特朗普", TRUMP, "唐纳德特朗普"])
def test_a_pin_holds_for_any_printed_name(printed):
    """Whichever name is pinned, in whichever spelling, and also an id of the user's own."""
    records = [record("a", actor(TRUMP, "US", (), "Q22686", ["特朗普", "川普"])), record("b", actor("布林肯"))]
    found = resolve_entities(records, Overrides(names={printed: "mine-7"}))
    assert found.entities[found.get("a", TRUMP)].id == "mine-7"
    assert found.entities["mine-7"].qid is None
    assert found.get("b", "布林肯") != "mine-7"


def test_a_pin_of_the_own_name_comes_before_one_of_an_alias():
    """Of two pinned names of one actor the own name counts, then the longest; that one did not hold is told."""
    chosen = Overrides(names={"川普": "Q98", TRUMP: "Q99"})
    kg = build_graph([record("a", actor(TRUMP, "US", (), "Q22686", ["川普"]))], overrides=chosen)
    assert list(kg.entities) == ["Q99"]
    assert any("one of the ids holds" in note for note in kg.notes)


def test_two_names_that_are_not_one_part_a_linked_actor():
    """Both were linked to one id: the article that uses the second name alone loses it."""
    records = [
        record("a", actor(TRUMP, "US", (), "Q22686", ["特朗普"])),
        record("b", actor(TRUMP, "US", (), "Q22686", ["川普"])),
    ]
    chosen = Overrides(other_actors=(("特朗普", "川普"),))
    found = resolve_entities(records, chosen)
    assert found.get("a", TRUMP) == "Q22686"
    other = found.entities[found.get("b", TRUMP)]
    assert (other.name, other.qid) == ("川普", None)
    assert resolve_entities(records[::-1], chosen) == found


def test_names_of_the_tables_do_not_count_for_what_an_article_prints():
    """Two regional names of one linked actor are parted by what each article prints, though both know both."""
    records = [
        record(source, msgspec.structs.replace(actor(TRUMP, "US", (), "Q22686", [name]), aliases=("特朗普", "川普")))
        for source, name in (("a", "特朗普"), ("b", "川普"))
    ]
    found = resolve_entities(records, Overrides(other_actors=(("特朗普", "川普"),)))
    assert found.get("a", TRUMP) == "Q22686"
    assert found.get("b", TRUMP) != "Q22686"
    pinned = resolve_entities(records, Overrides(names={"川普": "Q99"}))
    assert {pinned.get("a", TRUMP), pinned.get("b", TRUMP)} == {"Q99"}


def test_an_id_that_a_name_is_not():
    """Whoever is called so does not have that id."""
    records = [record("a", actor(TRUMP, "US", (), "Q22686", ["川普"])), record("b", actor(TRUMP, "US", (), "Q22686"))]
    found = resolve_entities(records, Overrides(other_actors=(("Q22686", "川普"),)))
    assert found.entities[found.get("a", TRUMP)].qid is None
    assert found.get("b", TRUMP) == "Q22686"


def test_not_the_same_holds_through_a_third():
    """Two who are not one are not joined by way of a third name either."""
    records = [record(source, actor(name)) for source, name in (("a", "甲某"), ("b", "乙某"), ("c", "丙某"))]
    chosen = Overrides(same_actors=(("甲某", "丙某"), ("乙某", "丙某")), other_actors=(("甲某", "乙某"),))
    found = resolve_entities(records, chosen)
    assert found.get("a", "甲某") != found.get("b", "乙某")
    assert len(found.entities) == 2


def test_what_cannot_hold_is_told():
    """An article that calls one actor by both names cannot be taken apart, and says so."""
    chosen = Overrides(other_actors=(("特朗普", "川普"),))
    kg = build_graph([record("a.md", actor(TRUMP, "US", (), "Q22686", ["特朗普", "川普"]))], overrides=chosen)
    assert list(kg.notes) == ["overrides.toml [actors]: '特朗普' and '川普' are one actor in a.md, which stays so"]


def test_a_name_that_nobody_bears_is_told():
    """A pin of a printed alias matched; one of nobody's name did not."""
    records = [record("a", actor(TRUMP, "US", (), "Q22686", ["川普"]))]
    notes = build_graph(records, overrides=Overrides(names={"川普": "Q1", "无名": "Q2"})).notes
    assert list(notes) == ["overrides.toml [names]: '无名' matches nothing"]


# ---------------------------------------------------------------- show


@pytest.mark.parametrize(
    ("people", "overrides", "line"),
    [
        ([actor("李强", "CN", (), "Q1")], Overrides(), "because   same Wikidata id: Q1"),
        (
            [actor("张伟", "CN", ["甲市市长"]), actor("张伟", "CN", ["甲市市长"])],
            Overrides(),
            "because   same type, name, country and office where known: person, 张伟, CN, 甲市市长",
        ),
        ([actor("张伟")], Overrides(names={"张伟": "mine-7"}), "because   same id in overrides.toml: mine-7"),
    ],
)
def test_show_says_why_it_is_one_actor(people, overrides, line):
    """The reason is printed for whoever is merged at first sight, too."""
    kg = build_graph([record(f"r{n}", one) for n, one in enumerate(people)], overrides=overrides)
    assert line in describe(kg, next(iter(kg.entities))).split("\n  ")
