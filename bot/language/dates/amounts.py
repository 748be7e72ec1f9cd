"""Readers of amounts of time: "two weeks", "3-5 business days", "a month and a half"."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bot.language.dates.scenes import Scene
from bot.language.lexicon import NUMBERS, UNITS, words_of

_MORE_NUMBERS = {
    "couple": 2,
    "few": 3,
    "several": 4,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "dozen": 12,
}
_WORK = frozenset({"business", "working", "work", "week"})
_WORKDAYS = frozenset({"workday", "workdays", "weekdays"})
_ABOUT = words_of(
    "about around like approx approximately roughly maybe perhaps another at least most the only just exactly ~ up to"
)
_MOST_ABOUT = 4


class Amount(Struct, frozen=True):
    """From `low` to `high` of a unit, and perhaps half of one more."""

    low: int
    high: int
    unit: str
    halves: int = 0


def amount_at(scene: Scene, at: int) -> tuple[Amount, int] | None:
    """So many of a unit: two weeks, a couple of days, 3-5 business days, a week or two, a fortnight."""
    for _ in range(_MOST_ABOUT):
        at += scene.word(at) in _ABOUT
    if scene.has(at, "half", "an", "hour"):
        return Amount(30, 30, "minutes"), at + 3
    if scene.has(at, "half", "a") and scene.word(at + 2) in {"year", "month"}:
        return Amount(0, 0, UNITS[scene.word(at + 2)], halves=1), at + 3
    article = scene.word(at) in {"a", "an", "one"}
    if scene.word(at + article) == "fortnight":
        return Amount(2, 2, "weeks"), at + article + 1
    found = _counts(scene, at)
    if found is None:
        return None
    low, high, end = found
    halves = 0
    if scene.has(end, "and", "a", "half"):
        halves, end = 1, end + 3
    elif scene.word(end) == "." and scene.word(end + 1) == "5" and scene.tokens.glued(end - 1, end + 1):
        halves, end = 1, end + 2
    whole = _with_unit(scene, low, high, end)
    if whole is not None and scene.has(whole[1], "and", "a", "half"):
        halves, whole = 1, (whole[0], whole[1] + 3)
    return whole if whole is None or not halves else (replace(whole[0], halves=halves), whole[1])


def _with_unit(scene: Scene, low: int, high: int, at: int) -> tuple[Amount, int] | None:
    at += scene.word(at) in {"more", "full", "whole", "extra"}
    unit = UNITS.get(scene.word(at))
    end = at + 1
    if scene.word(at) in _WORK and UNITS.get(scene.word(at + 1)) == "days":
        unit, end = "workdays", at + 2
    elif scene.word(at) in _WORKDAYS:
        unit = "workdays"
    elif scene.word(at) == "fortnights":
        unit, low, high = "weeks", 2 * low, 2 * high
    if unit is None or (len(scene.word(at)) == 1 and not scene.word(at - 1).isdecimal()):
        return None
    if scene.word(end) == "or" and scene.word(end + 1) in {"two", "so", "2", "three", "more"}:
        more = {"so": high, "more": high, "three": 3}.get(scene.word(end + 1), 2)
        return Amount(low, max(high, more), unit), end + 2
    end += scene.word(end) in {"'", "time"}
    end += scene.word(end) == "time"
    return Amount(low, high, unit), end


def _counts(scene: Scene, at: int) -> tuple[int, int, int] | None:
    if scene.word(at - 1) == "another" and (scene.word(at) in UNITS or scene.word(at) == "fortnight"):
        return 1, 1, at
    low = _count(scene, at)
    if low is None:
        return None
    number, end = low
    if scene.word(end) in {"-", "–", "to", "or", "/"}:
        high = _count(scene, end + 1)
        if high is not None and high[0] > number:
            return number, high[0], high[1]
    return number, number, end


def _count(scene: Scene, at: int) -> tuple[int, int] | None:
    """The number at a token: 3, three, a, a couple (of), a few."""
    if scene.word(at) in {"a", "the", "next"} and scene.word(at + 1) in _MORE_NUMBERS:
        at += 1
    number = scene.tokens.number(at)
    if number is None:
        number = NUMBERS.get(scene.word(at), _MORE_NUMBERS.get(scene.word(at)))
    if number is None:
        return None
    end = at + 1
    end += scene.word(end) == "of"
    return number, end
