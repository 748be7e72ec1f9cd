"""Logs: neither the token nor what people write, at any level, whoever logs it."""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.logs import FIELDS, Form, logger_for, place_of, set_up_logging
from tests.botapi import BotApi
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[1]
SECRET = "AAsecret-secret_secret"
TOKEN = f"123456789:{SECRET}"
WRITTEN = "Zyxcorp rejected me"
LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]

Logged = Callable[[], str]


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Logged]:
    """What was logged since; logging is as it was afterwards."""
    root = logging.getLogger()
    handlers, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in list(logging.root.manager.loggerDict)}
    set_up_logging("DEBUG", TOKEN)
    yield lambda: capsys.readouterr().err
    root.handlers[:], logging.raiseExceptions = handlers, raising
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


def fail() -> None:
    raise ValueError(WRITTEN)


def test_a_line_says_when_how_bad_and_from_where_whoever_logs_it(logged: Logged) -> None:
    logger_for("bot.somewhere").warning("replies are owed", chats=3, error="database is locked")
    logging.getLogger("a.library").warning("%d of %s", 3, "many")
    ours, theirs = logged().splitlines()
    at = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
    assert re.fullmatch(at + r' WARNING bot\.somewhere: replies are owed chats=3 error="database is locked"', ours)
    assert re.fullmatch(at + r" WARNING a\.library: 3 of many", theirs)


def test_as_json_a_line_is_one_object(logged: Logged) -> None:
    set_up_logging("INFO", TOKEN, "json")
    logger_for("bot.somewhere").error("a ping failed", error="“\n”", person=7)
    logging.getLogger("a.library").warning("%d of %s", 3, "many")
    ours, theirs = map(json.loads, logged().splitlines())
    assert (ours["level"], ours["logger"], ours["event"]) == ("ERROR", "bot.somewhere", "a ping failed")
    assert (ours["error"], datetime.fromisoformat(ours["at"]).tzinfo) == ("“\n”", UTC)
    assert theirs["event"] == "3 of many"


@pytest.mark.parametrize("form", ["json", "people"])
def test_people_and_updates_are_hashed_alike_wherever_the_token_is_the_same(logged: Logged, form: Form) -> None:
    def hashed(token: str | None) -> tuple[str, str]:
        set_up_logging("INFO", token, form)
        logger_for("bot").info("an update failed", person=123456, update=654321)
        line = logged()
        assert "123456" not in line
        assert "654321" not in line
        person, update = re.findall(r'(?:person"?|update"?)(?:=|: ")([0-9a-f]{12})', line)
        return person, update

    assert hashed(TOKEN) == hashed(TOKEN)
    assert hashed(TOKEN)[0] != hashed(TOKEN)[1]
    assert not set(hashed(TOKEN)) & set(hashed("987654321:AAother"))
    assert hashed(None) != hashed(None), "without a token there is nothing to keep a key in"


def test_a_field_that_is_not_foreseen_is_left_out(logged: Logged) -> None:
    logger_for("bot").warning("a ping failed", text=WRITTEN, person=7)
    logging.getLogger("a.library").warning("busy", extra={"body": WRITTEN})
    assert WRITTEN not in logged()


def test_every_field_that_the_code_gives_is_foreseen() -> None:
    given = {
        keyword.arg
        for path in (ROOT / "bot").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("logger.")
        for keyword in call.keywords
    }
    assert given - {None} <= FIELDS


def test_the_token_is_redacted_wherever_it_stands(logged: Logged) -> None:
    logger = logging.getLogger("bot")
    logger.error("url http://127.0.0.1/bot%s/getMe", TOKEN)
    logger.error("secret %s", {"part": SECRET})
    shown = logged()
    assert SECRET not in shown
    assert shown.count("<token>") == 2


TALKATIVE = (
    "httpx",
    "httpcore.http11",
    "telegram.Bot",
    "telegram.ext.Application",
    "sqlalchemy.engine.Engine",
    "psycopg",
    "psycopg.transaction",
)


async def test_libraries_that_show_what_they_are_given_show_nothing(logged: Logged) -> None:
    async with BotApi() as api, httpx.AsyncClient() as client:
        await client.post(f"{api.base_url}/bot{TOKEN}/sendMessage", json={"chat_id": 1, "text": WRITTEN})
    for name in TALKATIVE:
        logging.getLogger(name).error("POST %s %s", TOKEN, WRITTEN)
    assert logged() == ""


def test_an_exception_is_named_by_kind_and_place_without_its_message(logged: Logged) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("bot").exception("update %d failed", 7)
    shown = logged()
    assert re.search(r'update 7 failed error="ValueError at test_logs\.py:\d+"', shown)
    assert WRITTEN not in shown
    assert "Traceback" not in shown


def test_the_place_of_an_error_that_was_never_raised() -> None:
    assert place_of(ValueError(WRITTEN)) == "ValueError"


def test_a_percent_sign_in_an_exceptions_line_is_no_trouble(logged: Logged) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("bot").exception("100 % of it")
    assert '100 % of it error="ValueError at' in logged()


async def test_what_the_event_loop_says_of_a_task_or_a_callback(logged: Logged) -> None:
    loop = asyncio.get_running_loop()

    def call(_words: str) -> None:
        fail()

    loop.call_soon(call, WRITTEN)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": WRITTEN, "exception": ValueError(WRITTEN)})
    shown = logged()
    assert shown.count('an error that nothing caught error="ValueError at') >= 1
    assert WRITTEN not in shown


def test_a_line_that_cannot_be_put_together_shows_nothing_of_its_parts(logged: Logged) -> None:
    logging.getLogger("bot").error("%d", WRITTEN)
    assert WRITTEN not in logged()


@pytest.mark.parametrize("level", LEVELS)
def test_the_level_is_obeyed(level: str, logged: Logged) -> None:
    set_up_logging(level, None)
    for name in LEVELS:
        logging.getLogger("bot").log(getattr(logging, name), "a line at %s", name)
    shown = logged()
    assert [name for name in LEVELS if f"a line at {name}\n" in shown] == LEVELS[LEVELS.index(level) :]


@pytest.mark.parametrize("form", ["json", "people"])
async def test_the_program_at_debug_logs_neither(tmp_path: Path, form: Form) -> None:
    """The whole of it, with a conversation of which some would fit into a log."""
    async with BotApi() as api:
        values = {
            "TELEGRAM_BOT_TOKEN": api.token,
            "TELEGRAM_API_BASE_URL": api.base_url,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.sqlite3'}",
            "LOG_LEVEL": "DEBUG",
            "LOG_FORMAT": form,
            "PYTHONASYNCIODEBUG": "1",
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
        ann, numbers = api.user(987_100), list[int]()
        for text in ("/start", "/interviewed Zyxcorp", f"/heard Zyxcorp {WRITTEN}", "/zyxcorp", "/should_i_call"):
            numbers.append(ann.says(text))
            await api.wait_until_confirmed(numbers[-1])
        process.terminate()
        shown, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    logged = (shown + errors).decode()
    assert "data is kept" in logged
    assert "zyxcorp" not in logged.casefold()
    assert not re.search(rf"\b({ann.id}|{'|'.join(map(str, numbers))})\b", logged), "people and updates are hashed"
    assert api.token.partition(":")[2] not in logged
