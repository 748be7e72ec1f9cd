"""`/start`: the first minute, and the links that lead into it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.language.names import NameFault, clean_name
from bot.services import interviews
from bot.services.context import Context, Request
from bot.services.incoming import ZONE_COMMAND
from bot.services.outcomes import Outcome
from bot.services.preferences import suggested_cities
from bot.services.questions import Option, Question
from bot.services.settings_outcomes import Welcome

_UNKNOWN_ZONE = ZoneInfo("UTC")
"""What stands for the zone until the person has said it."""


def start(context: Context, request: Request) -> Outcome:
    """`/start [payload]`: asks for the time zone where it is not known; shorter for whoever has been here."""
    if linked := _linked(context, request.text):
        return linked
    account = context.account
    known, guess = bool(account.plans), context.guessed_zone
    if known or account.preferences.time_zone not in (_UNKNOWN_ZONE, guess):
        return Welcome(account.preferences, context.now, waiting=len(account.open_plans), known=known)
    guessed = (Option("text", guess.key, guess.key),) if guess and guess != _UNKNOWN_ZONE else ()
    places = (*guessed, *suggested_cities(context))
    ask = context.ask(Request(ZONE_COMMAND), Question.FIRST_ZONE, "text", places)
    return Welcome(account.preferences, context.now, ask, guess=guess if guessed else None)


def _linked(context: Context, payload: str) -> Outcome | None:
    """What a link's payload asks for: "interview", "interviewed", or either with "_Name", "_" for spaces in it.

    A link may be anybody's, so it records nothing: it asks for what only the person knows.
    """
    command, _, words = payload.partition("_")
    if command not in (interviews.LOG, interviews.PLAN):
        return None
    name = clean_name(words.replace("_", " "))
    request = Request(command, {} if isinstance(name, NameFault) else {"company": name})
    if command == interviews.PLAN:
        return interviews.plan_interview(context, request)
    if isinstance(name, NameFault):
        return interviews.log_interview(context, request)
    return interviews.ask_when_held(context, request, name)
