"""The plan: what there is to do after an interview, and when, worked out of the facts alone. It takes no `now`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.contacts import hours_for
from bot.guidance.debrief import debrief_steps, planned_end
from bot.guidance.etiquette import (
    CLOSE_QUESTION_WORKDAYS,
    MOST_CALLS,
    NOTE_FIRST_PING,
    NOTE_LAST_PING,
)
from bot.guidance.events import Planned, Skipped, Snoozed, StepKind, Thanked
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.folding import fold
from bot.guidance.particulars import as_corrected
from bot.guidance.promises import longest_wait, named_days
from bot.guidance.reminders import reminder_steps
from bot.guidance.standing import Round, Standing, calling_zone
from bot.guidance.steps import CallingWindow, Step, StepKey
from bot.guidance.workdays import add_workdays, instant, local_day, next_within, next_workday, within_or_before


class Basis(StrEnum):
    """What decided the day of the next call."""

    THEY_NAMED_IT = "they-named-it"
    AFTER_THEIR_DAY = "after-their-day"
    AFTER_INTERVIEW = "after-interview"
    AFTER_WORD = "after-word"
    AFTER_TRY = "after-try"
    AFTER_SKIP = "after-skip"
    AFTER_NOTE = "after-note"


class Call(Struct, frozen=True, gc=False):
    """The next call: from which day, and what decided the day."""

    window: CallingWindow
    basis: Basis
    anchor: int
    named: bool = False
    wait: Event | None = None
    """What they said about waiting, where it moved the day."""

    @property
    def on(self) -> date:
        """The first day for it."""
        return self.window.on


class Plan(Struct, frozen=True, dict=True):
    """An interview's standing, and what follows from it, worked out when it is first asked for and kept."""

    interview: Interview
    preferences: Preferences
    standing: Standing

    @cached_property
    def call(self) -> Call:
        """The next call by the day alone; whether it is to be made at all is the verdict's to say."""
        if self.named_days:
            return _named_call(self.standing, self.preferences, self.named_days[0])
        return _own_call(self.interview, self.standing, self.preferences)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step that is open."""
        if self.standing.settled:
            return ()
        debriefs = debrief_steps(self.interview, self.standing, self.preferences)
        steps = (*debriefs, *_note_steps(self), *_call_steps(self), *_close_steps(self))
        put_off = tuple(_snoozed(step, self.standing) for step in steps)
        return (*put_off, *reminder_steps(self.interview, self.preferences))

    @cached_property
    def named_days(self) -> tuple[date, ...]:
        """The days for a call that they have named, those that are dealt with aside."""
        return named_days(self.standing, self.preferences)

    @property
    def note_open(self) -> bool:
        """Whether the thank-you note for the latest round is neither sent nor skipped."""
        return self.standing.note is None

    def last_note_open(self, now: datetime) -> bool:
        """Whether a further round lies ahead, and the note for the one before it is neither sent nor skipped."""
        latest = self.standing.latest_round(now)
        return latest is not None and latest.until is not None and latest.note is None

    @property
    def calls_used_up(self) -> bool:
        """Whether three tries have gone unanswered and they named no further day."""
        return len(self.standing.tries) >= MOST_CALLS and not self.call.named

    @property
    def told_steps(self) -> tuple[Step, ...]:
        """The steps that are pinged. Whether a round took place is asked before its note is asked for alone."""
        asked = {step.origin.anchor for step in self.steps if step.key.kind is StepKind.DEBRIEF}
        return tuple(
            step
            for step in self.steps
            if step.key.kind is not StepKind.NOTE or step.asked_for or step.origin.anchor not in asked
        )

    @property
    def planned(self) -> bool:
        """Whether the latest round is known only as set, not as held."""
        return isinstance(self.standing.round.what, Planned)


def derive_plan(interview: Interview, preferences: Preferences) -> Plan:
    """Work out the plan of one interview from what happened.

    Raises NoRound where the facts hold no interview, planned or held.
    """
    interview = as_corrected(interview)
    return Plan(interview, preferences, fold(interview, preferences))


def _window(on: date, standing: Standing, preferences: Preferences) -> CallingWindow:
    zone, contact = calling_zone(standing, preferences), standing.contact
    hours, weekdays = hours_for(contact, preferences.calling_hours), contact.weekdays if contact else ()
    return CallingWindow(on, hours, zone, preferences.country, weekdays)


def _named_call(standing: Standing, preferences: Preferences, on: date) -> Call:
    wait = longest_wait(standing, preferences, since=standing.calling_rule)
    moved_by = wait.said if wait and wait.on == on else None
    anchor = moved_by or standing.dealt_with_by or standing.calling_rule or standing.base
    window = _window(on, standing, preferences)
    return Call(window, Basis.THEY_NAMED_IT, anchor.id, named=True, wait=moved_by)


def _own_call(interview: Interview, standing: Standing, preferences: Preferences) -> Call:
    """The next call where they named no day: the bot's defaults, and what they said about waiting."""
    country, last = preferences.country, standing.last_attempt
    if last:
        distance = preferences.between_calls_sales if interview.sales else preferences.between_calls
        basis = Basis.AFTER_SKIP if isinstance(last.what, Skipped) else Basis.AFTER_TRY
    else:
        distance = preferences.first_call_after_sales if interview.sales else preferences.first_call_after
        basis = Basis.AFTER_INTERVIEW if standing.base == standing.round else Basis.AFTER_WORD
    anchor = last or standing.base
    window = _window(date.min, standing, preferences)
    since = day_passed(anchor.at, window, preferences)
    on = add_workdays(since, distance, country)
    wait = longest_wait(standing, preferences)
    # Their day moves a first call both ways, a later one only back; one from before their last word is over.
    if wait and wait.on > (on if last else since):
        on, basis, anchor = wait.on, Basis.AFTER_THEIR_DAY, wait.said
    sent = standing.note if standing.note and isinstance(standing.note.what, Thanked) else None
    if sent and (after_note := next_workday(day_passed(sent.at, window, preferences), country)) > on:
        on, basis = after_note, Basis.AFTER_NOTE
    moved_by = wait.said if wait and basis is Basis.AFTER_THEIR_DAY else None
    return Call(window.starting(on), basis, anchor.id, wait=moved_by)


