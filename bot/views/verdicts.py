"""`/should_i_call` in words: the verdict first, then why, then the next step."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.etiquette import MOST_CALLS, Default, RuleId
from bot.guidance.facts import Settled, Settlement
from bot.guidance.plan import Basis, Plan
from bot.guidance.verdict import Answer, Reason, Verdict, their_appointment, their_wait
from bot.guidance.workdays import local_day
from bot.services.outcomes import Judged, Overview
from bot.views.buttons import Run
from bot.views.dates import moment, near_day, short_moment
from bot.views.events import SETTLED_WORDS, event_words, rule_words
from bot.views.reasons import default_line, paragraphs, rule_line
from bot.views.reply import Button, Reply, lines, safe
from bot.views.scripts import call_script, closing_question, note_contents

SYMBOLS = {Answer.YES: "✅", Answer.NOT_YET: "⏳", Answer.NO: "⛔"}
MOST_LISTED = 30


def judged(outcome: Judged) -> Reply:
    """The answer to `/should_i_call`."""
    if not outcome.about_one:
        return _each(outcome)
    plan, verdict = outcome.verdicts[0]
    return Reply(verdict_text(plan, verdict, outcome.at), verdict_rows(plan, verdict))


def verdict_text(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """One verdict in full."""
    head = f"{SYMBOLS[verdict.answer]} <b>{verdict.answer}</b>"
    return f"{head}{_opening(plan, verdict, now)}\n\n" + lines(why(plan, verdict, now), next_step(plan, verdict, now))


def _opening(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What follows the first word: the company, and the day from which it will be yes."""
    company = company_words(plan)
    if verdict.answer is Answer.YES:
        who = f"call {contact_words(plan)}" if plan.standing.contact else "call them"
        which = f", call {verdict.call_number} of {MOST_CALLS}" if verdict.call_number else ""
        return f", {who} now{which}: {company}."
    if verdict.answer is Answer.NOT_YET and verdict.yes_from:
        return f", from {from_words(plan, verdict, now)}: {company}."
    return f": {company}."


