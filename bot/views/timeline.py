"""`/timeline`: the picture, and the caption that says the same to those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.guidance.etiquette import RuleId
from bot.guidance.standing import rule_of
from bot.guidance.timeline import Mark, MarkKind, Row, Timeline
from bot.services.picture_outcomes import TimelineShown
from bot.views.attachments import PHOTO, Attachment
from bot.views.buttons import Run
from bot.views.dates import day
from bot.views.drawing.sheets import timeline_to_json
from bot.views.reasons import rule_line
from bot.views.reply import (
    MOST_IN_CAPTION,
    REPEAT_MARK,
    Button,
    Reply,
    fitting,
    length,
    lines,
    safe,
    sentences,
    shortened,
)
from bot.views.rule_words import rule_words
from bot.views.timeline_sheet import sheet_of, title, upcoming_words
from bot.views.verdicts import company_words

_ROOM = MOST_IN_CAPTION - len(REPEAT_MARK)
_ROOM_FOR_NAMES = 260
_ROOM_FOR_REST = 100
_LONGEST_NAME = 24


def timeline(outcome: TimelineShown) -> Reply:
    """The answer to `/timeline`."""
    shown = outcome.timeline
    if not shown.rows:
        row = (Button("I had one", Run("interviewed")), Button("One is coming", Run("interview")))
        settled = "There is nothing to draw: every interview you told me about is settled."
        return Reply(sentences(settled, rule_line(RuleId.KEEP_SEARCHING)), (row,))
    file = Attachment(PHOTO, "timeline", "timeline.png", timeline_to_json(sheet_of(shown)))
    buttons = (Button("What comes", Run("agenda")), Button("Should I call?", Run("should_i_call")))
    return Reply(_caption(shown), (buttons,), attachment=file)


def _caption(shown: Timeline) -> str:
    """Every interview in full where there is room for that; else what comes next, and of the last ones the name."""
    head = f"<b>{title(shown)}</b>, {day(shown.today, shown.today)}"
    rows = list(enumerate(shown.rows, start=1))
    full = lines(head, "\n".join(_full_line(number, row, shown) for number, row in rows))
    if length(full) <= _ROOM and not shown.left_out:
        return full
    briefly = [_brief_line(number, row, shown.today) for number, row in rows]
    room = _ROOM - length(head) - _ROOM_FOR_REST
    texts = fitting(briefly, room)
    if len(texts) < len(rows):
        texts = fitting(briefly, room - _ROOM_FOR_NAMES)
    return lines(head, "\n".join(texts), _names(rows[len(texts) :]), _rest(shown))


def _names(rows: Sequence[tuple[int, Row]]) -> str:
    """The rows that there was no room to say more of."""
    if not rows:
        return ""
    named = [f"{number}. {safe(shortened(row.plan.interview.company, _LONGEST_NAME))}" for number, row in rows]
    texts = fitting(named, _ROOM_FOR_NAMES - len("Then  and 99 more."))
    more = f" and {len(named) - len(texts)} more" if len(texts) < len(named) else ""
    return f"Then {', '.join(texts)}{more}."


def _rest(shown: Timeline) -> str:
    out = f"{shown.left_out} less urgent left out of the picture." if shown.left_out else ""
    return sentences(out, "All of them: /status")


def _brief_line(number: int, row: Row, today: date) -> str:
    return f"{number}. {company_words(row.plan)}: {upcoming_words(row, today)}"


def _full_line(number: int, row: Row, shown: Timeline) -> str:
    further = [mark for mark in row.to_do if mark is not row.next and mark.on <= shown.last]
    then = ", ".join(f"{_TO_COME[mark.kind]} {day(mark.on, shown.today)}" for mark in further)
    first = f"{_brief_line(number, row, shown.today)}{', then ' if then else ''}{then}."
    past = "; ".join((*_past(row, shown.today), *_said(row, shown.today)))
    return sentences(first, f"{past[:1].upper()}{past[1:]}." if past else "")


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
    return f"{day(mark.on, today)}{' (you spoke)' if mark.spoke else ''}"


def _said(row: Row, today: date) -> Iterator[str]:
    """What they said that is drawn: until when there is no calling, and by when they decide or call."""
    standing = row.plan.standing
    has_deadline = any(mark.kind is MarkKind.DEADLINE for mark in row.marks)
    for event in (standing.promise if has_deadline else None, standing.away if row.away else None):
        rule = rule_of(event) if event else None
        if rule:
            yield rule_words(rule, today)
