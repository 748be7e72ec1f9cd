"""The hours and weekdays on which someone can be reached: "after 2pm", "between 9 and 10", "Mon Wed Fri mornings"."""

from __future__ import annotations

import re
from datetime import time

from msgspec import Struct

from bot.language.regex import regex

_HOUR = r"(?:\d{1,2}(?::\d\d|\.\d\d(?= ?[ap]\.?m))?(?: ?(?:am|pm|a\.m\.|p\.m\.|o'?clock|h)\b)?|noon|midday)"
_NO_DAY = (
    r"(?!\d|[./:]\d|st\b|nd\b|rd\b|th\b|-\d| ?(?:days?|weeks?|wks?|months?|business|working|calls?"
    r"|january|february|march"
)
_NO_DAY += (
    r"|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct"
    r"|nov|dec)\b)"
)
_BETWEEN = regex(
    rf"\b(?:between|from|hours(?: are)?|any ?time) (?P<a>{_HOUR}) ?(?:and|to|till|until|-|–) ?(?P<b>{_HOUR}){_NO_DAY}"
)
_FROM_TO = regex(rf"\b(?P<a>{_HOUR}) ?(?:-|–|to) ?(?P<b>\d{{1,2}}(?::\d\d)? ?(?:am|pm)){_NO_DAY}")
_AFTER = regex(
    rf"\b(?:not before|not earlier than|not until|after|past|from|later than) (?P<a>{_HOUR}){_NO_DAY}(?: on"
    r"(?:wards?)?\b)?"
)
_BEFORE = regex(rf"\b(?:not after|no later than|before|until|till|til|by) (?P<b>{_HOUR}){_NO_DAY}")
_AT = regex(rf"\b(?:at (?P<a>{_HOUR}){_NO_DAY}|(?P<c>\d{{1,2}}(?::\d\d)? ?(?:am|pm|o'clock)\b|\d{{1,2}}:\d\d))")
_PARTS = {
    "morning": (None, time(12)),
    "am": (None, time(12)),
    "pm": (time(12), None),
    "mornings": (None, time(12)),
    "afternoon": (time(12), None),
    "afternoons": (time(12), None),
    "after lunch": (time(13), None),
    "before lunch": (None, time(12)),
    "evening": (time(17), None),
    "evenings": (time(17), None),
}
_PART = regex(r"\b(?:in the |the )?(mornings?|afternoons?|evenings?|(?:after|before) lunch)\b|(?<=[a-z] )([ap]m)\b")
_SAID_TOO = regex(r" (?:in the )?(?:mornings?|afternoons?|evenings?)\b")
"""The part of the day after two hours, which says no more than they do."""
_NOON = time(12)
_EARLIEST = 8
"""An hour below it, without am or pm, is one of the afternoon."""

_DAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_LINK = r"(?: ?, ?(?:or |and )?| ?/ ?| (?:or|and|n|&) | )"
_LISTED = regex(rf"\b(?:on )?(?P<days>{_DAY}s?(?:{_LINK}{_DAY}s?)+)\b(?P<parts> (?:mornings|afternoons|evenings))?")
_SPAN = regex(rf"\b(?:from )?(?P<a>{_DAY})s? ?(?:to|-|–|through|thru) ?(?P<b>{_DAY})s?\b")
_ANY_WEEKDAY = regex(r"\b(?:on )?(?:any )?weekdays?\b")
_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class HoursFound(Struct, frozen=True):
    """A place in a text that names hours, between `after` and `before`, or weekdays. Wall times."""

    start: int
    end: int
    after: time | None = None
    before: time | None = None
    weekdays: tuple[int, ...] = ()


def find_hours(text: str) -> tuple[HoursFound, ...]:
    """The hours and the lists of weekdays in a text in small letters, in its order, none of them overlapping."""
    found: list[HoursFound] = []
    for reader in (_weekdays, _between, _after, _before, _part, _at):
        for each in reader(text):
            if all(each.end <= other.start or other.end <= each.start for other in found):
                found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


def _weekdays(text: str) -> list[HoursFound]:
    spans = [
        HoursFound(*match.span(), weekdays=tuple(range(_number(match["a"]), _number(match["b"]) + 1)))
        for match in _SPAN.finditer(text)
        if _number(match["a"]) < _number(match["b"])
    ]
    lists = []
    for match in _LISTED.finditer(text):
        days = tuple(sorted({_number(word) for word in re.findall(rf"\b{_DAY}", match["days"])}))
        # "Monday or Tuesday morning" is one of two days; three of them, or mornings, come again and again.
        if (len(days) > 2 or match["parts"]) and not re.search(
            r"\b(?:every|each|all)\s+(?:the\s+)?$", text[: match.start()]
        ):
            after, before = _PARTS[match["parts"].strip()] if match["parts"] else (None, None)
            lists.append(HoursFound(*match.span(), after, before, days))
    any_day = [HoursFound(*match.span(), weekdays=(0, 1, 2, 3, 4)) for match in _ANY_WEEKDAY.finditer(text)]
    return [*spans, *lists, *any_day]


def _between(text: str) -> list[HoursFound]:
    found = []
    for match in (*_BETWEEN.finditer(text), *_FROM_TO.finditer(text)):
        after, before = _hour(match["a"]), _hour(match["b"])
        if after and before and before.hour < _NOON.hour <= after.hour and "m" not in match["a"]:
            after = after.replace(hour=after.hour - 12)
        if after and before and after >= before and before.hour < _NOON.hour:
            before = before.replace(hour=before.hour + 12)
        if after and before and after < before:
            part = _SAID_TOO.match(text, match.end())
            found.append(HoursFound(match.start(), part.end() if part else match.end(), after, before))
    return found


def _after(text: str) -> list[HoursFound]:
    return [HoursFound(*match.span(), after=hour) for match in _AFTER.finditer(text) if (hour := _hour(match["a"]))]


def _before(text: str) -> list[HoursFound]:
    return [HoursFound(*match.span(), before=hour) for match in _BEFORE.finditer(text) if (hour := _hour(match["b"]))]


def _part(text: str) -> list[HoursFound]:
    return [HoursFound(*match.span(), *_PARTS[match[1] or match[2]]) for match in _PART.finditer(text)]


def _at(text: str) -> list[HoursFound]:
    found = ((match, _hour(match["a"] or match["c"])) for match in _AT.finditer(text))
    return [HoursFound(*match.span(), after=hour) for match, hour in found if hour]


def _hour(words: str) -> time | None:
    """The wall time; a bare hour is one that people are called at."""
    if words in {"noon", "midday"}:
        return _NOON
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if re.search(r"p\.?m", words):
        hour += 12 * (hour < 12)
    elif not re.search(r"a\.?m|h\b", words) and len(numbers) == 1:
        hour += 12 * (0 < hour < _EARLIEST)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _number(day: str) -> int:
    return _CODES.index(day[:3])
