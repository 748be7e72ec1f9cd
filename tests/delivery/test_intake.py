"""The way of an update: what it is called, and what is told of what became of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from bot.delivery.intake import Intake
from bot.delivery.observer import Observer
from bot.guidance.facts import Preferences
from bot.handlers.admission import Admission
from bot.handlers.desk import Became, Desk, Visit
from bot.handlers.letter import Letter
from bot.handlers.received import Update, read_update
from bot.handlers.updates import command_of
from bot.services.outcomes import Outcome
from bot.services.questions import Problem, Refused
from storage import Store, UnitOfWork
from tests.delivery.doubles import MONDAY
from tests.dialogs.conversation import BERLIN, Clock
from tests.faults import any_update
from tests.logged import logged

_numbers = count(1)
DANA = {"id": 7, "is_bot": False, "first_name": "Dana"}
PRIVATE = {"id": 7, "type": "private"}


def update(**what: Any) -> Update:
    return read_update({"update_id": next(_numbers), **what})


def message(chat: dict[str, Any] = PRIVATE, **what: Any) -> Update:
    return update(message={"message_id": 1, "from": DANA, "chat": chat, "date": 0, **what})


def command(text: str, chat_id: int = 7) -> Update:
    return update(message=any_update.message(7, text, chat_id))


MEMBERSHIP = {
    "chat": PRIVATE,
    "from": DANA,
    "date": 0,
    "old_chat_member": {"status": "member", "user": DANA},
    "new_chat_member": {"status": "left", "user": DANA},
}


@pytest.mark.parametrize(
    ("given", "command"),
    [
        (command("/called Acme"), "called"),
        (command("/Called@some_bot Acme"), "called"),
        (command("/called. Acme"), "called"),
        (command("/Zyxcorp"), "unknown"),
        (message(text="/"), "words"),
        (message(text="just called Acme"), "words"),
        (command("/called Acme", any_update.GROUP), "group"),
        (message(location={"latitude": 1.0, "longitude": 2.0}), "location"),
        (message(document={"file_id": "1", "file_unique_id": "1"}), "file"),
        (message(), "other"),
        (update(callback_query={"id": "1", "from": DANA, "chat_instance": "1"}), "tap"),
        (update(inline_query={"id": "1", "from": DANA, "query": "x", "offset": ""}), "inline"),
        (update(my_chat_member=MEMBERSHIP), "membership"),
        (update(), "other"),
    ],
)
def test_an_update_is_called_by_one_of_a_few_names(given: Update, command: str) -> None:
    assert command_of(given) == command


class Told(Observer):
    """Notes what it is told."""

    def __init__(self) -> None:
        self.of: list[tuple[str, Became | None]] = []

    def update(self, command: str, became: Became | None, seconds: float) -> None:
        assert seconds >= 0
        self.of.append((command, became))


class Taking:
    """An intake whose updates are handled by whatever the test says."""

    def __init__(self, store: Store, admission: Admission) -> None:
        self.sent: list[Letter] = []
        self.told = Told()
        self.desk = Desk(store, lambda letter, _: self.sent.append(letter), Clock(MONDAY), Preferences(BERLIN), "me")
        self.outcome: Outcome | Exception | None = None
        self.intake = Intake(self._handle, self.desk, self.sent.append, admission, self.told, Clock(MONDAY))

    async def _handle(self, update: Update) -> None:
        if self.outcome is None:
            return

        def act(_: object) -> Outcome:
            if isinstance(self.outcome, Exception):
                raise self.outcome
            assert self.outcome
            return self.outcome

        await self.desk.answer(Visit(update.update_id, 7), act)


async def test_what_became_of_updates_is_told(store: Store) -> None:
    taking, first = Taking(store, Admission(most_a_minute=3)), message(text="/status")
    assert not await taking.intake.take(first), "nothing was committed"
    taking.outcome = Refused(Problem.STALE)
    assert await taking.intake.take(first)
    assert await taking.intake.take(first)
    taking.outcome = ValueError("somebody's words")
    assert await taking.intake.take(message(text="/status"))
    taking.outcome = Refused(Problem.STALE)
    for _ in range(3):
        assert await taking.intake.take(message(text="/status"))
    assert [became for _, became in taking.told.of] == [
        None,
        Became.REFUSED,
        Became.REPEATED,
        Became.FAILED,
        Became.REFUSED,
        Became.TOO_MANY,
        Became.TOO_MANY,
    ]
    # What is still owed to the one handed over twice is put again; who sends it leaves out what is on its way.
    assert [letter.update_id for letter in taking.sent[:2]] == [first.update_id] * 2
    assert [letter.update_id is None for letter in taking.sent[2:]] == [False, False, True], "said once, kept nowhere"


async def test_what_is_noted_as_an_update_comes_again_is_not_sent_once_more(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking, first, run = Taking(store, Admission()), message(text="/status"), store.run
    taking.outcome = Refused(Problem.STALE)
    assert await taking.intake.take(first)

    async def run_before_it_is_noted(work: Callable[[UnitOfWork], Any], **how: Any) -> Any:
        result = await run(work, **how)
        await run(lambda uow: uow.inbox.mark_replied(first.update_id))
        return result

    monkeypatch.setattr(store, "run", run_before_it_is_noted)
    assert await taking.intake.take(first)
    assert [letter.update_id for letter in taking.sent] == [first.update_id]


async def test_at_debug_each_update_is_one_line_without_its_words(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "bot")
    taking = Taking(store, Admission())
    taking.outcome = Refused(Problem.STALE)
    await taking.intake.take(command("/called Zyxcorp"))
    (line,) = logged(caplog)
    assert line.startswith("an update was taken command=called outcome=refused person=7 seconds=")
