"""Words that are no command: what would change the record is shown first, what only asks is answered at once."""

from __future__ import annotations

from collections.abc import Callable

from bot.guidance.plan import Plan
from bot.language.appointments import is_cancelled, is_moved, split_length
from bot.language.intents import Intent, IntentReading, would_record
from bot.language.mentions import CompanyKind, CompanyReading
from bot.language.moments import Moment, Refusal
from bot.language.understanding import Understanding, understand
from bot.language.when import Point, Range, Unclear
from bot.services.appointments import CANCELLED, planned_round
from bot.services.asking import answer_question
from bot.services.context import Context, Request, moment_words
from bot.services.interviews import MOVED
from bot.services.naming import interview_options, joinable, known_names, open_first, other_names
from bot.services.outcomes import Outcome, Proposal, Recorded, Undone
from bot.services.questions import Option, Question
from bot.services.small_talk import not_understood

Run = Callable[[Context, Request], Outcome]

SURE = "sure"
YES, NO = "yes", "no"

_COMMANDS = {
    Intent.PLAN_INTERVIEW: "interview",
    Intent.LOG_INTERVIEW: "interviewed",
    Intent.LOG_THANKS: "thanked",
    Intent.LOG_CALL: "called",
    Intent.LOG_EMAIL: "emailed",
    Intent.HEARD_BACK: "heard",
    Intent.OFFER: "heard",
    Intent.REJECTED: "heard",
    Intent.SET_RULE: "rules",
    Intent.REMIND: "remind",
    Intent.UNDO: "undo",
}
_INTERVIEWS = (Intent.PLAN_INTERVIEW, Intent.LOG_INTERVIEW)
_TOLD_BACK = (Intent.HEARD_BACK, Intent.REJECTED, Intent.PLAN_INTERVIEW)
_AHEAD = (Intent.PLAN_INTERVIEW, Intent.REMIND)
_ABOUT_THE_ONLY_ONE = frozenset({"thanked", "called", "emailed", "heard", "rules", "remind"})
"""What is told without a name is about the only open interview; it is shown before it is recorded."""
_UNDATED = (Intent.SET_RULE, Intent.HEARD_BACK, Intent.UNDO)
"""Their days, if any, are part of what was said, and read with it."""


def take_free_text(context: Context, words: str, run: Run) -> Outcome:
    """Do what free words ask for, or propose to record what they tell; `run` carries out a command."""
    understood = understand_words(context, words)
    reading = understood.intent
    if reading.intent is Intent.QUESTION or (words.rstrip().endswith("?") and _may_ask(reading.intent)):
        return answer_question(context, words, reading.company)
    if reading.intent is Intent.STATUS:
        return run(context, _about(context, Request("should_i_call"), reading.company))
    if reading.intent is Intent.NONE:
        asks = words.rstrip().endswith("?") and understood.questions.topic is not None
        return answer_question(context, words, reading.company) if asks else not_understood(words)
    return _record(context, understood, run)


def understand_words(context: Context, words: str) -> Understanding:
    """What a person's words mean, with all the names that they know companies by."""
    plans, preferences = context.account.plans, context.account.preferences
    return understand(
        words,
        now=context.now,
        zone=preferences.time_zone,
        companies=known_names(plans),
        other_names=other_names(plans),
        country=preferences.country,
    )


def _may_ask(intent: Intent) -> bool:
    """Whether a sentence with a question mark is a question, although it has words of something that happened."""
    return would_record(intent) and intent not in (Intent.REMIND, Intent.UNDO, Intent.PLAN_INTERVIEW)


def _record(context: Context, understood: Understanding, run: Run) -> Outcome:
    reading, words = understood.intent, understood.text
    intent = reading.intent
    if intent in _TOLD_BACK and is_cancelled(words):
        request = Request(CANCELLED)
        return _ask_company(context, request, reading) or propose(
            context, _about(context, request, reading.company), run
        )
    request = Request(_COMMANDS[intent], _slots(context, understood))
    if intent is Intent.UNDO:
        return propose(context, request, run)
    if intent not in _UNDATED:
        unclear = next((when for when in understood.times if isinstance(when, Unclear)), None)
        if unclear and unclear.choices:
            return _ask_which_day(context, _about(context, request, reading.company), unclear, words, reading.company)
    ask = _ask_company(context, request, reading)
    return ask or propose(context, _about(context, request, reading.company), run)


def propose(context: Context, request: Request, run: Run) -> Outcome:
    """Try a request, and take it back: what it would record is shown, and recorded on one tap."""
    trial = context.uow.savepoint()
    outcome = run(context, request)
    if not isinstance(outcome, Recorded | Undone):
        trial.commit()
        return outcome
    trial.rollback()
    options = (Option(SURE, YES), Option(SURE, NO))
    return Proposal(context.ask(request, Question.SURE, SURE, options), outcome)


