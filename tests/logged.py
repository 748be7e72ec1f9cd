"""What was logged, as a test reads it."""

from __future__ import annotations

import pytest

from bot.logs import FIELDS


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Each event with its fields in order, before people and updates are hashed: "a ping failed error=… person=7"."""
    lines = []
    for record in caplog.records:
        fields = [f"{name}={record.__dict__[name]}" for name in sorted(FIELDS & record.__dict__.keys())]
        lines.append(" ".join([record.getMessage(), *fields]))
    return lines
