"""`/timeline` and `/funnel`: a picture with its caption, and on from there."""

from __future__ import annotations

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


async def test_a_timeline_is_a_photo_that_goes_on_in_words(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme last Monday 10:00
        > /thanked Acme last Monday
        > /interview Beta tomorrow 14:00
        """,
    )
    picture = await talk.says("/timeline")
    assert picture.kind == "photo"
    assert picture.file is not None
    assert picture.file.filename == "timeline.png"
    assert picture.text.startswith("Your 2 open interviews, Mon 23 Nov")
    assert "2. Beta: interview Tue 24 Nov" in picture.text
    assert picture.labels == ["What comes", "Should I call?"]
    agenda = await talk.presses("What comes", picture)
    assert agenda.message_id != picture.message_id
    assert agenda.text.startswith("What comes")


async def test_a_funnel_is_a_photo(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme last Monday 10:00
        > /thanked Acme last Monday
        > /interviewed Beta Friday
        > /heard Beta rejected
        """,
    )
    picture = await talk.says("/funnel")
    assert picture.kind == "photo"
    assert "Thank-you note sent: 1 of 2" in picture.text
    assert "They answered: 1 of 2" in picture.text
    looking = await talk.presses("Keep looking", picture)
    assert looking.message_id != picture.message_id
    assert "¶10" in looking.text


async def test_without_any_interview_both_say_how_to_begin(talk: Conversation) -> None:
    for command in ("timeline", "funnel"):
        await plays(
            talk,
            f"""
            > /{command}
            No interview is recorded yet.
            [I had an interview] [One is coming]
            """,
        )


async def test_a_first_interview_still_to_come_is_nothing_to_count(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme tomorrow 14:00
        > /funnel
        Nothing to count yet: your first interview is still to come.
        [It took place] [What comes]
        """,
    )


async def test_what_a_caption_cannot_hold_follows_in_a_message_with_the_buttons(talk: Conversation) -> None:
    names = [f"{letter * 4} Consolidated Industries of {letter}land" for letter in "ABCDEFGHIJKL"]
    for name in names:
        await talk.says(f"/interviewed {name} last Monday 10:00")
    rest = await talk.says("/timeline")
    picture = talk.messages[-2]
    assert (picture.kind, picture.labels) == ("photo", [])
    assert (rest.kind, rest.labels) == ("text", ["What comes", "Should I call?"])
    assert [name for name in names if name not in f"{picture.text}\n\n{rest.text}"] == []
