"""An export taken back gives the same plans, and a file that says what cannot be changes nothing."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from bot.guidance.events import Cancelled, ReminderDone, Snoozed
from bot.guidance.facts import Event, Interview, Preferences
from bot.guidance.plan import Plan
from bot.language.setting_words import hours_stand
from bot.services.account import set_preferences
from bot.services.context import Context
from bot.services.data_outcomes import Export, Imported, ImportPreview, ImportRefused
from bot.services.file_faults import FileFault
from bot.services.importing import take_file
from bot.services.limits import MOST_OPEN, MOST_RECORDED
from bot.services.mapping import event_to_row
from bot.views.attachments import MAKERS
from bot.views.own_data import export
from tests.guidance.strategies import Situation, situations
from tests.services.person import Office, Person


@contextmanager
def office() -> Iterator[Office]:
    opened = Office()
    try:
        yield opened
    finally:
        opened.close()


def live(person: Person, situation: Situation) -> None:
    """Record what happened, as it was told."""
    with person.office.transaction() as uow:
        context = person.context(uow)
        set_preferences(uow, context.account, situation.preferences)
        told = situation.interview
        interview_id = uow.journal.add_interview(person.id, told.company, told.role, sales=told.sales)
        rows: dict[int, int] = {}
        for event in sorted(told.events, key=lambda event: event.id):
            change_id = uow.journal.add_change(person.id, interview_id, event.at)
            kind, data = event_to_row(event.what)
            if "anchor" in data:
                data["anchor"] = rows.get(data["anchor"], 0)
            rows[event.id] = uow.journal.add_event(
                person.id, interview_id, change_id, kind=kind, at=event.at, day_only=event.day_only, data=data
            )


def settable(situation: Situation) -> Situation:
    """The same, with hours that `/settings` takes."""
    plain, kept = Preferences(situation.preferences.time_zone), situation.preferences
    ping_hours = kept.ping_hours if hours_stand(kept.ping_hours) else plain.ping_hours
    return replace(situation, preferences=replace(kept, ping_hours=ping_hours))


lives = situations().map(settable)


def archive(person: Person) -> bytes:
    """What the person's `/export` gives."""
    outcome = person.says("/export")
    assert isinstance(outcome, Export)
    attachment = export(outcome).attachment
    assert attachment is not None
    return MAKERS[attachment.maker](json.loads(json.dumps(attachment.data)))


def sends(person: Person, content: bytes) -> object:
    """Send a file."""
    with person.office.transaction() as uow:
        return take_file(person.context(uow), content)


def takes_in(person: Person, content: bytes) -> None:
    preview = sends(person, content)
    assert isinstance(preview, ImportPreview), preview
    assert isinstance(person.says("yes"), Imported)


def numbered(plan: Plan) -> tuple[object, ...]:
    """A plan with its events numbered from 1, as the numbers are another database's."""
    numbers = {event.id: number for number, event in enumerate(sorted(plan.interview.events, key=_id), start=1)}

    def known(event: Event) -> tuple[object, ...]:
        what = event.what
        if isinstance(what, Snoozed | ReminderDone | Cancelled):
            what = replace(what, anchor=numbers.get(what.anchor, 0))
        return numbers[event.id], event.at, what, event.day_only

    steps = [
        (step.key.kind, numbers[step.key.anchor], step.key.nth, step.pings, step.window, step.until, step.asked_for)
        for step in plan.steps
    ]
    events = tuple(known(event) for event in sorted(plan.interview.events, key=_id))
    interview: Interview = plan.interview
    return interview.company, interview.role, interview.sales, events, plan.preferences, plan.call.on, steps


def _id(event: Event) -> int:
    return event.id


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(lives)
def test_exported_forgotten_and_imported_the_plan_is_the_same(situation: Situation) -> None:
    with office() as opened:
        person = Person(opened)
        opened.now = situation.now
        live(person, situation)
        before = [numbered(plan) for plan in person.account.plans]
        content = archive(person)
        for words in ("/forget_me", "yes", "yes"):
            person.says(words)
        assert person.account.plans == ()
        takes_in(person, content)
        assert [numbered(plan) for plan in person.account.plans] == before
        again = sends(person, content)
        assert isinstance(again, ImportPreview)
        assert (again.draft_id, again.new, again.changed, again.settings) == (0, (), (), None)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(lives, lives)
