"""Every command's use case, and the answers that complete a command."""

from __future__ import annotations

from collections.abc import Callable

from bot.guidance.events import Called, Cancelled, Emailed, Heard, Interviewed, Settled, Thanked, What
from bot.language.intents import Intent
from bot.language.moments import Direction
from bot.services import (
    aliases,
    appointments,
    asking,
    calendar,
    corrections,
    exporting,
    importing,
    interviews,
    leaving,
    letters,
    pictures,
    preferences,
    reminders,
)
from bot.services.choices import is_no, is_yes
from bot.services.context import Context, Request
from bot.services.followups import (
    Reader,
    read_called,
    read_close,
    read_emailed,
    read_heard_from,
    read_rules,
    read_thanked,
    record_followup,
)
from bot.services.free_text import NO, SURE, take_free_text, understand_words
from bot.services.limits import MOST_TEXT
from bot.services.outcomes import Outcome
from bot.services.questions import Problem, Refused

UseCase = Callable[[Context, Request], Outcome]


def _followup(read: Reader) -> UseCase:
    return lambda context, request: record_followup(context, request, read)


USE_CASES: dict[str, UseCase] = {
    "start": asking.start,
    "help": asking.show_help,
    interviews.PLAN: interviews.plan_interview,
    interviews.LOG: interviews.log_interview,
    appointments.CANCELLED: appointments.cancel,
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
    "export": exporting.export_data,
    importing.IMPORT: importing.import_data,
    leaving.PRIVACY: leaving.privacy,
    leaving.FORGET: leaving.forget_interview,
    leaving.FORGET_ME: leaving.forget_me,
    "undo": corrections.undo_last,
    "timezone": preferences.set_time_zone,
    "mute": preferences.mute,
    "unmute": preferences.unmute,
    corrections.CORRECT: corrections.correct_date,
}


_REPEATS: dict[str, tuple[type[What], ...]] = {
    "called": (Called, Emailed),
    "thanked": (Thanked,),
    "heard": (Heard, Settled),
    "close": (Settled,),
    interviews.LOG: (Interviewed,),
    appointments.CANCELLED: (Cancelled,),
}
"""What shows that a button of a command has been dealt with."""


def run(context: Context, request: Request) -> Outcome:
    """Carry out a command; it puts an end to whatever the bot was waiting to hear."""
    if len(request.text) > MOST_TEXT:
        return Refused(Problem.TEXT_TOO_LONG, command=request.command)
    if context.account.person.draft_id is not None:
        context.uow.people.set_draft(context.account.id, None)
    if request.slots.get(SURE) == NO:
        return Refused(Problem.NOT_RECORDED)
    use_case = USE_CASES.get(request.command)
    return use_case(context, request) if use_case else Refused(Problem.UNKNOWN_COMMAND, request.command)


def take_words(context: Context, words: str) -> Outcome:
    """Take words that are no command: the answer to the latest question, if one is open."""
    draft_id = context.account.person.draft_id
    draft = context.uow.drafts.get(context.account.id, draft_id) if draft_id else None
    if draft is None or (draft.awaiting == SURE and not is_yes(words) and not is_no(words)):
        return take_free_text(context, words, run)
    if len(words) > MOST_TEXT:
        return Refused(Problem.TEXT_TOO_LONG, command=draft.command)
    if draft.awaiting == "when" and _says_something_else(context, words):
        return take_free_text(context, words, run)
    if draft.awaiting == SURE:
        return choose(context, draft.id, 0 if is_yes(words) else 1)
    commands = [option for option, (slot, _) in enumerate(draft.options) if slot == "command"]
    if is_yes(words) and len(draft.options) == len(commands) == 1:
        return choose(context, draft.id, commands[0])
    context.uow.drafts.drop(context.account.id, draft.id)
    return run(context, Request(draft.command, {**draft.slots, draft.awaiting: words}))


def take_unknown_command(context: Context, command: str) -> Outcome:
    """A command that there is none of; /skip skips a question that can be skipped."""
    draft_id = context.account.person.draft_id
    draft = context.uow.drafts.get(context.account.id, draft_id) if draft_id else None
    word = command.removeprefix("/").casefold()
    if draft and word == letters.SKIP and [draft.awaiting, word] in map(list, draft.options):
        return take_words(context, word)
    return Refused(Problem.UNKNOWN_COMMAND, command)


def _says_something_else(context: Context, words: str) -> bool:
    """Whether words that should be a day are none, but tell or ask something by themselves."""
    if context.read_moment(words, Direction.NEAREST) is not None:
        return False
    return understand_words(context, words).intent.intent is not Intent.NONE


def choose(context: Context, draft_id: int, option: int) -> Outcome:
    """Take a tapped answer to a question of this person's; one that is over records nothing."""
    draft = context.uow.drafts.get(context.account.id, draft_id)
    if draft is None or option >= len(draft.options):
        return Refused(Problem.STALE)
    slot, value = draft.options[option]
    if draft.awaiting:
        # What awaits nothing is a choice that can be made again.
        context.uow.drafts.drop(context.account.id, draft.id)
    if slot != "command":
        return run(context, Request(draft.command, {**draft.slots, slot: value}))
    if "new_name" not in draft.slots:
        return run(context, Request(value, draft.slots))
    return _record_new(context, value, draft.slots["new_name"])


def _record_new(context: Context, command: str, name: str) -> Outcome:
    """An interview that nothing was recorded of; what was to be said about it shows that it was not just now."""
    if not name:
        return run(context, Request(command))
    return interviews.ask_when_held(context, Request(command, {"company": name}), name)


def tap(context: Context, button: Request, seen: int) -> Outcome:
    """Carry out the command of a button that was shown when `seen` was its interview's latest event.

    Tapped twice, or when the same was recorded in another way since, it records nothing more.
    """
    plan = context.account.plan(int(button.slots.get("interview", "0")))
    since = [event for event in plan.interview.events if event.id > seen] if plan else []
    if any(isinstance(event.what, _REPEATS.get(button.command, ())) for event in since):
        return Refused(Problem.DONE_ALREADY)
    return run(context, button)
