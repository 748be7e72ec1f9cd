"""What is said on each call, to a person and to a machine: the one source for pings, verdicts and `/script`.

Source: `not-desperate`; the words are the bot's own.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.guidance.events import Called, Outcome
from bot.guidance.letters import CallKind
from bot.guidance.plan import Plan
from bot.views.spoken import day_words, opening_words, when_words


class CallWords(Struct, frozen=True):
    """What to say to the right person, when there is no news yet, and to a machine; without markup."""

    person: str
    if_no_news: str
    machine: str


WORDS = {
    CallKind.FIRST: CallWords(
        person="I had my interview {when} about your {opening}, and I enjoyed it. I am still interested; where do "
        "things stand?",
        if_no_news="That is quite all right. Which day would be good for me to ask again?",
        machine="I had my interview {when} about your {opening}. I am still interested and would be glad of a word, "
        "on [your number]. Thank you.",
    ),
    CallKind.SECOND: CallWords(
        person="I am following up once more on your {opening}, for which I interviewed {when}. It still appeals to "
        "me. Has anything been decided?",
        if_no_news="I understand, these things take time. Shall I leave it with you, or is there a better day to ask?",
        machine="I am calling about your {opening}, which I still find very attractive. A short word on how it goes "
        "on would be welcome, on [your number] or by email. Have a good day.",
    ),
    CallKind.THIRD: CallWords(
        person="This is a last word from me about your {opening}. I would be happy to join you, and I go on looking "
        "in the meantime. Is there any news?",
        if_no_news="Then I leave it in your hands. Thank you for your time; I was glad to meet you.",
        machine="I wanted to say once more that your {opening} would suit me well: I am at [your number]. If it goes "
        "another way, thank you for your time, and all the best.",
    ),
    CallKind.ASKED_FOR: CallWords(
        person="You asked me to call about your {opening}, so here I am. I remain interested. How do things look on "
        "your side?",
        if_no_news="Thank you for telling me. When would you like me to call again?",
        machine="You had asked me to call about your {opening}. I am still interested; please ring me at [your "
        "number], or I will try you again as we agreed. Thank you.",
    ),
}


SINCE_A_TALK = CallWords(
    person="When we last spoke, {talked}, there was no decision yet about your {opening}. I am still interested; where "
    "do things stand now?",
    if_no_news="Thank you for telling me. Which day would be good for me to ask again?",
    machine="We last spoke {talked} about your {opening}. I am still interested and would be glad of news, on [your "
    "number]. Thank you.",
)
"""For the first call that counts after one on which they were reached."""


def call_words(kind: CallKind, plan: Plan, on: datetime) -> CallWords:
    """The words for a call about this interview that is made at `on`."""
    base, contact = plan.standing.base, plan.standing.contact
    since_a_talk = kind is CallKind.FIRST and base.what == Called(Outcome.SPOKE)
    words = SINCE_A_TALK if since_a_talk else WORDS[kind]
    about = {"opening": opening_words(plan), "when": when_words(plan, on), "talked": day_words(base.at, plan, on)}
    for_name = f" This is for {contact.name}." if contact and contact.name else ""
    return CallWords(
        person=f"Hello, {ME} {words.person.format(**about)}",
        if_no_news=words.if_no_news,
        machine=f"Hello, {ME}{for_name} {words.machine.format(**about)}",
    )


ME = "this is [your name]."
"""How the caller begins."""
