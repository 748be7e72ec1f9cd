"""The network under python-telegram-bot: aiohttp, which does not slow down the more requests run side by side."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.handlers.files import TooLarge
from bot.services.limits import MOST_FILE

NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""What fails before anything of a request has been sent."""
_CONNECT = 5.0
_WRITE, _WRITE_FILES = 5.0, 20.0
_FORM = "application/x-www-form-urlencoded"


class AiohttpRequest(BaseRequest):
    """Sends requests over kept connections; raises what python-telegram-bot's own transport would."""

    def __init__(self, api_url: str, connections: int, read_timeout: float) -> None:
        """Serve a Bot API at `api_url` over at most so many connections, each answer awaited `read_timeout` seconds."""
        self._api_url = api_url
        self._connections = connections
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """See BaseRequest."""
        return self._read_timeout

    async def initialize(self) -> None:
        """See BaseRequest."""
        if self._session is None:
            # The certificates and the proxy are those that httpx would use.
            ssl = httpx.create_ssl_context() if self._api_url.startswith("https:") else True
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=ssl),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=_proxy_to(self._api_url),
            )

    async def shutdown(self) -> None:
        """See BaseRequest."""
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        """See BaseRequest. Waiting for a free connection counts as connecting."""
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        files = bool(request_data and request_data.contains_files)
        read, connect = _given(read_timeout, self._read_timeout), _given(connect_timeout, _CONNECT)
        write = _given(write_timeout, _WRITE_FILES if files else _WRITE)
        timeout = aiohttp.ClientTimeout(total=connect + write + read, connect=connect, sock_read=read)
        try:
            async with self._session.request(
                method, URL(url, encoded=True), timeout=timeout, allow_redirects=False, **_body(request_data)
            ) as response:
                if method == "GET":
                    _refuse_large(response)
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError, TooLarge) as error:
            # Its own words may have the address in them, and so the token.
            raise NetworkError(type(error).__name__) from error


def _given(seconds: object, otherwise: float) -> float:
    """The seconds that were asked for; python-telegram-bot marks what was not by an object of its own."""
    return float(seconds) if isinstance(seconds, int | float) else otherwise


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    parameters, files = data.json_parameters, data.multipart_data
    if not files:
        return {"data": urlencode(parameters).encode(), "headers": {"Content-Type": _FORM}}
    form = aiohttp.FormData(parameters)
    for name, (filename, content, kind) in files.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _refuse_large(response: aiohttp.ClientResponse) -> None:
    """Let no download begin whose size is not known to be small enough; with an encoding, it might unpack to more."""
    size, encoding = response.headers.get("Content-Length", ""), response.headers.get("Content-Encoding", "identity")
    if encoding != "identity" or not size.isdecimal() or int(size) > MOST_FILE:
        raise TooLarge("a file of no acceptable size")


def _proxy_to(api_url: str) -> str | None:
    """The proxy that the environment names for an address, if any."""
    address = urlsplit(api_url)
    if proxy_bypass(address.hostname or ""):
        return None
    proxies = getproxies()
    return proxies.get(address.scheme) or proxies.get("all")
