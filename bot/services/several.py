"""Several things told in one message: tried together, shown as one list, and recorded as one change."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from bot.language.unread import Courtesy, read_courtesy
from bot.services.context import Context, Request
from bot.services.outcomes import Answered, Judged, Outcome, Proposal, Recorded, Several, Undone
from bot.services.questions import Ask, Option, Question

Run = Callable[[Context, Request], Outcome]

SEVERAL = "several"
SURE = "sure"
YES, NO = "yes", "no"
_LISTS_RULES = frozenset({"rules", "called", "heard"})
_PARTS, _AT, _IDLE = "parts", "at", "idle"


class _Tried(Struct, frozen=True):
    """What came of all the parts, or what stopped one of them."""

    records: list[Recorded] = field(default_factory=list)
    answers: list[Answered | Judged] = field(default_factory=list)
    stopped: Outcome | None = None


def together(requests: Sequence[Request], idle: Sequence[str] = ()) -> Request:
    """One request for all, in their order; `idle` are the words that add nothing to them."""
    idle = [words for words in idle if read_courtesy(words) in (None, Courtesy.NOD)]
    if len(requests) == 1:
        return requests[0].having(**{_IDLE: json.dumps(list(idle))}) if idle else requests[0]
    parts = json.dumps([[request.command, dict(_in_a_list(request).slots)] for request in requests])
    return Request(SEVERAL, {_PARTS: parts, _IDLE: json.dumps(list(idle))})


def _in_a_list(request: Request) -> Request:
    """A request as one of several: all of its rules are in the list that is shown, and asked about with it."""
    return request.having(**{SURE: YES}) if request.command in _LISTS_RULES else request


def parts_of(request: Request) -> list[Request]:
    """The requests that one is made up of, itself alone where it is of none; an answer is with the one it is to."""
    if request.command != SEVERAL:
        return [request]
    parts = [Request(command, slots) for command, slots in json.loads(request.slots[_PARTS])]
    answered = {slot: value for slot, value in request.slots.items() if slot not in (_PARTS, _AT, _IDLE, SURE)}
    at = int(request.slots.get(_AT, "0"))
    parts[at] = parts[at].having(**answered)
    return parts


def part_asked(request: Request) -> Request:
    """The part of a request that the person was asked about."""
    return parts_of(request)[int(request.slots.get(_AT, "0"))]


def instead(request: Request, *requests: Request) -> Request:
    """A request with others in place of the part that the person was asked about."""
    at, parts = int(request.slots.get(_AT, "0")), parts_of(request)
    made = together([*parts[:at], *requests, *parts[at + 1 :]])
    kept = {slot: value for slot, value in request.slots.items() if slot in (_IDLE, SURE)}
    return made.having(**kept)


def record_several(context: Context, request: Request, run: Run) -> Outcome:
    """Record all of it, or nothing; shown first where that has not been done."""
    if request.slots.get(SURE) == YES:
        return _recorded(context, request, run)
    return propose(context, request, run)


def propose(context: Context, request: Request, run: Run) -> Outcome:
    """Try a request, and take it back: what it would record is shown, and recorded on one tap."""
    trial = context.uow.savepoint()
    tried = _try(context, parts_of(request), run)
    if tried.stopped and not isinstance(tried.stopped, Undone):
        return _stopped(context, request, tried, trial.rollback, trial.commit)
    trial.rollback()
    if not (tried.records or tried.stopped):
        return tried.answers[0]
    ask = context.ask(request, Question.SURE, SURE, (Option(SURE, YES), Option(SURE, NO)))
    would = tried.stopped if isinstance(tried.stopped, Undone) else _listed(tried.records)
    idle = tuple(json.loads(request.slots.get(_IDLE, "[]")))
    return Proposal(ask, would, next(iter(tried.answers), None), idle)


def _recorded(context: Context, request: Request, run: Run) -> Outcome:
    trial = context.uow.savepoint()
    tried = _try(context, parts_of(request), run)
    if tried.stopped:
        return _stopped(context, request, tried, trial.rollback, trial.commit)
    trial.commit()
    return _listed(tried.records) if tried.records else tried.answers[0]


def _listed(records: Sequence[Recorded]) -> Recorded | Several:
    return records[0] if len(records) == 1 else Several(tuple(records))


def _try(context: Context, parts: Sequence[Request], run: Run) -> _Tried:
    """Carry out the parts, each in the light of those before it, until one of them needs an answer or is refused."""
    tried = _Tried()
    for part in parts:
        outcome = run(context, part)
        if isinstance(outcome, Recorded):
            tried.records.append(outcome)
            context = context.following(outcome)
        elif isinstance(outcome, Answered | Judged):
            tried.answers.append(outcome)
        else:
            return replace(tried, stopped=outcome)
    return tried


def _stopped(
    context: Context, request: Request, tried: _Tried, roll_back: Callable[[], None], commit: Callable[[], None]
) -> Outcome:
    """What stopped one of the parts; a question about it is kept with all the others."""
    outcome = tried.stopped
    if request.command != SEVERAL or not isinstance(outcome, Ask):
        (commit if request.command != SEVERAL else roll_back)()
        return outcome  # type: ignore[return-value]
    draft = context.uow.drafts.get(context.account.id, outcome.draft_id)
    roll_back()
    if draft is None:
        raise LookupError(f"the draft {outcome.draft_id} is not kept")
    at = len(tried.records) + len(tried.answers)
    kept = {slot: value for slot, value in request.slots.items() if slot in (_IDLE, SURE)}
    parts = [*parts_of(request)[:at], Request(draft.command, draft.slots), *parts_of(request)[at + 1 :]]
    again = together(parts).having(**kept, **{_AT: str(at)})
    options = tuple(Option(slot, value) for slot, value in draft.options)
    kept_ask = context.ask(again, outcome.question, draft.awaiting, options)
    return replace(outcome, draft_id=kept_ask.draft_id)
