"""The whole bot in this process, fed by the double with no wire between them: a hundred thousand updates in minutes."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Engine, text
from telegram.request import RequestData

from bot.app import App
from bot.delivery.polling import Poller
from bot.delivery.transport import ReqwestRequest
from bot.guidance.facts import Preferences
from storage import Arrival, Store, UnitOfWork
from storage.kept import Kept
from storage.tables import metadata
from tests.botapi import BotApi, Call
from tests.botapi.model import UploadedFile
from tests.dialogs.conversation import BERLIN, Clock
from tests.faults.any_update import PEOPLE, Json, message, person
from tests.memory import engine_in_memory
from tests.patience import PATIENCE

BEGIN = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
PASSED_OVER = ("an update cannot be read and is passed over", "an update failed")
"""What may be said of an update that is not as the Bot API describes it; nothing else goes wrong for it."""


T = TypeVar("T")


class Here:
    """Does units of work at once, in the thread that asks for them."""

    def __init__(self, engine: Engine, kept: Kept) -> None:
        self._engine = engine
        self._kept = kept

    async def run(self, work: Callable[[UnitOfWork], T], _: Arrival | None = None) -> T:
        with self._engine.connect() as connection, connection.begin():
            return work(UnitOfWork(connection, self._kept))

    def close(self) -> None:
        """Nothing runs."""


class InMemory(Store):
    """A store of SQLite's without a file, nor a thread that each statement would wait for."""

    def __init__(self) -> None:
        super().__init__("sqlite:///none")
        self._memory = engine_in_memory()

    async def open(self) -> None:
        """Be ready."""
        self._workers = {write: Here(self._memory, self.kept) for write in (True, False)}  # type: ignore[misc]


class Wire(ReqwestRequest):
    """Brings the bot's requests to the double, and updates back as the JSON that Telegram would send."""

    def __init__(self, api: BotApi) -> None:
        super().__init__("local/bot", 1, 0.0)
        self._api = api

    async def initialize(self) -> None:
        """Nothing to open."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> Any:
        name = url.rpartition("/")[2]
        params: Json = dict(request_data.json_parameters) if request_data else {}
        if request_data and request_data.contains_files:
            for part, (filename, content, kind) in (request_data.multipart_data or {}).items():
                params[part] = UploadedFile(filename, kind, content if isinstance(content, bytes) else content.read())
        call = Call(name, params, self._api.now(), 0.0)
        status, answer = await self._api.perform(call, None)
        return status, json.dumps(answer).encode()


class Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {getattr(record, 'error', '')}".strip())


class Fuzzed:
    """A bot to which one act after another is done; each round begins with nothing kept."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._errors = Errors()
        self._loop.set_exception_handler(lambda _, context: self._errors.said.append(str(context)))
        self.updates = 0
        """How many have been taken so far."""
        self._loop.run_until_complete(self._start())

    async def _start(self) -> None:
        self._api = BotApi()
        self._clock = self._api.clock = Clock(BEGIN)
        store = InMemory()
        await store.open()
        wire = Wire(self._api)
        self._app = App.over(wire, store, self._clock, Preferences(BERLIN))
        self._app.poller = Poller(self._app.application.bot, self._app.poller._take, print)
        self._stop = asyncio.Event()
        await self._app.start(self._stop)
        self._polling = asyncio.create_task(self._app.poller.run(self._stop))
        # As the bot does, whose own words are what counts.
        logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
        logging.getLogger().addHandler(self._errors)

    def close(self) -> None:
        """Stop the bot."""
        logging.getLogger().removeHandler(self._errors)
        logging.getLogger("telegram").setLevel(logging.NOTSET)
        self._loop.run_until_complete(self._close())
        self._loop.close()

    async def _close(self) -> None:
        self._stop.set()
        await self._polling
        await self._app.close()
        await self._app.store.close()

    def goes_through(self, acts: list[Json], *, as_described: bool) -> None:
        """Do the acts; then nothing has gone wrong, and everybody still gets an answer."""
        wrong = self._loop.run_until_complete(self._what_goes_wrong(acts))
        said, self._errors.said = self._errors.said, []
        wrong += [line for line in said if as_described or not line.startswith(PASSED_OVER)]
        wrong += [str(violation) for violation in self._api.violations if as_described]
        assert not wrong, f"{wrong} for {json.dumps(acts)}"

    async def _what_goes_wrong(self, acts: list[Json]) -> list[str]:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._go_through(acts)
        except TimeoutError:
            return [f"not settled within {PATIENCE} s"]
        return []

    async def _go_through(self, acts: list[Json]) -> None:
        await self._app.store.run(_forget_all)
        self._clear()
        for act in acts:
            if "later" in act:
                await self._settled()
                self._clock.at += timedelta(minutes=act["later"])
                await self._app.tick()
            else:
                self._put(self._press(*act["press"]) if "press" in act else act["update"])
                self.updates += 1
        await self._settled()
        for person_id in PEOPLE:
            before = len(self._api.messages)
            self._put({"message": message(person_id, "/status")})
            await self._settled()
            assert len(self._api.messages) > before, f"{person_id} gets no answer any more"

    def _put(self, update: Json | None) -> None:
        if update is None:
            return
        numbered = {**update, "update_id": self._api.updates.next_id}
        self._api.updates.next_id += 1
        # As if it had been on its way before the bot said which kinds it wants.
        self._api.updates.pending.append(numbered)
        self._api.pulse()

    def _press(self, who: int, message_index: int, button_index: int) -> Json | None:
        """A tap on one of the bot's buttons by anybody; none where it has shown none."""
        shown = [each for each in self._api.messages if any(button.data for button in each.buttons)]
        if not shown:
            return None
        pressed = shown[message_index % len(shown)]
        data = [button.data for button in pressed.buttons if button.data]
        query = {"id": "1", "from": person(who), "chat_instance": "1", "data": data[button_index % len(data)]}
        return {"callback_query": query | {"message": {**pressed.as_json(), "chat": {"id": who, "type": "private"}}}}

    async def _settled(self) -> None:
        while self._api.updates.pending:
            assert not self._polling.done(), self._polling.exception()
            await self._api.pulsed(self._loop.time() + 1)
        await self._app.answered()

    def _clear(self) -> None:
        """Begin anew, so that what a round does depends on its acts alone."""
        self._clock.at = BEGIN
        self._api.messages.clear()
        self._api.requests.clear()
        self._api.violations.clear()
        self._api.updates.confirmed.clear()
        self._api.chats = {person_id: {"id": person_id, "type": "private"} for person_id in PEOPLE}
        self._api.chats |= {chat_id: {"id": chat_id, "type": "supergroup"} for chat_id in (-1001, -1002)}


def _forget_all(uow: UnitOfWork) -> None:
    connection = uow.meta._connection
    for table in reversed(metadata.sorted_tables):
        connection.execute(table.delete())
    connection.execute(text("DELETE FROM sqlite_sequence"))
