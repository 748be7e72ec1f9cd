"""Until when a ping is put off."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.guidance.etiquette import PING_TIME
from bot.guidance.steps import Step
from bot.guidance.workdays import instant
from bot.language.moments import Direction, instant_of
from bot.language.snooze import read_span
from bot.services.context import Context
from bot.services.outcomes import LaterChoice, PingAction
from bot.services.questions import Problem, Refused

LATER = (PingAction.IN_AN_HOUR, PingAction.THIS_EVENING, PingAction.TOMORROW, PingAction.NEXT_WEEK)
EVENING = time(18)
MORNING = time(9)


def later_choices(context: Context, step: Step) -> tuple[LaterChoice, ...]:
    """How much later the ping may come; what would come to the same time as another choice is left out."""
    choices: dict[datetime, LaterChoice] = {}
    for action in LATER:
        wish = instant_of_choice(context, action)
        at = comes(context, step, wish)
        over = action is PingAction.THIS_EVENING and wish > _evening(context)
        if at and not over:
            choices.setdefault(at, LaterChoice(action, at, exact=at == wish))
    return tuple(choices.values())


def comes(context: Context, step: Step, wish: datetime) -> datetime | None:
    """When a ping put off until then can come, the hours for pings and calls considered."""
    preferences = context.account.preferences
    return step.next_ping(wish, preferences.ping_hours, preferences.time_zone, alone=False)


def _evening(context: Context) -> datetime:
    return instant(context.today, EVENING, context.account.preferences.time_zone)


def instant_of_choice(context: Context, action: PingAction) -> datetime:
    """The instant that a choice of "later" means where the person is."""
    zone = context.account.preferences.time_zone
    tomorrow = context.today + timedelta(days=1)
    if action is PingAction.IN_AN_HOUR:
        return context.now + timedelta(hours=1)
    if action is PingAction.THIS_EVENING:
        evening = _evening(context)
        return evening if evening > context.now else instant(tomorrow, EVENING, zone)
    return instant(tomorrow if action is PingAction.TOMORROW else context.today + timedelta(weeks=1), MORNING, zone)


def read_until(context: Context, words: str) -> datetime | Problem:
    """The instant that the words put something off until: "Friday", "3 December 15:00", "3 hours"."""
    if span := read_span(words):
        until = _after(context, span)
    else:
        moment = context.read_moment(words, Direction.FUTURE)
        if isinstance(moment, Refused) or moment is None:
            return moment.problem if moment else Problem.DATE_NOT_READ
        until = instant_of(moment, zone=context.account.preferences.time_zone, default=PING_TIME)
    return until if until > context.now else Problem.MOMENT_PASSED


def _after(context: Context, span: timedelta) -> datetime:
    """So long from now; in whole days it is the usual time of pings on that day."""
    if span % timedelta(days=1):
        return context.now + span
    return instant(context.today + span, PING_TIME, context.account.preferences.time_zone)
