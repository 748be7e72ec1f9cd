"""Buttons that lead nowhere any more go; those that still mean something stay."""

from __future__ import annotations

import pytest

from bot.views.buttons import Choose, pack
from tests.botapi import Fault
from tests.dialogs.conversation import Conversation


async def test_an_answer_that_is_typed_takes_the_buttons_off_the_question(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    asked = await talk.says("/called Acme")
    assert "No answer" in asked.labels
    answer = await talk.says("spoke")
    assert "Recorded: call, spoke to them" in answer.text
    assert asked.labels == []
    assert asked.text.startswith("How did the call to Acme go?"), "the question itself stays"


async def test_an_answer_that_is_tapped_edits_the_question_and_leaves_it_the_new_buttons(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    asked = await talk.says("/called Acme")
    edited = await talk.presses("Spoke to them", asked)
    assert edited is asked
    assert "Spoke to them" not in edited.labels
    assert "Undo" in edited.labels
    assert talk.api.calls("editMessageReplyMarkup") == []


async def test_a_question_that_was_not_answered_can_still_be_tapped(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    asked = await talk.says("/called Acme")
    await talk.says("/status")
    assert "Spoke to them" in asked.labels
    await talk.presses("Spoke to them", asked)
    assert "Recorded: call, spoke to them" in asked.text


async def test_a_stale_button_takes_its_fellows_along(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    asked = await talk.says("/called Acme")
    await talk.restart()
    await talk.says("spoke")
    assert "Spoke to them" in asked.labels, "which message asked is not known after a restart"
    await talk.settled(talk.user.presses("Spoke to them", asked))
    assert "That button is over" in talk.toast
    assert asked.labels == []


async def test_a_second_tap_leaves_the_buttons_that_still_mean_something(talk: Conversation) -> None:
    recorded = await talk.says("/interviewed Acme")
    await talk.presses("I sent the note", recorded)
    tapped = await talk.presses_data("1r:thanked:1:1:", recorded)
    assert "recorded already" in tapped
    assert "Undo" in recorded.labels


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize("fault", [Fault.BAD_REQUEST, Fault.SERVER_ERROR, Fault.DROP_BEFORE, Fault.flood(1)])
async def test_that_buttons_stay_is_no_matter(talk: Conversation, fault: Fault) -> None:
    await talk.says("/interviewed Acme")
    await talk.says("/called Acme")
    talk.api.faults.add(fault, method="editMessageReplyMarkup")
    assert "Recorded: call, spoke to them" in (await talk.says("spoke")).text
    assert "Acme" in (await talk.says("/status")).text


async def test_a_forged_button_costs_nobody_elses(talk: Conversation) -> None:
    recorded = await talk.says("/interviewed Acme")
    await talk.presses_data(pack(Choose(99, 0)), talk.messages[-1])
    assert recorded.labels == [], "their own, under the message they say they tapped"
