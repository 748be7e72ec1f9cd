"""What the reply to a recording says will come is what comes, on that day and at that hour."""

from collections.abc import Iterator

import pytest

from bot.guidance.events import StepKind
from bot.guidance.facts import Preferences
from bot.services.outcomes import Recorded
from bot.views.dates import moment, near_day
from bot.views.render import render
from bot.views.reply import plain
from tests.guidance.cases import BERLIN
from tests.services.person import Office, Person

HELD = ["/interviewed Acme 9 November 10:00", "/thanked Acme 9 November 15:00"]
TWICE = [*HELD, "/called Acme no answer 16 November", "/called Acme no answer 20 November 10:00"]


@pytest.fixture
def dana() -> Iterator[Person]:
    office = Office()
    yield Person(office, preferences=Preferences(BERLIN, weekly_nudge=False))
    office.close()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param(["/interviewed Acme"], StepKind.NOTE, id="the note, today"),
        pytest.param(["/interviewed Acme 13:00"], StepKind.NOTE, id="the note, soon"),
        pytest.param(["/interviewed Acme Friday 10:00", "/thanked Acme"], StepKind.CALL, id="the first call"),
        pytest.param([*HELD, "/called Acme no answer"], StepKind.CALL, id="the second call"),
        pytest.param([*HELD, "/called Acme spoke"], StepKind.CALL, id="after a word"),
        pytest.param([*HELD, "/heard Acme until 4 December"], StepKind.CALL, id="left in peace"),
        pytest.param([*HELD, "/rules Acme call on Wednesday"], StepKind.CALL, id="their day"),
        pytest.param([*HELD, "/rules Acme they call by 30 November"], StepKind.CALL, id="they call"),
        pytest.param(
            [*HELD, "/rules Acme contact Ms Ito, Asia/Tokyo", "/called Acme no answer"], StepKind.CALL, id="there"
        ),
        pytest.param([*TWICE, "/called Acme no answer"], StepKind.CLOSE, id="whether to close it"),
    ],
)
def test_the_reply_names_the_ping_that_comes_next(dana: Person, words: list[str], kind: StepKind) -> None:
    *before, last = words
    for told in before:
        dana.says(told)
    outcome = dana.says(last)
    assert isinstance(outcome, Recorded)
    reply, told_at, today = render(outcome).text, outcome.at, outcome.at.astimezone(BERLIN).date()
    alarm = dana.account.person.wake_at
    assert alarm is not None
    dana.office.now = alarm
    (ping,) = dana.office.tick()
    (line,) = ping.message.lines
    assert line.key.kind is kind
    day = near_day(alarm.astimezone(BERLIN).date(), today)
    if kind is StepKind.NOTE:
        assert f"I remind you {moment(alarm, told_at, BERLIN)}" in reply
    elif kind is StepKind.CLOSE:
        assert f"I ask you once, {day}, whether to close it" in reply
    else:
        assert outcome.verdict.yes_from is not None
        assert line.step
        assert line.step.heads_up or outcome.verdict.yes_from <= alarm
        opening = moment(outcome.verdict.yes_from, told_at, BERLIN)
        assert f"A call from {opening} on." in reply
        assert f"I ping you {'that day' if plain(opening).startswith(day) else day}." in reply
