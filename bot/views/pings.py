"""Pings: what is due to one person, in one message, with buttons that record what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.guidance.etiquette import CLOSE_QUESTION_WORKDAYS, Default, RuleId
from bot.guidance.events import Planned, StepKind
from bot.guidance.plan import Plan
from bot.guidance.verdict import their_appointment
from bot.guidance.workdays import local_day
from bot.services.outcomes import LaterChoice, Notice, PingAction, PingLine, PingMessage, StepState
from bot.views.buttons import AnswerPing, Run, Undo
from bot.views.dates import day, plain_moment, short_moment, zone_words
from bot.views.events import event_words, rule_words
from bot.views.interview_buttons import add_step
from bot.views.questions import ask
from bot.views.reasons import MY_DEFAULT, default_line, hours, paragraphs, rule_line
from bot.views.reply import Button, Reply, Style, fitting, length, lines, safe, sentences, shortened
from bot.views.scripts import call_script, note_contents
from bot.views.verdicts import company_words, contact_words, count_words, day_words, verdict_line, which_call

_MAIN = {
    StepKind.NOTE: ((PingAction.SENT, "Sent it"),),
    StepKind.CALL: (
        (PingAction.NO_ANSWER, "No answer"),
        (PingAction.MESSAGE, "Left a message"),
        (PingAction.SPOKE, "Spoke"),
    ),
    StepKind.CLOSE: ((PingAction.CLOSE, "Close it"), (PingAction.REPLIED, "They replied")),
    StepKind.NUDGE: (),
    StepKind.REMIND: ((PingAction.DONE, "Done"),),
    StepKind.DEBRIEF: (
        (PingAction.TOOK_PLACE, "It took place"),
        (PingAction.CANCELLED, "They cancelled"),
        (PingAction.MOVED, "It was moved"),
    ),
}
_STYLES = {
    PingAction.SENT: Style.MAIN,
    PingAction.DONE: Style.MAIN,
    PingAction.CLOSE: Style.DANGER,
    PingAction.STOP: Style.DANGER,
}
_GONE = "An interview that was taken back"
_BRIEF = {
    PingAction.MESSAGE: "Message",
    PingAction.TOOK_PLACE: "Held",
    PingAction.CANCELLED: "Cancelled",
    PingAction.MOVED: "Moved",
}
_MORE = ((PingAction.LATER, "Later"), (PingAction.SKIP, "Skip"), (PingAction.STOP, "Stop these"))
_NOT_SKIPPED = frozenset({StepKind.REMIND, StepKind.DEBRIEF})
_LATER = {
    PingAction.IN_AN_HOUR: "In an hour",
    PingAction.THIS_EVENING: "This evening",
    PingAction.TOMORROW: "Tomorrow morning",
    PingAction.NEXT_WEEK: "In a week",
}
_SYMBOLS = {
    StepKind.NOTE: "✉️",
    StepKind.CALL: "📞",
    StepKind.CLOSE: "🗂",
    StepKind.NUDGE: "🔎",
    StepKind.REMIND: "⏰",
    StepKind.DEBRIEF: "🗣",
}
_TOASTS = {
    Notice.RECORDED: "Recorded",
    Notice.UNDONE: "Taken back",
    Notice.OVER: "That is over already; nothing was recorded.",
}
_MOST_WAITING = 15
_ROOM = 3800
_ROOM_FOR_NAMES = 400
_BRIEF_NAME = 24


def ping(message: PingMessage) -> Reply:
    """A ping's message, when it is sent and whenever something on it was tapped."""
    bundle = _is_bundle(message)
    text = lines(*_marks(message), *(_text(line, message, bundle=bundle) for line in message.lines), _footer(message))
    if length(text) > _ROOM:
        text = lines(*_marks(message), *(_brief_text(line, message) for line in message.lines), _footer(message))
    toast = _TOASTS[message.notice] if message.notice else ""
    rows = _rows(message, bundle=bundle)
    if message.following is None:
        return Reply(text, rows, toast=toast)
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
    company = company_words(line.plan) if line.plan else _GONE
    if line.state is StepState.DONE and line.done and line.plan:
        what = event_words(line.done, message.preferences, message.at)
        after = f"\n{verdict_line(line.plan, line.verdict, message.at)}" if line.verdict else ""
        return f"{number}✓ {company}: {what}.{after}"
    if line.state is not StepState.OPEN or line.plan is None:
        return f"{number}✓ {company}: nothing is left to do about this."
    return f"{number}{_SYMBOLS[line.key.kind]} {company}: " + _SAY[line.key.kind](line, line.plan, message, bundle)


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
    return f"{number}{_SYMBOLS[line.key.kind]} {name}: {words[line.key.kind]}"


