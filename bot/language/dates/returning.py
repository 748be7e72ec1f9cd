"""Days that return, as RFC 5545 writes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from dateutil.rrule import rrulestr

from bot.language.dates.calendars import moved
from bot.language.dates.scenes import Scene, tomorrow

Until = date | Literal["answer"] | None

_UNIT_OF = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}


@dataclass(frozen=True, slots=True)
class Returning:
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
        """The first day from tomorrow on, or from the day said; without a day in the rule one interval from now."""
        bound = self.weekdays or self.month_days
        if self.starting is not None and not bound:
            return self.starting
        if not bound:
            return moved(scene.today, self.interval, _UNIT_OF[self.freq], None)
        start = datetime.combine(self.starting or tomorrow(scene), time())
        plain = replace(self, interval=1)
        return next(iter(rrulestr(plain.rrule, dtstart=start))).date()
