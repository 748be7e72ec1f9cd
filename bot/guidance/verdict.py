"""`/should_i_call`: Yes, Not yet or No at one instant, with its reasons. The first rule that fits decides."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from bot.guidance.etiquette import Default, RuleId
from bot.guidance.events import RuleGiven
from bot.guidance.ground_rules import AwayUntil, CallOn, DecisionBy, Series, TheyCall
from bot.guidance.plan import Basis, Plan, day_passed
from bot.guidance.workdays import local_day, next_workday


class Answer(StrEnum):
    """The answer's first word."""

    YES = "Yes"
    NOT_YET = "Not yet"
    NO = "No"


class Reason(StrEnum):
    """Which row of the decision table decided."""

    SETTLED = "settled"
    INTERVIEW_AHEAD = "interview-ahead"
    THEY_SAID_NO_CALLS = "they-said-no-calls"
    THEY_SAID_EMAIL = "they-said-email"
    THEIR_DAY = "their-day"
    USED_UP = "used-up"
    NOTE_FIRST = "note-first"
    TOO_EARLY = "too-early"
    OUT_OF_HOURS = "out-of-hours"
    DUE = "due"


class Verdict(Struct, frozen=True):
    """The answer for one interview at one instant, and what it rests on."""

    answer: Answer
    reason: Reason
    rules: tuple[RuleId, ...]
    defaults: tuple[Default, ...] = ()
    yes_from: datetime | None = None
    """With Not yet: the first instant at which it will be Yes, all else staying as it is."""
    call_number: int | None = None
    """With Yes: which of the three calls it is; None for a call that they asked for."""


def verdict_at(plan: Plan, now: datetime) -> Verdict:
    """Decide whether to call at `now`, an aware instant. Source: the decision table, in its order."""
    if plan.standing.settled:
        return Verdict(Answer.NO, Reason.SETTLED, (RuleId.KEEP_SEARCHING,))
    if now < plan.standing.round.at:
        return _interview_ahead(plan)
    if plan.standing.email_only and not plan.calls_used_up:
        return _by_email(plan)
    if plan.standing.no_calls and not plan.standing.email_only:
        return Verdict(Answer.NO, Reason.THEY_SAID_NO_CALLS, (RuleId.THEIR_RULES_FIRST, RuleId.KEEP_SEARCHING))
    if plan.call.named:
        return _their_day(plan, now)
    if plan.calls_used_up:
        rules = (RuleId.THREE_CALLS, RuleId.THEN_DONE, RuleId.KEEP_SEARCHING)
        return Verdict(Answer.NO, Reason.USED_UP, rules, (Default.COUNTS_AS_A_CALL,))
    if plan.note_open:
        return _note_first(plan, now)
    return _by_the_day(plan, now)


def _interview_ahead(plan: Plan) -> Verdict:
    held = plan.standing.round.at
    opening = _opening_on_day(plan, held) if plan.call.named else _opening_after_note(plan, held)
    return Verdict(
        Answer.NOT_YET,
        Reason.INTERVIEW_AHEAD,
        (RuleId.ASK_GROUND_RULES,),
        day_defaults(plan),
        yes_from=None if plan.standing.no_calls else opening,
    )


def _by_email(plan: Plan) -> Verdict:
    """No call, but an email on the day on which a call would be due; it counts as a try."""
    rules = (RuleId.THEIR_RULES_FIRST, RuleId.EMAIL_IS_FINE)
    return Verdict(Answer.NO, Reason.THEY_SAID_EMAIL, rules, (*day_defaults(plan), Default.COUNTS_AS_A_CALL))


def _their_day(plan: Plan, now: datetime) -> Verdict:
    """They named a day: Yes from that day's calling hours until a call is recorded for it; it is not counted."""
    rules = (RuleId.THEIR_RULES_FIRST,)
    moved = day_defaults(plan)
    opening = _opening_on_day(plan, now)
    if opening <= now:
        return Verdict(Answer.YES, Reason.THEIR_DAY, (*rules, RuleId.NOT_DESPERATE), moved)
    hours = () if local_day(now, plan.call.window.zone) < plan.call.on else (Default.CALLING_HOURS,)
    return Verdict(Answer.NOT_YET, Reason.THEIR_DAY, rules, (*moved, *hours), yes_from=opening)


