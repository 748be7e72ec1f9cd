"""python-telegram-bot's transport, ending at this terminal instead of at Telegram."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.terminal.chat import Chat
from bot.terminal.files import save
from bot.views.reply import KEYBOARD_GONE

Json = dict[str, Any]


class TerminalTransport(BaseRequest):
    """Answers the Bot API's methods that the bot uses from a chat in memory."""

    def __init__(self, chat: Chat, files: Path) -> None:
        """A chat's transport; files that the bot sends are put into the folder `files`."""
        super().__init__()
        self._chat = chat
        self._files = files
        self._methods: dict[str, Callable[[Json], Awaitable[object]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "getMyCommands": self._get_my_commands,
            "getMyDescription": self._get_what_is_said,
            "getMyShortDescription": self._get_what_is_said,
            "setMyCommands": self._take_note,
            "setMyDescription": self._take_note,
            "setMyShortDescription": self._take_note,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "getFile": self._get_file,
            "answerInlineQuery": self._answer_inline_query,
            "answerCallbackQuery": self._answer_callback_query,
        }

    @property
    def read_timeout(self) -> float | None:
        """None: a keyboard takes its time."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Carry out a method, and give the status and body that Telegram would."""
        name = url.rsplit("/", 1)[-1]
        if method == "GET":
            return 200, self._chat.file(name)
        if request_data and request_data.contains_files:
            return _body(200, {"ok": True, "result": self._send_file(request_data)})
        answer = self._methods.get(name)
        if answer is None:
            return _body(404, {"ok": False, "error_code": 404, "description": f"Not Found: {name}"})
        try:
            result = await answer(request_data.parameters if request_data else {})
        except KeyError:
            description = "Bad Request: message to edit not found"
            return _body(400, {"ok": False, "error_code": 400, "description": description})
        return _body(200, {"ok": True, "result": result})

    async def _get_me(self, _: Json) -> object:
        return self._chat.me()

    async def _get_updates(self, sent: Json) -> object:
        return await self._chat.get_updates(int(sent.get("offset") or 0), float(sent.get("timeout") or 0))

    async def _get_my_commands(self, _: Json) -> object:
        return []

    async def _get_what_is_said(self, _: Json) -> object:
        return {"description": "", "short_description": ""}

    async def _take_note(self, _: Json) -> object:
        return True

    async def _send_message(self, sent: Json) -> object:
        if sent["text"] == KEYBOARD_GONE:
            return self._chat.keep_quiet(sent["text"])
        return self._chat.send(sent["text"], _keyboard(sent), silent=_is_silent(sent))

    async def _get_file(self, sent: Json) -> object:
        file_id = sent["file_id"]
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": file_id}

    def _send_file(self, request: RequestData) -> object:
        (field,) = request.multipart_data.values()
        filename, content, _ = field
        path = save(self._files, filename, content if isinstance(content, bytes) else content.read())
        sent = request.parameters
        return self._chat.send(str(sent.get("caption", "")), _keyboard(sent), path, silent=_is_silent(sent))

    async def _edit_message_text(self, sent: Json) -> object:
        return self._chat.edit(int(sent["message_id"]), sent["text"], _keyboard(sent))

    async def _edit_message_reply_markup(self, sent: Json) -> object:
        return self._chat.strip(int(sent["message_id"]))

    async def _answer_inline_query(self, sent: Json) -> object:
        self._chat.offer([result["input_message_content"]["message_text"] for result in sent["results"]])
        return True

    async def _answer_callback_query(self, sent: Json) -> object:
        self._chat.answer_tap(sent.get("text", ""))
        return True


def _keyboard(sent: Json) -> list[list[Json]]:
    markup = sent.get("reply_markup")
    read = json.loads(markup) if isinstance(markup, str) else markup
    return (read.get("inline_keyboard") or read.get("keyboard") or []) if read else []


def _is_silent(sent: Json) -> bool:
    return str(sent.get("disable_notification")).casefold() == "true"


def _body(status: int, answer: Json) -> tuple[int, bytes]:
    return status, json.dumps(answer).encode()
