"""Whatever is sent: a clear answer that says what to do, nothing recorded by mistake, no traceback."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.views.help import COMMANDS
from bot.views.refusals import failed
from tests.botapi import Button, Message
from tests.dialogs.conversation import Conversation
from tests.dialogs.script import plays

RTL_MARK, ZERO_WIDTH = "\u200f", "\u200b\u200d\ufeff"


@pytest.fixture(autouse=True)
def _no_fault_of_the_bots_own(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever a dialog here does, the bot has not failed at it."""
    yield
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


# --- names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>x</b>", "<b>x</b>"),
        ("R&amp;D", "R&amp;D"),
        ("</b><a href='x'>", "</b><a href='x'>"),
        ("🚀", "🚀"),
        ("👩‍💻🏳️‍🌈", "👩‍💻🏳️‍🌈"),
        (f"Ac{RTL_MARK}me", "Acme"),
        ("\u202eemcA", "emcA"),
        ("شركة", "\u2068شركة\u2069"),
        ("“Acme”", "Acme"),
        ("'); DROP TABLE people", "'); DROP TABLE people"),
        ("=cmd()", "=cmd()"),
        ("Acme\nLabs", "Acme Labs"),
        ("株式会社東京", "株式会社東京"),
        ("Z̷a̷l̷g̷o̷", "Z̷a̷l̷g̷o̷"),
        ("N" * 80, "N" * 80),
    ],
)
async def test_an_odd_name_is_shown_as_it_is_and_found_again(talk: Conversation, written: str, shown: str) -> None:
    reply = await talk.says(f"/interviewed {written}")
    assert reply.text.startswith(f"✓ Recorded: interview · {shown} · today")
    reply = await talk.says(f"/thanked {written}")
    assert reply.text.startswith(f"✓ Recorded: thank-you note sent · {shown} · today")
    for command in ("status", "agenda", "should_i_call", f"history {written}", f"should_i_call {written}"):
        assert shown in (await talk.says(f"/{command}")).text
    (ping, *_) = await talk.until("Mon 30 Nov 10:00")
    assert shown in ping.text


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (ZERO_WIDTH, "I need a name that I can show: letters or digits."),
        (RTL_MARK, "I need a name that I can show"),
        ("\u3164", "I need a name that I can show"),
        ("“ ”", "I need a name that I can show"),
        ("N" * 81, "That name is too long: 80 characters at the most."),
        ("N" * 300, "That name is too long: 80 characters at the most."),
        ("word " * 60, "That name is too long: 80 characters at the most."),
    ],
)
async def test_a_name_that_is_none_is_asked_for_again(talk: Conversation, written: str, problem: str) -> None:
    await plays(talk, f"> /interviewed {written} yesterday\n{problem}\nWhich company was it with?")
    assert talk.facts()["interviews"] == []
    await plays(talk, "> Acme\n✓ Recorded: interview · Acme · yesterday, Sun 22 Nov")


async def test_a_long_role_is_refused_too(talk: Conversation) -> None:
    await plays(talk, f"> /interviewed Acme ({'very ' * 30}engineer)\nThat name is too long")
    assert talk.facts()["interviews"] == []


@pytest.mark.parametrize("command", ["thanked", "called", "heard", "should_i_call", "rules", "close"])
async def test_an_odd_name_of_nothing_recorded_is_asked_about(talk: Conversation, command: str) -> None:
    await talk.says("/interviewed Acme Friday")
    before = talk.facts()
    for name in ("<b>x</b>", ZERO_WIDTH, "N" * 300, "🚀", "=cmd()", "\u202ex", "'\"", "x\ny"):
        reply = await talk.says(f"/{command} {name}")
        assert reply.text.startswith("Nothing is recorded of “"), reply.text
        assert "a new interview?" in reply.text
        assert talk.facts() == before


# --- too much, and nothing ---------------------------------------------------------------------------------


async def test_over_long_arguments_are_refused(talk: Conversation) -> None:
    await talk.says("/interviewed Acme Friday")
    before = talk.facts()
    for command in COMMANDS:
        for length in (1100, 4000):
            reply = await talk.says(f"/{command.name} Acme {'x' * length}")
            assert "Nothing was recorded." in reply.text
            assert "1,000 for a command" in reply.text
    assert talk.facts() == before


