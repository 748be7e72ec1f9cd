"""`/note` and `/script`, as people use them."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.botapi import Message
from tests.dialogs.conversation import BERLIN, Conversation, conversation

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN)


def _letters(message: Message) -> list[str]:
    """The texts that can be copied out of a message."""
    raw = message.text.encode("utf-16-le")
    pres = [entity for entity in message.entities if entity["type"] == "pre"]
    return [raw[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in pres]


def _subjects(message: Message) -> list[str]:
    return [button.raw["copy_text"]["text"] for button in message.buttons if "copy_text" in button.raw]


async def _write_now(talk: Conversation, company: str = "Acme") -> Message:
    await talk.says(f"/note {company}")
    return await talk.presses("Write it now")


async def test_by_text_with_several_interviewers(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme backend engineer")
        assert "1 of 3. What did you enjoy?" in (await talk.says("/note Acme")).text
        assert "2 of 3." in (await talk.says("how you do code review")).text
        assert "3 of 3." in (await talk.says("because I like teaching")).text
        assert "Who interviewed you?" in (await talk.says("your move to Rust\non-call")).text
        reply = await talk.says("dana lee, Bob Cole")
        assert "2 thank-you notes, each in other words" in reply.text
        dana, bob = _letters(reply)
        assert dana.startswith("Dear Dana Lee,\n\n")
        assert bob.startswith("Dear Bob Cole,\n\n")
        for letter in (dana, bob):
            assert "the backend engineer opening at Acme" in letter
        told = ("how you do code review.", ", because I like teaching.", "your move to Rust.", "on-call.")
        assert [[words in letter for words in told] for letter in (dana, bob)] == [
            [False, True, True, False],
            [True, False, False, True],
        ]
        one, other = _subjects(reply)
        assert one != other
        assert f"To Dana Lee. Subject: {one}\n" in reply.text


async def test_a_topic_for_each_interviewer_is_asked_for_once(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/note Acme")
        await talk.says("skip")
        await talk.says("/skip")
        await talk.says("your roadmap")
        question = await talk.says("Dana, Lee and Bob")
        assert "what did you talk about with Lee, Bob? One a line." in question.text
        assert question.labels == ["Skip"]
        assert "Too long for a letter; shorten it to 25 words" in (await talk.says("word " * 30)).text
        dana, lee, bob = _letters(await talk.says("Bob: the hiring plans\nfraud detection"))
        assert "your roadmap" in dana
        assert "fraud detection" in lee
        assert "the hiring plans" in bob
        assert [letter.count("your roadmap") for letter in (dana, lee, bob)] == [1, 0, 0]


async def test_without_a_topic_for_each_theirs_do_without(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/note Acme")
        for answer in ("skip", "skip", "your roadmap"):
            await talk.says(answer)
        letters = _letters(await talk.presses("Skip", await talk.says("Dana, Lee")))
        assert ["your roadmap" in letter for letter in letters] == [True, False]


@pytest.mark.parametrize(
    "written", ["because i did the same migration at my last job", "your roadmap", "the CTO", "123", "Your Roadmap"]
)
async def test_what_is_no_name_is_asked_again(tmp_path: Path, written: str) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/note Acme")
        for _ in range(3):
            await talk.says("skip")
        question = await talk.says(written)
        assert question.text.startswith("I cannot read that as names of people.")
        assert "Who interviewed you?" in question.text
        assert _letters(await talk.says("dana lee"))[0].startswith("Dear Dana Lee,")


async def test_skip_as_a_command_only_where_something_can_be_skipped(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        assert "I know no command “/skip”" in (await talk.says("/skip")).text
        await talk.says("/note Acme")
        assert "2 of 3." in (await talk.says("/skip")).text
        assert "I know no command “/jump”" in (await talk.says("/jump")).text
        assert "3 of 3." in (await talk.says("/Skip")).text


async def test_by_tap_with_everything_skipped_one_by_one(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        first = await talk.says("/interviewed Acme")
        question = await talk.presses("Write it", first)
        assert first.text.startswith("✓ Recorded: interview")
        assert question.message_id != first.message_id
        for number in (2, 3):
            question = await talk.presses("Skip", question)
            assert f"{number} of 3." in question.text
        await talk.presses("Skip", question)
        reply = await talk.presses("Skip", question)
        assert reply.message_id == question.message_id
        (letter,) = _letters(reply)
        assert letter.startswith("Dear Acme team,")
        assert reply.labels == ["Copy the subject", "Sent it", "Other words"]
        other = await talk.presses("Other words", reply)
        assert _letters(other) != [letter]
        assert not set(letter.split("\n\n")[1:]) & set(_letters(other)[0].split("\n\n")[1:])


@pytest.mark.parametrize("skipped", [0, 1, 2])
async def test_each_may_be_skipped_by_a_word(tmp_path: Path, skipped: int) -> None:
    answers = ["the team culture", "ten years of SQL", "remote work"]
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/note Acme")
        for number, answer in enumerate(answers):
            await talk.says("skip" if number == skipped else answer)
        (letter,) = _letters(await talk.says("no"))
        for number, answer in enumerate(answers):
            assert (answer in letter) == (number != skipped)


async def test_the_person_to_call_is_offered(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/rules Acme contact Dana Lee")
        assert _letters(await _write_now(talk))[0].startswith("Dear Dana Lee,")
        await talk.says("/note Acme")
        for _ in range(3):
            question = await talk.presses("Skip")
        assert question.labels == ["Dana Lee", "Skip"]
        assert _letters(await talk.presses("Dana Lee"))[0].startswith("Dear Dana Lee,")


async def test_sent_is_recorded_once_and_can_be_taken_back(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        letter = await _write_now(talk)
        recorded = await talk.presses("Sent it", letter)
        assert recorded.text.startswith("✓ Recorded: thank-you note sent · Acme")
        assert _letters(letter), "the letter stays"
        said = len(talk.user.messages)
        await talk.presses("Sent it", letter)
        assert talk.api.callbacks[-1].answer is not None
        assert "is recorded already" in talk.api.callbacks[-1].answer["text"]
        assert len(talk.user.messages) == said
        assert "taken back" in (await talk.presses("Undo", recorded)).text.casefold()
        assert "The thank-you note comes first" in (await talk.says("/should_i_call Acme")).text
        again = await talk.presses("Sent it", letter)
        assert "thank-you note sent" in again.text
        reply = await _write_now(talk)
        assert "You told me that one was sent (today" in reply.text
        assert "Sent it" not in reply.labels


async def test_from_the_ping_which_stays(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        (ping,) = await talk.later(hours=2)
        assert ping.labels == ["Write it", "Sent it", "Later", "Skip", "Stop these"]
        question = await talk.presses("Write it", ping)
        assert "1 of 3." in question.text
        assert "Sent it" in ping.labels
        await talk.presses("Write it now", question)
        await talk.presses("Sent it", question)
        assert await talk.later(hours=22) == []


async def test_odd_answers_are_asked_again_and_nothing_is_lost(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed <i>Acme</i>")
        await talk.says("/note <i>Acme</i>")
        assert "I need words" in (await talk.says("😀😀😀")).text
        too_long = (await talk.says("very " * 40)).text
        assert (
            too_long == "Too long for a letter; shorten it to 25 words (200 characters).\n\n1 of 3. What did you enjoy?"
        )
        assert "That is more than I can keep" in (await talk.says("x" * 4000)).text
        await talk.says("<b>the team</b> & {when}\n</pre>")
        await talk.says("I'm 👩‍💻 at heart!")
        await talk.says("مرحبا بكم")
        assert "cannot read that as names" in (await talk.says("123")).text
        assert "6 people and no more" in (await talk.says("B, C, D, E, F, G, H")).text
        (letter,) = _letters(await talk.says("<u>Dana <"))
        assert letter.startswith("Dear <u>Dana <,")
        assert not {"\u2068", "\u2069"} & set(letter), "nothing in a copy that cannot be seen"
        for typed in ("<b>the team</b> & {when}", "I'm 👩‍💻 at heart!", "مرحبا بكم.", "<i>Acme</i>"):
            assert typed in letter


async def test_a_command_in_between_ends_the_questions(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/note Acme")
        await talk.says("/status")
        assert "I did not understand" in (await talk.says("the team culture")).text


async def test_many_long_letters_come_in_pages(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/note Acme")
        for part in ("enjoyed", "fits", "topic"):
            await talk.says("\n".join(f"{part} {number} is a very-long-word-that-takes-room" for number in range(4)))
        await talk.says("Ann, Ben, Cy, Dee, Eve, Flo")
        first = await talk.says("skip")
        seen = len(_letters(first))
        assert seen < 6
        second = await talk.presses("More letters", first)
        assert second.message_id == first.message_id
        assert seen + len(_letters(second)) == 6
        which = "Letter 6" if seen == 5 else f"Letters {seen + 1} to 6"
        assert f"{which} of 6" in second.text
        assert len(_letters(await talk.presses("Back", second))) == seen


async def test_no_note_before_the_interview_nor_after_the_end(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        assert "No interview is recorded yet" in (await talk.says("/note Acme")).text
        await talk.says("/interview Acme tomorrow 14:00")
        assert "is still to come" in (await talk.says("/note Acme")).text
        await talk.says("/interviewed Globex")
        await talk.says("/heard Globex rejected")
        assert "is settled" in (await talk.says("/note Globex")).text


async def test_which_interview_is_asked(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/interviewed Globex")
        assert "Which interview is the note for?" in (await talk.says("/note")).text
        assert "A thank-you note to Globex" in (await talk.says("Globex")).text
        assert "Whom would you call?" in (await talk.says("/script")).text
        assert (await talk.presses("Acme")).text.startswith("⏳ Not yet")


async def test_scripts_from_the_first_call_to_the_last(tmp_path: Path) -> None:
    async with conversation(tmp_path, MONDAY) as talk:
        await talk.says("/interviewed Acme")
        await talk.says("/thanked Acme")
        assert "for call 1 of 3:" in (await talk.says("/script Acme")).text
        for number, day in ((1, "2026-11-30"), (2, "2026-12-07"), (3, "2026-12-14")):
            await talk.until(datetime.fromisoformat(f"{day} 11:00").replace(tzinfo=BERLIN))
            reply = await talk.says("/script Acme")
            assert reply.text.startswith(f"📞 Acme: call {number} of 3")
            await talk.presses("No answer", reply)
        assert (await talk.says("/script Acme")).text.startswith("⛔ No: Acme.")
