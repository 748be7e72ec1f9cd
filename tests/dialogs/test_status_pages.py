"""`/status` with more interviews than it has buttons for: each can be tapped, a page at a time."""

import pytest

from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

COMPANIES = ("Acme", "Beacon", "Cobalt", "Dynamo", "Evergreen", "Foxglove", "Granite", "Harbour")


@pytest.fixture
async def crowded(talk: Conversation) -> Conversation:
    for name in COMPANIES:
        await talk.says(f"/interviewed {name} 9 November 10:00")
    return talk


async def test_the_pages_turn_both_ways(crowded: Conversation) -> None:
    first = await crowded.says("/status")
    companies = [label for label in first.labels if label in COMPANIES]
    assert (len(companies), first.labels[-1]) == (6, "More")
    second = await crowded.presses("More")
    others = [label for label in second.labels if label in COMPANIES]
    assert (len(others), second.labels[-1]) == (2, "Back")
    assert len({*companies, *others}) == 8
    back = await crowded.presses("Back")
    assert back.labels == first.labels


async def test_what_is_on_the_second_page_can_be_tapped(crowded: Conversation) -> None:
    message = await crowded.says("/should_i_call")
    message = await crowded.presses("More", message)
    name = message.labels[0]
    await plays(crowded, f"* {name}\n{name}")


@pytest.mark.parametrize("text", ["/status 400", "/status " + "9" * 30, "/status please"])
async def test_a_page_that_there_is_none_of_is_the_first(crowded: Conversation, text: str) -> None:
    assert (await crowded.says(text)).labels[-1] == "More"
