"""Settings, from the environment and `.env`; all faults are reported at once, by variable."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import SplitResult, urlsplit

from dotenv import dotenv_values
from sqlalchemy.exc import ArgumentError

from bot.services.limits import MOST_OPEN
from storage import Store

_WEBHOOK_PORTS = (443, 80, 88, 8443)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
NAME = "should-i-call"
TELEGRAM = "https://api.telegram.org"

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["people", "json"]


class BadSettings(Exception):
    """Some settings cannot be used; the message names each one."""


def default_database_url() -> str:
    """A file in the user's data folder."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path(NAME) / 'should-i-call.sqlite3'}"


class Address(NamedTuple):
    """Where to listen."""

    host: str
    port: int


_BEHIND_A_PROXY = Address("127.0.0.1", 8080)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can set. `.env.example` explains each."""

    telegram_bot_token: str | None = field(default=None, repr=False)
    telegram_api_base_url: str = TELEGRAM
    webhook_url: str | None = None
    webhook_listen: Address = _BEHIND_A_PROXY
    webhook_secret: str | None = field(default=None, repr=False)
    database_url: str = field(default_factory=default_database_url, repr=False)
    pings_a_second: int = 25
    allowed_users: frozenset[int] = frozenset()
    messages_a_minute: int = 60
    open_interviews: int = MOST_OPEN
    one_core: bool = True
    metrics_listen: Address | None = None
    log_level: LogLevel = "INFO"
    log_format: LogFormat = "people"

    @property
    def api_url(self) -> str:
        """The Bot API's address, to which the token and a method are added."""
        return self.telegram_api_base_url.rstrip("/") + "/bot"


def read_settings() -> Settings:
    """Read the settings. Raises BadSettings with every fault in one message."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, text in _given().items():
        try:
            values[name] = _READERS[name](text)
        except ValueError as fault:
            faults[name] = str(fault)
    _hold_webhook_to_rules(values, faults)
    if faults:
        named = (f"{each.name.upper()}: {faults[each.name]}" for each in fields(Settings) if each.name in faults)
        raise BadSettings("\n".join(named))
    return Settings(**values)


def _given() -> dict[str, str]:
    """What is set, by setting; a variable that is set to nothing is not set, also where `.env` sets it to something.

    Not so ALLOWED_USERS: whoever named nobody is not to find the bot open to everybody.
    """
    try:
        from_file = dotenv_values(".env", encoding="utf-8")
    except (OSError, UnicodeError):
        raise BadSettings(".env: cannot be read as text in UTF-8") from None
    variables: Mapping[str, str | None] = {**from_file, **os.environ}
    given = {name.lower(): (text or "").strip() for name, text in variables.items()}
    return {name: text for name, text in given.items() if name in _READERS and (text or name == "allowed_users")}


def _hold_webhook_to_rules(values: dict[str, Any], faults: dict[str, str]) -> None:
    """Add the faults of a webhook that is well by itself, and not beside the other settings."""
    url, token, secret = values.get("webhook_url"), values.get("telegram_bot_token"), values.get("webhook_secret")
    if url and not token and "telegram_bot_token" not in faults:
        faults["webhook_url"] = "a webhook is for a bot on Telegram; set TELEGRAM_BOT_TOKEN as well"
    if url and token and token.partition(":")[2] in url:
        faults["webhook_url"] = "proxies log addresses, so the token may not be in it"
    # An address that is faulty itself was meant to be one.
    if (url or "webhook_url" in faults) and not _WEBHOOK_SECRET.fullmatch(secret or ""):
        faults |= {"webhook_secret": "a webhook needs one, of 16 to 256 letters, digits, _ and -"}


def _token(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise ValueError("a bot token looks like 123456789:AA…, as BotFather gives it")
    return text


def _address(text: str) -> SplitResult:
    """An address of the web. Raises ValueError."""
    wrong = ValueError("an address begins with https:// or http://, and has a host")
    try:
        address = urlsplit(text)
        _ = address.port
    except ValueError:
        raise wrong from None
    if address.scheme not in ("https", "http") or not address.hostname or not text.isascii() or " " in text:
        raise wrong
    return address


def _api(text: str) -> str:
    address = _address(text)
    if address.query or address.fragment:
        raise ValueError("an address to which /bot<token>/<method> is added has no ? and no #")
    return text


def _webhook(text: str) -> str:
    address = _address(text)
    if address.scheme != "https" or (address.port or 443) not in _WEBHOOK_PORTS or address.query or address.fragment:
        raise ValueError("Telegram posts to https:// on port 443, 80, 88 or 8443, to an address without ? and #")
    return text


def _database(text: str) -> str:
    try:
        Store(text)
    except (ValueError, ArgumentError):
        raise ValueError("a database URL is sqlite:///path or postgresql://…") from None
    return text


def _listen(text: str) -> Address:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError("an address to listen on is host:port, such as 127.0.0.1:8080")
    return Address(host.strip("[]") or "0.0.0.0", int(port))  # noqa: S104 - all that was asked for


def _users(text: str) -> frozenset[int]:
    if not text:
        raise ValueError("is set to nothing. Name who may use the bot; to let in everybody, do not set it at all")
    ids = [name.strip() for name in text.split(",")]
    if not all(name.isascii() and name.isdecimal() for name in ids):
        raise ValueError("numbers of people, as Telegram has them, with commas between: 123456789, 987654321")
    return frozenset(map(int, ids))


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def _one_of(meanings: Mapping[str, object]) -> Callable[[str], object]:
    """Read one of some words, whose case does not matter."""
    *others, last = meanings

    def read(text: str) -> object:
        for word, meaning in meanings.items():
            if text.lower() == word.lower():
                return meaning
        raise ValueError(f"{', '.join(others)} or {last}")

    return read


_READERS: dict[str, Callable[[str], object]] = {
    "telegram_bot_token": _token,
    "telegram_api_base_url": _api,
    "webhook_url": _webhook,
    "webhook_listen": _listen,
    "webhook_secret": str,
    "database_url": _database,
    "pings_a_second": _number(1, 1000),
    "allowed_users": _users,
    "messages_a_minute": _number(1, 10_000),
    "open_interviews": _number(1, 1000),
    "one_core": _one_of({"yes": True, "no": False}),
    "metrics_listen": _listen,
    "log_level": _one_of({level: level for level in get_args(LogLevel)}),
    "log_format": _one_of({form: form for form in get_args(LogFormat)}),
}
"""How each setting is read from its variable; they raise ValueError, in words that do not show what was given."""
