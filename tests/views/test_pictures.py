"""What stands under the pictures, for those who cannot see them, and what is said where there is none."""

from collections.abc import Iterator

import pytest

from bot.guidance.events import Emailed, Heard, Planned, Settled, Settlement
from bot.guidance.funnel import Funnel
from bot.guidance.ground_rules import DecisionBy
from bot.guidance.timeline import timeline_of
from bot.handlers.letter import Letter, address
from bot.services.picture_outcomes import FunnelShown, TimelineShown
from bot.views.attachments import MAKERS
from bot.views.dates import day
from bot.views.render import render
from bot.views.reply import MOST_CHARACTERS, MOST_IN_CAPTION, REPEAT_MARK, length
from tests.guidance.cases import HELD, MESSAGE, NO_ANSWER, NOTE, SPOKE, Fact, moment, plan_of, word
from tests.views.checks import assert_sendable
from tests.views.drawing.samples import HISTORIES, NOW, timeline


def caption(*interviews: tuple[Fact, ...]) -> str:
    plans = [plan_of(*facts, id=number) for number, facts in enumerate(interviews, start=1)]
    reply = render(TimelineShown(timeline_of(plans, NOW.date(), NOW, 30)))
    assert reply.attachment
    assert reply.attachment.maker in MAKERS
    return assert_sendable(reply)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            HISTORIES[0],
            "1. Company 1: call 1 of 3, today. Interview Mon 2 Nov; note sent Mon 2 Nov.",
        ),
        (
            HISTORIES[1],
            "1. Company 1: call 3 of 3, Mon 7 Dec. Interview Mon 2 Nov; note sent Mon 2 Nov; called Mon 9 Nov, "
            "Mon 16 Nov; they decide by Fri 4 Dec.",
        ),
        (
            HISTORIES[2],
            "1. Company 1: call Tue 1 Dec, as they asked, then call Tue 8 Dec, call Tue 15 Dec, call Tue 22 Dec, "
            "call Tue 29 Dec, more later. Interview Mon 2 Nov; note sent Mon 2 Nov; called Tue 24 Nov (not counted); "
            "a word from them Thu 26 Nov.",
        ),
        (HISTORIES[3], "1. Company 1: interview Fri 4 Dec, then note Fri 4 Dec, call Fri 11 Dec."),
        (
            HISTORIES[4],
            "1. Company 1: thank-you note today, then call Tue 8 Dec. Interview Mon 2 Nov; called Mon 9 Nov (you "
            "spoke), Tue 10 Nov; no call until Mon 7 Dec has passed.",
        ),
    ],
)
def test_each_interview_is_said_in_full_where_there_is_room(facts: tuple[Fact, ...], said: str) -> None:
    assert caption(facts) == f"Your open interview, Mon 30 Nov\n\n{said}"


