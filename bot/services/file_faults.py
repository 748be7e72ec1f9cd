"""Why a file that was sent cannot be taken in, or a row of it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FileFault(StrEnum):
    """Why a file cannot be taken in."""

    TOO_LARGE = "too-large"
    CORRUPT = "corrupt"
    NOT_OURS = "not-ours"
    NEWER = "newer"
    TOO_MANY = "too-many"
    TOO_MANY_OPEN = "too-many-open"
    RECORD_FULL = "record-full"
    NO_COLUMNS = "no-columns"
    NO_ROWS = "no-rows"
    BAD_DATES = "bad-dates"
    BAD_DAY = "bad-day"
    NO_INTERVIEWS = "no-interviews"


class WhyLeftOut(StrEnum):
    """Why a row of a table is not taken in."""

    NO_INTERVIEW = "no-interview"
    """Its status says that it was applied for at the most."""
    NO_DATE = "no-date"
    BAD_DATE = "bad-date"
    BAD_NAME = "bad-name"
    OVER_BEFORE = "over-before"
    """Its status says that it is over, and its interview is still to come."""


class LeftOut(Struct, frozen=True):
    """A row of a table that is not taken in; `words` are those of it that are the reason."""

    row: int
    company: str
    why: WhyLeftOut
    words: str = ""


class Untakable(Exception):
    """A file cannot be taken in; `words` are those in it that are to blame."""

    def __init__(self, fault: FileFault, words: str = "", left_out: tuple[LeftOut, ...] = ()) -> None:
        super().__init__(fault)
        self.fault = fault
        self.words = words
        self.left_out = left_out
