"""Updates take effect once, each person's in order; what cannot be taken is not confirmed; stopping is clean."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.botapi import BotApi, Fault
from tests.dialogs.conversation import Clock
from tests.faults.conftest import MakeBot
from tests.faults.facts import events_of, known_to, rows, told, until_stored
from tests.faults.process import BotProcess
from tests.faults.running import MONDAY, running
from tests.logged import logged
from tests.patience import PATIENCE

COMPANIES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm")


def _message(text: str, person_id: int = 7, **more: object) -> dict[str, object]:
    person = {"id": person_id, "is_bot": False, "first_name": "Dana"}
    command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
    chat = {"id": person_id, "type": "private", "first_name": "Dana"}
    date = int(datetime.now(UTC).timestamp())
    return {"message_id": 900, "from": person, "chat": chat, "date": date, "text": text, "entities": [command], **more}


async def test_an_update_handed_out_twice_takes_effect_once(
    api: BotApi, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    known_to(api, 7)
    for _ in range(2):
        api.put_raw_update({"update_id": 800_000_001, "message": _message("/interviewed Acme")})
    api.faults.add(Fault.GARBAGE, method="getUpdates", skip=1)
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        await bot.settled(800_000_001)
        assert events_of(tmp_path / "bot.sqlite3", 7) == [("Acme", "interviewed")]
        assert len(api.user(7).messages) == 1
    api.put_raw_update({"update_id": 800_000_001, "message": _message("/interviewed Acme")})
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        await bot.says(7, "/thanked Acme")
    assert events_of(tmp_path / "bot.sqlite3", 7) == [("Acme", "interviewed"), ("Acme", "thanked")]
    assert len(api.user(7).messages) == 2
    assert "failed" not in caplog.text


async def test_updates_numbered_anew_and_lower_are_taken(api: BotApi, tmp_path: Path) -> None:
    """After a week without updates Telegram goes on from a random number."""
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        await bot.says(7, "/interviewed Acme")
        api.faults.add(Fault("nothing new", status=200, body=b'{"ok": true, "result": []}'), method="getUpdates")
        await bot.says(7, "/thanked Acme")
        await api.wait_for_call(lambda call: call.method == "getUpdates" and "offset" not in call.params)
        api.put_raw_update({"update_id": 5, "message": _message("/called Acme no answer")})
        await bot.settled(5)
    assert [kind for _, kind in events_of(tmp_path / "bot.sqlite3", 7)] == ["interviewed", "thanked", "called"]


async def test_each_persons_updates_run_in_order_side_by_side_with_others(api: BotApi, bot: BotProcess) -> None:
    people = range(10, 20)
    for company in COMPANIES:
        for person_id in people:
            api.user(person_id).says(f"/interviewed {company}")
            last = api.user(person_id).says(f"/thanked {company}")
    await bot.start()
    await api.wait_until_confirmed(last)
    expected = [(company, kind) for company in COMPANIES for kind in ("interviewed", "thanked")]
    for person_id in people:
        assert events_of(bot.database, person_id) == expected
        await api.wait_for_message(
            person_id, lambda message: "thank-you note sent" in message.text and "Elm" in message.text
        )
        told_of = [next(name for name in COMPANIES if name in text) for text in api.chat(person_id).texts]
        assert told_of == [company for company, _ in expected]


@pytest.mark.parametrize(
    "unreadable",
    [
        {"message": {"text": "no chat, no date"}},
        {"message": "not even an object"},
        {"callback_query": {"id": "1"}},
        {"message": _message("/status") | {"chat": {"id": "7", "type": "private"}}},
    ],
    ids=["halves", "a string", "a tap of nobody", "a chat without a number"],
)
async def test_an_update_that_cannot_be_read_is_passed_over(
    api: BotApi, tmp_path: Path, unreadable: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    api.user(7).says("/interviewed Acme")
    bad = api.put_raw_update(unreadable)
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        await bot.says(7, "/thanked Acme")
    assert api.updates.is_confirmed(bad)
    assert [kind for _, kind in events_of(tmp_path / "bot.sqlite3", 7)] == ["interviewed", "thanked"]
    said = [line for line in logged(caplog) if line.startswith("an update cannot be read and is passed over")]
    assert [line.rpartition("update=")[2] for line in said] == [str(bad)]


async def test_an_update_that_breaks_the_bot_is_answered_and_passed(
    api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words of a person")

    monkeypatch.setattr("bot.handlers.updates.unpack", broken)
    async with running(api, tmp_path, Clock(MONDAY)) as bot:
        message = await bot.says(7, "/start")
        await bot.settled(api.user(7).presses_data("anything", message))
        monkeypatch.setattr("bot.handlers.updates.run", broken)
        assert "Something went wrong on my side" in (await bot.says(7, "/interviewed Acme")).text
    assert any("error=RuntimeError at test_order_and_once.py" in line for line in logged(caplog))
    assert "secret words" not in str(logged(caplog))


async def test_while_the_store_is_locked_nothing_is_confirmed_and_nothing_lost(api: BotApi, bot: BotProcess) -> None:
    await bot.started()
    api.user(7).says("/interviewed Acme")
    await until_stored(bot.database, "SELECT 1 FROM updates WHERE reply IS NULL")
    other = sqlite3.connect(bot.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    update_id = api.user(7).says("/thanked Acme")
    await bot.says("the store is away, updates wait")
    assert not api.updates.is_confirmed(update_id)
    other.execute("ROLLBACK")
    other.close()
    await api.wait_until_confirmed(update_id)
    answer = await api.wait_for_message(7, lambda message: "thank-you note sent" in message.text)
    assert not answer.text.startswith("↻")
    assert [kind for _, kind in events_of(bot.database, 7)] == ["interviewed", "thanked"]
    assert "OperationalError: database is locked" in bot.stderr


async def test_stopping_while_the_store_is_locked(api: BotApi, bot: BotProcess) -> None:
    await bot.started()
    other = sqlite3.connect(bot.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    update_id = api.user(7).says("/interviewed Acme")
    await api.wait_until(lambda: api.updates.pending or None, PATIENCE, "the update")
    assert await bot.stop() == 0
    assert not api.updates.is_confirmed(update_id)
    other.close()
    await bot.start()
    await api.wait_for_message(7)
    assert events_of(bot.database, 7) == [("Acme", "interviewed")]


async def test_sigterm_stops_cleanly_with_replies_and_pings_on_their_way(api: BotApi, command_bot: BotProcess) -> None:
    bot = command_bot
    known_to(api, 8)
    await told(bot.database, datetime.now(UTC) - timedelta(hours=3), [8], "/interviewed Beacon")
    api.faults.add(Fault.delayed(0.5), method="sendMessage", times=None)
    update_id = api.user(7).says("/interviewed Acme")
    await bot.started()
    for person_id in (7, 8):
        await api.wait_for_call(lambda call, chat_id=person_id: call.chat_id == chat_id)
    assert await bot.stop() == 0
    assert bot.stderr.splitlines()[-1].endswith("stopped")
    assert "Traceback" not in bot.stderr
    assert "Warning" not in bot.stderr
    assert rows(bot.database, "SELECT update_id FROM updates WHERE reply IS NOT NULL") == []
    assert rows(bot.database, "SELECT state FROM pings") == [("sent",)]
    await bot.start()
    await api.wait_until_confirmed(update_id)
    assert [len(api.user(person_id).messages) for person_id in (7, 8)] == [1, 1]


async def test_sigterm_is_obeyed_while_telegram_asks_to_wait(api: BotApi, bot: BotProcess) -> None:
    known_to(api, 8)
    await told(bot.database, datetime.now(UTC) - timedelta(hours=3), [8], "/interviewed Beacon")
    api.faults.add(Fault.flood(600), method="sendMessage", chat_id=7)
    update_id = api.user(7).says("/interviewed Acme")
    await bot.start()
    await api.wait_until_confirmed(update_id)
    assert await bot.stop() == 0
    # Whether the ping was about to go out or not, it is neither lost nor taken for sent.
    due = "SELECT 1 FROM people WHERE id = 8 AND wake_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pings)"
    assert api.user(8).messages or rows(bot.database, due)
    await bot.start()
    await bot.polling()
    assert await bot.stop() == 0
    assert api.user(7).messages == [], "what Telegram asked for holds after a restart too"
    with closing(sqlite3.connect(bot.database)) as connection, connection:
        connection.execute("UPDATE send_gate SET open_at = 0")
    await bot.start()
    await api.wait_for_message(7)


async def test_the_log_holds_no_token_and_nothing_people_wrote(api: BotApi, make_bot: MakeBot) -> None:
    bot = make_bot(LOG_LEVEL="DEBUG")
    faults = (Fault.GARBAGE, Fault.SERVER_ERROR, Fault.BAD_REQUEST, Fault.DROP_AFTER, Fault.FORBIDDEN)
    for person_id, fault in enumerate(faults, start=10):
        api.faults.add(fault, method="sendMessage", chat_id=person_id)
        api.user(person_id).says("/interviewed Xyzzyland")
    api.faults.add(Fault.GARBAGE, method="getUpdates")
    api.faults.add(Fault.NOT_FOUND, method="getMe", skip=1)
    api.put_raw_update({"message": {"text": "Xyzzyland"}})
    for words in ("/interviewed Xyzzyland", "Xyzzyland", "/interviewed Xyzzyland \ud800", "/thanked Xyzzyland"):
        update_id = api.user(7).says(words)
    await bot.start()
    await api.wait_until_confirmed(update_id)
    assert await bot.stop() == 0
    await bot.start()
    assert await bot.ended() == 1
    assert api.token not in bot.stderr
    assert api.token.split(":")[1] not in bot.stderr
    assert "xyzzy" not in bot.stderr.casefold()
    assert "Traceback" not in bot.stderr
    assert len(bot.stderr.splitlines()) > 5
