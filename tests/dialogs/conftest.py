"""A conversation that begins on Monday 23 November 2026 at 14:00 in Berlin."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pyreqwest.client import ClientBuilder

from bot.language.cities import read_place
from tests.dialogs.conversation import BERLIN, Conversation, conversation


@pytest.fixture(autouse=True, scope="module")
def certificates_not_read() -> Iterator[None]:
    """Every HTTP client reads the machine's certificates, which takes longer than a dialog; here they need none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.delivery.transport.ClientBuilder", lambda: ClientBuilder().danger_accept_invalid_certs(True))
        yield


@pytest.fixture(autouse=True, scope="session")
def cities_read_once() -> None:
    """The first city that no zone is named after is looked for in a large file, which no dialog need wait for."""
    read_place("Munich")


@pytest.fixture(autouse=True)
def nobody_is_paced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long dialog would wait a second for each answer; tests/delivery has the pace of a chat."""
    monkeypatch.setattr("bot.delivery.pace.AT_ONCE", 10**6)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A person who has not written to the bot yet."""
    async with conversation(tmp_path, datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN)) as talk:
        yield talk
