"""Mending what was recorded: a wrong day, and `/undo`."""

from __future__ import annotations

from bot.guidance.events import Planned, Reminder, RuleGiven, What
from bot.guidance.facts import Event
from bot.guidance.ground_rules import AwayUntil, CallOn, DecisionBy, Rule, TheyCall
from bot.language.moments import Direction, Moment
from bot.services.account import Account, renew_alarm, set_preferences
from bot.services.context import Context, Request, recent_days
from bot.services.mapping import event_from_row, preferences_from_json
from bot.services.outcomes import Outcome, Undone
from bot.services.questions import Option, Problem, Question, Refused
from bot.services.reminders import move_reminder
from storage import EventRecord
from storage.records import ChangeRecord

CORRECT = "correct"


def correct_date(context: Context, request: Request) -> Outcome:
    """Give something recorded another day: when it happened, or the day that they named."""
    row = context.uow.journal.event(context.account.id, int(request.slots["event"]))
    if row is None:
        return Refused(Problem.STALE)
    event = event_from_row(row)
    plan = context.account.plan(row.interview_id)
    if isinstance(event.what, Reminder):
        return move_reminder(context, request, row, plan)
    company = plan.interview.company if plan else ""
    ahead = _lies_ahead(event.what)
    question = Question.RULE_DAY if isinstance(event.what, RuleGiven) and ahead else Question.NEW_DATE
    words = request.slots.get("when")
    days: tuple[Option, ...] = () if ahead else recent_days(context.today)
    if words is None:
        return context.ask(request, question, "when", days, company=company)
    direction = Direction.FUTURE if ahead else Direction.PAST
    moment = context.read_moment(words, direction)
    if isinstance(moment, Refused) or moment is None:
        problem = moment.problem if moment else Problem.DATE_NOT_READ
        return context.ask(request, question, "when", days, company=company, problem=problem, words=words)
    if several := context.days_of(moment, direction):
        return context.ask(request, Question.DAY_OF_RANGE, "when", several, company=company, words=words)
    misplaced = _misplaced(context, event, moment, ahead=ahead)
    if misplaced:
        return context.ask(request, question, "when", days, company=company, problem=misplaced, day=moment.on)
    return _replace(context, row, event, moment)


def _lies_ahead(what: What) -> bool:
    return isinstance(what, Planned) or (isinstance(what, RuleGiven) and _dated(what.rule, None) is not None)


def _dated(rule: Rule, moment: Moment | None) -> Rule | None:
    """The rule with another day; None for a rule without any."""
    day = moment.on if moment else None
    match rule:
        case CallOn(on=old):
            return CallOn(day or old)
        case DecisionBy(by=old):
            return DecisionBy(day or old)
        case AwayUntil(until=old):
            return AwayUntil(day or old)
        case TheyCall(by=old) if old:
            return TheyCall(day or old)
    return None


def _misplaced(context: Context, event: Event, moment: Moment, *, ahead: bool) -> Problem | None:
    if isinstance(event.what, RuleGiven) and ahead:
        return Problem.RULE_DAY_PASSED if moment.on < context.today else None
    if ahead and context.lacks_time(moment):
        return Problem.TIME_MISSING
    at, _ = context.instant_of(moment)
    if ahead:
        return Problem.RULE_DAY_PASSED if at <= context.now else None
    return Problem.DATE_AHEAD if at > context.now else None


def _replace(context: Context, row: EventRecord, event: Event, moment: Moment) -> Outcome:
    given = event.what
    rule = _dated(given.rule, moment) if isinstance(given, RuleGiven) else None
    if rule and isinstance(given, RuleGiven):
        what = RuleGiven(rule, given.word)
        return context.record(row.interview_id, what, row.at, day_only=row.day_only, in_place_of=row)
    at, day_only = context.instant_of(moment)
    # A round that is set for another time is told anew.
    afresh = isinstance(event.what, Planned)
    return context.record(row.interview_id, event.what, at, day_only=day_only, in_place_of=row, afresh=afresh)


def undo_last(context: Context, request: Request) -> Outcome:
    """`/undo`: take back the last thing recorded, however it was recorded."""
    change = context.uow.journal.last_change(context.account.id)
    return _undo(context, change) if change else Refused(Problem.NOTHING_TO_UNDO)


def undo_change(context: Context, change_id: int) -> Outcome:
    """Take one change back, unless something recorded later hangs on the same interview."""
    journal = context.uow.journal
    change = journal.change(context.account.id, change_id)
    if change is None or change.undone_at is not None:
        return Refused(Problem.STALE)
    if journal.has_later_change(context.account.id, change):
        return Refused(Problem.LATER_CHANGES)
    return _undo(context, change)


def _undo(context: Context, change: ChangeRecord) -> Undone:
    uow, person_id, before = context.uow, context.account.id, context.account
    recorded = uow.journal.events_of_change(person_id, change.id)
    retracted = uow.journal.events_retracted_by(person_id, change.id)
    # A version that came with a file and held there no longer never counted here.
    taken_back = [row for row in recorded if row.retracted_by != change.id]
    restored = [row for row in retracted if row.recorded_by != change.id]
    uow.journal.undo(person_id, change.id, context.now)
    if change.previous_preferences is not None:
        set_preferences(uow, before, preferences_from_json(change.previous_preferences))
    after = renew_alarm(uow, before, context.now)
    context.hold(after)
    return Undone(
        company=_company(before, change),
        taken_back=tuple(map(event_from_row, taken_back)),
        restored=tuple(map(event_from_row, restored)),
        plan=after.plan(change.interview_id) if change.interview_id else None,
        preferences=after.preferences,
        at=context.now,
        settings=before.preferences if change.previous_preferences is not None else None,
        whole_import=change.interview_id is None and bool(taken_back),
    )


def _company(account: Account, change: ChangeRecord) -> str:
    plan = account.plan(change.interview_id) if change.interview_id else None
    return plan.interview.company if plan else ""
