"""Every command's use case, and the answers that complete a command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.guidance.events import Called, Cancelled, Emailed, Heard, Interviewed, Settled, Thanked, What
from bot.language.intents import Intent
from bot.language.mentions import CompanyKind
from bot.language.moments import Direction
from bot.language.stances import Stance
from bot.language.understanding import Understanding
from bot.language.unread import Courtesy, read_courtesy
from bot.services import (
    aliases,
    appointments,
    asking,
    calendar,
    corrections,
    editing,
    incoming,
    interviews,
    leaving,
    letters,
    people,
    pictures,
    ping_answers,
    preferences,
    reminders,
    settings,
    welcome,
)
from bot.services.choices import is_no, is_yes
from bot.services.context import Context, Request
from bot.services.followups import (
    Reader,
    read_called,
    read_close,
    read_emailed,
    read_heard_from,
    read_thanked,
    record_followup,
)
from bot.services.free_text import SAID, asked_command, take_as, take_free_text, understand_words
from bot.services.incoming import ZONE_COMMAND
from bot.services.limits import MOST_TEXT
from bot.services.naming import RECORDED_TOGETHER
from bot.services.outcomes import Outcome, Recorded
from bot.services.questions import Option, Problem, Question, Refused
from bot.services.rules_told import read_rules
from bot.services.several import NO, SEVERAL, SURE, YES, instead, part_asked, record_several
from bot.services.told import COMMANDS, kept_for
from storage.records import DraftRecord

UseCase = Callable[[Context, Request], Outcome]


def _followup(read: Reader) -> UseCase:
    return lambda context, request: record_followup(context, request, read)


USE_CASES: dict[str, UseCase] = {
    "start": welcome.start,
    "help": asking.show_help,
    interviews.PLAN: interviews.plan_interview,
    interviews.LOG: interviews.log_interview,
    appointments.CANCELLED: appointments.cancel,
    people.MET: people.meet,
    editing.EDIT: editing.edit,
    letters.NOTE: letters.write_note,
    "thanked": _followup(read_thanked),
    "called": _followup(read_called),
    "emailed": _followup(read_emailed),
    "heard": _followup(read_heard_from),
    "rules": _followup(read_rules),
    "should_i_call": asking.judge,
    letters.SCRIPT: letters.give_script,
    "ask": asking.ask,
    "status": asking.status,
    "agenda": asking.agenda,
    "timeline": pictures.timeline,
    "funnel": pictures.funnel,
    "history": asking.history,
    calendar.CALENDAR: calendar.give_calendar,
    reminders.REMIND: reminders.remind,
    aliases.ALIAS: aliases.also_known,
    "close": _followup(read_close),
    "export": incoming.export_data,
    incoming.IMPORT: incoming.import_data,
    leaving.PRIVACY: leaving.privacy,
    leaving.FORGET: leaving.forget_interview,
    leaving.FORGET_ME: leaving.forget_me,
    "undo": corrections.undo_last,
    "timezone": preferences.set_time_zone,
    settings.SETTINGS: settings.change_settings,
    "mute": preferences.mute,
    "unmute": preferences.unmute,
    preferences.PAUSE: preferences.pause,
    corrections.CORRECT: corrections.correct_date,
    ping_answers.SNOOZE: ping_answers.snooze,
}


_TRIES = ("called", "emailed")
_SAME_TRY = timedelta(hours=1)
"""Within it, a try told a second time may be the same one."""
ANOTHER, SAME = "another", "same"
_REPEATS: dict[str, tuple[type[What], ...]] = {
    "called": (Called, Emailed),
    "thanked": (Thanked,),
    "heard": (Heard, Settled),
    "close": (Settled,),
    interviews.LOG: (Interviewed,),
    appointments.CANCELLED: (Cancelled,),
}
"""What shows that a button of a command has been dealt with."""
_INTERVIEWS = (interviews.PLAN, interviews.LOG)
_OWN_WORDS = frozenset({letters.ENJOYED, letters.FITS, letters.TOPIC, letters.PEOPLE, editing.BECOMES, "choice"})
"""Slots for words of the person's own: only what names a company is something else."""


