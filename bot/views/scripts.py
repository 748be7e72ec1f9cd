"""What to say on the phone, to a person and to a machine; what goes into the note; what to ask before leaving.

Source: `not-desperate`, `note-contents`, `ask-ground-rules`.
"""

from __future__ import annotations

from datetime import datetime

from bot.guidance.etiquette import RuleId
from bot.guidance.letters import CallKind, call_to_make
from bot.guidance.plan import Plan
from bot.guidance.verdict import Verdict
from bot.views.call_words import call_words
from bot.views.reasons import paragraphs, rule_line
from bot.views.reply import safe


def call_script(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What to say on the call that is due, to a person and to a machine; HTML."""
    words = call_words(call_to_make(plan, verdict) or CallKind.FIRST, plan, now)
    return (
        f"<b>Say:</b> “{safe(words.person)}”\n"
        f"<b>To a machine:</b> “{safe(words.machine)}”\n"
        f"Interested, and at ease: you have other doors ({paragraphs(RuleId.NOT_DESPERATE)})."
    )


def note_contents() -> str:
    """The three things in a thank-you note."""
    return (
        "In it: thanks for the conversation, that you want the job, and how it fits what you can do "
        f"({paragraphs(RuleId.NOTE_CONTENTS)}). Email is fine ({paragraphs(RuleId.EMAIL_IS_FINE)})."
    )


def last_note_words(plan: Plan, now: datetime) -> str:
    """That the note for the last round is still open, where a further one lies ahead."""
    if not plan.last_note_open(now):
        return ""
    return f"The note for the last one is still open. {rule_line(RuleId.THANK_YOU_ALWAYS)}"


def closing_question() -> str:
    """What to ask before leaving an interview."""
    return (
        "Before you leave, ask: “Who would be the right person to ask about the next steps, and which day suits?” "
        f"({paragraphs(RuleId.ASK_GROUND_RULES)})"
    )