async def test_the_longest_message_telegram_allows(talk: Conversation) -> None:
    await plays(
        talk, f"> {'y' * 4096}\nThat is too long for me: I read 1,000 characters at the most, and nothing was recorded."
    )
    await plays(talk, f"> /interviewed\nWhich company\n> {'y' * 4096}\nNothing was recorded.\n> Acme\n✓ Recorded")
    await plays(talk, f"> /heard Acme {'long ' * 150}\nThat is more than I can keep\n> short\n“short”")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        *(
            (words, f"I did not understand “{words}”, so nothing was recorded.")
            for words in ("asdfghjkl", "Acme", "<b>")
        ),
        *((words, f"There are no words in “{words}” that I could read") for words in ("....", "👍", "/", "12", "🎉🎉")),
        *((words, "I read only English so far, so nothing was recorded of “") for words in ("привет", "面接", "مرحبا")),
        ("blah " * 640, "That is too long for me: I read 1,000 characters at the most, and nothing was recorded."),
    ],
)
async def test_words_that_say_nothing_are_asked_about(talk: Conversation, words: str, said: str) -> None:
    await plays(talk, f"> {words}\n{said}\nWhat happened, or what would you like to know?\n[All commands]")
    assert talk.facts()["changes"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        *((words, "You are welcome.") for words in ("thx", "thanks!", "thank you so much for your help", "ok thanks")),
        *((words, "Hello!") for words in ("hello", "Hi there", "good morning")),
        *((words, "Until then, and good luck.") for words in ("bye", "good night", "goodbye then")),
        *((words, "All right.") for words in ("ok", "yes", "lol")),
    ],
)
async def test_a_courtesy_is_returned(talk: Conversation, words: str, said: str) -> None:
    await plays(talk, f"> {words}\n{said} Tell me what happened\n[Where things stand] [All commands]")
    assert talk.facts()["changes"] == []


async def test_a_courtesy_is_no_answer_and_the_question_stays_open(talk: Conversation) -> None:
    await plays(talk, "> /interviewed\nWhich company\n> thx\nYou are welcome.\n> Acme\n✓ Recorded: interview · Acme")


