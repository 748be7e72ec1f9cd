"""`/settings`: each value with its default, changed by a tap or in words, and what that moves."""

from __future__ import annotations

import pytest

from tests.dialogs.conversation import Conversation, shown_at
from tests.dialogs.script import plays


async def test_the_list_has_each_value_its_default_and_what_the_article_says(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /settings
        Time zone: Europe/Berlin, where it is 14:00.
        Ping hours: 09:00 to 20:00 (my default; the article is silent).
        Between calls: after 5 working days (my default; the article says three calls at the most, ¶7, and no days).
        First call, sales work: after 3 working days (my default; the article says only that sales likes people
        Public holidays: none
        Weekly nudge: on (my default; the article says to keep looking, ¶10, and names no day).
        [Time zone] [Ping hours] [Calling hours] [First call] [Between calls] [Public holidays] [Weekly nudge]
        > /settings between calls 7
        > /settings
        Between calls: after 7 working days (yours; my default: after 5 working days; the article says three calls
        """,
    )


async def test_each_is_opened_by_the_name_that_the_list_gives_it(talk: Conversation) -> None:
    listed = await talk.says("/settings")
    names = [line.partition(":")[0] for line in listed.text.splitlines()[3:-1]]
    assert len(names) == 9
    for name in names:
        assert (await talk.says(f"/settings {name}")).text.startswith(f"{name}: ")


async def test_a_setting_is_changed_by_taps_within_one_message(talk: Conversation) -> None:
    listed = await talk.says("/settings")
    for label in ("Ping hours", "08:00 to 18:00"):
        assert await talk.presses(label, listed) is listed
    assert listed.text == "✓ Ping hours, from now on: 08:00 to 18:00."
    assert listed.labels == ["All settings", "Undo"]
    await talk.presses("All settings", listed)
    await talk.presses("Ping hours", listed)
    assert "yours; my default: 09:00 to 20:00" in listed.text
    await talk.presses("Back to the default", listed)
    assert listed.text == "✓ Ping hours, from now on: 09:00 to 20:00."
    await talk.presses("Undo", listed)
    assert listed.text == "↩ Taken back. I write to you from 08:00 to 18:00 again, no longer from 09:00 to 20:00."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ping hours 8-18", "Ping hours, from now on: 08:00 to 18:00."),
        ("ping-hours 8am-6pm", "Ping hours, from now on: 08:00 to 18:00."),
        ("Calling hours 10 to 16", "Calling hours, from now on: 10:00 to 16:00."),
        ("days between calls 7", "Between calls, from now on: after 7 working days."),
        ("between calls sales one week", "Between calls, sales work, from now on: after 5 working days."),
        ("first call 1 day", "First call, from now on: after one working day."),
        ("first call sales 2", "First call, sales work, from now on: after 2 working days."),
        ("holidays Germany", "Public holidays, from now on: Germany."),
        ("country us", "Public holidays, from now on: United States."),
        ("day/month order month first", "Order of day and month, from now on: month first, 3/4 is 4 March."),
        ("day first", "Order of day and month, from now on: day first, 3/4 is 3 April."),
        ("month-first", "Order of day and month, from now on: month first, 3/4 is 4 March."),
        ("first call three", "First call, from now on: after 3 working days."),
        ("no holidays", "Public holidays: none, as before."),
        ("no weekly nudge", "Weekly nudge, from now on: off."),
        ("weekly nudge off", "Weekly nudge, from now on: off."),
        ("nudge on", "Weekly nudge: on, as before."),
    ],
)
async def test_a_setting_is_changed_in_words_and_taken_back(talk: Conversation, typed: str, said: str) -> None:
    await talk.says("/start")
    before = talk.facts()["people"]
    await plays(talk, f"> /settings {typed}\n{said}")
    if "as before" not in said:
        assert talk.facts()["people"] != before
        await plays(talk, "* Undo\n↩ Taken back")
    assert talk.facts()["people"] == before


async def test_a_setting_that_was_opened_takes_words(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /settings
        * Public holidays
        Whose public holidays are days off, on which no call is made.
        [Germany] [All settings]
        > Portugal
        ✓ Public holidays, from now on: Portugal.
        > /settings holidays
        Public holidays: Portugal (yours; my default: none
        > none
        ✓ Public holidays, from now on: none.
        """,
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ping hours 18-8", "“18-8” ends before it begins"),
        ("ping hours 9-9", "ends before it begins, or within the hour"),
        ("ping hours 9:00-9:30", "or within the hour"),
        ("calling hours 25-26", "I could not read “25-26” as hours of the day"),
        ("calling hours mornings", "I could not read “mornings” as hours of the day"),
        ("between calls 0", "“0” cannot be: between 1 and 60 working days."),
        ("between calls 400 days", "“400 days” cannot be: between 1 and 60 working days."),
        ("first call soon", "I could not read “soon” as a number of working days"),
        ("first call -3", "I could not read “-3” as a number"),
        ("holidays Atlantis", "I know no country “Atlantis”"),
        ("holidays EU", "I know no public holidays for “EU”"),
        ("weekly nudge maybe", "I could not read “maybe” as one of these"),
        ("order of pizza", "I know no setting “order of pizza”"),
        ("🚀", "I know no setting “🚀”"),
    ],
)
async def test_what_cannot_be_is_told_and_changes_nothing(talk: Conversation, typed: str, said: str) -> None:
    await talk.says("/start")
    before = talk.facts()
    text = (await talk.says(f"/settings {typed}")).text
    assert said in text
    assert "othing has changed" in text
    assert talk.facts() == before


async def test_a_wrong_value_can_be_put_right_at_once(talk: Conversation) -> None:
    await plays(
        talk, "> /settings between calls 0\ncannot be\n> 8\n✓ Between calls, from now on: after 8 working days."
    )


async def test_more_days_between_calls_move_the_next_call_and_its_ping(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /thanked Acme
        A call from Mon 30 Nov, 09:00 on.
        > /interviewed Beta
        > /settings first call 8
        Acme: the next call is now Thu 3 Dec, 09:00.
        Beta: the next call is now Thu 3 Dec, 09:00.
        > /should_i_call Acme
        I leave 8 working days before a first call (your setting, not the article’s).
        + until Wed 2 Dec 23:00
        ! a call is due
        + until Thu 3 Dec 12:00
        📞 Acme
        """,
    )


async def test_other_ping_hours_move_the_next_ping(talk: Conversation) -> None:
    await plays(
        talk, "> /interviewed Acme\n> /settings ping hours 17-21\nAcme: the next ping is now Mon 23 Nov, 17:00."
    )
    (note, *_) = await talk.until("Mon 23 Nov 20:00")
    assert shown_at([note]) == ["Mon 23 Nov 17:00"]


async def test_a_setting_that_moves_nothing_says_nothing_of_it(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /settings between calls 9\n! Acme")


async def test_a_zone_alone_moves_no_call_by_the_clock_on_the_wall(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /timezone Europe/Lisbon\n! the next call")


async def test_no_more_than_a_few_moves_are_listed(talk: Conversation) -> None:
    for name in ("Acme", "Borealis", "Contoso", "Dunder", "Ecorp", "Fabrikam", "Globex"):
        await talk.says(f"/interviewed {name}")
    await plays(talk, "> /settings first call 9\n…and 2 more. All of it: /agenda")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("time zone Lisbon", "✓ Your time zone is Europe/Lisbon"),
        ("timezone", "Which time zone are you in?"),
        ("pause until 7 December", "🔕 No pings until Mon 7 Dec."),
        ("pause", "?"),
        ("pings off", "🔕 No more pings"),
        ("pings on", "🔔 Pings are on."),
    ],
)
async def test_what_has_a_command_of_its_own_is_set_here_too(talk: Conversation, typed: str, said: str) -> None:
    assert said in (await talk.says(f"/settings {typed}")).text


async def test_pings_are_stopped_and_brought_back_from_the_list(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /settings
        Pings: on (my default).
        * Stop all pings
        🔕 No more pings, about anything.
        > /settings
        Pings: off (yours; my default: on).
        * Pings again
        🔔 Pings are on.
        > /pause until 7 December
        > /settings
        Pings: paused until Mon 7 Dec (yours; my default: on).
        """,
    )
