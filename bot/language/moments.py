"""What dates and times mean, seen from now: "Friday 14:00", "in 2 weeks", "March 3"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.parser import isoparse
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from bot.guidance.workdays import instant
from bot.language.dates.spelling import respelled
from bot.language.lexicon import JOINERS, NAME_ENDINGS
from bot.language.phrases import MOST_TOKENS, read_phrase
from bot.language.pieces import Clock, Day, Figures, Phrase, Shift, Stamp, Weekday, Which, Written
from bot.language.tokens import Tokens, tokenise

FIRST_YEAR = 1970
LAST_YEAR = 2199

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_BEFORE_MOMENT = " \t\r\n,;:-–—("
_MAY_BE_GLUED_TO = frozenset(",;(")
# "At 10" is a morning; "at 3" may be the afternoon or a slip, so it is asked.
_PLAIN_HOURS = frozenset({0, *range(8, 24)})


class Direction(StrEnum):
    """Which way a date without a week or a year lies."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


class Refusal(StrEnum):
    """Why words that look like a date are none."""

    IMPOSSIBLE = "impossible"
    AMBIGUOUS = "ambiguous"


class ImpossibleMoment(ValueError):
    """Words in the shape of a date that mean none, or two: February 30, 3/4/2026.

    `words` are those words as written, `reason` is why, `rest` is what stands before them.
    """

    def __init__(self, words: str, reason: Refusal, rest: str = "") -> None:
        super().__init__(f"{reason}: {words}")
        self.words = words
        self.reason = reason
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day, and a wall time where one was said."""

    on: date
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The moment at the end of a text, if there is one, and what stands before it."""

    moment: Moment | None
    rest: str


def read_moment(
    text: str, *, now: datetime, zone: ZoneInfo, direction: Direction, day_first: bool | None = None
) -> Moment | None:
    """The moment that the whole text names, or None. Raises ImpossibleMoment."""
    tokens = respelled(tokenise(text)).trimmed()
    if len(tokens) > MOST_TOKENS:
        return None
    phrase = read_phrase(tokens, 0)
    return (
        None if phrase is None else _meaning(tokens, 0, phrase, _Here(now.astimezone(zone), zone, direction, day_first))
    )


def split_moment(
    text: str, *, now: datetime, zone: ZoneInfo, direction: Direction, day_first: bool | None = None
) -> Reading:
    """The longest moment at the end of a text, and what stands before it. Raises ImpossibleMoment."""
    tokens = respelled(tokenise(text)).trimmed()
    here = _Here(now.astimezone(zone), zone, direction, day_first)
    for start in range(max(0, len(tokens) - MOST_TOKENS), len(tokens)):
        phrase = read_phrase(tokens, start) if _may_start(tokens, start) else None
        moment = None if phrase is None else _meaning(tokens, start, phrase, here)
        if moment is not None:
            return Reading(moment, _rest(tokens, start))
    return Reading(None, text.strip())


def instant_of(moment: Moment, *, zone: ZoneInfo, default: time) -> datetime:
    """The instant of a moment, in UTC; `default` is the wall time for one that has none."""
    return instant(moment.on, default if moment.at is None else moment.at, zone)


@dataclass(frozen=True, slots=True)
class _Here:
    """From where a moment is seen; `now` is in `zone`."""

    now: datetime
    zone: ZoneInfo
    direction: Direction
    day_first: bool | None
    """Whether 3/4 is the third of April; None where it is not known."""


class _NoDay(Exception):
    """The pieces make no day."""

    def __init__(self, reason: Refusal = Refusal.IMPOSSIBLE) -> None:
        super().__init__(reason)
        self.reason = reason


def _may_start(tokens: Tokens, start: int) -> bool:
    token = tokens.items[start]
    if token.glued and tokens.word(start - 1) not in _MAY_BE_GLUED_TO:
        return False
    return not (start and start == len(tokens) - 1 and tokens.text(start, start + 1) in NAME_ENDINGS)


def _rest(tokens: Tokens, start: int) -> str:
    return tokens.before(start).lstrip().rstrip(_BEFORE_MOMENT)


def _meaning(tokens: Tokens, start: int, phrase: Phrase, here: _Here) -> Moment | None:
    """The moment that a phrase means; None where it tells the time of day twice."""
    try:
        at = None if phrase.clock is None else _wall_time(phrase.clock, phrase)
        moment = Moment(here.now.date(), at) if phrase.day is None else _moment(phrase.day, phrase, at, here)
        if moment is not None and not FIRST_YEAR <= moment.on.year <= LAST_YEAR:
            raise _NoDay
    except (_NoDay, ValueError, OverflowError) as error:
        reason = error.reason if isinstance(error, _NoDay) else Refusal.IMPOSSIBLE
        raise ImpossibleMoment(_words(tokens, start, phrase), reason, _rest(tokens, start)) from None
    return moment


