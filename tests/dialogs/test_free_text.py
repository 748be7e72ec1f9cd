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
        assert not reply.labels


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
