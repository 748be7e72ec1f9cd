"""What `/note` and `/script` give back: typed, without a word of wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.guidance.letters import CallKind, LetterPlan, NoLetter
from bot.guidance.plan import Plan
from bot.guidance.verdict import Verdict

if TYPE_CHECKING:
    from bot.services.outcomes import Recorded


@dataclass(frozen=True, slots=True)
class Letters:
    """`/note`: a letter to each interviewer, and what can be tapped beneath."""

    plan: Plan
    letters: tuple[LetterPlan, ...]
    draft_id: int
    choices: tuple[tuple[str, str], ...]
    """The slots and values that the draft's options fill, in order."""
    at: datetime
    page: int = 0


@dataclass(frozen=True, slots=True)
class NoteSent:
    """The letter's own button recorded that the note was sent."""

    recorded: Recorded


@dataclass(frozen=True, slots=True)
class NoNote:
    """There is no note to write, and why."""

    plan: Plan
    why: NoLetter
    at: datetime


@dataclass(frozen=True, slots=True)
class Script:
    """`/script`: the verdict, and which call it would be; None where there is none to make."""

    plan: Plan
    verdict: Verdict
    call: CallKind | None
    at: datetime


LetterOutcome = Letters | NoteSent | NoNote | Script
