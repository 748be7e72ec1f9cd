"""Days that are known by name: Thanksgiving, Easter, the holidays."""

from __future__ import annotations

import calendar
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from bot.guidance.workdays import is_country, is_workday
from bot.language.moments import Direction
from bot.language.tokens import Tokens

Days = tuple[date, date]
_Feast = Callable[[int], Days]

HOME_OF_UNKNOWN = "US"


def feast_at(tokens: Tokens, at: int) -> tuple[_Feast | str, int] | None:
    """The feast whose name begins at a token: its days in a year, or its name where it differs by country."""
    for words, feast in _BY_FIRST_WORD.get(_plain(tokens.word(at)), ()):
        end = at
        for word in words:
            if _plain(tokens.word(end)) != word:
                break
            end += 1 + (word == "st" and tokens.word(end + 1) == ".")
        else:
            return feast, end
    return None


def _plain(word: str) -> str:
    """A word as the names have it: few write the apostrophe of "St Patrick's Day"."""
    return word.replace("'", "")


def feast_near(feast: _Feast | str, today: date, toward: Direction, country: str | None) -> Days | None:
    """The days of a feast nearest to today, on the right side of it."""
    if feast == ANY_HOLIDAY:
        return _next_holiday(today, toward, country)
    around = range(today.year - 1, today.year + 3)
    days = [found for year in around if (found := _in_year(feast, year, country)) is not None]
    if toward is Direction.PAST:
        return max((each for each in days if each[0] <= today), default=None)
    return min((each for each in days if each[1] >= today), default=None)


def _in_year(feast: _Feast | str, year: int, country: str | None) -> Days | None:
    if not isinstance(feast, str):
        return feast(year)
    for home in (country, *_ELSEWHERE):
        day = None if home is None else _named_days(home, year).get(feast)
        if day is not None:
            return day, day
    return None


def _next_holiday(today: date, toward: Direction, country: str | None) -> Days | None:
    """The nearest weekday that is a public holiday."""
    step = timedelta(days=-1 if toward is Direction.PAST else 1)
    for days in range(366):
        day = today + days * step
        if day.weekday() < 5 and not is_workday(day, country or HOME_OF_UNKNOWN):
            return day, day
    return None


@lru_cache(maxsize=256)
def _named_days(country: str, year: int) -> dict[str, date]:
    """The days of a country whose names are among ours, by our names."""
    import holidays  # slow to import, and needed only once somebody names such a day

    if not is_country(country):
        return {}
    found: dict[str, date] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        code = country.upper()
        known = holidays.country_holidays(code, subdiv=_PART_OF_COUNTRY.get(code), years=year, language="en_US")
        for day, names in sorted(known.items()):
            for ours in _BY_COUNTRY:
                if (
                    any(name in names.casefold().replace("labour", "labor") for name in ours.split("|"))
                    and "observed" not in names.casefold()
                ):
                    found.setdefault(ours, day)
    return found


def _fixed(month: int, day: int) -> _Feast:
    return lambda year: (date(year, month, day), date(year, month, day))


def _after_easter(days: int) -> _Feast:
    def feast(year: int) -> Days:
        day = easter(year) + timedelta(days=days)
        return day, day

    return feast


def _in_november(days: int) -> _Feast:
    def feast(year: int) -> Days:
        # Counted from the fourth Thursday.
        first = date(year, 11, 1)
        day = first + timedelta(weeks=3, days=(calendar.THURSDAY - first.weekday()) % 7 + days)
        return day, day

    return feast


def _memorial(year: int) -> Days:
    last = date(year, 5, 31)
    day = last - timedelta(days=last.weekday())
    return day, day


def _end_of_year(year: int) -> Days:
    return date(year, 12, 24), date(year + 1, 1, 1)


def _new_year_opens(year: int) -> Days:
    return date(year, 1, 1), date(year, 1, 31)


def _easter_days(year: int) -> Days:
    return easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)


_BY_COUNTRY = (
    *("thanksgiving", "labor day", "independence day", "martin luther king", "columbus day", "veterans day"),
    *("washington's birthday", "canada day", "republic day", "diwali|deepavali", "holi", "australia day"),
    *("eid al-fitr", "eid al-adha", "chinese new year|lunar new year", "st. patrick's day|saint patrick's day"),
    *("anzac day", "victoria day", "family day", "king's day", "heritage day", "dussehra", "waitangi day"),
)
# Where a day that all know is a holiday of the parts of the country only, one of them is asked.
ANY_HOLIDAY = "any"
_ELSEWHERE = ("US", "IN", "GB", "SG")
_PART_OF_COUNTRY = {"CA": "ON"}
_NAMES: dict[str, _Feast | str] = {
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas break": _end_of_year,
    "christmas holidays": _end_of_year,
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new years eve": _fixed(12, 31),
    "nye": _fixed(12, 31),
    "new years day": _fixed(1, 1),
    "new years": _fixed(1, 1),
    "new year": _fixed(1, 1),
    "thanksgiving day": "thanksgiving",
    "thanksgiving": "thanksgiving",
    "labor day": "labor day",
    "memorial day": _memorial,
    "independence day": "independence day",
    "fourth of july": _fixed(7, 4),
    "4 th of july": _fixed(7, 4),
    "july 4 th": _fixed(7, 4),
    "july 4": _fixed(7, 4),
    "july fourth": _fixed(7, 4),
    "mlk day": "martin luther king",
    "mlk": "martin luther king",
    "columbus day": "columbus day",
    "veterans day": "veterans day",
    "presidents day": "washington's birthday",
    "canada day": "canada day",
    "republic day": "republic day",
    "australia day": "australia day",
    "diwali": "diwali|deepavali",
    "deepavali": "diwali|deepavali",
    "chinese new year": "chinese new year|lunar new year",
    "lunar new year": "chinese new year|lunar new year",
    "cny": "chinese new year|lunar new year",
    "eid": "eid al-fitr",
    "anzac day": "anzac day",
    "victoria day": "victoria day",
    "family day": "family day",
    "kings day": "king's day",
    "heritage day": "heritage day",
    "waitangi day": "waitangi day",
    "dussehra": "dussehra",
    "st stephens day": _fixed(12, 26),
    "saint patricks day": _fixed(3, 17),
    "st paddys day": _fixed(3, 17),
    "st paddys": _fixed(3, 17),
    "paddys day": _fixed(3, 17),
    "st patricks": _fixed(3, 17),
    "bank holiday": ANY_HOLIDAY,
    "bank hol": ANY_HOLIDAY,
    "public holiday": ANY_HOLIDAY,
    "holi": "holi",
    "halloween": _fixed(10, 31),
    "valentines day": _fixed(2, 14),
    "valentines": _fixed(2, 14),
    "st patricks day": _fixed(3, 17),
    "juneteenth": _fixed(6, 19),
    "good friday": _after_easter(-2),
    "easter monday": _after_easter(1),
    "easter sunday": _after_easter(0),
    "easter weekend": _easter_days,
    "easter": _after_easter(0),
    "pentecost": _after_easter(49),
    "black friday": _in_november(1),
    "cyber monday": _in_november(4),
    "the holidays": _end_of_year,
    "the festive season": _end_of_year,
    "holiday season": _end_of_year,
}
NEW_YEAR_OPENS: _Feast = _new_year_opens
_BY_FIRST_WORD: dict[str, list[tuple[tuple[str, ...], _Feast | str]]] = {}
for _name in sorted(_NAMES, key=len, reverse=True):
    _words = tuple(_name.split())
    _BY_FIRST_WORD.setdefault(_words[0], []).append((_words, _NAMES[_name]))
