"""Several things told in one message: one list, one tap, one change; and what nobody could record asked back."""

from __future__ import annotations

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "i just called acme left a vm, they said they'd decide by the 12th",
            ["call, message left · Acme · today", "they said: they decide by Sat 12 Dec · Acme"],
        ),
        (
            "i called acme, spoke to dana, they said to call back friday and i sent the thank you",
            ["call, spoke to them · Acme", "they said: call on Fri 27 Nov · Acme", "thank-you note sent · Acme"],
        ),
        (
            "Acme said they'd decide by Dec 12, then rejected me today",
            ["they said: they decide by Sat 12 Dec · Acme", "they said no · Acme"],
        ),
        (
            "called acme, nobody picked up, then emailed them instead",
            ["call, no answer · Acme", "email about the status · Acme"],
        ),
        (
            "thank you note sent to acme. remind me to call them on friday",
            ["thank-you note sent · Acme", "reminder for Fri 27 Nov, 10:00 · Acme"],
        ),
    ],
)
async def test_all_that_is_told_is_one_list_and_one_change(talk: Conversation, words: str, shown: list[str]) -> None:
    await plays(talk, "> /interviewed Acme last Friday")
    before = talk.facts()
    reply = await talk.says(words)
    assert reply.text.startswith("Shall I record this?\n· ")
    assert [line for line in shown if line not in reply.text] == []
    assert reply.labels == ["Yes", "No"]
    assert talk.facts() == before

    assert "Nothing was recorded" in (await talk.presses("No")).text
    assert talk.facts() == before

    await talk.says(words)
    done = await talk.presses("Yes")
    assert done.text.startswith("✓ Recorded:\n· ")
    assert [line for line in shown if line not in done.text] == []
    assert len(talk.facts()["changes"]) == 2

    await talk.says("/undo")
    assert (await talk.says("/history Acme")).text.count("·") == 1


async def test_two_companies_each_with_its_day(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > I had interviews at Acme on Thursday and Globex on Friday
        · interview · Acme · Thu 19 Nov
        · interview · Globex · Fri 20 Nov
        * Yes
        ✓ Recorded:
        > remind me about acme on friday and globex on thursday
        reminder for Fri 27 Nov, 10:00 · Acme
        reminder for Thu 26 Nov, 10:00 · Globex
        > /undo
        Taken back
        > /status
        No interview is recorded yet
        """,
    )
    assert (await talk.says("/undo")).text == "There is nothing to take back."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "I've interviewed at Acme but they told me that they will call me",
            ["interview · Acme · today", "they said: they will call you"],
        ),
        (
            "hey just got out of my interview with initrode, they said theyll get back to me by end of next week",
            ["interview · initrode · today", "they said: they will call you by"],
        ),
        (
            "i interviewed at hooli on friday, they said call in a week",
            ["interview · hooli · Fri 20 Nov", "they said: call on Mon 30 Nov"],
        ),
        (
            "hi! I had my interview at Wonka Inc. on Friday and I just sent them a thank you email",
            ["interview · Wonka Inc. · Fri 20 Nov", "thank-you note sent · Wonka Inc. · today"],
        ),
        (
            "had my interview w initech last friday, sent the thank you note same day",
            ["interview · initech · Fri 20 Nov", "thank-you note sent · initech · Fri 20 Nov"],
        ),
    ],
)
async def test_a_first_message_records_the_interview_with_what_followed(
    talk: Conversation, words: str, shown: list[str]
) -> None:
    reply = await talk.says(words)
    assert [line for line in shown if line not in reply.text] == []
    await plays(talk, "* Yes\n✓ Recorded:")
    assert len(talk.facts()["interviews"]) == len(talk.facts()["changes"]) == 1


async def test_a_first_message_about_a_call_offers_the_interview_and_keeps_the_call(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > called Zeta, no answer
        Nothing is recorded of “Zeta”. Is it a new interview?
        * I interviewed with Zeta
        When was the interview with Zeta?
        > last friday
        ✓ Recorded:
        · interview · Zeta · Fri 20 Nov
        · call, no answer · Zeta · today
        """,
    )


async def test_what_is_asked_besides_is_answered_with_what_would_be_recorded(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 2 November
        > /thanked Acme 2 November
        > called acme no answer, should i call again tomorrow?
        Shall I record this?
        call, no answer · Acme
        You asked as well. With that recorded:
        Not yet
        """,
    )


async def test_a_question_is_answered_where_their_words_tell_no_rule(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme 2 November\n> if acme rejects me what should i do\n! Shall I")


async def test_what_adds_nothing_is_said_to_be_passed_over(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme last Friday
        > called acme no answer. the weather is awful here
        call, no answer · Acme
        I would pass over “the weather is awful here”.
        """,
    )