def test_beside_what_was_there_it_adds_itself_and_goes_whole(mine: Situation, theirs: Situation) -> None:
    with office() as opened:
        opened.now = max(mine.now, theirs.now)
        person, other = Person(opened, 7), Person(opened, 8)
        live(other, theirs)
        content = archive(other)
        live(person, replace(mine, interview=replace(mine.interview, company="Globex")))
        before = opened.facts()["people"], person.account.plans
        takes_in(person, content)
        assert len(person.account.plans) == 2
        person.says("/undo")
        assert person.account.plans == before[1]


def file(**changed: Any) -> bytes:
    """An export with something else in it."""
    plain = {
        "format": "should-i-call",
        "version": 1,
        "preferences": {"time_zone": "Europe/Berlin"},
        "interviews": [interview()],
    }
    return json.dumps(plain | changed).encode()


def interview(*events: dict[str, Any], **changed: Any) -> dict[str, Any]:
    held = {"id": 1, "kind": "interviewed", "at": "2026-11-10T10:00:00Z"}
    return {"uid": "0123456789abcdef", "company": "Acme", "events": [held, *events]} | changed


def event(kind: str, at: str = "2026-11-11T10:00:00Z", **data: Any) -> dict[str, Any]:
    return {"id": 2, "kind": kind, "at": at, "data": data}


def rule(which: str, **values: Any) -> dict[str, Any]:
    return event("rule", rule=which, word=False, **{"with": values})


def zipped(content: bytes, name: str = "should-i-call.json") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def many(count: int, **changed: Any) -> list[dict[str, Any]]:
    return [interview(uid=f"{number:016d}", company=f"Acme {number}", **changed) for number in range(count)]


