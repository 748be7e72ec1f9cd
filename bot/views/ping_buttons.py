"""The buttons of a ping: what was done, later, or never again."""

from __future__ import annotations

from bot.guidance.events import StepKind
from bot.guidance.plan import Plan
from bot.services.outcomes import LaterChoice, PingAction, PingLine, PingMessage, StepState
from bot.views.buttons import AnswerPing, Run, Undo
from bot.views.dates import plain_moment
from bot.views.interview_buttons import add_step
from bot.views.next_steps import Rows, about, copy_number, next_rows, skip_note
from bot.views.reply import Button, Style, shortened

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
    PingAction.TOOK_PLACE: Style.MAIN,
    PingAction.CLOSE: Style.DANGER,
    PingAction.STOP: Style.DANGER,
}
_BRIEF = {
    PingAction.MESSAGE: "Message",
    PingAction.TOOK_PLACE: "Held",
    PingAction.CANCELLED: "Cancelled",
    PingAction.MOVED: "Moved",
}
_MORE = ((PingAction.LATER, "Later"), (PingAction.SKIP, "Skip"), (PingAction.STOP, "Stop these"))
_MOST_IN_FULL = 6
"""Things in a message that have all their buttons at once."""
_MOST_NOTES = 3
"""Open notes that have buttons under the nudge; the others follow with the next."""
_BRIEF_NAME = 16
_NOT_SKIPPED = frozenset({StepKind.REMIND, StepKind.DEBRIEF})
_LATER = {
    PingAction.IN_AN_HOUR: "In an hour",
    PingAction.THIS_EVENING: "This evening",
    PingAction.TOMORROW: "Tomorrow morning",
    PingAction.NEXT_WEEK: "In a week",
}


def ping_rows(message: PingMessage, *, bundle: bool) -> Rows:
    """The buttons of a ping as its steps stand."""
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
        rows.extend(_following(message))
        undo[:0] = [button for line in done if line.plan for button in add_step(line.plan, line.verdict)]
    rows.extend(tuple(undo[n : n + 4]) for n in range(0, len(undo), 4))
    return tuple(rows)


def _following(message: PingMessage) -> Rows:
    """What people do next, where the one thing that the ping was about is done."""
    for line in message.lines:
        if line.state is StepState.DONE and line.plan and line.verdict and message.following is None:
            return next_rows(line.plan, line.verdict, message.at)
    return ()


def _line_rows(message: PingMessage, line: PingLine, *, bundle: bool) -> list[tuple[Button, ...]]:
    if line.key.kind is StepKind.NUDGE:
        unsent = [_note_row(plan) for plan in message.week.unsent[:_MOST_NOTES]]
        return [*unsent, (_button(message, line.position, PingAction.STOP, "Stop the weekly nudge"),)]
    main = _MAIN[line.key.kind]
    if not bundle:
        first, more = (
            tuple(_button(message, line.position, action, label) for action, label in part)
            for part in (main, _more(line.key.kind))
        )
        copies = copy_number(line.plan) if line.plan and line.key.kind is StepKind.CALL else ()
        return [row for row in ((*_write(line, ""), *first), copies, more) if row]
    number = f"{line.position + 1}. "
    shown, write = (main[:1], ()) if _is_crowded(message) else (main, _write(line, number))
    brief = [(action, number + _BRIEF.get(action, label)) for action, label in shown]
    brief.append((PingAction.LATER, f"{number}More"))
    return [(*write, *(_button(message, line.position, action, label) for action, label in brief))]


def _is_crowded(message: PingMessage) -> bool:
    """Whether it is about so many things that each has a button for what is mostly done, and one for the rest."""
    return len(message.lines) > _MOST_IN_FULL


def _note_row(plan: Plan) -> tuple[Button, ...]:
    """What may have become of a note that is pinged no more."""
    name = shortened(plan.interview.company, _BRIEF_NAME)
    return about(plan, f"{name}: note sent", "thanked"), skip_note(plan, f"{name}: skip it")


def _more(kind: StepKind) -> tuple[tuple[PingAction, str], ...]:
    return tuple(pair for pair in _MORE if pair[0] is not PingAction.SKIP or kind not in _NOT_SKIPPED)


def _write(line: PingLine, number: str) -> tuple[Button, ...]:
    return (Button(f"{number}Write it", Run("note", line.key.interview_id)),) if line.key.kind is StepKind.NOTE else ()


def _later_rows(message: PingMessage, position: int, *, bundle: bool) -> Rows:
    choices = [_button(message, position, choice.action, _later_label(choice, message)) for choice in message.later]
    choices.append(_button(message, position, PingAction.OWN_DATE, "Another day…"))
    rows = [tuple(choices[n : n + 2]) for n in range(0, len(choices), 2)]
    if bundle:
        line = next(line for line in message.lines if line.position == position)
        if _is_crowded(message):
            rest = tuple(_button(message, position, action, label) for action, label in _MAIN[line.key.kind][1:])
            rows[:0] = [row for row in ((*_write(line, ""), *rest),) if row]
        rows.append(tuple(_button(message, position, action, label) for action, label in _more(line.key.kind)[1:]))
    return (*rows, (_button(message, position, PingAction.BACK, "Back"),))


def _later_label(choice: LaterChoice, message: PingMessage) -> str:
    """What the choice is called; where its hour admits no ping, when it would come."""
    return _LATER[choice.action] if choice.exact else plain_moment(choice.at, message.at, message.preferences.time_zone)


def _button(message: PingMessage, position: int, action: PingAction, label: str) -> Button:
    return Button(label, AnswerPing(message.ping_id, position, action.value), _STYLES.get(action, Style.PLAIN))
