"""The table of an export is harmless, whatever people call their companies."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.table_rows import rows_of
from bot.views.archive import make_table

FORMULAS = [
    *"=+-@\t\r\n",
    "=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1",
    " =1",
    "\n=1",
    "\u3000=1",
    "\u200b=1",
    "\ufeff=1",
    "\x01=1",
    "\u00a0＝1",
]
PLAIN = ["", "Acme", "A=1", "1+1", "'Til Dawn", "a@acme.example", "Ann-Marie", "“=1”"]


def cells_of(table: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_begins_a_formula_is_marked_as_text(cell: str) -> None:
    assert cells_of(make_table([[cell]])) == [[f"'{cell}"]]


@pytest.mark.parametrize("cell", PLAIN)
def test_what_does_not_is_as_it_was(cell: str) -> None:
    assert cells_of(make_table([["x", cell]])) == [["x", cell]]


@pytest.mark.parametrize("delimiter", ";\t|,")
def test_no_cell_begins_within_another_wherever_a_program_divides_them(delimiter: str) -> None:
    for cell in (f"Acme{delimiter}=HYPERLINK(1)", f'Acme"{delimiter}=1'):
        shown = [told for row in cells_of(make_table([[cell]]), delimiter) for told in row]
        assert not any(told.startswith("=") for told in shown), shown


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_begins_with_a_sign_of_formulas(words: str) -> None:
    (row,) = cells_of(make_table([["x", words]]))
    assert unicodedata.normalize("NFKC", row[1]).lstrip()[:1] not in {*"=+-@"}
    assert row[1] in (words, f"'{words}")


@pytest.mark.parametrize("name", ["=1+1", "＝1", "-Acme"])
def test_the_table_is_read_as_it_was_written(name: str) -> None:
    (row,) = rows_of(make_table([["Company", "Interview date"], [name, "2026-11-10"]]).decode("utf-8-sig"))
    assert row.company == name
