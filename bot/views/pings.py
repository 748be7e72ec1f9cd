"""Pings: what is due to one person, in one message, with buttons that record what was done."""

from __future__ import annotations

from bot.guidance.etiquette import CLOSE_QUESTION_WORKDAYS, MOST_CALLS, RuleId
from bot.guidance.facts import StepKind
from bot.guidance.plan import Plan
from bot.guidance.verdict import their_appointment
from bot.guidance.workdays import local_day
from bot.services.outcomes import Notice, PingLine, PingMessage, StepState
from bot.services.ping_answers import PingAction
from bot.views.buttons import AnswerPing, Run, Undo
from bot.views.dates import short_moment
from bot.views.events import event_words, rule_words
from bot.views.reasons import MY_DEFAULT, hours, paragraphs, rule_line
from bot.views.reply import Button, Reply, lines, safe
from bot.views.scripts import call_script, note_contents
from bot.views.verdicts import company_words, contact_words, count_words, verdict_line

_MAIN = {
    StepKind.NOTE: ((PingAction.SENT, "Sent it"),),
    StepKind.CALL: (
        (PingAction.NO_ANSWER, "No answer"),
        (PingAction.MESSAGE, "Left a message"),
        (PingAction.SPOKE, "Spoke"),
    ),
    StepKind.CLOSE: ((PingAction.CLOSE, "Close it"), (PingAction.REPLIED, "They replied")),
    StepKind.NUDGE: (),
}
_BRIEF = {PingAction.MESSAGE: "Message"}
_MORE = ((PingAction.LATER, "Later"), (PingAction.SKIP, "Skip"), (PingAction.STOP, "Stop these"))
_LATER = (
    (PingAction.IN_AN_HOUR, "In an hour"),
    (PingAction.THIS_EVENING, "This evening"),
    (PingAction.TOMORROW, "Tomorrow morning"),
    (PingAction.NEXT_WEEK, "In a week"),
)
_SYMBOLS = {StepKind.NOTE: "✉️", StepKind.CALL: "📞", StepKind.CLOSE: "🗂", StepKind.NUDGE: "🔎"}
_TOASTS = {Notice.RECORDED: "Recorded", Notice.OVER: "That is over already; nothing was recorded."}
_MOST_WAITING = 15


def ping(message: PingMessage) -> Reply:
    """A ping's message, when it is sent and whenever something on it was tapped."""
    bundle = len(message.lines) > 1
    texts = [_text(line, message, bundle=bundle) for line in message.lines]
    toast = _TOASTS[message.notice] if message.notice else ""
    return Reply(lines(*_marks(message), *texts), _rows(message, bundle=bundle), toast=toast)


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
    company = company_words(line.plan) if line.plan else "An interview that is gone"
    if line.state is StepState.DONE and line.done and line.plan:
        what = event_words(line.done, message.preferences, message.at)
        after = f"\n{verdict_line(line.plan, line.verdict, message.at)}" if line.verdict else ""
        return f"{number}✓ {company}: {what}.{after}"
    if line.state is not StepState.OPEN or line.plan is None:
        return f"{number}✓ {company}: nothing is left to do about this."
    say = {StepKind.NOTE: _note, StepKind.CALL: _call, StepKind.CLOSE: _close}[line.key.kind]
    return f"{number}{_SYMBOLS[line.key.kind]} {company}: " + say(line, line.plan, message, bundle)


def _note(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    again = (
        "the thank-you note is still open. I will not remind you again"
        if line.nth > 1
        else "time for the thank-you note"
    )
    rule = f"{again} ({paragraphs(RuleId.THANK_YOU_ALWAYS)})."
    return rule if brief else lines(rule, note_contents())


def _call(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    verdict = line.verdict
    number = verdict.call_number if verdict else None
    rule = their_appointment(plan)
    today = local_day(message.at, message.preferences.time_zone)
    if rule:
        head = f"they asked you to call: {rule_words(rule, today)} ({paragraphs(RuleId.THEIR_RULES_FIRST)})."
    else:
        which = f", call {number} of {MOST_CALLS}" if number else ""
        last = ", the last one" if number == MOST_CALLS else ""
        head = f"a call is due{which}{last} ({paragraphs(RuleId.THREE_CALLS)})."
    if line.step and line.step.heads_up and line.step.window:
        window = line.step.window
        head += (
            f" Their hours are {hours(window.hours)} in {window.zone.key}, outside my ping hours, so I tell you ahead."
        )
    who = f"Call {contact_words(plan)}."
    if brief:
        return f"{head} {who}"
    return lines(f"{head} {who} {count_words(plan, message.at) if not rule else ''}".rstrip(), call_script(number))


def _close(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    asked = (
        f"{CLOSE_QUESTION_WORKDAYS} working days since the last of three tries ({MY_DEFAULT}), and no word. "
        "Close it, or did they reply?"
    )
    return asked if brief else lines(asked, rule_line(RuleId.THEN_DONE))


def _nudge(line: PingLine, message: PingMessage) -> str:
    if line.state is StepState.DONE:
        return "✓ No more weekly nudges."
    shown = message.waiting[:_MOST_WAITING]
    more = len(message.waiting) - len(shown)
    waiting = ", ".join(safe(plan.interview.company) for plan in shown) + (f" and {more} more" if more > 0 else "")
    unsent = ", ".join(safe(plan.interview.company) for plan in shown if plan.note_open)
    note = f"\nThe note is still open: {unsent}." if unsent else ""
    return f"🔎 A new week. {rule_line(RuleId.KEEP_SEARCHING)}\nYou wait for: {waiting}.{note}"


def _rows(message: PingMessage, *, bundle: bool) -> tuple[tuple[Button, ...], ...]:
    if message.choosing_later is not None:
        return _later_rows(message, message.choosing_later, bundle=bundle)
    rows: list[tuple[Button, ...]] = []
    for line in message.lines:
        if line.state is StepState.OPEN:
            rows.extend(_line_rows(message, line, bundle=bundle))
    if message.undo_change:
        rows.append((Button("Undo", Undo(message.undo_change)),))
    return tuple(rows)


def _line_rows(message: PingMessage, line: PingLine, *, bundle: bool) -> list[tuple[Button, ...]]:
    if line.key.kind is StepKind.NUDGE:
        return [(_button(message, line.position, PingAction.STOP, "Stop the weekly nudge"),)]
    main = _MAIN[line.key.kind]
    if not bundle:
        first, more = (
            tuple(_button(message, line.position, action, label) for action, label in part) for part in (main, _MORE)
        )
        return [(*_write(line, ""), *first), more]
    number = f"{line.position + 1}. "
    brief = [(action, number + _BRIEF.get(action, label)) for action, label in (*main, _MORE[0])]
    return [(*_write(line, number), *(_button(message, line.position, action, label) for action, label in brief))]


def _write(line: PingLine, number: str) -> tuple[Button, ...]:
    return (
        (Button(f"{number}Write it", Run("note", line.key.interview_id, "")),) if line.key.kind is StepKind.NOTE else ()
    )


def _later_rows(message: PingMessage, position: int, *, bundle: bool) -> tuple[tuple[Button, ...], ...]:
    choices = [_button(message, position, action, label) for action, label in _LATER]
    rows = [tuple(choices[:2]), tuple(choices[2:])]
    if bundle:
        rows.append(tuple(_button(message, position, action, label) for action, label in _MORE[1:]))
    return (*rows, (_button(message, position, PingAction.BACK, "Back"),))


def _button(message: PingMessage, position: int, action: PingAction, label: str) -> Button:
    return Button(label, AnswerPing(message.ping_id, position, action.value))
