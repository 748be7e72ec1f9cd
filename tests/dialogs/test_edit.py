"""Everything recorded can be put right: the interview's own particulars, and each thing that happened."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays


async def test_the_list_has_the_particulars_and_what_happened(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Nurse Sunday 10:00
        > /thanked Acme
        > /called Acme no answer
        > /edit Acme
        Acme (Nurse). It does not count as sales work.
        What is to be put right?
        [Name] [Role] [Sales work]
        [Mon 23 Nov · call, no answer] [Mon 23 Nov · thank-you note sent] [Sun 22 Nov · interview]
        """,
    )


async def test_long_histories_are_turned_over(talk: Conversation) -> None:
    await talk.says("/interviewed Acme Sunday")
    for _ in range(8):
        await talk.says("/heard Acme a word")
    await plays(
        talk,
        """
        > /edit Acme
        [Earlier ›]
        * Earlier ›
        [Sun 22 Nov · interview] [‹ Later]
        * ‹ Later
        [Earlier ›]
        """,
    )


@pytest.mark.parametrize(
    ("right", "understood", "forgotten"), [("Acme", "Acme", "Acmme is new"), ("Globex", "Acmme", "")]
)
async def test_the_name(talk: Conversation, right: str, understood: str, forgotten: str) -> None:
    await talk.says("/interviewed Acmme")
    await plays(
        talk,
        f"""
        > /edit Acmme
        * Name
        What is Acmme really called?
        > {right}
        ✓ Recorded: the name is “{right}”
        [Undo]
        ! Wrong day?
        > /status
        {right}
        ! Acmme
        > /should_i_call {understood}
        The thank-you note comes first
        > /should_i_call {right}
        The thank-you note comes first
        """,
    )
    known = (await talk.says("/thanked Acmme")).text
    assert ("Which do you mean?" in known) is bool(forgotten)
    await plays(talk, "> /undo\n> /undo") if not forgotten else await plays(talk, "> /undo")
    assert "Acmme" in (await talk.says("/status")).text


async def test_the_role_and_sales_decide_the_days(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme Nurse
        > /thanked Acme
        > /edit Acme
        * Role
        Which role is it at Acme?
        [No role]
        > Sales Manager
        ✓ Recorded: the role is “Sales Manager”; it is sales work · Acme (Sales Manager)
        > /should_i_call Acme
        from Thu 26 Nov, 09:00
        > /edit Acme
        * No sales work
        ✓ Recorded: it is no sales work
        A call from Mon 30 Nov, 09:00 on
        > /edit Acme
        * Role
        * No role
        ✓ Recorded: the role is not known · Acme
        """,
    )


async def test_the_outcome_of_a_call(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 1 November
        > /thanked Acme
        > /called Acme no answer
        1 of 3 calls made
        > /edit Acme
        * Mon 23 Nov · call, no answer
        What is wrong about it?
        [Call, message left] [Call, spoke to them] [Its date] [Remove it] [Back]
        * Call, spoke to them
        ✓ Corrected: call, spoke to them · Acme · today, Mon 23 Nov, 14:00
        ! 1 of 3
        > /undo
        This counts again: call, no answer
        """,
    )


async def test_how_it_was_settled_and_the_date(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 1 November
        > /close Acme
        > /edit Acme
        * Mon 23 Nov · closed
        * They made an offer
        ✓ Corrected: they made an offer
        Congratulations!
        > /edit Acme
        * Sun 1 Nov · interview
        * Its date
        Which day is right for Acme?
        > 3 November 10:00
        ✓ Corrected: interview · Acme · Tue 3 Nov, 10:00
        """,
    )


async def test_what_was_never_so_is_removed(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme 1 November
        > /thanked Acme
        > /called Acme no answer
        > /edit Acme
        * Mon 23 Nov · call, no answer
        * Remove it
        ✓ Removed: call, no answer · Acme · today, Mon 23 Nov, 14:00
        0 of 3 calls made
        * Undo
        This counts again: call, no answer
        > /edit Acme
        * Sun 1 Nov · interview
        * Back
        * Sun 1 Nov · interview
        * Remove it
        Without an interview there is nothing to count from
        * Undo
        This counts again: interview
        > /should_i_call Acme
        1 of 3
        """,
    )


async def test_a_person_and_a_word(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /met Acme Dana Leigh
        > /heard Acme soon
        > /edit Acme
        * Mon 23 Nov · you met Dana Leigh
        * The person
        Whom did you meet at Acme?
        > Dana Lee, CTO
        ✓ Corrected: you met Dana Lee, CTO
        > /edit Acme
        * Mon 23 Nov · a word from them: “soon”
        * Its words
        > in a week
        ✓ Corrected: a word from them: “in a week”
        """,
    )


async def test_tapped_twice_it_does_it_once(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    menu = await talk.says("/edit Acme")
    data = next(button.data or "" for button in menu.buttons if button.text == "Sales work")
    await talk.presses_data(data, menu)
    before = talk.facts()
    assert "recorded already" in await talk.presses_data(data, menu)
    assert talk.facts() == before


async def test_from_the_history(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /history Acme\n* Put it right\nWhat is to be put right?")
