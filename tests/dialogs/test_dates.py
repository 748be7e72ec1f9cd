"""Every date understood is said back, with a button that corrects it."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

HELD = "> /interviewed Acme Friday 10:00"


@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("/thanked Acme yesterday", "thank-you note sent"),
        ("/called Acme no answer", "call, no answer"),
        ("/emailed Acme", "email about the status"),
        ("/heard Acme offer", "they made an offer"),
        ("/close Acme", "closed"),
        ("/rules Acme no calls", "they said: no calls"),
    ],
)
@pytest.mark.parametrize("answer", ["* Two days ago", "> Saturday"])
async def test_the_day_of_something_past_is_corrected(talk: Conversation, command: str, what: str, answer: str) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > {command}
        * Wrong day?
        Which day is right for Acme? Tap it, or write it
        [Today] [Yesterday] [Two days ago]
        {answer}
        ✓ Corrected: {what} · Acme · Sat 21 Nov
        [Wrong day?] [Undo]
        > /history Acme
        Sat 21 Nov · {what}
        """,
    )
    assert talk.messages[-1].text.count(what) == 1


@pytest.mark.parametrize(
    ("rule", "corrected"),
    [
        ("call on Friday", "call on Fri 4 Dec"),
        ("decision by Friday", "they decide by Fri 4 Dec"),
        ("they call by Friday", "they will call you by Fri 4 Dec"),
        ("away until Friday", "no call until Fri 4 Dec has passed"),
    ],
)
async def test_the_day_that_they_named_is_corrected(talk: Conversation, rule: str, corrected: str) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /rules Acme {rule}
        Fri 27 Nov
        * Wrong day?
        Which day did Acme name? Write it like
        > 4 December
        ✓ Corrected: they said: {corrected} · Acme
        ! Fri 27 Nov
        """,
    )


async def test_the_day_until_which_they_want_peace_is_corrected(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /heard Acme until Friday
        * Wrong day?
        > 4 December
        ✓ Corrected: a word from them: no call until Fri 4 Dec has passed
        """,
    )


async def test_the_day_of_a_planned_interview_is_corrected(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interview Acme tomorrow 14:00
        * Wrong day?
        > today
        At what time today?
        > Thursday 9:30
        ✓ Corrected: interview planned · Acme · Thu 26 Nov, 09:30
        """,
    )


async def test_the_day_of_an_interview_is_corrected_and_all_follows(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        a call from Mon 30 Nov on
        * Wrong day?
        * Yesterday
        ✓ Corrected: interview · Acme · yesterday, Sun 22 Nov
        a call from Fri 27 Nov on
        """,
    )


@pytest.mark.parametrize(
    ("command", "answer", "problem"),
    [
        ("/thanked Acme", "tomorrow", "That is still to come, and this is for what has happened."),
        ("/thanked Acme", "30 February", "“30 February” is no day of the calendar"),
        ("/thanked Acme", "3/4/2026", "“3/4/2026” can be read in two ways"),
        ("/thanked Acme", "whenever", "I could not read “whenever” as a day"),
        ("/rules Acme call on Friday", "yesterday", "That day has passed"),
        ("/interview Beta Friday 10:00", "yesterday 10:00", "That day has passed"),
    ],
)
async def test_a_day_that_cannot_be_right_is_asked_for_again(
    talk: Conversation, command: str, answer: str, problem: str
) -> None:
    await plays(talk, f"{HELD}\n> {command}\n* Wrong day?")
    before = talk.facts()
    question = "Which day did Acme name?" if "/rules" in command else "Which day is right for"
    await plays(talk, f"> {answer}\n{problem}\n{question}")
    assert talk.facts() == before


async def test_a_correction_can_be_corrected(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /thanked Acme
        * Wrong day?
        * Yesterday
        ✓ Corrected: thank-you note sent · Acme · yesterday
        * Wrong day?
        * Today
        ✓ Corrected: thank-you note sent · Acme · today
        """,
    )


async def test_the_button_of_what_was_corrected_already_is_over(talk: Conversation) -> None:
    await talk.says("/interviewed Acme Friday 10:00")
    recorded = await talk.says("/thanked Acme")
    data = next(button.data for button in recorded.buttons if button.text == "Wrong day?")
    await plays(talk, "* Wrong day?\n* Yesterday\n✓ Corrected")
    before = talk.facts()
    assert (
        await talk.presses_data(data or "", recorded) == "That button is over; nothing was recorded. Ask anew: /status"
    )
    assert talk.facts() == before


@pytest.mark.parametrize("command", ["thanked", "called", "emailed"])
async def test_what_has_happened_cannot_lie_ahead(talk: Conversation, command: str) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    await plays(
        talk,
        f"""
        > /{command} Acme tomorrow
        That is still to come, and this is for what has happened. Nothing was recorded.
        [Today] [Yesterday] [Two days ago]
        """,
    )
    assert talk.facts() == before
    how = "\n* No answer" if command == "called" else ""
    await plays(talk, f"* Yesterday{how}\n✓ Recorded\nyesterday, Sun 22 Nov")


async def test_a_call_with_its_outcome_cannot_lie_ahead_either(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /called Acme voicemail tomorrow
        That is still to come
        > today
        ✓ Recorded: call, message left · Acme · today
        """,
    )


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("30 February", "“30 February” is no day of the calendar that I can use, so nothing was recorded."),
        ("3/4/2026", "“3/4/2026” can be read in two ways, so nothing was recorded."),
        ("25:61", "“25:61” is no day of the calendar"),
        ("0000-00-00", "“0000-00-00” is no day of the calendar"),
    ],
)
async def test_impossible_and_ambiguous_dates_are_asked_for_again(
    talk: Conversation, written: str, problem: str
) -> None:
    await plays(talk, HELD)
    before = talk.facts()
    for command in ("/thanked Acme", "/called Acme no answer", "/emailed Acme", "/interviewed Beta"):
        await plays(talk, f"> {command} {written}\n{problem}\n[Today] [Yesterday]")
    await plays(talk, f"> /interview Beta {written}\n{problem}\nWhen is it?")
    assert talk.facts() == before
    await plays(
        talk, f"> /called Acme no answer {written}\n* Yesterday\n✓ Recorded: call, no answer · Acme · yesterday"
    )
    await plays(talk, f"> /interviewed Beta Designer {written}\n> yesterday\n✓ Recorded: interview · Beta (Designer)")


