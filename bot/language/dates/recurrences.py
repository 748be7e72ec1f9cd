"""Days that return, with all that is said of them: from when, until when, at what time."""

from __future__ import annotations

from datetime import date, time

from msgspec.structs import replace

from bot.language.dates.amounts import amount_at
from bot.language.dates.calendars import moved
from bot.language.dates.clocks import hour_at, part_at
from bot.language.dates.joins import moment_at
from bot.language.dates.periods import period_at
from bot.language.dates.recurring import CODES, every_at, form_at, month_days_at, weekdays_at
from bot.language.dates.returning import Returning
from bot.language.dates.scenes import Kind, Scene, Unreadable, tomorrow

_EXCEPT = tuple(
    tuple(words.split())
    for words in (
        "except",
        "but not",
        "but",
        "excluding",
        "excl",
        "apart from",
        "other than",
        "save",
        "besides",
        "not on",
        "minus",
        "bar",
        "not",
    )
)
_TO = frozenset({"until", "to", "through", "thru", "-"})
_FAR = 12
"""So many words on, an end still belongs to what returns."""
_FROM = frozenset({"starting", "from", "beginning", "as"})


def recurrence_at(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """The recurrence that begins at a token, with all that is said of it."""
    start = at + (scene.word(at) in {"on", "at", "until"})
    found = form_at(scene, start)
    if found is None:
        return None
    rule, end = found
    more: tuple[Returning, int] | None = found
    while more is not None:
        rule, end = more
        more = _tail(scene, rule, end)
    return (rule if rule.until is not None else _until_later(scene, rule, end)), end


# --- what is said of it besides -----------------------------------------------------------------------------


def _tail(scene: Scene, rule: Returning, at: int) -> tuple[Returning, int] | None:
    """The rule with what stands at a token: until, for, starting, on, at. None where that says nothing of it."""
    start = at + (scene.word(at) == ",")
    start += scene.word(start) == "and" and scene.word(start + 1) == "until"
    word = scene.word(start)
    less = _less(scene, rule, start)
    if less is not None:
        return less
    if word in {"until", "through", "thru", "unless"} and rule.until is None:
        return _until(scene, rule, start + 1)
    if word == "for" and rule.until is None:
        amount = amount_at(
            scene, start + 1 + 2 * scene.has(start + 1, "the", "next") + (scene.word(start + 1) == "next")
        )
        if amount is not None and amount[0].unit not in {"hours", "minutes"}:
            until = moved(scene.today, amount[0].high, amount[0].unit, scene.country)
            return replace(rule, until=until), amount[1]
    if word in _FROM and rule.starting is None:
        return _starting(scene, rule, start)
    if word == "in" and rule.starting is None and rule.until is None:
        return _within(scene, rule, start)
    on = start + (word == "on")
    listed = weekdays_at(scene, on, plural=False) if not rule.weekdays or rule.interval > 1 else None
    if listed is not None and rule.freq == "WEEKLY" and (word == "on" or scene.word(on).endswith("s")):
        return replace(rule, weekdays=listed[0]), listed[1]
    return _widened(scene, rule, start) or _timed(scene, rule, start)


def _starting(scene: Scene, rule: Returning, at: int) -> tuple[Returning, int] | None:
    """Starting Monday; from December 7 until January 31."""
    found = _moment(scene, at)
    if found is None:
        return None
    start, hour, end = found
    both = moment_at(scene, at) if _TO.intersection(scene.word(index) for index in range(at, end)) else None
    until = both[0].end if both is not None and rule.until is None else rule.until
    return replace(rule, starting=start, at=hour or rule.at, until=until), end


def _less(scene: Scene, rule: Returning, at: int) -> tuple[Returning, int] | None:
    """Every day except Friday, every weekday but Mondays, daily excluding weekends."""
    start = next((at + len(words) for words in _EXCEPT if scene.has(at, *words)), None)
    days = rule.weekdays or ",".join(CODES) if rule.interval == 1 and rule.freq in {"DAILY", "WEEKLY"} else ""
    if start is None or "," not in days:
        return None
    start += scene.word(start) in {"for", "on", "the"}
    if scene.word(start) in {"weekend", "weekends"}:
        none, end = "SA,SU", start + 1
    else:
        listed = weekdays_at(scene, start, plural=False)
        if listed is None:
            return None
        none, end = listed
    left = ",".join(day for day in days.split(",") if day not in none.split(","))
    return (replace(rule, freq="WEEKLY", weekdays=left), end) if left else None


def _until_later(scene: Scene, rule: Returning, at: int) -> Returning:
    """The rule with the end that follows later in its sentence: "each Friday I should call until they decide"."""
    for index in range(at, min(at + _FAR, len(scene.tokens))):
        if scene.word(index) in {".", "!", "?", ";"}:
            break
        if scene.word(index) == "until" and _moment(scene, index + 1) is None:
            return _until(scene, rule, index + 1)[0]
    return rule


def _widened(scene: Scene, rule: Returning, at: int) -> tuple[Returning, int] | None:
    """Fridays every other week; once a month, on the first Monday."""
    again = every_at(scene, at) if scene.word(at) in {"every", "each"} and rule.interval == 1 else None
    nth = at + (scene.word(at) in {"on", "the"}) + (scene.word(at + 1) == "the")
    monthly = (
        month_days_at(scene, nth) if rule.freq == "MONTHLY" and not rule.weekdays and not rule.month_days else None
    )
    if monthly is not None:
        return replace(monthly[0], until=rule.until, starting=rule.starting, at=rule.at), monthly[1]
    if again is None or again[0].freq != rule.freq or again[0].weekdays:
        return None
    return replace(rule, interval=again[0].interval), again[1]


def _within(scene: Scene, rule: Returning, at: int) -> tuple[Returning, int] | None:
    """Every Wednesday in January."""
    found = period_at(scene, at + 1)
    if found is None:
        return None
    stretch, end = found
    return replace(rule, starting=max(stretch.start, tomorrow(scene)), until=stretch.end), end


def _timed(scene: Scene, rule: Returning, at: int) -> tuple[Returning, int] | None:
    part = part_at(scene.tokens, at)
    if part is not None and rule.after_noon is None and part[0].after_noon is not None:
        return replace(rule, after_noon=part[0].after_noon), part[1]
    hour = hour_at(scene.tokens, at) if rule.at is None else None
    led = scene.word(at) in {"at", "@", "around"}
    if hour is None or not (led or hour[0].half is not None or hour[0].sure):
        return None
    return replace(rule, at=hour[0].at(rule.after_noon)), hour[1]


def _until(scene: Scene, rule: Returning, at: int) -> tuple[Returning, int]:
    """The rule with its end: a day, or whatever else they wait for, which is their answer."""
    found = _moment(scene, at)
    if found is not None:
        return replace(rule, until=found[0]), found[2]
    end = at
    while (
        end < len(scene.tokens) and scene.word(end) not in {".", ",", "!", "?", ";", ")", "and", "but"} and end < at + 6
    ):
        end += 1
    return replace(rule, until="answer"), end


def _moment(scene: Scene, at: int) -> tuple[date, time | None, int] | None:
    try:
        found = moment_at(scene, at)
    except Unreadable:
        return None
    if found is None or (found[0].kind is Kind.HOUR and found[0].start <= scene.today):
        return None
    stretch, end = found
    if scene.word(at) in _FROM:
        return stretch.start, stretch.at, end
    return (stretch.end if stretch.deadline is None else stretch.deadline), stretch.at, end
