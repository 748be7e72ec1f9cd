"""`/timeline` in words: the sheet that is drawn, and the caption that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.guidance.etiquette import MOST_CALLS, RuleId
from bot.guidance.timeline import Mark, MarkKind, Row, Timeline
from bot.services.picture_outcomes import TimelineShown
from bot.views.attachments import PHOTO, Attachment
from bot.views.buttons import Run
from bot.views.dates import day, short_day
from bot.views.drawing.sheets import DayMark, Explained, Strip, Symbol, TimelineSheet, timeline_to_json
from bot.views.reasons import rule_line
from bot.views.reply import MOST_IN_CAPTION, REPEAT_MARK, Button, Reply, fitting, length, lines, sentences
from bot.views.verdicts import company_words

_MOST_MARKS = 14
"""On one strip; of more, the earliest are not drawn."""
_ROOM = MOST_IN_CAPTION - len(REPEAT_MARK)
_ROOM_FOR_REST = 120
_REACHED, _ANOTHER_CALL = "✓", "C"
_LETTERS = {
    MarkKind.INTERVIEW: "I",
    MarkKind.NOTE: "N",
    MarkKind.ASKED_CALL: "C",
    MarkKind.WORD: "W",
    MarkKind.DEADLINE: "D",
}


def timeline(outcome: TimelineShown) -> Reply:
    """The answer to `/timeline`."""
    shown = outcome.timeline
    if not shown.rows:
        row = (Button("I had one", Run("interviewed")), Button("One is coming", Run("interview")))
        settled = "There is nothing to draw: every interview you told me about is settled."
        return Reply(sentences(settled, rule_line(RuleId.KEEP_SEARCHING)), (row,))
    file = Attachment(PHOTO, "timeline", "timeline.png", timeline_to_json(sheet_of(shown)))
    buttons = (Button("What comes", Run("agenda")), Button("Should I call?", Run("should_i_call")))
    return Reply(_caption(shown, outcome.at), (buttons,), attachment=file)


# --- the picture -------------------------------------------------------------------------------------------


def sheet_of(shown: Timeline) -> TimelineSheet:
    """What the picture shows."""
    return TimelineSheet(
        title=_title(shown),
        days=(shown.last - shown.first).days + 1,
        today=(shown.today - shown.first).days,
        today_words=f"today, {day(shown.today, shown.today)}",
        labels=tuple(((monday - shown.first).days, short_day(monday)) for monday in _mondays(shown)),
        strips=tuple(_strip(nth, row, shown) for nth, row in enumerate(shown.rows, start=1)),
        legend=tuple(_legend(shown)),
        footnotes=("Filled: over. Outlined: still to come.", "Marks of about the same day stand side by side."),
        nameless="(named in the text)",
    )


def _title(shown: Timeline) -> str:
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
        yield Explained(None, "leave them in peace")


# --- the caption -------------------------------------------------------------------------------------------


def _caption(shown: Timeline, now: datetime) -> str:
    """Every interview in full where there is room for that; else what comes next, for as many as there is room for."""
    head = f"<b>{_title(shown)}</b>, {day(shown.today, shown.today)}"
    full = lines(head, "\n".join(_full_line(nth, row, shown.today) for nth, row in enumerate(shown.rows, start=1)))
    if length(full) <= _ROOM and not shown.left_out:
        return full
    brief = (_brief_line(nth, row, shown.today) for nth, row in enumerate(shown.rows, start=1))
    texts = fitting(brief, _ROOM - length(head) - _ROOM_FOR_REST)
    return lines(head, "\n".join(texts), _rest_words(shown, len(texts)))


def _rest_words(shown: Timeline, told: int) -> str:
    more = len(shown.rows) - told
    drawn = (
        f"{more} more are in the picture alone." if more > 1 else "One more is in the picture alone." if more else ""
    )
    out = f"{shown.left_out} less urgent left out of it." if shown.left_out else ""
    return sentences(drawn, out, "All of them: /status")


def _brief_line(number: int, row: Row, today: date) -> str:
    return f"{number}. {company_words(row.plan)}: {upcoming_words(row, today)}"


def _full_line(number: int, row: Row, today: date) -> str:
    told = [text for kinds in _TOLD if (text := _told(row, *kinds, today))]
    deadline = [f"they decide or call by {day(mark.on, today)}" for mark in row.marks if mark.kind is MarkKind.DEADLINE]
    away = [f"leave them in peace until {day(row.away.last, today)}"] if row.away and row.away.last >= today else []
    past = "; ".join([*told, *deadline, *away])
    return f"{_brief_line(number, row, today)}. {past[:1].upper()}{past[1:]}{'.' if past else ''}"


_TOLD = (
    (MarkKind.INTERVIEW, "interview"),
    (MarkKind.NOTE, "note sent"),
    (MarkKind.CALL, "called"),
    (MarkKind.WORD, "they answered"),
)


def _told(row: Row, kind: MarkKind, words: str, today: date) -> str:
    """The days on which something was done: "called Wed 2 Dec, Wed 9 Dec"."""
    days = [day(mark.on, today) for mark in row.marks if mark.kind is kind and mark.over]
    return f"{words} {', '.join(days)}" if days else ""


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
