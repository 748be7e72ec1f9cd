"""Metrics for Prometheus, in a registry of their own. Every label has a fixed set of values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.delivery.observer import Observer
from bot.delivery.sender import Fate
from bot.handlers.desk import Became

_PREFIX = "should_i_call"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_NOT_TAKEN = "not-taken"
_OF_PING = {
    Fate.ARRIVED: "sent",
    Fate.UNKNOWN: "unknown",
    Fate.NOT_SENT: "failed",
    Fate.REFUSED: "failed",
    Fate.UNREACHABLE: "unreachable",
}


class Metrics(Observer):
    """Counts what it is told of; what it is not told of is looked up only when somebody asks."""

    def __init__(self, database_errors: Callable[[], int], outbox_length: Callable[[], int]) -> None:
        registry = self._registry = CollectorRegistry()
        self._updates = Counter(
            f"{_PREFIX}_updates", "Updates, by command and outcome.", ["command", "outcome"], registry=registry
        )
        self._latency = Histogram(
            f"{_PREFIX}_update_seconds", "From taking an update to its commit.", buckets=_SECONDS, registry=registry
        )
        self._pings = Counter(f"{_PREFIX}_pings", "Pings that were tried, by outcome.", ["outcome"], registry=registry)
        self._late = Counter(
            f"{_PREFIX}_pings_late", "Pings that were sent long after they came due.", registry=registry
        )
        self._due = Gauge(f"{_PREFIX}_pings_due", "People whose alarm has rung, not yet seen to.", registry=registry)
        self._oldest = Gauge(
            f"{_PREFIX}_pings_oldest_due_seconds", "How long ago the oldest of those rang.", registry=registry
        )
        self._ready = Gauge(
            f"{_PREFIX}_ready", "1 where the store can be reached and Telegram has been met.", registry=registry
        )
        outbox = Gauge(f"{_PREFIX}_outbox_replies", "Replies on their way.", registry=registry)
        outbox.set_function(outbox_length)
        registry.register(_Total(f"{_PREFIX}_database_errors", "Units of work that failed.", database_errors))
        for outcome in set(_OF_PING.values()):
            # A series that begins only with its first failure hides that failure from `rate`.
            self._pings.labels(outcome)

    def update(self, command: str, became: Became | None, seconds: float) -> None:
        """See Observer."""
        self._updates.labels(command, became or _NOT_TAKEN).inc()
        self._latency.observe(seconds)

    def ping(self, fate: Fate, *, late: bool) -> None:
        """See Observer."""
        self._pings.labels(_OF_PING[fate]).inc()
        if late and fate is Fate.ARRIVED:
            self._late.inc()

    def shown(self, overdue: tuple[int, datetime | None] | None, now: datetime, *, has_met_telegram: bool) -> bytes:
        """All of it in Prometheus's text format.

        `overdue` is how many alarms have rung, and when the first did; None, where the store cannot say, shows as NaN.
        """
        unknown = float("nan")
        count, since = overdue or (unknown, None)
        self._ready.set(overdue is not None and has_met_telegram)
        self._due.set(count)
        self._oldest.set((now - since).total_seconds() if since else 0 if overdue else unknown)
        return generate_latest(self._registry)


class _Total(Collector):
    """A count that is kept elsewhere."""

    def __init__(self, name: str, about: str, count: Callable[[], int]) -> None:
        self._name, self._about, self._count = name, about, count

    def collect(self) -> Iterator[Metric]:
        """See Collector."""
        yield CounterMetricFamily(self._name, self._about, value=self._count())
