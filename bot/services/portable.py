"""What one person has recorded, as a file that any bot of this kind takes back.

Version 1 is a JSON object:

- `format`: "should-i-call"; `version`: 1.
- `preferences`: the settings that differ from the defaults, with `time_zone` always.
- `interviews`: a list; each has `company`, `role`, `sales`, `events`, and a `uid` by which an import knows it again.
- An event has an `id`, which counts within its interview; `kind` and `data`, in the shapes of `mapping.py`; and the
  instant `at`, or the day `on` where only that is known. An `anchor` in `data` is the `id` of an event before it, or 0.

Only what counts is in it: not what was corrected or taken back, and nothing of the machine's own, as what was sent.
"""

from __future__ import annotations

from datetime import UTC, date
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from bot.guidance.workdays import local_day
from bot.services.account import Account
from bot.services.limits import MOST_NOTE, MOST_RECORDED
from bot.services.mapping import event_from_row, event_to_row
from storage import InterviewRecord

FORMAT: Final = "should-i-call"
VERSION: Final = 1

_Words = Annotated[str, Field(max_length=MOST_NOTE)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PortableEvent(_Part):
    """Something that happened, at an instant or on a day."""

    id: int = Field(ge=1, le=MOST_RECORDED)
    kind: str = Field(max_length=20)
    at: AwareDatetime | None = None
    on: date | None = None
    data: dict[str, Any] = {}

    @model_validator(mode="after")
    def _has_one_time(self) -> PortableEvent:
        if (self.at is None) == (self.on is None):
            raise ValueError("an event has either an instant or a day")
        return self


class PortableInterview(_Part):
    """One opening at one company."""

    uid: str = Field(pattern=r"^[A-Za-z0-9-]{8,64}$")
    company: _Words
    role: _Words = ""
    sales: bool = False
    events: tuple[PortableEvent, ...] = Field(min_length=1, max_length=MOST_RECORDED)

    @model_validator(mode="after")
    def _numbers_events_once(self) -> PortableInterview:
        if len({event.id for event in self.events}) < len(self.events):
            raise ValueError("two events have the same number")
        return self


class Portable(_Part):
    """The whole file. `preferences` is None in what another program wrote."""

    format: Literal["should-i-call"] = FORMAT
    version: Literal[1] = VERSION
    preferences: dict[str, Any] | None = None
    interviews: tuple[PortableInterview, ...] = Field(default=(), max_length=MOST_RECORDED)

    @model_validator(mode="after")
    def _names_interviews_once(self) -> Portable:
        if len({interview.uid for interview in self.interviews}) < len(self.interviews):
            raise ValueError("two interviews have the same name")
        return self

    def to_json(self) -> dict[str, Any]:
        """The file's content, in the same order every time."""
        return self.model_dump(mode="json", exclude_none=True)


def portable(account: Account) -> Portable:
    """What is kept of a person, to be taken elsewhere; not what hangs on a round that was taken back."""
    zone = account.preferences.time_zone
    interviews = tuple(_interview(record, zone) for record in account.records)
    return Portable(preferences=account.person.preferences, interviews=interviews)


def _interview(record: InterviewRecord, zone: ZoneInfo) -> PortableInterview:
    events = sorted(map(event_from_row, record.events), key=lambda event: event.id)
    numbers = {event.id: number for number, event in enumerate(events, start=1)}
    told = []
    for event in events:
        kind, data = event_to_row(event.what)
        if "anchor" in data:
            data = {**data, "anchor": numbers.get(data["anchor"], 0)}
        when = {"on": local_day(event.at, zone)} if event.day_only else {"at": event.at.astimezone(UTC)}
        told.append(PortableEvent(id=numbers[event.id], kind=kind, data=data, **when))
    return PortableInterview(
        uid=record.uid, company=record.company, role=record.role, sales=record.sales, events=tuple(told)
    )
