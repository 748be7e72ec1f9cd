"""`/export`, `/import`, `/privacy` and deleting, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.services.data_outcomes import (
    DayOrderAsked,
    Export,
    ForgetAsked,
    Forgotten,
    ImportAsked,
    Imported,
    ImportPreview,
    ImportRefused,
    Privacy,
    TableRow,
)
from bot.services.file_faults import FileFault
from bot.services.limits import MOST_EVENTS, MOST_IMPORTED, MOST_OPEN
from bot.views.attachments import DOCUMENT, Attachment
from bot.views.buttons import Choose, Run, Undo
from bot.views.calendar import calendar_data
from bot.views.events import SETTLED_WORDS
from bot.views.next_steps import STATUS
from bot.views.reply import Button, Reply, Style, counted, fitting, lines, printable, safe, shortened

_ROOM_FOR_NAMES = 600
_HEADING = (
    "Company",
    "Role",
    "Interview on",
    "Interviews",
    "Note sent on",
    "Tries without an answer",
    "Last entry on",
    "Settled",
    "Other names",
)


def export(outcome: Export) -> Reply:
    """The answer to `/export`."""
    data = {
        "portable": outcome.portable,
        "table": [list(_HEADING), *(_cells(row) for row in outcome.table)],
        "calendar": calendar_data(outcome.calendar),
    }
    count = len(outcome.table)
    text = lines(
        f"Everything that I keep about you: your settings and {_many(count, 'interview')}.",
        "In it are should-i-call.json, which /import takes back whole, here or at another bot of this kind; "
        "interviews.csv for a spreadsheet; and should-i-call.ics for your calendar.",
    )
    return Reply(text, attachment=Attachment(DOCUMENT, "archive", "should-i-call.zip", data))


def _cells(row: TableRow) -> list[str]:
    return [
        printable(row.company),
        printable(row.role),
        _day(row.first_round),
        str(row.rounds),
        _day(row.note_sent),
        str(row.unanswered),
        _day(row.last_event),
        SETTLED_WORDS[row.settled] if row.settled else "",
        "; ".join(map(printable, row.other_names)),
    ]


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""


def import_asked(outcome: ImportAsked) -> Reply:
    """The answer to `/import`."""
    return Reply(
        lines(
            f"I need a file: “{safe(shortened(outcome.words, 60))}” is none." if outcome.words else "",
            "Send me the file: what /export gave you, or a table (CSV) with a column for the company, one for the date "
            "of the interview, and perhaps one for the role.",
            "I show what it would change before anything does.",
        )
    )


_FAULTS = {
    FileFault.TOO_LARGE: "That file is too large for me.",
    FileFault.CORRUPT: "That file is damaged, or says what cannot be.",
    FileFault.NOT_OURS: "That is neither an export of mine nor a table that I can read.",
    FileFault.NEWER: "That export was made by a newer version of me than this one. It has to be updated first.",
    FileFault.TOO_MANY: (
        f"That is more than I can take: {MOST_IMPORTED:,} interviews in a file, {MOST_EVENTS:,} entries in each."
    ),
    FileFault.TOO_MANY_OPEN: f"With it you would have more open interviews than I can keep ({MOST_OPEN}).",
    FileFault.NO_COLUMNS: (
        "I found no column for the company and one for the date of the interview. Name them Company and Date, in the "
        "first line."
    ),
    FileFault.NO_ROWS: "There is nothing in that table beneath its first line.",
    FileFault.BAD_DATES: "I cannot read all its dates, for example “{words}”. Write them like 2026-12-03.",
}


def import_refused(outcome: ImportRefused) -> Reply:
    """The answer to a file that cannot be taken in."""
    problem = _FAULTS[outcome.fault].format(words=safe(shortened(outcome.words, 60)))
    return Reply(f"{problem} Nothing was changed.")


def day_order_asked(outcome: DayOrderAsked) -> Reply:
    """The question how a table writes its dates."""
    buttons = tuple(Button(label, Choose(outcome.draft_id, n)) for n, label in enumerate(("Day first", "Month first")))
    return Reply(
        f"The dates can be read in two ways, for example “{safe(shortened(outcome.example, 60))}”. "
        "Which comes first, the day or the month?",
        (buttons,),
    )


_WOULD_ADD = ("Add {count} interview: {names}.", "Add {count} interviews: {names}.")
_WOULD_COMPLETE = (
    "Add {count} entry to what you have about: {names}.",
    "Add {count} entries to what you have about: {names}.",
)
_WOULD_LEAVE = ("Leave {count} interview as you have it.", "Leave {count} interviews as you have them.")
_ADDED = ("{count} interview added", "{count} interviews added")
_COMPLETED = ("{count} interview completed", "{count} interviews completed")


def import_preview(outcome: ImportPreview) -> Reply:
    """What a file would change."""
    if not outcome.draft_id:
        return Reply("Everything in that file is recorded already. Nothing was changed.")
    changes = [
        counted(len(outcome.new), *_WOULD_ADD, names=_names(outcome.new)) if outcome.new else "",
        counted(outcome.events, *_WOULD_COMPLETE, names=_names(outcome.changed)) if outcome.changed else "",
        counted(outcome.unchanged, *_WOULD_LEAVE) if outcome.unchanged else "",
        _settings(outcome),
    ]
    text = lines("This is what the file would do:", "\n".join(f"· {change}" for change in changes if change))
    labels = ["Import", "Don’t import"]
    if outcome.settings and (outcome.new or outcome.changed):
        labels.insert(1, "Without the settings")
    buttons = [
        Button(label, Choose(outcome.draft_id, number), Style.PLAIN if number else Style.MAIN)
        for number, label in enumerate(labels)
    ]
    return Reply(text + "\n\nNothing that you have is deleted. Shall I?", (tuple(buttons[:1]), tuple(buttons[1:])))


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


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def imported(outcome: Imported) -> Reply:
    """A file was taken in."""
    parts = [
        counted(outcome.new, *_ADDED) if outcome.new else "",
        counted(outcome.changed, *_COMPLETED) if outcome.changed else "",
        "your settings changed" if outcome.settings else "",
    ]
    text = f"✓ Imported: {', '.join(filter(None, parts))}. Undo takes all of it back."
    return Reply(text, ((STATUS, Button("Undo", Undo(outcome.change_id))),))


def privacy(outcome: Privacy) -> Reply:
    """The answer to `/privacy`."""
    where = "a file on the machine where I run (SQLite)" if outcome.is_file else "a database server (PostgreSQL)"
    return Reply(
        lines(
            "<b>What I keep</b>: your Telegram ID (not your phone number), your settings, the interviews and what you "
            "told me about them (with earlier versions of what you corrected or took back), when I reminded you of "
            "what, and the latest questions that I asked you, with your words.",
            f"<b>Where</b>: in {where}, and nowhere else. Whoever runs this bot can read it, and may hold backups of "
            "it, which I cannot delete. Telegram carries our messages and keeps them as it does all chats.",
            "<b>How long</b>: until you say otherwise, settled interviews too. A reply is kept until it has reached "
            "you; that I have taken a message of yours, without what it said, for three days. A file for /import waits "
            "for your answer for three days at the most.",
            "<b>What I never keep</b>: where you are. Of a location that you share I keep the time zone alone. "
            "My log has neither your words nor your name.",
            "<b>What you can do</b>: take everything with you (/export), delete a settled interview (/forget Acme), or "
            "delete everything (/forget_me).",
        ),
        ((Button("Export", Run("export")), Button("Delete everything", Run("forget_me"), Style.DANGER)),),
    )


def forget_asked(outcome: ForgetAsked) -> Reply:
    """The questions before anything is deleted for good."""
    yes, no = (Choose(outcome.draft_id, option) for option in (0, 1))
    company = f"<b>{safe(outcome.company)}</b>"
    keep = Button("No, keep it", no)
    if outcome.again:
        what = f"{company}, with all you told me about it" if outcome.company else "everything that I have about you"
        really = Button("Yes, delete it for good", yes, Style.DANGER)
        return Reply(f"Really delete {what}? It cannot be taken back.", ((really,), (keep,)))
    delete = Button("Delete it", yes, Style.DANGER)
    if outcome.company:
        return Reply(f"This deletes {company} and all you told me about it, for good.", ((delete, keep),))
    interviews = _many(outcome.interviews, "interview")
    return Reply(
        f"This deletes all that I have about you, for good: {interviews} with all entries, your settings, reminders "
        "and open questions. You may want to take a copy first.",
        ((Button("Export first", Run("export")),), (delete, keep)),
    )


_KEPT = {
    "interviews": ("interview", "interviews"),
    "events": ("entry about them, in all versions", "entries about them, in all versions"),
    "changes": ("step that Undo knew", "steps that Undo knew"),
    "pings": ("reminder that I sent", "reminders that I sent"),
    "drafts": ("question that was open", "questions that were open"),
    "people": ("set of settings", "sets of settings"),
}


def forgotten(outcome: Forgotten) -> Reply:
    """What was deleted."""
    if outcome.company:
        entries = _many(outcome.counts["events"], "entry", "entries")
        return Reply(f"✓ Deleted for good: <b>{safe(outcome.company)}</b>, {entries} in all versions.")
    return Reply(
        lines(
            "✓ Deleted for good, all that I had about you:",
            _receipt(outcome.counts),
            "This receipt is kept nowhere but in our chat, and so are the files that I sent you (in the terminal they "
            "lie in the folder that it named): those are yours to delete. If you write to me again, I begin as if we "
            "had never met.",
        )
    )


def _receipt(counts: Mapping[str, int]) -> str:
    known = (f"· {_many(counts[table], *words)}" for table, words in _KEPT.items() if counts.get(table))
    return "\n".join(known)
