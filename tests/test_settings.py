"""Settings: where they come from, what is said of faulty ones, and where requests go."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import ArgumentError
from telegram import Bot
from telegram.request import BaseRequest, RequestData

from bot.settings import BadSettings, Settings, read_settings
from storage import Store
from tests.botapi import BotApi
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
TOKEN = "123456789:AAsecret-secret_secret"
NAMES = [each.name.upper() for each in fields(Settings)]


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def dotenv(folder: Path, **values: str) -> None:
    (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in values.items()), encoding="utf-8")


def token_of(settings: Settings) -> str | None:
    return settings.telegram_bot_token


def run(folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """The program, with these variables set."""
    return subprocess.run(
        [sys.executable, "-m", "bot"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "LANG": "C.UTF-8", **values},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def test_defaults(tmp_path: Path) -> None:
    settings = read_settings()
    assert settings.telegram_bot_token is None
    assert settings.api_url == "https://api.telegram.org/bot"
    assert re.fullmatch(r"sqlite:///.*should-i-call.*\.sqlite3", settings.database_url)
    assert settings.log_level == "INFO"
    assert list(tmp_path.iterdir()) == [], "reading settings makes no file"


def test_the_environment_wins_over_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dotenv(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, LOG_LEVEL="error", SOMETHING_ELSE="1")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    settings = read_settings()
    assert (token_of(settings), settings.log_level) == (TOKEN, "DEBUG")


def test_a_variable_set_to_nothing_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dotenv(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, DATABASE_URL="", TELEGRAM_API_BASE_URL=" ", LOG_LEVEL="")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "  ")
    settings = read_settings()
    assert token_of(settings) is None, "also where .env sets it to something"
    assert settings.database_url.startswith("sqlite:///")
    assert (settings.log_level, settings.api_url) == ("INFO", "https://api.telegram.org/bot")


@pytest.mark.parametrize("nobody", ["", "  "])
def test_who_names_nobody_does_not_let_in_everybody(
    tmp_path: Path, nobody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_settings().allowed_users == frozenset()
    monkeypatch.setenv("ALLOWED_USERS", "7, 8")
    assert read_settings().allowed_users == {7, 8}
    dotenv(tmp_path, ALLOWED_USERS="7")
    monkeypatch.setenv("ALLOWED_USERS", nobody)
    with pytest.raises(BadSettings, match="ALLOWED_USERS: is set to nothing"):
        read_settings()


def test_all_faults_are_in_one_message_by_name(tmp_path: Path) -> None:
    secret = "p4ssw0rd"
    faulty = {
        "TELEGRAM_BOT_TOKEN": "my secret token",
        "TELEGRAM_API_BASE_URL": "telegram",
        "DATABASE_URL": f"mysql://ann:{secret}@127.0.0.1/x",
        "LOG_LEVEL": "loud",
        "PINGS_A_SECOND": "1001",
        "LOG_FORMAT": "xml",
        "ALLOWED_USERS": "ann, ben",
        "MESSAGES_A_MINUTE": "0",
        "OPEN_INTERVIEWS": "1001",
        "METRICS_LISTEN": "9090",
        "ONE_CORE": "two",
        "WEBHOOK_URL": "http://bot.example",
        "WEBHOOK_LISTEN": "8080",
        "WEBHOOK_SECRET": "too short",
    }
    ended = run(tmp_path, **faulty)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("These settings cannot be used:\n")
    assert sorted(line.partition(":")[0] for line in ended.stderr.splitlines()[1:]) == sorted(NAMES)
    assert "my secret" not in ended.stderr
    assert secret not in ended.stderr
    assert "too short" not in ended.stderr


@pytest.mark.parametrize("token", ["secret", "123:", ":secret", "12x:secret", "123:sec ret", "123:sec/ret", "²:secret"])
def test_a_token_that_is_none_is_never_shown(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    with pytest.raises(BadSettings) as raised:
        read_settings()
    assert "TELEGRAM_BOT_TOKEN: a bot token looks like" in str(raised.value)
    assert "sec" not in str(raised.value)
    assert raised.value.__context__ is None


def test_a_token_never_shows_in_the_settings_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:p4ssw0rd@127.0.0.1/x")
    shown = f"{read_settings()!r} {read_settings()}"
    assert TOKEN not in shown
    assert "p4ssw0rd" not in shown
    assert "p4ssw0rd" not in shown


@pytest.mark.parametrize(
    "url",
    [
        "mysql://127.0.0.1/x",
        "nonsense",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///?mode=ro",
        "postgresql://h:port/x",
        "postgres://h/x",
    ],
)
def test_a_database_of_another_kind_is_a_fault(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises((ValueError, ArgumentError)):
        Store(url)
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(BadSettings, match=r"DATABASE_URL: a database URL is sqlite:///path or postgresql://…"):
        read_settings()


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///bot.sqlite3",
        "sqlite:////var/lib/bot.sqlite3",
        "sqlite+pysqlite:///bot.sqlite3?cache=private",
        "postgresql://h/x",
        "postgresql://ann:p:w/#?@h:5432/x?sslmode=require",
        "postgresql+psycopg://ann@[::1]:5432/x",
        "postgresql:///x?host=/run/postgresql",
    ],
)
def test_a_database_that_the_store_takes_is_none(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(url)
    monkeypatch.setenv("DATABASE_URL", url)
    assert read_settings().database_url == url


@pytest.mark.parametrize("url", ["telegram", "ftp://127.0.0.1", "http://127.0.0.1/?a=b", "http://127.0.0.1/#top"])
def test_an_address_that_cannot_be_a_bot_api_is_a_fault(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE_URL", url)
    with pytest.raises(BadSettings, match="TELEGRAM_API_BASE_URL: "):
        read_settings()


def test_a_dotenv_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe")
    with pytest.raises(BadSettings, match="cannot be read"):
        read_settings()


class Recorder(BaseRequest):
    """A transport that only notes where requests would go."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        self.urls.append(url)
        return 200, b'{"ok": true, "result": true}'


