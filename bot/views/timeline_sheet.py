"""What the picture of `/timeline` shows, in its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.guidance.etiquette import MOST_CALLS
from bot.guidance.timeline import Mark, MarkKind, Row, Timeline
from bot.views.dates import day, short_day
from bot.views.drawing.sheets import UNWRITABLE, DayMark, Explained, Strip, Symbol, TimelineSheet

_MOST_MARKS = 14
"""On one strip; of more, the earliest are not drawn."""
_REACHED, _ANOTHER_CALL = "✓", "C"
_LETTERS = {
    MarkKind.INTERVIEW: "I",
    MarkKind.NOTE: "N",
    MarkKind.ASKED_CALL: "C",
    MarkKind.WORD: "W",
    MarkKind.DEADLINE: "D",
}


def sheet_of(shown: Timeline) -> TimelineSheet:
    """What the picture shows."""
    strips = tuple(_strip(nth, row, shown) for nth, row in enumerate(shown.rows, start=1))
    return TimelineSheet(
        title=title(shown),
        days=(shown.last - shown.first).days + 1,
        today=(shown.today - shown.first).days,
        today_words=f"today, {day(shown.today, shown.today)}",
        labels=tuple(((monday - shown.first).days, short_day(monday)) for monday in _mondays(shown)),
        strips=strips,
        legend=tuple(_legend(shown)),
        footnotes=tuple(_footnotes(strips)),
        nameless="(named below)",
        unwritable=f"{UNWRITABLE}: letters that I have no font for. The list below has them.",
    )


def _footnotes(strips: tuple[Strip, ...]) -> Iterator[str]:
    yield "Filled: over. Outlined: still to come."
    yield "Marks of about the same day stand one above the other."
    if any(strip.before or strip.after for strip in strips):
        yield "‹ and ›: there is more before or after these days."


def title(shown: Timeline) -> str:
    """The picture's heading."""
    count = len(shown.rows)
    if shown.left_out:
        return f"The most urgent {count} of {count + shown.left_out} interviews"
    return "Your open interview" if count == 1 else f"Your {count} open interviews"


def _mondays(shown: Timeline) -> Iterator[date]:
    monday = shown.first + timedelta(days=-shown.first.weekday() % 7)
    while monday <= shown.last:
        yield monday
        monday += timedelta(weeks=1)


def _strip(number: int, row: Row, shown: Timeline) -> Strip:
    within = [mark for mark in row.marks if shown.first <= mark.on <= shown.last]
    drawn = within[-_MOST_MARKS:]
    plan = row.plan.interview
    return Strip(
        number=number,
        name=f"{plan.company} ({plan.role})" if plan.role else plan.company,
        upcoming=upcoming_words(row, shown.today),
        marks=tuple(DayMark((mark.on - shown.first).days, _symbol(mark)) for mark in drawn),
        away=_away_days(row, shown),
        before=len(drawn) < len(within) or any(mark.on < shown.first for mark in row.marks),
        after=any(mark.on > shown.last for mark in row.marks),
    )


def _symbol(mark: Mark) -> Symbol:
    letter = _LETTERS.get(mark.kind) or (_REACHED if mark.spoke else str(mark.nth or _ANOTHER_CALL))
    return Symbol(mark.kind, letter, outlined=not mark.over)


def _away_days(row: Row, shown: Timeline) -> tuple[int, int] | None:
    if row.away is None or row.away.last < shown.first or row.away.first > shown.last:
        return None
    first, last = max(row.away.first, shown.first), min(row.away.last, shown.last)
    return (first - shown.first).days, (last - shown.first).days


def _legend(shown: Timeline) -> Iterator[Explained]:
    """What the symbols mean, of those that are drawn."""
    marks = [mark for row in shown.rows for mark in row.marks]
    kinds = {mark.kind for mark in marks}
    calls = [mark for mark in marks if mark.kind is MarkKind.CALL]
    entries = (
        (MarkKind.INTERVIEW, "I", "interview", MarkKind.INTERVIEW in kinds),
        (MarkKind.NOTE, "N", "thank-you note", MarkKind.NOTE in kinds),
        (MarkKind.CALL, "1", "call 1, 2 or 3, or an email", any(call.nth for call in calls)),
        (MarkKind.CALL, _REACHED, "call, you spoke", any(call.spoke for call in calls)),
        (MarkKind.CALL, _ANOTHER_CALL, "call, not counted", any(not (call.nth or call.spoke) for call in calls)),
        (MarkKind.ASKED_CALL, "C", "call on a day they named", MarkKind.ASKED_CALL in kinds),
        (MarkKind.WORD, "W", "a word from them", MarkKind.WORD in kinds),
        (MarkKind.DEADLINE, "D", "they decide or call by then", MarkKind.DEADLINE in kinds),
    )
    yield from (Explained(Symbol(kind, letter), words) for kind, letter, words, is_there in entries if is_there)
    if any(_away_days(row, shown) for row in shown.rows):
        yield Explained(None, "no calls in this time")


def upcoming_words(row: Row, today: date) -> str:
    """What the person does next, with its day."""
    mark = row.next
    if mark is None:
        return _nothing_words(row)
    when = "today" if mark.on == today else f"{day(mark.on, today)}"
    match mark.kind:
        case MarkKind.INTERVIEW:
            return f"interview {when}"
        case MarkKind.NOTE:
            return f"thank-you note {when}"
        case MarkKind.ASKED_CALL:
            return f"call {when}, as they asked"
    how = "email" if row.plan.standing.email_only else "call"
    return f"{how} {mark.nth} of {MOST_CALLS}, {when}"


def _nothing_words(row: Row) -> str:
    if row.plan.standing.no_calls:
        return "they want no calls"
    return f"{MOST_CALLS} calls made: look elsewhere" if row.plan.calls_used_up else "nothing to do"
