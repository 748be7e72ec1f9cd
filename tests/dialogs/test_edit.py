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
        ↩ Taken back: the removal
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


async def test_a_rule_and_another_name(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /rules Acme contact Dana Leigh
        > /rules Acme they call by Friday
        > /alias Acme Akme
        > /edit Acme
        * Mon 23 Nov · they said: the person to c…
        * What they said
        What did Acme say about that?
        > talk to Dana Lee
        ✓ Corrected: they said: the person to call is Dana Lee
        > /edit Acme
        * Mon 23 Nov · they said: they will call …
        * Its date
        Which day did Acme name?
        > 1 December
        ✓ Corrected: they said: they will call you by Tue 1 Dec
        > /edit Acme
        * Mon 23 Nov · they said: they will call …
        * What they said
        > bananas
        I could not read “bananas” as a rule
        > no calls please
        ✓ Corrected: they said: no calls
        > /edit Acme
        * Mon 23 Nov · also known as “Akme”
        * The name
        > Acme Labs
        ✓ Corrected: also known as “Acme Labs”
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


TWINS = """
> /interviewed Acme
> /interviewed Acmme today
* No, Acmme is new
> /edit Acmme
* Name
"""


async def test_a_name_that_makes_two_alike_is_asked_for_again(talk: Conversation) -> None:
    await plays(talk, TWINS)
    before = talk.facts()
    await plays(
        talk,
        """
        > ACME Inc.
        Another open interview goes by “ACME Inc.” with the same role, and the two could not be told apart.
        What is Acmme really called?
        [Say the role first]
        """,
    )
    assert talk.facts() == before
    await plays(talk, "> Acme Berlin\n✓ Recorded: the name is “Acme Berlin”")


async def test_with_another_role_two_may_have_one_name_and_keep_it_apart(talk: Conversation) -> None:
    await plays(
        talk,
        f"""
        {TWINS}
        > Acme
        * Say the role first
        > Cook
        ✓ Recorded: the role is “Cook” · Acmme (Cook)
        > /edit Acmme
        * Name
        > Acme
        ✓ Recorded: the name is “Acme”
        > /thanked Acme
        Which interview did you send the note for?
        [Acme] [Acme (Cook)]
        > /edit Acme
        * Acme (Cook)
        * Role
        * No role
        Another open interview goes by “Acme” with the same role
        """,
    )


async def test_the_name_of_one_that_is_settled_is_free(talk: Conversation) -> None:
    await plays(
        talk,
        """
        > /interviewed Acme
        > /close Acme
        > /interviewed Acmme today
        > /edit Acmme
        * Name
        > Acme
        ✓ Recorded: the name is “Acme”
        """,
    )
