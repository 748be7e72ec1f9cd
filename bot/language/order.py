"""Whether 3/4 is the third of April or the fourth of March."""

from __future__ import annotations

_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU", "FM", "MH", "PW", "JP", "CN", "KR", "TW", "HU", "LT", "MN"})
_EITHER = frozenset({"CA", "KE", "GH", "PA"})


def reads_day_first(said: bool | None, country: str | None) -> bool | None:
    """Whether the person writes the day before the month: as they said, else as their country does; None to ask."""
    if said is not None or country is None:
        return said
    code = country.upper()
    return None if code in _EITHER else code not in _MONTH_FIRST
