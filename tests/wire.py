"""A wire to a PostgreSQL server of the tests': it can go silent, and be cut in the middle of a commit."""

from __future__ import annotations

import asyncio
from typing import Self

_SYNC = b"S\0\0\0\4"
"""What ends statements that are sent together."""


class Wire:
    """What is said on it is passed on over TCP, both ways, unless it is silent: then all stays open, and waits."""

    def __init__(self, url: str) -> None:
        """`url` is a database's on a server that listens on a socket in a folder."""
        self._base, _, folder = url.partition("?host=")
        self._server = f"{folder}/.s.PGSQL.5432"
        self._lines: set[asyncio.Task[None]] = set()
        self._passes = asyncio.Event()
        self._passes.set()
        self._to_cut = 0
        self.cut = 0

    @property
    def url(self) -> str:
        """The database's by way of this wire."""
        port = self._listening.sockets[0].getsockname()[1]
        return self._base.replace("@", f"@127.0.0.1:{port}")

    async def __aenter__(self) -> Self:
        self._listening = await asyncio.start_server(self._connected, "127.0.0.1")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listening.close()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    def goes_silent(self) -> None:
        """From now on nothing gets through, and nothing is closed."""
        self._passes.clear()

    def speaks(self) -> None:
        """Pass on what was held up, and all that follows."""
        self._passes.set()

    def cut_next(self, commits: int) -> None:
        """Lose the answers to so many commits of transactions that record something."""
        self._to_cut = commits

    def _connected(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        line = asyncio.create_task(self._serve(client, to_client))
        self._lines.add(line)
        line.add_done_callback(self._lines.discard)

    async def _serve(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        try:
            server, to_server = await asyncio.open_unix_connection(self._server)
        except OSError:
            to_client.close()
            return
        back = asyncio.create_task(self._pass_on(server, to_client))
        try:
            if await self._pass_on(client, to_server, cutting=True):
                back.cancel()
                await asyncio.gather(back, return_exceptions=True)
                await server.read(65536)
                self.cut += 1
        finally:
            back.cancel()
            to_client.close()
            to_server.close()

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, cutting: bool = False
    ) -> bool:
        """Pass on until one side ends, or a commit whose answer is to be lost; says which."""
        wrote = False
        try:
            while said := await reader.read(65536):
                await self._passes.wait()
                writer.write(said)
                await writer.drain()
                wrote = wrote or b"INSERT INTO events" in said
                if cutting and wrote and b"COMMIT" in said and self._to_cut > 0:
                    self._to_cut -= 1
                    # The server says nothing before it has been asked for what it did.
                    while not said.endswith((b"COMMIT\0", _SYNC)):
                        said = await reader.read(65536)
                        writer.write(said)
                        await writer.drain()
                    return True
                wrote = wrote and b"COMMIT" not in said and b"ROLLBACK" not in said
            await self._passes.wait()
        except ConnectionError:
            return False
        writer.close()
        return False
