"""`should-i-call check`: tries what the bot needs, and says in one line each what is wrong and what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib import import_module
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.delivery.transport import NoAnswer, ReqwestRequest
from bot.logs import set_up_logging
from bot.settings import BadSettings, Settings, read_settings
from storage import StoreTooNew, StoreUnavailable
from storage.checking import check_database

LIBRARIES = ("matplotlib.figure", "PIL.Image", "tzfpy", "babel.dates")
"""What is loaded only once it is needed, and would be missed only then."""
_PATIENCE = 10.0

Report = Callable[[str, bool, str], None]
"""Takes what was tried, whether it is well, and the words about it."""


def check(console: Console) -> bool:
    """Try everything, and print a line each; says whether all is well."""
    wrong = []

    def report(what: str, well: bool, words: str) -> None:
        wrong.extend([] if well else [what])
        mark = Text("ok   ", "green") if well else Text("wrong", "bold red")
        console.print(Text.assemble(mark, f" {what}: ", " ".join(words.split())), soft_wrap=True)

    try:
        settings = read_settings()
    except BadSettings as faults:
        for fault in str(faults).splitlines():
            report("settings", False, fault)
    else:
        report("settings", True, "can be used")
        _check_database(settings, report)
        asyncio.run(_check_telegram(settings, report))
    _check_libraries(report)
    return not wrong


def _check_database(settings: Settings, report: Report) -> None:
    try:
        report("database", True, check_database(settings.database_url))
    except StoreTooNew as reason:
        report("database", False, str(reason))
    except StoreUnavailable as reason:
        report("database", False, f"{reason}. Check DATABASE_URL, and that the bot's user may write there")


async def _check_telegram(settings: Settings, report: Report) -> None:
    if settings.telegram_bot_token is None:
        report("token", True, "none, so the bot talks in the terminal; TELEGRAM_BOT_TOKEN puts it on Telegram")
        return
    token = settings.telegram_bot_token
    # Telegram's library would log what it cannot read.
    set_up_logging("ERROR", token)
    request = ReqwestRequest(settings.api_url, 1, _PATIENCE)
    bot = Bot(token, base_url=settings.api_url, request=request, get_updates_request=request)
    try:
        await bot.initialize()
        report("token", True, f"Telegram knows it as @{bot.username}")
        _check_webhook(settings, await bot.get_webhook_info(), report)
    except InvalidToken:
        report("token", False, "Telegram refuses it. Take TELEGRAM_BOT_TOKEN from BotFather anew")
    except Exception as error:
        # An answer that is not Telegram's breaks the library's reading of it in any way, and may show the token.
        cause = error.__cause__ if isinstance(error, TelegramError) else None
        kind = str(cause) if isinstance(cause, NoAnswer) else type(cause or error).__name__
        at = urlsplit(settings.telegram_api_base_url).hostname
        report("Telegram", False, f"{at} did not answer ({kind}). Check the network and TELEGRAM_API_BASE_URL")
    finally:
        await bot.shutdown()


def _check_webhook(settings: Settings, info: WebhookInfo, report: Report) -> None:
    """Whether Telegram sends updates as the settings say. Its address may be a secret, and is not shown."""
    wanted = settings.webhook_url or ""
    waiting = f"{info.pending_update_count} updates wait"
    if info.url and not wanted:
        report(
            "webhook",
            False,
            "Telegram has one, so polling gets nothing. Set WEBHOOK_URL, or: should-i-call webhook delete",
        )
    elif not info.url:
        report("webhook", True, f"{'set at the start' if wanted else 'none, the bot polls'}; {waiting}")
    elif info.url != wanted:
        report("webhook", False, "Telegram has another address. Correct WEBHOOK_URL, or start the bot, which sets it")
    elif info.last_error_message and info.pending_update_count:
        said = info.last_error_message
        report("webhook", False, f"Telegram could not deliver: {said}; {waiting}. Check the proxy and WEBHOOK_LISTEN")
    else:
        report("webhook", True, f"as in WEBHOOK_URL; {waiting}")


def _check_libraries(report: Report) -> None:
    for name in LIBRARIES:
        try:
            import_module(name)
        except Exception as error:
            report("libraries", False, f"{name} cannot be loaded ({type(error).__name__}). Install the bot anew")
            return
    report("libraries", True, "those for pictures, places and languages load")
