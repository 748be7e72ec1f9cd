"""What goes into a thank-you note and what is said on a call: the plan of each, without any wording.

Source: `note-contents` and `not-desperate`. Which of several wordings a letter takes follows from a seed and from the
interviewer's number, so that the same answers always give the same letters, and two interviewers never the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from zlib import crc32

from msgspec import Struct

from bot.guidance.etiquette import MOST_CALLS
from bot.guidance.events import Thanked
from bot.guidance.facts import Event
from bot.guidance.plan import Plan
from bot.guidance.verdict import Answer, Verdict

VARIANTS = 6
"""Wordings that there are of each part."""
MOST_LETTERS = VARIANTS
"""Each interviewer gets other words, so there can be no more letters than wordings."""


class Element(StrEnum):
    """What the article wants in a note. Source: `note-contents`."""

    THANKS = "thanks"
    INTEREST = "interest"
    FIT = "fit"


class Part(StrEnum):
    """A part of a letter, which has its own set of wordings."""

    SUBJECT = "subject"
    OPENING = "opening"
    ENJOYED = "enjoyed"
    TOPIC = "topic"
    INTEREST = "interest"
    FIT = "fit"
    CLOSE = "close"
    SIGN_OFF = "sign-off"


ELEMENTS = {Part.OPENING: Element.THANKS, Part.INTEREST: Element.INTEREST, Part.FIT: Element.FIT}
_ALWAYS = frozenset({*ELEMENTS, Part.ENJOYED, Part.CLOSE})
"""Parts that stand in every letter; without an answer a general sentence takes its place."""
_DEALT_FROM = {Part.TOPIC: 0, Part.ENJOYED: 1, Part.FIT: 2}
"""The letter that gets the first part of an answer: many letters are to have something of the person's own."""
_MOVED_BACK = frozenset({Part.SUBJECT, Part.INTEREST, Part.TOPIC, Part.SIGN_OFF})
_LAYOUTS = (
    ((Part.OPENING, Part.ENJOYED), (Part.INTEREST, Part.FIT), (Part.TOPIC,), (Part.CLOSE,)),
    ((Part.OPENING,), (Part.ENJOYED, Part.TOPIC), (Part.INTEREST, Part.FIT), (Part.CLOSE,)),
    ((Part.OPENING, Part.TOPIC), (Part.FIT, Part.INTEREST), (Part.ENJOYED, Part.CLOSE)),
)


class Answers(Struct, frozen=True):
    """What the person told; each in parts, none where the question was skipped."""

    enjoyed: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    topic_of_each: tuple[str, ...] = ()
    """A topic for each interviewer, where they were told apart; "" for one without."""

    def to(self, part: Part) -> tuple[str, ...]:
        """The answer that a part of a letter takes up."""
        return {Part.ENJOYED: self.enjoyed, Part.FIT: self.fits, Part.TOPIC: self.topic}.get(part, ())


class Piece(Struct, frozen=True):
    """One part of a letter: which wording, and what of the answer goes into it."""

    part: Part
    variant: int
    answer: tuple[str, ...] = ()


class LetterPlan(Struct, frozen=True):
    """A letter to one interviewer, whose name may not be known, in paragraphs."""

    to: str
    subject: Piece
    paragraphs: tuple[tuple[Piece, ...], ...]
    sign_off: Piece

    @property
    def elements(self) -> frozenset[Element]:
        """Which of the article's elements it has."""
        return frozenset(ELEMENTS[piece.part] for row in self.paragraphs for piece in row if piece.part in ELEMENTS)


def plan_letters(seed: int, interviewers: Sequence[str], answers: Answers, take: int = 0) -> tuple[LetterPlan, ...]:
    """Plan a letter to each interviewer, or one to nobody by name. `take` gives them other words.

    Raises ValueError for more interviewers than there are wordings.
    """
    names = list(interviewers) or [""]
    if len(names) > MOST_LETTERS:
        raise ValueError(f"{len(names)} letters, but only {MOST_LETTERS} wordings")
    return tuple(_letter(_Draft(seed, take, number, len(names), answers), name) for number, name in enumerate(names))


class _Draft(Struct, frozen=True):
    seed: int
    take: int
    number: int
    letters: int
    answers: Answers

    def piece(self, part: Part) -> Piece:
        """A part in this letter's wording. Neighbours differ by one, so that no two letters have the same."""
        start = crc32(f"{self.seed}:{part}".encode())
        # Another take moves every part, and not all of them the same way, so that other words come together.
        moved = -self.take if part in _MOVED_BACK else self.take
        return Piece(part, (start + self.number + moved) % VARIANTS, self.share(part))

    def share(self, part: Part) -> tuple[str, ...]:
        """An answer's parts are dealt out to the letters, beginning with another letter for each question.

        None stands in two letters; one that gets nothing says it in general words.
        """
        if part is Part.TOPIC and self.answers.topic_of_each:
            own = self.answers.topic_of_each[self.number]
            return (own,) if own else ()
        return self.answers.to(part)[(self.number - _DEALT_FROM.get(part, 0)) % self.letters :: self.letters]


def _letter(draft: _Draft, name: str) -> LetterPlan:
    layout = _LAYOUTS[(crc32(f"{draft.seed}:layout".encode()) + draft.number + draft.take) % len(_LAYOUTS)]
    rows = (tuple(draft.piece(part) for part in row if part in _ALWAYS or draft.share(part)) for row in layout)
    paragraphs = tuple(row for row in rows if row)
    return LetterPlan(name, draft.piece(Part.SUBJECT), paragraphs, draft.piece(Part.SIGN_OFF))


# --- whether a letter is right now -------------------------------------------------------------------------


class NoLetter(StrEnum):
    """Why there is no thank-you note to write."""

    INTERVIEW_AHEAD = "interview-ahead"
    SETTLED = "settled"


def letter_stands(plan: Plan, now: datetime) -> NoLetter | None:
    """Why no note can be written now; None where one can."""
    if plan.standing.settled:
        return NoLetter.SETTLED
    return None if plan.standing.latest_round(now) else NoLetter.INTERVIEW_AHEAD


def note_sent(plan: Plan, now: datetime) -> Event | None:
    """The note for the latest round whose time has come, where it is recorded as sent."""
    latest = plan.standing.latest_round(now)
    return latest.note if latest and latest.note and isinstance(latest.note.what, Thanked) else None


# --- what to say on a call ---------------------------------------------------------------------------------


class CallKind(StrEnum):
    """Which call it is, or would be."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    ASKED_FOR = "asked-for"


_KINDS = (CallKind.FIRST, CallKind.SECOND, CallKind.THIRD)


def call_to_make(plan: Plan, verdict: Verdict) -> CallKind | None:
    """Which call comes next, be it now or later; None where there is none to make."""
    if verdict.answer is Answer.NO or plan.standing.no_calls:
        return None
    if plan.call.named:
        return CallKind.ASKED_FOR
    return _KINDS[min(len(plan.standing.tries), MOST_CALLS - 1)]
