"""What was recorded, said back with its date, and what follows from it."""

from __future__ import annotations

from bot.guidance.etiquette import MOST_CALLS, NOTE_FIRST_PING, RuleId
from bot.guidance.facts import (
    Contact,
    Event,
    Interviewed,
    Muted,
    Planned,
    RuleGiven,
    Settled,
    Settlement,
    Snoozed,
    StepKind,
    Unmuted,
)
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, Reason, Verdict
from bot.guidance.workdays import next_within
from bot.services.outcomes import Recorded, Undone
from bot.views.buttons import CorrectDate, Run, Undo
from bot.views.dates import moment, near_day
from bot.views.events import event_time, event_words
from bot.views.reasons import default_line, paragraphs, rule_line
from bot.views.reply import Button, Reply, lines, safe
from bot.views.scripts import closing_question, note_contents
from bot.views.verdicts import company_words, count_words, day_words, from_words, lines_of, verdict_rows

_WITHOUT_DAY = (Snoozed, Muted, Unmuted)


def recorded(outcome: Recorded) -> Reply:
    """The answer to whatever records something."""
    plan, verdict = outcome.plan, outcome.verdict
    at = outcome.at
    what = event_words(outcome.event, plan.preferences, at)
    when = event_time(outcome.event, plan.preferences, at)
    word = "Corrected" if outcome.corrected else "Recorded"
    said = f"✓ {word}: {what} · {company_words(plan)}" + ("" if _is_quiet(outcome.event) else f" · {when}")
    text = lines(said + _uncounted(outcome), follows(plan, verdict, outcome), _zone_hint(outcome))
    mending = [Button("Undo", Undo(outcome.change_id))]
    if not _is_quiet(outcome.event):
        mending.insert(0, Button("Wrong day?", CorrectDate(outcome.event_row)))
    return Reply(text, (*next_rows(plan, verdict, outcome.event), tuple(mending)))


def _is_quiet(event: Event) -> bool:
    """Whether its own time says nothing to the person."""
    undated = (Contact,)
    return isinstance(event.what, _WITHOUT_DAY) or (
        isinstance(event.what, RuleGiven) and isinstance(event.what.rule, undated)
    )


def _uncounted(outcome: Recorded) -> str:
    held = outcome.plan.standing.round
    follow_up = not isinstance(outcome.event.what, Interviewed | Planned | RuleGiven | Muted | Unmuted)
    if follow_up and outcome.event.at < held.at and not outcome.event.day_only:
        return "\nThat was before the interview, so it is kept but not counted."
    return ""


def _zone_hint(outcome: Recorded) -> str:
    if not (outcome.new and outcome.plan.preferences.time_zone.key == "UTC"):
        return ""
    return "All times are in UTC, as I do not know yours. Tell me: /timezone Europe/Berlin"


def follows(plan: Plan, verdict: Verdict, outcome: Recorded) -> str:
    """What to do next, after something was recorded."""
    if isinstance(outcome.event.what, Muted):
        return "No more pings about it. /unmute brings them back; /should_i_call still answers."
    now = outcome.at
    match verdict.reason:
        case Reason.SETTLED:
            return _settled(plan)
        case Reason.INTERVIEW_AHEAD:
            return lines(closing_question(), "Afterwards I remind you of the thank-you note.")
        case Reason.NOTE_FIRST:
            return _note_next(plan, verdict, outcome)
        case Reason.THEY_SAID_NO_CALLS:
            return f"Then no calls. {rule_line(RuleId.THEIR_RULES_FIRST)} {rule_line(RuleId.KEEP_SEARCHING)}"
        case Reason.USED_UP:
            return lines(
                f"{count_words(plan, now)} {rule_line(RuleId.THEN_DONE)}",
                f"<b>Instead:</b> {rule_line(RuleId.KEEP_SEARCHING)}",
                _close_later(plan, outcome),
            )
    if verdict.answer is Answer.YES:
        which = f" (call {verdict.call_number} of {MOST_CALLS})" if verdict.call_number else ""
        return f"<b>Next:</b> you may call now{which}. For what to say: /should_i_call"
    return _wait(plan, verdict, outcome)


def _settled(plan: Plan) -> str:
    settled = plan.standing.settled
    if settled and settled.what == Settled(Settlement.OFFER):
        return "Congratulations! I stop asking about this one."
    return f"I stop asking about this one. {rule_line(RuleId.KEEP_SEARCHING)}"


def _note_next(plan: Plan, verdict: Verdict, outcome: Recorded) -> str:
    preferences, now = plan.preferences, outcome.at
    first = next_within(
        max(now, plan.standing.round.at + NOTE_FIRST_PING), preferences.ping_hours, preferences.time_zone
    )
    late = plan.standing.round.at + NOTE_FIRST_PING <= now
    ping = "" if late or plan.standing.muted else f"I remind you {moment(first, now, preferences.time_zone)}."
    return lines(
        f"<b>Next:</b> the thank-you note, right away ({paragraphs(RuleId.THANK_YOU_ALWAYS)}). "
        f"{note_contents()} {ping}",
        f"If they stay silent: a call from {near(plan, verdict, outcome)} on. {day_words(plan, verdict, now)}",
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
    elif verdict.reason is Reason.OUT_OF_HOURS:
        reason = lines_of(*(default_line(default, plan.preferences) for default in verdict.defaults))
    counted = count_words(plan, now) if plan.standing.tries else ""
    ping = "" if plan.standing.muted or plan.preferences.muted else "I will ping you that day."
    return lines_of(counted, f"<b>Next:</b> wait. A call from {from_words(plan, verdict, now)} on.", reason, ping)


def _close_later(plan: Plan, outcome: Recorded) -> str:
    step = next((step for step in plan.steps if step.key.kind is StepKind.CLOSE), None)
    if step is None or plan.standing.muted:
        return ""
    zone = plan.preferences.time_zone
    day = near_day(step.on, outcome.at.astimezone(zone).date())
    return f"If it stays quiet I ask you once, {day}, whether to close it."


def next_rows(plan: Plan, verdict: Verdict, event: Event) -> tuple[tuple[Button, ...], ...]:
    """Buttons for what comes next, under what was recorded."""
    number = plan.interview.id
    if isinstance(event.what, Interviewed) and verdict.reason is Reason.NOTE_FIRST:
        return (
            (Button("Write it", Run("note", number, "")), Button("I sent the note", Run("thanked", number, ""))),
            (Button("They told me when to call", Run("rules", number, "")),),
        )
    if verdict.reason is Reason.INTERVIEW_AHEAD:
        return ()
    return verdict_rows(plan, verdict)


def undone(outcome: Undone) -> Reply:
    """The answer to `/undo`."""
    if outcome.settings:
        return Reply("↩ Taken back: the last change of your settings.")
    company = f" · <b>{safe(outcome.company)}</b>" if outcome.company else ""
    now = outcome.at
    what = "; ".join(
        f"{event_words(event, outcome.preferences, now)} ({event_time(event, outcome.preferences, now)})"
        for event in outcome.taken_back
    )
    back = "; ".join(
        f"{event_words(event, outcome.preferences, now)} ({event_time(event, outcome.preferences, now)})"
        for event in outcome.restored
    )
    text = f"↩ Taken back: {what}{company}."
    if back:
        text += f"\nHolds again: {back}."
    if outcome.company and outcome.plan is None:
        text += "\nNothing is recorded of it any more."
    return Reply(text)
