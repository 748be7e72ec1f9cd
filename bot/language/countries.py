"""Countries as people name them, for the public holidays that are days off."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

MAX_COUNTRY = 60
_FAMILIAR = {
    "usa": "US",
    "america": "US",
    "the states": "US",
    "uk": "GB",
    "england": "GB",
    "britain": "GB",
    "great britain": "GB",
    "scotland": "GB",
    "wales": "GB",
    "holland": "NL",
    "czech republic": "CZ",
    "hong kong": "HK",
    "macau": "MO",
    "korea": "KR",
    "turkey": "TR",
    "macedonia": "MK",
    "ivory coast": "CI",
    "deutschland": "DE",
    "españa": "ES",
    "österreich": "AT",
    "schweiz": "CH",
    "suisse": "CH",
    "italia": "IT",
    "polska": "PL",
    "brasil": "BR",
}


def read_country(text: str) -> str | None:
    """The two letters, in capitals, of the country that the text names; None where it names none."""
    words = " ".join(text.split()).removeprefix("the ").removeprefix("The ")
    if len(words) > MAX_COUNTRY:
        return None
    return _FAMILIAR.get(words.casefold()) or _by_name().get(words.casefold())


def country_name(code: str) -> str:
    """A country's English name; the letters themselves where they have none."""
    return _names().get(code, code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    # Needed only once somebody has named a country.
    from babel import Locale

    return {code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    found = {name.casefold().replace("&", "and"): code for code, name in _names().items()}
    return found | {code.casefold(): code for code in _names()}


def country_of(zone: ZoneInfo) -> str | None:
    """The country that the tz database puts a zone in; None for a distance from UTC."""
    return _zone_countries().get(zone.key)


@lru_cache(maxsize=1)
def _zone_countries() -> dict[str, str]:
    """Each zone's country, from the tz database's own table: lines of country, place, zone and comment."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
