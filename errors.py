"""The errors that jishi raises: each says what, where, and how to mend it.

The command line prints `str(error)` without a traceback and exits with `error.exit_code`.
"""

from __future__ import annotations

from typing import ClassVar


class JishiError(Exception):
    """Base of all errors a user can meet.

    Args:
        what: what is wrong, one sentence without a full stop.
        where: the file, row, option or id that it is about.
        mend: what the user can do.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        head = f"{where}: {what}" if where else what
        super().__init__(f"{head}. {mend}" if mend else head)


class InputError(JishiError):
    """An input cannot be read: missing, empty, binary, damaged, or no article."""


class DataError(JishiError):
    """A data file of jishi or of the user (lexicon, overrides, ontology, rules) is malformed."""


class QueryError(JishiError):
    """A query is malformed, unknown, too slow, or asks for what is not allowed."""

    exit_code: ClassVar[int] = 3


class StoreError(JishiError):
    """An output folder or store is damaged, locked, or of another version."""

    exit_code: ClassVar[int] = 4
