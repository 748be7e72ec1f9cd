"""Time zones as people name them."""

from zoneinfo import ZoneInfo

import pytest

from bot.language.zones import CLOCKS, MOST_SUGGESTIONS, known_zone, read_zone, zone_at


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("  Europe Berlin ", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("port au prince", "America/Port-au-Prince"),
        ("indiana/knox", "America/Indiana/Knox"),
        ("istanbul", "Asia/Istanbul"),  # two names of one zone
        ("UTC", "UTC"),
        ("gmt", "UTC"),
        ("utc+0", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("UTC +02:00", "Etc/GMT-2"),
        ("GMT-5", "Etc/GMT+5"),
        ("GMT−5", "Etc/GMT+5"),
        ("UTC+14", "Etc/GMT-14"),
    ],
)
def test_a_zone(text: str, key: str) -> None:
    assert read_zone(text) == ZoneInfo(key)


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("Berln", ("Europe/Berlin",)),
        ("new yrok", ("America/New_York",)),
        ("Europe/Berlim", ("Europe/Berlin",)),
        ("UTC+15", ()),
        ("UTC-13", ()),
        ("UTC+5:30", ()),
        ("xyzzy", ()),
        ("EST", ("America/New_York", "America/Toronto")),
        ("PST", ("America/Los_Angeles", "America/Vancouver")),
        ("Pacific time", ("America/Los_Angeles", "America/Vancouver")),
        ("pacific", ("America/Los_Angeles", "America/Vancouver")),
        ("CET", ("Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Warsaw")),
        ("Eastern Standard Time", ("America/New_York", "America/Toronto")),
        ("Factory", ()),
        ("localtime", ()),
        ("", ()),
        ("x" * 1000, ()),
    ],
)
def test_no_zone_but_what_it_may_be(text: str, suggestions: tuple[str, ...]) -> None:
    assert read_zone(text) == suggestions


@pytest.mark.parametrize(
    "text",
    [
        *("posix/Europe/Berlin", "right/Europe/Berlin", "../Europe/Berlin", "/etc/localtime"),
        *("localtime", "Factory", "posixrules", "posix", "leapseconds", "tzdata.zi", "Etc/Unknown"),
    ],
)
def test_no_zone_outside_of_the_world(text: str) -> None:
    assert not isinstance(read_zone(text), ZoneInfo) or "berlin" in text.casefold()


def test_suggestions_are_five_at_most() -> None:
    found = read_zone("america/indiana/xnox")
    assert isinstance(found, tuple)
    assert 1 <= len(found) <= 5


@pytest.mark.parametrize(
    ("latitude", "longitude", "key"),
    [
        (52.52, 13.40, "Europe/Berlin"),
        (40.71, -74.01, "America/New_York"),
        (28.61, 77.21, "Asia/Kolkata"),
        (-36.85, 174.76, "Pacific/Auckland"),
        (64.15, -21.94, "Atlantic/Reykjavik"),
        (35.0, -40.0, None),
        (0.0, 0.0, None),
        (0.0, 180.0, None),
        (90.0, 0.0, None),
        (500.0, 500.0, None),
        (float("nan"), 0.0, None),
    ],
)
def test_the_zone_of_a_place(latitude: float, longitude: float, key: str | None) -> None:
    found = zone_at(latitude, longitude)
    assert (found.key if found else None) == key


def test_what_a_clock_is_called_offers_zones_of_the_world() -> None:
    offered = [name for names in CLOCKS.values() for name in names]
    assert all(isinstance(read_zone(name), ZoneInfo) for name in offered)
    assert max(map(len, CLOCKS.values())) <= MOST_SUGGESTIONS


@pytest.mark.parametrize("key", ["Europe/Berlin", "UTC", "Etc/GMT-5", "US/Eastern", "Pacific/Kiritimati"])
def test_a_zone_of_the_database_is_known_by_its_name(key: str) -> None:
    assert known_zone(key) == ZoneInfo(key)


@pytest.mark.parametrize(
    "key", ["localtime", "Factory", "posixrules", "right/UTC", "Europe", "europe/berlin", "", "../x", "x" * 300]
)
def test_what_is_no_place_or_whatever_a_machine_is_set_to_is_no_zone(key: str) -> None:
    assert known_zone(key) is None


@pytest.mark.parametrize("words", ["Berlin", "UTC", "UTC+5", "GMT-12", "Istanbul"])
def test_every_zone_that_is_read_is_known_by_its_name(words: str) -> None:
    zone = read_zone(words)
    assert isinstance(zone, ZoneInfo)
    assert known_zone(zone.key) == zone
