"""`/import` in words: what a file would change, what of it is left out and why, and what has changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.guidance.events import Planned
from bot.services.data_outcomes import (
    DayOrderAsked,
    ImportAsked,
    Imported,
    ImportPreview,
    ImportRefused,
    NewInterview,
)
from bot.services.file_faults import FileFault, LeftOut, WhyLeftOut
from bot.services.limits import MOST_IMPORTED, MOST_NOTE, MOST_RECORDED
from bot.views.buttons import Choose, Undo
from bot.views.dates import moment
from bot.views.events import SETTLED_WORDS
from bot.views.next_steps import STATUS
from bot.views.reply import Button, Reply, Style, counted, fitting, lines, many, safe, sentences, shortened

_ROOM_FOR_NAMES = 600
_MOST_SHOWN = 8
"""Interviews of a file that are shown one by one."""
_MOST_ROWS = 4
"""Rows shown that are left out for one reason."""


def import_asked(outcome: ImportAsked) -> Reply:
    """The answer to `/import`."""
    return Reply(
        lines(
            f"I need a file: “{safe(shortened(outcome.words, 60))}” is none." if outcome.words else "",
            "Send me the file: what /export gave you, or a table (CSV) with a column for the company, one for the date "
            "of the interview, and perhaps others for the time, the role, the status and notes.",
            "I show what it would change before anything does.",
        )
    )


_FAULTS = {
    FileFault.TOO_LARGE: "That file is too large for me.",
    FileFault.CORRUPT: "That file is damaged, or something in it is not as /export writes it.",
    FileFault.NOT_OURS: "That is neither an export of mine nor a table that I can read.",
    FileFault.NEWER: "That export was made by a newer version of me than this one. It has to be updated first.",
    FileFault.TOO_MANY: (
        f"That is more than I can take: {MOST_IMPORTED:,} rows of a table, or {MOST_RECORDED:,} entries of an export."
    ),
    FileFault.TOO_MANY_OPEN: "With it you would have more open interviews than I can keep ({words}).",
    FileFault.RECORD_FULL: f"With it you would have more recorded than I can keep: {MOST_RECORDED:,} entries.",
    FileFault.NO_COLUMNS: (
        "I found no column for the company and one for the date of the interview. Name them Company and Interview "
        "date, in the first line; the day on which you applied is not enough."
    ),
    FileFault.NO_ROWS: "There is nothing in that table beneath its first line.",
    FileFault.BAD_DAY: (
        "That export names a day that cannot be: something is said to have happened on a day to come, or a day is "
        "decades away."
    ),
    FileFault.NO_INTERVIEWS: "No row of that table tells of an interview.",
    FileFault.BAD_DATES: "I cannot read all its dates, for example “{words}”. Write them like 2026-12-03.",
}


def import_refused(outcome: ImportRefused) -> Reply:
    """The answer to a file that cannot be taken in."""
    problem = _FAULTS[outcome.fault].format(words=safe(shortened(outcome.words, 60)))
    return Reply(lines(f"{problem} Nothing was changed.", _left_out(outcome.left_out)))


def day_order_asked(outcome: DayOrderAsked) -> Reply:
    """The question how a table writes its dates."""
    buttons = tuple(Button(label, Choose(outcome.draft_id, n)) for n, label in enumerate(("Day first", "Month first")))
    return Reply(
        f"The dates can be read in two ways, for example “{safe(shortened(outcome.example, 60))}”. "
        "Which comes first, the day or the month?",
        (buttons,),
    )


def import_preview(outcome: ImportPreview) -> Reply:
    """What a file would change."""
    if not outcome.draft_id:
        nothing = "Everything in that file is recorded already. Nothing was changed."
        return Reply(lines(nothing, _left_out(outcome.left_out)))
    text = lines(
        "This is what the file would do:",
        "\n".join(f"· {change}" for change in _changes(outcome) if change),
        _doubts(outcome),
        _left_out(outcome.left_out),
        "Nothing that you have is deleted. Shall I?",
    )
    labels = ["Import", "Don’t import"]
    if outcome.settings and (outcome.new or outcome.changed):
        labels.insert(1, "Without the settings")
    buttons = [
        Button(label, Choose(outcome.draft_id, number), Style.PLAIN if number else Style.MAIN)
        for number, label in enumerate(labels)
    ]
    return Reply(text, (tuple(buttons[:1]), tuple(buttons[1:])))


_WOULD_ADD = ("Add {count} interview:\n{interviews}", "Add {count} interviews:\n{interviews}")
_WOULD_COMPLETE = (
    "Add {count} entry to what you have about: {names}.",
    "Add {count} entries to what you have about: {names}.",
)
_WOULD_LEAVE = ("Leave {count} interview as you have it.", "Leave {count} interviews as you have them.")
_ADDED = ("{count} interview added", "{count} interviews added")
_COMPLETED = ("{count} interview completed", "{count} interviews completed")


def _changes(outcome: ImportPreview) -> list[str]:
    kept = outcome.unchanged
    return [
        counted(len(outcome.new), *_WOULD_ADD, interviews=_new(outcome)) if outcome.new else "",
        counted(outcome.events, *_WOULD_COMPLETE, names=_names(outcome.changed)) if outcome.changed else "",
        counted(kept, *_WOULD_LEAVE) if kept else "",
        _settings(outcome),
    ]


def _new(outcome: ImportPreview) -> str:
    """The first of the interviews that would be added, a line each."""
    shown = [f"   {_interview_words(one, outcome)}" for one in outcome.new[:_MOST_SHOWN]]
    more = len(outcome.new) - len(shown)
    return "\n".join((*shown, *([f"   and {more} more"] if more else [])))


def _interview_words(new: NewInterview, outcome: ImportPreview) -> str:
    """Company, role, day, whether it was held or is to come, and how it ended; HTML."""
    name = safe(shortened(new.company, 40)) + (f" ({safe(shortened(new.role, 40))})" if new.role else "")
    if new.latest is None:
        return f"{name}: no interview"
    planned = isinstance(new.latest.what, Planned)
    zone = outcome.kept.time_zone
    when = moment(new.latest.at, outcome.at, zone, day_only=new.latest.day_only or not planned)
    hour = ", the hour not known" if planned and new.latest.day_only else ""
    rounds = f"{new.rounds} rounds, the latest " if new.rounds > 1 else ""
    end = f"; {SETTLED_WORDS[new.settled]}" if new.settled else ""
    return f"{name}: {rounds}{'planned for' if planned else 'held'} {when}{hour}{end}"


def _doubts(outcome: ImportPreview) -> str:
    """What of a table is taken otherwise than it stands there."""
    statuses = ", ".join(f"“{safe(shortened(words, 30))}”" for words in outcome.unread[:_MOST_SHOWN])
    return sentences(
        f"I do not know what {statuses} says, so those are taken as open." if statuses else "",
        f"Of {many(outcome.shortened, 'note')} I keep the first {MOST_NOTE} characters." if outcome.shortened else "",
    )


_WHY = {
    WhyLeftOut.NO_INTERVIEW: "no interview yet",
    WhyLeftOut.NO_DATE: "no day of an interview",
    WhyLeftOut.BAD_DATE: "a date that I cannot read; write it like 2026-12-03",
    WhyLeftOut.BAD_NAME: "no name of a company, or too long a name",
    WhyLeftOut.OVER_BEFORE: "said to be over, with the interview still to come",
}


def _left_out(rows: Sequence[LeftOut]) -> str:
    """How many rows are not taken, and which, by the reason; the first row has the names of the columns."""
    if not rows:
        return ""
    reasons = [(why, [row for row in rows if row.why is why]) for why in WhyLeftOut]
    told = "\n".join(f"· {_WHY[why]}: {_rows(those)}" for why, those in reasons if those)
    return f"Left out, {many(len(rows), 'row')}:\n{told}"


def _rows(rows: Sequence[LeftOut]) -> str:
    shown = [f"row {row.row}{_of_row(row)}" for row in rows[:_MOST_ROWS]]
    more = len(rows) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _of_row(row: LeftOut) -> str:
    parts = filter(None, (shortened(row.company, 30), shortened(row.words, 30)))
    told = ": ".join(map(safe, parts))
    return f" ({told})" if told else ""


def _settings(outcome: ImportPreview) -> str:
    if outcome.settings is None:
        return ""
    moved = outcome.settings.time_zone != outcome.kept.time_zone
    zone = f", the time zone {outcome.settings.time_zone.key} among them" if moved else ""
    return f"Change your settings to those in the file{zone}."


def _names(names: Sequence[str]) -> str:
    shown = fitting((safe(shortened(name, 40)) for name in names), _ROOM_FOR_NAMES)
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def imported(outcome: Imported) -> Reply:
    """A file was taken in."""
    parts = [
        counted(outcome.new, *_ADDED) if outcome.new else "",
        counted(outcome.changed, *_COMPLETED) if outcome.changed else "",
        "your settings changed" if outcome.settings else "",
    ]
    text = f"✓ Imported: {', '.join(filter(None, parts))}. Undo takes all of it back."
    return Reply(text, ((STATUS, Button("Undo", Undo(outcome.change_id))),))
