"""Organisations by their endings: [country or place][words](部|委员会|公司|大学|…)."""

from __future__ import annotations

from typing import Final

from .cues import cue
from .lexicon import Lexicon
from .segment import Token, make_token

_NOUNISH: Final = (
    "n",
    "vn",
    "j",
    "b",
    "s",
    "l",
    "i",
    "g",
    "form",
    "eng",
    "foreign",
    "chinese",
    "x",
    "an",
    "h",
    "k",
    "org",
    "a",
    "z",
    "q",
)
_UNCLEAR_CHARS: Final = frozenset("中西海南北东立智马新约布科安文日")
"""Characters that begin too many other words to be a country in front of an organisation."""
_LIMIT: Final = 10


def find_organizations(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with those of an organisation's name joined into one (`tag` is `org:` and the kind)."""
    joined: list[Token] = []
    words = _papers(_mend(tokens, lexicon), lexicon)
    ends = lexicon.org_ends
    for token, behind in zip(words, [*words[1:], None], strict=False):
        if not token.entities and token.tag != "nt" and token.text[-1] not in ends:
            joined.append(token)  # most words: no organisation ends with them
            continue
        if token.text == "银行" and behind is not None and behind.start == token.end and behind.text[0] in "股业":
            joined.append(token)  # 中国银行股 is no bank
            continue
        if behind is not None and behind.start == token.end and token.text[-1] + behind.text in _WORDS_ACROSS:
            joined.append(token)  # 联合军|演
            continue
        first, kind = _name_start(joined, token, lexicon)
        single = first is None and token.tag == "nt" and not token.entities and _is_long_name(token)
        if single and not _is_counted(joined, len(joined), token, lexicon):
            joined.append(_known_word(token, lexicon))
            continue
        if first is None:
            joined.append(token)
            continue
        parts = [*joined[first:], token]
        text = "".join(part.text for part in parts)
        if text in cue("orgs.no_name") or _is_counted(joined, first, parts[0], lexicon):
            joined.append(token)
            continue
        del joined[first:]
        owner = parts[0].owner or country_code(parts[0], lexicon) or ""
        joined.append(make_token(parts[0].start, token.end, text, f"org:{kind}", lexicon.form(text), owner))
    return joined


def _mend(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Cuts that the likeliest words get wrong: 天津市|长 is 天津|市长, 驻加拿大|使 has an ambassador."""
    if _SCRAPS.isdisjoint([token.text for token in tokens]):
        return tokens
    mended: list[Token] = []
    for i, token in enumerate(tokens):
        if token.text not in _SCRAPS:
            mended.append(token)
            continue
        last = mended[-1] if mended else None
        if last is None or last.end != token.start:
            mended.append(token)
        elif (
            token.text == "长"
            and len(last.text) > 2
            and last.text[-1] in "省市州县区镇"
            and last.text[-1] + "长" in lexicon.titles
        ):
            place, title = last.text[:-1], last.text[-1] + "长"
            mended[-1] = make_token(last.start, last.end - 1, place, "ns", lexicon.form(place))
            mended.append(make_token(last.end - 1, token.end, title, "form", lexicon.form(title)))
        elif token.text == "馆" and last.is_title and last.text.endswith(("大使", "领事")):
            mended[-1] = make_token(last.start, token.end, last.text + "馆", "n", lexicon.form(last.text + "馆"))
        elif token.text == "使" and last.text == "加拿大" and i > 1 and tokens[i - 2].text == "驻":
            mended.append(make_token(token.start, token.end, "大使", "form", lexicon.form("大使")))
        else:
            mended.append(token)
    return mended


_WORDS_ACROSS: Final = frozenset(("军演", "部署", "部队", "会议", "会谈", "会晤", "社会", "队伍", "站点", "园区"))
"""Words that begin with the ending of a body."""

_SCRAPS: Final = frozenset("长馆使")
"""Words that a cut may have taken the beginning from."""


def _papers(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """What stands in title marks and ends like a newspaper is one name (《青年世界报》)."""
    if "《" not in [token.text for token in tokens]:
        return tokens
    found: list[Token] = []
    opened = -1
    for token in tokens:
        if token.text == "《":
            opened = len(found)
        elif token.text == "》" and opened >= 0:
            inner = found[opened + 1 :]
            name = "".join(part.text for part in inner)
            if len(inner) > 1 and len(name) <= _LIMIT and name.endswith(_PAPERS):
                found[opened + 1 :] = [make_token(inner[0].start, token.start, name, "org:media", lexicon.form(name))]
            opened = -1
        found.append(token)
    return found


def _is_long_name(token: Token) -> bool:
    return len(token.text) > 3 and token.text not in cue("orgs.no_name")


def _is_counted(before: list[Token], first: int, begin: Token, lexicon: Lexicon) -> bool:
    """五家美国公司, 一些外国航空公司: several of a kind are no name where a country or a kind stands in front."""
    left = before[first - 1] if first else None
    kind = lexicon.country_of(begin.text) or begin.tag[0] in "nba"
    if left is None or left.end != begin.start or not kind:
        return False
    return left.text in cue("orgs.counters") or (left.tag == "m" and left.text[-1] in "家所个批些座")


_PAPERS: Final = ("报", "时报", "日报", "邮报", "周刊", "晚报", "早报")


def _known_word(token: Token, lexicon: Lexicon) -> Token:
    """A word that jieba's dictionary knows for an organisation (美国政府)."""
    owner = next((iso for n in range(len(token.text) - 1, 1, -1) if (iso := lexicon.country_of(token.text[:n]))), "")
    return make_token(token.start, token.end, token.text, "org:known", token.form, owner)


def _name_start(before: list[Token], token: Token, lexicon: Lexicon) -> tuple[int | None, str]:
    """Where in `before` the organisation's name that ends with `token` begins, and its kind."""
    if token.tag in ("w", "m", "foreign", "eng", "chinese") or token.is_title or token.text in cue("orgs.no_name"):
        return None, ""
    if before and before[-1].end == token.start and len(token.text) == 1 and before[-1].text[-1] == token.text:
        return None, ""  # 教育部|部务会
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
    text, skip, longer = token.text, 0, token.text
    for back in (1, 2):
        if len(before) < back or before[-back].end != (before[-back + 1].start if back > 1 else token.start):
            break
        longer = before[-back].text + longer
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
        if kind and (
            size > 1 or token.tag in ("nt", "nz", "j") or (kind == "government" and _owned(before, token, lexicon))
        ):
            return 0, token.text[-size:], kind
    return 0, "", ""


def _owned(before: list[Token], token: Token, lexicon: Lexicon) -> bool:
    """Whether a country, place or organisation stands right in front of a longer word."""
    return len(token.text) > 2 and bool(before) and before[-1].end == token.start and jurisdiction(before[-1], lexicon)


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
    if token.tag in ("ns", "nt") and len(token.text) > 1 and token.text not in cue("orgs.no_place"):
        return True
    return (
        len(token.text) == 1 and token.tag in ("j", "ns", "nz", "x", "nr", "nrt") and bool(country_code(token, lexicon))
    )


def _left_edge(before: list[Token], token: Token, skip: int, suffix: str, lexicon: Lexicon) -> int | None:
    """The index in `before` where the name begins, or None when there is no name in front."""
    edge: int | None = None
    owned = named = False
    i = len(before) - 1 - skip
    end = before[i + 1].start if skip else token.start
    while i >= 0 and len(before) - i <= _LIMIT:
        part = before[i]
        if part.end != end or (part.text in cue("orgs.never_inner") and not _conjunction(before, i)):
            break
        if jurisdiction(part, lexicon) and not _scrap(part, before[i + 1] if i + 1 < len(before) else token):
            edge, owned = i, True
            named = named or part.tag.startswith(("org:", "nt")) or lexicon.country_of(part.text) is None
        elif owned:
            if part.text not in ("驻", "赴", "援") or i == 0 or not jurisdiction(before[i - 1], lexicon):
                break
        elif part.tag in cue("orgs.anchor_tags") and (len(part.text) > 1 or part.tag == "x"):
            edge, named = i, True
        elif part.text in cue("orgs.anchor_words") or part.text[:2] in ("国际", "世界", "全国", "中华"):
            edge = i
            named = named or suffix not in cue("orgs.weak")
        elif part.text in cue("orgs.generic_prefix") or not (
            _noun_like(part)
            or (part.tag == "m" and part.text[0] == "第")
            or part.text in cue("orgs.inner_verbs")
            or part.text in ("驻", "赴", "援")
            or _conjunction(before, i)
        ):
            break
        end = part.start
        i -= 1
    if edge is None or not _whole(before[edge:], token, suffix, named):
        return None
    return edge


def _scrap(part: Token, behind: Token) -> bool:
    """美|妆: one character in front of another is more likely a word of two than a country."""
    return len(part.text) == 1 == len(behind.text) and not behind.tag.startswith("org")


def _owner(before: list[Token], token: Token, lexicon: Lexicon) -> int | None:
    """A known organisation takes the country right in front of it (韩国外交部, 中国银保监会)."""
    if len(before) > 3 and before[-1].text == "届" and before[-2].tag == "m" and before[-2].start == before[-3].end:
        before = before[:-2]
    elif not before or before[-1].end != token.start:
        return None
    known = [lexicon.entities[i] for i, _ in token.entities if lexicon.entities[i].type == "organization"]
    if lexicon.chars.get(token.text[0], [""])[0] in {entity.country for entity in known}:
        return None  # 美军 is owned: in 驻日本美军 日本 is where it is
    if not any(entity.kind in cue("orgs.owned_kinds") and entity.country for entity in known):
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
    if suffix in cue("orgs.weak") and not named:
        inner = len(parts) - 1 + (len(token.text) > len(suffix))
        common = any(part.text in cue("orgs.common") for part in parts)
        if not (suffix in cue("orgs.country_enough") or (suffix == "公司" and inner > 1 and not common)):
            return False
    return token.end - parts[0].start >= 3
