"""What every use case works with: the unit of work, the person's account, and the time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypedDict, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import replace

from bot.guidance.agenda import Agenda
from bot.guidance.events import StepKind, What
from bot.guidance.facts import Event
from bot.guidance.plan import Plan
from bot.guidance.verdict import verdict_at
from bot.guidance.workdays import local_day
from bot.language.moment_reading import read_moment, split_moment
from bot.language.moments import Direction, ImpossibleMoment, Moment, Reading, Refusal, instant_of
from bot.language.times import find_times
from bot.language.when import Recurrence
from bot.services.account import MIDDAY, Account, read_account, renew_agenda, renew_alarm
from bot.services.limits import MOST_OPEN, MOST_RECORDED
from bot.services.mapping import event_to_row
from bot.services.outcomes import Recorded
from bot.services.questions import Ask, Option, Problem, Question, Refused, TooMuch
from storage import EventRecord, Json, UnitOfWork

T = TypeVar("T")
_MOST_DAYS = 5
"""As many days of a range are offered as buttons."""


class Request(Struct, frozen=True):
    """A command and what is known of its arguments: words yet unread in `text`, the rest by slot."""

    command: str
    slots: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words after the command that have not been read yet."""
        return self.slots.get("text", "").strip()

    def having(self, **slots: str) -> Request:
        """The same request with some slots filled."""
        return replace(self, slots={**self.slots, **slots})


class Whereabouts(TypedDict):
    """From when and where a text is read, and in which order its dates are."""

    now: datetime
    zone: ZoneInfo
    country: str | None
    day_first: bool | None


class Heavy(Exception):
    """Work that takes long and needs no store: it is to be done off the event loop, and the unit to be begun again."""

    def __init__(self, key: Hashable, work: Callable[[], object]) -> None:
        super().__init__(key)
        self.key = key
        self.work = work


