"""Updates of any kind, as described and broken, through the whole bot: no error that nobody minds, and nobody hung.

`uv run pytest -m slow tests/faults/test_any_update.py` takes a hundred thousand, others each time; FUZZ_UPDATES is for
more or fewer, FUZZ_SEED for those of an earlier run, which says it where it fails. What was interesting once is kept in
`corpus`, and done again with every run of the tests.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.faults.any_update import Json, as_described, broken
from tests.faults.fuzzed import Fuzzed

CORPUS = sorted(Path(__file__).with_name("corpus").glob("*.json"))
UPDATES = int(os.environ.get("FUZZ_UPDATES", "100000"))
SEED = os.environ.get("FUZZ_SEED") or os.urandom(6).hex()
PARTS = 8
_ROUNDS = 40
"""Examples that Hypothesis is asked for at once; there are more until the part has had its share of updates."""


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[Fuzzed]:
    with pytest.MonkeyPatch.context() as patch:
        # Nobody waits: neither after what cannot be read, nor for a chat's turn.
        patch.setattr("bot.delivery.polling._backoff", lambda _: 0.0)
        patch.setattr("bot.delivery.pace.AT_ONCE", 10**9)
        made = Fuzzed()
        yield made
        made.close()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_was_interesting_once(fuzzed: Fuzzed, path: Path) -> None:
    kept = json.loads(path.read_text("utf-8"))
    fuzzed.goes_through(kept["acts"], as_described=kept["as_described"])


def test_the_corpus_is_kept() -> None:
    assert len(CORPUS) >= 10


def go_through(fuzzed: Fuzzed, part: int, share: int, *, wild: bool) -> int:
    """Take a share of updates, which differ from part to part and from seed to seed; gives how many there were."""
    print(f"FUZZ_SEED={SEED} goes through the same again")
    began, runs = fuzzed.updates, 0

    def go(acts: list[Json]) -> None:
        fuzzed.goes_through(acts, as_described=not wild)

    limits = settings(
        max_examples=min(_ROUNDS, 1 + share // 40),
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    while fuzzed.updates - began < share:
        runs += 1
        seed(f"{SEED} {part} {runs}")(limits(given(broken if wild else as_described)(go)))()
    return fuzzed.updates - began


def test_some_updates_of_any_kind(fuzzed: Fuzzed) -> None:
    for wild in (False, True):
        assert go_through(fuzzed, 0, 100, wild=wild) >= 100


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_hundred_thousand_updates_of_any_kind(fuzzed: Fuzzed, part: int) -> None:
    assert go_through(fuzzed, part, UPDATES // PARTS, wild=bool(part % 2)) >= UPDATES // PARTS
