"""`/export`, `/privacy` and deleting, in words."""

from __future__ import annotations

from datetime import date

from bot.services.data_outcomes import Export, ForgetAsked, Forgotten, PingCount, Privacy, TableRow
from bot.views.attachments import DOCUMENT, Attachment
from bot.views.buttons import Choose, Run
from bot.views.calendar import calendar_data
from bot.views.events import SETTLED_WORDS
from bot.views.reply import Button, Reply, Style, lines, many, printable, safe

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
        f"Everything that I keep about you: your settings and {many(count, 'interview')}.",
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
    interviews = many(outcome.interviews, "interview")
    return Reply(
        f"This deletes all that I have about you, for good: {interviews} with all entries, your settings, reminders "
        "and open questions. You may want to take a copy first.",
        ((Button("Export first", Run("export")),), (delete, keep)),
    )


_KEPT = {
    "interviews": ("interview", "interviews"),
    "events": ("entry about them, in all versions", "entries about them, in all versions"),
    "changes": ("change that Undo knew of", "changes that Undo knew of"),
    "drafts": ("question that I had asked you", "questions that I had asked you"),
    "people": ("set of settings", "sets of settings"),
}
_PINGS = {
    PingCount.SENT: ("message of reminders that I sent", "messages of reminders that I sent"),
    PingCount.UNSURE: ("reminder that may not have reached you", "reminders that may not have reached you"),
    PingCount.SAID: (
        "mark that an answer had said what I would have reminded you of",
        "marks that an answer had said what I would have reminded you of",
    ),
}


def forgotten(outcome: Forgotten) -> Reply:
    """What was deleted."""
    if outcome.company:
        entries = many(outcome.counts["events"], "entry", "entries")
        return Reply(f"✓ Deleted for good: <b>{safe(outcome.company)}</b>, {entries} in all versions.")
    return Reply(
        lines(
            "✓ Deleted for good, all that I had about you:",
            _receipt(outcome),
            "This receipt is kept nowhere but in our chat, and so are the files that I sent you (in the terminal they "
            "lie in the folder that it named): those are yours to delete. If you write to me again, I begin as if we "
            "had never met.",
        )
    )


def _receipt(outcome: Forgotten) -> str:
    kept = [many(outcome.counts[table], *words) for table, words in _KEPT.items() if outcome.counts.get(table)]
    told = [many(outcome.pings[count], *words) for count, words in _PINGS.items() if outcome.pings.get(count)]
    return "\n".join(f"· {words}" for words in (*kept[:-1], *told, *kept[-1:]))