class Context(Struct, frozen=True):
    """One person's unit of work at one instant."""

    uow: UnitOfWork
    account: Account
    now: datetime
    language: str = ""
    """The code of the language that Telegram speaks with the person, where it is known."""
    guessed_zone: ZoneInfo | None = None
    """What a newcomer's time zone is taken for until it is said, where there is more to go by than nothing."""
    change: int | None = None
    """The change under which all that is recorded belongs, where there is one already."""
    most_open: int = MOST_OPEN
    """As many open interviews as one person may have."""
    done: Mapping[Hashable, Any] | None = None
    """What came of heavy work, by its key; None where nobody waits for the event loop, and it is done on the spot."""

    def off_loop(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of work that takes long and needs no store. Raises Heavy where it is still to be done."""
        if self.done is None:
            return work()
        if key not in self.done:
            raise Heavy(key, work)
        result: T = self.done[key]
        return result

    def following(self, recorded: Recorded) -> Context:
        """The same unit of work after something was recorded: what is recorded now belongs to the same change."""
        account = read_account(self.uow, self.account.id)
        return replace(self, account=account, change=recorded.change_id)

    @property
    def today(self) -> date:
        """The person's local day."""
        return local_day(self.now, self.account.preferences.time_zone)

    def ask(
        self,
        request: Request,
        question: Question,
        awaiting: str,
        options: Sequence[Option] = (),
        **about: Any,
    ) -> Ask:
        """Keep the request as a draft, and ask for what `awaiting` names; the person's next words fill that slot."""
        offered = [[option.slot, option.value] for option in options]
        draft_id = self.uow.drafts.add(
            self.account.id, request.command, dict(request.slots), awaiting, offered, self.now
        )
        self.uow.people.set_draft(self.account.id, draft_id)
        return Ask(question, draft_id, request.command, tuple(options), today=self.today, **about)

    @property
    def whereabouts(self) -> Whereabouts:
        """From when and where this person's words are read: what every reader of days takes."""
        preferences = self.account.preferences
        return {
            "now": self.now,
            "zone": preferences.time_zone,
            "country": preferences.country,
            "day_first": preferences.day_first,
        }

    def read_moment(self, words: str, direction: Direction) -> Moment | Refused | None:
        """Read a day or time from words that should be nothing else."""
        try:
            return read_moment(words, direction=direction, **self.whereabouts)
        except ImpossibleMoment as fault:
            return Refused(problem_of(fault), fault.words)

    def split_moment(self, words: str, direction: Direction) -> Reading:
        """Take the day or time off the end of some words. Raises ImpossibleMoment."""
        return split_moment(words, direction=direction, **self.whereabouts)

    def returns(self, words: str) -> bool:
        """Whether the words name days that return: "every Friday"."""
        times = find_times(words, direction=Direction.FUTURE, **self.whereabouts)
        return any(isinstance(when, Recurrence) for when in times)

    def days_of(self, moment: Moment, direction: Direction) -> tuple[Option, ...]:
        """The first few days that a moment of several days can mean, to tap; none where it is one day."""
        if moment.last is None:
            return ()
        days = [moment.on + timedelta(days=n) for n in range((moment.last - moment.on).days + 1)]
        past = direction is Direction.PAST
        possible = [day for day in days if (day <= self.today if past else day >= self.today)]
        return tuple(Option("when", moment_words(Moment(day, moment.at))) for day in possible[:_MOST_DAYS])

    def lacks_time(self, moment: Moment) -> bool:
        """Whether a moment that is to lie ahead is today, but nobody knows when."""
        return moment.on == self.today and moment.at is None

    def instant_of(self, moment: Moment | None) -> tuple[datetime, bool]:
        """The instant of a moment, and whether only its day is known. None, and today without a time, are now."""
        if moment is None or self.lacks_time(moment):
            return self.now, False
        zone = self.account.preferences.time_zone
        return instant_of(moment, zone=zone, default=MIDDAY), moment.at is None

    def new_change(self, interview_id: int | None, previous_preferences: Json | None = None) -> int:
        """Open a change, by which something is recorded. Raises TooMuch where the person's record is full."""
        journal, person_id = self.uow.journal, self.account.id
        if journal.changes_of(person_id) >= MOST_RECORDED:
            raise TooMuch(Problem.RECORD_FULL)
        return journal.add_change(person_id, interview_id, self.now, previous_preferences)

    def hold(self, after: Account) -> None:
        """Hold what the person has now to as many events, and open interviews, as are kept. Raises TooMuch."""
        if self.uow.journal.events_of(after.id) > MOST_RECORDED:
            raise TooMuch(Problem.RECORD_FULL)
        if len(after.open_plans) > max(self.most_open, len(self.account.open_plans)):
            raise TooMuch(Problem.TOO_MANY_OPEN, f"{self.most_open}")

    def record(
        self,
        interview_id: int,
        what: What,
        at: datetime,
        *,
        day_only: bool = False,
        in_place_of: EventRecord | None = None,
        new: bool = False,
        unread: str = "",
        more: Sequence[What] = (),
        afresh: bool = False,
    ) -> Recorded:
        """Record an event, or a corrected version of one, with what else was said, and work out what follows.

        `afresh` makes the corrected version an event of its own, on which nothing hangs yet.
        """
        change_id = self.change or self.new_change(interview_id)
        if in_place_of:
            self.uow.journal.retract_event(self.account.id, in_place_of.row_id, change_id)
        original = in_place_of.id if in_place_of and not afresh else None
        row = self._add(interview_id, change_id, what, at, day_only, original)
        for further in more:
            self._add(interview_id, change_id, further, at, day_only)
        after, agenda = renew_agenda(self.uow, self.account, self.now, said_about=interview_id)
        self.hold(after)
        plan = after.plan(interview_id)
        if plan is None:
            raise LookupError(f"interview {interview_id} has no plan after recording in it")
        return Recorded(
            change_id,
            Event(row if original is None else original, at, what, day_only),
            row,
            plan,
            verdict_at(plan, self.now),
            self.now,
            new=new,
            corrected=in_place_of is not None,
            unread=unread,
            more=tuple(more),
            call_told_at=_call_told_at(agenda, plan),
        )

    def _add(
        self,
        interview_id: int,
        change_id: int,
        what: What,
        at: datetime,
        day_only: bool,
        corrects: int | None = None,
    ) -> int:
        """Record one event under a change; gives its row."""
        kind, data = event_to_row(what)
        return self.uow.journal.add_event(
            self.account.id,
            interview_id,
            change_id,
            kind=kind,
            at=at,
            day_only=day_only,
            data=data,
            corrects=corrects,
        )

    def remove(self, row: EventRecord) -> tuple[int, Account]:
        """Take an event out of what counts; gives the change, which can be taken back, and the account after it."""
        journal, person_id = self.uow.journal, self.account.id
        change_id = journal.add_change(person_id, row.interview_id, self.now)
        journal.retract_event(person_id, row.row_id, change_id)
        return change_id, renew_alarm(self.uow, self.account, self.now)

    def record_of(self, plan: Plan, event_id: int) -> EventRecord:
        """The kept version of one of a plan's events. Raises StopIteration where there is none."""
        record = next(record for record in self.account.records if record.id == plan.interview.id)
        return next(event for event in record.events if event.id == event_id)


def _call_told_at(agenda: Agenda, plan: Plan) -> datetime | None:
    calls = (ping for ping in agenda.coming if ping.plan is plan and ping.step.key.kind is StepKind.CALL)
    return min((ping.at for ping in calls), default=None)


def recent_days(today: date) -> tuple[Option, ...]:
    """The days that people mostly mean, to tap."""
    return tuple(Option("when", (today - timedelta(days=n)).isoformat()) for n in range(3))


def moment_words(moment: Moment) -> str:
    """A moment in words that are read back as the same moment."""
    return moment.on.isoformat() + (f" {moment.at:%H:%M}" if moment.at else "")


def problem_of(fault: ImpossibleMoment) -> Problem:
    """What is wrong with words that are no date, or could be two."""
    return Problem.DATE_AMBIGUOUS if fault.reason is Refusal.AMBIGUOUS else Problem.DATE_IMPOSSIBLE
