"""What to say on the phone, to a person and to a machine; what goes into the note; what to ask before leaving.

Source: `not-desperate`, `note-contents`, `ask-ground-rules`.
"""

from __future__ import annotations

from datetime import datetime

from bot.guidance.etiquette import RuleId
from bot.guidance.plan import Plan
from bot.views.reasons import paragraphs, rule_line

_TO_A_PERSON = {
    1: "“Hello, we spoke about the opening and I enjoyed it. I am still interested and wondered where things stand, "
    "and when I might ask again.”",
    2: "“Hello, I am following up once more on our interview. I remain interested; is there any news, or a better "
    "time to ask?”",
    3: "“Hello, a last word from me about our interview. I would still be glad to join you; if it goes another way, "
    "thank you for your time all the same.”",
}
_TO_A_MACHINE = {
    1: "your name, the opening, that you are interested, your number. Twenty seconds, once.",
    2: "your name, the opening, that you would be glad of a word, your number. Nothing about the first message.",
    3: "your name, the opening, thanks for their time, your number. No reproach, no plea.",
}


def call_script(number: int | None) -> str:
    """What to say on the first, second or third call; a call that they asked for is like a first."""
    which = number or 1
    return (
        f"<b>Say:</b> {_TO_A_PERSON[which]}\n"
        f"<b>To a machine:</b> {_TO_A_MACHINE[which]}\n"
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
