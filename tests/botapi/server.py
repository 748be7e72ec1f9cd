"""The wire: HTTP on loopback around the world, in Telegram's envelope, with the faults ordered."""

from __future__ import annotations

import asyncio
import json
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from multidict import CIMultiDict

from .faults import Fault, Faults
from .methods import METHODS
from .model import ApiError, Call, Json, UploadedFile, Violation, refused
from .schema import check_params, method_named
from .updates import CONFLICT
from .world import World

TOKEN = "123456:double-of-the-bot-api"
_LARGEST_BODY = 64 * 1024 * 1024


class BotApi(World):
    """A strict double of the Telegram Bot API on 127.0.0.1, for one bot.

    `async with BotApi() as api:` serves until the block ends. stop() and start() are an outage: the port and all that
    has happened stay.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        username: str = "should_i_call_bot",
        first_update_id: int = 700_000_001,
        seed: int = 0,
    ) -> None:
        super().__init__(token, username, first_update_id)
        self.port = port
        self.latency = 0.0
        self.faults = Faults(seed)
        self._runner: web.AppRunner | None = None
        self._closed = asyncio.Event()

    @property
    def base_url(self) -> str:
        """Without "/bot": python-telegram-bot wants f"{api.base_url}/bot"."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def conflicts(self) -> list[Call]:
        """The getUpdates that another one ended while its client was still listening."""
        return [call for call in self.requests if call.error == CONFLICT and not (call.fault or call.abandoned)]

    async def start(self) -> None:
        """Serve, on the port of the last time if there was one."""
        app = web.Application(client_max_size=_LARGEST_BODY)
        app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", self._handle)
        app.router.add_get("/file/bot{token:[^/]+}/documents/{file_id:[^/]+}", self._download)
        app.router.add_route("*", "/{rest:.*}", self._not_found)
        self.closing = False
        self._closed.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop serving; what waits for an answer is answered or cut off."""
        self.closing = True
        self._closed.set()
        self.pulse()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _not_found(self, _request: web.Request) -> web.Response:
        return _response(*_refusal(ApiError(404, "Not Found")))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """A file that a person sent; noted as a call of the method "(download)", which has no name of its own."""
        call = Call("(download)", dict(request.match_info), self.now(), asyncio.get_running_loop().time())
        self.requests.append(call)
        file = self.received.get(request.match_info["file_id"])
        if request.match_info["token"] != self.token or file is None:
            return await self._not_found(request)
        fault = self.faults.take(call)
        if fault is not None:
            return await self._answered_badly(request, call, fault, None)
        return web.Response(body=file.content, content_type=file.content_type)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        asked = request.match_info["method"]
        call = Call(method_named(asked) or asked, {}, self.now(), asyncio.get_running_loop().time())
        unreadable: ApiError | None = None
        try:
            await _read_params(request, call.params)
        except ApiError as error:
            unreadable = error
        self.requests.append(call)
        self.pulse()
        await self._pause(self.latency)
        if request.match_info["token"] != self.token:
            unreadable = ApiError(401, "Unauthorized")
        fault = self.faults.take(call)
        if fault is None:
            return await self._answered(request, call, await self.perform(call, unreadable))
        call.fault = fault.name
        return await self._answered_badly(request, call, fault, unreadable)

    async def perform(self, call: Call, unreadable: ApiError | None) -> tuple[int, Json]:
        """Carry out the method; the status and the envelope of its answer."""
        try:
            if unreadable is not None:
                raise unreadable
            if call.method not in METHODS:
                raise ApiError(404, "Not Found", violation=True)
            call.params = check_params(call.method, call.params)
            result = await METHODS[call.method](self, call.params)
        except ApiError as error:
            if error.violation:
                self.violations.append(Violation(call.method, error.description, call.params))
            return _refusal(error)
        except Exception as error:
            self.violations.append(Violation(call.method, f"the double itself failed: {error!r}", call.params))
            raise
        call.done = True
        return 200, {"ok": True, "result": result}

    async def _answered(self, request: web.Request, call: Call, answer: tuple[int, Json]) -> web.Response:
        call.status, call.error = answer[0], answer[1].get("description")
        call.abandoned = request.transport is None or request.transport.is_closing()
        self.pulse()
        return _response(*answer)

    async def _answered_badly(
        self, request: web.Request, call: Call, fault: Fault, unreadable: ApiError | None
    ) -> web.StreamResponse:
        answer = await self.perform(call, unreadable) if fault.done else (fault.status or 200, {})
        await self._pause(fault.delay, fault.until)
        if fault.cut == "all":
            return _hung_up(request)
        if fault.cut == "half":
            return await _half_sent(request, json.dumps(answer[1]).encode())
        if fault.status is None:
            return await self._answered(request, call, answer)
        call.status = fault.status
        return web.Response(status=fault.status, body=fault.body, content_type=fault.content_type)

    async def _pause(self, seconds: float, until: asyncio.Event | None = None) -> None:
        """Wait for some seconds, or else for an event, but not beyond the end of service."""
        if seconds <= 0 and until is None:
            return
        waiting = [asyncio.create_task(event.wait()) for event in (self._closed, until) if event]
        try:
            timeout = seconds if until is None else None
            await asyncio.wait(waiting, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()


def _refusal(error: ApiError) -> tuple[int, Json]:
    envelope: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters is not None:
        envelope["parameters"] = error.parameters
    return error.code, envelope


def _response(status: int, envelope: Json) -> web.Response:
    return web.json_response(envelope, status=status)


def _hung_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _half_sent(request: web.Request, body: bytes) -> web.StreamResponse:
    headers = CIMultiDict({"Content-Type": "application/json", "Content-Length": str(len(body))})
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


async def _read_params(request: web.Request, into: Json) -> None:
    """The parameters from the query and the body; raises ApiError for a body that is none."""

    def add(name: str, value: Any) -> None:
        if name in into:
            raise refused(f'field "{name}" is given twice')
        into[name] = value

    for name, value in request.query.items():
        add(name, value)
    if request.content_type == "application/json":
        for name, value in (await _json_object(request)).items():
            add(name, value)
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        for name, part in (await request.post()).items():
            add(name, _part(part))
    elif await request.read():
        raise refused(f"a body of type {request.content_type} is not understood")


async def _json_object(request: web.Request) -> Json:
    try:
        found = json.loads(await request.read() or b"{}")
    except ValueError:
        raise refused("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise refused("the body must be a JSON object")
    return found


def _part(value: str | bytes | bytearray | web.FileField) -> str | UploadedFile:
    if isinstance(value, str):
        return value
    if isinstance(value, web.FileField):
        with value.file as content:
            return UploadedFile(value.filename, value.content_type, content.read())
    try:
        return bytes(value).decode()
    except UnicodeDecodeError:
        raise refused("strings must be encoded in UTF-8") from None
