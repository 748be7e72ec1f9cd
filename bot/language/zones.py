"""Time zones as people name them: "europe/berlin", "new york", "UTC+2"."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.language.regex import regex

MAX_ZONE = 60
MOST_SUGGESTIONS = 5

_AREAS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)
_UTC = frozenset({"utc", "gmt", "z", "zulu", "etc utc"})
_NO_PLACE = frozenset({"localtime", "Factory", "posixrules"})
CLOCKS = {
    "eastern": ("America/New_York", "America/Toronto"),
    "central": ("America/Chicago", "America/Winnipeg"),
    "mountain": ("America/Denver", "America/Phoenix", "America/Edmonton"),
    "pacific": ("America/Los_Angeles", "America/Vancouver"),
    "gmt standard": ("Europe/London", "Europe/Dublin"),
    "central european": ("Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Warsaw"),
    "eastern european": ("Europe/Helsinki", "Europe/Athens", "Europe/Bucharest", "Europe/Kyiv"),
    "western european": ("Europe/Lisbon",),
    "indian": ("Asia/Kolkata",),
    "australian eastern": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane"),
}
"""What is said of clocks, with the zones of the largest places that keep them; two of one clock may part in summer."""
_ABBREVIATED = {
    **dict.fromkeys(("est", "edt", "et"), "eastern"),
    **dict.fromkeys(("cst", "cdt", "ct"), "central"),
    **dict.fromkeys(("mst", "mdt", "mt"), "mountain"),
    **dict.fromkeys(("pst", "pdt", "pt"), "pacific"),
    **dict.fromkeys(("bst", "british", "uk"), "gmt standard"),
    **dict.fromkeys(("cet", "cest"), "central european"),
    **dict.fromkeys(("eet", "eest"), "eastern european"),
    **dict.fromkeys(("wet",), "western european"),
    **dict.fromkeys(("ist", "india"), "indian"),
    **dict.fromkeys(("aest", "aedt"), "australian eastern"),
}
_TIME = regex(r" (?:standard |daylight |summer )?time$")
_OFFSET = regex(r"(?:utc|gmt)\s*(?P<sign>[+\-−–])\s*0?(?P<hours>[0-9]{1,2})(?::?00)?")
_FARTHEST = {"+": 14, "-": 12}
_NEAR = 78.0
_SHORTEST = 4
_SAMPLES = tuple(datetime(year, month, 15, tzinfo=UTC) for year in (2025, 2026) for month in range(1, 13))


def read_zone(text: str) -> ZoneInfo | tuple[str, ...]:
    """The zone that the text names, else the names of up to five that it may mean, best first, or none.

    Known are the geographic zones of the tz database, by full name or by city, and UTC with whole hours.
    """
    if len(text) > MAX_ZONE:
        return ()
    folded = _folded(text)
    fixed = _fixed(text.strip().casefold()) or ("UTC" if folded in _UTC else None)
    if fixed is not None:
        return ZoneInfo(fixed)
    names = _names().get(folded, ())
    if names and _alike(names):
        return ZoneInfo(names[0])
    return names[:MOST_SUGGESTIONS] or _in_usage(folded) or _near(folded)


def known_zone(key: str) -> ZoneInfo | None:
    """The zone of a name in the tz database; None for any other, and for one that is whatever a machine is set to."""
    return ZoneInfo(key) if key in _keys() else None


def _in_usage(folded: str) -> tuple[str, ...]:
    """The zones of an abbreviation or a clock's name, "EST", "Pacific time": never one alone, as it says no place."""
    said = _TIME.sub("", folded)
    return CLOCKS.get(_ABBREVIATED.get(said, said), ())


def zone_at(latitude: float, longitude: float) -> ZoneInfo | None:
    """The zone that is kept at a place, in degrees; None at sea, where no land's clocks are."""
    # Its map is read at the first look-up.
    from tzfpy import get_tz

    name = get_tz(longitude, latitude)
    if name.partition("/")[0] not in _AREAS:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        # The map may know a name that this machine's tz database does not.
        return None


def _folded(name: str) -> str:
    return " ".join(re.split(r"[\s/_\-]+", name.casefold())).strip()


def _fixed(text: str) -> str | None:
    """The tz database's name for a distance from UTC; its signs are the other way round."""
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    sign, hours = "+" if match["sign"] == "+" else "-", int(match["hours"])
    if hours > _FARTHEST[sign]:
        return None
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


@lru_cache(maxsize=1)
def _keys() -> frozenset[str]:
    return frozenset(available_timezones()) - _NO_PLACE


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Every zone under its full name and its city, folded; a city may stand for several."""
    found: dict[str, list[str]] = {}
    for name in sorted(_keys()):
        area, _, place = name.partition("/")
        if area in _AREAS:
            for key in dict.fromkeys((_folded(name), _folded(place), _folded(place.rpartition("/")[2]))):
                found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _alike(names: tuple[str, ...]) -> bool:
    """Whether the zones keep the same time these years, as Asia/Istanbul and Europe/Istanbul do."""
    return len({tuple(ZoneInfo(name).utcoffset(at) for at in _SAMPLES) for name in names}) == 1


def _near(folded: str) -> tuple[str, ...]:
    if len(folded) < _SHORTEST:
        return ()
    from rapidfuzz import fuzz, process

    matches = process.extract(
        folded, _names().keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=4 * MOST_SUGGESTIONS
    )
    names = dict.fromkeys(name for key, _, _ in matches for name in _names()[key])
    return tuple(names)[:MOST_SUGGESTIONS]
