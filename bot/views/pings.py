"""Pings: what is due to one person, in one message, with buttons that record what was done."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.etiquette import CLOSE_QUESTION_WORKDAYS, Default, RuleId
from bot.guidance.events import Planned, StepKind
from bot.guidance.plan import Plan
from bot.guidance.verdict import their_appointment
from bot.guidance.workdays import local_day
from bot.services.outcomes import Notice, PingLine, PingMessage, StepState
from bot.views.dates import day, short_moment
from bot.views.events import event_words
from bot.views.nudge import nudge_words
from bot.views.ping_buttons import ping_rows
from bot.views.ping_heads import SYMBOLS, full_name, short_name, summary
from bot.views.questions import ask
from bot.views.reasons import MY_DEFAULT, default_line, hours, paragraphs, rule_line
from bot.views.reply import Reply, length, lines, safe, sentences, shortened
from bot.views.rule_words import rule_words
from bot.views.scripts import call_script, note_contents
from bot.views.verdicts import contact_words, count_words, day_words, their_hours, verdict_line, which_call

_GONE = "An interview that was taken back"
_TOASTS = {
    Notice.RECORDED: "Recorded",
    Notice.UNDONE: "Taken back",
    Notice.OVER: "That is over already; nothing was recorded.",
}
_ROOM = 3800
_BRIEF_NAME = 24


def ping(message: PingMessage) -> Reply:
    """A ping's message, when it is sent and whenever something on it was tapped."""
    bundle = _is_bundle(message)
    told = [_text(line, message, bundle=bundle) for line in message.lines]
    if sum(map(length, told)) > _ROOM:
        told = [_brief_text(line, message) for line in message.lines]
    # What comes first is what a locked screen shows: the company and the act.
    first, _, rest = (summary(message) if bundle else told.pop(0)).partition("\n\n")
    text = lines(first, *_marks(message), rest, *told, _footer(message))
    toast = _TOASTS[message.notice] if message.notice else ""
    rows = ping_rows(message, bundle=bundle)
    if message.following is None:
        return Reply(text, rows, toast=toast, silent=message.silent)
    asked = ask(message.following)
    return Reply(lines(text, asked.text), (*asked.rows, *rows), toast=toast)


def _is_bundle(message: PingMessage) -> bool:
    """Whether it is about several interviews, each told in brief; the weekly nudge is none."""
    return sum(line.key.kind is not StepKind.NUDGE for line in message.lines) > 1


def _footer(message: PingMessage) -> str:
    """In a bundle, where each step is told in brief: what decided the days."""
    open_kinds = {line.key.kind for line in message.lines if line.state is StepState.OPEN}
    if not _is_bundle(message) or not open_kinds & {StepKind.NOTE, StepKind.CALL}:
        return ""
    return f"When I remind you is {MY_DEFAULT}, unless they named the day."


def _marks(message: PingMessage) -> list[str]:
    marks = []
    if message.repeat:
        marks.append("↻ This may be a repeat: I could not tell whether it had reached you.")
    if message.late_since:
        since = short_moment(message.late_since, message.at, message.preferences.time_zone)
        marks.append(f"⏰ This comes late: it was due {since}.")
    return marks


def _text(line: PingLine, message: PingMessage, *, bundle: bool) -> str:
    number = f"{line.position + 1}. " if bundle else ""
    if line.key.kind is StepKind.NUDGE:
        return number + _nudge(line, message)
    company = short_name(line.plan) if line.plan else _GONE
    if line.state is StepState.DONE and line.done and line.plan:
        what = event_words(line.done, message.preferences, message.at)
        after = f"\n{verdict_line(line.plan, line.verdict, message.at)}" if line.verdict else ""
        return f"{number}✓ {company}: {what}. Recorded.{after}"
    if line.state is not StepState.OPEN or line.plan is None:
        return f"{number}✓ {company}: nothing is left to do about this."
    said = _SAY[line.key.kind](line, line.plan, message, bundle)
    head, paragraph, rest = said.partition("\n\n")
    return f"{number}{SYMBOLS[line.key.kind]} {company}: {head}{full_name(line.plan)}{paragraph}{rest}"


