"""Days that return, as RFC 5545 writes them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.language.dates.calendars import moved
from bot.language.dates.scenes import Scene, tomorrow

Until = date | Literal["answer"] | None

_WORKING_WEEK = 5
_UNIT_OF = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}


class Returning(Struct, frozen=True):
    """A rule in the parts of RFC 5545, and what was said of its beginning, its end and its time of day."""

    freq: str
    interval: int = 1
    weekdays: str = ""
    month_days: str = ""
    starting: date | None = None
    until: Until = None
    at: time | None = None
    after_noon: bool | None = None

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 writes it, without its end."""
        interval = f";INTERVAL={self.interval}" if self.interval > 1 else ""
        by_day = f";BYDAY={self.weekdays}" if self.weekdays else ""
        by_month_day = f";BYMONTHDAY={self.month_days}" if self.month_days else ""
        return f"FREQ={self.freq}{interval}{by_day}{by_month_day}"

    def first(self, scene: Scene) -> date:
        """The first day, from the day said or else from now on.

        Days in a row begin today, unless the hour has passed; a weekday is none of today, nor is "every other week".
        """
        often = self.freq == "DAILY" or self.weekdays.count(",") >= _WORKING_WEEK - 1
        passed = self.at is not None and self.at <= scene.now.time()
        soonest = scene.today if often and not passed else tomorrow(scene)
        if not (self.weekdays or self.month_days):
            later = soonest if often else moved(scene.today, self.interval, _UNIT_OF[self.freq], None)
            return self.starting or later
        # Few ask for what comes again, and it takes a while to load.
        from dateutil.rrule import rrulestr

        start = datetime.combine(self.starting or soonest, time())
        plain = replace(self, interval=1)
        return next(iter(rrulestr(plain.rrule, dtstart=start))).date()