def from_words(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """The instant from which it will be yes."""
    if verdict.yes_from is None:
        return ""
    return moment(verdict.yes_from, now, plan.preferences.time_zone)


def company_words(plan: Plan) -> str:
    """The company, with the role where it is known."""
    role = f" ({safe(plan.interview.role)})" if plan.interview.role else ""
    return f"<b>{safe(plan.interview.company)}</b>{role}"


def contact_words(plan: Plan) -> str:
    """Whom to call, where it is known."""
    return safe(plan.standing.contact.name) if plan.standing.contact else "the person who interviewed you"


def why(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What was counted, and the rule with its paragraph, or the default that decided."""
    match verdict.reason:
        case Reason.SETTLED:
            return _settled(plan, now)
        case Reason.INTERVIEW_AHEAD:
            day = moment(plan.standing.round.at, now, plan.preferences.time_zone, day_only=plan.standing.round.day_only)
            return f"The interview is still to come: {day}."
        case Reason.THEY_SAID_NO_CALLS:
            return f"They told you not to call. {rule_line(RuleId.THEIR_RULES_FIRST)}"
        case Reason.THEIR_DAY:
            return _their_day(plan, verdict, now)
        case Reason.USED_UP:
            return f"{count_words(plan, now)} {rule_line(RuleId.THREE_CALLS)} {rule_line(RuleId.THEN_DONE)}"
        case Reason.NOTE_FIRST:
            return f"The thank-you note comes first, and it has not been sent. {rule_line(RuleId.THANK_YOU_ALWAYS)}"
        case Reason.OUT_OF_HOURS:
            return f"The day is right, the hour is not. {default_line(Default.CALLING_HOURS, plan.preferences)}"
    return lines_of(count_words(plan, now), day_words(plan, verdict, now))


def lines_of(*parts: str) -> str:
    """Sentences of one paragraph, the empty ones left out."""
    return " ".join(part for part in parts if part)


def _settled(plan: Plan, now: datetime) -> str:
    event = plan.standing.settled
    if event is None or not isinstance(event.what, Settled):
        return ""
    day = near_day(local_day(event.at, plan.preferences.time_zone), local_day(now, plan.preferences.time_zone))
    return f"It is settled: {SETTLED_WORDS[event.what.how]} ({day}). There is nothing left to call about."


def _their_day(plan: Plan, verdict: Verdict, now: datetime) -> str:
    rule = their_appointment(plan)
    today = local_day(now, plan.preferences.time_zone)
    said = f"They said: {rule_words(rule, today)}." if rule else ""
    hours = default_line(Default.CALLING_HOURS, plan.preferences) if verdict.defaults else ""
    uncounted = "A call that they asked for is not counted toward the three." if verdict.answer is Answer.YES else ""
    return lines_of(said, rule_line(RuleId.THEIR_RULES_FIRST), uncounted, hours)


def count_words(plan: Plan, now: datetime) -> str:
    """What was counted: "2 of 3 calls made, the last on Tue 1 Dec (call, no answer)."""
    tries = plan.standing.tries
    if not tries:
        return "No call counted so far." if plan.standing.last_attempt is None else ""
    zone = plan.preferences.time_zone
    last = near_day(local_day(tries[-1].at, zone), local_day(now, zone))
    what = event_words(tries[-1], plan.preferences, now)
    return f"{min(len(tries), 99)} of {MOST_CALLS} calls made without an answer, the last {last} ({what})."


def day_words(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What decided the day of the call."""
    wait = their_wait(plan)
    said = f"They said: {rule_words(wait, local_day(now, plan.preferences.time_zone))}." if wait else ""
    skipped = "You passed over the last one." if plan.call.basis is Basis.AFTER_SKIP else ""
    defaults = lines_of(*(default_line(default, plan.preferences) for default in verdict.defaults))
    return lines_of(said, skipped, defaults)


def next_step(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What to do now."""
    match verdict.reason:
        case Reason.SETTLED:
            settled = plan.standing.settled
            offer = settled is not None and settled.what == Settled(Settlement.OFFER)
            return "" if offer else rule_line(RuleId.KEEP_SEARCHING)
        case Reason.THEY_SAID_NO_CALLS | Reason.USED_UP:
            return f"<b>Instead:</b> {rule_line(RuleId.KEEP_SEARCHING)}"
        case Reason.INTERVIEW_AHEAD:
            return closing_question()
        case Reason.NOTE_FIRST:
            return f"<b>Next:</b> send the note. {note_contents()}"
        case Reason.TOO_EARLY:
            return f"<b>Next:</b> wait. {rule_line(RuleId.SILENCE_HAS_REASONS)}"
    if verdict.answer is Answer.YES:
        return call_script(verdict.call_number)
    return ""


def verdict_rows(plan: Plan, verdict: Verdict) -> tuple[tuple[Button, ...], ...]:
    """Buttons for what people do next."""
    number = plan.interview.id

    def button(label: str, command: str, text: str = "") -> Button:
        return Button(label, Run(command, number, text))

    if verdict.answer is Answer.YES:
        return (
            (button("No answer", "called", "no answer"), button("Left a message", "called", "left a message")),
            (button("Spoke", "called", "spoke"),),
        )
    match verdict.reason:
        case Reason.NOTE_FIRST:
            return (
                (button("Write it", "note"), button("I sent the note", "thanked")),
                (button("They told me when to call", "rules"),),
            )
        case Reason.INTERVIEW_AHEAD:
            return ((button("It took place", "interviewed"),),)
        case Reason.USED_UP | Reason.THEY_SAID_NO_CALLS:
            return ((button("Close it", "close"), button("They replied", "heard", "they replied")),)
        case Reason.TOO_EARLY:
            return ((button("They replied", "heard"), button("They told me when to call", "rules")),)
    return ()


def verdict_line(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """One verdict on one line."""
    head = f"{SYMBOLS[verdict.answer]} <b>{verdict.answer}</b>"
    muted = " 🔕" if plan.standing.muted else ""
    return f"{head} {company_words(plan)}: {_short_reason(plan, verdict, now)}{muted}"


def _short_reason(plan: Plan, verdict: Verdict, now: datetime) -> str:
    zone = plan.preferences.time_zone
    start = short_moment(verdict.yes_from, now, zone) if verdict.yes_from else ""
    made = f"{len(plan.standing.tries)} of {MOST_CALLS} calls made"
    match verdict.reason:
        case Reason.SETTLED:
            return "settled"
        case Reason.INTERVIEW_AHEAD:
            return f"interview {short_moment(plan.standing.round.at, now, zone)}"
        case Reason.THEY_SAID_NO_CALLS:
            return f"they said no calls ({paragraphs(RuleId.THEIR_RULES_FIRST)})"
        case Reason.THEIR_DAY:
            when = "now" if verdict.answer is Answer.YES else f"from {start}"
            return f"{when}, as they asked ({paragraphs(RuleId.THEIR_RULES_FIRST)})"
        case Reason.USED_UP:
            return f"{made}, look elsewhere ({paragraphs(RuleId.THREE_CALLS, RuleId.THEN_DONE)})"
        case Reason.NOTE_FIRST:
            return f"the note first ({paragraphs(RuleId.THANK_YOU_ALWAYS)}), then from {start}"
        case Reason.DUE:
            return f"call {verdict.call_number} of {MOST_CALLS}"
    return f"from {start}, {made}"


def _each(outcome: Judged) -> Reply:
    shown = outcome.verdicts[:MOST_LISTED]
    if not shown:
        return Reply("⛔ <b>No</b>: every interview you told me about is settled. " + rule_line(RuleId.KEEP_SEARCHING))
    text = "\n".join(verdict_line(plan, verdict, outcome.at) for plan, verdict in shown)
    more = len(outcome.verdicts) - len(shown)
    rest = f"…and {more} more. Ask about one by name: /should_i_call Acme" if more else ""
    return Reply(lines(text, rest), company_rows([plan for plan, _ in shown[:6]], "should_i_call"))


def company_rows(plans: list[Plan], command: str) -> tuple[tuple[Button, ...], ...]:
    """A button for each company, two to a row."""
    buttons = [Button(short_label(plan), Run(command, plan.interview.id, "")) for plan in plans]
    return tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))


def short_label(plan: Plan) -> str:
    """A company's name, short enough for a button."""
    name = plan.interview.company
    return name if len(name) <= 28 else name[:27] + "…"


def overview(outcome: Overview) -> Reply:
    """The answer to `/status`."""
    shown = outcome.verdicts[:MOST_LISTED]
    text = "\n".join(verdict_line(plan, verdict, outcome.at) for plan, verdict in shown)
    more = len(outcome.verdicts) - len(shown)
    rest = f"…and {more} more." if more else ""
    settled = ", ".join(safe(plan.interview.company) for plan in outcome.settled[-10:])
    head = "<b>What waits</b>" if shown else "Nothing waits: every interview is settled."
    done = f"Settled: {len(outcome.settled)} ({settled})." if outcome.settled else ""
    return Reply(lines(head, text, rest, done), company_rows([plan for plan, _ in shown[:6]], "should_i_call"))
