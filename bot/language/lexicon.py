"""The words that dates and spans are made of."""

from __future__ import annotations

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january february march april may june july august september october november december"
MONTH_NAMES = tuple(_MONTHS.split())
_WEEKDAYS = {word: number for number, name in enumerate(WEEKDAY_NAMES) for word in (name, name[:3])}
_WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_MONTH_NUMBERS = {word: number for number, name in enumerate(MONTH_NAMES, start=1) for word in (name, name[:3])}
_MONTH_NUMBERS |= {"sept": 9}

_COUNTING = ("one a an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, words in enumerate(_COUNTING, start=1) for word in words.split()}

UNITS = {
    word: unit
    for unit, words in {
        "minutes": "m min mins minute minutes",
        "hours": "h hr hrs hour hours",
        "days": "d day days",
        "weeks": "w wk wks week weeks",
        "months": "month months",
        "years": "year years",
    }.items()
    for word in words.split()
}

ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})

# Whether a part of the day lies after noon, which settles what "at 8" means.
PARTS_OF_DAY = {"morning": False, "afternoon": True, "evening": True, "night": True}

# Written with a capital after another word, these are the end of a name sooner than a date: "USA Today".
NAME_ENDINGS = frozenset({"Now", "Noon", "Today", "Sun"})


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set to look them up in."""
    return frozenset(text.split())


def weekday_of(word: str) -> int | None:
    """The number of a weekday's name, 0 for Monday, or None for any other word."""
    return _WEEKDAYS.get(word.lower())


def month_of(word: str) -> int | None:
    """The number of a month's name, 1 for January, or None for any other word."""
    return _MONTH_NUMBERS.get(word.lower())
