"""Organisations by their endings: [country or place][words](部|委员会|公司|大学|…)."""

from __future__ import annotations

from typing import Final

from .lexicon import Lexicon
from .segment import Token

INNER_VERBS: Final = frozenset(
    "管理 监督 监察 检察 出入境 建设 发展 投资 研究 服务 合作 贸易 教育 保障 保护 救援 抗战 执法 调查 统计 审计 "
    "监管 评估 咨询 开发 运输 防疫 防控 应急 进出口 促进 交流 对外 通信 认证 立法 检验 检疫 裁判 保险 保证 信托 "
    "控股 新闻 复兴 检测 测绘 勘探 设计 规划 监测 预报 预防 控制 选举 安全 反恐 维和 裁军 武装 出口 进口 联络 "
    "协调 合作社 救灾 慈善 自卫 巡逻 登记 仲裁 作战 纪念 检查 交管 边防 抗癌 帮扶 创新 创业 制造 制片 解放 改革 奋斗 复苏 团结 统一 革命".split()
)
_NOUNISH: Final = (
    "n", "vn", "j", "b", "s", "l", "i", "g", "form", "eng", "foreign", "chinese", "x", "an", "h", "k", "org", "a", "z", "q",
)  # fmt: skip
_ANCHOR_TAGS: Final = frozenset({"nt", "nz", "foreign", "eng", "nrt", "nrfg", "x"})
_ANCHOR_WORDS: Final = frozenset("国际 世界 全国 中华 全球 国家 中央 联合 环球 万国 亚洲 欧洲 皇家".split())
_NEVER_INNER: Final = frozenset(
    "记者 消息 方面 时间 当地 报道 问题 关系 对话 会议 发言人 人士 今天 昨天 声明 领导 同志 各地 一些 该国 我国 家 名 "
    "两国 本报 事件 疫情 期间 危机 战争 情况 视频 文字 编辑 来源 上市 主席 总统 媒体 官员 政府 个 位 些 种 年 月 日 和 与".split()
)
_GENERIC_PREFIX: Final = frozenset(
    "大型 知名 著名 主要 相关 有关 各 某 本 该 多 新 老 旧 小 大 当地 其他 另 全 总 一家 唯一 重要 高 多家".split()
)
_WEAK: Final = frozenset(
    "能源 石油 石化 科技 电子 汽车 生物 资本 航空 保险 证券 人寿 财险 通讯 通信 电力 电信 咨询 传媒 影业 半导体 重工 风电 制药 药业 "
    "实业 地产 置业 置地 基金 控股 银行 社 集团 警察 运动 武装 民兵 中心 队 基地 组织 党 部 系统 理事会 董事会 监事会 公司 委 园 站".split()
)
"""Endings that are common nouns too: they need a name of their own in front, not only a country."""
_COUNTRY_ENOUGH: Final = frozenset("银行 队 党 航空 石油 电力 电信 基金 部".split())
_COMMON: Final = frozenset("高科技 科技 大型 私营 民营 上市 国有 跨国 高 外国 本土 互联网 中小 通信 网络 国际".split())
_UNCLEAR_CHARS: Final = frozenset("中西海南北东立智马新约布科安文日")
"""Characters that begin too many other words to be a country in front of an organisation."""
_OWNED_KINDS: Final = frozenset({"government", "military", "party"})
_LIMIT: Final = 10


