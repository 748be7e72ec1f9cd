"""Replicas behind a webhook, on one PostgreSQL, killed at random moments: nothing lost, nothing twice unmarked."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import pytest_asyncio

from tests.botapi import BotApi, Fault
from tests.botapi.webhook import Pusher, free_port
from tests.faults.facts import (
    REPEAT,
    assert_repeats_are_marked,
    events_of,
    known_to,
    told,
    unmarked,
    until_stored,
)
from tests.faults.process import BotProcess, Nursery, by_webhook
from tests.faults.test_killed import PEOPLE, Speaker, make_windows_wide
from tests.patience import PATIENCE
from tests.postgres import Server

LEASE_SECONDS = 4.0
MOST_WAITING = 12
"""Updates waiting, above which no process is killed: on a slow machine none would live to do anything."""


@pytest.fixture(scope="session")
def impatient_nursery() -> Iterator[Nursery]:
    """Starts bots whose leases are short."""
    made = Nursery({"bot.handlers.desk:LEASE": LEASE_SECONDS, "bot.services.pings:LEASE": LEASE_SECONDS})
    yield made
    made.close()


class Replicas:
    """Several processes of one bot, and Telegram pushing updates to them in turn."""

    def __init__(self, api: BotApi, url: str, bots: list[BotProcess]) -> None:
        self.api, self.url, self.bots = api, url, bots
        self.pusher = Pusher(api, [bot.address for bot in bots])

    async def started(self) -> None:
        """Start them all, and wait until each is there for updates."""
        for bot in self.bots:
            await bot.start()
        for bot in self.bots:
            await bot.says("updates are taken")

    async def killed_at_random(self, random: Random, most_requests: int) -> None:
        """Kill one of them a moment after some request to Telegram, and start it again."""
        victim = random.choice(self.bots)
        made = len(self.api.requests) + random.randint(0, most_requests)
        # While updates wait a slow start is waited for; where nothing is left to do, it is killed at rest.
        patience = 10 if self.api.updates.pending else 2
        with contextlib.suppress(TimeoutError):
            await self.api.wait_until(lambda: len(self.api.requests) >= made or None, patience, "some requests")
        await asyncio.sleep(random.uniform(0, 0.05))
        await victim.kill()
        await victim.start()

    async def stopped(self) -> None:
        """Stop them all, cleanly: also one that was killed just now, once it has come to where it can be stopped."""
        for bot in self.bots:
            await bot.says("updates are taken", since=bot.said_before)
            assert await bot.stop() == 0
            assert "Traceback" not in bot.stderr


@pytest.fixture(params=[1, 3], ids=["one process", "three processes"])
def processes(request: pytest.FixtureRequest) -> int:
    """Every test runs with one process and with three."""
    return int(request.param)


@asynccontextmanager
async def serving(api: BotApi, nursery: Nursery, url: str, folder: Path, processes: int) -> AsyncIterator[Replicas]:
    bots = []
    for number in range(processes):
        own_folder = folder / f"replica {number}"
        own_folder.mkdir()
        bots.append(BotProcess(nursery, api, own_folder, by_webhook(url, free_port())))
    made = Replicas(api, url, bots)
    try:
        async with made.pusher:
            yield made
    finally:
        for bot in bots:
            if bot.running:
                await bot.kill()


@pytest_asyncio.fixture
async def replicas(
    api: BotApi, nursery: Nursery, postgresql: Server, tmp_path: Path, processes: int
) -> AsyncIterator[Replicas]:
    async with serving(api, nursery, postgresql.new_database(), tmp_path, processes) as made:
        yield made


@pytest_asyncio.fixture
async def impatient_replicas(
    api: BotApi, impatient_nursery: Nursery, postgresql: Server, tmp_path: Path, processes: int
) -> AsyncIterator[Replicas]:
    """For tests that wait for leases to run out."""
    async with serving(api, impatient_nursery, postgresql.new_database(), tmp_path, processes) as made:
        yield made


def check_speaker(replicas: Replicas, speaker: Speaker) -> int:
    """Hold the store and the person's chat against what they said; gives how many answers came twice.

    Each replica answers in order; what two of them have to say may cross.
    """
    assert events_of(replicas.url, speaker.id) == speaker.expected
    messages = replicas.api.user(speaker.id).messages
    repeats = assert_repeats_are_marked(messages)
    answers = {unmarked(message) for message in messages}
    assert len(answers) == speaker.said
    for company, kind in speaker.expected:
        assert any(company in answer and "Recorded" in answer for answer in answers), (company, kind)
    return repeats


async def updates_while_killed(replicas: Replicas, rounds: int, seed: int) -> None:
    """Kill replicas over and over while people write."""
    api, random = replicas.api, Random(seed)
    speakers = [Speaker(person_id) for person_id in PEOPLE]
    last: dict[int, int] = {}
    await replicas.started()
    make_windows_wide(api)
    for _ in range(rounds):
        said = random.randint(1, 5)
        for _ in range(said):
            speaker = random.choice(speakers)
            last[speaker.id] = speaker.speak(api) or last[speaker.id]
        await api.wait_until(
            lambda: len(api.updates.pending) <= MOST_WAITING or None, PATIENCE, f"at most {MOST_WAITING} waiting"
        )
        await replicas.killed_at_random(random, most_requests=4 + said)
    for update_id in last.values():
        await api.wait_until_confirmed(update_id)
    for speaker in speakers:
        await api.wait_until(
            lambda speaker=speaker: (
                len({unmarked(message) for message in api.user(speaker.id).messages}) >= speaker.said or None
            ),
            PATIENCE,
            f"every answer to {speaker.id}",
        )
    await until_stored(replicas.url, "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM updates WHERE reply IS NOT NULL)")
    await replicas.stopped()
    for speaker in speakers:
        check_speaker(replicas, speaker)


async def test_updates_survive_kills(impatient_replicas: Replicas) -> None:
    await updates_while_killed(impatient_replicas, rounds=4, seed=1)


@pytest.mark.slow
async def test_updates_survive_a_hundred_kills(impatient_replicas: Replicas) -> None:
    await updates_while_killed(impatient_replicas, rounds=100, seed=2)


async def pings_while_killed(replicas: Replicas, rounds: int, seed: int) -> None:
    """Kill replicas over and over while pings are due."""
    api, random = replicas.api, Random(seed)
    people: list[int] = []
    await replicas.started()
    make_windows_wide(api)
    for _ in range(rounds):
        newly_due = [1001 + len(people) + n for n in range(random.randint(1, 5))]
        people += newly_due
        known_to(api, *newly_due)
        await told(replicas.url, datetime.now(UTC) - timedelta(hours=3), newly_due, "/interviewed Acme")
        await replicas.killed_at_random(random, most_requests=3 + len(newly_due))
    for person_id in people:
        await api.wait_for_message(person_id)
    await until_stored(replicas.url, "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pings WHERE state = 'in_flight')")
    await replicas.stopped()
    for person_id in people:
        messages = api.user(person_id).messages
        assert "thank-you note" in messages[0].text
        assert all(REPEAT in message.text for message in messages[1:])


async def test_pings_survive_kills(impatient_replicas: Replicas) -> None:
    await pings_while_killed(impatient_replicas, rounds=4, seed=3)


@pytest.mark.slow
async def test_pings_survive_a_hundred_kills(impatient_replicas: Replicas) -> None:
    await pings_while_killed(impatient_replicas, rounds=100, seed=4)


async def test_each_ping_and_each_update_once_where_nothing_goes_wrong(replicas: Replicas) -> None:
    api, people = replicas.api, range(1001, 1061)
    known_to(api, *people)
    await told(replicas.url, datetime.now(UTC) - timedelta(hours=3), people, "/interviewed Acme")
    await replicas.started()
    speakers = [Speaker(person_id) for person_id in PEOPLE]
    last = [speaker.speak(api) for _ in range(6) for speaker in speakers]
    for update_id in last:
        assert update_id
        await api.wait_until_confirmed(update_id)
    for person_id in people:
        await api.wait_for_message(person_id)
    await replicas.stopped()
    assert [len(api.user(person_id).messages) for person_id in people] == [1] * len(people)
    assert [check_speaker(replicas, speaker) for speaker in speakers] == [0] * len(speakers)
    assert not any(REPEAT in message.text for message in api.messages)


def sent_to(api: BotApi, *chats: int) -> bool:
    """Whether something has been sent to each of the chats, arrived or not."""
    tried = {str(call.params["chat_id"]) for call in api.requests if call.method == "sendMessage"}
    return tried >= {str(chat_id) for chat_id in chats}


async def test_one_that_dies_is_replaced_within_its_lease(
    api: BotApi, impatient_nursery: Nursery, postgresql: Server, tmp_path: Path
) -> None:
    url = postgresql.new_database()
    known_to(api, 8)
    await told(url, datetime.now(UTC) - timedelta(hours=3), [8], "/interviewed Beacon")
    async with serving(api, impatient_nursery, url, tmp_path, processes=2) as replicas:
        first, other = replicas.bots
        for chat_id in (7, 8):
            api.faults.add(replace(Fault.DROP_BEFORE, delay=PATIENCE), method="sendMessage", chat_id=chat_id)
        await first.start()
        update_id = api.user(7).says("/interviewed Acme")
        await api.wait_until(lambda: sent_to(api, 7, 8) or None, PATIENCE, "a reply and a ping on their way")
        await api.wait_until_confirmed(update_id)
        await other.start()
        await other.says("updates are taken")
        await first.kill()
        killed_at = asyncio.get_running_loop().time()
        reply = await api.wait_for_message(7)
        ping = await api.wait_for_message(8)
        # Where leases were not looked at anew, it would be the ordinary one's minute; the rest is for a busy machine.
        assert asyncio.get_running_loop().time() - killed_at < 12 * LEASE_SECONDS
        assert [REPEAT in message.text for message in (reply, ping)] == [True, True]
        assert await other.stop() == 0
