"""kill -9 at random moments: nothing lost, nothing done twice, every repeat marked."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from tests.botapi import BotApi, Fault
from tests.faults.facts import (
    REPEAT,
    assert_repeats_are_marked,
    events_of,
    known_to,
    told,
    unmarked,
    until_stored,
)
from tests.faults.process import BotProcess
from tests.patience import PATIENCE

PEOPLE = (101, 102, 103, 104)
COMPANIES = (
    *("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ironwood", "Juniper", "Katsura"),
    *("Larch", "Maple", "Nutmeg", "Oak", "Poplar", "Quince", "Rowan", "Spruce", "Teak", "Umbrella", "Viburnum"),
    *("Willow", "Yew", "Zelkova", "Acacia", "Bamboo", "Cherry", "Damson", "Ebony", "Fig", "Gorse", "Holly"),
)
STEPS = (("interviewed", "interviewed", ""), ("thanked", "thanked", ""), ("called", "called", " no answer"))


class Speaker:
    """A person with a known sequence of things to say, each of which records one event."""

    def __init__(self, person_id: int) -> None:
        self.id = person_id
        self.script = [
            (f"/{command} {company}{rest}", (company, kind)) for company in COMPANIES for command, kind, rest in STEPS
        ]
        self.said = 0

    def speak(self, api: BotApi) -> int | None:
        """Say the next thing; gives its update."""
        if self.said == len(self.script):
            return None
        self.said += 1
        return api.user(self.id).says(self.script[self.said - 1][0])

    @property
    def expected(self) -> list[tuple[str, str]]:
        """The events that what was said so far stands for."""
        return [event for _, event in self.script[: self.said]]


def make_windows_wide(api: BotApi) -> None:
    """Let answers take a while, so that kills fall before and after what they answer."""
    api.latency = 0.004
    api.faults.add(Fault.delayed(0.03), method="sendMessage", times=None, probability=0.5)
    api.faults.add(Fault.delayed(0.01), method="getUpdates", times=None, probability=0.2)


async def killed_at_random(api: BotApi, bot: BotProcess, random: Random, most_requests: int) -> None:
    """Start the bot and kill it a moment after one of its first requests, sometimes before any."""
    await bot.start()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(2):
            await bot.has_made(random.randint(1, most_requests))
    # The one thing that no event tells: a moment between two.
    await asyncio.sleep(random.uniform(0, 0.03))
    await bot.kill()


async def updates_while_killed(api: BotApi, bot: BotProcess, rounds: int, seed: int) -> int:
    """Kill the bot over and over while people write; gives how many answers came twice."""
    random = Random(seed)
    speakers = [Speaker(person_id) for person_id in PEOPLE]
    last: dict[int, int] = {}
    make_windows_wide(api)
    for _ in range(rounds):
        said = random.randint(1, 5)
        for _ in range(said):
            speaker = random.choice(speakers)
            last[speaker.id] = speaker.speak(api) or last[speaker.id]
        # It introduces itself, asks for updates, answers each, and asks anew.
        await killed_at_random(api, bot, random, most_requests=4 + said)
    await bot.start()
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
    assert await bot.stop() == 0
    return sum(check_speaker(api, bot, speaker) for speaker in speakers)


def check_speaker(api: BotApi, bot: BotProcess, speaker: Speaker) -> int:
    """Hold what the store and the person's chat have against what they said."""
    assert events_of(bot.database, speaker.id) == speaker.expected
    messages = api.user(speaker.id).messages
    repeats = assert_repeats_are_marked(messages)
    answers = list(dict.fromkeys(unmarked(message) for message in messages))
    assert len(answers) == speaker.said
    for answer, (company, _) in zip(answers, speaker.expected, strict=True):
        assert "Recorded" in answer
        assert company in answer
    return repeats


async def test_updates_survive_kills(api: BotApi, bot: BotProcess) -> None:
    await updates_while_killed(api, bot, rounds=8, seed=1)
    assert "Traceback" not in bot.stderr


@pytest.mark.slow
async def test_updates_survive_a_hundred_kills(api: BotApi, bot: BotProcess) -> None:
    assert await updates_while_killed(api, bot, rounds=100, seed=2) > 0
    assert "Traceback" not in bot.stderr


async def pings_while_killed(api: BotApi, bot: BotProcess, rounds: int, seed: int) -> int:
    """Kill the bot over and over while pings are due; gives how many came twice."""
    random = Random(seed)
    people: list[int] = []
    make_windows_wide(api)
    for _ in range(rounds):
        newly_due = [1001 + len(people) + n for n in range(random.randint(1, 3))]
        people += newly_due
        known_to(api, *newly_due)
        await told(bot.database, datetime.now(UTC) - timedelta(hours=3), newly_due, "/interviewed Acme")
        # It introduces itself, asks for updates, and sends each ping.
        await killed_at_random(api, bot, random, most_requests=3 + len(newly_due))
    await bot.start()
    for person_id in people:
        await api.wait_for_message(person_id)
    await until_stored(bot.database, "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pings WHERE state = 'in_flight')")
    assert await bot.stop() == 0
    for person_id in people:
        messages = api.user(person_id).messages
        assert "thank-you note" in messages[0].text
        assert all(REPEAT in message.text for message in messages[1:])
    return len(api.messages) - len(people)


async def test_pings_survive_kills(api: BotApi, bot: BotProcess) -> None:
    await pings_while_killed(api, bot, rounds=8, seed=3)
    assert "Traceback" not in bot.stderr


@pytest.mark.slow
async def test_pings_survive_a_hundred_kills(api: BotApi, bot: BotProcess) -> None:
    rounds = 100
    assert await pings_while_killed(api, bot, rounds, seed=4) < 10 * rounds
    assert "Traceback" not in bot.stderr


async def test_a_ping_in_flight_is_not_lost_where_its_person_writes_meanwhile(api: BotApi, bot: BotProcess) -> None:
    known_to(api, 7)
    await told(bot.database, datetime.now(UTC) - timedelta(hours=3), [7], "/interviewed Acme")
    api.faults.add(replace(Fault.DROP_BEFORE, delay=PATIENCE), method="sendMessage", chat_id=7)
    await bot.start()
    await api.wait_for_call(lambda call: call.method == "sendMessage")
    await bot.kill()
    # Recording something sets their alarm anew, as if the ping in flight had told them.
    api.user(7).says("/interviewed Beacon")
    await bot.start()
    await api.wait_for_message(7, lambda message: "Beacon" in message.text)
    ping = await api.wait_for_message(7, lambda message: "Acme: time for the thank-you note" in message.text)
    assert REPEAT in ping.text


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.delayed(PATIENCE)], ids=lambda fault: fault.name)
async def test_an_answer_whose_arrival_is_unknown_comes_again_marked(
    api: BotApi, bot: BotProcess, fault: Fault
) -> None:
    api.faults.add(fault, method="sendMessage", chat_id=7)
    update_id = api.user(7).says("/interviewed Acme")
    await bot.start()
    first = await api.wait_for_message(7)
    await bot.kill()
    await bot.start()
    again = await api.wait_for_message(7, lambda message: message is not first)
    await api.wait_until_confirmed(update_id)
    assert REPEAT in again.text
    assert unmarked(again) == first.text
    assert events_of(bot.database, 7) == [("Acme", "interviewed")]
