"""Raw callback data, as anybody may send it: an answer, nothing recorded by mistake, nobody else's things touched."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.handlers.updates import take_tap
from bot.services.outcomes import PingAction
from bot.services.questions import Problem, Refused
from bot.views.buttons import CallbackData, unpack
from bot.views.help import COMMANDS
from bot.views.render import render
from tests.services.person import Office, Person, at
from tests.views.checks import assert_sendable

DANA, MALLORY = 7, 8


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """Where two people have interviews, pings, questions and changes to take back."""
    office = Office()
    for number in (DANA, MALLORY):
        person = Person(office, number)
        person.says("/interviewed Acme Friday 10:00")
        person.says("/interviewed Beta")
        person.says("/called Acme no answer")
        person.says("/rules Beta call on Friday")
        person.says("/called Beta")
        person.says("/interviewed Acme")
        person.says("/timezone Europe/Berlin DE")
    office.now = at("Mon 23 Nov 16:30")
    assert len(office.tick()) == 2
    assert all(_of(DANA, office.facts()).values()), "there is something of every kind to touch"
    yield office
    office.close()


numbers = st.one_of(st.integers(0, 30).map(str), st.integers(0, 10**19).map(str), st.text(max_size=4))
words = st.one_of(
    st.sampled_from([command.name for command in COMMANDS] + [action.value for action in PingAction] + ["correct"]),
    st.sampled_from(["", "no answer", "spoke", "offer", "call on Friday", "Acme", "until Friday"]),
    st.text(max_size=12),
)
likely = st.builds(
    lambda kind, parts: ":".join((kind, *parts)),
    st.sampled_from(["1c", "1u", "1d", "1p", "1r", "0u", "2p", "1x"]),
    st.lists(st.one_of(numbers, words), min_size=1, max_size=5),
)
well_formed = st.one_of(
    st.builds("1c:{}:{}".format, numbers, numbers),
    st.builds("1u:{}".format, numbers),
    st.builds("1d:{}".format, numbers),
    st.builds("1p:{}:{}:{}".format, numbers, numbers, words),
    st.builds("1r:{}:{}:{}:{}".format, words, numbers, numbers, words),
)
raw = st.one_of(well_formed, likely, st.text(max_size=64))


@given(raw)
@example("1u:" + "0" * 40 + "1")
@example("1d:9223372036854775808")
@example("1r:interviewed:0:0:\u0000")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_button_sends(office: Office, data: str) -> None:
    mallory = Person(office, MALLORY)
    with office.transaction(keep=False) as uow:
        before = office.facts(uow)
        outcome = take_tap(mallory.context(uow), unpack(data))
        after = office.facts(uow)
        reply = render(outcome)
    assert_sendable(reply)
    assert reply.text
    if isinstance(outcome, Refused):
        assert after == before
        assert reply.toast or outcome.problem is not Problem.STALE
    assert _of(DANA, after) == _of(DANA, before)


@given(raw)
@settings(max_examples=400, deadline=None)
def test_what_cannot_be_read_is_none_and_what_can_is_plain(data: str) -> None:
    read: CallbackData | None = unpack(data)
    if read is not None:
        for name in ("draft_id", "option", "change_id", "event_row", "ping_id", "position", "interview_id", "seen"):
            assert 0 <= getattr(read, name, 0) < 2**63, "every database keeps such a number"


def _of(person_id: int, facts: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """A person's own rows; ping steps and people begin with other columns than the rest."""
    columns = {"people": 0, "interviews": 1, "changes": 1, "events": 2, "pings": 1, "ping_steps": 2}
    return {table: [row for row in rows if row[columns[table]] == person_id] for table, rows in facts.items()}
