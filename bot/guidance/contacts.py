"""Whom to call, from all that was said of it, and from what hour on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from msgspec.structs import asdict, replace

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
            said_now = {field: value for field, value in asdict(contact).items() if value}
            latest = replace(latest, **{**said_now, "name": _fuller(latest.name, contact.name)})
    return latest


def whom_to_call(said: Sequence[Contact], met: Sequence[Met]) -> Contact | None:
    """The person they named, with the full name and number told of whom was met; else the only one who was met."""
    contact = latest_contact(said)
    if len(met) == 1 and (contact is None or not contact.name):
        contact = replace(contact or Contact(""), name=met[0].name)
    person = next((person for person in met if contact and same_person(person.name, contact.name)), None)
    if contact is None or person is None:
        return contact
    return replace(contact, name=_fuller(contact.name, person.name), phone=contact.phone or person.phone)


def _fuller(one: str, other: str) -> str:
    return max(one, other, key=lambda name: len(name.split()))


def hours_for(contact: Contact | None, hours: Hours) -> Hours:
    """The calling hours between those that they named; one before or after them was named on purpose."""
    after, before = (contact.after, contact.before) if contact else (None, None)
    if after and after < _LAST_HOUR and not (before and before <= after) and (before or after > hours.start):
        hours = Hours(after, before or (hours.end if after < hours.end else _DAY_END))
    elif before and before > hours.start:
        hours = Hours(hours.start, min(before, hours.end))
    return hours