def _brief_text(line: PingLine, message: PingMessage) -> str:
    """A step of a bundle so large that there is room for its bare name only."""
    number = f"{line.position + 1}. "
    if line.key.kind is StepKind.NUDGE:
        return number + _nudge(line, message)
    name = f"<b>{safe(shortened(line.plan.interview.company, _BRIEF_NAME))}</b>" if line.plan else _GONE
    if line.state is StepState.DONE and line.done:
        return f"{number}✓ {name}: {event_words(line.done, message.preferences, message.at)}."
    if line.state is not StepState.OPEN or line.plan is None:
        return f"{number}✓ {name}: nothing is left to do."
    calling = which_call(line.verdict) if line.verdict else ""
    words = {
        StepKind.NOTE: f"the thank-you note ({paragraphs(RuleId.THANK_YOU_ALWAYS)})",
        StepKind.CALL: f"a call{calling} ({paragraphs(*_call_rule(line.plan))})",
        StepKind.CLOSE: "close it, or did they reply?",
        StepKind.REMIND: "you asked me to remind you",
        StepKind.DEBRIEF: "it should be over. How did it go?",
    }
    return f"{number}{SYMBOLS[line.key.kind]} {name}: {words[line.key.kind]}"


def _nudge(line: PingLine, message: PingMessage) -> str:
    today = local_day(message.sent_at or message.at, message.preferences.time_zone)
    return nudge_words(message.week, today, stopped=line.state is StepState.DONE)


def _call_rule(plan: Plan) -> tuple[RuleId, ...]:
    return (RuleId.THEIR_RULES_FIRST if their_appointment(plan) else RuleId.THREE_CALLS,)


def _note(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    last = line.nth > 1
    due = "the thank-you note is still open" if last else "time for the thank-you note"
    rule = f"{due} ({paragraphs(RuleId.THANK_YOU_ALWAYS)})."
    if brief:
        return sentences(rule, "I will not remind you again." if last else "")
    timing = default_line(Default.NOTE_TIMING, plan.preferences)
    waits = "I will not remind you again, and name no call before it is sent, or skipped."
    return lines(rule, waits if last else "", note_contents(), "" if last else timing)


def _call(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    verdict = line.verdict
    rule = their_appointment(plan)
    today = local_day(message.at, message.preferences.time_zone)
    if rule:
        head = f"they asked you to call: {rule_words(rule, today)} ({paragraphs(RuleId.THEIR_RULES_FIRST)})."
    else:
        which = which_call(verdict) if verdict else ""
        due = "a call is still due" if line.nth > 1 else "a call is due"
        head = f"{due}{which} ({paragraphs(RuleId.THREE_CALLS)})."
    ahead = _ahead(plan) if line.step and line.step.heads_up else ""
    who, when = f"Call {contact_words(plan)}.", their_hours(plan, message.at)
    if brief:
        return sentences(head, who, when, ahead)
    last = "I will not remind you of it again." if line.nth > 1 else ""
    counted = "" if rule else count_words(plan, message.at)
    days = day_words(plan, verdict, message.at) if verdict else ""
    script = call_script(plan, verdict, message.at) if verdict else ""
    return lines(sentences(head, who), sentences(when, ahead), sentences(last, counted, days), script)


def _ahead(plan: Plan) -> str:
    """Why a call is told ahead of its hours."""
    named = plan.call.window.hours != plan.preferences.calling_hours
    theirs = f"They named {hours(plan.call.window.hours)}."
    calling = theirs if named else default_line(Default.CALLING_HOURS, plan.preferences)
    ping_hours = hours(plan.preferences.ping_hours)
    return sentences(calling, f"That is outside your ping hours, {ping_hours}, so I tell you ahead.")


def _close(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    asked = (
        "close it, or did they reply? There was no word in "
        f"{CLOSE_QUESTION_WORKDAYS} working days since the last of three tries ({MY_DEFAULT})."
    )
    return asked if brief else lines(asked, rule_line(RuleId.THEN_DONE))


def _reminder(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    """What the person asked for, on the day of which they spoke or later, and how things stand."""
    on, today = (local_day(at, message.preferences.time_zone) for at in (_asked_for(line, message), message.at))
    asked = f"you asked me to remind you {'today' if on == today else f'on {day(on, today)}'}."
    return lines(asked, verdict_line(plan, line.verdict, message.at)) if line.verdict else asked


def _debrief(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    asked = "it should be over. How did it go, and did they say whom to call and when?"
    note = f"If it took place, the thank-you note is due now ({paragraphs(RuleId.THANK_YOU_ALWAYS)})."
    if brief:
        return sentences(asked, note)
    planned = next((event for event in plan.interview.events if event.id == line.key.anchor), None)
    told = planned and (planned.day_only or (isinstance(planned.what, Planned) and planned.what.minutes))
    length = "" if told else default_line(Default.INTERVIEW_LENGTH, plan.preferences)
    return lines(asked, note, sentences(length, "I will not ask again." if line.nth > 1 else ""))


_SAY = {
    StepKind.NOTE: _note,
    StepKind.CALL: _call,
    StepKind.CLOSE: _close,
    StepKind.REMIND: _reminder,
    StepKind.DEBRIEF: _debrief,
}


def _asked_for(line: PingLine, message: PingMessage) -> datetime:
    return line.step.pings[0] if line.step else message.at
