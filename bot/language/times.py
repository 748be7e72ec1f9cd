"""Reads days, times and recurrences anywhere in what a person writes.

Each is looked for at each word in turn, and the longest wins. To widen the grammar: a spelling goes to `spelling`, a
form of a day to `days`, of a stretch of days to `periods`, of a distance to `amounts`, of what returns to
`recurrences`; what only looks like a date to `guards`, and the words that tell past from future to `tenses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from bot.language.dates.clocks import hour_at
from bot.language.dates.joins import moment_at
from bot.language.dates.recurrences import recurrence_at
from bot.language.dates.scenes import Scene, Stretch, Unreadable
from bot.language.dates.spelling import respelled
from bot.language.moments import Direction
from bot.language.tokens import Tokens, tokenise
from bot.language.when import Place, Point, Range, Recurrence, Unclear, When

_MASK = "\0"


def find_times(
    text: str,
    *,
    now: datetime,
    zone: tzinfo,
    direction: Direction,
    day_first: bool | None = None,
    country: str | None = None,
    mask: Sequence[str] = (),
) -> tuple[When, ...]:
    """All days, ranges and recurrences in a text, in its order; none of them lies within a name of `mask`.

    `direction` is where a day lies that neither its own words nor those around it place; NEAREST is for a text of
    which nothing is known. Without `day_first` the order of 3/4 is that of the country, else it is Unclear.
    """
    tokens = _masked(respelled(tokenise(text)), mask)
    scene = Scene(tokens, now.astimezone(zone), direction, day_first, country)
    found: list[When] = []
    at = 0
    while at < len(tokens):
        when, at = _at(scene, at)
        if when is not None:
            found.append(when)
    return tuple(found)


def _at(scene: Scene, at: int) -> tuple[When | None, int]:
    """What begins at a token, and where to go on."""
    if _is_inside(scene, at):
        return None, at + 1
    try:
        again = recurrence_at(scene, at)
        if again is not None:
            rule, end = again
            return Recurrence(_place(scene, at, end), rule.rrule, rule.first(scene), rule.until, rule.at), end
        found = moment_at(scene, at)
        return (None, at + 1) if found is None else (_when(found[0], _place(scene, at, found[1])), found[1])
    except Unreadable as error:
        end = max(_past_clock(scene, error.end), at + 1)
        return Unclear(_place(scene, at, end), error.reason, error.choices), end
    except (ValueError, OverflowError):
        return None, at + 1


def _past_clock(scene: Scene, at: int) -> int:
    """The index after the time of day that follows a date, which is not one of today."""
    start = at + (scene.word(at) == ",")
    found = hour_at(scene.tokens, start)
    return at if found is None or (not found[0].sure and scene.word(start) not in {"at", "@"}) else found[1]


def _is_inside(scene: Scene, at: int) -> bool:
    """Whether a token is the middle of something longer that is no date: a price, a version, a link."""
    token = scene.tokens.items[at]
    return token.glued and scene.word(at - 1) in {"$", "£", "€", "#", "_", "@", ".", "%", "="} and token.folded != _MASK


def _when(stretch: Stretch, place: Place) -> When:
    if stretch.start == stretch.end:
        return Point(place, stretch.start, stretch.at)
    return Range(place, stretch.start, stretch.end, stretch.at)


def _place(scene: Scene, at: int, end: int) -> Place:
    last = min(end, len(scene.tokens)) - 1
    return scene.tokens.items[at].start, scene.tokens.items[last].end


def _masked(tokens: Tokens, names: Sequence[str]) -> Tokens:
    """The tokens with those of the names made into what no reader knows."""
    for name in names:
        words = [token.folded for token in respelled(tokenise(name)).items]
        if not words:
            continue
        items = list(tokens.items)
        for at in range(len(items) - len(words) + 1):
            if tokens.starts_with(at, *words):
                items[at : at + len(words)] = [replace(token, folded=_MASK) for token in items[at : at + len(words)]]
        tokens = Tokens(tokens.source, tuple(items))
    return tokens
