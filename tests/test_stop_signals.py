"""Being told to stop, also where the loop takes no signals, as on Windows."""

from __future__ import annotations

import asyncio
import signal

import pytest

from bot.start import _stop_on
from tests.patience import PATIENCE


@pytest.mark.parametrize("windows", [False, True])
async def test_a_signal_stops_the_bot(windows: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()

    def not_here(*_: object) -> None:
        raise NotImplementedError

    before = signal.getsignal(signal.SIGTERM)
    if windows:
        monkeypatch.setattr(loop, "add_signal_handler", not_here)
    try:
        _stop_on(signal.SIGTERM, loop, stop)
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(stop.wait(), PATIENCE)
    finally:
        if not windows:
            loop.remove_signal_handler(signal.SIGTERM)
        signal.signal(signal.SIGTERM, before)
