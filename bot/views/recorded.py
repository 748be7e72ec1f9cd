"""What was recorded, said back with its date, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.guidance.calendar import EntryKind
from bot.guidance.debrief import planned_end
from bot.guidance.etiquette import NOTE_FIRST_PING, Default, RuleId
from bot.guidance.events import (
    Called,
    Cancelled,
    Emailed,
    Heard,
    Interviewed,
    Muted,
    Planned,
    Reminder,
    RuleGiven,
    Settled,
    Settlement,
    Snoozed,
    StepKind,
    Thanked,
    Unmuted,
)
from bot.guidance.events import Outcome as CallOutcome
from bot.guidance.facts import Event
from bot.guidance.ground_rules import Contact
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, Reason, Verdict
from bot.guidance.workdays import local_day, next_within
from bot.services.outcomes import Proposal, Recorded, Undone
from bot.views.asides import ASIDES, aside_words
from bot.views.buttons import Choose, CorrectDate, Undo
from bot.views.dates import moment, near_day
from bot.views.events import event_time, event_words
from bot.views.interview_buttons import about, add_entry, add_step, note_row
from bot.views.reasons import MY_DEFAULT, default_line, paragraphs, rule_line
from bot.views.reply import Button, Reply, Style, lines, safe, sentences, shortened
from bot.views.scripts import closing_question, last_note_words, note_contents
from bot.views.taken_back import undone
from bot.views.verdicts import (
    company_words,
    count_words,
    day_words,
    email_words,
    from_words,
    verdict_line,
    verdict_rows,
    which_call,
)

_WITHOUT_DAY = (Snoozed, Muted, Unmuted, *ASIDES)


def recorded(outcome: Recorded) -> Reply:
    """The answer to whatever records something."""
    plan, verdict = outcome.plan, outcome.verdict
    word = "Corrected" if outcome.corrected else "Recorded"
    text = lines(
        f"✓ {word}: {recorded_words(outcome)}" + _passed_over(outcome) + _uncounted(outcome),
        follows(plan, verdict, outcome),
        _zone_hint(outcome),
    )
    mending = [Button("Undo", Undo(outcome.change_id))]
    if not _is_quiet(outcome.event) or isinstance(outcome.event.what, Reminder):
        mending.insert(0, Button("Wrong day?", CorrectDate(outcome.event_row)))
    if isinstance(outcome.event.what, Reminder):
        mending.insert(0, add_entry(plan, EntryKind.REMINDER))
    elif not isinstance(outcome.event.what, ASIDES):
        mending[:0] = add_step(plan, verdict)
    following = () if isinstance(outcome.event.what, ASIDES) else next_rows(plan, verdict, outcome.at)
    return Reply(text, (*following, tuple(mending)))


def _passed_over(outcome: Recorded) -> str:
    return f"\nI passed over “{safe(shortened(outcome.unread))}”: it means nothing to me." if outcome.unread else ""


def recorded_words(outcome: Recorded) -> str:
    """What was recorded, of which company, and when; HTML."""
    preferences, at = outcome.plan.preferences, outcome.at
    events = (outcome.event, *(replace(outcome.event, what=what) for what in outcome.more))
    what = "; ".join(event_words(event, preferences, at) for event in events)
    when = "" if _is_quiet(outcome.event) else f" · {event_time(outcome.event, preferences, at)}"
    return f"{what} · {company_words(outcome.plan)}{when}"


def proposal(outcome: Proposal) -> Reply:
    """What free words would do, to be confirmed with one tap."""
    would = outcome.would
    if isinstance(would, Undone):
        text = undone(would).text.replace("↩ Taken back", "Shall I take back", 1).split("\n")[0].rstrip(".") + "?"
    else:
        change = "Shall I correct it" if would.corrected else "Shall I record this"
        text = f"{change}?\n{recorded_words(would)}{_passed_over(would)}"
    yes, no = (Choose(outcome.ask.draft_id, number) for number in (0, 1))
    return Reply(text, ((Button("Yes", yes, Style.MAIN), Button("No", no)),))


def _is_quiet(event: Event) -> bool:
    """Whether its own time says nothing to the person."""
    undated = (Contact,)
    return isinstance(event.what, _WITHOUT_DAY) or (
        isinstance(event.what, RuleGiven) and isinstance(event.what.rule, undated)
    )


def _uncounted(outcome: Recorded) -> str:
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


def _zone_hint(outcome: Recorded) -> str:
    if not (outcome.new and outcome.plan.preferences.time_zone.key == "UTC"):
        return ""
    return "All times are in UTC, as I do not know yours. Tell me: /timezone Europe/Berlin"


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
            return lines(last_note_words(plan, now), closing_question(), _asked_afterwards(plan, now))
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
                _close_later(plan, outcome),
            )
    if verdict.answer is Answer.YES:
        name = safe(plan.interview.company)
        return f"<b>Next:</b> you may call now{which_call(verdict)}. For what to say: /should_i_call {name}"
    return _wait(plan, verdict, outcome)


def _asked_afterwards(plan: Plan, now: datetime) -> str:
    """When it is asked how it went, and on what that rests."""
    planned = plan.standing.round
    if not _pings_come(plan) or not isinstance(planned.what, Planned):
        return ""
    at = moment(planned_end(planned, plan.preferences), now, plan.preferences.time_zone)
    known = planned.day_only or planned.what.minutes
    length = "" if known else default_line(Default.INTERVIEW_LENGTH, plan.preferences)
    return sentences(f"Afterwards, {at}, I ask how it went, and remind you of the thank-you note.", length)


def _cancelled(plan: Plan, outcome: Recorded) -> str:
    """What to do now that they called it off."""
    ask = "<b>Next:</b> ask them for a new date; when you have one: /interview " + safe(plan.interview.company)
    stands = "" if plan.standing.settled else verdict_line(plan, outcome.verdict, outcome.at)
    return lines(ask, rule_line(RuleId.KEEP_SEARCHING), stands)


def _settled(plan: Plan) -> str:
    settled = plan.standing.settled
    if settled and settled.what == Settled(Settlement.OFFER):
        return "Congratulations! I stop asking about this one."
    return f"I stop asking about this one. {rule_line(RuleId.KEEP_SEARCHING)}"


def _note_next(plan: Plan, verdict: Verdict, outcome: Recorded) -> str:
    now = outcome.at
    return lines(
        sentences(
            f"<b>Next:</b> the thank-you note, right away ({paragraphs(RuleId.THANK_YOU_ALWAYS)}).",
            note_contents(),
            _note_ping(plan, now),
        ),
        sentences(
            count_words(plan, now) if plan.standing.tries else "",
            f"If they stay silent: a call from {near(plan, verdict, outcome)} on.",
            day_words(plan, verdict, now),
        ),
    )


def _pings_come(plan: Plan) -> bool:
    return not (plan.standing.muted or plan.preferences.muted)


def _note_ping(plan: Plan, now: datetime) -> str:
    """When the first reminder of the note comes; nothing where it would have come already."""
    preferences = plan.preferences
    first = plan.standing.round.at + NOTE_FIRST_PING
    if first <= now or not _pings_come(plan):
        return ""
    at = next_within(first, preferences.ping_hours, preferences.time_zone)
    return f"I remind you {moment(at, now, preferences.time_zone)}, and once more within a day ({MY_DEFAULT})."


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
    return lines(sentences(counted, wait, reason, _call_ping(plan, verdict, now)), note)


def _what_counts(outcome: Recorded) -> str:
    """That a message left or an email is a try too, where it was just recorded as one."""
    tried = isinstance(outcome.event.what, Emailed) or outcome.event.what == Called(CallOutcome.MESSAGE)
    return default_line(Default.COUNTS_AS_A_CALL, outcome.plan.preferences) if tried else ""


def _call_ping(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """On which day the ping for the call comes."""
    step = next((step for step in plan.steps if step.key.kind is StepKind.CALL), None)
    if step is None or verdict.yes_from is None or not _pings_come(plan):
        return ""
    zone = plan.preferences.time_zone
    at = step.next_ping(max(now, step.pings[0]), plan.preferences.ping_hours, zone)
    if at is None:
        return ""
    same = local_day(at, zone) == local_day(verdict.yes_from, zone)
    return f"I ping you {'that day' if same else near_day(local_day(at, zone), local_day(now, zone))}."


def _close_later(plan: Plan, outcome: Recorded) -> str:
    step = next((step for step in plan.steps if step.key.kind is StepKind.CLOSE), None)
    if step is None or not _pings_come(plan):
        return ""
    if step.pings[0] <= outcome.at:
        name = safe(plan.interview.company)
        return f"It has been quiet for long ({MY_DEFAULT}). Close it? /close {name} – or did they reply? /heard {name}"
    zone = plan.preferences.time_zone
    day = near_day(step.on, outcome.at.astimezone(zone).date())
    return f"If it stays quiet I ask you once, {day}, whether to close it ({MY_DEFAULT})."


def next_rows(plan: Plan, verdict: Verdict, now: datetime) -> tuple[tuple[Button, ...], ...]:
    """Buttons for what comes next, under what was recorded."""
    if verdict.reason is Reason.SETTLED and plan.standing.settled and _was_cancelled(plan.standing.settled):
        return ((about(plan, "They gave a new date", "interview"),),)
    rows = verdict_rows(plan, verdict, now)
    if verdict.reason is Reason.INTERVIEW_AHEAD:
        # It has only just been said that the interview is still to come.
        return rows[:-1]
    return (note_row(plan), *rows) if verdict.reason is Reason.THEIR_DAY and plan.note_open else rows


def _was_cancelled(event: Event) -> bool:
    return event.what == Settled(Settlement.CANCELLED)
