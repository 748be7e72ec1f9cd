"""What ground rules are read in: a text with its days, hours, person and number set apart, cut into clauses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.guidance.workdays import local_day
from bot.language.contacts import PersonFound, PhoneFound, find_person, find_phone
from bot.language.hours import HoursFound, find_hours
from bot.language.marks import DAY, DONE, HOUR, NUMBER, OFTEN, Mark, find_marks
from bot.language.names import NameFault, clean_name
from bot.language.regex import regex
from bot.language.rule_clauses import Clause, clauses_of
from bot.language.silence import IF_SILENT

_MARKS = frozenset({DAY, HOUR, OFTEN, NUMBER, DONE})
_DO = regex(r"\b(?:do not|don't|dont|never|not) (?:hesitate|forget|be (?:shy|afraid)) to\b|\bfeel free to\b")
_DENYING = regex(
    r"\b(?:not(?! later| (?:just|only))|never|nobody|none|without|stop|dont|doesnt|didnt|wont|cant|shouldnt"
    r"|isnt|arent|wasnt|havent|hasnt"
    r"|neither|nor|doubt|unlikely|except|excluding|other than|apart from|any ?(?:day|time) but|no(?! later"
    r"| matter| problem)|\w+n't)\b"
)


class RuleScene(Struct, frozen=True):
    """`marked` is the text in small letters with a mark for each day, hour and repetition, all in their places."""

    text: str
    marked: str
    marks: tuple[Mark, ...]
    hours: tuple[HoursFound, ...]
    clauses: tuple[Clause, ...]
    person: PersonFound | None
    phone: PhoneFound | None
    today: date
    country: str | None

    @property
    def told_of_people(self) -> tuple[tuple[int, int], ...]:
        """The places that say whom to call, or where."""
        return (*(self.person.places if self.person else ()), *((self.phone.place,) if self.phone else ()))

    def marks_within(self, start: int, end: int) -> tuple[Mark, ...]:
        """The days and repetitions within a place."""
        return tuple(mark for mark in self.marks if start <= mark.start and mark.end <= end and not mark.odd)

    def often_within(self, clause: Clause) -> bool:
        """Whether a clause says how often."""
        return any(mark.often for mark in self.marks_within(clause.start, clause.end))

    def hours_within(self, clause: Clause) -> tuple[HoursFound, ...]:
        """The hours and lists of weekdays in a clause."""
        return tuple(each for each in self.hours if clause.start <= each.start and each.end <= clause.end)


def is_denied(words: str) -> bool:
    """Whether words before something deny it."""
    return _DENYING.search(words) is not None


def rule_scene(
    text: str, *, now: datetime, zone: ZoneInfo, country: str | None = None, day_first: bool | None = None
) -> RuleScene:
    """Set apart what a text names."""
    plain = _small(text)
    marks = find_marks(text, now=now, zone=zone, country=country, day_first=day_first)
    phone = find_phone(_masked(text, marks, DAY))
    numberless = _masked(plain, [phone.place] if phone else [], NUMBER)
    hours = find_hours(numberless)
    marks = tuple(
        cut for mark in marks if (cut := _beside(mark, hours, text)) and not (phone and _overlaps(cut, phone))
    )
    marked = numberless
    for mark in marks:
        if not mark.odd:
            marked = _put(marked, mark.start, mark.end, OFTEN if mark.often else DAY)
    for each in hours:
        marked = _put(marked, each.start, each.end, HOUR)
    clauses = clauses_of(marked)
    if phone and any(
        is_denied(plain[each.start : phone.place[0]]) for each in clauses if each.start <= phone.place[0] < each.end
    ):
        phone = None
    person = _person(text, plain, clauses, marks, phone)
    if person:
        for start, end in person.places:
            asked = start < person.name_place[0]
            marked = _put(marked, start, end, DONE if asked else " ")
    return RuleScene(text, marked, marks, hours, clauses, person, phone, local_day(now, zone), country)


def _small(text: str) -> str:
    small = "".join(
        " " if char in _MARKS else "'" if char == "’" else low if len(low := char.lower()) == 1 else char
        for char in text
    )
    return _DO.sub(lambda found: " " * len(found.group()), small)


def _masked(text: str, places: Sequence[Mark | tuple[int, int]], mark: str) -> str:
    for place in places:
        start, end = (place.start, place.end) if isinstance(place, Mark) else place
        text = _put(text, start, end, mark)
    return text


def _put(text: str, start: int, end: int, mark: str) -> str:
    return text[:start] + mark * (end - start) + text[end:]


def _overlaps(mark: Mark, phone: PhoneFound) -> bool:
    return mark.start < phone.place[1] and phone.place[0] < mark.end


def _beside(mark: Mark, hours: Sequence[HoursFound], text: str) -> Mark | None:
    """The mark without the hours in it; None for one that is nothing else, or a list of weekdays."""
    for each in hours:
        if each.end <= mark.start or mark.end <= each.start:
            continue
        if each.weekdays or (each.start <= mark.start and mark.end <= each.end):
            return None
        if each.start > mark.start:
            mark = replace(mark, end=mark.start + len(text[mark.start : each.start].rstrip()))
        else:
            mark = replace(mark, start=mark.end - len(text[each.end : mark.end].lstrip()))
    return mark


def _person(
    text: str, plain: str, clauses: Sequence[Clause], marks: Sequence[Mark], phone: PhoneFound | None
) -> PersonFound | None:
    """The first person whom a clause says to call; not one of whom it denies it."""
    taken = [(mark.start, mark.end) for mark in marks]
    for clause in clauses:
        end = max(clause.end, phone.place[0] if phone and clause.start <= phone.place[0] <= clause.end else 0)
        words = text[clause.start : end]
        inside = [(start - clause.start, stop - clause.start) for start, stop in taken]
        near = phone if phone and clause.start <= phone.place[0] <= clause.end else None
        at = replace(near, place=(near.place[0] - clause.start, near.place[1] - clause.start)) if near else None
        found = find_person(words, at, inside)
        if found is None or is_denied(IF_SILENT.sub("", plain[clause.start : clause.start + found.name_place[0]])):
            continue
        name = clean_name(found.name)
        if isinstance(name, NameFault):
            continue
        places = tuple((start + clause.start, stop + clause.start) for start, stop in found.places)
        name_place = (found.name_place[0] + clause.start, found.name_place[1] + clause.start)
        return replace(found, name=name, places=places, name_place=name_place)
    return None