async def test_what_is_missing_is_asked_and_all_the_rest_is_kept(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme last Friday
        > i called acme and then i sent them the thank you note
        How did the call to Acme go?
        * No answer
        · call, no answer · Acme
        · thank-you note sent · Acme
        * Yes
        ✓ Recorded:
        """,
    )


@pytest.mark.parametrize(
    "words",
    [
        "acme, globex and initech all rejected me",
        "i interviewed with acme, globex and initech today",
        "acme and globex rejected me",
        "thanks sent to acme and globex, called initech no answer",
    ],
)
async def test_several_companies_in_one_breath_are_asked_about(talk: Conversation, words: str) -> None:
    await plays(talk, "> /interviewed Acme Friday\n> /interviewed Globex Friday\n> /interviewed Initech Friday")
    before = talk.facts()
    await plays(talk, f"> {words}\nYou name several companies in one go")
    assert talk.facts() == before


async def test_one_of_several_companies_is_taken_on_a_tap(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > i interviewed with acme, globex and initech last friday
        You name several companies in one go: “acme, globex, initech”
        [acme] [globex] [initech]
        * globex
        interview · globex · Fri 20 Nov
        """,
    )


@pytest.mark.parametrize(
    "words",
    [
        "acme hasnt rejected me yet",
        "I was not rejected by acme",
        "no offer yet from acme",
        "I never sent acme a thank you",
        "i forgot to send the thank you to acme",
        "nobody from acme has called me",
        "i didn't call acme",
        "if acme rejects me what should i do",
        "should i accept the offer from acme",
        "need to send thank you to acme",
        "i want to thank acme",
        "i called my mom",
        "talked to my friend about acme",
    ],
)
async def test_what_did_not_happen_is_not_offered_as_a_fact(talk: Conversation, words: str) -> None:
    await plays(talk, f"> /interviewed Acme last Friday\n> {words}\n! Shall I record")
    assert len(talk.facts()["changes"]) == 1


async def test_what_lies_ahead_is_offered_as_a_reminder(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme last Friday\n> i'm calling acme tomorrow\nreminder for Tue 24 Nov")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("i withdrew my application at acme", "you withdrew · Acme"),
        ("stop reminding me about acme", "pings stopped · Acme"),
        ("called acme tomorrow no answer", "Which day is right for Acme?"),
        ("called acme 3 times last week, no answer", "I record one call at a time"),
        ("called acme twice, no answer", "I record one call at a time"),
        ("called acme twice today, nobody picked up", "· call, no answer · Acme · today, Mon 23 Nov, 14:00\n· call"),
        ("delete acme", "I delete no interview at a word"),
    ],
)
async def test_what_is_told_goes_where_it_belongs(talk: Conversation, words: str, shown: str) -> None:
    await plays(talk, "> /interviewed Acme last Friday")
    before = talk.facts()
    assert shown in (await talk.says(words)).text
    assert talk.facts() == before


@pytest.mark.parametrize(
    "words",
    [
        "actually i called acme on thursday not friday",
        "no, it was thursday, not friday",
        "correction: i called acme on thursday",
    ],
)
async def test_a_day_put_right_corrects_what_was_told(talk: Conversation, words: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme 2 November
        > /called Acme no answer friday
        > {words}
        Shall I correct it?
        call, no answer · Acme · Thu 19 Nov
        * Yes
        ✓ Corrected: call, no answer
        > /history Acme
        ! Fri 20 Nov
        """,
    )


@pytest.mark.parametrize(
    "question",
    [
        "/interviewed Acme Labs last tuesday",
        "remind me about Globex on friday",
        "/alias Acme",
        "/note Acme",
        "/called Acme",
        "/interviewed",
        "/rules Acme",
    ],
)
@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("emailed acme yesterday", "email about the status · Acme"),
        ("interviewed at Friday Studios yesterday", "interview · Friday Studios · yesterday"),
    ],
)
async def test_an_open_question_swallows_no_message_of_its_own(
    talk: Conversation, question: str, message: str, shown: str
) -> None:
    await plays(talk, f"> /interviewed Acme 2 November\n> {question}\n> {message}\nShall I record this?\n{shown}")


@pytest.mark.parametrize("message", ["can you remind me in 2 days to email acme", "how many times may i call?"])
async def test_a_wish_or_a_question_is_no_company(talk: Conversation, message: str) -> None:
    await plays(
        talk, f"> /interviewed Acme 2 November\n> remind me about Globex on friday\n> {message}\n! is recorded of"
    )


async def test_a_name_that_is_nearly_one_is_quoted_as_it_was_typed(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 2 November
        > called acmee, no answer
        I have nothing under “acmee”, but something like it.
        [Acme] [I interviewed with acmee]
        > called Akme, no answer
        I have nothing under “Akme”, but something like it.
        * Acme
        call, no answer · Acme
        > /history acme labs
        I have nothing under “acme labs”, but something like it.
        """,
    )
