"""What is given back about the person's own data and calendar: typed, without a word of wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from bot.guidance.calendar import Entry
from bot.guidance.events import Settlement
from bot.guidance.facts import Event, Preferences
from bot.guidance.plan import Plan
from bot.services.file_faults import FileFault, LeftOut

if TYPE_CHECKING:
    from storage.records import Revision


class CalendarItem(Struct, frozen=True):
    """An entry of the calendar file; `plan` is None where the whole interview was taken back."""

    uid: str
    """The same whenever the entry is given, wherever it moves."""
    entry: Entry
    plan: Plan | None
    company: str
    role: str
    revision: Revision


class CalendarFile(Struct, frozen=True):
    """`/calendar`: what belongs into a calendar, of all interviews or of `about` alone."""

    items: tuple[CalendarItem, ...]
    zone: ZoneInfo
    at: datetime
    about: str = ""
    """The company, where it is about one."""


class Export(Struct, frozen=True):
    """`/export`: everything kept of the person, as a file that is taken back, a table, and a calendar."""

    portable: dict[str, Any]
    table: tuple[TableRow, ...]
    calendar: CalendarFile


class TableRow(Struct, frozen=True):
    """One interview as a line of a table; days are the person's own."""

    company: str
    role: str
    first_round: date | None
    rounds: int
    note_sent: date | None
    unanswered: int
    last_event: date | None
    settled: Settlement | None
    other_names: tuple[str, ...]


class ImportAsked(Struct, frozen=True):
    """`/import`: the file is still to be sent."""

    words: str = ""
    """What was sent instead of a file."""


class ImportRefused(Struct, frozen=True):
    """A file cannot be taken in, and why; nothing was changed."""

    fault: FileFault
    words: str = ""
    left_out: tuple[LeftOut, ...] = ()
    """The rows that are the reason, where there is nothing else in the table."""


class DayOrderAsked(Struct, frozen=True):
    """The dates of a table can be read in two ways."""

    draft_id: int
    example: str


class NewInterview(Struct, frozen=True):
    """An interview that a file would add: its latest round, None where it has none, and how it ended."""

    company: str
    role: str = ""
    latest: Event | None = None
    rounds: int = 0
    settled: Settlement | None = None


class ImportPreview(Struct, frozen=True):
    """What a file would change, before it does. `settings` are those that would hold, where they differ."""

    draft_id: int
    at: datetime
    new: tuple[NewInterview, ...]
    changed: tuple[str, ...]
    unchanged: int
    events: int
    settings: Preferences | None
    kept: Preferences
    left_out: tuple[LeftOut, ...] = ()
    """Rows of a table that are not taken, in their order."""
    unread: tuple[str, ...] = ()
    """A table's statuses that say nothing that is known."""
    shortened: int = 0
    """Notes of a table of which only the beginning would be kept."""


class Imported(Struct, frozen=True):
    """A file was taken in, as one change."""

    new: int
    changed: int
    settings: bool
    change_id: int


class Privacy(Struct, frozen=True):
    """`/privacy`: what is kept, and where: in a file, or in a database server."""

    is_file: bool


class ForgetAsked(Struct, frozen=True):
    """Deleting for good was asked for: of everything, or of the interview `company`. `again` after the first tap."""

    draft_id: int = 0
    company: str = ""
    again: bool = False
    interviews: int = 0


class PingCount(StrEnum):
    """How far what is kept of a reminder had come."""

    SENT = "sent"
    UNSURE = "unsure"
    """Whether it arrived is not known."""
    SAID = "said"
    """It was said in an answer, and so not sent."""


class Forgotten(Struct, frozen=True):
    """What was deleted for good, by table; `company` where it was one interview, `pings` where it was everything."""

    counts: Mapping[str, int]
    company: str = ""
    pings: Mapping[PingCount, int] = field(default_factory=dict)


DataOutcome = (
    CalendarFile
    | Export
    | ImportAsked
    | ImportRefused
    | DayOrderAsked
    | ImportPreview
    | Imported
    | Privacy
    | ForgetAsked
    | Forgotten
)
