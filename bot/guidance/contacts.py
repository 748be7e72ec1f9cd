"""Whom to call, from all that was said of it, and from what hour on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from bot.guidance.facts import Hours
from bot.guidance.ground_rules import Contact

_LAST_HOUR = time(23)
_DAY_END = time(23, 59)


def latest_contact(said: Sequence[Contact]) -> Contact | None:
    """The person named last; a number or an hour that was said without a name belongs to whom it was said of."""
    latest: Contact | None = None
    for contact in said:
        if latest is None or contact.name:
            latest = contact
        else:
            phone, after = contact.phone or latest.phone, contact.after or latest.after
            latest = replace(latest, time_zone=contact.time_zone or latest.time_zone, phone=phone, after=after)
    return latest


def hours_for(contact: Contact | None, hours: Hours) -> Hours:
    """The calling hours from the hour on that they named; one after the end of them was named on purpose."""
    after = contact.after if contact else None
    if after is None or not hours.start < after < _LAST_HOUR:
        return hours
    return Hours(after, hours.end if after < hours.end else _DAY_END)
