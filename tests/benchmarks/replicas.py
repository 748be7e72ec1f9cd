"""Several processes of the bot by webhook, on one PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.pushing import PATH, SECRET
from tests.benchmarks.results import Add
from tests.benchmarks.running import Program, running, start
from tests.benchmarks.scale import Scale
from tests.benchmarks.subjects import ASKED, CALLED
from tests.benchmarks.updates import load, warm
from tests.botapi.webhook import free_port

REPLICAS = "replicas by webhook"
COUNTS = {1: "one process", 2: "two processes", 4: "four processes"}


def shared(program: Program, count: int, folder: Path, scale: Scale, add: Add) -> None:
    """As many updates as they take together; the program is on PostgreSQL."""
    ports = [free_port() for _ in range(count)]
    processes = [
        program.told(
            WEBHOOK_URL=f"https://bot.example{PATH}", WEBHOOK_LISTEN=f"127.0.0.1:{port}", WEBHOOK_SECRET=SECRET
        )
        for port in ports
    ]
    with running(processes[0], folder, scale.limit) as started:
        for process in processes[1:]:
            start(process, folder, started)
        started.seconds_to_first_poll()
        started.double.order("push", ports=ports)
        warm(started, 2 * scale.people)
        # Others each time: whoever has just been answered would be made to wait a second.
        for text, first in ((CALLED, 1), (ASKED, scale.people + 1)):
            everybody = [(person_id, text) for person_id in range(first, first + scale.people)]
            add(REPLICAS, text, COUNTS[count], load(started, everybody))
