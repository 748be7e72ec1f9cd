"""The bot keeps to one core where that is wanted."""

from __future__ import annotations

import os
import sys

import pytest

from tests.faults.conftest import MakeBot

several = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs Linux, and a choice of cores"
)


@several
@pytest.mark.parametrize("wanted", ["yes", "no"])
async def test_the_bot_does_so_where_that_is_wanted(make_bot: MakeBot, wanted: str) -> None:
    bot = make_bot(ONE_CORE=wanted)
    await bot.started()
    cores = os.sched_getaffinity(bot.pid)
    if wanted == "no":
        assert cores == os.sched_getaffinity(0)
    else:
        assert len(cores) == 1
    assert await bot.stop() == 0
