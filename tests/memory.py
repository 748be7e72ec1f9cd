"""A database without a file, for what needs the house's tables and nothing that only a file has."""

from __future__ import annotations

from sqlalchemy import Engine, StaticPool, create_engine

from storage.engine import use_own_transactions
from storage.json_text import from_json, to_json
from storage.tables import metadata


def engine_in_memory() -> Engine:
    """An engine whose every user shares one connection, and which writes values as the bot's own does."""
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, hide_parameters=True, json_serializer=to_json, json_deserializer=from_json
    )
    use_own_transactions(engine)
    metadata.create_all(engine)
    return engine