@pytest.mark.parametrize(
    ("zone", "read"),
    [("Europe/Berlin DE", "Tue 3 Nov"), ("America/New_York US", "Wed 11 Mar"), ("America/Toronto CA", "two ways")],
)
async def test_the_order_of_day_and_month_is_that_of_the_country_or_asked(
    talk: Conversation, zone: str, read: str
) -> None:
    await talk.says(f"/timezone {zone}")
    assert read in (await talk.says("/interviewed Acme 3/11/2026")).text


@pytest.mark.parametrize(
    ("rule", "said", "call_from"),
    [
        ("we decide by the end of the month", "they decide by Mon 30 Nov", "Tue 1 Dec"),
        ("we'll call you in the next 2 weeks", "they will call you on a day from Tue 24 Nov to Mon 7 Dec", "Tue 8 Dec"),
        ("we decide in mid December", "they decide on a day from Fri 11 Dec to Sun 20 Dec", "Mon 21 Dec"),
        ("we decide within ten business days", "they decide by Mon 7 Dec", "Tue 8 Dec"),
        ("call after the holidays", "call on Mon 4 Jan 2027", "Mon 4 Jan 2027"),
    ],
)
async def test_a_promise_for_several_days_is_late_after_the_last(
    talk: Conversation, rule: str, said: str, call_from: str
) -> None:
    await plays(talk, f"{HELD}\n> /rules Acme {rule}\n{said}\n* Right\n{said}\ncall from {call_from}")


async def test_the_order_of_dates_is_that_of_the_persons_country(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /timezone Europe/London GB
        > /interviewed Acme 3/11
        ✓ Recorded: interview · Acme · Tue 3 Nov
        > /called Acme no answer 5/11
        Thu 5 Nov
        """,
    )


@pytest.mark.parametrize("when", ["in 1926", "20226"])
async def test_a_year_that_nobody_lives_in_is_asked_about(talk: Conversation, when: str) -> None:
    await plays(talk, f"> /interviewed Acme {when}\nI could not read\n[Today] [Yesterday]")


@pytest.mark.parametrize(
    ("command", "words", "days", "recorded"),
    [
        ("/interview Stark early next week", "early next week", "[Mon 30 Nov] [Tue 1 Dec]", "Stark · Mon 30 Nov"),
        (
            "/interview Stark next week 3pm",
            "next week 3pm",
            "[Mon 30 Nov, 15:00] [Tue 1 Dec, 15:00] [Wed 2 Dec, 15:00] [Thu 3 Dec, 15:00] [Fri 4 Dec, 15:00]",
            "Stark · Mon 30 Nov, 15:00",
        ),
        (
            "/interview Stark in December",
            "in December",
            "[Tue 1 Dec] [Wed 2 Dec] [Thu 3 Dec] [Fri 4 Dec] [Sat 5 Dec]",
            "Stark · Tue 1 Dec",
        ),
        (
            "/interviewed Hooli last week",
            "last week",
            "[Mon 16 Nov] [Tue 17 Nov] [Wed 18 Nov] [Thu 19 Nov] [Fri 20 Nov]",
            "Hooli · Mon 16 Nov",
        ),
        ("/interviewed Wayne Thursday or Friday", "Thursday or Friday", "[Thu 19 Nov] [Fri 20 Nov]", "Thu 19 Nov"),
        ("/thanked Acme at the weekend", "at the weekend", "[Sat 21 Nov] [Sun 22 Nov]", "sent · Acme · Sat 21 Nov"),
        (
            "/called Acme no answer at the weekend",
            "at the weekend",
            "[Sat 21 Nov] [Sun 22 Nov]",
            "call, no answer · Acme · Sat 21 Nov",
        ),
    ],
)
async def test_of_several_days_it_is_asked_which(
    talk: Conversation, command: str, words: str, days: str, recorded: str
) -> None:
    first = days[1:].split("]")[0]
    await plays(
        talk,
        f"""
        {HELD}
        > {command}
        “{words}” is more than one day. Which one? Tap it, or write it.
        {days}
        * {first}
        ✓ Recorded
        {recorded}
        """,
    )


async def test_one_of_several_days_is_written(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Hooli last week
        [Mon 16 Nov]
        > Wednesday
        ✓ Recorded: interview · Hooli · Wed 18 Nov
        """,
    )


async def test_a_call_on_one_of_several_days_is_asked_of_before_how_it_went(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /called Acme at the weekend
        [Sat 21 Nov] [Sun 22 Nov]
        * Sun 22 Nov
        How did the call to Acme go?
        * No answer
        ✓ Recorded: call, no answer · Acme · yesterday, Sun 22 Nov
        """,
    )


async def test_a_day_is_corrected_to_one_of_several(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {HELD}
        > /thanked Acme
        * Wrong day?
        > at the weekend
        “at the weekend” is more than one day. Which one?
        * Sat 21 Nov
        ✓ Corrected: thank-you note sent · Acme · Sat 21 Nov
        """,
    )
