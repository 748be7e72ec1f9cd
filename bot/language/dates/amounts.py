"""Readers of spans of time that end or begin now: "in two weeks", "two days ago", "within 3-5 business days"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.language.dates.calendars import Days, moved
from bot.language.dates.days import day_at
from bot.language.dates.guards import is_weekday
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, Unreadable, day, in_bounds, period
from bot.language.lexicon import NUMBERS, UNITS, weekday_of, words_of
from bot.language.moments import Direction

_MORE_NUMBERS = {
    "couple": 2,
    "few": 3,
    "several": 4,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "dozen": 12,
}
_FEW = 3
_WORK = frozenset({"business", "working", "work", "week"})
_WORKDAYS = frozenset({"workday", "workdays", "weekdays"})
_ABOUT = words_of(
    "about around like approx approximately roughly maybe perhaps another at least most the only just exactly ~ up to"
)
_HAVE_NOT = words_of("""
    haven't havent hasn't hasnt hadn't hadnt haven hasn didn't didnt not no nothing never nobody crickets silence
    ghosted without zero noone none
    """)
_MOST_OF_ALL = words_of("first only last best worst")
_MODALS = words_of("could might may will should would it'll itll they'll theyll gonna to can")
_COUNTING = words_of("times twice thrice x calls emails voicemails messages rounds interviews texts")
_COUNTED_ONCE = words_of("call email voicemail message time interview round text attempt try follow-up")
_NTH = words_of("first second third fourth fifth sixth seventh st nd rd th another")
_UNLESS = frozenset({"if", "unless", "when", "once", "should", "will", "won't", "they'll", "i'll", "in case"})
_ASKING = words_of("should can could may do does is how what would when shall why are am")
_EVENTS = words_of("interview interviews call chat meeting screening screen conversation round panel talk email mail")
_BEFORE_GIVEN = frozenset({"take", "takes", "wait", "allow", "give", "said", "says"})
_NEED = frozenset({"need", "needs", "needed"})
_AGO = frozenset({"ago", "back", "earlier", "prior"})
# Half a week is three days, half a day none: nobody counts more finely.
_HALF_DAYS = {"weeks": 3, "months": 15, "years": 183}
_MOST_ABOUT = 4


@dataclass(frozen=True, slots=True)
class Amount:
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


def shift_at(scene: Scene, at: int) -> Found | None:
    """The day that lies an amount of time away: in, within, ago, from now, after a day that is named."""
    try:
        found = _ago(scene, at) or _next_days(scene, at) or _ahead(scene, at) or _given(scene, at)
        return None if found is None else in_bounds(*found)
    except (ValueError, OverflowError):
        raise Unreadable(at + 3) from None


def _ago(scene: Scene, at: int) -> Found | None:
    """Two weeks ago, a week from Friday, 3 days after Christmas, a week on Tuesday, a week today."""
    start = at + (scene.word(at) in {"about", "around", "like", "roughly"})
    found = amount_at(scene, start)
    if found is None and scene.has(start, "week", "on"):
        found = Amount(1, 1, "weeks"), start + 1
    if found is None:
        return None
    amount, end = found
    if scene.word(end) in _AGO or scene.has(end, "before", "now"):
        end += 1 + (scene.word(end) == "before")
        return _weeks_ago(scene, amount, end) or (_moved(scene, amount, -1), end + (scene.word(end) == "today"))
    if amount.unit == "weeks" and weekday_of(scene.word(end)) is not None and is_weekday(scene, end, led=True):
        return _from_day(scene, amount, end - 1)
    if scene.word(end) in {"from", "after", "before", "on", "hence"} or scene.word(end) in {"today", "tomorrow"}:
        return _from_day(scene, amount, end)
    return None


def _weeks_ago(scene: Scene, amount: Amount, at: int) -> Found | None:
    """The rest of "a week ago Monday", "two weeks ago last Friday"."""
    at += scene.word(at) in {"on", "last", "this"}
    number = weekday_of(scene.word(at))
    if amount.unit != "weeks" or amount.low != amount.high or number is None or not is_weekday(scene, at, led=True):
        return None
    last = scene.today - timedelta(days=(scene.today.weekday() - number) % 7)
    return day(last - timedelta(weeks=amount.low)), at + 1


def _from_day(scene: Scene, amount: Amount, at: int) -> Found | None:
    link = scene.word(at)
    if link == "hence":
        return _moved(scene, amount, 1), at + 1
    if link in {"on", "today", "tomorrow"} and (amount.unit != "weeks" or amount.low != amount.high):
        return None
    start = at + (link not in {"today", "tomorrow"})
    if scene.word(start) == "now":
        return _moved(scene, amount, 1), start + 1
    anchor = day_at(scene, start) or _told_before(scene, start)
    if anchor is None or anchor[0].kind is Kind.PERIOD:
        return None
    sign = -1 if link == "before" else 1
    days = _days(scene, amount, sign, anchor[0].start)
    return Stretch(*days, Kind.SPAN if days[0] == days[1] else Kind.PERIOD), anchor[1]


def _told_before(scene: Scene, at: int) -> Found | None:
    """The day of what is spoken of again, "a week after the interview", where a day has been told."""
    led = scene.word(at) in {"the", "my", "our", "that", "this"}
    named = led and scene.word(at + 1) in _EVENTS
    if scene.told is None or not (named or (led and scene.word(at) == "that")):
        return None
    return day(scene.told), at + 1 + named


def _ahead(scene: Scene, at: int) -> Found | None:
    """In two weeks, within ten business days, after 3 days; none of "they haven't called in two weeks"."""
    word = scene.word(at)
    if word not in {"in", "within", "inside", "after", "w", "under"}:
        return None
    start = at + 1 + (word == "w" and scene.word(at + 1) == "/") + (scene.has(at, "in", "about"))
    start += scene.word(start) == "of" or scene.has(start, "in")
    found = amount_at(scene, start)
    if (
        word in {"within", "inside"}
        and scene.word(start) == "the"
        and scene.word(start + 1) in {"week", "month", "day"}
    ):
        found = Amount(1, 1, UNITS[scene.word(start + 1)]), start + 2
    if found is not None and found[0].unit == "years" and word == "in" and _is_superlative(scene, at):
        return None
    if found is None or (word == "in" and _is_waited(scene, at)) or scene.word(found[1]) in {"of", "in", "ago"}:
        return None
    amount, end = found
    end += 2 * scene.has(end, "from", "now")
    if word == "after" and _is_asked(scene, at):
        return None
    if word == "after" and (scene.toward(at, end) is Direction.PAST or _is_waited(scene, at)):
        return None
    return _moved(scene, amount, 1), end


def _is_asked(scene: Scene, at: int) -> bool:
    """Whether the time is one that a question is about: "should I wait a week", "is it ok to call after 5 days"."""
    start = at
    while start > 0 and scene.word(start - 1) not in {".", "!", "?", ";"}:
        start -= 1
    return start < at and scene.word(start) in _ASKING


def _is_superlative(scene: Scene, at: int) -> bool:
    """My first interview in 8 years."""
    return any(scene.word(index) in _MOST_OF_ALL for index in range(max(0, at - 5), at))


def _is_waited(scene: Scene, at: int) -> bool:
    """Whether the time is one in which nothing came, or that has gone by."""
    denied = False
    for index in range(at - 1, max(-1, at - 9), -1):
        word = scene.word(index)
        if word in {".", "!", "?", ";"} or word in _UNLESS:
            break
        denied = denied or word in _HAVE_NOT or (word.endswith("n't") and word.startswith("ha"))
        if word in _COUNTING and at - index <= 4:
            return True
        if word in _COUNTED_ONCE and scene.word(index - 1) in _NTH and at - index <= 2:
            return True
    return denied and not any(scene.word(index) in _UNLESS for index in range(max(0, at - 9), at))


def _next_days(scene: Scene, at: int) -> Found | None:
    """In the next few days, over the next two weeks, in the past week, in the coming days."""
    at += scene.word(at) in {"in", "within", "over", "for", "during", "sometime", "until", "by"}
    at += scene.word(at) == "the"
    side = scene.word(at)
    if side not in {"next", "coming", "following", "last", "past"}:
        return None
    unit = UNITS.get(scene.word(at + 1))
    amount = Amount(_FEW, _FEW, unit) if unit in {"days", "weeks"} and scene.word(at + 1).endswith("s") else None
    end = at + 2
    if amount is None:
        found = amount_at(scene, at + 1)
        if found is None:
            return None
        amount, end = found
    if amount.unit in {"hours", "minutes"}:
        return _moved(scene, amount, -1 if side in {"last", "past"} else 1), end
    if side in {"last", "past"}:
        if _is_waited(scene, at) or scene.toward(at, end) is not Direction.PAST:
            return None
        return period((moved(scene.today, -amount.high, amount.unit, scene.country), scene.today)), end
    first = scene.today + timedelta(days=1)
    return period((first, max(first, moved(scene.today, amount.high, amount.unit, scene.country)))), end


def _given(scene: Scene, at: int) -> Found | None:
    """Give it two weeks, it takes 2-3 weeks, or nothing but "48 hours"."""
    found = amount_at(scene, at)
    if found is None:
        return None
    amount, end = found
    if _is_asked(scene, at):
        return None
    asked = at == 0 and end == len(scene.tokens)
    before = scene.word(at - 1)
    named = before in {"it", "them", "me", "us", "him", "her"} and scene.word(at - 2) in {
        "give",
        "gives",
        "gimme",
        "takes",
    }
    lasting = before == "be" and scene.word(at - 2) in _MODALS
    if (
        not asked
        and not named
        and not lasting
        and before not in _BEFORE_GIVEN
        and not (before in _NEED and amount.unit != "years")
    ):
        return None
    if not asked and (_is_waited(scene, at) or scene.word(end) in {"of", "notice"}):
        return None
    idle = (amount.unit == "minutes" and amount.high == 1) or (lasting and amount.unit in {"minutes", "hours"})
    return None if idle else (_moved(scene, amount, 1), end)


def _moved(scene: Scene, amount: Amount, sign: int) -> Stretch:
    """The day so far from now; minutes and hours have their time of day, save for whole days of them."""
    if amount.unit not in {"minutes", "hours"}:
        days = _days(scene, amount, sign, scene.today)
        return Stretch(*days, Kind.SPAN if days[0] == days[1] else Kind.PERIOD)
    if amount.unit == "hours" and amount.high % 24 == 0 and amount.high:
        low, high = sorted(scene.today + timedelta(days=sign * hours // 24) for hours in (amount.low, amount.high))
        return Stretch(low, high, Kind.SPAN)
    seconds = 60 if amount.unit == "minutes" else 3600
    then = scene.now.timestamp() + sign * (amount.high * seconds + amount.halves * seconds // 2)
    there = datetime.fromtimestamp(then // 60 * 60, scene.now.tzinfo)
    return Stretch(there.date(), there.date(), Kind.SPAN, at=there.time())


def _days(scene: Scene, amount: Amount, sign: int, base: date) -> Days:
    if amount.unit in {"minutes", "hours"}:
        return base, base
    half = timedelta(days=sign * amount.halves * _HALF_DAYS.get(amount.unit, 0))
    low, high = sorted(moved(base, sign * number, amount.unit, scene.country) for number in (amount.low, amount.high))
    return low + half, high + half