def _opening_on_day(plan: Plan, at: datetime) -> datetime:
    """The first instant from `at` on for a call on any of the days that they named."""
    return min(step.window.next_open(at) for step in plan.steps if step.window)


def _note_first(plan: Plan, now: datetime) -> Verdict:
    """The note first; a call from the day it would be due, and not before the working day after the note."""
    after_note = _day_after_note(plan, now)
    defaults = (Default.DAY_AFTER_NOTE,) if after_note > plan.call.on else day_defaults(plan)
    opening = _opening_after_note(plan, now)
    return Verdict(Answer.NOT_YET, Reason.NOTE_FIRST, (RuleId.THANK_YOU_ALWAYS,), defaults, yes_from=opening)


def _day_after_note(plan: Plan, sent_at: datetime) -> date:
    return next_workday(day_passed(sent_at, plan.call.window, plan.preferences), plan.preferences.country)


def _opening_after_note(plan: Plan, sent_at: datetime) -> datetime:
    """The first instant for a call if the note is sent at `sent_at`."""
    on = max(plan.call.on, _day_after_note(plan, sent_at))
    return plan.call.window.starting(on).next_open(sent_at)


def _by_the_day(plan: Plan, now: datetime) -> Verdict:
    window = plan.call.window
    if local_day(now, window.zone) < window.on:
        rules = (RuleId.SILENCE_HAS_REASONS,)
        return Verdict(Answer.NOT_YET, Reason.TOO_EARLY, rules, day_defaults(plan), yes_from=window.next_open(now))
    if not window.open_at(now):
        hours = (Default.CALLING_HOURS,)
        return Verdict(Answer.NOT_YET, Reason.OUT_OF_HOURS, (), hours, yes_from=window.next_open(now))
    number = len(plan.standing.tries) + 1
    return Verdict(Answer.YES, Reason.DUE, (RuleId.THREE_CALLS, RuleId.NOT_DESPERATE), day_defaults(plan), None, number)


def call_after_note(plan: Plan, verdict: Verdict) -> datetime | None:
    """From when a call will be right that waits for the interview or its note; None where none waits for them.

    One truth for agenda, calendar and picture: a call that is a step of the plan does not wait.
    """
    waits = verdict.reason in (Reason.NOTE_FIRST, Reason.INTERVIEW_AHEAD) and not any(
        step.window for step in plan.steps
    )
    return verdict.yes_from if waits else None


def day_defaults(plan: Plan) -> tuple[Default, ...]:
    """The bot's own defaults that decided the day of the next call."""
    sales = plan.interview.sales
    if plan.call.wait:
        return (Default.THEY_CALL_UNDATED if their_wait(plan) == TheyCall(None) else Default.AFTER_THEIR_DAY,)
    first = Default.FIRST_CALL_SALES if sales else Default.FIRST_CALL
    match plan.call.basis:
        case Basis.AFTER_INTERVIEW:
            return (first,)
        case Basis.AFTER_WORD:
            return (first, Default.COUNTS_ANEW)
        case Basis.AFTER_TRY | Basis.AFTER_SKIP:
            return (Default.BETWEEN_CALLS_SALES if sales else Default.BETWEEN_CALLS,)
        case Basis.AFTER_NOTE:
            return (Default.DAY_AFTER_NOTE,)
    return ()


def their_wait(plan: Plan) -> TheyCall | DecisionBy | AwayUntil | None:
    """What they said about waiting, where it decides the day of the next call."""
    rule = plan.call.wait.what.rule if plan.call.wait and isinstance(plan.call.wait.what, RuleGiven) else None
    return rule if isinstance(rule, TheyCall | DecisionBy | AwayUntil) else None


def their_appointment(plan: Plan) -> CallOn | Series | None:
    """The day or days that they named for calls, where one of them is open."""
    rule = plan.standing.calling_rule
    if plan.call.named and rule and isinstance(rule.what, RuleGiven):
        given = rule.what.rule
        if isinstance(given, CallOn | Series):
            return given
    return None
