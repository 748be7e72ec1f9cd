"""`should-i-call ask`: a free question answered in the terminal."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from rich.console import Console

from bot.guidance.facts import Preferences
from bot.language.questions import rank_topics
from bot.terminal.screen import styled
from bot.views.answers import answered


def answer_question(question: str, console: Console) -> None:
    """Print the answer in plain text, with the two topics that come next."""
    reply = answered(rank_topics(question), Preferences(ZoneInfo("UTC")))
    parts = [styled(reply.text).plain]
    if reply.rows:
        parts.append(f"Near it: {', '.join(button.label for row in reply.rows for button in row)}")
    # Lines are broken to the width of a screen, and not in what another program reads.
    text = "\n\n".join(parts)
    console.print(text, markup=False, highlight=False, emoji=False, soft_wrap=not console.is_terminal)
