"""An update in, a typed request to the services out."""

from __future__ import annotations

import asyncio
from typing import Any

from telegram import Bot, ChatMember
from telegram.constants import ChatType
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.handlers.desk import Act, Desk, Visit
from bot.handlers.files import fetch, is_for_import
from bot.handlers.inline import answer_inline_query
from bot.handlers.received import CallbackQuery, Chat, ChatMemberUpdated, Document, InlineQuery, Message, Update
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

ALLOWED_UPDATES = ["message", "callback_query", "inline_query", "my_chat_member"]
_NAMES = frozenset(command.name for command in COMMANDS)
_TYPED = {**{name: name for name in _NAMES}, **ALIASES}
"""The command that is meant, by what may be typed for it."""
_ACTIONS = frozenset(action.value for action in PingAction)
_GROUP_TYPES = (ChatType.GROUP, ChatType.SUPERGROUP)
_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)
_INSIDE = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
_SAY_AGAIN_AFTER = 60.0


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Have the application answer from the desk."""

    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await _handle(desk, context.bot, update)

    application.add_handler(TypeHandler(Update, handle))
    application.add_error_handler(_StoreAway())


def command_of(update: Update) -> str:
    """What an update asks for, in one of a fixed set of words: a command's name, or the kind of update."""
    message = update.message
    if message is None:
        kinds = {"tap": update.callback_query, "inline": update.inline_query, "membership": update.my_chat_member}
        return next((kind for kind, given in kinds.items() if given), "other")
    if message.chat.type != ChatType.PRIVATE:
        return "group"
    if message.command:
        name, _ = _addressed(message.command)
        return name if name in _NAMES else "unknown"
    return "words" if message.text else "location" if message.location else "file" if message.document else "other"


async def _handle(desk: Desk, bot: Bot, update: Update) -> None:
    match update:
        case Update(message=Message(chat=Chat(type=ChatType.PRIVATE)) as message):
            await _hear(desk, bot, update, message)
        case Update(message=Message() as message) if _is_for_bot_in_group(message, bot.username):
            await desk.say(Visit(update.update_id, message.chat.id), private_only(bot.username))
        case Update(my_chat_member=ChatMemberUpdated() as change) if _has_come_into_group(change):
            await desk.say(Visit(update.update_id, change.chat.id), private_only(bot.username))
        case Update(callback_query=CallbackQuery() as query):
            await _tap(desk, update, query)
        case Update(inline_query=InlineQuery() as query):
            await answer_inline_query(bot, query, update.update_id)
            desk.pass_over(update.update_id)
        case _:
            desk.pass_over(update.update_id)


async def _hear(desk: Desk, bot: Bot, update: Update, message: Message) -> None:
    """Answer a message in a private chat."""
    language = message.from_user.language_code if message.from_user else None
    visit = Visit(update.update_id, message.chat.id, language=language or "")
    match message:
        case Message(command=command, text=str(words)) if command:
            await desk.answer(visit, _command(command, words, bot.username))
        case Message(text=words) if words:
            await desk.answer(visit, lambda context: take_words(context, words))
        case Message(location=place) if place:
            clearing = Visit(update.update_id, message.chat.id, clears_below=True)
            await desk.answer(clearing, lambda context: take_location(context, place.latitude, place.longitude))
        case Message(document=document) if document:
            wanted = is_for_import(document, message.caption or "") or await desk.waits_for_file(message.chat.id)
            # The file is here before the transaction begins: within one nothing waits for the network.
            content = await fetch(bot, document) if wanted else Problem.FILE_UNEXPECTED
            await desk.answer(visit, _with_file(document, content))
        case _:
            await desk.answer(visit, lambda _: Refused(Problem.NO_TEXT))


def _command(command: str, text: str, username: str) -> Act:
    name, bot = _addressed(command)
    if name not in _TYPED or bot not in ("", username.casefold()):
        return lambda context: take_unknown_command(context, f"/{command}")
    request = Request(_TYPED[name], {"text": text[1 + len(command) :].strip()})
    return lambda context: run(context, request)


def _addressed(command: str) -> tuple[str, str]:
    """A command's name, and that of the bot that it is for, as in "/start@this_bot"; empty for any."""
    name, _, bot = command.casefold().partition("@")
    # No command has a hyphen, but the bot's own name is written with some.
    return name.replace("-", "_"), bot


def _with_file(document: Document, content: bytes | Problem) -> Act:
    if isinstance(content, Problem):
        return lambda _: Refused(content)
    return lambda context: take_document(context, document.file_name or "", content)


def _has_come_into_group(change: ChatMemberUpdated) -> bool:
    """Whether the bot has just been taken into a group."""
    was, now = change.old_chat_member.status, change.new_chat_member.status
    return change.chat.type in _GROUP_TYPES and was in _OUTSIDE and now in _INSIDE


def _is_for_bot_in_group(message: Message, username: str) -> bool:
    """Whether a group's message is a command that names this bot, or none and is one that this bot knows."""
    if message.chat.type not in _GROUP_TYPES or not message.command:
        return False
    name, bot = _addressed(message.command)
    return bot == username.casefold() if bot else name in _TYPED


async def _tap(desk: Desk, update: Update, query: CallbackQuery) -> None:
    who = query.from_user.id
    match query.message:
        case Message(message_id=edits, chat=Chat(type=ChatType.PRIVATE)):
            await desk.answer(Visit(update.update_id, who, edits, query.id), _act(query))
        case _:
            await desk.say(Visit(update.update_id, who, callback_query_id=query.id), render(Refused(Problem.STALE)))


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
