"""Times of day as people write them: "3pm", "half past two", "around 10ish", "2-4pm", "COB"."""

from __future__ import annotations

from datetime import time

from msgspec import Struct

from bot.language.lexicon import NUMBERS, words_of
from bot.language.tokens import Tokens

_NOON = {"noon": 12, "midday": 12, "noonish": 12, "midnight": 0}
_HALVES = {"am": 0, "pm": 12, "a": 0, "p": 12}
_ZONES = words_of(
    "est edt et pst pdt pt cst cdt ct mst mdt mt gmt bst cet cest ist utc uhr hrs h eastern pacific central sharp"
)
_UNITS = {"minute": 1, "minutes": 1, "min": 1, "mins": 1, "hour": 60, "hours": 60}
_DAY = 24 * 60
"""Both in minutes."""
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
_AROUND = frozenset({"at", "@", "around", "about", "approx", "approximately", "roughly", "circa", "~", "by", "from"})
_AFTER_NOON = {
    **dict.fromkeys(("afternoon", "evening", "night", "lunchtime", "pm", "lunch"), True),
    **dict.fromkeys(("morning", "am"), False),
}
_ENDS_OF_DAY = tuple(
    tuple(words.split())
    for words in (
        "close of business",
        "close of the business day",
        "close of play",
        "close of day",
        "end of business day",
        "end of the business day",
        "end of business",
        "end of the work day",
        "end of work day",
        "end of the day",
        "end of day",
        "end of play",
        "eod",
        "cob",
        "cop",
        "eob",
    )
)
_VAGUE_PARTS = tuple(
    tuple(words.split())
    for words in ("first thing", "some time", "sometime", "late", "early", "later", "mid", "lunch time")
)
_PARTS_BY_FIRST: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
for _words in (*_ENDS_OF_DAY, *_VAGUE_PARTS):
    _PARTS_BY_FIRST.setdefault(_words[0], []).append((_words, _words in _ENDS_OF_DAY))
_BEFORE_PARTS: tuple[tuple[str, ...], ...] = (("in", "the"), ("at",), ("during", "the"), ("on", "the"))
# Nobody calls at night: "at 3" is the afternoon, "at 8" the morning.
_FIRST_MORNING_HOUR = 7
_LAST_HOUR = 23
_MOST_AROUND = 3


class Hour(Struct, frozen=True):
    """A time of day before the part of the day is known. `sure` where it can be nothing else than one."""

    hour: int
    minute: int = 0
    half: int | None = None
    sure: bool = True
    literal: bool = False

    def at(self, after_noon: bool | None) -> time | None:
        """The wall time, in the part of the day that was said, or else within a working day; None for 25:70."""
        hour = self.hour
        if self.minute > 59 or hour > _LAST_HOUR or (self.half is not None and not 1 <= hour <= 12):
            return None
        if self.half is not None:
            hour = hour % 12 + self.half
        elif not self.literal and hour < 12:
            early = 0 < hour < _FIRST_MORNING_HOUR and after_noon is None
            hour += 12 * (bool(after_noon) or early)
        return time(hour, self.minute)


class Part(Struct, frozen=True):
    """A part of the day, or words for none in particular; `ends_day` is for those that mean its end."""

    after_noon: bool | None = None
    ends_day: bool = False


def hour_at(tokens: Tokens, at: int, *, dotted: bool = False) -> tuple[Hour, int] | None:
    """The time of day that begins at a token, its end and its zone passed over.

    `dotted` where 11.30 is one, as after a day; elsewhere it may be a sum.
    """
    found = _shifted(tokens, at) or _spoken(tokens, at) or _written(tokens, at, dotted)
    if found is None:
        return None
    hour, end = _less_range(tokens, *found)
    if tokens.word(end) in _ZONES:
        end += 1 + (tokens.word(end + 1) == "time")
    return hour, end