def run(context: Context, request: Request) -> Outcome:
    """Carry out a command; it puts an end to whatever the bot was waiting to hear."""
    if len(request.text) > MOST_TEXT:
        return Refused(Problem.TEXT_TOO_LONG, command=request.command)
    if context.account.person.draft_id is not None:
        context.uow.people.set_draft(context.account.id, None)
    if request.slots.get(SURE) == NO:
        return Refused(Problem.NOT_RECORDED)
    if request.command == SEVERAL:
        return record_several(context, request, run)
    if request.command == SAID:
        return take_as(context, request, run)
    use_case = USE_CASES.get(request.command)
    if use_case is None:
        return Refused(Problem.UNKNOWN_COMMAND, request.command)
    told_once = request.command not in _TRIES or request.slots.get(SURE) == YES
    return use_case(context, request) if told_once else _unless_told_twice(context, request, use_case)


def _unless_told_twice(context: Context, request: Request, use_case: UseCase) -> Outcome:
    """Ask about a try that is told a second time within a short time: it may be the same one."""
    if request.slots.get("again") == SAME:
        return Refused(Problem.DONE_ALREADY)
    told = (event.what for plan in context.account.plans for event in plan.interview.events)
    if not any(isinstance(what, Called | Emailed) for what in told):
        return use_case(context, request)
    trial = context.uow.savepoint()
    outcome = use_case(context, request)
    if "again" in request.slots or not isinstance(outcome, Recorded) or not _is_told_twice(outcome):
        trial.commit()
        return outcome
    trial.rollback()
    options = (Option("again", ANOTHER), Option("again", SAME))
    company, facts = outcome.plan.interview.company, (outcome.event.what,)
    return context.ask(request, Question.AGAIN, "again", options, company=company, facts=facts)


def _is_told_twice(outcome: Recorded) -> bool:
    """Whether what was recorded is a try like one of the last hour; what is corrected is told once."""
    event = outcome.event
    if outcome.corrected or event.day_only or not isinstance(event.what, Called | Emailed):
        return False
    others = (other for other in outcome.plan.interview.events if other.id != event.id)
    return any(other.what == event.what and abs(event.at - other.at) < _SAME_TRY for other in others)


def take_words(context: Context, words: str) -> Outcome:
    """Take words that are no command: the answer to the latest question, if one is open."""
    draft_id = context.account.person.draft_id
    draft = context.uow.drafts.get(context.account.id, draft_id) if draft_id else None
    untypable = draft and (draft.command == SAID or (draft.awaiting == SURE and not is_yes(words) and not is_no(words)))
    if draft is None or untypable:
        return take_free_text(context, words, run)
    if len(words) > MOST_TEXT:
        return Refused(Problem.TEXT_TOO_LONG, command=draft.command)
    if _is_own_message(context, draft, words) or read_courtesy(words) in _BESIDE_THE_POINT:
        return take_free_text(context, words, run)
    if draft.awaiting == SURE:
        return choose(context, draft.id, 0 if is_yes(words) else 1)
    commands = [option for option, (slot, _) in enumerate(draft.options) if slot == "command"]
    if is_yes(words) and len(draft.options) == len(commands) == 1:
        return choose(context, draft.id, commands[0])
    context.uow.drafts.drop(context.account.id, draft.id)
    return run(context, Request(draft.command, {**draft.slots, draft.awaiting: words}))


_BESIDE_THE_POINT = (Courtesy.HELLO, Courtesy.THANKS)
"""No answer to any question, which stays open."""


