"""What the use cases of the pictures give back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.guidance.funnel import Funnel
from bot.guidance.timeline import Timeline


@dataclass(frozen=True, slots=True)
class TimelineShown:
    """`/timeline`: the open interviews on a calendar strip; without rows where every interview is settled."""

    timeline: Timeline


@dataclass(frozen=True, slots=True)
class FunnelShown:
    """`/funnel`: the search so far; nothing is counted while every interview is still to come."""

    funnel: Funnel


PictureOutcome = TimelineShown | FunnelShown