def no_hour_at(tokens: Tokens, at: int) -> bool:
    """Whether figures in the shape of a time of day are none: 25:00, 14:75, 13pm."""
    hour, minute = tokens.number(at), tokens.number(at + 2)
    if hour is None or len(tokens.word(at)) > 2 or (tokens.word(at - 1) in {":", "."} and tokens.glued(at - 1, at)):
        return False
    if tokens.word(at + 1) == ":" and tokens.glued(at, at + 2) and minute is not None and len(tokens.word(at + 2)) == 2:
        return hour > _LAST_HOUR + 1 or minute > 59
    halved = tokens.word(at + 1) in {"am", "pm"} and tokens.glued(at, at + 1)
    return halved and not 0 < hour <= _LAST_HOUR // 2 + 1


def part_at(tokens: Tokens, at: int) -> tuple[Part, int] | None:
    """The part of the day that begins at a token: "in the morning", "first thing", "COB"."""
    for words, ends_day in _PARTS_BY_FIRST.get(tokens.word(at), ()):
        if tokens.starts_with(at, *words):
            return Part(ends_day=ends_day), at + len(words)
    for words in _BEFORE_PARTS:
        if tokens.starts_with(at, *words) and tokens.word(at + len(words)) in _AFTER_NOON:
            at += len(words)
            break
    at += tokens.word(at) in {"early", "late", "mid"}
    at += tokens.word(at) == "-"
    after_noon = _AFTER_NOON.get(tokens.word(at))
    return None if after_noon is None else (Part(after_noon), at + 1)


def _spoken(tokens: Tokens, at: int) -> tuple[Hour, int] | None:
    """Noon, half past two, quarter to 5, ten past four."""
    at += tokens.word(at) in {"at", "@", "around", "about"} and tokens.word(at + 1) in _NOON
    word = tokens.word(at)
    if word in _NOON:
        return Hour(_NOON[word], literal=True), at + 1
    at += word in {"a", "at", "@"} and tokens.word(at + 1) in _MINUTES
    minutes = _MINUTES.get(tokens.word(at))
    link = tokens.word(at + 1)
    hour = _hour_of(tokens, at + 2)
    half_of = _hour_of(tokens, at + 1) if minutes == 30 else None
    if half_of is not None and 1 <= half_of <= 12:
        return _with_half(tokens, Hour(half_of, 30), at + 2)
    if minutes is None or hour is None:
        return None
    if link == "past" or (link == "after" and minutes == 15):
        return _with_half(tokens, Hour(hour, minutes), at + 3)
    if link in {"to", "until", "of"} and minutes == 15:
        return _with_half(tokens, Hour(hour - 1 or 12, 60 - minutes), at + 3)
    return None


