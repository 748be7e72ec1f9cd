"""Two copies of the bot poll with one token: the second says so and stops, the first goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.faults.facts import events_of
from tests.faults.process import BotProcess, Nursery

GAVE_WAY = 3
TIMES = {"ALONE": 2.0, "PATIENCE": 3.0, "OVER_AFTER": 2.5, "LONGEST_RETREAT": 0.2}


@pytest.fixture(scope="module")
def hasty_nursery() -> Iterator[Nursery]:
    """Starts bots that need not be alone for a minute to be the first."""
    rivalry = {f"bot.delivery.rivalry:{name}": seconds for name, seconds in TIMES.items()}
    made = Nursery({**rivalry, "bot.delivery.polling:LONG_POLL_SECONDS": 1})
    yield made
    made.close()


async def serves(api: BotApi, *words: str) -> None:
    """Have somebody say something, which is answered."""
    for said in words:
        update_id = api.user(7).says(said)
        await api.wait_until_confirmed(update_id)
        await api.wait_for_message(7, lambda message, said=said: said.split()[1] in message.text)


async def test_of_two_that_poll_the_second_stops_and_the_first_goes_on(
    api: BotApi, hasty_nursery: Nursery, tmp_path: Path
) -> None:
    first, second = (BotProcess(hasty_nursery, api, tmp_path / name, {}) for name in ("first", "second"))
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    await first.started()
    calls = len(api.calls("getUpdates"))
    await api.wait_until(lambda: len(api.calls("getUpdates")) > calls + 3 or None, 60, "a while alone")
    # A supervisor that does not know better starts it again and again.
    for starts in range(1, 4):
        await second.start()
        assert await second.ended() == GAVE_WAY
        assert second.stderr.count("should-i-call stops: Another program takes this bot's updates") == starts
        assert "if that goes on, this one stops" in second.stderr
    await serves(api, "/interviewed Acme", "/interviewed Beacon")
    assert events_of(first.database, 7) == [("Acme", "interviewed"), ("Beacon", "interviewed")]
    assert "this one was here first and goes on" in first.stderr
    assert await first.stop() == 0