def find_organizations(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with those of an organisation's name joined into one (`tag` is `org:` and the kind)."""
    joined: list[Token] = []
    for token in _mend(tokens, lexicon):
        first, kind = _name_start(joined, token, lexicon)
        if first is None and token.tag == "nt" and not token.entities and len(token.text) > 3:
            joined.append(_known_word(token, lexicon))
            continue
        if first is None:
            joined.append(token)
            continue
        parts = [*joined[first:], token]
        del joined[first:]
        text = "".join(part.text for part in parts)
        owner = parts[0].owner or country_code(parts[0], lexicon) or ""
        joined.append(Token(parts[0].start, token.end, text, f"org:{kind}", lexicon.form(text), owner))
    return joined


def _mend(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cuts that the likeliest words get wrong: 天津市|长 is 天津|市长, 驻加拿大|使 has an ambassador."""
    mended: list[Token] = []
    for i, token in enumerate(tokens):
        last = mended[-1] if mended else None
        if last is None or last.end != token.start:
            mended.append(token)
        elif token.text == "长" and len(last.text) > 2 and last.text[-1] in "省市州县区镇" and last.text[-1] + "长" in lexicon.titles:
            place, title = last.text[:-1], last.text[-1] + "长"
            mended[-1] = Token(last.start, last.end - 1, place, "ns", lexicon.form(place))
            mended.append(Token(last.end - 1, token.end, title, "form", lexicon.form(title)))
        elif token.text == "使" and last.text == "加拿大" and i > 1 and tokens[i - 2].text == "驻":
            mended.append(Token(token.start, token.end, "大使", "form", lexicon.form("大使")))
        else:
            mended.append(token)
    return mended


def _known_word(token: Token, lexicon: Lexicon) -> Token:
    """A word that jieba's dictionary knows for an organisation (美国政府)."""
    owner = next((iso for n in range(len(token.text) - 1, 1, -1) if (iso := lexicon.country_of(token.text[:n]))), "")
    return Token(token.start, token.end, token.text, "org:known", token.form, owner)


def _name_start(before: list[Token], token: Token, lexicon: Lexicon) -> tuple[int | None, str]:
    """Where in `before` the organisation's name that ends with `token` begins, and its kind."""
    if token.tag in ("w", "m", "foreign", "eng", "chinese") or token.is_title:
        return None, ""
    if token.entities:
        return _owner(before, token, lexicon), "government"
    if token.text in ("政府", "当局") and before and before[-1].end == token.start and _is_person(before[-1], lexicon):
        return len(before) - 1, "office"
    skip, suffix, kind = _suffix(before, token, lexicon)
    if not suffix:
        return None, ""
    return _left_edge(before, token, skip, suffix, lexicon), kind


def _is_person(token: Token, lexicon: Lexicon) -> bool:
    return any(lexicon.entities[i].type == "person" for i, _ in token.entities)


def _suffix(before: list[Token], token: Token, lexicon: Lexicon) -> tuple[int, str, str]:
    """The longest ending at this token: how many tokens in front belong to it, its words, its kind."""
    suffixes = lexicon.org_suffixes
    text, skip = token.text, 0
    for back in (1, 2):
        if len(before) < back or before[-back].end != (before[-back + 1].start if back > 1 else token.start):
            break
        longer = before[-back].text + text
        if longer in suffixes:
            text, skip = longer, back
            break
        if len(longer) > 6:
            break
    if skip:
        return skip, text, suffixes[text]
    if len(token.text) == 1:
        return 0, token.text if token.text in suffixes else "", suffixes.get(token.text, "")
    if token.tag[0] not in "njfsxg" and token.tag not in ("l", "i", "vn") and not _after_name(before, token):
        return 0, "", ""
    for size in range(min(len(token.text), 6), 0, -1):
        kind = suffixes.get(token.text[-size:])
        if kind and (size > 1 or token.tag in ("nt", "nz", "j")):
            return 0, token.text[-size:], kind
    return 0, "", ""


def _after_name(before: list[Token], token: Token) -> bool:
    """组织 and the like are verbs too: as an ending they need a name right in front."""
    return bool(before) and before[-1].end == token.start and before[-1].tag in ("nz", "ns", "j", "nt")


def country_code(token: Token, lexicon: Lexicon) -> str | None:
    """The ISO code of a country named in full, or by one clear character (美, 俄)."""
    iso = lexicon.country_of(token.text)
    if iso is None and len(token.text) == 1 and token.text not in _UNCLEAR_CHARS:
        codes = lexicon.chars.get(token.text, [])
        iso = codes[0] if codes else None
    return iso


def jurisdiction(token: Token, lexicon: Lexicon) -> bool:
    """A country, place or organisation that may own what follows it."""
    if token.tag.startswith("org:"):
        return True
    if any(lexicon.entities[i].type in ("country", "place", "organization") for i, _ in token.entities):
        return True
    if token.tag in ("ns", "nt") and len(token.text) > 1:
        return True
    return len(token.text) == 1 and token.tag in ("j", "ns", "nz", "x", "nr", "nrt") and bool(country_code(token, lexicon))


def _left_edge(before: list[Token], token: Token, skip: int, suffix: str, lexicon: Lexicon) -> int | None:
    """The index in `before` where the name begins, or None when there is no name in front."""
    edge: int | None = None
    owned = named = False
    i = len(before) - 1 - skip
    end = before[i + 1].start if skip else token.start
    while i >= 0 and len(before) - i <= _LIMIT:
        part = before[i]
        if part.end != end or part.text in _NEVER_INNER and not _conjunction(before, i):
            break
        if jurisdiction(part, lexicon):
            edge, owned = i, True
            named = named or part.tag.startswith(("org:", "nt")) or lexicon.country_of(part.text) is None
        elif owned:
            if part.text not in ("驻", "赴", "援") or i == 0 or not jurisdiction(before[i - 1], lexicon):
                break
        elif part.tag in _ANCHOR_TAGS and (len(part.text) > 1 or part.tag == "x"):
            edge, named = i, True
        elif part.text in _ANCHOR_WORDS or part.text[:2] in ("国际", "世界", "全国", "中华"):
            edge = i
            named = named or suffix not in _WEAK
        elif part.text in _GENERIC_PREFIX or not (
            _noun_like(part) or part.text in INNER_VERBS or part.text in ("驻", "赴", "援") or _conjunction(before, i)
        ):
            break
        end = part.start
        i -= 1
    if edge is None or not _whole(before[edge:], token, suffix, named):
        return None
    return edge


def _owner(before: list[Token], token: Token, lexicon: Lexicon) -> int | None:
    """A known organisation takes the country right in front of it (韩国外交部, 中国银保监会)."""
    if len(before) > 3 and before[-1].text == "届" and before[-2].tag == "m" and before[-2].start == before[-3].end:
        before = before[:-2]
    elif not before or before[-1].end != token.start:
        return None
    known = [lexicon.entities[i] for i, _ in token.entities if lexicon.entities[i].type == "organization"]
    if not any(entity.kind in _OWNED_KINDS and entity.country for entity in known):
        return None
    owner = before[-1]
    iso = country_code(owner, lexicon)
    if iso and (len(owner.text) > 1 or owner.tag in ("j", "ns", "nz")):
        return len(before) - 1
    if any(lexicon.entities[i].type == "place" for i, _ in owner.entities) and token.text not in ("外交部", "国防部"):
        return len(before) - 1
    return None


def _noun_like(part: Token) -> bool:
    return part.tag.startswith(_NOUNISH) and part.tag != "ad" and not (part.is_title and part.tag == "form")


def _conjunction(before: list[Token], i: int) -> bool:
    """和 inside a name: nouns on both sides (天然气和电力公司)."""
    behind = before[i + 1] if i + 1 < len(before) else None
    common = behind is None or behind.tag in ("n", "vn", "b", "j")
    return before[i].text in ("和", "与", "及") and i > 0 and before[i - 1].tag in ("n", "vn", "b") and common


def _whole(parts: list[Token], token: Token, suffix: str, named: bool) -> bool:
    """Whether the words are a name: a country and a common noun (中国能源, 中国公司) are not."""
    if token.text == "政府" and not (parts[-1].text != "政府" and len(parts) == 1):
        return False
    if suffix in _WEAK and not named:
        inner = len(parts) - 1 + (len(token.text) > len(suffix))
        common = any(part.text in _COMMON for part in parts)
        if not (suffix in _COUNTRY_ENOUGH or (suffix == "公司" and inner > 1 and not common)):
            return False
    return token.end - parts[0].start >= 3
