"""What is known by its day alone stays on that day when the person's time zone changes, and when that is undone."""

from collections.abc import Iterator

import pytest

from bot.services.outcomes import Recorded
from bot.services.settings_outcomes import SettingsChanged
from bot.views.buttons import Undo
from tests.services.person import Office, Person

FAR = ["Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Honolulu", "America/Los_Angeles"]


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.close()


def history(person: Person) -> str:
    return person.reads("/history Acme").text


@pytest.mark.parametrize("zone", FAR)
def test_it_stays_on_its_day_in_another_zone_and_is_as_before_once_that_is_undone(office: Office, zone: str) -> None:
    dana = Person(office)
    dana.says("/interviewed Acme 20 November")
    dana.says("/thanked Acme 21 November")
    before = office.facts()["events"]
    dana.says(f"/timezone {zone}")
    assert "Fri 20 Nov · interview" in history(dana)
    assert "Sat 21 Nov · thank-you note sent" in history(dana)
    dana.says("/undo")
    assert office.facts()["events"] == before


def test_what_has_its_hour_stays_at_its_instant(office: Office) -> None:
    dana = Person(office)
    dana.says("/interviewed Acme 20 November 15:00")
    before = office.facts()["events"]
    dana.says("/timezone Asia/Tokyo")
    assert office.facts()["events"] == before


def test_what_was_corrected_before_comes_back_on_its_day(office: Office) -> None:
    dana = Person(office)
    dana.says("/interviewed Acme 20 November")
    dana.says("/interviewed Acme 19 November")
    corrected = dana.says("correct the date")
    assert isinstance(corrected, Recorded)
    assert "Thu 19 Nov · interview" in history(dana)
    dana.says("/timezone Pacific/Auckland")
    dana.taps(Undo(corrected.change_id))
    assert "Fri 20 Nov · interview" in history(dana)


def test_what_was_recorded_in_the_new_zone_stays_on_its_day_when_the_old_one_holds_again(office: Office) -> None:
    dana = Person(office)
    changed = dana.says("/timezone Pacific/Auckland")
    assert isinstance(changed, SettingsChanged)
    assert changed.change_id
    dana.says("/interviewed Acme 20 November")
    dana.taps(Undo(changed.change_id))
    assert "Fri 20 Nov · interview" in history(dana)