BROKEN_ZIP = zipped(file())[:-40]
FAR = "9999-12-31T23:59:59Z"
HOSTILE = {
    "nothing": (b"", FileFault.NO_COLUMNS),
    "noise": (bytes(range(256)), FileFault.NOT_OURS),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileFault.NOT_OURS),
    "half a zip": (BROKEN_ZIP, FileFault.CORRUPT),
    "a zip of something else": (zipped(b"x", "../../etc/passwd"), FileFault.NOT_OURS),
    "a zip bomb": (zipped(b" " * 50_000_000), FileFault.TOO_LARGE),
    "half a JSON": (file()[:-2], FileFault.CORRUPT),
    "deep JSON": (b"[" * 100_000, FileFault.CORRUPT),
    "a list": (b"[]", FileFault.NOT_OURS),
    "another program's": (b'{"format": "x"}', FileFault.NOT_OURS),
    "a newer version": (file(version=2), FileFault.NEWER),
    "no version": (file(version=0), FileFault.CORRUPT),
    "too many interviews": (file(interviews=many(MOST_RECORDED + 1)), FileFault.TOO_MANY),
    "too many open": (file(interviews=many(MOST_OPEN + 1)), FileFault.TOO_MANY_OPEN),
    "more fields": (file(person_id=8), FileFault.CORRUPT),
    "an empty name": (file(interviews=[interview(company="\u200b")]), FileFault.CORRUPT),
    "a long name": (file(interviews=[interview(company="x" * 81)]), FileFault.CORRUPT),
    "a name twice": (file(interviews=[interview(), interview()]), FileFault.CORRUPT),
    "a wild uid": (file(interviews=[interview(uid="a\r\nBEGIN:VEVENT")]), FileFault.CORRUPT),
    "no events": (file(interviews=[interview(events=[])]), FileFault.CORRUPT),
    "an unknown kind": (file(interviews=[interview(event("levitated"))]), FileFault.CORRUPT),
    "an event without a time": (file(interviews=[interview({"id": 2, "kind": "thanked"})]), FileFault.CORRUPT),
    "a number twice": (file(interviews=[interview(event("thanked") | {"id": 1})]), FileFault.CORRUPT),
    "a huge number": (file(interviews=[interview(event("thanked") | {"id": 10**30})]), FileFault.CORRUPT),
    "the wrong type": (file(interviews=[interview(event("heard", note=5))]), FileFault.CORRUPT),
    "a long note": (file(interviews=[interview(event("heard", note="x" * 501))]), FileFault.CORRUPT),
    "more in an event": (file(interviews=[interview(event("thanked", person_id=8))]), FileFault.CORRUPT),
    "the year 9999": (file(interviews=[interview(event("planned", at=FAR))]), FileFault.BAD_DAY),
    "a call tomorrow week": (
        file(interviews=[interview(event("emailed", at="2026-12-20T10:00:00Z"))]),
        FileFault.BAD_DAY,
    ),
    "a day that never was": (file(interviews=[interview(rule("call_on", on="2026-02-30"))]), FileFault.CORRUPT),
    "a day of old": (file(interviews=[interview(rule("decision_by", by="0001-01-01"))]), FileFault.BAD_DAY),
    "every 0 days": (file(interviews=[interview(rule("call_every_days", days=0))]), FileFault.CORRUPT),
    "every 10¹² days": (file(interviews=[interview(rule("call_every_days", days=10**12))]), FileFault.CORRUPT),
    "an eighth weekday": (file(interviews=[interview(rule("call_every_weekday", weekday=8))]), FileFault.CORRUPT),
    "a zone that is a path": (
        file(interviews=[interview(rule("contact", name="D", time_zone="../../etc/passwd", phone="", after=None))]),
        FileFault.CORRUPT,
    ),
    "an unknown zone": (file(preferences={"time_zone": "Mars/Olympus"}), FileFault.CORRUPT),
    "no zone": (file(preferences={}), FileFault.CORRUPT),
    "unknown settings": (file(preferences={"time_zone": "UTC", "admin": True}), FileFault.CORRUPT),
    "impossible settings": (file(preferences={"time_zone": "UTC", "between_calls": -1}), FileFault.CORRUPT),
    "hours of another clock": (
        file(preferences={"time_zone": "UTC", "ping_hours": ["09:00+02:00", "20:00+02:00"]}),
        FileFault.CORRUPT,
    ),
    **{
        f"{name} {start}-{end}": (file(preferences={"time_zone": "UTC", name: [start, end]}), FileFault.CORRUPT)
        for name in ("ping_hours", "calling_hours")
        for start, end in [("20:00", "09:00"), ("09:00", "09:00"), ("09:00", "09:30"), ("09:00:30", "20:00")]
    },
    "a pause for ever": (file(preferences={"time_zone": "UTC", "paused_until": "9999-12-31"}), FileFault.CORRUPT),
    **{
        f"{name} {count}": (file(preferences={"time_zone": "UTC", name: count}), FileFault.CORRUPT)
        for name in ("first_call_after", "between_calls", "first_call_after_sales", "between_calls_sales")
        for count in (0, 61, 200)
    },
    **{
        f"the zone {zone}": (file(preferences={"time_zone": zone}), FileFault.CORRUPT)
        for zone in ("localtime", "Factory", "posixrules", "right/Europe/Berlin", "posix/UTC", "Europe", "", 5, "\0")
    },
    "a country in small letters": (file(preferences={"time_zone": "UTC", "country": "de"}), FileFault.CORRUPT),
    "a contact by another clock": (
        file(interviews=[interview(rule("contact", name="D", after="09:00+02:00"))]),
        FileFault.CORRUPT,
    ),
    "a contact in no place": (
        file(interviews=[interview(rule("contact", name="D", time_zone="Factory"))]),
        FileFault.CORRUPT,
    ),
    "a contact on an eighth weekday": (
        file(interviews=[interview(rule("contact", name="D", weekdays=[7]))]),
        FileFault.CORRUPT,
    ),
    "a rule that is a list": (
        file(interviews=[interview(event("rule", rule="contact", word=False, **{"with": []}))]),
        FileFault.CORRUPT,
    ),
    "the 32nd of every month": (
        file(interviews=[interview(rule("call_every_month", month_days=[32]))]),
        FileFault.CORRUPT,
    ),
    "no day of any month": (file(interviews=[interview(rule("call_every_month", month_days=[]))]), FileFault.CORRUPT),
    "an interview of a week": (file(interviews=[interview(event("planned", minutes=10_080))]), FileFault.CORRUPT),
    "no interview, only a word": (
        file(interviews=[interview(events=[event("heard", note="maybe")])]),
        FileFault.CORRUPT,
    ),
    "settings of another type": (file(preferences={"time_zone": "UTC", "muted": "yes"}), FileFault.CORRUPT),
    "an unknown country": (file(preferences={"time_zone": "UTC", "country": "XX"}), FileFault.CORRUPT),
    "no columns": (b"name,phone\nAcme,1\n", FileFault.NO_COLUMNS),
    "no rows": (b"company,date\n", FileFault.NO_ROWS),
    "100,000 rows": (b"company,date\n" + b"Acme,2026-11-10\n" * 100_000, FileFault.TOO_MANY),
    "one huge cell": (b"company,date\n" + b"x" * 200_000 + b",2026-11-10\n", FileFault.CORRUPT),
    "dates that are none": (b"company,date\nAcme,soon\n", FileFault.BAD_DATES),
    "dates in two orders": (b"company,date\nAcme,13/4/2026\nHooli,4/13/2026\n", FileFault.BAD_DATES),
    "a table of the year 9999": (b"company,date\nAcme,9999-12-31\n", FileFault.BAD_DATES),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_is_refused_and_nothing_is_changed(name: str) -> None:
    content, fault = HOSTILE[name]
    with office() as opened:
        person = Person(opened)
        person.says("/interviewed Globex")
        before = opened.facts()
        refused = sends(person, content)
        assert isinstance(refused, ImportRefused), refused
        assert refused.fault is fault
        assert opened.facts() == before


