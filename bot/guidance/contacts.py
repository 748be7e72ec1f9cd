"""Whom to call, from all that was said of it, and from what hour on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from bot.guidance.events import Met
from bot.guidance.facts import Hours
from bot.guidance.ground_rules import Contact
from bot.guidance.people import same_person

_LAST_HOUR = time(23)
_DAY_END = time(23, 59)


def latest_contact(said: Sequence[Contact]) -> Contact | None:
    """The person named last, with all that was said of them; what was said without a name is of whom was named."""
    latest: Contact | None = None
    for contact in said:
        another = latest is not None and latest.name and not same_person(latest.name, contact.name)
        if latest is None or (contact.name and another):
            latest = contact
        else:
            name = max(latest.name, contact.name, key=lambda name: len(name.split()))
            phone, after = contact.phone or latest.phone, contact.after or latest.after
            latest = Contact(name, contact.time_zone or latest.time_zone, phone, after)
    return latest


def whom_to_call(said: Sequence[Contact], met: Sequence[Met]) -> Contact | None:
    """The person they named, with the number told of them elsewhere; else the one person who was met."""
    contact = latest_contact(said)
    if len(met) == 1 and (contact is None or not contact.name):
        contact = replace(contact or Contact(""), name=met[0].name)
    if contact is None or contact.phone or not contact.name:
        return contact
    phone = next((person.phone for person in met if person.phone and same_person(person.name, contact.name)), "")
    return replace(contact, phone=phone)


def hours_for(contact: Contact | None, hours: Hours) -> Hours:
    """The calling hours from the hour on that they named; one after the end of them was named on purpose."""
    after = contact.after if contact else None
    if after is None or not hours.start < after < _LAST_HOUR:
        return hours
    return Hours(after, hours.end if after < hours.end else _DAY_END)