def take_unknown_command(context: Context, command: str) -> Outcome:
    """A command that there is none of; /skip skips a question that can be skipped."""
    draft_id = context.account.person.draft_id
    draft = context.uow.drafts.get(context.account.id, draft_id) if draft_id else None
    word = command.removeprefix("/").casefold()
    if draft and word == letters.SKIP and [draft.awaiting, word] in map(list, draft.options):
        return take_words(context, word)
    return Refused(Problem.UNKNOWN_COMMAND, command)


def _is_own_message(context: Context, draft: DraftRecord, words: str) -> bool:
    """Whether words are no answer to what was asked, but tell, want or ask something complete by themselves."""
    if draft.awaiting == "when" and context.read_moment(words, Direction.NEAREST) is not None:
        return False
    if draft.command == ZONE_COMMAND and preferences.names_place(context, words):
        return False
    if asked_command(context, words):
        return draft.awaiting not in _OWN_WORDS and not settings.is_value(draft.command, draft.slots, words)
    understood = understand_words(context, words)
    intents = {part.intent.intent for part in understood.parts or (understood,)}
    if draft.awaiting == "when":
        return intents != {Intent.NONE}
    asked = part_asked(Request(draft.command, draft.slots)).command
    answers = {intent for intent, command in COMMANDS.items() if command == asked}
    if asked in ("heard", editing.EDIT):
        answers |= {Intent.SET_RULE}
    elsewhere = understood.intent.company.kind is not CompanyKind.NONE
    another = (asked in _INTERVIEWS and elsewhere) or _names_another(context, draft, understood)
    names = draft.awaiting == "name" or another
    if intents & answers and not names:
        return False
    whole = understood.complete or understood.intent.stance is not Stance.TOLD
    return whole and (draft.awaiting not in _OWN_WORDS or elsewhere)


def _names_another(context: Context, draft: DraftRecord, understood: Understanding) -> bool:
    """Whether words name a recorded company other than that of the interview asked about."""
    asked = part_asked(Request(draft.command, draft.slots))
    company = understood.intent.company
    return company.exact and bool(company.ids) and int(asked.slots.get("interview", "0")) not in (0, *company.ids)


def choose(context: Context, draft_id: int, option: int) -> Outcome:
    """Take a tapped answer to a question of this person's; one that is over records nothing."""
    draft = context.uow.drafts.get(context.account.id, draft_id)
    if draft is None or option >= len(draft.options):
        return Refused(Problem.STALE)
    slot, value = draft.options[option]
    if draft.awaiting:
        # What awaits nothing is a choice that can be made again.
        context.uow.drafts.drop(context.account.id, draft.id)
    request = Request(draft.command, draft.slots)
    if slot != "command":
        return run(context, request.having(**{slot: value}))
    asked = part_asked(request)
    if "new_name" not in asked.slots:
        return run(context, instead(request, Request(value, asked.slots)))
    return _record_new(context, request, asked)


def _record_new(context: Context, request: Request, asked: Request) -> Outcome:
    """An interview that nothing was recorded of, and with it what was to be said about it."""
    name = asked.slots["new_name"]
    if not name:
        return run(context, Request(interviews.LOG))
    held = Request(interviews.LOG, {"company": name, interviews.HELD: "asked"})
    if asked.command not in RECORDED_TOGETHER:
        return run(context, held)
    whole = instead(request, held, kept_for(asked, name))
    return run(context, whole if request.command == SEVERAL else whole.having(**{SURE: YES}))


def tap(context: Context, button: Request, seen: int) -> Outcome:
    """Carry out the command of a button that was shown when `seen` was its interview's latest event.

    Tapped twice, or when the same was recorded in another way since, it records nothing more.
    """
    plan = context.account.plan(int(button.slots.get("interview", "0")))
    since = [event for event in plan.interview.events if event.id > seen] if plan else []
    if any(isinstance(event.what, _REPEATS.get(button.command, ())) for event in since):
        return Refused(Problem.DONE_ALREADY)
    return run(context, button)
