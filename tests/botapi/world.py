"""The world around the bot: people, chats, messages, presses; and the record a test reads."""

# ruff: noqa: ASYNC109
from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from tests.patience import PATIENCE

from .model import ApiError, Call, Callback, InlineQuery, Json, Message, UploadedFile, Violation, impossible
from .people import User
from .updates import UpdateQueue

T = TypeVar("T")


class Chat:
    """One chat as the person in it sees the bot's part; deleted messages are not in it."""

    def __init__(self, world: World, chat_id: int) -> None:
        self._world = world
        self.id = chat_id

    @property
    def messages(self) -> list[Message]:
        return [message for message in self._world.messages if message.chat_id == self.id and not message.deleted]

    @property
    def last(self) -> Message:
        messages = self.messages
        if not messages:
            raise LookupError(f"the bot has said nothing in chat {self.id}")
        return messages[-1]

    @property
    def keyboard_below(self) -> list[str]:
        """The labels of the keyboard that the bot put in place of the letters, until it takes it away."""
        markups = [message.markup for message in self.messages if message.markup]
        latest = next((markup for markup in reversed(markups) if "inline_keyboard" not in markup), {})
        return [button["text"] for row in latest.get("keyboard", []) for button in row]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]


class World:
    """Everything but the wire. Not safe across threads: act from the event loop that serves it."""

    def __init__(self, token: str, username: str, first_update_id: int) -> None:
        self.token = token
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.me: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Should I Call",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.requests: list[Call] = []
        self.violations: list[Violation] = []
        self.messages: list[Message] = []
        self.callbacks: list[Callback] = []
        self.taps_answerable_for = self.taps_kept_for = timedelta.max
        """How long a press can be answered, and how long it is kept for a bot that is away; Telegram: some minutes."""
        self.inline_queries: list[InlineQuery] = []
        self.updates = UpdateQueue(first_update_id)
        self.users: dict[int, User] = {}
        self.chats: dict[int, Json] = {}
        self.blocked: set[int] = set()
        self.incoming: dict[tuple[int, int], Json] = {}
        self.files: dict[str, UploadedFile] = {}
        self.received: dict[str, UploadedFile] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.random = random.Random(1)
        self.closing = False
        self._next_message_id = 1
        self._changes = 0
        self._pulse = asyncio.Event()

    def user(
        self,
        user_id: int,
        *,
        first_name: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> User:
        """The person of that id, new or known already; what is given replaces what was known, "" takes it away."""
        given = {
            "first_name": first_name,
            "last_name": last_name,
            "username": username,
            "language_code": language_code,
        }
        user = self.users.get(user_id)
        if user is None:
            user = self.users[user_id] = User(self, user_id)
        user.profile |= {name: value for name, value in given.items() if value is not None}
        return user

    def chat(self, chat_id: int) -> Chat:
        """What the bot has said to a person, or in a group."""
        return Chat(self, chat_id)

    def calls(self, method: str, *, chat_id: int | None = None) -> list[Call]:
        """The requests of one method, to one chat if it is given."""
        found = [call for call in self.requests if call.method == method]
        return [call for call in found if chat_id is None or call.chat_id == chat_id]

    @property
    def unanswered_callbacks(self) -> list[Callback]:
        return [callback for callback in self.callbacks if callback.answer is None]

    def expire_callbacks(self) -> None:
        """All presses so far become too old to answer."""
        for callback in self.callbacks:
            callback.expired = True

    def expire_by_time(self) -> None:
        """Presses grow too old to answer, and those that wait still longer are not handed out any more."""
        now, late = self.now(), set[int]()
        for callback in self.callbacks:
            callback.expired = callback.expired or now - callback.at > self.taps_answerable_for
            if now - callback.at > self.taps_kept_for:
                late.add(callback.update_id)
        self.updates.drop(late)

    def put_raw_update(self, update: Json) -> int:
        """Queue any update as it is, numbered if it has no update_id; the people in it are not made known."""
        update_id = self.updates.put(update)
        self.pulse()
        return update_id

    def now(self) -> datetime:
        """The clock's time, refusing one without a zone."""
        moment = self.clock()
        if moment.tzinfo is None:
            raise ValueError("the clock of the Bot API double must give aware datetimes")
        return moment

    def new_message_id(self) -> int:
        self._next_message_id += 1
        return self._next_message_id - 1

    def chat_to_write_to(self, chat_id: int | str) -> Json:
        """The chat if the bot may write to it; raises ApiError as Telegram would."""
        number = int(chat_id) if str(chat_id).lstrip("-").isdigit() else None
        if number in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if number in self.chats:
            return self.chats[number]
        if any(message["from"]["id"] == number for message in self.incoming.values()):
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        raise impossible("chat not found")

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """The bot's own message of that number, unless it is deleted."""
        found = (message for message in self.messages if message.chat_id == chat_id and not message.deleted)
        return next((message for message in found if message.message_id == message_id), None)

    @property
    def mark(self) -> int:
        """A point in the order of deliveries and edits, for `since` of wait_for_message."""
        return self._changes

    def changed(self, message: Message, *, said: bool = True) -> None:
        """A message was delivered, edited or deleted; without `said` only its buttons are others."""
        self._changes += 1
        message.changed = self._changes
        if said:
            message.said = self._changes
        self.pulse()

    def pulse(self) -> None:
        """Wake all that wait, to look again."""
        self._pulse.set()
        self._pulse = asyncio.Event()

    async def pulsed(self, deadline: float) -> bool:
        """Wait for the next change; False if the deadline (in the loop's time) comes first."""
        try:
            # `wait_for` loses a cancellation that comes with the change; this does not.
            async with asyncio.timeout_at(deadline):
                await self._pulse.wait()
        except TimeoutError:
            return False
        return True

    async def wait_until(self, look: Callable[[], T | None], timeout: float, hoped_for: str) -> T:
        """The first thing that `look` finds, tried at every change; TimeoutError says what was hoped for."""
        deadline = asyncio.get_running_loop().time() + timeout
        while (found := look()) is None:
            if not await self.pulsed(deadline):
                raise TimeoutError(f"{hoped_for} did not come within {timeout} s")
        return found

    async def wait_for_message(
        self,
        user_id: int,
        predicate: Callable[[Message], bool] = lambda message: True,
        timeout: float = PATIENCE,
        *,
        since: int = 0,
    ) -> Message:
        """The first message of the chat, there already or to come, as sent or as edited, that the predicate accepts.

        Only what was delivered or edited after `since` counts (see `mark`).
        """

        def look() -> Message | None:
            found = (message for message in self.chat(user_id).messages if message.changed > since)
            return next((message for message in found if predicate(message)), None)

        try:
            return await self.wait_until(look, timeout, f"a message to chat {user_id}")
        except TimeoutError as error:
            raise TimeoutError(f"{error}; the chat has {self.chat(user_id).texts!r}") from None

    async def wait_until_confirmed(self, update_id: int, timeout: float = PATIENCE) -> None:
        """Return once the bot has taken the update off the queue by a higher offset."""
        await self.wait_until(
            lambda: self.updates.is_confirmed(update_id) or None, timeout, f"confirmation of update {update_id}"
        )

    async def wait_for_call(self, predicate: Callable[[Call], bool], timeout: float = PATIENCE) -> Call:
        """The first request, made already or to come, that the predicate accepts; it may not be answered yet."""
        return await self.wait_until(
            lambda: next((call for call in self.requests if predicate(call)), None), timeout, "such a request"
        )
