"""What one person has recorded, as a file that any bot of this kind takes back.

Version 1 is a JSON object:

- `format`: "should-i-call"; `version`: 1.
- `preferences`: the settings that differ from the defaults, with `time_zone` always.
- `interviews`: a list; each has `company`, `role`, `sales`, `events`, and a `uid` by which an import knows it again.
- An event has an `id`, which counts within its interview; `kind` and `data`, in the shapes of `mapping.py`; and the
  instant `at`, as RFC 3339 has it, or the day `on` where only that is known. An `anchor` in `data` is the `id` of an
  event before it, or 0. What has moved says in `first` when it was told to be at first, as calendars go on knowing it.

Only what counts is in it: not what was corrected or taken back, and nothing of the machine's own, as what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct, field, to_builtins

from bot.guidance.calendar import Origins
from bot.guidance.events import Planned, Reminder
from bot.guidance.facts import Event
from bot.guidance.workdays import local_day
from bot.services.account import Account
from bot.services.calendar import moved_from
from bot.services.limits import MOST_NOTE, MOST_RECORDED
from bot.services.mapping import event_from_row, event_to_row
from storage import InterviewRecord

FORMAT: Final = "should-i-call"
VERSION: Final = 1

IN_CALENDARS = (Planned, Reminder)
"""What calendars know by the time at which it was told first."""
_Words = Annotated[str, Meta(max_length=MOST_NOTE)]


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a file, which takes nothing that it does not know."""


class PortableTime(_Part, frozen=True, kw_only=True, omit_defaults=True):
    """When something happened: an instant or, where no more is known, a day. Raises ValueError for both or none."""

    at: Annotated[datetime, Meta(tz=True)] | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        if (self.at is None) == (self.on is None):
            raise ValueError("either an instant or a day")


class PortableEvent(PortableTime, frozen=True, kw_only=True):
    """Something that happened, and how it was when it was told first, where calendars go on knowing it by that."""

    id: Annotated[int, Meta(ge=1, le=MOST_RECORDED)]
    kind: Annotated[str, Meta(max_length=20)]
    data: dict[str, Any] = field(default_factory=lambda: {})  # noqa: PIE807 - of `dict` itself, none would be written
    first: PortableTime | None = None


class PortableInterview(_Part, frozen=True, kw_only=True):
    """One opening at one company. Raises ValueError where two events have the same number."""

    uid: Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{8,64}\Z")]
    company: _Words
    role: _Words = ""
    sales: bool = False
    events: Annotated[tuple[PortableEvent, ...], Meta(min_length=1)]

    def __post_init__(self) -> None:
        if len({event.id for event in self.events}) < len(self.events):
            raise ValueError("two events have the same number")


class Portable(_Part, frozen=True, kw_only=True):
    """The whole file. `preferences` is None in what another program wrote. Raises ValueError for a uid given twice."""

    format: Literal["should-i-call"] = FORMAT
    version: Literal[1] = VERSION
    preferences: dict[str, Any] | None = None
    interviews: tuple[PortableInterview, ...] = ()

    def __post_init__(self) -> None:
        if len({interview.uid for interview in self.interviews}) < len(self.interviews):
            raise ValueError("two interviews have the same name")

    def to_json(self) -> dict[str, Any]:
        """The file's content, in the same order every time."""
        content: dict[str, Any] = to_builtins(self)
        return content


def portable(account: Account, versions: Iterable[InterviewRecord]) -> Portable:
    """What is kept of a person, to be taken elsewhere; not what hangs on a round that was taken back.

    `versions` are their interviews with every version of every event.
    """
    zone, every = account.preferences.time_zone, {record.id: record for record in versions}
    interviews = tuple(_interview(record, every[record.id], zone) for record in account.records)
    return Portable(preferences=account.person.preferences, interviews=interviews)


def _interview(record: InterviewRecord, versions: InterviewRecord, zone: ZoneInfo) -> PortableInterview:
    events = sorted(map(event_from_row, record.events), key=lambda event: event.id)
    numbers = {event.id: number for number, event in enumerate(events, start=1)}
    origins = Origins(tuple(map(event_from_row, versions.events)), moved_from(versions))
    told = []
    for event in events:
        kind, data = event_to_row(event.what)
        if "anchor" in data:
            data = {**data, "anchor": numbers.get(data["anchor"], 0)}
        when, first = _time(event, zone), _time(origins.of(event), zone)
        moved = {"first": first} if isinstance(event.what, IN_CALENDARS) and first != when else {}
        told.append(PortableEvent(id=numbers[event.id], kind=kind, data=data, at=when.at, on=when.on, **moved))
    return PortableInterview(
        uid=record.uid, company=record.company, role=record.role, sales=record.sales, events=tuple(told)
    )


def _time(event: Event, zone: ZoneInfo) -> PortableTime:
    if event.day_only:
        return PortableTime(on=local_day(event.at, zone))
    return PortableTime(at=event.at.astimezone(UTC))
