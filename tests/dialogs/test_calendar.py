"""`/calendar`: a file that calendars take, and take again without doubling anything."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.calendars import by_uid, read, summaries
from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


async def calendar(talk: Conversation, command: str = "/calendar") -> bytes:
    """The file that a command is answered with."""
    message = await talk.says(command)
    assert message.file is not None, message.text
    assert message.file.filename == "should-i-call.ics"
    return message.file.content


async def test_what_comes_stands_in_it(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme Thursday 10:00
        > /interview Hooli Friday
        > /interviewed Globex, engineer today
        > /rules Globex decision by 11 December
        > /remind Globex 30 November 12:00
        > /calendar
        Your calendar file: 2 interviews, 1 call to come, 1 day that they named, 1 reminder.
        A later file replaces these entries and doubles nothing.
        """,
    )
    assert summaries(await calendar(talk)) == [
        "2026-11-26 09:00 Acme: interview",
        "2026-11-27 Hooli: interview",
        "2026-11-30 11:00 Globex (engineer): you asked to be reminded",
        "2026-12-11 Globex (engineer): they decide by today",
        "2026-12-14 08:00 Globex (engineer): call them if they stay silent, once the note is sent",
    ]


async def test_each_entry_rings_in_time(talk: Conversation) -> None:
    await plays(talk, "> /interview Acme Thursday 10:00\n> /interviewed Globex\n> /rules Globex decision by 4 December")
    await talk.says("/thanked Globex")
    alarms = {event.summary: event.alarm[0].trigger for event in read(await calendar(talk)).events}
    assert alarms == {
        "Acme: interview": timedelta(hours=-1),
        "Globex: they decide by today": timedelta(hours=9),
        "Globex: call them if they stay silent, call 1 of 3": timedelta(0),
    }


@pytest.mark.parametrize("further", ["", "> /interview Globex 10 December 10:00"])
async def test_a_call_that_waits_for_the_note_is_tentative_and_rings_not_as_the_agenda_has_it(
    talk: Conversation, further: str
) -> None:
    await plays(talk, f"> /interviewed Globex\n{further}\n> /agenda\nGlobex: a call, once the note is sent")
    (call,) = [event for event in read(await calendar(talk)).events if "call them" in event.summary]
    assert (call.status, call.alarm) == ("TENTATIVE", [])
    assert call.summary == "Globex: call them if they stay silent, once the note is sent"


async def test_the_same_facts_make_the_same_file(talk: Conversation) -> None:
    await talk.says("/interview Acme Thursday 10:00")
    first = await calendar(talk)
    await talk.says("/status")
    assert await calendar(talk) == first


async def test_what_moves_keeps_its_name_and_says_that_it_is_newer(talk: Conversation) -> None:
    await talk.says("/interview Acme Thursday 10:00")
    before = by_uid(await calendar(talk))
    await plays(talk, "> /interview Acme Friday 15:00\n* Move it")
    after = by_uid(await calendar(talk))
    (uid,) = before.keys() & after.keys()
    assert before.keys() == after.keys()
    assert after[uid].dtstart - before[uid].dtstart == timedelta(hours=29)
    assert after[uid].sequence > before[uid].sequence
    assert after[uid].last_modified > before[uid].last_modified


