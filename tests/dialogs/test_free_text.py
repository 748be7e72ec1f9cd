"""Free words: what changes the record is shown first and recorded on one tap; what only asks is answered at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.dialogs.conversation import BERLIN, Conversation, conversation
from tests.dialogs.script import plays

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN)


async def _facts(talk: Conversation) -> int:
    return await talk.app.store.run(
        lambda uow: sum(len(each.events) for each in uow.journal.interviews_of(talk.user.id)), write=False
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("I just called Acme, no answer", "call, no answer · Acme · today, Mon 23 Nov, 14:00"),
        ("left a vm at acme this morning", "call, message left · Acme · today, Mon 23 Nov"),
        ("interview with Globex tomorrow 2pm", "interview planned · Globex · tomorrow, Tue 24 Nov, 14:00"),
        ("Acme rejected me", "they said no · Acme"),
        ("got the offer from acme!!", "they made an offer · Acme"),
        ("sent the thank-you to Acme", "thank-you note sent · Acme"),
        ("emailed Acme yesterday to check in", "email about the status · Acme · yesterday, Sun 22 Nov"),
        ("undo that", "Shall I take back"),
        ("texted the acme recruiter, no reply", "Shall I record this?\nemail about the status · Acme"),
        ("acme just emailed, they went with another candidate", "Shall I record this?\nthey said no · Acme"),
        ("Acme offered me the position but I need to answer by Monday", "they made an offer · Acme · today"),
        ("acme made an offer, deadline 4 dec", "they made an offer · Acme · today"),
        ("I dont want to work at acme anymore", "you withdrew · Acme"),
        ("withdraw from acme", "you withdrew · Acme"),
    ],
)
async def test_what_changes_the_record_is_shown_first(tmp_path: Path, words: str, shown: str) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme last Friday")
        before = await _facts(talk)
        reply = await talk.says(words)
        assert shown in reply.text
        assert reply.labels == ["Yes", "No"]
        assert await _facts(talk) == before

        assert "Nothing was recorded" in (await talk.presses("No")).text
        assert await _facts(talk) == before

        await talk.says(words)
        done = await talk.presses("Yes")
        assert done.text.startswith(("✓ Recorded", "↩ Taken back"))
        assert await _facts(talk) != before


async def test_a_day_to_come_that_was_spoken_of_is_not_that_of_the_call(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme last Friday")
        reply = await talk.says("called acme, spoke to dana, she said call again on friday")
        assert "call, spoke to them · Acme · today, Mon 23 Nov, 14:00" in reply.text


async def test_yes_and_no_may_be_typed(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme yesterday")
        await talk.says("called acme no answer")
        assert (await talk.says("no")).text.startswith("Nothing was recorded")
        await talk.says("called acme no answer")
        assert (await talk.says("yes")).text.startswith("✓ Recorded: call, no answer")


async def test_other_words_in_place_of_a_yes_are_taken_as_what_they_are(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme yesterday")
        await talk.says("called acme no answer")
        assert (await talk.says("should I call acme?")).text.startswith("⏳ Not yet")
        assert await _facts(talk) == 1


async def test_a_name_nearly_spelt_is_asked(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Initech yesterday")
        reply = await talk.says("called Initehc, no answer")
        assert "Which do you mean?" in reply.text
        assert await _facts(talk) == 1
        assert "call, no answer · Initech" in (await talk.presses("Initech")).text


async def test_without_a_name_and_with_two_open_it_asks_which(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme yesterday")
        await talk.says("/interviewed Globex yesterday")
        reply = await talk.says("they said they'd decide by the 12th")
        assert sorted(reply.labels) == ["Acme", "Globex"]
        listed = await talk.presses("Globex")
        assert "· they decide by Sat 12 Dec" in listed.text
        assert listed.labels == ["Right", "Change"]


async def test_a_day_that_may_be_two_is_asked(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        reply = await talk.says("interview with Initech on 3/4 at 10am")
        assert "can be one of two days" in reply.text
        assert sorted(reply.labels) == ["3 April", "4 March"]


@pytest.mark.parametrize("words", ["how many times may I call?", "/ask how often can i call them"])
async def test_a_question_is_answered_with_its_rule_and_the_persons_own_record(tmp_path: Path, words: str) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme 6 November")
        await talk.says("/thanked Acme 6 November")
        await talk.says("/called Acme no answer 13 November")
        await talk.says("/called Acme voicemail 20 November")
        reply = await talk.says(words)
        assert "¶7" in reply.text
        assert "two of the three calls" in reply.text
        assert len(reply.labels) == 2
        following = await talk.presses(reply.labels[0])
        assert "¶" in following.text


async def test_outside_the_etiquette_it_says_that_it_is_silent(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        reply = await talk.says("what should I wear to the interview?")
        assert "what to wear" in reply.text
        assert reply.labels == ["Where things stand", "All commands"]


@pytest.mark.parametrize("words", ["lol ok", "😀", "x" * 4000, "привет", "my dog is sick"])
async def test_what_means_nothing_records_nothing(tmp_path: Path, words: str) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme yesterday")
        assert (await talk.says(words)).text
        assert await _facts(talk) == 1


async def test_rules_in_plain_words_are_listed_and_recorded_on_right(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme yesterday")
        reply = await talk.says(
            "/rules Acme they said call back every Friday until we decide, ask for Dana, bring your dog"
        )
        assert "· call every Friday" in reply.text
        assert "· the person to call is" in reply.text
        assert "kept as a note: “" in reply.text
        assert reply.labels == ["Right", "Change"]
        assert await _facts(talk) == 1
        assert "Tap it to drop it, or write how it is" in (await talk.presses("Change")).text
        await talk.presses("Drop: the note")
        assert (await talk.presses("Right")).text.startswith("✓ Recorded")
        assert await _facts(talk) == 3
        await talk.says("/undo")
        assert await _facts(talk) == 1


async def test_rules_that_do_not_go_together_are_asked_again(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme yesterday")
        reply = await talk.says("/rules Acme call Friday, don't call")
        assert "two things that do not go together" in reply.text
        assert await _facts(talk) == 1


@pytest.mark.parametrize(
    ("asked", "words", "shown"),
    [
        ("/called acme", "called globex no answer", "call, no answer · Globex"),
        ("/called acme on friday", "called globex no answer", "call, no answer · Globex"),
        ("/heard globex", "acme rejected me", "they said no · Acme"),
        ("/rules globex", "acme decides by friday", "This is what I understood of Acme"),
        ("umbrella wants me to call back on 4 January", "nobody at acme picked up", "call, no answer · Acme"),
        ("umbrella wants me to call back on 4 January", "should I call acme?", "Acme"),
        ("/called acme", "withdraw from globex", "you withdrew · Globex"),
        ("gonna email Hooli on Friday", "I'll call globex on friday", "reminder for Fri 27 Nov, 10:00 · Globex"),
    ],
)
async def test_a_whole_message_of_another_company_is_no_answer(
    tmp_path: Path, asked: str, words: str, shown: str
) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme last Thursday")
        await talk.says("/interviewed Globex last Friday")
        await talk.says(asked)
        before = await _facts(talk)
        reply = await talk.says(words)
        assert shown in reply.text
        assert "pass over" not in reply.text
        assert await _facts(talk) == before


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("how many calls have I made to acme", "call, no answer"),
        ("when did i last call acme?", "call, no answer"),
        ("did i thank acme", "interview"),
        ("should i accept the offer from acme", "silent on offers"),
        ("if acme rejects me what should i do", "silent on what to do about a rejection"),
        ("have i called acme too often?", "Not yet"),
    ],
)
async def test_a_question_is_answered_by_what_it_asks_for(tmp_path: Path, words: str, answer: str) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme last Friday")
        await talk.says("/called Acme no answer")
        before = await _facts(talk)
        assert answer in (await talk.says(words)).text
        assert await _facts(talk) == before


async def test_a_day_that_there_is_none_of_is_not_taken_for_today(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        assert "“13/13”" in (await talk.says("met with Initech on 13/13")).text
        assert await _facts(talk) == 0


async def test_pings_stopped_for_a_while_are_stopped_of_the_company(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Globex last Friday")
        reply = await talk.says("/mute globex for a week")
        assert "pings stopped · Globex" in reply.text
        assert "I could not place “for a week”" in reply.text


@pytest.mark.parametrize("words", ["wrong, acme was last Thursday", "actually, acme was last Thursday"])
async def test_a_day_put_right_is_shown_as_a_correction(tmp_path: Path, words: str) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme last Friday")
        reply = await talk.says(words)
        assert reply.text.startswith("Shall I correct it?\ninterview · Acme · Thu 19 Nov")
        assert (await talk.presses("Yes")).text.startswith("✓ Corrected")


async def test_a_greeting_is_passed_over_without_a_word(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > Hi! Called Acme, no answer
        call, no answer · Acme
        ! pass over
        """,
    )