def _slots(context: Context, understood: Understanding) -> dict[str, str]:
    reading, words = understood.intent, understood.text
    slots: dict[str, str] = {}
    match reading.intent:
        case Intent.LOG_CALL if reading.outcome:
            slots["outcome"] = reading.outcome.value
        case Intent.OFFER | Intent.REJECTED:
            slots["text"] = reading.intent.value
        case Intent.HEARD_BACK:
            slots["text"] = words
        case Intent.SET_RULE:
            slots["text"] = _without_names(words, reading.company)
    if reading.intent is Intent.PLAN_INTERVIEW:
        rest, minutes = split_length(words)
        if minutes:
            slots["minutes"] = str(minutes)
            # The end of it is no day of its own.
            understood = understand_words(context, rest)
        slots |= {MOVED: "yes"} if is_moved(words) else {}
    when = None if reading.intent in _UNDATED else _when(context, understood)
    if when and reading.intent is Intent.REMIND:
        slots["text"] = when
    elif when:
        slots["when"] = when
    return slots


def _without_names(words: str, company: CompanyReading) -> str:
    for start, end in sorted(company.spans, reverse=True):
        words = words[:start] + words[end:]
    return " ".join(words.split())


def _when(context: Context, understood: Understanding) -> str | None:
    """The day that the words tell, on the side of today where it has to lie; else the first that they name."""
    reading, times = understood.intent, understood.times
    ahead = reading.intent in _AHEAD
    days = [when for when in times if isinstance(when, Point | Range)]
    fits = [when for when in days if (when.start >= context.today if ahead else when.start <= context.today)]
    # A day to come, in what is told of a call, is one that was spoken of.
    told = fits if reading.intent is Intent.LOG_CALL else fits or days
    chosen = next(iter(told), None)
    if chosen:
        return moment_words(Moment(chosen.start, chosen.at))
    impossible = next((when for when in times if isinstance(when, Unclear) and not when.choices), None)
    return understood.text[slice(*impossible.place)] if impossible and impossible.reason is Refusal.IMPOSSIBLE else None


def _ask_which_day(
    context: Context, request: Request, unclear: Unclear, words: str, company: CompanyReading
) -> Outcome:
    options = tuple(Option("when", day.isoformat()) for day in unclear.choices)
    told = words[slice(*unclear.place)]
    name = company.names[0] if company.names else ""
    return context.ask(request, Question.WHICH_DAY, "when", options, company=name, words=told)


def _about(context: Context, request: Request, company: CompanyReading) -> Request:
    """The request with the interview that the words name, or the name that is new."""
    if company.kind is CompanyKind.KNOWN:
        plans = open_first(context, company.ids)
        if request.command in ("interview", "interviewed"):
            request = request.having(company=company.names[0])
            plans = [plan for plan in plans if plan in joinable(context)]
        return request.having(interview=str(plans[0].interview.id)) if len(plans) == 1 else request
    if company.kind is CompanyKind.NEW:
        slot = "company" if request.command in ("interview", "interviewed") else "name"
        return request.having(**{slot: company.names[0]})
    only = _meant(context, request)
    if company.kind is CompanyKind.NONE and len(only) == 1:
        return request.having(interview=str(only[0].interview.id))
    return request


def _meant(context: Context, request: Request) -> tuple[Plan, ...]:
    """Which interviews can be meant where no company is named: those that such a thing can be told of."""
    plans = context.account.open_plans
    if request.command == CANCELLED or MOVED in request.slots:
        return tuple(plan for plan in plans if planned_round(context, plan)) or plans
    return plans if request.command in _ABOUT_THE_ONLY_ONE else ()


def _ask_company(context: Context, request: Request, reading: IntentReading) -> Outcome | None:
    """Ask where the company is not plain: nearly spelt, one of several, or with more than one opening."""
    company = reading.company
    plans = open_first(context, company.ids) if company.ids else []
    if company.kind is CompanyKind.KNOWN and not company.exact:
        name = company.names[0]
        return context.ask(request, Question.DID_YOU_MEAN, "name", interview_options(plans), words=name)
    open_plans = _meant(context, request)
    if company.kind is CompanyKind.NONE and len(open_plans) > 1:
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(open_plans))
    doubtful = company.kind is CompanyKind.SEVERAL or (len(plans) > 1 and reading.intent not in _INTERVIEWS)
    if doubtful:
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(plans or open_plans))
    return None
