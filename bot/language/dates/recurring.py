"""The forms in which days return, bare: "every other Friday", "twice a month", "biweekly", "Mondays and Thursdays"."""

from __future__ import annotations

from bot.language import lexicon
from bot.language.dates.clocks import part_at
from bot.language.dates.guards import is_weekday
from bot.language.dates.returning import Returning
from bot.language.dates.scenes import Scene
from bot.language.lexicon import NUMBERS, words_of

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {
    **dict.fromkeys(("day", "days", "morning", "afternoon", "evening", "night"), "DAILY"),
    **dict.fromkeys(("week", "weeks"), "WEEKLY"),
    **dict.fromkeys(("month", "months"), "MONTHLY"),
    "year": "YEARLY",
}
_WEEKDAYS = "MO,TU,WE,TH,FR"
_ADVERBS = {
    "daily": ("DAILY", 1, ""),
    "everyday": ("DAILY", 1, ""),
    "nightly": ("DAILY", 1, ""),
    "weekly": ("WEEKLY", 1, ""),
    "biweekly": ("WEEKLY", 2, ""),
    "fortnightly": ("WEEKLY", 2, ""),
    "monthly": ("MONTHLY", 1, ""),
    "bimonthly": ("MONTHLY", 2, ""),
    "quarterly": ("MONTHLY", 3, ""),
}
_NOUNS = words_of("""
    standup stand newsletter meeting meetings report reports sync work tasks task routine life duties news times
    express basis pay salary review reviews team calls paper mail mirror
    """)
