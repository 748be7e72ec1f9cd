"""What happened, as the person told it: the only input the plan is derived from.

Instants are aware; local days are dates. Nothing here can be worked out from anything else here.

Facts, and what follows from them, never refer to themselves: with `gc=False` no garbage is looked for among them.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from bot.guidance.events import What


class Event(Struct, frozen=True, gc=False):
    """Something that happened at an instant.

    `id` stays the same through corrections, so that what hangs on an event goes on hanging on it. `day_only` is true
    where the person named a day and no time; `at` is then a stand-in within that day.
    """

    id: int
    at: datetime
    what: What
    day_only: bool = False


class Interview(Struct, frozen=True, gc=False):
    """One opening at one company, through all its rounds, and what happened since.

    Company, role and sales are as first recorded; `particulars.as_corrected` gives them as they were put right.
    """

    id: int
    company: str
    events: tuple[Event, ...]
    role: str = ""
    sales: bool = False

    @property
    def title(self) -> str:
        """The company, with the role where it is known."""
        return f"{self.company} ({self.role})" if self.role else self.company


class Hours(Struct, frozen=True, gc=False):
    """A span of the day, local wall time; `end` is not part of it."""

    start: time
    end: time


class Preferences(Struct, frozen=True, gc=False):
    """A person's settings; the defaults are the bot’s own (see `etiquette.Default`)."""

    time_zone: ZoneInfo
    country: str | None = None
    muted: bool = False
    ping_hours: Hours = field(default=Hours(time(9), time(20)))
    calling_hours: Hours = field(default=Hours(time(9), time(17)))
    first_call_after: int = 5
    between_calls: int = 5
    first_call_after_sales: int = 3
    between_calls_sales: int = 3
    weekly_nudge: bool = True
    day_first: bool | None = None
    """Whether 3/4 is the third of April; None where that is left to the country, or else asked."""
    paused_until: date | None = None
    """No ping that was not asked for before this day."""
