"""An interview's own particulars: company, role and sales work, as they were put right."""

from __future__ import annotations

from msgspec.structs import replace

from bot.guidance.events import Renamed, RoleSaid, SalesSaid
from bot.guidance.facts import Interview


def as_corrected(interview: Interview) -> Interview:
    """The interview with the company, role and sales that were said last."""
    corrections = [event for event in interview.events if isinstance(event.what, Renamed | RoleSaid | SalesSaid)]
    for event in sorted(corrections, key=lambda event: (event.at, repr(event.what))):
        match event.what:
            case Renamed(name=name):
                interview = replace(interview, company=name)
            case RoleSaid(role=role):
                interview = replace(interview, role=role)
            case SalesSaid(sales=sales):
                interview = replace(interview, sales=sales)
    return interview
