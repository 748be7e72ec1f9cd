"""The first line of a ping: the company and the act, within what a locked screen shows."""

from __future__ import annotations

from bot.guidance.events import StepKind
from bot.guidance.plan import Plan
from bot.services.outcomes import PingLine, PingMessage, StepState
from bot.views.reply import counted, length, safe, shortened
from bot.views.verdicts import company_words

ON_A_LOCKED_SCREEN = 64
"""Characters of a message that are surely seen."""
SHORT_NAME = 28
_SHORTER_NAME = 16
_ACTS = {
    StepKind.NOTE: "note",
    StepKind.CALL: "call",
    StepKind.CLOSE: "close it?",
    StepKind.NUDGE: "your search",
    StepKind.REMIND: "reminder",
    StepKind.DEBRIEF: "how did it go?",
}
_THINGS = ("{count} thing: {things}", "{count} things: {things}")
SYMBOLS = {
    StepKind.NOTE: "✉️",
    StepKind.CALL: "📞",
    StepKind.CLOSE: "🗂",
    StepKind.NUDGE: "🔎",
    StepKind.REMIND: "⏰",
    StepKind.DEBRIEF: "🗣",
}


def short_name(plan: Plan) -> str:
    """A company's name, cut where it would push what is to be done off the screen; HTML."""
    return f"<b>{safe(shortened(plan.interview.company, SHORT_NAME))}</b>"


def full_name(plan: Plan) -> str:
    """The name in full, with the role, on a line of its own, where the short one left something out."""
    return "" if company_words(plan) == short_name(plan) else f"\n{company_words(plan)}"


def summary(message: PingMessage) -> str:
    """What a ping about several things is about: "3 things: Acme call, Globex note"."""
    left = [line for line in message.lines if line.state is StepState.OPEN]
    if not left:
        return f"All {len(message.lines)} things are dealt with."
    words = ""
    for line in left:
        more = f"{words}, {_brief(line)}" if words else _brief(line)
        if length(counted(len(left), *_THINGS, things=more)) > ON_A_LOCKED_SCREEN - 2:
            return counted(len(left), *_THINGS, things=f"{words}, …")
        words = more
    return counted(len(left), *_THINGS, things=words)


def _brief(line: PingLine) -> str:
    name = f"{safe(shortened(line.plan.interview.company, _SHORTER_NAME))} " if line.plan else ""
    return name + _ACTS[line.key.kind]
