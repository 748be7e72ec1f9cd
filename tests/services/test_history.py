"""`/history` in the order in which things happened, also where only the day of some of them is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.services.data_outcomes import ImportPreview
from bot.services.importing import take_file
from bot.views.reply import plain
from tests.services.person import Office, Person


@pytest.fixture
def person() -> Iterator[Person]:
    office = Office()
    yield Person(office)
    office.close()


def history(person: Person) -> list[str]:
    return plain(person.reads("/history Acme").text).split("\n\n")[-1].splitlines()


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            ["/interviewed Acme Friday 14:00", "/thanked Acme Friday"],
            ["Fri 20 Nov, 14:00 · interview", "Fri 20 Nov · thank-you note sent"],
        ),
        (
            ["/interviewed Acme Friday", "/thanked Acme Friday 10:00"],
            ["Fri 20 Nov · interview", "Fri 20 Nov, 10:00 · thank-you note sent"],
        ),
        (
            ["/interviewed Acme Thursday", "/thanked Acme Friday", "/called Acme no answer Friday 9:00"],
            [
                "Thu 19 Nov · interview",
                "Fri 20 Nov, 09:00 · call, no answer",
                "Fri 20 Nov · thank-you note sent",
            ],
        ),
        (
            ["/interviewed Acme Thursday", "/emailed Acme Friday", "/thanked Acme Friday"],
            ["Thu 19 Nov · interview", "Fri 20 Nov · email about the status", "Fri 20 Nov · thank-you note sent"],
        ),
    ],
)
def test_a_round_comes_first_and_the_rest_as_it_was_told(person: Person, told: list[str], shown: list[str]) -> None:
    for words in told:
        person.says(words)
    assert history(person) == shown


def test_a_note_on_the_day_of_an_interview_whose_hour_is_not_known_counts(person: Person) -> None:
    person.office.now = Office("Mon 23 Nov 9:00").now
    preview = person._does(lambda context: take_file(context, b"company,date\nAcme,2026-11-23\n"))
    assert isinstance(preview, ImportPreview)
    person.says("yes")
    person.says("/thanked Acme")
    assert history(person) == ["today, Mon 23 Nov · interview", "today, Mon 23 Nov, 09:00 · thank-you note sent"]
    (plan,) = person.account.plans
    assert plan.standing.note is not None
