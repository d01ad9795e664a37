"""Letters of countries that the cut tears apart or takes for words: 中方|向, 中|美俄|三国外长, 日|菲.

One character may stand for a country (中, 美, 俄). Several in a row mean each of them where a word
behind says so (日菲外长, 中美俄三国); 方 behind one makes a side of it, unless it begins a word (方阵).
"""

from __future__ import annotations

from typing import Final

from .cues import cue, cue_pairs
from .forms import Form
from .lexicon import Lexicon
from .segment import Token, make_token

_NUMBERS: Final = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_PLAIN: Final = 2
"""Letters that no number behind has to confirm."""


def join_sides(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with letters of countries and sides put right."""
    made: list[Token] = []
    i = 0
    while i < len(tokens):
        run = _run(tokens, i, lexicon) if tokens[i].text[0] in lexicon.chars else 0
        joined = _joined(made, tokens, i, run, lexicon) if run else None
        if joined is not None:
            made += joined[0]
            i = joined[1]
        elif tokens[i].text[0] == "方" and made and (parted := _side_and_rest(made, tokens, i, lexicon)):
            made[-1:] = parted
            i += 1
        else:
            made.append(_no_side(tokens, i))
            i += 1
    return made


def _letters(token: Token, lexicon: Lexicon, *, any_word: bool = False) -> int:
    """How many letters of countries a token is made of, 0 when it is anything else; `any_word` takes all words."""
    if not all(char in lexicon.chars for char in token.text):
        return 0
    group = token.form.group if token.form is not None else None
    several = group is not None and group[1].startswith("fixed:")
    known = bool(token.entities) or (token.form is not None and not several)
    return len(token.text) if len(token.text) == 1 or several or (any_word and not known) else 0


def _run(tokens: list[Token], i: int, lexicon: Lexicon) -> int:
    """How many tokens in a row, from `i` on, are letters of countries; words of letters count in front of 五国."""
    strict = _length(tokens, i, lexicon, any_word=False)
    loose = _length(tokens, i, lexicon, any_word=True)
    behind = _behind(tokens, i + loose)[0] if loose > strict else None
    if behind is not None and _counted(behind, behind.start - tokens[i].start):
        return loose
    return strict


def _behind(tokens: list[Token], i: int) -> tuple[Token | None, int]:
    """The token at `i`, with 五|国 as one, and how many tokens it takes; None where none follows closely."""
    if i >= len(tokens) or tokens[i].start != tokens[i - 1].end:
        return None, 0
    token = tokens[i]
    if token.text in _NUMBERS and i + 1 < len(tokens) and tokens[i + 1].text == "国":
        return make_token(token.start, token.start + 2, token.text + "国", "m", None), 2
    return token, 1


def _length(tokens: list[Token], i: int, lexicon: Lexicon, *, any_word: bool) -> int:
    n = 0
    while i + n < len(tokens) and (n == 0 or tokens[i + n].start == tokens[i + n - 1].end):
        if not _letters(tokens[i + n], lexicon, any_word=any_word):
            break
        n += 1
    return n


def _joined(
    made: list[Token], tokens: list[Token], i: int, run: int, lexicon: Lexicon
) -> tuple[list[Token], int] | None:
    """The token of several letters with 三国 behind it, and the office torn from 三国外长; else None."""
    parts = tokens[i : i + run]
    text = "".join(part.text for part in parts)
    behind, taken = _behind(tokens, i + run)
    counted = _counted(behind, len(text))
    if len(text) < _PLAIN or behind is None or (run == 1 and (not counted or len(text) == _PLAIN)):
        return None
    if not counted and not _confirmed(made, parts, behind):
        return None
    codes = "+".join(_codes(char, lexicon) for char in text)
    known = lexicon.form(text)
    group = known.group if known is not None and known.group is not None else None
    form = Form(group=group or ("pair_country" if len(text) == _PLAIN else "members", f"fixed:{codes}", "letters"))
    start, end = parts[0].start, parts[-1].end
    if not counted or len(text) == _PLAIN:
        return [make_token(start, end, text, "form", form)], i + run
    whole = [make_token(start, end + 2, text + behind.text[:2], "form", form)]
    office = behind.text[2:]
    if office:
        whole.append(make_token(end + 2, behind.end, office, "form", lexicon.form(office)))
    return whole, i + run + taken


def _codes(char: str, lexicon: Lexicon) -> str:
    """The countries that a letter may mean, as a rule of `groups.tsv` lists them."""
    codes, first = lexicon.chars[char], cue_pairs("sides.letters_first").get(char)
    other = cue_pairs("sides.letters_too").get(char)
    if first in codes:
        return ">".join([first, *(code for code in codes if code != first)])
    return "|".join(codes) + (f">{other}" if other else "")


def _counted(behind: Token | None, count: int) -> bool:
    """Whether 三国 with just this number, alone or with an office, stands behind, or 三方 of more than two."""
    text = behind.text if behind is not None else ""
    sides = text[1:] == "方" and count > _PLAIN
    return len(text) > 1 and (text[1] == "国" or sides) and _NUMBERS.get(text[0]) == count


def _confirmed(made: list[Token], parts: list[Token], behind: Token) -> bool:
    """Whether what stands around single letters shows that they are countries."""
    left = made[-1] if made and made[-1].end == parts[0].start else None
    if left is not None and not left.tag.startswith(("w", "p", "c", "u", "t", "v", "d")):
        return False
    if parts[0].text == "中" and left is not None and left.tag[0] in "vn":
        return False  # 会谈中美…
    if parts[0].text == "日" and left is not None and (left.tag == "m" or left.text[-1:].isdigit()):
        return False
    return behind.text in cue("sides.behind_letters")


def _side_and_rest(made: list[Token], tokens: list[Token], i: int, lexicon: Lexicon) -> list[Token] | None:
    """中|方向 as 中方|向, where the side begins a clause and another one follows; else None."""
    letter, word = made[-1], tokens[i]
    if len(letter.text) > 1 or letter.end != word.start or word.text[1:] not in cue("sides.behind_side"):
        return None
    side = lexicon.form(letter.text + "方")
    before = made[-2] if len(made) > 1 and made[-2].end == letter.start else None
    free = before is None or before.tag in ("w", "c", "p") or before.text in cue("focus.boundary")
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if side is None or side.group is None or not free or behind is None:
        return None
    known = behind.form is not None and (behind.form.group is not None or bool(behind.entities))
    if word.text[1:] == "向" and not (known or behind.tag in ("ns", "nt", "nr", "foreign", "chinese")):
        return None
    at = word.start + 1
    rest = word.text[1:]
    return [
        make_token(letter.start, at, letter.text + "方", "form", side),
        make_token(at, word.end, rest, "p" if rest == "向" else "d", lexicon.form(rest)),
    ]


def _no_side(tokens: list[Token], i: int) -> Token:
    """The token, without its meaning where 中方 is cut out of 中方阵, or 美以 out of 美以前."""
    token = tokens[i]
    group = token.form.group if token.form is not None else None
    if group is None or i + 1 == len(tokens) or tokens[i + 1].start != token.end:
        return token
    behind = tokens[i + 1]
    if group[0] == "pair_country" and token.text[-1] + behind.text[0] in cue("sides.words_across"):
        return make_token(token.start, token.end, token.text, "x", None)
    if group[0] != "side" or token.text[-1] != "方":
        return token
    one = len(behind.text) == 1 and behind.text in cue("sides.formation_letters")
    if one or behind.text in cue("sides.formations"):
        return make_token(token.start, token.end, token.text, "n", None)
    return token
