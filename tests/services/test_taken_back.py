"""`/undo` gives back exactly the plans from before, whatever it takes back."""

from collections.abc import Iterator

import pytest

from bot.services.outcomes import Undone
from bot.services.questions import Ask
from tests.services.person import Office, Person


@pytest.fixture
def dana() -> Iterator[Person]:
    office = Office()
    person = Person(office)
    for words in (
        "/interviewed Acme yesterday",
        "/met Acme Dana Lee and Robert Cole",
        "/interview Globex tomorrow 14:00",
    ):
        person.says(words)
    yield person
    office.close()


@pytest.mark.parametrize(
    "words",
    [
        ["/cancelled Globex"],
        ["/interview Globex Friday 15:00", "move it"],
        ["/interview Globex Friday 15:00", "a further round"],
        ["/interview Globex tomorrow 14:00 for 2 hours"],
        ["/met Acme Ann Ito, CTO, 555-0199"],
        ["/thanked Acme Dana"],
        ["/rules Acme contact Dana Lee, America/New_York"],
        ["/pause until 7 December"],
    ],
    ids=" ".join,
)
def test_the_plans_are_those_from_before(dana: Person, words: list[str]) -> None:
    before = dana.account
    *_, last = [dana.says(said) for said in words]
    assert not isinstance(last, Ask)
    assert dana.account.plans != before.plans
    assert isinstance(dana.says("/undo"), Undone)
    assert dana.account.plans == before.plans
    assert dana.account.person.wake_at == before.person.wake_at


@pytest.mark.parametrize(
    "slots", [{"part": "name", "becomes": "Acme Corp"}, {"part": "role", "becomes": "nurse"}, {"sales": "yes"}]
)
def test_particulars_too(dana: Person, slots: dict[str, str]) -> None:
    from bot.services.commands import run
    from bot.services.context import Request

    before = dana.account
    dana._does(lambda context: run(context, Request("edit", {"interview": "1", **slots})))
    assert dana.account.plans != before.plans
    dana.says("/undo")
    assert dana.account.plans == before.plans
