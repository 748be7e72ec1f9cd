"""What an operator's machines are shown: metrics, liveness, readiness."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.delivery.health import Health
from bot.delivery.metrics import Metrics
from bot.delivery.observer import Observer
from bot.delivery.outbox import Outbox
from bot.delivery.pinger import Pinger
from bot.delivery.polling import Stopped
from bot.delivery.sender import Fate, Receipt
from bot.handlers.desk import Became
from bot.views.help import COMMANDS
from storage import Store, StoreUnavailable, UnitOfWork
from tests.botapi.webhook import free_port
from tests.delivery.doubles import MONDAY, FakeSender, always, at_once, letter, open_store, told
from tests.dialogs.conversation import Clock
from tests.patience import PATIENCE

DUE = MONDAY + timedelta(hours=2)
Get = Callable[[str], Awaitable[tuple[int, str]]]


class Watched:
    """A store with its metrics, and whether Telegram has been met."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.met = False
        self.outbox: list[int] = []
        self.metrics = Metrics(lambda: store.failures, lambda: len(self.outbox))
        self.health = Health(store, self.metrics, clock, lambda: self.met)

    async def numbers(self) -> dict[str, float]:
        """Every number that is shown."""
        shown = self.metrics.shown(await self.health._overdue(), self.clock(), has_met_telegram=self.met)
        lines = shown.decode().splitlines()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


@pytest_asyncio.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    async with open_store(tmp_path) as store:
        yield Watched(store, Clock(MONDAY))


@pytest_asyncio.fixture
async def get(watched: Watched) -> AsyncIterator[Get]:
    port = free_port()
    async with watched.health.listening("127.0.0.1", port), aiohttp.ClientSession() as session:

        async def asked(path: str) -> tuple[int, str]:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.text()

        yield asked


async def test_ready_once_the_store_is_reached_and_telegram_met(watched: Watched, get: Get) -> None:
    assert await get("/readyz") == (503, "store: reached\nTelegram: not met\n")
    assert (await watched.numbers())["should_i_call_ready"] == 0
    watched.met = True
    assert await get("/readyz") == (200, "store: reached\nTelegram: met\n")
    assert (await watched.numbers())["should_i_call_ready"] == 1


