"""Rules in a short notation, for decks: "weekly TU,TH; contact Dana from 14:00"."""

from datetime import date

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

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def notation(rule: Rule) -> str:
    """One rule: `~` is about a day, `..` between two, `/2` every other week."""
    match rule:
        case NoCalls():
            return "no-calls"
        case EmailOnly():
            return "email-only"
        case NoRules():
            return "none"
        case CallOn(on=on, until=until, latest=latest):
            return f"on {_days(on, until)}" + (" latest" if latest else "")
        case CallEveryWeekday(every=every, until=until):
            often = f"/{every}" if every > 1 else ""
            return f"weekly {_weekdays(rule.weekdays)}{often}{_until(until)}"
        case CallEveryDays(days=days, until=until):
            return f"days {days}{_until(until)}"
        case CallEveryMonth(month_days=days, until=until):
            return f"monthly {','.join(map(str, days))}{_until(until)}"
        case TheyCall(by=None):
            return "they-call"
        case TheyCall(by=date() as by, first=first, about=about):
            return f"they-call {'~' * about}{_days(first or by, by)}"
        case DecisionBy(by=by, first=first, about=about):
            return f"decide {'~' * about}{_days(first or by, by)}"
        case AwayUntil(until=until, first=first):
            return f"away {_days(first or until, until)}"
        case Contact():
            return _contact(rule)
    raise ValueError(rule)


def _days(first: date, last: date | None) -> str:
    return f"{first}..{last}" if last and last != first else f"{first}"


def _until(day: date | None) -> str:
    return f" until {day}" if day else ""


def _weekdays(numbers: tuple[int, ...]) -> str:
    return ",".join(_WEEKDAYS[number] for number in numbers)


def _contact(contact: Contact) -> str:
    parts = (
        contact.name,
        f"in {contact.time_zone}" if contact.time_zone else "",
        f"tel {contact.phone}" if contact.phone else "",
        f"from {contact.after:%H:%M}" if contact.after else "",
        f"to {contact.before:%H:%M}" if contact.before else "",
        f"on {_weekdays(contact.weekdays)}" if contact.weekdays else "",
    )
    return " ".join(("contact", *filter(None, parts)))
