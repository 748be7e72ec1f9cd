"""To whom a note went, and who still waits for one."""

from __future__ import annotations

from bot.guidance.events import Met, Thanked
from bot.guidance.people import met_in, people_known, same_person, still_to_thank
from bot.guidance.plan import Plan
from bot.language.people import read_people
from bot.services.context import Context

_TO = "to "
_NONE = frozenset({"skip", "skipped", "skip it"})


def thanked(context: Context, plan: Plan, words: str) -> tuple[Thanked, str]:
    """The note that was sent, to whom the words name, and those of the words that name nobody."""
    bare = words.strip()
    led = bare.casefold().startswith(_TO)
    bare = bare[len(_TO) :].strip() if led else bare
    known = [*(person.name for person in open_people(context, plan)), *known_in(plan)]
    name = next((name for name in known if same_person(name, bare)), "")
    if name or not led:
        return Thanked(name), "" if name else words
    told = read_people(bare)
    return (Thanked(told[0].name), "") if told else (Thanked(), words)


def sends_none(words: str) -> bool:
    """Whether the words after a note's command say that there will be none."""
    return words.strip().casefold() in _NONE


def names_somebody(plan: Plan, words: str) -> bool:
    """Whether words after a note name whom it went to."""
    bare = words.strip()
    return bare.casefold().startswith(_TO) or any(same_person(name, bare) for name in known_in(plan))


def known_in(plan: Plan) -> tuple[str, ...]:
    """Everybody who is known of an interview, by name."""
    return people_known(plan.interview, plan.standing.contact)


def open_people(context: Context, plan: Plan) -> tuple[Met, ...]:
    """Who was met in the latest round whose time has come, and still waits for a note."""
    latest = plan.standing.latest_round(context.now)
    return still_to_thank(plan.interview, latest, plan.preferences.time_zone) if latest else ()


def people_to_write_to(context: Context, plan: Plan) -> tuple[str, ...]:
    """Whom the notes are for: those who wait for one, else all who were met; the person to call if nobody is known."""
    latest = plan.standing.latest_round(context.now)
    met = met_in(plan.interview, latest, plan.preferences.time_zone) if latest else ()
    names = tuple(person.name for person in open_people(context, plan) or met)
    contact = plan.standing.contact
    return names or ((contact.name,) if contact and contact.name else ())
