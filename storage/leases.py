"""Leases: until when something is one process's, by the clocks of several, which never quite agree."""

from __future__ import annotations

from datetime import datetime


def beyond(now: datetime, lease_until: datetime) -> datetime:
    """What no lease reaches that was made by now, not even by a clock that is ahead of this one by a whole lease."""
    return lease_until + (lease_until - now)
