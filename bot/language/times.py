"""Reads days, times and recurrences anywhere in what a person writes.

Each is looked for at each word in turn, and the longest wins. To widen the grammar: a spelling goes to `spelling`, a
form of a day to `days`, of a stretch of days to `periods`, of a distance to `shifts`, of what returns to
`recurrences`; what only looks like a date to `guards`, and the words that tell past from future to `tenses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from msgspec import Struct
from msgspec.structs import replace

from bot.language.dates.clocks import hour_at
from bot.language.dates.joins import moment_at
from bot.language.dates.recurrences import recurrence_at
from bot.language.dates.scenes import NAME, Kind, Scene, Stretch, Unreadable
from bot.language.dates.spelling import respelled
from bot.language.lexicon import weekday_of, words_of
from bot.language.moments import Direction
from bot.language.tokens import Tokens, tokenise
from bot.language.when import Place, Point, Range, Recurrence, Unclear, When

MOST_TOKENS = 400
"""Only so many words and marks of a text are read: it takes no longer than a blink."""
_NEAR = 7
_APART = words_of("""
    . ! ? ; and but then to call ring phone called rang phoned will should can could i'll they'll he'll she'll we'll
    must meet met left sent spoke try tried emailed email back again until by before after since
    """)


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
    found: list[_Read] = []
    at = 0
    while at < min(len(tokens), MOST_TOKENS):
        read = _at(scene, at)
        at = at + 1 if read is None else read.end
        if read is None or _is_denied(scene, read):
            continue
        if isinstance(read.when, Point) and read.when.day_said:
            scene = replace(scene, told=read.when.start)
        whole = _with_hour(scene, found[-1], read) if found else None
        if whole is not None:
            found[-1] = whole
        elif not any(_say_the_same(known.when, read.when) for known in found):
            found.append(read)
    return tuple(read.when for read in found)


class _Read(Struct, frozen=True):
    """What was read from the token at one index up to another."""

    when: When
    at: int
    end: int


def _say_the_same(known: When, when: When) -> bool:
    """Whether what returns is told a second time: "Tuesdays work best, so call Tuesdays"."""
    return isinstance(when, Recurrence) and replace(when, place=known.place) == known


def _is_denied(scene: Scene, read: _Read) -> bool:
    """Whether a day is said not to be meant: "not this week", but not "not this week but next"."""
    instead = any(scene.word(index) == "but" for index in range(read.at, read.end))
    return scene.word(read.at - 1) == "not" and scene.word(read.at - 2) not in {"why", "or"} and not instead


def _with_hour(scene: Scene, last: _Read, read: _Read) -> _Read | None:
    """The day just read with the hour that follows it: "tomorrow with Acme at 2pm", "11/24 she said, 9am"."""
    if not isinstance(read.when, Point) or not isinstance(last.when, Point) or read.when.day_said:
        return None
    between = {scene.word(index) for index in range(last.end, read.at)}
    if last.when.at is not None or read.at - last.end > _NEAR or between & _APART:
        return None
    return replace(last, when=replace(last.when, at=read.when.at), end=read.end)


def _at(scene: Scene, at: int) -> _Read | None:
    """What begins at a token."""
    if _is_inside(scene, at):
        return None
    try:
        again = recurrence_at(scene, at)
        if again is not None:
            rule, end = again
            when = Recurrence(_place(scene, at, end), rule.rrule, rule.first(scene), rule.until, rule.at)
            return _Read(when, at, end)
        found = moment_at(scene, at)
        if found is None:
            return None
        stretch, end = found
        return _Read(_when(stretch, _place(scene, at, end)), at, end)
    except Unreadable as error:
        end = max(_past_clock(scene, error.end), at + 1)
        return _Read(Unclear(_place(scene, at, end), error.reason, error.choices), at, end)
    except (ValueError, OverflowError):
        return None


def _past_clock(scene: Scene, at: int) -> int:
    """The index after the time of day that follows a date, which is not one of today."""
    start = at + (scene.word(at) == ",")
    found = hour_at(scene.tokens, start)
    return at if found is None or (not found[0].sure and scene.word(start) not in {"at", "@"}) else found[1]


def _is_inside(scene: Scene, at: int) -> bool:
    """Whether a token is the middle of something longer that is no date: a price, a version, a link."""
    token = scene.tokens.items[at]
    if token.glued and scene.word(at - 1) == "-" and scene.is_capital(at) and scene.is_capital(at - 2):
        return weekday_of(scene.word(at)) is not None and weekday_of(scene.word(at - 2)) is None
    return token.glued and scene.word(at - 1) in {"$", "£", "€", "#", "_", "@", ".", "%", "="} and token.folded != NAME


def _when(stretch: Stretch, place: Place) -> When:
    if stretch.start == stretch.end:
        return Point(place, stretch.start, stretch.at, day_said=stretch.kind is not Kind.HOUR)
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
                items[at : at + len(words)] = [replace(token, folded=NAME) for token in items[at : at + len(words)]]
        tokens = Tokens(tokens.source, tuple(items))
    return tokens