@pytest.mark.parametrize(
    ("base", "requests"),
    [
        (None, "https://api.telegram.org/bot"),
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081/bot"),
        ("http://127.0.0.1:8081/", "http://127.0.0.1:8081/bot"),
        ("http://127.0.0.1/bots/api/", "http://127.0.0.1/bots/api/bot"),
    ],
)
async def test_requests_go_to_the_base_the_token_and_the_method(
    base: str | None, requests: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if base:
        monkeypatch.setenv("TELEGRAM_API_BASE_URL", base)
    recorder = Recorder()
    await Bot(TOKEN, base_url=read_settings().api_url, request=recorder).log_out()
    assert recorder.urls == [f"{requests}{TOKEN}/logOut"]


@pytest.mark.parametrize("slash", ["", "/"])
async def test_the_program_serves_at_that_address_and_stops_when_told(tmp_path: Path, slash: str) -> None:
    async with BotApi() as api:
        database = tmp_path / "bot.sqlite3"
        values = {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_BASE_URL": api.base_url + slash,
            "DATABASE_URL": f"sqlite:///{database}",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **values},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        ann = api.user(100)
        await api.wait_until_confirmed(ann.says("/start"))
        process.send_signal(signal.SIGTERM)
        shown, logged = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert (process.returncode, shown) == (0, b"")
        assert f"data is kept place={database}" in logged.decode()
        assert not api.violations


def test_the_example_names_every_setting_with_its_default_and_a_line_of_explanation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^#?(\w+)=", example, re.MULTILINE) == NAMES
    for paragraph in example.strip().split("\n\n")[1:]:
        *explanation, setting = paragraph.splitlines()
        assert explanation
        assert all(line.startswith("# ") for line in explanation)
        assert not setting.startswith("# ")
    monkeypatch.chdir(tmp_path)
    by_default = read_settings()
    (tmp_path / ".env").write_text(example, encoding="utf-8")
    assert read_settings() == by_default, "copied as it is, it changes nothing"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"WEBHOOK_SECRET": ""}, "WEBHOOK_SECRET: a webhook needs one"),
        ({"WEBHOOK_SECRET": "short"}, "WEBHOOK_SECRET: a webhook needs one"),
        ({"WEBHOOK_SECRET": "with a space in it"}, "WEBHOOK_SECRET: a webhook needs one"),
        ({"WEBHOOK_URL": "http://bot.example/hook"}, "WEBHOOK_URL: Telegram posts to https://"),
        ({"WEBHOOK_URL": "https://bot.example:444/hook"}, "WEBHOOK_URL: Telegram posts to https://"),
        ({"WEBHOOK_URL": f"https://bot.example/{TOKEN}"}, "WEBHOOK_URL: proxies log addresses"),
        ({"WEBHOOK_URL": f"https://bot.example/{TOKEN.partition(':')[2]}/x"}, "WEBHOOK_URL: proxies log addresses"),
        ({"TELEGRAM_BOT_TOKEN": ""}, "WEBHOOK_URL: a webhook is for a bot on Telegram"),
        ({"WEBHOOK_LISTEN": "192.0.2.1"}, "WEBHOOK_LISTEN: an address to listen on is host:port"),
        ({"WEBHOOK_LISTEN": "192.0.2.1:70000"}, "WEBHOOK_LISTEN: an address to listen on is host:port"),
    ],
)
def test_a_webhook_that_is_not_safe_is_refused(
    given: dict[str, str], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe = {"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_SECRET": "s" * 32}
    for name, value in {**safe, **given}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as raised:
        read_settings()
    assert str(raised.value).startswith(fault)
    assert "\n" not in str(raised.value)


def test_a_webhook_listens_on_this_machine_alone_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().webhook_listen == ("127.0.0.1", 8080)
    monkeypatch.setenv("WEBHOOK_LISTEN", "[::1]:9000")
    assert read_settings().webhook_listen == ("::1", 9000)
