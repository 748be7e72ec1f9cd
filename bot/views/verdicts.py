"""`/should_i_call` in words: the verdict first, then why, then the next step."""

from __future__ import annotations

from datetime import datetime

from bot.guidance.etiquette import MOST_CALLS, Default, RuleId
from bot.guidance.events import RuleGiven, Settled, Settlement
from bot.guidance.ground_rules import CallOn, TheyCall
from bot.guidance.plan import Basis, Plan
from bot.guidance.promises import longest_wait
from bot.guidance.standing import rule_of
from bot.guidance.verdict import Answer, Reason, Verdict, their_appointment, their_wait
from bot.guidance.workdays import instant, local_day
from bot.views.dates import moment, near_day, short_moment, zone_words
from bot.views.events import SETTLED_WORDS, event_words
from bot.views.reasons import MY_DEFAULT, default_line, default_lines, paragraphs, rule_line
from bot.views.reply import lines, safe, sentences
from bot.views.rule_words import rule_words
from bot.views.scripts import call_script, closing_question, last_note_words, note_contents

SYMBOLS = {Answer.YES: "✅", Answer.NOT_YET: "⏳", Answer.NO: "⛔"}


def verdict_text(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """One verdict in full."""
    head = f"{SYMBOLS[verdict.answer]} <b>{verdict.answer}</b>"
    return f"{head}{_opening(plan, verdict, now)}\n\n" + lines(why(plan, verdict, now), next_step(plan, verdict, now))


def _opening(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What follows the first word: the company, and the day from which it will be yes."""
    company = company_words(plan)
    if verdict.answer is Answer.YES:
        who = f"call {contact_words(plan)}" if plan.standing.contact else "call them"
        return f", {who} now{which_call(verdict)}: {company}."
    if verdict.answer is Answer.NOT_YET and verdict.yes_from:
        return f", from {from_words(plan, verdict, now)}: {company}."
    return f": {company}."


def which_call(verdict: Verdict) -> str:
    """Which of the three calls it is; nothing for one that they asked for."""
    number = verdict.call_number
    if number is None:
        return ""
    return f", call {number} of {MOST_CALLS}" + (", the last one" if number == MOST_CALLS else "")


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
    """Whom to call, and on what number, where it is known."""
    contact = plan.standing.contact
    name = safe(contact.name) if contact and contact.name else "the person who interviewed you"
    return f"{name} on {safe(contact.phone)}" if contact and contact.phone else name


def why(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What was counted, and the rule with its paragraph, or the default that decided."""
    match verdict.reason:
        case Reason.SETTLED:
            return _settled(plan, now)
        case Reason.INTERVIEW_AHEAD:
            day = moment(plan.standing.round.at, now, plan.preferences.time_zone, day_only=plan.standing.round.day_only)
            after = default_lines(verdict.defaults, plan.preferences) if verdict.yes_from else ""
            return sentences(f"The interview is still to come: {day}.", after)
        case Reason.THEY_SAID_NO_CALLS:
            return f"They told you not to call. {rule_line(RuleId.THEIR_RULES_FIRST)}"
        case Reason.THEY_SAID_EMAIL:
            return (
                f"They want emails, not calls. {rule_line(RuleId.THEIR_RULES_FIRST)} {count_words(plan, now)}".rstrip()
            )
        case Reason.THEIR_DAY:
            return _their_day(plan, verdict, now)
        case Reason.USED_UP:
            rules = (rule_line(RuleId.THREE_CALLS), rule_line(RuleId.THEN_DONE))
            return sentences(count_words(plan, now), *rules, default_lines(verdict.defaults, plan.preferences))
        case Reason.NOTE_FIRST:
            first = f"The thank-you note comes first, and it has not been sent. {rule_line(RuleId.THANK_YOU_ALWAYS)}"
            return sentences(first, day_words(plan, verdict, now))
        case Reason.OUT_OF_HOURS:
            default = default_line(Default.CALLING_HOURS, plan.preferences)
            return sentences(count_words(plan, now), _not_now(plan, verdict, now), default, their_hours(plan, now))
        case Reason.DUE:
            three = rule_line(RuleId.THREE_CALLS)
            return sentences(count_words(plan, now), three, day_words(plan, verdict, now), their_hours(plan, now))
    return sentences(count_words(plan, now), day_words(plan, verdict, now), their_hours(plan, now))


def _not_now(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What is wrong with this moment: the hour, or the day itself, where it is called."""
    window = plan.call.window
    today = local_day(now, window.zone)
    if verdict.yes_from and local_day(verdict.yes_from, window.zone) == today:
        return "The day is right, the hour is not yet."
    if today == window.on or window.reaches(today):
        return "The day is right, but its hours for calls are over."
    return "The call is due, but today is no day for calls."


def their_hours(plan: Plan, now: datetime) -> str:
    """Between which hours to call, by their clock and by the person's; nothing where the two show the same."""
    window, here = plan.call.window, plan.preferences.time_zone
    span = next(window.spans(max(now, instant(window.on, window.hours.start, window.zone))))
    theirs, yours = ([f"{at.astimezone(zone):%H:%M}" for at in span] for zone in (window.zone, here))
    if theirs == yours:
        return ""
    return (
        f"Call between {theirs[0]} and {theirs[1]} their time ({zone_words(window.zone)}), "
        f"which is {yours[0]} to {yours[1]} yours."
    )


def _settled(plan: Plan, now: datetime) -> str:
    event = plan.standing.settled
    if event is None or not isinstance(event.what, Settled):
        return ""
    day = near_day(local_day(event.at, plan.preferences.time_zone), local_day(now, plan.preferences.time_zone))
    return f"It is settled: {SETTLED_WORDS[event.what.how]} ({day}). There is nothing left to call about."


def _their_day(plan: Plan, verdict: Verdict, now: datetime) -> str:
    rule = their_appointment(plan)
    today = local_day(now, plan.preferences.time_zone)
    promised = rule_of(plan.standing.promise) if plan.standing.promise and isinstance(rule, CallOn) else None
    first = f"{rule_words(promised, today)}; if they do not, " if isinstance(promised, TheyCall) else ""
    said = f"They said: {first}{rule_words(rule, today)}." if rule else ""
    hours = default_lines(verdict.defaults, plan.preferences)
    wait = longest_wait(plan.standing, plan.preferences, since=plan.standing.calling_rule)
    if wait and Default.AFTER_THEIR_DAY in verdict.defaults and isinstance(wait.said.what, RuleGiven):
        said = sentences(said, f"Later they said: {rule_words(wait.said.what.rule, today)}, and that moves it.")
    uncounted = "A call that they asked for is not counted toward the three." if verdict.answer is Answer.YES else ""
    return sentences(said, rule_line(RuleId.THEIR_RULES_FIRST), uncounted, hours, their_hours(plan, now))


def count_words(plan: Plan, now: datetime) -> str:
    """What was counted: "2 of 3 calls made without an answer, the last Tue 1 Dec (call, no answer)."."""
    tries = plan.standing.tries
    if not tries:
        since = " since their last word" if plan.standing.base != plan.standing.round else " so far"
        return f"No call counted{since}." if plan.standing.last_attempt is None else ""
    zone = plan.preferences.time_zone
    last = near_day(local_day(tries[-1].at, zone), local_day(now, zone))
    what = event_words(tries[-1], plan.preferences, now)
    return f"{made_words(len(tries))} without an answer, the last {last} ({what})."


def made_words(tries: int) -> str:
    """How many of the three: "2 of 3 calls made"."""
    return f"{tries} of {MOST_CALLS} calls made" if tries <= MOST_CALLS else f"{tries} calls made"


def day_words(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What decided the day of the call."""
    wait = their_wait(plan)
    said = f"They said: {rule_words(wait, local_day(now, plan.preferences.time_zone))}." if wait else ""
    skipped = "You passed over the last one." if plan.call.basis is Basis.AFTER_SKIP else ""
    return sentences(said, skipped, default_lines(verdict.defaults, plan.preferences))


def next_step(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """What to do now."""
    match verdict.reason:
        case Reason.SETTLED:
            settled = plan.standing.settled
            offer = settled is not None and settled.what == Settled(Settlement.OFFER)
            return "" if offer else rule_line(RuleId.KEEP_SEARCHING)
        case Reason.THEY_SAID_NO_CALLS | Reason.USED_UP:
            return f"<b>Instead:</b> {rule_line(RuleId.KEEP_SEARCHING)}"
        case Reason.THEY_SAID_EMAIL:
            return f"<b>Instead:</b> {email_words(plan, now)}"
        case Reason.INTERVIEW_AHEAD:
            return lines(last_note_words(plan, now), closing_question())
        case Reason.NOTE_FIRST:
            skip = f"If you send none: /thanked {safe(plan.interview.company)} skip"
            return lines(f"<b>Next:</b> send the note. {note_contents()}", skip)
        case Reason.TOO_EARLY:
            return f"<b>Next:</b> wait. {rule_line(RuleId.SILENCE_HAS_REASONS)}"
    if verdict.answer is Answer.YES:
        return call_script(plan, verdict, now)
    return f"<b>Next:</b> wait until {from_words(plan, verdict, now)}."


def email_words(plan: Plan, now: datetime) -> str:
    """When to ask by email, where they want no calls."""
    today = local_day(now, plan.preferences.time_zone)
    first = "send the thank-you note, then ask" if plan.note_open else "ask"
    when = "now" if plan.call.on <= today else f"on {near_day(plan.call.on, today)}"
    return f"{first} by email {when}. An email counts as one of the {MOST_CALLS} tries ({MY_DEFAULT})."


def verdict_line(plan: Plan, verdict: Verdict, now: datetime) -> str:
    """One verdict on one line."""
    head = f"{SYMBOLS[verdict.answer]} <b>{verdict.answer}</b>"
    muted = " 🔕 pings off" if plan.standing.muted else ""
    return f"{head} {company_words(plan)}: {_short_reason(plan, verdict, now)}{muted}"


def _short_reason(plan: Plan, verdict: Verdict, now: datetime) -> str:
    zone = plan.preferences.time_zone
    start = short_moment(verdict.yes_from, now, zone) if verdict.yes_from else ""
    made = made_words(len(plan.standing.tries))
    match verdict.reason:
        case Reason.SETTLED:
            return "settled"
        case Reason.INTERVIEW_AHEAD:
            ahead = plan.standing.round
            return f"interview {short_moment(ahead.at, now, zone, day_only=ahead.day_only)}"
        case Reason.THEY_SAID_NO_CALLS:
            return f"they said no calls ({paragraphs(RuleId.THEIR_RULES_FIRST)})"
        case Reason.THEY_SAID_EMAIL:
            day = near_day(plan.call.on, local_day(now, zone))
            return f"by email only, the next {day} or later, {made} ({paragraphs(RuleId.THEIR_RULES_FIRST)})"
        case Reason.THEIR_DAY:
            when = "now" if verdict.answer is Answer.YES else f"from {start}"
            return f"{when}, by what they told you ({paragraphs(RuleId.THEIR_RULES_FIRST)})"
        case Reason.USED_UP:
            return f"{made}, look elsewhere ({paragraphs(RuleId.THREE_CALLS, RuleId.THEN_DONE)})"
        case Reason.NOTE_FIRST:
            return f"the note first ({paragraphs(RuleId.THANK_YOU_ALWAYS)}), then from {start}"
        case Reason.DUE:
            return f"now{which_call(verdict)}"
    return f"from {start}, {made}"
