"""`/thanked`, `/called`, `/emailed`, `/heard`, `/close`: with all there is to say, and asked for what is missing."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

OPEN = """
    > /interviewed Acme Friday 10:00
    > /interviewed Beta Friday 15:00
"""


@pytest.mark.parametrize(
    ("command", "said_back"),
    [
        ("/thanked Acme", "thank-you note sent · Acme · today, Mon 23 Nov, 14:00"),
        ("/thanked Acme yesterday", "thank-you note sent · Acme · yesterday, Sun 22 Nov"),
        ("/thanked Acme by email on Saturday 9am", "thank-you note sent · Acme · Sat 21 Nov, 09:00"),
        ("/called Acme no answer", "call, no answer · Acme · today, Mon 23 Nov, 14:00"),
        ("/called Acme voicemail 10:30", "call, message left · Acme · today, Mon 23 Nov, 10:30"),
        ("/called Acme spoke yesterday", "call, spoke to them · Acme · yesterday, Sun 22 Nov"),
        ("/called Acme yesterday no answer", "call, no answer · Acme · yesterday, Sun 22 Nov"),
        ("/emailed Acme", "email about the status · Acme · today, Mon 23 Nov, 14:00"),
        ("/emailed Acme yesterday", "email about the status · Acme · yesterday, Sun 22 Nov"),
        ("/heard Acme they replied", "a word from them: “they replied” · Acme · today"),
        ("/heard Acme offer", "they made an offer · Acme · today, Mon 23 Nov, 14:00"),
        ("/heard Acme rejected yesterday", "they said no · Acme · yesterday, Sun 22 Nov"),
        ("/heard Acme until 4 December", "a word from them: no call until Fri 4 Dec has passed · Acme"),
        ("/heard Acme The team liked me.", "a word from them: “The team liked me.” · Acme"),
        ("/close Acme", "closed · Acme · today, Mon 23 Nov, 14:00"),
        ("/close Acme withdrawn", "you withdrew · Acme"),
        ("/close Acme rejected", "they said no · Acme"),
        ("/close Acme yesterday", "closed · Acme · yesterday, Sun 22 Nov"),
    ],
)
async def test_with_arguments(talk: Conversation, command: str, said_back: str) -> None:
    await plays(talk, OPEN)
    reply = await talk.says(command)
    assert f"✓ Recorded: {said_back}" in reply.text
    assert "Undo" in reply.labels
    assert "Wrong day?" in reply.labels


@pytest.mark.parametrize("command", ["thanked", "called", "emailed", "heard", "rules", "close", "history"])
@pytest.mark.parametrize("answer", ["* Beta", "> beta"])
async def test_without_arguments_the_open_interviews_are_offered(talk: Conversation, command: str, answer: str) -> None:
    messages = await plays(
        talk,
        f"""
        {OPEN}
        > /interviewed Gone Friday 12:00
        > /close Gone
        > /{command}
        Tap it, or write the name.
        [Acme] [Beta]
        {answer}
        Beta
        ! Acme
        """,
    )
    assert "Gone" not in messages[-1].labels


async def test_nothing_recorded_yet_offers_to_begin(talk: Conversation) -> None:
    for command in ("thanked", "called no answer", "heard", "rules", "should_i_call", "status", "history", "close"):
        await plays(
            talk,
            f"""
            > /{command}
            No interview is recorded yet. Tell me about one: /interviewed Acme
            [I had an interview] [One is coming]
            """,
        )


async def test_a_call_asks_how_it_went(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {OPEN}
        > /called Acme yesterday
        How did the call to Acme go?
        [No answer] [Left a message] [Spoke to them]
        * Left a message
        call, message left · Acme · yesterday, Sun 22 Nov
        > /called Beta yesterday
        > voicemail
        call, message left · Beta · yesterday, Sun 22 Nov
        > /called Beta
        > it was fine
        I could not read “it was fine”. How did the call to Beta go?
        * Spoke to them
        call, spoke to them · Beta · today
        """,
    )


async def test_a_message_and_an_email_count_as_calls_by_default(talk: Conversation) -> None:
    counted = "I count every try without an answer, a message left and a status email too, the thank-you note never"
    await plays(
        talk,
        f"""
        > /interviewed Acme Friday 10:00
        > /thanked Acme
        ! 1 of 3
        > /called Acme voicemail
        1 of 3 calls made without an answer
        {counted} (my default, not the article’s)
        > /emailed Acme
        2 of 3 calls made without an answer
        {counted}
        """,
    )


