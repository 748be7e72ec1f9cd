"""Words that are no command: what would change the record is shown first, what only asks is answered at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bot.language.command_words import read_command_words
from bot.language.intents import Intent, IntentReading, Special, asks_of_record, would_record
from bot.language.mentions import CompanyKind, CompanyReading
from bot.language.outcomes import read_outcome
from bot.language.regex import regex
from bot.language.stances import Stance
from bot.language.understanding import Understanding, toward, understand
from bot.language.when import Unclear
from bot.services.asking import answer_question
from bot.services.context import Context, Request
from bot.services.interviews import MOVED
from bot.services.naming import interview_options, known_names, open_first, other_names
from bot.services.outcomes import Greeted, Outcome
from bot.services.preferences import names_place
from bot.services.questions import Option, Problem, Question, Refused
from bot.services.several import propose, together
from bot.services.small_talk import not_understood
from bot.services.told import (
    COMMANDS,
    about,
    correction,
    has_rules,
    how_often,
    idle_words,
    meant,
    request_for,
    unclear_day,
)

Run = Callable[[Context, Request], Outcome]

SAID = "said"
AS = "as"
_INTERVIEWS = ("interview", "interviewed")
_ASKING = (Intent.QUESTION, Intent.STATUS)
_DOUBTFUL = 0.4
"""Readings nearer than this are asked about: on the tests' decks 2 of 100 messages, half of which were read wrongly."""
_MOST_READINGS = 3
_OFFERS = regex(r"\b(?:accept|decline|negotiate|turn down|salary|rejects?|reject)\b", re.IGNORECASE)
_CALLS = regex(r"\b(?:call|ring|phone|email|write|follow|wait)", re.IGNORECASE)


def take_free_text(context: Context, words: str, run: Run) -> Outcome:
    """Do what free words ask for, or propose to record what they tell; `run` carries out a command.

    Words for a command by itself are as good as the command: what it changes can be taken back with one tap.
    """
    asked = asked_command(context, words)
    if asked:
        return run(context, asked)
    understood = understand_words(context, words)
    if understood.parts:
        return _take_several(context, understood, run)
    return _which_reading(context, understood) or _take_one(context, understood, run)


def asked_command(context: Context, words: str) -> Request | None:
    """The command that words of the person's own ask for, where they are nothing else."""
    asked = read_command_words(words)
    if asked is None or (asked.place and not names_place(context, asked.text)):
        return None
    return Request(asked.command, {"text": asked.text} if asked.text else {})


def take_as(context: Context, request: Request, run: Run) -> Outcome:
    """Take free words in the reading that the person has chosen."""
    intent = Intent(request.slots[AS])
    understood = understand_words(context, request.text, intent)
    outcome = read_outcome(understood.intent.plain) if intent is Intent.LOG_CALL else None
    reading = replace(understood.intent, intent=intent, outcome=outcome, stance=Stance.TOLD, special=None)
    return _take_one(context, replace(understood, intent=reading, parts=()), run)


def understand_words(context: Context, words: str, intent: Intent | None = None) -> Understanding:
    """What a person's words mean, with all the names that they know companies by."""
    plans, preferences = context.account.plans, context.account.preferences
    return understand(
        words,
        now=context.now,
        zone=preferences.time_zone,
        companies=known_names(plans),
        other_names=other_names(plans),
        direction=toward(intent) if intent else None,
        country=preferences.country,
    )


def _take_one(context: Context, understood: Understanding, run: Run) -> Outcome:
    reading, words = understood.intent, understood.text
    if asks_of_record(reading) and reading.company.kind is CompanyKind.KNOWN:
        return run(context, about(context, Request("history"), words, reading.company))
    if reading.intent is Intent.QUESTION or (reading.intent is Intent.STATUS and _is_of_an_offer(words)):
        return answer_question(context, words, reading.company)
    if reading.intent is Intent.STATUS:
        return run(context, about(context, Request("should_i_call"), words, reading.company))
    if reading.intent is Intent.NONE:
        asks = words.rstrip().endswith("?") and understood.questions.topic is not None
        return answer_question(context, words, reading.company) if asks else _nothing(understood)
    return _unclear(context, understood) or propose(
        context, together(_requests(context, [understood]), idle_words(understood)), run
    )


def _is_of_an_offer(words: str) -> bool:
    """Whether a question is about an offer or a no, and not about calling."""
    return bool(_OFFERS.search(words)) and not _CALLS.search(words)


def _take_several(context: Context, understood: Understanding, run: Run) -> Outcome:
    """Everything that a message tells as one proposal, with the answer to what it asks."""
    told = [part for part in understood.parts if _is_told(context, part)]
    asked = [part for part in understood.parts if part.intent.intent in _ASKING]
    if not told:
        return _take_one(context, replace(understood, intent=asked[0].intent if asked else understood.intent), run)
    if len(told) == 1 and not asked:
        only = told[0]
        return _unclear(context, only) or propose(
            context, together(_requests(context, [only]), _idle(understood, told)), run
        )
    undo = next((part for part in told if part.intent.intent is Intent.UNDO), None)
    if undo:
        return propose(context, together([Request("undo")], _idle(understood, [undo])), run)
    several = next((part for part in told if _several(part.intent.company)), None)
    if several:
        return Refused(Problem.SEVERAL_COMPANIES, ", ".join(several.intent.company.names))
    uncounted = next((part for part in told if how_often(part) is None), None)
    if uncounted:
        return Refused(Problem.HOW_OFTEN, uncounted.text)
    requests = _requests(context, told)
    requests += [about(context, _asking(part), part.text, part.intent.company) for part in asked[:1]]
    return propose(context, together(requests, _idle(understood, told)), run)


