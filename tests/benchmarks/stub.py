"""A transport that answers by itself, for what is measured without any Telegram."""

from __future__ import annotations

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

_BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}


class StubTransport(BaseRequest):
    """Every message arrives."""

    sent = 0

    @property
    def read_timeout(self) -> float:
        """See BaseRequest."""
        return 5.0

    async def initialize(self) -> None:
        """See BaseRequest."""

    async def shutdown(self) -> None:
        """See BaseRequest."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """See BaseRequest."""
        result: Any = True
        if url.endswith("/getMe"):
            result = _BOT
        elif url.endswith("/sendMessage") and request_data:
            self.sent += 1
            chat = {"id": int(request_data.json_parameters["chat_id"]), "type": "private"}
            result = {"message_id": self.sent, "date": 1, "chat": chat, "text": "x"}
        return 200, json.dumps({"ok": True, "result": result}).encode()
