"""The alarm follows every recording, in the transaction that records."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.guidance.events import StepKind
from bot.services import pings
from bot.services.account import agenda_of, pings_to_come, read_account
from bot.services.outcomes import PingAction, Recorded, Undone
from bot.services.settings_outcomes import SettingsChanged
from bot.views.buttons import AnswerPing, Undo
from storage.pings import SENT
from tests.services.person import Office, Person, at, said


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.close()


@pytest.fixture
def dana(office: Office) -> Person:
    """Someone with an interview on Friday whose note was sent today."""
    dana = Person(office)
    dana.says("/interviewed Acme Friday 10:00")
    dana.says("/thanked Acme")
    return dana


def wake_at(dana: Person) -> datetime | None:
    return dana.account.person.wake_at


@pytest.mark.parametrize(
    ("words", "alarm"),
    [
        ("/interviewed Beta", "Mon 23 Nov 16:00"),
        ("/interview Beta tomorrow 10:00", "Tue 24 Nov 11:00"),
        ("/called Acme no answer", "Mon 30 Nov 10:00"),
        ("/called Acme spoke", "Mon 30 Nov 10:00"),
        ("/emailed Acme", "Mon 30 Nov 10:00"),
        ("/heard Acme a word", "Mon 30 Nov 10:00"),
        ("/heard Acme until 2027-01-29", "Mon 30 Nov 10:00"),
        ("/rules Acme call on Wednesday", "Wed 25 Nov 10:00"),
        ("/rules Acme no calls", "Mon 30 Nov 10:00"),
        ("/timezone America/New_York", "Mon 23 Nov 16:00"),
        ("/timezone America/New_York US", "Mon 23 Nov 16:00"),
        ("/close Acme", None),
        ("/mute Acme", None),
        ("/mute", None),
    ],
)
def test_each_recording_sets_it_at_once_and_undo_sets_it_back(
    office: Office, dana: Person, words: str, alarm: str | None
) -> None:
    before = wake_at(dana)
    assert before == at("Fri 27 Nov 10:00")
    with office.transaction() as uow:
        outcome = said(dana.context(uow), words)
        assert isinstance(outcome, Recorded | SettingsChanged)
        inside = read_account(uow, dana.id).person.wake_at
    assert wake_at(dana) == inside
    assert (inside and inside.replace(second=0)) == (alarm and at(alarm))
    assert isinstance(dana.says("/undo"), Undone)
    assert wake_at(dana) == before


@pytest.mark.parametrize(
    "words", ["/interviewed Beta", "/rules Acme call on Wednesday", "/close Acme", "/mute", "/undo"]
)
def test_what_is_rolled_back_leaves_it_as_it_was(office: Office, dana: Person, words: str) -> None:
    before = office.facts()
    with office.transaction(keep=False) as uow:
        said(dana.context(uow), words)
        assert office.facts(uow) != before
    assert office.facts() == before


def test_it_is_what_the_agenda_says_after_any_of_these(office: Office, dana: Person) -> None:
    for words in (
        "/interviewed Beta",
        "/rules Beta they call by Friday",
        "/thanked Beta",
        "/called Beta voicemail",
        "/heard Acme offer",
        "/undo",
        "/timezone Asia/Tokyo JP",
        "/mute Beta",
        "/unmute Beta",
        "/close Beta",
    ):
        dana.says(words)
        with office.transaction() as uow:
            account = read_account(uow, dana.id)
            assert account.person.wake_at == agenda_of(uow, account, office.now).wake_at, words


def test_what_only_asks_leaves_it_alone(office: Office, dana: Person) -> None:
    before = office.facts()
    for words in ("/status", "/agenda", "/history Acme", "/should_i_call", "/should_i_call Acme", "/help", "/start"):
        dana.says(words)
    assert office.facts() == before


@pytest.mark.parametrize("action", [PingAction.SENT, PingAction.SKIP, PingAction.STOP, PingAction.TOMORROW])
def test_a_tap_on_a_ping_sets_it_too(office: Office, action: PingAction) -> None:
    dana = Person(office)
    dana.says("/interviewed Acme")
    office.now = at("Mon 23 Nov 16:05")
    (ping,) = office.tick()
    before = wake_at(dana)
    dana.taps(AnswerPing(ping.message.ping_id, 0, action.value))
    changed = wake_at(dana)
    assert changed != before
    (line,) = dana.taps(Undo(_last_change(office, dana))).lines  # type: ignore[union-attr]
    assert line.key.kind is StepKind.NOTE
    assert wake_at(dana) == before


def test_a_parked_person_who_records_is_served_again(office: Office, dana: Person) -> None:
    with office.transaction() as uow:
        uow.people.park(dana.id, office.now)
    assert wake_at(dana) is None
    dana.says("/interviewed Beta")
    assert dana.account.person.parked_at is None
    assert wake_at(dana) is not None


def test_what_the_reply_says_is_not_pinged_as_well(office: Office) -> None:
    dana = Person(office)
    reply = dana.reads("/interviewed Acme yesterday")
    assert "the thank-you note, right away" in reply.text
    assert office.tick() == []
    office.now = at("Tue 24 Nov 19:30")
    (ping,) = office.tick()
    assert ping.message.lines[0].nth == 2


ON_ITS_WAY = {
    "nothing is told meanwhile": (),
    "something is told of another interview": ("/interviewed Beta", "/thanked Beta"),
    "what it asks is answered meanwhile": ("/called Acme no answer",),
    "the interview is closed meanwhile": ("/close Acme",),
    "pings are switched off meanwhile": ("/mute",),
    "settings change meanwhile": ("/timezone Asia/Tokyo",),
}


@pytest.mark.parametrize("told", ON_ITS_WAY.values(), ids=ON_ITS_WAY)
def test_a_ping_on_its_way_has_set_the_alarm_and_its_arrival_leaves_it(
    office: Office, dana: Person, told: tuple[str, ...]
) -> None:
    office.now = at("Fri 27 Nov 10:00")
    with office.transaction() as uow:
        (claim,) = pings.claim(uow, office.now, 1)
    with office.transaction() as uow:
        prepared = pings.prepare(uow, claim, office.now)
    assert prepared
    for words in told:
        dana.says(words)
    before = wake_at(dana)
    assert before != at("Fri 27 Nov 10:00")
    with office.transaction() as uow:
        pings.finish_sent(uow, prepared, 1000, office.now)
        account = read_account(uow, dana.id)
        assert account.person.wake_at == before == agenda_of(uow, account, office.now).wake_at
        assert account.person.lease_until is None
        kept = uow.pings.get(dana.id, prepared.message.ping_id)
        assert kept
        assert (kept.state, kept.message_id) == (SENT, 1000)


def _last_change(office: Office, dana: Person) -> int:
    with office.transaction() as uow:
        change = uow.journal.last_change(dana.id)
        assert change
        return change.id


@pytest.mark.parametrize("mend", ["/undo", "/unmute"])
def test_what_a_reply_does_not_name_is_still_pinged(office: Office, mend: str) -> None:
    dana = Person(office)
    dana.says("/interviewed Acme")
    dana.says("/mute" if mend == "/unmute" else "/thanked Acme")
    office.now = at("Mon 23 Nov 17:00")
    assert office.tick() == []
    dana.says(mend)
    (ping,) = office.tick()
    assert (ping.message.lines[0].key.kind, ping.message.lines[0].nth) == (StepKind.NOTE, 1)


def test_the_question_whether_to_close_is_asked_though_its_day_came_while_it_was_closed(office: Office) -> None:
    dana = Person(office)
    dana.says("/interviewed Acme 2026-10-01")
    for day in ("2026-10-08", "2026-10-15", "2026-10-22"):
        reply = dana.reads(f"/called Acme no answer {day}")
    assert "Close it? /close Acme" in reply.text
    assert "I ask you once" not in reply.text
    dana.says("/close Acme")
    dana.says("/undo")
    (ping,) = office.tick()
    assert [line.key.kind for line in ping.message.lines] == [StepKind.CLOSE]


def test_a_nudge_is_not_late_for_mondays_before_the_interview_was_known(office: Office) -> None:
    office.now = at("Wed 25 Nov 14:00")
    dana = Person(office)
    dana.says("/interviewed Acme two weeks ago")
    assert office.tick() == []
    with office.transaction() as uow:
        account = read_account(uow, dana.id)
        nudges = [ping.at for ping in pings_to_come(uow, account, office.now) if ping.step.key.kind is StepKind.NUDGE]
    assert nudges == [at("Mon 30 Nov 10:00")]
