"""Rows as the store hands them out.

They never refer to themselves: with `gc=False` no garbage is looked for among them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

Json = dict[str, Any]


class Arrival(Struct, frozen=True, gc=False):
    """A person's update, which a unit of work begins with taking; of their pings those since an instant are wanted."""

    update_id: int
    person_id: int
    now: datetime
    since: datetime


class PersonRecord(Struct, frozen=True, gc=False):
    """A person; `parked_at` is set while they have the bot blocked, `lease_until` while somebody has claimed them."""

    id: int
    preferences: Json
    wake_at: datetime | None
    parked_at: datetime | None
    draft_id: int | None
    lease_until: datetime | None
    rules_version: int
    """By which rules their alarm was worked out."""
    revision: int = 0
    """Another number after every change of their settings, and of what they recorded."""


class EventRecord(Struct, frozen=True, gc=False):
    """An event; `id` is that of its first version, whatever was corrected since."""

    id: int
    row_id: int
    interview_id: int
    kind: str
    at: datetime
    day_only: bool
    data: Json
    recorded_by: int
    active: bool = True
    """Whether it counts: a version that was corrected or taken back does not."""
    retracted_by: int | None = None
    """The change that put something else in its place."""


class InterviewRecord(Struct, frozen=True, gc=False):
    """An interview with its active events; without any, it was taken back."""

    id: int
    company: str
    role: str
    sales: bool
    uid: str
    """Its name in files: the same in an export, and wherever that is taken back."""
    events: tuple[EventRecord, ...]


class Revision(Struct, frozen=True, gc=False):
    """How often an interview was changed, or the settings were, and when last; it only grows."""

    count: int
    last: datetime


class ChangeRecord(Struct, frozen=True, gc=False):
    """One thing recorded, which can be taken back."""

    id: int
    interview_id: int | None
    recorded_at: datetime
    undone_at: datetime | None
    previous_preferences: Json | None


class DraftRecord(Struct, frozen=True, gc=False):
    """A command that waits for something the person has yet to say."""

    id: int
    command: str
    slots: dict[str, str]
    awaiting: str
    options: list[list[str]]
    """The answers that were offered, each a slot and its value."""


class PingStepRecord(Struct, frozen=True, gc=False):
    """A step that a ping was about; `change_id` is what the person recorded through it."""

    ping_id: int
    position: int
    interview_id: int
    kind: str
    anchor: int
    nth: int
    since: datetime
    change_id: int | None


class PingRecord(Struct, frozen=True, gc=False):
    """A message about steps, and how far its sending has got."""

    id: int
    state: str
    told_at: datetime
    message_id: int | None
    steps: tuple[PingStepRecord, ...]
