"""`/note` and `/script`: what to write after an interview, and what to say on a call."""

from __future__ import annotations

from bot.guidance.events import Thanked
from bot.guidance.letters import MOST_LETTERS, Answers, call_to_make, letter_stands, note_sent, plan_letters
from bot.guidance.people import same_person
from bot.guidance.plan import Plan
from bot.guidance.verdict import verdict_at
from bot.language.fragments import Fault, is_skip, split_answer
from bot.language.interviewers import is_persons_name, split_people, topics_for, with_names
from bot.language.names import MAX_NAME
from bot.services.context import Context, Request
from bot.services.letter_outcomes import Letters, NoNote, NoteSent, Script
from bot.services.naming import Found, find_interview
from bot.services.outcomes import Outcome
from bot.services.questions import Ask, Option, Problem, Question, Refused
from bot.services.thanks import open_people, people_to_write_to

NOTE = "note"
SCRIPT = "script"

SKIP = "skip"
WRITE_NOW = "write now"
ALL = "yes"
"""Stands for everybody where it is said that the note was sent."""
ENJOYED, FITS, TOPIC, PEOPLE, EACH = "enjoyed", "fits", "topic", "people", "each"
_QUESTIONS = {
    ENJOYED: Question.NOTE_ENJOYED,
    FITS: Question.NOTE_FITS,
    TOPIC: Question.NOTE_TOPIC,
    PEOPLE: Question.NOTE_NAMES,
    EACH: Question.NOTE_EACH,
}


def write_note(context: Context, request: Request) -> Outcome:
    """`/note Acme`: a thank-you note to each interviewer, out of three short answers, each of which may be skipped."""
    found = _find(context, request)
    if not isinstance(found, Found):
        return found
    plan = found.plan
    why = letter_stands(plan, context.now)
    if why:
        return NoNote(plan, why, context.now)
    if "sent" in request.slots:
        return _record_sent(context, plan, request.slots["sent"])
    slots = {key: value for key, value in request.slots.items() if key not in ("text", "name")}
    request = Request(NOTE, {**slots, "interview": str(plan.interview.id)})
    return _next_question(context, request, plan) or _letters(context, request, plan)


def _find(context: Context, request: Request) -> Found | Ask | Refused:
    return find_interview(context, request.having(text=request.slots.get("name") or request.text))


def _record_sent(context: Context, plan: Plan, to: str) -> Outcome:
    """Record the note, to one person or, where `to` is ALL, to all."""
    waiting = open_people(context, plan)
    name = "" if to == ALL else to
    open_to = any(same_person(person.name, name) for person in waiting) if name else bool(waiting)
    if note_sent(plan, context.now) and not open_to:
        return Refused(Problem.NOTE_SENT_ALREADY)
    return NoteSent(context.record(plan.interview.id, Thanked(name), context.now))


def _next_question(context: Context, request: Request, plan: Plan) -> Ask | None:
    """The first question that has no answer yet, or one that cannot be used; None once all are answered."""
    if WRITE_NOW in request.slots.values():
        return None
    for slot, question in _QUESTIONS.items():
        if slot == PEOPLE and open_people(context, plan):
            # They have been told of already.
            continue
        if slot == EACH and not _without_topic(context, request, plan):
            continue
        answer = request.slots.get(slot)
        fault = _fault(slot, answer) if answer is not None else None
        if answer is None or fault:
            unanswered = Request(NOTE, {key: value for key, value in request.slots.items() if key != slot})
            words = ", ".join(_without_topic(context, request, plan)) if slot == EACH else answer or ""
            company = plan.interview.company
            options = _options(slot, plan)
            return context.ask(unanswered, question, slot, options, company=company, problem=fault, words=words)
    return None


def _without_topic(context: Context, request: Request, plan: Plan) -> tuple[str, ...]:
    """The interviewers for whose letters there is no topic, where one was told, but not for each."""
    topics, people = _read(request, TOPIC), _people(context, request, plan)
    return people[len(topics) :] if topics else ()


