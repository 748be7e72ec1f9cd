"""A plain HTTP client, for the double's own tests."""

from __future__ import annotations

from typing import Any

import aiohttp

from .server import BotApi


class Client:
    """Asks the double as any HTTP client would."""

    def __init__(self, api: BotApi, session: aiohttp.ClientSession) -> None:
        self.api = api
        self.session = session

    def url(self, method: str, token: str | None = None) -> str:
        return f"{self.api.base_url}/bot{token or self.api.token}/{method}"

    async def ask(self, method: str, **params: Any) -> Any:
        """The envelope of the answer to a JSON request."""
        async with self.session.post(self.url(method), json=params) as response:
            answer = await response.json()
            assert response.status == (200 if answer["ok"] else answer["error_code"])
            return answer

    async def result(self, method: str, **params: Any) -> Any:
        answer = await self.ask(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        answer = await self.ask(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    @staticmethod
    def form(part: str, content: bytes, fields: dict[str, str]) -> aiohttp.FormData:
        """A multipart body with one PNG file in it."""
        form = aiohttp.FormData(fields)
        form.add_field(part, content, filename="plan.png", content_type="image/png")
        return form
