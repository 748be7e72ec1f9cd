"""What `/note` and `/script` give back: typed, without a word of wording."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.guidance.letters import CallKind, LetterPlan, NoLetter
from bot.guidance.plan import Plan
from bot.guidance.verdict import Verdict

if TYPE_CHECKING:
    from bot.services.outcomes import Recorded


class Letters(Struct, frozen=True):
    """`/note`: a letter to each interviewer, and what can be tapped beneath."""

    plan: Plan
    letters: tuple[LetterPlan, ...]
    draft_id: int
    choices: tuple[tuple[str, str], ...]
    """The slots and values that the draft's options fill, in order."""
    at: datetime
    page: int = 0


class NoteSent(Struct, frozen=True):
    """The letter's own button recorded that the note was sent."""

    recorded: Recorded


class NoNote(Struct, frozen=True):
    """There is no note to write, and why."""

    plan: Plan
    why: NoLetter
    at: datetime


class Script(Struct, frozen=True):
    """`/script`: the verdict, and which call it would be; None where there is none to make."""

    plan: Plan
    verdict: Verdict
    call: CallKind | None
    at: datetime


LetterOutcome = Letters | NoteSent | NoNote | Script