def _call_rule(plan: Plan) -> tuple[RuleId, ...]:
    return (RuleId.THEIR_RULES_FIRST if their_appointment(plan) else RuleId.THREE_CALLS,)


def _note(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    again = (
        "the thank-you note is still open. I will not remind you again"
        if line.nth > 1
        else "time for the thank-you note"
    )
    rule = f"{again} ({paragraphs(RuleId.THANK_YOU_ALWAYS)})."
    return rule if brief else lines(rule, note_contents(), default_line(Default.NOTE_TIMING, plan.preferences))


def _call(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    verdict = line.verdict
    rule = their_appointment(plan)
    today = local_day(message.at, message.preferences.time_zone)
    if rule:
        head = f"they asked you to call: {rule_words(rule, today)} ({paragraphs(RuleId.THEIR_RULES_FIRST)})."
    else:
        which = which_call(verdict) if verdict else ""
        head = f"a call is due{which} ({paragraphs(RuleId.THREE_CALLS)})."
    if line.step and line.step.heads_up and line.step.window:
        window = line.step.window
        head += (
            f" I take {hours(window.hours)} in {zone_words(window.zone)} as their hours for calls ({MY_DEFAULT}); "
            "those are outside your ping hours, so I tell you ahead."
        )
    who = f"Call {contact_words(plan)}."
    if brief:
        return f"{head} {who}"
    counted = "" if rule else count_words(plan, message.at)
    days = day_words(plan, verdict, message.at) if verdict else ""
    script = call_script(plan, verdict, message.at) if verdict else ""
    return lines(sentences(head, who), sentences(counted, days), script)


def _close(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    asked = (
        f"{CLOSE_QUESTION_WORKDAYS} working days since the last of three tries ({MY_DEFAULT}), and no word. "
        "Close it, or did they reply?"
    )
    return asked if brief else lines(asked, rule_line(RuleId.THEN_DONE))


def _reminder(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    """What the person asked for, on the day of which they spoke or later, and how things stand."""
    on, today = (local_day(at, message.preferences.time_zone) for at in (_asked_for(line, message), message.at))
    asked = f"you asked me to remind you {'today' if on == today else f'on {day(on, today)}'}."
    return lines(asked, verdict_line(plan, line.verdict, message.at)) if line.verdict else asked


def _debrief(line: PingLine, plan: Plan, message: PingMessage, brief: bool) -> str:
    asked = "it should be over. How did it go, and did they say whom to call and when?"
    if brief:
        return asked
    planned = next((event.what for event in plan.interview.events if event.id == line.key.anchor), None)
    told = isinstance(planned, Planned) and planned.minutes
    length = "" if told else default_line(Default.INTERVIEW_LENGTH, plan.preferences)
    return lines(asked, sentences(length, "I will not ask again." if line.nth > 1 else ""))


_SAY = {
    StepKind.NOTE: _note,
    StepKind.CALL: _call,
    StepKind.CLOSE: _close,
    StepKind.REMIND: _reminder,
    StepKind.DEBRIEF: _debrief,
}


def _asked_for(line: PingLine, message: PingMessage) -> datetime:
    return line.step.pings[0] if line.step else message.at


def _nudge(line: PingLine, message: PingMessage) -> str:
    if line.state is StepState.DONE:
        return "✓ No more weekly nudges."
    unsent = [plan for plan in message.waiting if plan.note_open]
    waiting = f"\nYou wait for: {_names(message.waiting)}." if message.waiting else ""
    note = f"\nThe note is still open: {_names(unsent)}." if unsent else ""
    rule = rule_line(RuleId.KEEP_SEARCHING)
    return f"🔎 A new week. {rule} That I say so on Mondays is {MY_DEFAULT}.{waiting}{note}"


def _names(plans: Sequence[Plan]) -> str:
    names = fitting((safe(plan.interview.company) for plan in plans[:_MOST_WAITING]), _ROOM_FOR_NAMES)
    more = len(plans) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _rows(message: PingMessage, *, bundle: bool) -> tuple[tuple[Button, ...], ...]:
    if message.choosing_later is not None:
        return _later_rows(message, message.choosing_later, bundle=bundle)
    rows: list[tuple[Button, ...]] = []
    for line in message.lines:
        if line.state is StepState.OPEN:
            rows.extend(_line_rows(message, line, bundle=bundle))
    done = [line for line in message.lines if line.undo_change]
    undo = [
        Button(f"{line.position + 1}. Undo" if len(done) > 1 else "Undo", Undo(line.undo_change or 0)) for line in done
    ]
    if not bundle:
        undo[:0] = [button for line in done if line.plan for button in add_step(line.plan, line.verdict)]
    rows.extend(tuple(undo[n : n + 4]) for n in range(0, len(undo), 4))
    return tuple(rows)


def _line_rows(message: PingMessage, line: PingLine, *, bundle: bool) -> list[tuple[Button, ...]]:
    if line.key.kind is StepKind.NUDGE:
        return [(_button(message, line.position, PingAction.STOP, "Stop the weekly nudge"),)]
    main = _MAIN[line.key.kind]
    if not bundle:
        first, more = (
            tuple(_button(message, line.position, action, label) for action, label in part)
            for part in (main, _more(line.key.kind))
        )
        return [(*_write(line, ""), *first), more]
    number = f"{line.position + 1}. "
    brief = [(action, number + _BRIEF.get(action, label)) for action, label in (*main, _MORE[0])]
    return [(*_write(line, number), *(_button(message, line.position, action, label) for action, label in brief))]


def _more(kind: StepKind) -> tuple[tuple[PingAction, str], ...]:
    return tuple(pair for pair in _MORE if pair[0] is not PingAction.SKIP or kind not in _NOT_SKIPPED)


def _write(line: PingLine, number: str) -> tuple[Button, ...]:
    return (Button(f"{number}Write it", Run("note", line.key.interview_id)),) if line.key.kind is StepKind.NOTE else ()


def _later_rows(message: PingMessage, position: int, *, bundle: bool) -> tuple[tuple[Button, ...], ...]:
    choices = [_button(message, position, choice.action, _later_label(choice, message)) for choice in message.later]
    rows = [tuple(choices[n : n + 2]) for n in range(0, len(choices), 2)]
    if bundle:
        kind = next(line.key.kind for line in message.lines if line.position == position)
        rows.append(tuple(_button(message, position, action, label) for action, label in _more(kind)[1:]))
    return (*rows, (_button(message, position, PingAction.BACK, "Back"),))


def _later_label(choice: LaterChoice, message: PingMessage) -> str:
    """What the choice is called; where its hour admits no ping, when it would come."""
    return _LATER[choice.action] if choice.exact else plain_moment(choice.at, message.at, message.preferences.time_zone)


def _button(message: PingMessage, position: int, action: PingAction, label: str) -> Button:
    return Button(label, AnswerPing(message.ping_id, position, action.value), _STYLES.get(action, Style.PLAIN))
