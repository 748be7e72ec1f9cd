"""What other trackers' statuses say: Huntr's lists, Teal's, those of Notion's templates, Indeed's and LinkedIn's."""

from __future__ import annotations

import pytest

from bot.guidance.events import Settlement
from bot.language.statuses import Stage, read_status

OFFER, REJECTED = Settlement.OFFER, Settlement.REJECTED
WITHDRAWN, CLOSED = Settlement.WITHDRAWN, Settlement.CLOSED

SAID = {
    "Rejected": REJECTED,
    "❌ Rejected": REJECTED,
    "5. Rejected after interview": REJECTED,
    "Application rejected": REJECTED,
    "Not Selected": REJECTED,
    "Not selected by employer": REJECTED,
    "Turned down": REJECTED,
    "No offer": REJECTED,
    "Offer rescinded": REJECTED,
    "Offer": OFFER,
    "🎉 Offer received": OFFER,
    "Offered": OFFER,
    "Hired": OFFER,
    "Hired/Accepted": OFFER,
    "Accepted": OFFER,
    "Negotiating": OFFER,
    "Declined offer": OFFER,
    "Offer declined": OFFER,
    "Withdrawn": WITHDRAWN,
    "I Withdrew": WITHDRAWN,
    "withdrew": WITHDRAWN,
    "No longer interested": WITHDRAWN,
    "Declined by me": WITHDRAWN,
    "Ghosted": CLOSED,
    "No Response": CLOSED,
    "Archived": CLOSED,
    "Position filled": CLOSED,
    "Closed": CLOSED,
    "no answer, called twice": None,
    "Thank you sent": None,
    "Thank-you sent": None,
    "Left voicemail": None,
    "Interviewing": Stage.OPEN,
    "Interview": Stage.OPEN,
    "Interview_scheduled": Stage.OPEN,
    "Applied - interviewing": Stage.OPEN,
    "Phone Screen": Stage.OPEN,
    "On-site": Stage.OPEN,
    "Final round": Stage.OPEN,
    "In progress": Stage.OPEN,
    "Applied": Stage.NO_INTERVIEW,
    "Applying": Stage.NO_INTERVIEW,
    "Applied, awaiting response": Stage.NO_INTERVIEW,
    "Application submitted": Stage.NO_INTERVIEW,
    "WISHLIST": Stage.NO_INTERVIEW,
    "Wish list": Stage.NO_INTERVIEW,
    "Bookmarked": Stage.NO_INTERVIEW,
    "Saved": Stage.NO_INTERVIEW,
    "Not started": Stage.NO_INTERVIEW,
    "Ready to apply": Stage.NO_INTERVIEW,
    "No interview": Stage.NO_INTERVIEW,
    "Declined": None,
    "Passed": None,
    "42": None,
    "": None,
}


@pytest.mark.parametrize("words", SAID)
def test_what_a_status_says(words: str) -> None:
    assert read_status(words) is SAID[words]
