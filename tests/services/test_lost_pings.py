"""Pings whose sending was never answered for: repeated once, marked, and within the day's allowance."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.services import pings
from bot.services.outcomes import Notice, PingAction, PingMessage
from bot.services.pings import Prepared
from bot.views.buttons import AnswerPing
from tests.services.person import Office, Person, at


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office("Mon 23 Nov 09:00")
    yield office
    office.close()


@pytest.fixture
def dana(office: Office) -> Person:
    return Person(office)


def lose(office: Office, dana: Person) -> Prepared | None:
    """Send what is due; nobody knows whether it arrives."""
    with office.transaction() as uow:
        prepared = pings.prepare(uow, dana.id, office.now)
    if prepared:
        with office.transaction() as uow:
            pings.finish_unknown(uow, dana.id, prepared.message.ping_id, office.now)
        office.now += timedelta(seconds=30)
    return prepared


def companies(prepared: Prepared) -> list[str]:
    return [line.plan.interview.company for line in prepared.message.lines if line.plan]


def test_a_repeat_comes_the_same_day_and_nothing_new_besides(office: Office, dana: Person) -> None:
    for company, now in (("Acme", "Mon 23 Nov 09:00"), ("Beta", "Mon 23 Nov 09:30"), ("Cobalt", "Mon 23 Nov 09:45")):
        office.now = at(now)
        dana.says(f"/interviewed {company}")
    office.now = at("Mon 23 Nov 11:01")
    assert len(office.tick()) == 1
    office.now = at("Mon 23 Nov 11:31")
    lost = lose(office, dana)
    assert lost
    assert companies(lost) == ["Beta"]
    office.now = at("Mon 23 Nov 11:50")
    (repeat,) = office.tick()
    assert (companies(repeat), repeat.message.repeat) == (["Beta"], True)
    office.now = at("Mon 23 Nov 19:30")
    assert office.tick() == []
    office.now = at("Tue 24 Nov 09:00")
    (rest,) = office.tick()
    assert not rest.message.repeat


def test_a_step_once_repeated_is_no_repeat_the_next_time_though_the_rest_is_still_unsure(
    office: Office, dana: Person
) -> None:
    dana.says("/interviewed Acme")
    dana.says("/interviewed Beta")
    office.now = at("Mon 23 Nov 11:01")
    lost = lose(office, dana)
    assert lost
    assert companies(lost) == ["Acme", "Beta"]
    dana.says("/mute Beta")
    (repeat,) = office.tick()
    assert (companies(repeat), repeat.message.repeat) == (["Acme"], True)
    office.now = at("Tue 24 Nov 11:00")
    (second,) = office.tick()
    assert (companies(second), second.message.repeat, second.message.lines[0].nth) == (["Acme"], False, 2)


def test_the_buttons_of_a_message_that_arrived_after_all_work_after_its_repeat(office: Office, dana: Person) -> None:
    dana.says("/interviewed Acme")
    office.now = at("Mon 23 Nov 11:01")
    lost = lose(office, dana)
    assert lost
    assert len(office.tick()) == 1
    answer = dana.taps(AnswerPing(lost.message.ping_id, 0, PingAction.SENT.value))
    assert isinstance(answer, PingMessage)
    assert answer.notice is Notice.RECORDED


def test_who_took_too_long_ends_no_claim_but_their_own(office: Office, dana: Person) -> None:
    dana.says("/interviewed Acme")
    office.now = at("Mon 23 Nov 11:01")

    def claimed_and_prepared() -> Prepared | None:
        with office.transaction() as uow:
            assert pings.claim(uow, office.now) == [dana.id]
        with office.transaction() as uow:
            return pings.prepare(uow, dana.id, office.now)

    slow = claimed_and_prepared()
    office.now += pings.LEASE
    dead = claimed_and_prepared()
    assert slow
    assert dead
    with office.transaction() as uow:
        pings.finish_unknown(uow, dana.id, slow.message.ping_id, office.now)
    # The second is gone without a word; its claim runs out, and the message follows once more.
    office.now += pings.LEASE
    repeat = claimed_and_prepared()
    assert repeat
    assert repeat.message.repeat
