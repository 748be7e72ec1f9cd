"""Answers to free questions: short, cited, honest about defaults and about what is not covered."""

import re
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from bot.guidance.answers import BASES, Neighbour, Topic
from bot.guidance.events import Settled, Settlement
from bot.guidance.ground_rules import CallEveryWeekday, Contact
from bot.guidance.verdict import verdict_at
from bot.language.questions import rank_topics
from bot.views.answers import TITLES, answer, answered, general, silent
from bot.views.buttons import Run, pack
from bot.views.own_record import Record
from bot.views.reasons import MY_DEFAULT, default_line, paragraphs
from tests.guidance.cases import HELD, HERE, NOTE, THREE_TRIES, Fact, moment, plan_of, said


def sentences(text: str) -> list[str]:
    """The sentences of an answer."""
    return [part for part in re.split(r"(?<=[.?!])”?\s+", text) if part]


def record(*facts: Fact, now: str, sales: bool = False) -> Record:
    """An interview as it stands."""
    plan, at = plan_of(*facts, sales=sales), moment(now)
    return Record(plan, verdict_at(plan, at), at)


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_is_answered_briefly_with_its_rules(topic: Topic) -> None:
    text = general(topic, HERE)
    assert 2 <= len(sentences(text)) <= 6
    for rule in BASES[topic].rules:
        assert f"({paragraphs(rule)})" in text
    for default in BASES[topic].defaults:
        assert default_line(default, HERE).removesuffix(f" ({MY_DEFAULT}).").casefold() in text.casefold()
    assert (MY_DEFAULT in text) == bool(BASES[topic].defaults)
    assert "{" not in text


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize(
    "facts",
    [(HELD,), (HELD, NOTE), (HELD, NOTE, *THREE_TRIES), (HELD, ("Tue 3 Nov", Settled(Settlement.OFFER)))],
)
def test_the_record_adds_one_sentence_at_the_most(topic: Topic, facts: Sequence[Fact]) -> None:
    text = answer(topic, HERE, record(*facts, now="Tue 24 Nov 10:00"))
    assert len(sentences(text.replace("\n\n", " "))) <= 6
    assert len(text) < 1000


@pytest.mark.parametrize(
    ("topic", "facts", "expected"),
    [
        (Topic.CALL_LIMIT, (HELD, NOTE, *THREE_TRIES[:2]), "You have made two of the three calls to <b>Company 1</b>."),
        (Topic.THIRD_TRY, (HELD, NOTE, *THREE_TRIES), "You have made three of the three calls to <b>Company 1</b>."),
        (Topic.CALL_WHEN, (HELD, NOTE, *THREE_TRIES[:2]), "You may call <b>Company 1</b> now (2 of 3 calls made)."),
        (Topic.TY_SHOULD, (HELD, NOTE), "You sent <b>Company 1</b> its note Mon 2 Nov."),
        (Topic.TY_WHEN, (HELD,), "You have not told me of a note to <b>Company 1</b> yet."),
        (Topic.WHO_TO_CALL, (HELD, said(Contact("Dana <Lee>"))), "For <b>Company 1</b> you noted Dana &lt;Lee&gt;."),
        (Topic.FOLLOW_THEIR_RULES, (HELD, NOTE, said(CallEveryWeekday(4))), "call every Friday."),
        (Topic.PEST, (HELD, ("Tue 3 Nov", Settled(Settlement.REJECTED))), "is settled: they said no."),
    ],
)
def test_the_record_is_used(topic: Topic, facts: Sequence[Fact], expected: str) -> None:
    assert answer(topic, HERE, record(*facts, now="Tue 24 Nov 10:00")).endswith(expected)


def test_the_next_best_topics_are_buttons() -> None:
    ranking = rank_topics("how often may I call them?")
    reply = answered(ranking, HERE)
    assert ranking.topic is Topic.CALL_LIMIT
    assert [button.data for row in reply.rows for button in row] == [
        Run("ask", text=topic.value) for topic, _ in ranking.topics[1:3]
    ]


@pytest.mark.parametrize("topic", Topic)
def test_titles_fit_a_button(topic: Topic) -> None:
    assert 0 < len(TITLES[topic]) <= 28
    assert pack(Run("ask", text=topic.value))


@pytest.mark.parametrize("neighbour", [None, *Neighbour])
def test_what_is_not_covered_is_said_to_be_so(neighbour: Neighbour | None) -> None:
    text = silent(neighbour)
    assert "covers the thank-you note" in text
    if neighbour not in (Neighbour.THE_BOT, Neighbour.SMALL_TALK):
        assert "silent" in text
    assert "¶" not in text
    assert 2 <= len(sentences(text)) <= 6


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Should I send a gift basket?", "silent on gifts. My own advice, not the article’s: no gift"),
        ("should i send chocolates", "silent on gifts."),
        ("is it ok if I drop by the office", "silent on coming by in person. My own advice, not the article’s: do not"),
        ("is it ok to email instead of calling?", "silent on following up by anything but a call. My own advice"),
        ("What do you think, call or email?", "silent on following up by anything but a call."),
        ("is it ok to text them", "silent on following up by anything but a call."),
        ("should i connect with the interviewer on linkedin", "silent on following up by anything but a call."),
        ("can i call from work", "silent on where and with whose phone you call."),
        ("they told me not to call but its been a month", "Where they want no calls, do not call, however long"),
        ("my interviewer is not answering am i being ghosted", "It need not be a no:"),
        ("do i send thank you to all 4 interviewers", "write to each person who saw you, not the same words twice"),
    ],
)
def test_questions_next_to_the_etiquette(question: str, said: str) -> None:
    assert said in answered(rank_topics(question), HERE).text


def test_what_a_doubtful_question_was_taken_for_is_said() -> None:
    ranking = replace(rank_topics("how often may I call them?"), doubtful=True)
    reply = answered(ranking, HERE)
    assert reply.text.startswith("I take your question as “How often to call” and answer that. If you meant one of")
    assert "Three times at the most" in reply.text
    assert len(reply.rows[0]) == 2


def test_what_may_have_been_meant_is_offered_under_what_is_not_covered() -> None:
    ranking = replace(rank_topics("what salary should I ask for?"), doubtful=True)
    reply = answered(ranking, HERE)
    assert reply.text.startswith("The etiquette I go by is silent on what a job pays")
    assert [button.data for row in reply.rows for button in row] == [
        Run("ask", text=topic.value) for topic, _ in ranking.topics[:2]
    ]


def test_a_question_about_pay_gets_no_answer_made_up() -> None:
    reply = answered(rank_topics("what salary should I ask for?"), HERE)
    assert reply.text.startswith("The etiquette I go by is silent on what a job pays")
    assert reply.rows == ()