async def test_alive_but_not_ready_while_the_store_is_away(
    watched: Watched, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("away")

    watched.met = True
    monkeypatch.setattr(watched.store, "run", away)
    assert await get("/readyz") == (503, "store: away\nTelegram: met\n")
    assert await get("/healthz") == (200, "alive\n")
    status, shown = await get("/metrics")
    assert status == 200
    assert "should_i_call_ready 0.0" in shown
    assert "should_i_call_pings_due NaN" in shown
    assert "should_i_call_pings_oldest_due_seconds NaN" in shown


async def test_a_store_that_hangs_is_asked_once_and_not_waited_for(
    watched: Watched, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.health.PATIENCE", 0.05)
    asked, never = [], asyncio.Event()

    async def hang(*_: object, **__: object) -> tuple[int, None]:
        asked.append(1)
        await never.wait()
        return 0, None

    monkeypatch.setattr(watched.store, "run", hang)
    for _ in range(3):
        assert (await get("/readyz"))[0] == 503
    assert len(asked) == 1
    monkeypatch.setattr("bot.delivery.health.PATIENCE", PATIENCE)
    never.set()
    assert (await get("/readyz"))[1].startswith("store: reached")


async def test_nothing_else_is_served(get: Get) -> None:
    assert [(await get(path))[0] for path in ("/", "/metrics/x", "/healthz?x=1")] == [404, 404, 200]


async def test_an_address_in_use_stops_it_with_its_reason(watched: Watched) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Stopped, match="METRICS_LISTEN: that address cannot be listened on"):
            async with watched.health.listening(*taken.getsockname()):
                pass


async def test_what_is_due_and_since_when(watched: Watched) -> None:
    await told(watched.store, [1, 2], "/interviewed Acme")
    watched.clock.at = DUE - timedelta(seconds=1)
    assert (await watched.numbers())["should_i_call_pings_due"] == 0
    watched.clock.at = DUE + timedelta(seconds=30)
    numbers = await watched.numbers()
    assert numbers["should_i_call_pings_due"] == 2
    assert numbers["should_i_call_pings_oldest_due_seconds"] == 30


@pytest.mark.parametrize(
    ("fate", "outcome"),
    [
        (Fate.ARRIVED, "sent"),
        (Fate.UNKNOWN, "unknown"),
        (Fate.NOT_SENT, "failed"),
        (Fate.REFUSED, "failed"),
        (Fate.UNREACHABLE, "unreachable"),
    ],
)
async def test_pings_by_outcome(watched: Watched, fate: Fate, outcome: str) -> None:
    await told(watched.store, [1, 2], "/interviewed Acme")
    watched.clock.at, sender = DUE, FakeSender()
    sender.plan(1, Receipt(fate))
    await Pinger(watched.store, sender, watched.clock, at_once, watched.metrics).tick()  # type: ignore[arg-type]
    numbers = await watched.numbers()
    pings = {name: value for name in ("sent", "unknown", "failed", "unreachable") if (value := numbers[_ping(name)])}
    assert pings == ({"sent": 2} if outcome == "sent" else {"sent": 1, outcome: 1})
    assert numbers["should_i_call_pings_late_total"] == 0


def _ping(outcome: str) -> str:
    return f'should_i_call_pings_total{{outcome="{outcome}"}}'


async def test_a_ping_after_downtime_counts_as_late(watched: Watched) -> None:
    await told(watched.store, [1], "/interviewed Acme")
    watched.clock.at = DUE + timedelta(hours=1)
    await Pinger(watched.store, FakeSender(), watched.clock, at_once, watched.metrics).tick()  # type: ignore[arg-type]
    numbers = await watched.numbers()
    assert (numbers[_ping("sent")], numbers["should_i_call_pings_late_total"]) == (1, 1)


async def test_units_of_work_that_fail_are_counted(watched: Watched) -> None:
    def fail(uow: UnitOfWork) -> None:
        uow.meta._connection.exec_driver_sql("SELECT * FROM nowhere")

    with pytest.raises(StoreUnavailable):
        await watched.store.run(fail)
    assert (await watched.numbers())["should_i_call_database_errors_total"] == 1


async def test_what_waits_to_be_sent(watched: Watched) -> None:
    watched.outbox = [1, 2, 3]
    assert (await watched.numbers())["should_i_call_outbox_replies"] == 3

    def settle(*_: object) -> None: ...

    outbox, held = Outbox(sender := FakeSender(), settle, always), asyncio.Event()  # type: ignore[arg-type]
    sender.plan(1, held)
    for chat_id in (1, 1, 2):
        outbox.put(letter(chat_id, "x"))
    assert len(outbox) == 3
    held.set()
    await outbox.drain()
    assert len(outbox) == 0


async def test_updates_by_command_and_outcome(watched: Watched) -> None:
    for became in (Became.ANSWERED, Became.ANSWERED, Became.REFUSED, None):
        watched.metrics.update("called", became, 0.02)
    numbers = await watched.numbers()
    assert {name: value for name, value in numbers.items() if name.startswith("should_i_call_updates_total")} == {
        'should_i_call_updates_total{command="called",outcome="answered"}': 2,
        'should_i_call_updates_total{command="called",outcome="refused"}': 1,
        'should_i_call_updates_total{command="called",outcome="not-taken"}': 1,
    }
    assert numbers['should_i_call_update_seconds_bucket{le="0.01"}'] == 0
    assert numbers['should_i_call_update_seconds_bucket{le="0.025"}'] == 4


async def test_two_in_one_process_do_not_share_their_numbers(watched: Watched) -> None:
    other = Watched(watched.store, watched.clock)
    other.metrics.update("called", Became.ANSWERED, 1)
    assert not [name for name in await watched.numbers() if "called" in name]


def test_who_is_told_by_default_does_nothing() -> None:
    Observer().update("called", None, 1)
    Observer().ping(Fate.ARRIVED, late=True)


async def test_the_series_that_can_be_are_few(watched: Watched) -> None:
    """Nothing that people write becomes a label; a name for every combination there can be."""
    kinds = [command.name for command in COMMANDS]
    kinds += ["words", "location", "file", "tap", "inline", "membership", "group", "unknown", "other"]
    for kind in kinds:
        for became in (*Became, None):
            watched.metrics.update(kind, became, 1)
    assert len(await watched.numbers()) < 1000
    assert re.fullmatch(r"[a-z_]+", kinds[0])
