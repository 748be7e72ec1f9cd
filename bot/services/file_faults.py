"""Why a file that was sent cannot be taken in."""

from __future__ import annotations

from enum import StrEnum


class FileFault(StrEnum):
    """Why a file cannot be taken in."""

    TOO_LARGE = "too-large"
    CORRUPT = "corrupt"
    NOT_OURS = "not-ours"
    NEWER = "newer"
    TOO_MANY = "too-many"
    TOO_MANY_OPEN = "too-many-open"
    NO_COLUMNS = "no-columns"
    NO_ROWS = "no-rows"
    BAD_DATES = "bad-dates"


class Untakable(Exception):
    """A file cannot be taken in; `words` are those in it that are to blame."""

    def __init__(self, fault: FileFault, words: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.words = words
