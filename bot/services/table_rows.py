"""The rows of a table from elsewhere: how its cells are divided, and which column says what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct

from bot.language.formulas import is_formula
from bot.language.regex import regex
from bot.services.file_faults import FileFault, Untakable
from bot.services.limits import MOST_IMPORTED

_COLUMNS = {
    "company": "company, company name, employer, organisation, organization, firm, business, company organization",
    "day": (
        "interview date, date of interview, interview on, interviewed on, interview day, date interviewed, "
        "interview scheduled, interview date time, interview datetime, next interview, last interview, interviewed, "
        "interview, date, day, when"
    ),
    "time": "interview time, time, hour, start time, start",
    "role": (
        "role, position, title, job, job title, job role, job position, position title, role title, opening, vacancy"
    ),
    "status": (
        "status, stage, outcome, result, application status, job status, current status, interview status, "
        "current stage, application stage, state, progress, phase, list, board, column"
    ),
    "note": "notes, note, comments, comment, remarks, remark",
}
"""What a column of each meaning is called, the plainest name first: of several in one table it is that one."""
_OF_ANYTHING = frozenset({"date", "day", "when"})
"""What a column may be called that has the day of the application where there was no interview."""
_DELIMITERS = ",;\t|"
_SEPARATOR = regex(r"\s*\"?sep=(.)\"?\s*\r?\n", re.IGNORECASE)
"""The first line by which a spreadsheet is told what divides the cells."""
_MOST_COLUMNS = 200


class Row(Struct, frozen=True):
    """One row, in its own words; `number` is the spreadsheet's, whose first row has the columns' names."""

    number: int
    company: str
    day: str
    time: str
    role: str
    status: str
    note: str
    of_interview: bool
    """Whether the day is said to be the interview's, rather than any day."""


def rows_of(text: str) -> list[Row]:
    """The rows of a table that say anything of a company or a day. Raises Untakable."""
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        raise Untakable(FileFault.CORRUPT) from error
    if not rows:
        raise Untakable(FileFault.NO_ROWS)
    return rows


def _rows(text: str) -> Iterator[Row]:
    table, columns, head = _opened(text)
    named = dict(zip(columns.values(), columns, strict=True))
    of_interview = _plain(head[columns["day"]]) not in _OF_ANYTHING
    count = 0
    for number, cells in table:
        told = {named[at]: _as_written(cell.strip()) for at, cell in enumerate(cells) if at in named}
        if not (told.get("company") or told.get("day")):
            continue
        count += 1
        if count > MOST_IMPORTED:
            raise Untakable(FileFault.TOO_MANY)
        yield Row(number, **{name: told.get(name, "") for name in _COLUMNS}, of_interview=of_interview)


def _as_written(cell: str) -> str:
    """The cell without the mark that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and is_formula(cell[1:]) else cell


def _opened(text: str) -> tuple[Iterator[tuple[int, list[str]]], dict[str, int], list[str]]:
    """The rows after the one with the names, the place of each column, and that row. Raises Untakable."""
    said = _SEPARATOR.match(text)
    for delimiter in said[1] if said else _DELIMITERS:
        cells = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        table = ((number, row) for number, row in enumerate(cells, start=1) if any(cell.strip() for cell in row))
        heads = (row for _, row in table)
        head = next(heads, []) if not said else next(heads, []) and next(heads, [])
        if columns := _columns(head):
            return table, columns, head
    raise Untakable(FileFault.NO_COLUMNS)


def _columns(head: list[str]) -> dict[str, int]:
    """Where each column is; nothing where there is none for the company or none for the day."""
    names = [_plain(name) for name in head[:_MOST_COLUMNS]]
    found = {}
    for meaning, called in _COLUMNS.items():
        known = next((name for name in called.split(", ") if name in names), None)
        if known is not None:
            found[meaning] = names.index(known)
    return found if {"company", "day"} <= found.keys() else {}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_\W]+", " ", name.casefold()).split())