def day_passed(at: datetime, window: CallingWindow, preferences: Preferences) -> date:
    """The day that working days are counted from: the later of the two where it is called and where the person is."""
    return max(local_day(at, zone) for zone in (window.zone, preferences.time_zone))


def _note_steps(plan: Plan) -> tuple[Step, ...]:
    """Source: `thank-you-always`; the hours are the bot's defaults. A round that is set ends the one before it."""
    return tuple(_note_step(one, plan) for one in plan.standing.rounds if one.note is None)


def _note_step(one: Round, plan: Plan) -> Step:
    round_at, zone, hours = one.interview.at, plan.preferences.time_zone, plan.preferences.ping_hours
    over = planned_end(one.interview, plan.preferences) if isinstance(one.interview.what, Planned) else round_at
    first = max(round_at + NOTE_FIRST_PING, over)
    second = within_or_before(round_at + NOTE_LAST_PING, hours, zone)
    key = StepKey(plan.interview.id, StepKind.NOTE, one.interview.id)
    return Step(key, local_day(round_at, zone), (first, max(first, second)), key, until=one.until)


def _call_steps(plan: Plan) -> tuple[Step, ...]:
    standing, named = plan.standing, plan.named_days
    if standing.no_calls or plan.calls_used_up or (plan.note_open and not named):
        return ()
    days = named or (plan.call.on,)
    windows = [_window(day, standing, plan.preferences) for day in days]
    ends = [*(_opening(window) for window in windows[1:]), None]
    return tuple(
        _call_step(StepKey(plan.interview.id, StepKind.CALL, plan.call.anchor, nth), window, end, plan)
        for nth, (window, end) in enumerate(zip(windows, ends, strict=True))
    )


def _opening(window: CallingWindow) -> datetime:
    return instant(window.on, window.hours.start, window.zone)


def _call_step(key: StepKey, window: CallingWindow, until: datetime | None, plan: Plan) -> Step:
    days = (window, window.starting(next_workday(window.on, window.country)))
    hours, zone = plan.preferences.ping_hours, plan.preferences.time_zone
    opening, end = next(window.spans(_opening(window)))
    heads_up = next_within(opening, hours, zone) >= end
    if heads_up:
        # Before the call need not be after the interview.
        held = plan.standing.round.at
        pings = tuple(max(held, within_or_before(_opening(day), hours, zone)) for day in days)
    else:
        pings = tuple(_opening(day) for day in days)
    return Step(key, window.on, pings, key, window, until, heads_up=heads_up, habitual=not heads_up)


def _close_steps(plan: Plan) -> tuple[Step, ...]:
    """One question, some time after the third try: close it, or did they reply? The bot's default."""
    standing, preferences = plan.standing, plan.preferences
    if not plan.calls_used_up or standing.close_skipped or standing.last_attempt is None:
        return ()
    after = local_day(standing.last_attempt.at, preferences.time_zone)
    on = add_workdays(after, CLOSE_QUESTION_WORKDAYS, preferences.country)
    key = StepKey(plan.interview.id, StepKind.CLOSE, standing.last_attempt.id)
    return (Step(key, on, (instant(on, time(0), preferences.time_zone),), key, habitual=True),)


def _snoozed(step: Step, standing: Standing) -> Step:
    """A snoozed step is a new one, asked for, at the time the person chose."""
    about = (step.origin.kind, step.origin.anchor, step.origin.nth)
    for event in reversed(standing.snoozes):
        what = event.what
        if isinstance(what, Snoozed) and (what.kind, what.anchor, what.nth) == about:
            pings = (what.until, what.until + timedelta(days=1))[: len(step.pings)]
            return replace(step, key=replace(step.key, anchor=event.id), pings=pings, asked_for=True)
    return step
