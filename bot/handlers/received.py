"""What is read of Telegram's updates: the Bot API's objects, as far as the bot uses them, and as they are described.

python-telegram-bot's own classes hold all there is, take any value for any other, and took a sixth of the time of an
update; its Application hands on updates of any class.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, ValidationError, convert, field
from telegram import MessageEntity as EntityKind

from bot.language.regex import regex
from bot.logs import logger_for

logger = logger_for(__name__)

_COMMAND = regex(r"/([^\s,.:;!?]+)")
Number = Annotated[int, Meta(ge=-(2**52), le=2**52)]
"""Telegram's numbers have at most 52 bits."""


class User(Struct, frozen=True, gc=False):
    """Somebody on Telegram."""

    id: Number
    language_code: str | None = None


class Chat(Struct, frozen=True, gc=False):
    """Where something is said; `type` is one of telegram.constants.ChatType."""

    id: Number
    type: str


class MessageEntity(Struct, frozen=True, gc=False):
    """Where a marked part of a message's text begins, and as what it is marked."""

    type: str
    offset: int


class Location(Struct, frozen=True, gc=False):
    """A point, in degrees."""

    latitude: float
    longitude: float


class Document(Struct, frozen=True, gc=False):
    """A file, which Telegram has; its size in bytes."""

    file_id: str
    file_name: str | None = None
    file_size: int | None = None


class Message(Struct, frozen=True, gc=False):
    """What was said; only where and which, if it is too old for Telegram to show it."""

    message_id: Number
    chat: Chat
    from_user: User | None = field(default=None, name="from")
    text: str | None = None
    entities: tuple[MessageEntity, ...] | None = None
    caption: str | None = None
    location: Location | None = None
    document: Document | None = None

    @property
    def command(self) -> str:
        """What stands after the slash of a command that it begins with; empty for none.

        Telegram ends its mark before a hyphen, where people go on: as in "/forget-me".
        """
        marked = any(each.type == EntityKind.BOT_COMMAND and not each.offset for each in self.entities or ())
        found = _COMMAND.match(self.text or "") if marked else None
        return found[1] if found else ""


class CallbackQuery(Struct, frozen=True, gc=False):
    """A tap on a button."""

    id: str
    from_user: User = field(name="from")
    message: Message | None = None
    data: str | None = None


class InlineQuery(Struct, frozen=True, gc=False):
    """What somebody types after the bot's name in any chat."""

    id: str
    from_user: User = field(name="from")
    query: str


class ChatMember(Struct, frozen=True, gc=False):
    """What somebody is in a chat; `status` is one of telegram.constants.ChatMemberStatus."""

    status: str


class ChatMemberUpdated(Struct, frozen=True, gc=False):
    """What the bot was in a chat, and is now, and who changed that."""

    chat: Chat
    from_user: User = field(name="from")
    old_chat_member: ChatMember
    new_chat_member: ChatMember


class Update(Struct, frozen=True, gc=False):
    """One of the kinds of updates that the bot asks for; of any other, its number alone."""

    update_id: Number
    message: Message | None = None
    callback_query: CallbackQuery | None = None
    inline_query: InlineQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None

    @property
    def sender_id(self) -> int:
        """Who sent it; 0 for nobody."""
        what = self.message or self.callback_query or self.inline_query or self.my_chat_member
        return what.from_user.id if what and what.from_user else 0

    @property
    def chat(self) -> Chat | None:
        """Where it was sent."""
        where = self.message or self.my_chat_member or (self.callback_query and self.callback_query.message)
        return where.chat if where else None


def read_update(handed_out: object) -> Update:
    """Read an update's JSON. One that is not as described would come back for ever: its number alone is read.

    Raises ValueError where there is not even that.
    """
    try:
        return convert(handed_out, Update)
    except ValueError as error:
        number = convert(handed_out.get("update_id") if isinstance(handed_out, dict) else None, Number)
        # That of msgspec names the place and what was expected there, and nothing of what is.
        told = str(error) if isinstance(error, ValidationError) else type(error).__name__
        logger.error("an update cannot be read and is passed over", update=number, error=told)
        return Update(number)