async def test_a_word_from_them_counts_anew(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /thanked Acme
        > /called Acme no answer
        1 of 3 calls made
        > /heard Acme we are still deciding
        ! 1 of 3
        A word from them starts the count anew (mine too)
        """,
    )


async def test_heard_asks_what(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {OPEN}
        > /heard Acme
        What did Acme say?
        [They replied] [An offer] [A no] [Wait until a day]
        * Wait until a day
        Until which day does Acme want to be left in peace?
        > soon
        I could not read “soon” as a day, so nothing was recorded.
        > 30 February
        “30 February” is no day of the calendar
        > yesterday
        That day has passed
        > Friday
        a word from them: no call until Fri 27 Nov has passed · Acme
        I wait until the working day after the day they named (my default, not the article’s)
        > /heard Beta
        * An offer
        they made an offer · Beta
        Congratulations!
        """,
    )
    assert len(talk.facts()["events"]) == 4


async def test_heard_takes_a_note_in_ones_own_words(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {OPEN}
        > /heard
        * Acme
        > Dana said the panel liked the fair
        a word from them: “Dana said the panel liked the fair” · Acme
        > /history Acme
        a word from them: “Dana said the panel liked the fair”
        """,
    )


async def test_closing_stops_asking(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /close Acme
        I stop asking about this one.
        (¶10)
        > /should_i_call Acme
        ⛔ No: Acme.
        It is settled: closed (today, Mon 23 Nov).
        > /interview Beta tomorrow 10:00
        > /close Beta withdrawn
        ! before the interview
        > /should_i_call Beta
        ⛔ No: Beta.
        It is settled: you withdrew
        """,
    )
    assert await talk.until("Fri 18 Dec 12:00") == []


async def test_what_was_before_the_interview_is_said_not_to_count(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme today 10:00
        > /called Acme no answer 9:00
        That was before the interview, so it is kept but not counted.
        > /called Acme no answer yesterday
        That was before the interview, so it is kept but not counted.
        > /close Acme rejected yesterday
        That was before the interview, so it is kept but not counted.
        > /thanked Acme 11:00
        ! kept but not counted
        """,
    )


async def test_the_third_try_is_said_to_be_the_last_at_once(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 2026-11-02
        > /thanked Acme 2026-11-02
        > /called Acme no answer 2026-11-09
        > /called Acme no answer 2026-11-16
        > /should_i_call Acme
        ✅ Yes, call them now, call 3 of 3, the last one: Acme.
        > /called Acme no answer
        3 of 3 calls made without an answer, the last today, Mon 23 Nov
        (¶7, ¶9)
        Instead:
        (¶10)
        If it stays quiet I ask you once, Mon 7 Dec, whether to close it (my default, not the article’s).
        [Close it] [They replied]
        > /should_i_call Acme
        ⛔ No: Acme.
        three calls are the most (¶7)
        look elsewhere (¶7, ¶9)
        Instead: Keep looking
        + until Mon 7 Dec 10:00
        There was no word in 10 working days since the last of three tries (my default, not the article’s).
        """,
    )


@pytest.mark.parametrize(
    ("words", "recorded"),
    [
        ("they picked somebody else", "they said no"),
        ("they gave the job to another candidate", "they said no"),
        ("great news, they offered me the job", "they made an offer"),
        ("they want me to call on Tuesday", "call on Tue 24 Nov"),
        ("they'll decide in 2 weeks", "they decide by"),
    ],
)
@pytest.mark.parametrize("asked", ["/heard Acme {}", "/heard Acme\n{}"])
async def test_a_word_that_tells_more_than_a_note_is_shown_first(
    talk: Conversation, asked: str, words: str, recorded: str
) -> None:
    await plays(talk, "> /interviewed Acme last Friday")
    before = talk.facts()
    for line in asked.format(words).split("\n"):
        reply = await talk.says(line)
    assert recorded in reply.text
    assert reply.labels == ["Right", "Change"]
    assert talk.facts()["events"] == before["events"]
    done = await talk.presses("Right")
    assert done.text.startswith("✓ Recorded")
    assert recorded in done.text


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("they need two more weeks", "Mon 7 Dec"),
        ("another week", "Mon 30 Nov"),
        ("a few more days", "Thu 26 Nov"),
        ("they asked for one more week", "Mon 30 Nov"),
    ],
)
async def test_more_time_that_they_need_is_their_word_on_when(talk: Conversation, said: str, until: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme Friday 10:00
        > /thanked Acme
        > /heard Acme {said}
        This is what I understood of Acme. Is it right?
        · their words: “{said}”
        · they decide by {until}
        * Right
        ✓ Recorded: a word from them: “{said}”; they said: they decide by {until}
        ! kept as a note
        """,
    )


async def test_words_without_a_day_or_a_rule_are_said_to_be_a_note(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday 10:00
        > /heard Acme they need more time
        ✓ Recorded: a word from them: “they need more time” · Acme
        What they said is kept as a note: I read no day and no rule in it.
        > /heard Acme they replied
        ✓ Recorded: a word from them
        """,
    )
