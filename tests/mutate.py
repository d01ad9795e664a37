"""Broken articles made from whole ones: the same seed gives the same damage."""

from __future__ import annotations

import random
from collections.abc import Callable

TAGS = [b"<div>", b"</div>", b"<script>", b"</p>", b"<!--", b"-->", b"<![CDATA[", b"<p ", b'"', b"'", b"&#x110000;"]
JUNK = [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b[31m", b"\r", b"\xe2\x80\xae", b"---\n", b"{"]


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned over."""
    made = bytearray(data)
    for _ in range(1 + len(made) // 200):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def truncate(data: bytes, chance: random.Random) -> bytes:
    """Cut off anywhere, also within a character."""
    return data[: chance.randrange(len(data))]


def recode(data: bytes, chance: random.Random) -> bytes:
    """One stretch in another encoding than the rest."""
    start = chance.randrange(len(data))
    stretch = data[start : start + 400].decode("utf-8", "ignore")
    return data[:start] + stretch.encode(chance.choice(["gb18030", "utf-16", "big5"]), "ignore") + data[start + 400 :]


def unbalance(data: bytes, chance: random.Random) -> bytes:
    """Tags and signs strewn in."""
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(TAGS + JUNK) + data[at:]
    return data


def shuffle(data: bytes, chance: random.Random) -> bytes:
    """Lines in another order."""
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def repeat(data: bytes, chance: random.Random) -> bytes:
    """One stretch many times over."""
    start = chance.randrange(len(data))
    return data[:start] + data[start : start + 50] * 200 + data[start + 50 :]


WAYS: list[Callable[[bytes, random.Random], bytes]] = [flip, truncate, recode, unbalance, shuffle, repeat]


def mutate(data: bytes, seed: int) -> bytes:
    """`data` damaged in one to three ways."""
    chance = random.Random(seed)
    for way in chance.choices(WAYS, k=chance.randrange(1, 4)):
        if data:
            data = way(data, chance)
    return data
