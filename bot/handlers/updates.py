"""python-telegram-bot's handlers: an update in, a typed request to the services out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update
from telegram.constants import ChatType
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.handlers.desk import Act, Desk, Visit
from bot.handlers.files import fetch, is_for_import
from bot.handlers.inline import inline_query
from bot.logs import logger_for
from bot.services.commands import choose, run, take_unknown_command, take_words, tap
from bot.services.context import Context, Request
from bot.services.corrections import CORRECT
from bot.services.incoming import take_document, take_location
from bot.services.outcomes import Outcome, PingAction
from bot.services.ping_answers import answer_ping, undo_from_message
from bot.services.questions import Problem, Refused
from bot.views.buttons import AnswerPing, CallbackData, Choose, CorrectDate, Run, Undo, unpack
from bot.views.help import ALIASES, COMMANDS
from bot.views.refusals import private_only
from bot.views.render import render

logger = logger_for(__name__)

Handle = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]

ALLOWED_UPDATES = ["message", "callback_query", "inline_query", "my_chat_member"]
_NAMES = frozenset(command.name for command in COMMANDS)
_TYPED = {**{name: name for name in _NAMES}, **ALIASES}
"""The command that is meant, by what may be typed for it."""
_ACTIONS = frozenset(action.value for action in PingAction)
_GROUP_TYPES = (ChatType.GROUP, ChatType.SUPERGROUP)
_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)
_INSIDE = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
_SAY_AGAIN_AFTER = 60.0
_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_GROUPS = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Have the application answer from the desk."""
    application.add_handler(CommandHandler(_TYPED, _command(desk), filters=_PRIVATE))
    application.add_handler(MessageHandler(_PRIVATE & filters.COMMAND, _unknown_command(desk)))
    application.add_handler(MessageHandler(_PRIVATE & filters.TEXT, _words(desk)))
    application.add_handler(MessageHandler(_PRIVATE & filters.LOCATION, _location(desk)))
    application.add_handler(MessageHandler(_PRIVATE & filters.Document.ALL, _document(desk)))
    application.add_handler(MessageHandler(_PRIVATE, _no_text(desk)))
    application.add_handler(MessageHandler(_GROUPS & filters.COMMAND, _group(desk)))
    application.add_handler(ChatMemberHandler(_membership(desk), ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(CallbackQueryHandler(_tap(desk)))
    application.add_handler(InlineQueryHandler(inline_query(desk)))
    application.add_handler(TypeHandler(Update, _pass_over(desk)))
    application.add_error_handler(_StoreAway())


def command_of(update: Update) -> str:
    """What an update asks for, in one of a fixed set of words: a command's name, or the kind of update."""
    message = update.message
    if message is None:
        kinds = {"tap": update.callback_query, "inline": update.inline_query, "membership": update.my_chat_member}
        return next((kind for kind, given in kinds.items() if given), "other")
    if message.chat.type != ChatType.PRIVATE:
        return "group"
    words = message.text or ""
    if words.startswith("/"):
        name = _typed(words)
        return name if name in _NAMES else "unknown"
    return "words" if words else "location" if message.location else "file" if message.document else "other"


def _visit(update: Update, message: Message) -> Visit:
    sender = message.from_user
    return Visit(update.update_id, message.chat_id, language=(sender.language_code or "") if sender else "")


def _command(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.message:
            request = Request(_TYPED[_typed(message.text or "")], {"text": _after_command(message)})
            await desk.answer(_visit(update, message), lambda context: run(context, request))

    return handle


def _typed(words: str) -> str:
    """The command that a message begins with, without the name of the bot."""
    return words.split(maxsplit=1)[0][1:].partition("@")[0].lower()


def _after_command(message: Message) -> str:
    """The words after the command. Its entity counts UTF-16 units, but a command is plain ASCII at the beginning."""
    entity = next(entity for entity in message.entities if entity.type == MessageEntity.BOT_COMMAND)
    return (message.text or "")[entity.length :].strip()


def _unknown_command(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.message:
            words = (message.text or message.caption or "").split()
            command = words[0] if words else ""
            await desk.answer(_visit(update, message), lambda context: take_unknown_command(context, command))

    return handle


def _words(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.message:
            words = message.text or ""
            await desk.answer(_visit(update, message), lambda context: take_words(context, words))

    return handle


def _location(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if (message := update.message) and (place := message.location):
            visit = Visit(update.update_id, message.chat_id, clears_below=True)
            await desk.answer(visit, lambda context: take_location(context, place.latitude, place.longitude))

    return handle


def _document(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if (message := update.message) and (document := message.document):
            wanted = is_for_import(document, message.caption or "") or await desk.waits_for_file(message.chat_id)
            # The file is here before the transaction begins: within one nothing waits for the network.
            content = await fetch(document) if wanted else Problem.FILE_UNEXPECTED
            await desk.answer(_visit(update, message), _with_file(document.file_name or "", content))

    return handle


def _with_file(filename: str, content: bytes | Problem) -> Act:
    if isinstance(content, Problem):
        return lambda _: Refused(content)
    return lambda context: take_document(context, filename, content)


def _no_text(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.message:
            await desk.answer(_visit(update, message), lambda _: Refused(Problem.NO_TEXT))

    return handle


def _group(desk: Desk) -> Handle:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if message := update.message:
            if _is_for_this_bot(message, context.bot.username):
                await desk.say(_visit(update, message), private_only(context.bot.username))
            else:
                desk.pass_over(update.update_id)

    return handle


def _membership(desk: Desk) -> Handle:
    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        change = update.my_chat_member
        if change and change.chat.type in _GROUP_TYPES and _is_new(change):
            await desk.say(Visit(update.update_id, change.chat.id), private_only(context.bot.username))
        else:
            desk.pass_over(update.update_id)

    return handle


def _is_new(change: ChatMemberUpdated) -> bool:
    """Whether the bot has just been taken into the chat."""
    return change.old_chat_member.status in _OUTSIDE and change.new_chat_member.status in _INSIDE


def _is_for_this_bot(message: Message, username: str) -> bool:
    """Whether a group's command names this bot, as in "/start@this_bot", or none and is one that this bot knows."""
    command = (message.text or message.caption or "").split(maxsplit=1)[0]
    name, at, bot = command[1:].partition("@")
    return bot.casefold() == username.casefold() if at else name.casefold() in _NAMES | ALIASES.keys()


def _tap(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if query := update.callback_query:
            private = query.message is not None and query.message.chat.type == ChatType.PRIVATE
            edits = query.message.message_id if private and query.message else None
            visit = Visit(update.update_id, query.from_user.id, edits, query.id)
            if private:
                await desk.answer(visit, _act(query))
            else:
                await desk.say(visit, render(Refused(Problem.STALE)))

    return handle


def _pass_over(desk: Desk) -> Handle:
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        desk.pass_over(update.update_id)

    return handle


class _StoreAway:
    """The one error a handler lets through; the update stays with Telegram and is handed over again, soon and often.

    That is said once a minute, however many updates wait.
    """

    def __init__(self) -> None:
        self._said_at = float("-inf")

    async def __call__(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._said_at >= _SAY_AGAIN_AFTER:
            self._said_at = now
            update_id = update.update_id if isinstance(update, Update) else None
            logger.error("the store is away, updates wait", update=update_id, error=str(context.error))


def _act(query: CallbackQuery) -> Act:
    data = unpack(query.data or "")
    return lambda context: take_tap(context, data)


def take_tap(context: Context, data: CallbackData | None) -> Outcome:
    """Do what a button stands for. Every number in it is looked up among this person's own."""
    match data:
        case Choose(draft_id=draft_id, option=option):
            return choose(context, draft_id, option)
        case Undo(change_id=change_id):
            return undo_from_message(context, change_id)
        case CorrectDate(event_row=event_row):
            return run(context, Request(CORRECT, {"event": str(event_row)}))
        case AnswerPing(ping_id=ping_id, position=position, action=action) if action in _ACTIONS:
            return answer_ping(context, ping_id, position, PingAction(action))
        case Run(command=command, interview_id=interview_id, seen=seen, text=text) if command in _NAMES:
            about = {"interview": str(interview_id)} if interview_id else {}
            return tap(context, Request(command, {**about, "text": text}), seen)
    return Refused(Problem.STALE)