def _options(slot: str, plan: Plan) -> tuple[Option, ...]:
    skip = Option(slot, SKIP)
    contact = plan.standing.contact
    if slot == EACH:
        return (skip,)
    if slot == PEOPLE:
        return (Option(slot, contact.name, contact.name), skip) if contact else (skip,)
    return (skip, Option(slot, WRITE_NOW))


def _fault(slot: str, answer: str) -> Problem | None:
    """Why an answer cannot be used."""
    if is_skip(answer):
        return None
    if slot == PEOPLE:
        return _people_fault(split_people(answer))
    if slot == EACH:
        return _each_fault(answer)
    read = split_answer(answer)
    if read is Fault.TOO_LONG:
        return Problem.ANSWER_TOO_LONG
    return Problem.ANSWER_EMPTY if read is Fault.EMPTY else None


def _people_fault(people: tuple[str, ...]) -> Problem | None:
    if not people or any(len(name) > MAX_NAME or not is_persons_name(name) for name in people):
        return Problem.PEOPLE_NOT_READ
    return Problem.TOO_MANY_PEOPLE if len(people) > MOST_LETTERS else None


def _each_fault(answer: str) -> Problem | None:
    faults = {read for read in map(split_answer, filter(str.strip, answer.splitlines())) if isinstance(read, Fault)}
    return Problem.ANSWER_TOO_LONG if Fault.TOO_LONG in faults else Problem.ANSWER_EMPTY if faults else None


def _letters(context: Context, request: Request, plan: Plan) -> Letters:
    """The letters, over a draft that keeps the answers for whatever is tapped beneath them."""
    take, page = (int(request.slots.get(slot, "0")) for slot in ("take", "page"))
    people = _people(context, request, plan)
    enjoyed, fits, topic = (_named(_read(request, slot), people) for slot in (ENJOYED, FITS, TOPIC))
    each = request.slots.get(EACH, SKIP)
    told = () if is_skip(each) else _named(topics_for(each, people, topic), people)
    answers = Answers(enjoyed, fits, topic, told)
    latest = plan.standing.latest_round(context.now)
    seed = latest.interview.id if latest else plan.standing.round.id
    written = plan_letters(seed, people, answers, take)
    choices = (
        *_sent_choices(context, plan, people),
        ("take", str(take + 1)),
        *(("page", str(number)) for number in range(len(written))),
    )
    draft_id = context.uow.drafts.add(
        context.account.id, NOTE, dict(request.slots), "", [list(choice) for choice in choices], context.now
    )
    return Letters(plan, written, draft_id, choices, context.now, page)


def _read(request: Request, slot: str) -> tuple[str, ...]:
    answer = request.slots.get(slot, SKIP)
    read = () if answer == WRITE_NOW or is_skip(answer) else split_answer(answer)
    return () if isinstance(read, Fault) else read


def _named(answer: tuple[str, ...], people: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(with_names(part, people) for part in answer)


def _sent_choices(context: Context, plan: Plan, people: tuple[str, ...]) -> list[tuple[str, str]]:
    """What can be said to be sent: all of the letters, or one of several; nothing where all are."""
    waiting = open_people(context, plan)
    if note_sent(plan, context.now) and not waiting:
        return []
    if len(people) == 1 and len(waiting) > 1:
        return [("sent", people[0])]
    return [("sent", ALL), *(("sent", name) for name in people if len(people) > 1)]


def _people(context: Context, request: Request, plan: Plan) -> tuple[str, ...]:
    """Whom to write to; where that was never asked, the person to call, if one is known."""
    answer = request.slots.get(PEOPLE, WRITE_NOW)
    if answer == WRITE_NOW:
        return people_to_write_to(context, plan)[:MOST_LETTERS]
    return () if is_skip(answer) else split_people(answer)


def give_script(context: Context, request: Request) -> Outcome:
    """`/script Acme`: what to say on the call that is next."""
    found = _find(context, request)
    if not isinstance(found, Found):
        return found
    verdict = verdict_at(found.plan, context.now)
    return Script(found.plan, verdict, call_to_make(found.plan, verdict), context.now)
