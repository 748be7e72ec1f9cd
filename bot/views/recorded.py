"""What was recorded, said back with its date, and what follows from it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.guidance.calendar import EntryKind
from bot.guidance.etiquette import Default, RuleId
from bot.guidance.events import (
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Met,
    Muted,
    Planned,
    Reminder,
    RuleGiven,
    SalesSaid,
    Settled,
    Settlement,
    Snoozed,
    Thanked,
    Unmuted,
)
from bot.guidance.events import Outcome as CallOutcome
from bot.guidance.facts import Event
from bot.guidance.ground_rules import Contact
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, Reason, Verdict
from bot.guidance.workdays import local_day
from bot.services.outcomes import Recorded
from bot.views.asides import ASIDES, aside_words
from bot.views.buttons import CorrectDate, Run, Undo
from bot.views.dates import near_day
from bot.views.events import event_time, event_words
from bot.views.interview_buttons import add_entry, add_step
from bot.views.next_steps import AGENDA, STATUS, Rows, about, next_rows
from bot.views.people import open_rows, open_words
from bot.views.reasons import default_line, paragraphs, rule_line
from bot.views.reply import Button, Reply, Style, lines, safe, sentences, shortened
from bot.views.scripts import closing_question, last_note_words
from bot.views.to_come import asked_afterwards, call_ping, close_later, note_ping
from bot.views.verdicts import (
    company_words,
    count_words,
    day_words,
    email_words,
    from_words,
    verdict_line,
    which_call,
)

_WITHOUT_DAY = (Snoozed, Muted, Unmuted, SalesSaid, *ASIDES)


def recorded(outcome: Recorded) -> Reply:
    """The answer to whatever records something."""
    plan, verdict = outcome.plan, outcome.verdict
    word = "Corrected" if outcome.corrected else "Recorded"
    text = lines(
        f"✓ {word}: {recorded_words(outcome)}" + passed_over(outcome) + _no_rule(outcome) + uncounted(outcome),
        follows(plan, verdict, outcome),
        open_words(plan, outcome.at) if isinstance(outcome.event.what, Thanked) else "",
        zone_hint(outcome),
    )
    zone = ((Button("Set my time zone", Run("timezone")),),) if zone_hint(outcome) else ()
    mending = [Button("Undo", Undo(outcome.change_id))]
    if not _is_quiet(outcome.event) or isinstance(outcome.event.what, Reminder):
        mending.insert(0, Button("Wrong day?", CorrectDate(outcome.event_row)))
    if isinstance(outcome.event.what, Reminder):
        mending.insert(0, add_entry(plan, EntryKind.REMINDER))
    elif not isinstance(outcome.event.what, ASIDES):
        mending[:0] = add_step(plan, outcome.verdict)
    return Reply(text, (*_following(outcome), *zone, tuple(mending)))


def _following(outcome: Recorded) -> Rows:
    plan, what = outcome.plan, outcome.event.what
    notes = open_rows(plan, outcome.at) if isinstance(what, Thanked | Met) else ()
    if isinstance(what, ASIDES):
        return notes or ((about(plan, "Should I call?", "should_i_call"), AGENDA),)
    if isinstance(what, Muted):
        return ((about(plan, "Pings again", "unmute", style=Style.MAIN), STATUS),)
    return (*notes, *next_rows(plan, outcome.verdict, outcome.at))


def passed_over(outcome: Recorded) -> str:
    return f"\nI could not place “{safe(shortened(outcome.unread))}”." if outcome.unread else ""


def _no_rule(outcome: Recorded) -> str:
    """That words of theirs are kept as they are, where they say nothing of what is to be done and when."""
    what = outcome.event.what
    mere = isinstance(what, Heard) and what.note and not outcome.more
    return "\nWhat they said is kept as a note: I read no day and no rule in it." if mere else ""


def recorded_words(outcome: Recorded) -> str:
    """What was recorded, of which company, and when; HTML."""
    preferences, at = outcome.plan.preferences, outcome.at
    events = (outcome.event, *(replace(outcome.event, what=what) for what in outcome.more))
    what = "; ".join(event_words(event, preferences, at) for event in events)
    when = "" if _is_quiet(outcome.event) else f" · {event_time(outcome.event, preferences, at)}"
    return f"{what} · {company_words(outcome.plan)}{when}"


def _is_quiet(event: Event) -> bool:
    """Whether its own time says nothing to the person."""
    undated = (Contact,)
    return isinstance(event.what, _WITHOUT_DAY) or (
        isinstance(event.what, RuleGiven) and isinstance(event.what.rule, undated)
    )


def uncounted(outcome: Recorded) -> str:
    event, held, zone = outcome.event, outcome.plan.standing.round, outcome.plan.preferences.time_zone
    if not isinstance(event.what, Thanked | Called | Emailed | Heard | Settled):
        return ""
    if isinstance(event.what, Settled) and outcome.plan.standing.settled:
        return ""
    by_day = event.day_only or held.day_only
    before = local_day(event.at, zone) < local_day(held.at, zone) if by_day else event.at < held.at
    if before and outcome.plan.planned and _held_before(event, outcome.plan):
        return "\nIt belongs to the interview that was held; the one to come wants a note and a count of its own."
    return "\nThat was before the interview, so it is kept but not counted." if before else ""


def _held_before(event: Event, plan: Plan) -> bool:
    rounds = (other for other in plan.interview.events if isinstance(other.what, Planned | Interviewed))
    return any(other.at <= event.at for other in rounds)


def zone_hint(outcome: Recorded) -> str:
    if not (outcome.new and outcome.plan.preferences.time_zone.key == "UTC"):
        return ""
    return "All times are in UTC, as you told me no other time zone: my pings come by it. /timezone Berlin"


def follows(plan: Plan, verdict: Verdict, outcome: Recorded) -> str:
    """What to do next, after something was recorded."""
    if isinstance(outcome.event.what, ASIDES):
        return aside_words(plan, outcome)
    if isinstance(outcome.event.what, Muted):
        name = safe(plan.interview.company)
        return f"No more pings about it; /should_i_call still answers. To have them back: /unmute {name}"
    if isinstance(outcome.event.what, Unmuted) and plan.preferences.muted:
        return "All pings are off, though, until you send /unmute alone."
    if isinstance(outcome.event.what, Cancelled):
        return _cancelled(plan, outcome)
    now = outcome.at
    match verdict.reason:
        case Reason.SETTLED:
            return _settled(plan)
        case Reason.INTERVIEW_AHEAD:
            return lines(last_note_words(plan, now), closing_question(), asked_afterwards(plan, now))
        case Reason.NOTE_FIRST:
            return _note_next(plan, verdict, outcome)
        case Reason.THEY_SAID_NO_CALLS:
            return f"Then no calls. {rule_line(RuleId.THEIR_RULES_FIRST)} {rule_line(RuleId.KEEP_SEARCHING)}"
        case Reason.THEY_SAID_EMAIL:
            return f"Then no calls. {rule_line(RuleId.THEIR_RULES_FIRST)} <b>Instead:</b> {email_words(plan, now)}"
        case Reason.USED_UP:
            return lines(
                f"{count_words(plan, now)} {rule_line(RuleId.THEN_DONE)}",
                f"<b>Instead:</b> {rule_line(RuleId.KEEP_SEARCHING)}",
                close_later(plan, outcome),
            )
    if verdict.answer is Answer.YES:
        name = safe(plan.interview.company)
        return f"<b>Next:</b> you may call now{which_call(verdict)}. For what to say: /should_i_call {name}"
    return _wait(plan, verdict, outcome)


def _cancelled(plan: Plan, outcome: Recorded) -> str:
    """What to do now that they called it off."""
    ask = "<b>Next:</b> ask them for a new date; when you have one: /interview " + safe(plan.interview.company)
    stands = "" if plan.standing.settled else verdict_line(plan, outcome.verdict, outcome.at)
    return lines(ask, rule_line(RuleId.KEEP_SEARCHING), stands)


def _settled(plan: Plan) -> str:
    settled = plan.standing.settled
    if settled and settled.what == Settled(Settlement.OFFER):
        return "Congratulations! I stop asking about this one."
    sorry = "I am sorry to hear it. " if settled and settled.what == Settled(Settlement.REJECTED) else ""
    search = f"The search goes on ({paragraphs(RuleId.KEEP_SEARCHING)})."
    return sentences(f"{sorry}I stop asking about this one.", search)


def _note_next(plan: Plan, verdict: Verdict, outcome: Recorded) -> str:
    now = outcome.at
    return lines(
        sentences(
            f"<b>Next:</b> the thank-you note, right away ({paragraphs(RuleId.THANK_YOU_ALWAYS)}).",
            note_ping(plan, now),
        ),
        sentences(
            count_words(plan, now) if plan.standing.tries else "",
            f"If they stay silent: a call from {near(plan, verdict, outcome)} on.",
            day_words(plan, verdict, now),
        ),
    )


def near(plan: Plan, verdict: Verdict, outcome: Recorded) -> str:
    """The day from which a call will be right."""
    if verdict.yes_from is None:
        return ""
    zone = plan.preferences.time_zone
    return near_day(verdict.yes_from.astimezone(zone).date(), outcome.at.astimezone(zone).date())


def _wait(plan: Plan, verdict: Verdict, outcome: Recorded) -> str:
    now = outcome.at
    reason = day_words(plan, verdict, now)
    if verdict.reason is Reason.THEIR_DAY:
        reason = rule_line(RuleId.THEIR_RULES_FIRST)
    counted = sentences(count_words(plan, now), _what_counts(outcome)) if plan.standing.tries else ""
    wait = f"<b>Next:</b> wait. A call from {from_words(plan, verdict, now)} on."
    note = f"The thank-you note is still open. {rule_line(RuleId.THANK_YOU_ALWAYS)}" if plan.note_open else ""
    return lines(sentences(counted, wait, reason, call_ping(outcome)), note)


def _what_counts(outcome: Recorded) -> str:
    """That a message left or an email is a try too, where it was just recorded as one."""
    tried = isinstance(outcome.event.what, Emailed) or outcome.event.what == Called(CallOutcome.MESSAGE)
    return default_line(Default.COUNTS_AS_A_CALL, outcome.plan.preferences) if tried else ""
