"""What the use cases of the pictures give back."""

from __future__ import annotations

from msgspec import Struct

from bot.guidance.funnel import Funnel
from bot.guidance.timeline import Timeline


class TimelineShown(Struct, frozen=True):
    """`/timeline`: the open interviews on a calendar strip; without rows where every interview is settled."""

    timeline: Timeline


class FunnelShown(Struct, frozen=True):
    """`/funnel`: the search so far; nothing is counted while every interview is still to come."""

    funnel: Funnel


PictureOutcome = TimelineShown | FunnelShown
