"""Settings, from the environment and `.env`; all faults are reported at once, by variable."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NamedTuple

from platformdirs import user_data_path
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.exc import ArgumentError

from bot.services.limits import MOST_OPEN
from storage import Store

_WEBHOOK_PORTS = (443, 80, 88, 8443)
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
NAME = "should-i-call"
TELEGRAM = "https://api.telegram.org"


class BadSettings(Exception):
    """Some settings cannot be used; the message names each one."""


def default_database_url() -> str:
    """A file in the user's data folder."""
    return f"sqlite:///{user_data_path(NAME) / 'should-i-call.sqlite3'}"


class Address(NamedTuple):
    """Where to listen."""

    host: str
    port: int


class Settings(BaseSettings):
    """What an operator can set. `.env.example` explains each."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_base_url: AnyHttpUrl = Field(default=AnyHttpUrl(TELEGRAM))
    webhook_url: AnyHttpUrl | None = None
    webhook_listen: Annotated[Address, NoDecode] = Address("127.0.0.1", 8080)
    webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    database_url: SecretStr = Field(default_factory=lambda: SecretStr(default_database_url()))
    pings_a_second: int = Field(default=25, ge=1, le=1000)
    allowed_users: Annotated[frozenset[int], NoDecode] = frozenset()
    messages_a_minute: int = Field(default=60, ge=1, le=10_000)
    open_interviews: int = Field(default=MOST_OPEN, ge=1, le=1000)
    metrics_listen: Annotated[Address | None, NoDecode] = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["people", "json"] = "people"

    @model_validator(mode="before")
    @classmethod
    def _given(cls, values: dict[str, Any]) -> dict[str, Any]:
        """A variable that is set to nothing is not set, also where `.env` sets it to something.

        Not so ALLOWED_USERS: whoever named nobody is not to find the bot open to everybody.
        """
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in stripped.items() if value != "" or name == "allowed_users"}

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("a bot token looks like 123456789:AA…, as BotFather gives it")
        return token

    @field_validator("telegram_api_base_url")
    @classmethod
    def _base(cls, url: AnyHttpUrl) -> AnyHttpUrl:
        if url.query or url.fragment:
            raise ValueError("an address to which /bot<token>/<method> is added has no ? and no #")
        return url

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: SecretStr) -> SecretStr:
        try:
            Store(url.get_secret_value())
        except (ValueError, ArgumentError):
            raise ValueError("a database URL is sqlite:///path or postgresql://…") from None
        return url

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, url: AnyHttpUrl | None, others: ValidationInfo) -> AnyHttpUrl | None:
        token: SecretStr | None = others.data.get("telegram_bot_token")
        if url and not token and "telegram_bot_token" in others.data:
            raise ValueError("a webhook is for a bot on Telegram; set TELEGRAM_BOT_TOKEN as well")
        if url and token and token.get_secret_value().partition(":")[2] in str(url):
            raise ValueError("proxies log addresses, so the token may not be in it")
        if url and (url.scheme != "https" or (url.port or 443) not in _WEBHOOK_PORTS or url.query or url.fragment):
            raise ValueError("Telegram posts to https:// on port 443, 80, 88 or 8443, to an address without ? and #")
        return url

    @field_validator("webhook_listen", "metrics_listen", mode="before")
    @classmethod
    def _listen(cls, address: object) -> object:
        if not isinstance(address, str):
            return address
        host, colon, port = address.rpartition(":")
        if not colon or not port.isdecimal() or not 0 < int(port) < 65536:
            raise ValueError("an address to listen on is host:port, such as 127.0.0.1:8080")
        return Address(host.strip("[]") or "0.0.0.0", int(port))  # noqa: S104 - all that was asked for

    @field_validator("webhook_secret")
    @classmethod
    def _guarded(cls, secret: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        # An address that is faulty itself was meant to be one.
        wanted = others.data.get("webhook_url", True)
        if wanted and not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value() if secret else ""):
            raise ValueError("a webhook needs one, of 16 to 256 letters, digits, _ and -")
        return secret

    @field_validator("allowed_users", mode="before")
    @classmethod
    def _users(cls, listed: object) -> object:
        if not isinstance(listed, str):
            return listed
        if not listed:
            raise ValueError("is set to nothing. Name who may use the bot; to let in everybody, do not set it at all")
        ids = [name.strip() for name in listed.split(",")]
        if not all(name.isascii() and name.isdecimal() for name in ids):
            raise ValueError("numbers of people, as Telegram has them, with commas between: 123456789, 987654321")
        return frozenset(map(int, ids))

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("log_format", mode="before")
    @classmethod
    def _format(cls, form: object) -> object:
        return form.lower() if isinstance(form, str) else form

    @property
    def api_url(self) -> str:
        """The Bot API's address, to which the token and a method are added."""
        return str(self.telegram_api_base_url).rstrip("/") + "/bot"


def read_settings() -> Settings:
    """Read the settings. Raises BadSettings with every fault in one message."""
    try:
        return Settings()
    except ValidationError as error:
        faults = (f"{str(fault['loc'][0]).upper()}: {_words(fault['msg'])}" for fault in error.errors())
        raise BadSettings("\n".join(faults)) from None
    except (OSError, UnicodeError):
        raise BadSettings(".env: cannot be read as text in UTF-8") from None


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")
