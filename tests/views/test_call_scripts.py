"""`/script` in words: which call, whom, and the verdict first where it is not Yes."""

import re

import pytest

from bot.guidance.events import Planned, Settled, Settlement
from bot.guidance.ground_rules import CallOn, Contact, NoCalls
from bot.guidance.letters import CallKind, call_to_make
from bot.guidance.verdict import verdict_at
from bot.services.letter_outcomes import Script
from bot.views.call_scripts import script
from bot.views.call_words import SINCE_A_TALK, WORDS
from bot.views.reply import Reply
from bot.views.verdicts import verdict_text
from tests.botapi.markup import parse_html
from tests.guidance.cases import HELD, NOTE, SPOKE, THREE_TRIES, Fact, day, moment, plan_of, said

_PLEADING = re.compile(r"please, please|really need|desperate|any job|beg|I would do anything|again and again", re.I)


def _script(*facts: Fact, now: str) -> Reply:
    plan = plan_of(*facts)
    verdict = verdict_at(plan, moment(now))
    return script(Script(plan, verdict, call_to_make(plan, verdict), moment(now)))


def _text(reply: Reply) -> str:
    return parse_html(reply.text).text


@pytest.mark.parametrize(
    ("facts", "now", "which"),
    [
        ((HELD, NOTE), "Mon 9 Nov 14:00", "call 1 of 3."),
        ((HELD, NOTE, *THREE_TRIES[:1]), "Mon 16 Nov 14:00", "call 2 of 3."),
        ((HELD, NOTE, *THREE_TRIES[:2]), "Mon 23 Nov 14:00", "call 3 of 3, the last one."),
        ((HELD, NOTE, said(CallOn(day("Fri 6 Nov")))), "Fri 6 Nov 10:00", "the call that they asked for."),
    ],
)
def test_a_call_that_is_due(facts: tuple[Fact, ...], now: str, which: str) -> None:
    reply = _script(*facts, now=now)
    text = _text(reply)
    assert text.startswith(f"📞 Company 1: {which}")
    assert "To that person: “Hello, this is [your name]." in text
    assert "To a machine: “Hello, this is [your name]." in text
    assert "(¶8)" in text
    assert [button.label for row in reply.rows for button in row] == [
        *("No answer", "Left a message", "Spoke"),
        *("Copy what to say", "Copy it for a machine"),
    ]


def test_each_call_is_said_in_other_words() -> None:
    said_to = [text for words in WORDS.values() for text in (words.person, words.if_no_news, words.machine)]
    assert len(set(said_to)) == 3 * len(CallKind)
    for words in (*WORDS.values(), SINCE_A_TALK):
        assert re.search(r"interest|appeal|attractive|happy to join|suit me", words.person)
        assert not _PLEADING.search(f"{words.person} {words.if_no_news} {words.machine}")
        assert "[your number]" in words.machine
        assert len(words.machine.split()) < 60


def test_a_verdict_has_the_words_of_the_script() -> None:
    plan, now = plan_of(HELD, NOTE, *THREE_TRIES[:1]), moment("Mon 16 Nov 14:00")
    verdict = verdict_at(plan, now)
    told = parse_html(verdict_text(plan, verdict, now)).text
    to_person, to_machine = (
        re.escape(words)
        for words in re.findall(
            r"(?:person|machine): (“.*”)", _text(script(Script(plan, verdict, call_to_make(plan, verdict), now)))
        )
    )
    assert re.search(f"Say: {to_person}\nTo a machine: {to_machine}\n", told)


def test_to_a_contact_by_name() -> None:
    text = _text(_script(HELD, NOTE, said(Contact("<b>Dana & Co")), now="Mon 9 Nov 14:00"))
    assert "May I speak with <b>Dana & Co, please?" in text
    assert "To <b>Dana & Co: “Hello" in text
    assert "This is for <b>Dana & Co." in text


def test_the_day_is_spoken_of_as_on_the_day_of_the_call() -> None:
    text = _text(_script(HELD, NOTE, now="Mon 2 Nov 15:00"))
    assert text.startswith("⏳ Not yet, from Mon 9 Nov, 09:00: Company 1.")
    assert "When that time comes, for call 1 of 3:" in text
    assert "I had my interview on 2 November about your opening" in text
    assert "today about" not in text


def test_after_a_talk_the_talk_is_spoken_of() -> None:
    text = _text(_script(HELD, NOTE, ("Mon 9 Nov 11:00", SPOKE), now="Mon 16 Nov 14:00"))
    assert text.startswith("📞 Company 1: call 1 of 3.")
    assert "When we last spoke, on 9 November, there was no decision yet about your opening." in text
    assert "We last spoke on 9 November about your opening." in text
    assert "I had my interview" not in text


def test_before_the_note_the_note_comes_first() -> None:
    reply = _script(HELD, now="Mon 2 Nov 15:00")
    assert "send the note" in _text(reply)
    assert "Write it" in [button.label for row in reply.rows for button in row]


def test_before_the_interview() -> None:
    text = _text(_script(("Mon 2 Nov 10:00", Planned()), now="Mon 2 Nov 09:00"))
    assert text.startswith("⏳ Not yet")
    assert "Before you leave, ask" in text
    assert "for call 1 of 3:" in text


@pytest.mark.parametrize(
    ("facts", "now", "said"),
    [
        ((HELD, NOTE, *THREE_TRIES), "Mon 30 Nov 14:00", "there is no fourth call to prepare"),
        ((HELD, NOTE, ("Mon 2 Nov 10:30", said(NoCalls())[1])), "Mon 9 Nov 14:00", "there is no call to prepare"),
        ((HELD, ("Tue 3 Nov 10:00", Settled(Settlement.REJECTED))), "Wed 4 Nov 10:00", "there is no call to prepare"),
    ],
)
def test_no_call_to_make(facts: tuple[Fact, ...], now: str, said: str) -> None:
    text = _text(_script(*facts, now=now))
    assert text.startswith("⛔ No")
    assert said in text
    assert "To a machine" not in text
