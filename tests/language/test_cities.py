"""Cities by name give a zone, or the few that can be meant."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.cities import MOST_CITIES, City, first_cities, read_place


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("lisbon", "Europe/Lisbon"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("munchen", "Europe/Berlin"),
        ("Köln", "Europe/Berlin"),
        ("cologne", "Europe/Berlin"),
        ("  SAO   paulo ", "America/Sao_Paulo"),
        ("saint-étienne", "Europe/Paris"),
        ("st. louis", "America/Chicago"),
        ("bangalore", "Asia/Kolkata"),
        ("москва", "Europe/Moscow"),
        ("東京", "Asia/Tokyo"),
        ("New York City", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("Portland, Maine", "America/New_York"),
        ("portland me", "America/New_York"),
        ("Portland Oregon", "America/Los_Angeles"),
        ("Springfield, Illinois", "America/Chicago"),
        ("London, Canada", "America/Toronto"),
        ("Hyderabad, PK", "Asia/Karachi"),
        ("UTC+2", "Etc/GMT-2"),
    ],
)
def test_a_city_gives_its_zone(text: str, zone: str) -> None:
    assert read_place(text) == ZoneInfo(zone)


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("Portland", ["America/Los_Angeles", "America/New_York", "America/Chicago"]),
        ("springfield", ["America/Chicago", "America/New_York", "America/Los_Angeles"]),
        ("Hyderabad", ["Asia/Kolkata", "Asia/Karachi"]),
        ("Birmingham", ["Europe/London", "America/Chicago", "America/Detroit"]),
    ],
)
def test_a_name_of_several_gives_the_largest_of_each_zone(text: str, zones: list[str]) -> None:
    cities = read_place(text)
    assert isinstance(cities, tuple)
    assert [city.zone for city in cities if isinstance(city, City)] == zones


@pytest.mark.parametrize("text", ["", "Nowhere at all", "🚀", ",", ", ,", "Portland, Spain", "x" * 5000, "a " * 30])
def test_no_city_gives_nothing(text: str) -> None:
    assert read_place(text) == ()


def test_a_slip_gives_the_zones_spelt_nearly_so() -> None:
    assert read_place("Lisobn") == ("Europe/Lisbon",)


@given(st.text(max_size=70))
@settings(deadline=None)
def test_any_text_gives_a_zone_or_a_few_choices(text: str) -> None:
    place = read_place(text)
    assert isinstance(place, ZoneInfo) or len(place) <= max(MOST_CITIES, 5)


@pytest.mark.parametrize(
    ("language", "first"),
    [("de", "Berlin"), ("de-AT", "Berlin"), ("pt", "Lisbon"), ("pt-br", "Sao Paulo"), ("en-US", "New York")],
)
def test_the_cities_offered_begin_where_the_language_is_spoken(language: str, first: str) -> None:
    assert first_cities(language)[0] == first


LANGUAGES = (
    "",
    "xx",
    "pt-br",
    "en-gb",
    "en-us",
    "ar",
    "de",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
)
LANGUAGES += ("nl", "pl", "pt", "ru", "tr", "uk", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_offered_is_read_as_a_zone_of_its_own(language: str) -> None:
    zones = [read_place(city) for city in first_cities(language)]
    assert len(zones) == len(set(map(str, zones))) == 6
    assert all(isinstance(zone, ZoneInfo) for zone in zones)
