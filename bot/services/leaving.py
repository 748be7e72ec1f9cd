"""`/privacy`, and deleting for good: everything of a person, or one settled interview, each after two taps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.services.account import read_account, renew_alarm
from bot.services.choices import is_no, is_yes
from bot.services.context import Context, Request
from bot.services.data_outcomes import ForgetAsked, Forgotten, PingCount, Privacy
from bot.services.naming import Found, find_interview
from bot.services.outcomes import Outcome
from bot.services.questions import Problem, Refused
from storage.pings import SAID, SENT

PRIVACY = "privacy"
FORGET = "forget"
FORGET_ME = "forget_me"

YES, NO = "yes", "no"
_STEP, _ASKED, _AGAIN = "step", "asked", "again"
_PATIENCE = timedelta(hours=1)
"""An older question is put anew: a button far up in the chat deletes nothing."""


def privacy(context: Context, request: Request) -> Outcome:
    """`/privacy`: what is kept, where and how long."""
    return Privacy(context.uow.is_file)


def forget_me(context: Context, request: Request) -> Outcome:
    """`/forget_me`: everything of the person is deleted from every table, after two taps."""
    if asked := _ask_twice(context, request, ForgetAsked(interviews=len(context.account.plans))):
        return asked
    uow, person_id = context.uow, context.account.id
    pings = uow.pings.count_by_state(person_id)
    return Forgotten(uow.erasure.everything_of(person_id), pings=_pings(pings))


def _pings(by_state: Mapping[str, int]) -> dict[PingCount, int]:
    """What was sent unasked, what may not have arrived, and what was merely said in an answer."""
    count = {PingCount.SENT: by_state.get(SENT, 0), PingCount.SAID: by_state.get(SAID, 0)}
    return count | {PingCount.UNSURE: sum(by_state.values()) - sum(count.values())}


def forget_interview(context: Context, request: Request) -> Outcome:
    """`/forget Acme`: one interview that is settled is deleted, after two taps."""
    found = find_interview(context, request)
    if not isinstance(found, Found):
        return found
    company, interview_id = found.plan.interview.title, found.plan.interview.id
    if found.plan.standing.settled is None:
        return Refused(Problem.NOT_SETTLED, company)
    about = request.having(interview=str(interview_id), text="")
    if asked := _ask_twice(context, about, ForgetAsked(company=company)):
        return asked
    count = context.uow.erasure.interview(context.account.id, interview_id)
    renew_alarm(context.uow, read_account(context.uow, context.account.id), context.now)
    return Forgotten({"events": count}, company)


def _ask_twice(context: Context, request: Request, about: ForgetAsked) -> Outcome | None:
    """The question that is still to be answered; None once both were."""
    slots = dict(request.slots)
    answer, asked = slots.pop(_STEP, ""), slots.pop(_ASKED, "")
    again = slots.pop(_AGAIN, "")
    if answer == NO or is_no(answer):
        return Refused(Problem.NOTHING_DELETED)
    if not asked or context.now - datetime.fromisoformat(asked) > _PATIENCE:
        again = ""
    elif is_yes(answer):
        if again:
            return None
        again = YES
    slots |= {_ASKED: context.now.isoformat()} | ({_AGAIN: again} if again else {})
    options = [[_STEP, YES], [_STEP, NO]]
    draft_id = context.uow.drafts.add(context.account.id, request.command, slots, _STEP, options, context.now)
    context.uow.people.set_draft(context.account.id, draft_id)
    return replace(about, draft_id=draft_id, again=bool(again))
