"""A company's name: the same one in any dress, a near miss asked about, an unknown one offered to be recorded."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


@pytest.mark.parametrize(
    "name", ["acme", "ACME", "Acme Inc.", "acme, inc", "Acme GmbH", "A C M E", "  Acme  ", "“Acme”", "Acme!"]
)
async def test_case_spacing_and_legal_form_do_not_matter(talk: Conversation, name: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme Ltd
        > /thanked {name}
        ✓ Recorded: thank-you note sent · Acme Ltd
        > /interviewed {name}
        Is this a further round, or a correction?
        """,
    )


async def test_a_known_name_is_a_name_whatever_its_words_mean(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed “Monday”
        > /interviewed No Answer Studios
        > /called No Answer Studios spoke
        ✓ Recorded: call, spoke to them · No Answer Studios
        """,
    )


@pytest.mark.parametrize(
    ("known", "written"),
    [("Acme", "Acne"), ("Delta", "Delta Dental"), ("Beta Labs", "Beta"), ("Hooli", "Hoooli"), ("Acme", "Acme Labs")],
)
async def test_a_near_miss_asks_and_never_guesses(talk: Conversation, known: str, written: str) -> None:
    await talk.says(f"/interviewed {known} yesterday")
    before = talk.facts()
    for command in ("thanked", "called", "emailed", "close", "mute", "should_i_call"):
        words = "no answer" if command == "called" else ""
        await plays(
            talk,
            f"""
            > /{command} {written} {words}
            I have nothing under “{written}”, but something like it. Which do you mean?
            [{known}] [I interviewed with {written}]
            """,
        )
    await plays(
        talk,
        f"""
        > /interviewed {written}
        I have nothing under “{written}”, but something like it.
        [{known}] [No, {written} is new]
        """,
    )
    assert talk.facts() == before


@pytest.mark.parametrize("answer", ["* Acme", "> acme"])
async def test_a_near_miss_answered_keeps_what_was_said(talk: Conversation, answer: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme Friday
        > /called Acne no answer yesterday
        {answer}
        ✓ Recorded: call, no answer · Acme · yesterday, Sun 22 Nov
        """,
    )


@pytest.mark.parametrize("answer", ["* No, Acne is new", "> Acne"])
async def test_a_near_miss_may_be_another_company(talk: Conversation, answer: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme Friday
        > /interviewed Acne yesterday
        {answer}
        ✓ Recorded: interview · Acne · yesterday, Sun 22 Nov
        """,
    )


async def test_words_that_mean_nothing_are_said_to_be_passed_over(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday
        > /thanked Acme yestreday
        I have nothing under “Acme yestreday”, but something like it. Which do you mean?
        [Acme] [I interviewed with Acme yestreday]
        > Acme
        ✓ Recorded: thank-you note sent · Acme · today
        I could not place “yestreday”
        > /called Acme no answer, Dana was out
        ✓ Recorded: call, no answer · Acme · today
        I could not place “Dana was out”
        """,
    )


@pytest.mark.parametrize(
    ("command", "name", "told"),
    [
        ("/called Zeta no answer yesterday", "Zeta", "call, no answer"),
        ("/thanked Zeta Robotics on Friday", "Zeta Robotics", "thank-you note sent"),
        ("/heard Zeta offer", "Zeta", "they made an offer"),
        ("/rules Zeta Robotics call every Friday", "Zeta Robotics", "they said: call every Friday"),
        ("/close Zeta withdrawn", "Zeta", "you withdrew"),
        ("/should_i_call Zeta", "Zeta", ""),
    ],
)
async def test_an_unknown_company_is_offered_to_be_recorded_with_what_was_said(
    talk: Conversation, command: str, name: str, told: str
) -> None:
    await talk.says("/interviewed Acme Friday")
    before = talk.facts()
    await plays(
        talk,
        f"""
        > {command}
        Nothing is recorded of “{name}”. Is it one of these, or a new interview?
        [Acme] [I interviewed with {name}]
        """,
    )
    assert talk.facts() == before
    await plays(
        talk,
        f"""
        * I interviewed with {name}
        When was the interview with {name}?
        [Today] [Yesterday] [Two days ago]
        * Yesterday
        ✓ Recorded:
        interview · {name} · yesterday, Sun 22 Nov
        {told and f"· {told} · {name}"}
        """,
    )
    await talk.says("/undo")
    assert f"interview · {name}" not in (await talk.says("/status")).text


async def test_an_unknown_name_that_was_a_slip_after_all_keeps_what_was_said(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday
        > /called Zeta no answer yesterday
        * Acme
        ✓ Recorded: call, no answer · Acme · yesterday, Sun 22 Nov
        """,
    )


async def test_where_a_note_and_a_name_cannot_be_told_apart_the_company_is_asked_for(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Friday
        > /heard Zeta Robotics they were happy with me
        Nothing is recorded of “Zeta Robotics they were happy with me”.
        [Acme] [It is a new interview]
        * It is a new interview
        Which company was it with?
        """,
    )


async def test_the_open_one_is_meant_where_a_settled_one_has_the_same_name(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Designer Friday
        > /close Acme
        > /interviewed Acme Engineer
        > /thanked Acme
        ✓ Recorded: thank-you note sent · Acme (Engineer)
        """,
    )


@pytest.mark.parametrize("command", ["edit", "history"])
async def test_what_looks_at_the_record_offers_no_new_interview(talk: Conversation, command: str) -> None:
    await plays(
        talk,
        f"""
        > /interviewed Acme
        > /heard Acme rejected
        > /{command} Zeta
        Nothing is recorded of “Zeta”. Is it one of these?
        [Acme]
        ! new interview
        * Acme
        ! Nothing is recorded
        """,
    )


async def test_accents_make_no_other_name(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /edit Acme
        * Name
        > Acmé GmbH
        ✓ Recorded: the name is “Acmé GmbH”
        > /edit acme
        [Name] [Role]
        > /interviewed Žižkov
        > /edit Zizkov
        [Name] [Role]
        > called zizkov, no answer
        call, no answer · Žižkov
        """,
    )


@pytest.mark.parametrize(
    "name", ["7 Eleven", "7-Eleven", "3M", "84 Lumber", "Studio 54", "1 800 Flowers", "Eleven Madison"]
)
async def test_a_number_may_be_part_of_a_name(talk: Conversation, name: str) -> None:
    await plays(talk, f"> /interviewed {name} yesterday\n✓ Recorded: interview · {name} · yesterday, Sun 22 Nov")
    await plays(talk, f"> /thanked {name}\n✓ Recorded: thank-you note sent · {name}")


async def test_of_two_openings_the_settled_one_can_be_reached(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme nurse yesterday
        > /interviewed Acme driver
        * Another opening (driver)
        > /heard Acme driver rejected
        ✓ Recorded: they said no · Acme (driver)
        > /status
        Settled: Acme (driver).
        [Acme (nurse)]
        > /history Acme driver
        Acme (driver)
        they said no
        ! yesterday
        > /history Acme
        Tap it, or write the name.
        [Acme (driver)] [Acme (nurse)]
        * Acme (nurse)
        Acme (nurse)
        ! they said no
        > /edit Acme
        [Acme (driver)] [Acme (nurse)]
        > /forget Acme
        This deletes Acme (driver) and all you told me about it, for good.
        * Delete it
        * Yes, delete it for good
        ✓ Deleted for good: Acme (driver)
        > /status
        Acme (nurse)
        ! driver
        """,
    )
