"""Whom to call, from all that was said of it, and from what hour on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
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
            latest = replace(latest, **{name: value for name, value in asdict(contact).items() if value})
    return latest


def hours_for(contact: Contact | None, hours: Hours) -> Hours:
    """The calling hours between those that they named; one before or after them was named on purpose."""
    after, before = (contact.after, contact.before) if contact else (None, None)
    if after and after < _LAST_HOUR and not (before and before <= after) and (before or after > hours.start):
        hours = Hours(after, before or (hours.end if after < hours.end else _DAY_END))
    elif before and before > hours.start:
        hours = Hours(hours.start, min(before, hours.end))
    return hours
