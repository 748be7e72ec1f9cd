"""`/rules`: every form of what they said about following up, written, tapped, and asked for what it lacks."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

HELD = """
    > /interviewed Acme Friday 10:00
    > /thanked Acme
"""


@pytest.mark.parametrize(
    ("words", "said_back"),
    [
        ("no calls", "no calls"),
        ("call on Friday", "call on Fri 27 Nov"),
        ("call on 4 December", "call on Fri 4 Dec"),
        ("call every Friday", "call every Friday"),
        ("call every Friday until we answer", "call every Friday"),
        ("call every 10 days", "call every 10 days"),
        ("they call", "they will call you"),
        ("they call, by Friday", "they will call you by Fri 27 Nov"),
        ("decision by 12 December", "they decide by Sat 12 Dec"),
        ("away until 5 January", "no call until Tue 5 Jan 2027 has passed"),
        ("contact Dana Lee", "the person to call is Dana Lee"),
        ("contact Dana Lee, America/New_York", "the person to call is Dana Lee, in the time zone America/New_York"),
    ],
)
async def test_every_form(talk: Conversation, words: str, said_back: str) -> None:
    await plays(talk, f"{HELD}\n> /rules Acme {words}\n✓ Recorded: they said: {said_back} · Acme")


async def test_nothing_said_is_no_word_of_theirs(talk: Conversation) -> None:
    await plays(talk, f"{HELD}\n> /rules Acme none\n✓ Recorded: nothing was said about calling · Acme")


@pytest.mark.parametrize(
    ("button", "question", "answer", "said_back"),
    [
        ("No calls", "", "", "no calls"),
        ("They will call", "", "", "they will call you"),
        ("No rules any more", "", "", "nothing was said about calling"),
        ("Call on a day", "Which day did Acme name?", "> Friday", "call on Fri 27 Nov"),
        ("Call every week", "Every which day?", "* Tuesday", "call every Tuesday"),
        ("Call every week", "Every which day?", "> 10 days", "call every 10 days"),
        ("They call by a day", "Which day did Acme name?", "> 4 December", "they will call you by Fri 4 Dec"),
        ("They decide by a day", "Which day did Acme name?", "> 2026-12-04", "they decide by Fri 4 Dec"),
        ("Away until a day", "Which day did Acme name?", "> Friday", "no call until Fri 27 Nov has passed"),
        ("Whom to call", "Whom at Acme?", "> Dana Lee", "the person to call is Dana Lee"),
    ],
)
async def test_every_form_by_its_button(
    talk: Conversation, button: str, question: str, answer: str, said_back: str
) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme
        What did Acme say about following up? Tap it, or write it as they said it:
        * {button}
        {question}
        {answer}
        ✓ Recorded:
        {said_back} · Acme
        """,
    )


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("call on yesterday", "That day has passed, so nothing was recorded."),
        ("decision by 30 February", "“30 February” is no day of the calendar"),
        ("call on 3/4/2027", "“3/4/2027” can be read in two ways"),
        ("away until whenever", "I could not read “whenever” as a day"),
        ("decision by", "Which day did Acme name?"),
    ],
)
async def test_a_day_that_is_none_is_asked_for_again_and_the_rest_is_kept(
    talk: Conversation, words: str, problem: str
) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme {words}
        {problem}
        Which day did Acme name?
        > 4 December
        ✓ Recorded: they said:
        Fri 4 Dec
        """,
    )


async def test_words_that_are_no_rule_are_asked_again(talk: Conversation) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    await plays(
        talk,
        """
        > /rules Acme they were very nice
        I could not read “they were very nice” as a rule, so nothing was recorded.
        Shall I keep it as a note? Or write what Acme wants
        [Keep it as a note]
        """,
    )
    assert talk.facts() == before
    await plays(talk, "> call every Friday\n✓ Recorded: they said: call every Friday · Acme")


async def test_words_that_are_no_rule_are_kept_as_a_note_on_one_tap(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme they were very nice 😀
        * Keep it as a note
        ✓ Recorded: kept as a note: “they were very nice 😀” · Acme
        """,
    )


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("don't call us", "· no calls"),
        ("we'll call you by 2026-12-04", "· they will call you by Fri 4 Dec"),
        ("call monday or tuesday morning", "· call on a day from Mon 30 Nov to Tue 1 Dec\n· call before 12:00"),
        ("they'd like a call before dec 4", "· call on Thu 3 Dec at the latest"),
        ("call me in the first week of December", "· call on a day from Tue 1 Dec to Mon 7 Dec"),
        ("contact dana next week", "· call on a day from Mon 30 Nov to Fri 4 Dec\n· the person to call is dana"),
        ("we decide around december 10", "· they decide around Thu 10 Dec"),
        ("call after 2pm", "· call from 14:00 on"),
    ],
)
async def test_what_is_no_plain_form_is_shown_before_it_is_recorded(
    talk: Conversation, words: str, listed: str
) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    await plays(talk, f"> /rules Acme {words}\nThis is what I understood of Acme. Is it right?\n{listed}")
    assert talk.facts() == before
    await plays(talk, "* Right\n✓ Recorded: they said:")