async def test_a_call_that_is_overdue_moves_with_the_days_and_says_that_it_is_newer(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /thanked Acme\n+ until Wed 2 Dec 18:00")
    (first,) = by_uid(await calendar(talk)).values()
    await plays(talk, "+ 1 day")
    (second,) = by_uid(await calendar(talk)).values()
    assert (second.uid, second.dtstart - first.dtstart) == (first.uid, timedelta(days=1))
    assert second.sequence > first.sequence
    assert second.dtstamp > first.dtstamp


async def test_what_is_told_with_something_else_says_that_it_is_newer_too(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /interview Globex Thursday 10:00")
    uid, before = next(item for item in by_uid(await calendar(talk)).items() if "Globex" in item[1].summary)
    await plays(talk, "+ 1 minute\n> Acme rejected me. The Globex interview was moved to Friday 11:00.\n* Yes")
    after = by_uid(await calendar(talk))[uid]
    assert after.dtstart > before.dtstart
    assert after.sequence > before.sequence


async def test_the_only_interview_taken_back_is_struck_out(talk: Conversation) -> None:
    await plays(talk, "> /interview Acme Thursday 10:00\n> /undo")
    assert summaries(await calendar(talk)) == ["2026-11-26 09:00 Acme: interview (off)"]


async def test_the_next_call_takes_the_place_of_the_one_that_was_made(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /thanked Acme")
    first = by_uid(await calendar(talk))
    await plays(talk, "+ until Mon 30 Nov 11:00\n> /called Acme no answer")
    second = by_uid(await calendar(talk))
    assert first.keys() == second.keys()
    assert [event.summary for event in second.values()] == ["Acme: call them if they stay silent, call 2 of 3"]


async def test_an_interview_takes_as_long_as_was_told(talk: Conversation) -> None:
    await plays(talk, "> /interview Acme Thursday 10:00\n> /interview Globex Friday 10:00-11:30")
    lengths = {event.summary: event.dtend - event.dtstart for event in read(await calendar(talk)).events}
    assert lengths == {"Acme: interview": timedelta(minutes=60), "Globex: interview": timedelta(minutes=90)}


@pytest.mark.parametrize(
    ("done", "off"),
    [
        ("> /cancelled Acme", ["2026-11-26 09:00 Acme: interview (off)"]),
        ("> /undo", ["2026-11-26 09:00 Acme: interview (off)"]),
        ("> /close Acme withdrawn", ["2026-11-26 09:00 Acme: interview (off)"]),
        (
            "> /rules Acme call on 30 November\n> /rules Acme no calls",
            ["2026-11-26 09:00 Acme: interview", "2026-12-03 08:00 Acme: call them if they stay silent (off)"],
        ),
    ],
)
async def test_what_is_off_is_struck_out(talk: Conversation, done: str, off: list[str]) -> None:
    await plays(talk, f"> /interviewed Globex\n> /interview Acme Thursday 10:00\n{done}")
    assert [line for line in summaries(await calendar(talk)) if "Acme" in line] == off


async def test_what_was_off_and_has_passed_is_not_named_any_more(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Globex\n> /interview Acme Thursday 10:00\n> /undo\n+ 4 days")
    assert not [line for line in summaries(await calendar(talk)) if "Acme" in line]


async def test_settled_and_there_is_nothing_to_come(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /calendar
        No interview is recorded yet.
        > /interviewed Acme 1 October
        > /close Acme
        > /calendar
        There is nothing to come that would go into a calendar.
        > /calendar Globex
        Nothing is recorded of “Globex”.
        """,
    )


async def test_one_interview_alone(talk: Conversation) -> None:
    await plays(talk, "> /interview Acme Thursday 10:00\n> /interview Globex Friday 10:00")
    assert summaries(await calendar(talk, "/calendar Globex")) == ["2026-11-27 09:00 Globex: interview"]


async def test_wild_names_come_through(talk: Conversation) -> None:
    wild = "Ä; B, C\\D “Ω” 株式会社 " + "x" * 40
    await talk.says(f"/interview {wild} Thursday 10:00")
    (line,) = summaries(await calendar(talk))
    assert line.endswith(": interview")
    assert "Ä; B" in line
    assert "株式会社" in line


async def step(talk: Conversation, label: str = "Add to calendar") -> list[str]:
    """What stands in the file that a button of the latest message gives; the message stays as it is."""
    before = talk.messages[-1].text
    message = await talk.presses(label)
    assert message.file is not None, message.text
    assert talk.messages[-2].text == before
    return summaries(message.file.content)


async def test_each_step_has_a_button_of_its_own(talk: Conversation) -> None:
    await plays(talk, "> /interview Acme Thursday 10:00\n[Add to calendar] [Undo]")
    assert await step(talk) == ["2026-11-26 09:00 Acme: interview"]
    await plays(talk, "> /interviewed Globex\n> /thanked Globex\n[Add to calendar]")
    call = "2026-11-30 08:00 Globex: call them if they stay silent, call 1 of 3"
    assert await step(talk) == [call]
    await plays(talk, "> /should_i_call Globex\n[Add to calendar]")
    assert await step(talk) == [call]
    await plays(talk, "> /remind Globex Wednesday 12:00\n[Add to calendar]")
    assert await step(talk) == ["2026-11-25 11:00 Globex: you asked to be reminded"]


async def test_a_ping_that_was_answered_offers_the_next_call(talk: Conversation) -> None:
    await plays(
        talk, "> /interviewed Globex\n> /thanked Globex\n+ until Mon 30 Nov 10:00\n* No answer\n[Add to calendar]"
    )
    assert await step(talk) == ["2026-12-07 08:00 Globex: call them if they stay silent, call 2 of 3"]


async def test_the_button_of_a_step_that_is_over_says_so(talk: Conversation) -> None:
    before = await talk.says("/interview Acme Thursday 10:00")
    add = next(button for button in before.buttons if button.text == "Add to calendar")
    await plays(talk, "> /undo\n> /interviewed Globex 1 October\n> /close Globex")
    assert "That button is over" in await talk.presses_data(add.data or "", before)
