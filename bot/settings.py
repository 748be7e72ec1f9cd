"""Settings, from the environment and `.env`; all faults are reported at once, by variable."""

from __future__ import annotations

from typing import Literal

from platformdirs import user_data_path
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.exc import ArgumentError

from storage import Store

NAME = "should-i-call"
TELEGRAM = "https://api.telegram.org"


class BadSettings(Exception):
    """Some settings cannot be used; the message names each one."""


def default_database_url() -> str:
    """A file in the user's data folder."""
    return f"sqlite:///{user_data_path(NAME) / 'should-i-call.sqlite3'}"


class Settings(BaseSettings):
    """What an operator can set. `.env.example` explains each."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_base_url: AnyHttpUrl = Field(default=AnyHttpUrl(TELEGRAM))
    database_url: SecretStr = Field(default_factory=lambda: SecretStr(default_database_url()))
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None or not token.get_secret_value().strip():
            return None
        number, _, secret = token.get_secret_value().strip().partition(":")
        if not (number.isdigit() and secret and secret.replace("-", "").replace("_", "").isalnum()):
            raise ValueError("a bot token looks like 123456789:AA…, as BotFather gives it")
        return SecretStr(token.get_secret_value().strip())

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: SecretStr) -> SecretStr:
        try:
            Store(url.get_secret_value())
        except (ValueError, ArgumentError):
            raise ValueError("a database URL begins with sqlite:/// or postgresql://") from None
        return url

    @field_validator("log_level", mode="before")
    @classmethod
    def _level(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

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


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")
