"""A strict double of the Telegram Bot API on loopback, for tests in the same process or beside a bot in its own."""

from .faults import Fault, Faults, Planned
from .model import Button, Call, Callback, InlineQuery, Message, UploadedFile, Version, Violation
from .people import User
from .server import TOKEN, BotApi
from .world import Chat

__all__ = [
    "TOKEN",
    "BotApi",
    "Button",
    "Call",
    "Callback",
    "Chat",
    "Fault",
    "Faults",
    "InlineQuery",
    "Message",
    "Planned",
    "UploadedFile",
    "User",
    "Version",
    "Violation",
]
