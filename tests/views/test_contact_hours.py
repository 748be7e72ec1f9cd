"""Whoever calls into another zone reads the hours by both clocks; who calls at home reads them once."""

from datetime import time

import pytest
from msgspec.structs import replace

from bot.guidance.events import StepKind
from bot.guidance.facts import Hours, Preferences
from bot.guidance.ground_rules import Contact
from bot.guidance.verdict import verdict_at
from bot.guidance.week import Week
from bot.services.outcomes import Judged, PingLine, PingMessage, StepState
from bot.views.render import render
from bot.views.reply import plain
from tests.guidance.cases import HELD, HERE, NOTE, moment, plan_of, said, steps_of

NEW_YORK = "America/New_York"
BOTH = "Call between 09:00 and 17:00 their time (America/New_York), which is 15:00 to 23:00 yours."
HAWAII = "Call between 09:00 and 17:00 their time (Pacific/Honolulu), which is 20:00 to 04:00 yours."


def verdict_words(zone: str | None, now: str) -> str:
    plan, at = plan_of(HELD, NOTE, said(Contact("Dana", time_zone=zone))), moment(now)
    return plain(render(Judged(((plan, verdict_at(plan, at)),), True, at)).text)


@pytest.mark.parametrize("now", ["Tue 3 Nov 10:00", "Mon 9 Nov 10:00", "Mon 9 Nov 16:00"])
def test_the_verdict_tells_the_hours_by_both_clocks(now: str) -> None:
    assert BOTH in verdict_words(NEW_YORK, now)


@pytest.mark.parametrize("zone", [None, "Europe/Berlin", "Europe/Paris"])
def test_not_where_both_clocks_show_the_same(zone: str | None) -> None:
    assert "their time" not in verdict_words(zone, "Mon 9 Nov 10:00")


def ping_words(zone: str | None, now: str, preferences: Preferences = HERE) -> str:
    plan = plan_of(HELD, NOTE, said(Contact("Dana", time_zone=zone)), preferences=preferences)
    (call,) = steps_of(plan, StepKind.CALL)
    line = PingLine(call.key, StepState.OPEN, plan, call, verdict_at(plan, moment(now)))
    return plain(render(PingMessage(1, (line,), Week(), moment(now), preferences)).text)


def test_so_does_the_ping() -> None:
    text = ping_words(NEW_YORK, "Mon 9 Nov 16:00")
    assert text.count(BOTH) == 1
    assert "ahead" not in text


def test_a_call_told_ahead_names_their_hours_and_yours() -> None:
    text = ping_words("Pacific/Honolulu", "Mon 9 Nov 19:00")
    assert HAWAII in text
    assert "That is outside your ping hours, 09:00 to 20:00, so I tell you ahead." in text


def test_at_home_it_names_the_calling_hours_once() -> None:
    text = ping_words(None, "Sun 8 Nov 20:00", replace(HERE, ping_hours=Hours(time(18), time(21))))
    assert "I take working days, 09:00 to 17:00, as calling hours (my default, not the article’s)." in text
    assert "That is outside your ping hours, 18:00 to 21:00, so I tell you ahead." in text
    assert "their time" not in text


def test_hours_that_were_set_are_the_persons_own_and_nobodys_default() -> None:
    own = replace(HERE, ping_hours=Hours(time(18), time(21)), calling_hours=Hours(time(9), time(16)))
    text = ping_words(None, "Sun 8 Nov 20:00", own)
    assert text.count("09:00 to 16:00") == 1
    assert "09:00 to 16:00, as calling hours (your setting, not the article’s)." in text
