"""Days with their times of day, two days joined to a range, and the words before that bend them: "by", "after"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from bot.guidance.workdays import next_workday
from bot.language.dates.days import day_at
from bot.language.dates.scenes import Found, Kind, Scene, Stretch, Unreadable
from bot.language.dates.units import unit_at
from bot.language.lexicon import weekday_of

_LEADS: dict[tuple[str, ...], str] = {
    **dict.fromkeys(((word,) for word in ("by", "until", "latest", "deadline")), "by"),
    ("no", "later", "than"): "by",
    ("not", "later", "than"): "by",
    ("on", "or", "before"): "by",
    ("at", "the", "latest"): "by",
    ("before",): "before",
    ("prior", "to"): "before",
    ("ahead", "of"): "before",
    ("after",): "after",
    ("following",): "after",
    ("right", "after"): "after",
    ("not", "before"): "from",
    ("not", "until"): "from",
    ("no", "earlier", "than"): "from",
    ("not", "earlier", "than"): "from",
    ("no", "sooner", "than"): "from",
    ("on", "or", "after"): "from",
    ("between",): "between",
    **dict.fromkeys(
        (
            (word,)
            for word in [
                "on",
                "at",
                "@",
                "around",
                "about",
                "approximately",
                "roughly",
                "circa",
                "~",
                "sometime",
                "towards",
                "toward",
                "for",
                "in",
            ]
        ),
        "",
    ),
    **dict.fromkeys(
        ((word,) for word in ["from", "since", "starting", "during", "over", "come", "beginning", "effective"]), ""
    ),
    ("some", "time"): "",
    ("as", "of"): "",
}
_LEADS_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted(_LEADS, key=len, reverse=True):
    _LEADS_BY_FIRST.setdefault(_words[0], []).append(_words)
_STRONG = ("between", "before", "after", "from", "by")
_MOST_LEADS = 5
_MOST_JOINED = 4
_TO = frozenset({"to", "-", "–", "—", "until", "through", "thru"})
_OR = frozenset({"or", "/"})


def moment_at(scene: Scene, at: int) -> Found | None:
    """The day, range or time of day that begins at a token, with the words that bend it. Raises Unreadable."""
    start, lead = _past_leads(scene, at)
    found = unit_at(scene, at) if start > at else None
    if found is None or (lead and found[0].kind is not Kind.SPAN):
        later = unit_at(scene, start)
        found = later if found is None or (later is not None and later[1] >= found[1]) else found
        if found is None:
            return None
    stretch, end = _joined(scene, found, between=lead == "between")
    return _bent(scene, stretch, lead), end


def _past_leads(scene: Scene, at: int) -> tuple[int, str]:
    """The index after the words that stand before a date, and what they do to it."""
    seen: set[str] = set()
    for _ in range(_MOST_LEADS):
        words = next((each for each in _LEADS_BY_FIRST.get(scene.word(at), ()) if scene.has(at, *each)), None)
        if words is None or (words == ("following",) and not _is_date(scene, at + 1)):
            break
        seen.add(_LEADS[words])
        at += len(words)
    return at, next((lead for lead in _STRONG if lead in seen), "")


def _is_date(scene: Scene, at: int) -> bool:
    """Whether a date begins at a token, and no weekday, which is the one that "following" leads to."""
    found = day_at(scene, at)
    return found is not None and found[0].kind in {Kind.DATE, Kind.PERIOD}


def _bent(scene: Scene, stretch: Stretch, lead: str) -> Stretch:
    """The stretch as the word before it makes it: "by" is its deadline, "before" where it begins.

    "After" is the first working day that follows: nobody is called, and nobody calls, before.
    """
    plain = stretch.at is None and stretch.kind is not Kind.SPAN
    if lead in {"by", "before"} and stretch.deadline is not None:
        on = stretch.deadline
    elif lead == "before" and plain:
        on = stretch.start
    elif lead == "after" and plain:
        on = next_workday(stretch.end, scene.country)
    else:
        return stretch
    return replace(stretch, start=on, end=on)


# --- two days -----------------------------------------------------------------------------------------------


def _joined(scene: Scene, found: Found, *, between: bool, most: int = _MOST_JOINED) -> Found:
    """The range that a day makes with one that follows: "Tuesday or Wednesday", "the 3rd to the 8th", "Mon/Wed"."""
    first, end = found
    link = scene.word(end)
    if link == "," and scene.word(end + 1) == "or":
        end, link = end + 1, "or"
    elif (
        link == ","
        and first.kind is Kind.WEEKDAY
        and weekday_of(scene.word(end + 1)) is not None
        and scene.word(end + 2) == "or"
    ):
        link = "or"
    if link not in _TO | _OR | {"and"} or (link == "and" and not between and first.kind is not Kind.WEEKDAY):
        return found
    start = end + 1
    start += scene.word(start) in {"maybe", "possibly", "else", "even", "on", "by", "around"}
    then = datetime.combine(first.start, time(12), tzinfo=scene.now.tzinfo)
    near = replace(scene, now=then) if first.kind in {Kind.WEEKDAY, Kind.DATE} else scene
    second = _second(near, start)
    if second is not None and second[0].kind not in {Kind.WEEKDAY, Kind.DATE}:
        second = _second(scene, start)
    if second is not None and second[0].kind is Kind.IN_WEEK and first.kind is Kind.WEEKDAY:
        first = _in_week_of(first, second[0])
        if link == "and" and not between:
            return first, found[1]
    elif link == "and" and not between:
        return found
    if second is None or (link == "-" and not _fits(first, second[0])):
        return found
    until = _not_before(second[0], first)
    if until is None:
        return found
    stretch = replace(first, start=first.start, end=until, at=first.at or second[0].at, kind=Kind.PERIOD, deadline=None)
    if first.start > until:
        return found
    joined = stretch, second[1]
    return _joined(scene, joined, between=False, most=most - 1) if most and scene.word(second[1]) in _OR else joined


def _second(scene: Scene, at: int) -> Found | None:
    try:
        return unit_at(scene, at)
    except Unreadable:
        return None


def _fits(first: Stretch, second: Stretch) -> bool:
    return first.kind is second.kind or second.kind is Kind.IN_WEEK


def _in_week_of(weekday: Stretch, other: Stretch) -> Stretch:
    """A weekday moved into the week of another, that "next week" was said of: "Monday to Wednesday next week"."""
    on = other.start - timedelta(days=other.start.weekday()) + timedelta(days=weekday.start.weekday())
    return replace(weekday, start=on, end=on, kind=Kind.IN_WEEK)


def _not_before(second: Stretch, first: Stretch) -> date | None:
    """The end of the second day or stretch, in the week or year in which it comes after the first."""
    if second.end >= first.start:
        return second.end
    if second.kind is Kind.WEEKDAY:
        return first.start + timedelta(days=(second.start.weekday() - first.start.weekday()) % 7)
    return min((choice for choice in second.choices if choice >= first.start), default=None)
