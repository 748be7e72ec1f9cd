"""`/calendar` in words: what stands in the file, and what is said with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.guidance.calendar import Entry, EntryKind
from bot.guidance.plan import Plan
from bot.guidance.verdict import verdict_at
from bot.services.data_outcomes import CalendarFile, CalendarItem
from bot.views.attachments import DOCUMENT, Attachment
from bot.views.reply import Reply, counted, plain, printable, safe, sentences
from bot.views.scripts import call_script, closing_question
from bot.views.verdicts import contact_words, which_call

FILE_NAME = "should-i-call.ics"

_HEADS = {
    (False, False): "Your calendar file.",
    (False, True): "Your calendar file: {entries}.",
    (True, False): "Your calendar file for <b>{company}</b>.",
    (True, True): "Your calendar file for <b>{company}</b>: {entries}.",
}
"""By whether it is about one company, and whether anything stands in it."""
_STRUCK_OUT = ("{count} entry that is off will be struck out.", "{count} entries that are off will be struck out.")

_ALARMS = {EntryKind.INTERVIEW: -60, EntryKind.CALL: 0, EntryKind.REMINDER: 0}
_ALARM_OF_DAY = 9 * 60
"""Minutes after midnight."""
_UPDATE = "From should-i-call. A file from /calendar, opened again, brings this up to date."


def calendar_file(outcome: CalendarFile) -> Reply:
    """The answer to `/calendar`."""
    standing = [item.entry for item in outcome.items if not item.entry.gone]
    off = len(outcome.items) - len(standing)
    head = _HEADS[bool(outcome.about), bool(standing)]
    text = sentences(
        head.format(company=safe(outcome.about or ""), entries=_listed(standing)),
        counted(off, *_STRUCK_OUT) if off else "",
        "Open it with your calendar. A later file replaces these entries and doubles nothing.",
    )
    return Reply(text, attachment=Attachment(DOCUMENT, "calendar", FILE_NAME, calendar_data(outcome)), apart=True)


def _listed(entries: list[Entry]) -> str:
    kinds = [
        (("{count} interview", "{count} interviews"), {EntryKind.INTERVIEW}),
        (("{count} call to come", "{count} calls to come"), {EntryKind.CALL}),
        (
            ("{count} day that they named", "{count} days that they named"),
            {EntryKind.DECISION, EntryKind.THEIR_CALL, EntryKind.AWAY},
        ),
        (("{count} reminder", "{count} reminders"), {EntryKind.REMINDER}),
    ]
    counts = [(words, sum(entry.kind in kind for entry in entries)) for words, kind in kinds]
    return ", ".join(counted(count, *words) for words, count in counts if count)


def calendar_data(outcome: CalendarFile) -> dict[str, Any]:
    """What the maker of calendar files takes."""
    return {
        "name": "Should I call?",
        "time_zone": outcome.zone.key,
        "events": [_event(item) for item in outcome.items],
    }


def _event(item: CalendarItem) -> dict[str, Any]:
    entry = item.entry
    return {
        "uid": item.uid,
        "start": entry.at.isoformat(),
        "minutes": entry.minutes,
        "summary": f"{_company(item)}: {_what(item)}",
        "description": "\n".join(filter(None, (_details(item), _UPDATE))),
        "gone": entry.gone,
        "count": item.revision.count,
        "last": item.revision.last.isoformat(),
        "waits": entry.waits,
        "alarm": _alarm(entry),
        "busy": entry.kind is EntryKind.INTERVIEW and not entry.gone,
    }


def _alarm(entry: Entry) -> int | None:
    """Minutes from the start to the alarm; None where nothing rings."""
    if entry.waits:
        return None
    return _ALARMS.get(entry.kind) if isinstance(entry.at, datetime) else _ALARM_OF_DAY


def _company(item: CalendarItem) -> str:
    role = f" ({printable(item.role)})" if item.role else ""
    return f"{printable(item.company)}{role}"


def _what(item: CalendarItem) -> str:
    match item.entry.kind:
        case EntryKind.INTERVIEW:
            return "interview"
        case EntryKind.CALL:
            return _call(item)
        case EntryKind.DECISION:
            return "they decide by today"
        case EntryKind.THEIR_CALL:
            return "they call by today"
        case EntryKind.AWAY:
            return "away until today"
    return "you asked to be reminded"


def _call(item: CalendarItem) -> str:
    plan = item.plan
    if item.entry.waits:
        return "call them if they stay silent, once the note is sent"
    if plan and plan.call.named:
        return "call them, as they asked"
    which = which_call(verdict_at(plan, item.entry.at)) if plan and isinstance(item.entry.at, datetime) else ""
    return f"call them if they stay silent{which}"


def _details(item: CalendarItem) -> str:
    if item.plan is None or item.entry.gone:
        return ""
    if item.entry.kind is EntryKind.INTERVIEW:
        return plain(closing_question())
    return _call_details(item.plan, item) if item.entry.kind is EntryKind.CALL else ""


def _call_details(plan: Plan, item: CalendarItem) -> str:
    at = item.entry.at
    script = call_script(plan, verdict_at(plan, at), at) if isinstance(at, datetime) else ""
    return plain(f"Call {contact_words(plan)}.\n{script}")
