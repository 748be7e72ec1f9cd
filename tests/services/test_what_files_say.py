"""What a file calls things, and what it says twice."""

from __future__ import annotations

from typing import Any

import pytest

from bot.language.people import read_people
from bot.services.data_outcomes import Imported, ImportPreview, ImportRefused
from bot.services.file_faults import FileFault
from bot.views.render import render
from tests.services.person import Person
from tests.services.test_taken_elsewhere import archive, event, file, interview, office, rule, sends, takes_in

EVIL = "Evil\nFake: ✓ all\u202e good\u200b"
NAMED = {
    "renamed": event("renamed", name=EVIL),
    "the role put right": event("role", role=EVIL),
    "another name": event("also_known", name=EVIL),
    "somebody met": event("met", name=EVIL, role=EVIL, email=EVIL, phone=EVIL),
    "a note to somebody": event("thanked", to=EVIL),
    "whom to call": rule("contact", name=EVIL, phone=EVIL),
}


@pytest.mark.parametrize("name", NAMED)
def test_every_name_in_a_file_is_kept_as_it_would_be_were_it_told(name: str) -> None:
    with office() as opened:
        person = Person(opened)
        takes_in(person, file(interviews=[interview(NAMED[name])]))
        kept = repr(opened.facts())
        assert "Evil Fake: ✓ all good" in kept
        assert not any(sign in kept for sign in ("Evil\\n", "\u202e", "\\u202e", "\u200b", "\\u200b"))


@pytest.mark.parametrize("wrong", ["x" * 81, "\u200b", "\n"])
@pytest.mark.parametrize("name", NAMED)
def test_a_name_that_cannot_be_told_is_refused_wherever_it_stands(name: str, wrong: str) -> None:
    told = NAMED[name]
    said = told["data"]
    parts = said.get("with", said)
    spoilt = {key: wrong if value == EVIL else value for key, value in parts.items()}
    data = {**said, "with": spoilt} if "with" in said else spoilt
    with office() as opened:
        refused = sends(Person(opened), file(interviews=[interview({**told, "data": data})]))
        assert isinstance(refused, ImportRefused)
        assert refused.fault is FileFault.CORRUPT


def test_the_preview_has_the_name_and_role_that_will_be_shown() -> None:
    later = event("role", role="nurse") | {"id": 3}
    with office() as opened:
        preview = sends(Person(opened), file(interviews=[interview(event("renamed", name="Globex"), later)]))
        assert isinstance(preview, ImportPreview)
        assert "Globex (nurse)" in render(preview).text
        assert "Acme" not in render(preview).text


@pytest.mark.parametrize(
    "words",
    ["Dana Lee, hiring\u200b manager, dana\u200b@acme.example", "Dana Lee, " + "x" * 79 + "\u200b x, d@acme.example"],
)
def test_people_are_told_in_words_that_a_file_may_say(words: str) -> None:
    (met,) = read_people(words)
    assert all(part.isprintable() and len(part) <= 80 and part == part.strip() for part in (met.role, met.email))
    with office() as opened:
        person = Person(opened)
        for said in ("/interviewed Acme 10 November", f"/met Acme {words}"):
            person.says(said)
        content = archive(person)
        again = sends(person, content)
        assert isinstance(again, ImportPreview), again
        assert again.draft_id == 0


CALLED = event("called", at="2026-11-18T10:00:00Z", outcome="no_answer")
NOT_HERE = "fedcba9876543210"


def calls(person: Person) -> list[int]:
    return [len(plan.standing.tries) for plan in person.account.plans]


def test_two_interviews_of_a_file_are_never_one_that_is_kept() -> None:
    twice: list[dict[str, Any]] = [interview(CALLED), interview(CALLED, uid=NOT_HERE)]
    with office() as opened:
        person = Person(opened)
        person.says("/interviewed Acme 10 November")
        takes_in(person, file(interviews=twice, preferences=None))
        assert calls(person) == [1, 1]
        again = sends(person, file(interviews=twice, preferences=None))
        assert isinstance(again, ImportPreview)
        assert (again.new, again.changed) == ((), ())


def test_the_one_that_has_the_name_is_meant_before_one_that_looks_alike() -> None:
    with office() as opened:
        person = Person(opened)
        takes_in(person, file(interviews=[interview()]))
        twice = [interview(uid=NOT_HERE), interview(CALLED)]
        preview = sends(person, file(interviews=twice))
        assert isinstance(preview, ImportPreview)
        assert (len(preview.new), len(preview.changed)) == (1, 1)
        assert isinstance(person.says("yes"), Imported)
        assert calls(person) == [1, 0]


def test_what_hangs_on_no_round_is_in_no_export() -> None:
    with office() as opened:
        person = Person(opened)
        for words in ("/interviewed Acme 10 November", "/heard Acme they like me", "/interviewed Globex 11 November"):
            person.says(words)
        with opened.transaction() as uow:
            (acme, _) = uow.journal.interviews_of(person.id)
            uow.journal.retract_event(person.id, acme.events[0].row_id, acme.events[0].recorded_by)
        content = archive(person)
        for words in ("/forget_me", "yes", "yes"):
            person.says(words)
        preview = sends(person, content)
        assert isinstance(preview, ImportPreview)
        assert [new.company for new in preview.new] == ["Globex"]
