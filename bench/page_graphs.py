"""Made-up graphs of any size, the same on each run, for benchmarks and tests of the exports.

Three quarters of the nodes are events, one quarter actors; there are about two participations a
node. Actors keep to communities, a few of them are in very many events, and 15 % of the dates are
less precise than a day.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from jishi.records import (
    Argument,
    ArticleInfo,
    Entity,
    MergedEvent,
    Participant,
    Provenance,
    Relation,
    TimeReading,
)

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰波红建国文博志海东宁晨宇思远"
_CITIES = (
    "北京", "上海", "广州", "深圳", "杭州", "南京", "成都", "重庆", "武汉", "西安", "青岛", "天津", "长沙", "昆明",
)  # fmt: skip
_BODIES = (
    "外交部", "商务部", "大学", "港务局", "医院", "科技公司", "汽车厂", "证监会", "新能源集团", "航空公司",
    "发改委", "银行",
)  # fmt: skip
_COUNTRIES = (
    "中国", "美国", "俄罗斯", "日本", "法国", "德国", "英国", "印度", "巴西", "韩国", "越南", "埃及", "波兰",
    "智利",
)  # fmt: skip
_TYPES = (
    ("statement", 5, "表示"),
    ("meeting", 4, "会见"),
    ("visit", 2, "访问"),
    ("call", 2, "通话"),
    ("agreement", 1, "签署"),
    ("sanction", 1, "制裁"),
    ("aid", 1, "援助"),
    ("legal_action", 1, "起诉"),
    ("disaster", 1, "地震"),
    ("transaction", 2, "收购"),
    ("release", 2, "发布"),
    ("protest", 1, "抗议"),
    ("position_change", 1, "任命"),
    ("competition", 1, "夺冠"),
    ("military_activity", 1, "演习"),
)
_OUTLETS = ("新华社", "人民网", "中新网", "财新网", "澎湃新闻", "路透中文网", "联合早报", "界面新闻")
_WORDS = (
    "双边关系", "区域合作", "经贸往来", "能源安全", "气候变化", "产业链", "供应链", "人文交流", "科技创新",
    "金融监管", "粮食出口", "港口建设", "铁路项目", "数字经济", "公共卫生", "疫苗研发", "海上搜救", "关税调整",
    "汇率波动", "就业形势", "教育改革", "文物保护", "旅游复苏", "新能源汽车", "半导体", "人工智能", "航天发射",
    "边境管理", "难民安置", "联合声明", "战略对话", "部长级磋商", "第三季度", "年度报告", "投资协定", "知识产权",
    "市场准入", "司法互助", "反恐合作", "网络安全", "航班恢复", "签证便利", "灾后重建", "水资源", "生物多样性",
)  # fmt: skip
_TAILS = (
    "并就{}和{}交换了意见",
    "称{}是双方共同关心的议题，也提到{}",
    "期间谈到{}，未提及{}",
    "会后公布了关于{}的文件，{}另行商定",
    "希望在{}方面取得进展，同时妥善处理{}",
    "外界关注其对{}以及{}的影响",
)


@dataclass(frozen=True)
class SyntheticGraph:
    """What the exports need of a `KnowledgeGraph`."""

    articles: dict[str, ArticleInfo]
    entities: dict[str, Entity]
    events: tuple[MergedEvent, ...]
    relations: tuple[Relation, ...] = field(default=())


def make(nodes: int, *, days: int = 365, seed: int = 7) -> SyntheticGraph:
    """A graph of about `nodes` actors and events within `days` from 2022-01-01."""
    rng = random.Random(seed)
    actors = max(2, nodes // 4)
    entities = _entities(rng, actors)
    ids = list(entities)
    infos = _articles(rng, max(1, nodes // 8), days)
    groups = max(1, actors // 60)
    start = date(2022, 1, 1)
    events = [
        _event(rng, number, ids, entities, groups, infos, start + timedelta(days=rng.randrange(days)))
        for number in range(nodes - actors)
    ]
    events.sort(key=lambda event: (event.begin or "9", event.end or "9", event.id))
    return SyntheticGraph({info.id: info for info in infos}, entities, tuple(events))


def _hash(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def _entities(rng: random.Random, count: int) -> dict[str, Entity]:
    entities: dict[str, Entity] = {}
    names: set[str] = set()
    while len(entities) < count:
        kind = rng.choices(("person", "organization", "country"), (6, 4, 0.3))[0]
        if kind == "person":
            name = rng.choice(_SURNAMES) + "".join(rng.choice(_GIVEN) for _ in range(rng.choice((1, 2, 2))))
        elif kind == "organization":
            name = rng.choice(_CITIES) + rng.choice(("", "第一", "市", "东方", "国际", "联合")) + rng.choice(_BODIES)
        else:
            name = rng.choice(_COUNTRIES)
        if name in names:
            name += rng.choice(_GIVEN) if kind == "person" else str(len(names))
        if name in names:
            continue
        names.add(name)
        identity = _hash(kind, name)
        entities[identity] = Entity(id=identity, name=name, type=kind)
    return entities


def _articles(rng: random.Random, count: int, days: int) -> list[ArticleInfo]:
    result = []
    for number in range(count):
        day = date(2022, 1, 1) + timedelta(days=rng.randrange(days))
        title = f"{rng.choice(_CITIES)}{rng.choice(_WORDS)}与{rng.choice(_WORDS)}最新进展"
        result.append(
            ArticleInfo(
                id=_hash("article", number),
                source=f"news/{number}.html",
                file=f"{number}.html",
                title=title,
                published=day.isoformat(),
                outlet=rng.choice(_OUTLETS),
                url=f"https://example.org/{day:%Y/%m}/{number}.html",
                extractor="synthetic",
            )
        )
    return result


def _time(rng: random.Random, day: date) -> tuple[str, str, str, str]:
    """EDTF, begin, end, precision."""
    if rng.random() < 0.85:
        return day.isoformat(), day.isoformat(), day.isoformat(), "day"
    if rng.random() < 0.7:
        last = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).isoformat()
        return f"{day:%Y-%m}", f"{day:%Y-%m}-01", last, "month"
    return str(day.year), f"{day.year}-01-01", f"{day.year}-12-31", "year"


def _reading(rng: random.Random, day: date, value: str, published: str | None) -> tuple[str, TimeReading]:
    """The words of a date and how they were read, in about the shares of real news: most leave out the year."""
    year, month, number = day.year, day.month, day.day
    if len(value) == 4:
        return f"{year}年", TimeReading(value=value, stated={"year": year})
    if len(value) == 7:
        return f"{month}月", _filled(value, {"month": month}, {"year": year}, published)
    draw = rng.random()
    if draw < 0.42:
        return f"{month}月{number}日", _filled(value, {"month": month, "day": number}, {"year": year}, published)
    if draw < 0.78:
        return f"{number}日", _filled(value, {"day": number}, {"year": year, "month": month}, published)
    if draw < 0.92:
        return f"{year}年{month}月{number}日", TimeReading(
            value=value, stated={"year": year, "month": month, "day": number}
        )
    before = day - timedelta(days=1)
    return "次日", TimeReading(
        value=value,
        stated={"days": 1},
        inferred={"year": year, "month": month, "day": number},
        anchor="text:4-9",
        anchor_text=f"{before.month}月{before.day}日",
        anchor_value=before.isoformat(),
    )


def _filled(
    value: str, stated: dict[str, int | str], inferred: dict[str, int | str], published: str | None
) -> TimeReading:
    return TimeReading(value=value, stated=stated, inferred=inferred, anchor="publish day", anchor_value=published)


def _pick(rng: random.Random, ids: list[str], groups: int) -> list[str]:
    count = rng.choices((1, 2, 3, 4, 5), (2, 5, 3, 2, 1))[0]
    group = rng.randrange(groups)
    size = max(1, len(ids) // groups)
    chosen: list[str] = []
    for _ in range(count):
        at = int(size * rng.random() ** 3)
        place = at * groups + group if rng.random() < 0.85 else int(len(ids) * rng.random() ** 2.5)
        chosen.append(ids[min(place, len(ids) - 1)])
    return list(dict.fromkeys(chosen))


def _event(
    rng: random.Random,
    number: int,
    ids: list[str],
    entities: dict[str, Entity],
    groups: int,
    articles: list[ArticleInfo],
    day: date,
) -> MergedEvent:
    kind, _, trigger = rng.choices(_TYPES, [row[1] for row in _TYPES])[0]
    chosen = _pick(rng, ids, groups)
    edtf, begin, end, precision = _time(rng, day)
    article = articles[rng.randrange(len(articles))]
    words, reading = _reading(rng, day, edtf, article.published)
    names = [entities[one].name for one in chosen]
    sentence = (
        f"{words}，{'、'.join(names)}{trigger}，"
        + rng.choice(_TAILS).format(rng.choice(_WORDS), rng.choice(_WORDS))
        + "。"
    )
    shift = rng.randrange(20, 900)
    at = shift + sentence.index(trigger, len(words))
    arguments, place = [], shift + len(words) + 1
    roles = ["agent"] + ["patient"] * (len(chosen) - 1) if rng.random() < 0.5 else ["participant"] * len(chosen)
    for role, one, name in zip(roles, chosen, names, strict=True):
        arguments.append(Argument(role=role, actor=one, start=place, end=place + len(name)))
        place += len(name) + 1
    modality = rng.choices(("actual", "planned", "negated", "possible"), (85, 9, 3, 3))[0]
    proof = Provenance(
        article=article.id,
        event=_hash("e", number),
        source=article.source,
        outlet=article.outlet,
        url=article.url,
        title=article.title,
        published=article.published,
        evidence=sentence,
        start=shift,
        end=shift + len(sentence),
        trigger=trigger,
        trigger_start=at,
        trigger_end=at + len(trigger),
        time=edtf,
        time_text=words,
        time_start=shift,
        time_end=shift + len(words),
        time_rule="clause",
        time_reading=reading,
        time_inferred=False,
        modality=modality,
        rule="synthetic",
        extractor="synthetic",
        arguments=tuple(arguments),
    )
    stance = rng.choice(("support", "appeal", "accuse", "neutral")) if kind == "statement" else None
    return MergedEvent(
        id=_hash("event", number),
        type=kind,
        label="与".join(names[:2]) + trigger,
        time=edtf,
        begin=begin,
        end=end,
        precision=precision,
        time_inferred=False,
        mode=None,
        modality=modality,
        stance=stance,
        participants=tuple(
            Participant(role=r, entity=c, articles=(article.id,)) for r, c in zip(roles, chosen, strict=True)
        ),
        place=None,
        origin=None,
        commemorates=None,
        claim=None,
        quantity=None,
        claimed_only=False,
        evidence=(proof,),
    )
