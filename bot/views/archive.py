"""The maker of exports: one archive of an export that is taken back, a table for a spreadsheet, and a calendar."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

from bot.language.formulas import is_formula
from bot.views.ics import make_calendar

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""Of the files within: the same export is the same file."""


def make_archive(data: dict[str, Any]) -> bytes:
    """Make the archive: of `portable`, of `table` with its heading, and of `calendar`, as its own maker takes it."""
    files = {
        "should-i-call.json": json.dumps(data["portable"], ensure_ascii=False, indent=1).encode(errors="replace"),
        "interviews.csv": make_table(data["table"]),
        "should-i-call.ics": make_calendar(data["calendar"]),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(entry, content)
    return archive.getvalue()


def make_table(rows: list[list[str]]) -> bytes:
    """Make a CSV that spreadsheets read as it is: marked as UTF-8, and with no cell that begins a formula."""
    table = io.StringIO(newline="")
    # A program that divides cells elsewhere than at commas must not find a formula within one.
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows([_harmless(cell) for cell in row] for row in rows)
    return table.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """What begins a formula is shown as it is written, behind the mark that says so."""
    return f"'{cell}" if is_formula(cell) else cell
