"""Word lists that rules ask for: `extract/lexicon/cues.toml`, read once."""

from __future__ import annotations

import importlib.resources
import tomllib
from functools import lru_cache


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, str]]:
    text = importlib.resources.files("jishi.extract.lexicon").joinpath("cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=256)
def cue(name: str) -> frozenset[str]:
    """The words of a list, named by rule file and list (`orgs.weak`)."""
    section, _, key = name.partition(".")
    return frozenset(_lists()[section][key].split())


@lru_cache(maxsize=32)
def cue_pairs(name: str) -> dict[str, str]:
    """A list of `key=value` words as a dict, named as for `cue`."""
    return dict(word.split("=", 1) for word in sorted(cue(name)))
