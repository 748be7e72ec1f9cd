"""How the person's own interview stands, in the sentence that an answer about a topic needs."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.guidance.answers import Topic
from bot.guidance.etiquette import MOST_CALLS
from bot.guidance.events import RuleGiven, Thanked
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, Verdict
from bot.guidance.workdays import local_day
from bot.views.dates import moment, near_day
from bot.views.events import SETTLED_WORDS
from bot.views.reply import safe
from bot.views.rule_words import rule_words
from bot.views.verdicts import company_words

_COUNTS = ("none", "one", "two", "three")


class Record(Struct, frozen=True):
    """One of the person's interviews, as it stands at an instant."""

    plan: Plan
    verdict: Verdict
    at: datetime


def record_words(topic: Topic, record: Record) -> str:
    """One sentence of the record, or "" where it has nothing to do with the topic; HTML."""
    if record.plan.standing.settled:
        return _settled(record)
    match topic:
        case Topic.TY_SHOULD | Topic.TY_WHEN | Topic.TY_CHANNEL | Topic.TY_CONTENT | Topic.TY_AGAIN | Topic.TY_IMPACT:
            return _note(record)
        case Topic.CALL_LIMIT | Topic.THIRD_TRY | Topic.PEST:
            return _count(record)
        case Topic.CALL_WHEN | Topic.SILENCE | Topic.NO_RULES:
            return _next(record)
        case Topic.CALL_SAY:
            return f"{_next(record)} The words for it: /script {safe(record.plan.interview.company)}"
        case Topic.FOLLOW_THEIR_RULES:
            return _their_rule(record) or _next(record)
        case Topic.WHO_TO_CALL:
            return _contact(record)
        case Topic.SALES:
            return _sales(record)
    return ""


def _settled(record: Record) -> str:
    event = record.plan.standing.settled
    how = getattr(event.what, "how", None) if event else None
    return f"{company_words(record.plan)} is settled: {SETTLED_WORDS[how]}." if how else ""


def _note(record: Record) -> str:
    company, latest = company_words(record.plan), record.plan.standing.latest_round(record.at)
    if latest is None:
        return f"The interview at {company} is still to come."
    note = latest.note
    if note is None:
        return f"You have not told me of a note to {company} yet."
    if not isinstance(note.what, Thanked):
        return f"You chose to send {company} none."
    zone = record.plan.preferences.time_zone
    return f"You sent {company} its note {near_day(local_day(note.at, zone), local_day(record.at, zone))}."


def _count(record: Record) -> str:
    made = min(len(record.plan.standing.tries), MOST_CALLS)
    return f"You have made {_COUNTS[made]} of the {_COUNTS[MOST_CALLS]} calls to {company_words(record.plan)}."


def _next(record: Record) -> str:
    company, verdict = company_words(record.plan), record.verdict
    made = f"{len(record.plan.standing.tries)} of {MOST_CALLS} calls made"
    match verdict.answer:
        case Answer.YES:
            return f"You may call {company} now ({made})."
        case Answer.NOT_YET if verdict.yes_from:
            start = moment(verdict.yes_from, record.at, record.plan.preferences.time_zone)
            return f"For {company} that is from {start} ({made})."
    return f"For {company} the answer is no call ({made}); /should_i_call says why."


def _their_rule(record: Record) -> str:
    rule = record.plan.standing.calling_rule or record.plan.standing.promise
    if rule is None or not isinstance(rule.what, RuleGiven):
        return ""
    today = local_day(record.at, record.plan.preferences.time_zone)
    return f"What you noted of {company_words(record.plan)}: {rule_words(rule.what.rule, today)}."


def _contact(record: Record) -> str:
    contact, company = record.plan.standing.contact, company_words(record.plan)
    if contact is None:
        return f"You have noted nobody for {company} yet."
    return f"For {company} you noted {safe(contact.name)}."


def _sales(record: Record) -> str:
    company = company_words(record.plan)
    if record.plan.interview.sales:
        return f"I count {company} as sales work."
    return f"I do not count {company} as sales work."