@pytest.mark.parametrize(
    ("words", "range_", "day", "recorded"),
    [
        ("interviewed with Siemens last week", "last week", "Wed 18 Nov", "interview · Siemens · Wed 18 Nov"),
        ("emailed Acme last week", "last week", "Tue 17 Nov", "email about the status · Acme · Tue 17 Nov"),
        ("called acme last week, no answer", "last week", "Thu 19 Nov", "call, no answer · Acme · Thu 19 Nov"),
        ("acme rejected me at the weekend", "at the weekend", "Sun 22 Nov", "they said no · Acme · yesterday"),
    ],
)
async def test_of_several_days_it_asks_which(
    talk: Conversation, words: str, range_: str, day: str, recorded: str
) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme 2 November
        > {words}
        “{range_}” is more than one day. Which one? Tap it, or write it.
        ! Shall I record
        * {day}
        ✓ Recorded: {recorded}
        """,
    )


async def test_of_several_days_in_one_of_several_facts_it_asks_and_keeps_the_rest(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > had my interview at Globex last week, sent the thank-you yesterday
        “last week” is more than one day.
        * Tue 17 Nov
        · interview · Globex · Tue 17 Nov
        · thank-you note sent · Globex · yesterday, Sun 22 Nov
        [Yes] [No]
        """,
    )