def _words(tokens: Tokens, start: int, phrase: Phrase) -> str:
    """The words of a phrase less the joiners before it."""
    while tokens.word(start) in JOINERS and read_phrase(tokens, start + 1) == phrase:
        start += 1
    return tokens.text(start, len(tokens))


def _wall_time(clock: Clock, phrase: Phrase) -> time:
    hour = clock.hour
    if clock.half is not None:
        if not 1 <= hour <= 12:
            raise _NoDay
        hour = hour % 12 + clock.half
    elif phrase.part is not None and phrase.part.after_noon and 1 <= hour < 12:
        hour += 12
    elif clock.hour_only and phrase.part is None and hour not in _PLAIN_HOURS:
        raise _NoDay(Refusal.AMBIGUOUS)
    return time(hour, clock.minute, clock.second)


def _moment(day: Day, phrase: Phrase, at: time | None, here: _Here) -> Moment | None:
    match day:
        case Shift():
            moment = _shifted(day, here)
            return None if at and moment.at else Moment(moment.on, moment.at or at)
        case Stamp():
            return None if at else _stamped(day, here)
        case Weekday():
            return Moment(_weekday(day, at, here), at)
        case Figures():
            return Moment(_dated(_in_order(day, here.day_first), phrase.check, here), at)
        case Written():
            return Moment(_dated(day, phrase.check, here), at)


def _shifted(shift: Shift, here: _Here) -> Moment:
    count = shift.sign * shift.span.count
    if shift.span.unit in {"minutes", "hours"}:
        # Real time passes, not wall time: the sum is made on the instant.
        then = (here.now.timestamp() + count * (60 if shift.span.unit == "minutes" else 3600)) // 60 * 60
        there = datetime.fromtimestamp(then, here.zone)
        return Moment(there.date(), there.time())
    return Moment(here.now.date() + _calendar_span(shift.span.unit, count))


def _calendar_span(unit: str, count: int) -> relativedelta:
    match unit:
        case "days":
            return relativedelta(days=count)
        case "weeks":
            return relativedelta(weeks=count)
        case "months":
            return relativedelta(months=count)
        case _:
            return relativedelta(years=count)


def _stamped(stamp: Stamp, here: _Here) -> Moment:
    then = isoparse(stamp.iso.upper())
    there = then if then.tzinfo is None else then.astimezone(here.zone)
    return Moment(there.date(), there.time())


def _weekday(weekday: Weekday, at: time | None, here: _Here) -> date:
    """The day meant. Of "next Friday" it is the one in the week after this; weeks begin on Monday."""
    today, name = here.now.date(), _WEEKDAYS[weekday.number]
    if weekday.which is Which.LAST:
        return today - timedelta(days=1) + relativedelta(weekday=name(-1))
    if weekday.which is Which.NEXT:
        return today + timedelta(days=7 - today.weekday() + weekday.number)
    before, after = today + relativedelta(weekday=name(-1)), today + relativedelta(weekday=name(+1))
    if before == after:
        return _this_weekday_or_not(weekday.which, at, here)
    nearest = before if today - before < after - today else after
    return {Direction.PAST: before, Direction.FUTURE: after, Direction.NEAREST: nearest}[here.direction]


def _this_weekday_or_not(which: Which, at: time | None, here: _Here) -> date:
    """Today, on which the named weekday falls, or the same day a week away."""
    today, passed = here.now.date(), at is None or at <= here.now.time()
    if here.direction is Direction.PAST and not passed:
        return today - timedelta(days=7)
    if here.direction is Direction.FUTURE and passed and not (at is None and which is Which.THIS):
        return today + timedelta(days=7)
    return today


def _in_order(figures: Figures, day_first: bool | None) -> Written:
    first, second = figures.first, figures.second
    if first != second and max(first, second) <= 12:
        if day_first is None:
            raise _NoDay(Refusal.AMBIGUOUS)
        return Written(second, first, figures.year) if day_first else Written(first, second, figures.year)
    month, day = sorted((first, second))
    return Written(month, day, figures.year)


def _dated(written: Written, check: Weekday | None, here: _Here) -> date:
    """The date; where no year was written, in that which the weekday beside it or else the direction asks for."""
    this_year, today = here.now.year, here.now.date()
    years = (this_year - 1, this_year, this_year + 1) if written.year is None else (written.year,)
    days = [day for day in (_existing(year, written.month, written.day) for year in years) if day is not None]
    if check is not None:
        days = [day for day in days if day.weekday() == check.number]
    elif written.year is None and here.direction is not Direction.NEAREST:
        days = [day for day in days if (day <= today) == (here.direction is Direction.PAST) or day == today]
    if not days:
        raise _NoDay
    return min(days, key=lambda day: abs(day - today))


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
