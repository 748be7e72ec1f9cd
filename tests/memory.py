"""A database without a file, for what needs the house's tables and nothing that only a file has."""

from __future__ import annotations

from sqlalchemy import Engine, make_url

from storage.engine import open_engine
from storage.tables import metadata


def engine_in_memory() -> Engine:
    """An engine as the bot's own, whose every user in a thread shares one connection."""
    engine = open_engine(make_url("sqlite://"))
    metadata.create_all(engine)
    return engine
