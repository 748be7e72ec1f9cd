"""Other chats than one's own with the bot: public advice and one polite line there, nothing of anybody's record."""

from __future__ import annotations

import pytest

from tests.botapi import Fault, InlineQuery
from tests.dialogs.conversation import Conversation

GROUP = -100_200
LINE = "I keep what you tell me between the two of us: please write to me in a private chat."


async def asked(talk: Conversation, words: str) -> InlineQuery:
    """Ask in some other chat."""
    await talk.settled(talk.user.asks_inline(words))
    assert not talk.api.violations
    return talk.api.inline_queries[-1]


def titles(query: InlineQuery) -> list[str]:
    assert query.answer is not None
    return [result["title"] for result in query.answer["results"]]


async def test_a_question_gets_the_best_topics(talk: Conversation) -> None:
    query = await asked(talk, "may I call twice?")
    assert titles(query)[0] == "How often to call"
    assert len(titles(query)) == 3
    assert query.texts[0].startswith("How often to call\n\n")
    assert "(¶7" in query.texts[0]
    assert query.answer is not None
    assert (query.answer["cache_time"], query.answer["is_personal"]) == (3600, False)


async def test_what_is_not_covered_gets_silence_and_what_is(talk: Conversation) -> None:
    query = await asked(talk, "what salary should I ask for?")
    assert titles(query) == ["The etiquette is silent there"]
    assert "is silent on what a job pays" in query.texts[0]
    assert "covers the thank-you note" in query.texts[0]


@pytest.mark.parametrize("words", ["where does Acme stand", "Did I thank Acme?", "my status"])
async def test_of_ones_own_record_it_is_said_that_it_stays_private(talk: Conversation, words: str) -> None:
    await talk.says("/interviewed Acme")
    query = await asked(talk, words)
    assert titles(query)[0] == "Your own interviews: only in our private chat"
    assert "/status shows it there" in query.texts[0]
    assert "public advice only" in query.texts[0]


async def test_whether_to_call_one_company_gets_the_advice_as_well(talk: Conversation) -> None:
    found = titles(await asked(talk, "should I call Acme?"))
    assert found[0] == "Your own interviews: only in our private chat"
    assert len(found) == 3


@pytest.mark.parametrize("words", ["", "   ", "?", "\N{WAVING HAND SIGN}" * 200, "<b>call</b>", "/start"])
async def test_whatever_is_asked_there_is_an_answer(talk: Conversation, words: str) -> None:
    assert 1 <= len(titles(await asked(talk, words))) <= 3


async def test_nobodys_record_is_used_and_no_account_is_opened(talk: Conversation) -> None:
    await asked(talk, "when may I call Acme?")
    assert talk.facts()["people"] == []
    before = talk.api.inline_queries[-1].texts
    await talk.says("/interviewed Acme")
    await talk.says("/rules Acme no calls")
    kept = talk.facts()
    assert (await asked(talk, "when may I call Acme?")).texts == before
    assert talk.facts() == kept


@pytest.mark.parametrize("fault", [Fault.BAD_REQUEST, Fault.SERVER_ERROR, Fault.DROP_BEFORE])
async def test_a_question_that_cannot_be_answered_is_let_go(talk: Conversation, fault: Fault) -> None:
    talk.api.faults.add(fault, method="answerInlineQuery")
    assert (await asked(talk, "may I call twice?")).answer is None
    assert titles(await asked(talk, "may I call twice?"))


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_that_takes_the_bot_in_gets_the_line_and_the_way_to_it(talk: Conversation, kind: str) -> None:
    await talk.settled(talk.user.adds_bot_to(GROUP, kind=kind))
    (message,) = talk.api.chat(GROUP).messages
    assert message.text == LINE
    assert [button.raw["url"] for button in message.buttons] == ["https://t.me/should_i_call_bot?start=group"]
    assert talk.facts()["people"] == []


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/start", True),
        ("/stop", True),
        ("/STATUS", True),
        ("/roll@should_i_call_bot 20", True),
        ("/roll 20", False),
        ("/start@other_bot", False),
    ],
)
async def test_a_group_gets_the_line_for_what_is_this_bots(talk: Conversation, said: str, answered: bool) -> None:
    await talk.settled(talk.user.says_in_group(said, GROUP))
    assert talk.api.chat(GROUP).texts == [LINE] * answered


async def test_leaving_a_group_or_being_blocked_says_nothing(talk: Conversation) -> None:
    await talk.settled(talk.user.adds_bot_to(GROUP))
    await talk.settled(talk.user.removes_bot_from(GROUP))
    await talk.says("/help")
    before = talk.facts()
    await talk.settled(talk.user.blocks())
    await talk.settled(talk.user.unblocks())
    assert len(talk.api.messages) == 2
    assert talk.facts() == before


async def test_a_channel_gets_nothing(talk: Conversation) -> None:
    await talk.settled(talk.user.adds_bot_to(-100_300, kind="channel"))
    assert talk.api.messages == []
    post = {"message_id": 1, "date": 0, "chat": {"id": -100_300, "type": "channel", "title": "News"}, "text": "/start"}
    talk.api.put_raw_update({"channel_post": post})
    await talk.says("/help")
    assert [message.chat_id for message in talk.api.messages] == [talk.user.id]


async def test_a_group_that_becomes_a_supergroup_says_nothing_by_itself(talk: Conversation) -> None:
    chat = {"id": -200, "type": "group", "title": "The group"}
    moved = {"message_id": 1, "date": 0, "chat": chat, "from": talk.user.as_json(), "migrate_to_chat_id": GROUP}
    await talk.settled(talk.api.put_raw_update({"message": moved}))
    assert talk.api.messages == []


async def test_a_line_follows_the_group_to_its_new_number(talk: Conversation) -> None:
    await talk.settled(talk.user.adds_bot_to(GROUP))
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    talk.api.faults.add(Fault.error(400, description, {"migrate_to_chat_id": GROUP}), method="sendMessage")
    await talk.settled(talk.user.says_in_group("/start", -200))
    assert talk.api.chat(GROUP).texts == [LINE, LINE]