async def test_change_drops_one_thing_and_keeps_the_rest(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme call every friday, ask for dana. bring cookies
        · call every Friday
        · the person to call is dana
        Not understood, so kept as a note: “bring cookies”
        [Right] [Change]
        * Change
        What is not right? Tap it to drop it, or write how it is; what you do not mention stays.
        [Drop: call every Friday] [Drop: the person to call is dana] [Drop: the note]
        * Drop: the note
        · call every Friday
        · the person to call is dana
        ! bring cookies
        * Right
        ✓ Recorded: they said: call every Friday; they said: the person to call is dana · Acme
        """,
    )


async def test_change_takes_what_is_written_and_loses_nothing(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme call every friday, ask for dana
        * Change
        > call every monday
        · call every Monday
        · the person to call is dana
        ! Friday
        * Right
        ✓ Recorded: they said: call every Monday; they said: the person to call is dana · Acme
        """,
    )


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("call Friday, don't call", "says two things that do not go together, so nothing was recorded."),
        ("call monday but not monday", "says two things that do not go together, so nothing was recorded."),
        ("they don't want me to call every week", "says what is not wanted, and I know no rule for that"),
        ("dont ask for dana", "says what is not wanted, and I know no rule for that"),
    ],
)
async def test_what_is_denied_or_contradicts_itself_is_asked_about(
    talk: Conversation, words: str, problem: str
) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    await plays(talk, f"> /rules Acme {words}\n{problem}\n[Keep it as a note]")
    assert talk.facts() == before


async def test_a_day_that_can_be_two_is_asked_about_within_a_sentence(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme others are being interviewed til 3/4, ask for Dana
        “3/4” can be one of two days. Which do you mean?
        * 3 April
        · no call until Sat 3 Apr 2027 has passed
        · the person to call is Dana
        """,
    )


async def test_they_call_and_if_not_a_day_of_theirs_holds(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme they'll call me, if not i should call thursday
        · they will call you
        · call on Thu 26 Nov
        * Right
        A call from Thu 26 Nov, 09:00 on.
        > /should_i_call Acme
        ⏳ Not yet, from Thu 26 Nov, 09:00: Acme.
        They said: they will call you; if they do not, call on Thu 26 Nov.
        ! 10 working days
        + until Thu 26 Nov 10:00
        Acme: they asked you to call
        > /should_i_call Acme
        ✅ Yes, call them now: Acme.
        """,
    )


async def test_a_contact_in_a_zone_that_is_none_is_asked_again(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme contact Dana Lee, Europe/Nowhere
        I cannot tell the time zone from
        so nothing has changed
        > contact Dana Lee, Europe/London
        the person to call is Dana Lee, in the time zone Europe/London
        """,
    )


async def test_no_calls_means_no(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme no calls
        (¶3)
        > /should_i_call Acme
        ⛔ No: Acme.
        They told you not to call. What the employer told you outright stands above every other rule (¶3).
        Instead: Keep looking while you wait
        """,
    )
    pings = await talk.until("Fri 18 Dec 12:00")
    assert not any("📞" in ping.text for ping in pings)


async def test_a_day_they_named_is_pinged_and_does_not_count(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme call on Thursday
        I ping you that day.
        > /should_i_call Acme
        ⏳ Not yet, from Thu 26 Nov, 09:00: Acme.
        They said: call on Thu 26 Nov. What the employer told you outright stands above every other rule (¶3).
        Next: wait until Thu 26 Nov, 09:00.
        [They replied] [They told me when to call]
        + until Thu 26 Nov 10:00
        Acme: they asked you to call: call on Thu 26 Nov (¶3).
        > /should_i_call Acme
        ✅ Yes, call them now: Acme.
        A call that they asked for is not counted toward the three.
        > /called Acme no answer
        ! 1 of 3
        """,
    )


async def test_calls_every_friday_come_every_friday(talk: Conversation) -> None:
    await plays(talk, f"{HELD}\n> /rules Acme call every Friday")
    for friday in ("Fri 27 Nov", "Fri 4 Dec", "Fri 11 Dec", "Fri 18 Dec"):
        await plays(
            talk,
            f"""
            + until {friday} 10:00
            they asked you to call: call every Friday (¶3)
            > /called Acme no answer
            ! of 3 calls
            """,
        )


async def test_a_wait_moves_the_first_call_and_is_said(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme decision by 4 December
        Next: wait. A call from Mon 7 Dec, 09:00 on. They said: they decide by Fri 4 Dec.
        I wait until the working day after the day they named (my default, not the article’s)
        + until Mon 7 Dec 09:59
        ! 📞
        + 1 minute
        📞 Acme: a call is due, call 1 of 3 (¶7).
        They said: they decide by Fri 4 Dec.
        """,
    )


async def test_they_call_without_a_day_is_ten_working_days_by_default(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme they call
        A call from Mon 7 Dec, 09:00 on. They said: they will call you.
        and name no day, I leave 10 working days (my default, not the article’s)
        """,
    )


async def test_a_contact_abroad_is_called_in_their_hours(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme contact Dana Lee, America/New_York
        > /rules Acme call on Thursday
        + until Thu 26 Nov 12:00
        > /should_i_call Acme
        ⏳ Not yet, from today, Thu 26 Nov, 15:00: Acme.
        + until Thu 26 Nov 16:00
        📞 Acme: they asked you to call
        Call Dana Lee.
        > /should_i_call Acme
        ✅ Yes, call Dana Lee now: Acme.
        """,
    )


async def test_a_day_that_no_calendar_has_is_named_as_such(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > Acme will decide on the 31st of november
        31st of november” is no day of the calendar that I can use, so nothing was recorded.
        [Keep it as a note]
        """,
    )
