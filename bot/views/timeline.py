"""`/timeline`: the picture, and the caption that says the same to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import to_builtins

from bot.guidance.etiquette import RuleId
from bot.guidance.standing import rule_of
from bot.guidance.timeline import Mark, MarkKind, Row, Timeline
from bot.services.picture_outcomes import TimelineShown
from bot.views.attachments import PHOTO, Attachment
from bot.views.buttons import Run
from bot.views.dates import day
from bot.views.reasons import rule_line
from bot.views.reply import Button, Reply, counted, lines, sentences
from bot.views.rule_words import rule_words
from bot.views.timeline_sheet import sheet_of, title, upcoming_words
from bot.views.verdicts import company_words


def timeline(outcome: TimelineShown) -> Reply:
    """The answer to `/timeline`."""
    shown = outcome.timeline
    if not shown.rows:
        row = (Button("I had one", Run("interviewed")), Button("One is coming", Run("interview")))
        settled = "There is nothing to draw: every interview you told me about is settled."
        return Reply(sentences(settled, rule_line(RuleId.KEEP_SEARCHING)), (row,))
    file = Attachment(PHOTO, "timeline", "timeline.png", to_builtins(sheet_of(shown)))
    buttons = (Button("What comes", Run("agenda")), Button("Should I call?", Run("should_i_call")))
    return Reply(_caption(shown), (buttons,), attachment=file)


_LEFT_OUT = (
    "One less urgent one is left out of the picture. All of them: /status",
    "{count} less urgent ones are left out of the picture. All of them: /status",
)


def _caption(shown: Timeline) -> str:
    """Every interview, with all that its strip shows; what a caption cannot hold follows in a message of its own."""
    head = f"<b>{title(shown)}</b>, {day(shown.today, shown.today)}"
    return lines(head, *(_line(number, row, shown) for number, row in enumerate(shown.rows, start=1)), _rest(shown))


def _rest(shown: Timeline) -> str:
    return counted(shown.left_out, *_LEFT_OUT) if shown.left_out else ""


def _line(number: int, row: Row, shown: Timeline) -> str:
    further = [mark for mark in row.to_do if mark is not row.next]
    drawn = [f"{_TO_COME[mark.kind]} {day(mark.on, shown.today)}" for mark in further if mark.on <= shown.last]
    later = ["more later"] if len(drawn) < len(further) else []
    to_come = ", ".join((upcoming_words(row, shown.today), *_then(drawn + later)))
    past = "; ".join((*_past(row, shown.today), *_said(row, shown.today)))
    return sentences(
        f"{number}. {company_words(row.plan)}: {to_come}.", f"{past[:1].upper()}{past[1:]}." if past else ""
    )


def _then(steps: list[str]) -> list[str]:
    return [f"then {steps[0]}", *steps[1:]] if steps else []


_TO_COME = {
    MarkKind.INTERVIEW: "interview",
    MarkKind.NOTE: "note",
    MarkKind.CALL: "call",
    MarkKind.ASKED_CALL: "call",
}
_PAST = {
    MarkKind.INTERVIEW: "interview",
    MarkKind.NOTE: "note sent",
    MarkKind.CALL: "called",
    MarkKind.WORD: "a word from them",
}


def _past(row: Row, today: date) -> Iterator[str]:
    """What was done, and on which days: "called Wed 2 Dec, Wed 9 Dec (you spoke)"."""
    for kind, words in _PAST.items():
        days = [_day_of(mark, today) for mark in row.marks if mark.kind is kind and mark.over]
        if days:
            yield f"{words} {', '.join(days)}"


def _day_of(mark: Mark, today: date) -> str:
    about = [
        "you spoke" if mark.spoke else "",
        "by email" if mark.by_email else "",
        "not counted" if mark.kind is MarkKind.CALL and not (mark.spoke or mark.nth) else "",
    ]
    said = ", ".join(words for words in about if words)
    return f"{day(mark.on, today)} ({said})" if said else day(mark.on, today)


def _said(row: Row, today: date) -> Iterator[str]:
    """What they said that is drawn: until when there is no calling, and by when they decide or call."""
    standing = row.plan.standing
    has_deadline = any(mark.kind is MarkKind.DEADLINE for mark in row.marks)
    for event in (standing.promise if has_deadline else None, standing.away if row.away else None):
        rule = rule_of(event) if event else None
        if rule:
            yield rule_words(rule, today)