async def test_a_picture_is_not_proposed_as_a_company(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n> /note 🚀\nNothing is recorded of “🚀”.\n[Acme] [It is a new interview]")


@pytest.mark.parametrize(
    "text", ["/nonsense", "/nonsense Acme", "/Interviewedd Acme", "/help@other_bot", "/mute-all", "/_"]
)
async def test_unknown_commands(talk: Conversation, text: str) -> None:
    await plays(talk, f"> {text}\nI know no command “{text.split()[0]}”. Here is what I do know: /help\n[All commands]")
    assert talk.facts()["changes"] == []


async def test_commands_in_capitals_and_addressed_to_this_bot(talk: Conversation) -> None:
    await plays(talk, "> /INTERVIEWED@should_i_call_bot Acme\n✓ Recorded: interview · Acme\n> /Status\nAcme")


async def test_what_is_glued_to_a_command(talk: Conversation) -> None:
    """Telegram's mark ends before a hyphen; what it marks is not all that was meant."""
    await plays(talk, "> /interviewed-with Hooli\nI know no command “/interviewed-with”.")
    await plays(talk, "> /interviewed, Globex\n✓ Recorded: interview · Globex")
    await plays(talk, "> /should-i-call Globex\nGlobex")
    await plays(talk, "> /forget-me\nThis deletes all that I have about you")


async def test_pictures_and_stickers(talk: Conversation) -> None:
    await talk.says("/interviewed Acme")
    await talk.says("/called Acme")
    before = talk.facts()
    for update_id in (talk.user.sends_photo(), talk.user.sends_photo("/interviewed Beta"), talk.user.sends_sticker()):
        await talk.settled(update_id)
        assert talk.messages[-1].text.startswith("I read only text and buttons; nothing was recorded.")
    assert talk.facts() == before
    await plays(talk, "> no answer\n✓ Recorded: call, no answer · Acme")


# --- the wrong direction is told in test_logging_interviews and test_dates -------------------------------------


async def test_the_wrong_direction_records_nothing(talk: Conversation) -> None:
    for text in ("/interviewed Acme tomorrow", "/interview Acme yesterday 10:00", "/interview Acme today"):
        await talk.says(text)
    assert talk.facts()["interviews"] == []


# --- groups --------------------------------------------------------------------------------------------------


async def test_a_group_gets_one_polite_line_and_nothing_is_kept(talk: Conversation) -> None:
    group = -100_200
    for text in ("/interviewed Acme", "/start@should_i_call_bot", "/nonsense@should_i_call_bot"):
        await talk.settled(talk.user.says_in_group(text, group))
    assert set(talk.api.chat(group).texts) == {
        "I keep what you tell me between the two of us: please write to me in a private chat."
    }
    assert len(talk.api.chat(group).texts) == 3
    await talk.settled(talk.user.says_in_group("just talking", group))
    await talk.settled(talk.user.says_in_group("/start@another_bot", group))
    assert len(talk.api.chat(group).texts) == 3
    assert talk.facts()["people"] == []
    assert talk.messages == []


async def test_a_button_in_a_group_does_nothing(talk: Conversation) -> None:
    await talk.settled(talk.user.says_in_group("/start", -100_200))
    line = talk.api.chat(-100_200).last
    assert "That button is over" in await talk.presses_data("1r:interviewed:0:0:Acme", line)
    assert talk.facts()["people"] == []


# --- buttons of another person -----------------------------------------------------------------------------


async def test_buttons_of_another_person_do_nothing(talk: Conversation, tmp_path: Path) -> None:
    everything = [button.data or "" for button in await _buttons_of_each_kind(talk)]
    assert {data[:2] for data in everything} == {"1c", "1u", "1d", "1p", "1r"}
    talk.user = talk.api.user(200)
    await plays(talk, "> /interviewed Other Friday\n> /thanked Other")
    message, before = talk.messages[-1], talk.facts()
    about_someone = [data for data in everything if not data.startswith("1r:") or data.split(":")[2] != "0"]
    for data in about_someone:
        text = message.text
        assert "over" in await talk.presses_data(data, message), data
        assert (talk.facts(), message.text) == (before, text), data


async def _buttons_of_each_kind(talk: Conversation) -> list[Button]:
    await plays(
        talk, "> /interviewed Acme\n+ 2 hours\n> /should_i_call Acme\n> /rules Acme call on Friday\n> /called Acme"
    )
    messages: list[Message] = talk.messages
    await plays(talk, "> /status\n> /interviewed Acme")
    return [button for message in messages + talk.messages for button in message.buttons]


GARBAGE = (
    *("", "x", "1", "1u", "1u:", "0u:1", "2u:1", "1u:-1", "1u:1:2", "1u:١", f"1u:{'9' * 60}", f"1u:{'0' * 30}1"),
    *("1c:1", "1c:1:999", "1c:999:0", "1d:x", "1p:1:0", "1p:1:99:sent", "1p:99:0:sent", "1p:1:0:dance"),
    *("1r:correct:1:0:", "1r:nonsense:0:0:", "1r:interviewed:99:0:", "1r:undo", "1z:1:2", "\u0000", "1r:é:0:0:ü"),
)


async def test_garbage_in_a_button_does_nothing(talk: Conversation) -> None:
    await plays(talk, "> /interviewed Acme\n+ 2 hours\n> /called Acme")
    before, message = talk.facts(), talk.messages[-1]
    text = message.text
    for data in GARBAGE:
        shown = await talk.presses_data(data, message)
        assert shown == "That button is over; nothing was recorded. Ask anew: /status", data
        assert (talk.facts(), message.text) == (before, text), data


# --- faults of the bot's own ---------------------------------------------------------------------------------


async def test_a_fault_of_the_bots_own_is_said_and_nothing_is_kept(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await talk.says("/interviewed Acme")
    before = talk.facts()

    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("secret words of Dana's")

    with monkeypatch.context() as patch:
        patch.setattr("bot.services.context.renew_agenda", fault)
        assert (await talk.says("/thanked Acme")).text == failed().text
    assert talk.facts() == before
    assert "secret words" not in caplog.text
    caplog.clear()
    await plays(talk, "> /thanked Acme\n✓ Recorded")
