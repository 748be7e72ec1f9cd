"""PostgreSQL stopped, killed, cut off in the middle of a commit: Telegram keeps the updates, each has one effect."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from tests.botapi import BotApi
from tests.botapi.webhook import Pusher, free_port
from tests.faults.facts import events_of
from tests.faults.process import BotProcess, Nursery, by_webhook
from tests.patience import PATIENCE
from tests.postgres import Server


class Cutter:
    """A wire to PostgreSQL that is cut, on order, once the server has answered a COMMIT and before that is heard."""

    def __init__(self, folder: Path, server: str) -> None:
        self._socket = folder / ".s.PGSQL.5432"
        self._server = f"{server}/.s.PGSQL.5432"
        self._to_cut = 0
        self.cut = 0
        self._lines: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._listening = await asyncio.start_unix_server(self._serve, self._socket)

    async def stop(self) -> None:
        self._listening.close()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    def cut_next(self, commits: int) -> None:
        """Lose the answers to so many commits of transactions that write."""
        self._to_cut = commits

    async def _serve(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        try:
            server, to_server = await asyncio.open_unix_connection(self._server)
        except OSError:
            return to_client.close()
        line = asyncio.current_task()
        assert line
        self._lines.add(line)
        back = asyncio.create_task(_copy(server, to_client))
        wrote = False
        try:
            while said := await client.read(65536):
                wrote = wrote or b"INSERT INTO events" in said
                to_cut = wrote and b"COMMIT" in said and self._to_cut > 0
                if to_cut:
                    back.cancel()
                    await asyncio.gather(back, return_exceptions=True)
                to_server.write(said)
                await to_server.drain()
                if to_cut:
                    await server.read(65536)
                    self._to_cut -= 1
                    self.cut += 1
                    return None
                wrote = wrote and b"COMMIT" not in said and b"ROLLBACK" not in said
        except ConnectionError:
            return None
        finally:
            back.cancel()
            to_client.close()
            to_server.close()
            self._lines.discard(line)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while said := await reader.read(65536):
            writer.write(said)
            await writer.drain()
    except ConnectionError:
        return
    writer.close()


class Served:
    """A bot by webhook on PostgreSQL, through a wire that can be cut."""

    def __init__(self, api: BotApi, bot: BotProcess, url: str, wire: Cutter) -> None:
        self.api, self.bot, self.url, self.wire = api, bot, url, wire
        self.pusher = Pusher(api, [bot.address])

    async def says(self, words: str) -> int:
        """Have a person say something, and wait until it is taken and answered."""
        update_id = self.api.user(7).says(words)
        await self.taken(update_id)
        return update_id

    async def taken(self, update_id: int) -> None:
        """Wait until an update is confirmed and nothing more is owed."""
        await self.api.wait_until_confirmed(update_id)
        company = "Birch" if len(events_of(self.url, 7)) > 1 else "Alder"
        await self.api.wait_for_message(7, lambda message: company in message.text)


@pytest_asyncio.fixture
async def served(api: BotApi, nursery: Nursery, postgresql: Server, tmp_path: Path) -> AsyncIterator[Served]:
    url = postgresql.new_database()
    base, _, folder = url.partition("?host=")
    wire = Cutter(tmp_path, folder)
    await wire.start()
    bot = BotProcess(nursery, api, tmp_path, by_webhook(f"{base}?host={tmp_path}", free_port()))
    made = Served(api, bot, url, wire)
    try:
        async with made.pusher:
            await bot.start()
            await bot.says("updates are taken")
            await made.says("/interviewed Alder")
            yield made
    finally:
        if bot.running:
            await bot.kill()
        await wire.stop()


def ends(stop: str) -> Callable[[Server], None]:
    return Server.stop if stop == "stopped" else Server.kill


@pytest.mark.parametrize("how", ["stopped", "killed"])
async def test_while_postgresql_is_away_updates_stay_with_telegram(
    served: Served, postgresql: Server, how: str
) -> None:
    await asyncio.to_thread(ends(how), postgresql)
    try:
        update_id = served.api.user(7).says("/interviewed Birch")
        await served.api.wait_until(lambda: served.pusher.answers.count(503) > 1 or None, PATIENCE, "503 twice")
        assert not served.api.updates.is_confirmed(update_id)
        assert served.bot.running
    finally:
        await asyncio.to_thread(postgresql.start)
    await served.taken(update_id)
    assert events_of(served.url, 7) == [("Alder", "interviewed"), ("Birch", "interviewed")]
    assert ["↻" in message.text for message in served.api.user(7).messages] == [False, False]
    assert "the store is away, updates wait" in served.bot.stderr
    assert await served.bot.stop() == 0
    assert "Traceback" not in served.bot.stderr


@pytest.mark.parametrize("commits", [1, 3])
async def test_a_commit_whose_answer_is_lost_takes_effect_once_and_is_answered_once(
    served: Served, commits: int
) -> None:
    served.wire.cut_next(commits)
    update_id = served.api.user(7).says("/interviewed Birch")
    await served.taken(update_id)
    assert served.wire.cut >= 1
    assert 503 in served.pusher.answers
    assert events_of(served.url, 7) == [("Alder", "interviewed"), ("Birch", "interviewed")]
    assert len(served.api.user(7).messages) == 2
    assert not any("↻" in message.text for message in served.api.user(7).messages)
    assert await served.bot.stop() == 0
