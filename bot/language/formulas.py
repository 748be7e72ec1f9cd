"""Words that a spreadsheet would take for a formula."""

from __future__ import annotations

import unicodedata

_BEGINS = frozenset("=+-@")
_MAY_BE_PASSED_OVER = ("\t", "\r", "\n")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula: spaces and signs that show nothing may stand before it.

    The wide signs of other scripts count as the plain ones: some spreadsheets read them so.
    """
    shown = (char for char in unicodedata.normalize("NFKC", cell) if char.isprintable() and not char.isspace())
    return cell.startswith(_MAY_BE_PASSED_OVER) or next(shown, "") in _BEGINS