_WHAT_RETURNS = words_of("check - in ins call calls follow up ups followup followups update updates email emails")
_WHOLE = {"weekday": _WEEKDAYS, "workday": _WEEKDAYS, "weekdays": _WEEKDAYS, "weekend": "SA,SU", "weekends": "SA,SU"}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_PER_WEEK = {1: "", 2: "TU,TH", 3: "MO,WE,FR", 4: "MO,TU,WE,TH", 5: _WEEKDAYS}
_PER_MONTH = {1: "", 2: "1,15", 3: "1,11,21", 4: "1,8,15,22"}
_TO = frozenset({"to", "-", "–", "through", "thru", "until"})
_SHORT_WEEKDAY = 5
_LIST_MARKS = frozenset({"and", "or", ",", "/", "+", "plus"})
_NTH = {"first": 1, "1st": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def form_at(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """The bare rule that begins at a token."""
    return _from_to(scene, at) or every_at(scene, at) or _per(scene, at) or _adverb(scene, at) or _plural(scene, at)


def _from_to(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """Monday to Friday every week, every Mon-Fri, Mondays through Thursdays."""
    every = scene.word(at) in {"every", "each"}
    start = at + every + (scene.word(at + every) == "from")
    first, last = _weekday_number(scene.word(start)), _weekday_number(scene.word(start + 2))
    if first is None or last is None or scene.word(start + 1) not in _TO or last <= first:
        return None
    end = start + 3
    again = scene.word(end) in {"every", "each"} and scene.word(end + 1) in {"week", "day"}
    adverb = scene.word(end) in {"weekly", "daily", "everyday"}
    if not (every or again or adverb or scene.word(start).endswith("days")):
        return None
    return Returning("WEEKLY", 1, ",".join(CODES[first : last + 1])), end + 2 * again + adverb


def _weekday_number(word: str) -> int | None:
    return lexicon.weekday_of(word.removesuffix("s") if len(word) > _SHORT_WEEKDAY else word)


def every_at(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """Every Friday, each other week, every 3 days, every weekday, once every two weeks."""
    at += scene.word(at) == "once" and scene.word(at + 1) == "every"
    if scene.word(at) not in {"every", "each"}:
        return None
    at += 1
    at += scene.word(at) == "single"
    number, at = _interval(scene, at)
    at += scene.word(at) in {"business", "working", "work"}
    if scene.word(at - 1) in {"business", "working", "work"} and scene.word(at) in {"day", "days"}:
        return Returning("DAILY", number) if number > 1 else Returning("WEEKLY", 1, _WEEKDAYS), at + 1
    if scene.word(at) in _WHOLE:
        return Returning("WEEKLY", number, _WHOLE[scene.word(at)]), at + 1
    if scene.word(at) == "fortnight":
        return Returning("WEEKLY", 2 * number), at + 1
    if scene.word(at) == "quarter":
        return Returning("MONTHLY", 3 * number), at + 1
    listed = weekdays_at(scene, at, plural=False)
    if listed is not None:
        return Returning("WEEKLY", number, listed[0]), listed[1]
    month_days = month_days_at(scene, at)
    if month_days is not None:
        return month_days
    freq = _FREQUENCIES.get(scene.word(at))
    if freq is None:
        return None
    after_noon = None if scene.word(at) in {"day", "days"} else scene.word(at) != "morning"
    return Returning(freq, number, after_noon=after_noon if freq == "DAILY" else None), at + 1


def _interval(scene: Scene, at: int) -> tuple[int, int]:
    word = scene.word(at)
    if word in {"other", "second", "alternate"} or scene.has(at, "2", "nd"):
        return 2, at + 1 + (word == "2")
    if word == "third" or scene.has(at, "3", "rd"):
        later = at + 1 + (word == "3")
        return (3, later) if scene.word(later) in _FREQUENCIES else (1, at)
    if word in {"couple", "few"} or scene.has(at, "a", "couple"):
        at += word == "a"
        end = at + 1 + (scene.word(at + 1) == "of")
        return (3 if word == "few" else 2), end
    number = scene.tokens.number(at) or NUMBERS.get(word)
    if number is None or scene.word(at + 1) in lexicon.ORDINAL_ENDINGS or not 0 < number <= 366:
        return 1, at
    end = at + 1
    if scene.word(end) in {"-", "to", "or"} and (
        high := scene.tokens.number(end + 1) or NUMBERS.get(scene.word(end + 1))
    ):
        return high, end + 2
    return number, end


def month_days_at(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """The 1st and 15th; the first Monday of the month."""
    nth = _NTH.get(scene.word(at))
    weekday = lexicon.weekday_of(scene.word(at + 1))
    if nth is not None and weekday is not None:
        end = at + 2
        end += 3 if scene.has(end, "of", "the", "month") or scene.has(end, "of", "every", "month") else 0
        return Returning("MONTHLY", 1, f"{nth}{CODES[weekday]}"), end
    if nth is not None and any(scene.has(at + 1, "of", each, "month") for each in ("the", "every", "each")):
        return Returning("MONTHLY", 1, "", str(nth)), at + 4
    if nth is not None and any(scene.has(at + 1, "day", "of", each, "month") for each in ("the", "every", "each")):
        return Returning("MONTHLY", 1, "", str(nth)), at + 5
    days: list[str] = []
    end = at
    while True:
        start = at + (scene.word(at) == "the")
        number = scene.tokens.number(start)
        if number is None or not 1 <= number <= 31 or scene.word(start + 1) not in lexicon.ORDINAL_ENDINGS:
            break
        days.append(str(number))
        end = at = start + 2
        if scene.word(at) not in _LIST_MARKS:
            break
        at += 1
    for words in (("of", "the", "month"), ("of", "every", "month"), ("of", "each", "month")):
        end += 3 if days and scene.has(end, *words) else 0
    return (Returning("MONTHLY", 1, "", ",".join(days)), end) if days else None


def weekdays_at(scene: Scene, at: int, *, plural: bool) -> tuple[str, int] | None:
    """A list of weekdays as RFC 5545 names them; `plural` where the first has to be in the plural."""
    codes: list[str] = []
    end = at
    while True:
        word = scene.word(at)
        many = word.endswith("s") and lexicon.weekday_of(word[:-1]) is not None and len(word) > 4
        number = lexicon.weekday_of(word[:-1]) if many else lexicon.weekday_of(word)
        if number is None or (plural and not codes and not many) or not is_weekday(scene, at, led=True):
            break
        codes.append(CODES[number])
        end = at = at + 1
        if part_at(scene.tokens, at) and scene.word(at + 1) in _LIST_MARKS:
            at += 1
        if scene.word(at) not in _LIST_MARKS:
            break
        at += 1
        at += scene.word(at) in {"and", "or", "every", "each", "on"}
        at += scene.word(at) in {"every", "each", "on"}
    ordered = [code for code in CODES if code in codes]
    return (",".join(ordered), end) if codes else None


def _per(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """Twice a month, once per week, 3 times a week, 3x a week, every day twice."""
    count, end = _TIMES.get(scene.word(at)), at + 1
    if count is None:
        at += scene.word(at) == "a" and scene.word(at + 1) == "couple"
        number = scene.tokens.number(at)
        count = NUMBERS.get(scene.word(at)) if number is None else number
        count = 2 if scene.word(at) == "couple" else count
        end = at + 1 + (scene.word(at + 1) == "of")
        if count is None or scene.word(end) not in {"times", "x", "time"}:
            return None
        end += 1
    adverb = _ADVERBS.get(scene.word(end))
    if adverb is not None and adverb[0] == "WEEKLY" and adverb[1] == 1:
        return Returning("WEEKLY", 1, _PER_WEEK.get(count, _WEEKDAYS)), end + 1
    if adverb is not None and adverb[0] == "MONTHLY" and adverb[1] == 1:
        return Returning("MONTHLY", 1, "", _PER_MONTH.get(count, "1,8,15,22")), end + 1
    if scene.word(end) not in {"a", "per", "each", "every", "/"}:
        return None
    end += 1
    number, end = _interval(scene, end)
    unit = scene.word(end)
    if unit == "fortnight":
        return Returning("WEEKLY", 2), end + 1
    freq = _FREQUENCIES.get(unit)
    if freq == "WEEKLY":
        return Returning(freq, number, _PER_WEEK.get(count, _WEEKDAYS)), end + 1
    if freq == "MONTHLY":
        return Returning(freq, number, "", _PER_MONTH.get(count, "1,8,15,22")), end + 1
    return None if freq is None else (Returning(freq, number), end + 1)


def _adverb(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """Daily, weekly, bi-weekly, on a weekly basis."""
    based = 1 if scene.word(at) == "a" and scene.word(at + 2) == "basis" else 0
    at += based
    word, end = scene.word(at), at + 1
    if word == "bi" and scene.word(at + 1) in {"-", "weekly", "monthly"}:
        end = at + 2 + (scene.word(at + 1) == "-")
        word = f"bi{scene.word(end - 1)}"
    found = _ADVERBS.get(word)
    if found is None or (scene.word(end) in _NOUNS and not based):
        return None
    later = end
    while scene.word(later) in _WHAT_RETURNS and later < end + 3:
        later += 1
    on_days = later > end and scene.word(later) == "on" and weekdays_at(scene, later + 1, plural=False)
    return Returning(*found), later if on_days else end + based


def _plural(scene: Scene, at: int) -> tuple[Returning, int] | None:
    """Fridays, Mondays and Thursdays, weekdays, the first Monday of every month, the 1st of each month."""
    if scene.word(at) in {"weekdays", "weekends"} and scene.word(at - 1) not in {"-", "business"}:
        return Returning("WEEKLY", 1, _WHOLE[scene.word(at)]), at + 1
    listed = weekdays_at(scene, at, plural=True)
    if listed is not None:
        return Returning("WEEKLY", 1, listed[0]), listed[1]
    later = at + (scene.word(at) == "the")
    monthly = month_days_at(scene, later) if scene.word(later) in _NTH or scene.tokens.number(later) else None
    if (
        monthly is not None
        and scene.word(monthly[1] - 2) in {"every", "each"}
        and scene.word(monthly[1] - 1) == "month"
    ):
        return monthly
    if monthly is not None and scene.word(monthly[1]) == "of" and scene.word(monthly[1] + 1) in {"every", "each"}:
        return monthly[0], monthly[1] + 3
    return None
