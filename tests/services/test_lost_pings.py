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


def claimed_and_prepared(office: Office) -> Prepared | None:
    """What is due, committed to and not sent yet."""
    with office.transaction() as uow:
        claims = pings.claim(uow, office.now, 1)
    for claim in claims:
        with office.transaction() as uow:
            return pings.prepare(uow, claim, office.now)
    return None


def lose(office: Office) -> Prepared | None:
    """Send what is due; nobody knows whether it arrives."""
    prepared = claimed_and_prepared(office)
    if prepared:
        with office.transaction() as uow:
            pings.finish_unknown(uow, prepared, office.now)
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
    lost = lose(office)
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
    lost = lose(office)
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
    lost = lose(office)
    assert lost
    assert len(office.tick()) == 1
    answer = dana.taps(AnswerPing(lost.message.ping_id, 0, PingAction.SENT.value))
    assert isinstance(answer, PingMessage)
    assert answer.notice is Notice.RECORDED


def test_who_took_too_long_ends_no_claim_but_their_own(office: Office, dana: Person) -> None:
    dana.says("/interviewed Acme")
    office.now = at("Mon 23 Nov 11:01")

    slow = claimed_and_prepared(office)
    office.now += pings.LEASE
    dead = claimed_and_prepared(office)
    assert slow
    assert dead
    with office.transaction() as uow:
        pings.finish_unknown(uow, slow, office.now)
    # The second is gone without a word; its claim runs out, and the message follows once more.
    office.now += pings.LEASE
    repeat = claimed_and_prepared(office)
    assert repeat
    assert repeat.message.repeat


def test_who_comes_too_late_to_prepare_sends_nothing_and_ends_no_claim(office: Office, dana: Person) -> None:
    dana.says("/interviewed Acme")
    office.now = at("Mon 23 Nov 11:01")
    with office.transaction() as uow:
        (slow,) = pings.claim(uow, office.now, 1)
    office.now += pings.LEASE
    sent = claimed_and_prepared(office)
    assert sent
    with office.transaction() as uow:
        assert pings.prepare(uow, slow, office.now) is None
    # Whoever sends it is gone without a word: it follows, marked.
    office.now += pings.LEASE
    (repeat,) = office.tick()
    assert repeat.message.repeat


def test_who_comes_too_late_to_finish_ends_no_claim_that_is_not_prepared_yet(office: Office, dana: Person) -> None:
    dana.says("/interviewed Acme")
    office.now = at("Mon 23 Nov 11:01")
    slow = claimed_and_prepared(office)
    assert slow
    dana.says("/interviewed Beta")
    office.now += timedelta(hours=3)
    with office.transaction() as uow:
        (claim,) = pings.claim(uow, office.now, 1)
    with office.transaction() as uow:
        pings.finish_sent(uow, slow, 1000, office.now)
    with office.transaction() as uow:
        prepared = pings.prepare(uow, claim, office.now)
    assert prepared
    assert companies(prepared) == ["Beta"]
    # Whoever sends it is gone without a word: it follows, marked.
    office.now += pings.LEASE
    (repeat,) = office.tick()
    assert (companies(repeat), repeat.message.repeat) == (["Beta"], True)


def test_who_cannot_make_a_ping_ends_no_claim_but_their_own(office: Office, dana: Person) -> None:
    dana.says("/interviewed Acme")
    office.now = at("Mon 23 Nov 11:01")
    with office.transaction() as uow:
        (slow,) = pings.claim(uow, office.now, 1)
    office.now += pings.LEASE
    with office.transaction() as uow:
        (claim,) = pings.claim(uow, office.now, 1)
    with office.transaction() as uow:
        pings.give_back(uow, slow, office.now + timedelta(hours=1))
    with office.transaction() as uow:
        assert pings.prepare(uow, claim, office.now)
