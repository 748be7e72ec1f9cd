"""The network under python-telegram-bot: reqwest, which does its work beside the interpreter and without its lock."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from datetime import timedelta
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import DetailedPyreqwestError, PyreqwestError
from pyreqwest.multipart import FormBuilder, PartBuilder
from pyreqwest.proxy import ProxyBuilder
from pyreqwest.request import RequestBuilder, StreamRequest
from pyreqwest.response import Response
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.handlers.files import TooLarge
from bot.services.limits import MOST_FILE
from storage.json_text import from_json, json_bytes

_CONNECT = 5.0
_FILES = 20.0
"""Seconds more for a request that carries a file, either way."""
_KEPT = timedelta(seconds=15)
"""How long a connection that is not used is kept: well below what servers do, or requests would meet their goodbye."""
_PROXIES = ("http", "https", "socks4", "socks4a", "socks5", "socks5h")
_BEFORE_SENDING = "client error (Connect)"
"""In reqwest's words, what fails before a connection is there; its classes do not tell that from a broken one."""


class NoAnswer(Exception):
    """Why a request got no answer, without the address, which has the token in it."""


class NeverLeft(NoAnswer):
    """It failed before anything of it had been sent."""


class ReqwestRequest(BaseRequest):
    """Sends requests over kept connections; raises what python-telegram-bot's own transport would.

    A request that is cancelled on its way goes on without us, until it is answered or its time is over: reqwest's
    binding has no way to end it.
    """

    def __init__(self, api_url: str, connections: int, read_timeout: float) -> None:
        """Serve a Bot API at `api_url` over at most so many connections.

        Each answer is awaited `read_timeout` seconds, the time for connecting included.
        """
        self._api_url = api_url
        self._read_timeout = read_timeout
        # Were reqwest to wait for a free connection, what is cancelled meanwhile would be sent all the same.
        self._free = asyncio.Semaphore(connections)
        self._client: Client | None = None

    @property
    def read_timeout(self) -> float:
        """See BaseRequest."""
        return self._read_timeout

    async def initialize(self) -> None:
        """See BaseRequest."""
        if self._client is None:
            try:
                self._client = _client(_proxy_to(self._api_url))
            except (PyreqwestError, ValueError) as error:
                raise NetworkError(type(error).__name__) from _reason(error)

    async def shutdown(self) -> None:
        """See BaseRequest."""
        if self._client is not None:
            await self._client.close()
            self._client = None

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
        """See BaseRequest. Waiting for a free connection may take as long as connecting; an answer counts once whole.

        What is no file is written at once, so that `write_timeout` is only about files.
        """
        if self._client is None:
            raise RuntimeError("the transport is not initialized")
        files = method == "GET" or bool(request_data and request_data.contains_files)
        seconds = _given(read_timeout, self._read_timeout) + (_given(write_timeout, _FILES) if files else 0.0)
        await self._wait_for_connection(_given(connect_timeout, _CONNECT))
        try:
            request = self._client.request(method, url).timeout(timedelta(seconds=seconds))
            if method == "GET":
                return await _downloaded(request.build_streamed())
            response = await _with_body(request, request_data).build().send()
            return response.status, bytes(await response.bytes())
        except TimeoutError as error:
            raise TimedOut from _reason(error)
        except TooLarge as error:
            raise NetworkError(type(error).__name__) from error
        except PyreqwestError as error:
            raise NetworkError(type(error).__name__) from _reason(error)
        finally:
            self._free.release()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, object]:
        """See BaseRequest."""
        try:
            answer: dict[str, object] = from_json(payload)
        except ValueError:
            return BaseRequest.parse_json_payload(payload)
        return answer

    async def _wait_for_connection(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds) if self._free.locked() else nullcontext():
                await self._free.acquire()
        except TimeoutError:
            raise TimedOut from NeverLeft("no connection was free")


def _client(proxy: str | None) -> Client:
    """A client that sends each request once, to where it is told, and gives answers as they come.

    Over HTTP/1.1 reqwest tries again only what a closing connection gave back before any of it was written.
    """
    builder = ClientBuilder().http1_only().follow_redirects(False).no_proxy()
    builder = builder.gzip(False).brotli(False).zstd(False).deflate(False)
    builder = builder.user_agent(BaseRequest.USER_AGENT)
    builder = builder.connect_timeout(timedelta(seconds=_CONNECT)).pool_idle_timeout(_KEPT)
    if proxy:
        builder = builder.proxy(ProxyBuilder.all(proxy))
    return builder.build()


def _reason(error: Exception) -> NoAnswer:
    """Why a request failed, and whether anything of it may have been sent."""
    causes = (error.details["causes"] or []) if isinstance(error, DetailedPyreqwestError) else []
    words = [cause["message"] for cause in causes if "://" not in cause["message"]]
    kind = NeverLeft if _BEFORE_SENDING in words else NoAnswer
    return kind(words[-1] if words else type(error).__name__)


def _given(seconds: object, otherwise: float) -> float:
    """The seconds that were asked for; python-telegram-bot marks what was not by an object of its own."""
    return float(seconds) if isinstance(seconds, int | float) else otherwise


def _with_body(request: RequestBuilder, data: RequestData | None) -> RequestBuilder:
    if data is None:
        return request
    if not data.contains_files:
        return request.header("Content-Type", "application/json").body_bytes(json_bytes(data.parameters))
    form = FormBuilder().percent_encode_noop()
    for name, value in data.json_parameters.items():
        form = form.text(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        held = content if isinstance(content, bytes) else content.read()
        form = form.part(name, PartBuilder.from_bytes(held).file_name(filename).mime(kind))
    return request.multipart(form)


async def _downloaded(request: StreamRequest) -> tuple[int, bytes]:
    async with request as response:
        _refuse_large(response)
        return response.status, bytes(await response.bytes())


def _refuse_large(response: Response) -> None:
    """Let no download begin whose size is not known to be small enough; with an encoding, it might unpack to more."""
    size = response.get_header("Content-Length") or ""
    encoding = response.get_header("Content-Encoding") or "identity"
    if encoding != "identity" or not size.isdecimal() or int(size) > MOST_FILE:
        raise TooLarge("a file of no acceptable size")


def _proxy_to(api_url: str) -> str | None:
    """The proxy that the environment names for an address, if any."""
    address = urlsplit(api_url)
    if proxy_bypass(address.hostname or ""):
        return None
    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if proxy is None:
        return None
    scheme, colon, _ = proxy.partition("://")
    if colon and scheme.lower() not in _PROXIES:
        # reqwest would go there without it.
        raise NetworkError("UnknownProxy") from NoAnswer(f"a proxy of an unknown kind, {scheme}")
    return proxy if colon else f"http://{proxy}"
