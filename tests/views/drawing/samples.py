"""Interviews to draw: as many as wanted, each with a history of its own. Today is Mon 30 Nov 2026."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.guidance.events import Heard, Planned
from bot.guidance.ground_rules import AwayUntil, CallEveryWeekday, DecisionBy
from bot.guidance.plan import derive_plan
from bot.guidance.timeline import Timeline, timeline_of
from bot.services.limits import MOST_DRAWN
from tests.guidance.cases import HELD, HERE, NO_ANSWER, NOTE, SPOKE, THREE_TRIES, Fact, interview, moment, said

NOW = moment("Mon 30 Nov 14:00")
HISTORIES: tuple[tuple[Fact, ...], ...] = (
    (HELD, NOTE),
    (HELD, NOTE, *THREE_TRIES[:2], said(DecisionBy(moment("Fri 4 Dec").date()))),
    (HELD, NOTE, said(CallEveryWeekday(1)), ("Tue 24 Nov 10:00", NO_ANSWER), ("Thu 26 Nov 10:00", Heard())),
    (("Fri 4 Dec 10:00", Planned()),),
    (HELD, ("Mon 9 Nov 11:00", SPOKE), ("Tue 10 Nov 9:00", NO_ANSWER), said(AwayUntil(moment("Mon 7 Dec").date()))),
)
NAMES = ("Acme", "Łódź & Søn — Çelik", "Ромашка " * 8, "$x_1$ Corp", "株式会社ソニー", "שלום בעמ", "🚀 Rocket GmbH")


def timeline(count: int, names: Sequence[str] = NAMES) -> Timeline:
    """So many interviews on a calendar."""
    plans = []
    for nth in range(count):
        facts = interview(*HISTORIES[nth % len(HISTORIES)], id=nth + 1)
        plans.append(derive_plan(replace(facts, company=names[nth % len(names)]), HERE))
    return timeline_of(plans, NOW.date(), NOW, MOST_DRAWN)
