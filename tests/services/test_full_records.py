"""As much as can be recorded can be exported, and what is exported is taken back; no file takes in more."""

from __future__ import annotations

import gc
from random import Random
from time import thread_time
from typing import Any

import pytest

from bot.guidance.events import Heard
from bot.services.context import Context, Heavy
from bot.services.data_outcomes import ImportPreview, ImportRefused
from bot.services.file_faults import FileFault
from bot.services.importing import take_file
from bot.services.limits import MOST_FILE, MOST_NOTE, MOST_OPEN, MOST_RECORDED
from bot.services.mapping import event_to_row
from bot.services.questions import Problem, Refused
from tests.services.person import Person
from tests.services.test_taken_elsewhere import archive, event, file, interview, many, numbered, office, sends, takes_in

WORDS = {
    "what no program makes smaller": lambda: "".join(map(chr, Random(1).choices(range(0x10000, 0x1FFFD), k=MOST_NOTE))),
    "signs that take six bytes each": lambda: "\x01" * MOST_NOTE,
    "plain words": lambda: "They said that they will call. " * 16,
}


def fill(person: Person, count: int, note: str) -> None:
    """Record so many notes about one interview, one after another."""
    person.says("/interviewed Acme 10 November")
    with person.office.transaction() as uow:
        (record,) = uow.journal.interviews_of(person.id)
        kept = uow.journal.events_of(person.id)
        for number in range(count - kept):
            kind, data = event_to_row(Heard((f"{number} {note}")[:MOST_NOTE]))
            uow.journal.add_event(
                person.id,
                record.id,
                record.events[0].recorded_by,
                kind=kind,
                at=person.office.now,
                day_only=False,
                data=data,
            )


@pytest.mark.parametrize("words", WORDS)
def test_the_fullest_record_is_taken_back(words: str) -> None:
    with office() as opened:
        person = Person(opened)
        fill(person, MOST_RECORDED, WORDS[words]())
        before, content = [numbered(plan) for plan in person.account.plans], archive(person)
        assert len(content) <= MOST_FILE
        for said in ("/forget_me", "yes", "yes"):
            person.says(said)
        takes_in(person, content)
        assert [numbered(plan) for plan in person.account.plans] == before


def test_no_more_is_recorded_than_that() -> None:
    with office() as opened:
        person = Person(opened)
        fill(person, MOST_RECORDED - 1, "soon")
        person.says("/called Acme no answer")
        refused = person.says("/emailed Acme")
        assert isinstance(refused, Refused)
        assert refused.problem is Problem.RECORD_FULL


def settled(number: int, events: int) -> dict[str, Any]:
    told = [
        event("heard", note=f"{n}") | {"id": n, "at": f"2026-11-11T{n // 60:02}:{n % 60:02}:00Z"}
        for n in range(2, events)
    ]
    over = event("settled", how="closed") | {"id": events, "at": "2026-11-20T10:00:00Z"}
    return interview(*told, over, uid=f"{number:016d}", company=f"Acme {number}")


LARGEST = {
    "many interviews": [settled(number, 2) for number in range(MOST_RECORDED // 2)],
    "many events": [settled(number, 100) for number in range(MOST_RECORDED // 100)],
    "as many open as can be": [*many(MOST_OPEN), *(settled(number + 1000, 2) for number in range(1400))],
}


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_file_keeps_nobody_waiting(name: str) -> None:
    content = file(interviews=LARGEST[name])
    with office() as opened:
        person = Person(opened)
        (before, off_loop, within), preview = timed(person, content)
        assert isinstance(preview, ImportPreview), preview
        assert before + within < 2 * off_loop, "what grows with the file is done beside the loop"


def timed(person: Person, content: bytes) -> tuple[tuple[float, float, float], object]:
    """The seconds of computing that a file takes until it is refused or shown: first, beside the loop, and then."""
    done: dict[Any, object] = {}

    def act(context: Context) -> object:
        told = Context(context.uow, context.account, context.now, done=done)
        try:
            return take_file(told, content)
        except Heavy as heavy:
            return heavy

    # What others left is not theirs to clear away.
    gc.collect()
    start = thread_time()
    heavy = person._does(act)
    first = thread_time()
    assert isinstance(heavy, Heavy)
    done[heavy.key] = heavy.work()
    read = thread_time()
    outcome = person._does(act)
    return (first - start, read - first, thread_time() - read), outcome


TOO_MUCH = {
    "too many events": file(interviews=[settled(number, 101) for number in range(MOST_RECORDED // 100)]),
    "a list of nothing": b'{"format": "should-i-call", "version": 1, "interviews": [' + b"{}," * 300_000 + b"{}]}",
    "settings without end": file(preferences={str(number): 0 for number in range(300_000)}),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_more_than_can_be_kept_is_not_looked_at(name: str) -> None:
    with office() as opened:
        refused = sends(Person(opened), TOO_MUCH[name])
        assert isinstance(refused, ImportRefused)
        assert refused.fault is FileFault.TOO_MANY


def test_beside_what_is_kept_a_file_adds_no_more_than_can_be_kept() -> None:
    with office() as opened:
        person = Person(opened)
        fill(person, MOST_RECORDED - 1, "soon")
        before = opened.facts()
        for events, fault in ((2, FileFault.RECORD_FULL), (1, None)):
            outcome = sends(person, file(interviews=[settled(1, 2) if events == 2 else many(1)[0]]))
            assert getattr(outcome, "fault", None) is fault
        assert opened.facts() == before
