"""Who was met in which round, from all that was told of them, and who has had no note yet."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.guidance.events import Met, Thanked
from bot.guidance.facts import Event, Interview
from bot.guidance.ground_rules import Contact
from bot.guidance.standing import Round, happened, rounds_of

_TITLES = frozenset({"ms", "mrs", "mr", "dr", "miss", "mx", "prof"})


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: the same, or one of them said in part ("Dana", "Ms Lee")."""
    words, others = _words(one), _words(other)
    return bool(words and others) and (words <= others or others <= words)


def _words(name: str) -> set[str]:
    return {word for word in name.casefold().replace(".", " ").split() if word not in _TITLES}


def everyone_met(interview: Interview) -> tuple[Met, ...]:
    """Everybody who was met there, in the order in which they were told, what was told of one person taken together."""
    return _together(event.what for event in _in_order(interview) if isinstance(event.what, Met))


def people_known(interview: Interview, contact: Contact | None) -> tuple[str, ...]:
    """The names of those who were met there, and of the person to call."""
    names = [person.name for person in everyone_met(interview)]
    return (*names, contact.name) if contact and contact.name else tuple(names)


def met_in(interview: Interview, one: Round, zone: ZoneInfo) -> tuple[Met, ...]:
    """Who was met in one round."""
    return _together(event.what for event in _of_round(interview, one, zone) if isinstance(event.what, Met))


def still_to_thank(interview: Interview, one: Round, zone: ZoneInfo) -> tuple[Met, ...]:
    """Who was met in a round and has had no note for it; a note of which nobody was named went to all of them."""
    thanked = [event.what.to for event in _of_round(interview, one, zone) if isinstance(event.what, Thanked)]
    if "" in thanked:
        return ()
    people = met_in(interview, one, zone)
    return tuple(person for person in people if not any(same_person(person.name, to) for to in thanked))


def _in_order(interview: Interview) -> list[Event]:
    return sorted(interview.events, key=lambda event: (event.at, event.id))


def _of_round(interview: Interview, one: Round, zone: ZoneInfo) -> list[Event]:
    """What happened from a round to the next; whom the person named before the first round is met in it."""
    rounds = rounds_of(interview, zone)
    if one.interview not in rounds:
        return []
    at = rounds.index(one.interview)
    first = None if at == 0 else happened(one.interview, zone)
    end = happened(rounds[at + 1], zone) if at + 1 < len(rounds) else None
    return [
        event
        for event in _in_order(interview)
        if (first is None or happened(event, zone) > first) and (end is None or happened(event, zone) < end)
    ]


def _together(told: Iterable[Met]) -> tuple[Met, ...]:
    people: list[Met] = []
    for met in told:
        known = next((n for n, person in enumerate(people) if same_person(person.name, met.name)), None)
        if known is None:
            people.append(met)
        else:
            people[known] = _joined(people[known], met)
    return tuple(people)


def _joined(known: Met, told: Met) -> Met:
    name = max(known.name, told.name, key=lambda name: len(name.split()))
    return replace(
        known, name=name, role=told.role or known.role, email=told.email or known.email, phone=told.phone or known.phone
    )
