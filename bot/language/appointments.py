"""How long an interview will take, and whether words tell that it was moved or called off."""

from __future__ import annotations

import re

from bot.language.regex import regex

LEAST_MINUTES, MOST_MINUTES = 5, 600

_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "thirty": 30.0, "ninety": 90.0}
_NUMBER = rf"\d{{1,3}}(?:[.,]\d)?|{'|'.join(_NUMBERS)}"
_LENGTH = regex(
    rf"(?:\b(?:for|lasting|takes|taking)\s+(?:about\s+|around\s+)?|[,(]\s*|\s(?=\d+\s*(?:min|h\b|hour)[^,]*$))"
    rf"(?:(?P<half>half\s+an\s+hour)"
    rf"|(?P<hours>{_NUMBER})\s*(?:h|hrs?|hours?)(?:\s*(?:and\s+)?(?:(?P<and_half>a\s+half)|(?P<more>\d{{1,2}})))?"
    rf"(?:\s*m(?:in(?:ute)?s?)?)?"
    rf"|(?P<minutes>{_NUMBER})\s*m(?:in(?:ute)?s?)?)\b\)?",
    re.IGNORECASE,
)
_AHEAD = regex(r"\b(?:in|within|after|every)\s*$", re.IGNORECASE)
_CLOCK = r"(?P<hour{0}>\d{{1,2}})(?::(?P<minute{0}>\d\d))?\s*(?P<half{0}>[ap]\.?m\b\.?)?"
_SPAN = regex(
    rf"(?<![\d/.:-])(?:\bfrom\s+)?{_CLOCK.format(1)}\s*(?:-|–|—|to|until|till)\s*{_CLOCK.format(2)}(?![\d/:-])",
    re.IGNORECASE,
)
_MOVED = regex(
    r"\b(?:moved|re-?scheduled|postponed|pushed|shifted|delayed|brought forward|put off)\b"
    r"(?! (?:me )?(?:on|forward|ahead)\b)(?!(?: me)? to (?:the |a |my )?(?:\w+ )?(?:round|stage|interview))",
    re.IGNORECASE,
)
_CANCELLED = regex(r"\b(?:cancell?(?:ed|ing|s)?|called (?:it |the \w+ )?off)\b", re.IGNORECASE)
_NOT_THEM = regex(
    r"\b(?:i|i've|i have|let me|to) (?:just |had to )?(?:cancel|call)|\b(?:position|job|role|opening|hiring)\b",
    re.IGNORECASE,
)


def split_length(text: str) -> tuple[str, int | None]:
    """The text without how long it will take, and that in minutes; of "2-3:30pm" the beginning stays."""
    for match in _SPAN.finditer(text):
        if (read := _of_span(match)) is not None:
            clock, minutes = read
            return f"{text[: match.start()]}{clock}{text[match.end() :]}", minutes
    for match in _LENGTH.finditer(text):
        minutes = _of_length(match)
        if LEAST_MINUTES <= minutes <= MOST_MINUTES and not _AHEAD.search(text[: match.start()]):
            return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()), minutes
    return text, None


def _of_length(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["minutes"]:
        return round(_number(match["minutes"]))
    return round(_number(match["hours"]) * 60) + (30 if match["and_half"] else int(match["more"] or 0))


def _number(words: str) -> float:
    return _NUMBERS.get(words.casefold()) or float(words.replace(",", "."))


def _of_span(match: re.Match[str]) -> tuple[str, int] | None:
    """The beginning as it is written alone, and the minutes to the end; None for figures that are no hours."""
    hours = [int(match[f"hour{n}"]) for n in (1, 2)]
    halves = [(match[f"half{n}"] or "")[:1].casefold() for n in (1, 2)]
    if not (any(halves) or match["minute1"] or match["minute2"]) or max(hours) > 24:
        return None
    minutes = [int(match[f"minute{n}"] or 0) for n in (1, 2)]
    if any(halves):
        start_halves = [halves[0]] if halves[0] else [halves[1], "a" if halves[1] == "p" else "p"]
        lengths = [(half, _between(hours, minutes, half, halves[1])) for half in start_halves]
    else:
        lengths = [("", (hours[1] * 60 + minutes[1] - hours[0] * 60 - minutes[0]) % 720)]
    half, length = min(lengths, key=lambda one: one[1])
    if not LEAST_MINUTES <= length <= MOST_MINUTES:
        return None
    return f"{hours[0]}:{minutes[0]:02d}{half + 'm' if half else ''}", length


def _between(hours: list[int], minutes: list[int], first: str, second: str) -> int:
    """Minutes from one to the other; without a half of the day of its own the end is in the next twelve hours."""
    start, end = (
        hour % 12 * 60 + minute + (720 if half == "p" else 0)
        for hour, minute, half in zip(hours, minutes, (first, second), strict=True)
    )
    return (end - start) % (1440 if second else 720)


def is_moved(text: str) -> bool:
    """Whether words about an interview tell that it has another time."""
    return _MOVED.search(text) is not None


def is_cancelled(text: str) -> bool:
    """Whether words about an interview tell that they called it off."""
    return _CANCELLED.search(text) is not None and _NOT_THEM.search(text) is None