def _shifted(tokens: Tokens, at: int) -> tuple[Hour, int] | None:
    """Five minutes before 3pm, 20 minutes past 4, an hour before noon."""
    number = 1 if tokens.word(at) in {"a", "an"} else _hour_of(tokens, at)
    number = tokens.number(at) if number is None else number
    minutes = _UNITS.get(tokens.word(at + 1))
    sign = {"before": -1, "to": -1, "past": 1, "after": 1}.get(tokens.word(at + 2))
    if number is None or minutes is None or sign is None:
        return None
    found = _spoken(tokens, at + 3) or _written(tokens, at + 3)
    wall = found[0].at(None) if found else None
    if found is None or wall is None:
        return None
    total = wall.hour * 60 + wall.minute + sign * number * minutes
    return (Hour(total // 60, total % 60, literal=True), found[1]) if 0 <= total < _DAY else None


def _hour_of(tokens: Tokens, at: int) -> int | None:
    number = tokens.number(at)
    if number is None and tokens.word(at) not in {"a", "an"}:
        number = NUMBERS.get(tokens.word(at))
    return number if number is not None and 0 <= number <= _LAST_HOUR else None


def _written(tokens: Tokens, at: int, dots: bool = False) -> tuple[Hour, int] | None:
    """14:00, 2.30pm, 2pm, 14h30, 1430 hrs, at 2, 10ish, 3 o'clock, at two."""
    start, led = at, False
    while at - start < _MOST_AROUND and tokens.word(at) in _AROUND:
        led = led or tokens.word(at) in {"at", "@"}
        at += 1
    digits = tokens.word(at)
    hour = _hour_of(tokens, at) if not digits.isdigit() or len(digits) <= 2 else None
    if hour is None:
        return _military(tokens, at)
    minute, end = _minutes(tokens, at + 1)
    coloned = end > at + 1 and tokens.word(at + 1) != "."
    literal = (len(digits) == 2 and digits[0] == "0") or hour > 12 or hour == 0
    plain = Hour(hour, minute, sure=coloned or (led and end > at + 1), literal=literal)
    halved = _with_half(tokens, plain, end)
    if halved[0].half is not None:
        return halved if digits.isdigit() else None
    if tokens.starts_with(end, "-", "ish"):
        return Hour(hour, minute, literal=literal), end + 2
    if tokens.word(end) == "ish" or tokens.word(end) in {"o'clock", "uhr"} or digits + "ish" == tokens.word(end):
        return Hour(hour, minute, literal=literal), end + 1
    if tokens.word(end) == "h" and tokens.glued(end - 1, end):
        return Hour(hour, minute, literal=True), end + 1
    dotted = end > at + 1 and not coloned
    if dotted and not led and not (dots and tokens.word(end) not in {"an", "per", "/", "%", "k", "."}):
        return None
    if not coloned and not digits.isdigit() and not led:
        return None
    return (plain, end) if coloned or start < at or hour > 0 else None


def hours_at(tokens: Tokens, at: int) -> tuple[Hour, int] | None:
    """The first of two plain hours, "10 and 12" as after "between", with both passed over."""
    first, second = tokens.number(at), tokens.number(at + 2)
    if first is None or second is None or tokens.word(at + 1) not in {"and", "to", "-", "–"}:
        return None
    return (Hour(first, sure=False), at + 3) if max(first, second) <= _LAST_HOUR else None


def _military(tokens: Tokens, at: int) -> tuple[Hour, int] | None:
    digits = tokens.word(at)
    if len(digits) != 4 or not digits.isdecimal() or tokens.word(at + 1) not in {"hrs", "hours", "h", "uhr"}:
        return None
    return Hour(int(digits[:2]), int(digits[2:]), literal=True), at + 2


def _minutes(tokens: Tokens, at: int) -> tuple[int, int]:
    """The minutes after an hour, and the index after them; none are 0."""
    minute = tokens.number(at + 1)
    fits = minute is not None and len(tokens.word(at + 1)) == 2 and tokens.glued(at, at + 1)
    if tokens.word(at) in {":", ".", "h"} and fits and minute is not None and minute < 60:
        seconds = tokens.word(at + 2) == ":" and len(tokens.word(at + 3)) == 2
        return minute, at + (4 if seconds else 2)
    return 0, at


def _with_half(tokens: Tokens, hour: Hour, end: int) -> tuple[Hour, int]:
    """The hour with am or pm, where that follows."""
    word = tokens.word(end)
    half = _HALVES.get(word)
    if half is None:
        return hour, end
    if word in {"a", "p"}:
        dotted = tokens.starts_with(end + 1, ".", "m") and tokens.glued(end, end + 2)
        if dotted:
            end += 2 + (tokens.word(end + 3) == "." and tokens.glued(end + 2, end + 3))
        elif not tokens.glued(end - 1, end):
            return hour, end
    end += 1
    end += tokens.word(end) == "ish"
    return Hour(hour.hour, hour.minute, half), end


def _less_range(tokens: Tokens, hour: Hour, end: int) -> tuple[Hour, int]:
    """The first of two times ("2-4pm"), with both passed over."""
    link = tokens.word(end)
    if link not in {"-", "–", "to", "and", "or", "until"}:
        return hour, end
    if link in {"-", "–"} and tokens.word(end + 1) in {"-", "–"}:
        return hour, end
    if tokens.word(end + 1) in _NOON and hour.half is None:
        return Hour(hour.hour, hour.minute, literal=True), end + 2
    second = _written(tokens, end + 1) if tokens.word(end + 1).isdecimal() else None
    if second is None or not (second[0].half is not None or (second[0].sure and hour.sure)):
        return hour, end
    if hour.half is None and second[0].half is not None and not hour.literal:
        crosses = hour.hour % 12 > second[0].hour % 12
        half = 12 - second[0].half if crosses else second[0].half
        hour = Hour(hour.hour, hour.minute, half)
    return hour, second[1]
