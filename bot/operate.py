"""What an operator does beside running the bot: copy a database, back it up, put a backup in its place."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import BadSettings, Settings, read_settings
from storage import StoreTooNew, StoreUnavailable
from storage.backup import NoBackup, NotOnDisk, back_up, restore
from storage.copying import NotCopied, copy_database


def copy(source: str, target: str) -> None:
    """`db copy SOURCE TARGET`: move a bot that has outgrown its file. Ends with 1 where nothing was copied.

    Either may be `env:NAME`, the address in that variable: arguments are seen by all who list processes.
    """
    source, target = _address(source), _address(target)
    with _bar() as bar:
        steps = {step: bar.add_task(step, total=None) for step in ("copied", "checked")}
        try:
            rows = copy_database(
                source, target, lambda step, done, total: bar.update(steps[step], completed=done, total=total)
            )
        except (NotCopied, StoreTooNew, StoreUnavailable, ValueError) as reason:
            bar.stop()
            _give_up(f"nothing was copied: {reason}")
    print(f"{rows} rows copied, and each was read back as it was. Set DATABASE_URL to the new database.")


def backup(file: Path) -> None:
    """`backup FILE`: SQLite's online backup, while the bot may be running."""
    with _bar() as bar:
        pages = bar.add_task("pages", total=None)
        try:
            back_up(_database(), file, lambda done, total: bar.update(pages, completed=done, total=total))
        except NoBackup as reason:
            bar.stop()
            _give_up(f"no backup was made: {reason}")
        except NotOnDisk as reason:
            bar.stop()
            _give_up(str(reason))
    print(f"Backed up to {file}. `should-i-call restore {file}` puts it in place, with the bot stopped.")


def put_back(file: Path) -> None:
    """`restore FILE`: a backup becomes the database; what was there is kept beside it."""
    try:
        aside = restore(_database(), file)
    except NoBackup as reason:
        _give_up(f"nothing was restored: {reason}")
    except NotOnDisk as reason:
        _give_up(str(reason))
    print(f"Restored from {file}." + (f" What was there before is now {aside}." if aside else ""))


def check_all() -> None:
    """`check`: a line for each thing tried. Ends with 1 where anything is wrong."""
    from bot.check import check

    if not check(Console(highlight=False)):
        sys.exit(1)


def delete_webhook() -> None:
    """`webhook delete`: have Telegram give updates to polling again."""
    from telegram import Bot
    from telegram.error import TelegramError

    settings = _settings()
    if settings.telegram_bot_token is None:
        _give_up("set TELEGRAM_BOT_TOKEN, so that it is known whose webhook to delete")

    async def delete(token: str) -> None:
        async with Bot(token, settings.api_url) as bot:
            await bot.delete_webhook()

    try:
        asyncio.run(delete(settings.telegram_bot_token))
    except TelegramError as error:
        # Its words may have the token in them.
        _give_up(f"the webhook was not deleted: {type(error).__name__}")
    print("The webhook is deleted; started without WEBHOOK_URL, the bot asks Telegram for updates.")


def _address(given: str) -> str:
    scheme, _, name = given.partition(":")
    if scheme != "env":
        return given
    return os.environ.get(name) or _give_up(f"nothing was copied: the variable {name} is not set")


def _database() -> str:
    return _settings().database_url


def _settings() -> Settings:
    try:
        return read_settings()
    except BadSettings as faults:
        sys.stderr.write(f"These settings cannot be used:\n{faults}\n")
        sys.exit(2)


def _give_up(words: str) -> NoReturn:
    sys.stderr.write(f"should-i-call: {words}\n")
    sys.exit(1)


def _bar() -> Progress:
    """Progress on standard error, where somebody is looking."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal)
