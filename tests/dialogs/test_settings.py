"""`/timezone`, `/mute` and `/unmute`."""

import pytest

from tests.dialogs.conversation import Conversation, shown_at
from tests.dialogs.script import plays


async def test_the_time_zone_is_set_said_back_and_asked_for(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /timezone America/New_York
        ✓ Your time zone is America/New_York: it is 08:00 there now.
        Shall the public holidays of the United States be days off?
        [Holidays of United States] [Undo]
        > /timezone
        Which time zone are you in? Write a city
        > tokyo
        ✓ Your time zone is Asia/Tokyo: it is 22:00 there now.
        * Undo
        ↩ Taken back. Your time zone is America/New_York again, no longer Asia/Tokyo.
        """,
    )


async def test_a_zone_may_be_hours_from_utc(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /timezone UTC+2
        ✓ Your time zone is UTC+2: it is 15:00 there now.
        To have public holidays taken as days off, name the country: /settings holidays Germany
        > /timezone UTC+2 DE
        Public holidays of Germany are days off.
        > /start
        Your time zone is UTC+2
        """,
    )


async def test_a_slip_of_the_zone_is_met_with_suggestions(talk: Conversation) -> None:
    before = talk.facts()
    await plays(
        talk,
        """
        > /timezone Europe/Berln
        I cannot tell the time zone from “Europe/Berln”, so nothing has changed.
        [Europe/Berlin]
        """,
    )
    assert talk.facts()["changes"] == before["changes"] == []
    await plays(talk, "* Europe/Berlin\n✓ Your time zone is Europe/Berlin")


async def test_no_zone_at_all_changes_nothing_and_is_asked_again(talk: Conversation) -> None:
    for zone in ("Nowhere", "UTC+99", "🚀", "<b>", "Europe", "x" * 500):
        await plays(talk, f"> /timezone {zone}\nso nothing has changed.\nWhich time zone are you in?")
    assert talk.facts()["changes"] == []
    await plays(talk, "> Europe/London\n✓ Your time zone is Europe/London: it is 13:00 there now.")


async def test_a_country_without_known_holidays_is_refused(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /timezone Europe/Berlin XX
        I know no country “XX”, so nothing has changed.
        > Europe/Berlin DE
        Public holidays of Germany are days off.
        """,
    )


async def test_holidays_shift_a_call(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 2026-11-19 10:00
        > /thanked Acme
        A call from Thu 26 Nov, 09:00 on.
        > /timezone America/New_York US
        Public holidays of the United States are days off.
        > /should_i_call Acme
        ⏳ Not yet, from Fri 27 Nov, 09:00: Acme.
        """,
    )
    # Thursday is Thanksgiving.
    assert "Fri 27 Nov 16:00" in shown_at(await talk.until("Fri 27 Nov 20:00"))


async def test_pings_follow_the_zone(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /timezone Asia/Tokyo
        """,
    )
    # Two hours after the interview it is 01:00 in Tokyo; the ping waits for 09:00 there.
    ping, *_ = await talk.until("Tue 24 Nov 12:00")
    assert shown_at([ping]) == ["Tue 24 Nov 01:00"]


async def test_mute_all_and_again(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /mute
        🔕 No more pings, about anything. /unmute brings them back; I still answer whatever you ask.
        [Pings again] [Undo]
        > /interviewed Beta
        ! I remind you
        > /agenda
        🔕 Pings are off: /unmute
        + until Wed 25 Nov 12:00
        (nothing)
        > /should_i_call Acme
        ⏳ Not yet
        > /mute
        * Pings again
        🔔 Pings are on.
        + 1 hour
        ✉️
        """,
    )


async def test_mute_one_and_again(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /interviewed Beta
        > /mute Acme
        ✓ Recorded: pings stopped · Acme
        /should_i_call still answers. To have them back: /unmute Acme
        > /status
        Acme: the note first (¶4), then from Mon 30 Nov, 09:00 🔕
        + until Mon 23 Nov 17:00
        ✉️ Beta
        ! Acme
        > /unmute
        stay quiet: /unmute Acme
        > /unmute Acme
        ✓ Recorded: pings on again · Acme
        Next: the thank-you note, right away
        + until Tue 24 Nov 17:00
        ✉️ Acme: the thank-you note is still open
        """,
    )


async def test_unmuting_one_while_all_are_muted_says_so(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /mute
        > /unmute Acme
        All pings are off, though, until you send /unmute alone.
        """,
    )


@pytest.mark.parametrize("command", ["mute", "unmute"])
@pytest.mark.parametrize("answer", ["* Acme", "> Acme"])
async def test_a_near_miss_never_mutes_all(talk: Conversation, command: str, answer: str) -> None:
    await plays(talk, f"> /interviewed Acme\n> /{command} Acne\n{answer}\n· Acme")
    assert '"muted"' not in str(talk.facts()["people"])


@pytest.mark.parametrize("stop", ["/mute", "/stop"])
async def test_after_stop_nothing_comes_and_the_way_back_is_one_tap(talk: Conversation, stop: str) -> None:
    await plays(talk, "> /interviewed Acme\n> /remind Acme tomorrow")
    stopped = await talk.says(stop)
    assert stopped.labels[0] == "Pings again"
    assert await talk.until("Mon 14 Dec 12:00") == []
    await talk.presses("Pings again", stopped)
    assert stopped.text.startswith("🔔 Pings are on.")
    assert await talk.later(hours=1)


async def test_stop_for_one_is_mute_for_one(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /stop Acme
        ✓ Recorded: pings stopped · Acme
        * Pings again
        ✓ Recorded: pings on again · Acme
        """,
    )


async def test_the_name_of_a_clock_offers_places(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /timezone EST US
        [America/New_York] [America/Toronto]
        * America/New_York
        ✓ Your time zone is America/New_York
        """,
    )


async def test_what_was_muted_by_itself_is_spoken_of_only_where_it_is_there(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /mute
        > /unmute
        🔔 Pings are on.
        ! one by one
        > /mute Acme
        > /unmute
        🔔 Pings are on. Interviews that you muted one by one stay quiet: /unmute Acme
        """,
    )
