"""Countries by name, and the country of a zone."""

from zoneinfo import ZoneInfo

import pytest

from bot.guidance.workdays import is_country
from bot.language.countries import _FAMILIAR, country_name, country_of, read_country


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        ("DE", "DE"),
        (" de ", "DE"),
        ("the Netherlands", "NL"),
        ("USA", "US"),
        ("uk", "GB"),
        ("South Korea", "KR"),
        ("Trinidad and Tobago", "TT"),
        ("XX", None),
        ("Atlantis", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_a_country_by_its_name_or_letters(text: str, code: str | None) -> None:
    assert read_country(text) == code


@pytest.mark.parametrize("code", sorted(set(_FAMILIAR.values())))
def test_every_familiar_name_is_of_a_country_whose_holidays_are_known(code: str) -> None:
    assert is_country(code)
    assert read_country(country_name(code)) == code


@pytest.mark.parametrize(
    ("zone", "code"),
    [("Europe/Berlin", "DE"), ("America/New_York", "US"), ("Asia/Kolkata", "IN"), ("UTC", None), ("Etc/GMT-2", None)],
)
def test_a_zone_lies_in_a_country(zone: str, code: str | None) -> None:
    assert country_of(ZoneInfo(zone)) == code