@pytest.mark.parametrize("count", [1, 5, 12, 30, 40])
def test_nothing_is_left_out_of_a_caption_and_what_follows_it(count: int) -> None:
    names = [f"{letter}{letter.lower()}corp".ljust(100, "x") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜß"]
    outcome = TimelineShown(timeline(count, names))
    messages = list(messages_of(outcome))
    assert messages[0].attachment
    for message in messages:
        room = MOST_IN_CAPTION if message.attachment else MOST_CHARACTERS
        assert 0 < length(REPEAT_MARK + message.text) <= room
    said = "\n\n".join(message.text for message in messages)
    assert said == render(outcome).text
    for number, row in enumerate(outcome.timeline.rows, start=1):
        assert f"\n\n{number}. <b>{row.plan.interview.company}</b>: " in said
        assert said.count(" Interview Mon 2 Nov") == sum(row.marks[0].over for row in outcome.timeline.rows)
    assert [bool(message.keyboard) for message in messages] == [False] * (len(messages) - 1) + [True]


def messages_of(outcome: TimelineShown) -> Iterator[Letter]:
    """The messages that an outcome arrives in."""
    left: Letter | None = address(render(outcome), 7)
    while left:
        message, left = left.parted()
        yield message


def test_how_many_are_left_out_is_said() -> None:
    text = render(TimelineShown(timeline(34))).text
    assert "The most urgent 30 of 34 interviews" in text
    assert "4 less urgent ones are left out of the picture." in text
    assert "One less urgent one is left out of the picture." in render(TimelineShown(timeline(31))).text


LONG = (
    HELD,
    NOTE,
    ("Mon 9 Nov 10:00", NO_ANSWER),
    ("Tue 10 Nov 10:00", Emailed()),
    ("Wed 11 Nov 10:00", Heard()),
    ("Thu 12 Nov 10:00", SPOKE),
    ("Fri 13 Nov 10:00", MESSAGE),
    ("Fri 20 Nov 10:00", word(DecisionBy(moment("Fri 11 Dec").date()))),
    ("Mon 23 Nov 10:00", Emailed()),
)


def test_a_long_history_is_said_as_it_is_drawn() -> None:
    assert caption(LONG).endswith(
        "\n\n1. Company 1: call 2 of 3, Mon 14 Dec. Interview Mon 2 Nov; note sent Mon 2 Nov; called Mon 9 Nov "
        "(not counted), Tue 10 Nov (by email, not counted), Thu 12 Nov (you spoke), Fri 13 Nov (not counted), "
        "Mon 23 Nov (by email); a word from them Wed 11 Nov, Fri 20 Nov; they decide by Fri 11 Dec."
    )


@pytest.mark.parametrize("facts", [*HISTORIES, LONG])
def test_every_mark_that_is_drawn_has_its_day_in_the_caption(facts: tuple[Fact, ...]) -> None:
    said = caption(facts).split("\n\n")[1]
    (row,) = timeline_of([plan_of(*facts)], NOW.date(), NOW, 30).rows
    last = timeline_of([plan_of(*facts)], NOW.date(), NOW, 30).last
    drawn = [mark.on for mark in row.marks if mark.on <= last]
    days = [day(on, NOW.date()) if on != NOW.date() else "today" for on in drawn]
    assert [on for on in days if on not in said] == []


def test_names_are_harmless() -> None:
    text = render(TimelineShown(timeline(2, ["<b>A & B</b>", "<i>"]))).text
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in text


def test_nothing_open_is_said_without_a_picture() -> None:
    settled = plan_of(HELD, NOTE, ("Fri 27 Nov 10:00", Settled(Settlement.REJECTED)))
    reply = render(TimelineShown(timeline_of([settled], NOW.date(), NOW, 30)))
    assert reply.attachment is None
    assert "every interview you told me about is settled" in reply.text
    assert [button.label for row in reply.rows for button in row] == ["I had one", "One is coming"]


def test_the_search_so_far() -> None:
    reply = render(FunnelShown(Funnel(9, 7, 5, 1)))
    assert reply.attachment
    assert reply.attachment.maker in MAKERS
    assert assert_sendable(reply) == (
        "Your search so far\n\n"
        "Interviewed for: 9 openings, settled ones too\n"
        "Thank-you note sent: 7 of 9\n"
        "They answered: 5 of 9 (a word, a further interview, an offer or a no)\n"
        "Offer made: 1 of 9\n\n"
        "You sent a thank-you note for 7 of 9 openings. Of the people whom one recruiter interviews, about one in five "
        "(¶5) send one; that is his word, not a survey."
    )
    assert length(REPEAT_MARK + reply.text) <= MOST_IN_CAPTION


def test_without_an_offer_the_search_goes_on() -> None:
    assert "Keep looking" in render(FunnelShown(Funnel(1, 1, 0, 0))).text
    assert "1 opening," in render(FunnelShown(Funnel(1, 1, 0, 0))).text


def test_nothing_to_count_says_what_to_do() -> None:
    reply = render(FunnelShown(Funnel(0, 0, 0, 0)))
    assert reply.attachment is None
    assert "your first interview is still to come" in reply.text
    assert [button.label for row in reply.rows for button in row] == ["It took place", "What comes"]


def test_an_interview_still_to_come_alone_has_a_picture() -> None:
    assert "interview Fri 4 Dec" in caption((("Fri 4 Dec 10:00", Planned()),))
