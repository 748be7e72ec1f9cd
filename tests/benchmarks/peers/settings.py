"""What every peer is told of its surroundings."""

from __future__ import annotations

import os

TOKEN = os.environ["TELEGRAM_BOT_TOKEN"]
API = os.environ["TELEGRAM_API_BASE_URL"]
PTB_URL = f"{API}/bot"