def _is_told(context: Context, part: Understanding) -> bool:
    intent = part.intent.intent
    return would_record(intent) and (intent is not Intent.SET_RULE or has_rules(context, part))


def _idle(understood: Understanding, told: Sequence[Understanding]) -> tuple[str, ...]:
    """The words of a message that neither tell nor ask anything that is taken up."""
    idle = [words for part in told for words in idle_words(part)]
    idle += [part.text.strip() for part in understood.parts if part not in told and part.intent.intent not in _ASKING]
    return tuple(idle)


def _asking(part: Understanding) -> Request:
    intent = part.intent.intent
    return Request(COMMANDS[intent], {"text": part.text} if intent is Intent.QUESTION else {})


def _requests(context: Context, told: Sequence[Understanding]) -> list[Request]:
    requests: list[Request] = []
    for part in told:
        corrected = correction(context, part) if part.intent.stance is Stance.CORRECTED else None
        request = corrected or request_for(context, part, requests[-1] if requests else None)
        requests += [request] * (how_often(part) or 1)
    return requests


def _unclear(context: Context, understood: Understanding) -> Outcome | None:
    """A question where it is not plain what is told, of whom, or of which day."""
    reading, words = understood.intent, understood.text
    if reading.special is Special.DELETE:
        return Refused(Problem.DELETE_WHAT, reading.company.names[0])
    if how_often(understood) is None:
        return Refused(Problem.HOW_OFTEN, words)
    if reading.intent is Intent.UNDO or reading.stance is Stance.CORRECTED or reading.special:
        return None
    day = unclear_day(understood)
    if day:
        return _ask_which_day(context, request_for(context, understood), day, understood)
    return _ask_company(context, understood, reading)


def _which_reading(context: Context, understood: Understanding) -> Outcome | None:
    """Ask which of the likeliest readings was meant, where none of them stands out."""
    reading = understood.intent
    best = [intent for intent, _ in reading.ranked[:_MOST_READINGS] if intent is not Intent.NONE]
    sure = reading.margin >= _DOUBTFUL or reading.special or reading.stance is not Stance.TOLD
    if sure or len(best) < 2 or not any(map(would_record, best)):
        return None
    options = tuple(Option(AS, intent.value) for intent in best)
    name = reading.company.names[0] if reading.company.names else ""
    return context.ask(Request(SAID, {"text": understood.text}), Question.WHICH_READING, AS, options, company=name)


def _nothing(understood: Understanding) -> Greeted | Refused:
    if understood.intent.stance is Stance.TOLD:
        return not_understood(understood.text)
    return Refused(Problem.NOT_HAPPENED, understood.text)


def _ask_which_day(context: Context, request: Request, unclear: Unclear, understood: Understanding) -> Outcome:
    options = tuple(Option("when", day.isoformat()) for day in unclear.choices)
    told, names = understood.text[slice(*unclear.place)], understood.intent.company.names
    return context.ask(request, Question.WHICH_DAY, "when", options, company=names[0] if names else "", words=told)


def _several(company: CompanyReading) -> bool:
    """Whether more than one company is named, and not one that may be two."""
    return company.kind is CompanyKind.SEVERAL and len(company.spans) > 1


def _ask_company(context: Context, understood: Understanding, reading: IntentReading) -> Outcome | None:
    """Ask where more than one company is named, or none while more than one interview is open."""
    company, request = reading.company, request_for(context, understood)
    plans = open_first(context, company.ids) if company.ids else []
    if _several(company):
        return _ask_which_of(context, request, company)
    if company.kind is CompanyKind.SEVERAL and company.exact:
        return context.ask(_unnamed(request), Question.WHICH_INTERVIEW, "name", interview_options(plans))
    asks_anyway = request.command in _INTERVIEWS and MOVED not in request.slots
    open_plans = () if asks_anyway else meant(context, request, understood.text) or context.account.open_plans
    if company.kind is CompanyKind.NONE and len(open_plans) > 1:
        return context.ask(request, Question.WHICH_INTERVIEW, "name", interview_options(open_plans))
    return None


def _ask_which_of(context: Context, request: Request, company: CompanyReading) -> Outcome:
    slot = "company" if request.command in ("interview", "interviewed") else "name"
    options = tuple(Option(slot, name, name) for name in company.names)
    names = ", ".join(company.names)
    return context.ask(_unnamed(request), Question.ONE_OF_SEVERAL, slot, options, words=names)


def _unnamed(request: Request) -> Request:
    return Request(
        request.command, {slot: value for slot, value in request.slots.items() if slot not in ("name", "company")}
    )