@pytest.mark.parametrize("content", [file(), zipped(file()), b"\xef\xbb\xbf" + file(), file(preferences=None)])
def test_the_plain_file_that_those_are_made_of_is_taken(content: bytes) -> None:
    with office() as opened:
        person = Person(opened)
        takes_in(person, content)
        assert [plan.interview.company for plan in person.account.plans] == ["Acme"]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("company,date", "Acme,2026-11-10"),
        ("Company;Interview date", "Acme;10.11.2026"),
        ("Employer\tRole\tWhen", "Acme\tCook\t10/11/2026 14:00"),
        ("date_of_interview|organisation|notes", "10 November 2026|Acme|nice"),
        ("Title,Company Name,Interviewed on", 'Cook,"Acme",Nov 10 2026'),
        ("COMPANY,DATE", "Acme,20261110"),
    ],
)
def test_tables_as_others_write_them(head: str, cells: str) -> None:
    with office() as opened:
        person = Person(opened)
        more = cells.replace("Acme", "Hooli").replace("10", "13", 1)
        assert isinstance(sends(person, f"{head}\r\n{cells}\r\n{more}\r\n".encode()), ImportPreview)
        person.says("yes")
        first = person.account.plans[0]
        assert first.interview.company == "Acme"
        assert f"{first.standing.round.at:%Y-%m-%d}" == "2026-11-10"


def test_nothing_of_anybody_elses_is_touched_by_their_export() -> None:
    with office() as opened:
        ann, ben = Person(opened, 7), Person(opened, 8)
        ann.says("/interviewed Acme")
        content, before = archive(ann), ann.account
        takes_in(ben, content)
        ben.says("/called Acme no answer")
        assert ann.account == before


def test_a_file_that_waits_is_forgotten_after_some_days() -> None:
    from bot.services.pings import forget_before

    with office() as opened:
        person = Person(opened)
        person.says("/interviewed Globex")
        preview = sends(person, file())
        assert isinstance(preview, ImportPreview)
        with opened.transaction() as uow:
            forget_before(uow, opened.now + timedelta(seconds=1))
            context: Context = person.context(uow)
            assert uow.drafts.get(context.account.id, preview.draft_id) is None
