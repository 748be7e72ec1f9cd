"""Connections to PostgreSQL that do not wait for ever: what a server that has silently gone leaves is given up."""

from __future__ import annotations

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event

T = TypeVar("T")

SILENCE_S = 10.0
"""For the answer to what was asked together, however many statements that is. Longer than the server gives any one of
them, or two that wait for a lock; the network's own limits do not see who keeps a connection open and passes nothing
on."""


class ImpatientConnection(Connection[Any]):
    """Closed once an answer has not come for so long."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Wait for an answer; see psycopg. Raises OperationalError."""
        try:
            return super().wait(gen, interval, timeout or SILENCE_S)
        except OperationalError as error:
            if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                raise
            # The answer is still to come, and would be taken for that to what is asked next.
            self.close()
            raise OperationalError(f"the server has not answered for {timeout or SILENCE_S:.0f} seconds") from error


def use_impatient_connections(engine: Engine) -> None:
    """Have an engine on PostgreSQL make such connections."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, arguments: Any, parameters: Any) -> ImpatientConnection:
        return ImpatientConnection.connect(*arguments, **parameters)
