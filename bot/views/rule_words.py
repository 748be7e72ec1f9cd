"""What they said about following up, in words."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.guidance.ground_rules import (
    AwayUntil,
    CallEveryDays,
    CallEveryMonth,
    CallEveryWeekday,
    CallOn,
    Contact,
    DecisionBy,
    EmailOnly,
    NoCalls,
    NoRules,
    Rule,
    TheyCall,
)
from bot.views.dates import WEEKDAYS, day, zone_words
from bot.views.reply import safe


def rule_words(rule: Rule, today: date) -> str:
    """What they said about following up, in lower case; HTML."""
    match rule:
        case NoCalls():
            return "no calls"
        case EmailOnly():
            return "no calls, emails only"
        case CallOn():
            return _call_on(rule, today)
        case CallEveryWeekday() | CallEveryDays() | CallEveryMonth():
            until = f" until {day(rule.until, today)}" if rule.until else ""
            return f"call every {_repeated(rule)}{until}"
        case TheyCall(by=None):
            return "they will call you"
        case TheyCall(by=by) if by:
            return f"they will call you {_deadline(rule.first, by, today, about=rule.about)}"
        case DecisionBy(by=by):
            return f"they decide {_deadline(rule.first, by, today, about=rule.about)}"
        case AwayUntil(until=until):
            named = f" (the last of {_days(rule.first, until, today)})" if rule.first else ""
            return f"no call until {day(until, today)} has passed{named}"
        case Contact():
            return _contact(rule)
        case NoRules():
            return "nothing was said about calling"
    return ""


def _call_on(rule: CallOn, today: date) -> str:
    if rule.until:
        return f"call on a day from {_days(rule.on, rule.until, today)}"
    return f"call on {day(rule.on, today)}" + (" at the latest" if rule.latest else "")


def _deadline(first: date | None, by: date, today: date, *, about: bool) -> str:
    if about:
        return f"around {day(by, today)}"
    return f"on a day from {_days(first, by, today)}" if first else f"by {day(by, today)}"


def _days(first: date | None, last: date, today: date) -> str:
    return f"{day(first, today)} to {day(last, today)}" if first else day(last, today)


def _repeated(rule: CallEveryWeekday | CallEveryDays | CallEveryMonth) -> str:
    """How often, after "every"."""
    match rule:
        case CallEveryWeekday(every=every):
            weekdays = joined([WEEKDAYS[weekday] for weekday in rule.weekdays])
            return {1: weekdays, 2: f"other {weekdays}"}.get(every, f"{every} weeks on {weekdays}")
        case CallEveryDays(days=days):
            return f"{days} days" if days > 1 else "day"
        case CallEveryMonth(month_days=numbers):
            return f"month on {joined([_ordinal(number) for number in numbers])}"


def joined(words: list[str], link: str = "and") -> str:
    """Words one after the other: "Monday, Wednesday and Friday"."""
    return f" {link} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"the {number}{'th' if number in (11, 12, 13) else endings.get(number % 10, 'th')}"


def _contact(contact: Contact) -> str:
    zone = f"in the time zone {zone_words(ZoneInfo(contact.time_zone))}" if contact.time_zone else ""
    phone = f"the number is {safe(contact.phone)}" if contact.phone else ""
    person = f"the person to call is {safe(contact.name)}" if contact.name else "they are" if zone else ""
    where = f"{person}, {zone}" if contact.name and zone else f"{person} {zone}".strip()
    weekdays = f"on {joined([WEEKDAYS[weekday] for weekday in contact.weekdays], 'or')}" if contact.weekdays else ""
    hours = (
        " ".join(part for part in ("call", weekdays, _hours(contact)) if part) if weekdays or _hours(contact) else ""
    )
    return ", ".join(part for part in (where, phone, hours) if part)


def _hours(contact: Contact) -> str:
    match contact.after, contact.before:
        case None, None:
            return ""
        case after, None if after:
            return f"from {after:%H:%M} on"
        case None, before if before:
            return f"before {before:%H:%M}"
    return f"between {contact.after:%H:%M} and {contact.before:%H:%M}"
