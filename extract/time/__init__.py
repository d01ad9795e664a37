"""Chinese time expressions and what they mean.

    >>> from jishi.extract.time import read_times
    >>> [(time.text, time.value) for time in read_times("两国元首除夕通话", "2021-04-24")]
    [('除夕', '2021-02-11')]

numerals → tokens (`lexer`) → chains → points and phrases (`grammar`) → values (`resolve`).
"""

from __future__ import annotations

from .reader import find_times, read_times

__all__ = ["find_times", "read_times"]
