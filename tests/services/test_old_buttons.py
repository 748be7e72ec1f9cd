"""A button of an earlier message records nothing that was recorded since, whatever was undone meanwhile."""

from collections.abc import Iterator

import pytest

from bot.services.questions import Problem, Refused
from bot.views.buttons import Run
from bot.views.reply import Reply
from tests.services.person import Office, Person


@pytest.fixture
def dana() -> Iterator[Person]:
    office = Office()
    yield Person(office)
    office.close()


def run_of(reply: Reply, label: str) -> Run:
    data = next(button.data for row in reply.rows for button in row if button.label == label)
    assert isinstance(data, Run)
    return data


def test_undo_does_not_make_an_old_button_record_again(dana: Person) -> None:
    dana.says("/interviewed Acme 9 November 10:00")
    dana.says("/thanked Acme 9 November 15:00")
    dana.says("/mute Acme")
    button = run_of(dana.reads("/should_i_call Acme"), "No answer")
    dana.says("/undo")
    dana.says("/called Acme no answer")
    before = dana.office.facts()
    assert dana.taps(button) == Refused(Problem.DONE_ALREADY)
    assert dana.office.facts() == before


def test_what_was_taken_back_can_be_recorded_with_the_same_button(dana: Person) -> None:
    dana.says("/interviewed Acme 9 November 10:00")
    dana.says("/thanked Acme 9 November 15:00")
    button = run_of(dana.reads("/should_i_call Acme"), "No answer")
    dana.taps(button)
    dana.says("/undo")
    assert not isinstance(dana.taps(button), Refused)
