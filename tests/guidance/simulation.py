"""A person and the bot over months: the clock goes from alarm to alarm, and what is due is sent, told and acted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.guidance.agenda import Due, History, agenda_at
from bot.guidance.events import What
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.plan import Plan, derive_plan
from bot.guidance.steps import StepKey

Act = tuple[timedelta, int, What]
"""What a person does about a message: after how long, in which interview, and what."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message that the bot sent by itself."""

    at: datetime
    due: tuple[Due, ...]

    @property
    def unasked(self) -> bool:
        """Whether anything in it was not asked for."""
        return any(not due.step.asked_for for due in self.due)


@dataclass(slots=True)
class World:
    """One person's facts, and all that was sent to them."""

    preferences: Preferences
    interviews: dict[int, Interview]
    now: datetime
    sent: list[Message] = field(default_factory=list)
    wakes: list[datetime] = field(default_factory=list)

    acts: list[tuple[datetime, int, What]] = field(default_factory=list)
    """What will have happened: when, in which interview, and what."""
    pinged: dict[StepKey, list[datetime]] = field(default_factory=dict)
    known: dict[Interview, Plan] = field(default_factory=dict, repr=False)

    @property
    def plans(self) -> Sequence[Plan]:
        """The plans as the facts now stand."""
        for interview in self.interviews.values():
            if interview not in self.known:
                self.known[interview] = derive_plan(interview, self.preferences)
        return [self.known[interview] for interview in self.interviews.values()]

    def send(self, due: tuple[Due, ...]) -> Message:
        """All that is due goes into one message."""
        for one in due:
            self.pinged.setdefault(one.step.key, []).append(self.now)
        self.sent.append(Message(self.now, due))
        return self.sent[-1]

    def record(self, interview_id: int, what: What) -> None:
        """Something happens now."""
        interview = self.interviews[interview_id]
        ids = [event.id for one in self.interviews.values() for event in one.events]
        events = (*interview.events, Event(max(ids) + 1, self.now, what))
        self.interviews[interview_id] = replace(interview, events=events)

    def live(self, until: datetime, react: Callable[[World, Message], Sequence[Act]]) -> None:
        """Go from alarm to alarm; the acts that answer a message come before the next alarm that is later."""
        while True:
            self.catch_up()
            unasked = [message.at for message in self.sent[-20:] if message.unasked]
            agenda = agenda_at(self.plans, self.preferences, History(self.pinged, unasked), self.now)
            if agenda.due:
                message = self.send(agenda.due)
                self.acts += [(self.now + after, about, what) for after, about, what in react(self, message)]
                continue
            next_act = min((at for at, _, _ in self.acts), default=None)
            times = [at for at in (agenda.wake_at, next_act) if at is not None]
            if not times or min(times) > until:
                self.now = until
                return
            if agenda.wake_at and (next_act is None or agenda.wake_at < next_act):
                self.wakes.append(agenda.wake_at)
            self.now = min(times)

    def catch_up(self) -> None:
        """Record what has happened by now."""
        happened = sorted((act for act in self.acts if act[0] <= self.now), key=lambda act: act[0])
        self.acts = [act for act in self.acts if act[0] > self.now]
        for _, about, what in happened:
            self.record(about, what)
